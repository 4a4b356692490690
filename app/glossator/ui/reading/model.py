"""The text cut into blocks: a block is what is laid out at one go, as a rule one paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

BLOCK_LIMIT = 8_000
"""Code points; a longer paragraph is several blocks, cut where a sentence ends."""
TITLE_LIMIT = 200
"""A first paragraph longer than this is no title; nor is one that no other follows."""
SAMPLE = 4_000
_SENTENCE_END = re.compile(r"[.!?…؟。！？]+[\"”’»)\]]*\s+")
_SIGN = re.compile(r"\S")
_STRONG_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EXTENDING = re.compile("[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


class TextModel:
    """One text and its blocks; never changes.

    Attributes
    ----------
    starts, lengths
        First code point and length of each block without its line feed, shape (blocks,).
    opens, closes
        Whether a block begins, ends its paragraph, shape (blocks,).
    numbers
        Number of the paragraph a block belongs to, from 1; the last number before it for an empty one.
    title
        The block that is set as title; -1 when there is none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        lengths = np.fromiter(map(len, text.split("\n")), np.int64)
        starts = np.zeros(lengths.size, np.int64)
        np.cumsum(lengths[:-1] + 1, out=starts[1:])
        self.opens = np.ones(lengths.size, bool)
        self.closes = self.opens.copy()
        self.starts, self.lengths = starts, lengths
        if int(lengths.max()) > BLOCK_LIMIT:
            self._divide()
        self.count = int(self.starts.size)
        filled = (self.lengths > 0) & self.opens
        self.numbers = np.cumsum(filled)
        self.paragraphs = int(self.numbers[-1])
        """how many paragraphs have words in them"""
        first = int(filled.argmax())
        is_title = filled[first] and self.lengths[first] <= TITLE_LIMIT and self.closes[first]
        follows = _SIGN.search(text, self.span(first)[1]) is not None
        self.title = first if is_title and follows else -1

    def __len__(self) -> int:
        return len(self.text)

    def sample(self) -> str:
        """Return some of the text, from a third of the way in; it stands for the whole where that is too long."""
        third = max(0, min(len(self.text) // 3, len(self.text) - SAMPLE))
        return self.text[third : third + SAMPLE]

    def block_at(self, pos: int) -> int:
        """Return the block that holds the code point at *pos*; its line feed belongs to it too."""
        return max(0, int(self.starts.searchsorted(pos, "right")) - 1)

    def span(self, block: int) -> tuple[int, int]:
        """Return start and end of *block*, without its line feed."""
        start = int(self.starts[block])
        return start, start + int(self.lengths[block])

    def block_text(self, block: int) -> str:
        """Return the words of *block*."""
        start, end = self.span(block)
        return self.text[start:end]

    def paragraph(self, block: int) -> tuple[int, int]:
        """Return start and end of the whole paragraph that *block* is part of."""
        first = last = block
        while not self.opens[first]:
            first -= 1
        while not self.closes[last]:
            last += 1
        return int(self.starts[first]), int(self.starts[last] + self.lengths[last])

    def _divide(self) -> None:
        starts: list[int] = []
        ends: list[int] = []
        opens: list[bool] = []
        closes: list[bool] = []
        for start, length in zip(self.starts.tolist(), self.lengths.tolist(), strict=True):
            cuts = [start, *_cuts(self.text, start, start + length), start + length]
            parts = list(pairwise(cuts))
            starts += [part[0] for part in parts]
            ends += [part[1] for part in parts]
            opens += [True] + [False] * (len(parts) - 1)
            closes += [False] * (len(parts) - 1) + [True]
        self.starts = np.array(starts, np.int64)
        self.lengths = np.array(ends, np.int64) - self.starts
        self.opens, self.closes = np.array(opens), np.array(closes)


def has_rtl(text: str) -> bool:
    """Say whether any letter of *text* is written from right to left."""
    return not text.isascii() and _STRONG_RTL.search(text) is not None


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Return where the paragraph from *start* to *end* is divided."""
    cuts = []
    while end - start > BLOCK_LIMIT:
        limit = start + BLOCK_LIMIT
        ends = [found.end() for found in _SENTENCE_END.finditer(text, limit - BLOCK_LIMIT // 4, limit)]
        if ends:
            start = ends[-1]
        else:
            blank = text.rfind(" ", limit - BLOCK_LIMIT // 4, limit)
            start = blank + 1 if blank > 0 else _whole(text, limit)
        cuts.append(start)
    return cuts


def _whole(text: str, pos: int) -> int:
    """Move *pos* back so that it does not part a letter from its marks."""
    for back in range(64):
        if not _EXTENDING.match(text, pos - back) and text[pos - back - 1] != "\u200d":
            return pos - back
    return pos
