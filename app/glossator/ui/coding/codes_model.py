"""The tree of codes as a Qt model: records by id, and precise steps from one state to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from glossator.ui.widgets.tips import tip
from glossator_db.records import Code, CodeId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

CODE_MIME = "application/x-glossator-code"
PASSAGE_MIME = "application/x-glossator-passage"


@dataclass(slots=True, eq=False)
class Node:
    """One code in the tree; the root has no code."""

    code: Code | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.parent.children.index(self) if self.parent else 0

    def walk(self) -> Iterator[Node]:
        """All nodes below, parents first."""
        for child in self.children:
            yield child
            yield from child.walk()


class CodesModel(QAbstractItemModel):
    """Shows the tree of codes; knows no SQL and changes nothing itself."""

    IdRole = Qt.ItemDataRole.UserRole + 1
    CodeRole = Qt.ItemDataRole.UserRole + 2
    CountRole = Qt.ItemDataRole.UserRole + 3
    HiddenRole = Qt.ItemDataRole.UserRole + 4

    move_asked = Signal(object, object, int)  # code, parent or None, row before which
    merge_asked = Signal(object, object)  # from, into
    passage_dropped = Signal(object)  # code
    rename_asked = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node()
        self._nodes: dict[CodeId, Node] = {}
        self._counts: dict[CodeId, int] = {}
        self._hidden: frozenset[CodeId] = frozenset()
        self.read_only = False

    # what is shown

    def show(self, codes: Sequence[Code]) -> None:
        """Show *codes* (parents before children, siblings in order): insert, move and remove rows."""
        if not self._nodes:
            self.beginResetModel()
            for code in codes:
                self._attach(code, self._parent_node(code))
            self.endResetModel()
            return
        wanted = {code.id: code for code in codes}
        self._remove_gone(wanted)
        rows: dict[CodeId | None, int] = {}
        order: dict[CodeId | None, list[CodeId]] = {}
        for code in codes:
            order.setdefault(code.parent_id, []).append(code.id)
        for code in codes:
            row = rows.get(code.parent_id, 0)
            self._place(code, row, order[code.parent_id])
            rows[code.parent_id] = row + 1
        self._remove_gone(wanted, survivors_below=False)
        changed = [code for code in codes if self._nodes[code.id].code != code]
        for code in changed:
            self._nodes[code.id].code = code
            index = self.index_of(code.id)
            self.dataChanged.emit(index, index)

    def show_counts(self, counts: Mapping[CodeId, int]) -> None:
        """Show how many codings each code has; only rows whose figure differs are repainted."""
        touched = {
            code for code in {*counts, *self._counts} if counts.get(code, 0) != self._counts.get(code, 0)
        }
        self._counts = {code: count for code, count in counts.items() if count}
        self._count_changed(touched)

    def count_one(self, code: CodeId, count: int) -> None:
        """Show another figure for one code."""
        self._counts[code] = count
        self._count_changed({code})

    def show_hidden(self, codes: frozenset[CodeId]) -> None:
        """Show which codes have their codings hidden."""
        touched, self._hidden = codes ^ self._hidden, codes
        for code in touched & self._nodes.keys():
            index = self.index_of(code)
            self.dataChanged.emit(index, index, [self.HiddenRole])

    def index_of(self, code: CodeId | None) -> QModelIndex:
        """Return where a code is shown; an invalid index for None or an unknown one."""
        node = self._nodes.get(code) if code is not None else None
        return self.createIndex(node.row, 0, int(code or 0)) if node else QModelIndex()

    def node(self, index: Index) -> Node:
        """Return the node at *index*, the root for an invalid one."""
        return self._nodes[CodeId(index.internalId())] if index.isValid() else self._root

    def code(self, code: CodeId) -> Code | None:
        """Return a code's record."""
        node = self._nodes.get(code)
        return node.code if node else None

    def codes(self) -> list[Code]:
        """Return the records in the order of the tree."""
        return [node.code for node in self._root.walk() if node.code]

    def children(self, code: CodeId | None) -> list[CodeId]:  # type: ignore[override]  # Qt's lists QObjects
        """Return the codes directly below, or those at the top."""
        node = self._nodes[code] if code is not None else self._root
        return [child.code.id for child in node.children if child.code]

    def below(self, code: CodeId) -> set[CodeId]:
        """Return a code and all below it."""
        return {code, *(node.code.id for node in self._nodes[code].walk() if node.code)}

    def count(self, code: CodeId) -> int:
        """Return a code's codings; a heading's are those of the codes below it."""
        node = self._nodes[code]
        if node.code and not node.code.codable:
            return sum(self._counts.get(one, 0) for one in self.below(code))
        return self._counts.get(code, 0)

    # Qt's questions

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self.node(parent).children
        if column or not 0 <= row < len(children):
            return QModelIndex()
        code = children[row].code
        return self.createIndex(row, 0, int(code.id)) if code else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        if above is None or above.code is None:
            return QModelIndex()
        return self.createIndex(above.row, 0, int(above.code.id))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code = self.node(index).code
        if code is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return code.name
            case self.IdRole:
                return code.id
            case self.CodeRole:
                return code
            case self.CountRole:
                return self.count(code.id)
            case self.HiddenRole:
                return code.id in self._hidden
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(code)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{code.name}\n{code.description}".strip())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        code = self.node(index).code
        name = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or code is None or not name or name == code.name:
            return False
        self.rename_asked.emit(code.id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.read_only:
            return kept if index.isValid() else Qt.ItemFlag.NoItemFlags
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            kept | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        )

    # dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [CODE_MIME, PASSAGE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(CODE_MIME, str(indexes[0].internalId()).encode("ascii"))
        return mime

    def canDropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        target = self.node(parent).code
        if mime.hasFormat(PASSAGE_MIME):
            return row < 0 and target is not None and target.codable
        dragged = dragged_code(mime)
        if dragged not in self._nodes:
            return False
        if action == Qt.DropAction.CopyAction:
            return row < 0 and target is not None and target.id not in self.below(dragged)
        return target is None or target.id not in self.below(dragged)

    def dropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(mime, action, row, column, parent):
            return False
        target = self.node(parent).code
        dragged = dragged_code(mime)
        if mime.hasFormat(PASSAGE_MIME):
            self.passage_dropped.emit(target.id if target else None)
        elif action == Qt.DropAction.CopyAction and target:
            self.merge_asked.emit(dragged, target.id)
        else:
            below = self.rowCount(parent)
            self.move_asked.emit(dragged, target.id if target else None, below if row < 0 else row)
        return False  # the rows move when the store has changed, so the view must not remove any

    # the steps

    def _attach(self, code: Code, parent: Node, row: int | None = None) -> None:
        node = Node(code, parent)
        parent.children.insert(len(parent.children) if row is None else row, node)
        self._nodes[code.id] = node

    def _parent_node(self, code: Code) -> Node:
        return self._nodes[code.parent_id] if code.parent_id is not None else self._root

    def _node_index(self, node: Node) -> QModelIndex:
        return self.index_of(node.code.id) if node.code else QModelIndex()

    def _place(self, code: Code, row: int, order: Sequence[CodeId]) -> None:
        """Bring *code* to *row* of its parent; *order* is how its siblings will stand."""
        parent = self._parent_node(code)
        node = self._nodes.get(code.id)
        if node is None:
            self.beginInsertRows(self._node_index(parent), row, row)
            self._attach(code, parent, row)
            self.endInsertRows()
            return
        here = parent.children
        if row < len(here) and here[row] is node:
            return
        if node.parent is parent and here.index(node) == row + 1:  # the one in its way may be what moved
            other = here[row]
            if other.code and other.code.id in order:
                self._move(other, parent, min(order.index(other.code.id), len(here) - 1))
        if node.parent is not parent or node.row != row:
            self._move(node, parent, row)

    def _move(self, node: Node, parent: Node, row: int) -> None:
        source, at = node.parent, node.row
        if source is None or (source is parent and at == row):
            return
        to = row + 1 if source is parent and row > at else row
        self.beginMoveRows(self._node_index(source), at, at, self._node_index(parent), to)
        source.children.pop(at)
        parent.children.insert(row, node)
        node.parent = parent
        self.endMoveRows()

    def _remove_gone(self, wanted: Mapping[CodeId, Code], *, survivors_below: bool = True) -> None:
        """Remove what is not *wanted*; first only branches from which nothing survives."""
        for node in list(self._root.walk()):
            if node.code is None or node.code.id in wanted or node.code.id not in self._nodes:
                continue
            below = [one.code.id for one in node.walk() if one.code]
            if survivors_below and any(one in wanted for one in below):
                continue
            parent, row = node.parent or self._root, node.row
            self.beginRemoveRows(self._node_index(parent), row, row)
            del parent.children[row]
            for gone in (node.code.id, *below):
                del self._nodes[gone]
            self.endRemoveRows()

    def _count_changed(self, codes: set[CodeId]) -> None:
        rows: set[CodeId] = set()
        for code in codes & self._nodes.keys():
            node: Node | None = self._nodes[code]
            while node and node.code:
                rows.add(node.code.id)
                node = node.parent
        for row in rows:
            index = self.index_of(row)
            self.dataChanged.emit(index, index, [self.CountRole])

    def _spoken(self, code: Code) -> str:
        above = self._nodes[code.id].parent
        count = self.count(code.id)
        parts = [
            code.name,
            ("code" if code.codable else "heading")
            + (f" in {above.code.name}" if above and above.code else ""),
            f"{count:,} coding{'' if count == 1 else 's'}",
        ]
        if code.digit:
            parts.append(f"key {code.digit}")
        if code.id in self._hidden:
            parts.append("hidden")
        return ", ".join(parts)


def dragged_code(mime: QMimeData) -> CodeId:
    """Return the code that is being dragged, 0 where none is."""
    data = mime.data(CODE_MIME).toStdString()
    return CodeId(int(data) if data.isdigit() else 0)
