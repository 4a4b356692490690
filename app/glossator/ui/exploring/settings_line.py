"""The line of settings over a picture: whose codings, in which texts, with which codes, divided by what."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from glossator.ui.exploring.several import SeveralCombo
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from glossator.operations.frequency import By
    from glossator.ui.theme import Theme
    from glossator_db.records import Code, Coder, Document

_HEIGHT = 52
_SECOND = 38
BY = (("none", "Nothing"), ("document", "Text"), ("coder", "Coder"))
ORDERS = (("use", "Most used"), ("codebook", "Codebook"))
SHAPES = (("stacked", "Stacked"), ("beside", "Side by side"))


class SettingsLine(QWidget):
    """The combos, and *Show as table*."""

    changed = Signal()
    """something else is to be counted"""
    look_changed = Signal()
    """the same figures are to be shown in another way"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.px(_HEIGHT))
        self.follows_view = True
        """whether those coders are counted who are shown in the texts; until the person picks some here"""
        self.coders = SeveralCombo(theme, "Coders")
        self.texts = SeveralCombo(theme, "Texts")
        self.codes = SeveralCombo(theme, "Codes")
        self._by = Combo(theme, "By", BY)
        self._order = Combo(theme, "Order", ORDERS)
        self._shape = Segmented(theme, SHAPES, name="Bars")
        self.table_button = Button(theme, "Show as table", "quiet", icon="table")
        self.table_button.setCheckable(True)
        self.table_button.setToolTip("Show as table  T")
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), 0, theme.px(18), 0)
        column.setSpacing(0)
        for row in (self._first, self._second):
            row.setSpacing(theme.px(8))
            row.setContentsMargins(0, 0, 0, 0)
            column.addLayout(row)
        column.setStretch(0, 1)
        self._column = column
        self._first.addStretch(1)
        self._second.addStretch(1)
        self._parts: tuple[QWidget, ...] = (
            self.coders, self.texts, self.codes, self._by, self._order, self._shape,
        )  # fmt: skip
        names = ("Coders", "Texts", "Codes", "By", "Order", "Shape")
        for at, (widget, name) in enumerate(zip(self._parts, names, strict=True)):
            widget.setObjectName(f"explore{name}")
            self._first.insertWidget(at, widget)
        self.table_button.setObjectName("showAsTable")
        self._first.addWidget(self.table_button)
        self._wrapped = False
        self.coders.picked_changed.connect(self._on_coders)
        for several in (self.texts, self.codes):
            several.picked_changed.connect(lambda _: self.changed.emit())
        self._by.chosen.connect(self._on_by)
        self._order.chosen.connect(lambda _: self.look_changed.emit())
        self._shape.chosen.connect(lambda _: self.look_changed.emit())
        self.table_button.toggled.connect(lambda _: self.look_changed.emit())
        self._shape.hide()

    @property
    def by(self) -> By:
        """What divides the codings."""
        return cast("By", self._by.value)

    @property
    def by_use(self) -> bool:
        """Whether the most used code comes first."""
        return self._order.value == "use"

    @property
    def stacked(self) -> bool:
        """Whether the groups of a code lie in one bar."""
        return self._shape.value == "stacked" or self.by == "none"

    @property
    def as_table(self) -> bool:
        """Whether figures are wanted in place of the picture."""
        return self.table_button.isChecked()

    def divide_by(self, by: By) -> None:
        """Divide the codings by something else."""
        self._by.set_value(by)
        self._on_by(by)

    def offer(self, coders: Sequence[Coder], texts: Sequence[Document], codes: Sequence[Code]) -> None:
        """Offer what the project has now; what is chosen stays chosen."""
        self.coders.set_items([(coder.id, coder.name, None) for coder in coders], self.coders.picked)
        self.texts.set_items([(text.id, text.name, None) for text in texts], self.texts.picked)
        codable = [(code.id, code.name, (code.mark, code.color)) for code in codes if code.codable]
        self.codes.set_items(codable, self.codes.picked)
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """Put the second half on a line of its own where one line has no room for all."""
        px = self._theme.px
        shown = [part for part in (*self._parts, self.table_button) if not part.isHidden()]
        wanted = sum(part.sizeHint().width() for part in shown) + px(8) * len(shown) + px(36)
        wrapped = wanted > self.width()
        if wrapped == self._wrapped:
            return
        self._wrapped = wrapped
        for at, part in enumerate(self._parts[3:]):
            if wrapped:
                self._second.insertWidget(at, part)
            else:
                self._first.insertWidget(3 + at, part)
        self._column.setStretch(1, int(wrapped))
        self.setFixedHeight(px(_HEIGHT) + (px(_SECOND) if wrapped else 0))

    def _on_coders(self, picked: object) -> None:
        self.follows_view = False
        self.changed.emit()

    def _on_by(self, by: object) -> None:
        self._shape.setVisible(by != "none")
        self._wrap()
        self.changed.emit()
