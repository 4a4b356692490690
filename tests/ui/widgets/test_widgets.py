"""The shared widgets behave under keys and mouse and say what they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from glossator.ui.widgets.buttons import Button, IconButton
from glossator.ui.widgets.checks import CheckBox
from glossator.ui.widgets.chips import Chip
from glossator.ui.widgets.combos import Combo
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.empty import EmptyState
from glossator.ui.widgets.fields import Field, FieldBox
from glossator.ui.widgets.focus import FocusRing
from glossator.ui.widgets.keycaps import KeyLine
from glossator.ui.widgets.labels import ElidedLabel
from glossator.ui.widgets.marks import draw_mark, draw_status
from glossator.ui.widgets.message_bar import Message, MessageBar
from glossator.ui.widgets.popup import Popup
from glossator.ui.widgets.rows import Role, RowList
from glossator.ui.widgets.segmented import Segmented
from glossator.ui.widgets.splitter import Splitter

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot, theme):
    window = QMainWindow()
    centre = QWidget()
    QVBoxLayout(centre)
    window.setCentralWidget(centre)
    window.resize(800, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    window.close()


def put(host, widget):
    host.centralWidget().layout().addWidget(widget)
    widget.show()
    return widget


def picture(widget):
    return widget.grab().toImage()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_a_button_is_pressed_by_key(qtbot, host, theme, key):
    button = put(host, Button(theme, "Apply", "primary"))
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("kind", ["plain", "primary", "danger", "quiet", "on"])
def test_buttons_are_as_wide_as_their_words_need(host, theme, kind):
    short, long = Button(theme, "Go", kind), Button(theme, "Apply 8 changes", kind, key="Ctrl+Z", icon="undo")
    assert short.sizeHint().height() == 30
    assert long.sizeHint().width() > short.sizeHint().width() + 100


def test_primary_is_painted_in_accent_and_disabled_is_not(host, theme):
    button = put(host, Button(theme, "Apply", "primary"))
    assert picture(button).pixelColor(6, 6) == theme.tokens.accent
    button.setEnabled(False)
    assert picture(button).pixelColor(6, 6) != theme.tokens.accent


def test_the_ring_shows_for_the_keyboard_only(qtbot, host, theme):
    button = put(host, Button(theme, "Apply"))
    other = put(host, Button(theme, "Other"))
    ring = button.findChild(FocusRing)
    qtbot.waitUntil(host.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert not ring.isVisible()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()


def test_a_focused_control_can_be_destroyed(qtbot, host, theme):
    button = put(host, Button(theme, "Apply"))
    qtbot.waitUntil(host.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = button.findChild(FocusRing) or host.centralWidget().findChild(FocusRing)
    assert ring.isVisible()
    with qtbot.waitSignal(ring.destroyed):
        button.deleteLater()
    assert host.centralWidget().findChildren(FocusRing) == []


def test_an_icon_button_has_a_name_and_a_target_of_24(theme):
    button = IconButton(theme, "plus", "Add texts", size=24, key="Ctrl I")
    assert button.accessibleName() == "Add texts"
    assert button.toolTip() == "Add texts  Ctrl I"
    assert button.width() >= 24


def test_a_field_clears_with_escape_then_lets_go(qtbot, host, theme):
    field = put(host, Field(theme, "Filter codes", icon="filter", key="/", clear=True))
    qtbot.keyClicks(field, "con")
    qtbot.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, KEY.Key_Escape)
    with qtbot.waitSignal(field.down):
        qtbot.keyClick(field, KEY.Key_Down)


def test_the_cross_in_a_field_empties_it(qtbot, host, theme):
    field = put(host, Field(theme, "Filter", clear=True))
    qtbot.keyClicks(field, "con")
    qtbot.mouseClick(field, LEFT, pos=QPoint(field.width() - 12, field.height() // 2))
    assert field.text() == ""


def test_an_error_is_a_sentence_below_the_field(host, theme):
    box = put(host, FieldBox(theme, "Query", Field(theme)))
    box.set_error("A bracket is missing.")
    assert box._sentence.isVisible()
    assert box.field.accessibleDescription() == "A bracket is missing."
    box.set_error("")
    assert not box._sentence.isVisible()


def test_segments_are_chosen_by_key_and_mouse(qtbot, host, theme):
    control = put(
        host, Segmented(theme, [("w", "Words"), ("p", "Phrase"), ("r", "Regular expression")], name="Mode")
    )
    with qtbot.waitSignal(control.chosen) as blocker:
        qtbot.keyClick(control, KEY.Key_Right)
    assert blocker.args == ["p"]
    assert control.accessibleName() == "Mode: Phrase"
    qtbot.keyClick(control, KEY.Key_Right)
    with qtbot.assertNotEmitted(control.chosen):
        qtbot.keyClick(control, KEY.Key_Right)
    qtbot.mouseClick(control, LEFT, pos=QPoint(20, 15))
    assert control.value == "w"


def test_a_combo_chooses_from_its_list_and_by_arrow(qtbot, host, theme):
    combo = put(host, Combo(theme, "Unit", [("c", "Character"), ("s", "Sentence"), ("p", "Paragraph")]))
    assert combo.accessibleName() == "Unit: Character"
    with qtbot.waitSignal(combo.chosen) as blocker:
        qtbot.keyClick(combo, KEY.Key_Down)
    assert blocker.args == ["s"]
    qtbot.mouseClick(combo, LEFT)
    popup = host.findChild(Popup)
    rows = popup.findChild(RowList)
    assert popup.is_open
    assert rows.currentIndex().data() == "Sentence"
    with qtbot.waitSignal(combo.chosen):
        qtbot.keyClick(rows, KEY.Key_Down)
        qtbot.keyClick(rows, KEY.Key_Return)
    assert combo.value == "p"


def test_a_popup_opens_below_or_above_and_stays_in_the_window(host, theme):
    popup = Popup(theme, host, width=300)
    popup.column.addWidget(EmptyState(theme, "No codes yet.", "Make them as you read."))
    popup.show_at(QRect(20, 20, 100, 30))
    assert popup.page().translated(popup.pos()).top() == 54
    popup.close_popup()
    popup.show_at(QRect(700, 560, 90, 30))
    page = popup.page().translated(popup.pos())
    assert page.bottom() < 560
    assert page.right() < 800
    assert page.width() == 300
    popup.close_popup()


def test_a_popup_closes_on_escape_and_gives_the_focus_back(qtbot, host, theme):
    field = put(host, Field(theme))
    qtbot.waitUntil(host.isActiveWindow)
    field.setFocus()
    popup = Popup(theme, host, width=300)
    inner = Field(theme)
    popup.column.addWidget(inner)
    popup.show_at(popup.anchor_of(field), inner)
    assert inner.hasFocus()
    with qtbot.waitSignal(popup.closed):
        qtbot.keyClick(inner, KEY.Key_Escape)
    assert field.hasFocus()


def test_a_popup_closes_when_the_focus_goes_elsewhere(qtbot, host, theme):
    field, other = put(host, Field(theme)), put(host, Field(theme))
    qtbot.waitUntil(host.isActiveWindow)
    popup = Popup(theme, host, width=300)
    inner = Field(theme)
    popup.column.addWidget(inner)
    popup.show_at(popup.anchor_of(field), inner)
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not popup.is_open
    assert other.hasFocus()


def test_a_dialog_holds_the_focus_and_keeps_within_the_window(qtbot, host, theme):
    qtbot.waitUntil(host.isActiveWindow)
    dialog = Dialog(theme, host, "Delete 41 codings?", "They can be brought back.", width=2000, height=2000)
    cancel = dialog.add_button("Cancel", role="reject")
    apply = dialog.add_button("Delete", "danger", role="accept")
    dialog.open()
    assert dialog.card.width() == 800 - 48
    assert dialog.card.height() == 600 - 48
    assert apply.hasFocus()
    qtbot.keyClick(apply, KEY.Key_Tab)
    assert cancel.hasFocus()
    qtbot.keyClick(cancel, KEY.Key_Tab)
    assert apply.hasFocus()
    host.resize(640, 500)
    assert dialog.card.width() == 640 - 48
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(apply, KEY.Key_Escape)
    assert not dialog.is_open


def test_nothing_under_a_dialog_takes_its_focus_but_a_list_over_it_may(qtbot, host, theme):
    qtbot.waitUntil(host.isActiveWindow)
    behind = put(host, Field(theme))
    dialog = Dialog(theme, host, "Name")
    combo = Combo(theme, "", [(1, "One"), (2, "Two")], name="Number")
    dialog.body.addWidget(combo)
    dialog.add_button("Close", "primary", role="accept")
    dialog.open(combo)
    behind.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    qtbot.keyClick(combo, KEY.Key_Space)
    popup = host.findChild(Popup)
    qtbot.waitUntil(lambda: popup.isAncestorOf(QApplication.focusWidget()))
    qtbot.wait(10)
    assert popup.is_open
    popup.close_popup()
    qtbot.keyClick(combo, KEY.Key_Escape)
    assert behind.hasFocus()


def test_a_dialog_whose_action_waits_takes_the_focus_all_the_same(qtbot, host, theme):
    qtbot.waitUntil(host.isActiveWindow)
    put(host, Field(theme)).setFocus()
    dialog = Dialog(theme, host, "Not imported")
    box = CheckBox(theme, "Make codes that the codebook lacks")
    dialog.body.addWidget(box)
    cancel = dialog.add_button("Cancel", role="reject")
    dialog.add_button("Try again", "primary", role="accept").setEnabled(False)
    dialog.open()
    assert box.hasFocus()
    qtbot.keyClick(box, KEY.Key_Tab)
    assert cancel.hasFocus()
    qtbot.keyClick(cancel, KEY.Key_Escape)
    assert not dialog.is_open


def test_a_dialog_after_a_file_dialog_gives_the_focus_to_the_window(qtbot, host, theme):
    qtbot.waitUntil(host.isActiveWindow)
    behind = put(host, Field(theme))
    behind.setFocus()
    other = QMainWindow()  # a window of its own, as a file dialog is
    other.setCentralWidget(QLineEdit())
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.centralWidget().hasFocus)
    dialog = Dialog(theme, host, "The project cannot be made")
    dialog.add_button("Close", "primary", role="reject")
    dialog.open()
    other.close()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    dialog.reject()
    qtbot.waitUntil(behind.hasFocus)


def test_return_takes_the_action_of_a_dialog(qtbot, host, theme):
    dialog = Dialog(theme, host, "Name")
    field = Field(theme)
    dialog.body.addWidget(field)
    dialog.add_button("Rename", "primary", role="accept")
    dialog.open(field)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, KEY.Key_Return)


def test_a_message_does_what_its_button_says_and_goes(qtbot, host, theme):
    bar = put(host, MessageBar(theme))
    done = []
    bar.show_message(
        Message("good", "Code “Targets” deleted, 41 codings.", (("Undo", lambda: done.append(1)),))
    )
    assert bar.isVisible()
    assert bar.height() == 40
    bar.findChild(Button).click()
    assert done == [1]
    assert not bar.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_a_message_leaves_the_focus_where_it_was(qtbot, host, theme, by_key):
    qtbot.waitUntil(host.isActiveWindow)
    field, bar = put(host, Field(theme)), put(host, MessageBar(theme))
    put(host, Button(theme, "Next"))
    field.setFocus()
    bar.say("good", "Done.", ("Undo", lambda: None))
    button = bar.findChild(Button)
    if by_key:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(button, KEY.Key_Space)
    else:
        qtbot.mouseClick(button, LEFT)
    assert not bar.isVisible()
    assert field.hasFocus()


def test_good_news_goes_by_itself_and_warnings_stay(qtbot, host, theme):
    bar = put(host, MessageBar(theme))
    bar._timer.setInterval(20)
    bar.say("good", "Done.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.say("warn", "Look out.")
    qtbot.wait(60)
    assert bar.isVisible()
    bar.dismiss()


def test_a_chip_can_be_removed_by_key_and_cross(qtbot, host, theme):
    chip = put(host, Chip(theme, "Top-down control", mark=("square", QColor("#B01F14")), removable=True))
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, KEY.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, 10))
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, LEFT, pos=QPoint(10, 10))


def test_all_of_a_check_box_can_be_hit(qtbot, host, theme):
    box = put(host, CheckBox(theme, "Single letters act"))
    qtbot.mouseClick(box, LEFT, pos=QPoint(box.sizeHint().width() - 5, 14))
    assert box.isChecked()


@pytest.mark.parametrize("mark", ["square", "circle", "diamond", "triangle", "bar"])
def test_marks_differ_in_shape_and_a_hollow_one_is_empty(qapp, mark):
    def drawn(name, hollow=False):
        image = QImage(20, 20, QImage.Format.Format_ARGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        draw_mark(painter, QRectF(5, 5, 9.5, 9.5), name, QColor("#B01F14"), hollow=hollow)
        painter.end()
        return image

    assert drawn(mark).pixelColor(9, 10) == QColor("#B01F14")
    if mark != "bar":
        assert drawn(mark, hollow=True).pixelColor(9, 10) == QColor("#FFFFFF")
    others = {"square", "circle", "diamond", "triangle", "bar"} - {mark}
    assert all(drawn(mark) != drawn(other) for other in others)


def test_status_rings_differ(qapp, theme):
    def drawn(status):
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        draw_status(painter, QRectF(2, 2, 11, 11), status, theme.tokens.sub, theme.tokens.good)
        painter.end()
        return image

    assert len({bytes(drawn(s).constBits()) for s in ("none", "progress", "finished")}) == 3


def test_rows_show_what_the_model_says(qtbot, host, theme):
    model = QStandardItemModel()
    for name, second in (("King’s Fund", "Think tank · 905 words"), ("Plain", None)):
        item = QStandardItem(name)
        item.setData(second, Role.SECOND)
        item.setData("9", Role.RIGHT)
        item.setData("1", Role.KEY)
        model.appendRow(item)
    rows = put(host, RowList(theme))
    rows.setModel(model)
    assert [rows.sizeHintForRow(row) for row in (0, 1)] == [44, 28]
    rows.setCurrentIndex(model.index(0, 0))
    rows.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not rows.shows_focus
    qtbot.keyClick(rows, KEY.Key_Down)
    assert rows.shows_focus
    assert rows.currentIndex().row() == 1
    assert picture(rows).size() == rows.size()


def test_a_long_name_ends_in_dots_and_is_its_tool_tip(host, theme):
    label = put(host, ElidedLabel(theme, "A name that is much longer than the room there is for it"))
    label.setFixedWidth(60)
    label.resize(60, 20)
    assert label.toolTip() == label.text()


def test_the_splitter_is_a_line_that_can_be_grabbed(qtbot, host, theme, settings):
    splitter = Splitter(theme)
    splitter.setObjectName("aSplitter")
    for _ in range(2):
        splitter.addWidget(QWidget())
    put(host, splitter)
    splitter.remember(settings)
    handle = splitter.handle(1)
    assert splitter.handleWidth() == 1
    assert handle.width() == 7
    middle = QPoint(3, handle.height() // 2)
    qtbot.mousePress(handle, LEFT, pos=middle)
    qtbot.mouseMove(handle, middle + QPoint(50, 0))
    qtbot.mouseRelease(handle, LEFT, pos=middle + QPoint(50, 0))
    assert sum(settings.value.splitters["aSplitter"]) == splitter.width() - 1


def test_keys_are_spoken(host, theme):
    line = KeyLine(theme, [(("Return",), "apply"), (("Ctrl+Shift+F",), "search"), (("Escape",), "close")])
    assert line.accessibleName() == "Return: apply, Ctrl Shift F: search, Esc: close"


def test_everything_grows_with_the_interface(host, theme):
    button, field = Button(theme, "Apply"), Field(theme, "Filter", icon="filter")
    before = button.sizeHint(), field.sizeHint()
    theme.set_scale(1.5)
    assert button.sizeHint().height() == 45
    assert field.height() == 45
    assert button.sizeHint().width() > before[0].width()


def test_an_empty_state_offers_what_can_be_done(qtbot, host, theme):
    done = []
    state = EmptyState(
        theme, "No codes yet.", "Make them as you read.", [("New code", lambda: done.append(1))]
    )
    put(host, state)
    state.buttons[0].click()
    assert done == [1]
