"""Turns what a spaCy model found into our labels and extents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.page import Find
from glossator.language.trim import trimmed
from glossator_db.records import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

MAPPED = {label: label for label in LABELS} | {
    "PER": "PERSON",
    "FAC": "LOC",  # streets, stations, airports, bridges: places to our users
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "GPE_LOC": "GPE",
    "GPE_ORG": "GPE",
}
"""Label of a model → ours.

What is missing is dropped, for it is none of our kinds: NORP (peoples, parties, faiths), EVENT, PRODUCT, LANGUAGE,
TIME, CARDINAL, ORDINAL, MISC.
"""


def from_model(text: str, found: Iterable[tuple[int, int, str]]) -> list[Find]:
    """Return the finds of a model under our labels, trimmed; where two overlap, the first stays."""
    finds: list[Find] = []
    reached = 0
    for start, end, label in sorted(found):
        ours = MAPPED.get(label)
        extent = trimmed(text, start, end, ours) if ours else None
        if ours and extent and extent[0] >= reached:
            finds.append(Find(*extent, ours, ""))
            reached = extent[1]
    return finds
