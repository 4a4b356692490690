"""The actions of the Code workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossator.ui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossator.ui.coding.page import CodingPage

_TEXT = "readingPane"
_TREE = "codeTree"
_PANEL = "codePanel"
_LIST = "documentList"


def _can_code(page: CodingPage) -> bool:
    return page.can_code()


def _has_text(page: CodingPage) -> bool:
    return page.has_text()


def _shown(page: CodingPage) -> bool:
    return page.is_shown()


def _can_change_code(page: CodingPage) -> bool:
    return page.codebook.can_change()


def _can_change_text(page: CodingPage) -> bool:
    return page.texts.can_change()


def _has_row(page: CodingPage) -> bool:
    return page.is_shown() and page.documents.current() is not None


def _can_write(page: CodingPage) -> bool:
    return page.is_shown() and not page.session.readonly


def _digit(number: int) -> Action:
    return Action(
        f"coding.digit_{number}", f"Code that holds {number}", lambda page: page.gestures.apply_digit(number),
        "Code/Code with digit", (str(number),), _TEXT, _can_code,
    )  # fmt: skip


def _walk(name: str, text: str, run: Callable[[CodingPage], object], *keys: str) -> Action:
    return Action(f"text.{name}", text, run, "Go", keys, _TEXT, _has_text)


CODING: Sequence[Action] = (
    Action("coding.apply", "Code…", lambda p: p.gestures.open_palette(), "Code", ("Return", "Enter"), _TEXT, _can_code),
    Action("coding.last", "Last code again", lambda p: p.gestures.apply_last(), "Code", ("Q",), _TEXT, _can_code),
    Action(
        "coding.last_next", "Last code on the next sentence", lambda p: p.gestures.apply_last_to_next(), "Code",
        ("Shift+Q",), _TEXT, _can_code,
    ),
    Action("coding.in_vivo", "Code in vivo", lambda p: p.gestures.apply_in_vivo(), "Code", ("V",), _TEXT, _can_code),
    Action(
        "coding.new_code", "New code from the passage…", lambda p: p.gestures.name_new_code(), "Code",
        ("Ctrl+Return", "Ctrl+Enter"), _TEXT, _can_code,
    ),
    Action("coding.hints", "Letters of the codes", lambda p: p.show_hints(), "Code", ("F",), _TEXT, _can_code),
    *(_digit(number) for number in range(1, 10)),
    Action("coding.recode", "Recode…", lambda p: p.gestures.recode(), "Code", ("R",), _TEXT, _can_code),
    Action("coding.ends", "Change the ends", lambda p: p.gestures.change_ends(), "Code", ("E",), _TEXT, _can_code),
    Action(
        "coding.remove", "Remove the coding", lambda p: p.gestures.remove(), "Code", ("U", "Delete", "Backspace"),
        _TEXT, _can_code,
    ),
    Action("coding.memo", "Memo…", lambda p: p.remarks.write_memo(), "Code", ("M",), _TEXT, _can_code),
    Action("coding.weight", "Weight…", lambda p: p.remarks.weigh(), "Code", ("W",), _TEXT, _can_code),
    Action("coding.unsure", "Unsure", lambda p: p.remarks.mark_unsure(), "Code", ("S",), _TEXT, _can_code),
    Action("coding.note", "Note on the passage…", lambda p: p.remarks.write_note(), "Code", ("A",), _TEXT, _can_code),
    Action(
        "coding.definition", "Definition of the code", lambda p: p.remarks.show_definition(), "Code", ("D",), _TEXT,
        _has_text,
    ),
    Action("coding.entity", "Decide on the entity…", lambda p: p.mentions.decide(), "Code", ("T",), _TEXT, _can_code),
    Action(
        "coding.coders", "Whose codings are shown…", lambda p: p.bar.coders.open_list(), "View", ("Shift+V",), _TEXT,
        _has_text,
    ),
    Action(
        "coding.entities", "Underline entities", lambda p: p.toggle_entities(), "View",
        enabled=_has_text, checked=lambda p: p.link.mentions_shown,
    ),
    Action(
        "coding.copy_source", "Copy with source", lambda p: p.remarks.copy_with_source(), "Edit", ("Ctrl+Shift+C",),
        _TEXT, _has_text,
    ),
)  # fmt: skip

TEXT: Sequence[Action] = (
    _walk("next_sentence", "Next sentence", lambda p: p.pane.move_sentence(1), "J"),
    _walk("previous_sentence", "Previous sentence", lambda p: p.pane.move_sentence(-1), "K"),
    _walk(
        "extend_sentence", "Extend by a sentence", lambda p: p.pane.move_sentence(1, extend=True), "Shift+J"
    ),
    _walk(
        "extend_sentence_back",
        "Extend by a sentence, back",
        lambda p: p.pane.move_sentence(-1, extend=True),
        "Shift+K",
    ),
    _walk("next_paragraph", "Next paragraph", lambda p: p.pane.move_paragraph(1), "Alt+Down"),
    _walk("previous_paragraph", "Previous paragraph", lambda p: p.pane.move_paragraph(-1), "Alt+Up"),
    _walk("grow", "Mark more", lambda p: p.pane.grow(), "Space"),
    _walk("shrink", "Mark less", lambda p: p.pane.shrink(), "Shift+Space"),
    _walk("end_on", "End one word on", lambda p: p.pane.move_end(1), "L"),
    _walk("end_back", "End one word back", lambda p: p.pane.move_end(-1), "H"),
    _walk("start_on", "Start one word on", lambda p: p.pane.move_start(1), "Shift+L"),
    _walk("start_back", "Start one word back", lambda p: p.pane.move_start(-1), "Shift+H"),
    _walk("next_coding", "Next coding", lambda p: p.go_coding(1), "N"),
    _walk("previous_coding", "Previous coding", lambda p: p.go_coding(-1), "P"),
    _walk("overlapping", "Next overlapping coding", lambda p: p.go_overlapping(), "O"),
    _walk("next_uncoded", "Next uncoded passage", lambda p: p.go_uncoded(1), "C"),
    _walk("previous_uncoded", "Previous uncoded passage", lambda p: p.go_uncoded(-1), "Shift+C"),
    _walk("next_memo", "Next memo", lambda p: p.remarks.go_to_memo(1), "X"),
    _walk("previous_memo", "Previous memo", lambda p: p.remarks.go_to_memo(-1), "Shift+X"),
    _walk("next_entity", "Next entity", lambda p: p.mentions.go(1), "I"),
    _walk("previous_entity", "Previous entity", lambda p: p.mentions.go(-1), "Shift+I"),
    _walk("set_bookmark", "Set bookmark", lambda p: p.remarks.set_bookmark(), "B"),
    _walk("bookmark", "Go to the bookmark", lambda p: p.remarks.go_to_bookmark(), "G"),
    Action(
        "text.find", "Find in this text…", lambda p: p.find_in_text(), "Edit", ("Ctrl+F",), enabled=_has_text
    ),
    Action("text.find_next", "Next hit", lambda p: p.finder.step(1), "Edit", ("F3",), enabled=_has_text),
    Action(
        "text.find_previous",
        "Previous hit",
        lambda p: p.finder.step(-1),
        "Edit",
        ("Shift+F3",),
        enabled=_has_text,
    ),
    Action("text.choose", "Go to text…", lambda p: p.choose_text(), "Go", ("Ctrl+T",), enabled=_shown),
    Action("text.next", "Next text", lambda p: p.texts.step(1), "Go", ("Ctrl+PgDown",), enabled=_has_text),
    Action(
        "text.previous", "Previous text", lambda p: p.texts.step(-1), "Go", ("Ctrl+PgUp",), enabled=_has_text
    ),
)

DOCUMENTS: Sequence[Action] = (
    Action(
        "text.open",
        "Open the text",
        lambda p: p.open_current_text(),
        "Go",
        ("Return", "Enter"),
        _LIST,
        _has_row,
    ),
    Action(
        "text.rename", "Rename the text", lambda p: p.texts.rename(), "Edit", ("F2",), _LIST, _can_change_text
    ),
    Action(
        "text.remove",
        "Remove the text",
        lambda p: p.texts.remove(),
        "Edit",
        ("Delete",),
        _LIST,
        _can_change_text,
    ),
    Action("text.add", "Add texts…", lambda p: p.texts.choose_files(), "File", enabled=_can_write),
    Action("text.paste", "Paste a text…", lambda p: p.texts.paste(), "File", enabled=_can_write),
)

CODES: Sequence[Action] = (
    Action("code.filter", "Filter codes", lambda p: p.filter_codes(), "View", ("/",), "codePage", enabled=_shown),
    Action("code.apply", "Apply to the passage", lambda p: p.apply_current_code(), "Code", ("Return", "Enter"), _TREE,
           _can_code),
    Action(
        "code.new", "New code…", lambda p: p.codebook.new(), "Code", ("Insert", "Ctrl+Shift+N"), _PANEL, _can_write
    ),
    Action("code.new_heading", "New heading…", lambda p: p.codebook.new(heading=True), "Code", enabled=_can_write),
    Action("code.rename", "Rename the code", lambda p: p.codebook.rename(), "Code", ("F2",), _TREE, _can_change_code),
    Action("code.color", "Colour and mark…", lambda p: p.codebook.choose_color(), "Code", enabled=_can_change_code),
    Action(
        "code.heading", "Only a heading", lambda p: p.codebook.turn_heading(), "Code", enabled=_can_change_code,
        checked=lambda p: (code := p.codebook.current()) is not None and not code.codable,
    ),
    Action(
        "code.hide", "Hide its codings", lambda p: p.codebook.toggle_hidden(), "View", ("Space",), _TREE, _shown,
        checked=lambda p: (code := p.codebook.current()) is not None and code.id in p.session.hidden_codes,
    ),
    Action(
        "code.show_all", "Show the codings of all codes", lambda p: p.codebook.show_all(), "View",
        enabled=lambda p: bool(p.session.hidden_codes),
    ),
    Action("code.up", "Move up", lambda p: p.codebook.move_up(), "Code", ("Ctrl+Up",), _TREE, _can_change_code),
    Action("code.down", "Move down", lambda p: p.codebook.move_down(), "Code", ("Ctrl+Down",), _TREE, _can_change_code),
    Action(
        "code.in", "Move under the one above", lambda p: p.codebook.move_in(), "Code", ("Ctrl+Right",), _TREE,
        _can_change_code,
    ),
    Action("code.out", "Move out", lambda p: p.codebook.move_out(), "Code", ("Ctrl+Left",), _TREE, _can_change_code),
    Action("code.merge", "Merge into…", lambda p: p.codebook.merge(), "Code", ("Ctrl+J",), _TREE, _can_change_code),
    Action("code.delete", "Delete the code", lambda p: p.codebook.delete(), "Code", ("Delete",), _TREE,
           _can_change_code),
)  # fmt: skip

_WRITING = (_can_code, _can_change_code, _can_change_text, _can_write)
ACTIONS: Sequence[Action] = tuple(
    replace(action, refuse=lambda page: page.refuse()) if action.enabled in _WRITING else action
    for action in (*CODING, *TEXT, *DOCUMENTS, *CODES)
)
