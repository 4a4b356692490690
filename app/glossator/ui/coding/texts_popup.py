"""The list of texts that drops down from the text's name in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from glossator.ui.coding.documents_model import DocumentsModel
from glossator.ui.coding.documents_panel import DocumentDelegate
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.popup import Popup
from glossator.ui.widgets.rows import RowList

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from glossator.ui.theme import Theme

_ROW = 44
_MOST_ROWS = 9


class TextsPopup(Popup):
    """The rows of the documents panel, and the button that adds texts."""

    opened = Signal(object)
    add_asked = Signal()

    def __init__(self, theme: Theme, window: QWidget, model: DocumentsModel) -> None:
        super().__init__(theme, window, width=280)
        self.setObjectName("textsPopup")
        self._rows = RowList(theme, DocumentDelegate(theme))
        self._rows.setObjectName("textsList")
        self._rows.setAccessibleName("Documents")
        self._rows.setModel(model)
        self._rows.clicked.connect(self._take)
        self._rows.activated.connect(self._take)
        add = Button(theme, "Add texts…", "quiet", icon="plus", height=34)
        add.clicked.connect(self._add)
        self.column.addSpacing(theme.px(5))
        self.column.addWidget(self._rows)
        self.column.addWidget(add)
        self.column.addSpacing(theme.px(5))

    def open_under(self, button: QWidget, row: int) -> None:
        """Open under the text's name with the current text chosen."""
        model = self._rows.model()
        self._rows.setFixedHeight(self._theme.px(_ROW) * max(1, min(_MOST_ROWS, model.rowCount())))
        self._rows.setCurrentIndex(model.index(row, 0))
        self.show_at(self.anchor_of(button), self._rows)
        self._rows.shows_focus = True

    def _take(self, index: QModelIndex) -> None:
        document = index.data(DocumentsModel.IdRole)
        self.close_popup()
        self.opened.emit(document)

    def _add(self) -> None:
        self.close_popup()
        self.add_asked.emit()
