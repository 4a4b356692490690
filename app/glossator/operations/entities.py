"""Finding entities, listing them, and deciding about them."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from glossator.language import pipelines
from glossator.operations.status import name_step
from glossator.operations.wording import counted, shortened
from glossator.progress import Progress
from glossator_db import codes, codings, documents, entities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from glossator.language.client import Worker
    from glossator_db.project import Project
    from glossator_db.records import CodeId, Coder, Decision, Document, DocumentId, Extent, Mention, Verdict

State = Literal["open", "accepted", "rejected"]
_SAME_SENSE = {"GPE": "LOC"}
"""Labels that are one kind to a reader: a town is a place whether it acts or lies somewhere."""
_WRITE_EVERY = 1.0  # seconds; what was found is kept even when the search is stopped


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention in its document, with what was decided about it."""

    document_id: DocumentId
    document: str
    extent: Extent
    label: str
    """as decided; as found where nothing was"""
    found_label: str
    text: str
    rule: str
    state: State
    pipeline: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """All mentions that name the same in the same sense."""

    name: str
    """the spelling met most"""
    label: str
    also: tuple[str, ...]
    """other spellings"""
    mentions: tuple[PlacedMention, ...]
    documents: int
    verdict: Literal["open", "accepted", "rejected", "mixed"]


def refresh(
    project: Project, worker: Worker, pipeline: str = pipelines.RULES, *, progress: Progress | None = None
) -> int:
    """Find entities in the texts that this version of *pipeline* has not read; return in how many it looked.

    What it has read already counts as its newest reading again, where another pipeline has read since.

    Raises
    ------
    WorkerError
        What was found until then is kept.
    Cancelled
        Likewise.
    """
    progress = progress or Progress()
    version = pipelines.version_of(pipeline)
    with project.read() as conn:
        waiting = {sha256: document_id for document_id, sha256 in entities.unread(conn, pipeline, version)}
    _prefer(project, pipeline, version)
    found: dict[str, list[Mention]] = {}
    written = time.monotonic()
    done = 0
    progress.step(0, len(waiting))
    try:
        for sha256, mentions in worker.find(_texts(project, waiting), pipeline):
            found[sha256] = mentions
            done += 1
            if time.monotonic() - written > _WRITE_EVERY:
                _keep(project, found, pipeline, version)
                written = time.monotonic()
            progress.step(done, len(waiting))
    finally:
        _keep(project, found, pipeline, version)
    return done


def of_document(project: Project, document_id: DocumentId) -> list[PlacedMention]:
    """Return the mentions of one text, by place."""
    with project.read() as conn:
        document = documents.get(conn, document_id)
        reading = entities.latest(conn, document_id)
        decisions = entities.decisions(conn, document_id)
    return list(_placed(document, reading, decisions))


def all_mentions(project: Project, pipeline: str | None = None) -> list[PlacedMention]:
    """Return the mentions of all texts, by text and place: of the newest reading, or of that *pipeline*."""
    version = pipelines.version_of(pipeline) if pipeline else ""
    placed: list[PlacedMention] = []
    with project.read() as conn:
        decisions: dict[DocumentId, list[Decision]] = {}
        for decision in entities.decisions(conn):
            decisions.setdefault(decision.document_id, []).append(decision)
        for document in documents.list_(conn):
            if pipeline:
                mentions = entities.get_reading(conn, document.sha256, pipeline, version)
                reading = None if mentions is None else (pipeline, version, mentions)
            else:
                reading = entities.latest(conn, document.id)
            placed += _placed(document, reading, decisions.get(document.id, []))
    return placed


def table(project: Project) -> list[EntityRow]:
    """Return the entities of the project, the most mentioned first."""
    groups: dict[tuple[str, str], list[PlacedMention]] = {}
    for mention in all_mentions(project):
        sense = _SAME_SENSE.get(mention.label, mention.label)
        groups.setdefault((sense, " ".join(mention.text.split()).casefold()), []).append(mention)
    rows = [_row(label, mentions) for (label, _), mentions in groups.items()]
    return sorted(rows, key=lambda row: (-len(row.mentions), row.name.casefold()))


def decide(
    project: Project, mentions: Sequence[PlacedMention], verdict: Verdict, *, coder: Coder, relabel: str = ""
) -> None:
    """Accept or reject mentions; *relabel* gives them another kind."""
    with project.change(_decided(mentions, verdict), coder=coder.name) as conn:
        entities.decide(conn, _keys(mentions), verdict, coder_id=coder.id, relabel=relabel)


def undecide(project: Project, mentions: Sequence[PlacedMention], *, coder: Coder) -> None:
    """Take back what was decided about mentions."""
    with project.change(f"Took back what was decided about {_named(mentions)}", coder=coder.name) as conn:
        entities.undecide(conn, _keys(mentions))


def code_all(project: Project, mentions: Sequence[PlacedMention], code_id: CodeId, *, coder: Coder) -> int:
    """Code every one of the mentions; return how many codings are new."""
    with project.change("Coded mentions", coder=coder.name) as conn:
        before = codings.total(conn)
        for mention in mentions:
            codings.add(conn, mention.document_id, code_id, coder.id, mention.extent)
        codes.take_digit(conn, code_id)
        count = codings.total(conn) - before
        name_step(project, conn, f"Coded {counted(count, 'mention')} with {codes.get(conn, code_id).name}")
        return count


def _texts(project: Project, waiting: dict[str, DocumentId]) -> Iterator[tuple[str, str]]:
    for sha256, document_id in waiting.items():
        with project.read() as conn:
            text = documents.text(conn, document_id)
        yield sha256, text


def _prefer(project: Project, pipeline: str, version: str) -> None:
    """Make the readings of this version the newest of their texts."""
    older: dict[str, list[Mention]] = {}
    with project.read() as conn:
        for document in documents.list_(conn):
            newest = entities.latest(conn, document.id)
            if newest is not None and newest[:2] != (pipeline, version):
                reading = entities.get_reading(conn, document.sha256, pipeline, version)
                if reading is not None:
                    older[document.sha256] = reading
    _keep(project, older, pipeline, version)


def _keep(project: Project, found: dict[str, list[Mention]], pipeline: str, version: str) -> None:
    if found and not project.readonly:
        with project.change("", recorded=False) as conn:
            for sha256, mentions in found.items():
                entities.put_reading(conn, sha256, pipeline, version, mentions)
    found.clear()


def _placed(
    document: Document, reading: tuple[str, str, list[Mention]] | None, decisions: Collection[Decision]
) -> Iterator[PlacedMention]:
    if reading is None:
        return
    pipeline, _, mentions = reading
    decided = {(decision.extent, decision.label): decision for decision in decisions}
    for mention in mentions:
        decision = decided.get((mention.extent, mention.label))
        yield PlacedMention(
            document_id=document.id,
            document=document.name,
            extent=mention.extent,
            label=(decision.relabel if decision else "") or mention.label,
            found_label=mention.label,
            text=mention.text,
            rule=mention.rule,
            state=decision.verdict if decision else "open",
            pipeline=pipeline,
        )


def _row(label: str, mentions: list[PlacedMention]) -> EntityRow:
    spellings = [
        text for text, _ in Counter(" ".join(mention.text.split()) for mention in mentions).most_common()
    ]
    states = {mention.state for mention in mentions}
    return EntityRow(
        name=spellings[0],
        label=label,
        also=tuple(spellings[1:]),
        mentions=tuple(mentions),
        documents=len({mention.document_id for mention in mentions}),
        verdict=states.pop() if len(states) == 1 else "mixed",
    )


def _keys(mentions: Sequence[PlacedMention]) -> list[tuple[DocumentId, Extent, str]]:
    return [(mention.document_id, mention.extent, mention.found_label) for mention in mentions]


def _decided(mentions: Sequence[PlacedMention], verdict: Verdict) -> str:
    return f"{verdict.capitalize()} {_named(mentions)}"


def _named(mentions: Sequence[PlacedMention]) -> str:
    names = {mention.text for mention in mentions}
    if len(names) == 1:
        return f"“{shortened(names.pop())}”"
    return counted(len(names), "entity", "entities")
