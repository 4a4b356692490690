"""What a person waits for in the real window: a text that opens, a coding that appears, a job that runs beside her."""

from __future__ import annotations

import random
import time
from statistics import quantiles
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from bench.test_pane_bench import WORDS, a_text
from glossator.operations import codebook, coders
from glossator.ui.reading.pane import ReadingPane
from glossator.ui.settings import SettingsStore
from glossator.ui.theme import Theme
from glossator.ui.window import Window
from glossator_db import codes, codings, documents, entities
from glossator_db.codings import NewCoding
from glossator_db.project import Project
from glossator_db.records import Extent, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Within = Callable[[str, float, float], None]

pytestmark = pytest.mark.bench

SIZES = {"1 MB": (1_000_000, 5_000), "5 MB": (5_000_000, 50_000)}
BUDGETS = {"1 MB": 0.100, "5 MB": 0.350}
CODES = 60
GESTURES = 60


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a short text and the two large ones, coded, their entities found."""
    chance = random.Random(3)
    path = tmp_path_factory.mktemp("study") / "study.gloss"
    with Project.create(path) as project:
        anna = coders.use(project, "Anna Meier")
        with project.change("", recorded=False) as conn:
            documents.add(conn, name="Short", text=a_text(chance, 4000), words=700)
            tree = [codes.add(conn, f"Code {number:02d}").id for number in range(CODES)]
            for name, (size, count) in SIZES.items():
                text = a_text(chance, size)
                document = documents.add(conn, name=name, text=text, words=text.count(" "))
                starts = sorted(chance.randrange(size - 400) for _ in range(count))
                places = [Extent(start, start + chance.randint(10, 280)) for start in starts]
                codings.add_many(
                    conn,
                    (
                        NewCoding(
                            document.id, chance.choice(tree), anna.id, place, text[place.start : place.end]
                        )
                        for place in places
                    ),
                )
                entities.put_reading(conn, document.sha256, "rules", "1", boards(text))
        codebook.update_code(project, tree[0], coder=anna, digit=1)
    return path


def boards(text: str) -> list[Mention]:
    """Return the mentions of the one organisation of the made text."""
    name, found, at = "Harbour Board", [], -1
    while (at := text.find(name, at + 1)) >= 0:
        found.append(Mention(Extent(at, at + len(name)), "ORG", name, "head noun"))
    return found


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, study: Path) -> Iterator[Window]:
    """The window with the study open at its short text."""
    theme = Theme()
    theme.set_mode("light")
    settings = SettingsStore(tmp_path / "settings.ini")
    settings.set(coder_name="Anna Meier", coder_initials="A", find_entities=False)
    window = Window(theme, settings)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    assert window.projects.open(study)
    qtbot.waitUntil(lambda: window.findChild(ReadingPane) is not None)
    qtbot.wait(200)
    yield window
    window.close()
    window.deleteLater()
    theme.deleteLater()


def open_text(window: Window, row: int) -> None:
    """Click a row of the documents list and paint what follows."""
    view = window.findChild(QListView, "documentList")
    middle = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    pane = window.findChild(ReadingPane)
    pane.viewport().repaint()


@pytest.mark.parametrize("name", SIZES)
def test_from_the_click_to_the_text(window: Window, within: Within, qtbot: QtBot, name: str) -> None:
    rows = {"1 MB": 1, "5 MB": 2}
    spent = []
    for _ in range(5):
        open_text(window, 0)
        qtbot.wait(50)
        started = time.process_time()
        open_text(window, rows[name])
        spent.append(time.process_time() - started)
        qtbot.wait(50)
    within(f"from the click to the painted text, {name}", sorted(spent)[2], BUDGETS[name])


@pytest.mark.parametrize("row", [0, 2])
def test_from_the_key_to_the_painted_coding(window: Window, within: Within, qtbot: QtBot, row: int) -> None:
    open_text(window, row)
    qtbot.wait(100)
    pane = window.findChild(ReadingPane)
    pane.setFocus()
    with window.session.read() as conn:
        before = codings.total(conn)
    spent = []
    for number in range(GESTURES):
        pane.select(Extent(40 * number, 40 * number + 30))
        started = time.perf_counter()
        QTest.keyClick(pane, Qt.Key.Key_1)
        pane.viewport().repaint()
        spent.append(time.perf_counter() - started)
        qtbot.wait(5)
    with window.session.read() as conn:
        assert codings.total(conn) == before + GESTURES
    for _ in range(GESTURES):
        window.session.undo()
    text = ("short text", "", "5 MB")[row]
    within(f"key press to painted coding, {text}, 95 of 100 (wall clock)", quantiles(spent, n=20)[-1], 0.060)


def test_the_window_lives_while_texts_come_in_and_entities_are_found(
    window: Window, within: Within, qtbot: QtBot, tmp_path: Path
) -> None:
    chance = random.Random(9)
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(150):
        (folder / f"Text {number}.txt").write_text(
            f"{number} {chance.choice(WORDS)}. " + a_text(chance, 20_000)
        )
    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        late.append(time.perf_counter() - last)
        last = time.perf_counter()

    timer = QTimer(window, interval=16, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    qtbot.wait(300)
    last = time.perf_counter()
    timer.start()
    window.settings.set(find_entities=True)
    window.importing.add_files([folder])
    listed = window.findChild(QListView, "documentList").model()
    qtbot.waitUntil(lambda: listed.rowCount() == 153, timeout=60_000)
    qtbot.waitUntil(lambda: not window.tasks.running(), timeout=120_000)
    timer.stop()
    within("latest tick of a 60 Hz timer while 150 texts come in and are read (wall clock)", max(late), 0.100)
    window.session.undo()
