"""A study by keyboard alone: from the first start to the table of codings, and back the next day."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from glossator_db import entities, notes
from stories.person import CLINIC, NOBODY, SHORT, TARGETS, TOGETHER, WARD, Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Person]:
    """Somebody who has started the program for the first time."""
    person = Person(qtbot, qapp, home / "settings.ini")
    person.start()
    yield person
    person.leave()


@pytest.fixture
def reader(person: Person) -> Person:
    """Somebody with a project of two texts."""
    person.begin_project()
    person.bring_texts()
    return person


def test_the_first_run_asks_for_a_name_and_leads_to_a_text(person: Person) -> None:
    assert person.where == "coderNameField"
    person.begin_project()
    assert person.window.session.project.path.name == "Study.gloss"
    assert person.window.session.coder.name == "Zoe Meier"
    assert person.said == "Choose files…"
    person.bring_texts()
    assert person.texts() == ["Clinic", "Ward"]
    assert person.window.message_bar.message.text == "2 texts added."
    assert (person.where, person.page.mirror.text) == ("readingPane", CLINIC)


def test_the_first_text_is_chosen_where_it_will_be_read(person: Person) -> None:
    person.begin_project()
    person.press("Space")
    person.answer("Ward.txt")
    person.wait(lambda: person.texts() == ["Ward"])
    person.wait(lambda: person.where == "readingPane")
    assert person.text == "Ward"


def test_sentences_are_coded_without_leaving_the_text(reader: Person) -> None:
    reader.press("Ctrl+PgDown", "J", "J")
    assert reader.marked == SHORT
    reader.press("Ctrl+Return")
    assert reader.where == "codePaletteInput"
    reader.write("Staffing")
    reader.press("Return")
    assert (reader.where, reader.marked) == ("readingPane", SHORT)
    reader.press("J", "Return")
    reader.write("Targets")
    reader.press("Return")
    assert reader.coded() == [(SHORT, "Staffing"), (TARGETS, "Targets")]
    assert reader.codes()["Staffing"].digit == 1
    reader.press("J", "1")
    reader.press("J", "Q")
    assert (reader.where, reader.marked) == ("readingPane", NOBODY)
    assert reader.coded()[2:] == [(TOGETHER, "Staffing"), (NOBODY, "Staffing")]
    reader.press("J", "H", "H", "H")
    assert reader.marked == "Trust takes"
    reader.press("V")
    assert reader.coded()[-1] == ("Trust takes", "Trust takes")
    reader.press("Space")
    assert reader.marked == "Trust takes years, “they” say."
    reader.press("Shift+Space")
    assert reader.marked == "Trust takes"
    reader.press("Ctrl+Z", "Ctrl+Z")
    assert (reader.coded()[2:], reader.where) == ([(TOGETHER, "Staffing")], "readingPane")


def test_letters_on_the_codes_are_typed(reader: Person) -> None:
    reader.code_ward()
    letters = reader.codes()["Targets"].shortcut
    reader.press("J", "F")
    assert reader.where == "hintOverlay"
    reader.write(letters.lower())
    assert reader.coded()[-1] == (NOBODY, "Targets")
    assert (reader.where, reader.marked) == ("readingPane", NOBODY)
    reader.press("F", "Esc")
    assert (reader.where, reader.marked) == ("readingPane", NOBODY)


def test_a_coding_is_found_again_and_changed(reader: Person) -> None:
    reader.code_ward()
    reader.press("Ctrl+Home", "N")
    assert reader.active == (SHORT, "Staffing")
    reader.press("N")
    assert reader.active == (TARGETS, "Targets")
    reader.press("R")
    reader.write("staff")
    reader.press("Return")
    assert reader.active == (TARGETS, "Staffing")
    assert reader.where == "readingPane"
    reader.press("E", "H", "Shift+L", "Return")
    assert reader.active == ("send targets from", "Staffing")
    reader.press("S", "M")
    reader.write("Ask Ben, he was there")
    reader.press("Ctrl+Return")
    changed = reader.coding(reader.page.pane.active)
    assert (changed.unsure, changed.memo) == (True, "Ask Ben, he was there")
    assert reader.where == "readingPane"
    reader.press("U")
    assert reader.coded() == [(SHORT, "Staffing"), (TOGETHER, "Staffing")]


def test_from_a_coding_one_reads_on_where_it_stands(reader: Person) -> None:
    reader.code_ward()
    reader.press("Ctrl+Home", "N", "N")
    assert reader.active == (TARGETS, "Targets")
    reader.press("J")
    assert reader.marked == TARGETS
    reader.press("J")
    assert reader.marked == TOGETHER


def test_a_note_needs_no_code(reader: Person) -> None:
    assert reader.where == "readingPane"
    reader.press("J", "A")
    reader.write("Which clinic?")
    reader.press("Ctrl+Return")
    with reader.window.session.read() as conn:
        (note,) = notes.list_(conn, reader.page.mirror.document.id)
    assert CLINIC[note.extent.start : note.extent.end] == "The clinic in Leeds closed on 3 May 2024."
    assert (note.text, reader.where) == ("Which clinic?", "readingPane")
    assert reader.coded() == []


def test_codes_are_named_moved_and_hidden_in_the_tree(reader: Person) -> None:
    reader.code_ward()
    reader.go_to("codeTree")
    reader.press("Home", "F2")
    assert reader.where == "codeName"
    reader.press("Ctrl+A")
    reader.write("Staff, short")
    reader.press("Return")
    assert reader.where == "codeTree"
    assert reader.outline() == [("Staff, short", ""), ("Targets", "")]
    reader.press("Ctrl+Down")
    assert reader.outline() == [("Targets", ""), ("Staff, short", "")]
    reader.press("Ctrl+Right")
    assert reader.outline() == [("Targets", ""), ("Staff, short", "Targets")]
    reader.press("Space")
    assert reader.window.session.hidden_codes == {reader.codes()["Staff, short"].id}
    reader.press("Space")
    assert not reader.window.session.hidden_codes
    reader.press("Ctrl+Shift+N")
    reader.write("Trust")
    reader.press("Return")
    assert reader.outline()[-1] == ("Trust", "Targets")
    assert reader.where == "codeTree"
    reader.press("Delete")
    assert ("Trust", "Targets") not in reader.outline()


def test_everything_is_undone_and_done_again_by_keys(reader: Person) -> None:
    reader.code_ward()
    reader.go_to("codeTree")
    reader.press("End", "Ctrl+Up")
    after = (reader.outline(), reader.coded())
    assert after[0] == [("Targets", ""), ("Staffing", "")]
    undone = 0
    while reader.texts():
        reader.press("Ctrl+Z")
        undone += 1
        assert undone < 10
    assert (reader.outline(), reader.coded()) == ([], [])
    reader.press(*["Ctrl+Y", "Ctrl+Shift+Z"] * undone)  # more than there are: the rest does nothing
    assert (reader.outline(), reader.coded()) == after
    assert reader.texts() == ["Clinic", "Ward"]


def test_the_history_is_read_and_left(reader: Person) -> None:
    reader.code_ward()
    assert reader.where == "readingPane"
    reader.press("Ctrl+Shift+H")
    assert reader.where == "historyList"
    reader.press("Tab")
    assert reader.where == "historyUndo"
    reader.press("Space")
    assert reader.coded() == [(SHORT, "Staffing"), (TARGETS, "Targets")]
    reader.press("Esc")
    assert not reader.window.history_is_open()
    assert reader.where == "readingPane"


def test_a_command_is_found_by_its_words(reader: Person) -> None:
    reader.press("Ctrl+Shift+P")
    assert reader.where == "commandInput"
    reader.write("next te")
    reader.press("Return")
    assert (reader.text, reader.where) == ("Ward", "readingPane")


def test_texts_are_changed_by_list_and_by_key(reader: Person) -> None:
    reader.press("Ctrl+T")
    assert reader.where == "documentList"
    reader.press("Down", "Return")
    assert reader.text == "Ward"
    reader.press("Ctrl+1")
    assert reader.where == "readingPane"
    reader.press("Ctrl+PgUp")
    assert (reader.text, reader.where) == ("Clinic", "readingPane")
    reader.press("Alt+Left")
    assert reader.text == "Ward"


def test_entities_are_found_and_one_is_accepted(reader: Person) -> None:
    reader.press("Ctrl+3", "Ctrl+Shift+P")
    reader.write("find ent")
    reader.press("Return")
    page = reader.window.current_page()
    reader.wait(page.has_rows)
    assert reader.where == "entityTable"
    names = [row.name for row in page.table.entities.rows]
    assert {"Anna Meier", "Department of Health", "Leeds"} <= set(names)
    reader.press("Home", *["Down"] * names.index("Leeds"), "A")
    with reader.window.session.read() as conn:
        (decision,) = entities.decisions(conn)
    assert decision.verdict == "accepted"
    assert CLINIC[decision.extent.start : decision.extent.end] == "Leeds"
    reader.press("Return")
    assert (reader.text, reader.marked, reader.where) == ("Clinic", "Leeds", "readingPane")


def test_a_bar_leads_to_its_passages_and_they_to_the_text(reader: Person) -> None:
    reader.code_ward()
    reader.press("Ctrl+6")
    page = reader.window.current_page()
    reader.wait(page.has_figures)
    assert reader.said == "Codings per code"
    reader.press("Home", "Return")
    reader.wait(lambda: page.passages.model.rowCount() == 2)
    reader.go_to("passageList")
    reader.press("Down", "Return")
    assert reader.window.current_page() is reader.page
    assert (reader.text, reader.active, reader.where) == ("Ward", (TOGETHER, "Staffing"), "readingPane")


def test_codings_are_exported_and_all_is_there_the_next_day(reader: Person) -> None:
    reader.code_ward()
    reader.press("S", "M")
    reader.write("ours")
    reader.press("Ctrl+Return", "Ctrl+E")
    assert reader.where == "exportFormats"
    reader.press("Down", "Return")
    written = reader.folder / "out.csv"
    reader.answer("out")
    reader.wait(written.is_file)
    with written.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = [
        (SHORT, "Staffing", "", "no"),
        (TARGETS, "Targets", "", "no"),
        (TOGETHER, "Staffing", "ours", "yes"),
    ]
    assert [(row["quote"], row["code"], row["memo"], row["unsure"]) for row in rows] == wanted
    assert [(row["start"], row["end"]) for row in rows] == [
        (str(WARD.index(words)), str(WARD.index(words) + len(words))) for words, *_ in wanted
    ]
    assert {(row["document"], row["coder"]) for row in rows} == {("Ward", "Zoe Meier")}

    before = (reader.texts(), reader.outline(), reader.codings())
    reader.press("Ctrl+W")
    assert not reader.window.session.is_open
    assert reader.where == "recentList"
    reader.press("Ctrl+Q")
    assert not reader.window.isVisible()

    reader.start()
    assert reader.where == "recentList"
    reader.press("Return")
    assert (reader.texts(), reader.outline(), reader.codings()) == before
    assert (reader.text, reader.where) == ("Ward", "readingPane")
    reader.press("Ctrl+Z")
    assert "ours" not in [coding.memo for coding in reader.codings()]
