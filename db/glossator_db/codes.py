"""The codebook: a tree of codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from glossator_db import codings, schema
from glossator_db.errors import NameTaken, NotAllowed, NotFound
from glossator_db.hints import hint_for
from glossator_db.names import checked, new_guid, new_id
from glossator_db.paths import join_path, paths, split_path
from glossator_db.project import now
from glossator_db.records import HUES, MARKS, Code, CodeId

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "add", "find", "get", "join_path", "list_", "merge", "move", "paths", "remove", "sort_as_tree", "split_path",
    "take_digit", "update",
]  # fmt: skip

_code = schema.code
_coding = schema.coding
DEEPEST = 40


def add(
    conn: sa.Connection,
    name: str,
    *,
    parent_id: CodeId | None = None,
    position: int | None = None,
    color: str | None = None,
    mark: str | None = None,
    shortcut: str = "",
    digit: int | None = None,
    guid: str | None = None,
    **fields: object,
) -> Code:
    """Add a code.

    Without a *color* it takes its parent's, at the top the palette's next; without a *mark* the next free one
    among its siblings of that colour; without a *shortcut* the hint letters that its name gives.
    """
    name = _free(conn, checked(name, "code"), parent_id, None)
    given = {"color": color, "mark": mark, "shortcut": shortcut}
    looks = _checked_fields({field: value for field, value in given.items() if value})
    _free_letters(conn, str(looks.get("shortcut", "")), None)
    if parent_id is not None and len(_above(conn, parent_id)) >= DEEPEST:
        raise NotAllowed(f"“{name}” would stand more than {DEEPEST} levels deep. Put it higher up.")
    siblings = _children(conn, parent_id)
    color = str(looks.get("color") or _next_color(conn, parent_id, siblings))
    values = {
        **_checked_fields(fields),
        "guid": guid or new_guid(),
        "parent_id": parent_id,
        "position": len(siblings),
        "name": name,
        "color": color,
        "mark": looks.get("mark") or _next_mark(siblings, color, under_heading=parent_id is not None),
        "shortcut": looks.get("shortcut") or hint_for(name, _shortcuts(conn)),
        "digit": digit,
        "digit_fixed": int(digit is not None),
        "created": now(),
        "modified": now(),
    }
    if digit is not None:
        _free_digit(conn, digit)
    made = CodeId(new_id(conn.execute(sa.insert(_code).values(values))))
    if position is not None and position < len(siblings):
        move(conn, made, parent_id, position)
    return get(conn, made)


def get(conn: sa.Connection, code_id: CodeId) -> Code:
    """Return one code."""
    row = conn.execute(sa.select(_code).where(_code.c.id == code_id)).one_or_none()
    if row is None:
        raise NotFound("That code is not in the project any more.")
    return _record(row)


def find(conn: sa.Connection, parent_id: CodeId | None, name: str) -> CodeId | None:
    """Return the code of that name in that place."""
    same = sa.func.coalesce(_code.c.parent_id, sa.text("0")) == (parent_id or 0)
    found = conn.execute(sa.select(_code.c.id).where(same, _code.c.name == name)).scalar()
    return None if found is None else CodeId(found)


def list_(conn: sa.Connection) -> list[Code]:
    """Return all codes in the order of the tree: parents before children, siblings in theirs."""
    return sort_as_tree(_record(row) for row in conn.execute(sa.select(_code)))


def sort_as_tree(codes: Iterable[Code]) -> list[Code]:
    """Put codes into the order of the tree."""
    children: dict[CodeId | None, list[Code]] = {}
    for code in codes:
        children.setdefault(code.parent_id, []).append(code)
    for siblings in children.values():
        siblings.sort(key=lambda code: (code.position, code.id), reverse=True)
    ordered: list[Code] = []
    waiting = list(children.get(None, ()))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(children.get(code.id, ()))
    return ordered


def update(conn: sa.Connection, code_id: CodeId, **fields: object) -> Code:
    """Change any field but id, guid, parent, position and created; a digit set so is fixed, None frees it."""
    here = get(conn, code_id)
    values = _checked_fields(fields)
    if "name" in values:
        values["name"] = _free(conn, checked(str(values["name"]), "code"), here.parent_id, code_id)
    if "shortcut" in values:
        _free_letters(conn, str(values["shortcut"]), code_id)
    if "digit" in values:
        digit = values["digit"]
        values["digit_fixed"] = int(digit is not None)
        if isinstance(digit, int) and digit != here.digit:
            _free_digit(conn, digit)
    if values.get("codable") == 0:
        used = conn.execute(sa.select(sa.func.count()).where(_coding.c.code_id == code_id)).scalar_one()
        if used:
            raise NotAllowed(
                f"“{here.name}” has {used} codings. Move them to another code before it becomes a heading."
            )
    if values:
        conn.execute(sa.update(_code).where(_code.c.id == code_id).values(**values, modified=now()))
    return get(conn, code_id)


def move(conn: sa.Connection, code_id: CodeId, parent_id: CodeId | None, position: int) -> None:
    """Put a code under *parent_id* (None: at the top), before the sibling that has *position* now."""
    here = get(conn, code_id)
    if parent_id is not None:
        above = _above(conn, parent_id)
        if code_id in above:
            raise NotAllowed(f"“{here.name}” cannot be put under itself.")
        if len(above) + _height(conn, code_id) > DEEPEST:
            raise NotAllowed(f"“{here.name}” would stand more than {DEEPEST} levels deep. Put it higher up.")
    if parent_id != here.parent_id:
        _free(conn, here.name, parent_id, code_id)
    siblings = [code.id for code in _children(conn, parent_id)]
    before = siblings[position:]
    ordered = [other for other in siblings[:position] if other != code_id]
    ordered += [code_id, *(other for other in before if other != code_id)]
    if parent_id != here.parent_id:
        conn.execute(
            sa.update(_code).where(_code.c.id == code_id).values(parent_id=parent_id, modified=now())
        )
        _renumber(conn, [code.id for code in _children(conn, here.parent_id)])
    _renumber(conn, ordered)


def remove(conn: sa.Connection, code_id: CodeId) -> int:
    """Remove a code with the codes under it and their codings; return how many codings went along."""
    here = get(conn, code_id)
    tree = _subtree(code_id)
    count = conn.execute(
        sa.select(sa.func.count()).where(_coding.c.code_id.in_(sa.select(tree.c.id)))
    ).scalar_one()
    conn.execute(sa.delete(_code).where(_code.c.id == code_id))
    _renumber(conn, [code.id for code in _children(conn, here.parent_id)])
    return int(count)


def merge(conn: sa.Connection, from_id: CodeId, into_id: CodeId) -> int:
    """Give the codings and children of one code to another and remove it; return how many codings went over.

    A coding that the other code has at the same place by the same coder already is one coding then.
    """
    source, target = get(conn, from_id), get(conn, into_id)
    if from_id == into_id or from_id in _above(conn, into_id):
        raise NotAllowed(f"“{source.name}” cannot be merged into itself.")
    if not target.codable:
        raise NotAllowed(f"“{target.name}” is a heading and holds no codings. Choose a code.")
    moved = codings.recode(conn, [coding.id for coding in codings.list_(conn, code_id=from_id)], into_id)
    for child in _children(conn, from_id):
        move(conn, child.id, into_id, len(_children(conn, into_id)))
    remove(conn, from_id)
    return moved


def take_digit(conn: sa.Connection, code_id: CodeId) -> int | None:
    """Give a code that is used a digit, if it has none.

    A free one; else that of the code used longest ago, unless all nine were set by hand.
    """
    here = get(conn, code_id)
    if here.digit is not None:
        return here.digit
    holders = conn.execute(
        sa.select(_code.c.digit, _code.c.id, _code.c.digit_fixed).where(_code.c.digit.is_not(None))
    ).all()
    free = sorted(set(range(1, 10)) - {row.digit for row in holders})
    if free:
        digit = free[0]
    else:
        given = {row.id: row.digit for row in holders if not row.digit_fixed}
        if not given:
            return None
        last_use = {code: _last_use(conn, code) for code in given}
        loser = min(given, key=lambda code: last_use[code])
        digit = given[loser]
        conn.execute(sa.update(_code).where(_code.c.id == loser).values(digit=None))
    conn.execute(sa.update(_code).where(_code.c.id == code_id).values(digit=digit, digit_fixed=0))
    return digit


def _record(row: sa.Row[tuple[object, ...]]) -> Code:
    fields = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    fields["codable"] = bool(fields["codable"])
    fields["digit_fixed"] = bool(fields["digit_fixed"])
    return Code(**fields)


def _checked_fields(fields: dict[str, object]) -> dict[str, object]:
    known = {
        "name",
        "color",
        "mark",
        "description",
        "include",
        "exclude",
        "example",
        "memo",
        "shortcut",
        "digit",
        "codable",
    }
    if unknown := fields.keys() - known:
        raise TypeError(f"no such field of a code: {', '.join(sorted(unknown))}")
    values = dict(fields)
    if "color" in values:
        values["color"] = str(values["color"]).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", str(values["color"])):
            raise NotAllowed(f"“{fields['color']}” is not a colour like #33a583.")
    if "mark" in values and values["mark"] not in MARKS:
        raise NotAllowed(f"“{values['mark']}” is not a mark; there are {', '.join(MARKS)}.")
    if "codable" in values:
        values["codable"] = int(bool(values["codable"]))
    if "shortcut" in values:
        values["shortcut"] = str(values["shortcut"]).upper()
    return values


def _children(conn: sa.Connection, parent_id: CodeId | None) -> list[Code]:
    same = _code.c.parent_id.is_(None) if parent_id is None else _code.c.parent_id == parent_id
    rows = conn.execute(sa.select(_code).where(same).order_by(_code.c.position, _code.c.id))
    return [_record(row) for row in rows]


def _above(conn: sa.Connection, code_id: CodeId) -> list[CodeId]:
    """Return the code itself and all above it."""
    chain: list[CodeId] = []
    here: CodeId | None = code_id
    while here is not None:
        chain.append(here)
        here = get(conn, here).parent_id
    return chain


def _subtree(code_id: CodeId) -> sa.CTE:
    tree = (
        sa.select(_code.c.id, sa.literal(1).label("depth"))
        .where(_code.c.id == code_id)
        .cte("tree", recursive=True)
    )
    return tree.union_all(sa.select(_code.c.id, tree.c.depth + 1).where(_code.c.parent_id == tree.c.id))


def _height(conn: sa.Connection, code_id: CodeId) -> int:
    return int(conn.execute(sa.select(sa.func.max(_subtree(code_id).c.depth))).scalar_one())


def _free(conn: sa.Connection, name: str, parent_id: CodeId | None, own: CodeId | None) -> str:
    if find(conn, parent_id, name) not in (None, own):
        raise NameTaken(f"There is a code “{name}” in that place already.")
    return name


def _free_letters(conn: sa.Connection, letters: str, own: CodeId | None) -> None:
    there = conn.execute(sa.select(_code.c.id, _code.c.name).where(_code.c.shortcut == letters)).first()
    if letters and there is not None and there.id != own:
        raise NameTaken(f"The letters {letters} are those of “{there.name}”. Choose others.")


def _renumber(conn: sa.Connection, ids: list[CodeId]) -> None:
    for position, code_id in enumerate(ids):
        conn.execute(
            sa.update(_code)
            .where(_code.c.id == code_id, _code.c.position != position)
            .values(position=position)
        )


def _next_color(conn: sa.Connection, parent_id: CodeId | None, siblings: list[Code]) -> str:
    if parent_id is not None:
        return get(conn, parent_id).color
    used = [code.color for code in siblings]
    palette = list(HUES.values())
    return min(palette, key=lambda hue: (used.count(hue), palette.index(hue)))


def _next_mark(siblings: list[Code], color: str, *, under_heading: bool) -> str:
    if not under_heading:
        return MARKS[0]
    used = [code.mark for code in siblings if code.color == color]
    return min(MARKS, key=lambda mark: (used.count(mark), MARKS.index(mark)))


def _shortcuts(conn: sa.Connection) -> set[str]:
    return {row[0] for row in conn.execute(sa.select(_code.c.shortcut))}


def _free_digit(conn: sa.Connection, digit: int) -> None:
    conn.execute(sa.update(_code).where(_code.c.digit == digit).values(digit=None, digit_fixed=0))


def _last_use(conn: sa.Connection, code_id: CodeId) -> int:
    return (
        conn.execute(sa.select(sa.func.max(_coding.c.id)).where(_coding.c.code_id == code_id)).scalar() or 0
    )
