"""Find codes by a few letters of their names."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossator_db.records import CodeId


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code as the palette looks for it."""

    code_id: CodeId
    name: str
    folded: str
    """the name, letter by letter in small letters without accents; as long as the name"""
    starts: tuple[int, ...]
    """where its words begin"""
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that holds the letters, and where."""

    candidate: Candidate
    letters: tuple[int, ...]
    """places in the name, ascending"""


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    small = unicodedata.normalize("NFD", letter)[0].casefold()
    return small[0] if small else letter


def fold(text: str) -> str:
    """Return *text* in small letters without accents, one for one."""
    return "".join(map(_fold, text))


def candidate(code_id: CodeId, name: str, uses: int = 0) -> Candidate:
    """Prepare a code for `rank`."""
    starts = tuple(
        place
        for place, letter in enumerate(name)
        if letter.isalnum() and not (place and name[place - 1].isalnum())
    )
    return Candidate(code_id, name, fold(name), starts, uses)


def rank(candidates: Iterable[Candidate], query: str, limit: int | None = None) -> list[Match]:
    """Return the candidates that hold the letters of *query* in this order, best first.

    Letters that all lie in runs from the starts of words come first, then one run anywhere, then
    scattered letters, the fewer runs the better; among equals the code used more, then the list's order.
    """
    letters = "".join(fold(query).split())
    if not letters:
        return []
    found: list[tuple[tuple[int, int, int], Match]] = []
    for one in candidates:
        places, tier = _places(one, letters)
        if places is not None:
            found.append(((tier, _runs(places), -one.uses), Match(one, places)))
    found.sort(key=lambda pair: pair[0])
    return [match for _, match in found[:limit]]


def _places(one: Candidate, letters: str) -> tuple[tuple[int, ...] | None, int]:
    """Return where the letters lie and how good that is, 0 to 2; None where they do not."""
    if not _holds(one.folded, letters):
        return None, 0
    for start in one.starts:
        if one.folded.startswith(letters, start):
            return tuple(range(start, start + len(letters))), 0
    at_words = _at_words(one.folded, one.starts, letters)
    if at_words is not None:
        return at_words, 0
    start = one.folded.find(letters)
    if start >= 0:
        return tuple(range(start, start + len(letters))), 1
    return _scattered(one.folded, letters), 2


def _holds(name: str, letters: str) -> bool:
    place = -1
    for letter in letters:
        place = name.find(letter, place + 1)
        if place < 0:
            return False
    return True


def _at_words(name: str, starts: Sequence[int], letters: str) -> tuple[int, ...] | None:
    """Return places such that each run begins at a word's start, longest first runs preferred."""
    for number, start in enumerate(starts):
        common = 0
        while common < len(letters) and name[start + common : start + common + 1] == letters[common]:
            common += 1
        for taken in range(common, 0, -1):
            here = tuple(range(start, start + taken))
            if taken == len(letters):
                return here
            rest = _at_words(name, starts[number + 1 :], letters[taken:])
            if rest is not None:
                return here + rest
    return None


def _scattered(name: str, letters: str) -> tuple[int, ...]:
    """Return places in long runs: each time the longest that leaves room for the rest."""
    places: list[int] = []
    at = 0
    while letters:
        for taken in range(len(letters), 0, -1):
            start = name.find(letters[:taken], at)
            if start >= 0 and _holds(name[start + taken :], letters[taken:]):
                break
        places.extend(range(start, start + taken))
        at, letters = start + taken, letters[taken:]
    return tuple(places)


def _runs(places: Sequence[int]) -> int:
    return 1 + sum(after != before + 1 for before, after in itertools.pairwise(places))
