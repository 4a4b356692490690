"""Bringing a codebook in: new codes are made, those that are there take what the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations.receipt import Receipt
from glossator.operations.wording import counted
from glossator_db import codes, codings
from glossator_db.paths import join_path, split_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from glossator.exchange.codebook import CodeRow
    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Code, CodeId


class _DryRun(Exception):  # noqa: N818  rolls the change back
    """Nothing is to be kept."""


def import_codebook(
    project: Project, path: Path, rows: Iterable[CodeRow], *, actor: str, dry_run: bool = False
) -> Receipt:
    """Bring the codes of a file in, as one step; a code is the same where its id or else its path is."""
    receipt = Receipt(path.name, dry_run=dry_run)
    try:
        with project.change("Imported a codebook", coder=actor) as conn:
            _Tree(conn).take(rows, receipt)
            project.relabel(conn, f"Imported {path.name}: {counted(receipt.codes.added, 'code')}")
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return receipt


class _Tree:
    """The codebook while it grows."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        tree = codes.list_(conn)
        self._by_path: dict[tuple[str, ...], Code] = {
            split_path(path): code for path, code in zip(codes.paths(tree).values(), tree, strict=True)
        }
        self._by_guid = {code.guid: code for code in tree}
        self._letters = {code.shortcut: code.id for code in tree}
        self._placed: dict[tuple[str, ...], CodeId] = {}
        """where the file's own paths are now"""

    def take(self, rows: Iterable[CodeRow], receipt: Receipt) -> None:
        for row in rows:
            there = self._by_guid.get(row.guid or "") or self._by_path.get(row.path)
            if there is None:
                self._placed[row.path] = self._add(row, receipt).id
                receipt.codes.added += 1
            else:
                self._placed[row.path] = there.id
                changed = self._change(there, row, receipt)
                receipt.codes.changed += changed
                receipt.codes.same += not changed

    def _add(self, row: CodeRow, receipt: Receipt) -> Code:
        fields = _fields(row)
        wished = str(fields.pop("shortcut", ""))
        if wished and wished in self._letters:
            receipt.codes.warnings.append(
                _remark(row, f"the letters {wished} are another code’s; it got new ones")
            )
            wished = ""
        code = codes.add(
            self._conn,
            row.name,
            parent_id=self._parent(row),
            color=row.color or None,
            mark=row.mark or None,
            shortcut=wished,
            guid=row.guid,
            **{name: value for name, value in fields.items() if name not in ("color", "mark")},  # type: ignore[arg-type]
        )
        self._letters[code.shortcut] = code.id
        return code

    def _change(self, code: Code, row: CodeRow, receipt: Receipt) -> bool:
        fields = {name: value for name, value in _fields(row).items() if getattr(code, name) != value}
        if fields.get("codable") is False and codings.list_(self._conn, code_id=code.id):
            del fields["codable"]
            receipt.codes.warnings.append(_remark(row, "it has codings and stays a code, not a heading"))
        if self._letters.get(str(fields.get("shortcut")), code.id) != code.id:
            receipt.codes.warnings.append(
                _remark(row, f"the letters {fields.pop('shortcut')} are another code’s")
            )
        moved = code.parent_id != self._parent(row)
        if moved:
            codes.move(self._conn, code.id, self._parent(row), len(self._by_path) + len(self._placed))
        if code.name != row.name:
            fields["name"] = row.name
        if fields:
            codes.update(self._conn, code.id, **fields)
        return bool(fields) or moved

    def _parent(self, row: CodeRow) -> CodeId | None:
        return self._placed[row.path[:-1]] if len(row.path) > 1 else None


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


def _remark(row: CodeRow, reason: str) -> dict[str, str | int]:
    return {"code": join_path(row.path), "reason": reason}
