"""Intervals: Student's t, texts left out, texts drawn anew."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from agreement.brute import Slow, studies
from glossator.agreement.alpha import alpha_binary, alpha_pooled
from glossator.agreement.bootstrap import bootstrap, draws, replicated
from glossator.agreement.counts import Counts, count
from glossator.agreement.figures import Figure, Status
from glossator.agreement.resample import interval, leave_one_out
from glossator.agreement.student import probability, quantile
from glossator.agreement.sweep import sweep


def counts(study: Slow) -> Counts:
    m = study.material()
    return count(sweep(m.codings), m.lengths, m.done, np.arange(study.coders), study.codes)


def of(study: Slow, texts: list[int]) -> Counts:
    """Count *texts*, each as often as it is there."""
    m = study.material().select(np.array(texts, np.int64))
    return count(sweep(m.codings), m.lengths, m.done, np.arange(study.coders), study.codes)


def values(found: Counts) -> list[float | None]:
    """Return alpha of each code, and pooled in the last place."""
    totals = found.totals()
    return [figure.value for figure in (*alpha_binary(totals), alpha_pooled(totals))]


def same(one: list[float | None], other: np.ndarray) -> bool:
    expected = [np.nan if value is None else value for value in one]
    return other.tolist() == pytest.approx(expected, abs=1e-9, nan_ok=True)


@given(st.floats(0.001, 0.999), st.integers(1, 5000))
def test_quantiles_are_those_of_scipy(share: float, degrees: int) -> None:
    assert quantile(share, degrees) == pytest.approx(stats.t.ppf(share, degrees), rel=1e-10, abs=1e-12)


@given(st.floats(-1e3, 1e3), st.integers(1, 5000))
def test_probabilities_are_those_of_scipy(t: float, degrees: int) -> None:
    assert probability(t, degrees) == pytest.approx(stats.t.cdf(t, degrees), rel=1e-9, abs=1e-13)


def test_a_t_table_is_met() -> None:
    assert [round(quantile(0.975, degrees), 3) for degrees in (1, 4, 9, 30, 120)] == [
        12.706,
        2.776,
        2.262,
        2.042,
        1.98,
    ]
    assert (probability(math.inf, 3), probability(-math.inf, 3), probability(0, 3)) == (1, 0, 0.5)
    with pytest.raises(ValueError, match="no such quantile"):
        quantile(1.0, 3)


@given(studies())
def test_alpha_without_a_text_is_that_of_the_other_texts(study: Slow) -> None:
    whole = counts(study)
    universe = np.flatnonzero((whole.coders > 0) & (whole.units > 0)).tolist()
    left_out = leave_one_out(whole.shares())
    assert left_out.codes.shape == (len(universe), study.codes)
    for row, text in enumerate(universe):
        rest = [at for at in range(len(study.lengths)) if at != text]
        assert same(values(of(study, rest)), np.append(left_out.codes[row], left_out.pooled[row]))


@given(studies(), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_a_replicate_is_what_repeated_texts_give(study: Slow, often: list[int]) -> None:
    times = often[: len(study.lengths)]
    whole = counts(study)
    repeated = of(study, [text for text, n in enumerate(times) for _ in range(n)])
    assert values(repeated) == pytest.approx([
        figure.value
        for totals in [whole.totals(np.array(times))]
        for figure in (*alpha_binary(totals), alpha_pooled(totals))
    ])  # fmt: skip
    counting = np.array(times, np.float64)[(whole.coders > 0) & (whole.units > 0)]
    assume(counting.any())
    assert same(values(repeated), replicated(whole.shares(), counting[None])[0])


def test_an_interval_is_that_of_the_formula() -> None:
    without = np.array([0.5, 0.62, 0.58, 0.44, 0.6, 0.57])
    found = interval(Figure(0.55), without, 0.9)
    se = math.sqrt(5 / 6 * ((without - without.mean()) ** 2).sum())
    z, half = -math.log(0.45), stats.t.ppf(0.95, 5) * se / 0.45
    assert found.se.value == pytest.approx(se)
    assert (found.lower, found.upper) == pytest.approx((1 - math.exp(half - z), 1 - math.exp(-half - z)))
    below = found.below(0.667)
    assert below == pytest.approx(stats.t.cdf((-math.log(0.333) - z) / (se / 0.45), 5))
    assert found.below(found.lower) == pytest.approx(0.05)
    assert found.below(found.upper) == pytest.approx(0.95)
    assert found.below(1) == 1


@pytest.mark.parametrize(
    ("point", "without", "status"),
    [
        (Figure(0.5), [0.5], Status.TOO_FEW),
        (Figure(0.5), [0.4, np.nan, 0.6], Status.UNSTABLE),
        (Figure(1.0), [1.0, 1.0, 1.0], Status.NO_DISAGREEMENT),
        (Figure(1.0), [1.0, np.nan, 1.0], Status.NO_DISAGREEMENT),
        (Figure.none(Status.NO_VARIATION), [np.nan, np.nan], Status.NO_VARIATION),
    ],
)
def test_where_there_is_no_interval_its_status_says_why(
    point: Figure, without: list[float], status: Status
) -> None:
    found = interval(point, np.array(without))
    assert (found.status, found.lower, found.upper, found.below(0.8)) == (status, None, None, None)


def test_few_texts_have_no_interval_where_more_are_asked_for() -> None:
    without = np.array([0.4, 0.5, 0.6, 0.5])
    assert interval(Figure(0.5), without).status == Status.OK
    assert interval(Figure(0.5), without, fewest=5).status == Status.TOO_FEW


STUDY = Slow(
    [100] * 12,
    [[True, True]] * 12,
    [(0, 1, 0, 1, 9), *((at, 0, coder, 3 * at * coder % 40, 50 + 2 * at) for at in range(12) for coder in (0, 1))],
    2,
    [[]] * 12,
)  # fmt: skip


def test_a_bootstrap_is_the_same_for_the_same_seed_only() -> None:
    shares = counts(STUDY).shares()
    one, again, other = (bootstrap(shares, replicates=400, seed=seed) for seed in (7, 7, 8))
    assert one.lower.values.tolist() == again.lower.values.tolist() != other.lower.values.tolist()
    assert (one.seed, one.replicates, one.documents, one.level) == (7, 400, 12, 0.95)
    assert one.lower.values[0] < values(counts(STUDY))[0] < one.upper.values[0]
    assert 0 <= one.below[0, 0] <= one.below[1, 0] <= 1


def test_replicates_without_variation_are_dropped_and_their_share_is_told() -> None:
    drawn = bootstrap(counts(STUDY).shares(), replicates=2000)
    assert drawn.dropped[0] == 0
    assert drawn.dropped[1] == pytest.approx((11 / 12) ** 12, abs=0.04)
    nothing = bootstrap(of(STUDY, []).shares(), replicates=10)
    assert (nothing.lower.statuses, nothing.dropped.tolist()) == ((Status.NO_PAIRABLE,) * 3, [1.0] * 3)


def test_the_first_draws_of_a_seed_never_change() -> None:
    times = np.concatenate([*draws(1, 600, 5)])
    assert times.shape == (600, 5)
    assert set(times.sum(axis=1)) == {5}
    assert times[:3].tolist() == [[1, 1, 1, 0, 2], [1, 0, 3, 0, 1], [0, 2, 1, 2, 0]]
    assert times.mean(axis=0) == pytest.approx([1] * 5, abs=0.15)


def test_clusters_are_left_out_as_one() -> None:
    clusters = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    left_out = leave_one_out(counts(STUDY).shares(clusters))
    assert len(left_out.pooled) == 6
    assert same(values(of(STUDY, [*range(10)])), np.append(left_out.codes[-1], left_out.pooled[-1]))
