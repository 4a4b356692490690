"""The actions of the window itself: projects, undo, places, panels, zoom, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.ui.actions import Action
from glossator.ui.workspaces import WORKSPACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.ui.window import Window


def _open(window: Window) -> bool:
    return window.session.is_open


def _can_undo(window: Window) -> bool:
    return not window.session.readonly and window.session.undo_label is not None


def _can_redo(window: Window) -> bool:
    return not window.session.readonly and window.session.redo_label is not None


def _panel(name: str, text: str, method: str, key: str) -> Action:
    """Return the action that calls *method* of the workspace shown, where it has it."""
    return Action(
        name, text, lambda window: window.stage.call(method), "View", (key,),
        enabled=lambda window: window.current_page() is not None and window.stage.can(method),
    )  # fmt: skip


def _project_actions() -> tuple[Action, ...]:
    return (
        Action(
            "file.new", "New project…", lambda w: w.beginning.with_name(w.projects.new), "File", ("Ctrl+N",),
            place="Project",
        ),
        Action(
            "file.open", "Open…", lambda w: w.beginning.with_name(w.projects.choose), "File", ("Ctrl+O",),
            place="Project",
        ),
        Action(
            "file.sample", "Open the sample project", lambda w: w.beginning.with_name(w.projects.sample), "File",
            place="Project",
        ),
        Action("file.copy", "Open a copy", lambda w: w.projects.open_copy(), "File", enabled=_open, place="Project"),
        Action(
            "file.close", "Close project", lambda w: w.projects.close(), "File", ("Ctrl+W",),
            enabled=_open, place="Project",
        ),
        Action("file.settings", "Settings…", lambda w: w.show_settings(), "File", ("Ctrl+,",)),
        Action("file.quit", "Quit", lambda w: w.close(), "File", ("Ctrl+Q",)),
    )  # fmt: skip


def _edit_actions() -> tuple[Action, ...]:
    return (
        Action("edit.undo", "Undo", lambda w: w.session.undo(), "Edit", ("Ctrl+Z",), enabled=_can_undo),
        Action("edit.redo", "Redo", lambda w: w.session.redo(), "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), enabled=_can_redo),
        Action(
            "edit.history", "History", lambda w: w.toggle_history(), "Edit", ("Ctrl+Shift+H",),
            enabled=_open, checked=lambda w: w.history_is_open(),
        ),
    )  # fmt: skip


def _view_actions() -> tuple[Action, ...]:
    return (
        _panel("view.documents", "Documents panel", "toggle_documents", "Ctrl+B"),
        _panel("view.codes", "Codes panel", "toggle_codes", "Ctrl+Shift+B"),
        _panel("view.text_alone", "Text alone", "toggle_text_alone", "F8"),
        Action("view.larger", "Text larger", lambda w: w.zoom(1), "View", ("Ctrl+=", "Ctrl++")),
        Action("view.smaller", "Text smaller", lambda w: w.zoom(-1), "View", ("Ctrl+-",)),
        Action("view.actual", "Text at 100 %", lambda w: w.zoom(0), "View", ("Ctrl+0",)),
        Action(
            "view.full_screen", "Full screen", lambda w: w.toggle_full_screen(), "View", ("F11",),
            checked=lambda w: w.isFullScreen(),
        ),
    )  # fmt: skip


def _to(page: str) -> Callable[[Window], None]:
    return lambda window: window.show_workspace(page)


def _go_actions() -> tuple[Action, ...]:
    places = tuple(
        Action(
            f"go.{space.word.lower()}",
            f"Go to {space.word}",
            _to(space.page),
            "Go",
            (space.key,),
            enabled=_open,
        )
        for space in WORKSPACES
        if space.exists()
    )
    return (
        *places,
        Action(
            "go.back",
            "Back",
            lambda w: w.travels.go(-1),
            "Go",
            ("Alt+Left",),
            enabled=lambda w: w.travels.can_go(-1),
        ),
        Action(
            "go.forward",
            "Forward",
            lambda w: w.travels.go(1),
            "Go",
            ("Alt+Right",),
            enabled=lambda w: w.travels.can_go(1),
        ),
        Action("go.next_pane", "Next pane", lambda w: w.next_pane(1), "Go", ("F6",)),
        Action("go.previous_pane", "Previous pane", lambda w: w.next_pane(-1), "Go", ("Shift+F6",)),
    )


def _help_actions() -> tuple[Action, ...]:
    return (
        Action("help.palette", "Find a command…", lambda w: w.commands.open(), "Help", ("Ctrl+Shift+P",)),
        Action("help.keys", "Keys of this view", lambda w: w.show_settings("Keys"), "Help", ("F1",)),
        Action("help.about", "About Glossator", lambda w: w.show_settings("About"), "Help"),
        Action("help.menu", "Menu bar", lambda w: w.menu_reveal.reveal(), "", ("F10",), place="View"),
    )


def actions() -> tuple[Action, ...]:
    """Return the actions of a window, in the order of its menus."""
    return (*_project_actions(), *_edit_actions(), *_view_actions(), *_go_actions(), *_help_actions())
