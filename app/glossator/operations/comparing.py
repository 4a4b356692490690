"""Comparing coders: what of a project is compared, and the agreement table of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.ledger import Ledger
from glossator.agreement.material import MOST_CODERS, Codings, Material
from glossator.agreement.table import tabulate
from glossator.agreement.units import CHARACTER, Units
from glossator.operations.comparison import Comparison, Subject
from glossator.operations.named import coders_named
from glossator.text import units as text_units
from glossator_db import codes, codings, documents, statuses
from glossator_db.errors import NotAllowed, NotFound
from glossator_db.project import is_project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from glossator.agreement.arrays import Ints
    from glossator_db.engine import Connection
    from glossator_db.project import Project
    from glossator_db.records import Code, Coder, CoderId, Extent

_DIVIDED: dict[str, Callable[[str], list[Extent]]] = {
    "token": text_units.words,
    "sentence": text_units.sentences,
    "paragraph": text_units.paragraphs,
}


def is_of_project(path: Path) -> bool:
    """Say whether *path* is meant as a project; anything else is a case file."""
    if path.suffix == ".gloss":
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_project(file.read(100))
    except OSError:  # who reads it as a case file says what is wrong
        return False


def compare(
    project: Project,
    *,
    coder_names: Sequence[str] = (),
    unit: str = CHARACTER,
    code_paths: Sequence[str] = (),
) -> Comparison:
    """Compute the agreement table of a project.

    Parameters
    ----------
    coder_names
        Who is compared; where nobody is named, all who have finished a text.
    unit
        What is counted: ``char``, ``token``, ``sentence``, ``paragraph`` or ``document``.
    code_paths
        The codes that have a row and are pooled; all where none is named.

    Raises
    ------
    NotFound
        For a coder or code that is not in the project.
    NotAllowed
        Where fewer than two coders are named, one is named twice, or a code is a heading.
    """
    with project.snapshot() as conn:
        subject = collect(project, conn, coder_names=coder_names, code_paths=code_paths)
        if unit in _DIVIDED:
            divided = {unit: _units(conn, subject, unit)}
            subject = replace(subject, material=replace(subject.material, units=divided))
    return Comparison(
        project=project.name,
        subject=subject,
        chosen=tuple(code_paths),
        table=tabulate(Ledger(subject.material, unit=unit)),
        data=data_hash(subject),
    )


def collect(
    project: Project, conn: Connection, *, coder_names: Sequence[str] = (), code_paths: Sequence[str] = ()
) -> Subject:
    """Gather what is compared, without units other than characters and texts; see `compare`."""
    done = statuses.finished(conn)
    texts = documents.list_(conn)
    who = _coders(project, conn, coder_names, {coder_id for _, coder_id in done})
    chosen, paths = _codes(project, conn, code_paths)
    finished = np.array([[(text.id, one.id) in done for one in who] for text in texts], np.bool_)
    finished = finished.reshape(len(texts), len(who))
    rows = codings.places(conn)
    ids: tuple[list[int], ...] = (
        [one.id for one in texts],
        [one.id for one in chosen],
        [one.id for one in who],
    )
    numbers = [_numbers(each, rows[:, column]) for column, each in enumerate(ids)]
    kept = np.all([column >= 0 for column in numbers], axis=0)
    columns = [column[kept] for column in (*numbers, rows[:, 3], rows[:, 4])]
    material = Material(
        lengths=np.array([text.length for text in texts], np.int64),
        done=finished,
        codings=Codings.of(*columns),
        codes=len(chosen),
    )
    return Subject(texts, who, chosen, paths, material)


def data_hash(subject: Subject) -> str:
    """Return a SHA-256 that is the same wherever the same is compared, in whatever order it is kept.

    For each text that counts: the hash of its text, who has finished it, and the place, code and coder of each of their
    codings.
    """
    names, paths, m = [coder.name for coder in subject.coders], subject.paths, subject.material
    each = []
    for at in np.flatnonzero(m.universe()).tolist():
        own = m.codings.take(m.codings.rows(at))
        rows = zip(own.coder.tolist(), own.start.tolist(), own.end.tolist(), own.code.tolist(), strict=True)
        used = sorted(
            (start, end, paths[code], names[coder]) for coder, start, end, code in rows if m.done[at, coder]
        )
        who = sorted(name for name, done in zip(names, m.done[at], strict=True) if done)
        each.append(_sha256([subject.documents[at].sha256, who, used]))
    return _sha256(sorted(each))


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def _coders(project: Project, conn: Connection, names: Sequence[str], finishers: set[CoderId]) -> list[Coder]:
    if len(set(names)) < len(names):
        raise NotAllowed("A coder is named twice; agreement is between different people.")
    if len(names) == 1:
        raise NotAllowed(f"“{names[0]}” is compared with nobody; name two coders or more.")
    found = coders_named(project, conn, names)
    if not names:
        active = [coder for coder in found if coder.id in finishers]
        found = active if len(active) > 1 else found
    if len(found) > MOST_CODERS:
        raise NotAllowed(
            f"At most {MOST_CODERS} coders can be compared at once, not {len(found)}; name some of them."
        )
    return found


def _codes(project: Project, conn: Connection, wanted: Sequence[str]) -> tuple[list[Code], list[str]]:
    tree = codes.list_(conn)
    paths = codes.paths(tree)
    by_path = {paths[code.id]: code for code in tree}
    for path in wanted:
        if path not in by_path:
            raise NotFound(f"There is no code “{path}” in “{project.name}”.")
        if not by_path[path].codable:
            raise NotAllowed(f"“{path}” is a heading and holds no codings; name codes under it.")
    chosen = [code for code in tree if code.codable and (not wanted or paths[code.id] in wanted)]
    return chosen, [paths[code.id] for code in chosen]


def _numbers(ids: Sequence[int], column: Ints) -> Ints:
    """Return for each id in *column* its number among *ids*, -1 where it is not there."""
    order = np.argsort(np.array(ids, np.int64))
    ordered = np.array(ids, np.int64)[order]
    at = np.searchsorted(ordered, column)
    there = at < len(ordered)
    there[there] = ordered[at[there]] == column[there]
    numbers = np.full(len(column), -1, np.int64)
    numbers[there] = order[at[there]]
    return numbers


def _units(conn: Connection, subject: Subject, unit: str) -> Units:
    """Divide the texts that count."""
    counting = set(np.flatnonzero(subject.material.universe()).tolist())
    divide = _DIVIDED[unit]
    return Units.of(
        [
            [(each.start, each.end) for each in divide(documents.text(conn, text.id))]
            if at in counting
            else []
            for at, text in enumerate(subject.documents)
        ]
    )
