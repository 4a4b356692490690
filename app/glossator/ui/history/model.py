"""The rows of the history: steps, days and restarts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from glossator.ui.days import day_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossator.ui.widgets.rows import Index
    from glossator_db.records import Step

_ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A heading (no step), or a step."""

    text: str
    step: Step | None = None
    time: str = ""
    initials: str = ""
    now: bool = False
    """the last step that is not undone: where the project stands"""


def local(at: str) -> datetime:
    """Return the local time of a time as the project writes it."""
    return datetime.fromisoformat(at).astimezone()


def after_colon(label: str) -> str:
    """Return the label of a step as it stands behind a colon."""
    return f"{label[:1].lower()}{label[1:]}"


def words_of(step: Step) -> str:
    """Return what the list says of a step; one that was undone says so."""
    return f"Undid: {after_colon(step.label)}" if step.undone else step.label


def rows_of(steps: Sequence[Step], initials: Mapping[str, str], today: datetime) -> list[HistoryRow]:
    """Return the rows for *steps* (newest first); *initials* by the coder's name."""
    rows: list[HistoryRow] = []
    present = next((step.id for step in steps if not step.undone), None)
    day, opened = "", steps[0].opened if steps else ""
    for step in steps:
        time = local(step.at)
        if step.opened != opened:
            rows.append(HistoryRow(f"Restarted at {local(opened):%H:%M}"))
            opened = step.opened
        if day_word(time, today) != day:
            day = day_word(time, today)
            rows.append(HistoryRow(day))
        mark = initials.get(step.coder, step.coder[:1])
        rows.append(HistoryRow(words_of(step), step, f"{time:%H:%M}", mark, step.id == present))
    return rows


class HistoryModel(QAbstractListModel):
    """Shows `HistoryRow` records."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[HistoryRow] = ()

    def show(self, rows: Sequence[HistoryRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def at(self, row: int) -> HistoryRow:
        """Return what is shown in *row*."""
        return self._rows[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._rows[index.row()].step is None:
            return flags & ~(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (row.time, row.text, row.step.coder if row.step else "", "now" if row.now else "")
                return ", ".join(part for part in parts if part)
            case _ if role == ROW_ROLE:
                return row
        return None
