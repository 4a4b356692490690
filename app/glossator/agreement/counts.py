"""Sums of runs per text and code: all that alpha, its relatives and their intervals need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.arrays import Floats, Ints, added

if TYPE_CHECKING:
    from glossator.agreement.arrays import Bools
    from glossator.agreement.sweep import Runs


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """For each text and code: how many answers say "coded", and how many pairs of answers differ.

    Where k of the m coders who finished a text have a code on a run of w units, the run adds k·w to *coded* and
    k·(m - k)·w to *split*. Texts that fewer than two compared coders finished have m = 0 and zeros.
    """

    coders: Ints
    """m, shape (documents,)"""
    units: Ints
    """units of each text, shape (documents,); 0 where m is"""
    coded: Ints
    """shape (documents, codes)"""
    split: Ints
    """shape (documents, codes)"""

    def totals(self, weights: Ints | None = None) -> Totals:
        """Add the texts up, in whole numbers, so that their order makes no difference.

        Parameters
        ----------
        weights
            How many times each text counts, shape (documents,); None for once.
        """
        times = (
            (self.coders > 0).astype(np.int64) if weights is None else np.where(self.coders > 0, weights, 0)
        )
        sizes = np.unique(self.coders[times > 0])
        rows = [np.flatnonzero((self.coders == size) & (times > 0)) for size in sizes]
        codes = self.coded.shape[1]
        return Totals(
            sizes,
            np.array([times[at] @ self.units[at] for at in rows], np.int64),
            np.array([times[at] @ self.coded[at] for at in rows], np.int64).reshape(len(rows), codes),
            np.array([times[at] @ self.split[at] for at in rows], np.int64).reshape(len(rows), codes),
        )

    def shares(self, clusters: Ints | None = None) -> Shares:
        """Return what each text of the universe adds to the sums.

        Parameters
        ----------
        clusters
            A number for each text, shape (documents,): texts of the same number are taken as one, where several
            come from the same person, say. None for each by itself.
        """
        at = np.flatnonzero((self.coders > 0) & (self.units > 0))
        m = self.coders[at, None]
        answers = (self.coders * self.units)[at].astype(np.float64)
        coded = self.coded[at].astype(np.float64)
        split = self.split[at] * (2 / np.maximum(m - 1, 1))
        if clusters is None:
            return Shares(answers, coded, split)
        names, number = np.unique(clusters[at], return_inverse=True)
        member = (number == np.arange(len(names))[:, None]).astype(np.float64)
        return Shares(member @ answers, member @ coded, member @ split)

    def put(self, document: int, row: Counts) -> None:
        """Replace what is counted of one text by *row*, which counts that text alone."""
        for column in ("coders", "units", "coded", "split"):
            getattr(self, column)[document] = getattr(row, column)[0]


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """`Counts` of all texts together, one row for each number of coders that finished a text."""

    coders: Ints
    """m, shape (sizes,)"""
    units: Ints
    """shape (sizes,)"""
    coded: Ints
    """shape (sizes, codes)"""
    split: Ints
    """shape (sizes, codes)"""

    @property
    def codes(self) -> int:
        """How many codes there are."""
        return int(self.coded.shape[1])

    @property
    def answers(self) -> int:
        """All answers, n."""
        return int(self.coders @ self.units)

    @property
    def positive(self) -> Ints:
        """Answers that say "coded", n1, shape (codes,)."""
        return np.asarray(self.coded.sum(axis=0), np.int64)

    @property
    def observed(self) -> Floats:
        """Σ 2k(m - k)w/(m - 1), the observed disagreement times n, shape (codes,)."""
        return np.asarray((self.split * (2 / (self.coders - 1))[:, None]).sum(axis=0), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What each text, or cluster of texts, adds to n, n1 and the observed disagreement."""

    answers: Floats
    """shape (documents,)"""
    positive: Floats
    """shape (documents, codes)"""
    observed: Floats
    """shape (documents, codes)"""

    @property
    def documents(self) -> int:
        """How many there are."""
        return len(self.answers)

    def of_codes(self, codes: Ints) -> Shares:
        """Return the shares of some codes."""
        return Shares(self.answers, self.positive[:, codes], self.observed[:, codes])


def count(runs: Runs, units: Ints, done: Bools, coders: Ints, codes: int) -> Counts:
    """Sum runs per text and code.

    Parameters
    ----------
    runs
        Runs of any coders.
    units
        Units of each text, shape (documents,).
    done
        Who has finished what, shape (documents, coders).
    coders
        Numbers of the coders compared.
    codes
        How many codes there are.
    """
    answering = done[:, coders] @ (np.int64(1) << coders) if len(coders) else np.zeros(len(units), np.int64)
    m = np.bitwise_count(answering).astype(np.int64)
    answering[(m < 2) | (units == 0)] = 0
    m[answering == 0] = 0
    k = np.bitwise_count(runs.coders & answering[runs.document]).astype(np.int64)
    cells = runs.document.astype(np.int64) * codes + runs.code
    coded, shape = k * runs.width, (len(units), codes)
    return Counts(
        m,
        np.where(m > 0, units, 0),
        added(cells, coded, len(units) * codes).reshape(shape),
        added(cells, coded * (m[runs.document] - k), len(units) * codes).reshape(shape),
    )
