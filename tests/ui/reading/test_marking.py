"""Marking passages with mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from glossator_db.records import Extent

from .conftest import TEXT, extent
from .gestures import CTRL, LEFT, NONE, SHIFT, at, before, click, double, drag, key, move

WORDS = extent(TEXT, "ferry leaves")
K = Qt.Key


def words(pane) -> str:
    return TEXT[pane.selection.start : pane.selection.end] if pane.selection else ""


def test_a_drag_marks_from_character_to_character(pane, qtbot) -> None:
    with qtbot.waitSignals([pane.selection_changed, pane.caret_moved]):
        drag(pane, at(pane, WORDS.start), before(pane, WORDS.end))
    assert pane.selection == WORDS
    assert pane.caret == WORDS.end


def test_a_drag_backwards_leaves_the_caret_at_the_start(pane) -> None:
    drag(pane, before(pane, WORDS.end), at(pane, WORDS.start))
    assert pane.selection == WORDS
    assert pane.caret == WORDS.start


def test_a_drag_below_the_view_scrolls(pane, qtbot) -> None:
    pane.set_document("\n".join(TEXT for _ in range(20)))
    start = at(pane, WORDS.start)
    QTest.mousePress(pane.viewport(), LEFT, NONE, start)
    below = QPoint(start.x(), pane.viewport().height() + 60)
    move(pane, below)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() > 100)
    QTest.mouseRelease(pane.viewport(), LEFT, NONE, below)
    settled = pane.verticalScrollBar().value()
    assert len(pane.selection) > 500
    qtbot.wait(60)
    assert pane.verticalScrollBar().value() == settled


def test_a_double_click_marks_a_word(pane) -> None:
    double(pane, at(pane, WORDS.start + 2))
    assert words(pane) == "ferry"


def test_a_double_click_on_an_emoji_marks_the_whole_of_it(pane) -> None:
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    pane.set_document(f"They came {family} at noon.")
    double(pane, at(pane, 10))
    assert pane.selection == Extent(10, 10 + len(family))
    double(pane, at(pane, 9))
    assert pane.selection is None or pane.selection.end <= 9


def press_double(pane, pos: int) -> None:
    """Leave the button down after a double click."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    place = QPointF(at(pane, pos))
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, place, pane.viewport().mapToGlobal(place), LEFT, LEFT, NONE
    )
    QApplication.sendEvent(pane.viewport(), event)


@pytest.mark.parametrize(("until", "marked"), [("six", "ferry leaves at six"), ("The fer", "The ferry")])
def test_a_drag_after_a_double_click_goes_by_words(pane, until, marked) -> None:
    press_double(pane, WORDS.start + 1)
    target = TEXT.index(until) + 1
    move(pane, at(pane, target))
    QTest.mouseRelease(pane.viewport(), LEFT, NONE, at(pane, target))
    assert words(pane) == marked


def test_a_third_click_marks_the_paragraph_and_a_drag_on_goes_by_paragraphs(pane) -> None:
    double(pane, at(pane, WORDS.start + 2))
    QTest.mousePress(pane.viewport(), LEFT, NONE, at(pane, WORDS.start + 2))
    assert words(pane) == TEXT.split("\n")[1]
    target = TEXT.index("Later") + 4
    move(pane, at(pane, target))
    QTest.mouseRelease(pane.viewport(), LEFT, NONE, at(pane, target))
    assert words(pane) == "\n".join(TEXT.split("\n")[1:4])


def test_shift_click_extends(pane) -> None:
    click(pane, at(pane, WORDS.start))
    click(pane, before(pane, WORDS.end), SHIFT)
    assert pane.selection == WORDS


def test_a_click_clears_and_puts_the_caret(pane) -> None:
    pane.select(WORDS)
    click(pane, at(pane, 3))
    assert pane.selection is None
    assert pane.caret == 3


def test_a_click_on_what_is_marked_puts_the_caret_there(pane) -> None:
    pane.select(WORDS)
    click(pane, at(pane, WORDS.start + 3))
    assert pane.selection is None
    assert pane.caret == WORDS.start + 3


@pytest.mark.parametrize(
    ("pressed", "modifiers", "start", "end"),
    [
        (K.Key_Right, NONE, 5, 6),
        (K.Key_Left, NONE, 5, 4),
        (K.Key_Left, NONE, TEXT.index("The ferry"), TEXT.index("\nThe ferry")),
        (K.Key_Right, CTRL, TEXT.index("ferry"), TEXT.index("leaves")),
        (K.Key_Left, CTRL, TEXT.index("leaves") + 2, TEXT.index("leaves")),
        (K.Key_End, NONE, 5, TEXT.index("\n")),
        (K.Key_Home, NONE, TEXT.index("ferry"), TEXT.index("The ferry")),
        (K.Key_End, CTRL, 5, len(TEXT)),
        (K.Key_Home, CTRL, 50, 0),
        (K.Key_Down, CTRL, TEXT.index("Nobody"), TEXT.index("Later")),
        (K.Key_Up, CTRL, TEXT.index("Nobody"), TEXT.index("The ferry")),
        (K.Key_Up, CTRL, TEXT.index("The ferry"), 0),
        (K.Key_Up, NONE, 3, 0),
        (K.Key_Down, NONE, len(TEXT) - 2, len(TEXT)),
    ],
)
def test_keys_move_the_caret_and_mark_with_shift(pane, pressed, modifiers, start, end) -> None:
    pane.put_caret(start)
    key(pane, pressed, modifiers)
    assert (pane.caret, pane.selection) == (end, None)
    pane.put_caret(start)
    key(pane, pressed, modifiers | SHIFT)
    assert pane.selection == Extent(min(start, end), max(start, end))
    assert pane.caret == end


def test_up_and_down_keep_their_column(pane) -> None:
    pane.put_caret(TEXT.index("market"))
    key(pane, K.Key_Up)  # the empty paragraph between
    assert TEXT[pane.caret] == "\n"
    key(pane, K.Key_Up)
    second = TEXT.index("The ferry")
    assert second < pane.caret < TEXT.index("\n\n")
    key(pane, K.Key_Down)
    key(pane, K.Key_Down)
    assert pane.caret == TEXT.index("market")


def test_page_down_goes_a_view_down_and_page_up_back(pane) -> None:
    pane.set_document("\n".join(TEXT for _ in range(20)))
    pane.put_caret(3)
    key(pane, K.Key_PageDown)
    assert pane.caret > 300
    caret = pane.page.caret_rect(pane.caret)
    assert pane.viewport().rect().contains(caret)
    key(pane, K.Key_PageUp)
    assert pane.caret == 3


def test_left_and_right_leave_a_selection_at_its_ends(pane) -> None:
    pane.select(WORDS)
    key(pane, K.Key_Left)
    assert (pane.caret, pane.selection) == (WORDS.start, None)
    pane.select(WORDS)
    key(pane, K.Key_Right)
    assert pane.caret == WORDS.end


def test_all_is_marked_and_copied_with_real_line_breaks(pane) -> None:
    key(pane, K.Key_A, CTRL)
    key(pane, K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == TEXT


def test_escape_clears_what_is_marked_then_leaves_the_key_to_the_window(pane) -> None:
    pane.select(WORDS)
    key(pane, K.Key_Escape)
    assert pane.selection is None
    assert pane.caret == WORDS.end


def test_growing_goes_from_word_to_text_and_back(pane) -> None:
    pane.put_caret(TEXT.index("waits") + 1)
    seen = []
    for _ in range(5):
        pane.grow()
        seen.append(words(pane))
    paragraph = TEXT.split("\n")[1]
    assert seen == [
        "waits", "Nobody waits for it, and the nets are still wet.", paragraph, TEXT, TEXT
    ]  # fmt: skip
    for wanted in (paragraph, "Nobody waits for it, and the nets are still wet.", "waits"):
        pane.shrink()
        assert words(pane) == wanted


def test_shrinking_what_was_marked_by_hand_finds_the_next_smaller_unit(pane) -> None:
    pane.select(extent(TEXT, "Nobody", "Gulls follow."))
    pane.shrink()
    assert words(pane) == "Nobody waits for it, and the nets are still wet."


def test_sentences_follow_one_another_across_paragraphs(pane) -> None:
    pane.put_caret(TEXT.index("ferry"))
    seen = []
    for _ in range(4):
        pane.move_sentence(1)
        seen.append(words(pane).split()[0])
    assert seen == ["The", "Nobody", "Gulls", "Later"]
    pane.move_sentence(-1)
    assert words(pane) == "Gulls follow."
    pane.move_sentence(1, True)
    assert words(pane) == "Gulls follow.\n\nLater the market opens."


def test_paragraphs_follow_one_another(pane) -> None:
    pane.put_caret(3)
    pane.move_paragraph(1)
    pane.move_paragraph(1)
    assert words(pane) == TEXT.split("\n")[1]
    pane.move_paragraph(-1)
    assert words(pane) == TEXT.split("\n")[0]
    pane.move_paragraph(-1)
    assert words(pane) == TEXT.split("\n")[0]


def test_ends_move_by_words(pane) -> None:
    pane.select(WORDS)
    pane.move_end(2)
    assert words(pane) == "ferry leaves at six"
    pane.move_end(-1)
    assert words(pane) == "ferry leaves at"
    pane.move_start(-1)
    assert words(pane) == "The ferry leaves at"
    pane.move_start(2)
    assert words(pane) == "leaves at"
    pane.move_end(-5)
    assert words(pane) == "leaves"
    pane.move_start(5)
    assert words(pane) == "leaves"


def test_a_word_is_taken_off_with_its_full_stop_and_comes_back(pane) -> None:
    pane.select(extent(TEXT, "Gulls follow."))
    pane.move_end(-1)
    assert words(pane) == "Gulls"
    pane.move_end(1)
    assert words(pane) == "Gulls follow"
    pane.move_end(1)
    assert words(pane) == "Gulls follow."
    pane.move_start(-1)
    assert words(pane) == "wet. Gulls follow."
    pane.move_end(-2)
    assert words(pane) == "wet."
    pane.move_end(-1)
    assert words(pane) == "wet."


def test_ends_stop_where_a_quoted_sentence_begins_and_ends(pane) -> None:
    pane.set_document("They said: no. “Trust, they say, takes years.” Then they left.")
    pane.select(extent(pane.page.model.text, "“Trust, they say, takes years.”"))
    pane.move_end(-1)
    assert pane.words(pane.selection) == "“Trust, they say, takes"
    pane.move_end(-1)
    assert pane.words(pane.selection) == "“Trust, they say"
    pane.move_start(1)
    assert pane.words(pane.selection) == "they say"
    pane.move_start(-2)
    assert pane.words(pane.selection) == "“Trust, they say"
    pane.move_start(2)
    assert pane.words(pane.selection) == "say"


def test_what_is_marked_survives_resizing_and_zooming(pane) -> None:
    pane.select(WORDS)
    pane.resize(500, 400)
    pane.text_size = 24
    assert pane.selection == WORDS
    assert not pane.rect_of(WORDS).isEmpty()


def test_an_empty_text_takes_every_gesture(pane) -> None:
    pane.set_document("")
    click(pane, QPoint(100, 40))
    double(pane, QPoint(100, 40))
    for pressed in (K.Key_Right, K.Key_Left, K.Key_Down, K.Key_Up, K.Key_PageDown, K.Key_End, K.Key_Home):
        key(pane, pressed, SHIFT)
    for act in (pane.grow, pane.shrink, pane.select_all, pane.copy, pane.next_coding, pane.next_uncoded):
        act()
    pane.move_sentence(1)
    pane.move_end(1)
    pane.grab()
    assert (pane.caret, pane.selection) == (0, None)


def test_a_page_down_keeps_the_caret_at_its_height(pane) -> None:
    pane.set_document("\n".join(TEXT for _ in range(20)))
    pane.put_caret(TEXT.index("Later"))
    top = pane.page.caret_rect(pane.caret).top()
    key(pane, K.Key_PageDown)
    assert pane.page.scroll.value > 300
    assert pane.page.caret_rect(pane.caret).top() == top


def test_shift_click_after_a_double_click_extends_by_characters(pane) -> None:
    double(pane, at(pane, WORDS.start + 2))
    click(pane, before(pane, WORDS.start + 8), SHIFT)
    assert words(pane) == "ferry le"
    target = at(pane, WORDS.start + 10)
    QTest.mousePress(pane.viewport(), LEFT, SHIFT, target, 600)
    move(pane, before(pane, WORDS.end), SHIFT)
    QTest.mouseRelease(pane.viewport(), LEFT, SHIFT, before(pane, WORDS.end))
    assert words(pane) == "ferry leaves"


def test_paragraphs_are_whole_even_where_they_are_laid_out_in_parts(pane) -> None:
    long = "Some words follow some words. " * 1500
    pane.set_document(f"Title\n{long}\nLast")
    pane.put_caret(6)
    key(pane, K.Key_Down, CTRL)
    assert pane.caret == len(f"Title\n{long}\n")
    key(pane, K.Key_Up, CTRL)
    assert pane.caret == 6
    pane.move_paragraph(1)
    assert pane.selection == Extent(6, 6 + len(long.rstrip()))
    pane.move_paragraph(1)
    assert pane.page.model.text[pane.selection.start :] == "Last"


def test_the_end_of_a_line_without_a_blank_is_on_that_line(pane) -> None:
    pane.set_document("x\n" + "文字" * 200)
    pane.put_caret(5)
    line = pane.page.line_of(5)[1]
    key(pane, K.Key_End)
    assert pane.page.line_of(pane.caret)[1].top == line.top
    assert line.end - pane.caret <= 1
    key(pane, K.Key_End)
    assert pane.page.line_of(pane.caret)[1].top == line.top


def test_growing_to_the_whole_of_a_long_text_stays_where_one_reads(pane) -> None:
    pane.set_document("\n".join(TEXT for _ in range(60)))
    pane.put_caret(30)
    for _ in range(4):
        pane.grow()
    assert len(pane.selection) == len(pane.page.model.text)
    assert pane.page.scroll.value == 0
