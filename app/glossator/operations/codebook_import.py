"""Bringing a codebook in: new codes are made, those that are there take what the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations.receipt import Receipt
from glossator.operations.wording import counted
from glossator_db import codes, codings
from glossator_db.errors import ExchangeError, NameTaken, NotAllowed
from glossator_db.paths import join_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from glossator.exchange.codebook import CodeRow
    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Code, CodeId


_LAST = 1 << 30  # behind all siblings


class _DryRun(Exception):  # noqa: N818  rolls the change back
    """Nothing is to be kept."""


def import_codebook(
    project: Project, path: Path, rows: Iterable[CodeRow], *, actor: str, dry_run: bool = False
) -> Receipt:
    """Bring the codes of a file in, as one step; a code is the same where its id or else its path is."""
    receipt = Receipt(path.name, dry_run=dry_run)
    try:
        with project.change("Imported a codebook", coder=actor) as conn:
            _Tree(conn, path, receipt).take(list(rows))
            project.relabel(conn, f"Imported {path.name}: {counted(receipt.codes.added, 'code')}")
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return receipt


class _Tree:
    """The codebook while it grows."""

    def __init__(self, conn: Connection, path: Path, receipt: Receipt) -> None:
        self._conn = conn
        self._path = path
        self._receipt = receipt
        tree = codes.list_(conn)
        self._beside = {(code.parent_id, code.name): code for code in tree}
        self._by_guid = {code.guid: code for code in tree}
        self._letters = {code.shortcut: code.id for code in tree if code.shortcut}
        self._awaited: dict[CodeId, Code] = {}
        """the codes that rows still to come call by their ids"""
        self._displaced: set[CodeId] = set()
        """those of them that made room for another of their name"""
        self._placed: dict[tuple[str, ...], CodeId] = {}
        """where the file's own paths are now"""

    def take(self, rows: Sequence[CodeRow]) -> None:
        called = [self._by_guid[row.guid] for row in rows if row.guid in self._by_guid]
        self._awaited = {code.id: code for code in called}
        seen: set[str] = set()
        for row in rows:
            guid = row.guid
            if guid and guid in seen:
                self._warn(row, "its id is that of another row; it was taken without one")
                guid = None
            seen.add(guid or "")
            try:
                self._take(row, guid)
            except (NameTaken, NotAllowed) as error:
                raise ExchangeError(
                    f"{error} Nothing was imported.", path=str(self._path), line=row.line
                ) from error

    def _take(self, row: CodeRow, guid: str | None) -> None:
        there = self._by_guid.get(guid or "") or self._at_its_place(row)
        tally = self._receipt.codes
        if there is None:
            self._placed[row.path] = self._add(row, guid).id
            tally.added += 1
        else:
            self._placed[row.path] = there.id
            changed = self._change(there, row)
            tally.changed += changed
            tally.same += not changed

    def _at_its_place(self, row: CodeRow) -> Code | None:
        """Return the code that stands where the row says, unless another row calls it by its id."""
        found = self._beside.get((self._parent(row), row.name))
        return None if found is None or found.id in self._awaited else found

    def _add(self, row: CodeRow, guid: str | None) -> Code:
        fields = _fields(row)
        wished = str(fields.pop("shortcut", ""))
        if wished and wished in self._letters:
            self._warn(row, f"the letters {wished} are another code’s; it got new ones")
            wished = ""
        self._make_room(row, None)
        code = codes.add(
            self._conn,
            row.name,
            parent_id=self._parent(row),
            color=row.color or None,
            mark=row.mark or None,
            shortcut=wished,
            guid=guid,
            **{name: value for name, value in fields.items() if name not in ("color", "mark")},  # type: ignore[arg-type]
        )
        self._letters[code.shortcut] = code.id
        return code

    def _change(self, code: Code, row: CodeRow) -> bool:
        fields = {name: value for name, value in _fields(row).items() if getattr(code, name) != value}
        if fields.get("codable") is False and codings.list_(self._conn, code_id=code.id):
            del fields["codable"]
            self._warn(row, "it has codings and stays a code, not a heading")
        if self._letters.get(str(fields.get("shortcut")), code.id) != code.id:
            self._warn(row, f"the letters {fields.pop('shortcut')} are another code’s")
        if code.name != row.name:
            fields["name"] = row.name
        moved = code.parent_id != self._parent(row)
        self._awaited.pop(code.id, None)
        if moved or "name" in fields:
            self._make_room(row, code.id)
        if moved:
            if "name" in fields:  # the old name may be taken there
                codes.update(self._conn, code.id, name=code.guid)
            codes.move(self._conn, code.id, self._parent(row), _LAST)
        if fields or code.id in self._displaced:
            codes.update(self._conn, code.id, **{"name": row.name, **fields})
        if "shortcut" in fields:
            self._letters.pop(code.shortcut, None)
            self._letters[str(fields["shortcut"])] = code.id
        return bool(fields) or moved

    def _make_room(self, row: CodeRow, own: CodeId | None) -> None:
        """Let a code go by its id for a while whose place this row takes, and which itself gets another later."""
        there = codes.find(self._conn, self._parent(row), row.name)
        if there is not None and there != own and there in self._awaited:
            codes.update(self._conn, there, name=self._awaited[there].guid)
            self._displaced.add(there)

    def _parent(self, row: CodeRow) -> CodeId | None:
        return self._placed[row.path[:-1]] if len(row.path) > 1 else None

    def _warn(self, row: CodeRow, reason: str) -> None:
        self._receipt.codes.warnings.append({"code": join_path(row.path), "reason": reason})


def _fields(row: CodeRow) -> dict[str, object]:
    """Return what the file says; empty cells of a look say nothing."""
    said: dict[str, object] = {
        "description": row.description,
        "include": row.include,
        "exclude": row.exclude,
        "example": row.example,
        "memo": row.memo,
        "color": row.color or None,
        "mark": row.mark or None,
        "shortcut": row.shortcut or None,
        "digit": row.digit or None,
        "codable": row.codable,
    }
    return {name: value for name, value in said.items() if value is not None}
