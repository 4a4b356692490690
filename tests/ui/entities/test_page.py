"""Entities: the table, what is decided in it, and what leads from it to the texts."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from glossator.operations import codebook, documents
from glossator.ui.entities.details import found_by
from glossator.ui.entities.model import Column
from glossator.ui.widgets.keycaps import cap_width
from glossator_db import codes, codings

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def cells(desk, name):
    model = desk.page.table.entities
    return [model.index(desk.names().index(name), column).data() for column in Column]


def test_the_table_lists_what_is_named_the_most_mentioned_first(desk):
    assert desk.names() == ["Ann Poole", "Leeds", "NHS England", "5 June"]
    assert cells(desk, "Ann Poole") == ["Ann Poole", "Person", "", "3", "2", "To decide"]
    assert desk.page.head.summary.text() == "8 mentions of 4 entities in 2 texts · rules, English"
    desk.page.activate()
    assert desk.positions[-1] == "4 of 4 still to decide"


@pytest.mark.parametrize(("key", "verdict"), [(Qt.Key.Key_A, "accepted"), (Qt.Key.Key_R, "rejected")])
def test_a_and_r_decide_as_one_step(desk, key, verdict):
    desk.go("Leeds")
    desk.key(key)
    desk.until(lambda: desk.verdicts()["Leeds"] == verdict)
    assert {mention.state for mention in desk.rows()["Leeds"].mentions} == {verdict}
    assert desk.page.table.current().name == "Leeds"
    assert desk.positions[-1] == "3 of 4 still to decide"
    desk.session.undo()
    desk.until(lambda: desk.verdicts()["Leeds"] == "open")


def test_several_rows_are_decided_together(desk):
    desk.go("Ann Poole")
    desk.key(Qt.Key.Key_Down, SHIFT)
    before = len(desk.session.project.history())
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.verdicts() == {
        "Ann Poole": "accepted", "Leeds": "accepted", "NHS England": "open", "5 June": "open",
    })  # fmt: skip
    assert len(desk.session.project.history()) == before + 1
    assert len(desk.page.table.selected()) == 2


def test_a_decision_is_taken_back(desk):
    desk.go("Leeds")
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.verdicts()["Leeds"] == "accepted")
    desk.page.undecide()
    desk.until(lambda: desk.verdicts()["Leeds"] == "open")


def test_the_caps_in_a_row_can_be_clicked(desk, qtbot):
    table = desk.page.table
    desk.page.table.setFocus()
    index = table.entities.index(desk.names().index("NHS England"), Column.DECISION)
    place = table.visualRect(index).center()
    place.setX(table.visualRect(index).left() + 12 + cap_width(desk.page._theme, "A") + 8 + 6)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.until(lambda: desk.verdicts()["NHS England"] == "rejected")


def test_one_mention_alone_is_decided_in_the_list(desk):
    desk.go("Leeds")
    mentions = desk.page.details.list
    mentions.setFocus()
    mentions.setCurrentIndex(mentions.mentions.index(1, 0))
    desk.key(Qt.Key.Key_R, widget=mentions)
    desk.until(lambda: desk.verdicts()["Leeds"] == "mixed")
    assert [mention.state for mention in desk.rows()["Leeds"].mentions] == ["open", "rejected"]
    assert mentions.hasFocus()


def test_l_gives_another_kind(desk):
    desk.go("Leeds")
    desk.key(Qt.Key.Key_L)
    popup = desk.find("entityKindPopup")
    assert popup.list.currentIndex().data() == "Place"
    desk.key(Qt.Key.Key_Up, widget=popup.list)
    desk.key(Qt.Key.Key_Return, widget=popup.list)
    desk.until(lambda: desk.rows()["Leeds"].label == "ORG")
    assert desk.verdicts()["Leeds"] == "accepted"
    assert cells(desk, "Leeds")[1] == "Organisation"
    desk.go("Leeds")
    desk.key(Qt.Key.Key_R)
    desk.until(lambda: desk.verdicts()["Leeds"] == "rejected")
    assert desk.rows()["Leeds"].label == "ORG"


def test_k_codes_all_mentions(desk):
    trust = codebook.add_code(desk.session.project, "Who speaks", coder=desk.session.coder)
    desk.go("Ann Poole")
    desk.key(Qt.Key.Key_K)
    popup = desk.find("entityCodePopup")
    assert popup.field.hasFocus()
    for letter in "who":
        desk.key(letter, widget=popup.field)
    desk.key(Qt.Key.Key_Return, widget=popup.field)
    with desk.session.read() as conn:
        made = codings.list_(conn, code_id=trust.id)
        assert {codings.quote(conn, coding.document_id, coding.extent) for coding in made} == {"Ann Poole"}
    assert len(made) == 3
    message = desk.messages[-1]
    assert message.text == "3 mentions coded with “Who speaks”."
    dict(message.buttons)["Undo"]()
    with desk.session.read() as conn:
        assert codings.list_(conn, code_id=trust.id) == []


def test_all_mentions_are_coded_with_a_new_code(desk, qtbot):
    desk.go("Leeds")
    qtbot.mouseClick(desk.page.details.code_button, Qt.MouseButton.LeftButton)
    popup = desk.find("entityCodePopup")
    popup.field.setText("Places")
    assert popup.list.currentIndex().data() == "New code “Places”"
    desk.key(Qt.Key.Key_Return, widget=popup.field)
    with desk.session.read() as conn:
        made = next(code for code in codes.list_(conn) if code.name == "Places")
        assert len(codings.list_(conn, code_id=made.id)) == 2
    desk.page.code_all()
    popup = desk.find("entityCodePopup")
    popup.field.setText("Places")
    popup.take_current()
    assert desk.messages[-1].text == "You had coded all of them with “Places” already."


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_return_opens_the_first_mention_in_code(desk, modifiers):
    desk.go("NHS England")
    desk.key(Qt.Key.Key_Return, modifiers)
    ((document_id, extent, coding_id),) = desk.opened
    with desk.session.read() as conn:
        assert documents_text(conn, document_id)[extent.start : extent.end] == "NHS England"
    assert coding_id is None


def documents_text(conn, document_id):
    from glossator_db import documents as rows

    return rows.text(conn, document_id)


def test_the_details_show_each_mention_in_its_words(desk):
    desk.go("Ann Poole")
    assert desk.page.details._rule.text() == "Person, found by rule “title and name”"
    assert desk.page.details._count.text() == "3 mentions"
    assert desk.mentions() == [
        "Ward",
        "Dr Ann Poole spoke in Leeds. (paragraph 1 of Ward, to decide)",
        "Ann Poole of NHS England knows Leeds. It was 5 June. (paragraph 2 of Ward, to decide)",
        "Clinic",
        "NHS England said 🙂 that Ann Poole had left. (paragraph 1 of Clinic, to decide)",
    ]


def test_a_click_on_a_mention_opens_it_in_code(desk, qtbot):
    desk.go("Ann Poole")
    mentions = desk.page.details.list
    rect = mentions.visualRect(mentions.mentions.index(4, 0))
    qtbot.mouseClick(mentions.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.opened[-1][1] == desk.rows()["Ann Poole"].mentions[2].extent
    rect = mentions.visualRect(mentions.mentions.index(0, 0))
    qtbot.mouseClick(mentions.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert len(desk.opened) == 1


def test_what_found_an_entity_is_said(desk):
    row = desk.rows()["Leeds"]
    assert found_by(row) == "found by rule “place of the list”"
    told = tuple(replace(mention, rule="name with “Alliance”") for mention in row.mentions)
    assert found_by(replace(row, mentions=told)) == "found by rule “name with ‘Alliance’”"


def test_slash_leads_to_the_filter_and_letters_type_there(desk):
    desk.go("Leeds")
    desk.key("/")
    assert desk.page.filter.hasFocus()
    for letter in "nhs a":
        desk.key(letter, widget=desk.page.filter)
    assert desk.page.filter.text() == "nhs a"
    assert desk.verdicts() == {"NHS England": "open"}
    desk.key(Qt.Key.Key_Escape, widget=desk.page.filter)
    assert len(desk.names()) == 4


def test_nothing_that_fits_is_said(desk):
    desk.page.filter.setText("xyz")
    assert desk.page._none.isVisible()
    assert desk.page._none.title.text() == "No entity contains “xyz”."
    assert desk.page.escape()
    assert not desk.page.escape()
    assert desk.page.table.isVisible()


def test_the_chips_count_the_kinds_and_choose_one(desk, qtbot):
    chips = [chip for chip in desk.page.chips.findChildren(QPushButton) if chip.isVisible()]
    assert [chip.accessibleName() for chip in chips] == [
        "All, 4", "Person, 1", "Organisation, 1", "Place, 1", "Date, 1",
    ]  # fmt: skip
    qtbot.mouseClick(chips[3], Qt.MouseButton.LeftButton)
    assert desk.names() == ["Leeds"]
    qtbot.keyClick(chips[3], Qt.Key.Key_Left)
    qtbot.keyClick(chips[2], Qt.Key.Key_Space)
    assert desk.names() == ["NHS England"]


def test_the_columns_sort_and_the_place_is_kept(desk):
    desk.go("Leeds")
    desk.page.table.sort_by(Column.NAME)
    assert desk.names() == ["5 June", "Ann Poole", "Leeds", "NHS England"]
    desk.page.table.sort_by(Column.NAME)
    assert desk.names() == ["NHS England", "Leeds", "Ann Poole", "5 June"]
    desk.page.table.sort_by(Column.TEXTS)
    assert desk.names() == ["Ann Poole", "NHS England", "Leeds", "5 June"]
    assert desk.page.table.current().name == "Leeds"


def test_all_mentions_are_exported(desk, tmp_path):
    desk.go("Leeds")
    desk.key(Qt.Key.Key_A)
    desk.until(lambda: desk.verdicts()["Leeds"] == "accepted")
    desk.page.export_to(tmp_path / "entities.csv")
    desk.until(lambda: desk.said == "8 mentions written to “entities.csv”.")
    with (tmp_path / "entities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    assert rows[1] == {
        "document": "Ward", "start": "22", "end": "27", "label": "GPE", "text": "Leeds", "status": "accepted",
        "pipeline": "rules", "rule": "place of the list",
    }  # fmt: skip


def test_an_export_that_cannot_be_written_is_said(desk, tmp_path):
    desk.page.export_to(tmp_path / "no" / "entities.csv")
    desk.until(lambda: bool(desk.messages))
    assert "folder does not exist" in desk.messages[-1].text


def test_the_menu_of_a_row_offers_what_the_keys_do(desk):
    desk.go("Leeds")
    menu = desk.page.make_menu()
    words = [action.text() for action in menu.actions()]
    assert words[:3] == ["Accept", "Reject", "Relabel…"]
    menu.actions()[0].trigger()
    desk.until(lambda: desk.verdicts()["Leeds"] == "accepted")


def test_a_project_to_read_only_can_be_looked_at_alone(desk, qtbot):
    from glossator_db.project import Project

    path = desk.session.project.path
    desk.session.close()
    desk.session._take(Project.open(path, write=False), "Anna Meier", "A")
    desk.until(lambda: len(desk.names()) == 4)
    desk.go("Leeds")
    desk.key(Qt.Key.Key_A)
    assert not desk.page.can_decide()
    assert not desk.page.can_find()
    assert desk.verdicts()["Leeds"] == "open"


def test_a_text_that_goes_takes_its_mentions_along(desk):
    with desk.session.read() as conn:
        from glossator_db import documents as rows

        ward = rows.find(conn, "Ward")
    desk.session.do(documents.remove, ward.id)
    desk.until(lambda: desk.names() == ["Ann Poole", "NHS England"])


def test_a_hidden_page_reads_when_it_is_shown_again(desk):
    desk.page.hide()
    desk.go("Leeds")
    desk.page.accept()
    assert desk.page._stale
    desk.page.show()
    desk.page.activate()
    desk.until(lambda: desk.verdicts()["Leeds"] == "accepted")


def test_a_narrow_table_loses_columns(desk, qtbot):
    table = desk.page.table
    assert not table.isColumnHidden(Column.ALSO)
    desk.window.resize(800, 600)
    qtbot.waitUntil(lambda: table.isColumnHidden(Column.ALSO))


def test_the_names_that_screen_readers_say(desk):
    assert [pane.accessibleName() for pane in desk.page.panes()] == [
        "Find again", "Filter entities", "Entities", "Mentions",
    ]  # fmt: skip
    index = desk.page.table.entities.index(0, Column.MENTIONS)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Mentions: 3"
