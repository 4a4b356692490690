"""Buttons: plain, primary, danger, quiet, on; and the button that is an icon alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from glossator.ui.colors import mix
from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.keycaps import cap_width, draw_cap

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_PRESSED = 0.88


class Button(QPushButton):
    """A button of the window.

    *kind* is ``plain``, ``primary`` (one a view), ``danger``, ``quiet`` or ``on``; a checkable plain button
    shows as ``on`` while it is checked. *key* is printed at its right end. Where it is disabled, give a tool
    tip that says why.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "plain",
        *,
        icon: str = "",
        key: str = "",
        height: int = 30,
        padding: int = 12,
        menu_arrow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon_name = icon
        self._key = key
        self._high = height
        self._padding = padding
        self._menu_arrow = menu_arrow
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        FocusRing(self, theme, 6)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def kind(self) -> str:
        """How it looks now."""
        return "on" if self.isCheckable() and self.isChecked() else self._kind

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = QFontMetricsF(self.font()).horizontalAdvance(self._word()) + 2 * theme.px(self._padding)
        if self._icon_name:
            width += theme.px(24 if self._word() else 16)
        if self._key:
            width += theme.px(10) + cap_width(theme, self._key)
        if self._menu_arrow:
            width += theme.px(20)
        return QSize(round(width) + 1, theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        word, ground, outline = self._colors()
        if ground is not None:
            painter.setPen(QPen(outline, 1) if outline else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            inset = 0.5 if outline else 0.0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        content = QRectF(self.rect()).adjusted(theme.px(self._padding), 0, -theme.px(self._padding), 0)
        if self._key:
            width = cap_width(theme, self._key)
            draw_cap(painter, theme, self._key, content.right() - width + theme.px(2), content.center().y())
            content.setRight(content.right() - width - theme.px(10))
        if self._menu_arrow:
            box = QRectF(content.right() - theme.px(12), content.top(), theme.px(14), content.height())
            theme.paint_icon(painter, "down", "sub", box, size=14)
            content.setRight(content.right() - theme.px(20))
        if self._icon_name:
            box = QRectF(content.left(), content.top(), theme.px(16), content.height())
            if not self._word():
                box.moveCenter(content.center())
            theme.paint_icon(painter, self._icon_name, word.name(), box, size=16)
            content.setLeft(content.left() + theme.px(24))
        painter.setFont(self.font())
        painter.setPen(word)
        side = (
            Qt.AlignmentFlag.AlignLeft
            if self._icon_name or self._menu_arrow
            else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(content, side | Qt.AlignmentFlag.AlignVCenter, self._word())

    def _word(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Return the colours of the word, the ground and the outline."""
        t = self._theme.tokens
        hovered = self.isEnabled() and self.underMouse()
        word: QColor = t.text
        ground: QColor | None = t.hover if hovered else t.page
        outline: QColor | None = t.line2
        match self.kind:
            case "primary":
                word, outline = t.on, None
                ground = mix(t.accent, t.text, _PRESSED) if hovered or self.isDown() else t.accent
            case "danger":
                word = t.bad
            case "quiet":
                word, outline = t.sub, None
                ground = t.hover if hovered else None
            case "on":
                word, ground, outline = t.accent, t.row, None
        if not self.isEnabled():
            word = t.faint
            if self.kind == "primary":
                ground, outline = t.hover, None
        elif self.isDown() and self.kind in ("plain", "danger", "quiet"):
            ground = t.line
        return word, ground, outline

    def _dress(self) -> None:
        self.setFont(self._theme.font(13))
        self.updateGeometry()
        self.update()


class IconButton(QToolButton):
    """An icon that can be pressed, at least 24 square; *name* is its accessible name and its tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        size: int = 28,
        icon_size: int = 18,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._side = size
        self._icon_size = icon_size
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key}" if key else name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        FocusRing(self, theme, 6)
        theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return press it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = self._theme.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or (self.isEnabled() and (self.underMouse() or self.isDown())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.row if self.isChecked() else t.line if self.isDown() else t.hover)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        token = "accent" if self.isChecked() else "sub" if self.isEnabled() else "faint"
        self._theme.paint_icon(painter, self._icon_name, token, QRectF(self.rect()), size=self._icon_size)

    def _dress(self) -> None:
        side = self._theme.px(self._side)
        self.setFixedSize(side, side)
        self.update()
