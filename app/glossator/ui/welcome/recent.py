"""The projects opened lately: a model, and how a row is painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from glossator.ui.days import day_word
from glossator.ui.widgets.rows import Index, RowDelegate, draw_row
from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from glossator.ui.settings import Recent

_ROOT = QModelIndex()
_ROOM_FOR_SIZE = 600
PROJECT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A project as the list shows it."""

    path: str
    name: str
    where: str
    size: str
    when: str
    missing: bool


def plural(number: int, word: str) -> str:
    """Return the number with its noun: “1 code”, “2 codes”."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def where(path: Path, home: Path) -> str:
    """Return the folder of *path* in words: ``Documents › Studies``, from the person's home on."""
    folder = path.parent
    parts = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts
    return " › ".join(part for part in parts if part != folder.anchor) or "Home folder"


def when(opened: str, now: datetime) -> str:
    """Return a local time in words: “Today, 14:03”, “Yesterday, 18:40”, “3 November”, “3 November 2024”."""
    try:
        time = datetime.fromisoformat(opened)
    except ValueError:
        return ""
    day = day_word(time, now)
    return f"{day}, {time:%H:%M}" if day in ("Today", "Yesterday") else day


def row_of(recent: Recent, now: datetime) -> Row:
    """Return how *recent* is shown."""
    path = Path(recent.path)
    sizes = ((recent.texts, "text"), (recent.codes, "code"), (recent.coders, "coder"))
    size = ", ".join(plural(number, word) for number, word in sizes) if any(n for n, _ in sizes) else ""
    return Row(
        recent.path, path.stem, where(path, Path.home()), size, when(recent.opened, now), not path.is_file()
    )


class RecentModel(QAbstractListModel):
    """Shows the projects whose name or folder holds the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._filter = ""

    def show(self, rows: tuple[Row, ...]) -> None:
        """Replace all rows."""
        self._all = rows
        self.filter(self._filter)

    def filter(self, letters: str) -> None:
        """Show only what holds *letters*."""
        self.beginResetModel()
        self._filter = letters.casefold()
        self._shown = tuple(row for row in self._all if self._filter in f"{row.name} {row.where}".casefold())
        self.endResetModel()

    def at(self, row: int) -> Row:
        """Return what is shown in *row*."""
        return self._shown[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                state = "not found" if row.missing else row.when
                return ", ".join(word for word in (row.name, row.where, row.size, state) if word)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(row.path)
            case _ if role == PROJECT_ROLE:
                return row
        return None


class RecentDelegate(RowDelegate):
    """Paints a project in a row of 68: name over folder, size in a column, time at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.theme.px(68))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self.theme, self.theme.px
        row: Row = index.data(PROJECT_ROLE)
        box = QRectF(option.rect).adjusted(0, px(4), 0, -px(4))
        ring = bool(option.state & QStyle.StateFlag.State_HasFocus) and getattr(
            option.widget, "shows_focus", False
        )
        draw_row(painter, box, theme, option.state, ring=ring, inset=0)
        icon = QRectF(box.left() + px(14), box.top(), px(20), box.height())
        theme.paint_icon(painter, "doc", "sub" if row.missing else "accent", icon, size=20)
        self._words(painter, box, row)

    def _words(self, painter: QPainter, box: QRectF, row: Row) -> None:
        t, px = self.theme.tokens, self.theme.px
        middle, left = box.center().y(), box.left() + px(52)
        roomy = box.width() >= px(_ROOM_FOR_SIZE)
        column = box.left() + box.width() * 0.443 if roomy else box.right() - px(200 if row.missing else 140)
        first = QRectF(left, middle - px(20), column - left - px(12), px(20))
        below = QRectF(left, middle + px(1), column - left - px(12), px(18))
        self._line(painter, first, row.name, t.faint if row.missing else t.text, 14)
        folder = f"{row.where} · not found" if row.missing else row.where
        self._line(painter, below, folder, t.warn if row.missing else t.sub, 12)
        if roomy:
            size = QRectF(
                column, box.top(), box.right() - column - px(210 if row.missing else 150), box.height()
            )
            self._line(painter, size, row.size, t.faint if row.missing else t.sub, 13)
        if not row.missing:
            painter.setFont(self.theme.font(13))
            painter.setPen(t.sub)
            right = box.adjusted(0, 0, -px(14), 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.when)
