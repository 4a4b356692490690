"""Run-length figures equal those of single characters, computed by krippendorff, scikit-learn and plain loops."""

from __future__ import annotations

from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from agreement.brute import Slow, studies
from glossator.agreement import alpha, kappa
from glossator.agreement.counts import Counts, count
from glossator.agreement.figures import Figure, Status
from glossator.agreement.pairs import (
    PairTables,
    cohen_kappa,
    pair_alpha,
    pair_f1,
    pooled_alpha,
    pooled_f1,
    sum_pairs,
)
from glossator.agreement.set_metrics import SET_METRICS, SetMetric
from glossator.agreement.sets import alpha_set
from glossator.agreement.sweep import sweep

UNITS = st.sampled_from(["char", "sentence", "document"])


def counts(study: Slow, unit: str = "char") -> Counts:
    material = study.material()
    units, codings = material.counted_in(unit)
    return count(sweep(codings), units, material.done, np.arange(study.coders), study.codes)


def tables(study: Slow, unit: str = "char") -> PairTables:
    material = study.material()
    units, codings = material.counted_in(unit)
    return sum_pairs(sweep(codings), units, material.done, study.codes).tables(0, 1)


def is_(figure: Figure, value: float) -> bool:
    return figure.value == pytest.approx(value, rel=1e-10, abs=1e-10)


@settings(max_examples=60)
@given(studies(), UNITS)
def test_alpha_of_a_code_is_that_of_the_krippendorff_package(study: Slow, unit: str) -> None:
    figures = alpha.alpha_binary(counts(study, unit).totals())
    for code, figure in enumerate(figures):
        answers = study.binary(code, unit)
        if not len(answers):
            assert figure.status == Status.NO_PAIRABLE
        elif len(np.unique(answers[~np.isnan(answers)])) < 2:
            assert figure.status == Status.NO_VARIATION
        else:
            assert is_(figure, krippendorff.alpha(answers.T, level_of_measurement="nominal"))


def set_distance(one: frozenset[int], other: frozenset[int], metric: SetMetric) -> float:
    """Say how far two sets are apart, from the words of the definition."""
    common, together = len(one & other), len(one | other)
    if metric == "hamming":
        return together - common
    if one == other:
        return 0
    factor = {"nominal": 0, "jaccard": 1, "masi": 2 / 3 if one < other or other < one else 1 / 3}[metric]
    return 1 - common / together * factor


@settings(max_examples=60)
@given(studies(), UNITS, st.sampled_from(SET_METRICS))
def test_alpha_of_sets_is_that_of_the_krippendorff_package(study: Slow, unit: str, metric: SetMetric) -> None:
    figure, _ = alpha_set(study.material(), np.arange(study.codes), metric, unit)
    rows = [[None if held is None else frozenset(held) for held in row] for row in study.answers(unit)]
    domain = sorted({held for row in rows for held in row if held is not None}, key=sorted)
    if not rows:
        assert figure.status == Status.NO_PAIRABLE
    elif len(domain) < 2:
        assert figure.status == Status.NO_VARIATION
    else:
        number = {held: float(at) for at, held in enumerate(domain)} | {None: np.nan}
        data = np.array([[number[held] for held in row] for row in rows])

        def apart(v1: np.ndarray, v2: np.ndarray, *_: object, **__: object) -> np.ndarray:
            pair = np.vectorize(
                lambda a, b: set_distance(domain[int(a)], domain[int(b)], metric), otypes=[float]
            )
            return pair(v1, v2)

        expected = krippendorff.alpha(data.T, value_domain=np.arange(len(domain)), level_of_measurement=apart)
        assert is_(figure, expected)


@settings(max_examples=60)
@given(studies(), UNITS)
def test_pooled_alpha_is_that_of_sets_with_the_symmetric_difference(study: Slow, unit: str) -> None:
    pooled = alpha.alpha_pooled(counts(study, unit).totals())
    figure, _ = alpha_set(study.material(), np.arange(study.codes), "hamming", unit)
    assert pooled.status == figure.status
    assert pooled.value == pytest.approx(figure.value)


@settings(max_examples=60)
@given(studies(), UNITS)
def test_figures_of_a_pair_are_those_of_scikit_learn(study: Slow, unit: str) -> None:
    found = tables(study, unit)
    for code in range(study.codes):
        answers = study.binary(code, unit)[:, :2]
        first, second = answers[~np.isnan(answers).any(axis=1)].T
        if not len(first):
            assert {figure[code].status for figure in (cohen_kappa(found), pair_f1(found))} == {
                Status.NO_PAIRABLE
            }
            continue
        fields = [found.both, found.first_only, found.second_only, found.neither]
        matrix = confusion_matrix(first, second, labels=[1, 0])
        assert [int(field[code]) for field in fields] == matrix.ravel().tolist()
        if len(np.unique([first, second])) == 2:
            assert is_(cohen_kappa(found)[code], cohen_kappa_score(first, second))
            expected = krippendorff.alpha(np.array([first, second]), level_of_measurement="nominal")
            assert is_(pair_alpha(found)[code], expected)
        else:
            assert cohen_kappa(found)[code].status == pair_alpha(found)[code].status == Status.NO_VARIATION
        if first.any() or second.any():
            assert is_(pair_f1(found)[code], f1_score(first, second))
        else:
            assert pair_f1(found)[code].status == Status.NO_POSITIVE


@settings(max_examples=60)
@given(studies(coders=2))
def test_pooled_figures_of_a_pair_are_those_of_its_two_coders(study: Slow) -> None:
    found, totals = tables(study), counts(study).totals()
    assert pooled_alpha(found).status == alpha.alpha_pooled(totals).status
    assert pooled_alpha(found).value == pytest.approx(alpha.alpha_pooled(totals).value)
    stacked = np.concatenate([study.binary(code) for code in range(study.codes)])
    marked = stacked[~np.isnan(stacked).any(axis=1)]
    if marked.any():
        assert is_(pooled_f1(found), f1_score(*marked.T))
    else:
        assert pooled_f1(found).value is None


@settings(max_examples=60)
@given(studies(), UNITS)
def test_coefficients_with_other_chance_are_those_of_plain_loops(study: Slow, unit: str) -> None:
    totals = counts(study, unit).totals()
    for code in range(study.codes):
        rows = [row[~np.isnan(row)] for row in study.binary(code, unit)]
        figures = {
            name: getattr(kappa, name)(totals)[code]
            for name in (
                "percent_agreement",
                "fleiss_kappa",
                "gwet_ac1",
                "brennan_prediger",
                "positive_agreement",
            )
        }
        if not rows:
            assert {figure.status for figure in figures.values()} == {Status.NO_PAIRABLE}
            continue
        pairs = [list(combinations(row, 2)) for row in rows]
        agreeing = np.mean([np.mean([a == b for a, b in some]) for some in pairs])
        share = np.mean([row.mean() for row in rows])
        assert is_(figures["percent_agreement"], agreeing)
        assert is_(figures["brennan_prediger"], (agreeing - 0.5) / 0.5)
        by_chance = 2 * share * (1 - share)
        assert is_(figures["gwet_ac1"], (agreeing - by_chance) / (1 - by_chance))
        if 0 < share < 1:
            by_chance = share**2 + (1 - share) ** 2
            assert is_(figures["fleiss_kappa"], (agreeing - by_chance) / (1 - by_chance))
        else:
            assert figures["fleiss_kappa"].status == Status.NO_VARIATION
        marked = sum(a + b for some in pairs for a, b in some)
        if marked:
            both = sum(2 * a * b for some in pairs for a, b in some)
            assert is_(figures["positive_agreement"], both / marked)
        else:
            assert figures["positive_agreement"].status == Status.NO_POSITIVE


def test_kappa_of_a_code_that_one_coder_uses_is_exactly_zero() -> None:
    study = Slow([1000], [[True, True]], [(0, 0, 0, 17, 430)], 1, [[]])
    found = counts(study).totals()
    assert cohen_kappa(tables(study))[0] == Figure(0.0)
    assert pair_f1(tables(study))[0] == Figure(0.0)
    chance = 413 / 2000
    assert is_(alpha.alpha_binary(found)[0], 1 - 0.413 / (2 * chance * (1 - chance) * 2000 / 1999))


def test_nothing_overflows_in_the_longest_study() -> None:
    length = 2_000_000_000
    rows = [(d, 0, coder, 0, length // 2) for d in range(4) for coder in range(62)]
    study = Slow([length] * 4, [[True] * 62] * 4, [*rows, (0, 0, 0, length - 4, length)], 1, [[]] * 4)
    share, n = 0.5, 4 * 62 * length
    expected = 1 - 4 * 2 / n / (2 * share * (1 - share) * n / (n - 1))
    assert is_(alpha.alpha_binary(counts(study).totals())[0], expected)
    assert cohen_kappa(tables(study))[0].value == pytest.approx(1, abs=1e-8)


def test_a_rare_code_loses_no_digits() -> None:
    length, half = 2_000_000_000, 4
    rows = [(0, 0, 0, 10, 10 + 2 * half), (0, 0, 1, 10 + half, 10 + 3 * half)]
    study = Slow([length], [[True, True]], rows, 1, [[]])
    share = 2 * half / length
    expected = 1 - (2 * half / length) / (2 * share * (1 - share))
    assert kappa.fleiss_kappa(counts(study).totals())[0].value == pytest.approx(expected, rel=1e-12)
    assert cohen_kappa(tables(study))[0].value == pytest.approx(expected, rel=1e-12)
