"""The letters of the hint overlay: what a key means while it is up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossator_db.records import CodeId


@dataclass(slots=True)
class Hints:
    """Codes by their hint letters, and what has been typed so far."""

    letters: Mapping[CodeId, str]
    """the letters of each code that can be seen and applied"""
    typed: str = ""
    refused: str = field(default="", init=False)
    """letters that fit no code, until the next that do"""

    def type(self, letter: str) -> CodeId | None:
        """Take one more letter; return the code once its letters are complete.

        A letter that fits nothing is ignored and remembered as refused.
        """
        tried = self.typed + letter.upper()
        left = self.left(tried)
        if not left:
            self.refused = tried
            return None
        self.refused, self.typed = "", tried
        complete = all(self.letters[code] == tried for code in left)
        return left[0] if complete else None

    def back(self) -> None:
        """Take the last letter back."""
        self.refused, self.typed = "", self.typed[:-1]

    def left(self, typed: str | None = None) -> list[CodeId]:
        """Return the codes whose letters begin with what was typed."""
        begin = self.typed if typed is None else typed
        return [code for code, letters in self.letters.items() if letters.startswith(begin)]

    @property
    def sentence(self) -> str:
        """What the bar at the foot says."""
        if self.refused:
            return f"No code begins with {self.refused}."
        return "Type the letters of a code to apply it to the marked sentence."
