"""The reading pane: a text with its codings, to read, mark and code."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetrics, QHelpEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from glossator.ui.reading import accessible
from glossator.ui.reading.caret import move_of
from glossator.ui.reading.codings import CodingView
from glossator.ui.reading.looks import CODE_MIME
from glossator.ui.reading.mouse import Mouse
from glossator.ui.reading.selection import unit_at
from glossator.ui.widgets.tips import tip
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
    )

    from glossator.ui.reading.index import Placed
    from glossator.ui.reading.margin_painter import Target
    from glossator.ui.theme import Theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

_MENU = 360
"""Width that the names in the list of further codings may take."""


def _asks_for_menu(event: QKeyEvent) -> bool:
    """Say whether a key is Shift+F10 where the system does not make a menu event of it, as of the menu key."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return shift and event.key() == Qt.Key.Key_F10 and sys.platform != "win32"


@dataclass(frozen=True, slots=True)
class Spot:
    """What a context menu is asked for."""

    pos: int
    codings: tuple[int, ...] = ()
    """ids, the innermost first"""
    mention: int | None = None


class ReadingPane(CodingView):
    """Shows one text with its codings and lets a person mark, activate, resize, drag and drop.

    The pane knows no project: it is told what to show and says what was done. All offsets are code points.
    """

    context_requested = Signal(QPoint, object)
    """where on the screen, and a `Spot`"""
    code_dropped = Signal(int, Extent)
    label_activated = Signal(int)
    mention_clicked = Signal(int)
    """number of a mention, as given to `set_mentions`"""
    note_clicked = Signal(int)
    """number of a note, as given to `set_notes`"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("readingPane")
        self._ring = self._kept_lit = False
        self._mouse = Mouse(self)
        self._entered: tuple[int, ...] = ()
        accessible.install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.caret_moved.connect(self._tell_caret)
        self.selection_changed.connect(self._tell_caret)

    def set_document(self, text: str, key: Hashable = None) -> None:
        """Show another text, without codings and marks; *key* recalls where in it the reader was."""
        had = self.page.marks.active, self._was
        super().set_document(text, key)
        if "accessible" in self.__dict__:
            self.accessible.pane_text.forget()
        self._was = (None, self.caret)
        if had[0] is not None:
            self.active_changed.emit(None)
        if had[1][0] is not None:
            self.selection_changed.emit()
        self.caret_moved.emit()

    # assistive programs

    @cached_property
    def accessible(self) -> accessible.PaneAccessible:
        """The pane as assistive programs see it; kept here, for Qt does not.

        Nothing in the constructor may ask for it (setting the accessible name would): made that early, it
        brings the program down when the pane is deleted.
        """
        return accessible.PaneAccessible(self)

    def announce(self, words: str) -> None:
        """Say *words* to a person who uses a screen reader."""
        if QAccessible.isActive():
            accessible.announce(self, words)

    def _tell_caret(self) -> None:
        if QAccessible.isActive():
            accessible.tell_caret(self)
            before, self._entered = self._entered, tuple(self.codings_at(self.page.selection.here))
            if set(self._entered) - set(before):
                self.announce(
                    self.tr("coded: {names}").format(names=", ".join(self.code_names(self._entered)))
                )

    def code_names(self, ids: tuple[int, ...]) -> list[str]:
        """Return the names of the codes of these codings, each once."""
        codings = (self.page.store.get(coding_id) for coding_id in ids)
        names = (self._text.colors.look(coding.code).name for coding in codings if coding)
        return list(dict.fromkeys(names))

    # the margin

    def margin_target(self, point: QPoint) -> Target | None:
        """Return what of the margin is at *point* of the viewport."""
        return self._margin.target(point.x(), point.y())

    def show_more(self, ids: tuple[int, ...], point: QPoint) -> None:
        """List the codings whose labels found no room."""
        menu = QMenu(self)
        menu.setObjectName("moreCodings")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        metrics = QFontMetrics(menu.font())
        for coding_id in ids:
            coding = self.page.store.get(coding_id)
            if coding is not None:
                words = metrics.elidedText(
                    self._described(coding), Qt.TextElideMode.ElideMiddle, self.theme.px(_MENU)
                )
                menu.addAction(words.replace("&", "&&")).triggered.connect(
                    partial(self._activate_from_list, coding_id)
                )
        menu.popup(self.viewport().mapToGlobal(point))

    def _described(self, coding: Placed) -> str:
        """Return the full name of a coding's code, another coder's initials, weight, and whether it is unsure."""
        parts = [self._text.colors.look(coding.code).name]
        if coding.coder != self.page.own and coding.coder in self.page.initials:
            parts.append(self.page.initials[coding.coder])
        if coding.id in self.page.weights:
            parts.append(self.tr("weight {figure}").format(figure=self.page.weights[coding.id]))
        if coding.unsure:
            parts.append(self.tr("unsure"))
        return ", ".join(parts)

    def _activate_from_list(self, coding_id: int, _checked: bool = False) -> None:
        self.activate(coding_id)

    # events

    def keep_lit(self, on: bool) -> None:
        """Show the selection in its own colour although another widget (the code palette) has the focus."""
        self._kept_lit = on
        self._show_focus()

    def has_ring(self) -> bool:
        """Say whether the focus ring is painted."""
        return self._ring and self.hasFocus()

    def _show_focus(self) -> None:
        self._text.focused = self.hasFocus()
        self._text.lit = self.hasFocus() or self._kept_lit
        self.viewport().update()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and the ring where the keyboard led here."""
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._ring = event.reason() in _BY_KEYBOARD
        self._kept_lit = False
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Grey the selection, unless it is a popup that took the focus."""
        self._kept_lit = self._kept_lit or event.reason() == Qt.FocusReason.PopupFocusReason
        self._show_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, copy, mark all, clear; leave other keys to the window."""
        move = move_of(event)
        if move is not None:
            self.go(move, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif _asks_for_menu(event):
            point = self.page.caret_rect(self.caret).bottomLeft()
            self.contextMenuEvent(
                QContextMenuEvent(
                    QContextMenuEvent.Reason.Keyboard, point, self.viewport().mapToGlobal(point)
                )
            )
        elif event.key() != Qt.Key.Key_Escape or not self._escape():
            event.ignore()

    def _escape(self) -> bool:
        """Drop what is going on, else clear the selection, else the active coding; say whether there was any."""
        if self._mouse.drop_all() or self.resizing is not None:
            self.end_resize(keep=False)
        elif self.selection is not None:
            self.clear_selection()
        elif self.active is not None:
            self.activate(None)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark, to drag, or to change an end."""
        if self._ring:
            self._ring = False
            self.update()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish it."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark a word."""
        self._mouse.double(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the passage under the pointer, or of what is marked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            pos = self.page.selection.here
            point = self.page.caret_rect(self.caret).bottomLeft()
        else:
            point = event.pos()
            pos = self._context_at(point)
        spot = Spot(pos, tuple(self.codings_at(pos)), self.mention_at(pos))
        self.context_requested.emit(self.viewport().mapToGlobal(point), spot)

    def _context_at(self, point: QPoint) -> int:
        """Make ready for a context menu at *point*: what is marked stays if the pointer is on it."""
        target = self.margin_target(point)
        coding = self.page.store.get(target.ids[0]) if target else None
        if coding is not None:
            self.activate(coding.id)
            return coding.start
        character = self.page.character_at(point.x(), point.y())
        pos = self.page.pos_at(point.x(), point.y()) if character is None else character
        marked = self.selection
        if marked is None or not marked.start <= pos < marked.end:
            self.put_caret(pos, reveal=False)
            here = self.codings_at(pos) if character is not None else []
            if self.active not in here:
                self.activate(here[0] if here else None)
        return pos

    def viewportEvent(self, event: QEvent) -> bool:
        """Say a label's full name where it was cut; take the light off a coding the pointer left."""
        if event.type() == QEvent.Type.Leave:
            self.hover(None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            target = self.margin_target(event.pos())
            coding = self.page.store.get(target.ids[0]) if target and target.kind != "more" else None
            QToolTip.showText(event.globalPos(), tip(self._described(coding)) if coding else "", self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take codes."""
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which passage would be coded."""
        if event.mimeData().hasFormat(CODE_MIME):
            self._show_target(self._drop_extent(event.position().toPoint()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no passage any more."""
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which code was dropped on which passage."""
        self._show_target(None)
        extent = self._drop_extent(event.position().toPoint())
        code = bytes(event.mimeData().data(CODE_MIME).data())
        if extent is not None and code.isdigit():
            event.acceptProposedAction()
            self.code_dropped.emit(int(code), extent)

    def _drop_extent(self, point: QPoint) -> Extent | None:
        """Return what a code dropped at *point* is for: what is marked, else the sentence there."""
        if self.selection is not None:
            return self.selection
        return unit_at(self.page.model.text, self.page.pos_at(point.x(), point.y()), "sentence")

    def _show_target(self, extent: Extent | None) -> None:
        if extent != self.page.marks.target:
            self.page.marks.target = extent
            self.viewport().update()
