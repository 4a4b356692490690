"""Scrolling, zooming, resizing: what is read stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from glossator_db.records import Extent

from .conftest import TEXT, columns
from .gestures import CTRL, NONE

LONG = "\n".join(f"{number}. {TEXT}" for number in range(60))


@pytest.fixture
def long(pane):
    pane.set_document(LONG)
    pane.viewport().repaint()
    return pane


def top_line(pane) -> tuple[int, int]:
    """Return the first code point of the first whole line in view, and its height."""
    anchor = pane.page.anchor()
    return anchor.pos, anchor.at


def wheel(pane, steps: float, modifiers=NONE, point: QPointF | None = None, pixels: int = 0) -> None:
    point = point or QPointF(300, 200)
    event = QWheelEvent(
        point, pane.viewport().mapToGlobal(point), QPoint(0, pixels), QPoint(0, round(steps * 120)),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.viewport(), event)


def test_the_wheel_goes_three_lines_and_the_touchpad_by_pixels(long) -> None:
    wheel(long, -1)
    assert long.page.scroll.value == 3 * 26
    wheel(long, -0.5)
    wheel(long, -0.5)
    assert long.page.scroll.value == 6 * 26
    wheel(long, 0.1, pixels=-7)
    assert long.page.scroll.value == 6 * 26 + 7
    assert long.verticalScrollBar().value() == 6 * 26 + 7


@pytest.mark.parametrize("width", [560, 700, 1200])
def test_the_top_line_stays_when_the_window_is_resized(long, width) -> None:
    long.scroll_by(1500)
    pos, at = top_line(long)
    long.resize(width, 480)
    _, line, top = long.page.line_of(pos)
    assert top == at
    assert line.start <= pos < line.next
    long.resize(824, 500)
    assert top_line(long) == (pos, at)


def test_the_top_line_stays_through_zoom_and_theme(long) -> None:
    long.scroll_by(1500)
    pos, at = top_line(long)
    long.text_size = 22
    assert long.page.line_of(pos)[2] == at
    long.theme.set_mode("dark")
    assert long.page.line_of(pos)[2] == at
    long.theme.set_scale(1.25)
    assert long.page.line_of(pos)[2] == at


def test_at_the_beginning_the_view_stays_at_the_beginning(long) -> None:
    long.resize(500, 300)
    assert long.page.scroll.value == 0


def test_zooming_by_wheel_keeps_the_line_under_the_pointer(long, qtbot) -> None:
    long.scroll_by(2000)
    point = QPointF(300, 250)
    pos = long.page.pos_at(300, 250)
    with qtbot.waitSignal(long.zoomed) as told:
        wheel(long, 2, CTRL, point)
    assert told.args == [18.0]
    _, _line, top = long.page.line_of(pos)
    assert abs(top + 13 - 250) <= 26
    for _ in range(60):
        wheel(long, -1, CTRL, point)
    assert long.text_size == 11


def test_the_scroll_bar_leads_to_every_place(long, qtbot) -> None:
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum())
    long.viewport().repaint()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() == long.page.scroll.value)
    last = long.rect_of(Extent(len(LONG) - 4, len(LONG)))
    assert 0 < last.bottom() < long.viewport().height()
    bar.setValue(0)
    assert long.page.scroll.value == 0


def test_the_range_follows_exact_heights_after_the_paint(long, qtbot) -> None:
    bar = long.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: bar.maximum() == long.page.scroll.length - long.page.height)
    assert bar.value() == long.page.scroll.value


def test_a_press_beside_the_slab_goes_there(long) -> None:
    bar = long.verticalScrollBar()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, NONE, QPoint(8, bar.height() // 2))
    middle = (long.page.scroll.value + long.page.height / 2) / long.page.scroll.length
    assert abs(middle - 0.5) < 0.05
    QTest.mouseMove(bar, QPoint(8, bar.height() - 2))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, NONE, QPoint(8, bar.height() - 2))
    assert not bar.isSliderDown()


def test_the_overview_shows_codings_where_they_are(long) -> None:
    middle = len(LONG) // 2
    long.set_codings(columns((1, 1, middle, middle + 60)))
    bar = long.verticalScrollBar()
    image = bar.grab().toImage()
    page, slab = long.theme.tokens.page, long.theme.tokens.hover
    marked = [
        y for y in range(bar.height()) if image.pixelColor(5, y) not in (page, slab)
    ]  # fmt: skip
    assert marked
    assert abs(sum(marked) / len(marked) / bar.height() - 0.5) < 0.05
    long.set_hidden({1}, set())
    long._strip.renew()
    image = bar.grab().toImage()
    assert all(image.pixelColor(5, y) in (page, slab) for y in range(12, bar.height() - 12))


def test_labels_stand_the_same_from_wherever_one_came(long) -> None:
    long.set_codings(columns(*((n, n % 5 + 1, n * 90, n * 90 + 100 + n % 7 * 30) for n in range(1, 120))))

    def standing() -> dict[int, int]:
        long.viewport().repaint()
        base = long.page.y(long._margin._base) + long.page.scroll.value
        return {label.ids[0]: round(label.top + base) for label in long._margin._margin.labels}

    seen: dict[int, int] = {}
    for _ in range(30):
        for number, top in standing().items():
            assert abs(seen.setdefault(number, top) - top) <= 1
        long.scroll_by(170)
    assert len(seen) > 60
    long.scroll_by(-2000)
    for number, top in standing().items():
        assert abs(seen[number] - top) <= 1


def test_what_is_revealed_is_seen(long) -> None:
    for pos in (len(LONG) - 10, 5, len(LONG) // 2):
        extent = Extent(pos, pos + 5)
        long.reveal(extent)
        rect = long.rect_of(extent)
        assert not rect.isEmpty()
        assert long.viewport().rect().contains(rect)


def test_each_text_is_shown_where_it_was_left(long) -> None:
    long.set_document(LONG, key="first")
    long.scroll_by(1234)
    long.put_caret(3, reveal=False)
    place = top_line(long)
    long.set_document(TEXT, key="second")
    assert long.page.scroll.value == 0
    long.set_document(LONG, key="first")
    assert top_line(long) == place
    assert long.caret == 3


def test_a_huge_paragraph_is_laid_out_in_parts(pane) -> None:
    text = "A sentence of a few words. " * 40_000
    pane.set_document(text)
    middle = Extent(len(text) // 2, len(text) // 2 + 8)
    pane.reveal(middle)
    pane.select(middle)
    pane.grab()
    assert not pane.rect_of(middle).isEmpty()
    assert len(list(pane.page.blocks)) < 20
    pane.move_sentence(1)
    assert text[pane.selection.start : pane.selection.end] == "A sentence of a few words."


def test_lines_of_a_divided_paragraph_follow_without_a_gap(pane) -> None:
    pane.set_document("word " * 5000)
    heights = pane.page.heights
    first = pane.page.blocks[0]
    assert first.height == len(first.lines) * first.pitch
    assert heights.heights[0] == first.height


def test_many_short_lines(pane) -> None:
    pane.set_document("\n".join("x" for _ in range(100_000)))
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    pane.grab()
    assert len(list(pane.page.blocks)) < 200
