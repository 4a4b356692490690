"""What the page does to mentions, through the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.operations.entities import PlacedMention
    from glossator.ui.session import Session
    from glossator_db.records import CodeId, Verdict


def decide(
    session: Session, mentions: Sequence[PlacedMention], verdict: Verdict, label: str | None = None
) -> None:
    """Accept or reject *mentions*; *label* gives them another kind, else each keeps the one it has."""
    from glossator.operations import entities

    if label is not None:
        session.do(entities.decide, mentions, verdict, relabel=label)
        return
    kinds: dict[str, list[PlacedMention]] = {}
    for mention in mentions:
        given = mention.label if mention.label != mention.found_label else ""
        kinds.setdefault(given, []).append(mention)
    for given, same in kinds.items():
        session.do(entities.decide, same, verdict, relabel=given)


def undecide(session: Session, mentions: Sequence[PlacedMention]) -> None:
    """Take back what was decided about *mentions*."""
    from glossator.operations import entities

    decided = [mention for mention in mentions if mention.state != "open"]
    if decided:
        session.do(entities.undecide, decided)


def code(session: Session, mentions: Sequence[PlacedMention], chosen: CodeId | str) -> Message | None:
    """Code *mentions* with a code, or with a new one of that name; return what to say, None if refused."""
    from glossator.operations import codebook, entities
    from glossator_db import codes

    if isinstance(chosen, str):
        made = session.do(codebook.add_code, chosen)
        if made is None:
            return None
        chosen = made.id
    count = session.do(entities.code_all, mentions, chosen)
    if count is None:
        return None
    with session.read() as conn:
        name = codes.get(conn, chosen).name
    if not count:
        return Message("info", f"You had coded all of them with “{name}” already.")
    text = f"{count:,} mention{'' if count == 1 else 's'} coded with “{name}”."
    return Message("good", text, (("Undo", session.undo),))
