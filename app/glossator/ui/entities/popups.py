"""What is asked in the Entities workspace: another kind, a code for all mentions, a pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from glossator.ui.entities.kinds import CHOICES, word_of
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.fuzzy import match
from glossator.ui.widgets.keycaps import KeyLine
from glossator.ui.widgets.labels import Hairline
from glossator.ui.widgets.popup import Popup
from glossator.ui.widgets.rows import Index, Role, RowDelegate, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from glossator.language.pipelines import Pipeline
    from glossator.ui.theme import Theme
    from glossator_db.records import Code

Line = dict[int, Any]
"""what a row shows, by role; its value under `VALUE`"""
VALUE = Qt.ItemDataRole.UserRole + 50
_ROOT = QModelIndex()
_MOST = 8
_ENABLED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Lines(QAbstractListModel):
    """Rows for `RowDelegate`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._lines[index.row()].get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self._lines[index.row()].get(Role.FAINT) else _ENABLED


class ListPopup(Popup):
    """A popup of rows; Return or a click chooses one."""

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, window: QWidget, name: str, lines: Sequence[Line], *, width: int
    ) -> None:
        super().__init__(theme, window, width=width)
        self.setAccessibleName(name)
        self._theme = theme
        self.lines = Lines(self)
        self.list = RowList(theme, RowDelegate(theme, inset=5))
        self.list.setAccessibleName(name)
        self.list.setModel(self.lines)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self.column.addSpacing(theme.px(5))
        self.column.addWidget(self.list)
        self.column.addSpacing(theme.px(5))
        self.closed.connect(self.deleteLater)
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows, the first of them current."""
        self.lines.show_lines(lines)
        heights = [self.list.sizeHintForRow(row) for row in range(min(len(lines), _MOST + 4))]
        self.list.setFixedHeight(sum(heights))
        if lines:
            self.list.setCurrentIndex(self.lines.index(0, 0))
        if self.is_open:
            self.place()

    def take_current(self) -> None:
        """Choose the current row."""
        self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self.lines.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            value = index.data(VALUE)
            self.close_popup()
            self.chosen.emit(value)


def kind_popup(theme: Theme, window: QWidget, now: str) -> ListPopup:
    """Return a popup of the kinds; *now* is ticked, its choice is a label."""
    here = word_of(now)
    lines: list[Line] = [
        {
            Qt.ItemDataRole.DisplayRole: word_of(label),
            Role.ICON: ("check", "accent" if word_of(label) == here else "#00000000"),
            VALUE: label,
        }
        for label in CHOICES
    ]
    popup = ListPopup(theme, window, "Kind of entity", lines, width=210)
    at = next((row for row, label in enumerate(CHOICES) if word_of(label) == here), 0)
    popup.list.setCurrentIndex(popup.lines.index(at, 0))
    return popup


def pipeline_popup(theme: Theme, window: QWidget, pipelines: Sequence[Pipeline], now: str) -> ListPopup:
    """Return a popup of what can find entities; what cannot be used says why."""
    lines: list[Line] = [
        {
            Qt.ItemDataRole.DisplayRole: pipeline.name,
            Role.AFTER: pipeline.version if pipeline.name != "rules" else "",
            Role.SECOND: pipeline.reason or pipeline.description or "A spaCy model",
            Role.ICON: ("check", "accent" if pipeline.name == now else "#00000000"),
            Role.FAINT: not pipeline.usable,
            VALUE: pipeline.name,
        }
        for pipeline in pipelines
    ]
    return ListPopup(theme, window, "What finds entities", lines, width=440)


class _Search(Field):
    """A field whose arrow keys move in the list below."""

    def __init__(self, theme: Theme, popup: CodePopup) -> None:
        super().__init__(theme, "Code all mentions with…", icon="code", framed=False, height=40)
        self._popup = popup

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(event.key()) in steps:
            self._popup.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._popup.take_current()
        elif event.key() == Qt.Key.Key_Escape:
            self._popup.close_popup()
        else:
            super().keyPressEvent(event)


class CodePopup(ListPopup):
    """Chooses a code by its letters; its choice is a code's id, or the name of a new one."""

    def __init__(self, theme: Theme, window: QWidget, codes: Sequence[Code], count: int) -> None:
        self._codes = [code for code in codes if code.codable]
        self._parents = {code.id: code.name for code in codes}
        super().__init__(theme, window, "Codes", (), width=392)
        self.field = _Search(theme, self)
        self.field.setObjectName("entityCodeField")
        self.field.textChanged.connect(self._filter)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.insertWidget(0, self.field)
        self.column.insertWidget(1, Hairline(theme))
        word = f"code {count:,} mention{'' if count == 1 else 's'}"
        self.column.addWidget(KeyLine(theme, ((("Return",), word), (("Escape",), "close"))))
        self._filter("")

    def step(self, by: int) -> None:
        """Go to another row."""
        row = max(0, min(self.list.currentIndex().row() + by, self.lines.rowCount() - 1))
        self.list.setCurrentIndex(self.lines.index(row, 0))

    def _filter(self, letters: str) -> None:
        found = [
            (fit[0], fit[1], code) for code in self._codes if (fit := match(letters, code.name)) is not None
        ]
        if letters.strip():
            found.sort(key=lambda hit: -hit[0])
        lines: list[Line] = [
            {
                Qt.ItemDataRole.DisplayRole: code.name,
                Role.MARK: (code.mark, code.color),
                Role.RANGES: ranges,
                Role.AFTER: self._parents.get(code.parent_id, "") if code.parent_id is not None else "",
                VALUE: code.id,
            }
            for _, ranges, code in found[:_MOST]
        ]
        name = letters.strip()
        if name and all(code.name.casefold() != name.casefold() for code in self._codes):
            lines.append(
                {
                    Qt.ItemDataRole.DisplayRole: f"New code “{name}”",
                    Role.ICON: ("plus", "accent"),
                    VALUE: name,
                }
            )
        self.show_lines(lines)
