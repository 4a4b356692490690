"""What a person does to the text by key, mouse and menu: each gesture is one verb and one step."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication

from glossator.ui.coding.palette import CodePalette
from glossator.ui.coding.popups import EntityPopup, LinePopup, TextPopup
from glossator.ui.widgets.message_bar import Message
from glossator_db.records import LABELS, CodingId, Extent

if TYPE_CHECKING:
    from glossator.ui.coding.code_panel import CodePanel
    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.session import Session
    from glossator_db.records import CodeId, Coding, DocumentId

_RIGHT_EDGE = 26
_HEAVIEST = 100


class Gestures(QObject):
    """The verbs of the Text scope."""

    said = Signal(object)
    """a `Message`"""

    def __init__(self, session: Session, mirror: Mirror, pane: ReadingPane, panel: CodePanel) -> None:
        super().__init__(pane)
        self._session = session
        self._mirror = mirror
        self._pane = pane
        self._panel = panel
        self._theme = pane.theme
        self._recoding: int | None = None
        self._last: Coding | None = None
        self._bookmarks: dict[DocumentId, int] = {}
        pane.coding_resized.connect(self._resize)
        pane.code_dropped.connect(self._drop)
        mirror.document_shown.connect(self._show_bookmark)
        mirror.reset.connect(self._forget)

    # popups, made when first asked for: they belong to the window

    @cached_property
    def palette(self) -> CodePalette:
        """The code palette."""
        made = CodePalette(self._mirror, self._theme, self._pane.window())
        made.chosen.connect(self._take_code)
        made.named.connect(self._take_name)
        made.closed.connect(lambda: self._pane.keep_lit(False))
        return made

    @cached_property
    def writing(self) -> TextPopup:
        """Memo or note."""
        return TextPopup(self._theme, self._pane.window(), "memoPopup")

    @cached_property
    def weighing(self) -> LinePopup:
        """The weight of a coding."""
        return LinePopup(self._theme, self._pane.window(), "weightPopup")

    @cached_property
    def deciding(self) -> EntityPopup:
        """What a mention is."""
        made = EntityPopup(self._theme, self._pane.window())
        made.decided.connect(self._decide)
        return made

    # what a gesture is about

    def can_code(self) -> bool:
        """Say whether there is a text that may be coded."""
        return (
            self._mirror.document is not None
            and not self._session.readonly
            and self._session.coder is not None
        )

    def passage(self) -> Extent | None:
        """Return what is marked; where nothing is, mark the sentence at the caret first."""
        if self._pane.selection is None and self._mirror.text:
            from glossator.text.units import sentence_at

            found = sentence_at(self._mirror.text, min(self._pane.caret, len(self._mirror.text) - 1))
            if found is not None:
                self._pane.select(found)
        return self._pane.selection

    def target(self) -> Coding | None:
        """Return the coding a gesture is for: the active one, the one just made, else the innermost at the caret."""
        chosen = self._pane.active
        if chosen is None and self._last is not None and self._last.extent == self._pane.selection:
            chosen = int(self._last.id)
        if chosen is None or self._mirror.placed(chosen) is None:
            place = self._pane.selection.start if self._pane.selection else self._pane.caret
            here = self._pane.codings_at(place)
            chosen = here[0] if here else None
        if chosen is None:
            self._say("info", "No coding here. N goes to the next one.")
            return None
        return self._mirror.coding(chosen)

    # coding

    def open_palette(self) -> None:
        """Ask for a code; while ends are being changed, keep them."""
        if self._pane.resizing is not None:
            self._pane.end_resize(keep=True)
            return
        self._recoding = None
        extent = self.passage()
        if extent is not None:
            self._ask(extent)

    def name_new_code(self) -> None:
        """Ask for the name of a new code for the passage."""
        self._recoding = None
        extent = self.passage()
        if extent is not None:
            self._ask(extent, naming=True)

    def apply(self, code: CodeId, extent: Extent | None = None) -> Coding | None:
        """Code the passage; the text keeps the focus and the passage stays marked."""
        extent = extent or self.passage()
        record = self._mirror.codes.get(code)
        if extent is None or record is None or self._mirror.document is None:
            return None
        if not record.codable:
            self._say("info", f"“{record.name}” is a heading and holds no codings. Choose a code under it.")
            return None
        from glossator.operations import coding

        return self._applied(self._session.do(coding.apply_code, self._mirror.document.id, code, extent))

    def apply_digit(self, digit: int) -> None:
        """Code with the code that holds a digit."""
        code = self._mirror.by_digit(digit)
        if code is None:
            self._say("info", f"No code holds {digit} yet. A code takes a digit when it is first used.")
        else:
            self.apply(code.id)

    def apply_last(self) -> None:
        """Code with the code used last."""
        code = self._session.last_code
        if code is None and self._mirror.recent:
            code = self._mirror.recent[0]
        if code is None:
            self._say("info", "No code was used yet. Return chooses one.")
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

        extent = self.passage()
        if extent is not None and self._mirror.document is not None:
            self._applied(self._session.do(coding.code_in_vivo, self._mirror.document.id, extent))

    def recode(self) -> None:
        """Ask for another code for the coding."""
        target = self.target()
        if target is not None:
            self._recoding = int(target.id)
            self._pane.activate(self._recoding)
            self._ask(target.extent)

    def remove(self) -> None:
        """Take the coding away."""
        from glossator.operations import coding

        target = self.target()
        if target is not None:
            self._session.do(coding.remove_codings, [target.id])
            self._announce("coding removed")

    def change_ends(self) -> None:
        """Let L and H change the coding's ends until Return or Esc."""
        target = self.target()
        if target is None:
            return
        self._pane.activate(int(target.id))
        self._pane.clear_selection()
        if self._pane.begin_resize():
            self._say("info", "L and H move the end, Shift+L and Shift+H the start. Return keeps, Esc drops.")

    # remarks

    def write_memo(self) -> None:
        """Write the coding's memo."""
        from glossator.operations import coding

        target = self.target()
        if target is None:
            return
        title = f"Memo on {self._mirror.codes[target.code_id].name}"
        keep = target.id
        self.writing.ask(
            self._anchor(target.extent),
            title,
            target.memo,
            lambda memo: self._session.do(coding.set_memo, keep, memo),
        )

    def weigh(self) -> None:
        """Give the coding a weight."""
        from glossator.operations import coding

        target = self.target()
        if target is None:
            return
        title = f"Weight of {self._mirror.codes[target.code_id].name}, 0 to 100"
        begun = "" if target.weight is None else str(target.weight)
        keep = target.id
        self.weighing.ask(
            self._anchor(target.extent),
            title,
            begun,
            lambda said: self._session.do(coding.set_weight, keep, int(said) if said else None),
            _wrong_weight,
        )

    def mark_unsure(self) -> None:
        """Say that one is unsure of the coding, or sure again."""
        from glossator.operations import coding

        target = self.target()
        if target is not None:
            self._session.do(coding.set_unsure, target.id, not target.unsure)

    def write_note(self) -> None:
        """Write a note on the passage, or go on with the one that is there."""
        from glossator.operations import coding

        extent, here = self.passage(), self._mirror.document
        if extent is None or here is None:
            return
        there = next((note for note in self._mirror.notes if note.extent == extent), None)
        if there is None:
            self.writing.ask(
                self._anchor(extent),
                "Note on this passage",
                "",
                lambda text: text and self._session.do(coding.add_note, here.id, extent, text),
            )
        else:
            keep = there.id
            self.writing.ask(
                self._anchor(extent),
                "Note on this passage",
                there.text,
                lambda text: self._session.do(coding.rewrite_note, keep, text),
            )

    def show_definition(self) -> None:
        """Go to the definition of the coding's code."""
        here = self._pane.codings_at(self._pane.caret)
        chosen = self._pane.active if self._pane.active is not None else here[0] if here else None
        placed = self._mirror.placed(chosen) if chosen is not None else None
        if placed is not None:
            self._panel.select(placed.code)
        self._panel.details.edit("description")

    # going about

    def go_to_memo(self, step: int) -> None:
        """Go to the next memo or note."""
        places: list[tuple[Extent, int]] = [(extent, coding) for coding, extent in self._mirror.memos.items()]
        places += [(note.extent, -1) for note in self._mirror.notes]
        places.sort()
        active = self._pane.active
        now = self._pane.selection or Extent(self._pane.caret, self._pane.caret + 1)
        here = next(((extent, one) for extent, one in places if one == active and one >= 0), (now, -1))
        later = [place for place in places if place > here] if step > 0 else [p for p in places if p < here]
        if not later:
            self._say("info", "No memo further on." if step > 0 else "No memo before this.")
            return
        extent, coding = later[0] if step > 0 else later[-1]
        if coding >= 0:
            self._pane.clear_selection()
            self._pane.activate(coding)
            self._pane.reveal(extent)
        else:
            self._pane.select(extent)

    def set_bookmark(self) -> None:
        """Put the bookmark at the caret, or take it away from there."""
        here = self._mirror.document
        if here is None:
            return
        if self._bookmarks.get(here.id) == self._pane.caret:
            del self._bookmarks[here.id]
        else:
            self._bookmarks[here.id] = self._pane.caret
        self._show_bookmark()

    def go_to_bookmark(self) -> None:
        """Go to the bookmark of this text."""
        here = self._mirror.document
        place = self._bookmarks.get(here.id) if here else None
        if place is None:
            self._say("info", "No bookmark in this text. B sets one.")
        else:
            self._pane.put_caret(min(place, len(self._mirror.text)))

    def copy_with_source(self) -> None:
        """Copy what is marked with the text's name and paragraph."""
        extent, here = self._pane.selection, self._mirror.document
        if extent is None or here is None:
            return
        name = self._mirror.documents[here.id].name
        words = self._mirror.text[extent.start : extent.end].strip()
        QGuiApplication.clipboard().setText(f"“{words}” ({name}, paragraph {self.paragraph(extent.start)})")

    def paragraph(self, pos: int) -> int:
        """Return the number of the paragraph that holds *pos*."""
        model = self._pane.page.model
        return max(1, int(model.numbers[model.block_at(pos)])) if model.count else 1

    # entities

    def decide(self) -> None:
        """Ask what is to be made of the mention at the caret."""
        place = self._pane.selection.start if self._pane.selection else self._pane.caret
        number = self._pane.mention_at(place)
        if number is None or number >= len(self._mirror.mentions):
            self._say("info", "No entity here. I goes to the next one.")
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
        self.deciding.ask(self._anchor(mention.extent), mention.text, f"{kind}, {state}", labels)

    def _decide(self, verdict: str, label: str) -> None:
        from glossator.operations import entities

        self._session.do(entities.decide, [self._mention], verdict, relabel=label)

    # inside

    def _ask(self, extent: Extent, *, naming: bool = False) -> None:
        from glossator.text.units import count_words

        if not self.can_code():
            return
        self._pane.reveal(extent)
        self._pane.keep_lit(True)
        words = count_words(self._mirror.text[extent.start : extent.end])
        self.palette.ask(self._anchor(extent), self._bounds(), words=words, naming=naming)

    def _anchor(self, extent: Extent) -> QRect:
        """Return where a popup for *extent* hangs, in the window: its height, and the end of its last line."""
        view = self._pane.viewport()
        seen = self._pane.rect_of(extent).intersected(view.rect())
        last = self._pane.rect_of(Extent(extent.end - 1, extent.end)).intersected(view.rect())
        if seen.isEmpty():
            seen = QRect(view.rect().center(), view.rect().center())
        left = last.right() if not last.isEmpty() else seen.left()
        bottom = last.bottom() if not last.isEmpty() else seen.bottom()
        anchor = QRect(QPoint(left, seen.top()), QPoint(left, bottom))
        return QRect(view.mapTo(self._pane.window(), anchor.topLeft()), anchor.size())

    def _bounds(self) -> QRect:
        corner = self._pane.mapTo(self._pane.window(), QPoint(0, 0))
        edge = self._theme.px(_RIGHT_EDGE)
        return QRect(corner.x(), 0, self._pane.width() - edge, corner.y() + self._pane.height())

    def _take_code(self, code: CodeId, after: str) -> None:
        from glossator.operations import coding

        if self._recoding is None:
            self._and_then(self.apply(code), after)
            return
        over = self._session.do(coding.recode, [CodingId(self._recoding)], code)
        if over is not None:
            self._session.last_code = code
            if after == "memo":
                self.write_memo()

    def _take_name(self, name: str, after: str) -> None:
        from glossator.operations import codebook, coding

        extent, here = self.passage(), self._mirror.document
        if self._recoding is not None:
            made = self._session.do(codebook.add_code, name)
            if made is not None:
                self._take_code(made.id, after)
        elif extent is not None and here is not None:
            self._and_then(
                self._applied(self._session.do(coding.apply_new_code, here.id, name, extent)), after
            )

    def _and_then(self, coding: Coding | None, after: str) -> None:
        if coding is not None and after == "memo":
            self.write_memo()

    def _applied(self, coding: Coding | None) -> Coding | None:
        if coding is not None:
            self._last = coding
            self._session.last_code = coding.code_id
            code = self._mirror.codes.get(coding.code_id)
            if code is not None:
                self._announce(f"coded with {code.name}")
        return coding

    def _resize(self, coding_id: int, extent: Extent) -> None:
        from glossator.operations import coding

        self._session.do(coding.resize, CodingId(coding_id), extent)

    def _drop(self, code: int, extent: Extent) -> None:
        record = next((one for one in self._mirror.codes if int(one) == code), None)
        if record is not None and self.can_code():
            self.apply(record, extent)
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._last, self._recoding = None, None
        self._bookmarks.clear()

    def _show_bookmark(self) -> None:
        here = self._mirror.document
        self._pane.set_bookmark(self._bookmarks.get(here.id) if here else None)

    def _say(self, kind: str, text: str) -> None:
        self.said.emit(Message(kind, text))

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, words))


def _wrong_weight(said: str) -> str:
    if not said or (said.isdigit() and int(said) <= _HEAVIEST):
        return ""
    return "A weight is a number from 0 to 100."
