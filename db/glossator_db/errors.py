"""What can go wrong that a person can mend.

::

    GlossatorError            the message says what, where and what to do
    ├── ProjectError          about the project file
    │   ├── NotAProject       another kind of file
    │   ├── Damaged           a project file that cannot be read
    │   ├── TooNew            made by a newer Glossator
    │   ├── Locked            open in another process
    │   ├── ReadOnly          nothing may be written here
    │   └── Full              no space left
    ├── InUse                 a longer job is writing
    ├── NotFound              no document, code or coder of that name
    ├── NameTaken             the name is in use beside it
    ├── NotAllowed            the change would break the codebook
    ├── NothingToUndo         undo or redo has no step left
    └── ExchangeError         a foreign file; knows path and line

Everything else is a fault of the program.
"""

from __future__ import annotations


class GlossatorError(Exception):
    """Something the person can act upon."""


class ProjectError(GlossatorError):
    """The project file cannot be used as asked."""


class NotAProject(ProjectError):  # noqa: N818
    """The file is of another kind."""


class Damaged(ProjectError):  # noqa: N818
    """The file is a project but cannot be read."""


class TooNew(ProjectError):  # noqa: N818
    """The file needs a newer program."""


class Locked(ProjectError):  # noqa: N818
    """Another process has the project open for writing."""


class ReadOnly(ProjectError):  # noqa: N818
    """The file or its folder may not be written."""


class Full(ProjectError):  # noqa: N818
    """The disk has no space left."""


class InUse(GlossatorError):  # noqa: N818
    """A longer job is writing; try again when it is done."""


class NotFound(GlossatorError):  # noqa: N818
    """No such document, code, coder or coding."""


class NameTaken(GlossatorError):  # noqa: N818
    """Another one beside it has this name."""


class NotAllowed(GlossatorError):  # noqa: N818
    """The change would leave the codebook or a coding in a state that makes no sense."""


class NothingToUndo(GlossatorError):  # noqa: N818
    """There is no step to undo, or none to redo."""


class ExchangeError(GlossatorError):
    """A foreign file cannot be read or written."""

    def __init__(self, message: str, *, path: str = "", line: int | None = None) -> None:
        where = ", ".join(part for part in (path, f"line {line}" if line else "") if part)
        super().__init__(f"{where}: {message}" if where else message)
        self.path = path
        self.line = line
