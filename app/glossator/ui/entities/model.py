"""The entities as a table that can be filtered and sorted."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from glossator.ui.entities.kinds import chip_of, word_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossator.operations.entities import EntityRow
    from glossator.ui.widgets.rows import Index

_ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    KIND = 1
    ALSO = 2
    MENTIONS = 3
    TEXTS = 4
    DECISION = 5


HEADS = ("Entity", "Kind", "Also written", "Mentions", "Texts", "Decision")
_NUMBERS = (Column.MENTIONS, Column.TEXTS)
VERDICTS = {"open": "To decide", "mixed": "Partly decided", "accepted": "Accepted", "rejected": "Rejected"}

_KEYS: dict[Column, Callable[[EntityRow], object]] = {
    Column.NAME: lambda row: row.name.casefold(),
    Column.KIND: lambda row: word_of(row.label),
    Column.ALSO: lambda row: (not row.also, ", ".join(row.also).casefold()),
    Column.MENTIONS: lambda row: len(row.mentions),
    Column.TEXTS: lambda row: row.documents,
    Column.DECISION: lambda row: list(VERDICTS).index(row.verdict),
}


def key_of(row: EntityRow) -> tuple[str, str]:
    """Return what stays the same of an entity when the table is read anew."""
    return row.label, " ".join(row.name.split()).casefold()


class EntityModel(QAbstractTableModel):
    """Holds rows; shows those that pass the filter, in the order asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[EntityRow] = ()
        self._rows: list[EntityRow] = []
        self._words = ""
        self._chip = ""
        self._column = Column.MENTIONS
        self._order = Qt.SortOrder.DescendingOrder

    @property
    def rows(self) -> Sequence[EntityRow]:
        """The entities shown, in their order."""
        return self._rows

    def show_rows(self, rows: Sequence[EntityRow]) -> None:
        """Show other entities."""
        self._all = rows
        self._arrange()

    def set_filter(self, words: str, chip: str) -> None:
        """Show only entities with all *words* in one of their spellings, and of one *chip* unless that is empty."""
        self._words, self._chip = words, chip
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into another order; equal ones stay with the most mentioned first."""
        self._column, self._order = Column(column), order
        self._arrange()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], Column(index.column())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            word = _cell(row, column)
            spoken = role == Qt.ItemDataRole.AccessibleTextRole and column in _NUMBERS
            return f"{HEADS[column]}: {word}" if spoken else word
        return None

    def _arrange(self) -> None:
        self.beginResetModel()
        wanted = self._words.casefold().split()
        shown = [row for row in self._all if self._passes(row, wanted)]
        shown.sort(key=lambda row: (-len(row.mentions), row.name.casefold()))
        key = _KEYS[self._column]
        shown.sort(key=key, reverse=self._order == Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type]
        self._rows = shown
        self.endResetModel()

    def _passes(self, row: EntityRow, wanted: Sequence[str]) -> bool:
        if self._chip and chip_of(row.label) != self._chip:
            return False
        spellings = [text.casefold() for text in (row.name, *row.also)]
        return any(all(word in text for word in wanted) for text in spellings)


def _cell(row: EntityRow, column: Column) -> str:
    match column:
        case Column.NAME:
            return row.name
        case Column.KIND:
            return word_of(row.label)
        case Column.ALSO:
            return ", ".join(row.also)
        case Column.MENTIONS:
            return f"{len(row.mentions):,}"
        case Column.TEXTS:
            return f"{row.documents:,}"
        case _:
            return VERDICTS[row.verdict]
