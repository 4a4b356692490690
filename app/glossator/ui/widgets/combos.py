"""The combo: one of a list, with its label inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.popup import Popup
from glossator.ui.widgets.rows import Index, Role, RowDelegate, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.theme import Theme

_MOST_ROWS = 10
_ROOT = QModelIndex()


class ChoiceModel(QAbstractListModel):
    """Pairs of a value and its word, one of them chosen."""

    def __init__(
        self, choices: Sequence[tuple[object, str]], chosen: object, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._chosen = chosen

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value, word = self._choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return word
            case Role.ICON:
                return ("check", "accent") if value == self._chosen else ("check", "#00000000")
        return None


class Combo(QPushButton):
    """A button that shows its *label* in ``sub`` and the value after it; opens a popup of rows.

    Up and Down change the value without opening; Return, Space and a click open.
    """

    chosen = Signal(object)
    """the person chose another value"""

    def __init__(
        self,
        theme: Theme,
        label: str,
        choices: Sequence[tuple[object, str]] = (),
        *,
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show *choices*, pairs of a value and its word; *name* is the accessible name where there is no label."""
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._name = name or label
        self._icon_name = icon
        self._choices = tuple(choices)
        self._value = self._choices[0][0] if self._choices else None
        self._popup: Popup | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        FocusRing(self, theme, 6)
        self.clicked.connect(self.open_list)
        theme.changed.connect(self.updateGeometry)
        self._speak()

    @property
    def value(self) -> object:
        """The value chosen now."""
        return self._value

    def set_choices(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Offer other choices, *value* being chosen."""
        self._choices = tuple(choices)
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Choose *value* without saying so."""
        self._value = value
        self._speak()
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """Return the word of the chosen value."""
        return next((word for value, word in self._choices if value == self._value), "")

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, QFontMetricsF(self._theme.font(13))
        width = metrics.horizontalAdvance(self.word()) + px(12 + 8 + 14 + 9)
        if self._label:
            width += metrics.horizontalAdvance(self._label) + px(8)
        if self._icon_name:
            width += px(22)
        return QSize(round(width) + 1, px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(60)), self._theme.px(30))

    def open_list(self) -> None:
        """Open the rows below, or above where they would not fit."""
        theme = self._theme
        widest = max(
            (QFontMetricsF(theme.font(13)).horizontalAdvance(word) for _, word in self._choices), default=0
        )
        width = max(self.width(), round(widest) + theme.px(80))
        popup = Popup(theme, self, width=round(width / theme.scale))
        rows = RowList(theme, RowDelegate(theme, height=30, inset=5))
        rows.setAccessibleName(self._name)
        rows.setModel(ChoiceModel(self._choices, self._value, rows))
        rows.setFixedHeight(theme.px(30) * min(len(self._choices), _MOST_ROWS))
        popup.column.addSpacing(theme.px(5))
        popup.column.addWidget(rows)
        popup.column.addSpacing(theme.px(5))
        at = [value for value, _ in self._choices].index(self._value) if self.word() else 0
        rows.setCurrentIndex(rows.model().index(at, 0))
        rows.clicked.connect(lambda index: self._take(index.row()))
        rows.activated.connect(lambda index: self._take(index.row()))
        popup.closed.connect(popup.deleteLater)
        popup.closed.connect(self._forget)
        self._popup = popup
        popup.show_at(popup.anchor_of(self), rows)
        rows.shows_focus = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            values = [value for value, _ in self._choices]
            at = values.index(self._value) + step if self._value in values else 0
            if 0 <= at < len(values):
                self._choose(values[at])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, painter = self._theme, self._theme.tokens, QPainter(self)
        px = theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.line2, 1))
        painter.setBrush(t.hover if self.underMouse() and self.isEnabled() else t.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        left, font = float(px(11)), theme.font(13)
        metrics = QFontMetricsF(font)
        if self._icon_name:
            theme.paint_icon(
                painter, self._icon_name, "sub", QRectF(left - px(2), 0, px(16), self.height()), size=16
            )
            left += px(20)
        painter.setFont(font)
        if self._label:
            painter.setPen(t.sub)
            self._write(painter, left, self._label)
            left += metrics.horizontalAdvance(self._label) + px(8)
        painter.setPen(t.text if self.isEnabled() else t.faint)
        room = self.width() - left - px(26)
        self._write(painter, left, metrics.elidedText(self.word(), Qt.TextElideMode.ElideRight, room))
        theme.paint_icon(
            painter, "down", "sub", QRectF(self.width() - px(23), 0, px(14), self.height()), size=14
        )

    def _write(self, painter: QPainter, left: float, text: str) -> None:
        box = QRectF(left, 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _take(self, row: int) -> None:
        if self._popup is not None:
            self._popup.close_popup()
        self._choose(self._choices[row][0])

    def _forget(self) -> None:
        self._popup = None

    def _choose(self, value: object) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def _speak(self) -> None:
        self.setText(self.word())
        self.setAccessibleName(f"{self._name}: {self.word()}" if self._name else self.word())
