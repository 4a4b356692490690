"""The code palette: a field at the caret that finds a code by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.ui.coding import paint
from glossator.ui.coding.palette_list import ROW, ROWS, PaletteList, Row
from glossator.ui.coding.ranking import Candidate, candidate, fold, rank
from glossator.ui.widgets.fields import Field
from glossator.ui.widgets.labels import Hairline
from glossator.ui.widgets.overlay import SHADOW
from glossator.ui.widgets.popup import Popup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.ui.coding.mirror import Mirror
    from glossator.ui.theme import Theme
    from glossator_db.records import CodeId

After = Literal["close", "stay", "memo"]
_WIDTH = 392
_FIELD = 42
_FOOT = 31
_GAP = 8
_LEAST_ROWS = 5
_GAP_ABOVE = 16
_KEYS = (("↵", "apply"), ("⇧ ↵", "apply, keep open"), ("Tab", "memo"), ("Esc", "close"))
_NAMING_KEYS = (("↵", "make and apply"), ("Tab", "memo"), ("Esc", "close"))


class CodePalette(Popup):
    """Chooses a code; what is done with it is up to who opened it."""

    chosen = Signal(object, str)
    """code, and what comes after: close, stay or memo"""
    named = Signal(str, str)
    """name of a new code, and what comes after"""

    def __init__(self, mirror: Mirror, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, width=_WIDTH)
        self._mirror = mirror
        self._candidates: Sequence[Candidate] = ()
        self._naming, self._new = False, True
        self._bounds = QRect()
        self._above = False
        self._most = ROWS
        self.setObjectName("codePalette")
        self.setAccessibleName("Code palette")
        self.field = _Field(theme)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list = PaletteList(theme)
        self.list.clicked.connect(self._click)
        self._foot = _Foot(theme, self)
        self.column.addWidget(self.field)
        self.column.addWidget(Hairline(theme))
        self.column.addSpacing(theme.px(4))
        self.column.addWidget(self.list)
        self.column.addSpacing(theme.px(4))
        self.column.addWidget(Hairline(theme))
        self.column.addWidget(self._foot)
        for told in (mirror.codes_changed, mirror.reset):
            told.connect(self._forget)

    def ask(
        self, anchor: QRect, bounds: QRect, *, words: int, naming: bool = False, new: bool = True
    ) -> None:
        """Open at *anchor*, kept within *bounds* (both in the window) for a passage of so many *words*.

        Only the name of a new code is asked for when *naming*; a *new* one may be offered beside those there are.
        """
        self._naming, self._new, self._bounds, self._candidates = naming, new, bounds, ()
        self._find_room(anchor)
        self.field.show_words(words, naming=naming)
        self._foot.show_keys(_NAMING_KEYS if naming else _KEYS)
        self.field.clear()
        self._find()
        self.show_at(anchor, self.field)

    def place(self) -> None:
        """Stand under the anchor, or above it where there is no room, with the right edge in the pane."""
        px = self._theme.px
        self.column.activate()
        width, height = px(_WIDTH), self.sizeHint().height() - 2 * SHADOW - 4
        left = max(self._bounds.left() + px(8), min(self._anchor.left(), self._bounds.right() + 1 - width))
        below = self._anchor.bottom() + 1 + px(_GAP)
        above = self._anchor.top() - px(_GAP_ABOVE) - height
        top = above if self._above else min(below, self._bounds.bottom() - height)
        self.setGeometry(left - SHADOW, top - SHADOW, width + 2 * SHADOW, height + 2 * SHADOW + 4)

    def _find_room(self, anchor: QRect) -> None:
        """Decide once whether it opens upwards, and how many rows it may have: it does not jump while one types."""
        px = self._theme.px
        around, row = px(_FIELD + _FOOT + 10), px(ROW)
        below = (self._bounds.bottom() - anchor.bottom() - px(_GAP) - around) // row
        above = (anchor.top() - px(_GAP_ABOVE) - self._bounds.top() - around) // row
        self._above = below < _LEAST_ROWS and above > below
        self._most = max(2, min(ROWS + 1, above if self._above else below))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the palette's own keys before the field does."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self._name("close")
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose("stay" if shift else "close")
            case Qt.Key.Key_Tab:
                self._choose("memo")
            case Qt.Key.Key_Escape:
                self.close_popup()
            case _:
                return False
        return True

    def _find(self) -> None:
        """Show the codes that hold the letters; with none typed, those used last."""
        typed = self.field.text().strip()
        candidates = self._candidates = self._candidates or self._prepare()
        if typed:
            found = rank(candidates, typed, ROWS)
            rows = [self._row(match.candidate.code_id, frozenset(match.letters)) for match in found]
        else:
            recent = [code for code in self._mirror.recent if code in self._mirror.codes]
            rest = [one.code_id for one in candidates if one.code_id not in recent]
            rows = [self._row(code) for code in (*recent, *rest)[:ROWS]]
        if self._naming:
            rows = [Row(None, "", new_name=typed), *rows[: ROWS - 1]]
        elif typed and self._new and not any(one.folded == fold(typed) for one in candidates):
            rows.append(Row(None, "", new_name=typed))
        if len(rows) > self._most:
            del rows[self._most - 1 : -1]
        self.list.show_rows(rows)
        if self.is_open:
            self.place()

    def _prepare(self) -> list[Candidate]:
        counts = self._mirror.counts
        codes = self._mirror.codes.values()
        return [candidate(code.id, code.name, counts.get(code.id, 0)) for code in codes if code.codable]

    def _row(self, code: CodeId, letters: frozenset[int] = frozenset()) -> Row:
        record = self._mirror.codes[code]
        above = self._mirror.codes.get(record.parent_id) if record.parent_id is not None else None
        return Row(record, above.name if above else "", letters)

    def _click(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._choose("close")

    def _choose(self, after: After) -> None:
        row = self.list.row()
        if row is None:
            return
        if row.code is None:
            self._name(after)
            return
        if after == "stay":
            self.field.selectAll()
        else:
            self.close_popup()
        self.chosen.emit(row.code.id, after)

    def _name(self, after: After) -> None:
        name = self.field.text().strip()
        if name and self._new:
            self.close_popup()
            self.named.emit(name, after)

    def _forget(self) -> None:
        self._candidates = ()


class _Field(Field):
    """The palette's field: no frame, an icon in accent, the number of words at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, height=_FIELD, framed=False, size=15)
        self._words, self._sign = "", "code"
        self.setObjectName("codePaletteInput")
        self.setAccessibleName("Letters of a code")

    def show_words(self, words: int, *, naming: bool) -> None:
        self._words = f"{words:,} word{'' if words == 1 else 's'}" if words else ""
        self._sign = "plus" if naming else "code"
        self.setPlaceholderText("Name of the new code" if naming else "Letters of a code")
        self.setAccessibleDescription(self._words)

    def _margins(self) -> None:
        px = self._theme.px
        self.setTextMargins(px(39), 0, px(76), px(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, QPainter(self)
        box = QRectF(theme.px(13), 0, theme.px(18), self.height() + 1)
        theme.paint_icon(painter, self._sign, "accent", box, size=18)
        painter.setFont(theme.font(12))
        painter.setPen(theme.tokens.sub)
        right = self.rect().adjusted(0, 0, -theme.px(13), 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


class _Foot(QWidget):
    """The line that says which key does what."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: Sequence[tuple[str, str]] = _KEYS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        self._keys = keys
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_FOOT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        left, middle = float(theme.px(13)), self.height() / 2 + 1
        for key, word in self._keys:
            width = paint.key_width(theme, key)
            paint.key_cap(painter, theme, left + width, middle, key)
            left += width + theme.px(5.5)
            rect = QRectF(left, 1, self.width() - left, self.height())
            left = paint.words(painter, theme, rect, word, theme.tokens.sub, size=12) + theme.px(14)
        painter.end()
