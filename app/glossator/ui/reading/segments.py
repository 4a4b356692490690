"""Elementary segments: stretches over which the codes do not change."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 3
"""Codes that are told apart at one place: one tint and two rails."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch with the same codes throughout."""

    start: int
    end: int
    codes: tuple[int, ...]
    """the innermost first, at most `DEEPEST`"""


def segments(codings: Iterable[tuple[int, int, int]], low: int, high: int) -> list[Segment]:
    """Divide *low* to *high* where codings begin and end.

    Parameters
    ----------
    codings
        (start, end, code) each; those outside are ignored.
    low, high
        The stretch that is divided.

    Returns
    -------
    list of Segment
        In order, without those that carry no code; neighbours differ in their codes.
    """
    events = []
    for start, end, code in codings:
        if max(start, low) < min(end, high):
            key = (end - start, -start, code)
            events.append((max(start, low), 1, key))
            events.append((min(end, high), 0, key))
    events.sort()
    found: list[Segment] = []
    active: list[tuple[int, int, int]] = []
    place = low
    for pos, begins, key in events:
        if pos > place:
            _extend(found, place, pos, _innermost(active))
            place = pos
        if begins:
            insort(active, key)
        else:
            active.remove(key)
    return found


def _innermost(active: list[tuple[int, int, int]]) -> tuple[int, ...]:
    codes: list[int] = []
    for _, _, code in active:
        if code not in codes:
            codes.append(code)
            if len(codes) == DEEPEST:
                break
    return tuple(codes)


def _extend(found: list[Segment], start: int, end: int, codes: tuple[int, ...]) -> None:
    if not codes:
        return
    if found and found[-1].end == start and found[-1].codes == codes:
        start = found.pop().start
    found.append(Segment(start, end, codes))
