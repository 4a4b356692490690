"""One block laid out: lines, and the way between positions in the text and places in the view."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from glossator.text.offsets import Utf16Map
from glossator.ui.reading.model import TextModel, has_rtl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANKS = re.compile(r"\s+\Z")
_start = attrgetter("start")
KEPT = 500
"""Blocks that stay laid out."""


def unhinted(font: QFont) -> QFont:
    """Return *font* with its letters as they were drawn: words then keep their widths at every zoom."""
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True)
class Setting:
    """The type: fonts and vertical measures, in logical pixels."""

    font: QFont
    title_font: QFont
    pitch: int
    title_pitch: int

    @property
    def gap(self) -> int:
        """Room between paragraphs."""
        return self.pitch // 2

    @property
    def empty(self) -> int:
        """Height of a paragraph without words."""
        return round(self.pitch * 0.35)

    @cached_property
    def rise(self) -> tuple[int, int]:
        """Ascent and descent of the text."""
        return _rise(self.font)

    @cached_property
    def title_rise(self) -> tuple[int, int]:
        """Ascent and descent of the title."""
        return _rise(self.title_font)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block; heights count from the block's top."""

    start: int
    """first code point, in the text"""
    end: int
    """code point after the last that is drawn; blanks at the wrap are left out"""
    next: int
    """where the next line begins"""
    top: int
    bottom: int
    baseline: int
    line: QTextLine


class Block:
    """A laid-out block."""

    def __init__(self, model: TextModel, index: int, setting: Setting, width: int) -> None:
        self.index = index
        self.start, self.end = model.span(index)
        self.setting = setting
        self.title = index == model.title
        text = _without_mark(model.block_text(index))
        self._map = Utf16Map(text)
        self.bidi = has_rtl(text)
        first, last = model.paragraph(index) if self.bidi else (self.start, self.end)
        self.rtl = self.bidi and _rtl_first(model.text, first, last)
        self.layout = self._lay_out(text, width)
        self.lines = self._read_lines(text)
        self.pitch = setting.title_pitch if self.title else setting.pitch
        gap = setting.gap if model.closes[index] else 0
        self.height = len(self.lines) * self.pitch + gap if text or not model.opens[index] else setting.empty
        self.closes = bool(model.closes[index])
        self.shapes: object = None
        """what is painted behind the text, kept by the painter"""

    def _lay_out(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self.setting.title_font if self.title else self.setting.font)
        layout.setCacheEnabled(True)
        layout.setTextOption(_option(rtl=self.rtl))
        pitch = self.setting.title_pitch if self.title else self.setting.pitch
        rise, fall = self.setting.title_rise if self.title else self.setting.rise
        self._baseline = (pitch - rise - fall) // 2 + rise
        self._box = (self._baseline - rise - 1, self._baseline + fall)
        layout.beginLayout()
        y = self._baseline
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y - line.ascent()))
            y += pitch
            line = layout.createLine()
        layout.endLayout()
        return layout

    def _read_lines(self, text: str) -> list[Line]:
        lines = []
        pitch = self.setting.title_pitch if self.title else self.setting.pitch
        inward = self._map.to32
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            start = inward(line.textStart())
            following = inward(line.textStart() + line.textLength())
            blanks = _BLANKS.search(text, start, following)
            end = max(start, blanks.start()) if blanks else following
            top = number * pitch
            base = self.start
            lines.append(
                Line(base + start, base + end, base + following, top, top + pitch, top + self._baseline, line)
            )
        return lines

    def box(self, line: Line) -> tuple[int, int]:
        """Return top and bottom of the box behind the words of *line*."""
        return line.top + self._box[0], line.top + self._box[1]

    def line_at(self, pos: int) -> Line:
        """Return the line that holds the code point at *pos*."""
        return self.lines[self.number_at(pos)]

    def number_at(self, pos: int) -> int:
        """Return the number of the line that holds the code point at *pos*."""
        return max(0, bisect_right(self.lines, pos, key=_start) - 1)

    def line_at_y(self, y: float) -> Line:
        """Return the line that is *y* below the block's top, the nearest where there is none."""
        return self.lines[min(max(int(y // self.pitch), 0), len(self.lines) - 1)]

    def x_of(self, pos: int, line: Line | None = None) -> float:
        """Return where the caret stands before the code point at *pos*, from the column's left edge."""
        line = line or self.line_at(pos)
        return float(_first(line.line.cursorToX(self.to16(pos))))

    def pos_at(self, x: float, line: Line) -> int:
        """Return the place between two characters that is nearest to *x* on *line*."""
        pos = self.to32(line.line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters))
        return min(pos, self.last_place(line))

    def last_place(self, line: Line) -> int:
        """Return the last place on *line* that is not the next line's first."""
        if line.end < line.next or line is self.lines[-1]:
            return line.end
        return self.step(line.end, forward=False)

    def character_at(self, x: float, line: Line) -> int | None:
        """Return the code point under *x* on *line*; None beside the words."""
        pieces = list(self.pieces(line.start, line.end))
        if not any(left <= x < right for _, left, right in pieces):
            return None
        found = self.to32(line.line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
        return min(max(found, line.start), max(line.end - 1, line.start))

    def pieces(self, start: int, end: int) -> Iterator[tuple[Line, float, float]]:
        """Yield where *start* to *end* is seen: line, left and right edge; several a line where directions mix.

        Of what is read as one character all is seen, even if only a part of it is meant.
        """
        for line in self.lines[self.number_at(start) :]:
            if line.start >= end:
                break
            low, high = max(start, line.start), min(end, line.end)
            if low < high:
                for left, right in self._extents(line, low, high):
                    yield line, left, right

    def _extents(self, line: Line, low: int, high: int) -> list[tuple[float, float]]:
        first, last = self.to16(low), self.to16(high)
        layout = self.layout
        if not layout.isValidCursorPosition(first):
            first = layout.previousCursorPosition(first)
        if not layout.isValidCursorPosition(last):
            last = layout.nextCursorPosition(last)
        if not self.bidi:
            ends = (_first(line.line.cursorToX(first)), _first(line.line.cursorToX(last)))
            return [(min(ends), max(ends))]
        found = []
        for run in line.line.glyphRuns(first, last - first):
            rect = run.boundingRect()
            if rect.width() > 0:
                found.append((rect.left(), rect.right()))
        return _joined(sorted(found))

    def to16(self, pos: int) -> int:
        """Turn a place in the text into UTF-16 units in this block."""
        return self._map.to16(pos - self.start)

    def to32(self, units: int) -> int:
        """Turn UTF-16 units in this block into a place in the text."""
        return self.start + self._map.to32(units)

    def step(self, pos: int, *, forward: bool) -> int:
        """Return the next place a caret may take, never inside what is read as one character."""
        units = self.to16(pos)
        found = (
            self.layout.nextCursorPosition(units) if forward else self.layout.previousCursorPosition(units)
        )
        return self.to32(found)

    def step_visual(self, pos: int, *, right: bool) -> int:
        """Return the place a caret goes to the right or to the left of *pos*, as the eye has it."""
        units = self.to16(pos)
        found = self.layout.rightCursorPosition(units) if right else self.layout.leftCursorPosition(units)
        return self.to32(found)

    def whole(self, pos: int) -> int:
        """Return *pos*, or the beginning of the character it falls into."""
        units = self.to16(min(max(pos, self.start), self.end))
        if not self.layout.isValidCursorPosition(units):
            units = self.layout.previousCursorPosition(units)
        return self.to32(units)


class BlockCache:
    """The blocks laid out last."""

    def __init__(self, model: TextModel, setting: Setting, width: int, met: Callable[[Block], None]) -> None:
        self._model, self._setting, self._width, self._met = model, setting, width, met
        self._blocks: OrderedDict[int, Block] = OrderedDict()

    def __getitem__(self, index: int) -> Block:
        block = self._blocks.get(index)
        if block is not None:
            self._blocks.move_to_end(index)
            return block
        block = self._blocks[index] = Block(self._model, index, self._setting, self._width)
        if len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)
        self._met(block)
        return block

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks.values())

    def get(self, index: int) -> Block | None:
        """Return a block if it is laid out."""
        return self._blocks.get(index)


def _without_mark(text: str) -> str:
    """Return *text* with another invisible character for a byte order mark at its start, which Qt would drop."""
    return "\u2060" + text[1:] if text.startswith("\ufeff") else text


def _option(*, rtl: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    return option


def _rtl_first(text: str, start: int, end: int) -> bool:
    """Say whether the first strong character from *start* to *end* is written from right to left."""
    for index in range(start, end):
        kind = unicodedata.bidirectional(text[index])
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _rise(font: QFont) -> tuple[int, int]:
    metrics = QFontMetricsF(font)
    return round(metrics.ascent()), round(metrics.descent())


def _first(value: object) -> float:
    """Take the place out of what `QTextLine.cursorToX` returns: a pair, whatever its stub says."""
    assert isinstance(value, tuple)
    return float(value[0])


def _joined(extents: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in extents:
        if found and left <= found[-1][1] + 0.75:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found
