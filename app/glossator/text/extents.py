"""Sets of extents: what they cover together, what they leave out, what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable


def union(extents: Iterable[Extent]) -> list[Extent]:
    """Return the fewest extents that cover the same text, in order; those that touch become one."""
    merged: list[Extent] = []
    for extent in sorted(extents):
        if merged and extent.start <= merged[-1].end:
            if extent.end > merged[-1].end:
                merged[-1] = Extent(merged[-1].start, extent.end)
        else:
            merged.append(extent)
    return merged


def gaps(extents: Iterable[Extent], length: int) -> list[Extent]:
    """Return what the *extents* leave uncovered of a text of *length* code points."""
    found: list[Extent] = []
    reached = 0
    for extent in union(extents):
        if extent.start >= length:
            break
        if extent.start > reached:
            found.append(Extent(reached, extent.start))
        reached = extent.end
    if reached < length:
        found.append(Extent(reached, length))
    return found


def subtract(extents: Iterable[Extent], others: Iterable[Extent]) -> list[Extent]:
    """Return what the *extents* cover and the *others* do not."""
    covered = union(extents)
    return intersect(covered, gaps(others, covered[-1].end)) if covered else []


def intersect(extents: Iterable[Extent], others: Iterable[Extent]) -> list[Extent]:
    """Return what both cover."""
    first, second = union(extents), union(others)
    shared: list[Extent] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i].start, second[j].start), min(first[i].end, second[j].end)
        if start < end:
            shared.append(Extent(start, end))
        if first[i].end < second[j].end:
            i += 1
        else:
            j += 1
    return shared


def size(extents: Iterable[Extent]) -> int:
    """Return how many code points the *extents* cover together."""
    return sum(len(extent) for extent in union(extents))


def boundaries(extents: Iterable[Extent]) -> list[int]:
    """Return every offset at which one of the *extents* starts or ends, in order, each once."""
    return sorted({offset for extent in extents for offset in (extent.start, extent.end)})


def trim(text: str, extent: Extent) -> Extent | None:
    """Return *extent* without white space at either end; None where nothing else is in it."""
    start, end = extent.start, min(extent.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Extent(start, end) if start < end else None
