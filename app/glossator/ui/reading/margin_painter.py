"""Paints the margin: brackets, labels, notes; and knows what lies under the pointer there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from glossator.ui.reading.layout import unhinted
from glossator.ui.reading.margin import INSET, LABEL_HEIGHT, Item, Label, Margin, More, place
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from glossator.ui.reading.page import Page
    from glossator.ui.reading.painter import Colors

BAR, BAR_LIT, SERIF = 2.5, 3.5, 5.6
LABEL_SIZE, WEIGHT_SIZE, MARK = 12, 11, 6.6
_NAME_X, _ICON, _GAP = 13, 12, 5
_ROUND, _FAR = 16, 3
_FADED_BRACKET, _FADED_LABEL = 0.30, 0.50


@dataclass(frozen=True, slots=True)
class Target:
    """What is under the pointer in the margin."""

    kind: Literal["bracket", "start", "end", "label", "more"]
    ids: tuple[int, ...]


class MarginPainter:
    """Places what stands in the margin beside the view and at least half a view above and below it."""

    def __init__(self, page: Page, colors: Colors) -> None:
        self._page, self._colors = page, colors
        self._margin: Margin | None = None
        self._base = self._first = self._last = 0
        self._names: dict[tuple[str, int], str] = {}

    def forget(self) -> None:
        """Place everything anew next time."""
        self._margin = None
        self._names.clear()

    def prepare(self) -> bool:
        """Place what the view needs; say whether anything was placed anew."""
        page = self._page
        if not page.geometry.lanes or not len(page.store):
            self._margin = Margin()
            return False
        shown = [block.index for block, _ in page.visible()]
        if self._margin is not None and shown and self._first <= shown[0] and shown[-1] <= self._last:
            return False
        around = list(page.visible(self._beginning(), page.height * 3 // 2))
        self._first, self._last = around[0][0].index, around[-1][0].index
        self._base = self._first
        items = self._items(around[0][0].start, around[-1][0].end)
        self._margin = place(items, page.setting.pitch, page.theme.scale)
        return True

    def _beginning(self) -> int:
        """Return the height to begin at: half a view above, at a block with a round number.

        Labels push one another down; begun at the same blocks, they stand the same from wherever one came.
        """
        page = self._page
        index, y = page.scroll.block, -page.scroll.offset
        while index > 0 and y > -_FAR * page.height and (index % _ROUND or y > -page.height // 2):
            index -= 1
            y -= page.blocks[index].height
        return y

    def _items(self, start: int, end: int) -> list[Item]:
        page, store = self._page, self._page.store
        base = page.y(self._base)
        items = []
        for row in store.rows(start, max(end, start + 1)).tolist():
            coding = store.placed(row)
            top, bottom = page.rows(coding.extent)
            items.append(
                Item(
                    coding.id, coding.code, coding.coder, top - base, bottom - base, store.lane(row),
                    coding.unsure, coding.has_memo, page.weights.get(coding.id),
                )
            )  # fmt: skip
        return items

    def paint(self, painter: QPainter, clip: QRect) -> None:
        """Paint what lies in *clip*, a rectangle of the view."""
        self.prepare()
        margin, page = self._margin, self._page
        if margin is None or clip.right() < page.geometry.margin_x:
            return
        painter.save()
        base = page.y(self._base)
        painter.translate(0, base)
        top, bottom = clip.top() - base, clip.bottom() - base
        lit = page.marks.lit
        for item in margin.items:
            if item.top <= bottom and item.bottom >= top and item.id != lit:
                self._bracket(painter, item, faded=lit is not None)
        for item in margin.items:
            if item.id == lit:
                self._bracket(painter, item, faded=False)
        if page.geometry.label:
            self._labels(painter, margin, top, bottom)
        painter.restore()

    def _bracket(self, painter: QPainter, item: Item, *, faded: bool) -> None:
        page = self._page
        color = QColor(page.theme.code(self._colors.look(item.code).color).mark)
        if faded:
            color.setAlphaF(_FADED_BRACKET)
        is_lit = item.id == page.marks.lit
        width = BAR_LIT if is_lit else BAR
        x = page.geometry.lane_x + item.lane * page.geometry.lane_pitch
        rows = item.top, item.bottom
        if page.marks.resized is not None and item.id == page.marks.active:
            above, below = page.rows(page.marks.resized)
            rows = above - page.y(self._base), below - page.y(self._base)
        top, bottom = rows[0] + INSET, rows[1] - INSET
        left = x + BAR / 2 - SERIF + width / 2
        pen = QPen(color, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(left, top + half), QPointF(x, top + half),
                    QPointF(x, bottom - half), QPointF(left, bottom - half),
                ]
            )
        )  # fmt: skip

    def _labels(self, painter: QPainter, margin: Margin, top: float, bottom: float) -> None:
        page = self._page
        theme, lit = page.theme, page.marks.lit
        height = LABEL_HEIGHT * theme.scale
        painter.setFont(unhinted(theme.font(LABEL_SIZE)))
        for label in margin.labels:
            if label.top <= bottom and label.top + height >= top:
                self._label(
                    painter, label, lit=lit in label.ids, faded=lit is not None and lit not in label.ids
                )
        painter.setPen(theme.tokens.sub)
        for more in margin.more:
            if more.top <= bottom and more.top + height >= top:
                painter.drawText(self._cell(more), Qt.AlignmentFlag.AlignVCenter, f"+{len(more.ids)} more")

    def _cell(self, label: Label | More) -> QRectF:
        page = self._page
        left = page.geometry.label_x + page.theme.px(_NAME_X)
        width = page.geometry.label - page.theme.px(_NAME_X)
        return QRectF(left, label.top, width, LABEL_HEIGHT * page.theme.scale)

    def _label(self, painter: QPainter, label: Label, *, lit: bool, faded: bool) -> None:
        page = self._page
        theme, look = page.theme, self._colors.look(label.code)
        colors = theme.code(look.color)
        cell = self._cell(label)
        figure, figure_width = self._figure(label)
        icons = theme.px(_ICON) * (label.unsure + label.has_memo) + figure_width
        suffix = f" ×{len(label.ids)}" if len(label.ids) > 1 else ""
        if label.coder != page.own and label.coder in page.initials:
            suffix += f" {page.initials[label.coder]}"
        metrics = QFontMetricsF(painter.font())
        name = self._elided(metrics, look.name, cell.width() - icons - metrics.horizontalAdvance(suffix))
        words = name + suffix
        width = metrics.horizontalAdvance(words)
        if lit:
            ground = QRectF(
                cell.left() - theme.px(18), cell.top(), width + icons + theme.px(25), cell.height()
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.tint(0))
            painter.drawRoundedRect(ground, 4, 4)
        painter.setOpacity(_FADED_LABEL if faded else 1.0)
        side = MARK * theme.scale
        mark = QRectF(page.geometry.label_x, cell.center().y() - side / 2, side, side)
        draw_mark(painter, mark, look.mark, colors.mark)
        painter.setPen(colors.label)
        painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter, words)
        x = cell.left() + width
        if figure:
            painter.setPen(theme.tokens.sub)
            painter.setFont(unhinted(theme.font(WEIGHT_SIZE)))
            place_ = QRectF(x + theme.px(_GAP), cell.top(), figure_width, cell.height())
            painter.drawText(place_, Qt.AlignmentFlag.AlignVCenter, figure)
            painter.setFont(unhinted(theme.font(LABEL_SIZE)))
            x += figure_width
        if label.unsure:
            painter.setPen(theme.tokens.warn)
            painter.setFont(unhinted(theme.font(LABEL_SIZE, 600)))
            painter.drawText(
                QRectF(x, cell.top(), theme.px(_ICON), cell.height()), Qt.AlignmentFlag.AlignCenter, "?"
            )
            painter.setFont(unhinted(theme.font(LABEL_SIZE)))
            x += theme.px(_ICON)
        if label.has_memo:
            place_ = QRectF(x + 2, cell.top(), theme.px(_ICON), cell.height())
            theme.paint_icon(painter, "memo", "sub", place_, size=11)
        painter.setOpacity(1.0)

    def _figure(self, label: Label) -> tuple[str, float]:
        """Return a label's weight, and how wide that is with the gap before it."""
        if label.weight is None:
            return "", 0.0
        figure, theme = str(label.weight), self._page.theme
        metrics = QFontMetricsF(unhinted(theme.font(WEIGHT_SIZE)))
        return figure, metrics.horizontalAdvance(figure) + theme.px(_GAP)

    def _elided(self, metrics: QFontMetricsF, name: str, width: float) -> str:
        key = (name, int(width))
        if key not in self._names:
            self._names[key] = metrics.elidedText(name, Qt.TextElideMode.ElideRight, key[1])
        return self._names[key]

    def target(self, x: float, y: float) -> Target | None:
        """Return what is under a point of the view."""
        self.prepare()
        margin, page = self._margin, self._page
        if margin is None or x < page.geometry.margin_x:
            return None
        y -= page.y(self._base)
        height = LABEL_HEIGHT * page.theme.scale
        if page.geometry.label and x >= page.geometry.label_x - 4:
            for label in margin.labels:
                if label.top <= y < label.top + height:
                    return Target("label", tuple(label.ids))
            for more in margin.more:
                if more.top <= y < more.top + height:
                    return Target("more", tuple(more.ids))
            return None
        return self._bracket_at(margin, x, y)

    def _bracket_at(self, margin: Margin, x: float, y: float) -> Target | None:
        page = self._page
        pitch = page.geometry.lane_pitch
        lane = round((x - page.geometry.lane_x + 1) / pitch)
        near = [item for item in margin.items if item.lane == lane and item.top <= y <= item.bottom]
        if not near or abs(x - page.geometry.lane_x + 1 - lane * pitch) > pitch / 2:
            return None
        item = min(near, key=lambda item: item.bottom - item.top)
        zone = min(page.setting.pitch, (item.bottom - item.top) / 3)
        if y < item.top + zone:
            return Target("start", (item.id,))
        if y > item.bottom - zone:
            return Target("end", (item.id,))
        return Target("bracket", (item.id,))
