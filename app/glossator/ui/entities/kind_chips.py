"""The chips over the table: all entities, or those of one kind, with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from glossator.ui.entities.kinds import CHIPS
from glossator.ui.entities.lines import draw_underline
from glossator.ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossator.ui.theme import Theme

ALL = ""
_HEIGHT = 24
_SIDE = 9
_GAP = 7


class _Kind(QPushButton):
    """A word with its underline, and the number."""

    def __init__(self, theme: Theme, value: str, label: str) -> None:
        super().__init__()
        self._theme, self.value, self._label = theme, value, label
        self._word = value or "All"
        self._count = 0
        self.compact = False
        """without the number"""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        FocusRing(self, theme, 6)
        theme.changed.connect(self.updateGeometry)

    def show_count(self, count: int) -> None:
        """Print another number."""
        self._count = count
        self.setAccessibleName(f"{self._word}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, QFontMetricsF(self._theme.font(12))
        width = metrics.horizontalAdvance(self._word) + 2 * px(_SIDE)
        if not self.compact:
            numbers = QFontMetricsF(self._theme.font(12, tabular=True))
            width += px(_GAP) + numbers.horizontalAdvance(str(self._count))
        return QSize(round(width) + 1, px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, px, painter = self._theme, self._theme.tokens, self._theme.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(t.line2, 1))
        painter.setBrush(t.row if on else t.hover if self.underMouse() else t.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font = theme.font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(t.accent if on else t.text)
        left, width = px(_SIDE), metrics.horizontalAdvance(self._word)
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(left, 0, width + 2, self.height()), line, self._word)
        if self._label:
            baseline = self.height() / 2 - metrics.height() / 2 + metrics.ascent()
            draw_underline(painter, theme, self._label, "accepted", left, left + width, baseline - 1)
        if self.compact:
            return
        painter.setFont(theme.font(12, tabular=True))
        painter.setPen(t.accent if on else t.sub)
        painter.drawText(
            QRectF(left + width + px(_GAP), 0, self.width(), self.height()), line, str(self._count)
        )


class KindChips(QWidget):
    """One chip is on; Left and Right go to the next."""

    chosen = Signal(str)
    """the chip that is on, `ALL` for all"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entityKinds")
        self.setAccessibleName("Kinds of entity")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._chips = [_Kind(theme, ALL, ""), *(_Kind(theme, word, label) for label, word in CHIPS)]
        self._chips.append(_Kind(theme, "Other", ""))
        self._value = ALL
        for chip in self._chips:
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, value=chip.value: self.choose(value))
        self._chips[0].setChecked(True)

    @property
    def value(self) -> str:
        """The chip that is on."""
        return self._value

    def choose(self, value: str) -> None:
        """Turn on one chip."""
        self._value = value
        for chip in self._chips:
            chip.setChecked(chip.value == value)
        self.chosen.emit(value)

    def fit(self, width: int) -> None:
        """Print the numbers only where *width* has room for them."""
        shown = [chip for chip in self._chips if not chip.isHidden()]
        for chip in shown:
            chip.compact = False
        wanted = sum(chip.sizeHint().width() for chip in shown) + self._row.spacing() * (len(shown) - 1)
        for chip in self._chips:
            chip.compact = wanted > width
            chip.updateGeometry()
            chip.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Print how many entities there are of each kind."""
        for chip in self._chips:
            chip.show_count(sum(counts.values()) if chip.value == ALL else counts.get(chip.value, 0))
            chip.setVisible(chip.value in (ALL, self._value) or bool(counts.get(chip.value)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = [chip for chip in self._chips if chip.isVisible()]
        at = next((at for at, chip in enumerate(shown) if chip.hasFocus()), -1) + step
        if step and 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
