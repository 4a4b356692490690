"""Brackets and labels of the margin: where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INSET = 3.5
"""Between a bracket's end and the edge of its line."""
LABEL_HEIGHT = 18
_LIFT = 2
"""How far a label's upper edge lies above its bracket's."""
_REPEAT = 1.2
"""Lines within which repeats of a code become one label."""


@dataclass(frozen=True, slots=True)
class Item:
    """A coding as the margin sees it; heights count from one fixed place."""

    id: int
    code: int
    coder: int
    top: int
    """upper edge of its first line"""
    bottom: int
    """lower edge of its last line"""
    lane: int
    unsure: bool = False
    has_memo: bool = False
    weight: int | None = None


@dataclass(slots=True)
class Label:
    """A name in the margin; stands for several codings where a code repeats."""

    code: int
    coder: int
    top: float
    ids: list[int]
    limit: float
    """the label may not begin below this"""
    unsure: bool = False
    has_memo: bool = False
    weight: int | None = None
    """where it is the same for all"""

    @property
    def bottom(self) -> float:
        """Its lower edge, not scaled."""
        return self.top + LABEL_HEIGHT


@dataclass(slots=True)
class More:
    """The words “+n more”, for codings whose labels found no room."""

    top: float
    ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Margin:
    """All that stands in the margin beside some blocks."""

    items: tuple[Item, ...] = ()
    labels: tuple[Label, ...] = ()
    more: tuple[More, ...] = ()


def place(items: Sequence[Item], pitch: int, scale: float = 1.0) -> Margin:
    """Place labels beside their brackets, pushed down where they would collide.

    A label that would begin below its bracket's last line, or half a line more, is counted in “+n more”.
    """
    height = LABEL_HEIGHT * scale
    labels: list[Label] = []
    more: list[More] = []
    free = float("-inf")
    for label in _merged(items, pitch):
        wanted = label.top + INSET - _LIFT * scale
        label.top = max(wanted, free)
        if label.top <= label.limit:
            labels.append(label)
            free = label.top + height
        elif more and more[-1].top + height >= free:
            more[-1].ids += label.ids
        else:
            more.append(More(free, list(label.ids)))
            free += height
    return Margin(tuple(items), tuple(labels), tuple(more))


def _merged(items: Sequence[Item], pitch: int) -> list[Label]:
    """Return a label for each item, one for repeats of a code that begin within 1.2 lines."""
    labels: list[Label] = []
    last: dict[tuple[int, int], Label] = {}
    for item in sorted(items, key=lambda item: (item.top, item.lane)):
        limit = item.bottom + pitch / 2
        label = last.get((item.code, item.coder))
        if label is not None and item.top - label.top <= _REPEAT * pitch:
            label.ids.append(item.id)
            label.limit = max(label.limit, limit)
            label.unsure |= item.unsure
            label.has_memo |= item.has_memo
            label.weight = label.weight if label.weight == item.weight else None
        else:
            label = Label(
                item.code, item.coder, item.top, [item.id], limit, item.unsure, item.has_memo, item.weight
            )  # fmt: skip
            labels.append(label)
            last[item.code, item.coder] = label
    return labels
