"""Lanes of the margin."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.index import CodingStore, Placed
from glossator.ui.reading.lanes import GAP, MOST, Lanes

from .conftest import columns

spans = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(1, 500)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    unique=True,
    max_size=40,
)


def ordered(found):
    return sorted(found, key=lambda span: (span[0], -span[1]))


def lanes_of(found) -> dict[tuple[int, int], int]:
    rows = ordered(found)
    lanes = Lanes(np.array([row[0] for row in rows], int), np.array([row[1] for row in rows], int))
    return {row: lanes.lane(index) for index, row in enumerate(rows)}


@given(spans)
def test_no_two_that_overlap_share_a_lane_but_the_last(found) -> None:
    lanes = lanes_of(found)
    for first, lane in lanes.items():
        for second, other in lanes.items():
            near = first[0] < second[1] + GAP and second[0] < first[1] + GAP
            if first < second and near and lane == other:
                assert lane == MOST - 1


@given(spans)
def test_no_more_lanes_are_used_than_needed(found) -> None:
    lanes = lanes_of(found)
    rows = ordered(found)
    most = max((sum(other[0] <= row[0] < other[1] + GAP for other in rows) for row in rows), default=0)
    built = Lanes(np.array([row[0] for row in rows], int), np.array([row[1] for row in rows], int))
    assert max(lanes.values(), default=-1) + 1 == min(most, MOST) == built.used()


@given(spans, st.tuples(st.integers(0, 2000), st.integers(1, 500)))
def test_a_new_coding_moves_only_those_connected_with_it(found, new) -> None:
    added = (new[0], new[0] + new[1])
    before, after = lanes_of(found), lanes_of({*found, added})
    reach = [added]
    for _ in found:
        reach = [
            span
            for span in {*found, added}
            if any(span[0] < other[1] + GAP and other[0] < span[1] + GAP for other in reach)
        ]
    for span, lane in before.items():
        if span not in reach:
            assert after[span] == lane


@given(spans, st.tuples(st.integers(0, 2000), st.integers(1, 500)))
def test_adding_and_removing_leaves_all_lanes_as_they_were(found, new) -> None:
    store = CodingStore()
    store.load(columns(*((number + 1, 1, *span) for number, span in enumerate(found))))
    before = [store.lane(row) for row in range(len(store))]
    store.add(Placed(99, 1, 1, new[0], new[0] + new[1]))
    store.remove(99)
    assert [store.lane(row) for row in range(len(store))] == before


def test_the_longer_of_two_that_begin_together_is_outside() -> None:
    assert lanes_of([(0, 10), (0, 90)]) == {(0, 90): 0, (0, 10): 1}


@given(spans)
def test_columns_of_the_overview_alternate_within_a_cluster(found) -> None:
    rows = ordered(found)
    built = Lanes(np.array([row[0] for row in rows], int), np.array([row[1] for row in rows], int))
    sides = built.sides().tolist()
    for first, last in zip(built.borders.tolist(), built.borders.tolist()[1:], strict=False):
        assert sides[first:last] == [place % 2 for place in range(last - first)]
