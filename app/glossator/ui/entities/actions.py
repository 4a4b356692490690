"""The actions of the Entities workspace."""

from __future__ import annotations

from glossator.ui.actions import Action
from glossator.ui.entities.model import HEADS, Column
from glossator.ui.entities.page import EntitiesPage

_PAGE = "entitiesPage"


def _sort(column: Column) -> Action:
    return Action(
        f"entities.sort_{column.name.lower()}", f"Sort by {HEADS[column].lower()}",
        lambda page: page.table.sort_by(column), "", enabled=EntitiesPage.has_rows, place="Entities",
    )  # fmt: skip


ACTIONS = (
    Action(
        "entities.accept", "Accept", EntitiesPage.accept, "Edit", ("A",), _PAGE,
        enabled=EntitiesPage.can_decide, place="Entities",
    ),
    Action(
        "entities.reject", "Reject", EntitiesPage.reject, "Edit", ("R",), _PAGE,
        enabled=EntitiesPage.can_decide, place="Entities",
    ),
    Action(
        "entities.relabel", "Relabel…", EntitiesPage.relabel, "Edit", ("L",), _PAGE,
        enabled=EntitiesPage.can_decide, place="Entities",
    ),
    Action(
        "entities.undecide", "Take back the decision", EntitiesPage.undecide, "Edit", (), _PAGE,
        enabled=EntitiesPage.can_decide, place="Entities",
    ),
    Action(
        "entities.code_all", "Code all mentions…", EntitiesPage.code_all, "Code", ("K",), _PAGE,
        enabled=EntitiesPage.can_decide, place="Entities",
    ),
    Action(
        "entities.open", "Open first mention in Code", EntitiesPage.open_first, "Go",
        ("Return", "Enter", "Shift+Return"), "entityTable", enabled=EntitiesPage.has_entity, place="Entities",
    ),
    Action("entities.filter", "Filter entities", EntitiesPage.focus_filter, "View", ("/",), _PAGE, place="Entities"),
    Action(
        "entities.find", "Find entities", EntitiesPage.find_now, "Edit", enabled=EntitiesPage.can_find, place="Entities"
    ),
    Action("entities.pipeline", "What finds entities…", EntitiesPage.choose_pipeline, "Edit", place="Entities"),
    Action(
        "entities.export", "Export entities…", EntitiesPage.export, "File",
        enabled=EntitiesPage.has_rows, place="Entities",
    ),
    *(_sort(column) for column in Column),
)  # fmt: skip
