"""Placing foreign offsets by their quotes."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossator.exchange.placing import OURS, Placed, Rule, place
from glossator.exchange.rows import CodingRow
from glossator.text.canonical import canonical
from glossator.text.offsets import OffsetMap
from glossator_db.records import Extent

STORY = (
    "Ana 🧠 waited for the nurse all morning.\nNobody told her why. “Déjà vu,” she said.\n"
    "She went home at noon 👩‍👩‍👧 and slept.\nשלום was the last word she wrote.\nThen the telephone rang.\n"
)
RULES = [
    Rule("points", crlf=True), Rule("utf16"), Rule("utf16", crlf=True), Rule("utf8"), Rule("utf8", crlf=True),
    Rule("points", bom=True), Rule("utf8", crlf=True, bom=True),
]  # fmt: skip
PHRASES = [
    "waited for the nurse",
    "Nobody told her",
    "Déjà vu",
    "home at noon",
    "slept",
    "last word she",
    "telephone",
]


def row(start: int, end: int, quote: str | None) -> CodingRow:
    return CodingRow(doc="d", start=start, end=end, quote=quote, code="c")


def rows_of(text: str, phrases: list[str]) -> list[CodingRow]:
    return [row(text.index(phrase), text.index(phrase) + len(phrase), phrase) for phrase in phrases]


def counted(text: str, rows: list[CodingRow], rule: Rule) -> list[CodingRow]:
    offsets = OffsetMap(text, rule.unit, crlf=rule.crlf)
    shift = {"points": 1, "utf16": 1, "utf8": 3}[rule.unit] * rule.bom
    return [
        replace(found, start=offsets.outward(found.start) + shift, end=offsets.outward(found.end) + shift)
        for found in rows
    ]


def hows(placed: Placed) -> list[str]:
    return [placement.how for placement in placed.placements]


def quotes(text: str, placed: Placed) -> list[str | None]:
    extents = [placement.extent for placement in placed.placements]
    return [extent and text[extent.start : extent.end] for extent in extents]


def test_offsets_that_are_ours_are_placed_exactly() -> None:
    placed = place(STORY, rows_of(STORY, PHRASES))
    assert hows(placed) == ["exact"] * len(PHRASES)
    assert (placed.rule, placed.agreeing, placed.quoted, placed.note) == (OURS, 7, 7, "")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_another_way_of_counting_is_found_and_named(rule: Rule) -> None:
    given_rows = rows_of(STORY, PHRASES)
    unquoted = row(given_rows[5].start, given_rows[5].end, None)
    placed = place(STORY, counted(STORY, [*given_rows, unquoted], rule))
    assert placed.rule == rule
    assert hows(placed) == ["exact"] * 8
    assert quotes(STORY, placed) == [*PHRASES, PHRASES[5]]
    assert placed.note == f"offsets were counted in {rule}; 7 of 7 quotes agree"


pieces = st.sampled_from(
    [
        "word ",
        "other ",
        "a",
        "\n",
        "\r\n",
        "\r",
        "é",
        "e\u0301",
        "🧠",
        "𝔘",
        "ש",
        "م",
        "\u2028",
        "\ufeff",
        " ",
        "語",
    ]
)


@given(st.lists(pieces, min_size=3, max_size=40).map("".join), st.data())
def test_what_is_placed_exactly_has_its_quote(raw: str, data: st.DataObject) -> None:
    text = canonical(raw).text
    assume(len(text) > 2)
    rule = data.draw(st.sampled_from([OURS, *RULES]))
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=6))
    extents = [(start, data.draw(st.integers(start + 1, len(text)))) for start in starts]
    foreign = counted(text, [row(start, end, text[start:end]) for start, end in extents], rule)
    placed = place(text, foreign)
    for given_row, placement in zip(foreign, placed.placements, strict=True):
        if placement.extent is not None:
            assert placement.extent.end <= len(text)
            assert (
                text[placement.extent.start : placement.extent.end].split() == (given_row.quote or "").split()
            )
        assert (placement.how == "exact") == (placement.reason == "")
    if rule == OURS:
        assert [placement.extent for placement in placed.placements] == [
            Extent(*extent) for extent in extents
        ]
        assert set(hows(placed)) == {"exact"}


@given(st.lists(st.tuples(st.integers(0, 10**20), st.integers(1, 10**20), st.text(max_size=5)), max_size=5))
def test_nothing_is_placed_outside_the_text(found: list[tuple[int, int, str]]) -> None:
    rows = [row(start, start + size, quote or None) for start, size, quote in found]
    for placement in place(STORY, rows).placements:
        assert (placement.extent is None) == (placement.how == "unplaced")
        assert placement.extent is None or placement.extent.end <= len(STORY)


def test_line_ends_and_refused_characters_in_a_quote_do_not_matter() -> None:
    text = "one\ntwo\ufffdthree"
    assert hows(place(text, [row(0, 7, "one\r\ntwo"), row(4, 9, "two\0t")])) == ["exact", "exact"]


def test_a_quote_near_by_is_a_guess_with_its_reason() -> None:
    start = STORY.index("Nobody")
    placed = place(STORY, [row(start + 9, start + 24, "Nobody told her")])
    assert placed.placements[0].extent == Extent(start, start + 15)
    assert placed.placements[0].how == "guessed"
    assert placed.placements[0].reason == "the quote was found 9 characters further back"


def test_white_space_that_differs_is_a_guess() -> None:
    start = STORY.index("why.")
    placed = place(STORY, [row(start, start + 10, "why.  “Déjà")])
    assert placed.placements[0].reason == "only the white space of the quote differs"


def test_a_quote_that_a_spreadsheet_cut_off_is_a_guess() -> None:
    text = "".join(f"line {number}\n" for number in range(6000))
    placed = place(text, [row(10, 40_000, text[10:32_777]), row(10, 40_000, text[10:32_777] + "?")])
    assert hows(placed) == ["guessed", "unplaced"]
    assert placed.placements[0].extent == Extent(10, 40_000)


def test_a_text_that_grew_in_front_moves_all_quotes_alike() -> None:
    text = "said so. " * 30 + STORY + "she said so. " * 20
    rows = [replace(found, start=found.start + 50, end=found.end + 50) for found in rows_of(text, PHRASES)]
    assert quotes(text, place(text, rows)) == PHRASES


def test_two_places_as_near_are_not_chosen_between() -> None:
    text = "left the ward, " + "x" * 20 + " left the ward, " + "y" * 30
    placed = place(text, [row(14, 27, "left the ward")])
    assert placed.placements[0].how == "unplaced"
    assert placed.placements[0].reason == "the quote stands in several places near by"


def test_far_away_only_a_long_quote_that_stands_once_is_found() -> None:
    text = STORY + "filler. " * 2000
    assert hows(place(text, [row(15_000, 15_020, "waited for the nurse")])) == ["guessed"]
    assert hows(place(text, [row(15_000, 15_005, "slept")])) == ["unplaced"]
    assert hows(place(text + STORY, [row(8_000, 8_020, "waited for the nurse")])) == ["unplaced"]


def test_what_is_not_there_is_unplaced() -> None:
    placed = place(STORY, [row(3, 9, "never written in it at all"), row(5000, 5004, None), row(0, 3, None)])
    assert hows(placed) == ["unplaced", "unplaced", "exact"]
    assert "no quote to look for" in placed.placements[1].reason


def test_one_short_quote_is_too_little_to_believe_another_count() -> None:
    text = "🧠 no, no, no and no again"
    offsets = OffsetMap(text, "utf16")
    placed = place(text, [row(offsets.outward(6), offsets.outward(8), "no")])
    assert placed.rule == OURS
    assert placed.placements[0].how == "guessed"
    assert placed.placements[0].extent == Extent(6, 8)


def test_rows_of_both_counts_are_placed_but_told_apart() -> None:
    rows = rows_of(STORY, PHRASES)
    mixed = [*counted(STORY, rows[:6], Rule("utf8")), rows[6]]
    placed = place(STORY, mixed)
    assert placed.rule == Rule("utf8")
    assert hows(placed) == ["exact"] * 6 + ["guessed"]
    assert quotes(STORY, placed) == PHRASES


def test_many_rows_cost_little() -> None:
    rng = random.Random(5)
    text = "".join(rng.choice(["ward ", "nurse ", "night ", "🧠 ", "\n", "waited "]) for _ in range(300_000))
    rows = []
    for _ in range(20_000):
        start = rng.randrange(len(text) - 60)
        rows.append(row(start, start + 50, text[start : start + 50]))
    began = time.process_time()
    assert Counter(hows(place(text, rows))) == {"exact": 20_000}
    ours = time.process_time() - began
    foreign = counted(text, rows, Rule("utf8", crlf=True))
    began = time.process_time()
    assert Counter(hows(place(text, foreign))) == {"exact": 20_000}
    assert time.process_time() - began < ours * 20 + 1
