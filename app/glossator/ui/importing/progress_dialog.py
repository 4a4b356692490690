"""How far an import is: a bar, and a row for each file."""

from __future__ import annotations

import time
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.progress import ProgressLine
from glossator.ui.widgets.rows import Index, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from glossator.ui.theme import Theme

_ROOT = QModelIndex()
_PITCH = 34
_LONG = 5.0  # s; only of more is the rest of time said
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class FileRole(IntEnum):
    """What the model tells the delegate."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """waiting, reading, done or failed"""
    NOTE = STATE + 1


class FilesModel(QAbstractListModel):
    """The files of an import, each with how far it is."""

    def __init__(self, paths: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [path.name for path in paths]
        self._rows = {path: row for row, path in enumerate(paths)}
        self._notes: dict[int, str] = {}
        self._states: dict[int, str] = {}

    def take(self, path: Path, words: int, reason: str) -> int:
        """Note that *path* was read, or why not; return its row."""
        row = self._rows.get(path)
        if row is None:  # a file of a folder
            row = len(self._names)
            self.beginInsertRows(_ROOT, row, row)
            self._names.append(path.name)
            self._rows[path] = row
            self.endInsertRows()
        self._states[row] = "failed" if reason else "done"
        self._notes[row] = reason or (f"{words:,} word{'' if words == 1 else 's'}" if words else "")
        self.dataChanged.emit(self.index(row), self.index(len(self._names) - 1))
        return row

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._names[row]
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._names[row]}, {self._note(row)}"
            case FileRole.STATE:
                return self._state(row)
            case FileRole.NOTE:
                return self._note(row)
        return None

    def _state(self, row: int) -> str:
        if row in self._states:
            return self._states[row]
        first = next((at for at in range(len(self._names)) if at not in self._states), -1)
        return "reading" if row == first else "waiting"

    def _note(self, row: int) -> str:
        words = {"reading": "Reading …", "waiting": "Waiting"}
        return self._notes.get(row) or words.get(self._state(row), "")


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_PITCH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, t, px, rect = self._theme, self._theme.tokens, self._theme.px, QRectF(option.rect)
        state = index.data(FileRole.STATE)
        sign = QRectF(rect.left(), rect.top(), px(18), rect.height())
        if state == "done":
            theme.paint_icon(painter, "check", "good", sign, size=17)
        elif state == "failed":
            theme.paint_icon(painter, "warn", "warn", sign, size=17)
        elif state == "reading":
            self._ring(painter, sign)
        painter.setFont(theme.font(13))
        painter.setPen(t.sub if state == "waiting" else t.text)
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, rect.width() * 0.5)
        left = rect.left() + px(28)
        painter.drawText(QRectF(left, rect.top(), rect.width(), rect.height()), _LINE, name)
        left += metrics.horizontalAdvance(name) + px(16)
        room = rect.right() - left
        note = metrics.elidedText(index.data(FileRole.NOTE), Qt.TextElideMode.ElideRight, room)
        painter.setPen(t.warn if state == "failed" else t.sub)
        painter.drawText(rect, _LINE | Qt.AlignmentFlag.AlignRight, note)

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        side = self._theme.px(13)
        ring = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.tokens.line, 2))
        painter.drawEllipse(ring)
        painter.setPen(QPen(self._theme.tokens.accent, 2))
        painter.drawArc(ring, 90 * 16, -220 * 16)
        painter.restore()


class ProgressDialog(Dialog):
    """Opens over an import that takes its time; rejecting it means *Cancel*."""

    def __init__(self, theme: Theme, window: QWidget, title: str, paths: Sequence[Path]) -> None:
        super().__init__(theme, window, title, " ", width=620, height=430)
        self.setObjectName("importDialog")
        self.sentence.set_token("sub")
        self._began = time.monotonic()
        self._bar = ProgressLine(theme, "Import")
        self._bar.setObjectName("importProgress")
        self._files = FilesModel(paths, self)
        self._list = RowList(theme)
        self._list.setObjectName("importFiles")
        self._list.setAccessibleName("Files")
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setModel(self._files)
        self._list.setSelectionMode(RowList.SelectionMode.NoSelection)
        self.body.addWidget(self._bar)
        self.body.addSpacing(theme.px(8))
        self.body.addWidget(self._list, 1)
        self.foot_label.setText("Cancel leaves the project as it was.")
        self._cancel = self.add_button("Cancel", role="reject")
        self._cancel.setObjectName("importCancel")

    def open(self, focus: QWidget | None = None) -> None:
        super().open(focus or self._cancel)

    def show_step(self, done: int, total: int) -> None:
        """Say how far it is, and how long it will take where that is long."""
        self._bar.set_progress(done, total)
        words = f"{done:,} of {total:,}"
        passed = time.monotonic() - self._began
        left = passed / done * (total - done) if done else 0.0
        if left > _LONG:
            words += f" · about {_duration(left)} left"
        self.sentence.setText(words)

    def show_file(self, path: Path, words: int, reason: str) -> None:
        """Note in its row that a file was read, or why not."""
        row = self._files.take(path, words, reason)
        self._list.scrollTo(self._files.index(min(row + 2, self._files.rowCount() - 1)))


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(10, round(seconds / 10) * 10)} seconds"
    minutes = round(seconds / 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
