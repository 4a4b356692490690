"""All codings of one text as sorted columns, and what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from glossator.ui.reading.lanes import Lanes
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Set

    from numpy.typing import NDArray

    from glossator.ui.reading.looks import Columns

_NAMES = ("id", "code", "coder", "start", "end", "unsure", "has_memo")


@dataclass(frozen=True, slots=True)
class Placed:
    """One coding as the pane knows it."""

    id: int
    code: int
    coder: int
    start: int
    end: int
    unsure: bool = False
    has_memo: bool = False

    @property
    def extent(self) -> Extent:
        """Where it is."""
        return Extent(self.start, self.end)


class CodingStore:
    """Codings sorted by start, longer ones first among equal starts; some of them hidden.

    Rows are places in the columns and good only until the next change; ids last.
    """

    def __init__(self) -> None:
        self._columns: dict[str, NDArray[Any]] = {name: np.zeros(0, np.int64) for name in _NAMES}
        self._hidden_codes: Set[int] = frozenset()
        self._hidden_coders: Set[int] = frozenset()
        self.shown = np.zeros(0, bool)
        """rows that are not hidden, shape (codings,)"""
        self.shown_rows = np.zeros(0, np.intp)
        self._reach = np.zeros(0, np.int64)
        self._lanes: Lanes | None = None

    def __len__(self) -> int:
        return int(self.start.size)

    @property
    def id(self) -> NDArray[Any]:
        """Ids, shape (codings,)."""
        return self._columns["id"]

    @property
    def code(self) -> NDArray[Any]:
        """Code ids, shape (codings,)."""
        return self._columns["code"]

    @property
    def coder(self) -> NDArray[Any]:
        """Coder ids, shape (codings,)."""
        return self._columns["coder"]

    @property
    def start(self) -> NDArray[Any]:
        """First code points, shape (codings,)."""
        return self._columns["start"]

    @property
    def end(self) -> NDArray[Any]:
        """Code points after the last, shape (codings,)."""
        return self._columns["end"]

    def load(self, columns: Columns) -> None:
        """Take all codings of a text."""
        order = np.lexsort((-columns.end, columns.start))
        self._columns = {name: getattr(columns, name)[order] for name in _NAMES}
        self._renew()

    def clear(self) -> None:
        """Drop all; what is hidden stays so for the next."""
        self._columns = {name: np.zeros(0, np.int64) for name in _NAMES}
        self._renew()

    def hide(self, codes: Set[int], coders: Set[int]) -> bool:
        """Leave out the codings of these codes and coders; say whether that is other than before."""
        before = self._hidden_codes, self._hidden_coders
        self._hidden_codes, self._hidden_coders = frozenset(codes), frozenset(coders)
        if before == (self._hidden_codes, self._hidden_coders):
            return False
        self._sift()
        return True

    def add(self, coding: Placed) -> None:
        """Take one coding more."""
        row = int(self.start.searchsorted(coding.start, "left"))
        while row < len(self) and self.start[row] == coding.start and self.end[row] >= coding.end:
            row += 1
        self._columns = {
            name: np.insert(column, row, getattr(coding, name)) for name, column in self._columns.items()
        }
        self._renew()

    def remove(self, coding_id: int) -> Placed | None:
        """Drop a coding and return what it was; None when it is not here."""
        row = self.row_of(coding_id)
        if row is None:
            return None
        was = self.placed(row)
        self._columns = {name: np.delete(column, row) for name, column in self._columns.items()}
        self._renew()
        return was

    def row_of(self, coding_id: int) -> int | None:
        """Return the row of a coding, None when it is not here."""
        found = np.flatnonzero(self.id == coding_id)
        return int(found[0]) if found.size else None

    def get(self, coding_id: int | None) -> Placed | None:
        """Return a coding, None when it is not here."""
        row = None if coding_id is None else self.row_of(coding_id)
        return None if row is None else self.placed(row)

    def placed(self, row: int) -> Placed:
        """Return the coding in *row*."""
        values = {name: self._columns[name][row] for name in _NAMES[:5]}
        return Placed(
            **{name: int(value) for name, value in values.items()},
            unsure=bool(self._columns["unsure"][row]),
            has_memo=bool(self._columns["has_memo"][row]),
        )

    def rows(self, start: int, end: int) -> NDArray[np.intp]:
        """Return the rows of the codings shown that share a code point with *start* to *end*."""
        high = int(self.start.searchsorted(end, "left"))
        low = int(self._reach.searchsorted(start, "right"))
        return low + np.flatnonzero(self.shown[low:high] & (self.end[low:high] > start))

    def within(self, start: int, end: int) -> list[Placed]:
        """Return the codings shown that share a code point with *start* to *end*."""
        return [self.placed(int(row)) for row in self.rows(start, end)]

    def at(self, pos: int) -> list[Placed]:
        """Return the codings shown that cover the code point at *pos*, innermost first."""
        found = self.within(pos, pos + 1)
        return sorted(found, key=lambda coding: (coding.end - coding.start, -coding.start, coding.id))

    def first_from(self, pos: int) -> int:
        """Return the row of the first coding that begins at *pos* or later."""
        return int(self.start.searchsorted(pos, "left"))

    def shown_from(self, row: int, step: int) -> Placed | None:
        """Return the nearest coding shown after *row*, before it where *step* is negative."""
        rows = np.flatnonzero(self.shown)
        place = int(rows.searchsorted(row, "right")) if step > 0 else int(rows.searchsorted(row, "left")) - 1
        return self.placed(int(rows[place])) if 0 <= place < rows.size else None

    @property
    def lanes(self) -> Lanes:
        """Lanes of the codings shown, in the order of `shown_rows`."""
        if self._lanes is None:
            self.shown_rows = np.flatnonzero(self.shown)
            self._lanes = Lanes(self.start[self.shown_rows], self.end[self.shown_rows])
        return self._lanes

    def lane(self, row: int) -> int:
        """Return the lane of the coding in *row*, which must be shown."""
        lanes = self.lanes
        return lanes.lane(int(self.shown_rows.searchsorted(row)))

    def depth(self, coding_id: int) -> int:
        """Return how many lanes are used where the coding lies; 0 when it is hidden."""
        row = self.row_of(coding_id)
        if row is None or not self.shown[row]:
            return 0
        lanes = self.lanes
        return lanes.depth(int(self.shown_rows.searchsorted(row)))

    def _renew(self) -> None:
        """Look at the columns again; they are others."""
        self._reach = np.maximum.accumulate(self.end) if len(self) else self.end
        self._sift()

    def _sift(self) -> None:
        """See which codings are shown; lanes are theirs alone."""
        self._lanes = None
        self.shown = np.ones(len(self), bool)
        for name, hidden in (("code", self._hidden_codes), ("coder", self._hidden_coders)):
            if hidden:
                self.shown &= ~np.isin(self._columns[name], np.fromiter(hidden, np.int64))
