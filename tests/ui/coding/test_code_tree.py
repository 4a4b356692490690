"""The tree of codes: keys, dragging, filter, details."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from glossator.operations import codebook, coders, coding
from glossator.ui.coding.codes_model import CODE_MIME, PASSAGE_MIME, CodesModel
from glossator_db import codings, documents
from glossator_db.records import Extent

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key

AT_FIRST = [
    (0, "Approach"), (1, "Top-down control"), (1, "Devolution"),
    (0, "People"), (1, "Trust"), (1, "Staff"),
]  # fmt: skip


def drop(desk, mime, name, *, part=0.5, modifiers=NONE):
    """Drag *mime* over a row, *part* of its height down, and let go; return whether the row took it."""
    row = desk.tree.visualRect(desk.page.codes.model.index_of(desk.ids[name]))
    place = QPointF(row.center().x(), row.top() + part * row.height())
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    buttons = Qt.MouseButton.LeftButton
    move = QDragMoveEvent(place.toPoint(), actions, mime, buttons, modifiers)
    desk.tree.dragMoveEvent(move)
    if move.isAccepted():
        desk.tree.dropEvent(QDropEvent(place, actions, mime, buttons, modifiers, QEvent.Type.Drop))
    return move.isAccepted()


def code_mime(desk, name):
    return desk.page.codes.model.mimeData([desk.page.codes.model.index_of(desk.ids[name])])


def test_the_tree_shows_the_codebook_open(desk):
    assert desk.outline() == AT_FIRST
    assert len(desk.tree.visible_codes()) == len(AT_FIRST)


def test_control_arrows_move_a_code(desk):
    desk.tree_key("Staff", Key.Key_Up, CONTROL)
    assert desk.outline()[-2:] == [(1, "Staff"), (1, "Trust")]
    desk.tree_key("Staff", Key.Key_Down, CONTROL)
    assert desk.outline() == AT_FIRST
    desk.tree_key("Staff", Key.Key_Right, CONTROL)
    assert desk.outline()[-2:] == [(1, "Trust"), (2, "Staff")]
    desk.tree_key("Staff", Key.Key_Left, CONTROL)
    assert desk.outline() == AT_FIRST
    assert desk.tree.current() == desk.ids["Staff"]


def test_a_move_is_one_step_and_is_undone(desk):
    steps = desk.steps()
    desk.tree_key("Staff", Key.Key_Left, CONTROL)
    assert desk.outline()[-1] == (0, "Staff")
    assert desk.steps() == steps + 1
    desk.session.undo()
    assert desk.outline() == AT_FIRST


def test_a_code_is_dragged_between_others(desk):
    assert drop(desk, code_mime(desk, "Staff"), "Top-down control", part=0.1)
    assert desk.outline()[:3] == [(0, "Approach"), (1, "Staff"), (1, "Top-down control")]


def test_a_code_is_dragged_under_another(desk):
    assert drop(desk, code_mime(desk, "Devolution"), "Trust")
    assert desk.outline()[-3:] == [(1, "Trust"), (2, "Devolution"), (1, "Staff")]


def test_a_heading_is_not_dragged_under_its_own_code(desk):
    assert not drop(desk, code_mime(desk, "People"), "Trust")
    assert desk.outline() == AT_FIRST


def test_dragging_with_control_asks_and_merges(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    assert drop(desk, code_mime(desk, "Staff"), "Trust", modifiers=CONTROL)
    asking = desk.page.codebook.asking
    assert asking.is_open
    assert "“Staff”" in asking.accessibleName()
    assert desk.outline() == AT_FIRST
    QTest.keyClick(asking.action, Key.Key_Return)
    assert (1, "Staff") not in desk.outline()
    assert desk.coded() == [("staff", "Trust")]


def test_a_passage_dropped_on_a_code_is_coded(desk):
    desk.mark("Nobody asked us.")
    mime = QMimeData()
    mime.setData(PASSAGE_MIME, b"0 1")
    assert drop(desk, mime, "Trust", part=0.1)
    assert desk.coded() == [("Nobody asked us.", "Trust")]


def test_a_dragged_code_carries_its_id(desk):
    assert bytes(code_mime(desk, "Trust").data(CODE_MIME)).decode() == str(desk.ids["Trust"])


def test_return_applies_the_current_code(desk):
    desk.mark("Nobody asked us.")
    desk.tree_key("Trust", Key.Key_Return)
    assert desk.coded() == [("Nobody asked us.", "Trust")]
    assert desk.pane.hasFocus()


def test_f2_renames_in_the_row(desk, qtbot):
    desk.tree_key("Trust", Key.Key_F2)
    editor = desk.tree.findChild(QLineEdit, "codeName")
    editor.selectAll()
    desk.type_into(editor, "Trust and partnership")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: (1, "Trust and partnership") in desk.outline())
    assert desk.codings() == []


def test_a_name_that_is_taken_is_refused_and_stays(desk, qtbot):
    with qtbot.waitSignal(desk.session.refused) as told:
        desk.page.codes.model.setData(desk.page.codes.model.index_of(desk.ids["Trust"]), "Staff")
    assert "Staff" in told.args[0]
    assert desk.outline() == AT_FIRST


def test_insert_makes_a_code_beside_the_current_one(desk):
    desk.tree_key("Trust", Key.Key_Insert)
    field = desk.page.codebook.naming.field
    desk.type_into(field, "Pay")
    QTest.keyClick(field, Key.Key_Return)
    assert desk.outline()[-1] == (1, "Pay")
    assert desk.page.codebook.current().name == "Pay"


def test_space_hides_and_shows_the_codings(desk):
    made = desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.tree_key("Staff", Key.Key_Space)
    index = desk.page.codes.model.index_of(desk.ids["Staff"])
    assert index.data(CodesModel.HiddenRole)
    assert desk.shown() == []
    desk.tree_key("Staff", Key.Key_Space)
    assert desk.shown() == [made.id]


def test_space_on_a_heading_hides_what_is_under_it(desk):
    desk.tree_key("People", Key.Key_Space)
    assert desk.session.hidden_codes == {desk.ids["People"], desk.ids["Trust"], desk.ids["Staff"]}


def test_delete_says_what_went_and_undo_brings_it_back(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.tree_key("Staff", Key.Key_Delete)
    message = desk.window.message_bar.message
    assert message.text == "Code “Staff” deleted, 1 coding."
    assert desk.codings() == []
    word, undo = message.buttons[0]
    assert word == "Undo"
    undo()
    assert desk.outline() == AT_FIRST
    assert desk.coded() == [("staff", "Staff")]
    assert desk.page.codes.model.count(desk.ids["Staff"]) == 1


def test_control_j_chooses_what_to_merge_into(desk):
    desk.tree_key("Staff", Key.Key_J, CONTROL)
    palette = desk.page.codebook.merging
    desk.type_into(palette.field, "trust")
    QTest.keyClick(palette.field, Key.Key_Return)
    QTest.keyClick(desk.page.codebook.asking.action, Key.Key_Return)
    assert (1, "Staff") not in desk.outline()


def test_a_closed_heading_stays_closed_when_codes_change(desk):
    desk.tree.collapse(desk.page.codes.model.index_of(desk.ids["People"]))
    desk.page.codebook.new(name="")
    desk.page.codebook.naming.close_popup()
    desk.tree_key("Devolution", Key.Key_Up, CONTROL)
    assert not desk.tree.isExpanded(desk.page.codes.model.index_of(desk.ids["People"]))
    assert desk.tree.isExpanded(desk.page.codes.model.index_of(desk.ids["Approach"]))


def test_the_filter_keeps_what_fits_and_what_is_above_it(desk):
    desk.page.codes.filter.setText("tru")
    assert [desk.page.mirror.codes[code].name for code in desk.tree.visible_codes()] == ["People", "Trust"]
    desk.page.codes.filter.setText("")
    assert len(desk.tree.visible_codes()) == len(AT_FIRST)


def test_the_filter_opens_a_closed_heading_and_closes_it_again(desk):
    people = desk.page.codes.model.index_of(desk.ids["People"])
    desk.tree.collapse(people)
    desk.page.codes.filter.setText("staff")
    assert desk.ids["Staff"] in desk.tree.visible_codes()
    desk.page.codes.filter.clear()
    assert not desk.tree.isExpanded(people)


def test_a_filter_that_fits_nothing_offers_the_code(desk):
    panel = desk.page.codes
    panel.filter.setText("Pay")
    assert panel._no_hit.isVisible()
    assert panel._no_hit.title.text() == "No code contains “Pay”."
    button = panel._no_hit.buttons[0]
    assert button.text() == "New code “Pay”"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.outline()[-1] == (0, "Pay")
    assert desk.tree.isVisible()


def test_slash_goes_to_the_filter(desk):
    desk.text_key(Key.Key_Slash)
    assert QApplication.focusWidget() is desk.page.codes.filter
    desk.type_into(desk.page.codes.filter, "/")
    assert desk.page.codes.filter.text() == "/"


def test_a_chevron_opens_and_closes_without_choosing(desk):
    model = desk.page.codes.model
    desk.tree.select(desk.ids["Trust"])
    index = model.index_of(desk.ids["Approach"])
    place = desk.tree._delegate.chevron_hit(index).center()
    QTest.mouseClick(desk.tree.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(place))
    assert not desk.tree.isExpanded(index)
    assert desk.tree.current() == desk.ids["Trust"]


def test_rows_say_what_they_are(desk):
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    spoken = desk.page.codes.model.index_of(desk.ids["Staff"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Staff, code in People, 1 coding, key 1"


# details


def test_a_definition_is_written_in_place(desk):
    details = desk.page.codes.details
    desk.tree.select(desk.ids["Trust"])
    field = details.fields["description"]
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    desk.type_into(field._editor, "Between people")
    steps = desk.steps()
    QTest.keyClick(field._editor, Key.Key_Return, CONTROL)
    assert desk.page.mirror.codes[desk.ids["Trust"]].description == "Between people"
    assert field.text == "Between people"
    assert desk.steps() == steps + 1


def test_escape_drops_what_was_written(desk):
    desk.tree.select(desk.ids["Trust"])
    field = desk.page.codes.details.fields["include"]
    field.setFocus()
    QTest.keyClick(field, Key.Key_Return)
    desk.type_into(field._editor, "no")
    QTest.keyClick(field._editor, Key.Key_Escape)
    assert desk.page.mirror.codes[desk.ids["Trust"]].include == ""


def test_a_digit_set_by_hand_is_fixed(desk):
    desk.tree.select(desk.ids["Trust"])
    desk.page.codes.details.changed.emit("digit", "7")
    code = desk.page.mirror.codes[desk.ids["Trust"]]
    assert (code.digit, code.digit_fixed) == (7, True)


def test_letters_that_another_code_has_are_refused(desk):
    desk.tree.select(desk.ids["Trust"])
    before = desk.page.mirror.codes[desk.ids["Trust"]].shortcut
    for wrong in ("TC", "T", "A-"):
        desk.page.codes.details.changed.emit("shortcut", wrong)
        assert desk.page.mirror.codes[desk.ids["Trust"]].shortcut == before
        assert desk.page.codes.details.fields["shortcut"].text == before
    assert desk.window.message_bar.message.text == "A code has two letters."
    desk.page.codes.details.changed.emit("shortcut", "zz")
    assert desk.page.mirror.codes[desk.ids["Trust"]].shortcut == "ZZ"


def test_a_digit_is_one_to_nine(desk):
    desk.tree.select(desk.ids["Trust"])
    desk.page.codes.details.changed.emit("digit", "12")
    assert desk.page.mirror.codes[desk.ids["Trust"]].digit is None
    assert desk.window.message_bar.message.text == "A digit is 1 to 9."


def test_colour_and_mark_are_chosen_from_the_palette(desk):
    desk.tree.select(desk.ids["Trust"])
    QTest.mouseClick(desk.page.codes.details.mark, Qt.MouseButton.LeftButton)
    grid = desk.page.codebook.coloring.grid
    before = desk.page.mirror.codes[desk.ids["Trust"]]
    QTest.keyClick(grid, Key.Key_Down)
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Return)
    after = desk.page.mirror.codes[desk.ids["Trust"]]
    assert after.mark != before.mark
    assert after.color != before.color


def test_details_count_codings_and_texts(desk):
    desk.tree.select(desk.ids["Staff"])
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    desk.page.texts.step(1)
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("clinic"))
    details = desk.page.codes.details
    assert (details._codings, details._texts) == ("2 codings", ", 2 texts")
    with desk.session.read() as conn:
        assert codings.total(conn) == 2


def test_the_name_of_a_deep_code_has_room(desk):
    parent = None
    for depth in range(30):
        made = desk.session.do(codebook.add_code, f"Level {depth}", parent_id=parent)
        parent = made.id
    desk.tree.select(parent)
    index = desk.tree.currentIndex()
    left = desk.tree.itemDelegate().name_left(desk.page.mirror.codes[parent], index)
    assert desk.tree.width() - left > 120


def test_details_count_the_texts_of_the_coders_shown_alone(desk):
    desk.tree.select(desk.ids["Staff"])
    desk.page.gestures.apply(desk.ids["Staff"], desk.extent("staff"))
    ben = coders.use(desk.session.project, "Ben", "B")
    assert desk.page.mirror.documents_of(desk.ids["Staff"]) == 1
    with desk.session.read() as conn:
        other = next(one.id for one in documents.list_(conn) if one.name == "Clinic")
    coding.apply_code(desk.session.project, other, desk.ids["Staff"], Extent(0, 10), coder=ben)
    desk.session.show_coders({desk.session.coder.id})
    assert desk.page.mirror.documents_of(desk.ids["Staff"]) == 1
    desk.session.show_coders({desk.session.coder.id, ben.id})
    assert desk.page.mirror.documents_of(desk.ids["Staff"]) == 2
