"""The dialog: over a scrim, with title, body that scrolls, and a foot with the named action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import Hairline, Label
from glossator.ui.widgets.overlay import app, draw_floating, focus_in, give_focus_back, lies_under, next_stop

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_RADIUS = 12
_MARGIN = 24


class Dialog(QWidget):
    """A dialog in the window; never larger than the window less 24 on each side.

    Fill ``body`` (a layout), call ``add_button`` from left to right, then ``open``. The one who opens it connects
    to ``accepted`` and ``rejected``; both close it. While it is open nothing behind it can be reached.
    """

    accepted = Signal()
    rejected = Signal()
    closed = Signal()
    """after either"""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        title: str,
        sentence: str = "",
        *,
        width: int = 560,
        height: int = 0,
        padding: int = 20,
    ) -> None:
        """Make it, hidden, in the window *window* is in; *height* 0 is as high as the content."""
        super().__init__(window.window())
        self._window = window.window()
        self._theme = theme
        self._size = (width, height)
        self._focus_before: QWidget | None = None
        self._focus_inside: QWidget | None = None
        self._default: Button | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.card = QWidget(self)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.head = QVBoxLayout()
        px = theme.px
        self.head.setContentsMargins(px(padding), px(16), px(padding), px(12))
        self.head.setSpacing(px(6))
        self.title = Label(theme, title, size=17, weight=600, wrap=True)
        self.sentence = Label(theme, sentence, wrap=True)
        if not sentence:  # never shown here: without a parent it would be a window of its own
            self.sentence.hide()
        self.head.addWidget(self.title)
        self.head.addWidget(self.sentence)
        column.addLayout(self.head)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(1)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(px(padding), 0, px(padding), px(14))
        self.body.setSpacing(px(8))
        self._scroll.setWidget(self._inner)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(theme))
        foot = QWidget()
        foot.setFixedHeight(px(62))
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(px(padding), 0, px(padding), 0)
        self.foot.setSpacing(px(8))
        self.foot_label = Label(theme, size=12, token="sub", wrap=True)
        self.foot.addWidget(self.foot_label, 1)
        column.addWidget(foot)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return not self.isHidden()

    def add_button(self, text: str, kind: str = "plain", *, role: str = "") -> Button:
        """Add a button at the right of the foot; *role* is ``accept`` or ``reject``, or empty for neither.

        The accepting button is pressed by Return from fields that do not use it.
        """
        button = Button(self._theme, text, kind, padding=16)
        if role == "accept":
            button.clicked.connect(self.accept)
            self._default = button
        elif role == "reject":
            button.clicked.connect(self.reject)
        self.foot.addWidget(button)
        return button

    def open(self, focus: QWidget | None = None) -> None:
        """Show it and focus *focus*, else the accepting button."""
        self._focus_before = focus_in(self._window)
        self._window.installEventFilter(self)
        self.place()
        self.show()
        self.raise_()
        app().focusChanged.connect(self._look)
        first = focus or self._default
        if first is not None and first.isEnabled():
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.focusNextPrevChild(True)

    def accept(self) -> None:
        """Close it; the action is taken. Once: a list says Return itself and then lets it through to the dialog."""
        if not self.is_open:
            return
        self._close()
        self.accepted.emit()
        self.closed.emit()

    def reject(self) -> None:
        """Close it; nothing is done."""
        self._close()
        self.rejected.emit()
        self.closed.emit()

    def place(self) -> None:
        """Cover the window and centre the card; call it when the content has grown or shrunk."""
        window = self._window
        self.setGeometry(window.rect())
        width = min(self._theme.px(self._size[0]), window.width() - 2 * _MARGIN)
        height = self._theme.px(self._size[1]) or self._wanted_height(width)
        height = min(height, window.height() - 2 * _MARGIN)
        self.card.setGeometry((window.width() - width) // 2, (window.height() - height) // 2, width, height)
        self.update()

    def _wanted_height(self, width: int) -> int:
        head, body = self.head, self.body
        body_height = body.heightForWidth(width - 2) if body.hasHeightForWidth() else 0
        body_height = max(body_height, self._inner.minimumSizeHint().height())
        head_height = head.heightForWidth(width - 2) if head.hasHeightForWidth() else head.sizeHint().height()
        return head_height + body_height + self._theme.px(62) + 3

    def event(self, event: QEvent) -> bool:
        """Keep the window's keys from acting."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self._default
            and self._default.isEnabled()
        ):
            self._default.click()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside."""
        return next_stop(self.card, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, round(255 * (0.51 if self._theme.dark else 0.27))))
        draw_floating(painter, QRectF(self.card.geometry()), self._theme, _RADIUS)

    def _look(self, old: QWidget | None, new: QWidget | None) -> None:
        """Let nothing under the dialog take the focus while it is open; it may have it afterwards."""
        if new is None or new.window() is not self._window:
            return
        if new is self or self.isAncestorOf(new):
            self._focus_inside = new
        elif lies_under(new, self):
            self._focus_before = new
            QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        if self.is_open:
            give_focus_back(self._focus_inside)

    def _close(self) -> None:
        if not self.is_open:
            return
        app().focusChanged.disconnect(self._look)
        self._window.removeEventFilter(self)
        self.hide()
        give_focus_back(self._focus_before)
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()  # a control that still has it when the dialog goes brings the program down

    def _dress(self) -> None:
        for widget in (self._scroll, self._scroll.viewport(), self._inner):
            palette = widget.palette()
            palette.setColor(QPalette.ColorRole.Window, self._theme.tokens.page)
            palette.setColor(QPalette.ColorRole.Base, self._theme.tokens.page)
            widget.setPalette(palette)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        if self.is_open:
            self.place()
        self.update()
