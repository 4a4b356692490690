"""The nouns: frozen records of what a project holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

DocumentId = NewType("DocumentId", int)
CodeId = NewType("CodeId", int)
CoderId = NewType("CoderId", int)
CodingId = NewType("CodingId", int)
NoteId = NewType("NoteId", int)
StepId = NewType("StepId", int)

MARKS = ("square", "circle", "diamond", "triangle", "bar")
"""Shapes that stand before a code's name, in the order in which new children take them."""

HUES = {
    "indigo": "#424bd9",
    "amber": "#ce851f",
    "green": "#33a583",
    "plum": "#7a496d",
    "olive": "#a19554",
    "sky": "#4399b5",
    "lilac": "#8d89ea",
    "red": "#b01f14",
    "rose": "#9d3944",
    "blue": "#22589e",
    "grey": "#7c8594",
}
"""The code palette, in the order in which new codes at the top take them; safe for protan and deutan eyes."""

LABELS = (
    "PERSON", "ORG", "GPE", "LOC", "DATE", "MONEY", "PERCENT", "QUANTITY",
    "LAW", "WORK_OF_ART", "EMAIL", "PHONE", "URL",
)  # fmt: skip
"""What kinds of entity there are."""

Verdict = Literal["accepted", "rejected"]

State = Literal["not started", "in progress", "finished"]
"""How far a coder is with a text."""


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A half-open run of text, counted in Unicode code points.

    Qt counts UTF-16 units instead; only ``glossator.ui`` converts.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or negative extent: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Extent) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text under study; the text itself is read with ``documents.text``."""

    id: DocumentId
    guid: str
    name: str
    sha256: str
    length: int
    """in code points"""
    words: int
    position: int
    source: str
    """name of the file it came from, without its folder; empty for pasted text"""
    encoding: str
    newlines: str
    """lf, crlf, cr or mixed, as the file had them; the text itself has LF only"""
    memo: str
    created: str
    """UTC, ISO 8601 to the millisecond, as all times in a project"""


@dataclass(frozen=True, slots=True)
class Code:
    """A theme code, or (where not ``codable``) a heading over codes."""

    id: CodeId
    guid: str
    parent_id: CodeId | None
    position: int
    name: str
    color: str
    """``#rrggbb``"""
    mark: str
    """one of `MARKS`"""
    description: str
    include: str
    exclude: str
    example: str
    memo: str
    shortcut: str
    """the two hint letters, in capitals"""
    digit: int | None
    digit_fixed: bool
    """set by hand; else given by use"""
    codable: bool
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes."""

    id: CoderId
    guid: str
    name: str
    initials: str
    created: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's use of one code on one stretch of one document."""

    id: CodingId
    guid: str
    document_id: DocumentId
    code_id: CodeId
    coder_id: CoderId
    extent: Extent
    quote_hash: str
    """first 16 hex digits of the SHA-256 of the words it covers, in UTF-8"""
    memo: str
    weight: int | None
    """0 to 100"""
    unsure: bool
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Note:
    """A thought about a passage that carries no code."""

    id: NoteId
    guid: str
    document_id: DocumentId
    coder_id: CoderId
    extent: Extent
    text: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names a person, a place or a date, with what found it."""

    extent: Extent
    label: str
    """one of `LABELS`"""
    text: str
    rule: str
    """what found it, in a word or two; empty for a model"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one mention."""

    id: int
    guid: str
    document_id: DocumentId
    extent: Extent
    label: str
    """the label as it was found"""
    relabel: str
    """the label as the person would have it; empty to keep"""
    verdict: Verdict
    coder_id: CoderId
    created: str


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change, as the history lists it."""

    id: StepId
    at: str
    coder: str
    label: str
    undone: bool
    opened: str
    """when the session that made it had opened the project; tells restarts apart"""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step, undo or redo touched: row ids by table."""

    label: str
    rows: dict[str, frozenset[int]]
    kind: Literal["done", "undone", "redone"] = "done"
    step: StepId = StepId(0)

    def touch(self, *tables: str) -> bool:
        """Say whether any of the *tables* has a touched row."""
        return any(table in self.rows for table in tables)
