"""Sets of extents, checked against sets of offsets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from glossator.text import extents
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable

one = st.builds(lambda start, size: Extent(start, start + size), st.integers(0, 40), st.integers(1, 15))
many = st.lists(one, max_size=8)


def offsets(found: Iterable[Extent]) -> set[int]:
    return {offset for extent in found for offset in range(extent.start, extent.end)}


def apart(found: list[Extent]) -> bool:
    return all(a.end < b.start for a, b in pairwise(found))


@given(many, many, st.integers(0, 60))
def test_sets_of_extents_are_sets_of_offsets(first: list[Extent], second: list[Extent], length: int) -> None:
    assert offsets(extents.union(first)) == offsets(first)
    assert offsets(extents.gaps(first, length)) == set(range(length)) - offsets(first)
    assert offsets(extents.subtract(first, second)) == offsets(first) - offsets(second)
    assert offsets(extents.intersect(first, second)) == offsets(first) & offsets(second)
    assert extents.size(first) == len(offsets(first))
    assert apart(extents.union(first))
    assert apart(extents.gaps(first, length))
    assert apart(extents.subtract(first, second))


def test_boundaries_and_trimming() -> None:
    assert extents.boundaries([Extent(3, 5), Extent(0, 3)]) == [0, 3, 5]
    assert extents.trim("a  bc \n", Extent(1, 7)) == Extent(3, 5)
    assert extents.trim("   ", Extent(0, 3)) is None
