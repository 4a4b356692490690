"""Counting codings per code."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.analysis.frequency import Frequencies, tally


def table(counts: list[list[int]], *, divided: bool = True) -> Frequencies:
    array = np.array(counts, np.int64)
    codes, groups = array.shape
    return Frequencies(
        code_ids=np.arange(codes, dtype=np.int64) + 10,
        names=tuple(f"code {at}" for at in range(codes)),
        colors=("#22589e",) * codes,
        marks=("square",) * codes,
        groups=tuple(f"text {at}" for at in range(groups)) if divided else ("",),
        group_ids=tuple((at,) for at in range(groups)) if divided else ((),),
        counts=array,
    )


ids = st.lists(st.integers(0, 6), min_size=1, max_size=5, unique=True)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40), ids, ids)
def test_every_coding_of_a_wanted_code_and_group_is_counted_once(codings, code_ids, group_ids):
    counts = tally(
        np.array([code for code, _ in codings], np.int64),
        np.array([group for _, group in codings], np.int64),
        np.array(code_ids, np.int64),
        np.array(group_ids, np.int64),
    )
    for row, code in enumerate(code_ids):
        for column, group in enumerate(group_ids):
            assert counts[row, column] == codings.count((code, group))


def test_nothing_to_count_gives_an_empty_table():
    none = np.empty(0, np.int64)
    assert tally(none, none, none, none).shape == (0, 0)
    assert tally(np.array([1, 2]), np.array([0, 0]), none, np.array([0])).shape == (0, 1)


def test_codes_and_groups_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        tally(np.array([1]), np.array([1, 2]), np.array([1]), np.array([1]))


def test_the_most_used_keep_their_order_and_the_rest_is_told():
    kept = table([[1, 0], [5, 5], [0, 0], [2, 1]]).most_used(2)
    assert kept.names == ("code 1", "code 3")
    assert kept.code_ids.tolist() == [11, 13]
    assert kept.left_out == 2
    assert kept.totals.tolist() == [10, 3]


def test_by_use_puts_the_most_used_first_and_leaves_equals_as_they_are():
    assert table([[1], [4], [1], [2]]).by_use().names == ("code 1", "code 3", "code 0", "code 2")


def test_used_drops_empty_rows_and_columns():
    kept = table([[0, 0, 0], [1, 0, 2]]).used()
    assert kept.names == ("code 1",)
    assert kept.groups == ("text 0", "text 2")
    assert kept.counts.tolist() == [[1, 2]]


def test_used_keeps_the_one_group_where_nothing_divides():
    kept = table([[0], [0]], divided=False).used()
    assert kept.names == ()
    assert kept.groups == ("",)


def test_small_groups_are_joined_and_nothing_is_lost():
    joined = table([[1, 9, 2, 8], [1, 0, 0, 0]]).largest_groups(3)
    assert joined.groups == ("text 1", "text 3", "2 more")
    assert joined.group_ids == ((1,), (3,), (0, 2))
    assert joined.counts.tolist() == [[9, 8, 3], [0, 0, 1]]
    assert joined.total == 21
