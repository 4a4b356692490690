"""The bar over the table: filter field and chips; where it is narrow the chips go below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from glossator.ui.entities.kind_chips import KindChips
from glossator.ui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from glossator.ui.theme import Theme

_FIELD = 220
_LEAST_FIELD = 160
_HEIGHT = 51
_SECOND = 33
_EDGES = (16, 12)
_GAP = 10


class FilterBar(QWidget):
    """One line of 51, or two."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.filter = Field(theme, "Filter entities", icon="filter", key="/", clear=True)
        self.filter.setObjectName("entityFilter")
        self.filter.setMinimumWidth(px(_LEAST_FIELD))
        self.filter.setMaximumWidth(px(_FIELD))
        self.chips = KindChips(theme)
        self.chips.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(_EDGES[0]), 0, px(_EDGES[1]), 0)
        self._grid.setHorizontalSpacing(px(_GAP))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(self.filter, 0, 0)
        self._below: bool | None = None
        self._arrange()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Print how many entities there are of each kind."""
        self.chips.show_counts(counts)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        room = self.width() - px(sum(_EDGES))
        self.chips.fit(10_000)
        wanted = self.chips.sizeHint().width() + px(_GAP + _LEAST_FIELD)
        below = wanted > room
        self.chips.fit(room if below else 10_000)
        if below != self._below:
            self._below = below
            side = Qt.AlignmentFlag.AlignLeft
            self._grid.removeWidget(self.chips)
            if below:
                self._grid.addWidget(self.chips, 1, 0, 1, 3, side | Qt.AlignmentFlag.AlignTop)
            else:
                self._grid.addWidget(self.chips, 0, 1, side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.setRowMinimumHeight(0, px(_HEIGHT))
        self._grid.setRowMinimumHeight(1, px(_SECOND) if below else 0)
        self.setFixedHeight(px(_HEIGHT) + (px(_SECOND) if below else 0))
