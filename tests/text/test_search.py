"""Searching: what is found, exactly where, and what a bad pattern is told."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import search
from glossator.text.search import SearchError, find
from glossator_db.records import Extent

TEXT = (
    "The leader’s leadership. Leaders lead; LEADER! STRASSE Straße cafe\u0301 café İstanbul don't don’t "
    "NHS Alliance NHS\u00a0\u2028 Alliance co-op 日本語 🧠 end"
)


def found(query: str, **options: object) -> list[str]:
    return [TEXT[extent.start : extent.end] for extent in find(TEXT, query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("leader*", ["leader", "leadership", "Leaders", "LEADER"]),
        ("leader", ["leader", "LEADER"]),
        ("lead leadership", ["leadership", "lead"]),
        ("straße", ["STRASSE", "Straße"]),
        ("strasse", ["STRASSE", "Straße"]),
        ("café", ["cafe\u0301", "café"]),
        ("cafe\u0301", ["cafe\u0301", "café"]),
        ("cafe", []),
        ("istanbul", ["İstanbul"]),
        ("don't", ["don't", "don’t"]),
        ('"nhs alliance" end', ["NHS Alliance", "NHS\u00a0\u2028 Alliance", "end"]),
        ("“nhs alliance”", ["NHS Alliance", "NHS\u00a0\u2028 Alliance"]),
        ("🧠", ["🧠"]),
        ("日本語", ["日本語"]),
        ("日本*", ["日本語"]),
        ("* .* (", []),
        ("  ", []),
        ('""', []),
    ],
)
def test_words(query: str, expected: list[str]) -> None:
    assert found(query) == expected


def test_phrases_are_whole_words_in_order() -> None:
    assert found("nhs alliance", mode="phrase") == ["NHS Alliance", "NHS\u00a0\u2028 Alliance"]
    assert found("nhs alli", mode="phrase") == []
    assert found("nhs alli*", mode="phrase") == ["NHS Alliance", "NHS\u00a0\u2028 Alliance"]
    assert found("(the", mode="phrase") == []


def test_literally_is_also_inside_words() -> None:
    assert found("leader", mode="literal") == ["leader", "leader", "Leader", "LEADER"]
    assert found("s  alli", mode="literal") == ["S Alli", "S\u00a0\u2028 Alli"]
    assert found(".*", mode="literal") == []
    assert found("l", mode="literal", case=True) == ["l"] * TEXT.count("l")


def test_capitals_matter_when_asked_for() -> None:
    assert found("Leaders", case=True) == ["Leaders"]
    assert found("leaders", case=True) == []
    assert found("ST[a-z]+", mode="regex", case=True) == []


def test_regular_expressions_work_on_lines_and_leave_out_empty_matches() -> None:
    assert find("a b\nc d", r"^\w|\w$", mode="regex") == [
        Extent(0, 1),
        Extent(2, 3),
        Extent(4, 5),
        Extent(6, 7),
    ]
    assert find("aXbX", "x*", mode="regex") == [Extent(1, 2), Extent(3, 4)]


@pytest.mark.parametrize(
    ("pattern", "message", "column"),
    [
        ("ab(cde", "The expression has an open bracket at 3.", 3),
        (r"\((a", "The expression has an open bracket at 3.", 3),
        ("([)]", "The expression has an open bracket at 1.", 1),
        ("x[abc", "The expression has an open bracket at 2.", 2),
        ("a)", "The expression has a bracket too many at 2.", 2),
        ("*a", "The expression has nothing to repeat at 1.", 1),
        ("x{2,1}", "The expression has the larger number first at 3.", 3),
        (r"\p{Nonsense}", "The expression names a kind of character that does not exist at 12.", 12),
        ("(?z)", "The expression cannot be read at 3: unknown extension.", 3),
    ],
)
def test_a_bad_expression_is_told_where(pattern: str, message: str, column: int) -> None:
    with pytest.raises(SearchError) as caught:
        find(TEXT, pattern, mode="regex")
    assert str(caught.value) == message
    assert caught.value.column == column


def test_a_runaway_expression_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(SearchError, match=r"longer than 0\.2 s"):
        find("a" * 60 + "b", "(a|aa)+$", mode="regex", timeout=0.2)
    assert time.monotonic() - began < 5


def test_deep_nesting_and_great_length_are_refused() -> None:
    with pytest.raises(SearchError, match="make it simpler"):
        find(TEXT, "(" * 900 + ")" * 900, mode="regex")
    with pytest.raises(SearchError, match="2,000 are the most"):
        find(TEXT, "x" * 2001)


@given(st.text(alphabet="ab(){}[]*+?|\\^$.,1-<>!=:PpLkRz&~#", max_size=12))
def test_no_pattern_raises_anything_but_a_search_error(pattern: str) -> None:
    error = None
    hits: list[Extent] = []
    try:
        hits = find("aab ab(b] 1-a\nzb", pattern, mode="regex", timeout=2)
    except SearchError as caught:
        error = caught
    if error is not None:
        assert str(error).endswith(".")
        assert error.column is None or 1 <= error.column <= max(1, len(pattern))
    else:
        assert all(a.end <= b.start for a, b in pairwise(hits))


@given(
    st.text(alphabet="aAßẞsSİıiIé\u0301ﬁf 🧠-'’*\"", max_size=12),
    st.text(alphabet="aßsSİiIé\u0301ﬁ ", max_size=6),
)
def test_every_hit_is_cut_exactly(text: str, query: str) -> None:
    for mode in ("words", "phrase", "literal"):
        for extent in find(text, query, mode=mode):
            hit = text[extent.start : extent.end]
            assert find(hit, query, mode=mode) == [Extent(0, len(hit))]


def test_context_stays_in_the_paragraph_and_cuts_between_words() -> None:
    text = "Heading here\nThe ward was quiet that night, and nobody came to see her.\nNext"
    hit = find(text, "night")[0]
    line = search.context(text, hit, 12)
    assert (line.left, line.match, line.right) == ("quiet that ", "night", ", and nobody")
    whole = search.context(text, hit, 500)
    assert whole.left == "The ward was quiet that "
    assert whole.right == ", and nobody came to see her."
    assert search.context("x" * 100, Extent(50, 51), 5) == search.Context("xxxxx", "x", "xxxxx")
