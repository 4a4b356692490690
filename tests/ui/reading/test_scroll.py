"""Heights, and the place of the reader among them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.heights import HeightMap, Measure
from glossator.ui.reading.model import TextModel
from glossator.ui.reading.scroll import Scroll

MEASURE = Measure(
    width=500, pitch=26, title_pitch=32, gap=13, empty=9, advance=8.0, title_advance=11.0
)  # fmt: skip
VIEW = 300


def a_map(lengths: list[int]) -> HeightMap:
    return HeightMap(TextModel("\n".join("x" * length for length in lengths)), MEASURE)


def test_the_estimate_counts_lines_gaps_title_and_empty_paragraphs() -> None:
    heights = a_map([10, 0, 100, 10])
    assert heights.heights.tolist() == [32 + 13, 9, 2 * 26 + 13, 26 + 13]
    assert heights.exact.tolist() == [False, True, False, False]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 400)), max_size=30))
def test_tops_are_the_sums_of_heights_after_any_correction(settled: list[tuple[int, int]]) -> None:
    heights = a_map([40] * 10)
    for block, height in settled:
        heights.settle(block, height)
        assert heights.tops.tolist() == [0, *np.cumsum(heights.heights).tolist()]
    assert heights.total == heights.heights.sum()


@given(st.integers(-50, 5000))
def test_a_height_lies_in_the_block_found_for_it(y: int) -> None:
    heights = a_map([80, 0, 600, 10, 300] * 3)
    block, inside = heights.block_at(y)
    if 0 <= y < heights.total:
        assert 0 <= inside < heights.heights[block]
    assert heights.tops[block] + inside == y


class Truth:
    """What heights turn out to be when blocks are laid out."""

    def __init__(self, count: int, exact: list[int]) -> None:
        self.map = a_map([300] * count)
        self.exact = exact
        self.scroll = Scroll(self.map, self.height, top=24, bottom=48)

    def height(self, block: int) -> int:
        self.map.settle(block, self.exact[block])
        return self.exact[block]


exacts = st.lists(st.integers(9, 700), min_size=1, max_size=40)


@given(exacts, st.lists(st.integers(-900, 900), max_size=20))
def test_scrolling_by_steps_moves_the_text_by_exactly_that(exact: list[int], steps: list[int]) -> None:
    """No correction of a height, above or below, moves what is being read."""
    truth = Truth(len(exact), exact)
    tops = [0, *np.cumsum(exact).tolist()]
    place = -24
    for step in steps:
        moved = truth.scroll.move(step, VIEW)
        assert abs(moved) <= abs(step)
        place += moved
        assert tops[truth.scroll.block] + truth.scroll.offset == place


@given(exacts, st.integers(0, 20_000))
def test_the_view_stays_within_the_text(exact: list[int], value: int) -> None:
    truth = Truth(len(exact), exact)
    truth.scroll.go(value, VIEW)
    tops = [0, *np.cumsum(exact).tolist()]
    place = tops[truth.scroll.block] + truth.scroll.offset
    assert -24 <= place <= max(-24, tops[-1] + 48 - VIEW)


@given(exacts, st.data())
def test_a_pinned_block_is_where_it_was_asked_for(exact: list[int], data: st.DataObject) -> None:
    truth = Truth(len(exact), exact)
    block = data.draw(st.integers(0, len(exact) - 1))
    truth.scroll.pin(block, 5, 100, VIEW)
    tops = [0, *np.cumsum(exact).tolist()]
    place = tops[truth.scroll.block] + truth.scroll.offset
    wanted = tops[block] + 5 - 100
    assert place == max(-24, min(wanted, tops[-1] + 48 - VIEW))
