"""Deciding on an entity where it stands in the text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from glossator.ui.coding.popups import EntityPopup
from glossator_db.records import LABELS

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.coding.passage import Passage
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session


class Mentions(QObject):
    """Accepts, rejects and relabels one mention at a time."""

    def __init__(self, about: Passage, session: Session, mirror: Mirror, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._about = about
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._theme = pane.theme

    @cached_property
    def deciding(self) -> EntityPopup:
        """What a mention is."""
        made = EntityPopup(self._theme, self._pane.window())
        made.decided.connect(self._decide)
        return made

    def go(self, step: int) -> None:
        """Mark the next mention, or the one before."""
        self._about.go(self._pane.next_mention(step), "entity", step)

    def decide(self) -> None:
        """Ask what is to be made of the mention at the caret."""
        place = self._pane.selection.start if self._pane.selection else self._pane.caret
        number = self._pane.mention_at(place)
        if number is None or number >= len(self._mirror.mentions):
            self._about.say("info", "No entity here. I goes to the next one.")
            return
        self.ask_about(number)

    def ask_about(self, number: int) -> None:
        """Ask what is to be made of a mention."""
        mention = self._mirror.mentions[number]
        self._mention = mention
        words = {label: self._theme.entity(label).word for label in LABELS}
        kind = words[mention.label].capitalize()
        state = "not yet decided" if mention.state == "open" else mention.state
        others: dict[str, str] = {}
        for label, word in words.items():
            if word != words[mention.label] and word not in others.values():
                others[label] = word
        labels = [(label, word.capitalize()) for label, word in others.items()]
        self.deciding.ask(self._about.anchor(mention.extent), mention.text, f"{kind}, {state}", labels)

    def _decide(self, verdict: str, label: str) -> None:
        from glossator.operations import entities

        self._session.do(entities.decide, [self._mention], verdict, relabel=label)
