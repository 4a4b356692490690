"""From codings to runs: stretches of a text on which the same coders have a code.

The sorted ends of the extents are swept once, so the cost is O(S log S) for S codings, whatever the length of the
texts.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from glossator.agreement.arrays import Columns, Ints, bits
from glossator.agreement.material import Codings

_WORD = 62


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Runs on which at least one coder has the code, sorted by text, code and place; shape (runs,) each."""

    document: Columns
    code: Columns
    start: Columns
    """in the units that are counted"""
    width: Columns
    coders: Ints
    """who has the code there: bit i for coder i"""

    def __len__(self) -> int:
        return len(self.document)

    def take(self, rows: slice) -> Runs:
        """Return some of the runs."""
        return Runs(*(getattr(self, column.name)[rows] for column in fields(self)))

    def rows(self, document: int) -> slice:
        """Return where the runs of one text are."""
        first, last = np.searchsorted(self.document, [document, document + 1])
        return slice(int(first), int(last))

    def with_text(self, document: int, runs: Runs) -> Runs:
        """Return these with the runs of one text replaced by *runs*, all of that text."""
        rows = self.rows(document)
        return Runs(
            *(
                np.concatenate([old[: rows.start], new, old[rows.stop :]])
                for old, new in ((getattr(self, c.name), getattr(runs, c.name)) for c in fields(self))
            )
        )


def united(codings: Codings) -> Codings:
    """Unite the extents of each text, code and coder: what overlaps, is nested, doubled or touches becomes one.

    The result is sorted by text, code, coder and place.
    """
    if not len(codings):
        return codings
    code_bits, coder_bits = bits(codings.code.max()), bits(codings.coder.max())
    place_bits = bits(codings.end.max())
    _check(bits(codings.document.max()) + code_bits + coder_bits + place_bits)
    group = codings.document.astype(np.int64) << code_bits | codings.code
    group = (group << coder_bits | codings.coder) << place_bits
    starts = group | codings.start
    order = np.argsort(starts)
    starts = starts[order]
    # How far the extents so far reach; a later group is greater than all of this one, so it begins afresh.
    reach = np.maximum.accumulate((group | codings.end)[order])
    fresh = np.concatenate([[True], starts[1:] > reach[:-1]])
    first = np.flatnonzero(fresh)
    last = np.concatenate([first[1:], [len(starts)]]) - 1
    at, place = order[first], (1 << place_bits) - 1
    return Codings(
        codings.document[at],
        codings.code[at],
        codings.coder[at],
        (starts[first] & place).astype(np.int32),
        (reach[last] & place).astype(np.int32),
    )


def sweep(codings: Codings) -> Runs:
    """Cut the texts into runs on which the same coders have a code; codings need not be united before."""
    whole = united(codings)
    if not len(whole):
        nothing = np.empty(0, np.int32)
        return Runs(nothing, nothing, nothing, nothing, np.empty(0, np.int64))
    code_bits, coder_bits = bits(whole.code.max()), bits(whole.coder.max())
    place_bits = bits(whole.end.max())
    group = (whole.document.astype(np.int64) << code_bits | whole.code) << place_bits
    # At each end of an extent its coder's bit turns over. All that an end is fits into one number, so it sorts fast.
    ends = np.concatenate(
        [(group | whole.start) << coder_bits | whole.coder, (group | whole.end) << coder_bits | whole.coder]
    )
    ends.sort()
    coders = np.bitwise_xor.accumulate(np.int64(1) << (ends & ((1 << coder_bits) - 1)))
    places = ends >> coder_bits
    width = np.diff(places, append=places[-1])
    at = np.flatnonzero((coders != 0) & (width > 0))
    places = places[at]
    return Runs(
        (places >> (place_bits + code_bits)).astype(np.int32),
        ((places >> place_bits) & ((1 << code_bits) - 1)).astype(np.int32),
        (places & ((1 << place_bits) - 1)).astype(np.int32),
        width[at].astype(np.int32),
        coders[at],
    )


def _check(needed: int) -> None:
    if needed > _WORD:
        raise ValueError(f"too many texts, codes, coders and characters at once: {needed} bits")
