"""Context menus: made of the window's actions, with their present keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from glossator.ui.actions import ActionTable
from glossator.ui.keys import cap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint


def show_menu(widget: QWidget, place: QPoint, ids: Sequence[str], name: str) -> QMenu | None:
    """Open a menu of the actions called *ids* at *place* on the screen; an empty id is a line.

    What cannot be done now is shown faint; what the window does not have is left out.
    """
    window = widget.window()
    if not isinstance(window, QMainWindow):
        return None
    table = ActionTable.of(window)
    menu = QMenu(widget)
    menu.setObjectName(name)
    for one in ids:
        if not one:
            menu.addSeparator()
            continue
        entry = table.entries.get(one)
        if entry is None:
            continue
        keys = table.keys_of(entry.action)
        item = menu.addAction(entry.action.text.replace("&", "&&") + (f"\t{cap(keys[0])}" if keys else ""))
        item.setObjectName(f"menu.{one}")
        item.setEnabled(entry.can_run())
        if entry.action.checked is not None:
            item.setCheckable(True)
            item.setChecked(entry.action.checked(entry.owner))
        item.triggered.connect(lambda _=False, entry=entry: entry.run())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu
