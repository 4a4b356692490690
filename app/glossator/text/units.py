"""The units of a text as extents: paragraphs, sentences, words, graphemes.

No unit crosses a line feed. What is asked about one place costs no more than the paragraph around it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glossator.text import sentences as _sentences
from glossator.text.extents import trim
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

_REACH = 10_000
"""How far either way a question about one place looks, in code points."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Return the paragraphs of ``text[start:end]``: lines that hold more than white space, trimmed."""
    return [extent for line in _lines(text, start, end) if (extent := trim(text, line))]


def paragraph_at(text: str, pos: int) -> Extent | None:
    """Return the paragraph around *pos*; None on an empty line."""
    line = _line_at(text, pos)
    return trim(text, line) if line else None


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Return the sentences of ``text[start:end]``, without white space at either end."""
    return [sentence for line in _lines(text, start, end) for sentence in _split(text, line)]


def sentence_at(text: str, pos: int) -> Extent | None:
    """Return the sentence around *pos*; between two, the one before; None on an empty line."""
    line = _line_at(text, pos)
    if line is None:
        return None
    if len(line) > 2 * _REACH:
        line = _window(text, line, pos)
    before = after = None
    for sentence in _split(text, line):
        if sentence.start > pos:
            after = sentence
            break
        before = sentence
    return before or after


def words(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Return the words of ``text[start:end]``: letters and digits, with inner apostrophes and hyphens."""
    return [Extent(*found.span()) for found in _word().finditer(text, start, _end(text, end))]


def word_at(text: str, pos: int) -> Extent | None:
    """Return the word around *pos*, or the one that ends there; None where there is none."""
    start, end = _around(text, pos, 200)
    for found in _word().finditer(text, start, end):
        if found.end() >= pos:
            if found.end() == pos and found.end() < end:
                following = _word().match(text, pos, end)
                if following is not None:
                    return Extent(*following.span())
            return Extent(*found.span()) if found.start() <= pos else None
    return None


def count_words(text: str) -> int:
    """Return how many words the text has."""
    return sum(1 for _ in _word().finditer(text))


def graphemes(text: str, start: int = 0, end: int | None = None) -> list[Extent]:
    """Return what a reader takes for one character each, in ``text[start:end]``."""
    return [Extent(*found.span()) for found in _grapheme().finditer(text, start, _end(text, end))]


def snap(text: str, extent: Extent) -> Extent:
    """Widen *extent* so that it cuts no grapheme in two."""
    return Extent(_edge(text, extent.start, 0), _edge(text, extent.end, 1))


def _edge(text: str, pos: int, side: int) -> int:
    if not 0 < pos < len(text) or text[pos - 1 : pos + 1].isascii():
        return pos
    start, end = _around(text, pos, 100)
    for found in _grapheme().finditer(text, start, end):
        if found.end() > pos:
            return pos if found.start() == pos else found.span()[side]
    return pos


def _end(text: str, end: int | None) -> int:
    return len(text) if end is None else min(end, len(text))


def _lines(text: str, start: int, end: int | None) -> Iterator[Extent]:
    end = _end(text, end)
    while start < end:
        feed = text.find("\n", start, end)
        stop = end if feed < 0 else feed
        if stop > start:
            yield Extent(start, stop)
        start = stop + 1


def _line_at(text: str, pos: int) -> Extent | None:
    pos = max(0, min(pos, len(text)))
    start = text.rfind("\n", 0, pos) + 1
    feed = text.find("\n", pos)
    end = len(text) if feed < 0 else feed
    return Extent(start, end) if start < end else None


def _split(text: str, line: Extent) -> Iterator[Extent]:
    trimmed = trim(text, line)
    if trimmed is None:
        return
    start = trimmed.start
    for end in _sentences.ends(text, trimmed.start, trimmed.end):
        yield Extent(start, end)
        start = end
        while text[start].isspace():
            start += 1
    yield Extent(start, trimmed.end)


def _window(text: str, line: Extent, pos: int) -> Extent:
    """Return a stretch of the long *line* around *pos* that starts and ends at white space where it can."""
    start, end = max(line.start, pos - _REACH), min(line.end, pos + _REACH)
    if start > line.start:
        start = _blank(text, start, start + _REACH // 4, start)
    if end < line.end:
        end = _blank(text, end - _REACH // 4, end, end)
    return Extent(start, end)


def _blank(text: str, start: int, end: int, default: int) -> int:
    """Return the offset after a sentence's end in ``text[start:end]``, else of a blank, else *default*."""
    for mark in (". ", "? ", "! ", " "):
        found = text.find(mark, start, end)
        if found >= 0:
            return found + len(mark)
    return default


def _around(text: str, pos: int, reach: int) -> tuple[int, int]:
    start = max(0, pos - reach, text.rfind("\n", 0, pos) + 1)
    feed = text.find("\n", pos, pos + reach)
    return start, min(len(text), pos + reach) if feed < 0 else feed


@cache
def _word() -> regex.Pattern[str]:
    import regex

    rest = r"[\p{L}\p{N}\p{M}\u200c\u200d]*"
    return regex.compile(
        rf"[\p{{L}}\p{{N}}]{rest}(?:(?:['’ʼ‐‑·-]|(?<=\p{{N}})[.,])(?=[\p{{L}}\p{{N}}])[\p{{L}}\p{{N}}]{rest})*"
    )


@cache
def _grapheme() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")
