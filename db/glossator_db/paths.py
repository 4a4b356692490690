"""A code's path: its name after those of the codes above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossator_db.records import Code, CodeId

_BETWEEN = " > "


def join_path(names: Iterable[str]) -> str:
    r"""Join names with `` > ``; inside a name ``\`` becomes ``\\`` and ``>`` becomes ``\>``."""
    return _BETWEEN.join(name.replace("\\", "\\\\").replace(">", "\\>") for name in names)


def split_path(path: str) -> tuple[str, ...]:
    r"""Split a path into its names; blanks around ``>`` do not count.

    Raises
    ------
    ValueError
        Where a name is empty.
    """
    names = [""]
    letters = iter(path)
    for letter in letters:
        if letter == "\\":
            names[-1] += next(letters, "")
        elif letter == ">":
            names.append("")
        else:
            names[-1] += letter
    names = [name.strip() for name in names]
    if not all(names):
        raise ValueError(path)
    return tuple(names)


def paths(codes: Iterable[Code]) -> dict[CodeId, str]:
    """Return the path of each code; parents must come before their children."""
    found: dict[CodeId, str] = {}
    for code in codes:
        own = join_path([code.name])
        found[code.id] = own if code.parent_id is None else found[code.parent_id] + _BETWEEN + own
    return found
