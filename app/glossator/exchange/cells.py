"""What the CSV formats share: reading and writing rows, and cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, TextIO

from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LARGEST_CELL = 64 * 1024 * 1024
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_SPECIAL = frozenset("'=+-@\t\r")
_TRUE = frozenset(["yes", "true", "1", "y"])
_FALSE = frozenset(["no", "false", "0", "n"])
_LONE = re.compile("[\x00\ud800-\udfff]")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would compute, or that already looks so guarded."""
    return f"'{cell}" if cell[:1] in _SPECIAL and _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Take away the apostrophe that `guard` put before a cell."""
    return cell[1:] if cell[:1] == "'" and _QUOTED.match(cell) else cell


class RowWriter:
    """Writes guarded rows with line feeds at their ends."""

    def __init__(self, stream: TextIO) -> None:
        self._plain = csv.writer(stream, lineterminator="\n")
        self._quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def write(self, cells: Iterable[str]) -> None:
        """Write one row."""
        row = [guard(cell) for cell in cells]
        writer = self._quoted if any("\r" in cell for cell in row) else self._plain
        writer.writerow(row)


def rows(
    lines: Iterable[str], delimiter: str, *, crlf: bool = False, before: int = 0, path: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the number of the line on which it begins.

    Where the table's lines end in CRLF, so do the lines inside its cells: these become LF. *before* lines of the
    file stand before the first of the *lines*.

    Raises
    ------
    ExchangeError
        Where quotation marks do not match, with the line.
    """
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ExchangeError(_sentence(str(error)), path=path, line=line) from error
        if row is None:
            return
        if crlf:
            row = [cell.replace("\r\n", "\n") for cell in row]
        if any(cell.strip() for cell in row):
            yield line, row


def declared_delimiter(first: str) -> str | None:
    """Return the delimiter that the first line of a file declares, as spreadsheets do it: ``sep=;``."""
    line = first.strip("\ufeff\r\n").lower()
    return line[4:] if line.startswith("sep=") and line[4:] in (",", ";", "\t") else None


def delimiter_of(header: str, known: Iterable[str]) -> str:
    """Return what separates the names in the line *header*: the sign that yields the most *known* names."""
    names = frozenset(known)

    def score(sign: str) -> tuple[int, int]:
        cells = [folded(cell.strip().strip('"')) for cell in header.split(sign)]
        return sum(cell in names for cell in cells), len(cells)

    return max(",;\t", key=score)


def ends_in_crlf(text: str) -> bool:
    """Say whether the first line of *text* ends in CRLF."""
    feed = text.find("\n")
    return feed > 0 and text[feed - 1] == "\r"


def folded(name: str) -> str:
    """Return a column's name as it is compared: small letters, one blank for each gap."""
    return " ".join(re.split(r"[\s_-]+", name.strip().casefold())).strip()


def whole(line: int, row: Sequence[str], width: int, *, path: str = "") -> list[str]:
    """Return *row* with exactly *width* cells; missing ones are empty."""
    if any(cell.strip() for cell in row[width:]):
        raise ExchangeError(
            f"The row has {len(row)} cells, but there are {width} columns.", path=path, line=line
        )
    return [*row[:width], *[""] * (width - len(row))]


def yes_or_no(cell: str) -> bool | None:
    """Return what a cell says: yes, no, or nothing.

    Raises
    ------
    ValueError
        Where it says something else.
    """
    word = cell.strip().casefold()
    if not word:
        return None
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise ValueError(cell)


def storable(text: str) -> str:
    """Return *text* with null characters and lone surrogates as U+FFFD, one for one."""
    if not _LONE.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _LONE.sub("\ufffd", joined)


def _sentence(reason: str) -> str:
    if "unexpected end of data" in reason:
        return "A quotation mark is never closed."
    if "expected after" in reason:
        return "A quotation mark stands inside a cell; it has to be doubled."
    if "field larger" in reason:
        return f"A cell is larger than {LARGEST_CELL // 1024 // 1024} MiB."
    return f"The row cannot be read: {reason}."
