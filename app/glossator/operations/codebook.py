"""Changing the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations.wording import counted
from glossator_db import codes

if TYPE_CHECKING:
    from glossator_db.project import Project
    from glossator_db.records import Code, CodeId, Coder

_FIELD_NAMES = {
    "description": "the definition",
    "include": "the Include rule",
    "exclude": "the Exclude rule",
    "example": "the example",
    "memo": "the memo",
    "color": "the colour",
    "mark": "the mark",
    "shortcut": "the letters",
    "digit": "the digit",
}


def add_code(
    project: Project, name: str, *, coder: Coder, parent_id: CodeId | None = None, **fields: object
) -> Code:
    """Make a code, last among its siblings."""
    with project.change(f"Made the code {name.strip()}", coder=coder.name) as conn:
        return codes.add(conn, name, parent_id=parent_id, **fields)  # type: ignore[arg-type]


def update_code(project: Project, code_id: CodeId, *, coder: Coder, **fields: object) -> Code:
    """Change fields of a code; its name included."""
    with project.change("Changed a code", coder=coder.name) as conn:
        before = codes.get(conn, code_id)
        changed = {name: value for name, value in fields.items() if getattr(before, name) != value}
        if fields.get("digit") is not None and not before.digit_fixed:
            changed["digit"] = fields["digit"]  # from here on it stays, also where use had given the same
        after = codes.update(conn, code_id, **changed) if changed else before
        project.relabel(conn, _label(before, after, list(changed)))
        return after


def move_code(
    project: Project, code_id: CodeId, parent_id: CodeId | None, position: int, *, coder: Coder
) -> None:
    """Put a code under another, or among its siblings before the one that has *position* now."""
    with project.change("Moved a code", coder=coder.name) as conn:
        codes.move(conn, code_id, parent_id, position)
        under = f" under {codes.get(conn, parent_id).name}" if parent_id is not None else ""
        project.relabel(conn, f"Moved {codes.get(conn, code_id).name}{under}")


def remove_code(project: Project, code_id: CodeId, *, coder: Coder) -> int:
    """Remove a code, the codes under it and their codings; return how many codings there were."""
    with project.change("Deleted a code", coder=coder.name) as conn:
        name = codes.get(conn, code_id).name
        count = codes.remove(conn, code_id)
        project.relabel(conn, f"Deleted {name}, {counted(count, 'coding')}")
        return count


def merge_codes(project: Project, from_id: CodeId, into_id: CodeId, *, coder: Coder) -> int:
    """Give the codings and children of one code to another and remove it; return how many codings went over."""
    with project.change("Merged codes", coder=coder.name) as conn:
        source, target = codes.get(conn, from_id).name, codes.get(conn, into_id).name
        count = codes.merge(conn, from_id, into_id)
        project.relabel(conn, f"Merged {source} into {target}, {counted(count, 'coding')}")
        return count


def _label(before: Code, after: Code, changed: list[str]) -> str:
    if before.name != after.name:
        return f"Renamed {before.name} to {after.name}"
    if changed == ["codable"]:
        return f"Made {after.name} a {'code' if after.codable else 'heading'}"
    if len(changed) == 1:
        return f"Changed {_FIELD_NAMES[changed[0]]} of {after.name}"
    return f"Changed {after.name}"
