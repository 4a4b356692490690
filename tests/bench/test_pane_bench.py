"""How much the reading pane computes, from a text in memory to the painted frame."""

from __future__ import annotations

import gc
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from glossator.ui.reading.looks import CodeLook, PaneMention
from glossator.ui.reading.pane import ReadingPane
from glossator.ui.theme import HUES, Theme
from glossator_db.records import MARKS, Extent

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench

CODES = 60
WORDS = (
    "harbour", "tide", "nets", "morning", "people", "market", "weather", "price", "talk", "boat", "night",
    "work", "early", "hand", "water", "light", "road", "house", "question", "answer", "letter", "story",
    "before", "after", "because", "however", "together", "nothing", "everyone",
)  # fmt: skip
MOST_MEMORY = 20  # MB


def a_text(rng: random.Random, size: int) -> str:
    """Return a text of about *size* characters, in paragraphs of two to six sentences."""
    paragraphs, length = [], 0
    while length < size:
        sentences = []
        for _ in range(rng.randint(2, 6)):
            words = rng.choices(WORDS, k=rng.randint(8, 28))
            if rng.random() < 0.2:
                words[rng.randrange(len(words))] = "Harbour Board"
            sentences.append(" ".join(words).capitalize() + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:size]


def codings(rng: random.Random, length: int, count: int) -> SimpleNamespace:
    """Return columns of *count* codings, most of a dozen words, some of a paragraph."""
    starts = sorted(rng.randrange(length - 400) for _ in range(count))
    sizes = [rng.randint(10, 70) if rng.random() < 0.6 else rng.randint(70, 280) for _ in starts]
    return SimpleNamespace(
        id=np.arange(1, count + 1), code=np.array(rng.choices(range(1, CODES + 1), k=count)),
        coder=np.ones(count, np.int64), start=np.array(starts), end=np.array(starts) + np.array(sizes),
        unsure=np.zeros(count, bool), has_memo=np.zeros(count, bool),
    )  # fmt: skip


def looks() -> dict[int, CodeLook]:
    hues = list(HUES.values())
    return {
        n: CodeLook(f"Code {n:02d}", hues[n % len(hues)], MARKS[n % len(MARKS)]) for n in range(1, CODES + 1)
    }


def memory() -> float:
    """Return this process's resident memory in MB."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text(encoding="ascii").split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def high(act: Callable[[int], object], count: int) -> float:
    """Return the 95th percentile of *count* calls, painting included, in seconds of CPU."""
    spent = []
    for number in range(count):
        before = time.process_time()
        act(number)
        QApplication.processEvents()
        spent.append(time.process_time() - before)
    return sorted(spent)[int(count * 0.95)]


def wheel(pane: ReadingPane) -> None:
    point = QPointF(300, 300)
    pane.wheelEvent(
        QWheelEvent(
            point, point, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip


@dataclass(frozen=True)
class Load:
    """A text, its codings, and the budgets for opening it: without and with margin and entities, in seconds."""

    name: str
    size: int
    codings: int
    plain: float
    full: float


LOADS = (
    Load("30 KB, 200 codings", 30_000, 200, 0.040, 0.100),
    Load("1 MB, 5,000 codings", 1_000_000, 5_000, 0.040, 0.100),
    Load("5 MB, 50,000 codings", 5_000_000, 50_000, 0.060, 0.350),
)


@pytest.mark.parametrize("full", [False, True], ids=["plain", "full"])
@pytest.mark.parametrize("load", LOADS, ids=lambda load: load.name)
def test_budgets_of_the_pane(qtbot, within, load, full) -> None:
    rng = random.Random(20260101)
    text = a_text(rng, load.size)
    columns = codings(rng, len(text), load.codings)
    mentions = [PaneMention(Extent(*found.span()), "ORG") for found in re.finditer("Harbour Board", text)]
    pane = ReadingPane(Theme())
    qtbot.addWidget(pane)
    pane.label_width = 150 if full else 0
    pane.resize(1000, 900)
    pane.set_document("A first text\nwarms fonts and style up.")
    with qtbot.waitExposed(pane):
        pane.show()
    pane.viewport().repaint()
    gc.collect()
    before, start = memory(), time.process_time()
    pane.set_codes(looks())
    pane.set_document(text)
    pane.set_codings(columns)
    if full:
        pane.set_mentions(mentions)
    pane.viewport().repaint()
    pane.verticalScrollBar().repaint()
    opened, grown = time.process_time() - start, memory() - before
    what = f"pane, {load.name}" + (", margin and entities" if full else "")
    within(f"{what}: first frame", opened, load.full if full else load.plain)
    assert grown <= MOST_MEMORY, f"{grown:.1f} MB"
    QApplication.processEvents()
    bar = pane.verticalScrollBar()
    places = [rng.randrange(bar.maximum()) for _ in range(30)]
    steps = {
        "scroll step": (lambda _: wheel(pane), 200, 0.008),
        "place far away": (lambda number: bar.setValue(places[number]), 30, 0.040),
        "one code hidden": (lambda number: pane.set_hidden({number + 1}, set()), 30, 0.010),
        "one coding more": (lambda number: pane.add_coding(10**6 + number, 1, 1, seen(pane)), 30, 0.010),
        "one coding less": (lambda number: pane.remove_coding(10**6 + number), 30, 0.010),
        "other width": (lambda number: pane.resize(1000 - 60 * (number % 2), 900), 10, 0.040),
        "other text size": (lambda number: setattr(pane, "text_size", 16 + number % 3), 10, 0.040),
    }
    for name, (act, count, budget) in steps.items():
        within(f"{what}: {name}, p95", high(act, count), budget)


def seen(pane: ReadingPane) -> Extent:
    """Return a passage in view."""
    block = next(block for block, _ in pane.page.visible(100) if block.end - block.start > 60)
    return Extent(block.start + 5, block.start + 60)
