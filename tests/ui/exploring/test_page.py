"""Explore: figures and passages follow the project and the settings line."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from glossator.operations import coding
from glossator.ui.exploring.several import SeveralCombo
from glossator.ui.plots.bars import ALL
from glossator_db import coders, codes, codings, documents
from glossator_db.records import Extent


def shown(page):
    data = page._shown
    return dict(zip(data.names, data.counts.tolist(), strict=True))


def passages(page):
    model = page.passages.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def find(page, name):
    return page._shown.names.index(name)


def pick(qtbot, page, combo, name):
    """Open the list of *combo* and click the row *name*."""
    combo.open_list()
    rows = page.window().findChild(QWidget, f"{combo.objectName()}List")
    row = next(at for at in range(rows.model().rowCount()) if rows.model().index(at, 0).data() == name)
    rect = rows.visualRect(rows.model().index(row, 0))
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.keyClick(rows, Qt.Key.Key_Escape)


def test_the_codes_that_are_used_are_shown_the_most_used_first(page):
    assert list(shown(page).items()) == [("Trust", [3]), ("Deciding", [1]), ("Targets", [1])]
    assert [bar.value for bar in page._chart.canvas.bars] == [3, 1, 1]


def test_the_order_of_the_codebook(page, qtbot):
    combo = page.line.findChild(QWidget, "exploreOrder")
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert list(shown(page)) == ["Deciding", "Trust", "Targets"]


def test_codings_are_divided_by_coder_and_by_text(page, qtbot):
    combo = page.line.findChild(QWidget, "exploreBy")
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page._shown.groups == ("Ward", "Clinic"))
    assert shown(page)["Trust"] == [2, 1]
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page._shown.groups == ("Anna Meier", "Ben Okafor"))
    assert shown(page) == {"Trust": [2, 1], "Deciding": [0, 1], "Targets": [1, 0]}


def test_bars_lie_side_by_side_when_asked(page, qtbot):
    page.line.divide_by("coder")
    qtbot.waitUntil(lambda: page._shown.divided)
    shape = page.line.findChild(QWidget, "exploreShape")
    assert shape.isVisible()
    qtbot.keyClick(shape, Qt.Key.Key_Right)
    assert not page._chart.stacked
    page.line.divide_by("none")
    qtbot.waitUntil(lambda: not page._shown.divided)
    assert not shape.isVisible()
    assert page._chart.stacked


def test_a_coder_is_left_out_by_a_click(page, qtbot):
    pick(qtbot, page, page.line.coders, "Ben Okafor")
    qtbot.waitUntil(lambda: "Deciding" not in shown(page))
    assert shown(page)["Trust"] == [2]
    assert page.line.coders.word() == "Anna Meier"


def test_texts_and_codes_are_picked_too(page, qtbot):
    pick(qtbot, page, page.line.texts, "Clinic")
    qtbot.waitUntil(lambda: shown(page).get("Trust") == [2])
    pick(qtbot, page, page.line.codes, "Trust")
    qtbot.waitUntil(lambda: list(shown(page)) == ["Targets"])
    assert page.line.codes.word() == "3 of 4"


def test_who_is_shown_in_the_texts_is_counted_until_the_person_picks(page, qtbot):
    with page._session.read() as conn:
        anna = coders.find(conn, "Anna Meier")
    page._session.show_coders({anna.id})
    qtbot.waitUntil(lambda: shown(page).get("Trust") == [2])
    assert page.line.coders.word() == "Anna Meier"


def test_return_on_a_mark_lists_its_passages(page, qtbot):
    canvas = page._chart.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(passages(page)) == 3)
    assert passages(page) == [
        "Trust grows slowly. (Ward, paragraph 2)",
        "trust is lost (Ward, paragraph 3)",
        "trusts (Clinic, paragraph 1)",
    ]


def test_a_part_of_a_bar_lists_its_own_passages_alone(page, qtbot):
    page.line.divide_by("coder")
    qtbot.waitUntil(lambda: page._shown.divided)
    page.choose(find(page, "Trust"), 1)
    qtbot.waitUntil(lambda: passages(page) == ["trust is lost (Ward, paragraph 3)"])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_passage_opens_in_code(page, qtbot, key):
    page.choose(find(page, "Trust"), ALL)
    qtbot.waitUntil(lambda: len(passages(page)) == 3)
    page.passages.list.setFocus()
    qtbot.keyClick(page.passages.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_passage) as opened:
        qtbot.keyClick(page.passages.list, key)
    document_id, extent, coding_id = opened.args
    with page._session.read() as conn:
        assert documents.get(conn, document_id).name == "Ward"
        assert codings.get(conn, coding_id).extent == extent == Extent(63, 76)


def test_shift_return_opens_and_ctrl_c_copies(page, qtbot):
    page.choose(find(page, "Targets"), ALL)
    qtbot.waitUntil(lambda: len(passages(page)) == 1)
    page.passages.list.setFocus()
    with qtbot.waitSignal(page.open_passage):
        qtbot.keyClick(page.passages.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.passages.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Managers send targets. (Ward, paragraph 2)"


def test_the_passages_show_their_words_on_the_tint_of_the_code(page, qtbot):
    page.choose(find(page, "Trust"), ALL)
    qtbot.waitUntil(lambda: len(passages(page)) == 3)
    image = page.passages.list.viewport().grab().toImage()
    with page._session.read() as conn:
        trust = next(code for code in codes.list_(conn) if code.name == "Trust")
    tint = page._theme.code(trust.color).tint().name()
    colors = {image.pixelColor(x, y).name() for x in range(150, 400) for y in range(0, 60, 3)}
    assert tint in colors


def test_t_shows_the_figures_as_a_table_and_a_figure_lists_its_passages(page, qtbot):
    page.line.divide_by("coder")
    qtbot.waitUntil(lambda: page._shown.divided)
    page._chart.canvas.setFocus()
    qtbot.keyClick(page._chart.canvas, Qt.Key.Key_T)
    table = page._table
    assert table.isVisible()
    assert table.hasFocus()
    model = table.figures
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)] == [
        "Code", "Anna Meier", "Ben Okafor", "Codings",
    ]  # fmt: skip
    assert [model.index(0, at).data() for at in range(4)] == ["Trust", "2", "1", "3"]
    table.setCurrentIndex(model.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: passages(page) == ["trust is lost (Ward, paragraph 3)"])
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert page._chart.isVisible()


def test_a_new_coding_is_counted_and_listed(page, qtbot):
    page.choose(find(page, "Targets"), ALL)
    qtbot.waitUntil(lambda: len(passages(page)) == 1)
    with page._session.read() as conn:
        targets = next(code for code in codes.list_(conn) if code.name == "Targets")
        ward = documents.find(conn, "Ward")
    page._session.do(coding.apply_code, ward.id, targets.id, Extent(0, 11))
    qtbot.waitUntil(lambda: shown(page)["Targets"] == [2])
    qtbot.waitUntil(lambda: len(passages(page)) == 2)
    page._session.undo()
    qtbot.waitUntil(lambda: len(passages(page)) == 1)


def test_nothing_is_counted_while_the_page_is_hidden(page, qtbot):
    page.hide()
    with page._session.read() as conn:
        targets = next(code for code in codes.list_(conn) if code.name == "Targets")
        ward = documents.find(conn, "Ward")
    page._session.do(coding.apply_code, ward.id, targets.id, Extent(0, 11))
    assert not page._timer.isActive()
    assert page._stale
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: shown(page)["Targets"] == [2])


def test_nothing_coded_is_said(page, qtbot):
    with page._session.read() as conn:
        ids = [coding.id for coding in codings.list_(conn)]
    page.choose(0, ALL)
    page._session.do(coding.remove_codings, ids)
    qtbot.waitUntil(lambda: not page.has_figures())
    assert page._empty.isVisible()
    assert page._empty.title.text() == "Nothing coded in these texts."
    assert passages(page) == []


def test_the_sixty_most_used_of_many_codes_are_shown_and_said(page, qtbot):
    with page._session.project.change("Many") as conn:
        anna, ward = coders.find(conn, "Anna Meier"), documents.find(conn, "Ward")
        for number in range(70):
            made = codes.add(conn, f"Code {number}")
            codings.add(conn, ward.id, made.id, anna.id, Extent(0, 5))
    qtbot.waitUntil(lambda: page._shown.left_out == 13)
    assert len(shown(page)) == 60
    assert next(iter(shown(page))) == "Trust"
    assert page._note.isVisible()
    assert page._note.text() == "The 60 most used of 73 codes are shown."


def test_the_picture_and_its_figures_are_saved(page, qtbot, tmp_path):
    page.line.divide_by("coder")
    qtbot.waitUntil(lambda: page._shown.divided)
    for ending in ("svg", "png", "csv"):
        with qtbot.waitSignal(page.message) as said:
            page.save_to(tmp_path / f"codes.{ending}")
        assert said.args[0].text == f"Saved as “codes.{ending}”."
    assert "Trust" in (tmp_path / "codes.svg").read_text("utf-8")
    assert QImage(str(tmp_path / "codes.png")).width() > 1000
    with (tmp_path / "codes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[:2] == [["code", "Anna Meier", "Ben Okafor", "codings"], ["Trust", "2", "1", "3"]]


def test_a_picture_that_cannot_be_written_is_said(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.message) as said:
        page.save_to(tmp_path / "no such folder" / "codes.svg")
    assert said.args[0].kind == "warn"
    assert "folder does not exist" in said.args[0].text


def test_another_project_starts_afresh(page, qtbot, tmp_path):
    pick(qtbot, page, page.line.coders, "Ben Okafor")
    qtbot.waitUntil(lambda: "Deciding" not in shown(page))
    page._session.create(tmp_path / "Other.gloss", "Cora", "C")
    qtbot.waitUntil(lambda: page._shown is not None and not page.has_figures())
    assert page.line.coders.word() == "Cora"
    assert page.line.texts.word() == "None"


def test_the_panes_can_be_reached_and_have_names(page):
    names = [pane.accessibleName() for pane in page.panes()]
    assert names == ["Explore: Frequencies", "Coders: All 2", "Codings per code", "Passages"]
    assert page.accessibleName() == "Explore"


def test_a_combo_of_several_says_what_is_chosen(theme, qtbot):
    combo = SeveralCombo(theme, "Coders")
    qtbot.addWidget(combo)
    items = [(1, "Anna", None), (2, "Ben", None), (3, "Cora", None)]
    for picked, word in (
        (None, "All 3"),
        ({2}, "Ben"),
        ({1, 2}, "2 of 3"),
        (set(), "None"),
        ({1, 2, 3}, "All 3"),
    ):
        combo.set_items(items, None if picked is None else frozenset(picked))
        assert combo.word() == word
        assert combo.accessibleName() == f"Coders: {word}"
    combo.set_items(items[:1], None)
    assert combo.word() == "Anna"


def test_a_click_beside_the_bars_chooses_nothing(page, qtbot):
    with qtbot.assertNotEmitted(page._chart.chosen, wait=20):
        qtbot.mouseClick(page._chart.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(700, 2))
