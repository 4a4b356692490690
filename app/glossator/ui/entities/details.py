"""What is known of the entity the table is on: kind, rule, spellings, mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from glossator.ui.entities.kinds import word_of
from glossator.ui.entities.mention_list import MentionList
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.chips import Chip
from glossator.ui.widgets.labels import ElidedLabel, Ground, Label
from glossator.ui.widgets.tips import tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.operations.contexts import Texts
    from glossator.operations.entities import EntityRow
    from glossator.ui.theme import Theme

_MOST_CHIPS = 3


class EntityDetails(Ground):
    """The panel at the right."""

    code_all = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "win", parent)
        self._theme = theme
        px = theme.px
        self.setObjectName("entityDetails")
        self.setAccessibleName("Details of the entity")
        self._name = ElidedLabel(theme, size=15, weight=600)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rule = ElidedLabel(theme, size=12, token="sub")
        self._rule.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._also = QWidget()
        self._also.setObjectName("aliasList")
        self._also_row = QHBoxLayout(self._also)
        self._also_row.setContentsMargins(0, 0, 0, 0)
        self._also_row.setSpacing(px(8))
        self._count = Label(theme, weight=600)
        self.code_button = Button(theme, "Code all mentions…", height=28)
        self.code_button.setToolTip("Code all mentions  K")
        self.code_button.clicked.connect(self.code_all)
        self.list = MentionList(theme)
        first, third = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(px(12))
        for row in (first, third):
            row.setContentsMargins(px(18), 0, px(16), 0)
        first.addWidget(self._name)
        first.addWidget(self._rule, 1)
        third.addWidget(self._count)
        third.addStretch(1)
        third.addWidget(self.code_button)
        self._also.setContentsMargins(px(18), 0, px(16), 0)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, px(14), 0, 0)
        column.setSpacing(px(9))
        column.addLayout(first)
        column.addWidget(self._also)
        column.addLayout(third)
        column.addWidget(self.list, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(full)
        self.setMinimumWidth(px(260))

    def clear(self) -> None:
        """Show nothing."""
        self.list.mentions.show_mentions(None, ())
        self._stack.setCurrentIndex(0)

    def show_entity(self, row: EntityRow, texts: Texts) -> None:
        """Show *row*, its mentions read from *texts*."""
        self._name.setText(row.name)
        self._rule.setText(f"{word_of(row.label)}, {found_by(row)}")
        self._show_spellings(row.also)
        count = len(row.mentions)
        self._count.setText(f"{count:,} mention{'' if count == 1 else 's'}")
        at = self.list.currentIndex().row() if self.list.hasFocus() else -1
        self.list.mentions.show_mentions(texts, row.mentions)
        if 0 <= at < self.list.mentions.rowCount():
            self.list.setCurrentIndex(self.list.mentions.index(at, 0))
        self._stack.setCurrentIndex(1)

    def _show_spellings(self, also: Sequence[str]) -> None:
        while (item := self._also_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._also.setVisible(bool(also))
        if not also:
            return
        self._also_row.addWidget(Label(self._theme, "Also written", size=12, token="sub"))
        for spelling in also[:_MOST_CHIPS]:
            self._also_row.addWidget(Chip(self._theme, spelling))
        if len(also) > _MOST_CHIPS:
            more = Label(self._theme, f"and {len(also) - _MOST_CHIPS} more", size=12, token="sub")
            more.setToolTip(tip(", ".join(also[_MOST_CHIPS:])))
            self._also_row.addWidget(more)
        self._also_row.addStretch(1)


_INNER = str.maketrans("“”", "‘’")


def found_by(row: EntityRow) -> str:
    """Return in words what found an entity: found by rule “title and name”, by rule “name with ‘Alliance’”."""
    rules = list(dict.fromkeys(mention.rule for mention in row.mentions if mention.rule))
    if not rules:
        return f"found by {row.mentions[0].pipeline}" if row.mentions else ""
    names = " and ".join(f"“{rule.translate(_INNER)}”" for rule in rules[:2])
    more = f" and {len(rules) - 2} more" if len(rules) > 2 else ""
    return f"found by rule{'s' if len(rules) > 1 else ''} {names}{more}"
