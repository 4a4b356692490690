"""Paints a page, layer by layer, from the page's ground to the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen

from glossator.ui.colors import mix
from glossator.ui.reading import shapes
from glossator.ui.reading.layout import unhinted
from glossator.ui.reading.looks import CodeLook
from glossator.ui.reading.segments import segments
from glossator.ui.reading.shapes import Shapes
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.reading.layout import Block
    from glossator.ui.reading.page import Page

UNKNOWN = CodeLook("…", "#7C8594")
NUMBER_SIZE, NUMBER_GAP = 11, 22
BOOKMARK_GAP = 58
BAR_WIDTH, BAR_GAP, BAR_INSET = 2.5, 12, 2.25
_DIM = 0.60
_RAIL = 0.62
_SEL = 0.84
_UNDECIDED = 0.60


class Colors:
    """Colours of codes as they are painted, made once for each theme."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._brushes: dict[tuple[int, int, bool], QBrush] = {}
        self._pens: dict[tuple[str, bool], QPen] = {}

    def clear(self) -> None:
        """Forget all; the theme or the codes are others."""
        self._brushes.clear()
        self._pens.clear()

    def look(self, code: int) -> CodeLook:
        """Return the look of a code."""
        return self._page.looks.get(code, UNKNOWN)

    def tint(self, code: int, depth: int, *, dim: bool) -> QBrush:
        """Return the ground of words whose innermost code is *code*, inside *depth* others."""
        key = (code, depth, dim)
        if key not in self._brushes:
            theme = self._page.theme
            color = theme.code(self.look(code).color).tint(depth)
            self._brushes[key] = QBrush(mix(color, theme.tokens.page, _DIM) if dim else color)
        return self._brushes[key]

    def rail(self, code: int, *, dim: bool) -> QBrush:
        """Return the colour of the rail of an enclosing code."""
        key = (code, -1, dim)
        if key not in self._brushes:
            theme = self._page.theme
            share = _RAIL * (_DIM if dim else 1)
            self._brushes[key] = QBrush(mix(theme.code(self.look(code).color).mark, theme.tokens.page, share))
        return self._brushes[key]

    def underline(self, label: str, *, accepted: bool) -> QPen:
        """Return the pen for mentions with *label*."""
        key = (label, accepted)
        if key not in self._pens:
            look = self._page.theme.entity(label)
            color = QColor(look.color)
            color.setAlphaF(1.0 if accepted else _UNDECIDED)
            pen = QPen(color, shapes.UNDERLINE)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if look.dash:
                pen.setDashPattern([length / shapes.UNDERLINE for length in look.dash])
            self._pens[key] = pen
        return self._pens[key]


class TextPainter:
    """Paints the column: grounds, underlines, words, numbers, bar and caret."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.colors = Colors(page)
        self.focused = False
        self.lit = False
        """the selection is shown in its own colour, not greyed"""

    def paint(self, painter: QPainter, clip: QRect) -> None:
        """Paint what lies in *clip*, a rectangle of the view."""
        page = self._page
        painter.fillRect(clip, page.theme.tokens.page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = [
            (block, y)
            for block, y in page.visible(clip.top() - page.setting.pitch, clip.bottom() + page.setting.pitch)
        ]
        x = page.geometry.column_x
        for layer in (
            self._tints,
            self._lit_passage,
            self._hits,
            self._selection,
            self._target,
            self._underlines,
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            for block, y in blocks:
                painter.translate(x, y)
                layer(painter, block)
                painter.translate(-x, -y)
        painter.setPen(page.theme.tokens.text)
        area = QRectF(clip)
        for block, y in blocks:
            block.layout.draw(painter, QPointF(x, y), [], area)
        self._gutter(painter, blocks)
        if self.focused:
            painter.fillRect(page.caret_rect(page.selection.caret), page.theme.tokens.accent)

    def shapes_of(self, block: Block) -> Shapes:
        """Return the shapes of *block*, made now if they were not."""
        if not isinstance(block.shapes, Shapes):
            page = self._page
            store, marks = page.store, page.marks
            rows = store.rows(block.start, max(block.end, block.start + 1))
            codings = zip(
                store.start[rows].tolist(), store.end[rows].tolist(), store.code[rows].tolist(), strict=True
            )
            found = segments(codings, block.start, block.end)
            mentions = (
                marks.mentions[number] for number in marks.mention_extents.within(block.start, block.end)
            )
            block.shapes = shapes.shapes(block, found, mentions)
        return block.shapes

    def _tints(self, painter: QPainter, block: Block) -> None:
        made = self.shapes_of(block)
        dim = self._page.marks.lit is not None
        for (code, depth), path in made.tints.items():
            painter.fillPath(path, self.colors.tint(code, depth, dim=dim))
        for code, rails in made.rails.items():
            brush = self.colors.rail(code, dim=dim)
            for rail in rails:
                painter.fillRect(rail, brush)

    def _lit_passage(self, painter: QPainter, block: Block) -> None:
        page = self._page
        coding = page.store.get(page.marks.lit)
        if coding is None:
            return
        extent = coding.extent
        if page.marks.resized is not None and coding.id == page.marks.active:
            extent = page.marks.resized
        if extent.start < block.end and extent.end > block.start:
            color = page.theme.code(self.colors.look(coding.code).color).active
            path = shapes.box_path(block, extent.start, extent.end, radius=4)
            painter.fillPath(path, color)

    def _target(self, painter: QPainter, block: Block) -> None:
        page = self._page
        extent = page.marks.target
        if extent is not None and extent.start < block.end and extent.end > block.start:
            path = shapes.box_path(block, extent.start, extent.end, radius=4)
            painter.strokePath(path, QPen(page.theme.tokens.accent, 2))

    def _hits(self, painter: QPainter, block: Block) -> None:
        page = self._page
        for number in page.marks.hits.within(block.start, block.end):
            hit = page.marks.hits.given[number]
            path = shapes.box_path(block, hit.start, hit.end, radius=2)
            painter.fillPath(path, page.theme.tokens.find)
            if number == page.marks.hit:
                painter.strokePath(path, QPen(page.theme.tokens.accent, 1.5))

    def _selection(self, painter: QPainter, block: Block) -> None:
        page = self._page
        extent = page.selection.extent
        if extent is None or extent.start > block.end or extent.end <= block.start:
            return
        color = QColor(page.theme.tokens.sel if self.lit else page.theme.tokens.line2)
        color.setAlphaF(_SEL)
        band = QPainterPath()
        for line, left, right in block.pieces(extent.start, extent.end):
            x = round(left)
            band.addRect(x, line.top, round(right) - x, line.bottom - line.top)
        if block.start == block.end:
            width = page.geometry.column if block.rtl else 0
            band.addRect(width, 0, 6, page.setting.empty)
        painter.fillPath(band, color)

    def _underlines(self, painter: QPainter, block: Block) -> None:
        for (label, accepted), lines in self.shapes_of(block).underlines.items():
            painter.setPen(self.colors.underline(label, accepted=accepted))
            painter.drawLines(lines)

    def _gutter(self, painter: QPainter, blocks: list[tuple[Block, int]]) -> None:
        page = self._page
        theme, x = page.theme, page.geometry.column_x
        painter.setPen(theme.tokens.faint)
        painter.setFont(self._number_font())
        right = x - theme.px(NUMBER_GAP)
        for block, y in blocks:
            if page.model.opens[block.index] and block.start < block.end:
                cell = QRectF(0, y, right, block.pitch)
                number = str(page.model.numbers[block.index])
                painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        self._small_marks(painter, blocks)
        if (self.focused or self.lit) and page.model.text:
            top, bottom = self._current()
            left = x - theme.px(BAR_GAP) - BAR_WIDTH
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens.accent)
            painter.drawRect(QRectF(left, top + BAR_INSET, BAR_WIDTH, bottom - top - 2 * BAR_INSET))

    def _small_marks(self, painter: QPainter, blocks: list[tuple[Block, int]]) -> None:
        """Paint a sheet right of the lines where notes begin, and the bookmark left of its line."""
        page = self._page
        theme, marks = page.theme, page.marks
        for block, y in blocks:
            for number in marks.notes.within(block.start, block.end + 1):
                start = marks.notes.given[number].start
                if start >= block.start:
                    line = block.line_at(start)
                    theme.paint_icon(
                        painter, "memo", "sub", self.note_cell(y + line.top, block.pitch), size=12
                    )
            if marks.bookmark is not None and block.start <= marks.bookmark <= block.end:
                line = block.line_at(marks.bookmark)
                painter.fillPath(self._flag(y + line.top, block.pitch), theme.tokens.accent)

    def note_cell(self, top: int, pitch: int) -> QRectF:
        """Return where the sheet of a note on the line at *top* stands."""
        page = self._page
        return QRectF(page.geometry.column_x + page.geometry.column + 3, top, page.theme.px(12), pitch)

    def _flag(self, top: int, pitch: int) -> QPainterPath:
        """Return a ribbon with a notch."""
        page = self._page
        left = page.geometry.column_x - page.theme.px(BOOKMARK_GAP)
        width, height = page.theme.px(7), page.theme.px(12)
        y = top + (pitch - height) / 2
        corners = ((0, 0), (width, 0), (width, height), (width / 2, height - 4), (0, height))
        path = QPainterPath(QPointF(left, y))
        for right, down in corners[1:]:
            path.lineTo(left + right, y + down)
        path.closeSubpath()
        return path

    def _number_font(self) -> QFont:
        return unhinted(self._page.theme.font(NUMBER_SIZE))

    def _current(self) -> tuple[int, int]:
        """Return upper and lower edge of the current paragraph."""
        page = self._page
        here = min(page.selection.here, len(page.model.text) - 1)
        start, end = page.model.paragraph(page.model.block_at(here))
        return page.rows(Extent(start, max(end, start + 1)))
