"""What is to be written out: which format, whose codings, which texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.rows import Index, Role, RowDelegate, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from glossator.ui.theme import Theme

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Target:
    """A format in which a project can be written."""

    format: str
    word: str
    says: str
    icon: str
    suffix: str
    """empty for a folder of files"""


TARGETS = (
    Target(
        "codebook-csv", "Codebook", "Codes with their rules, as a table (CSV)", "codebook", "codebook.csv"
    ),
    Target("codings-csv", "Codings", "Every coding with its words, as a table (CSV)", "table", "codings.csv"),
    Target(
        "codings-jsonl", "Codings as JSON lines", "For scripts, one coding a line", "code", "codings.jsonl"
    ),
    Target("texts", "Texts", "Each text as a file of its own (TXT), in a folder", "doc", ""),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants written."""

    target: Target
    coders: tuple[str, ...] = ()
    """names; empty for all"""
    texts: tuple[str, ...] = ()


class _Targets(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(TARGETS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        target = TARGETS[index.row()]
        shown = {
            int(Qt.ItemDataRole.DisplayRole): target.word,
            int(Role.SECOND): target.says,
            int(Role.ICON): target.icon,
        }
        return shown.get(role)


class ExportDialog(Dialog):
    """Rows of formats, and from whom and what; then a file dialog asks where."""

    wanted = Signal(object)
    """the `Wish`"""

    def __init__(
        self, theme: Theme, window: QWidget, coders: Sequence[str], texts: Sequence[str], text: str = ""
    ) -> None:
        """Offer *coders* and *texts* by name; *text* is the one shown in Code."""
        super().__init__(theme, window, "Export", "What is written stays in the project.", width=560)
        self.setObjectName("exportDialog")
        self.sentence.set_token("sub")
        self.list = RowList(theme, RowDelegate(theme, inset=0))
        self.list.setObjectName("exportFormats")
        self.list.setAccessibleName("Formats")
        self.list.setModel(_Targets(self.list))
        self.list.setFixedHeight(theme.px(44) * len(TARGETS))
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.doubleClicked.connect(lambda _: self.accept())
        self.list.activated.connect(lambda _: self.accept())
        first = [text] if text else []
        self._coders = Combo(theme, "Coders", _choices(coders))
        self._coders.setObjectName("exportCoders")
        self._texts = Combo(theme, "Texts", _choices([*first, *(name for name in texts if name != text)]))
        self._texts.setObjectName("exportTexts")
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self._coders)
        line.addWidget(self._texts)
        line.addStretch(1)
        self.body.addWidget(self.list)
        self.body.addSpacing(theme.px(4))
        self.body.addLayout(line)
        self.add_button("Cancel", role="reject")
        self._go = self.add_button("Choose where…", "primary", role="accept")
        self._go.setObjectName("exportGo")
        self.list.selectionModel().currentChanged.connect(lambda *_: self._fit())
        self.accepted.connect(lambda: self.wanted.emit(self.wish()))
        self._fit()

    def target(self) -> Target:
        """Return the format chosen."""
        return TARGETS[max(0, self.list.currentIndex().row())]

    def wish(self) -> Wish:
        """Return what is wanted."""
        coder, text = str(self._coders.value or ""), str(self._texts.value or "")
        by_coder = self.target().format.startswith("codings")
        return Wish(self.target(), (coder,) if coder and by_coder else (), (text,) if text else ())

    def _fit(self) -> None:
        """Show only what the format knows."""
        self._coders.setVisible(self.target().format.startswith("codings"))
        self._texts.setVisible(self.target().format != "codebook-csv")
        if self.is_open:
            self.place()


def _choices(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return *All*, and each name, for a combo."""
    return [("", f"All {len(names)}"), *((name, name) for name in names)]
