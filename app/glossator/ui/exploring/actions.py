"""The actions of Explore."""

from __future__ import annotations

from glossator.ui.actions import Action
from glossator.ui.exploring.page import ExplorePage

ACTIONS = (
    Action(
        "explore.table", "Show as table", ExplorePage.toggle_table, "View", ("T",), "explorePage",
        enabled=ExplorePage.has_figures, place="Explore", checked=lambda page: page.line.as_table,
    ),
    Action(
        "explore.save", "Save picture…", ExplorePage.save_picture, "File",
        enabled=ExplorePage.has_figures, place="Explore",
    ),
    Action(
        "explore.open", "Open passage in Code", ExplorePage.open_current, "Go", ("Shift+Return",), "passageList",
        enabled=ExplorePage.has_passage, place="Explore",
    ),
    Action(
        "explore.copy", "Copy passage with source", ExplorePage.copy, "Edit", ("Ctrl+C", "Ctrl+Shift+C"),
        "passageList", enabled=ExplorePage.has_passage, place="Explore",
    ),
)  # fmt: skip
