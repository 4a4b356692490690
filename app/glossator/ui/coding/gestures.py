"""Coding by key, mouse and menu: each gesture is one verb and one step."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from glossator.ui.coding.palette import CodePalette
from glossator.ui.widgets.message_bar import Message
from glossator_db.records import CodingId, Extent

if TYPE_CHECKING:
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.coding.passage import Passage
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session
    from glossator_db.records import CodeId, Coding

_ENDS = Message("info", "L and H move the end, Shift+L and Shift+H the start. Return keeps, Esc drops.")


class Gestures(QObject):
    """The verbs of the Text scope that code."""

    memo_asked = Signal()
    """the coding just made is to have a memo"""

    def __init__(self, about: Passage, session: Session, mirror: Mirror, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._about = about
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._theme = pane.theme
        self._recoding: int | None = None
        pane.coding_resized.connect(self._resize)
        pane.resize_ended.connect(lambda: about.take_back(_ENDS))
        pane.code_dropped.connect(self._drop)

    @cached_property
    def palette(self) -> CodePalette:
        """The code palette, made when first asked for: it belongs to the window."""
        made = CodePalette(self._mirror, self._theme, self._pane.window())
        made.chosen.connect(self._take_code)
        made.named.connect(self._take_name)
        made.closed.connect(lambda: self._pane.keep_lit(False))
        return made

    def open_palette(self) -> None:
        """Ask for a code; while ends are being changed, keep them."""
        if self._pane.resizing is not None:
            self._pane.end_resize(keep=True)
            return
        self._recoding = None
        extent = self._about.passage()
        if extent is not None:
            self._ask(extent)

    def name_new_code(self) -> None:
        """Ask for the name of a new code for the passage."""
        self._recoding = None
        extent = self._about.passage()
        if extent is not None:
            self._ask(extent, naming=True)

    def apply(self, code: CodeId, extent: Extent | None = None) -> Coding | None:
        """Code the passage; the text keeps the focus and the passage stays marked."""
        extent = extent or self._about.passage()
        record = self._mirror.codes.get(code)
        if extent is None or record is None or self._mirror.document is None:
            return None
        if not record.codable:
            self._about.say(
                "info", f"“{record.name}” is a heading and holds no codings. Choose a code under it."
            )
            return None
        from glossator.operations import coding

        return self._applied(self._session.do(coding.apply_code, self._mirror.document.id, code, extent))

    def apply_digit(self, digit: int) -> None:
        """Code with the code that holds a digit."""
        code = self._mirror.by_digit(digit)
        if code is None:
            self._about.say("info", f"No code holds {digit} yet. A code takes a digit when it is first used.")
        else:
            self.apply(code.id)

    def apply_last(self) -> None:
        """Code with the code used last."""
        code = self._session.last_code
        if code is None and self._mirror.recent:
            code = self._mirror.recent[0]
        if code is None:
            self._about.say("info", "No code was used yet. Return chooses one.")
        else:
            self.apply(code)

    def apply_last_to_next(self) -> None:
        """Mark the next sentence and code it with the code used last."""
        before = self._pane.selection
        self._pane.move_sentence(1)
        if self._pane.selection != before:
            self.apply_last()

    def apply_in_vivo(self) -> None:
        """Code the passage with its own words."""
        from glossator.operations import coding

        extent = self._about.passage()
        if extent is not None and self._mirror.document is not None:
            self._applied(self._session.do(coding.code_in_vivo, self._mirror.document.id, extent))

    def recode(self) -> None:
        """Ask for another code for the coding."""
        target = self._about.target()
        if target is not None:
            self._recoding = int(target.id)
            self._pane.activate(self._recoding)
            self._ask(target.extent, new=False)

    def remove(self) -> None:
        """Take the coding away."""
        from glossator.operations import coding

        target = self._about.target()
        if target is not None:
            self._session.do(coding.remove_codings, [target.id])
            self._about.announce("coding removed")

    def change_ends(self) -> None:
        """Let L and H change the coding's ends until Return or Esc."""
        target = self._about.target()
        if target is None:
            return
        self._pane.clear_selection()
        self._pane.activate(int(target.id))
        if self._pane.begin_resize():
            self._about.said.emit(_ENDS)

    # inside

    def _ask(self, extent: Extent, *, naming: bool = False, new: bool = True) -> None:
        from glossator.text.units import count_words

        if not self._about.can_code():
            return
        self._pane.reveal(extent)
        self._pane.keep_lit(True)
        words = count_words(self._mirror.text[extent.start : extent.end])
        self.palette.ask(
            self._about.anchor(extent), self._about.bounds(), words=words, naming=naming, new=new
        )

    def _take_code(self, code: CodeId, after: str) -> None:
        from glossator.operations import coding

        if self._recoding is None:
            self._and_then(self.apply(code), after)
            return
        over = self._session.do(coding.recode, [CodingId(self._recoding)], code)
        if over is not None:
            self._session.last_code = code
            if after == "memo":
                self.memo_asked.emit()

    def _take_name(self, name: str, after: str) -> None:
        from glossator.operations import coding

        extent, here = self._about.passage(), self._mirror.document
        if extent is not None and here is not None:
            self._and_then(
                self._applied(self._session.do(coding.apply_new_code, here.id, name, extent)), after
            )

    def _and_then(self, coding: Coding | None, after: str) -> None:
        if coding is not None and after == "memo":
            self.memo_asked.emit()

    def _applied(self, coding: Coding | None) -> Coding | None:
        if coding is not None:
            self._pane.activate(None)  # a memo to come is for this one
            self._about.last = coding
            self._session.last_code = coding.code_id
            code = self._mirror.codes.get(coding.code_id)
            if code is not None:
                self._about.announce(f"coded with {code.name}")
                self._say_hidden(coding, code.name)
        return coding

    def _say_hidden(self, coding: Coding, name: str) -> None:
        """Say so where what was made cannot be seen, and offer to show it."""
        session = self._session
        if coding.coder_id not in session.visible_coders:
            said, coders = "Your codings are not shown.", session.visible_coders | {coding.coder_id}
            show = partial(session.show_coders, coders)
        elif coding.code_id in session.hidden_codes:
            said, codes = "Its codings are hidden.", session.hidden_codes - {coding.code_id}
            show = partial(session.show_codes, codes)
        else:
            return
        self._about.said.emit(Message("info", f"Coded with “{name}”. {said}", (("Show", show),)))

    def _resize(self, coding_id: int, extent: Extent) -> None:
        from glossator.operations import coding

        self._session.do(coding.resize, CodingId(coding_id), extent)

    def _drop(self, code: int, extent: Extent) -> None:
        record = next((one for one in self._mirror.codes if int(one) == code), None)
        if record is not None and self._about.can_code():
            self.apply(record, extent)
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
