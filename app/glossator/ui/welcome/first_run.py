"""The first run: which name codings carry, and how the window looks; asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from glossator.ui.settings import APPEARANCES
from glossator.ui.welcome.page import Picture
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.fields import Field, FieldBox
from glossator.ui.widgets.labels import Label
from glossator.ui.widgets.segmented import Segmented
from glossator_db.names import initials_of

if TYPE_CHECKING:
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme

_ROOM = 4
"""for the focus ring, which lies outside its control"""


class _Note(QWidget):
    """A sentence with a padlock on the ground of panels."""

    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(18), px(12), px(18), px(12))
        row.setSpacing(px(18))
        row.addWidget(Picture(theme, "lock", "sub", 18))
        row.addWidget(Label(theme, sentence, wrap=True), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.win)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)


class FirstRunPage(QWidget):
    """One column of 520; the name is kept as soon as one of the buttons is pressed."""

    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    project_wanted = Signal()
    """open the project the program was started with"""

    def __init__(self, theme: Theme, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._initials_given = False
        self._name_before = settings.value.coder_name
        self.setObjectName("firstRunPage")
        self.setAccessibleName("Welcome to Glossator")
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(theme.px(520) + 2 * _ROOM)
        row.addWidget(holder)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        for widget in (scroll.viewport(), inner):
            widget.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(_ROOM, 0, _ROOM, 0)
        self._column.setSpacing(0)
        self._fill()
        theme.changed.connect(self.update)
        settings.changed.connect(self._take_name)

    def focus_first(self) -> QWidget:
        """Return what takes the focus."""
        return self.name

    def wait_for(self, project: str) -> None:
        """Offer to open *project*, the name of what the program was started with."""
        self.main.setText(f"Open “{project}”")
        self.main.clicked.disconnect()
        self.main.clicked.connect(lambda: self._go(self.project_wanted))
        self._last.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.tokens.page)

    def _fill(self) -> None:
        theme, px, column = self._theme, self._theme.px, self._column
        column.addStretch(4)
        column.addWidget(Picture(theme, "code", "accent", 34))
        column.addSpacing(px(16))
        column.addWidget(Label(theme, "Welcome to Glossator", size=24, weight=600))
        column.addSpacing(px(10))
        question = "Codings carry the name of the person who made them. Which name should yours carry?"
        column.addWidget(Label(theme, question, size=14, wrap=True))
        column.addSpacing(px(22))
        self.name = Field(theme, height=36)
        self.name.setObjectName("coderNameField")
        self.name.setText(self._settings.value.coder_name)
        self.name.textEdited.connect(self._suggest)
        self._name_box = FieldBox(theme, "Your name", self.name)
        column.addWidget(self._name_box)
        column.addSpacing(px(16))
        self.initials = Field(theme, height=36)
        self.initials.setObjectName("coderInitialField")
        self.initials.setMaxLength(2)
        self.initials.setText(self._settings.value.coder_initials)
        self.initials.setFixedWidth(px(80))
        self.initials.textEdited.connect(self._give_initials)
        self._initials_row(column)
        self._rest(column)
        column.addStretch(5)
        for field in (self.name, self.initials):
            field.returnPressed.connect(lambda: self.main.click())

    def _initials_row(self, column: QVBoxLayout) -> None:
        theme, px = self._theme, self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(16))
        caption = Label(theme, "Initial for columns and lanes", size=12, token="sub")
        caption.setBuddy(self.initials)
        self.initials.setAccessibleName(caption.text())
        column.addWidget(caption)
        column.addSpacing(px(5))
        row.addWidget(self.initials)
        row.addWidget(Label(theme, "One or two letters; can be changed later.", size=12, token="sub"), 1)
        column.addLayout(row)

    def _rest(self, column: QVBoxLayout) -> None:
        theme, px = self._theme, self._theme.px
        column.addSpacing(px(26))
        column.addWidget(Label(theme, "Appearance", size=12, token="sub"))
        column.addSpacing(px(5))
        self.appearance = Segmented(theme, APPEARANCES, name="Appearance", height=34)
        self.appearance.set_value(self._settings.value.appearance)
        self.appearance.chosen.connect(lambda value: self._settings.set(appearance=value))
        column.addWidget(self.appearance, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(28))
        promise = (
            "Nothing leaves this computer. The project is one file; changes are saved as you make them, "
            "and every one of them can be undone."
        )
        column.addWidget(_Note(theme, promise))
        column.addSpacing(px(28))
        self.main = Button(theme, "Start with the sample project", "primary", height=36, padding=26)
        self.main.clicked.connect(lambda: self._go(self.sample_wanted))
        self._new = Button(theme, "New project", height=36, padding=22)
        self._new.clicked.connect(lambda: self._go(self.new_wanted))
        self._open = Button(theme, "Open…", height=36, padding=18)
        self._open.clicked.connect(lambda: self._go(self.open_wanted))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.main, self._new, self._open):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(px(24))
        self._last = Label(
            theme, "The sample project takes ten minutes to read through.", size=12, token="sub"
        )
        column.addWidget(self._last)

    def _suggest(self, name: str) -> None:
        self._name_box.set_error("")
        if not self._initials_given:
            self.initials.setText(initials_of(name))

    def _give_initials(self, initials: str) -> None:
        self._initials_given = bool(initials)

    def keep_name(self) -> bool:
        """Keep the name that stands in the field; say whether there is one, and ask for it if not."""
        name = self.name.text().strip()
        if name:
            initials = self.initials.text().strip() or initials_of(name)
            self._settings.set(coder_name=name, coder_initials=initials)
        else:
            self._name_box.set_error("A name is needed: codings carry it.")
            self.name.setFocus()
        return bool(name)

    def _go(self, signal: SignalInstance) -> None:
        if self.keep_name():
            signal.emit()

    def _take_name(self) -> None:
        """Show the name that was given in the settings meanwhile."""
        value = self._settings.value
        if value.coder_name != self._name_before:
            self._name_before = value.coder_name
            self.name.setText(value.coder_name)
            self.initials.setText(value.coder_initials)
            self._name_box.set_error("")
