"""The codebook as a CSV table: ours, Taguette's, and tables in which the columns can be told by their names."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from glossator.exchange import cells, encodings
from glossator.exchange.atomic import replacing
from glossator.exchange.codebook_tree import Entry, resolve
from glossator.exchange.codebook_values import color_of, digit_of, groups_of, mark_of, shortcut_of
from glossator_db.errors import ExchangeError
from glossator_db.paths import join_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = (
    "path", "name", "parent", "description", "include", "exclude", "example", "memo", "color", "mark", "shortcut",
    "digit", "codable", "groups", "codings", "documents", "id",
)  # fmt: skip

_SYNONYMS = {
    "path": ("path", "code path", "full path"),
    "name": ("name", "tag", "code", "title", "code name", "label", "theme"),
    "parent": ("parent", "parent code", "parent name", "parent path"),
    "number": ("parent id", "parentid"),
    "depth": ("depth", "level"),
    "description": ("description", "definition", "comment", "code description"),
    "include": ("include", "inclusion", "inclusion criteria", "when to use"),
    "exclude": ("exclude", "exclusion", "exclusion criteria", "when not to use"),
    "example": ("example", "examples"),
    "memo": ("memo", "note", "notes"),
    "color": ("color", "colour"),
    "mark": ("mark",),
    "shortcut": ("shortcut",),
    "digit": ("digit",),
    "codable": ("codable",),
    "groups": ("groups", "code group", "code groups"),
    "codings": ("codings", "number of highlights", "grounded", "references", "frequency", "count"),
    "documents": ("documents", "number of documents", "files", "density"),
    "id": ("id", "guid"),
}
_FIELDS = {synonym: field for field, synonyms in _SYNONYMS.items() for synonym in synonyms}
KNOWN = frozenset(_FIELDS)
"""Every header, folded, that says what a column of a codebook holds."""
NAMING = frozenset((*_SYNONYMS["path"], *_SYNONYMS["name"]))
"""Headers, folded, of columns that say which code a row is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """One code of a codebook file; None where the file has no such column."""

    path: tuple[str, ...]
    """the names from the top down to the code's own"""
    description: str | None = None
    include: str | None = None
    exclude: str | None = None
    example: str | None = None
    memo: str | None = None
    color: str | None = None
    """``#rrggbb``; empty where the cell is"""
    mark: str | None = None
    shortcut: str | None = None
    digit: int | None = None
    """0 where the cell is empty: none was set by hand"""
    codable: bool | None = None
    """also None where the cell is empty"""
    groups: tuple[str, ...] | None = None
    codings: int | None = None
    """only written; ignored on reading"""
    documents: int | None = None
    """only written; ignored on reading"""
    guid: str | None = None
    """None also for the ids of other programs, which are none of ours"""
    line: int | None = None
    """where the row begins in the file; None for a code that is only implied by the path of another"""

    @property
    def name(self) -> str:
        """The code's own name."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """What a codebook file holds, and how it was read."""

    rows: list[CodeRow]
    """parents before their children, siblings in the order of the file"""
    ours: bool
    """it has our own headers, so that guarded cells lost their apostrophe"""
    encoding: str
    delimiter: str
    ignored: tuple[str, ...]
    """columns that mean nothing here"""


def read(source: Path | bytes, *, separator: str | None = None) -> list[CodeRow]:
    """Return the codes of a codebook file; see `load`."""
    return load(source, separator=separator).rows


def load(source: Path | bytes, *, separator: str | None = None) -> CodebookFile:
    """Read a codebook file, or the bytes of one.

    Parameters
    ----------
    source
        The file; the format is told from its header.
    separator
        What divides the names in another program's flat names (``.`` in “trust.loss”); None keeps them whole.

    Raises
    ------
    ExchangeError
        Where the file cannot be read or says something that makes no sense, with the line.
    """
    name, data = _bytes_of(source)
    decoded = encodings.decode(data)
    if decoded is None:
        raise ExchangeError("The encoding of this table cannot be told; save it as UTF-8.", path=name)
    text = cells.storable(decoded.text.lstrip("\ufeff"))
    declared = cells.declared_delimiter(text.partition("\n")[0])
    body = text.partition("\n")[2] if declared else text
    delimiter = declared or cells.delimiter_of(body.lstrip().partition("\n")[0], KNOWN)
    table = cells.rows(
        io.StringIO(body, newline=""),
        delimiter,
        crlf=cells.ends_in_crlf(text),
        before=1 if declared else 0,
        path=name,
    )
    first = next(table, None)
    if first is None:
        raise ExchangeError("The table is empty.", path=name)
    header = _Header(first[1], path=name)
    entries = [header.entry(line, row) for line, row in table]
    resolved = resolve(entries, separator=None if header.ours else separator)
    return CodebookFile(
        [_row(path, entry, header) for path, entry in resolved], header.ours, decoded.encoding, delimiter,
        header.ignored,
    )  # fmt: skip


def write(target: Path | TextIO, rows: Iterable[CodeRow]) -> int:
    """Write a codebook as our own CSV; return how many codes it has.

    A path is replaced as a whole, with a byte-order mark in front; a stream gets the text alone.
    """
    if isinstance(target, Path):
        with replacing(target, encoding="utf-8-sig") as stream:
            return write(stream, rows)
    writer = cells.RowWriter(target)
    writer.write(COLUMNS)
    count = 0
    for row in rows:
        writer.write(_cells(row))
        count += 1
    return count


def _cells(row: CodeRow) -> list[str]:
    return [
        join_path(row.path), row.name, join_path(row.path[:-1]), row.description or "", row.include or "",
        row.exclude or "", row.example or "", row.memo or "", row.color or "", row.mark or "", row.shortcut or "",
        str(row.digit or ""), "" if row.codable is None else "yes" if row.codable else "no",
        "; ".join(row.groups or ()), *("" if n is None else str(n) for n in (row.codings, row.documents)),
        row.guid or "",
    ]  # fmt: skip


class _Header:
    """Knows which column holds what."""

    def __init__(self, names: Sequence[str], *, path: str) -> None:
        self._path = path
        self._width = len(names)
        self._columns: dict[str, list[int]] = {}
        ignored: list[str] = []
        for index, name in enumerate(names):
            field = _FIELDS.get(_unnumbered(cells.folded(name)))
            if field is None:
                ignored.extend([name] if name.strip() else [])
            else:
                self._columns.setdefault(field, []).append(index)
        self.ignored = tuple(ignored)
        self._check(names)
        told = {name.strip() for name in names if _unnumbered(cells.folded(name)) in KNOWN}
        self.ours = told <= set(COLUMNS) and ("path" in told or {"name", "parent"} <= told)

    def has(self, field: str) -> bool:
        """Say whether there is a column for *field*."""
        return field in self._columns

    def entry(self, line: int, row: Sequence[str]) -> Entry:
        """Turn a row of the table into an entry whose place in the tree is still to be found."""
        row = cells.whole(line, row, self._width, path=self._path)
        if self.ours:
            row = [cells.unguard(cell) for cell in row]
        values = {field: [row[index] for index in indexes] for field, indexes in self._columns.items()}
        return Entry(line, values, self._path)

    def _check(self, names: Sequence[str]) -> None:
        found = ", ".join(name.strip() for name in names if name.strip())
        if {"document", "content"} <= {cells.folded(name) for name in names} and self.has("name"):
            raise ExchangeError(
                "This lists highlights, without their places in the text; it is no codebook.", path=self._path
            )
        if not self.has("path") and not self.has("name"):
            raise ExchangeError(f"No column for the code's name. Columns found: {found}", path=self._path)
        for field, indexes in self._columns.items():
            if len(indexes) > 1 and field not in ("groups", "codings", "documents"):
                twice = "” and “".join(names[index].strip() for index in indexes)
                raise ExchangeError(f"The columns “{twice}” say the same thing.", path=self._path)


def _row(path: tuple[str, ...], entry: Entry | None, header: _Header) -> CodeRow:
    if entry is None:
        return CodeRow(path=path)
    return CodeRow(
        path=path,
        description=entry.text("description"), include=entry.text("include"), exclude=entry.text("exclude"),
        example=entry.text("example"), memo=entry.text("memo"), color=entry.value("color", color_of),
        mark=entry.value("mark", mark_of), shortcut=entry.value("shortcut", shortcut_of),
        digit=entry.value("digit", digit_of), codable=entry.value("codable", cells.yes_or_no),
        groups=groups_of(entry.values["groups"]) if header.has("groups") else None,
        guid=(entry.text("id") or "").strip() or None if header.ours else None, line=entry.line,
    )  # fmt: skip


def _bytes_of(source: Path | bytes) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return "", source
    try:
        return str(source), source.read_bytes()
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(source)) from error


def _unnumbered(name: str) -> str:
    """Return “code group” for “code group 2”."""
    return name.rstrip("0123456789 ") or name
