"""What an import did: one headline, a table, and everything doubtful by name."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from glossator.exchange.atomic import replacing
from glossator.operations.receipt import sentence
from glossator.ui.widgets.buttons import Button
from glossator.ui.widgets.dialog import Dialog
from glossator.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from glossator.operations.receipt import Item, Receipt, Tally
    from glossator.ui.importing.bringing import Outcome
    from glossator.ui.theme import Theme

_HEADS = ("new", "same", "changed", "not placed")
_EDGES = (334, 411, 488, 584)  # right edges of the columns in the drawing, from the left edge of the body
_KINDS = (("documents", "Texts"), ("codes", "Codes"), ("codings", "Codings"), ("memos", "Memos"))
_NAMED = 6
_PITCH = 36


def headline(outcome: Outcome) -> tuple[str, str, bool]:
    """Return the headline, the sentence below it, and whether all is well."""
    receipt = outcome.receipt
    texts, codes, codings = receipt.documents, receipt.codes, receipt.codings
    well = not (receipt.refused or receipt.total.unplaced or receipt.total.guessed)
    if "codings" in outcome.kinds:
        placed, guessed, lost = codings.placed_exactly, len(codings.guessed), len(codings.unplaced)
        total = placed + guessed + lost
        said = f"{placed:,} of {_counted(total, 'coding')} placed exactly"
        check = "Each was checked: the text at its place is the text it was made on."
        return said, f"{check} {guessed:,} guessed, {lost:,} not placed.", well and not codings.skipped
    if {"texts", "codebook"} <= outcome.kinds:
        said = f"{_counted(texts.added, 'text')} and {_counted(codes.added, 'code')} added"
        return (
            said,
            f"{codes.changed:,} codes changed, {texts.same + codes.same:,} were the same already.",
            well,
        )
    if "codebook" in outcome.kinds:
        said = f"{_counted(codes.added, 'new code')}, {codes.changed:,} changed"
        return said, f"{codes.same:,} were the same already. No coding was touched.", well
    said = f"{_counted(texts.added, 'text')} added"
    rest = [f"{texts.same:,} in the project already" if texts.same else ""]
    rest.append(f"{_counted(receipt.refused, 'file')} could not be read" if receipt.refused else "")
    below = ", ".join(part for part in rest if part) or "every file was read"
    return said, f"{below[:1].upper()}{below[1:]}.", well


def doubts(receipt: Receipt) -> list[tuple[str, list[str]]]:
    """Return what a person should look at: a heading, and each case in a line."""
    total = receipt.total
    groups = (
        (total.unplaced, "coding not placed", "codings not placed"),
        (total.guessed, "coding placed by a guess", "codings placed by a guess"),
        (total.skipped, "left out", "left out"),
        (total.warnings, "remark", "remarks"),
    )
    return [
        (
            f"{len(items):,} {one if len(items) == 1 else many}",
            [sentence(_without_folder(item)) for item in items],
        )
        for items, one, many in groups
        if items
    ]


def _without_folder(item: Item) -> Item:
    file = item.get("file")
    return {**item, "file": PurePath(file).name} if isinstance(file, str) else item


def as_text(outcome: Outcome) -> str:
    """Return the receipt as a person reads it."""
    said, below, _ = headline(outcome)
    lines = [outcome.receipt.source, said, below, "", "\t".join(("", *_HEADS))]
    lines += ["\t".join((word, *map(str, figures))) for word, figures in rows(outcome.receipt)]
    for head, items in doubts(outcome.receipt):
        lines += ["", head, *items]
    return "\n".join(lines) + "\n"


def save(outcome: Outcome, path: Path) -> None:
    """Write the receipt, as JSON where *path* ends so, else as text; raises `ExchangeError`."""
    with replacing(path) as stream:
        if path.suffix.casefold() == ".json":
            stream.write(json.dumps(outcome.receipt.as_json(), ensure_ascii=False, indent=2) + "\n")
        else:
            stream.write(as_text(outcome))


def rows(receipt: Receipt) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Return the figures of the table, kind by kind."""
    return [
        (word, (tally.added, tally.same, tally.changed, len(tally.unplaced)))
        for name, word in _KINDS
        if _matters(tally := receipt.kinds[name]) or name != "memos"
    ]


def _matters(tally: Tally) -> bool:
    return bool(tally.added or tally.same or tally.changed or tally.unplaced or tally.skipped)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class _Table(QWidget):
    """The figures: what is not nought is semi-bold."""

    def __init__(self, theme: Theme, lines: Sequence[tuple[str, tuple[int, int, int, int]]]) -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self.setObjectName("receiptTable")
        said = (
            f"{word}: " + ", ".join(f"{figure} {head}" for figure, head in zip(figures, _HEADS, strict=True))
            for word, figures in lines
        )
        self.setAccessibleName("; ".join(said))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(32 + _PITCH * len(self._lines)) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, t, px, painter = self._theme, self._theme.tokens, self._theme.px, QPainter(self)
        share = self.width() / 652
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        right = line | Qt.AlignmentFlag.AlignRight
        painter.fillRect(0, 0, self.width(), 1, t.line)
        painter.setFont(theme.font(12))
        painter.setPen(t.sub)
        for head, edge in zip(_HEADS, _EDGES, strict=True):
            painter.drawText(QRectF(0, 0, edge * share, px(32)), right, head)
        top = px(32)
        painter.fillRect(0, top, self.width(), 1, t.line)
        for word, figures in self._lines:
            painter.setFont(theme.font(13))
            painter.setPen(t.text)
            painter.drawText(QRectF(0, top, self.width(), px(_PITCH)), line, word)
            for figure, edge in zip(figures, _EDGES, strict=True):
                painter.setFont(theme.font(13, 600 if figure else 400, tabular=True))
                painter.setPen(t.text if figure else t.sub)
                painter.drawText(QRectF(0, top, edge * share, px(_PITCH)), right, f"{figure:,}")
            top += px(_PITCH)
            painter.fillRect(0, top, self.width(), 1, t.line)


class _Doubt(QWidget):
    """A card of what is to be looked at."""

    def __init__(self, theme: Theme, head: str, items: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(40), px(11), px(16), px(11))
        column.setSpacing(px(4))
        column.addWidget(Label(theme, head, weight=600))
        for item in items[:_NAMED]:
            column.addWidget(Label(theme, item, size=12, wrap=True))
        if len(items) > _NAMED:
            more = f"And {len(items) - _NAMED:,} more; the saved receipt names them all."
            column.addWidget(Label(theme, more, size=12, token="sub", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, painter = self._theme, self._theme.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens.warnbg)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        theme.paint_icon(painter, "info", "warn", QRectF(px(15), px(11), px(16), px(18)), size=16)


class _Headline(QWidget):
    """A tick or a warning, and what the import came to."""

    def __init__(self, theme: Theme, said: str, below: str, *, well: bool) -> None:
        super().__init__()
        self._theme, self._well = theme, well
        self.setObjectName("receiptHeadline")
        self.setAccessibleName(f"{said}. {below}")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(38), theme.px(4), 0, theme.px(14))
        column.setSpacing(theme.px(6))
        self.title = Label(theme, said, size=22, weight=600, wrap=True)
        column.addWidget(self.title)
        column.addWidget(Label(theme, below, token="sub", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        height = QFontMetricsF(self._theme.font(22, 600)).height()
        box = QRectF(self._theme.px(2), self._theme.px(4), self._theme.px(22), height)
        icon, token = ("check", "good") if self._well else ("warn", "warn")
        self._theme.paint_icon(QPainter(self), icon, token, box, size=22)


class ReceiptDialog(Dialog):
    """The receipt; *Undo import* takes everything back."""

    undo_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget, outcome: Outcome) -> None:
        source = f"{outcome.receipt.source} · {outcome.what}" if outcome.what else outcome.receipt.source
        super().__init__(theme, window, "Import finished", source, width=700, padding=24)
        self.setObjectName("receiptDialog")
        self.sentence.set_token("sub")
        px = theme.px
        said, below, well = headline(outcome)
        self.body.addWidget(_Headline(theme, said, below, well=well))
        self.body.addWidget(_Table(theme, rows(outcome.receipt)))
        found = doubts(outcome.receipt)
        if found:
            self.body.addSpacing(px(8))
        for head, items in found:
            self.body.addWidget(_Doubt(theme, head, items))
        left = QHBoxLayout()
        left.setSpacing(px(8))
        self._undo = Button(theme, "Undo import", icon="undo")
        self._undo.setObjectName("receiptUndo")
        self._undo.setEnabled(outcome.steps > 0)
        self._undo.setToolTip("" if outcome.steps else "Nothing was changed.")
        self._undo.clicked.connect(self._undo_pressed)
        keep = Button(theme, "Save receipt…", icon="export")
        keep.setObjectName("receiptSave")
        keep.clicked.connect(self.save_wanted)
        for button in (self._undo, keep):
            left.addWidget(button)
        self.foot.insertLayout(0, left)
        self.add_button("Done", "primary", role="accept")

    def _undo_pressed(self) -> None:
        self.accept()
        self.undo_wanted.emit()
