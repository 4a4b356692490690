"""Bringing codings in: each is checked against its words before anything is written."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from glossator.exchange import placing
from glossator.operations.receipt import Item, Receipt
from glossator.operations.status import name_step
from glossator.operations.wording import counted, shortened
from glossator_db import coders, codes, codings, documents
from glossator_db.codings import NewCoding
from glossator_db.errors import ExchangeError, NameTaken, NotAllowed
from glossator_db.paths import split_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from glossator.exchange.rows import CodingRow
    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import CodeId, CoderId, Coding, Document


class _DryRun(Exception):  # noqa: N818  rolls the change back
    """Nothing is to be kept."""


def import_codings(
    project: Project,
    path: Path,
    rows: Iterable[CodingRow],
    *,
    actor: str,
    coder_name: str = "",
    create_codes: bool = False,
    keep_unplaced: bool = False,
    dry_run: bool = False,
) -> Receipt:
    """Bring the codings of a file in, as one step; see `operations.exchange.import_`.

    Raises
    ------
    ExchangeError
        Where a text, code or coder is missing or a coding cannot be placed, with its line; nothing has changed.
    """
    receipt = Receipt(path.name, dry_run=dry_run)
    by_document: dict[str, list[CodingRow]] = {}
    for row in rows:
        by_document.setdefault(row.doc, []).append(row)
    try:
        with project.change("Imported codings", coder=actor) as conn:
            bringing = _Bringing(
                conn, path, receipt, coder_name, create_codes=create_codes, keep=keep_unplaced
            )
            for name, found in by_document.items():
                bringing.take(name, found)
            for listed in (receipt.codings.guessed, receipt.codings.unplaced, receipt.codings.skipped):
                listed.sort(key=lambda item: item["line"])
            name_step(project, conn, f"Imported {path.name}: {counted(receipt.codings.added, 'coding')}")
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return receipt


class _Bringing:
    """One file coming in."""

    def __init__(
        self,
        conn: Connection,
        path: Path,
        receipt: Receipt,
        coder_name: str,
        *,
        create_codes: bool,
        keep: bool,
    ) -> None:
        self._conn = conn
        self._path = path
        self._receipt = receipt
        self._coder_name = coder_name
        self._create_codes = create_codes
        self._keep = keep
        self._documents = {document.name: document for document in documents.list_(conn)}
        tree = codes.list_(conn)
        self._paths = {path: code_id for code_id, path in codes.paths(tree).items()}
        self._headings = {code.id for code in tree if not code.codable}
        self._coders: dict[str, CoderId] = {}

    def take(self, name: str, rows: Sequence[CodingRow]) -> None:
        """Bring in the codings of one document."""
        document = self._document(name)
        if document is None:
            self._refuse(rows[0], f"there is no text “{name}” in the project")
            for row in rows[1:]:
                self._list_unplaced(row, f"there is no text “{name}” in the project")
            return
        text = documents.text(self._conn, document.id)
        there: dict[str, Coding | NewCoding] = {
            **codings.by_guid(self._conn, {row.id for row in rows if row.id})
        }
        placed = placing.place(text, rows)
        if placed.note:
            self._receipt.codings.warnings.append({"document": name, "reason": placed.note})
        new: list[NewCoding] = []
        for row, placement in zip(rows, placed.placements, strict=True):
            if placement.extent is None:
                self._refuse(row, placement.reason)
                continue
            coding = self._coding(row, placement, document, text)
            if coding is None:
                continue
            if row.id and not _same_place(there.setdefault(row.id, coding), coding):
                reason = "a coding with this id is there at another place or with another code; it was left as it is"
                self._receipt.codings.skipped.append(_item(row, reason))
                continue
            new.append(coding)
            if placement.how == "guessed":
                self._receipt.codings.guessed.append(_item(row, placement.reason))
            else:
                self._receipt.codings.placed_exactly += 1
        added = codings.add_many(self._conn, new)
        self._receipt.codings.added += added
        self._receipt.codings.same += len(new) - added

    def _coding(
        self, row: CodingRow, placement: placing.Placement, document: Document, text: str
    ) -> NewCoding | None:
        assert placement.extent is not None
        code_id = self._code(row)
        coder_id = self._coder(row)
        if code_id is None or coder_id is None:
            return None
        return NewCoding(
            document_id=document.id,
            code_id=code_id,
            coder_id=coder_id,
            extent=placement.extent,
            quote=text[placement.extent.start : placement.extent.end],
            memo=row.memo,
            weight=row.weight,
            unsure=row.unsure,
            guid=row.id,
            created=row.created,
            modified=row.modified,
        )

    def _document(self, name: str) -> Document | None:
        return self._documents.get(name) or self._documents.get(PurePath(name).stem)

    def _code(self, row: CodingRow) -> CodeId | None:
        code_id = self._paths.get(row.code)
        if code_id is None and self._create_codes:
            try:
                return self._make_code(split_path(row.code))
            except (NameTaken, NotAllowed) as error:
                self._refuse(row, str(error))
                return None
        if code_id is None:
            self._refuse(
                row, f"there is no code “{row.code}”; import the codebook first, or use --create-codes"
            )
        elif code_id in self._headings:
            self._refuse(row, f"“{row.code}” is a heading and holds no codings")
            return None
        return code_id

    def _make_code(self, names: tuple[str, ...]) -> CodeId:
        parent_id = None
        for depth in range(1, len(names) + 1):
            path = codes.join_path(names[:depth])
            if path not in self._paths:
                self._paths[path] = codes.add(self._conn, names[depth - 1], parent_id=parent_id).id
                self._receipt.codes.added += 1
            parent_id = self._paths[path]
        assert parent_id is not None
        return parent_id

    def _coder(self, row: CodingRow) -> CoderId | None:
        name = self._coder_name or row.coder
        if not name:
            self._refuse(row, "it names no coder; say whose it is with --coder")
            return None
        if name not in self._coders:
            try:
                self._coders[name] = coders.ensure(self._conn, name).id
            except NotAllowed as error:
                self._refuse(row, str(error))
                return None
        return self._coders[name]

    def _refuse(self, row: CodingRow, reason: str) -> None:
        """End the import at this row, or only leave it out."""
        if not self._keep:
            raise ExchangeError(
                f"{reason[:1].upper()}{reason[1:].rstrip('.')}. Nothing was imported.",
                path=str(self._path),
                line=row.line,
            )
        self._list_unplaced(row, reason)

    def _list_unplaced(self, row: CodingRow, reason: str) -> None:
        self._receipt.codings.unplaced.append(_item(row, reason))


def _item(row: CodingRow, reason: str) -> Item:
    return {
        "line": row.line,
        "document": row.doc,
        "start": row.start,
        "end": row.end,
        "quote": shortened(row.quote or "", 60),
        "code": row.code,
        "reason": reason,
    }


def _same_place(there: Coding | NewCoding, new: NewCoding) -> bool:
    return (there.document_id, there.extent, there.code_id, there.coder_id) == (
        new.document_id,
        new.extent,
        new.code_id,
        new.coder_id,
    )
