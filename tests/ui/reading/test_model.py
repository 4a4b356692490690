"""Cutting a text into blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.model import BLOCK_LIMIT, TITLE_LIMIT, TextModel, has_rtl

texts = st.text(alphabet="ab \n.é\u0301😀ש", max_size=60)


@given(texts)
def test_blocks_and_line_feeds_make_up_the_text(text: str) -> None:
    model = TextModel(text)
    assert "\n".join(model.block_text(block) for block in range(model.count)) == text


@given(texts, st.integers(0, 60))
def test_a_place_is_in_the_block_found_for_it(text: str, pos: int) -> None:
    model = TextModel(text)
    pos = min(pos, len(text))
    start, end = model.span(model.block_at(pos))
    assert start <= pos <= end


def test_paragraphs_are_numbered_without_the_empty_ones() -> None:
    model = TextModel("one\n\ntwo\n")
    assert model.numbers.tolist() == [1, 1, 2, 2]
    assert model.paragraphs == 2


def test_the_title_is_the_first_line_with_words() -> None:
    assert TextModel("\n\nTitle\nText").title == 2
    assert TextModel("x" * TITLE_LIMIT + "\nText").title == 0
    assert TextModel("x" * (TITLE_LIMIT + 1) + "\nText").title == -1
    assert TextModel("").title == -1


@pytest.mark.parametrize(
    "text", ["The clinic closed.", "The clinic closed.\n", "\nThe clinic closed.\n \n\n"]
)
def test_a_text_of_one_paragraph_has_no_title(text: str) -> None:
    assert TextModel(text).title == -1


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    text = "Intro\n" + "A sentence of some words. " * 1000 + "\nEnd"
    model = TextModel(text)
    assert max(model.lengths) <= BLOCK_LIMIT
    inner = [block for block in range(model.count) if not model.opens[block]]
    assert inner
    assert all(model.block_text(block).startswith("A sentence") for block in inner)
    assert model.paragraph(inner[0]) == (6, len(text) - 4)
    assert model.paragraphs == 3


@pytest.mark.parametrize("unit", ["x", "e\u0301", "👨‍👩‍👧"])
def test_a_paragraph_without_blanks_is_cut_between_whole_characters(unit: str) -> None:
    model = TextModel(unit * (30_000 // len(unit)))
    assert max(model.lengths) <= BLOCK_LIMIT
    assert all(len(model.block_text(block)) % len(unit) == 0 for block in range(model.count))


def test_letters_from_right_to_left_are_found() -> None:
    assert has_rtl("see «الثقة»")
    assert has_rtl("שלום")
    assert not has_rtl("naïve 😀 Ελληνικά")
