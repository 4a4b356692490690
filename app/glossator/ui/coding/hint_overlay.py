"""The hint overlay: letters on the codes, keys on the panes; two letters code the marked sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.hints import Hints
from glossator.ui.widgets.focus import draw_ring
from glossator.ui.widgets.overlay import SHADOW, draw_floating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent, QObject

    from glossator.ui.coding.code_tree import CodeTree
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.theme import Theme
    from glossator_db.records import CodeId

_RAIL = {
    "railCode": "Ctrl 1",
    "railSearch": "Ctrl 2",
    "railEntities": "Ctrl 3",
    "railCodebook": "Ctrl 4",
    "railCompare": "Ctrl 5",
    "railExplore": "Ctrl 6",
}
_BAR = QSize(519, 39)
_BAR_FROM_FOOT = 22


class HintOverlay(QWidget):
    """Lies over the window while it is up and takes every key; a click ends it."""

    chosen = Signal(object)
    """the code whose letters were typed"""
    closed = Signal()

    def __init__(self, mirror: Mirror, tree: CodeTree, pane: ReadingPane, theme: Theme) -> None:
        super().__init__(pane.window())
        self._mirror = mirror
        self._tree = tree
        self._pane = pane
        self._theme = theme
        self._hints = Hints({})
        self._caps: Sequence[tuple[QPoint, str]] = ()
        self.setObjectName("hintOverlay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.window().installEventFilter(self)
        self.hide()

    def open_over(self) -> None:
        """Show the letters of all codes that can be seen."""
        codes = self._mirror.codes
        shown = [code for code in self._tree.visible_codes() if codes[code].codable and codes[code].shortcut]
        self._hints = Hints({code: codes[code].shortcut for code in shown})
        self.setGeometry(self.window().rect())
        self._caps = self._find_caps()
        self._show_letters()
        self._pane.keep_lit(True)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_over(self) -> None:
        """Take the letters away; the text has the focus then."""
        if self.isHidden():
            return
        self.hide()
        self._tree.show_hints({})
        self._pane.keep_lit(False)
        self._pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.closed.emit()

    @property
    def sentence(self) -> str:
        """What the bar at the foot says."""
        return self._hints.sentence

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave when the window takes another size: the caps would stand beside their places."""
        if event.type() == event.Type.Resize and watched is self.window():
            self.close_over()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep the window's keys from acting."""
        if event.type() == event.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep the focus: Tab is no letter."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_over()
            case Qt.Key.Key_Backspace:
                self._hints.back()
                self._show_letters()
            case _ if event.text().isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._type(event.text())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_over()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.close_over()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        draw_ring(painter, QRectF(self._text_rect()), theme, 4)
        for place, key in self._caps:
            width = paint.lit_width(theme, key)
            paint.key_cap(painter, theme, place.x() + width / 2, place.y(), key, lit=True)
        bar = self._bar_rect()
        draw_floating(painter, bar, theme, theme.px(8))
        inner = bar.adjusted(theme.px(15), 0, -theme.px(12), 0)
        color = theme.tokens.bad if self._hints.refused else theme.tokens.text
        end = paint.words(painter, theme, inner, self._hints.sentence, color)
        left = end + theme.px(20) + paint.key_width(theme, "Esc")
        paint.key_cap(painter, theme, left, bar.center().y(), "Esc")
        rest = QRectF(left + theme.px(6), bar.top(), bar.right() - left, bar.height())
        paint.words(painter, theme, rest, "leave", theme.tokens.sub, size=12)
        painter.end()

    def _type(self, letter: str) -> None:
        code: CodeId | None = self._hints.type(letter)
        if code is None:
            self._show_letters()
            return
        self.close_over()
        self.chosen.emit(code)

    def _show_letters(self) -> None:
        self._tree.show_hints(self._hints.letters, self._hints.typed)
        self.setAccessibleName(self._hints.sentence)
        self.update()

    def _bar_rect(self) -> QRectF:
        theme = self._theme
        metrics = QFontMetricsF(theme.font(13))
        width = max(
            theme.px(_BAR.width()), round(metrics.horizontalAdvance(self._hints.sentence)) + theme.px(120)
        )
        text = self._text_rect()
        left = text.left() + (text.width() - width) // 2
        top = text.bottom() + 1 - theme.px(_BAR_FROM_FOOT) - theme.px(_BAR.height())
        return QRectF(max(SHADOW, left), top, width, theme.px(_BAR.height()))

    def _text_rect(self) -> QRect:
        """Return where the text is seen, in the window: the codes may lie over part of it."""
        found = QRect(self._pane.mapTo(self.window(), QPoint(0, 0)), self._pane.size())
        codes = QRect(self._tree.mapTo(self.window(), QPoint(0, 0)), self._tree.size())
        if self._tree.isVisible() and codes.intersects(found):
            found.setRight(codes.left() - 1)
        return found

    def _find_caps(self) -> list[tuple[QPoint, str]]:
        """Return the keys of panes and workspaces with the middle of their caps, in the window."""
        px, found = self._theme.px, []
        for name, key in _RAIL.items():
            item = self.window().findChild(QWidget, name)
            if item is not None and item.isVisible():
                found.append(
                    (item.mapTo(self.window(), QPoint(item.width() // 2, item.height() - px(13))), key)
                )
        for name, key, beside in (
            ("addDocuments", "F6", QPoint(-px(22), 0)),
            ("newCode", "F6", QPoint(-px(26), 0)),
            ("coderFilter", "⇧ V", QPoint(px(30), -px(16))),
        ):
            button = self.window().findChild(QAbstractButton, name)
            if button is not None and button.isVisible():
                middle = button.mapTo(self.window(), button.rect().center())
                if self.window().childAt(middle) is button:  # not where the codes lie over it
                    found.append((middle + beside, key))
        return found
