"""Elementary segments against a count by single characters."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.segments import DEEPEST, segments

codings = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(1, 5)).map(
        lambda row: (row[0], row[0] + row[1], row[2])
    ),
    max_size=12,
)


def by_character(rows, pos: int) -> tuple[int, ...]:
    here = sorted((end - start, -start, code) for start, end, code in rows if start <= pos < end)
    return tuple(dict.fromkeys(code for _, _, code in here))[:DEEPEST]


@given(codings, st.integers(0, 30), st.integers(0, 30))
def test_each_character_carries_its_codes_innermost_first(rows, low, size) -> None:
    found = segments(rows, low, low + size)
    carried = {pos: segment.codes for segment in found for pos in range(segment.start, segment.end)}
    for pos in range(low, low + size):
        assert carried.get(pos, ()) == by_character(rows, pos)
    assert all(low <= pos < low + size for pos in carried)


@given(codings)
def test_neighbours_differ_and_come_in_order(rows) -> None:
    found = segments(rows, 0, 60)
    for first, second in itertools.pairwise(found):
        assert first.end <= second.start
        assert first.end < second.start or first.codes != second.codes
