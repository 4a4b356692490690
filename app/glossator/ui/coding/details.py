"""What a code means: definition, include, exclude, example, memo, each written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.fields import FieldRow
from glossator.ui.widgets.focus import by_keyboard
from glossator.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from glossator.ui.theme import Theme
    from glossator_db.records import Code

_HEAD = 35
_FIELDS = (
    ("description", "Definition", "Add a definition"),
    ("include", "Include", "Add what counts"),
    ("exclude", "Exclude", "Add what does not"),
    ("example", "Example", "Add an example"),
    ("memo", "Memo", "Add a memo"),
    ("shortcut", "Letters", "Two letters"),
    ("digit", "Digit", "None"),
)


class CodeDetails(QWidget):
    """The foot of the code panel."""

    changed = Signal(str, str)
    """name of a `Code` field, and what was written there"""
    color_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._code: Code | None = None
        self._count = ""
        self.setObjectName("codeDetails")
        self.setAccessibleName("Details of the code")
        self.mark = _MarkButton(theme, self)
        self.mark.clicked.connect(self.color_asked)
        self.fields: dict[str, FieldRow] = {}
        inner = QWidget()
        column = self._column = QVBoxLayout(inner)
        column.setSpacing(theme.px(6))
        for name, label, hint in _FIELDS:
            single = name in ("shortcut", "digit")
            row = FieldRow(theme, label, label_width=66, single=single, hint=hint)
            row.setObjectName("codeMemo" if name == "memo" else f"code{name.title()}")
            row.kept.connect(lambda text, name=name: self._keep(name, text))
            self.fields[name] = row
            if name == "shortcut":
                column.addSpacing(theme.px(14))
            column.addWidget(row)
        column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self._area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, most: self._fit(scrolls=most > 0))
        self._fit(scrolls=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(_HEAD), 0, 0)
        layout.addWidget(self._area)
        theme.changed.connect(self.update)
        self.show_code(None, 0, 0)

    def show_code(self, code: Code | None, codings: int, texts: int) -> None:
        """Show a code with its figures; None leaves the place empty."""
        same = code is not None and self._code is not None and code.id == self._code.id
        before, self._code = self._code, code
        for part in (self.mark, self._area):
            part.setVisible(code is not None)
        if code is not None:
            for name, row in self.fields.items():
                value = getattr(code, name)
                if not same or value != getattr(before, name):
                    row.show_text("" if value is None else str(value))
            self.mark.show_mark(code)
            self.show_figures(codings, texts)
        if not same:
            self._area.verticalScrollBar().setValue(0)
        self.update()

    def show_figures(self, codings: int, texts: int) -> None:
        """Show how often and in how many texts the code is used."""
        self._codings = f"{codings:,} coding{'' if codings == 1 else 's'}"
        self._texts = f", {texts:,} text{'' if texts == 1 else 's'}" if codings else ""
        self.update()

    def set_writable(self, writable: bool) -> None:
        """Let it be written to, or not."""
        for row in self.fields.values():
            row.set_writable(writable)
        self.mark.setEnabled(writable)

    def edit(self, name: str = "description") -> None:
        """Put the focus on one field."""
        row = self.fields[name]
        self._area.ensureWidgetVisible(row)
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        px = self.theme.px
        self.mark.setGeometry(px(8), px(7), px(24), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self.theme, self.theme.tokens
        if self._code is not None:
            line = QRectF(0, theme.px(7), self.width(), theme.px(24))
            painter.setFont(theme.font(12))
            painter.setPen(t.sub)
            figures = self._codings + (self._texts if self.height() >= theme.px(240) else "")
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(line.adjusted(0, 0, -theme.px(16), 0), right, figures)
            taken = painter.fontMetrics().horizontalAdvance(figures) + theme.px(28)
            left = theme.px(33)
            room = QRectF(left, line.top(), self.width() - left - taken, line.height())
            paint.words(painter, theme, room, self._code.name, t.text, weight=600)
        painter.end()

    def _fit(self, *, scrolls: bool) -> None:
        """Keep the width of the words when the scroll bar comes."""
        bar = self._area.verticalScrollBar().sizeHint().width() if scrolls else 0
        px = self.theme.px
        self._column.setContentsMargins(px(15), 0, max(0, px(16) - bar), px(10))

    def _keep(self, name: str, text: str) -> None:
        self.changed.emit(name, text)


class _MarkButton(QAbstractButton):
    """The code's mark; a click changes colour and mark."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code: Code | None = None
        self._ring = False
        self.setObjectName("codeMark")
        self.setToolTip("Change colour and mark")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_mark(self, code: Code) -> None:
        self._code = code
        self.setAccessibleName(f"Colour and mark: {code.mark}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = by_keyboard(event, self._ring)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._code is None:
            return
        painter, theme = QPainter(self), self._theme
        ring = self._ring and self.hasFocus()
        if (self.underMouse() and self.isEnabled()) or ring:
            ground = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            paint.row_ground(painter, theme, ground, theme.tokens.hover, ring=ring, radius=5)
        if self._code.codable:
            side = 10 * theme.scale
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            draw_mark(
                painter, QRectF(left, top, side, side), self._code.mark, theme.code(self._code.color).mark
            )
        painter.end()
