"""What is marked in the text, by anchor and caret; offsets are code points."""

from __future__ import annotations

from typing import Literal

from glossator.text import units
from glossator_db.records import Extent

Unit = Literal["character", "word", "sentence", "paragraph", "text"]
_GROWING: tuple[Unit, ...] = ("word", "sentence", "paragraph", "text")


def unit_at(text: str, pos: int, unit: Unit) -> Extent | None:
    """Return the unit around *pos*; None where there is none, and for characters."""
    match unit:
        case "word":
            return units.word_at(text, pos)
        case "sentence":
            return units.sentence_at(text, pos)
        case "paragraph":
            return units.paragraph_at(text, pos)
        case "text":
            return Extent(0, len(text)) if text else None
        case _:
            return None


def _sign_at(text: str, pos: int) -> Extent | None:
    """Return the sign that a reader takes for one and that begins at *pos*, an emoji for instance; no blank."""
    if not 0 <= pos < len(text) or text[pos].isspace():
        return None
    return units.snap(text, Extent(pos, pos + 1))


class Selection:
    """The caret and, where something is marked, the other end of it."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.anchor = self.caret = 0
        self._grown: list[Extent] = []
        self._pressed: tuple[Unit, Extent] | None = None

    @property
    def extent(self) -> Extent | None:
        """What is marked."""
        low, high = sorted((self.anchor, self.caret))
        return Extent(low, high) if low < high else None

    @property
    def here(self) -> int:
        """The code point the caret stands at: the last marked one where the caret ends what is marked."""
        return self.caret - 1 if self.caret > self.anchor else self.caret

    def put(self, caret: int, *, extend: bool = False) -> None:
        """Move the caret; the anchor comes along unless what is marked is to be extended."""
        self.caret = min(max(caret, 0), len(self.text))
        if not extend:
            self.anchor = self.caret
        self._grown.clear()

    def mark(self, extent: Extent) -> None:
        """Mark *extent*, with the caret at its end."""
        self.anchor = min(extent.start, len(self.text))
        self.caret = min(extent.end, len(self.text))
        self._grown.clear()

    def press(self, pos: int, unit: Unit, *, extend: bool = False) -> None:
        """Begin to mark with the mouse at *pos*, by whole units; or *extend* what is marked."""
        if extend:
            self._pressed = None
            self.put(pos, extend=True)
            return
        around = unit_at(self.text, pos, unit) or (_sign_at(self.text, pos) if unit == "word" else None)
        self._pressed = (unit, around) if around else None
        if around:
            self.mark(around)
        else:
            self.put(pos)

    def drag(self, pos: int) -> None:
        """Extend what the mouse began to mark to *pos*, by the unit it began with."""
        if self._pressed is None:
            self.put(pos, extend=True)
            return
        unit, first = self._pressed
        around = unit_at(self.text, pos, unit)
        self._grown.clear()
        if pos >= first.start:
            self.anchor = first.start
            self.caret = max(first.end, around.end if around and around.start < pos else min(pos, first.end))
        else:
            self.anchor = first.end
            self.caret = around.start if around and around.end > pos else pos

    def grow(self) -> bool:
        """Mark the next larger unit around what is marked; say whether there was one."""
        now = self.extent
        for unit in _GROWING:
            around = unit_at(self.text, now.start if now else self.caret, unit)
            if around is None:
                continue
            if now:
                around = Extent(min(around.start, now.start), max(around.end, now.end))
            if around != now:
                grown = [*self._grown, *([now] if now else [])]
                self.mark(around)
                self._grown = grown
                return True
        return False

    def shrink(self) -> bool:
        """Take the last growing back, else mark the next smaller unit; say whether anything changed."""
        now = self.extent
        if now is None:
            return False
        if self._grown:
            grown = self._grown[:-1]
            self.mark(self._grown[-1])
            self._grown = grown
            return True
        for unit in reversed(_GROWING):
            around = unit_at(self.text, now.start, unit)
            if around and len(around) < len(now) and now.start <= around.start and around.end <= now.end:
                self.mark(around)
                return True
        return False
