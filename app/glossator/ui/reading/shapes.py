"""What is painted behind and under the words of one block, made once and kept with its layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossator.ui.reading.layout import Block, Line
    from glossator.ui.reading.looks import PaneMention
    from glossator.ui.reading.segments import Segment

RADIUS = 3
OVERHANG = 2
RAIL = 2
UNDERLINE = 1.4
_TOUCH = 1.5


@dataclass
class Shapes:
    """Shapes of one block, from its upper left corner on."""

    tints: dict[tuple[int, int], QPainterPath] = field(default_factory=dict)
    """boxes by innermost code and by how many codes lie around it"""
    rails: dict[int, list[QRectF]] = field(default_factory=dict)
    """by code"""
    underlines: dict[tuple[str, bool], list[QLineF]] = field(default_factory=dict)
    """by label and whether it was accepted"""


@dataclass
class _Run:
    """Neighbouring segments that share a tint."""

    start: int
    end: int
    key: tuple[int, int]


@dataclass
class _Piece:
    left: float
    right: float
    run: _Run
    line: Line


def shapes(block: Block, segments: Sequence[Segment], mentions: Iterable[PaneMention]) -> Shapes:
    """Make the shapes of *block*."""
    made = Shapes()
    pieces = [
        _Piece(left, right, run, line)
        for run in _runs(segments)
        for line, left, right in block.pieces(run.start, run.end)
    ]
    pieces.sort(key=lambda piece: (piece.line.top, piece.left))
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        path = made.tints.get(piece.run.key)
        if path is None:
            path = made.tints[piece.run.key] = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
        _add_box(path, block, piece, before, after)
    for segment in segments:
        for level, code in enumerate(segment.codes[1:]):
            for line, left, right in block.pieces(segment.start, segment.end):
                top = block.box(line)[1] - 1 + level * RAIL
                rails = made.rails.setdefault(code, [])
                rails.append(QRectF(round(left), top, round(right) - round(left), RAIL))
    for mention in mentions:
        if mention.state != "rejected":
            lines = made.underlines.setdefault((mention.label, mention.state == "accepted"), [])
            for line, left, right in block.pieces(mention.extent.start, mention.extent.end):
                y = line.baseline + 2 + UNDERLINE / 2
                lines.append(QLineF(left, y, right, y))
    return made


def box_path(block: Block, start: int, end: int, radius: float, grow: float = 0) -> QPainterPath:
    """Return the boxes of one passage as far as it lies in *block*, as the active passage has them."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for line, left, right in block.pieces(start, end):
        top, bottom = block.box(line)
        first = OVERHANG if line.start <= start else 0
        last = OVERHANG if end <= line.end else 0
        if block.rtl:
            first, last = last, first
        x, right_x = round(left) - first, round(right) + last
        path.addRoundedRect(QRectF(x, top - grow, right_x - x, bottom - top + 2 * grow), radius, radius)
    return path


def _runs(segments: Sequence[Segment]) -> list[_Run]:
    runs: list[_Run] = []
    for segment in segments:
        key = segment.codes[0], len(segment.codes) - 1
        if runs and runs[-1].key == key and runs[-1].end == segment.start:
            runs[-1].end = segment.end
        else:
            runs.append(_Run(segment.start, segment.end, key))
    return runs


def _add_box(
    path: QPainterPath, block: Block, piece: _Piece, before: _Piece | None, after: _Piece | None
) -> None:
    """Add the box of *piece*: round at free ends, square where it touches its neighbours on the line."""
    line = piece.line
    left_free = before is None or before.line is not line or before.right < piece.left - _TOUCH
    right_free = after is None or after.line is not line or after.left > piece.right + _TOUCH
    left, right = round(piece.left), round(piece.right)
    if left_free and _ends_at(block, piece, piece.left):
        left -= OVERHANG
    if right_free and _ends_at(block, piece, piece.right):
        right += OVERHANG
    top, bottom = block.box(line)
    height = bottom - top
    if not left_free and not right_free:
        path.addRect(left, top, right - left, height)
        return
    path.addRoundedRect(QRectF(left, top, right - left, height), RADIUS, RADIUS)
    square = min(RADIUS, right - left)
    if not left_free:
        path.addRect(left, top, square, height)
    if not right_free:
        path.addRect(right - square, top, square, height)


def _ends_at(block: Block, piece: _Piece, x: float) -> bool:
    """Say whether the passage itself, and not only this piece of it, begins or ends at *x*."""
    line, run = piece.line, piece.run
    if not block.bidi:
        return line.start <= run.start if x == piece.left else run.end <= line.end
    ends = [run.start] if line.start <= run.start < line.next else []
    ends += [run.end] if line.start < run.end <= line.end else []
    return any(abs(block.x_of(end, line) - x) < _TOUCH for end in ends)
