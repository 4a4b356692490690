"""A text with all that is shown upon it, laid out for a view of some size; knows no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF

from glossator.ui.reading import geometry
from glossator.ui.reading.heights import HeightMap, Measure
from glossator.ui.reading.index import CodingStore
from glossator.ui.reading.lanes import MOST
from glossator.ui.reading.layout import Block, BlockCache, Line, Setting, unhinted
from glossator.ui.reading.marks import Marks
from glossator.ui.reading.model import TextModel
from glossator.ui.reading.scroll import Scroll
from glossator.ui.reading.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossator.ui.reading.looks import CodeLook
    from glossator.ui.theme import Theme
    from glossator_db.records import Extent

PITCH, TITLE, TITLE_PITCH = 1.62, 1.38, 1.45
TOP, BOTTOM = 24, 48
TEXT_SIZE, SMALLEST, LARGEST = 16, 11, 53


class Anchor(NamedTuple):
    """A place in the text that stays where it is in the view."""

    pos: int
    at: int
    """distance of its line's top from the view's upper edge"""


class Page:
    """Model, layout, scroll and everything marked; what the painter paints and the mouse asks."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.text_size: float = TEXT_SIZE
        self.width, self.height, self.label = 640, 480, 150
        self.store = CodingStore()
        self.marks = Marks()
        self.looks: Mapping[int, CodeLook] = {}
        self.initials: Mapping[int, str] = {}
        self.weights: Mapping[int, int] = {}
        self.own: int | None = None
        self._lanes = geometry.LANES_LEAST
        self._anchor: Anchor | None = None
        self.geometry = geometry.arrange(self.width, self._lanes, self.label)
        self.show("")

    def show(self, text: str) -> None:
        """Take another text; codings and marks are gone."""
        self.model = TextModel(text)
        self.selection = Selection(text)
        self.store.clear()
        self.weights = {}
        self.marks = Marks()
        self._lanes = geometry.LANES_LEAST
        self._anchor = None
        self._lay_out()

    def relayout(self, about: int | None = None) -> None:
        """Lay everything out anew; the line at height *about*, or else the top line, stays where it was."""
        anchor = self._anchor or self.anchor() if about is None else self.anchor(about)
        self._lay_out()
        self.hold(anchor)
        self._anchor = anchor if about is None else None

    def resize(self, width: int, height: int, label: int) -> None:
        """Fit the page into a view of another size."""
        relay = width != self.width or label != self.label
        self.width, self.height, self.label = width, max(height, 1), label
        if relay:
            self.relayout()
        else:
            self.scroll.settle(self.height)

    def fit_lanes(self, coding_id: int | None = None) -> bool:
        """See that the margin has room for the lanes in use; say whether anything was moved for it.

        With *coding_id* only the lanes around that coding are looked at.
        """
        if self._lanes >= MOST:
            return False
        used = self.store.lanes.used() if coding_id is None else self.store.depth(coding_id)
        if used <= self._lanes:
            return False
        self._lanes = used
        fitting = geometry.arrange(self.width, used, self.label, self.theme.scale)
        if fitting.column == self.geometry.column:
            self.geometry = fitting
        else:
            self.relayout()
        return True

    def _lay_out(self) -> None:
        theme, model = self.theme, self.model
        title = self.text_size * TITLE
        self.setting = Setting(
            unhinted(theme.reading_font(self.text_size)),
            unhinted(theme.reading_font(title, 600)),
            round(self.text_size * PITCH),
            round(title * TITLE_PITCH),
        )
        self.geometry = geometry.arrange(self.width, self._lanes, self.label, theme.scale)
        sample = self.model.sample().replace("\n", " ") or " "
        advance = QFontMetricsF(self.setting.font).horizontalAdvance(sample) / len(sample)
        measure = Measure(
            self.geometry.column, self.setting.pitch, self.setting.title_pitch, self.setting.gap,
            self.setting.empty, max(advance, 0.5), max(advance, 0.5) * TITLE,
        )  # fmt: skip
        self.heights = HeightMap(model, measure)
        self.blocks = BlockCache(model, self.setting, self.geometry.column, self._met)
        self.scroll = Scroll(self.heights, lambda index: self.blocks[index].height, TOP, BOTTOM)
        self.scroll.settle(self.height)

    def _met(self, block: Block) -> None:
        self.heights.settle(block.index, block.height)

    # scrolling

    def anchor(self, y: int = 0) -> Anchor | None:
        """Return the line at height *y* as an anchor; None at the very beginning."""
        if self.scroll.value <= 0 and y == 0:
            return None
        block, top = self.block_at(y)
        line = block.line_at_y(y - top)
        if top + line.top < y and line is not block.lines[-1]:
            line = block.line_at_y(y - top + block.pitch)
        return Anchor(line.start, top + line.top)

    def hold(self, anchor: Anchor | None) -> None:
        """Scroll so that *anchor* is where it was."""
        if anchor is None:
            self.scroll.go(0, self.height)
            return
        block = self.blocks[self.model.block_at(anchor.pos)]
        self.scroll.pin(block.index, block.line_at(anchor.pos).top, anchor.at, self.height)

    def move(self, by: int) -> int:
        """Scroll *by* pixels; return how far it went."""
        self._anchor = None
        return self.scroll.move(by, self.height)

    def go(self, value: int) -> None:
        """Scroll to *value*, as the scroll bar counts."""
        self._anchor = None
        self.scroll.go(value, self.height)

    def reveal(self, extent: Extent, *, room: int | None = None) -> bool:
        """Scroll so that *extent*, or at least its beginning, is seen; say whether that was needed."""
        room = self.setting.pitch if room is None else room
        top, bottom = self.rows(extent)
        if room <= top and bottom <= self.height - room:
            return False
        self._anchor = None
        block = self.blocks[self.model.block_at(extent.start)]
        line = block.line_at(extent.start)
        far = bottom < 0 or top > self.height
        span = bottom - top
        if far or span > self.height - 2 * room:
            at = self.height // 4
        elif top < room:
            at = room
        else:
            at = max(room, self.height - room - span)
        self.scroll.pin(block.index, line.top, at, self.height)
        return True

    # places

    def visible(self, top: int = 0, bottom: int | None = None) -> Iterator[tuple[Block, int]]:
        """Yield the blocks between two heights of the view, and where each begins."""
        bottom = self.height if bottom is None else bottom
        index, y = self.scroll.block, -self.scroll.offset
        while index > 0 and y > top:
            index -= 1
            y -= self.blocks[index].height
        while index < self.model.count and y < bottom:
            block = self.blocks[index]
            if y + block.height > top:
                yield block, y
            y += block.height
            index += 1

    def block_at(self, y: float) -> tuple[Block, int]:
        """Return the block at height *y* of the view and where it begins; the nearest if there is none."""
        found = None
        for found in self.visible(min(0, int(y)), max(self.height, int(y) + 1)):
            if y < found[1] + found[0].height:
                break
        return found or (self.blocks[self.model.count - 1], self.scroll.y(self.model.count - 1))

    def y(self, index: int) -> int:
        """Return where block *index* begins in the view, exactly if it is near."""
        return self.scroll.y(index)

    def pos_at(self, x: float, y: float) -> int:
        """Return the place between two characters nearest to a point of the view."""
        block, top = self.block_at(y)
        line = block.line_at_y(y - top)
        return block.whole(block.pos_at(x - self.geometry.column_x, line))

    def character_at(self, x: float, y: float) -> int | None:
        """Return the code point under a point of the view; None beside the words."""
        block, top = self.block_at(y)
        if not top <= y < top + len(block.lines) * block.pitch:
            return None
        return block.character_at(x - self.geometry.column_x, block.line_at_y(y - top))

    def line_of(self, pos: int) -> tuple[Block, Line, int]:
        """Return block and line of a place in the text, and where the line begins in the view."""
        block = self.blocks[self.model.block_at(pos)]
        line = block.line_at(pos)
        return block, line, self.y(block.index) + line.top

    def caret_rect(self, pos: int) -> QRect:
        """Return where the caret stands before *pos*, in the view."""
        block, line, top = self.line_of(pos)
        low, high = block.box(line)
        x = self.geometry.column_x + round(block.x_of(pos, line)) - 1
        return QRect(x, top - line.top + low, 2, high - low)

    def rows(self, extent: Extent) -> tuple[int, int]:
        """Return upper and lower edge of the lines *extent* lies on, in the view."""
        first, last = self.model.block_at(extent.start), self.model.block_at(extent.end - 1)
        top, bottom = self.y(first), self.y(last + 1)
        start, end = self.blocks.get(first), self.blocks.get(last)
        if start is None and -self.height < top < 2 * self.height:
            start = self.blocks[first]
        if end is None and -self.height < bottom < 2 * self.height:
            end = self.blocks[last]
        top = self.y(first) + (start.line_at(extent.start).top if start else 0)
        bottom = self.y(last) + end.line_at(extent.end - 1).bottom if end else self.y(last + 1)
        return top, bottom

    def rects(self, extent: Extent) -> list[QRect]:
        """Return the boxes of *extent* that are in the view."""
        found = []
        for block, y in self.visible():
            if block.start < extent.end and extent.start <= block.end:
                for line, left, right in block.pieces(extent.start, extent.end):
                    top, bottom = block.box(line)
                    x = self.geometry.column_x + round(left)
                    found.append(QRect(x, y + top, round(right - left), bottom - top))
        return found
