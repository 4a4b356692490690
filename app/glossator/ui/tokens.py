"""The colours of the window as data: one set for light, one for dark."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Tokens:
    """Every colour that is not a code's or an entity's."""

    dark: bool
    win: QColor
    """rail, panels, status bar"""
    page: QColor
    """text, tables, dialogs, popups"""
    field: QColor
    """inputs"""
    hover: QColor
    """row under the pointer, track of a segmented control"""
    row: QColor
    """selected row, button that is on"""
    key: QColor
    """key caps"""
    line: QColor
    """hairline"""
    line2: QColor
    """outline of a control"""
    tick: QColor
    """outline of a check box"""
    text: QColor
    sub: QColor
    """second line, labels, icons"""
    faint: QColor
    """placeholder, hidden code, paragraph number"""
    accent: QColor
    """focus, primary button, link, caret"""
    on: QColor
    """text upon accent"""
    sel: QColor
    """selection of text, painted at 84 %"""
    find: QColor
    """search hit"""
    good: QColor
    warn: QColor
    bad: QColor
    goodbg: QColor
    warnbg: QColor
    badbg: QColor


_LIGHT = {
    "win": "#F5F6F8", "page": "#FFFFFF", "field": "#FFFFFF", "hover": "#ECEEF2", "row": "#E4EDFF",
    "key": "#F1F3F6", "line": "#E1E4EA", "line2": "#C9CED7", "tick": "#868E9C", "text": "#1E2329",
    "sub": "#5A6373", "faint": "#6F7887", "accent": "#1F5BDD", "on": "#FFFFFF", "sel": "#A9C8FF",
    "find": "#FFE08A", "good": "#17753F", "warn": "#9A5B00", "bad": "#B3261E", "goodbg": "#E6F4EC",
    "warnbg": "#FFF4DF", "badbg": "#FCEBEA",
}  # fmt: skip
_DARK = {
    "win": "#17191D", "page": "#1E2126", "field": "#16181C", "hover": "#272B32", "row": "#26354F",
    "key": "#2A2F37", "line": "#2E333B", "line2": "#444B56", "tick": "#77808E", "text": "#DCE0E6",
    "sub": "#A0A9B6", "faint": "#868F9D", "accent": "#7AA7FF", "on": "#0E1420", "sel": "#2C4A7C",
    "find": "#6B5715", "good": "#6FCF97", "warn": "#E9B44C", "bad": "#FF8A80", "goodbg": "#1B2E24",
    "warnbg": "#33291A", "badbg": "#3A2322",
}  # fmt: skip

HUES = {
    "indigo": "#424BD9", "amber": "#CE851F", "green": "#33A583", "plum": "#7A496D", "olive": "#A19554",
    "sky": "#4399B5", "lilac": "#8D89EA", "red": "#B01F14", "rose": "#9D3944", "blue": "#22589E",
    "grey": "#7C8594",
}  # fmt: skip
"""The palette of codes, by name, in the order in which new families take them."""


@dataclass(frozen=True)
class EntityLook:
    """How mentions of one kind are underlined: the shape says it first, the hue second."""

    word: str
    """the kind in a word, as the window says it"""
    color: QColor
    dash: tuple[float, ...]
    """lengths on and off in logical pixels; empty for a solid line"""


# word, light, dark, dash
_ENTITIES: dict[str, tuple[str, str, str, tuple[float, ...]]] = {
    "ORG": ("organisation", "#2F7D5B", "#74C69D", ()),
    "PERSON": ("person", "#A0522D", "#E3A272", (4, 2.5)),
    "LOC": ("place", "#3569B5", "#8AB4F8", (1.2, 1.8)),
    "DATE": ("date", "#7A6A00", "#D9C65A", (5, 2, 1.2, 2)),
    "WORK_OF_ART": ("report title", "#6B4FA0", "#B9A0F0", (8, 2)),
    "CONTACT": ("contact", "#A03060", "#F08CB4", (2.5, 2)),
    "MONEY": ("money", "#3D6B21", "#A5CF85", (1.2, 1.2)),
    "LAW": ("law", "#5B5F66", "#B6BCC6", (3, 1)),
}
_SAME_AS = {
    "GPE": "LOC", "EMAIL": "CONTACT", "PHONE": "CONTACT", "URL": "CONTACT",
    "PERCENT": "MONEY", "QUANTITY": "MONEY", "WORK": "WORK_OF_ART",
}  # fmt: skip


def tokens(*, dark: bool, strong: bool = False) -> Tokens:
    """Return the colours for a light or dark window; *strong* draws outlines as dark as check boxes."""
    table = dict(_DARK if dark else _LIGHT)
    if strong:
        table["line2"] = table["tick"]
    names = [field.name for field in fields(Tokens) if field.name != "dark"]
    return Tokens(dark, *(QColor(table[name]) for name in names))


def entity_look(label: str, *, dark: bool) -> EntityLook:
    """Return the look of the entities labelled *label*; an unknown label looks like a law."""
    word, light_color, dark_color, dash = _ENTITIES.get(_SAME_AS.get(label, label), _ENTITIES["LAW"])
    return EntityLook(word, QColor(dark_color if dark else light_color), dash)
