"""Coding a passage, and what is done with codings afterwards: one verb, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.operations.status import name_step
from glossator.operations.wording import counted, shortened
from glossator.text.units import count_words
from glossator_db import codes, codings, notes

if TYPE_CHECKING:
    from collections.abc import Collection

    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, Coding, CodingId, DocumentId, Extent, Note, NoteId

_LONGEST_IN_VIVO = 60


def apply_code(
    project: Project, document_id: DocumentId, code_id: CodeId, extent: Extent, *, coder: Coder
) -> Coding:
    """Code a passage; where the coder has that code there already, return that coding and change nothing."""
    with project.change("Coded a passage", coder=coder.name) as conn:
        return _apply(project, conn, document_id, code_id, extent, coder)


def code_in_vivo(
    project: Project,
    document_id: DocumentId,
    extent: Extent,
    *,
    coder: Coder,
    parent_id: CodeId | None = None,
) -> Coding:
    """Code a passage with a code called by its own words; an existing one of that name beside it is taken."""
    with project.change("Coded in vivo", coder=coder.name) as conn:
        name = shortened(codings.quote(conn, document_id, extent), _LONGEST_IN_VIVO)
        return _apply(project, conn, document_id, _code_called(conn, name, parent_id), extent, coder)


def apply_new_code(
    project: Project,
    document_id: DocumentId,
    name: str,
    extent: Extent,
    *,
    coder: Coder,
    parent_id: CodeId | None = None,
) -> Coding:
    """Make a code and code a passage with it, in one step."""
    with project.change("Coded with a new code", coder=coder.name) as conn:
        return _apply(project, conn, document_id, _code_called(conn, name.strip(), parent_id), extent, coder)


def remove_codings(project: Project, ids: Collection[CodingId], *, coder: Coder) -> int:
    """Remove codings; return how many there were."""
    with project.change("Removed codings", coder=coder.name) as conn:
        names = {codes.get(conn, coding.code_id).name for coding in codings.list_(conn, ids=ids)}
        count = codings.remove(conn, ids)
        name_step(
            project,
            conn,
            f"Removed {names.pop() if len(names) == 1 else 'codes'} from {counted(count, 'passage')}",
        )
        return count


def recode(project: Project, ids: Collection[CodingId], code_id: CodeId, *, coder: Coder) -> int:
    """Give codings another code; return how many went over."""
    with project.change("Recoded", coder=coder.name) as conn:
        before = {codes.get(conn, coding.code_id).name for coding in codings.list_(conn, ids=ids)}
        count = codings.recode(conn, ids, code_id)
        codes.take_digit(conn, code_id)
        was = before.pop() if len(before) == 1 else "several codes"
        name_step(
            project,
            conn,
            f"Recoded {counted(count, 'passage')} from {was} to {codes.get(conn, code_id).name}",
        )
        return count


def resize(project: Project, coding_id: CodingId, extent: Extent, *, coder: Coder) -> None:
    """Change the ends of a coding."""
    with project.change("Resized a coding", coder=coder.name) as conn:
        here = codings.get(conn, coding_id)
        before, after = (
            count_words(codings.quote(conn, here.document_id, place)) for place in (here.extent, extent)
        )
        codings.resize(conn, coding_id, extent)
        name = codes.get(conn, here.code_id).name
        change = f" by {counted(abs(after - before), 'word')}" if after != before else ""
        name_step(project, conn, f"Resized {name}{change}")


def set_memo(project: Project, coding_id: CodingId, memo: str, *, coder: Coder) -> None:
    """Replace the memo of a coding."""
    with project.change("Wrote a memo", coder=coder.name) as conn:
        codings.set_remarks(conn, coding_id, memo=memo)
        project.relabel(conn, f"Wrote a memo on {_code_name(conn, coding_id)}")


def set_weight(project: Project, coding_id: CodingId, weight: int | None, *, coder: Coder) -> None:
    """Give a coding a weight from 0 to 100, or none."""
    with project.change("Weighed a coding", coder=coder.name) as conn:
        codings.weigh(conn, coding_id, weight)
        what = "Took the weight off" if weight is None else f"Gave weight {weight} to"
        project.relabel(conn, f"{what} {_code_name(conn, coding_id)}")


def set_unsure(project: Project, coding_id: CodingId, unsure: bool, *, coder: Coder) -> None:
    """Say whether the coder is unsure of a coding."""
    with project.change("Marked a coding", coder=coder.name) as conn:
        codings.set_remarks(conn, coding_id, unsure=unsure)
        project.relabel(conn, f"Marked {_code_name(conn, coding_id)} as {'unsure' if unsure else 'sure'}")


def add_note(project: Project, document_id: DocumentId, extent: Extent, text: str, *, coder: Coder) -> Note:
    """Write a note on a passage, without a code."""
    with project.change("Wrote a note", coder=coder.name) as conn:
        note = notes.add(conn, document_id, coder.id, extent, text)
        project.relabel(conn, f"Wrote a note on “{shortened(codings.quote(conn, document_id, extent))}”")
        return note


def rewrite_note(project: Project, note_id: NoteId, text: str, *, coder: Coder) -> None:
    """Replace a note's text; an empty one goes."""
    with project.change("Changed a note" if text.strip() else "Removed a note", coder=coder.name) as conn:
        if text.strip():
            notes.rewrite(conn, note_id, text)
        else:
            notes.remove(conn, note_id)


def _apply(
    project: Project,
    conn: Connection,
    document_id: DocumentId,
    code_id: CodeId,
    extent: Extent,
    coder: Coder,
) -> Coding:
    words = codings.quote(conn, document_id, extent)
    coding = codings.add(conn, document_id, code_id, coder.id, extent, words=words)
    codes.take_digit(conn, code_id)
    name_step(project, conn, f"Coded “{shortened(words)}” with {codes.get(conn, code_id).name}")
    return coding


def _code_called(conn: Connection, name: str, parent_id: CodeId | None) -> CodeId:
    beside = (code for code in codes.list_(conn) if code.parent_id == parent_id and code.name == name)
    there = next(beside, None)
    return there.id if there else codes.add(conn, name, parent_id=parent_id).id


def _code_name(conn: Connection, coding_id: CodingId) -> str:
    return codes.get(conn, codings.get(conn, coding_id).code_id).name
