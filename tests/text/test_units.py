"""Paragraphs, sentences, words, graphemes."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import units
from glossator_db.records import Extent

TRICKY = [
    ["Dr Okafor met Prof. Lindqvist in Leeds.", "They talked for an hour."],
    ["The ward closed at 5 p.m. on Friday.", "It was raining."],
    ["She left at 5 p.m.", "We followed."],
    ["Harbour plc. shares fell again.", "Nobody was told."],
    ["He had worked for Harbour plc.", "It let him go."],
    ["It cost £1.6m.", "The trust paid."],
    ["No. 7 was the worst bed.", "No.", "I never complained."],
    ["J. K. Rowling and P. D. James wrote it.", "I read it twice."],
    ["I waited and waited....", "Nothing came."],
    ["“We were never asked,” she said.", "“Not once.”", "Then she laughed."],
    ['He wrote: "It is over."', "She kept the note."],
    ["See, e.g. the third report, i.e. pp. 3-4 of vol. 2, ed. Shah.", "It helps."],
    ["We opened on 3 May.", "The next week was quiet."],
    ["1. Ask the nurse.", "Wait for the answer."],
    ["“Why now?” she asked.", "“Because!” he cried.", "Really?!", "Yes."],
    ["Mr. and Mrs. Bell (of Bell Bros. Ltd.) came to St. Anne’s.", "Fine people."],
    ["I … I think so.", "Well... maybe.", "Perhaps…", "We shall see."],
    ["She said yes.", "[laughs] And then no."],
    ["The U.K. Government agreed.", "(It took years.)", "See www.example.org/a.html for more."],
    ["It rose by 3.5 per cent in 2009.", "45 wards took part.", "Art. 8 and s. 12 apply."],
]


@pytest.mark.parametrize("expected", TRICKY, ids=[case[0][:30] for case in TRICKY])
def test_british_prose(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def split(text: str) -> list[str]:
    return [text[extent.start : extent.end] for extent in units.sentences(text)]


def test_a_missing_blank_after_the_stop_is_forgiven() -> None:
    assert split("We opened on 3 May.The next week was quiet.") == [
        "We opened on 3 May.",
        "The next week was quiet.",
    ]
    assert split("Write to ann.Bell@example.org about Node.js now.") == [
        "Write to ann.Bell@example.org about Node.js now."
    ]


@pytest.mark.parametrize(
    "expected",
    [["متى بدأ ذلك؟", "بدأ أمس.", "نعم."], ["מתי זה קרה?", "אתמול."], ["यह पहला वाक्य है।", "यह दूसरा है।"]],
)
def test_other_scripts(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_east_asian_stops_need_no_blank() -> None:
    assert split("これは一つ目です。「はい。」次の文！") == ["これは一つ目です。", "「はい。」", "次の文！"]


def test_a_line_feed_ends_everything() -> None:
    assert split("A heading\n\n  By a writer \nThe text. ") == ["A heading", "By a writer", "The text."]


PIECES = (
    "Dr. ", "Word ", "word. ", "Word! ", "? ", "\n", " ", "\t", "1. ", "“Yes.” ", "…", ".", "é",
    "e\u0301", "🧠", "👩‍👩‍👧",
    "؟ ", "。", "\u2028", "\u00a0", "it’s ", "co-op ", "J. K. ", "(", ")", "שלום ", "\ufeff",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(texts, st.data())
def test_sentences_cover_all_that_is_not_white_space_and_cross_no_line(
    text: str, data: st.DataObject
) -> None:
    found = units.sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(text[extent.start : extent.end] for extent in found)
    assert "".join(covered.split()) == "".join(text.split())
    for extent in found:
        piece = text[extent.start : extent.end]
        assert piece == piece.strip()
        assert "\n" not in piece
    pos = data.draw(st.integers(0, len(text)))
    at = units.sentence_at(text, pos)
    line = units.paragraph_at(text, pos)
    assert (at is None) == (line is None)
    if at is not None:
        assert at in found
        inside = [extent for extent in found if extent.start <= pos < extent.end]
        assert not inside or inside == [at]


@given(texts)
def test_words_and_graphemes(text: str) -> None:
    words = units.words(text)
    assert units.count_words(text) == len(words)
    for word in words:
        piece = text[word.start : word.end]
        assert piece[0].isalnum()
        assert not any(character.isspace() for character in piece)
        for pos in range(word.start, word.end):
            assert units.word_at(text, pos) == word
    graphemes = units.graphemes(text)
    assert "".join(text[extent.start : extent.end] for extent in graphemes) == text
    borders = {0, len(text)} | {extent.start for extent in graphemes}
    for start in range(len(text)):
        snapped = units.snap(text, Extent(start, start + 1))
        assert snapped.start in borders
        assert snapped.end in borders
        assert snapped.start <= start < snapped.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It’s the co-op's, don't you know?", ["It’s", "the", "co-op's", "don't", "you", "know"]),
        ("‘quoted’ -- dash - 1,000.50 cafe\u0301", ["quoted", "dash", "1,000.50", "cafe\u0301"]),
        ("हिन्दी में 日本語です", ["हिन्दी", "में", "日本語です"]),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert [text[word.start : word.end] for word in units.words(text)] == expected


def test_places_between_words_and_lines() -> None:
    text = "one two.\n\n  three  \n"
    assert units.word_at(text, 3) == Extent(0, 3)
    assert units.word_at(text, 8) is None
    assert units.word_at(text, 4) == Extent(4, 7)
    assert units.sentence_at(text, 9) is None
    assert units.paragraph_at(text, 11) == Extent(12, 17)
    assert units.sentence_at(text, 10) == Extent(12, 17)
    assert units.paragraphs(text) == [Extent(0, 8), Extent(12, 17)]
    assert units.paragraph_at("", 0) is units.word_at("", 0) is None


def test_snapping_keeps_a_family_together() -> None:
    text = "a👩‍👩‍👧b"
    assert units.snap(text, Extent(2, 3)) == Extent(1, 6)
    assert units.snap(text, Extent(0, 1)) == Extent(0, 1)


def test_a_question_about_one_place_does_not_read_a_huge_paragraph() -> None:
    paragraph = "The ward was quiet that night, and nobody came. " * 60_000
    began = time.process_time()
    for pos in range(1_000_000, 1_000_000 + 48 * 20, 48):
        sentence = units.sentence_at(paragraph, pos)
        assert sentence is not None
        assert paragraph[sentence.start : sentence.end] == "The ward was quiet that night, and nobody came."
    asked = time.process_time() - began
    began = time.process_time()
    units.sentences(paragraph)
    assert asked < (time.process_time() - began) * 2
    long = "x" * 100_000
    assert units.sentence_at(long, 50_000) == Extent(40_000, 60_000)
