"""What the name rules look at: which words have capitals, where lists match, which lines are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossator.language.trim import TITLES
from glossator.language.words import lexicon, word_set

if TYPE_CHECKING:
    from glossator.language.page import Page

PARTICLES = word_set(
    "de da di du del della der den des dos la le van von ter ten al el bin ibn ben ap ab st o"
)
POSSESSIVES = frozenset(("’s", "'s"))
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}(?:\d|s)?\Z|[A-Z][a-z][A-Z]{1,3}\Z|[A-Z]{2}[a-z][A-Z]\Z")
_INITIAL = re.compile(r"(?:[A-Z]\.)+\Z|[A-Z]\Z")
_DERIVED = (
    "tion", "tions", "ology", "ological", "ical", "atory", "ional", "ility", "ilities", "ities", "iness", "isation",
    "ment", "ments", "ableness", "ative", "ership",
)  # fmt: skip
"""Endings that ordinary nouns and adjectives have and names hardly ever."""
_HEADING = 120
"""A title-case line longer than this, in code points, is taken for prose."""


class View:
    """A page seen as names see it; all indexes are those of its words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.lex = lexicon()
        self.text = page.words.text
        self.cap = [piece[0].isupper() for piece in self.text]
        self.small = {piece for piece in self.text if piece[0].islower()}
        self.near = self._nearness()
        self.heading = [False] * len(self.text)
        self.shouted = [False] * len(self.text)
        self.places: dict[int, int] = {}
        """first word of a place of the lists → the word after its last, the longest match only"""
        self.bodies: dict[int, int] = {}
        self._mark_lines()

    def _nearness(self) -> list[bool]:
        """Say for each word whether one space, and nothing else, parts it from the one before."""
        words = self.words
        near = [False] * len(words)
        for at in range(1, len(words)):
            near[at] = words.start[at] - words.end[at - 1] == 1 and not words.breaks[at]
        return near

    def _mark_lines(self) -> None:
        begin = 0
        for at in range(1, len(self.text) + 1):
            if at == len(self.text) or self.words.breaks[at]:
                self._mark_line(begin, at)
                begin = at

    def _mark_line(self, begin: int, end: int) -> None:
        if begin == end:
            return
        pieces = [piece for piece in self.text[begin:end] if piece.isalpha()]
        long = [piece for piece in pieces if len(piece) > 3]
        loud = sum(piece.isupper() and len(piece) > 1 for piece in pieces)
        if len(pieces) >= 3 and loud >= 0.7 * len(pieces):
            self.shouted[begin:end] = [True] * (end - begin)
        length = self.words.end[end - 1] - self.words.start[begin]
        if (
            len(pieces) >= 4
            and len(long) >= 3
            and self.text[begin:end].count(",") < 2
            and length <= _HEADING
            and self.text[end - 1] != "."
            and all(piece[0].isupper() for piece in long)
        ):
            self.heading[begin:end] = [True] * (end - begin)

    def free(self, first: int, last: int) -> bool:
        """Say whether nothing was found yet in the words *first* up to but not including *last*."""
        return self.page.free(self.words.start[first], self.words.end[last - 1])

    def name(self, first: int, last: int) -> str:
        """Return the words as they stand in the text."""
        return self.page.text[self.words.start[first] : self.words.end[last - 1]]

    def run_end(self, first: int, most: int) -> int:
        """Return the end of the run of free capital words from *first*, no longer than *most*."""
        end = first + 1
        last = min(len(self.text), first + most)
        while end < last and self.near[end] and self.cap[end] and self.free(end, end + 1):
            end += 1
        return end

    def before(self, at: int) -> str:
        """Return the word before *at* if only a space parts them, in small letters; else nothing."""
        return self.text[at - 1].lower() if at > 0 and self.near[at] else ""

    def after(self, at: int) -> str:
        """Return the word at *at* if only a space parts it from the one before, as it stands; else nothing."""
        return self.text[at] if at < len(self.text) and self.near[at] else ""

    def ordinary(self, at: int) -> bool:
        """Say whether the word is an ordinary English one but for its capital."""
        piece = self.text[at].lower()
        return piece in self.lex.ordinary or piece.endswith(_DERIVED)

    def function(self, at: int) -> bool:
        """Say whether the word is one of grammar."""
        return self.text[at].lower() in self.lex.function

    def acronym(self, at: int) -> bool:
        """Say whether the word is written like a set of initials."""
        return _ACRONYM.match(self.text[at]) is not None

    def initial(self, at: int) -> bool:
        """Say whether the word is a person's initial or several."""
        return _INITIAL.match(self.text[at]) is not None and self.text[at] != "I"

    def title(self, at: int) -> bool:
        """Say whether the word stands before names and is no part of them."""
        return self.text[at] in TITLES

    def role(self, at: int) -> bool:
        """Say whether the word is a job, an office or a relation."""
        return self.text[at].lower() in self.lex.role_ends

    def place(self, first: int, last: int) -> bool:
        """Say whether the words are, together, a place of the lists."""
        return self.name(first, last) in self.lex.places


def is_initials(view: View, at: int) -> bool:
    """Say whether a word may be the initials of an organisation."""
    return view.acronym(at) and view.text[at] not in view.lex.not_bodies
