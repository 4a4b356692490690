"""The splitter: a line of one pixel that can be grabbed within seven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

if TYPE_CHECKING:
    from glossator.ui.settings import SettingsStore
    from glossator.ui.theme import Theme

_REACH = 3


class _Handle(QSplitterHandle):
    """One pixel wide to look at, three more on each side to grab."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._theme = theme

    def resizeEvent(self, event: QResizeEvent) -> None:
        # not Qt's own: it sets narrower margins, and each change of them is a resize again
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        if self.orientation() == Qt.Orientation.Horizontal:
            self.setContentsMargins(_REACH, 0, _REACH, 0)
        else:
            self.setContentsMargins(0, _REACH, 0, _REACH)
        self.setMask(QRegion(self.contentsRect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.contentsRect(), self._theme.tokens.line)


class Splitter(QSplitter):
    """A splitter that keeps its sizes under its objectName once `remember` was called."""

    def __init__(
        self,
        theme: Theme,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        theme.changed.connect(self.update)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self._theme, self.orientation(), self)

    def remember(self, settings: SettingsStore) -> None:
        """Take the sizes kept in *settings* for this objectName, and keep them when they change."""
        kept = settings.value.splitters.get(self.objectName())
        if kept and len(kept) == self.count():
            self.setSizes(list(kept))
        self.splitterMoved.connect(
            lambda: settings.set(
                splitters={**settings.value.splitters, self.objectName(): tuple(self.sizes())}
            )
        )
