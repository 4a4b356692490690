"""The formats as a table: the command line, the dialogs and their filters are made from it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from glossator.exchange import cells, codebook, encodings, plain, table
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Kind = Literal["codebook", "codings", "texts"]

_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One file format."""

    name: str
    """what the command line calls it"""
    kind: Kind
    what: str
    """what a dialog calls it"""
    extensions: tuple[str, ...]
    """how the names of its files end"""
    is_it: Callable[[bytes, str], bool]
    """whether a file is of this format, by its first bytes and its name"""
    folder: bool = False
    """it is written as a folder of files"""

    @property
    def pattern(self) -> str:
        """The filter of a file dialog: “Codebook (*.csv)”."""
        return f"{self.what} ({' '.join(f'*{extension}' for extension in self.extensions)})"


def named(name: str) -> Format:
    """Return the format called *name*; `ExchangeError` where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise ExchangeError(f"There is no format “{name}”; the formats are {', '.join(f.name for f in FORMATS)}.")


def recognise(path: Path, override: str | None = None) -> Format:
    """Return the format of the file *path*, told from its content; *override* names it instead.

    Raises
    ------
    ExchangeError
        Where the file cannot be read, or is of no format that is known.
    """
    if override:
        return named(override)
    if path.is_dir():
        return named("texts")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(path)) from error
    if len(head) == _HEAD and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: head.rfind(b"\n") + 1] or head
    for known in FORMATS:
        if known.is_it(head, path.name.lower()):
            return known
    what = "This is neither a codebook, nor codings, nor a text; name the format if it is one."
    if path.name.lower().endswith((".csv", ".tsv")):
        found = ", ".join(_header(head)) or "none"
        what = f"The columns are neither those of a codebook nor those of codings. Columns found: {found}"
    raise ExchangeError(what, path=str(path))


def for_export(path: Path, override: str | None = None) -> Format:
    """Return the format in which a file called *path* is to be written; *override* names it instead."""
    if override:
        return named(override)
    name = path.name.lower()
    endings = {"codebook.csv": "codebook-csv", ".csv": "codings-csv", ".jsonl": "codings-jsonl"}
    for ending, chosen in endings.items():
        if name.endswith(ending):
            return named(chosen)
    raise ExchangeError(
        "The name tells no format; end it in codebook.csv, .csv or .jsonl, or name the format.",
        path=str(path),
    )


def _header(head: bytes) -> list[str]:
    """Return the first row of a table, folded; empty where it is none."""
    decoded = encodings.decode(head)
    lines = [line for line in decoded.text.lstrip("\ufeff").split("\n") if line.strip()] if decoded else []
    declared = cells.declared_delimiter(lines[0]) if lines else None
    if declared:
        lines = lines[1:]
    if not lines:
        return []
    first = lines[0].rstrip("\r")
    delimiter = declared or cells.delimiter_of(first, codebook.KNOWN | {*table.COLUMNS, "doc"})
    return [cells.folded(name) for name in next(csv.reader([first], delimiter=delimiter), [])]


def _is_jsonl(head: bytes, name: str) -> bool:
    if name.endswith(".jsonl"):
        return True
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{"):
        return False
    try:
        found = json.loads(start.partition(b"\n")[0].decode("utf-8", "ignore"))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and {"start", "end", "code"} <= found.keys()


def _is_codings(head: bytes, _name: str) -> bool:
    told = table.header_of(_header(head)).keys()
    return bool({"start", "end"} & told) and len(told & set(table.NEEDED)) >= len(table.NEEDED) - 1


def _is_codebook(head: bytes, name: str) -> bool:
    names = set(_header(head))
    named_so = bool(names & codebook.NAMING) and (len(names) > 1 or name.endswith(".csv"))
    return named_so and not {"start", "end"} <= names and not name.endswith(plain.SUFFIXES)


def _is_text(_head: bytes, name: str) -> bool:
    return name.endswith(plain.SUFFIXES)


FORMATS = (
    Format("codings-jsonl", "codings", "Codings as JSON lines", (".jsonl",), _is_jsonl),
    Format("codings-csv", "codings", "Codings as a table", (".csv",), _is_codings),
    Format("codebook-csv", "codebook", "Codebook as a table", (".csv", ".tsv"), _is_codebook),
    Format("texts", "texts", "Plain texts", plain.SUFFIXES, _is_text, folder=True),
)
"""Every format, those first that say most clearly what they are."""
