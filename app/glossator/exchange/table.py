"""Codings as CSV and as JSON lines; both are read and written row by row."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from glossator.exchange import cells, encodings
from glossator.exchange.atomic import replacing
from glossator.exchange.rows import CodingRow, checked_extent, checked_weight, code_path, moment
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

COLUMNS = (
    "document", "start", "end", "quote", "code", "coder", "memo", "weight", "unsure", "created", "modified",
    "status", "id",
)  # fmt: skip
NEEDED = ("document", "start", "end", "code")

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_CHUNK = 1 << 20


def write_csv(target: Path | TextIO, rows: Iterable[CodingRow]) -> int:
    """Write codings as CSV; return how many. A path is replaced as a whole."""
    if isinstance(target, Path):
        with replacing(target) as stream:
            return write_csv(stream, rows)
    writer = cells.RowWriter(target)
    writer.write(COLUMNS)
    count = 0
    for row in rows:
        writer.write(
            [
                row.doc, str(row.start), str(row.end), row.quote or "", row.code, row.coder, row.memo,
                "" if row.weight is None else str(row.weight), "yes" if row.unsure else "no", row.created,
                row.modified, row.status, row.id,
            ]
        )  # fmt: skip
        count += 1
    return count


def write_jsonl(target: Path | TextIO, rows: Iterable[CodingRow]) -> int:
    """Write codings as one JSON object a line; return how many. A path is replaced as a whole.

    What is optional is left out where it says nothing.
    """
    if isinstance(target, Path):
        with replacing(target) as stream:
            return write_jsonl(stream, rows)
    count = 0
    for row in rows:
        target.write(json.dumps(_object(row), ensure_ascii=False) + "\n")
        count += 1
    return count


def read_csv(path: Path) -> Iterator[CodingRow]:
    """Yield the codings of a CSV file.

    Raises
    ------
    ExchangeError
        Where the header lacks a column that is needed, or a row is malformed, with its line.
    """
    try:
        with _opened(path) as stream:
            yield from _csv_rows(stream, str(path))
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(path)) from error


def read_jsonl(path: Path) -> Iterator[CodingRow]:
    """Yield the codings of a JSON lines file; `ExchangeError`, with the line, where one is malformed."""
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    yield _json_row(line, number, str(path))
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(path)) from error


def header_of(names: Sequence[str]) -> dict[str, int]:
    """Return which column of a codings table holds what; ``doc`` is as good as ``document``."""
    places: dict[str, int] = {}
    for index, name in enumerate(names):
        folded = cells.folded(name)
        field = "document" if folded == "doc" else folded
        if field in COLUMNS:
            places.setdefault(field, index)
    return places


def _csv_rows(stream: TextIO, path: str) -> Iterator[CodingRow]:
    first = stream.readline()
    declared = cells.declared_delimiter(first)
    if not declared:
        stream.seek(0)
    delimiter = declared or cells.delimiter_of(first, COLUMNS)
    crlf = first.endswith("\r\n")
    table = cells.rows(stream, delimiter, crlf=crlf, before=1 if declared else 0, path=path)
    _, names = next(table, (1, [""]))
    places = header_of([name.lstrip("\ufeff") for name in names])
    missing = [name for name in NEEDED if name not in places]
    if missing:
        found = ", ".join(name.strip() for name in names if name.strip()) or "none"
        raise ExchangeError(f"No column “{'”, “'.join(missing)}”. Columns found: {found}", path=path, line=1)
    ours = {name.strip("\ufeff ") for name in names} <= set(COLUMNS)
    for line, row in table:
        padded = cells.whole(line, row, len(names), path=path)
        if ours:
            padded = [cells.unguard(cell) for cell in padded]
        values = {field: padded[index] for field, index in places.items()}
        try:
            yield _from_cells(values, line)
        except ValueError as error:
            raise _refused(error, path, line) from error


def _from_cells(values: Mapping[str, str], line: int) -> CodingRow:
    start, end = _whole("start", values["start"]), _whole("end", values["end"])
    checked_extent(start, end)
    weight = values.get("weight", "").strip()
    doubt = values.get("unsure", "")
    try:
        unsure = cells.yes_or_no(doubt)
    except ValueError as error:
        raise ValueError(f"“unsure” is “{doubt}”; it has to be yes or no") from error
    return CodingRow(
        doc=_named(values["document"]),
        start=start,
        end=end,
        quote=cells.storable(values.get("quote", "")) or None,
        code=code_path(values["code"]),
        coder=values.get("coder", "").strip(),
        memo=cells.storable(values.get("memo", "")),
        weight=checked_weight(_whole("weight", weight)) if weight else None,
        unsure=bool(unsure),
        created=moment(values.get("created", "")),
        modified=moment(values.get("modified", "")),
        status=values.get("status", "").strip(),
        id=values.get("id", "").strip(),
        line=line,
    )


def _json_row(line: bytes, number: int, path: str) -> CodingRow:
    try:
        found = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ExchangeError("The line is not UTF-8.", path=path, line=number) from error
    except (ValueError, RecursionError) as error:
        reason = (
            error.msg.lower().removesuffix(" at").removesuffix(" starting")
            if isinstance(error, json.JSONDecodeError)
            else "it holds what JSON does not know"
        )
        raise ExchangeError(f"The line is not a JSON object: {reason}.", path=path, line=number) from error
    if not isinstance(found, dict):
        raise ExchangeError("The line is not a JSON object.", path=path, line=number)
    try:
        return _from_object(found, number)
    except ValueError as error:
        raise _refused(error, path, number) from error


def _from_object(found: dict[str, Any], line: int) -> CodingRow:
    start, end = _number(found, "start"), _number(found, "end")
    checked_extent(start, end)
    unsure = found.get("unsure")
    if not isinstance(unsure, bool | None):
        raise ValueError("“unsure” has to be true or false")
    weighted = found.get("weight") is not None
    quote = found.get("quote")
    return CodingRow(
        doc=_named(_string(found, "doc" if "doc" in found else "document")),
        start=start,
        end=end,
        quote=None if quote is None else _string(found, "quote") or None,
        code=code_path(_string(found, "code")),
        coder=_string(found, "coder").strip(),
        memo=_string(found, "memo"),
        weight=checked_weight(_number(found, "weight")) if weighted else None,
        unsure=bool(unsure),
        created=moment(_string(found, "created")),
        modified=moment(_string(found, "modified")),
        status=_string(found, "status").strip(),
        id=_string(found, "id").strip(),
        line=line,
    )


def _object(row: CodingRow) -> dict[str, object]:
    needed = {"doc": row.doc, "start": row.start, "end": row.end, "code": row.code, "coder": row.coder}
    optional = {
        "quote": row.quote,
        "memo": row.memo,
        "weight": row.weight,
        "unsure": row.unsure or None,
        "created": row.created,
        "modified": row.modified,
        "status": row.status,
        "id": row.id,
    }
    return needed | {key: value for key, value in optional.items() if value not in (None, "")}


def _opened(path: Path) -> TextIO:
    """Open a CSV file in the encoding it is in; UTF-8 is read row by row, anything else is decoded at once."""
    with path.open("rb") as raw:
        wide = b"\0" in raw.read(_CHUNK)
        raw.seek(0)
        utf8 = not wide and encodings.is_utf8(iter(lambda: raw.read(_CHUNK), b""))
    if utf8:
        return path.open(encoding="utf-8-sig", newline="")
    decoded = encodings.decode(path.read_bytes())
    if decoded is None:
        raise ExchangeError("The encoding of this table cannot be told; save it as UTF-8.", path=str(path))
    return io.StringIO(cells.storable(decoded.text.lstrip("\ufeff")), newline="")


def _refused(error: ValueError, path: str, line: int) -> ExchangeError:
    reason = str(error)
    return ExchangeError(f"{reason[:1].upper()}{reason[1:]}.", path=path, line=line)


def _named(doc: str) -> str:
    if not doc.strip():
        raise ValueError("the row names no document")
    return doc.strip()


def _whole(field: str, cell: str) -> int:
    if not _WHOLE.fullmatch(cell.strip()):
        raise ValueError(f"“{field}” is “{cell}”; it has to be a whole number")
    return int(cell)


def _number(found: Mapping[str, object], field: str) -> int:
    number = found.get(field)
    if type(number) is not int or abs(number) >= 1 << 60:
        shown = "missing" if field not in found else json.dumps(number)[:40]
        raise ValueError(f"“{field}” is {shown}; it has to be a whole number")
    return number


def _string(found: Mapping[str, object], field: str) -> str:
    value = found.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"“{field}” has to be a text")
    return cells.storable(value)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


READERS: dict[str, Callable[[Path], Iterator[CodingRow]]] = {
    "codings-csv": read_csv,
    "codings-jsonl": read_jsonl,
}
