"""The welcome page: what to begin with at the left, the projects opened lately at the right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator import __version__
from glossator.ui.welcome.cards import ActionCard
from glossator.ui.welcome.recent import RecentDelegate, RecentModel, row_of
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.labels import Ground, Hairline, Label
from glossator.ui.widgets.rows import RowList

if TYPE_CHECKING:
    from glossator.ui.settings import Recent, SettingsStore
    from glossator.ui.theme import Theme

_NARROW = 1100
"""a page less wide has a narrower column of actions"""


class Picture(QWidget):
    """An icon as a picture."""

    def __init__(self, theme: Theme, name: str, token: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = (name, token, size)
        self.setFixedSize(theme.px(size), theme.px(size))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        name, token, size = self._look
        self._theme.paint_icon(QPainter(self), name, token, self.rect().toRectF(), size=size)


class RecentList(RowList):
    """Its rows may hold buttons, which follow its width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class WelcomePage(QWidget):
    """Says what the person wants; the window does it."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    about_wanted = Signal()
    project_wanted = Signal(str)
    locate_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.setObjectName("welcomePage")
        self.setAccessibleName("Welcome")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(theme, upright=True))
        row.addWidget(self._right(), 1)
        self._shown: tuple[Recent, ...] | None = None
        settings.changed.connect(self._take_settings)
        theme.changed.connect(self._fit)
        self._fit()
        self.refresh()

    def refresh(self) -> None:
        """Show the list as the settings and the disk have it now."""
        now = datetime.now().astimezone().replace(tzinfo=None)
        self._shown = self._settings.value.recent
        self.model.show(tuple(row_of(recent, now) for recent in self._shown))
        self._lay_out_rows()

    def _take_settings(self) -> None:
        """Ask the disk only where the list is looked at and has changed: it may be a slow one."""
        if self.isVisible() and self._settings.value.recent != self._shown:
            self.refresh()

    def focus_first(self) -> QWidget:
        """Return what takes the focus: the newest project, else the first action."""
        return self.list if self.model.rowCount() else self.cards[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the projects more room in a narrow window."""
        narrow = self.width() < self._theme.px(_NARROW)
        self._panel.setFixedWidth(self._theme.px(339 if narrow else 419))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open with Return and remove with Delete in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            index = self.list.currentIndex()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
                self._open(index)
                return True
            if event.key() == Qt.Key.Key_Delete and index.isValid():
                self.remove_wanted.emit(self.model.at(index.row()).path)
                return True
        return False

    def _left(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        panel = Ground(theme, "win")
        self._panel = panel
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(28), px(53), px(27), px(12))
        column.setSpacing(px(6))
        head = QHBoxLayout()
        head.setContentsMargins(px(10), 0, 0, 0)
        head.setSpacing(px(8))
        head.addWidget(Picture(theme, "code", "accent", 34))
        head.addWidget(Label(theme, "Glossator", size=24, weight=600))
        head.addStretch(1)
        column.addLayout(head)
        line = Label(theme, "Code texts. Compare coders. Check every figure.", token="sub", wrap=True)
        line.setContentsMargins(px(12), px(5), 0, px(28))
        column.addWidget(line)
        self.cards = self._cards()
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        column.addLayout(self._promise())
        column.addLayout(self._version())
        return panel

    def _cards(self) -> list[ActionCard]:
        wanted = (
            ("newProject", "plus", "New project", "One file, saved as you work", "Ctrl+N", self.new_wanted),
            ("openProject", "folder", "Open…", "A project on this computer", "Ctrl+O", self.open_wanted),
            ("sampleProject", "doc", "Sample project", "Six short texts, two coders; opens as a copy", "",
             self.sample_wanted),
        )  # fmt: skip
        cards: list[ActionCard] = []
        for name, icon, word, sentence, key, signal in wanted:
            card = ActionCard(self._theme, icon, word, sentence, key=key, first=not cards)
            card.setObjectName(name)
            card.clicked.connect(lambda _=False, signal=signal: signal.emit())
            cards.append(card)
        return cards

    def _promise(self) -> QHBoxLayout:
        theme, px = self._theme, self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(8), px(8))
        row.setSpacing(px(8))
        row.addWidget(Picture(theme, "lock", "sub", 16), 0, Qt.AlignmentFlag.AlignTop)
        sentence = (
            "Texts stay on this computer. Glossator sends nothing: no account, no telemetry, no update check."
        )
        row.addWidget(Label(theme, sentence, size=12, token="sub", wrap=True), 1)
        return row

    def _version(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self._theme.px(12), 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Label(self._theme, f"Version {__version__} ·", size=12, token="sub"))
        about = Button(self._theme, "Licences", "quiet", height=26, padding=6)
        about.setFont(self._theme.font(12))
        about.clicked.connect(self.about_wanted)
        row.addWidget(about)
        row.addStretch(1)
        return row

    def _right(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        page = Ground(theme, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(42), px(54), px(42), px(24))
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(14), 0, px(14), 0)
        head.addWidget(Label(theme, "Recent", size=17, weight=600), 1)
        head.addSpacing(px(16))
        self.filter = Field(theme, "Filter projects", icon="search", clear=True)
        self.filter.setMinimumWidth(px(140))
        self.filter.setMaximumWidth(px(260))
        head.addWidget(self.filter, 2)
        column.addLayout(head)
        column.addSpacing(px(17))
        self.model = RecentModel(self)
        self.list = RecentList(theme, RecentDelegate(theme))
        self.list.setObjectName("recentList")
        self.list.setAccessibleName("Recent projects")
        self.list.setModel(self.model)
        self.list.clicked.connect(self._open)
        self.list.installEventFilter(self)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(lambda: self._open(self.model.index(0, 0)))
        self.filter.down.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        column.addWidget(self.list, 1000)  # before the space below, up to its rows
        self.nothing = Label(theme, token="sub")
        self.nothing.setContentsMargins(px(14), px(8), px(14), px(20))
        column.addWidget(self.nothing)
        column.addLayout(self._foot())
        column.addStretch(1)
        return page

    def _foot(self) -> QVBoxLayout:
        theme, px = self._theme, self._theme.px
        foot = QVBoxLayout()
        foot.setContentsMargins(px(14), px(16), px(14), 0)
        foot.setSpacing(px(5))
        foot.addWidget(Hairline(theme))
        foot.addSpacing(px(18))
        foot.addWidget(Label(theme, "Or drop files anywhere in this window"))
        sentence = "Texts start a new project; a project opens. Coding changes nothing in your files."
        foot.addWidget(Label(theme, sentence, size=12, token="sub", wrap=True))
        return foot

    def _filter(self, letters: str) -> None:
        self.model.filter(letters)
        self._lay_out_rows()

    def _lay_out_rows(self) -> None:
        """Give the list its height, and the missing projects their buttons."""
        rows, px = self.model.rowCount(), self._theme.px
        self.list.setMaximumHeight(px(68) * rows)
        self.list.setMinimumHeight(min(px(68) * rows, px(136)))
        self.list.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        letters = self.filter.text()
        self.nothing.setText(f"No project contains “{letters}”." if letters else "No projects yet.")
        for at in range(rows):
            row = self.model.at(at)
            if row.missing:
                self.list.setIndexWidget(self.model.index(at, 0), self._missing(row.path))
        if rows:
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _missing(self, path: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, self._theme.px(14), 0)
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        for word, signal in (("Locate…", self.locate_wanted), ("Remove", self.remove_wanted)):
            button = Button(self._theme, word, padding=14)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(path))
            row.addWidget(button)
        return holder

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model.at(index.row())
        if row.missing:
            self.locate_wanted.emit(row.path)
        else:
            self.project_wanted.emit(row.path)
