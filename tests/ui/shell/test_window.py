"""The window: projects come and go, places are remembered, keys lead where they say."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog
from pytestqt.exceptions import capture_exceptions

from glossator.operations import codebook, documents
from glossator.ui.places import Places
from glossator.ui.projects import free_path
from glossator.ui.settings import Place, Recent, SettingsStore
from glossator.ui.settings_dialog import SettingsDialog
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.message_bar import Message
from glossator.ui.window import Window
from glossator_db import coders
from glossator_db import documents as texts
from glossator_db.errors import Damaged
from glossator_db.project import Project
from glossator_db.records import Extent

CTRL = Qt.KeyboardModifier.ControlModifier


def _texts(window):
    with window.session.read() as conn:
        return [document.name for document in texts.list_(conn)]


def test_a_new_project_is_made_where_the_person_says(qtbot, window, tmp_path):
    window.settings.set(folder=str(tmp_path))
    window.action("file.new").trigger()
    dialog = window.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "Ward study"))
    dialog.accept()
    assert (tmp_path / "Ward study.gloss").is_file()
    assert window.windowTitle() == "Ward study – Glossator"
    assert window.status.coder.text() == "Anna Meier"
    assert window.status.saved.text().startswith("Saved ")


def test_a_project_that_is_none_is_refused_with_a_sentence(window, tmp_path):
    path = tmp_path / "notes.gloss"
    path.write_text("shopping")
    assert not window.projects.open(path)
    dialog = window.findChild(Dialog, "errorDialog")
    assert dialog.title.text() == "The project cannot be opened"
    assert dialog.sentence.text() == "“notes.gloss” is not a Glossator project. Nothing was changed."
    dialog.accept()
    assert window.root.currentWidget() is window.welcome
    assert path.read_text() == "shopping"


def test_the_open_project_opened_again_stays_as_it_is(opened):
    path = opened.session.project.path
    assert opened.projects.open(path)
    assert opened.session.is_open
    assert not opened.session.readonly
    assert not opened.message_bar.isVisible()


def test_a_project_held_before_opens_for_writing_when_it_is_opened_again(window, tmp_path):
    with Project.create(tmp_path / "Held.gloss"):
        assert window.projects.open(tmp_path / "Held.gloss")
        assert window.session.readonly
    assert window.projects.open(tmp_path / "Held.gloss")
    assert not window.session.readonly


def test_what_another_window_opened_stays_in_the_list(opened, tmp_path):
    other = SettingsStore(tmp_path / "settings.ini")
    other.set(recent=(Recent("/elsewhere/Other.gloss", "2026-11-21T14:03:00"), *other.value.recent))
    other.sync()
    opened.projects.close()
    assert [row.path for row in opened.settings.value.recent][1:] == ["/elsewhere/Other.gloss"]


def test_closing_a_project_keeps_its_size_and_the_place(opened, tmp_path):
    document = opened.session.do(documents.add_text, "A", "One. Two.")
    opened.session.do(codebook.add_code, "Trust")
    opened.session.do(codebook.add_code, "Only a heading", codable=False)
    opened.session.show_document(document.id)
    opened.action("file.close").trigger()
    recent = opened.settings.value.recent[0]
    assert (recent.texts, recent.codes, recent.coders) == (1, 1, 1)
    assert opened.settings.value.places[recent.path].document == document.id
    assert opened.root.currentWidget() is opened.welcome
    assert opened.windowTitle() == "Glossator"


def test_a_project_opens_at_the_text_it_was_left_at(opened, tmp_path):
    opened.session.do(documents.add_text, "A", "One. Two.")
    second = opened.session.do(documents.add_text, "B", "Three. Four.")
    opened.session.show_document(second.id)
    path = opened.session.project.path
    opened.projects.close()
    assert opened.projects.open(path)
    assert opened.session.document_id == second.id


def test_a_text_that_is_gone_is_not_returned_to(opened):
    first = opened.session.do(documents.add_text, "A", "One. Two.")
    second = opened.session.do(documents.add_text, "B", "Three. Four.")
    opened.session.show_document(second.id)
    opened.session.do(documents.remove, second.id)
    path = opened.session.project.path
    opened.session.show_document(second.id)
    opened.projects.close()
    opened.projects.open(path)
    assert opened.session.document_id == first.id


def test_undo_is_named_after_what_it_undoes(opened):
    opened.session.do(codebook.add_code, "Trust & doubt")
    assert opened.action("edit.undo").text().startswith("Undo: made the code Trust && doubt")
    opened.action("edit.undo").trigger()
    assert opened.action("edit.undo").text() == "Undo"
    assert opened.action("edit.redo").text().startswith("Redo: made the code")


def test_a_long_step_is_named_in_short(opened):
    opened.session.do(codebook.add_code, "Trust " * 40)
    assert opened.action("edit.undo").text() == "Undo: made the code Trust Trust Trust Trust Trust …"


def test_a_refused_verb_is_said_in_the_bar(opened):
    opened.session.do(codebook.add_code, "Trust")
    opened.session.do(codebook.add_code, "Trust")
    assert opened.message_bar.isVisible()
    assert "Trust" in opened.message_bar.message.text
    assert opened.escape()
    assert not opened.message_bar.isVisible()


def test_a_readonly_project_says_who_has_it_and_offers_a_copy(qtbot, window, tmp_path):
    path = tmp_path / "Shared.gloss"
    with Project.create(path):
        assert window.projects.open(path)
        assert window.session.readonly
        message = window.message_bar.message
        assert message.text.startswith("Opened to read only")
        assert window.status.saved.text() == "Read only"
        window.say(Message("info", "Something else."))
        window.message_bar.dismiss()
        qtbot.waitUntil(lambda: window.message_bar.message is message)
        message.buttons[0][1]()
        assert window.session.project.name == "Shared (copy)"
        assert not window.session.readonly


def test_text_files_dropped_are_added(qtbot, opened, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.txt")) for name in ("one", "two")])
    event = QDropEvent(
        QPointF(700, 400),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.dropEvent(event)
    qtbot.waitUntil(lambda: _texts(opened) == ["one", "two"])
    qtbot.waitUntil(lambda: opened.message_bar.isVisible())


def test_a_dropped_project_opens(qtbot, window, tmp_path):
    Project.create(tmp_path / "Dropped.gloss").close()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "Dropped.gloss"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.project.name == "Dropped"


def test_the_text_grows_and_shrinks_and_the_bar_says_so(window):
    window.action("view.larger").trigger()
    window.action("view.larger").trigger()
    assert window.status.zoom.text() == "125 %"
    assert window.settings.value.text_size == 20
    window.action("view.actual").trigger()
    assert window.settings.value.text_size == 16
    for _ in range(40):
        window.action("view.smaller").trigger()
    assert window.settings.value.text_size == 10
    assert window.status.zoom.text() == "62 %"


def test_the_rail_is_narrow_in_a_medium_window(qtbot, opened):
    assert opened.rail.width() == 72
    opened.resize(1366, 768)
    qtbot.waitUntil(lambda: opened.rail.width() == 48)
    opened.resize(1440, 900)
    qtbot.waitUntil(lambda: opened.rail.width() == 72)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_bar_hides_until_it_is_wanted(qtbot, window):
    assert not window.menuBar().isVisible()
    window.action("help.menu").trigger()
    assert window.menuBar().isVisible()
    menu = window.table.menu("File")
    qtbot.waitUntil(menu.isVisible)
    menu.close()
    qtbot.waitUntil(lambda: not window.menuBar().isVisible())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_alt_alone_shows_the_menu_bar_and_alt_with_a_key_does_not(qtbot, opened):
    opened.activateWindow()
    pane = opened.rail.items["railCode"]
    pane.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyPress(pane, Qt.Key.Key_Alt)
    qtbot.keyClick(pane, Qt.Key.Key_Left, alt)
    qtbot.keyRelease(pane, Qt.Key.Key_Alt)
    assert not opened.menuBar().isVisible()
    qtbot.keyPress(pane, Qt.Key.Key_Alt)
    qtbot.keyRelease(pane, Qt.Key.Key_Alt)
    assert opened.menuBar().isVisible()
    opened.table.menu("File").close()
    qtbot.waitUntil(lambda: not opened.menuBar().isVisible())


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_bar_gives_the_focus_back(qtbot, opened):
    opened.activateWindow()
    opened.rail.items["railSettings"].setFocus()
    opened.action("help.menu").trigger()
    qtbot.waitUntil(opened.table.menu("File").isVisible)
    opened.table.menu("File").close()
    qtbot.waitUntil(lambda: not opened.menuBar().isVisible())
    assert opened.focusWidget() is opened.rail.items["railSettings"]


def test_a_window_off_the_screen_comes_back(qtbot, window, theme):
    window.move(-9000, -9000)
    window.close()
    again = Window(theme, window.settings)
    screen = again.screen().availableGeometry()
    assert screen.intersects(again.geometry())
    again.close()
    again.deleteLater()


def test_f6_goes_round_the_panes(qtbot, opened):
    opened.activateWindow()
    seen = []
    for _ in range(12):
        opened.next_pane(1)
        seen.append(opened.focusWidget())
    assert len(set(seen)) >= 2
    assert opened.rail.isAncestorOf(next(widget for widget in seen if opened.rail.isAncestorOf(widget)))
    assert any(opened.status.isAncestorOf(widget) for widget in seen)


def test_f6_reaches_a_message(opened):
    opened.activateWindow()
    opened.say(Message("warn", "Look out."))
    seen = []
    for _ in range(12):
        opened.next_pane(1)
        seen.append(opened.focusWidget())
    assert any(opened.message_bar.isAncestorOf(widget) for widget in seen)


def test_settings_change_the_coder_and_the_look(opened):
    opened.settings.set(coder_name="Ben", coder_initials="B", appearance="dark", interface_size=1.25)
    assert opened.theme.scale == 1.25
    assert opened.session.coder.name == "Ben"
    assert opened.status.coder.text() == "Ben"
    assert opened.theme.dark
    assert opened.rail.width() == 60  # of a window that counts as narrow now


def _settings_of(window):
    window.action("file.settings").trigger()
    return window.findChild(SettingsDialog)


def _type(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.editingFinished.emit()


def test_a_new_name_codes_from_now_on_or_takes_the_place_of_the_old_one(qtbot, opened):
    dialog = _settings_of(opened)
    _type(qtbot, dialog.general.name, "Zo")
    _type(qtbot, dialog.general.name, "Zoe Meier")
    assert dialog.general.initials.text() == "Z"
    assert opened.session.coder.name == "Anna Meier"  # until the dialog is closed
    dialog.reject()
    assert opened.status.coder.text() == "Zoe Meier"
    message = opened.message_bar.message
    assert message.text == "You code as Zoe Meier from now on."
    word, act = message.buttons[0]
    assert word == "Rename Anna Meier to Zoe Meier here"
    act()
    with opened.session.read() as conn:
        assert [coder.name for coder in coders.list_(conn)] == ["Zoe Meier"]
    assert opened.action("edit.undo").text() == "Undo: renamed Anna Meier to Zoe Meier"


def test_a_name_without_initials_gets_them_and_no_name_is_no_choice(qtbot, opened):
    general = _settings_of(opened).general
    general.initials.clear()
    _type(qtbot, general.name, "Zoe")
    assert (opened.settings.value.coder_name, opened.settings.value.coder_initials) == ("Zoe", "Z")
    _type(qtbot, general.initials, "ZM")
    _type(qtbot, general.name, "Ben")
    assert opened.settings.value.coder_initials == "ZM"
    general.name.clear()
    general.name.editingFinished.emit()
    assert general.name.text() == "Ben"
    opened._settings_dialog.reject()


def test_a_new_interface_size_applies_at_once_and_goes_back_without_a_trace(qtbot, opened):
    opened.projects.close()
    panel = opened.welcome.layout().itemAt(0).widget()
    before = (
        panel.width(),
        panel.layout().contentsMargins(),
        opened.welcome.filter.width(),
        opened.status.height(),
    )
    assert before[0] == 419
    opened.settings.set(interface_size=1.5)
    qtbot.waitUntil(lambda: panel.width() == 508)  # of a window that counts as narrow now
    assert opened.status.height() == 39
    opened.settings.set(interface_size=1.0)
    qtbot.waitUntil(lambda: panel.width() == 419)
    after = (
        panel.width(),
        panel.layout().contentsMargins(),
        opened.welcome.filter.width(),
        opened.status.height(),
    )
    assert after == before


def test_a_fault_is_said_once_without_words_of_the_texts(opened):
    from glossator.ui.faults import describe

    try:
        raise ValueError("The patient said her name was Mary")
    except ValueError as error:
        details = describe(error)
    assert "Mary" not in details
    assert "test_window.py" in details
    opened.show_fault(details)
    opened.show_fault(details)
    shown = [dialog for dialog in opened.findChildren(Dialog, "errorDialog") if dialog.is_open]
    assert len(shown) == 1
    assert shown[0].sentence.text().startswith("Your work is saved up to ")
    shown[0].accept()


def test_a_warning_stays_and_the_newest_wins(opened):
    opened.say(Message("good", "Done."))
    opened.say(Message("warn", "Look out."))
    assert opened.message_bar.message.text == "Look out."


def test_places_are_walked_as_in_a_browser():
    places = Places()
    a, b, c = Place("codePage", 1, 0), Place("codePage", 1, 50), Place("entitiesPage", 1, 0)
    places.leave(a, b)
    places.leave(b, c)
    moved = Place("entitiesPage", 1, 9)
    assert places.go(-1, moved) == b
    assert places.go(-1, b) == a
    assert not places.can_go(-1)
    assert places.go(1, a) == b
    assert places.go(1, b) == moved
    places.go(-1, moved)
    places.leave(b, a)
    assert not places.can_go(1)


def test_a_free_name_is_found(tmp_path):
    assert free_path(tmp_path, "Sample project").name == "Sample project.gloss"
    (tmp_path / "Sample project.gloss").touch()
    (tmp_path / "Sample project (2).gloss").touch()
    assert free_path(tmp_path, "Sample project").name == "Sample project (3).gloss"


def test_the_sample_asks_nobody_for_a_name(qtbot, window, settings, home):
    settings.set(coder_name="", coder_initials="")
    window.start(sample=True)
    window.show()
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.coder.name == "Anna Meier"
    assert settings.value.coder_name == "", "the name is the sample's, not the person's"


def test_the_sample_opens_as_a_fresh_copy_each_time(window, home):
    (home / "Documents").mkdir()
    assert window.projects.sample()
    assert len(_texts(window)) == 6
    first = window.session.project.path
    assert window.projects.sample()
    assert window.session.project.path != first
    assert window.session.coder.name == "Anna Meier"


def test_closing_while_a_job_runs_ends_it(qtbot, window):
    import threading

    begun = threading.Event()

    def job(progress):
        begun.set()
        while True:
            progress.step(0, 1)

    window.tasks.run(job, store=True)
    assert begun.wait(5)
    window.close()
    assert not any(thread.name.startswith("project") for thread in threading.enumerate())


LONG = "\n".join(f"Paragraph {number} says something about trust and doubt." for number in range(60))


def test_back_and_forward_lead_to_the_very_place(qtbot, opened):
    first = opened.session.do(documents.add_text, "A", LONG)
    second = opened.session.do(documents.add_text, "B", LONG[::-1].replace("\n", " ") + "\n" + LONG)
    opened.session.show_document(first.id)
    opened.show_workspace("codePage")
    opened.current_page().show_position(100)
    opened.travels.open_passage(second.id, Extent(200, 220))
    opened.travels.open_passage(first.id, Extent(500, 510))
    opened.action("go.back").trigger()
    assert opened.session.document_id == second.id
    opened.action("go.back").trigger()
    assert opened.session.document_id == first.id
    assert opened.travels.here().position == 100
    opened.action("go.forward").trigger()
    opened.action("go.forward").trigger()
    assert opened.travels.here().position == 500


def test_choosing_another_text_is_a_place_to_come_back_from(opened):
    first = opened.session.do(documents.add_text, "A", LONG)
    second = opened.session.do(documents.add_text, "B", LONG + "\nMore.")
    opened.session.show_document(first.id)
    opened.show_workspace("codePage")
    opened.session.show_document(second.id)
    opened.action("go.back").trigger()
    assert opened.session.document_id == first.id


def test_a_project_returns_to_the_caret(opened):
    document = opened.session.do(documents.add_text, "A", LONG)
    opened.session.show_document(document.id)
    opened.show_workspace("codePage")
    opened.current_page().show_position(321)
    path = opened.session.project.path
    opened.projects.close()
    opened.projects.open(path)
    assert opened.travels.here().position == 321


def test_the_caret_shows_where_and_how_much_in_the_status_bar(opened):
    document = opened.session.do(documents.add_text, "A", LONG)
    opened.session.show_document(document.id)
    opened.show_workspace("codePage")
    opened.current_page().pane.select(Extent(0, 17))
    assert opened.status.position.text() == "Paragraph 1 of 60"
    assert opened.status.selection.text() == "3 words selected"


def test_entities_are_found_by_themselves_and_underlined(qtbot, window, tmp_path):
    window.settings.set(find_entities=True)
    window.projects.create(tmp_path / "Named.gloss")
    text = "Anna Meier met the Department of Health in Leeds on 3 May 2024."
    document = window.session.do(documents.add_text, "A", text)
    window.session.show_document(document.id)
    window.show_workspace("codePage")
    qtbot.waitUntil(lambda: bool(window.current_page().mirror.mentions), timeout=30_000)


def _offered(window, menu):
    """Return the ids a menu offers, as it looks when it opens."""
    shown = window.table.menu(menu)
    shown.aboutToShow.emit()
    offered = {item.objectName() for item in shown.actions() if item.isEnabled()}
    shown.aboutToHide.emit()
    return offered


def test_what_belongs_to_a_pane_waits_until_it_can_be_seen(opened):
    opened.session.do(documents.add_text, "A", "Kwame Prentice went to Leeds.")
    opened.show_workspace("entitiesPage")
    assert "entities.filter" in _offered(opened, "View")
    opened.show_workspace("codePage")
    offered = _offered(opened, "View") | _offered(opened, "Edit")
    assert not offered & {"entities.filter", "entities.accept", "entities.reject"}
    opened.action("entities.filter").trigger()
    assert opened.stage.name == "codePage"


def test_what_works_everywhere_leads_to_its_workspace(opened):
    opened.session.do(documents.add_text, "A", "One. Two.")
    opened.session.show_document(opened.session.do(documents.add_text, "B", "Three. Four.").id)
    opened.show_workspace("entitiesPage")
    assert {"text.next", "text.previous", "text.choose"} <= _offered(opened, "Go")
    opened.action("text.find").trigger()
    assert opened.stage.name == "codePage"
    assert opened.focusWidget().objectName() == "findField"
    opened.show_workspace("entitiesPage")
    opened.action("entities.pipeline").trigger()
    assert opened.stage.name == "entitiesPage"


def test_a_closed_project_offers_nothing_of_its_workspaces(opened):
    opened.show_workspace("entitiesPage")
    opened.projects.close()
    offered = _offered(opened, "File") | _offered(opened, "Edit") | _offered(opened, "Go")
    assert not [name for name in offered if name.split(".")[0] in ("text", "code", "coding", "entities")]


def test_no_list_stays_light_when_the_window_turns_dark(opened):
    opened.session.do(documents.add_text, "A", "One. Two.")
    for name in ("codePage", "entitiesPage", "explorePage"):
        opened.show_workspace(name)
    opened.toggle_history()
    opened.settings.set(appearance="dark")
    light = []
    for area in opened.findChildren(QAbstractScrollArea):
        view = area.viewport()
        ground = view.palette().color(view.backgroundRole())
        if ground.alpha() and ground.lightness() > 100:
            light.append(f"{type(area).__name__} {area.objectName()}")
    assert not light


def test_the_least_size_grows_with_the_interface_as_far_as_the_screen_goes(window):
    assert (window.minimumWidth(), window.minimumHeight()) == (800, 560)
    window.settings.set(interface_size=1.5)
    room = window.screen().availableSize()
    assert window.minimumWidth() == max(800, min(1200, room.width() - 16))
    assert window.minimumHeight() == max(560, min(840, room.height() - 48))


def test_a_damaged_text_is_said_and_nothing_else_shown_in_its_place(opened):
    opened.session.do(documents.add_text, "A", "Sound words.")
    bad = opened.session.do(documents.add_text, "B", "Broken words.")
    path = opened.session.project.path
    opened.projects.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE text SET text = CAST(x'ff00fe' AS TEXT) WHERE sha256 = ?", (bad.sha256,))
    opened.projects.open(path)
    page = opened.stage.page()
    assert page.pane.page.model.text == "Sound words."
    with capture_exceptions() as caught:
        opened.session.show_document(bad.id)
    assert [kind for kind, *_ in caught] == [Damaged]
    assert page.mirror.document is None
    assert "Sound" not in page.pane.page.model.text
    assert not page.can_code()
