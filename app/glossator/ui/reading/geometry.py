"""Where column, gutter, lanes and labels stand."""

from __future__ import annotations

from dataclasses import dataclass

COLUMN_MOST, COLUMN_LEAST = 680, 280
LANE_PITCH = 9
LANES_LEAST = 3
_LEFT, _GUTTER, _TO_LANE, _TO_LABEL, _RIGHT = 4, 58, 21, 16, 5
_LABELS = ((1400, 150), (1200, 128), (960, 120))
"""Width of the label column by the window's width; narrower windows show brackets alone."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Horizontal places in the view, in logical pixels."""

    width: int
    column_x: int
    column: int
    """width of the column"""
    lane_x: float
    """middle of the first lane"""
    lanes: int
    """lanes there is room for; 0 where brackets are left out"""
    lane_pitch: float
    label_x: int
    label: int
    """width of the label column; 0 where labels are left out"""

    @property
    def margin_x(self) -> int:
        """Where the margin begins."""
        return self.column_x + self.column + 6


def label_width(window: int) -> int:
    """Return the width of the label column, not scaled, in a window *window* wide."""
    return next((label for least, label in _LABELS if window >= least), 0)


def arrange(width: int, lanes: int, label: int, scale: float = 1.0) -> Geometry:
    """Place everything in a view *width* wide.

    Labels are left out, then brackets, where the column would fall below `COLUMN_LEAST`.
    """
    left, gutter = round(_LEFT * scale), round(_GUTTER * scale)
    pitch, to_lane, right = LANE_PITCH * scale, round(_TO_LANE * scale), round(_RIGHT * scale)
    lanes = max(lanes, LANES_LEAST)
    to_label, label = round((lanes - 1) * pitch + _TO_LABEL * scale), round(label * scale)
    for labels, brackets in ((label, lanes), (0, lanes), (0, 0)):
        if labels:
            margin = to_lane + to_label + labels + right
        else:
            margin = (to_lane + round((brackets - 1) * pitch) + 2 * right) if brackets else right
        rest = width - left - gutter - margin
        if rest >= COLUMN_LEAST:
            break
    column = max(min(rest, COLUMN_MOST), min(COLUMN_LEAST, max(width - left - gutter, 120)))
    x = left + gutter + max(0, rest - column) // 2
    lane_x = x + column + to_lane + 0.5
    return Geometry(width, x, column, lane_x, brackets, pitch, x + column + to_lane + to_label, labels)
