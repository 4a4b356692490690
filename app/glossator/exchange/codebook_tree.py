"""Finds each code's place in the tree, however the table gives it: path, parent, parent's number, or depth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from glossator_db.errors import ExchangeError
from glossator_db.paths import join_path, split_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Path = tuple[str, ...]

DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table, its cells sorted by what they hold."""

    line: int
    values: dict[str, list[str]]
    file: str

    def text(self, field: str) -> str | None:
        """Return the cell of *field*; None where there is no such column."""
        found = self.values.get(field)
        return found[0] if found else None

    def bare(self, field: str) -> str:
        """Return the cell of *field* without white space around it; empty where there is none."""
        return (self.text(field) or "").strip()

    def value(self, field: str, parse: Callable[[str], T]) -> T | None:
        """Return what *parse* makes of the cell; None where there is no such column."""
        cell = self.text(field)
        if cell is None:
            return None
        try:
            return parse(cell)
        except ValueError as error:
            reason = str(error) if str(error).startswith("is ") else "is neither yes nor no"
            raise self.refused(f"“{cell.strip()}” in column “{field}” {reason}.") from error

    def refused(self, message: str) -> ExchangeError:
        """Return the error that names this row."""
        return ExchangeError(message, path=self.file, line=self.line)


def resolve(entries: Sequence[Entry], *, separator: str | None) -> list[tuple[Path, Entry | None]]:
    """Return all codes with their paths, parents first, siblings in the order of the rows.

    A parent that no row gives is there with None. *separator* divides flat names into paths.
    """
    fields = frozenset(entries[0].values) if entries else frozenset()
    if {"number", "id", "name"} <= fields:
        paths = _by_number(entries)
    elif "path" in fields:
        paths = [_split(entry, entry.bare("path") or entry.bare("name")) for entry in entries]
    elif "parent" in fields:
        paths = _by_parent(entries)
    elif "depth" in fields:
        paths = _by_depth(entries)
    else:
        paths = [_flat(entry, separator) for entry in entries]
    rows: dict[Path, Entry] = {}
    for path, entry in zip(paths, entries, strict=True):
        if path in rows:
            raise entry.refused(f"The code “{join_path(path)}” is already in line {rows[path].line}.")
        if len(path) > DEEPEST:
            raise entry.refused(f"The code lies {len(path):,} levels deep; {DEEPEST:,} are the most.")
        rows[path] = entry
    return _in_order(rows)


def _in_order(rows: dict[Path, Entry]) -> list[tuple[Path, Entry | None]]:
    """Sort codes into the order of the tree, adding the parents that are only implied."""
    first: dict[Path, int] = {path: entry.line for path, entry in rows.items()}
    for path, entry in rows.items():
        for depth in range(len(path) - 1, 0, -1):
            parent = path[:depth]
            if parent in rows:
                break
            first[parent] = min(first.get(parent, entry.line), entry.line)
    children: dict[Path, list[Path]] = {}
    for path in sorted(first, key=first.__getitem__):
        children.setdefault(path[:-1], []).append(path)
    ordered: list[tuple[Path, Entry | None]] = []
    waiting = children.get((), [])[::-1]
    while waiting:
        path = waiting.pop()
        ordered.append((path, rows.get(path)))
        waiting.extend(reversed(children.get(path, [])))
    return ordered


def _split(entry: Entry, cell: str) -> Path:
    if not cell:
        raise entry.refused("The code has no name.")
    try:
        return split_path(cell)
    except ValueError as error:
        raise entry.refused(f"A name in the path “{cell}” is empty.") from error


def _flat(entry: Entry, separator: str | None) -> Path:
    name = entry.bare("name")
    parts = tuple(part.strip() for part in name.split(separator)) if separator else (name,)
    if not all(parts):
        raise entry.refused(f"A name in “{name}” is empty." if name else "The code has no name.")
    return parts


def _name(entry: Entry) -> str:
    name = entry.bare("name")
    if not name:
        raise entry.refused("The code has no name.")
    return name


def _by_number(entries: Sequence[Entry]) -> list[Path]:
    """Follow the numbers of the parents."""
    numbers: dict[str, int] = {}
    for index, entry in enumerate(entries):
        number = entry.bare("id")
        if number and numbers.setdefault(number, index) != index:
            raise entry.refused(f"The number “{number}” stands twice.")
    parents: list[int | None] = []
    for entry in entries:
        number = entry.bare("number")
        if number and number not in numbers:
            raise entry.refused(f"No code has the number “{number}” of the parent.")
        parents.append(numbers[number] if number else None)
    return _climb(entries, parents, {})


def _by_parent(entries: Sequence[Entry]) -> list[Path]:
    """Follow the names of the parents, or their paths.

    A name that several codes have stands for the one at the top; what no code is called is taken for a path.
    """
    named: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        named.setdefault(_name(entry), []).append(index)
    parents: list[int | None] = []
    bases: dict[int, Path] = {}
    for index, entry in enumerate(entries):
        cell = entry.bare("parent")
        path = _split(entry, cell) if cell else ()
        found = named.get(cell) or (named.get(path[0], []) if len(path) == 1 else [])
        if len(found) > 1 and all(entries[other].bare("parent") for other in found):
            raise entry.refused(f"Several codes are called “{cell}”; give the path of the parent.")
        parents.append(found[0] if len(found) == 1 else None)
        if len(found) != 1:
            bases[index] = path
    return _climb(entries, parents, bases)


def _by_depth(entries: Sequence[Entry]) -> list[Path]:
    """Take each code as a child of the last one above it that lies one level higher."""
    depths = []
    for entry in entries:
        cell = entry.bare("depth")
        if not (cell.isascii() and cell.isdigit()):
            raise entry.refused(f"“{cell}” is not a depth; it has to be a whole number.")
        depths.append(int(cell))
    lowest = min(depths, default=0)
    stack: list[str] = []
    paths = []
    for entry, depth in zip(entries, depths, strict=True):
        level = depth - lowest
        if level > len(stack):
            raise entry.refused(f"The code is at depth {depth}, but the one before it is not at {depth - 1}.")
        stack[level:] = [_name(entry)]
        paths.append(tuple(stack))
    return paths


def _climb(entries: Sequence[Entry], parents: Sequence[int | None], bases: dict[int, Path]) -> list[Path]:
    """Return the paths, given each entry's parent; an entry without one lies below its base."""
    paths: dict[int, Path] = {}
    for start in range(len(entries)):
        way: list[int] = []
        index: int | None = start
        while index is not None and index not in paths:
            way.append(index)
            if len(way) > len(entries):
                raise entries[start].refused("The code lies below itself: its parents form a ring.")
            index = parents[index]
        for step in reversed(way):
            parent = parents[step]
            above = bases.get(step, ()) if parent is None else paths[parent]
            paths[step] = (*above, _name(entries[step]))
    return [paths[index] for index in range(len(entries))]
