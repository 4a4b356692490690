"""The palette finds a code by a few of its letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.coding.ranking import candidate, fold, rank


def names(query, *codes):
    made = [candidate(number, name, uses) for number, (name, uses) in enumerate(codes)]
    return [match.candidate.name for match in rank(made, query)]


CODES = (
    ("Top-down control", 9),
    ("Reform from within", 7),
    ("Competition and choice", 1),
    ("Accountability", 4),
    ("Role of politicians", 6),
    ("Cost and consultancy", 2),
)


def test_word_starts_come_before_runs_and_runs_before_use():
    assert names("con", *CODES) == [
        "Top-down control",
        "Cost and consultancy",
        "Accountability",
        "Competition and choice",
    ]


def test_the_first_letters_of_words_find_a_code():
    assert names("tdc", *CODES)[0] == "Top-down control"
    assert names("cc", *CODES)[:2] == ["Cost and consultancy", "Competition and choice"]


def test_a_run_inside_a_word_comes_before_scattered_letters():
    assert names("count", ("Cocoa fund targets", 50), ("Accountability", 0)) == [
        "Accountability",
        "Cocoa fund targets",
    ]


def test_blanks_and_case_in_the_query_do_not_matter():
    assert names("TOP con", *CODES)[0] == "Top-down control"


def test_accents_need_not_be_typed():
    assert names("fuh", ("Führung", 0)) == ["Führung"]


def test_letters_in_accent_are_those_of_the_best_place():
    (match,) = rank([candidate(1, "Cost and consultancy")], "con")
    assert match.letters == (9, 10, 11)
    (match,) = rank([candidate(1, "Accountability")], "con")
    assert match.letters == (2, 3, 5)


def test_nothing_typed_finds_nothing():
    assert names(" ", *CODES) == []


@given(st.text(max_size=20), st.text(max_size=6))
def test_the_places_found_spell_the_query(name, query):
    wanted = "".join(fold(query).split())
    for match in rank([candidate(1, name)], query):
        assert "".join(fold(name)[place] for place in match.letters) == wanted
        assert list(match.letters) == sorted(set(match.letters))


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)
