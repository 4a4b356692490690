"""Places where a coder has two codes of which only one may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.arrays import Columns, Ints, bits

if TYPE_CHECKING:
    from glossator.agreement.material import Codings


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Stretches that one coder has covered more than once, by text, coder and place; shape (overlaps,) each."""

    document: Columns
    coder: Columns
    start: Columns
    end: Columns

    def __len__(self) -> int:
        return len(self.document)

    @property
    def size(self) -> int:
        """How much the stretches cover, each coder's own."""
        return int((self.end - self.start).sum())


def overlaps(codings: Codings) -> Overlaps:
    """Return where extents of one coder overlap, whatever their codes; those that touch do not."""
    if not len(codings):
        return Overlaps(*(np.empty(0, np.int32) for _ in range(4)))
    place_bits, coder_bits = bits(codings.end.max()), bits(codings.coder.max())
    group = (codings.document.astype(np.int64) << coder_bits | codings.coder) << place_bits
    places = np.concatenate([group | codings.start, group | codings.end])
    order = np.argsort(places)
    depth = np.cumsum(np.where(order < len(codings), 1, -1))
    places = places[order]
    width = np.diff(places, append=places[-1] + 1)
    # Where a place is listed several times only the last says how deep it is after them.
    deep, places = (depth > 1)[width > 0], places[width > 0]
    edge = np.diff(deep.astype(np.int8), prepend=0)
    starts = places[edge > 0]
    ends = places[edge < 0]  # the depth falls back at the latest at the end of the coder's last extent
    where = starts >> place_bits
    place: Ints = np.asarray((1 << place_bits) - 1, np.int64)
    return Overlaps(
        (where >> coder_bits).astype(np.int32),
        (where & ((1 << coder_bits) - 1)).astype(np.int32),
        (starts & place).astype(np.int32),
        (ends & place).astype(np.int32),
    )
