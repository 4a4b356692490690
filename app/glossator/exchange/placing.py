"""Where foreign offsets lie in a document: checked by the quotes, per document over all its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from glossator.text.canonical import fragment
from glossator.text.offsets import OffsetMap, Unit
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 2000
"""How far from its place a quote is looked for, in code points."""

_WHOLE_TEXT_QUOTE = 20
"""Code points a quote must have to be looked for in the whole text, where it may stand once only."""

_CUT_OFF = 32_000
"""Code points after which a spreadsheet may have cut a quote off."""

_SCAN_BUDGET = 400_000_000
"""Code points that such searches may read for one document, all rows together."""

_ENOUGH_EVIDENCE = 12
"""Code points of quotes that must agree before another way of counting is believed."""


class Row(Protocol):
    """What is needed of a coding to place it."""

    @property
    def start(self) -> int:
        """Where it starts, in the file's own count."""

    @property
    def end(self) -> int:
        """Where it ends, in the file's own count."""

    @property
    def quote(self) -> str | None:
        """The words it covers, where the file has them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of counting offsets."""

    unit: Unit
    crlf: bool = False
    bom: bool = False

    def __str__(self) -> str:
        names = {"points": "code points", "utf16": "UTF-16 units", "utf8": "UTF-8 bytes"}
        extra = [
            text
            for told, text in ((self.crlf, "line ends as two"), (self.bom, "the byte-order mark"))
            if told
        ]
        return ", ".join([names[self.unit], *extra])


OURS = Rule("points")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one row lies, and how sure that is."""

    how: Literal["exact", "guessed", "unplaced"]
    extent: Extent | None
    """None where it is unplaced"""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """All rows of one document, placed."""

    placements: list[Placement]
    """one per row, in the order of the rows"""
    rule: Rule
    """how the file counts in this document"""
    agreeing: int
    """how many of the rows with a quote that rule places exactly"""
    quoted: int

    @property
    def note(self) -> str:
        """What the receipt says about the rule; empty where the offsets are our own."""
        if self.rule == OURS:
            return ""
        return f"offsets were counted in {self.rule}; {self.agreeing} of {self.quoted} quotes agree"


def place(text: str, rows: Sequence[Row]) -> Placed:
    """Place *rows*, all of one document, in its canonical *text*.

    A row whose quote stands where it says is placed exactly, and so is one whose quote stands there once the
    offsets are counted as the file turns out to count them. Else the quote is looked for near by; what is found
    is a guess, with its reason. A row without a quote is placed as the other rows are.
    """
    quotes = [_canonical_quote(row.quote) for row in rows]
    quoted = sum(quote is not None for quote in quotes)
    spans = [(row.start, row.end) for row in rows]
    hits = _hits(text, spans, quotes)
    ours = _Candidate(OURS, spans, hits)
    best = _infer(text, rows, quotes, ours) if sum(hits) < quoted else ours
    trusted = best if _believable(best, quotes, quoted) else ours
    finder = _Finder(text)
    placements = []
    for index, quote in enumerate(quotes):
        start, end = trusted.spans[index]
        if trusted.hits[index]:
            placements.append(Placement("exact", Extent(start, end)))
        elif quote is None:
            placements.append(_unquoted(text, start, end))
        elif best.hits[index]:
            placements.append(_counted(best, index))
        elif ours.hits[index]:
            placements.append(_counted(ours, index))
        else:
            placements.append(finder.find(quote, start, end))
    return Placed(placements, trusted.rule, sum(trusted.hits), quoted)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One way of counting, tried on all rows."""

    rule: Rule
    spans: list[tuple[int, int]]
    hits: list[bool]


def _canonical_quote(quote: str | None) -> str | None:
    if not quote:
        return None
    return quote if quote.isascii() and quote.isprintable() else fragment(quote)


def _hits(text: str, spans: Sequence[tuple[int, int]], quotes: Sequence[str | None]) -> list[bool]:
    return [
        quote is not None and start >= 0 and end - start == len(quote) and text[start:end] == quote
        for (start, end), quote in zip(spans, quotes, strict=True)
    ]


def _infer(text: str, rows: Sequence[Row], quotes: Sequence[str | None], ours: _Candidate) -> _Candidate:
    """Return the way of counting under which most quotes agree; the simpler one where two agree alike."""
    import numpy as np

    largest = 2**62
    starts = np.array([min(row.start, largest) for row in rows], np.int64)
    ends = np.array([min(row.end, largest) for row in rows], np.int64)
    best, most = ours, sum(ours.hits)
    for rule, offsets in _rules(text):
        shift = {"points": 1, "utf16": 1, "utf8": 3}[rule.unit] if rule.bom else 0
        inward = zip(
            offsets.inward(starts - shift).tolist(),
            offsets.inward(ends - shift, end=True).tolist(),
            strict=True,
        )
        spans = list(inward)
        hits = _hits(text, spans, quotes)
        if sum(hits) > most:
            best, most = _Candidate(rule, spans, hits), sum(hits)
        if most == sum(quote is not None for quote in quotes):
            break
    return best


def _rules(text: str) -> list[tuple[Rule, OffsetMap]]:
    """Return the ways of counting that differ in this text, the likelier ones first, our own left out."""
    units: list[Unit] = ["points", "utf16", "utf8"]
    maps: list[tuple[Unit, bool, OffsetMap]] = []
    for crlf in (False, True):
        known: set[int] = set()
        for unit in units:
            offsets = OffsetMap(text, unit, crlf=crlf)
            if offsets.length not in known and not (crlf and "\n" not in text):
                maps.append((unit, crlf, offsets))
                known.add(offsets.length)
    plain = [(Rule(unit, crlf), offsets) for unit, crlf, offsets in maps]
    marked = [(Rule(unit, crlf, bom=True), offsets) for unit, crlf, offsets in maps]
    return [(rule, offsets) for rule, offsets in plain + marked if rule != OURS]


def _believable(best: _Candidate, quotes: Sequence[str | None], quoted: int) -> bool:
    """Say whether enough words, in most of the rows, agree under another way of counting."""
    if best.rule == OURS:
        return True
    agreed = {quote for quote, hit in zip(quotes, best.hits, strict=True) if hit and quote is not None}
    return sum(map(len, agreed)) >= _ENOUGH_EVIDENCE and sum(best.hits) * 2 > quoted


def _counted(candidate: _Candidate, index: int) -> Placement:
    reason = f"the quote agrees only if offsets are counted in {candidate.rule}"
    return Placement("guessed", Extent(*candidate.spans[index]), reason)


def _unquoted(text: str, start: int, end: int) -> Placement:
    if 0 <= start < end <= len(text):
        return Placement("exact", Extent(start, end))
    return Placement(
        "unplaced", None, f"the document has {len(text):,} characters, and there is no quote to look for"
    )


class _Finder:
    """Looks for quotes near the places where they should be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._drift = 0
        self._budget = _SCAN_BUDGET

    def find(self, quote: str, start: int, end: int) -> Placement:
        """Place a *quote* that is not at ``start:end``, or say why it cannot be."""
        if self._differs_in_blanks(quote, start, end):
            return Placement("guessed", Extent(start, end), "only the white space of the quote differs")
        if len(quote) > _CUT_OFF and end <= len(self._text) and self._text.startswith(quote, start, end):
            return Placement(
                "guessed", Extent(start, end), "the quote is cut off, but agrees as far as it goes"
            )
        most = 0
        for centre in dict.fromkeys((start + self._drift, start)):
            found = self._near(quote, centre)
            if len(found) == 1 or (len(found) > 1 and _clear(found, centre)):
                return self._at(found[0], quote, start)
            most = max(most, len(found))
        if most:
            return Placement("unplaced", None, "the quote stands in several places near by")
        return self._anywhere(quote, start)

    def _differs_in_blanks(self, quote: str, start: int, end: int) -> bool:
        if not 0 <= start < end <= len(self._text) or end - start > 2 * len(quote) + 100:
            return False
        words = quote.split()
        return bool(words) and self._text[start:end].split() == words

    def _at(self, found: int, quote: str, start: int) -> Placement:
        self._drift = found - start
        where = "further on" if found > start else "further back"
        distance = abs(found - start)
        reason = f"the quote was found {distance:,} character{'s' * (distance != 1)} {where}"
        return Placement("guessed", Extent(found, found + len(quote)), reason)

    def _near(self, quote: str, centre: int) -> list[int]:
        """Return where *quote* stands near *centre*, the nearest first; at most three places each way."""
        centre = max(0, min(centre, len(self._text)))
        found: list[int] = []
        pos = centre
        while len(found) < 3:
            pos = self._text.find(quote, pos, centre + NEAR + len(quote))
            if pos < 0:
                break
            found.append(pos)
            pos += 1
        ahead = len(found)
        pos = centre + len(quote) - 1
        while len(found) < ahead + 3:
            pos = self._text.rfind(quote, max(0, centre - NEAR), pos)
            if pos < 0:
                break
            found.append(pos)
            pos += len(quote) - 1
        return sorted(found, key=lambda place: abs(place - centre))

    def _anywhere(self, quote: str, start: int) -> Placement:
        if len(quote) < _WHOLE_TEXT_QUOTE or self._budget < len(self._text):
            return Placement("unplaced", None, "the quote is not in the text near by")
        self._budget -= 2 * len(self._text)
        found = self._text.find(quote)
        if found < 0:
            return Placement("unplaced", None, "the quote is not in the text")
        if self._text.find(quote, found + 1) >= 0:
            return Placement("unplaced", None, "the quote stands in several places, none of them near by")
        return self._at(found, quote, start)


def _clear(found: Sequence[int], centre: int) -> bool:
    """Say whether the nearest place is so much nearer than the next that it must be meant."""
    nearest, second = (abs(place - centre) for place in found[:2])
    return nearest * 4 <= second
