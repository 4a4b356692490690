"""Where keys take the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt

from glossator.ui.reading import travel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from glossator.ui.reading.page import Page

Move = Literal[
    "left", "right", "up", "down", "home", "end", "page_up", "page_down",
    "word_left", "word_right", "paragraph_up", "paragraph_down", "first", "last",
]  # fmt: skip

_PLAIN: dict[int, Move] = {
    Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right", Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home", Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "page_up", Qt.Key.Key_PageDown: "page_down",
}  # fmt: skip
_CONTROL: dict[int, Move] = {
    Qt.Key.Key_Left: "word_left", Qt.Key.Key_Right: "word_right",
    Qt.Key.Key_Up: "paragraph_up", Qt.Key.Key_Down: "paragraph_down",
    Qt.Key.Key_Home: "first", Qt.Key.Key_End: "last",
}  # fmt: skip


def move_of(event: QKeyEvent) -> Move | None:
    """Return what a key does to the caret; None for other keys."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return _PLAIN.get(event.key())
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _CONTROL.get(event.key())
    return None


class CaretKeys:
    """Moves the caret; remembers the column it goes down in."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._goal: float | None = None

    def forget(self) -> None:
        """Take no column over: the caret was put elsewhere by other means."""
        self._goal = None

    def go(self, move: Move, *, extend: bool) -> None:
        """Move the caret; *extend* marks on the way."""
        selection = self._page.selection
        marked = selection.extent
        if marked and not extend and move in ("left", "right"):
            to_end = (move == "right") != self._rtl(selection.caret)
            selection.put(marked.end if to_end else marked.start)
            self._goal = None
            return
        pos = self._target(move, selection.caret)
        if move not in ("up", "down", "page_up", "page_down"):
            self._goal = None
        selection.put(pos, extend=extend)

    def _rtl(self, pos: int) -> bool:
        return self._page.blocks[self._page.model.block_at(pos)].rtl

    def _target(self, move: Move, pos: int) -> int:
        page, model = self._page, self._page.model
        match move:
            case "left" | "right":
                return self._sideways(pos, right=move == "right")
            case "word_left" | "word_right":
                forward = (move == "word_right") != self._rtl(pos)
                return travel.word_start(model, pos, 1 if forward else -1)
            case "up" | "down":
                return self._lines(pos, 1 if move == "down" else -1)
            case "page_up" | "page_down":
                rows = max(1, page.height // page.setting.pitch - 1)
                return self._lines(pos, rows if move == "page_down" else -rows)
            case "home" | "end":
                block = page.blocks[model.block_at(pos)]
                line = block.line_at(pos)
                return line.start if move == "home" else block.last_place(line)
            case "paragraph_up" | "paragraph_down":
                return self._paragraph(pos, 1 if move == "paragraph_down" else -1)
            case _:
                return 0 if move == "first" else len(model.text)

    def _sideways(self, pos: int, *, right: bool) -> int:
        block = self._page.blocks[self._page.model.block_at(pos)]
        found = block.step_visual(pos, right=right)
        if found != pos:
            return found
        if right != block.rtl:
            return min(block.end + 1, len(self._page.model.text))
        if self._page.model.opens[block.index]:
            return max(block.start - 1, 0)
        return self._page.blocks[block.index - 1].step(block.start, forward=False)

    def _lines(self, pos: int, by: int) -> int:
        page = self._page
        block = page.blocks[page.model.block_at(pos)]
        number = block.number_at(pos)
        if self._goal is None:
            self._goal = block.x_of(pos)
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            number += step
            while not 0 <= number < len(block.lines):
                index = block.index + step
                if not 0 <= index < page.model.count:
                    return len(page.model.text) if by > 0 else 0
                block = page.blocks[index]
                number = 0 if step > 0 else len(block.lines) - 1
        return block.whole(block.pos_at(self._goal, block.lines[number]))

    def _paragraph(self, pos: int, step: int) -> int:
        model = self._page.model
        start, end = model.paragraph(model.block_at(pos))
        if step < 0 and start < pos:
            return start
        place = end + 1 if step > 0 else start
        found = next(travel.units_from(model, place, step, travel.paragraphs), None)
        if found is None or (end == len(model.text) and step > 0):
            return len(model.text) if step > 0 else 0
        return model.paragraph(model.block_at(found.start))[0]
