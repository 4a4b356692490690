"""What the rules work on: one stretch of text, its words, and what has been found in it so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from glossator.language.words import word_set

_WORD = re.compile(
    r"""[A-Z]\.(?:[A-Z]\.)+|[A-Z]\.(?=[ \u00a0][A-Z][a-z])             # initials: J.R., U.K.; J. before a name
    |[^\W\d_][^\W_\u0300-\u036f]*[\u0300-\u036f]*                   # a word, with combining marks
     (?:[^\W_]+[\u0300-\u036f]*)*
     (?:[-‐‑'’&][^\W\d_](?:[^\W_]|[\u0300-\u036f])*)*               # its parts after hyphen, apostrophe or &
    |\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?                              # a number
    |[^\w\s]|_""",
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s$")
_CLOSING = frozenset("\"'”’)]»")
_OPENING = frozenset("\"'“‘([«")
_BULLETS = frozenset("•·*–—-▪◦o>")
_ENDS = frozenset(".!?…:;")
_ABBREVIATIONS = word_set(
    "Mr Mrs Ms Mx Dr Prof Rev Fr St Sr Jr Cllr Hon Rt Sgt Insp Supt Capt Col Gen Lt Maj Gov Sen Rep vs etc no No"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec approx Ltd Co Inc Bros Mt dept Dept"
)
_SINGLE = re.compile(r"[^\W\d_]\Z")


class Find(NamedTuple):
    """Something found: half-open extent in code points, label, and the rule's name."""

    start: int
    end: int
    label: str
    rule: str


@dataclass(slots=True)
class Memory:
    """What earlier stretches of the same document have told: names that may come back shortened."""

    people: dict[str, str] = field(default_factory=dict)
    """surname, given name or full name → the rule that knows it"""
    bodies: dict[str, str] = field(default_factory=dict)
    """acronym, short or full name of an organisation → the rule that knows it"""
    places: dict[str, str] = field(default_factory=dict)
    """place that the text itself calls one → the rule that knows it"""
    heads: set[str] = field(default_factory=set)
    """last words of the longer names of organisations found"""
    terms: set[str] = field(default_factory=set)
    """initials that the text spells out as something other than an organisation"""


@dataclass(slots=True)
class Words:
    """The words, numbers and signs of a text, white space left out. All lists have the same length."""

    text: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    """a line ends before this word"""
    opens: list[bool] = field(default_factory=list)
    """a sentence, heading, list item or quotation begins with this word, so its capital tells nothing"""

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, at: int) -> bool:
        """Say whether word *at* follows the one before without any space."""
        return at > 0 and self.start[at] == self.end[at - 1]


def split_words(text: str) -> Words:
    """Cut *text* into words; a possessive ’s becomes a word of its own."""
    words = Words()
    for match in _WORD.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        if len(piece) > 2 and piece[-1] == "s" and _POSSESSIVE.search(piece):
            _append(words, piece[:-2], start, end - 2)
            _append(words, piece[-2:], end - 2, end)
        else:
            _append(words, piece, start, end)
    _mark_lines(text, words)
    _mark_openings(words)
    return words


def _append(words: Words, piece: str, start: int, end: int) -> None:
    words.text.append(piece)
    words.start.append(start)
    words.end.append(end)


def _mark_lines(text: str, words: Words) -> None:
    last = 0
    for start, end in zip(words.start, words.end, strict=True):
        words.breaks.append(start > last and "\n" in text[last:start])
        last = end


def _mark_openings(words: Words) -> None:
    opening = True
    for at, piece in enumerate(words.text):
        if words.breaks[at]:
            opening = True
        words.opens.append(opening)
        if piece in _ENDS:
            opening = not (piece == "." and _is_abbreviation(words, at))
        elif piece in _OPENING and not words.glued(at):
            opening = True
        elif not (opening and (piece in _CLOSING or piece in _BULLETS or piece.isdigit())):
            opening = False


def _is_abbreviation(words: Words, dot: int) -> bool:
    """Say whether the full stop at *dot* belongs to the word before it."""
    if dot == 0 or not words.glued(dot):
        return False
    before = words.text[dot - 1]
    return before in _ABBREVIATIONS or (before.isupper() and _SINGLE.match(before) is not None)


class Page:
    """One stretch of text under the rules; finds never overlap, the first to claim keeps the place."""

    def __init__(self, text: str, words: Words, memory: Memory) -> None:
        self.text = text
        self.words = words
        self.memory = memory
        self.finds: list[Find] = []
        self._taken = bytearray(len(text))

    def free(self, start: int, end: int) -> bool:
        """Say whether nothing found so far touches the extent."""
        return self._taken.find(1, start, end) < 0

    def claim(self, start: int, end: int, label: str, rule: str) -> bool:
        """Record a find unless its place is taken; say whether it was recorded."""
        if start >= end or not self.free(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        self.finds.append(Find(start, end, label, rule))
        return True

    def claim_words(self, first: int, last: int, label: str, rule: str) -> bool:
        """Record the words *first* up to but not including *last*."""
        return self.claim(self.words.start[first], self.words.end[last - 1], label, rule)

    def block(self, start: int, end: int) -> None:
        """Keep later rules from looking at the extent, without a find."""
        self._taken[start:end] = b"\x01" * (end - start)
