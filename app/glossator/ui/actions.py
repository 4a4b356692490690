"""The table of actions: menus, keys, the command palette and the key map are made from it.

A workspace keeps its actions as data and installs them once::

    ACTIONS = (
        Action("coding.apply", "Code palette", CodingPage.open_palette, "Code", ("Return",), "readingPane",
               enabled=CodingPage.can_code),
    )
    install(window, page, ACTIONS)

``enabled`` is asked when a menu or the palette opens and again when the action is run, so it is never stale;
in between the key stays alive. It is asked of a workspace that is shown: what works everywhere leads there
first, what belongs to a pane waits until that can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from glossator.ui import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EVERYWHERE = "everywhere"
_LAST = ("file.close", "file.settings", "file.quit")
"""these stay at the end of their menu, whatever is installed later"""
MENUS = ("File", "Edit", "Code", "View", "Go", "Help")
PLACES = {
    EVERYWHERE: "Everywhere",
    "readingPane": "Text",
    "codePalette": "Code palette",
    "codeTree": "Code tree",
    "codePanel": "Code tree",
    "documentList": "Documents",
    "entityTable": "Entities",
    "entitiesPage": "Entities",
    "explorePage": "Explore",
    "historyPanel": "History",
}
"""How the key map heads each scope; others go by the action's place."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do."""

    id: str
    """``edit.undo``; the objectName of its QAction"""
    text: str
    """sentence case; ends in … where more will be asked"""
    run: Callable[[Any], object]
    """called with the owner it was installed for"""
    menu: str
    """one of `MENUS`, or a menu inside one: ``Code/Code with digit``; empty for the palette alone"""
    keys: tuple[str, ...] = ()
    """portable names: ``Ctrl+Shift+P``, ``J``, ``Shift+Return``"""
    scope: str = EVERYWHERE
    """``everywhere``, or the objectName of the widget that must have the focus, itself or one inside it"""
    enabled: Callable[[Any], bool] | None = None
    """called with the owner"""
    place: str = ""
    """what the palette prints at the right; the menu's name if empty"""
    checked: Callable[[Any], bool] | None = None
    """for what is on or off: asked when its menu opens"""
    refuse: Callable[[Any], object] | None = None
    """called with the owner in place of ``run`` where a key asks for what is not enabled: says why"""


class Ways:
    """How an action gets to its owner; here everything is at hand, the window leads to its workspaces."""

    def is_here(self, owner: object) -> bool:
        """Say whether *owner* is shown, if it is something that is shown at all."""
        return True

    def can_go(self, owner: object) -> bool:
        """Say whether *owner* can be shown now."""
        return True

    def go(self, owner: object) -> None:
        """Show *owner*."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An installed action."""

    action: Action
    item: QAction
    owner: Any
    ways: Ways

    @property
    def place(self) -> str:
        """The word the palette prints."""
        return self.action.place or _bar_menu(self.action) or PLACES.get(self.action.scope, "")

    @property
    def scope_word(self) -> str:
        """The heading it has in the key map."""
        return PLACES.get(self.action.scope, self.place)

    def can_run(self) -> bool:
        """Ask whether it makes sense now."""
        if not self.ways.is_here(self.owner):
            return self.action.scope == EVERYWHERE and self.ways.can_go(self.owner)
        return self.action.enabled is None or self.action.enabled(self.owner)

    def run(self) -> None:
        """Run it where it belongs, if it makes sense now."""
        if not self.ways.is_here(self.owner) and self.can_run():
            self.ways.go(self.owner)
        if not self.ways.is_here(self.owner):
            return
        if self.can_run():
            self.action.run(self.owner)
        elif self.action.refuse is not None:
            self.action.refuse(self.owner)


class ActionTable(QObject):
    """All actions of one window, in the order in which they were installed."""

    changed = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._tails: dict[str, QAction] = {}
        self.entries: dict[str, Entry] = {}
        self.ways = Ways()
        self._changed_keys: dict[str, tuple[str, ...]] = {}
        self._single_letters = True

    @classmethod
    def of(cls, window: QMainWindow) -> ActionTable:
        """Return the window's table, made on first use."""
        found = window.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else cls(window)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def menu(self, name: str) -> QMenu:
        """Return the menu *name*, made on first use in the order of `MENUS`."""
        if not self._menus:
            for title in MENUS:
                menu = self._window.menuBar().addMenu(f"&{title}")
                menu.aboutToShow.connect(lambda title=title: self._ask(title))
                menu.aboutToHide.connect(self._wake)
                self._menus[title] = menu
        if name not in self._menus:
            outer, _, title = name.partition("/")
            self._menus[name] = QMenu(title, self._menus[outer])
            self._insert(outer, self._menus[name].menuAction())
        return self._menus[name]

    def install(self, owner: object, actions: Sequence[Action]) -> dict[str, QAction]:
        """Add *actions* and return their QActions by id; ids are unique in the window."""
        made = {action.id: self._make(owner, action) for action in actions}
        for name in dict.fromkeys(_bar_menu(action) for action in actions if action.menu):
            self.menu(name).insertSeparator(self._tails.get(name))  # type: ignore[arg-type]
        self.changed.emit()
        return made

    def remove(self, owner: object) -> None:
        """Take away everything that was installed for *owner*."""
        for name in [entry.action.id for entry in self if entry.owner is owner]:
            entry = self.entries.pop(name)
            entry.item.setParent(None)
            entry.item.deleteLater()
        self.changed.emit()

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """Return the keys *action* has now: the person's own, else those it came with."""
        return self._changed_keys.get(action.id, keys.native(action.keys))

    def set_keys(self, changed: dict[str, tuple[str, ...]], *, single_letters: bool) -> None:
        """Take the person's own keys, and let single letters act or not."""
        if (changed, single_letters) == (self._changed_keys, self._single_letters):
            return
        self._changed_keys = dict(changed)
        self._single_letters = single_letters
        for entry in self:
            self._give_keys(entry.action, entry.item)
        self.changed.emit()

    def _make(self, owner: object, action: Action) -> QAction:
        if action.id in self.entries:
            raise ValueError(f"{action.id} is installed twice")
        item = QAction(action.text, self._window)
        item.setObjectName(action.id)
        item.setCheckable(action.checked is not None)
        item.setMenuRole(QAction.MenuRole.NoRole)
        entry = Entry(action, item, owner, self.ways)
        item.triggered.connect(lambda: entry.run())
        self._place(owner, action, item)
        self._give_keys(action, item)
        if action.menu:
            self._add_to_menu(action, item)
        self.entries[action.id] = entry
        return item

    def _add_to_menu(self, action: Action, item: QAction) -> None:
        if action.id in _LAST:
            self.menu(action.menu).addAction(item)
            self._tails.setdefault(action.menu, item)
        else:
            self._insert(action.menu, item)

    def _insert(self, menu: str, item: QAction) -> None:
        tail = self._tails.get(menu)
        if tail is not None:
            self.menu(menu).insertAction(tail, item)
        else:
            self.menu(menu).addAction(item)

    def _place(self, owner: object, action: Action, item: QAction) -> None:
        if action.scope == EVERYWHERE:
            item.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._window.addAction(item)
            return
        item.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._holder(owner, action).addAction(item)

    def _holder(self, owner: object, action: Action) -> QWidget:
        for root in (owner, self._window):
            if isinstance(root, QWidget):
                found = root if root.objectName() == action.scope else root.findChild(QWidget, action.scope)
                if found is not None:
                    return found
        raise ValueError(f"{action.id}: no widget is called {action.scope}")

    def _give_keys(self, action: Action, item: QAction) -> None:
        names = self.keys_of(action)
        if not self._single_letters:
            names = tuple(name for name in names if not keys.is_single(name))
        item.setShortcuts([QKeySequence(name) for name in names])

    def _ask(self, menu: str) -> None:
        for entry in self:
            if _bar_menu(entry.action) == menu:
                entry.item.setEnabled(entry.can_run())
            if _bar_menu(entry.action) == menu and entry.action.checked is not None:
                entry.item.setChecked(entry.action.checked(entry.owner))

    def _wake(self) -> None:
        for entry in self:
            entry.item.setEnabled(True)


def _bar_menu(action: Action) -> str:
    """Return the menu of the bar in which *action* is, however deep."""
    return action.menu.partition("/")[0]


def install(window: QMainWindow, owner: object, actions: Sequence[Action]) -> dict[str, QAction]:
    """Add *actions* of *owner* to the window's menus, keys and command palette; return QActions by id.

    The widget a scope names must exist already, inside *owner* or the window.
    """
    return ActionTable.of(window).install(owner, actions)
