"""The window: rail, workspaces, panels, bars; it holds no logic of the study."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from glossator.ui import dropping, geometry, shell_actions
from glossator.ui.actions import ActionTable, install
from glossator.ui.faults import FaultDialog
from glossator.ui.history.panel import HistoryPanel
from glossator.ui.menu_bar import MenuReveal
from glossator.ui.palette import CommandPalette
from glossator.ui.panes import focus_next_pane, target_in
from glossator.ui.places import Places
from glossator.ui.projects import Projects
from glossator.ui.rail import Rail
from glossator.ui.rescaling import rescale
from glossator.ui.session import Session
from glossator.ui.settings import FULL_SIZE, TEXT_SIZES, Place
from glossator.ui.status_bar import StatusBar
from glossator.ui.tasks import Tasks
from glossator.ui.welcome.page import WelcomePage
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.labels import Ground
from glossator.ui.widgets.message_bar import Message, MessageBar
from glossator.ui.workspaces import WORKSPACES, Needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import (
        QAction,
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from glossator.ui.actions import Entry
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme
    from glossator_db.records import Changes, DocumentId, Extent

LEAST = QSize(800, 560)
FIRST_SIZE = QSize(1440, 900)
_WIDE_RAIL = 1400


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
        self.places = Places()
        self.pages: dict[str, QWidget] = {}
        """the workspaces made so far, by objectName"""
        self._page_name = ""
        self._painted = False
        self._standing: Message | None = None
        self._readonly_message: Message | None = None
        self._fault: FaultDialog | None = None
        self._coder = ("", "")
        self._text_before: DocumentId | None = None
        self._travelling = False
        self.setObjectName("mainWindow")
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.projects = Projects(self, self.session, settings, self.here)
        self._build()
        self.table = ActionTable.of(self)
        install(self, self, shell_actions.actions())
        self.menu_reveal = MenuReveal(self)
        self.commands = CommandPalette(theme, self, self.table)
        self._connect()
        self._take_settings()
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
        self.stack = QStackedWidget()
        self.stack.setObjectName("workspaceStack")
        self.stack.addWidget(Ground(theme, "page"))
        self.work = Ground(theme, "page")
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
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
        session.opened.connect(self._take_project)
        session.closed.connect(self.show_welcome)
        session.changed.connect(self._follow)
        session.document_changed.connect(self._note_text)
        session.view_changed.connect(self._show_coder)
        session.refused.connect(lambda text: self.say(Message("warn", text)))
        projects.opened.connect(self._return_to)
        projects.failed.connect(self.show_error)
        welcome.new_wanted.connect(lambda: projects.new())
        welcome.open_wanted.connect(projects.choose)
        welcome.sample_wanted.connect(projects.sample)
        welcome.about_wanted.connect(lambda: self.show_settings("About"))
        welcome.project_wanted.connect(lambda path: projects.open(Path(path)))
        welcome.locate_wanted.connect(projects.locate)
        welcome.remove_wanted.connect(projects.forget)
        self.rail.menu_wanted.connect(self.menu_reveal.reveal)
        self.commands.ran.connect(self._run)
        self.history.closed.connect(lambda: self.rail.mark("railHistory", False))
        self.message_bar.went.connect(self._bar_went)
        self.status.coder_wanted.connect(lambda: self.show_settings())
        self.status.zoom_wanted.connect(lambda: self.zoom(0))
        self.settings.changed.connect(self._take_settings)

    def action(self, name: str) -> QAction:
        """Return the QAction whose id is *name*."""
        return self.table.entries[name].item

    # Beginning and end

    def start(self, project: Path | None = None, *, sample: bool = False) -> None:
        """Show the first page; *project*, or the sample, is opened once the window is painted."""
        if project is None and not sample:
            if not self.settings.value.coder_name:
                self._ask_name(None)
            return
        if not self.settings.value.coder_name:
            self._ask_name(project)
            return
        self._show_work()
        self.painted.connect(lambda: self._open_first(project))

    def _open_first(self, project: Path | None) -> None:
        done = self.projects.open(project) if project is not None else self.projects.sample()
        if not done:
            self.show_welcome()

    def _ask_name(self, project: Path | None) -> None:
        """Show the first run; *project* waits until the name is known."""
        from glossator.ui.welcome.first_run import FirstRunPage

        page = FirstRunPage(self.theme, self.settings)
        self.root.addWidget(page)
        self.root.setCurrentWidget(page)
        page.sample_wanted.connect(lambda: self._after_first_run(page, self.projects.sample))
        page.new_wanted.connect(lambda: self._after_first_run(page, self.projects.new))
        page.open_wanted.connect(lambda: self._after_first_run(page, self.projects.choose))
        if project is not None:
            page.wait_for(project.stem)
            page.project_wanted.connect(
                lambda: self._after_first_run(page, lambda: self.projects.open(project))
            )
        page.focus_first().setFocus()

    def _after_first_run(self, page: QWidget, act: Callable[[], object]) -> None:
        self.show_welcome()
        self.root.removeWidget(page)
        page.deleteLater()
        act()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel what runs, close the project, keep the settings."""
        self.settings.set(geometry=geometry.kept(self))
        self.tasks.cancel_all()
        for page in self.pages.values():
            stop = getattr(page, "stop", None)
            if callable(stop):
                stop()
        self.tasks.close()
        self.session.close()
        self.settings.sync()
        event.accept()

    # What is shown

    def show_welcome(self) -> None:
        """Show the welcome page."""
        self.history.close_panel()
        self.places.clear()
        self._standing = self._readonly_message = None
        self.message_bar.dismiss()
        self.welcome.refresh()
        self.root.setCurrentWidget(self.welcome)
        self.status.hide()
        self.setWindowTitle("Glossator")
        self.welcome.list.shows_focus = True  # the focus is there from the beginning, before any key
        self.welcome.focus_first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_work(self) -> None:
        self.root.setCurrentWidget(self.work)
        self.status.show()

    def current_page(self) -> QWidget | None:
        """Return the workspace shown, if one is."""
        return self.pages.get(self._page_name) if self.root.currentWidget() is self.work else None

    def show_workspace(self, name: str, *, remember: bool = True) -> None:
        """Show the workspace *name* (objectName of its page), made on first use."""
        if not self.session.is_open:
            return
        before = self.here()
        page = self._page(name)
        if page is None:
            return
        self._page_name = name
        self.stack.setCurrentWidget(page)
        for space in WORKSPACES:
            self.rail.mark(space.rail, space.page == name)
        self.status.set_position("")
        self.status.set_selection("")
        activate = getattr(page, "activate", None)
        if callable(activate):
            activate()
        if remember:
            self.places.leave(before, self.here())
        self._focus_page(page)

    def _page(self, name: str) -> QWidget | None:
        if name not in self.pages:
            space = next((space for space in WORKSPACES if space.page == name and space.exists()), None)
            if space is None:
                return None
            needs = Needs(self.session, self.theme, self.settings, self.tasks, self.stack)
            page, actions = space.make(needs)
            self.pages[name] = page
            self.stack.addWidget(page)
            install(self, page, actions)
            self._listen(page)
        return self.pages[name]

    def _listen(self, page: QWidget) -> None:
        """Connect the signals that a workspace has."""
        heard: tuple[tuple[str, Callable[..., object]], ...] = (
            ("message", self.say),
            ("open_passage", self.open_passage),
            ("position_changed", lambda words: self._show_status(page, self.status.set_position, words)),
            ("selection_changed", lambda words: self._show_status(page, self.status.set_selection, words)),
            ("files_wanted", lambda paths: dropping.take(self, paths)),
        )
        for name, act in heard:
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(act)

    def _show_status(self, page: QWidget, show: Callable[[str], None], words: str) -> None:
        if page is self.current_page():
            show(words)

    def _focus_page(self, page: QWidget) -> None:
        """Give the focus to the page, unless it has taken it where it wants it."""
        focus = QApplication.focusWidget()
        panes = getattr(page, "panes", None)
        if (focus is not None and page.isAncestorOf(focus)) or not callable(panes):
            return
        target = next((found for pane in panes() if (found := target_in(pane))), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        dialog.closed.connect(dialog.deleteLater)
        dialog.closed.connect(lambda: self.rail.mark("railSettings", False))
        dialog.open(dialog.keymap.search if page == "Keys" else dialog.pages)

    # What is said

    def say(self, message: Message) -> None:
        """Show *message* in the bar above the status bar; why nothing can be written comes back after it."""
        showing = self.message_bar.message
        if showing is not None and showing is self._readonly_message and message is not showing:
            self._standing = showing
        self._bar_ground.show()
        self.message_bar.show_message(message)

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
        self.places.clear()
        self._text_before = None
        self.setWindowTitle(f"{session.project.name} – Glossator")
        self._show_work()
        self.status.set_saved(session.saved_at, readonly=session.readonly)
        self._show_coder()
        self._name_undo()
        self._standing = None
        self._readonly_message = self._why_readonly() if session.readonly else None
        if self._readonly_message is not None:
            self.say(self._readonly_message)

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

    def _return_to(self, place: Place | None) -> None:
        """Show the text where the person was, or the first one."""
        from glossator_db import documents

        with self.session.read() as conn:
            ids = [document.id for document in documents.list_(conn)]
        wanted = place.document if place is not None else None
        shown = next((found for found in ids if found == wanted), ids[0] if ids else None)
        self.session.show_document(shown)
        self.show_workspace(self._known(place.workspace if place else "codePage"), remember=False)
        if place is not None and shown == wanted:
            self._show_position(place.position)

    def _known(self, name: str) -> str:
        found = [space.page for space in WORKSPACES if space.exists()]
        return name if name in found else (found[0] if found else name)

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
            self.action(name).setText(f"{word} {label}".replace("&", "&&") if label else word)

    def _show_coder(self) -> None:
        coder = self.session.coder
        self.status.set_coder(coder.name if coder else "")

    # Going places

    def here(self) -> Place:
        """Return where the person is now."""
        document = self.session.document_id
        position = getattr(self.pages.get(self._page_name), "position", None)
        return Place(self._page_name or "codePage", document, position() if callable(position) else 0)

    def open_passage(self, document_id: DocumentId, extent: Extent, coding_id: object = None) -> None:
        """Show a passage in Code."""
        before = self.here()
        with self._journey():
            self.show_workspace("codePage", remember=False)
            show = getattr(self.current_page(), "show_passage", None)
            if callable(show):
                show(document_id, extent, coding_id)
        self.places.leave(before, Place("codePage", document_id, extent.start))

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1)."""
        place = self.places.go(step, self.here())
        if place is None:
            return
        with self._journey():
            if place.document is not None:
                self.session.show_document(place.document)  # type: ignore[arg-type]
            self.show_workspace(place.workspace, remember=False)
            self._show_position(place.position)

    @contextmanager
    def _journey(self) -> Iterator[None]:
        """Let changes of text inside not count as places of their own."""
        self._travelling = True
        try:
            yield
        finally:
            self._travelling = False

    def _note_text(self) -> None:
        """Remember the text that is left, as long as its page still shows it."""
        before, self._text_before = self._text_before, self.session.document_id
        here = self.here()
        if before is not None and here.document is not None and not self._travelling:
            self.places.leave(replace(here, document=before), replace(here, position=0))

    def _show_position(self, position: int) -> None:
        show = getattr(self.current_page(), "show_position", None)
        if callable(show):
            show(position)

    def next_pane(self, step: int) -> None:
        """Focus the next pane (1) or the one before (-1)."""
        if self.root.currentWidget() is not self.work:
            focus_next_pane([*self.welcome.cards[:1], self.welcome.filter, self.welcome.list], step)
            return
        panes = getattr(self.current_page(), "panes", None)
        inner = panes() if callable(panes) else []
        over = [self.history] if self.history_is_open() else []
        focus_next_pane([self.rail, *inner, *over, self.status], step)

    # Keys and looks

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
        escape = getattr(self.current_page(), "escape", None)
        if callable(escape) and escape():
            return True
        if self.message_bar.isVisible():
            self.message_bar.dismiss()
            return True
        return False

    def _run(self, entry: Entry) -> None:
        """Run what the palette found, in the workspace it belongs to."""
        page = next((name for name, page in self.pages.items() if page is entry.owner), "")
        if page and page != self._page_name:
            self.show_workspace(page)
        entry.run()

    def _take_settings(self) -> None:
        value, theme = self.settings.value, self.theme
        theme.set_mode(value.appearance)
        if value.interface_size != theme.scale:
            rescale(self, value.interface_size / theme.scale)
            theme.set_scale(value.interface_size)
        theme.set_reading_family(value.text_font)
        self.table.set_keys(dict(value.keys), single_letters=value.single_letters)
        self.status.set_zoom(round(value.text_size / FULL_SIZE * 100))
        if self._coder != (value.coder_name, value.coder_initials):
            self._coder = value.coder_name, value.coder_initials
            self.session.use_coder(*self._coder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.menu_reveal.key(event)
        if event.key() != Qt.Key.Key_Escape or not self.escape():
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.menu_reveal.key(event):
            super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < _WIDE_RAIL)
        self.status.set_width(self.width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = dropping.files_in(event.mimeData())
        QTimer.singleShot(0, self, lambda: dropping.take(self, paths))
