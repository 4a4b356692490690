"""The Entities workspace: the table of who and what is named, and what is decided about it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from glossator.ui.entities import verbs
from glossator.ui.entities.details import EntityDetails
from glossator.ui.entities.filter_bar import FilterBar
from glossator.ui.entities.finder import EntityFinder, in_words
from glossator.ui.entities.head import EntitiesHead
from glossator.ui.entities.kinds import chip_of
from glossator.ui.entities.popups import CodePopup, ListPopup, kind_popup, pipeline_popup
from glossator.ui.entities.strip import Strip
from glossator.ui.entities.table import EntityTable
from glossator.ui.widgets.empty import EmptyState
from glossator.ui.widgets.keycaps import KeyLine
from glossator.ui.widgets.labels import Ground, Hairline
from glossator.ui.widgets.message_bar import Message
from glossator.ui.widgets.splitter import Splitter
from glossator_db.errors import GlossatorError

if TYPE_CHECKING:
    from glossator.operations.contexts import Texts
    from glossator.operations.entities import PlacedMention
    from glossator.ui.entities.overview import Overview
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Tasks
    from glossator.ui.theme import Theme
    from glossator_db.records import Changes, CodeId, Verdict

_KEYS = (
    (("A",), "accept"), (("R",), "reject"), (("L",), "relabel"), (("K",), "code all mentions"),
    (("Return",), "first mention"),
)  # fmt: skip


class EntitiesPage(Ground):
    """Head, strip, table with filter and chips, details at the right."""

    message = Signal(object)
    open_passage = Signal(object, object, object)
    """document id, extent, None"""
    position_changed = Signal(str)
    """“18 of 61 still to decide”, for the status bar"""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: SettingsStore,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "page", parent)
        self._session, self._theme, self._settings, self._tasks = session, theme, settings, tasks
        self.finder = EntityFinder.of(session, settings, tasks)
        self._overview: Overview | None = None
        self._texts: Texts | None = None
        self._failure = ""
        self._stale = True
        self.setObjectName("entitiesPage")
        self.setAccessibleName("Entities")
        self._build()
        self._connect()

    # -- what the window calls

    def activate(self) -> None:
        """Read what has changed while the page was out of sight; the table has the focus where there is one."""
        if self._stale:
            self._load()
        elif self._overview is not None:
            self._say_position()
        self._focus_table()

    def panes(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.head.find_button, self.filter, self.table, self.details.list]

    def escape(self) -> bool:
        """Clear the filter; say whether there was one."""
        if not self.filter.text():
            return False
        self.filter.clear()
        return True

    def stop(self) -> None:
        """End the search; the window closes."""
        self.finder.stop()

    # -- what the actions call

    def can_decide(self) -> bool:
        """Say whether something is selected and may be changed."""
        return bool(self.chosen()) and not self._session.readonly and self._session.coder is not None

    def has_entity(self) -> bool:
        """Say whether the table is on an entity."""
        return self.table.current() is not None

    def can_find(self) -> bool:
        """Say whether a search may be started."""
        return self._session.is_open and not self._session.readonly and not self.finder.running

    def chosen(self) -> list[PlacedMention]:
        """Return the mentions an action is about: the one in the list, if that has the focus, else the rows'."""
        one = self.details.list.current()
        if self.details.list.hasFocus() and one is not None:
            return [one]
        return [mention for row in self.table.selected() for mention in row.mentions]

    def accept(self) -> None:
        """Accept what is chosen."""
        self.decide("accepted")

    def reject(self) -> None:
        """Reject what is chosen."""
        self.decide("rejected")

    def decide(self, verdict: Verdict, label: str | None = None) -> None:
        """Accept or reject what is chosen; *label* gives it another kind."""
        if self.can_decide():
            verbs.decide(self._session, self.chosen(), verdict, label)

    def undecide(self) -> None:
        """Take back what was decided."""
        if self.can_decide():
            verbs.undecide(self._session, self.chosen())

    def relabel(self) -> None:
        """Ask for another kind."""
        mentions = self.chosen()
        if mentions and self.can_decide():
            popup = kind_popup(self._theme, self, mentions[0].label)
            popup.setObjectName("entityKindPopup")
            popup.chosen.connect(lambda label: self.decide("accepted", label))
            self._open_popup(popup, self._row_rect())

    def code_all(self) -> None:
        """Ask for a code, and code all mentions with it."""
        from glossator_db import codes

        mentions = self.chosen()
        if not mentions or not self.can_decide():
            return
        with self._session.read() as conn:
            found = codes.list_(conn)
        popup = CodePopup(self._theme, self, found, len(mentions))
        popup.setObjectName("entityCodePopup")
        popup.chosen.connect(lambda value: self._code(mentions, value))
        button = self.details.code_button
        self._open_popup(
            popup, popup.anchor_of(button) if button.isVisible() else self._row_rect(), popup.field
        )

    def open_first(self) -> None:
        """Open the first mention in Code."""
        row = self.table.current()
        if row is not None:
            self._open(row.mentions[0])

    def focus_filter(self) -> None:
        """Go to the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def find_now(self) -> None:
        """Look for entities in texts that have not been looked at."""
        overview = self._overview
        if overview is not None and overview.texts and not overview.unread and not self.finder.running:
            texts = "The text has" if overview.texts == 1 else f"All {overview.texts:,} texts have"
            self.message.emit(
                Message("info", f"{texts} been looked through by {self.finder.pipeline().name}.")
            )
        self._failure = ""
        self.finder.find()

    def choose_pipeline(self) -> None:
        """Ask what shall find entities."""
        from glossator.language import pipelines

        popup = pipeline_popup(self._theme, self, pipelines.installed(), self.finder.pipeline().name)
        popup.setObjectName("pipelinePopup")
        popup.chosen.connect(self.finder.choose)
        self._open_popup(popup, popup.anchor_of(self.head.pipeline))

    def export(self) -> None:
        """Ask where all mentions shall go as a table."""
        folder = self._settings.value.folder or str(Path.home())
        dialog = QFileDialog(self.window(), "Export entities", folder, "Mentions as CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._session.project.name} entities.csv")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write all mentions to *path*."""
        from glossator.ui.entities import overview

        project = self._session.project
        task = self._tasks.run(lambda progress: overview.export(project, path), name="entities.export")
        task.succeeded.connect(lambda count: self._say_exported(path, count))
        task.failed.connect(self._say_error)

    def has_rows(self) -> bool:
        """Say whether there is anything to export."""
        return self._overview is not None and bool(self._overview.rows)

    # -- building

    def _build(self) -> None:
        px = self._theme.px
        self.head = EntitiesHead(self._theme)
        self.strip = Strip(self._theme)
        self._empty = EmptyState(
            self._theme, " ", " ", (("Find now", self.find_now),), centred=True, primary=True
        )
        self.table = EntityTable(self._theme)
        self.details = EntityDetails(self._theme)
        splitter = Splitter(self._theme)
        splitter.setObjectName("entitiesSplitter")
        splitter.addWidget(self._build_table())
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 786)
        splitter.setStretchFactor(1, 582)
        splitter.setSizes([px(786), px(582)])
        splitter.remember(self._settings)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty)
        self.stack.addWidget(splitter)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.head)
        page.addWidget(Hairline(self._theme))
        page.addWidget(self.strip)
        page.addWidget(self.stack, 1)

    def _build_table(self) -> QWidget:
        theme = self._theme
        self.bar = FilterBar(theme)
        self.filter, self.chips = self.bar.filter, self.bar.chips
        self._none = EmptyState(theme, " ")
        self._table_stack = QStackedWidget()
        self._table_stack.addWidget(self.table)
        self._table_stack.addWidget(self._none)
        panel = Ground(theme, "page")
        panel.setMinimumWidth(theme.px(420))
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline(theme))
        column.addWidget(self._table_stack, 1)
        column.addWidget(KeyLine(theme, _KEYS))
        return panel

    def _connect(self) -> None:
        session, table, finder = self._session, self.table, self.finder
        self.head.find_wanted.connect(self.find_now)
        self.head.export_wanted.connect(self.export)
        self.head.pipeline_wanted.connect(self.choose_pipeline)
        session.opened.connect(self._begin)
        session.closing.connect(self._forget)
        session.changed.connect(self._on_changed)
        finder.found.connect(self._reload)
        finder.changed.connect(self._show_state)
        finder.failed.connect(self._fail)
        self._settings.changed.connect(self._show_summary)
        self.filter.textChanged.connect(lambda _: self._filter())
        self.filter.left.connect(table.setFocus)
        self.filter.down.connect(table.setFocus)
        self.filter.returnPressed.connect(table.setFocus)
        self.chips.chosen.connect(lambda _: self._filter())
        table.selectionModel().currentChanged.connect(lambda *_: self._show_details())
        table.entities.modelReset.connect(self._show_details)
        table.verdict_clicked.connect(self.decide)
        table.menu_wanted.connect(self._open_menu)
        table.doubleClicked.connect(lambda _: self.open_first())
        self.details.list.wanted.connect(self._open)
        self.details.code_all.connect(self.code_all)
        self.strip.pressed.connect(lambda: finder.cancel() if finder.running else self.find_now())

    # -- reading

    def _begin(self) -> None:
        self._failure = ""
        self.filter.clear()
        self.chips.choose("")
        self._reload()

    def _forget(self) -> None:
        self._overview = self._texts = None
        self.table.entities.show_rows(())
        self.details.clear()
        self._stale = True

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("document"):
            self._texts = None
        if changes.touch("document", "decision"):
            self._reload()

    def _reload(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        if not self._session.is_open:
            return
        from glossator.ui.entities import overview

        self._stale = False
        project, pipeline = self._session.project, self.finder.pipeline().name
        task = self._tasks.run(lambda progress: overview.look(project, pipeline), name="entities.look")
        task.succeeded.connect(self._take)
        task.failed.connect(self._say_error)

    def _take(self, overview: Overview) -> None:
        from glossator.operations.contexts import Texts

        self._overview = overview
        self._texts = self._texts or Texts(self._session.project)
        self.bar.show_counts(Counter(chip_of(row.label) for row in overview.rows))
        self.table.keep_place(lambda: self.table.entities.show_rows(overview.rows))
        self._show_state()
        self._say_position()

    # -- showing

    def _filter(self) -> None:
        self.table.keep_place(lambda: self.table.entities.set_filter(self.filter.text(), self.chips.value))
        self._show_state()

    def _show_state(self) -> None:
        overview, finder = self._overview, self.finder
        self.head.find_button.setEnabled(self.can_find())
        self.head.export.setEnabled(self.has_rows())
        self._show_summary()
        if finder.running:
            self._failure = ""
        if finder.running and (finder.total or not self.has_rows()):
            self.strip.show_progress(finder.done, finder.total)
        elif self._failure:
            self.strip.show_failure(self._failure)
        elif not finder.running and overview is not None and overview.unread and overview.rows:
            self.strip.show_rest(overview.unread, overview.texts)
        else:
            self.strip.hide()
        if overview is None or not overview.rows:
            self._show_empty(overview)
            self.stack.setCurrentIndex(0)
            return
        comes = self.stack.currentIndex() == 0
        self.stack.setCurrentIndex(1)
        if comes and self.head.isAncestorOf(self.window().focusWidget() or self):
            self._focus_table()
        words = self.filter.text().strip()
        kind = self.chips.value.lower()
        self._none.set_text(f"No entity contains “{words}”." if words else f"There is no {kind or 'entity'}.")
        self._table_stack.setCurrentIndex(0 if self.table.entities.rows else 1)

    def _focus_table(self) -> None:
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_empty(self, overview: Overview | None) -> None:
        button = self._empty.buttons[0]
        button.setVisible(False)
        if overview is None:
            self._empty.set_text("")
        elif not overview.texts:
            self._empty.set_text(
                "No texts yet.", "Who and what they name is listed here once there are some."
            )
        elif self.finder.running:
            self._empty.set_text("Looking for entities …", "You can go on working meanwhile.")
        elif overview.unread:
            texts = f"{overview.unread:,} text{'' if overview.unread == 1 else 's'}"
            self._empty.set_text(f"Entities have not been looked for in {texts}.")
            button.setVisible(True)
            button.setEnabled(self.can_find())
            button.setToolTip("" if self.can_find() else "The project is open to read only.")
        else:
            self._empty.set_text(
                "No entity was found.", f"{self.finder.pipeline().name} has read every text."
            )

    def _show_summary(self) -> None:
        pipeline = self.finder.pipeline()
        self.head.show_pipeline(pipeline.name)
        self.head.show_summary(self._overview, in_words(pipeline))

    def _show_details(self) -> None:
        row = self.table.current()
        if row is None or self._texts is None:
            self.details.clear()
        else:
            self.details.show_entity(row, self._texts)

    def _say_position(self) -> None:
        overview = self._overview
        if overview is not None and overview.rows:
            self.position_changed.emit(f"{overview.undecided:,} of {len(overview.rows):,} still to decide")
        else:
            self.position_changed.emit("")

    # -- doing

    def _code(self, mentions: list[PlacedMention], chosen: CodeId | str) -> None:
        message = verbs.code(self._session, mentions, chosen)
        if message is not None:
            self.message.emit(message)

    def _open(self, mention: PlacedMention) -> None:
        self.open_passage.emit(mention.document_id, mention.extent, None)

    def _open_popup(self, popup: ListPopup, anchor: QRect, focus: QWidget | None = None) -> None:
        popup.show_at(anchor, focus or popup.list)
        popup.list.shows_focus = True

    def _row_rect(self) -> QRect:
        """Return where the current row's name is, in the window."""
        view = self.details.list if self.details.list.hasFocus() else self.table
        rect = view.visualRect(view.currentIndex())
        corner = view.viewport().mapTo(self.window(), rect.topLeft())
        return QRect(corner + QPoint(self._theme.px(12), 0), rect.size())

    def _open_menu(self, place: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def make_menu(self) -> QMenu:
        """Return the menu of what is selected."""
        menu = QMenu(self)
        can = self.can_decide()
        for word, act, enabled in (
            ("Accept", self.accept, can),
            ("Reject", self.reject, can),
            ("Relabel…", self.relabel, can),
            ("Take back the decision", self.undecide, can),
            ("Code all mentions…", self.code_all, can),
            ("Open first mention in Code", self.open_first, True),
        ):
            item = menu.addAction(word)
            item.setEnabled(enabled)
            item.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _fail(self, sentence: str) -> None:
        self._failure = sentence
        self._show_state()

    def _say_exported(self, path: Path, count: int) -> None:
        self._settings.set(folder=str(path.resolve().parent))
        text = f"{count:,} mention{'' if count == 1 else 's'} written to “{path.name}”."
        self.message.emit(Message("good", text))

    def _say_error(self, error: Exception) -> None:
        if isinstance(error, GlossatorError):
            self.message.emit(Message("warn", str(error)))
