"""What is painted, looked at by its pixels."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from glossator.ui.colors import mix
from glossator.ui.reading.looks import CodeLook, PaneMention
from glossator_db.records import Extent

from .conftest import BLUE, GREEN, LOOKS, RED, TEXT, columns, extent

OUTER = extent(TEXT, "Nobody", "wet.")
INNER = extent(TEXT, "the nets")


def image(pane):
    return pane.viewport().grab().toImage()


def ground(pane, pos: int) -> QColor:
    """Return the colour behind the character at *pos*, at the upper edge of its box."""
    rect = pane.rect_of(Extent(pos, pos + 1))
    return image(pane).pixelColor(rect.center().x(), rect.top() + 1)


def colors(pane, rect: QRect) -> set[str]:
    picture = pane.viewport().grab(rect.intersected(pane.viewport().rect())).toImage()
    pixels = np.frombuffer(picture.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
    return {QColor.fromRgb(pixel).name() for pixel in np.unique(pixels).tolist()}


@pytest.fixture
def coded(pane):
    pane.set_codings(columns((1, RED, OUTER.start, OUTER.end), (2, GREEN, INNER.start, INNER.end)))
    return pane


def tint(pane, code: int, depth: int = 0) -> QColor:
    return pane.theme.code(LOOKS[code].color).tint(depth)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_lie_on_the_tint_of_their_innermost_code(coded, mode) -> None:
    coded.theme.set_mode(mode)
    assert ground(coded, OUTER.start + 1) == tint(coded, RED)
    assert ground(coded, INNER.start + 1) == tint(coded, GREEN, depth=1)
    assert ground(coded, TEXT.index("ferry")) == coded.theme.tokens.page


def test_the_enclosing_code_is_a_rail_below_the_words(coded) -> None:
    rect = coded.rect_of(INNER)
    rail = mix(coded.theme.code(LOOKS[RED].color).mark, coded.theme.tokens.page, 0.62)
    assert image(coded).pixelColor(rect.center().x(), rect.bottom() + 1) == rail


def test_boxes_overhang_free_ends_and_are_square_where_they_touch(coded) -> None:
    rect, picture = coded.rect_of(INNER), image(coded)
    assert picture.pixelColor(rect.left(), rect.top()) == tint(coded, GREEN, depth=1)
    outer = coded.rect_of(Extent(OUTER.start, OUTER.start + 1))
    assert picture.pixelColor(outer.left() - 2, outer.center().y()) == tint(coded, RED)
    assert picture.pixelColor(outer.left() - 3, outer.center().y()) == coded.theme.tokens.page
    assert picture.pixelColor(outer.left() - 2, outer.top()) != tint(coded, RED)


def test_a_hidden_code_is_painted_nowhere(coded) -> None:
    coded.set_hidden({GREEN}, set())
    assert ground(coded, INNER.start + 1) == tint(coded, RED)
    coded.set_hidden({RED, GREEN}, set())
    everything = colors(coded, coded.viewport().rect())
    assert ground(coded, INNER.start + 1) == coded.theme.tokens.page
    for code in (RED, GREEN):
        shades = coded.theme.code(LOOKS[code].color)
        assert not {shades.mark.name(), shades.label.name(), shades.tint(0).name()} & everything


def test_the_active_passage_stands_out_and_the_others_fade(coded) -> None:
    coded.activate(2)
    red, green, page = (
        coded.theme.code(LOOKS[RED].color), coded.theme.code(LOOKS[GREEN].color), coded.theme.tokens.page
    )  # fmt: skip
    assert ground(coded, INNER.start + 1) == green.active
    assert ground(coded, OUTER.start + 1) == mix(red.tint(0), page, 0.6)
    coded.activate(None)
    assert ground(coded, OUTER.start + 1) == red.tint(0)


def test_the_selection_lies_above_tints(coded) -> None:
    coded.select(INNER)
    color = ground(coded, INNER.start + 1)
    wanted = mix(coded.theme.tokens.sel, tint(coded, GREEN, depth=1), 0.84)
    assert max(abs(a - b) for a, b in zip(color.getRgb(), wanted.getRgb(), strict=True)) <= 1


def test_without_the_focus_the_selection_is_grey_and_there_is_no_caret(coded) -> None:
    coded.select(INNER)
    accent = coded.theme.tokens.accent.name()
    gutter = QRect(0, 0, coded.page.geometry.column_x - 4, coded.height())
    assert accent in colors(coded, gutter)
    coded.clearFocus()
    assert accent not in colors(coded, coded.viewport().rect())
    grey = ground(coded, INNER.start + 1)
    coded.keep_lit(True)
    assert ground(coded, INNER.start + 1) != grey


@pytest.mark.parametrize(
    ("state", "strength"), [("accepted", 1.0), ("open", 0.6), ("rejected", 0.0)]
)  # fmt: skip
def test_mentions_are_underlined_as_far_as_they_are_decided(pane, state, strength) -> None:
    ferry = extent(TEXT, "ferry")
    pane.set_mentions([PaneMention(ferry, "ORG", state)])
    rect = pane.rect_of(ferry)
    _, line, top = pane.page.line_of(ferry.start)
    below = image(pane).pixelColor(rect.center().x(), top - line.top + line.baseline + 2)
    look, page = pane.theme.entity("ORG"), pane.theme.tokens.page
    wanted = mix(look.color, page, strength)
    assert max(abs(a - b) for a, b in zip(below.getRgb(), wanted.getRgb(), strict=True)) <= 2


def test_kinds_of_entity_differ_by_shape(pane) -> None:
    ferry = extent(TEXT, "The ferry leaves at six")
    shapes = {}
    for label in ("ORG", "PERSON", "LOC", "DATE"):
        pane.set_mentions([PaneMention(ferry, label, "accepted")])
        rect = pane.rect_of(ferry)
        _, line, top = pane.page.line_of(ferry.start)
        y, picture = top - line.top + line.baseline + 2, image(pane)
        page = pane.theme.tokens.page
        shapes[label] = "".join(
            "-" if picture.pixelColor(x, y).lightness() < page.lightness() - 60 else " "
            for x in range(rect.left(), rect.left() + 40)
        )
    assert len(set(shapes.values())) == 4
    assert " " not in shapes["ORG"]


def test_the_margin_shows_brackets_names_and_marks_of_doubt(coded) -> None:
    geometry = coded.page.geometry
    red, green = (coded.theme.code(LOOKS[code].color) for code in (RED, GREEN))
    margin = QRect(geometry.margin_x, 0, coded.viewport().width() - geometry.margin_x, coded.height())
    found = colors(coded, margin)
    assert {red.mark.name(), green.mark.name()} <= found
    assert coded.theme.tokens.warn.name() not in found
    coded.change_coding(1, unsure=True)
    assert any(
        abs(QColor(name).hue() - coded.theme.tokens.warn.hue()) <= 3 and QColor(name).saturation() > 200
        for name in colors(coded, margin)
    )


def test_a_weight_stands_behind_the_name_which_gives_way(coded) -> None:
    coded.set_codes(
        {code: CodeLook("Waiting for what is to come", look.color) for code, look in LOOKS.items()}
    )
    geometry = coded.page.geometry
    edge = geometry.label_x + geometry.label
    inside, beyond = QRect(edge - 14, 0, 14, coded.height()), QRect(edge + 1, 0, 12, coded.height())
    sub = coded.theme.tokens.sub

    def is_sub(name: str) -> bool:
        color = QColor(name)
        return abs(color.hue() - sub.hue()) <= 4 and color.lightness() < sub.lightness() + 30

    before = coded.viewport().grab(beyond).toImage()
    assert not any(map(is_sub, colors(coded, inside)))
    coded.set_weights({1: 100, 2: 100})
    for coding in (1, 2):
        coded.change_coding(coding)
    assert any(map(is_sub, colors(coded, inside)))
    assert coded.viewport().grab(beyond).toImage() == before


def test_brackets_remain_where_there_is_no_room_for_names(coded) -> None:
    coded.label_width = 0
    geometry = coded.page.geometry
    assert geometry.lanes
    red = coded.theme.code(LOOKS[RED].color)
    margin = QRect(geometry.margin_x, 0, coded.viewport().width() - geometry.margin_x, coded.height())
    found = colors(coded, margin)
    assert red.mark.name() in found
    assert coded.theme.code(LOOKS[GREEN].color).label.name() not in found


def test_search_hits_are_painted_and_the_current_one_is_framed(pane) -> None:
    hits = [extent(TEXT, "ferry"), extent(TEXT, "pier")]
    pane.set_hits(hits, 1)
    assert ground(pane, hits[0].start + 1) == pane.theme.tokens.find
    pane.clearFocus()
    accent = pane.theme.tokens.accent.name()
    assert accent not in colors(pane, pane.rect_of(hits[0]).adjusted(-4, -4, 4, 4))
    frame = colors(pane, pane.rect_of(hits[1]).adjusted(-4, -4, 4, 4))
    assert any(QColor(name).blue() - QColor(name).red() > 60 for name in frame)


def test_the_bookmark_is_a_ribbon_in_the_gutter(pane) -> None:
    pane.clearFocus()
    gutter = QRect(0, 0, pane.page.geometry.column_x - 2, pane.height())
    assert pane.theme.tokens.accent.name() not in colors(pane, gutter)
    pane.set_bookmark(TEXT.index("Later"))
    assert pane.theme.tokens.accent.name() in colors(pane, gutter)


def test_the_ring_shows_where_the_keyboard_led(pane) -> None:
    accent, corner = pane.theme.tokens.accent, QPoint(pane.width() // 2, 1)
    assert pane.grab().toImage().pixelColor(corner) == pane.theme.tokens.page
    pane.clearFocus()
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    assert pane.grab().toImage().pixelColor(corner) == accent


def test_what_scrolling_uncovers_fits_what_was_there(coded, qapp) -> None:
    coded.set_document("\n".join(TEXT for _ in range(8)))
    coded.set_codings(columns(*((n, 1 + n % 3, 40 * n, 40 * n + 90) for n in range(1, 30))))
    coded.put_caret(0)
    for step in (7, 26, 101, -33, 250, -90):
        coded.viewport().repaint()
        coded.scroll_by(step)
        qapp.processEvents()
        scrolled = coded.screen().grabWindow(coded.winId()).toImage()
        coded.viewport().repaint()
        assert coded.screen().grabWindow(coded.winId()).toImage() == scrolled


@pytest.mark.parametrize("width", [500, 824, 1300])
def test_what_a_change_repaints_is_all_that_changed(coded, qapp, width) -> None:
    """The picture on the screen, mended part by part, is the one that is painted afresh."""
    coded.resize(width, 500)
    changes = [
        *(lambda n=n: coded.add_coding(n, 1 + n % 3, 1, Extent(20 + 3 * n, 60 + n)) for n in range(10, 18)),
        lambda: coded.activate(12), lambda: coded.activate(2), lambda: coded.hover(13),
        lambda: coded.hover(None), lambda: coded.change_coding(2, code=BLUE, unsure=True, has_memo=True),
        lambda: coded.activate(None), lambda: coded.remove_coding(14),
        lambda: coded.change_coding(1, extent=extent(TEXT, "Later", "sold")),
        lambda: coded.select(INNER), coded.clear_selection, lambda: coded.set_bookmark(30),
        lambda: coded.set_notes([OUTER]), lambda: coded.set_hits([INNER], 0), lambda: coded.set_hits([]),
        lambda: coded.set_hidden({RED}, set()), lambda: coded.set_hidden(set(), set()),
    ]  # fmt: skip
    coded.viewport().repaint()
    for change in changes:
        change()
        qapp.processEvents()
        mended = coded.screen().grabWindow(coded.winId()).toImage()
        coded.viewport().repaint()
        strip = QRect(coded.width() - 20, 0, 20, coded.height())
        afresh = coded.screen().grabWindow(coded.winId()).toImage()
        for picture in (mended, afresh):
            painter = QPainter(picture)  # the strip follows a moment later
            painter.fillRect(strip, QColor("white"))
            painter.end()
        assert mended == afresh


def test_unknown_codes_are_grey_and_do_no_harm(pane) -> None:
    pane.set_codings(columns((1, 99, OUTER.start, OUTER.end)))
    assert ground(pane, OUTER.start + 1) == pane.theme.code("#7C8594").tint(0)


@pytest.mark.parametrize("size", [(60, 40), (200, 100), (400, 300), (2400, 1400)])
def test_any_size_is_painted(coded, size) -> None:
    coded.label_width = None
    coded.resize(*size)
    assert not coded.grab().isNull()
    assert coded.page.geometry.column > 0


def test_labels_of_others_end_in_their_initials(pane) -> None:
    pane.set_coders({1: "A", 2: "B"}, own=1)
    margin = QRect(pane.page.geometry.label_x, 0, 150, pane.height())
    pane.set_codings(columns((1, BLUE, OUTER.start, OUTER.end), coder=1))
    own = pane.viewport().grab(margin).toImage()
    pane.set_codings(columns((1, BLUE, OUTER.start, OUTER.end), coder=2))
    assert pane.viewport().grab(margin).toImage() != own
