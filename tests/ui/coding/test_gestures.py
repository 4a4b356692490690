"""Coding by key and mouse: what is in the store, what is on screen, and one step to undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from glossator.operations import coders, coding
from glossator_db import codings, notes
from glossator_db.records import Extent

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key

TARGETS = "Managers send targets from above."


def apply(desk, words, name):
    return desk.page.gestures.apply(desk.ids[name], desk.extent(words))


def test_return_opens_the_palette_and_the_code_is_applied(desk):
    marked = desk.mark("targets from above")
    desk.text_key(Key.Key_Return)
    palette = desk.page.gestures.palette
    assert palette.is_open
    desk.type_into(palette.field, "con")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert desk.coded() == [("targets from above", "Top-down control")]
    assert desk.shown() == [coding.id for coding in desk.codings()]
    assert not palette.is_open
    assert desk.pane.hasFocus()
    assert desk.pane.selection == marked


def test_undo_takes_the_coding_back_from_store_and_screen(desk):
    apply(desk, "targets", "Trust")
    desk.window.action("edit.undo").trigger()
    assert desk.codings() == []
    assert desk.shown() == []
    assert desk.page.mirror.counts.get(desk.ids["Trust"], 0) == 0


def test_without_a_mark_the_sentence_at_the_caret_is_coded(desk):
    desk.pane.put_caret(desk.extent("targets").start)
    desk.text_key(Key.Key_Return)
    QTest.keyClick(desk.page.gestures.palette.field, Key.Key_Return)
    assert [words for words, _ in desk.coded()] == [TARGETS]


def test_a_digit_codes_with_the_code_that_holds_it(desk):
    apply(desk, "staff", "Staff")
    digit = desk.page.mirror.codes[desk.ids["Staff"]].digit
    assert digit == 1
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_1)
    assert ("Nobody asked us.", "Staff") in desk.coded()


def test_a_digit_nobody_holds_says_so(desk, qtbot):
    desk.mark("staff")
    with qtbot.waitSignal(desk.page.message) as said:
        desk.text_key(Key.Key_7)
    assert said.args[0].text.startswith("No code holds 7")
    assert desk.coded() == []


def test_q_repeats_the_last_code_and_shift_q_on_the_next_sentence(desk):
    apply(desk, "Nobody asked us.", "Trust")
    desk.mark("The ward is short of staff.")
    desk.text_key(Key.Key_Q)
    desk.text_key(Key.Key_Q, SHIFT)
    assert desk.coded()[:2] == [("The ward is short of staff.", "Trust"), (TARGETS, "Trust")]


def test_v_codes_in_vivo(desk):
    desk.mark("Trust takes years")
    desk.text_key(Key.Key_V)
    assert desk.coded() == [("Trust takes years", "Trust takes years")]
    assert (0, "Trust takes years") in desk.outline()


def test_control_return_makes_a_code_from_the_passage(desk):
    desk.mark("We decide together")
    desk.text_key(Key.Key_Return, CONTROL)
    palette = desk.page.gestures.palette
    desk.type_into(palette.field, "Shared")
    steps = desk.steps()
    QTest.keyClick(palette.field, Key.Key_Return)
    assert desk.coded() == [("We decide together", "Shared")]
    assert desk.steps() == steps + 1


def test_n_goes_to_the_next_coding_and_u_removes_it(desk):
    first = apply(desk, "short of staff", "Staff")
    apply(desk, "Trust takes years", "Trust")
    desk.pane.clear_selection()
    desk.pane.put_caret(0)
    desk.text_key(Key.Key_N)
    assert desk.pane.active == first.id
    desk.text_key(Key.Key_U)
    assert desk.coded() == [("Trust takes years", "Trust")]
    assert desk.pane.active is None


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_removes_the_active_coding(desk, key):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(key)
    assert desk.codings() == []


def test_r_gives_the_coding_another_code(desk):
    made = apply(desk, "Trust takes years", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_R)
    palette = desk.page.gestures.palette
    desk.type_into(palette.field, "trust")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert desk.coded() == [("Trust takes years", "Trust")]
    assert [one.id for one in desk.codings()] == [made.id]


def test_e_changes_the_ends_until_return(desk):
    made = apply(desk, "targets from above", "Top-down control")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_E)
    desk.text_key(Key.Key_H)
    assert desk.coded() == [("targets from above", "Top-down control")]
    desk.text_key(Key.Key_Return)
    assert desk.coded() == [("targets from", "Top-down control")]
    assert not desk.page.gestures.palette.is_open


def test_escape_drops_the_changed_ends(desk):
    made = apply(desk, "targets from above", "Top-down control")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_E)
    desk.text_key(Key.Key_H)
    desk.text_key(Key.Key_Escape)
    assert desk.pane.resizing is None
    assert desk.coded() == [("targets from above", "Top-down control")]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_N])
def test_the_keys_that_change_ends_are_said_as_long_as_they_do(desk, key):
    made = apply(desk, "targets from above", "Top-down control")
    apply(desk, "Trust takes years", "Trust")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_E)
    desk.text_key(Key.Key_H)
    assert desk.window.message_bar.message.text.startswith("L and H move the end")
    desk.text_key(key)
    assert desk.window.message_bar.message is None


def test_what_was_said_after_the_keys_stays(desk):
    made = apply(desk, "targets from above", "Top-down control")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_E)
    desk.window.message_bar.say("info", "Something else.")
    desk.text_key(Key.Key_Escape)
    assert desk.window.message_bar.message.text == "Something else."


def test_m_writes_a_memo_kept_by_control_return(desk):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_M)
    popup = desk.page.remarks.writing
    desk.type_into(popup.editor, "see shift two")
    QTest.keyClick(popup.editor, Key.Key_Return, CONTROL)
    assert desk.codings()[0].memo == "see shift two"
    assert desk.pane.page.store.get(made.id).has_memo


def test_escape_drops_a_memo(desk):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_M)
    popup = desk.page.remarks.writing
    desk.type_into(popup.editor, "no")
    QTest.keyClick(popup.editor, Key.Key_Escape)
    assert desk.codings()[0].memo == ""
    assert desk.pane.hasFocus()


def test_tab_in_the_palette_applies_and_asks_for_a_memo(desk):
    desk.mark("staff")
    desk.text_key(Key.Key_Return)
    palette = desk.page.gestures.palette
    desk.type_into(palette.field, "sta")
    QTest.keyClick(palette.field, Key.Key_Tab)
    assert desk.coded() == [("staff", "Staff")]
    popup = desk.page.remarks.writing
    assert popup.is_open
    desk.type_into(popup.editor, "x")
    QTest.keyClick(popup.editor, Key.Key_Return, CONTROL)
    assert desk.codings()[0].memo == "x"


def test_w_weighs_within_bounds(desk):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_W)
    field = desk.page.remarks.weighing.field
    desk.type_into(field, "300")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.codings()[0].weight is None
    field.setText("30")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.codings()[0].weight == 30


def test_a_weight_is_shown_in_the_margin_until_it_is_taken_off(desk):
    def shown():
        desk.pane.grab()
        (label,) = desk.pane._margin._margin.labels
        return label.weight

    made = apply(desk, "staff", "Staff")
    assert shown() is None
    desk.session.do(coding.set_weight, made.id, 30)
    assert shown() == 30
    desk.page.texts.step(1)
    desk.page.texts.step(-1)
    assert shown() == 30
    desk.session.undo()
    assert shown() is None
    desk.session.redo()
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_W)
    desk.page.remarks.weighing.field.clear()
    QTest.keyClick(desk.page.remarks.weighing.field, Key.Key_Return)
    assert shown() is None
    assert desk.codings()[0].weight is None


def test_s_marks_unsure_and_sure_again(desk):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_S)
    assert desk.codings()[0].unsure
    assert desk.pane.page.store.get(made.id).unsure
    desk.text_key(Key.Key_S)
    assert not desk.codings()[0].unsure


def test_a_writes_a_note_without_a_code(desk):
    extent = desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_A)
    popup = desk.page.remarks.writing
    desk.type_into(popup.editor, "who?")
    QTest.keyClick(popup.editor, Key.Key_Return, CONTROL)
    with desk.session.read() as conn:
        (note,) = notes.list_(conn, desk.here)
    assert (note.text, note.extent) == ("who?", extent)


def test_d_goes_to_the_definition_of_the_active_code(desk):
    made = apply(desk, "staff", "Staff")
    desk.pane.activate(made.id)
    desk.text_key(Key.Key_D)
    assert desk.tree.current() == desk.ids["Staff"]
    assert QApplication.focusWidget() is desk.page.codes.details.fields["description"]


def test_x_goes_from_memo_to_memo(desk):
    first = apply(desk, "staff", "Staff")
    second = apply(desk, "Trust takes years", "Trust")
    for made in (first, second):
        desk.session.do(coding.set_memo, made.id, "m")
    desk.pane.put_caret(0)
    desk.text_key(Key.Key_X)
    assert desk.pane.active == first.id
    desk.text_key(Key.Key_X)
    assert desk.pane.active == second.id
    desk.text_key(Key.Key_X, SHIFT)
    assert desk.pane.active == first.id


def test_the_bookmark_is_found_again(desk):
    place = desk.extent("Nobody").start
    desk.pane.put_caret(place)
    desk.text_key(Key.Key_B)
    desk.pane.put_caret(0)
    desk.text_key(Key.Key_G)
    assert desk.pane.caret == place


def test_copy_with_source_names_text_and_paragraph(desk):
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == "“Nobody asked us.” (Ward, paragraph 3)"


def test_one_gesture_is_one_step(desk):
    steps = desk.steps()
    desk.mark("staff")
    desk.page.gestures.apply(desk.ids["Staff"])
    desk.text_key(Key.Key_S)
    desk.text_key(Key.Key_U)
    assert desk.steps() == steps + 3


def test_a_gesture_reads_nothing_anew(desk):
    apply(desk, "staff", "Staff")
    anew, moved = [], []
    for told in (desk.page.mirror.document_shown, desk.page.mirror.reset, desk.page.codes.model.modelReset):
        told.connect(lambda: anew.append(1))
    desk.page.mirror.counts_changed.connect(moved.append)
    apply(desk, "Nobody", "Staff")
    assert not anew
    assert moved == [{desk.ids["Staff"]}]
    assert desk.page.codes.model.count(desk.ids["Staff"]) == 2


def test_a_heading_cannot_be_applied(desk, qtbot):
    desk.mark("staff")
    with qtbot.waitSignal(desk.page.message) as said:
        desk.page.gestures.apply(desk.ids["People"])
    assert "heading" in said.args[0].text
    assert desk.codings() == []


def test_only_the_codings_of_the_coders_chosen_are_counted(desk):
    ben = coders.use(desk.session.project, "Ben Kahn", "B")
    coding.apply_code(
        desk.session.project, desk.here, desk.ids["Trust"], desk.extent("Trust takes"), coder=ben
    )
    apply(desk, "staff", "Trust")
    desk.session.show_coders({desk.session.coder.id})
    assert desk.page.mirror.counts == {desk.ids["Trust"]: 1}
    desk.session.show_coders({desk.session.coder.id, ben.id})
    assert desk.page.mirror.counts == {desk.ids["Trust"]: 2}


def test_codings_in_another_text_are_counted_when_undone(desk):
    apply(desk, "staff", "Staff")
    desk.page.texts.step(1)
    assert desk.page.mirror.document.name == "Clinic"
    desk.session.undo()
    assert desk.page.codes.model.count(desk.ids["Staff"]) == 0
    desk.session.redo()
    assert desk.page.codes.model.count(desk.ids["Staff"]) == 1


def test_a_code_dropped_on_the_text_codes_it(desk):
    desk.pane.code_dropped.emit(desk.ids["Trust"], desk.extent("Trust takes years"))
    assert desk.coded() == [("Trust takes years", "Trust")]


def test_a_resized_bracket_changes_the_coding(desk):
    made = apply(desk, "targets", "Top-down control")
    desk.pane.coding_resized.emit(made.id, desk.extent("targets from"))
    assert desk.coded() == [("targets from", "Top-down control")]


def test_a_click_on_a_code_codes_what_is_marked(desk):
    extent = desk.mark("Nobody asked us.")
    index = desk.page.codes.model.index_of(desk.ids["Trust"])
    place = desk.tree.visualRect(index).center()
    QTest.mouseClick(desk.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.coded() == [("Nobody asked us.", "Trust")]
    assert desk.pane.selection == extent
    assert desk.pane.hasFocus()


def test_a_click_on_a_code_with_nothing_marked_only_shows_it(desk):
    desk.pane.clear_selection()
    index = desk.page.codes.model.index_of(desk.ids["Trust"])
    place = desk.tree.visualRect(index).center()
    QTest.mouseClick(desk.tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert desk.codings() == []
    assert desk.tree.current() == desk.ids["Trust"]


def test_the_same_coding_twice_is_one(desk):
    first = apply(desk, "staff", "Staff")
    again = apply(desk, "staff", "Staff")
    assert first.id == again.id
    with desk.session.read() as conn:
        assert codings.total(conn) == 1


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_N, "No coding further on."),
        (Qt.Key.Key_P, "No coding before this."),
        (Qt.Key.Key_I, "No entity further on."),
        (Qt.Key.Key_O, "No coding here. N goes to the next one."),
    ],
)
def test_where_the_way_ends_it_is_said(desk, key, said):
    desk.pane.put_caret(0)
    desk.text_key(key)
    assert desk.window.message_bar.message.text == said


def test_nothing_is_left_uncoded(desk):
    desk.page.gestures.apply(desk.ids["Staff"], Extent(0, len(desk.page.mirror.text)))
    desk.text_key(Qt.Key.Key_C)
    assert desk.window.message_bar.message.text == "No uncoded passage further on."


def test_a_coding_that_ends_at_the_caret_is_meant(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.pane.activate(None)
    desk.pane.put_caret(desk.extent("staff").end)
    desk.text_key(Qt.Key.Key_U)
    assert desk.coded() == []


def test_a_memo_written_at_once_is_for_the_coding_just_made(desk):
    old = apply(desk, TARGETS, "Staff")
    desk.mark(TARGETS)
    desk.pane.activate(int(old.id))
    desk.text_key(Key.Key_Return)
    palette = desk.page.gestures.palette
    desk.type_into(palette.field, "trust")
    QTest.keyClick(palette.field, Key.Key_Tab)
    editor = desk.page.remarks.writing.editor
    desk.type_into(editor, "why")
    QTest.keyClick(editor, Key.Key_Return, CONTROL)
    assert {coding.code_id: coding.memo for coding in desk.codings()} == {
        desk.ids["Staff"]: "",
        desk.ids["Trust"]: "why",
    }


def test_a_coding_left_behind_is_no_more_meant(desk):
    old = apply(desk, TARGETS, "Staff")
    desk.pane.activate(int(old.id))
    desk.mark("Nobody asked us.")
    desk.text_key(Key.Key_U)
    assert desk.coded() == [(TARGETS, "Staff")]


def test_a_coding_that_cannot_be_seen_is_said_with_a_way_to_show_it(desk):
    desk.session.show_coders(set())
    apply(desk, TARGETS, "Trust")
    message = desk.window.message_bar.message
    assert message.text == "Coded with “Trust”. Your codings are not shown."
    message.buttons[0][1]()
    assert len(desk.shown()) == 1
    desk.session.show_codes({desk.ids["Staff"]})
    apply(desk, TARGETS, "Staff")
    message = desk.window.message_bar.message
    assert message.text == "Coded with “Staff”. Its codings are hidden."
    message.buttons[0][1]()
    assert len(desk.shown()) == 2


def test_the_mouse_takes_the_ring_off_the_text(desk):
    desk.tree.setFocus()
    desk.pane.setFocus(Qt.FocusReason.TabFocusReason)
    assert desk.pane.has_ring()
    QTest.mouseClick(
        desk.pane.viewport(), Qt.MouseButton.LeftButton, pos=desk.pane.viewport().rect().center()
    )
    assert not desk.pane.has_ring()
