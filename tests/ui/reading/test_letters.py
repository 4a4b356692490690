"""Letters that are more, or less, than one unit, and both directions of writing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from glossator.text import units
from glossator_db.records import Extent

from .conftest import LOOKS, RED, columns, extent
from .gestures import CTRL, LEFT, NONE, SHIFT, at, before, drag, key

FAMILY = "👨‍👩‍👧"
MIXED = f"😀 Titel\nVor 🏥 dem Haus cafe\u0301 {FAMILY} und 👍🏽 danach.\nEnde 🎯 hier"
ARABIC = "عنوان\nقالت الممرضة إن فريقها عمل مع NHS England في عام 2014 على تحسين سلامة المرضى كل يوم وكل شهر."
HEBREW = "כותרת\nהאם האחריות היא של ההנהלה או של כולנו?"


@pytest.mark.parametrize("words", ["Haus", "und", "danach", "hier", "cafe\u0301", FAMILY])
def test_a_drag_counts_code_points_whatever_stands_before(pane, words) -> None:
    pane.set_document(MIXED)
    wanted = extent(MIXED, words)
    drag(pane, at(pane, wanted.start), before(pane, wanted.end))
    assert pane.selection == wanted


@pytest.mark.parametrize("text", [MIXED, ARABIC, HEBREW])
def test_the_caret_steps_over_whole_characters_and_meets_each(pane, text) -> None:
    pane.set_document(text)
    wanted = {grapheme.start for grapheme in units.graphemes(text)} | {len(text)}
    rtl = text is not MIXED
    pane.put_caret(0)
    seen = {0}
    for _ in range(len(text) + 5):
        key(pane, Qt.Key.Key_Left if rtl else Qt.Key.Key_Right)
        seen.add(pane.caret)
    assert seen <= wanted
    assert len(seen) >= len(wanted) - 4  # where directions meet, one place is seen as two


@pytest.mark.parametrize("text", [MIXED, ARABIC, HEBREW])
def test_a_point_in_a_character_finds_that_character(pane, text) -> None:
    pane.set_document(text)
    for grapheme in units.graphemes(text):
        if text[grapheme.start].isspace():
            continue
        rect = pane.rect_of(grapheme)
        if rect.width() > 2:  # a ligature shares its rectangle
            found = pane.page.character_at(rect.center().x(), rect.center().y())
            assert found is not None
            assert abs(found - grapheme.start) <= 1


def test_paragraphs_from_right_to_left_are_flush_right(pane) -> None:
    pane.set_document(ARABIC + "\nplain")
    first = pane.rect_of(extent(ARABIC, "عنوان"))
    geometry = pane.page.geometry
    assert abs(first.right() - (geometry.column_x + geometry.column)) <= 2
    plain = pane.rect_of(Extent(len(ARABIC) + 1, len(ARABIC) + 6))
    assert plain.left() == geometry.column_x


def test_the_boxes_of_a_mixed_passage_cover_all_of_it_once(pane) -> None:
    pane.set_document(ARABIC)
    whole = extent(ARABIC, "عمل مع NHS England في عام")
    rects = pane.page.rects(whole)
    by_letter = [
        rect for pos in range(whole.start, whole.end) for rect in pane.page.rects(Extent(pos, pos + 1))
    ]
    covered = {x for rect in by_letter for x in range(rect.left() + 1, rect.right())}
    boxed = {x for rect in rects for x in range(rect.left() + 1, rect.right())}
    assert covered - boxed == set()
    assert len(rects) <= 2


def test_an_island_of_the_other_direction_is_marked_in_its_own_order(pane) -> None:
    pane.set_document(ARABIC)
    name = extent(ARABIC, "NHS England")
    rect = pane.rect_of(name)
    start, end = pane.rect_of(Extent(name.start, name.start + 1)), pane.rect_of(
        Extent(name.end - 1, name.end)
    )  # fmt: skip
    assert start.left() <= rect.left() + 1
    assert end.right() >= rect.right() - 1


def test_a_double_click_takes_a_word_with_its_marks(pane) -> None:
    pane.set_document(MIXED)
    wanted = extent(MIXED, "cafe\u0301")
    QTest.mouseDClick(pane.viewport(), LEFT, NONE, at(pane, wanted.start + 1))
    assert pane.selection == wanted


def test_codings_are_painted_where_their_letters_are(pane) -> None:
    pane.set_codes(LOOKS)
    pane.set_document(MIXED)
    wanted = extent(MIXED, "danach")
    pane.set_codings(columns((1, RED, wanted.start, wanted.end)))
    rect = pane.rect_of(wanted)
    image = pane.viewport().grab().toImage()
    tint = pane.theme.code(LOOKS[RED].color).tint(0)
    assert image.pixelColor(rect.left() + 1, rect.top() + 1) == tint
    assert image.pixelColor(rect.right() + 8, rect.top() + 1) == pane.theme.tokens.page


def test_a_byte_order_mark_within_a_text_shifts_nothing(pane) -> None:
    text = "first\n\ufeffsecond line"
    pane.set_document(text)
    wanted = extent(text, "line")
    assert pane.page.character_at(*pane.rect_of(wanted).center().toTuple()) in range(wanted.start, wanted.end)
    assert pane.rect_of(Extent(len(text) - 1, len(text))).width() > 2


NASTY = "ab .\n\t\u00a0\u2028\u2029\u200e\u202e\u202c\ufeff\ufffd\u0301\u200dשل😀👍🏽\u1100\u1161漢"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(alphabet=NASTY, max_size=80), st.data())
def test_any_text_is_shown_and_every_place_in_it_is_a_place_on_the_screen(pane, text, data) -> None:
    pane.set_document(text)
    pos = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(pos, len(text)))
    if pos < end:
        pane.set_codings(columns((1, RED, pos, end)))
        pane.select(Extent(pos, end))
        if any(letter.isalnum() for letter in text[pos:end]):
            assert pane.page.rects(Extent(pos, end))
    pane.viewport().grab()
    rect = pane.page.caret_rect(pos)
    found = pane.page.pos_at(rect.center().x(), rect.center().y())
    assert 0 <= found <= len(text)
    for _ in range(3):
        key(pane, Qt.Key.Key_Right)
        key(pane, Qt.Key.Key_Down, SHIFT)
        key(pane, Qt.Key.Key_Left, CTRL)
        key(pane, Qt.Key.Key_End)
    assert 0 <= pane.caret <= len(text)
