"""The Explore workspace: how often codes are used, and the passages behind each bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from glossator.ui.exploring.passage_panel import PassagePanel
from glossator.ui.exploring.settings_line import SettingsLine
from glossator.ui.exploring.tabs import Tabs
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.empty import EmptyState
from glossator.ui.widgets.labels import Ground, Hairline, Label
from glossator.ui.widgets.message_bar import Message
from glossator.ui.widgets.splitter import Splitter
from glossator_db.errors import GlossatorError
from glossator_db.records import CodeId

if TYPE_CHECKING:
    from glossator.analysis.frequency import Frequencies
    from glossator.ui.exploring.figures import FiguresTable
    from glossator.ui.plots.bars import BarChart
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Tasks
    from glossator.ui.theme import Theme
    from glossator_db.records import Changes, Coding

MOST_CODES = 60
_COALESCE = 100
_QUIET = 300  # ms before “Counting …” is said
_SAVE_FILTERS = "SVG picture (*.svg);;PNG picture (*.png);;Figures as CSV (*.csv)"


class ExplorePage(Ground):
    """Head with tabs, settings line, picture or table, passages at the foot."""

    message = Signal(object)
    open_passage = Signal(object, object, object)
    """document id, extent, coding id"""
    position_changed = Signal(str)
    """what is shown, in a few words, for the status bar"""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: SettingsStore,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "page", parent)
        self._session, self._theme, self._tasks, self._settings = session, theme, tasks, settings
        self._chart: BarChart | None = None
        self._table: FiguresTable | None = None
        self._counted: Frequencies | None = None
        self._shown: Frequencies | None = None
        self._chosen: tuple[CodeId, tuple[int, ...]] | None = None
        self._stale = True
        self.setObjectName("explorePage")
        self.setAccessibleName("Explore")
        self._timer = QTimer(self, singleShot=True, interval=_COALESCE)
        self._timer.timeout.connect(self._count)
        self._patience = QTimer(self, singleShot=True, interval=_QUIET)
        self._patience.timeout.connect(self._say_counting)
        self._build()
        session.opened.connect(self._begin)
        session.closing.connect(self._forget)
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_view)
        if session.is_open:
            self._begin()

    # -- what the window and the actions call

    def activate(self) -> None:
        """Count what has changed while the page was out of sight; the picture has the focus where there is one."""
        if self._stale and self._session.is_open:
            self._count()
        elif self._shown is not None:
            self._say_status(self._shown)
        self._focus_view()

    def panes(self) -> list[QWidget]:
        """Return the stops of F6."""
        view = self._view()
        shown = [view] if view is not None else []
        return [self.tabs, self.line.coders, *shown, self.passages.list]

    def toggle_table(self) -> None:
        """Show figures in place of the picture, or the picture again."""
        self.line.table_button.toggle()
        self._focus_view()

    def has_figures(self) -> bool:
        """Say whether there is anything to show or save."""
        return self._shown is not None and bool(self._shown.names)

    def save_picture(self) -> None:
        """Ask where the picture or its figures shall go."""
        folder = self._settings.value.folder or str(Path.home())
        dialog = QFileDialog(self.window(), "Save picture", folder, _SAVE_FILTERS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("svg")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))
        )
        dialog.selectFile("Codings per code.svg")
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the picture as SVG or PNG, or its figures as CSV, by the ending of *path*."""
        from glossator.ui.exploring.figures import write_csv

        if self._shown is None or self._chart is None:
            return
        try:
            if path.suffix.casefold() == ".csv":
                write_csv(path, self._shown)
            else:
                self._chart.save(path)
        except GlossatorError as error:
            self.message.emit(Message("warn", str(error)))
            return
        self._settings.set(folder=str(path.resolve().parent))
        self.message.emit(Message("good", f"Saved as “{path.name}”."))

    def open_current(self) -> None:
        """Open the current passage in Code."""
        self.passages.open_current()

    def copy(self) -> None:
        """Copy the current passage."""
        self.passages.copy()

    def has_passage(self) -> bool:
        """Say whether there is a passage to open or copy."""
        return self.passages.list.currentIndex().isValid()

    # -- building

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        self.tabs = Tabs(theme, ("Frequencies",), "Explore")
        self.tabs.setObjectName("exploreTabs")
        save = Button(theme, "Save picture…", icon="export")
        save.setObjectName("savePicture")
        save.clicked.connect(self.save_picture)
        self._save = save
        head = QHBoxLayout()
        head.setContentsMargins(px(18), 0, px(14), 0)
        head.setSpacing(px(16))
        upright = Hairline(theme, upright=True)
        upright.setFixedHeight(px(20))
        for part in (Label(theme, "Explore", size=15, weight=600), upright, self.tabs):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(save)
        self.line = SettingsLine(theme)
        self.line.changed.connect(self._count)
        self.line.look_changed.connect(self._show)
        self._note = Label(theme, size=12, token="sub")
        self._note.setContentsMargins(px(18), px(10), px(18), 0)
        self._note.hide()
        self._empty = EmptyState(theme, "Nothing coded in these texts.", centred=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty)
        self.stack.setMinimumHeight(px(120))
        picture = QWidget()
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self.stack, 1)
        self.passages = PassagePanel(theme)
        self.passages.wanted.connect(self._open)
        splitter = Splitter(theme, Qt.Orientation.Vertical)
        splitter.setObjectName("exploreSplitter")
        splitter.addWidget(picture)
        splitter.addWidget(self.passages)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([px(500), px(272)])
        splitter.remember(self._settings)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        bar = QWidget()
        bar.setFixedHeight(px(44))
        bar.setLayout(head)
        page.addWidget(bar)
        page.addWidget(Hairline(theme))
        page.addWidget(self.line)
        page.addWidget(Hairline(theme))
        page.addWidget(splitter, 1)

    def _views(self) -> tuple[BarChart, FiguresTable]:
        """Return picture and table; pyqtgraph is loaded here, when there is first something to show."""
        if self._chart is None or self._table is None:
            from glossator.ui.exploring.figures import FiguresTable
            from glossator.ui.plots.bars import BarChart

            px = self._theme.px
            self._chart, self._table = BarChart(self._theme), FiguresTable(self._theme)
            for view in (self._chart, self._table):
                view.chosen.connect(self.choose)
                holder = QWidget()
                column = QVBoxLayout(holder)
                column.setContentsMargins(px(16), px(12), px(8), 0)
                column.addWidget(view)
                self.stack.addWidget(holder)
        return self._chart, self._table

    # -- counting

    def _begin(self) -> None:
        self.line.follows_view = True
        for several in (self.line.coders, self.line.texts, self.line.codes):
            several.set_items((), None)
        self._offer()
        self._stale = True
        if self.isVisible():
            self._count()

    def _forget(self) -> None:
        self._timer.stop()
        self._patience.stop()
        self._counted = self._shown = self._chosen = None
        self.passages.clear()
        self.stack.setCurrentIndex(0)

    def _offer(self) -> None:
        from glossator_db import coders, codes, documents

        with self._session.read() as conn:
            people, texts, found = coders.list_(conn), documents.list_(conn), codes.list_(conn)
        self.line.offer(people, texts, found)
        if self.line.follows_view:
            shown = frozenset(int(key) for key in self._session.visible_coders)
            items = [(person.id, person.name, None) for person in people]
            self.line.coders.set_items(items, shown or None)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("coding", "code", "document", "coder"):
            self._stale = True
            if self.isVisible():
                self._timer.start()

    def _on_view(self) -> None:
        self._stale = True
        if self.isVisible() and self._session.is_open:
            self._timer.start()

    def _count(self) -> None:
        if not self._session.is_open:
            return
        from glossator.operations import frequency

        self._offer()
        self._stale = False
        self._timer.stop()
        project, line = self._session.project, self.line
        by, coders, texts, codes = line.by, line.coders.picked, line.texts.picked, line.codes.picked
        task = self._tasks.run(
            lambda progress: frequency.codings_per_code(
                project, by=by, coders=coders, documents=texts, codes=codes
            ),
            name="explore.frequencies",
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._fail)
        if self._counted is None:
            self._patience.start()

    def _take(self, counted: Frequencies) -> None:
        self._patience.stop()
        self._counted = counted.used()
        self._show()
        self._list()

    def _fail(self, error: Exception) -> None:
        self._patience.stop()
        if isinstance(error, GlossatorError):
            self.message.emit(Message("warn", str(error)))

    def _say_counting(self) -> None:
        self._empty.set_text("", "Counting …")
        self.stack.setCurrentIndex(0)

    # -- showing

    def _show(self) -> None:
        if self._counted is None:
            return
        counted = self._counted
        shown = counted.most_used(MOST_CODES)
        shown = shown.by_use() if self.line.by_use else shown
        self._note.setText(f"The {MOST_CODES} most used of {len(counted.names)} codes are shown.")
        self._note.setVisible(shown.left_out > 0)
        self._save.setEnabled(bool(shown.names))
        self._save.setToolTip("" if shown.names else "There is nothing to save.")
        if not shown.names:
            self._shown = shown
            self._empty.set_text("Nothing coded in these texts.")
            self.stack.setCurrentIndex(0)
        else:
            chart, table = self._views()
            chart.show_data(shown, stacked=self.line.stacked)
            assert chart.data is not None
            self._shown = chart.data
            table.show_data(self._shown)
            comes = self.stack.currentIndex() == 0
            self.stack.setCurrentIndex(2 if self.line.as_table else 1)
            self._mark_chosen()
            if comes and self.tabs.hasFocus():
                self._focus_view()
        self._say_status(shown)

    def _say_status(self, shown: Frequencies) -> None:
        codings = f"{shown.total:,} coding{'' if shown.total == 1 else 's'}"
        codes = f"{len(shown.names):,} code{'' if len(shown.names) == 1 else 's'}"
        self.position_changed.emit(f"{codings} of {codes}")

    def _view(self) -> QWidget | None:
        """Return the picture, or the table in its place, where it can be seen."""
        view: QWidget | None = self._table if self.line.as_table else self._chart
        return view if view is not None and view.isVisible() else None

    def _focus_view(self) -> None:
        view = self._view()
        if view is not None:
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- passages

    def choose(self, row: int, group: int) -> None:
        """List the passages of the mark in *row*, of one *group* or (-1) of all."""
        assert self._shown is not None
        keys = self._shown.group_ids[group] if group >= 0 else ()
        self._chosen = (CodeId(int(self._shown.code_ids[row])), keys)
        self._mark_chosen()
        self._list()

    def _mark_chosen(self) -> None:
        row = self._chosen_row()
        if self._chart is not None:
            self._chart.mark_chosen(row)

    def _chosen_row(self) -> int | None:
        if self._chosen is None or self._shown is None:
            return None
        ids = self._shown.code_ids.tolist()
        return ids.index(self._chosen[0]) if self._chosen[0] in ids else None

    def _list(self) -> None:
        row = self._chosen_row()
        if row is None or self._chosen is None:
            self._chosen = None
            self.passages.clear()
            return
        from glossator.operations import frequency

        code_id, keys = self._chosen
        line, project = self.line, self._session.project
        coders, texts = line.coders.picked, line.texts.picked
        if keys:
            coders = frozenset(keys) if line.by == "coder" else coders
            texts = frozenset(keys) if line.by == "document" else texts
        task = self._tasks.run(
            lambda progress: frequency.codings_of(project, code_id, coders=coders, documents=texts),
            name="explore.passages",
        )
        task.succeeded.connect(self._show_passages)
        task.failed.connect(self._fail)

    def _show_passages(self, codings: list[Coding]) -> None:
        row = self._chosen_row()
        if row is None or self._shown is None or self._chosen is None:
            return
        from glossator.operations.contexts import Texts

        shown, keys = self._shown, self._chosen[1]
        group = ""
        if keys and keys in shown.group_ids:
            word = "by" if self.line.by == "coder" else "in"
            group = f"{word} {shown.groups[shown.group_ids.index(keys)]}"
        texts = Texts(self._session.project)
        self.passages.show_codings(
            texts, codings, shown.names[row], (shown.marks[row], shown.colors[row]), group
        )

    def _open(self, coding: Coding) -> None:
        self.open_passage.emit(coding.document_id, coding.extent, coding.id)
