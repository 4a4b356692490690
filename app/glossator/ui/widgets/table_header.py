"""The head of a table: words in 11.5 medium, the sort arrow left of the word, a hairline below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_HEIGHT = 30
_ARROW = 12


class TableHeader(QHeaderView):
    """A horizontal header of the window; the words stand *padding* from the edges of their columns."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, padding: int = 12, lead: int = 0
    ) -> None:
        """Make it; *lead* is added to the left of the first column."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._padding = padding
        self._lead = lead
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        theme.changed.connect(self._dress)
        self._dress()

    def sectionSizeFromContents(self, section: int) -> QSize:
        word = str(self.model().headerData(section, self.orientation()) or "")
        width = QFontMetricsF(self.font()).horizontalAdvance(word) + 2 * self._theme.px(self._padding) + 2
        if self.isSortIndicatorShown():
            width += self._theme.px(_ARROW + 2)
        return QSize(round(width), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(rect, theme.tokens.page)
        lead = px(self._lead) if section == 0 else 0
        box = QRectF(rect).adjusted(px(self._padding) + lead, 0, -px(self._padding), 0)
        word = str(self.model().headerData(section, self.orientation()) or "")
        align = self.model().headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align and Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight)
        metrics = QFontMetricsF(self.font())
        sorts = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, box.width())
        width = metrics.horizontalAdvance(shown)
        left = box.right() - width if right else box.left()
        if sorts:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            arrow = QRectF(left - px(_ARROW + 2), box.top(), px(_ARROW), box.height())
            theme.paint_icon(painter, "up" if up else "down", "sub", arrow, size=_ARROW)
        painter.setFont(self.font())
        painter.setPen(theme.tokens.text if sorts else theme.tokens.sub)
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(left, box.top(), width + 2, box.height()), line, shown)

    def _dress(self) -> None:
        self.setFont(self._theme.font(11.5, 500))
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self._theme.lay_ground(self)
        self.viewport().update()
