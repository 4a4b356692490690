"""The page: texts, widths, empty states, entities, finding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from glossator_db import documents, entities
from glossator_db.project import Project
from glossator_db.records import Extent, Mention

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def names(desk):
    model = desk.page.documents.model
    return [model.index(row).data() for row in range(model.rowCount())]


def list_key(desk, row, key):
    desk.page.documents.list.setCurrentIndex(desk.page.documents.model.index(row))
    desk.page.documents.list.setFocus()
    QTest.keyClick(desk.page.documents.list, key)


def test_the_first_text_is_open_and_has_the_focus(desk):
    assert desk.page.mirror.document.name == "Ward"
    assert desk.pane.hasFocus()
    assert desk.pane.accessibleName() == "Text: Ward"


def test_return_opens_another_text(desk):
    list_key(desk, 1, Key.Key_Return)
    assert desk.page.mirror.document.name == "Clinic"
    assert desk.page.bar.name.text() == "Clinic"
    assert desk.page.mirror.text.startswith("The clinic")


def test_rows_say_name_and_words(desk):
    spoken = desk.page.documents.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Clinic, 10 words"


def test_f2_renames_a_text(desk, qtbot):
    list_key(desk, 1, Key.Key_F2)
    editor = desk.page.documents.list.findChild(QLineEdit, "documentName")
    editor.selectAll()
    desk.type_into(editor, "Clinic in May")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: names(desk) == ["Ward", "Clinic in May"])


def test_a_text_is_removed_with_undo_and_its_neighbour_opens(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    list_key(desk, 0, Key.Key_Delete)
    assert names(desk) == ["Clinic"]
    assert desk.page.mirror.document.name == "Clinic"
    message = desk.window.message_bar.message
    assert message.text == "“Ward” removed, 1 coding."
    message.buttons[0][1]()
    assert names(desk) == ["Ward", "Clinic"]
    assert desk.page.codes.model.count(desk.ids["Staff"]) == 1


def test_without_texts_the_drop_area_stands_there(desk):
    for _ in range(2):
        list_key(desk, 0, Key.Key_Delete)
    assert desk.page.empty.isVisible()
    assert not desk.pane.isVisible()
    desk.session.undo()
    assert not desk.page.empty.isVisible()
    assert desk.page.mirror.document.name == "Clinic"


def test_a_text_is_pasted_under_a_name(desk):
    QGuiApplication.clipboard().setText("A field note\nIt rained.")
    desk.page.texts.paste()
    field = desk.page.texts.naming.field
    assert field.text() == "A field note"
    QTest.keyClick(field, Key.Key_Return)
    assert names(desk) == ["Ward", "Clinic", "A field note"]
    assert desk.page.mirror.document.name == "A field note"


def test_the_memo_of_a_text_is_written_in_place(desk):
    memo = desk.page.documents.about.memo
    QTest.mouseClick(memo, Qt.MouseButton.LeftButton)
    desk.type_into(memo._editor, "read twice")
    QTest.keyClick(memo._editor, Key.Key_Return, CONTROL)
    with desk.session.read() as conn:
        assert documents.get(conn, desk.here).memo == "read twice"


def test_without_codes_the_panel_says_so(desk):
    for name in ("Approach", "People"):
        desk.tree_key(name, Key.Key_Delete)
    assert desk.page.codes._none.isVisible()
    assert not desk.page.codes.details.isVisible()
    desk.session.undo()
    assert desk.tree.isVisible()


def test_a_narrow_window_folds_the_texts_into_the_name(desk):
    desk.window.resize(1100, 800)
    assert not desk.page.documents.isVisible()
    assert desk.page.bar.chooser.isVisible()
    QTest.mouseClick(desk.page.bar.chooser, Qt.MouseButton.LeftButton)
    popup = desk.page.texts_popup
    QTest.keyClick(popup._rows, Key.Key_Down)
    QTest.keyClick(popup._rows, Key.Key_Return)
    assert desk.page.mirror.document.name == "Clinic"
    desk.window.resize(1440, 900)
    assert desk.page.documents.isVisible()


def test_in_the_least_window_the_codes_slide_over_the_text(desk):
    desk.window.resize(900, 700)
    assert not desk.page.codes.isVisible()
    QApplication.processEvents()
    wide = desk.pane.width()
    desk.window.action("view.codes").trigger()
    assert desk.page.codes.isVisible()
    assert desk.pane.width() == wide
    desk.window.resize(1440, 900)
    assert desk.page.codes.isVisible()
    assert desk.page.codes.geometry().right() > desk.pane.width()


def test_f8_leaves_the_text_alone_and_brings_the_panels_back(desk):
    desk.window.action("view.text_alone").trigger()
    assert not desk.page.codes.isVisible()
    assert not desk.page.documents.isVisible()
    desk.window.action("view.text_alone").trigger()
    assert desk.page.codes.isVisible()
    assert desk.page.documents.isVisible()


def test_find_goes_from_hit_to_hit(desk):
    desk.text_key(Key.Key_F, CONTROL)
    finder = desk.page.finder
    desk.type_into(finder.field, "us")
    assert [desk.page.mirror.text[hit.start : hit.end] for hit in finder.hits] == ["us", "us"][
        : len(finder.hits)
    ]
    assert finder.hits
    desk.window.action("text.find_next").trigger()
    QTest.keyClick(finder.field, Key.Key_Escape)
    assert not finder.isVisible()
    assert desk.pane.hasFocus()


def test_the_status_says_paragraph_and_words(desk):
    desk.mark("Nobody asked us.")
    assert desk.window.status.position.text() == "Paragraph 3 of 3"
    assert desk.window.status.selection.text() == "3 words selected"


def test_show_passage_opens_text_and_coding(desk):
    made = desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.page.texts.step(1)
    desk.page.show_passage(made.document_id, made.extent, made.id)
    assert desk.page.mirror.document.name == "Ward"
    assert desk.pane.active == made.id


def test_the_coder_filter_hides_codings(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    assert desk.page.bar.coders.text() == "Anna"
    desk.session.show_coders(set())
    assert desk.shown() == []
    assert desk.page.bar.coders.text() == "Nobody"


def test_text_size_follows_the_settings(desk):
    desk.window.action("view.larger").trigger()
    assert desk.pane.text_size == desk.window.settings.value.text_size > 16


def test_an_entity_is_decided_on(desk):
    extent = Extent(*(desk.extent("Managers").start, desk.extent("Managers").end))
    document = desk.page.mirror.document
    with desk.session.project.change("", recorded=False) as conn:
        entities.put_reading(conn, document.sha256, "rules", "1", [Mention(extent, "ORG", "Managers", "")])
    desk.page.activate()
    desk.text_key(Key.Key_I)
    assert desk.pane.selection == extent
    desk.text_key(Key.Key_T)
    popup = desk.page.mentions.deciding
    QTest.keyClick(popup, Key.Key_A)
    assert desk.page.mirror.mentions[0].state == "accepted"
    desk.session.undo()
    assert desk.page.mirror.mentions[0].state == "open"


def test_an_entity_gets_another_label(desk):
    extent = desk.extent("Managers")
    document = desk.page.mirror.document
    with desk.session.project.change("", recorded=False) as conn:
        entities.put_reading(conn, document.sha256, "rules", "1", [Mention(extent, "ORG", "Managers", "")])
    desk.page.activate()
    desk.page.mentions.ask_about(0)
    popup = desk.page.mentions.deciding
    QTest.keyClick(popup, Key.Key_L)
    QTest.keyClick(popup, Key.Key_1)
    assert desk.page.mirror.mentions[0].label == "PERSON"


def test_f6_goes_round_the_panes(desk):
    assert desk.page.panes()[0] is desk.page.documents.list
    desk.pane.setFocus()
    desk.window.action("go.next_pane").trigger()
    assert QApplication.focusWidget() is desk.page.codes.filter


popups_offscreen = pytest.mark.qt_log_ignore(r"This plugin does not support (raise|grabbing the keyboard)")


def test_another_interface_size_takes_other_widths(desk):
    QApplication.processEvents()
    assert desk.page.codes.width() == 295
    desk.window.settings.set(interface_size=1.2)
    QApplication.processEvents()
    assert desk.page.codes.width() == round(271 * 1.2)  # 1440 pixels are a medium window now


def menu_of(window, name):
    (menu,) = window.findChildren(QMenu, name)
    return {
        action.objectName().removeprefix("menu."): action for action in menu.actions() if action.objectName()
    }


def context(widget, place):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def close_menu(window, name):
    for menu in window.findChildren(QMenu, name):
        menu.close()


@popups_offscreen
def test_the_menu_of_a_coding_acts_on_it(desk):
    made = desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.pane.clear_selection()
    context(desk.pane.viewport(), desk.pane.rect_of(made.extent).center())
    items = menu_of(desk.window, "passageMenu")
    assert items["coding.memo"].text() == "Memo…\tM"
    items["coding.remove"].trigger()
    assert desk.codings() == []
    close_menu(desk.window, "passageMenu")


@popups_offscreen
def test_the_menu_of_a_passage_has_no_coding_in_it(desk):
    extent = desk.mark("Nobody asked us.")
    context(desk.pane.viewport(), desk.pane.rect_of(extent).center())
    items = menu_of(desk.window, "passageMenu")
    assert "coding.remove" not in items
    items["coding.in_vivo"].trigger()
    assert desk.coded() == [("Nobody asked us.", "Nobody asked us.")]
    close_menu(desk.window, "passageMenu")


@popups_offscreen
def test_the_menu_of_a_code_is_for_the_row_under_the_pointer(desk):
    row = desk.tree.visualRect(desk.page.codes.model.index_of(desk.ids["Devolution"]))
    context(desk.tree.viewport(), row.center())
    items = menu_of(desk.window, "codeMenu")
    items["code.delete"].trigger()
    assert (1, "Devolution") not in desk.outline()
    close_menu(desk.window, "codeMenu")


@popups_offscreen
def test_the_view_menu_hides_the_entities(desk):
    QTest.mouseClick(desk.page.bar.menu, Qt.MouseButton.LeftButton)
    items = menu_of(desk.window, "viewMenuList")
    assert items["coding.entities"].isChecked()
    items["coding.entities"].trigger()
    assert not desk.page.link.mentions_shown
    close_menu(desk.window, "viewMenuList")


def test_a_project_held_elsewhere_is_shown_but_not_changed(desk, tmp_path):
    path = desk.session.project.path
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    copy = tmp_path / "Held.gloss"
    desk.session.close()
    copy.write_bytes(path.read_bytes())
    with Project.open(copy):
        desk.window.projects.open(copy)
        assert desk.session.readonly
        assert desk.page.mirror.document.name == "Ward"
        assert len(desk.shown()) == 1
        desk.mark("Nobody asked us.")
        desk.text_key(Key.Key_V)
        desk.text_key(Key.Key_Return)
        assert len(desk.codings()) == 1
        assert not desk.page.codes.details.mark.isEnabled()
        for key in (Qt.Key.Key_1, Qt.Key.Key_Q, Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_U, Qt.Key.Key_F):
            desk.window.message_bar.dismiss()
            desk.text_key(key)
            assert desk.window.message_bar.message.text.startswith("This project is open to read only"), key
        desk.window.message_bar.dismiss()
        desk.tree_key("Trust", Qt.Key.Key_Delete)
        assert desk.window.message_bar.message.text.startswith("This project is open to read only")
        assert len(desk.all_codes()) == 6
        menu = desk.window.table.menu("Code")
        menu.aboutToShow.emit()
        assert not desk.window.action("coding.digit_1").isEnabled()
        menu.aboutToHide.emit()
        desk.session.close()


def test_another_project_takes_the_place_of_the_first(desk, tmp_path):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    assert desk.window.projects.create(tmp_path / "Second.gloss")
    assert desk.page.mirror.documents == {}
    assert desk.outline() == []
    assert desk.page.empty.isVisible()


def test_every_key_of_the_text_is_in_the_table_once():
    from glossator.ui.coding.actions import ACTIONS

    for scope in {action.scope for action in ACTIONS}:
        held = [key for action in ACTIONS if action.scope == scope for key in action.keys]
        assert len(held) == len(set(held))
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_the_code_menu_holds_the_digits_in_a_menu_of_their_own(desk):
    codes = desk.window.table.menu("Code")
    (digits,) = [item.menu() for item in codes.actions() if item.menu()]
    assert digits.title() == "Code with digit"
    assert digits in codes.findChildren(type(codes))
    items = [item for item in digits.actions() if not item.isSeparator()]
    assert [item.objectName() for item in items] == [f"coding.digit_{digit}" for digit in range(1, 10)]
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.mark("Nobody asked us.")
    items[0].trigger()
    assert ("Nobody asked us.", "Staff") in desk.coded()


def test_text_and_code_of_the_current_row_are_in_the_menus(desk):
    desk.page.documents.list.setCurrentIndex(desk.page.documents.model.index(1, 0))
    (item,) = [one for one in desk.window.table.menu("Go").actions() if one.objectName() == "text.open"]
    item.trigger()
    assert desk.page.mirror.document.name == "Clinic"
    desk.mark("by letter")
    desk.tree.select(desk.ids["Trust"])
    (item,) = [one for one in desk.window.table.menu("Code").actions() if one.objectName() == "code.apply"]
    item.trigger()
    assert desk.coded() == [("by letter", "Trust")]
