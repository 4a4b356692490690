"""The list of texts as a Qt model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from glossator_db.records import Document, DocumentId

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DocumentsModel(QAbstractListModel):
    """Shows documents in their order by inserting, removing and changing rows."""

    IdRole = Qt.ItemDataRole.UserRole + 1
    SecondRole = Qt.ItemDataRole.UserRole + 2

    rename_asked = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: list[Document] = []
        self.read_only = False

    def show(self, documents: Sequence[Document]) -> None:
        """Show other documents; those that stay keep their rows."""
        wanted = {document.id for document in documents}
        for row in range(len(self._documents) - 1, -1, -1):
            if self._documents[row].id not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self._documents[row]
                self.endRemoveRows()
        for row, document in enumerate(documents):
            self._place(document, row)

    def row_of(self, document: DocumentId | None) -> int:
        """Return the row of a document, -1 where it is not shown."""
        return next((row for row, one in enumerate(self._documents) if one.id == document), -1)

    def document(self, row: int) -> Document | None:
        """Return the document in a row."""
        return self._documents[row] if 0 <= row < len(self._documents) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._documents)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self._documents[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return document.name
            case self.IdRole:
                return document.id
            case self.SecondRole:
                return f"{words_of(document)}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{document.name}, {words_of(document)}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        document, name = self._documents[index.row()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == document.name:
            return False
        self.rename_asked.emit(document.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return kept if self.read_only else kept | Qt.ItemFlag.ItemIsEditable

    def _place(self, document: Document, row: int) -> None:
        here = self.row_of(document.id)
        if here < 0:
            self.beginInsertRows(_ROOT, row, row)
            self._documents.insert(row, document)
            self.endInsertRows()
            return
        if here != row:
            self.beginMoveRows(_ROOT, here, here, _ROOT, row)
            self._documents.insert(row, self._documents.pop(here))
            self.endMoveRows()
        if self._documents[row] != document:
            self._documents[row] = document
            self.dataChanged.emit(self.index(row), self.index(row))


def words_of(document: Document) -> str:
    """Return “689 words”."""
    return f"{document.words:,} word{'' if document.words == 1 else 's'}"
