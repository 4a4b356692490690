"""The bar chart: what it draws, how it is walked through, what it saves."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage

from glossator.analysis.frequency import Frequencies
from glossator.ui.plots.bars import ALL, BarChart, ticks
from glossator.ui.theme import Theme
from glossator_db.errors import ExchangeError

NAMES = ("Trust", "Doubt", "Time")


def figures(counts, groups=("",)):
    array = np.array(counts, np.int64)
    return Frequencies(
        code_ids=np.arange(len(array), dtype=np.int64),
        names=NAMES[: len(array)],
        colors=("#b01f14", "#33a583", "#22589e")[: len(array)],
        marks=("square", "circle", "bar")[: len(array)],
        groups=groups,
        group_ids=tuple((at,) for at in range(len(groups))),
        counts=array,
    )


@pytest.fixture
def chart(qtbot):
    chart = BarChart(Theme())
    qtbot.addWidget(chart)
    chart.resize(700, 400)
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    return chart


@pytest.mark.parametrize(
    ("most", "shown"),
    [(1, [0, 1]), (6, [0, 1, 2, 3, 4, 5, 6]), (19, [0, 5, 10, 15]), (87, [0, 20, 40, 60, 80]), (0, [0])],
)
def test_the_axis_counts_in_round_steps(most, shown):
    assert ticks(most) == shown


def test_one_bar_for_each_code_that_is_used(chart):
    chart.show_data(figures([[4], [0], [9]]))
    assert [(bar.row, bar.value, bar.left) for bar in chart.canvas.bars] == [(0, 4, 0), (2, 9, 0)]
    assert chart.canvas.bars[0].color == chart._theme.code("#b01f14").mark


def test_groups_lie_end_to_end_or_below_one_another(chart):
    data = figures([[2, 3], [0, 1]], ("Anna", "Ben"))
    chart.show_data(data, stacked=True)
    assert [(bar.left, bar.value) for bar in chart.canvas.bars] == [(0, 2), (2, 3), (0, 1)]
    chart.show_data(data, stacked=False)
    first, second, third = chart.canvas.bars
    assert (first.left, second.left, third.left) == (0, 0, 0)
    assert first.top + first.height <= second.top
    assert third.top - second.top == pytest.approx(1)


def test_the_items_are_kept_when_the_figures_change(chart):
    chart.show_data(figures([[4], [1], [9]]))
    items = chart.canvas._items
    chart.show_data(figures([[5], [1], [9]]))
    assert chart.canvas._items is items
    assert items.opts["width"].tolist() == [5, 1, 9]


def test_the_height_grows_with_the_rows(chart):
    chart.show_data(figures([[4]]))
    low = chart.canvas.height()
    chart.show_data(figures([[4], [1], [9]]))
    assert chart.canvas.height() > low


def test_arrows_move_among_the_marks_and_return_chooses(chart, qtbot):
    chart.show_data(figures([[2, 3], [0, 1], [1, 1]], ("Anna", "Ben")))
    chart.canvas.clearFocus()
    chart.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert chart.canvas.current == (0, ALL)
    for key, expected in (
        (Qt.Key.Key_Right, (0, 0)),
        (Qt.Key.Key_Right, (0, 1)),
        (Qt.Key.Key_Right, (0, 1)),
        (Qt.Key.Key_Down, (1, 1)),
        (Qt.Key.Key_Left, (1, ALL)),
        (Qt.Key.Key_End, (2, ALL)),
        (Qt.Key.Key_Down, (2, ALL)),
        (Qt.Key.Key_Home, (0, ALL)),
    ):
        qtbot.keyClick(chart.canvas, key)
        assert chart.canvas.current == expected
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.canvas, Qt.Key.Key_Return)
    assert chosen.args == [0, ALL]


def test_a_mark_is_said_in_words(chart):
    chart.show_data(figures([[2, 1]], ("Anna", "Ben")))
    assert chart.canvas.words(0, ALL) == "Trust, 3 codings"
    assert chart.canvas.words(0, 1) == "Trust, Ben, 1 coding"
    chart.canvas.set_current(0, 1)
    assert chart.canvas.accessibleDescription() == "Trust, Ben, 1 coding"


def test_a_click_on_a_part_of_a_bar_chooses_it(chart, qtbot):
    chart.show_data(figures([[2, 3], [4, 0]], ("Anna", "Ben")))
    qtbot.wait(20)
    canvas = chart.canvas
    box = canvas._overlay.box(next(bar for bar in canvas.bars if (bar.row, bar.group) == (0, 1)))
    place = canvas.mapFromScene(canvas._overlay.mapToScene(box.center()))
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [0, 1]


def test_a_click_on_a_name_chooses_the_code_as_a_whole(chart, qtbot):
    chart.show_data(figures([[2, 3], [4, 0]], ("Anna", "Ben")))
    qtbot.wait(20)
    row = chart.canvas._names.mapToScene(QPointF(10, chart.canvas._pitch * 1.5)).toPoint()
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart.canvas.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen.args == [1, ALL]
    with qtbot.assertNotEmitted(chart.chosen, wait=20):
        qtbot.mouseClick(chart.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(650, 3))


def test_bars_end_where_the_figures_say(chart, qtbot):
    """The longest bar leaves room for its figure, the others are to scale, and the items agree with the overlay."""
    chart.show_data(figures([[10], [5], [1]]))
    qtbot.wait(20)
    canvas = chart.canvas
    ends = [canvas._overlay.box(bar).right() for bar in canvas.bars]
    assert ends[0] < canvas._box.size().width() - 30
    assert ends[1] / ends[0] == pytest.approx(0.5)
    shown = canvas._box.mapFromView(QPointF(10, 0)).x()
    assert shown == pytest.approx(ends[0], abs=1)


def test_more_groups_than_hues_are_joined(chart):
    groups = tuple(f"text {at}" for at in range(30))
    chart.show_data(figures([list(range(30))], groups))
    assert len(chart.data.groups) == 11
    assert chart.data.groups[-1] == "20 more"
    assert chart.data.total == sum(range(30))


def test_a_picture_is_saved_as_svg_with_its_words(chart, tmp_path):
    chart.show_data(figures([[4], [1], [9]]))
    chart.save(tmp_path / "picture.svg")
    root = ET.parse(tmp_path / "picture.svg").getroot()
    words = ["".join(node.itertext()).strip() for node in root.iter() if node.tag.endswith("text")]
    assert {"Trust", "Doubt", "Time", "4", "9"} <= set(words)


def test_a_picture_is_saved_as_png_with_all_rows_light_on_white(chart, tmp_path):
    chart._theme.set_mode("dark")
    chart.resize(300, 40)
    chart.show_data(figures([[4], [1], [9]]))
    chart.save(tmp_path / "picture.png")
    image = QImage(str(tmp_path / "picture.png"))
    assert image.width() == 3 * 940
    assert image.height() > 3 * 3 * 24
    assert image.pixelColor(1, 1).name() == "#ffffff"
    assert any(
        image.pixelColor(x, image.height() - 3 * 40).name() == "#22589e" for x in range(0, image.width(), 9)
    )


def test_a_folder_that_is_not_there_is_said(chart, tmp_path):
    chart.show_data(figures([[4]]))
    for name in ("a.svg", "a.png"):
        with pytest.raises(ExchangeError, match="cannot be written"):
            chart.save(tmp_path / "no" / name)
