"""What stands where the text will be, before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.labels import Ground, Label

if TYPE_CHECKING:
    from glossator.ui.theme import Theme

_AREA = (501, 287)
_ICON = 32


class EmptyProject(Ground):
    """The drop area of a project without texts."""

    files_asked = Signal()
    paste_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "page", parent)
        self.setObjectName("emptyProject")
        self.setAccessibleName("No texts yet")
        self.area = _Area(theme)
        self.area.choose.clicked.connect(self.files_asked)
        self.area.paste.clicked.connect(self.paste_asked)
        column = QVBoxLayout(self)
        column.addStretch(225)
        column.addWidget(self.area, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(362)

    def set_writable(self, writable: bool) -> None:
        """Let texts be added, or not."""
        self.area.choose.setEnabled(writable)
        self.area.paste.setEnabled(writable)


class _Area(QWidget):
    """A dashed frame with what can be done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self.setFixedSize(px(_AREA[0]), px(_AREA[1]))
        self.choose = Button(theme, "Choose files…", "primary", height=34, padding=22)
        self.paste = Button(theme, "Paste text", height=34, padding=34)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(36), px(16), px(16))
        column.setSpacing(0)
        column.addSpacing(px(_ICON + 18))
        for text, size, weight, token, after in (
            ("Add texts to begin", 17, 600, "text", 6),
            ("Drop files or a folder here, or choose them.", 13, 400, "sub", 17),
        ):
            column.addWidget(self._line(text, size, weight, token))
            column.addSpacing(px(after))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(px(27))
        column.addWidget(self._line("txt, md, text and other plain text, in any encoding", 12, 400, "sub"))
        column.addSpacing(px(5))
        column.addWidget(self._line("Coding here changes nothing in your files.", 12, 400, "sub"))
        column.addStretch(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.tokens.line2, 1.6)
        pen.setDashPattern([5, 3.4])
        painter.setPen(pen)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.px(12), self._theme.px(12)
        )
        px = self._theme.px
        box = QRectF((self.width() - px(_ICON)) / 2, px(36), px(_ICON), px(_ICON))
        self._theme.paint_icon(painter, "import", "sub", box, size=_ICON)
        painter.end()

    def _line(self, text: str, size: float, weight: int, token: str) -> Label:
        label = Label(self._theme, text, size=size, weight=weight, token=token)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return label
