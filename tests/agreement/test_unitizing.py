"""The unitizing family equals what pairs of single characters give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from agreement.brute import Slow, unitized
from glossator.agreement.figures import Figure, Status
from glossator.agreement.unitizing import Unitizing, unitize

GAP = 0


class Slowly:
    """Coincidences by character, and what is expected written out in full."""

    def __init__(self, study: Slow) -> None:
        codes = study.codes + 1
        self.table, self.own, self.marked = np.zeros((codes, codes)), np.zeros(codes), np.zeros(codes)
        for document, done in enumerate(study.done):
            people, length = np.flatnonzero(done), study.lengths[document]
            if len(people) < 2:
                continue
            value = np.zeros((study.coders, length), np.int64)
            for at, code, coder, start, end in study.rows:
                if at == document:
                    value[coder, start:end] = code + 1
            others = len(people) - 1
            for place in range(length):
                for one in people:
                    for other in people[people != one]:
                        self.table[value[one, place], value[other, place]] += 1 / others
                    self.own[GAP] += value[one, place] == GAP
            for at, code, coder, start, end in study.rows:
                if at == document and coder in people:
                    self.own[code + 1] += (end - start) ** 2
                    rest = people[people != coder]
                    self.marked[code + 1] += ((value[rest, start:end] != GAP).sum() / others) ** 2

    def alpha(self, table: np.ndarray, own: np.ndarray) -> float | None:
        expected = self.expected(table, own)
        across = expected.sum() - np.trace(expected)
        return 1 - (table.sum() - np.trace(table)) / across if across > 1e-9 else None

    @staticmethod
    def expected(table: np.ndarray, own: np.ndarray) -> np.ndarray:
        total, lengths = table.sum(), table.sum(axis=1)
        if total**2 <= own.sum():
            return np.zeros_like(table)
        return total * (np.outer(lengths, lengths) - np.diag(own)) / (total**2 - own.sum())

    def binary(self) -> float | None:
        expected = self.expected(self.table, self.own)
        across = 2 * expected[GAP, 1:].sum()
        return 1 - 2 * self.table[GAP, 1:].sum() / across if across > 1e-9 else None


def sums(study: Slow) -> Unitizing:
    found, overlaps = unitize(study.material(), np.arange(study.codes))
    assert found is not None
    assert overlaps is None
    return found


def agree(figure: Figure, value: float | None, *statuses: Status) -> bool:
    if value is None:
        return figure.status in statuses
    return figure.value == pytest.approx(value, abs=1e-9)


@settings(max_examples=60)
@given(unitized())
def test_alpha_of_units_is_that_of_pairs_of_characters(study: Slow) -> None:
    fast, slow = sums(study), Slowly(study)
    none = (Status.NO_PAIRABLE, Status.NO_VARIATION)
    assert agree(fast.u_alpha(), slow.alpha(slow.table, slow.own), *none)
    assert agree(fast.u_alpha_binary(), slow.binary(), *none)
    block = slow.alpha(slow.table[1:, 1:], slow.marked[1:])
    assert agree(fast.cu_alpha(), block, Status.NO_INTERSECTION, Status.NO_VARIATION)


@settings(max_examples=60)
@given(unitized())
def test_alpha_of_one_code_is_that_of_pairs_of_characters(study: Slow) -> None:
    fast, slow = sums(study), Slowly(study)
    block = slow.table[1:, 1:]
    expected = slow.expected(block, slow.marked[1:])
    for code in range(study.codes):
        whole, met = slow.table[code + 1].sum(), block[code].sum()
        if not whole:
            unused = Status.UNUSED if slow.table.any() else Status.NO_PAIRABLE
            assert fast.k_u_alpha(code).status == fast.k_u_coverage(code).status == unused
            continue
        assert agree(fast.k_u_coverage(code), met / whole)
        across = expected[code].sum() - expected[code, code]
        if not met:
            assert fast.k_u_alpha(code).status == Status.NO_INTERSECTION
        elif across < 1e-9:
            assert fast.k_u_alpha(code).status == Status.NO_VARIATION
        else:
            observed = (met - block[code, code]) / met
            assert agree(fast.k_u_alpha(code), 1 - observed / (across / expected[code].sum()))


def test_units_of_one_coder_may_not_overlap() -> None:
    rows = [
        (0, 0, 0, 2, 6),
        (0, 1, 0, 5, 9),
        (0, 0, 1, 0, 4),
        (0, 1, 1, 4, 8),
        (0, 0, 2, 0, 9),
        (0, 0, 2, 3, 4),
    ]
    study = Slow([10], [[True, True, False]], rows, 2, [[]])
    found, places = unitize(study.material(), np.arange(2))
    assert found is None
    assert places is not None
    assert [places.coder.tolist(), places.start.tolist(), places.end.tolist()] == [[0], [5], [6]]


def test_the_same_unit_twice_is_one_unit_but_touching_units_stay_apart() -> None:
    once = Slow([10], [[True, True]], [(0, 0, 0, 2, 6), (0, 0, 1, 2, 4), (0, 0, 1, 4, 6)], 1, [[]])
    twice = Slow([10], [[True, True]], [once.rows[0], *once.rows], 1, [[]])
    joined = Slow([10], [[True, True]], [once.rows[0], (0, 0, 1, 2, 6)], 1, [[]])
    assert sums(once).u_alpha() == sums(twice).u_alpha()
    assert sums(once).self_pairs.tolist() == [12, 24]
    assert sums(joined).self_pairs.tolist() == [12, 32]
