"""The table of workspaces: what the rail shows, which key leads there, and how each is made.

A workspace is imported when it is first shown, so the window paints before any of them. One that is
not there is not shown; the others keep their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from glossator.ui.actions import Action

if TYPE_CHECKING:
    from glossator.ui.session import Session
    from glossator.ui.settings import SettingsStore
    from glossator.ui.tasks import Tasks
    from glossator.ui.theme import Theme

Made = tuple[QWidget, Sequence[Action]]


@dataclass(frozen=True, slots=True)
class Needs:
    """What every workspace gets in its constructor."""

    session: Session
    theme: Theme
    settings: SettingsStore
    tasks: Tasks
    parent: QWidget


@dataclass(frozen=True, slots=True)
class Workspace:
    """One place of the rail."""

    page: str
    """objectName of its page"""
    rail: str
    """objectName of its item in the rail"""
    icon: str
    word: str
    key: str
    package: str
    """the module that must be there"""
    make: Callable[[Needs], Made]

    def exists(self) -> bool:
        """Say whether this program has it."""
        return find_spec(self.package) is not None


def _code(needs: Needs) -> Made:
    from glossator.ui.coding.actions import ACTIONS
    from glossator.ui.coding.page import CodingPage

    return CodingPage(needs.session, needs.theme, needs.settings, needs.tasks, needs.parent), ACTIONS


def _entities(needs: Needs) -> Made:
    from glossator.ui.entities.actions import ACTIONS
    from glossator.ui.entities.page import EntitiesPage

    return EntitiesPage(needs.session, needs.theme, needs.settings, needs.tasks, needs.parent), ACTIONS


def _explore(needs: Needs) -> Made:
    from glossator.ui.exploring.actions import ACTIONS
    from glossator.ui.exploring.page import ExplorePage

    return ExplorePage(needs.session, needs.theme, needs.settings, needs.tasks, needs.parent), ACTIONS


WORKSPACES = (
    Workspace("codePage", "railCode", "code", "Code", "Ctrl+1", "glossator.ui.coding.page", _code),
    Workspace(
        "entitiesPage",
        "railEntities",
        "entities",
        "Entities",
        "Ctrl+3",
        "glossator.ui.entities.page",
        _entities,
    ),
    Workspace(
        "explorePage", "railExplore", "explore", "Explore", "Ctrl+6", "glossator.ui.exploring.page", _explore
    ),
)
"""In the order of the work; Ctrl+2, Ctrl+4 and Ctrl+5 are kept for Search, Codebook and Compare."""
