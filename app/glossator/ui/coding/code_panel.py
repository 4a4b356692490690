"""The panel at the right: codes, filter, tree, details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.code_tree import CodeTree
from glossator.ui.coding.codes_model import CodesModel
from glossator.ui.coding.details import CodeDetails
from glossator.ui.widgets.buttons import IconButton
from glossator.ui.widgets.empty import EmptyState
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.labels import Ground
from glossator.ui.widgets.splitter import Splitter

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme
    from glossator_db.records import CodeId

WIDTH = 295
_DETAILS, _DETAILS_LOW = 267, 203


class CodePanel(Ground):
    """Shows the mirror's codes; what a person asks of them goes out as signals of tree and details."""

    new_asked = Signal(str)
    """a name to begin with, or nothing"""
    codebook_asked = Signal()

    def __init__(
        self,
        session: Session,
        mirror: Mirror,
        theme: Theme,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "win", parent)
        self._session = session
        self._mirror = mirror
        self._settings = settings
        self.setObjectName("codePanel")
        self.setAccessibleName("Codes")
        self._head = _Head(theme)
        self._head.new.clicked.connect(lambda: self.new_asked.emit(""))
        self.filter = Field(theme, "Filter codes", icon="filter", key="/", clear=True)
        self.filter.setObjectName("codeFilter")
        self.filter.textChanged.connect(self._filter)
        self.model = CodesModel(self)
        self.tree = CodeTree(self.model, theme)
        self.filter.down.connect(lambda: self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.filter.returnPressed.connect(self._go_to_first)
        self.details = CodeDetails(theme)
        self._none = EmptyState(
            theme,
            "No codes yet.",
            "Make them as you read, or bring a codebook. An import says what it changed and can be undone.",
            (("New code", lambda: self.new_asked.emit("")), ("Import codebook…", self.codebook_asked.emit)),
        )
        self._none.setContentsMargins(0, -theme.px(7), 0, 0)
        self._no_hit = EmptyState(theme, "No code contains “”.", "", (("New code", self._make_filtered),))
        self._stack = QStackedWidget()
        for page in self.lists:
            self._stack.addWidget(page)
        self._splitter = Splitter(theme, Qt.Orientation.Vertical)
        self._splitter.setObjectName("codeSplitter")
        self._low = False
        self._lay_out()
        self._splitter.splitterMoved.connect(self._keep_details)
        self._follow()

    def _lay_out(self) -> None:
        px = self._theme.px
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        row = QVBoxLayout()
        row.setContentsMargins(px(11), 0, px(12), px(8))
        row.addWidget(self.filter)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self._splitter.addWidget(above)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.details.setMinimumHeight(px(80))

    def _follow(self) -> None:
        mirror = self._mirror
        mirror.reset.connect(self._start_again)
        mirror.codes_changed.connect(self._show_codes)
        mirror.counts_changed.connect(self._show_counts)
        self._session.view_changed.connect(self._show_hidden)
        self.tree.current_changed.connect(lambda _code: self._show_details())
        self._start_again()

    @property
    def lists(self) -> tuple[QWidget, ...]:
        """The tree, and what takes its place where there is none; one of them is shown."""
        return self.tree, self._none, self._no_hit

    # what is shown

    def set_low(self, *, low: bool) -> None:
        """Give the details less room in a low window."""
        self._low = low
        self._place_details()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_details()

    def _place_details(self) -> None:
        kept = self._settings.value.splitters.get(self._kept_as())
        details = kept[0] if kept else self._theme.px(_DETAILS_LOW if self._low else _DETAILS)
        self._splitter.setSizes([max(100, self._splitter.height() - details), details])

    def _keep_details(self) -> None:
        kept = {**self._settings.value.splitters, self._kept_as(): (self._splitter.sizes()[1],)}
        self._settings.set(splitters=kept)

    def _kept_as(self) -> str:
        return f"{self._splitter.objectName()}{'Low' if self._low else ''}"

    def select(self, code: CodeId | None) -> None:
        """Make a code the current one."""
        self.tree.select(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.contentsMargins().left():  # it lies over the text
            QPainter(self).fillRect(0, 0, 1, self.height(), self._theme.tokens.line2)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(600))

    def _start_again(self) -> None:
        self.model.read_only = self._session.readonly
        self.details.set_writable(not self._session.readonly)
        self._head.new.setEnabled(not self._session.readonly)
        self.model.show(())
        self.filter.clear()
        self._show_codes()
        self._show_hidden()

    def _show_codes(self) -> None:
        self.model.show(list(self._mirror.codes.values()))
        if self.filter.text():
            self._filter()
        if self.tree.current() is None:
            first = next((code.id for code in self._mirror.codes.values() if code.codable), None)
            self.tree.select(first)
        self._show_counts(None)
        self._choose_page()
        self._show_details()

    def _show_counts(self, touched: set[CodeId] | None) -> None:
        counts = self._mirror.counts
        if touched is None:
            self.model.show_counts(counts)
        else:
            for code in touched:
                self.model.count_one(code, counts.get(code, 0))
        self._head.show_figures(self._mirror.codable, self._mirror.total)
        if touched is None or self.tree.current() in touched:
            self._show_details()

    def _show_hidden(self) -> None:
        self.model.show_hidden(frozenset(self._session.hidden_codes))

    def _show_details(self) -> None:
        code = self.tree.current()
        record = self._mirror.codes.get(code) if code is not None else None
        codings = self.model.count(record.id) if record and self.model.code(record.id) else 0
        texts = self._mirror.documents_of(record.id) if record and codings and record.codable else 0
        self.details.show_code(record, codings, texts)

    # the filter

    def _filter(self) -> None:
        found = self.tree.filter(self.filter.text())
        if not found and self.filter.text():
            self._no_hit.set_text(f"No code contains “{self.filter.text().strip()}”.")
            self._no_hit.buttons[0].setText(f"New code “{self.filter.text().strip()}”")
            self._no_hit.buttons[0].updateGeometry()
        self._choose_page()

    def _choose_page(self) -> None:
        if not self._mirror.codes:
            self._stack.setCurrentWidget(self._none)
        elif self.filter.text().strip() and not self.tree.visible_codes():
            self._stack.setCurrentWidget(self._no_hit)
        else:
            self._stack.setCurrentWidget(self.tree)
        self.details.setVisible(bool(self._mirror.codes))

    def _make_filtered(self) -> None:
        self.new_asked.emit(self.filter.text().strip())

    def _go_to_first(self) -> None:
        needle = self.filter.text().strip()
        shown = self.tree.visible_codes()
        hit = next(
            (code for code in shown if needle.casefold() in self._mirror.codes[code].name.casefold()), None
        )
        if hit is not None:
            self.tree.select(hit)
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _Head(QWidget):
    """“Codes”, how many there are, and the button that makes one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures = ""
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.new = IconButton(theme, "plus", "New code", icon_size=18, key="Ins", parent=self)
        self.new.setObjectName("newCode")
        theme.changed.connect(self.update)

    def show_figures(self, codes: int, codings: int) -> None:
        """Show how many codes and codings there are."""
        self._figures = (
            f"{codes:,} code{'' if codes == 1 else 's'}, {codings:,} coding{'' if codings == 1 else 's'}"
            if codes
            else ""
        )
        self.setAccessibleName(f"Codes, {self._figures}")
        self.update()

    def resizeEvent(self, _event: object) -> None:
        px = self._theme.px
        self.new.move(self.width() - px(23) - self.new.width() // 2, px(22) - self.new.height() // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, t = QPainter(self), self._theme, self._theme.tokens
        line = QRectF(theme.px(15), theme.px(9), self.width() - theme.px(60), theme.px(25))
        end = paint.words(painter, theme, line, "Codes", t.text, weight=600)
        rest = QRectF(end + theme.px(8), line.top() + 1, line.right() - end - theme.px(8), line.height())
        paint.words(painter, theme, rest, self._figures, t.sub, size=12)
        painter.end()
