"""How well the rules do on texts that were marked by hand; scored strictly by offsets."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLDEN = Path(os.environ.get("GLOSSATOR_GOLDEN", SHARED / "golden")) / "entities"
GROUPS = {"GPE": "PLACE", "LOC": "PLACE", "EMAIL": "CONTACT", "PHONE": "CONTACT", "URL": "CONTACT"}

Key = tuple[int, int, str]


def key(text: str, start: int, end: int, label: str) -> Key:
    if text[start : start + 4].lower() == "the ":
        start += 4
    return start, end, GROUPS.get(label, label)


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


@pytest.fixture(scope="module")
def scores(rules: Language) -> dict[str, float]:
    """F1 for each kind, and over all under ``micro``."""
    from glossator.language.worker import found_in

    cases = sorted(GOLDEN.glob("*.json"))
    if not cases:
        pytest.skip(f"there are no hand-marked texts at {GOLDEN}")
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        marked = json.loads(case.read_text(encoding="utf-8"))
        text = (GOLDEN.parents[1] / "seeds" / marked["document"]).read_text(encoding="utf-8")
        assert len(text) == marked["length"]
        rows = [row for row in marked["entities"] if not row.get("optional")]
        doubtful = [(row["start"], row["end"]) for row in marked["entities"] if row.get("optional")]
        gold = {key(text, row["start"], row["end"], row["label"]) for row in rows}
        (finds,) = found_in(rules, "rules", [text])
        ours = {key(text, *find[:3]) for find in finds}
        ours -= {
            one for one in ours - gold if any(one[0] < end and start < one[1] for start, end in doubtful)
        }
        right.update(label for *_, label in ours & gold)
        found.update(label for *_, label in ours)
        wanted.update(label for *_, label in gold)
    result = {label: f1(right[label], found[label], wanted[label]) for label in wanted}
    result["micro"] = f1(right.total(), found.total(), wanted.total())
    return result


@pytest.mark.parametrize(("kind", "least"), [("micro", 0.92), ("PERSON", 0.88), ("ORG", 0.88), ("DATE", 0.9)])
def test_score(scores: dict[str, float], kind: str, least: float) -> None:
    assert scores[kind] >= least
