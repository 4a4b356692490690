"""The ring of the keyboard focus: 2 px accent, one pixel outside a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_UNCHANGED = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_REACH = 3


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Say whether a widget that gets the focus by *event* should show it.

    *before* is what it showed when it last had the focus: coming back from another window changes nothing.
    """
    return before if event.reason() in _UNCHANGED else event.reason() in _BY_KEY


def draw_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Paint the 2 px ring just inside *rect*, for a row or a pane."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


class FocusRing(QWidget):
    """Lies over the surroundings of *control* while it has the focus from the keyboard."""

    def __init__(self, control: QWidget, theme: Theme, radius: float = 6) -> None:
        super().__init__(control)
        self._control = control
        self._theme = theme
        self._radius = radius
        self._shown = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        control.installEventFilter(self)
        control.destroyed.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control."""
        match event.type():
            case QEvent.Type.FocusIn:
                assert isinstance(event, QFocusEvent)
                self._shown = by_keyboard(event, self._shown)
                self._appear(self._shown)
            case QEvent.Type.FocusOut | QEvent.Type.Hide:
                self.hide()  # and no more: the control may be in its destructor
            case QEvent.Type.Move | QEvent.Type.Resize if self.isVisible():
                self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, QRectF(self.rect()), self._theme, self._theme.px(self._radius) + 2)

    def _appear(self, shown: bool) -> None:
        if not shown:
            self.hide()
            return
        host = self._control.parentWidget()
        while isinstance(host, QSplitter):
            host = host.parentWidget()
        if host is None:
            return
        self.setParent(host)
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        host = self.parentWidget()
        if host is not None:
            corner = self._control.mapTo(host, QPoint(0, 0))
            area = QRect(corner, self._control.size())
            self.setGeometry(area.adjusted(-_REACH, -_REACH, _REACH, _REACH))
