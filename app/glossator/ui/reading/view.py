"""A scroll area that shows a page: painting, scrolling, and what it is told to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from glossator.ui.reading.geometry import label_width
from glossator.ui.reading.index import Placed
from glossator.ui.reading.margin_painter import MarginPainter
from glossator.ui.reading.marks import Extents
from glossator.ui.reading.overview import OverviewStrip
from glossator.ui.reading.page import LARGEST, SMALLEST, Anchor, Page
from glossator.ui.reading.painter import TextPainter

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence, Set

    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

    from glossator.ui.reading.looks import CodeLook, Columns, PaneMention
    from glossator.ui.theme import Theme
    from glossator_db.records import Extent

FRAME = 2
_NOTCH = 120
_LINES = 3


class PageView(QAbstractScrollArea):
    """Shows one text with everything marked in it; the reading pane adds hands and keys."""

    zoomed = Signal(float)
    """the text's size changed to so many pixels"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.page = Page(theme)
        self._text = TextPainter(self.page)
        self._margin = MarginPainter(self.page, self._text.colors)
        self._label: int | None = None
        self._key: Hashable = None
        self._places: dict[Hashable, tuple[Anchor | None, int]] = {}
        self._wheel = self._turned = 0.0
        self._following = False
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._follow)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(FRAME)
        self._strip = OverviewStrip(self.page, self._text.colors, self)
        self._strip.sliderReleased.connect(self._late.start)
        self.setVerticalScrollBar(self._strip)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        theme.changed.connect(self._take_theme)

    # what is shown

    def set_document(self, text: str, key: Hashable = None) -> None:
        """Show another text, without codings and marks; *key* recalls where in it the reader was."""
        if self._key is not None:
            self._places[self._key] = (self.page.anchor(), self.page.selection.caret)
        self._key = key
        self.page.show(text)
        anchor, caret = self._places.get(key, (None, 0)) if key is not None else (None, 0)
        self.page.selection.put(caret)
        if anchor is not None and anchor.pos <= len(text):
            self.page.hold(anchor)
        self._renew()

    def set_codings(self, columns: Columns) -> None:
        """Show these codings and no others."""
        self.page.store.load(columns)
        self.page.fit_lanes()
        self._forget_shapes()

    def set_weights(self, weights: Mapping[int, int]) -> None:
        """Take the weights of the codings that have one, by id; seen once those codings are given or changed."""
        self.page.weights = dict(weights)

    def add_coding(
        self,
        id: int,  # noqa: A002
        code: int,
        coder: int,
        extent: Extent,
        unsure: bool = False,
        has_memo: bool = False,
    ) -> None:
        """Show one coding more."""
        self.page.store.add(Placed(id, code, coder, extent.start, extent.end, unsure, has_memo))
        self._forget_rows(extent, id)

    def remove_coding(self, id: int) -> None:  # noqa: A002
        """Show one coding less."""
        was = self.page.store.remove(id)
        if was is not None:
            self._forget_rows(was.extent)
            if id == self.page.marks.active:
                self.activate(None)

    def change_coding(
        self,
        id: int,  # noqa: A002
        *,
        code: int | None = None,
        extent: Extent | None = None,
        unsure: bool | None = None,
        has_memo: bool | None = None,
    ) -> None:
        """Show a coding as it is now; what is None stays as it was."""
        was = self.page.store.remove(id)
        if was is None:
            return
        now = replace(
            was,
            code=was.code if code is None else code,
            start=extent.start if extent else was.start,
            end=extent.end if extent else was.end,
            unsure=was.unsure if unsure is None else unsure,
            has_memo=was.has_memo if has_memo is None else has_memo,
        )
        self.page.store.add(now)
        self._forget_rows(was.extent)
        self._forget_rows(now.extent, id)

    def set_codes(self, looks: Mapping[int, CodeLook]) -> None:
        """Show codes under these names, colours and marks."""
        self.page.looks = dict(looks)
        self._text.colors.clear()
        self._margin.forget()
        self._update_all()

    def set_coders(self, initials: Mapping[int, str], own: int | None) -> None:
        """Let the labels of all coders but *own* end in their initials."""
        self.page.initials, self.page.own = dict(initials), own
        self._margin.forget()
        self._update_all()

    def set_hidden(self, codes: Set[int], coders: Set[int] = frozenset()) -> None:
        """Leave out the codings of these codes and coders."""
        if self.page.store.hide(codes, coders):
            self._forget_shapes(now=False)

    def set_mentions(self, mentions: Sequence[PaneMention]) -> None:
        """Underline these mentions and no others."""
        self.page.marks.set_mentions(mentions)
        self._forget_shapes(now=False)

    def set_notes(self, extents: Sequence[Extent]) -> None:
        """Mark these passages as having a note."""
        self.page.marks.notes = Extents(extents)
        self.viewport().update()

    def set_hits(self, extents: Sequence[Extent], current: int | None = None) -> None:
        """Show these search hits; *current* is the number of the one that was gone to."""
        self.page.marks.set_hits(extents, current)
        self._update_all()

    def set_bookmark(self, pos: int | None) -> None:
        """Show the bookmark beside the line that holds *pos*."""
        self.page.marks.bookmark = pos
        self.viewport().update()

    def activate(self, coding_id: int | None) -> None:
        """Let a coding stand out, or none."""
        self._relight(active=coding_id)

    def _relight(self, **marks: int | None) -> None:
        """Set ``active`` or ``hovered`` and repaint what looks different."""
        before = self.page.marks.lit
        for name, value in marks.items():
            setattr(self.page.marks, name, value)
        now = self.page.marks.lit
        if before == now:
            return
        if before is None or now is None:
            self.viewport().update()
            return
        for coding in (self.page.store.get(before), self.page.store.get(now)):
            if coding is not None:
                self.update_rows(coding.extent)

    # sizes

    @property
    def text_size(self) -> float:
        """Size of the text in pixels."""
        return self.page.text_size

    @text_size.setter
    def text_size(self, size: float) -> None:
        self._zoom(size, None)

    @property
    def label_width(self) -> int | None:
        """Width of the label column, not scaled; None follows the window's width."""
        return self._label

    @label_width.setter
    def label_width(self, width: int | None) -> None:
        self._label = width
        self._fit()

    def _zoom(self, size: float, about: int | None) -> None:
        size = min(max(round(size), SMALLEST), LARGEST)
        if size != self.page.text_size:
            self.page.text_size = size
            self.page.relayout(about)
            self._renew()
            self.zoomed.emit(float(size))

    def _take_theme(self) -> None:
        self._text.colors.clear()
        self._strip.updateGeometry()
        self.page.relayout()
        self._renew()

    def _fit(self) -> None:
        label = label_width(self.window().width()) if self._label is None else self._label
        view = self.viewport()
        self.page.resize(view.width(), view.height(), label)
        self._renew()

    # places

    def reveal(self, extent: Extent) -> None:
        """Scroll so that *extent* is seen."""
        if self.page.reveal(extent):
            self._scrolled()

    def rect_of(self, extent: Extent) -> QRect:
        """Return the rectangle around what is seen of *extent*, in the viewport; empty when nothing is."""
        found = QRect()
        for rect in self.page.rects(extent):
            found = found.united(rect)
        return found

    def codings_at(self, pos: int) -> list[int]:
        """Return the codings shown that cover the code point at *pos*, innermost first."""
        return [coding.id for coding in self.page.store.at(pos)]

    def mention_at(self, pos: int) -> int | None:
        """Return the number of the mention that covers the code point at *pos*."""
        found = self.page.marks.mention_extents.within(pos, pos + 1)
        return found[0] if found else None

    # scrolling

    def note_at(self, x: float, y: float) -> int | None:
        """Return the number of the note whose sheet is at a point of the viewport."""
        page = self.page
        block, top = page.block_at(y)
        line = block.line_at_y(y - top)
        if not self._text.note_cell(top + line.top, block.pitch).contains(x, y):
            return None
        notes = page.marks.notes
        found = [n for n in notes.within(line.start, line.next + 1) if line.start <= notes.given[n].start]
        return found[0] if found else None

    def scroll_by(self, pixels: int) -> int:
        """Scroll *pixels* down; return how far it went."""
        moved = self.page.move(pixels)
        if not moved:
            return 0
        view = self.viewport()
        placed = self._margin.prepare()
        if abs(moved) < view.height() and self.devicePixelRatioF().is_integer():
            view.scroll(0, -moved)
            if placed:
                x = self.page.geometry.margin_x
                view.update(x, 0, view.width() - x, view.height())
        else:
            view.update()
        self._follow()
        return moved

    def _scrolled(self) -> None:
        """Repaint after the page went elsewhere."""
        self.viewport().update()
        self._late.start()

    def _follow(self) -> None:
        """Let the scroll bar say where the page is."""
        if self._strip.isSliderDown():
            return
        scroll = self.page.scroll
        self._following = True
        self._strip.setPageStep(self.page.height)
        self._strip.setSingleStep(self.page.setting.pitch)
        self._strip.setRange(0, max(0, scroll.length - self.page.height))
        self._strip.setValue(scroll.value)
        self._following = False

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Go where the scroll bar was moved to."""
        if not self._following:
            self.page.go(self._strip.value())
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl zoom about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y() / _NOTCH
            steps = int(self._turned)
            if steps:
                self._turned -= steps
                self._zoom(self.page.text_size + steps, round(event.position().y()))
        elif not event.pixelDelta().isNull():
            self.scroll_by(-event.pixelDelta().y())
        else:
            self._wheel -= event.angleDelta().y() / _NOTCH * _LINES * self.page.setting.pitch
            whole = int(self._wheel)
            self._wheel -= whole
            self.scroll_by(whole)
        event.accept()

    # painting

    def update_rows(self, extent: Extent) -> None:
        """Repaint the lines *extent* lies on, and the margin beside them."""
        top, bottom = self.page.rows(extent)
        room = self.page.setting.pitch
        self.viewport().update(0, top - 4, self.viewport().width(), bottom - top + room)

    def _forget_rows(self, extent: Extent, coding_id: int | None = None) -> None:
        """Make anew what is painted behind the blocks that *extent* touches."""
        if coding_id is not None and self.page.fit_lanes(coding_id):
            self._renew()
        for block in self.page.blocks:
            if block.start < extent.end and extent.start <= block.end:
                block.shapes = None
        self._margin.forget()
        self._strip.renew_soon()
        self.update_rows(extent)
        view, x = self.viewport(), self.page.geometry.margin_x
        view.update(x, 0, view.width() - x, view.height())

    def _forget_shapes(self, *, now: bool = True) -> None:
        """Make anew what is painted behind all blocks; the overview only *now* if it must be."""
        for block in self.page.blocks:
            block.shapes = None
        self._margin.forget()
        if now:
            self._strip.renew()
        else:
            self._strip.renew_soon()
        self.viewport().update()

    def _update_all(self) -> None:
        self._strip.renew()
        self.viewport().update()

    def _renew(self) -> None:
        """Repaint after the page was laid out anew."""
        self._margin.forget()
        self._strip.renew()
        self._scrolled()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the page into the view."""
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        length = self.page.scroll.length
        painter = QPainter(self.viewport())
        try:
            painter.setClipRegion(event.region())
            self._text.paint(painter, event.rect())
            self._margin.paint(painter, event.rect())
        finally:
            painter.end()
        if self.page.scroll.length != length:
            self._late.start()

    def event(self, event: QEvent) -> bool:
        """Paint the frame: the page's ground, or the ring that says the keyboard is here."""
        if event.type() != QEvent.Type.Paint:
            return super().event(event)
        painter = QPainter(self)
        try:
            painter.fillRect(self.rect(), self.theme.tokens.page)
            if self.has_ring():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self.theme.tokens.accent, FRAME))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        finally:
            painter.end()
        return True

    def has_ring(self) -> bool:
        """Say whether the focus ring is painted."""
        return False
