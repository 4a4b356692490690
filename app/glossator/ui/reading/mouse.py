"""What the mouse does in the text and the margin."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from glossator.ui.reading import travel
from glossator.ui.reading.looks import PASSAGE_MIME
from glossator_db.records import Extent

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from glossator.ui.reading.margin_painter import Target
    from glossator.ui.reading.pane import ReadingPane
    from glossator.ui.reading.selection import Unit

EDGE = 6
"""How near to an end of the active passage the pointer takes hold of it."""
_BEAT = 30
_LEFT = Qt.MouseButton.LeftButton


class _Doing(Enum):
    NOTHING = auto()
    MARKING = auto()
    LIFTING = auto()
    """pressed upon what is marked: a drag takes it along, a click puts the caret"""
    RESIZING = auto()


class Mouse(QObject):
    """Turns presses, moves and releases into marking, activating, resizing and dragging."""

    def __init__(self, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._pane, self._page = pane, pane.page
        self._doing = _Doing.NOTHING
        self._moved = False
        self._pressed_at = self._now_at = QPoint()
        self._held = (0, "end", False)
        """coding whose end is held, which end, and whether by its serif"""
        self._tripled = QTimer(self, singleShot=True)
        self._scrolling = QTimer(self, interval=_BEAT)
        self._scrolling.timeout.connect(self._scroll_along)

    def press(self, event: QMouseEvent) -> None:
        """Begin something."""
        point = event.position().toPoint()
        if event.button() != _LEFT:
            return
        near = (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        if not near:
            self._tripled.stop()
        self._pressed_at = self._now_at = point
        self._moved = False
        held = self._edge_at(point)
        if held is not None:
            self._hold(*held)
            return
        target = self._pane.margin_target(point)
        if target is not None:
            self._press_margin(target, point)
            return
        note = self._pane.note_at(point.x(), point.y())
        if note is not None:
            self._doing = _Doing.NOTHING
            self._pane.note_clicked.emit(note)
            return
        self._press_text(event, point)

    def _press_text(self, event: QMouseEvent, point: QPoint) -> None:
        pos = self._page.pos_at(point.x(), point.y())
        selection = self._page.selection
        if self._tripled.isActive():
            self._tripled.stop()
            self._begin(pos, "paragraph")
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._begin(pos, "character", extend=True)
            return
        character = self._page.character_at(point.x(), point.y())
        marked = selection.extent
        if marked and character is not None and marked.start <= character < marked.end:
            self._doing = _Doing.LIFTING
            return
        self._begin(pos, "character")

    def _begin(self, pos: int, unit: Unit, *, extend: bool = False) -> None:
        self._page.selection.press(pos, unit, extend=extend)
        self._doing = _Doing.MARKING
        self._moved = extend or unit != "character"
        self._pane.selection_moved()

    def double(self, event: QMouseEvent) -> None:
        """Mark a word; a third click soon after marks the paragraph."""
        point = event.position().toPoint()
        if event.button() != _LEFT or self._pane.margin_target(point) is not None:
            return
        self._pressed_at = self._now_at = point
        character = self._page.character_at(point.x(), point.y())
        pos = self._page.pos_at(point.x(), point.y()) if character is None else character
        self._begin(pos, "word")
        self._tripled.start(QApplication.doubleClickInterval())

    def _press_margin(self, target: Target, point: QPoint) -> None:
        self._doing = _Doing.NOTHING
        if target.kind == "more":
            self._pane.show_more(target.ids, point)
        elif target.kind == "label":
            self._pane.activate(_after(target.ids, self._page.marks.active))
            active = self._page.marks.active
            if active is not None:
                self._pane.label_activated.emit(active)
        else:
            self._pane.activate(target.ids[0])

    def _hold(self, coding_id: int, end: str, by_serif: bool) -> None:
        self._doing = _Doing.RESIZING
        self._held = (coding_id, end, by_serif)
        self._pane.activate(coding_id)

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun, or show what is under the pointer."""
        point = event.position().toPoint()
        self._now_at = point
        if not event.buttons() & _LEFT or self._doing is _Doing.NOTHING:
            self._hover(point)
            return
        far = (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._doing is _Doing.LIFTING:
            if far:
                self._lift()
            return
        self._moved = self._moved or far or self._doing is _Doing.RESIZING
        if self._moved:
            self._drag(point, exact=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            inside = 0 <= point.y() < self._page.height
            if inside:
                self._scrolling.stop()
            elif not self._scrolling.isActive():
                self._scrolling.start()

    def _drag(self, point: QPoint, *, exact: bool = False) -> None:
        y = min(max(point.y(), 0), self._page.height - 1)
        if self._doing is _Doing.MARKING:
            self._page.selection.drag(self._page.pos_at(point.x(), y))
            self._pane.selection_moved(reveal=False)
        elif self._doing is _Doing.RESIZING:
            self._resize(point.x(), y, exact=exact)

    def _resize(self, x: int, y: int, *, exact: bool) -> None:
        coding_id, end, by_serif = self._held
        page = self._page
        coding = page.store.get(coding_id)
        if coding is None:
            return
        if by_serif and x >= page.geometry.margin_x:
            x = page.geometry.column_x + (page.geometry.column if end == "end" else 0)
        pos = page.pos_at(x, y)
        if not exact:
            pos = travel.snapped(page.model, pos, end=end == "end")
        if end == "end" and pos > coding.start:
            self._pane.show_resized(Extent(coding.start, pos))
        elif end == "start" and pos < coding.end:
            self._pane.show_resized(Extent(pos, coding.end))

    def _scroll_along(self) -> None:
        y = self._now_at.y()
        beyond = y if y < 0 else y - self._page.height + 1
        if not self._pane.scroll_by(beyond // 2 or (1 if beyond > 0 else -1)):
            self._scrolling.stop()
        self._drag(self._now_at)

    def release(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        if event.button() != _LEFT:
            return
        self._scrolling.stop()
        doing, self._doing = self._doing, _Doing.NOTHING
        if doing is _Doing.RESIZING:
            self._pane.end_resize(keep=True)
        elif doing is _Doing.MARKING:
            if not self._moved:
                self._click(event.position().toPoint())
            self._pane.share_selection()
        elif doing is _Doing.LIFTING:
            point = event.position().toPoint()
            self._page.selection.put(self._page.pos_at(point.x(), point.y()))
            self._pane.selection_moved()
            self._click(point)

    def drop_all(self) -> bool:
        """Give up a drag of an end; say whether there was one."""
        resizing = self._doing is _Doing.RESIZING
        if resizing:
            self._doing = _Doing.NOTHING
            self._scrolling.stop()
        return resizing

    def _click(self, point: QPoint) -> None:
        """Activate the passage under the pointer; the enclosing one if it was active already."""
        page = self._page
        character = page.character_at(point.x(), point.y())
        here = () if character is None else tuple(coding.id for coding in page.store.at(character))
        self._pane.activate(_after(here, page.marks.active))
        mention = None if character is None else self._pane.mention_at(character)
        if mention is not None:
            self._pane.mention_clicked.emit(mention)

    def _lift(self) -> None:
        """Drag what is marked out of the pane."""
        extent = self._page.selection.extent
        self._doing = _Doing.NOTHING
        if extent is None:
            return
        drag = QDrag(self._pane)
        drag.setMimeData(passage(extent, self._pane.words(extent)))
        drag.exec(Qt.DropAction.CopyAction)

    def _hover(self, point: QPoint) -> None:
        target = self._pane.margin_target(point)
        if target is not None and target.kind != "more":
            self._pane.hover(target.ids[0])
        else:
            self._pane.hover(None)
        self._pane.viewport().setCursor(self._shape(point, target))

    def _shape(self, point: QPoint, target: Target | None) -> Qt.CursorShape:
        if target is not None and target.kind in ("start", "end"):
            return Qt.CursorShape.SplitVCursor
        if target is not None:
            return Qt.CursorShape.PointingHandCursor
        if self._edge_at(point) is not None:
            return Qt.CursorShape.SplitHCursor
        geometry = self._page.geometry
        in_text = geometry.column_x - 8 <= point.x() < geometry.margin_x
        return Qt.CursorShape.IBeamCursor if in_text else Qt.CursorShape.ArrowCursor

    def _edge_at(self, point: QPoint) -> tuple[int, str, bool] | None:
        """Return the end of a coding that can be taken hold of at *point*."""
        if not self._pane.resizable:
            return None
        target = self._pane.margin_target(point)
        if target is not None:
            return (target.ids[0], target.kind, True) if target.kind in ("start", "end") else None
        page = self._page
        coding = page.store.get(page.marks.active)
        if coding is None or page.selection.extent is not None:
            return None
        for end, pos in (("start", coding.start), ("end", coding.end)):
            block, line, top = page.line_of(pos - (end == "end"))
            x = page.geometry.column_x + block.x_of(pos, line)
            if abs(point.x() - x) <= EDGE / 2 and top <= point.y() < top + block.pitch:
                return coding.id, end, False
        return None


def passage(extent: Extent, words: str) -> QMimeData:
    """Return what a passage is while it is dragged: its place for us, its words for others."""
    data = QMimeData()
    data.setData(PASSAGE_MIME, f"{extent.start} {extent.end}".encode("ascii"))
    data.setText(words)
    return data


def _after(ids: tuple[int, ...], active: int | None) -> int | None:
    """Return the id after *active*; the first where it is not among *ids*, none after the last."""
    if not ids:
        return None
    if active in ids:
        place = ids.index(active) + 1
        return ids[place] if place < len(ids) else None
    return ids[0]
