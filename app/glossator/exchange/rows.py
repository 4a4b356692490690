"""One coding as the neutral files have it, and the checks that make a row of strings one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from glossator_db.paths import join_path, split_path


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow:
    """One coding of a codings file."""

    doc: str
    """the document's name, with or without its file's ending"""
    start: int
    end: int
    quote: str | None = None
    """the words it covers; None where the file has none to check against"""
    code: str
    """the code's path, escaped and joined by `` > ``"""
    coder: str = ""
    memo: str = ""
    weight: int | None = None
    """0 to 100"""
    unsure: bool = False
    created: str = ""
    """UTC, ISO 8601 to the millisecond; empty where the file says none"""
    modified: str = ""
    status: str = ""
    id: str = ""
    """the guid; empty where the file says none"""
    line: int = 0
    """where it stands in the file, counted from 1; 0 for a row that is to be written"""


def checked_extent(start: int, end: int) -> None:
    """Raise ValueError, with the reason, where the two are no extent."""
    if start < 0:
        raise ValueError(f"“start” is {start}; it may not be negative")
    if start >= end:
        raise ValueError(f"“start” is {start} and “end” is {end}; the end has to be larger")


def checked_weight(weight: int) -> int:
    """Return *weight* where it is from 0 to 100; ValueError else."""
    if not 0 <= weight <= 100:
        raise ValueError(f"“weight” is {weight}; it has to be from 0 to 100")
    return weight


@lru_cache(maxsize=4096)
def code_path(cell: str) -> str:
    """Return a code's path as the project writes it; ValueError where it is none."""
    if not cell.strip():
        raise ValueError("the code has no name")
    try:
        return join_path(split_path(cell))
    except ValueError as error:
        raise ValueError(f"a name in the code “{cell}” is empty") from error


@lru_cache(maxsize=4096)
def moment(cell: str) -> str:
    """Return a time as the project keeps it: UTC, to the millisecond; ValueError where it is none.

    A time without a zone is taken for UTC.
    """
    if not cell.strip():
        return ""
    try:
        found = datetime.fromisoformat(cell.strip())
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"“{cell}” is not a time like 2026-03-09T14:30:00Z") from error
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")
