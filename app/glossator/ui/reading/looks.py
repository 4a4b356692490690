"""What the pane is told about codes and mentions: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossator_db.records import Extent

CODE_MIME = "application/x-glossator-code"
"""A dragged code: its id in ASCII."""
PASSAGE_MIME = "application/x-glossator-passage"
"""A dragged passage: its start and end in ASCII, parted by a blank."""


@dataclass(frozen=True, slots=True)
class CodeLook:
    """How one code is shown."""

    name: str
    color: str
    """``#rrggbb``"""
    mark: str = "square"
    """one of `glossator_db.records.MARKS`"""


@dataclass(frozen=True, slots=True)
class PaneMention:
    """One entity's place in the text, and what was decided about it."""

    extent: Extent
    label: str
    """one of `glossator_db.records.LABELS`"""
    state: Literal["open", "accepted", "rejected"] = "open"


class Columns(Protocol):
    """All codings of one text as columns, sorted by start; any object with these arrays will do."""

    @property
    def id(self) -> NDArray[Any]: ...
    @property
    def code(self) -> NDArray[Any]: ...
    @property
    def coder(self) -> NDArray[Any]: ...
    @property
    def start(self) -> NDArray[Any]: ...
    @property
    def end(self) -> NDArray[Any]: ...
    @property
    def unsure(self) -> NDArray[Any]: ...
    @property
    def has_memo(self) -> NDArray[Any]: ...
