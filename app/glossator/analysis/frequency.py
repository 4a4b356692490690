"""How often each code is used: counts by group, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """Counts of codings: one row for each code, one column for each group.

    Counted by nothing there is one group, and its name is empty.
    """

    code_ids: NDArray[np.int64]
    """shape (codes,)"""
    names: tuple[str, ...]
    """of the codes"""
    colors: tuple[str, ...]
    """of the codes, ``#rrggbb``"""
    marks: tuple[str, ...]
    """of the codes: square, circle, diamond, triangle or bar"""
    groups: tuple[str, ...]
    """names of the groups: texts or coders"""
    group_ids: tuple[tuple[int, ...], ...]
    """what each group holds: ids of texts or coders; empty where nothing divides the codings"""
    counts: NDArray[np.int64]
    """shape (codes, groups)"""
    left_out: int = 0
    """how many codes are not among these because they are used less"""

    @property
    def totals(self) -> NDArray[np.int64]:
        """Codings of each code, shape (codes,)."""
        return np.asarray(self.counts.sum(axis=1), np.int64)

    @property
    def total(self) -> int:
        """All codings counted."""
        return int(self.counts.sum())

    @property
    def divided(self) -> bool:
        """Whether the codings are divided by something."""
        return self.groups != ("",)

    def by_use(self) -> Frequencies:
        """Return the codes with the most used first."""
        return _rows(self, np.argsort(-self.totals, kind="stable"))

    def used(self) -> Frequencies:
        """Return the codes that have codings, and the groups in which there are any."""
        kept = _rows(self, np.flatnonzero(self.totals))
        return _columns(kept, np.flatnonzero(kept.counts.sum(axis=0))) if self.divided else kept

    def most_used(self, limit: int) -> Frequencies:
        """Return the *limit* codes used most, in the order they have here; of equally used ones the first."""
        if len(self.names) <= limit:
            return self
        best = np.sort(np.argsort(-self.totals, kind="stable")[:limit])
        return replace(_rows(self, best), left_out=self.left_out + len(self.names) - limit)

    def largest_groups(self, limit: int) -> Frequencies:
        """Return at most *limit* groups: those with the most codings, the others joined to one, “12 more”."""
        if len(self.groups) <= limit:
            return self
        sizes = self.counts.sum(axis=0)
        best = np.sort(np.argsort(-sizes, kind="stable")[: limit - 1])
        rest = np.setdiff1d(np.arange(len(self.groups)), best)
        kept = _columns(self, best)
        return replace(
            kept,
            groups=(*kept.groups, f"{len(rest)} more"),
            group_ids=(*kept.group_ids, tuple(key for at in rest for key in self.group_ids[at])),
            counts=np.column_stack([kept.counts, self.counts[:, rest].sum(axis=1)]),
        )


def tally(
    codes: NDArray[np.int64],
    groups: NDArray[np.int64],
    code_ids: NDArray[np.int64],
    group_ids: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Count how often each code occurs with each group.

    Parameters
    ----------
    codes, groups
        Code and group of each coding, shape (codings,) both.
    code_ids, group_ids
        What is counted, shapes (codes,) and (groups,), each id once; codings of others do not count.

    Returns
    -------
    array
        Counts, shape (codes, groups).

    Raises
    ------
    ValueError
        If *codes* and *groups* differ in length.
    """
    if codes.shape != groups.shape:
        raise ValueError(f"codes and groups differ in length: {codes.shape}, {groups.shape}")
    rows, columns = _places(codes, code_ids), _places(groups, group_ids)
    known = (rows >= 0) & (columns >= 0)
    flat = rows[known] * len(group_ids) + columns[known]
    counts = np.bincount(flat, minlength=len(code_ids) * len(group_ids))
    return counts.astype(np.int64).reshape(len(code_ids), len(group_ids))


def _places(values: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where in *ids* each of the *values* stands, -1 for one that does not."""
    if not len(ids):
        return np.full(len(values), -1, np.intp)
    order = np.argsort(ids, kind="stable")
    at = np.minimum(np.searchsorted(ids, values, sorter=order), len(ids) - 1)
    found = order[at]
    return np.where(ids[found] == values, found, -1)


def _rows(table: Frequencies, rows: NDArray[np.intp]) -> Frequencies:
    return replace(
        table,
        code_ids=table.code_ids[rows],
        names=tuple(table.names[at] for at in rows),
        colors=tuple(table.colors[at] for at in rows),
        marks=tuple(table.marks[at] for at in rows),
        counts=table.counts[rows],
    )


def _columns(table: Frequencies, columns: NDArray[np.intp]) -> Frequencies:
    return replace(
        table,
        groups=tuple(table.groups[at] for at in columns),
        group_ids=tuple(table.group_ids[at] for at in columns),
        counts=table.counts[:, columns],
    )
