"""The window: rail, workspaces, panels, bars; it holds no logic of the study."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from glossator.ui import dropping, geometry, shell_actions
from glossator.ui.actions import ActionTable, install
from glossator.ui.beginning import Beginning
from glossator.ui.faults import FaultDialog
from glossator.ui.history.model import after_colon
from glossator.ui.history.panel import HistoryPanel
from glossator.ui.importing.actions import ACTIONS as IMPORTING
from glossator.ui.importing.importing import Importing
from glossator.ui.menu_bar import MenuReveal
from glossator.ui.palette import CommandPalette
from glossator.ui.panes import focus_next_pane
from glossator.ui.projects import Projects
from glossator.ui.rail import Rail
from glossator.ui.rescaling import rescale
from glossator.ui.session import Session
from glossator.ui.settings import FULL_SIZE, TEXT_SIZES
from glossator.ui.stage import Stage, ToWorkspaces
from glossator.ui.status_bar import StatusBar
from glossator.ui.tasks import Tasks
from glossator.ui.travels import Travels
from glossator.ui.welcome.page import WelcomePage
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.labels import Ground
from glossator.ui.widgets.message_bar import Message, MessageBar
from glossator.ui.workspaces import WORKSPACES

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from glossator.ui.entities.finder import EntityFinder
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme
    from glossator_db.records import Changes

LEAST = QSize(800, 560)
FIRST_SIZE = QSize(1440, 900)
_FRAME = QSize(16, 48)
"""room left on a small screen for what the system draws round a window"""
_WIDE_RAIL = 1400
_LABEL = 50
"""so many characters of a step are named in the menu"""


class Window(QMainWindow):
    """One window, with the welcome page or one project."""

    painted = Signal()
    """the window was painted for the first time"""

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.tasks = Tasks(self)
        self.session = Session(self)
        self._painted = False
        self._standing: Message | None = None
        self._readonly_message: Message | None = None
        self._fault: FaultDialog | None = None
        self._finder: EntityFinder | None = None
        self._settings_dialog: Dialog | None = None
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._build()
        self.travels = Travels(self)
        self.projects = Projects(self, self.session, settings, self.travels.here)
        self.beginning = Beginning(self)
        self.table = ActionTable.of(self)
        self.table.ways = ToWorkspaces(self.stage, self.session, self.show_workspace)
        install(self, self, shell_actions.actions())
        self.importing = Importing(self.session, theme, settings, self.tasks, self)
        self.importing.message.connect(self.say)
        install(self, self.importing, IMPORTING)
        self.menu_reveal = MenuReveal(self)
        self.commands = CommandPalette(theme, self, self.table)
        self._connect()
        self._take_settings()
        self._fit()
        geometry.restore(self, settings.value.geometry, FIRST_SIZE)
        self.show_welcome()

    # What it is made of

    def _build(self) -> None:
        theme = self.theme
        self.rail = Rail(theme)
        for space in WORKSPACES:
            if space.exists():
                item = self.rail.add(space.rail, space.icon, space.word, space.key)
                item.clicked.connect(lambda _=False, page=space.page: self.show_workspace(page))
        foot = (
            ("railHistory", "history", "History", "Ctrl+Shift+H", self.toggle_history),
            ("railSettings", "settings", "Settings", "Ctrl+,", self.show_settings),
        )
        for name, icon, word, key, act in foot:
            item = self.rail.add(name, icon, word, key, foot=True)
            item.clicked.connect(lambda _=False, act=act: act())
        self.stage = Stage(self, self.session, theme, self.settings, self.tasks)
        self.work = Ground(theme, "page")
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stage, 1)
        self.welcome = WelcomePage(theme, self.settings)
        self.root = QStackedWidget()
        self.root.addWidget(self.welcome)
        self.root.addWidget(self.work)
        self._lay_out()
        self.history = HistoryPanel(theme, self.session, self.work)

    def _lay_out(self) -> None:
        px = self.theme.px
        self.message_bar = MessageBar(self.theme)
        self.status = StatusBar(self.theme)
        self._bar_ground = Ground(self.theme, "page")
        around = QVBoxLayout(self._bar_ground)
        around.setContentsMargins(px(12), px(6), px(12), px(6))
        around.addWidget(self.message_bar)
        self._bar_ground.hide()
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.root, 1)
        column.addWidget(self._bar_ground)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        session, welcome, projects = self.session, self.welcome, self.projects
        with_name = self.beginning.with_name
        session.opened.connect(self._take_project)
        session.closing.connect(self.tasks.cancel_all)  # no answer may come for a project that is gone
        session.closed.connect(self.show_welcome)
        session.changed.connect(self._follow)
        session.view_changed.connect(self._show_coder)
        session.refused.connect(self.refuse)
        projects.opened.connect(self.travels.return_to)
        projects.failed.connect(self.show_error)
        welcome.new_wanted.connect(lambda: with_name(projects.new))
        welcome.open_wanted.connect(lambda: with_name(projects.choose))
        welcome.sample_wanted.connect(lambda: with_name(projects.sample))
        welcome.about_wanted.connect(lambda: self.show_settings("About"))
        welcome.project_wanted.connect(lambda path: with_name(lambda: projects.open(Path(path))))
        welcome.locate_wanted.connect(lambda path: with_name(lambda: projects.locate(path)))
        welcome.remove_wanted.connect(projects.forget)
        self.rail.menu_wanted.connect(self.menu_reveal.reveal)
        self.commands.ran.connect(lambda entry: entry.run())
        self.history.closed.connect(lambda: self.rail.mark("railHistory", False))
        self.message_bar.went.connect(self._bar_went)
        self.status.coder_wanted.connect(lambda: self.show_settings())
        self.status.zoom_wanted.connect(lambda: self.zoom(0))
        self.settings.changed.connect(self._take_settings)
        stage = self.stage
        stage.message.connect(self.say)
        stage.open_passage.connect(self.travels.open_passage)
        stage.files_wanted.connect(lambda paths: dropping.take(self, paths))
        stage.position_changed.connect(self.status.set_position)
        stage.selection_changed.connect(self.status.set_selection)

    def action(self, name: str) -> QAction:
        """Return the QAction whose id is *name*."""
        return self.table.entries[name].item

    # Beginning and end

    def start(self, project: Path | None = None, *, sample: bool = False) -> None:
        """Show the first page; *project*, or the sample, is opened once the window is painted."""
        self.beginning.start(project, sample=sample)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel what runs, close the project, keep the settings."""
        self.settings.set(geometry=geometry.kept(self))
        self.tasks.cancel_all()
        self.stage.stop()
        if self._finder is not None:
            self._finder.stop()
        self.tasks.close()
        self.session.close()
        self.settings.sync()
        event.accept()

    # What is shown

    def show_welcome(self) -> None:
        """Show the welcome page."""
        self.history.close_panel()
        self._standing = self._readonly_message = None
        self.message_bar.dismiss()
        self.welcome.refresh()
        self.root.setCurrentWidget(self.welcome)
        self.status.hide()
        self.setWindowTitle("Glossator")
        self.welcome.list.shows_focus = True  # the focus is there from the beginning, before any key
        self.welcome.focus_first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_work(self) -> None:
        self.root.setCurrentWidget(self.work)
        self.status.show()

    def current_page(self) -> QWidget | None:
        """Return the workspace shown, if one is."""
        return self.stage.page() if self.root.currentWidget() is self.work else None

    def show_workspace(self, name: str) -> None:
        """Show the workspace *name* (objectName of its page)."""
        if not self.session.is_open:
            return
        before = self.travels.here()
        if self.stage.show_page(name):
            for space in WORKSPACES:
                self.rail.mark(space.rail, space.page == name)
            self.travels.change_workspace(before)

    def toggle_history(self) -> None:
        """Show or hide the history."""
        if self.history_is_open():
            self.history.close_panel()
        elif self.session.is_open:
            self.history.open()
        self.rail.mark("railHistory", self.history_is_open())

    def history_is_open(self) -> bool:
        """Say whether the history is shown."""
        return not self.history.isHidden()

    def show_settings(self, page: str = "General") -> None:
        """Open the settings at *page*."""
        from glossator.ui.settings_dialog import SettingsDialog

        self.rail.mark("railSettings", True)
        dialog = SettingsDialog(self.theme, self, self.settings, self.table, self.current_page())
        dialog.show_page(page)
        dialog.closed.connect(self._settings_read)
        self._settings_dialog = dialog
        dialog.open(dialog.keymap.search if page == "Keys" else dialog.pages)

    def _settings_read(self) -> None:
        self.rail.mark("railSettings", False)
        dialog, self._settings_dialog = self._settings_dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._use_coder()  # only now: a name is typed in several goes

    # What is said

    def say(self, message: Message) -> None:
        """Show *message* in the bar above the status bar; why nothing can be written comes back after it."""
        showing = self.message_bar.message
        if showing is not None and showing is self._readonly_message and message is not showing:
            self._standing = showing
        self._bar_ground.show()
        self.message_bar.show_message(message)

    def refuse(self, sentence: str) -> None:
        """Say in the bar why something was not done."""
        self.say(Message("warn", sentence))

    def show_error(self, title: str, sentence: str) -> None:
        """Say in a dialog what could not be done."""
        dialog = Dialog(self.theme, self, title, sentence, width=560)
        dialog.setObjectName("errorDialog")
        dialog.add_button("Close", "primary", role="accept")
        dialog.closed.connect(dialog.deleteLater)
        dialog.open()

    def show_fault(self, details: str) -> None:
        """Say that the program did something wrong; one at a time."""
        if self._fault is None:
            saved = self.session.saved_at if self.session.is_open else None
            self._fault = FaultDialog(self.theme, self, details, saved)
            self._fault.closed.connect(self._fault_read)
            self._fault.open()

    def _fault_read(self) -> None:
        if self._fault is not None:
            self._fault.deleteLater()
            self._fault = None

    def _bar_went(self) -> None:
        self._bar_ground.hide()
        if self._standing is not None:
            message, self._standing = self._standing, None
            QTimer.singleShot(0, self, lambda: self.say(message))

    # What the project does

    def _take_project(self) -> None:
        session = self.session
        self.setWindowTitle(f"{session.project.name} – Glossator")
        self.show_work()
        self.status.set_saved(session.saved_at, readonly=session.readonly)
        self._show_coder()
        self._name_undo()
        self._standing = None
        self._readonly_message = self._why_readonly() if session.readonly else None
        if self._readonly_message is not None:
            self.say(self._readonly_message)
        QTimer.singleShot(0, self, self._find_entities)

    def _find_entities(self) -> None:
        """Let entities be found in the background from now on, and be shown where the text is."""
        from glossator.ui.entities.finder import EntityFinder

        if self._finder is None:
            self._finder = EntityFinder.of(self.session, self.settings, self.tasks)
            self._finder.found.connect(lambda: self.stage.call("show_entities"))
            self._finder.said.connect(self.say)
            self._finder.failed.connect(self._entities_failed)

    def _entities_failed(self, sentence: str) -> None:
        if self.stage.name != "entitiesPage":  # that page says it itself
            self.say(Message("warn", sentence))

    def _why_readonly(self) -> Message:
        holder = self.session.project.holder
        buttons = (("Open a copy", self.projects.open_copy),)
        if holder is None:
            text = "Opened to read only: this file or its folder may not be written."
        else:
            text = (
                f"Opened to read only: {holder.user} has had this project open since {holder.since[11:16]}."
            )
        return Message("warn", text, buttons, icon="lock")

    def _follow(self, changes: Changes) -> None:
        self.status.set_saved(self.session.saved_at, readonly=self.session.readonly)
        self._name_undo()
        if changes.touch("coder"):
            self._show_coder()

    def _name_undo(self) -> None:
        """Name undo and redo after what they would do."""
        for name, word, label in (
            ("edit.undo", "Undo", self.session.undo_label),
            ("edit.redo", "Redo", self.session.redo_label),
        ):
            said = f"{word}: {shorten(after_colon(label), _LABEL, placeholder=' …')}" if label else word
            self.action(name).setText(said.replace("&", "&&"))

    def _show_coder(self) -> None:
        coder = self.session.coder
        self.status.set_coder(coder.name if coder else "")

    # Keys and looks

    def next_pane(self, step: int) -> None:
        """Focus the next pane (1) or the one before (-1)."""
        if self.root.currentWidget() is not self.work:
            first = self.welcome.cards[0]
            focus_next_pane([first, self.welcome.filter, self.welcome.list, self.message_bar], step)
            return
        inner = self.stage.call("panes")
        inner = inner if isinstance(inner, list) else []
        over = [self.history] if self.history_is_open() else []
        focus_next_pane([self.rail, *inner, *over, self.message_bar, self.status], step)

    def zoom(self, step: int) -> None:
        """Make the text one step larger (1) or smaller (-1), or 100 % (0)."""
        size = self.settings.value.text_size
        if step > 0:
            size = next((wider for wider in TEXT_SIZES if wider > size), TEXT_SIZES[-1])
        elif step < 0:
            size = next((less for less in reversed(TEXT_SIZES) if less < size), TEXT_SIZES[0])
        self.settings.set(text_size=float(size if step else FULL_SIZE))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def escape(self) -> bool:
        """Close the topmost thing, else clear the selection; say whether there was one."""
        if self.history_is_open():
            self.history.close_panel()
            return True
        if self.current_page() is not None and self.stage.call("escape"):
            return True
        if self.message_bar.isVisible():
            self.message_bar.dismiss()
            return True
        return False

    def _take_settings(self) -> None:
        value, theme = self.settings.value, self.theme
        theme.set_mode(value.appearance)
        if value.interface_size != theme.scale:
            rescale(self, value.interface_size / theme.scale)
            theme.set_scale(value.interface_size)
            self._fit()
        theme.set_reading_family(value.text_font)
        self.table.set_keys(dict(value.keys), single_letters=value.single_letters)
        self.status.set_zoom(round(value.text_size / FULL_SIZE * 100))
        if self._settings_dialog is None:
            self._use_coder()

    def _use_coder(self) -> None:
        """Code under the name in the settings from now on; the coder of before may be given that name instead."""
        value, before = self.settings.value, self.session.coder
        can_rename = self.session.use_coder(value.coder_name, value.coder_initials)
        now = self.session.coder
        if before is None or now is None or now.id == before.id:
            return
        word = f"Rename {before.name} to {now.name} here"
        buttons = ((word, lambda: self.session.rename_coder(before)),) if can_rename else ()
        self.say(Message("info", f"You code as {now.name} from now on.", buttons))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.menu_reveal.key(event)
        if event.key() != Qt.Key.Key_Escape or not self.escape():
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.menu_reveal.key(event)
        super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much of rail and status bar as there is room for, as large as they are."""
        px, room = self.theme.px, self.screen().availableSize() - _FRAME
        self.setMinimumSize(QSize(px(LEAST.width()), px(LEAST.height())).boundedTo(room).expandedTo(LEAST))
        self.rail.set_narrow(self.width() < self.theme.px(_WIDE_RAIL))
        self.status.set_width(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = dropping.files_in(event.mimeData())
        QTimer.singleShot(0, self, lambda: dropping.take(self, paths))
