"""A pane on its own, and what it is told to show."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from glossator.ui.reading.looks import CodeLook
from glossator.ui.reading.pane import ReadingPane
from glossator.ui.theme import HUES, Theme
from glossator_db.records import Extent

TEXT = (
    "A day at the harbour\n"
    "The ferry leaves at six. Nobody waits for it, and the nets are still wet. Gulls follow.\n"
    "\n"
    "Later the market opens. People talk about prices, about weather, about the old pier that was sold twice.\n"
    "The end."
)
RED, GREEN, BLUE = 1, 2, 3
LOOKS = {
    RED: CodeLook("Waiting", HUES["red"], "square"),
    GREEN: CodeLook("Work at sea", HUES["green"], "circle"),
    BLUE: CodeLook("Prices and what people say of them", HUES["indigo"], "triangle"),
}


def columns(*codings: tuple[int, int, int, int], coder: int = 1, unsure: bool = False) -> SimpleNamespace:
    """Return columns of codings given as (id, code, start, end)."""
    rows = np.array(sorted(codings, key=lambda row: (row[2], -row[3])), np.int64).reshape(-1, 4)
    return SimpleNamespace(
        id=rows[:, 0], code=rows[:, 1], coder=np.full(len(rows), coder),
        start=rows[:, 2], end=rows[:, 3],
        unsure=np.full(len(rows), unsure), has_memo=np.zeros(len(rows), bool),
    )  # fmt: skip


def extent(text: str, words: str, until: str = "") -> Extent:
    """Return where *words* are in *text*, up to the end of *until*."""
    start = text.index(words)
    return Extent(start, text.index(until, start) + len(until) if until else start + len(words))


@pytest.fixture
def theme(qapp):
    theme = Theme()
    theme.set_mode("light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def pane(qtbot, theme):
    """A pane of a full window's size that shows `TEXT`, with the focus."""
    pane = ReadingPane(theme)
    qtbot.addWidget(pane)
    pane.label_width = 150
    pane.resize(824, 500)
    pane.set_codes(LOOKS)
    pane.set_document(TEXT)
    pane.show()
    pane.activateWindow()
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    return pane
