"""Codings that stand out, are changed, hidden, dropped upon the text."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from glossator.ui.reading.looks import CODE_MIME, PASSAGE_MIME, CodeLook, PaneMention
from glossator.ui.reading.mouse import passage
from glossator.ui.reading.pane import Spot
from glossator_db.records import Extent

from .conftest import BLUE, GREEN, LOOKS, RED, TEXT, columns, extent
from .gestures import ALT, LEFT, NONE, SHIFT, at, before, click, drag, key, move

OUTER = extent(TEXT, "Nobody", "wet.")
INNER = extent(TEXT, "the nets")
LAST = extent(TEXT, "old pier")


@pytest.fixture
def coded(pane):
    pane.set_codings(
        columns(
            (1, RED, OUTER.start, OUTER.end), (2, GREEN, INNER.start, INNER.end),
            (3, BLUE, LAST.start, LAST.end),
        )
    )  # fmt: skip
    pane.viewport().repaint()
    return pane


def bracket(pane, coding: int) -> tuple[int, int, int]:
    """Return x, top and bottom of a coding's bracket."""
    margin = pane._margin
    margin.prepare()
    item = next(item for item in margin._margin.items if item.id == coding)
    base = pane.page.y(margin._base)
    geometry = pane.page.geometry
    return round(geometry.lane_x + item.lane * geometry.lane_pitch), item.top + base, item.bottom + base


def label(pane, coding: int) -> QPoint:
    """Return a point on a coding's label."""
    pane._margin.prepare()
    found = next(label for label in pane._margin._margin.labels if coding in label.ids)
    return QPoint(pane.page.geometry.label_x + 20, round(found.top + pane.page.y(pane._margin._base)) + 9)


def test_a_click_activates_the_innermost_and_again_the_enclosing_one(coded, qtbot) -> None:
    seen = []
    coded.active_changed.connect(seen.append)
    for _ in range(4):
        click(coded, at(coded, INNER.start + 2))
    assert seen == [2, 1, None, 2]
    click(coded, at(coded, 2))
    assert coded.active is None


def test_codings_at_a_place_come_innermost_first(coded) -> None:
    assert coded.codings_at(INNER.start) == [2, 1]
    assert coded.codings_at(0) == []


def test_a_click_on_bracket_or_label_activates(coded, qtbot) -> None:
    x, top, bottom = bracket(coded, 1)
    click(coded, QPoint(x, (top + bottom) // 2))
    assert coded.active == 1
    with qtbot.waitSignal(coded.label_activated) as told:
        click(coded, label(coded, 3))
    assert told.args == [3]
    assert coded.active == 3


def test_the_pointer_on_a_label_lets_its_passage_stand_out(coded) -> None:
    QTest.mouseMove(coded.viewport(), label(coded, 3))
    assert coded.page.marks.lit == 3
    assert coded.active is None
    QTest.mouseMove(coded.viewport(), at(coded, 2))
    assert coded.page.marks.lit is None


def test_going_through_codings_uncoded_passages_and_overlaps(coded) -> None:
    coded.put_caret(0)
    seen = []
    while coded.next_coding():
        seen.append(coded.active)
    assert seen == [1, 2, 3]
    assert coded.next_coding(-1)
    assert coded.active == 2
    assert coded.next_overlapping()
    assert coded.active == 1
    assert coded.next_overlapping()
    assert coded.active == 2

    coded.put_caret(0)
    seen = []
    while coded.next_uncoded():
        seen.append(TEXT[coded.selection.start : coded.selection.end])
    assert seen[:3] == ["A day at the harbour", "The ferry leaves at six.", "Gulls follow."]
    assert seen[-1] == "The end."
    assert coded.next_uncoded(-1)
    assert TEXT[coded.selection.start : coded.selection.end] == "that was sold twice."


def test_going_to_a_coding_takes_the_caret_along_and_marks_nothing(coded) -> None:
    coded.select(extent(TEXT, "The end."))
    coded.next_coding(-1)
    assert coded.selection is None
    assert coded.caret == coded.page.store.get(coded.active).start


def test_hidden_codings_are_neither_hit_nor_gone_to(coded) -> None:
    coded.set_hidden({GREEN}, set())
    click(coded, at(coded, INNER.start + 2))
    assert coded.active == 1
    coded.set_hidden({RED, GREEN}, set())
    coded.activate(None)
    coded.put_caret(0)
    coded.next_coding()
    assert coded.active == 3


def test_mentions_and_notes_are_found_and_gone_to(coded, qtbot) -> None:
    ferry, pier = extent(TEXT, "ferry"), extent(TEXT, "pier")
    coded.set_mentions([PaneMention(pier, "LOC"), PaneMention(ferry, "ORG", "accepted")])
    assert coded.mention_at(ferry.start) == 1
    assert coded.mention_at(0) is None
    coded.put_caret(0)
    coded.next_mention()
    assert coded.selection == ferry
    coded.next_mention()
    assert coded.selection == pier
    assert not coded.next_mention()
    coded.next_mention(-1)
    assert coded.selection == ferry
    with qtbot.waitSignal(coded.mention_clicked) as told:
        click(coded, at(coded, pier.start + 1))
    assert told.args == [0]
    coded.set_notes([OUTER])
    coded.put_caret(0)
    assert coded.next_note()
    assert coded.selection == OUTER


def test_a_click_on_a_notes_sheet_tells_which(coded, qtbot) -> None:
    coded.set_notes([LAST, OUTER])
    geometry = coded.page.geometry
    y = coded.page.caret_rect(OUTER.start).center().y()
    with qtbot.waitSignal(coded.note_clicked) as told:
        click(coded, QPoint(geometry.column_x + geometry.column + 8, y))
    assert told.args == [1]


# changing ends


def test_a_serif_dragged_changes_an_end_by_words(coded, qtbot) -> None:
    x, _, bottom = bracket(coded, 2)
    with qtbot.waitSignal(coded.coding_resized) as told:
        drag(coded, QPoint(x - 1, bottom - 5), before(coded, extent(TEXT, "are still").end - 1))
    assert told.args == [2, extent(TEXT, "the nets are still")]
    assert coded.active == 2


def test_an_edge_of_the_active_passage_dragged_changes_it(coded, qtbot) -> None:
    coded.activate(2)
    edge = QPoint(coded.rect_of(INNER).left(), coded.rect_of(INNER).center().y())
    with qtbot.waitSignal(coded.coding_resized) as told:
        drag(coded, edge, at(coded, TEXT.index("it, and") - 1))
    assert told.args == [2, extent(TEXT, "it, and the nets")]


def test_with_alt_ends_go_by_characters(coded, qtbot) -> None:
    coded.activate(2)
    rect = coded.rect_of(INNER)
    with qtbot.waitSignal(coded.coding_resized) as told:
        drag(coded, QPoint(rect.right() + 1, rect.center().y()), before(coded, INNER.end - 2), ALT)
    assert told.args == [2, Extent(INNER.start, INNER.end - 2)]


def test_escape_drops_a_drag_of_an_end(coded, qtbot) -> None:
    x, _, bottom = bracket(coded, 2)
    with qtbot.assertNotEmitted(coded.coding_resized):
        QTest.mousePress(coded.viewport(), LEFT, NONE, QPoint(x, bottom - 5), 600)
        move(coded, at(coded, TEXT.index("still")))
        assert coded.resizing is not None
        key(coded, Qt.Key.Key_Escape)
        QTest.mouseRelease(coded.viewport(), LEFT, NONE, at(coded, TEXT.index("still")))
    assert coded.resizing is None


def test_ends_change_by_keys_until_kept(coded, qtbot) -> None:
    coded.activate(2)
    assert coded.begin_resize()
    coded.move_end(2)
    coded.move_start(-1)
    assert coded.resizing == extent(TEXT, "and the nets are still")
    with qtbot.waitSignal(coded.coding_resized) as told:
        coded.end_resize(keep=True)
    assert told.args == [2, extent(TEXT, "and the nets are still")]
    assert coded.selection is None


def test_the_bracket_goes_along_while_an_end_is_changed(coded) -> None:
    coded.activate(2)
    coded.begin_resize()
    x, _, bottom = bracket(coded, 2)
    mark = coded.theme.code(LOOKS[GREEN].color).mark
    below = QPoint(x, bottom + 30)
    assert coded.viewport().grab().toImage().pixelColor(below) != mark
    coded.move_end(20)
    assert coded.resizing.end > TEXT.index("Later")
    assert coded.viewport().grab().toImage().pixelColor(below) == mark


def test_where_codings_may_not_be_changed_no_end_can_be_held(coded, qtbot) -> None:
    coded.resizable = False
    coded.activate(2)
    assert not coded.begin_resize()
    x, _, bottom = bracket(coded, 2)
    with qtbot.assertNotEmitted(coded.coding_resized):
        drag(coded, QPoint(x, bottom - 5), at(coded, TEXT.index("still")))


# told what changed


def test_one_coding_more_less_and_changed(coded) -> None:
    coded.add_coding(9, RED, 1, LAST)
    assert coded.codings_at(LAST.start) == [3, 9] or coded.codings_at(LAST.start) == [9, 3]
    coded.change_coding(9, extent=INNER, code=BLUE)
    assert 9 in coded.codings_at(INNER.start)
    assert coded.codings_at(LAST.start) == [3]
    coded.activate(9)
    coded.remove_coding(9)
    assert coded.active is None
    assert 9 not in coded.codings_at(INNER.start)
    coded.change_coding(77, code=RED)
    coded.remove_coding(77)


# dropping, context menu, list


def dropped(pane, point: QPoint, data: QMimeData) -> QDropEvent:
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    QApplication.sendEvent(pane.viewport(), QDragEnterEvent(point, *arguments))
    QApplication.sendEvent(pane.viewport(), QDragMoveEvent(point, *arguments))
    event = QDropEvent(QPointF(point), *arguments)
    QApplication.sendEvent(pane.viewport(), event)
    return event


def test_a_code_dropped_is_for_what_is_marked_else_for_the_sentence(coded, qtbot) -> None:
    data = QMimeData()
    data.setData(CODE_MIME, b"7")
    with qtbot.waitSignal(coded.code_dropped) as told:
        dropped(coded, at(coded, TEXT.index("ferry")), data)
    assert told.args == [7, extent(TEXT, "The ferry", "six.")]
    coded.select(LAST)
    with qtbot.waitSignal(coded.code_dropped) as told:
        dropped(coded, at(coded, 3), data)
    assert told.args == [7, LAST]


def test_other_things_are_not_taken(coded, qtbot) -> None:
    assert coded.viewport().acceptDrops()
    data = QMimeData()
    data.setText("words")
    with qtbot.assertNotEmitted(coded.code_dropped):
        event = dropped(coded, at(coded, 3), data)
    assert not event.isAccepted()


def test_the_context_menu_is_for_the_passage_under_the_pointer(coded, qtbot) -> None:
    point = at(coded, INNER.start + 1)
    with qtbot.waitSignal(coded.context_requested) as told:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, point, coded.viewport().mapToGlobal(point), NONE
        )
        QApplication.sendEvent(coded.viewport(), event)
    assert told.args[1] == Spot(INNER.start + 1, (2, 1), None)
    assert coded.active == 2


def test_the_context_menu_keeps_what_is_marked_and_comes_by_key_too(coded, qtbot) -> None:
    coded.select(OUTER)
    point = at(coded, INNER.start + 1)
    with qtbot.waitSignal(coded.context_requested):
        QApplication.sendEvent(
            coded.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, point, NONE)
        )
    assert coded.selection == OUTER
    with qtbot.waitSignal(coded.context_requested) as told:
        QApplication.sendEvent(
            coded.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(), NONE)
        )
    assert told.args[1].pos == OUTER.end - 1


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard", extend=True)
def test_codings_without_room_for_a_label_are_listed(coded, qtbot) -> None:
    coded.set_coders({1: "A", 2: "B"}, own=1)
    coded.set_codings(columns(*((n, n, INNER.start, INNER.end) for n in range(1, 9)), coder=2, unsure=True))
    coded.set_weights({8: 40})
    coded.viewport().repaint()
    more = coded._margin._margin.more[0]
    y = round(more.top + coded.page.y(coded._margin._base)) + 5
    click(coded, QPoint(coded.page.geometry.label_x + 20, y))
    menu = coded.findChild(QMenu, "moreCodings")
    assert len(menu.actions()) == len(more.ids)
    assert menu.actions()[-1].text() == "…, B, weight 40, unsure"
    coded.set_codes({n: CodeLook("Long name " * 40, "#B01F14", "square") for n in range(1, 9)})
    coded.show_more((1,), QPoint(10, 10))
    *_, wide = coded.findChildren(QMenu, "moreCodings")
    assert wide.actions()[0].text().endswith(", B, unsure")
    assert wide.sizeHint().width() < 460
    wide.close()
    menu.actions()[0].trigger()
    assert coded.active == more.ids[0]
    menu.close()


def test_a_coding_that_is_hidden_or_gone_does_not_stay_active(coded) -> None:
    coded.activate(2)
    coded.set_hidden({GREEN}, set())
    assert coded.active is None
    coded.activate(1)
    coded.set_codings(columns((1, RED, OUTER.start, OUTER.end)))
    assert coded.active == 1
    coded.set_codings(columns((3, RED, OUTER.start, OUTER.end)))
    assert coded.active is None


def test_what_is_hidden_stays_hidden_in_the_next_text(coded) -> None:
    coded.set_hidden({GREEN}, set())
    coded.set_document(TEXT)
    coded.set_codings(columns((2, GREEN, INNER.start, INNER.end)))
    assert coded.codings_at(INNER.start) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes a menu event of these keys itself")
def test_shift_f10_asks_for_the_menu(coded, qtbot) -> None:
    coded.select(INNER)
    with qtbot.waitSignal(coded.context_requested) as told:
        key(coded, Qt.Key.Key_F10, SHIFT)
    assert told.args[1].codings == (2, 1)


def test_a_dragged_passage_carries_its_place_and_its_words() -> None:
    data = passage(INNER, "the nets")
    assert bytes(data.data(PASSAGE_MIME).data()) == f"{INNER.start} {INNER.end}".encode()
    assert data.text() == "the nets"


def test_a_coding_stays_active_until_the_caret_leaves_it(coded) -> None:
    coded.next_coding()
    first = coded.active
    placed = coded.page.store.get(first)
    coded.put_caret(placed.end)
    assert coded.active == first
    coded.put_caret(placed.end + 1)
    assert coded.active is None
