"""Labels beside brackets."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.geometry import COLUMN_LEAST, COLUMN_MOST, arrange, label_width
from glossator.ui.reading.margin import LABEL_HEIGHT, Item, place

PITCH = 26


def item(number: int, row: int, rows: int = 1, code: int | None = None, **more) -> Item:
    return Item(number, code or number, 1, row * PITCH, (row + rows) * PITCH, 0, **more)


items = st.lists(
    st.builds(
        lambda row, rows, code: (row, rows, code), st.integers(0, 30), st.integers(1, 6), st.integers(1, 9)
    ),
    max_size=30,
).map(lambda rows: [item(number, *row) for number, row in enumerate(rows)])


@given(items)
def test_every_coding_is_named_or_counted_once(found: list[Item]) -> None:
    margin = place(found, PITCH)
    named = [number for label in margin.labels for number in label.ids]
    counted = [number for more in margin.more for number in more.ids]
    assert sorted(named + counted) == [each.id for each in found]


@given(items)
def test_nothing_collides_and_no_label_leaves_its_bracket(found: list[Item]) -> None:
    margin = place(found, PITCH)
    tops = sorted([label.top for label in margin.labels] + [more.top for more in margin.more])
    assert all(second - first >= LABEL_HEIGHT for first, second in itertools.pairwise(tops))
    bottoms = {each.id: each.bottom for each in found}
    for label in margin.labels:
        assert label.top <= max(bottoms[number] for number in label.ids) + PITCH / 2


def test_repeats_that_begin_near_become_one_label() -> None:
    margin = place([item(1, 0, code=7), item(2, 1, code=7), item(3, 5, code=7)], PITCH)
    assert [label.ids for label in margin.labels] == [[1, 2], [3]]


def test_a_repeat_by_another_coder_is_named_by_itself() -> None:
    other = Item(2, 7, 2, 0, PITCH, 1)
    assert len(place([item(1, 0, code=7), other], PITCH).labels) == 2


def test_repeats_show_the_weight_that_all_of_them_have() -> None:
    for second, shown in ((30, 30), (40, None), (None, None)):
        margin = place([item(1, 0, code=7, weight=30), item(2, 1, code=7, weight=second)], PITCH)
        assert [label.weight for label in margin.labels] == [shown]


def test_many_in_one_line_are_counted() -> None:
    margin = place([item(number, 0) for number in range(1, 9)], PITCH)
    assert len(margin.labels) == 3
    assert [len(more.ids) for more in margin.more] == [5]


@given(st.integers(120, 3000), st.integers(0, 6), st.sampled_from([0, 120, 128, 150]), st.floats(0.9, 1.5))
def test_the_column_keeps_its_width_and_its_place(width, lanes, label, scale) -> None:
    found = arrange(width, lanes, label, scale)
    assert found.column <= COLUMN_MOST
    assert found.column > 0
    if width >= 600 * scale:
        assert found.column >= COLUMN_LEAST
        assert found.label_x + found.label <= width or not found.label
        assert found.column_x + found.column <= width


def test_the_measures_are_those_of_the_drawings() -> None:
    """A pane of 824 in a window of 1440, as the drawing of the workspace has it."""
    found = arrange(804, 3, label_width(1440))
    assert (found.column_x, found.column, found.lane_x, found.label_x) == (62, 532, 615.5, 649)
    assert [label_width(width) for width in (1400, 1399, 1200, 1199, 960, 959)] == [
        150,
        128,
        128,
        120,
        120,
        0,
    ]
