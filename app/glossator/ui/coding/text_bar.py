"""The bar over the text: its name, what is shown of it, and whose codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from glossator.ui.coding import paint
from glossator.ui.widgets.buttons import Button, IconButton
from glossator.ui.widgets.checks import CheckBox
from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.labels import ElidedLabel, Ground
from glossator.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.session import Session
    from glossator.ui.theme import Theme
    from glossator_db.records import CoderId

HEIGHT = 44


class TextBar(Ground):
    """44 high; in a narrow window the text's name is a button that opens the list of texts."""

    texts_asked = Signal()
    view_asked = Signal(QPoint)

    def __init__(self, session: Session, mirror: Mirror, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "page", parent)
        self._session = session
        self._mirror = mirror
        self.setObjectName("textBar")
        self.setFixedHeight(theme.px(HEIGHT))
        self.name = ElidedLabel(theme, size=15, weight=600)
        self.chooser = _NameButton(theme)
        self.chooser.clicked.connect(self.texts_asked)
        self.menu = IconButton(theme, "dots", "View of the text")
        self.menu.setObjectName("viewMenu")
        self.menu.clicked.connect(
            lambda: self.view_asked.emit(self.menu.mapToGlobal(self.menu.rect().bottomLeft()))
        )
        self.coders = CoderFilter(session, mirror, theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(14), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.chooser)
        row.addWidget(self.name, 1)
        row.addWidget(self.menu)
        row.addWidget(self.coders)
        mirror.document_shown.connect(self._show)
        mirror.documents_changed.connect(self._show)
        self.set_narrow(narrow=False)
        self._show()

    def set_narrow(self, *, narrow: bool) -> None:
        """Let the name open the list of texts, or not."""
        self.chooser.setVisible(narrow)
        self.name.setVisible(not narrow)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretch(0, 1 if narrow else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.line)

    def _show(self) -> None:
        here = self._mirror.document
        document = self._mirror.documents.get(here.id) if here else None
        self.name.setText(document.name if document else "")
        self.chooser.setText(document.name if document else "Choose a text")


class _NameButton(QPushButton):
    """The text's name with a sheet before it and an arrow behind it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("textName")
        self.setFlat(True)
        self.setAutoDefault(False)
        FocusRing(self, theme, 6)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(f"Text: {text}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        box = self.rect().toRectF()
        theme.paint_icon(painter, "doc", "sub", box.adjusted(0, 0, -box.width() + px(18), 0), size=18)
        painter.setFont(theme.font(15, 600))
        painter.setPen(theme.tokens.text)
        metrics = painter.fontMetrics()
        left, room = px(28), self.width() - px(28) - px(30)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
        end = left + metrics.horizontalAdvance(shown) + px(12)
        arrow = box.adjusted(end, 0, -(box.width() - end - px(14)), 0)
        theme.paint_icon(painter, "down", "sub", arrow, size=14)
        painter.end()


class CoderFilter(Button):
    """Whose codings are shown: a word, and a popup with a tick for each coder."""

    def __init__(self, session: Session, mirror: Mirror, theme: Theme) -> None:
        super().__init__(theme, "", height=28)
        self._session = session
        self._mirror = mirror
        self.setObjectName("coderFilter")
        self.setToolTip("Whose codings are shown  ⇧ V")
        self.clicked.connect(self.open_list)
        for told in (mirror.reset, mirror.coders_changed, session.view_changed):
            told.connect(self._say)
        self._say()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(round(QFontMetricsF(self._theme.font()).horizontalAdvance(self.text())) + px(52), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t, px = QPainter(self), self._theme, self._theme.tokens, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.line2, 1))
        painter.setBrush(t.hover if self.underMouse() else t.page)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        theme.paint_icon(painter, "eye", "sub", QRectF(px(8), 0, px(16), self.height()), size=16)
        paint.words(
            painter, theme, QRectF(px(28), 0, self.width() - px(50), self.height()), self.text(), t.text
        )
        arrow = QRectF(self.width() - px(20), 0, px(14), self.height())
        theme.paint_icon(painter, "down", "sub", arrow, size=14)
        painter.end()

    def open_list(self) -> None:
        """Open the list of coders."""
        theme, px = self._theme, self._theme.px
        popup = Popup(theme, self, width=max(180, round(self.width() / theme.scale)))
        popup.setObjectName("coderList")
        popup.setAccessibleName("Whose codings are shown")
        column = QVBoxLayout()
        column.setContentsMargins(px(14), px(8), px(14), px(8))
        boxes = []
        for coder in self._mirror.coders.values():
            box = CheckBox(theme, coder.name)
            box.setChecked(coder.id in self._session.visible_coders)
            box.toggled.connect(lambda on, coder=coder.id: self._toggle(coder, on=on))
            column.addWidget(box)
            boxes.append(box)
        popup.column.addLayout(column)
        popup.closed.connect(popup.deleteLater)
        popup.show_at(popup.anchor_of(self), boxes[0] if boxes else None)

    def _toggle(self, coder: CoderId, *, on: bool) -> None:
        shown = self._session.visible_coders
        self._session.show_coders(shown | {coder} if on else shown - {coder})

    def _say(self) -> None:
        shown = [one for one in self._mirror.coders.values() if one.id in self._session.visible_coders]
        if not shown:
            word = "Nobody"
        elif len(shown) == len(self._mirror.coders) and len(shown) > 2:
            word = "All coders"
        else:
            word = ", ".join(one.name.split()[0] for one in shown[:2]) + (" …" if len(shown) > 2 else "")
        self.setText(word)
        self.setAccessibleName(f"Codings shown: {', '.join(one.name for one in shown) or 'nobody'}")
        self.updateGeometry()
