"""The colours say what the tables promise."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from glossator.ui.colors import contrast, mix
from glossator.ui.theme import HUES, Theme

# what is drawn, upon what, at least so much: light, dark
PAIRS = [
    ("text", "page", 15.8, 12.2), ("text", "win", 14.6, 13.3), ("text", "row", 13.4, 9.3),
    ("text", "hover", 13.6, 10.7),
    ("sub", "page", 6.1, 6.8), ("sub", "win", 5.6, 7.4), ("sub", "row", 5.2, 5.2), ("sub", "hover", 5.2, 6.0),
    ("faint", "page", 4.5, 4.9), ("faint", "win", 4.1, 5.4), ("faint", "row", 3.8, 3.8), ("faint", "hover", 3.8, 4.4),
    ("accent", "page", 5.8, 6.8), ("accent", "win", 5.4, 7.4), ("accent", "row", 5.0, 5.2),
    ("accent", "hover", 5.0, 6.0),
    ("on", "accent", 5.8, 7.7), ("text", "sel", 9.3, 6.7), ("tick", "page", 3.3, 4.0),
    ("good", "goodbg", 5.1, 7.6), ("warn", "warnbg", 5.0, 7.5), ("bad", "badbg", 5.7, 6.4),
]  # fmt: skip

# the palette as designed: light mark, label, tint; dark mark, label, tint
PALETTE = {
    "indigo": ("#424BD9", "#424BD9", "#D9DBF7", "#6D74E2", "#7B82E4", "#363A5E"),
    "amber": ("#CE851F", "#A06719", "#F5E7D2", "#CE851F", "#CE851F", "#533F24"),
    "green": ("#33A583", "#288065", "#D6EDE6", "#33A583", "#33A583", "#244942"),
    "plum": ("#7A496D", "#7A496D", "#E4DBE2", "#9D7994", "#A28099", "#443B47"),
    "olive": ("#A19554", "#7C7441", "#ECEADD", "#A19554", "#A19554", "#454434"),
    "sky": ("#4399B5", "#377C93", "#D9EBF0", "#4399B5", "#4399B5", "#294551"),
    "lilac": ("#8D89EA", "#6D6AB4", "#E8E7FB", "#8D89EA", "#8D89EA", "#3F4061"),
    "red": ("#B01F14", "#B01F14", "#EFD2D0", "#C8635C", "#CE726C", "#513536"),
    "rose": ("#9D3944", "#9D3944", "#EBD7DA", "#B76E75", "#BE7C83", "#4C383E"),
    "blue": ("#22589E", "#22589E", "#D3DEEC", "#5D84B8", "#6D90BF", "#313F52"),
    "grey": ("#7C8594", "#6A727F", "#E5E7EA", "#7C8594", "#838B99", "#3A3F47"),
}
ENTITIES = ("ORG", "PERSON", "GPE", "LOC", "DATE", "WORK_OF_ART", "EMAIL", "PHONE", "URL", "MONEY", "LAW")


@pytest.fixture(params=["light", "dark"])
def each_theme(request, theme: Theme) -> Theme:
    theme.set_mode(request.param)
    return theme


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), PAIRS)
def test_tokens_have_the_contrast_promised(each_theme, ink, ground, light, dark):
    ratio = contrast(each_theme.color(ink), each_theme.color(ground))
    assert round(ratio, 1) >= (dark if each_theme.dark else light)


@pytest.mark.parametrize("hue", HUES)
def test_code_colours_are_as_designed(each_theme, hue):
    colors = each_theme.code(HUES[hue])
    wanted = PALETTE[hue][3:] if each_theme.dark else PALETTE[hue][:3]
    assert (colors.mark.name().upper(), colors.label.name().upper(), colors.tint().name().upper()) == wanted


@pytest.mark.parametrize("color", [*HUES.values(), "#FFFF00", "#000000", "#FFFFFF", "#88FF88"])
def test_any_colour_is_made_to_pass(each_theme, color):
    colors, page = each_theme.code(color), each_theme.tokens.page
    assert contrast(colors.mark, page) >= (4.0 if each_theme.dark else 3.0)
    assert contrast(colors.label, page) >= 4.6


@pytest.mark.parametrize("hue", HUES)
def test_text_can_be_read_on_every_tint(each_theme, hue):
    colors, text = each_theme.code(HUES[hue]), each_theme.tokens.text
    assert contrast(text, colors.tint(2)) >= (6.2 if each_theme.dark else 9.3) - 0.05
    assert colors.tint(2) == colors.tint(7)
    assert contrast(text, colors.active) >= (5.2 if each_theme.dark else 7.3) - 0.05


@pytest.mark.parametrize("label", ENTITIES)
def test_entities_can_be_seen_and_told_apart_by_shape(each_theme, label):
    look = each_theme.entity(label)
    assert round(contrast(look.color, each_theme.tokens.page), 1) >= 5.0
    assert look.word


def test_shapes_of_entities_differ(theme):
    kinds = ("ORG", "PERSON", "LOC", "DATE", "WORK_OF_ART", "CONTACT", "MONEY", "LAW")
    assert len({theme.entity(kind).dash for kind in kinds}) == len(kinds)


def test_theme_says_when_it_changes_and_only_then(qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(1.25)
    assert theme.px(8) == 10
    assert theme.font(12).pixelSize() == 15
    assert theme.reading_font(16).pixelSize() == 16


def test_an_icon_is_sharp_and_in_its_colour(theme):
    pixmap = theme.pixmap("plus", "accent", 24, 2.0)
    assert pixmap.width() == 48
    image = pixmap.toImage()
    assert image.pixelColor(24, 24) == theme.tokens.accent


def test_mixing_rounds_to_whole_steps():
    assert mix(QColor("#424BD9"), QColor("#FFFFFF"), 0.2).name() == "#d9dbf7"
