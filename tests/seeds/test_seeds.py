"""The sample project is sound in itself, and its two coders differ in the ways it is meant to show."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
import uuid
from collections import Counter, defaultdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from glossator_db.records import HUES, MARKS

SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = sorted((SEEDS / "texts").glob("*.txt"))
ANNA, BEN = "Anna Meier", "Ben Okafor"
COLUMNS = [
    *("path", "name", "parent", "description", "include", "exclude", "example", "memo", "color", "mark"),
    *("shortcut", "digit", "codable", "groups", "codings", "documents", "id"),
]
SMALL_WORDS = {"a", "an", "and", "for", "from", "in", "not", "of", "on", "or", "the", "to", "with"}


@cache
def texts() -> dict[str, str]:
    return {file.stem: file.read_bytes().decode("utf-8") for file in TEXTS}


@cache
def codebook() -> list[dict[str, str]]:
    with (SEEDS / "codebook.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def codes() -> list[dict[str, str]]:
    return [row for row in codebook() if row["codable"] == "1"]


@cache
def codings() -> list[dict[str, Any]]:
    lines = (SEEDS / "codings.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == "", "the last line ends too"
    return [json.loads(line) for line in lines]


def by(coder: str) -> list[dict[str, Any]]:
    return [coding for coding in codings() if coding["coder"] == coder]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return one["doc"] == other["doc"] and bool(shared > 0)


def place(coding: dict[str, Any]) -> tuple[str, int, int]:
    return coding["doc"], coding["start"], coding["end"]


def pairs() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """One of Anna's and one of Ben's on the same words with the same code."""
    return [(a, b) for a in by(ANNA) for b in by(BEN) if a["code"] == b["code"] and overlap(a, b)]


def alone(coder: str, other: str) -> list[dict[str, Any]]:
    """Codings which share no word with a coding of the other that has the same code."""
    theirs = by(other)
    return [c for c in by(coder) if not any(t["code"] == c["code"] and overlap(c, t) for t in theirs)]


def words_apart(a: dict[str, Any], b: dict[str, Any]) -> int:
    text = texts()[a["doc"]]
    ends = (sorted((a["start"], b["start"])), sorted((a["end"], b["end"])))
    return sum(len(re.findall(r"\w[\w’'-]*", text[low:high])) for low, high in ends)


# The texts


def test_there_are_six_texts_and_nothing_else() -> None:
    assert len(TEXTS) == 6
    assert {file for file in (SEEDS / "texts").iterdir() if file.name != ".gitkeep"} == set(TEXTS)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_text_is_canonical(file: Path) -> None:
    raw = file.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8")
    odd = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}}
    assert odd == set()
    assert text == unicodedata.normalize("NFC", text), "what is searched is what was typed"
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.strip() for line in text.split("\n"))


@pytest.mark.parametrize("name", [file.stem for file in TEXTS])
def test_text_has_a_title_and_spaced_paragraphs(name: str) -> None:
    lines = texts()[name].rstrip("\n").split("\n")
    assert 20 <= len(lines[0]) <= 70
    assert lines[0][-1] not in ".:"
    assert all(line == "" for line in lines[1::2])
    assert all(line for line in lines[0::2])
    assert len(name) <= 26, "fits the documents panel"


@pytest.mark.parametrize("name", [file.stem for file in TEXTS])
def test_text_is_short(name: str) -> None:
    assert 450 <= len(texts()[name].split()) <= 950


def test_texts_show_lists_turns_and_scripts() -> None:
    joined = "\n".join(texts().values())
    assert len(re.findall(r"^– ", joined, re.M)) >= 12
    assert len(re.findall(r"^Interviewer: ", joined, re.M)) >= 8
    assert len(re.findall(r"^P07: ", joined, re.M)) >= 8
    arabic = next(text for name, text in texts().items() if "Arabic" in name)
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in arabic if c.isalpha())
    assert scripts.most_common(1)[0][0] == "ARABIC"
    assert scripts["HEBREW"] > 20
    assert scripts["LATIN"] > 20
    assert re.search("[٠-٩]", arabic)
    assert re.search("[0-9]", arabic)
    assert any(ord(c) > 0xFFFF for c in arabic), (
        "something beyond the first plane, to tell code points from units"
    )
    assert "\u200d" in arabic, "an emoji of several code points"


def test_contacts_reach_nobody() -> None:
    joined = "\n".join(texts().values())
    hosts = re.findall(r"(?:@|www\.|https?://)([\w.-]*\w)", joined)
    assert hosts
    assert all(host.endswith(".example") for host in hosts)
    numbers = re.findall(r"\b0\d{2,4} \d{3,4}(?: \d{4}|\d{2,3})?\b", joined)
    assert len(numbers) == 2
    assert all(re.fullmatch(r"020 7946 0\d{3}|01632 960\d{3}", number) for number in numbers)


# The codebook


def test_codebook_has_our_own_format() -> None:
    raw = (SEEDS / "codebook.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert list(codebook()[0]) == COLUMNS
    for row in codebook():
        assert row["path"] == (f"{row['parent']} > {row['name']}" if row["parent"] else row["name"])
        assert not any(cell.lstrip("'").startswith(("=", "+", "-", "@", "\t")) for cell in row.values())
        assert all(cell == cell.strip() for cell in row.values())
    assert len({row["path"] for row in codebook()}) == len(codebook())


def test_headings_hold_two_to_five_codes() -> None:
    headings = [row["name"] for row in codebook() if row["codable"] == "0"]
    assert 5 <= len(headings) <= 6
    assert 18 <= len(codes()) <= 22
    children = Counter(row["parent"] for row in codes())
    assert list(children) == headings, "each code follows its heading"
    assert all(2 <= n <= 5 for n in children.values())


def test_hue_reads_as_family_and_mark_as_member() -> None:
    families = defaultdict(list)
    for row in codebook():
        families[row["parent"] or row["name"]].append(row)
    hues = [{row["color"] for row in family} for family in families.values()]
    assert all(len(hue) == 1 for hue in hues)
    assert len(set.union(*hues)) == len(families)
    assert set.union(*hues) <= set(HUES.values())
    for heading, *members in families.values():
        assert heading["codable"] == "0"
        assert [row["mark"] for row in members] == list(MARKS[: len(members)])


def test_hint_letters_follow_the_rule() -> None:
    taken: list[str] = []
    for row in codes():
        words = [word for word in row["name"].split() if word.lower() not in SMALL_WORDS]
        first = words[0].upper()
        tries = [first[0] + words[1][0].upper()] if len(words) > 1 else []
        tries += [first[0] + letter for letter in "".join(words).upper()[1:]]
        assert row["shortcut"] == next(two for two in tries if two not in taken), row["name"]
        taken.append(row["shortcut"])
    assert len(set(taken)) == len(codes())
    assert all(row["shortcut"] == "" for row in codebook() if row["codable"] == "0")


def test_digits_are_set_for_two_at_most() -> None:
    digits = [row["digit"] for row in codebook() if row["digit"]]
    assert digits == ["1", "2"]
    assert all(row["codings"] == row["documents"] == "" for row in codebook()), "counts belong to a project"


def test_codes_are_defined_with_examples_from_the_texts() -> None:
    joined = "\n".join(texts().values())
    for row in codebook():
        assert row["description"], row["path"]
        for example in re.findall("“(.*)”", row["example"]):
            assert example in joined, row["path"]
    assert sum(bool(row["example"]) for row in codes()) >= len(codes()) - 1
    assert sum(bool(row["include"]) for row in codes()) >= len(codes()) - 1
    assert 3 <= sum(bool(row["memo"]) for row in codes()) < len(codes())


def test_rules_name_codes_that_exist() -> None:
    names = {row["name"] for row in codebook()}
    named = [m for row in codebook() for m in re.findall(r"\(use ([^)]+)\)", row["include"] + row["exclude"])]
    assert named
    assert set(named) <= names


# The codings


def test_every_quote_stands_at_its_place() -> None:
    for coding in codings():
        text = texts()[coding["doc"]]
        assert text[coding["start"] : coding["end"]] == coding["quote"]
        assert coding["quote"] == coding["quote"].strip()
        before = text[coding["start"] - 1] if coding["start"] else "\n"
        after = text[coding["end"]]
        assert not (before.isalnum() and coding["quote"][0].isalnum()), f"cuts a word: {coding['quote']}"
        assert not (after.isalnum() and coding["quote"][-1].isalnum()), f"cuts a word: {coding['quote']}"


def test_every_line_has_the_fields_of_the_format() -> None:
    needed = {"doc", "start", "end", "code", "coder", "quote"}
    for coding in codings():
        assert needed <= set(coding) <= needed | {"memo", "weight", "unsure", "created", "id"}
        assert type(coding["start"]) is int
        assert type(coding["end"]) is int
        assert 0 <= coding.get("weight", 0) <= 100
        assert coding.get("unsure", True) is True
        assert coding.get("memo", "x").strip()


def test_every_code_is_in_the_codebook_and_codable() -> None:
    assert {coding["code"] for coding in codings()} <= {row["path"] for row in codes()}


def test_nothing_is_there_twice() -> None:
    ids = [coding["id"] for coding in codings()] + [row["id"] for row in codebook()]
    assert len(set(ids)) == len(ids)
    assert all(str(uuid.UUID(one)) == one and uuid.UUID(one).version == 4 for one in ids)
    keys = Counter((*place(coding), coding["code"], coding["coder"]) for coding in codings())
    assert set(keys.values()) == {1}


def test_a_coder_never_overlaps_herself_with_one_code() -> None:
    for coder in (ANNA, BEN):
        mine = by(coder)
        for n, one in enumerate(mine):
            assert not any(o["code"] == one["code"] and overlap(one, o) for o in mine[n + 1 :]), one["quote"]


def test_times_lie_on_three_working_days() -> None:
    times = [coding["created"] for coding in codings()]
    assert all(re.fullmatch(r"2026-11-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time) for time in times)
    moments = [datetime.fromisoformat(time) for time in times]
    assert len({moment.date() for moment in moments}) == 3
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 18 for moment in moments)
    assert max(moments) < datetime(2026, 11, 20, tzinfo=UTC)


def test_each_coder_has_coded_every_text() -> None:
    assert {coding["coder"] for coding in codings()} == {ANNA, BEN}
    for coder in (ANNA, BEN):
        assert 90 <= len(by(coder)) <= 130
        counts = Counter(coding["doc"] for coding in by(coder))
        assert set(counts) == set(texts())
        assert min(counts.values()) >= 8


# How the two differ


def test_most_codings_have_a_partner_and_some_are_equal() -> None:
    equal = [a for a, b in pairs() if place(a) == place(b)]
    assert len(pairs()) >= 0.6 * len(by(BEN))
    assert 15 <= len(equal) <= 0.4 * len(pairs())


def test_boundaries_differ_by_words_and_by_clauses() -> None:
    distances = [words_apart(a, b) for a, b in pairs() if place(a) != place(b)]
    assert sum(n <= 2 for n in distances) >= 8
    assert sum(3 <= n <= 8 for n in distances) >= 15
    assert sum(n > 8 for n in distances) >= 10


def test_one_takes_the_sentence_and_the_other_a_phrase() -> None:
    def whole(coding: dict[str, Any]) -> bool:
        before = texts()[coding["doc"]][max(coding["start"] - 2, 0) : coding["start"]]
        return coding["quote"].rstrip("’”")[-1] in ".?!" and bool(re.search(r"[.?!’”\n] ?$|: $", before))

    apart = [(a, b) for a, b in pairs() if whole(a) != whole(b) and place(a) != place(b)]
    assert sum(whole(a) for a, _ in apart) >= 5
    assert sum(whole(b) for _, b in apart) >= 5


def test_both_leave_out_what_the_other_coded() -> None:
    for coder, other in ((ANNA, BEN), (BEN, ANNA)):
        theirs = by(other)
        left_out = [c for c in alone(coder, other) if not any(overlap(c, t) for t in theirs)]
        assert len(left_out) >= 3


def test_neighbouring_codes_are_taken_for_each_other() -> None:
    swapped = [(a, b) for a in alone(ANNA, BEN) for b in alone(BEN, ANNA) if overlap(a, b)]
    assert len(swapped) >= 8
    assert len({frozenset((a["code"], b["code"])) for a, b in swapped}) >= 6


@pytest.mark.parametrize("coder", [ANNA, BEN])
def test_codings_are_nested_and_doubled(coder: str) -> None:
    mine = by(coder)
    inside = [
        (one, other)
        for one in mine
        for other in mine
        if overlap(one, other)
        and place(one) != place(other)
        and other["start"] <= one["start"]
        and one["end"] <= other["end"]
    ]
    doubled = [where for where, n in Counter(place(coding) for coding in mine).items() if n == 2]
    assert len(inside) >= 4
    assert len(doubled) >= 2


def test_some_codings_cross_paragraphs() -> None:
    crossing = [coding for coding in codings() if "\n" in coding["quote"]]
    assert {coding["coder"] for coding in crossing} == {ANNA, BEN}
    assert any(re.search("[\u0590-\u05ff]", coding["quote"]) for coding in crossing), "and scripts"


def test_one_code_is_bens_alone_and_one_is_unused() -> None:
    used = {coder: {coding["code"] for coding in by(coder)} for coder in (ANNA, BEN)}
    assert used[BEN] - used[ANNA] == {"Evidence and results > Borrowed models"}
    assert used[ANNA] - used[BEN] == set()
    unused = {row["path"] for row in codes()} - used[ANNA] - used[BEN]
    assert unused == {"Who leads > Unions and professions"}


def test_some_codings_have_memos_doubts_and_weights() -> None:
    for coder in (ANNA, BEN):
        mine = by(coder)
        assert 5 <= sum("memo" in coding for coding in mine) <= 20
        assert 2 <= sum("unsure" in coding for coding in mine) <= 8
        assert 2 <= sum("weight" in coding for coding in mine) <= 10


def test_agreement_differs_from_code_to_code() -> None:
    """Characters in common (F1) per code: neither all good nor all bad."""
    figures = []
    for row in codes():
        mine, theirs = (
            {
                (c["doc"], i)
                for c in by(coder)
                if c["code"] == row["path"]
                for i in range(c["start"], c["end"])
            }
            for coder in (ANNA, BEN)
        )
        if mine and theirs:
            figures.append(2 * len(mine & theirs) / (len(mine) + len(theirs)))
    assert min(figures) < 0.6
    assert max(figures) > 0.8
    assert 0.6 < sum(figures) / len(figures) < 0.8
