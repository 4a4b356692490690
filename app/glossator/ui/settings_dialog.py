"""The settings: what belongs to the person. They apply at once."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from glossator import __version__
from glossator.shipped import shipped
from glossator.ui.keymap_table import KeyMap
from glossator.ui.settings import APPEARANCES, FULL_SIZE, TEXT_SIZES
from glossator.ui.widgets.checks import CheckBox
from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.labels import Ground, Hairline, Label
from glossator.ui.widgets.rows import Index, RowDelegate, RowList
from glossator.ui.widgets.segmented import Segmented
from glossator_db.names import initials_of

if TYPE_CHECKING:
    from glossator.ui.actions import ActionTable
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme

_ROOT = QModelIndex()
PAGES = ("General", "Keys", "About")
_SIZES = (0.9, 1.0, 1.1, 1.25, 1.5)
_FONTS = ("Noto Serif", "Noto Sans", "DejaVu Serif", "OpenDyslexic")

LICENCES = """\
Glossator is free software under the MIT licence.

It stands on these, each under its own licence:

Qt and PySide6 — LGPL 3.0
Python — Python Software Foundation Licence 2
SQLite — public domain
SQLAlchemy — MIT
Alembic — MIT
NumPy — BSD 3-Clause
pyqtgraph — MIT
spaCy — MIT
chardet — LGPL 2.1
regex — Apache 2.0
platformdirs — MIT
Noto fonts, where the system has them — SIL Open Font Licence 1.1
"""


class _PageModel(QAbstractListModel):
    """The names of the pages."""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(PAGES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return PAGES[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


class GeneralPage(QWidget):
    """The name codings carry, the look of the window, the text, single letters."""

    def __init__(self, theme: Theme, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        px = theme.px
        self._form = QFormLayout(self)
        self._form.setContentsMargins(px(24), px(20), px(24), px(20))
        self._form.setHorizontalSpacing(px(24))
        self._form.setVerticalSpacing(px(14))
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._coder()
        self._look()
        self._text()
        self._letters()

    def _row(self, caption: str, widget: QWidget) -> None:
        label = Label(self._theme, caption, token="sub")
        label.setFixedHeight(widget.sizeHint().height())
        label.setBuddy(widget)
        self._form.addRow(label, widget)

    def _coder(self) -> None:
        self.name = Field(self._theme)
        self.name.setObjectName("coderNameField")
        self.name.setAccessibleName("Your name")
        self.name.setFixedWidth(self._theme.px(280))
        self.name.setText(self._settings.value.coder_name)
        self.name.editingFinished.connect(self._keep_name)
        self.initials = Field(self._theme)
        self.initials.setObjectName("coderInitialField")
        self.initials.setAccessibleName("Initial for columns and lanes")
        self.initials.setMaxLength(2)
        self.initials.setFixedWidth(self._theme.px(60))
        self.initials.setText(self._settings.value.coder_initials)
        self.initials.editingFinished.connect(self._keep_initials)
        self._row("Your name", self.name)
        self._row("Initial for columns", self.initials)

    def _keep_name(self) -> None:
        """Keep the name, which codings carry always; initials that came from the name before follow it."""
        name, before = self.name.text().strip(), self._settings.value.coder_name
        if not name:
            self.name.setText(before)
            return
        if self.initials.text().strip() in ("", initials_of(before)):
            self.initials.setText(initials_of(name))
        self._settings.set(coder_name=name, coder_initials=self.initials.text().strip())

    def _keep_initials(self) -> None:
        initials = self.initials.text().strip() or initials_of(self._settings.value.coder_name)
        self.initials.setText(initials)
        self._settings.set(coder_initials=initials)

    def _look(self) -> None:
        value = self._settings.value
        self.appearance = Segmented(self._theme, APPEARANCES, name="Appearance")
        self.appearance.set_value(value.appearance)
        self.appearance.chosen.connect(lambda chosen: self._settings.set(appearance=chosen))
        sizes = [(size, f"{round(size * 100)} %") for size in sorted({*_SIZES, value.interface_size})]
        self.interface_size = Combo(self._theme, "", sizes, name="Interface size")
        self.interface_size.set_value(value.interface_size)
        self.interface_size.chosen.connect(lambda chosen: self._settings.set(interface_size=chosen))
        self._row("Appearance", self.appearance)
        self._row("Interface size", self.interface_size)

    def _text(self) -> None:
        value = self._settings.value
        there = set(QFontDatabase.families())
        fonts: list[tuple[object, str]] = [("", "Noto Serif" if "Noto Serif" in there else "As the system")]
        fonts += [(name, name) for name in _FONTS[1:] if name in there]
        self.font_choice = Combo(self._theme, "", fonts, name="Font of the text")
        self.font_choice.set_value(value.text_font)
        self.font_choice.chosen.connect(lambda chosen: self._settings.set(text_font=chosen))
        sizes = [
            (float(size), f"{round(size / FULL_SIZE * 100)} %")
            for size in sorted({*TEXT_SIZES, value.text_size})
        ]
        self.text_size = Combo(self._theme, "", sizes, name="Size of the text")
        self.text_size.set_value(value.text_size)
        self.text_size.chosen.connect(lambda chosen: self._settings.set(text_size=chosen))
        self._row("Font of the text", self.font_choice)
        self._row("Size of the text", self.text_size)

    def _letters(self) -> None:
        self.single = CheckBox(self._theme, "Single letters act while their pane has the focus")
        self.single.setObjectName("singleLetters")
        self.single.setChecked(self._settings.value.single_letters)
        self.single.toggled.connect(lambda on: self._settings.set(single_letters=on))
        self._row("Keys", self.single)


class SettingsDialog(Dialog):
    """Three pages: General, Keys, About; 880 by 664."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        settings: SettingsStore,
        table: ActionTable,
        view: QWidget | None = None,
    ) -> None:
        """Make it, hidden; the keys of the workspace *view* come first."""
        super().__init__(theme, window, "Settings", width=880, height=664, padding=24)
        self.head.setContentsMargins(theme.px(24), theme.px(17), theme.px(24), theme.px(15))
        self.setObjectName("settingsDialog")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(Hairline(theme))
        row = QHBoxLayout()
        row.setSpacing(0)
        self.pages = RowList(theme, RowDelegate(theme, height=34, inset=8, padding=16))
        self.pages.setObjectName("settingsList")
        self.pages.setAccessibleName("Pages")
        self.pages.setModel(_PageModel(self))
        self.pages.always_active = True
        side = Ground(theme, "win")
        side.setFixedWidth(theme.px(184))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.addWidget(self.pages)
        row.addWidget(side)
        row.addWidget(Hairline(theme, upright=True))
        self.stack = QStackedWidget()
        self.general = GeneralPage(theme, settings)
        self.keymap = KeyMap(theme, table, view)
        self.keymap.search.left.connect(self.reject)
        for page in (self.general, self.keymap, self._about(theme)):
            self.stack.addWidget(page)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.pages.selectionModel().currentChanged.connect(
            lambda index, _: self.stack.setCurrentIndex(index.row())
        )
        self.foot_label.setText("Changes apply at once")
        self.foot_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        close = self.add_button("Close", "primary", role="reject")
        close.setObjectName("settingsClose")
        self.show_page("General")

    def show_page(self, name: str) -> None:
        """Turn to the page *name*."""
        self.pages.setCurrentIndex(self.pages.model().index(PAGES.index(name), 0))

    def _about(self, theme: Theme) -> QWidget:
        page = QWidget()
        px = theme.px
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(8))
        column.addWidget(Label(theme, f"Glossator {__version__}", size=15, weight=600))
        versions = f"Python {platform.python_version()}, Qt {PySide6.__version__}"
        column.addWidget(Label(theme, versions, size=12, token="sub"))
        sentence = (
            "Texts stay on this computer. Glossator sends nothing: no account, no telemetry, no update check."
        )
        column.addWidget(Label(theme, sentence, wrap=True))
        column.addSpacing(px(8))
        text = QPlainTextEdit(licence_text())
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setObjectName("licences")
        text.setAccessibleName("Licences")
        text.setFont(theme.font(13))
        column.addWidget(text, 1)
        return page


def licence_text() -> str:
    """Return what the program stands on, and its own licence where this install has it."""
    own = shipped("resources").parent / "LICENSE"
    return LICENCES + ("\n" + own.read_text(encoding="utf-8") if own.is_file() else "")
