"""Passages are matched one to one, as many as can be."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from agreement.brute import Slow, studies
from glossator.agreement.figures import Figure, Status
from glossator.agreement.matching import maximum_matching
from glossator.agreement.passages import CRITERIA, Criterion, PassageSums, Rule, sum_passages

RULES = st.builds(Rule, st.sampled_from(CRITERIA), st.sampled_from([0.25, 0.5, 0.8, 1.0]))


def sums(study: Slow, rule: Rule) -> PassageSums:
    m = study.material()
    return sum_passages(m.codings, m.lengths, m.done, m.codes, rule)


def same(one: tuple[int, int], other: tuple[int, int], rule: Rule) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    if rule.criterion == "exact":
        return one == other
    if rule.criterion == "overlap":
        return shared > 0
    return shared > 0 and shared / (one[1] - one[0] + other[1] - other[0] - shared) >= rule.threshold


@settings(max_examples=60)
@given(studies(), RULES)
def test_matches_are_as_many_as_scipy_finds(study: Slow, rule: Rule) -> None:
    fast = sums(study, rule)
    for first, second in product(range(study.coders), repeat=2):
        if first == second:
            continue
        for code in range(study.codes):
            matched = passages = 0
            for document, done in enumerate(study.done):
                mine, theirs = (
                    sorted(
                        {
                            row[3:]
                            for row in study.rows
                            if row[:3] == (document, code, coder) and row[3] < row[4]
                        }
                    )
                    for coder in (first, second)
                )
                if not (done[first] and done[second]) or not mine or not theirs:
                    passages += (len(mine) + len(theirs)) * (done[first] and done[second])
                    continue
                graph = csr_array([[same(one, other, rule) for other in theirs] for one in mine], dtype=bool)
                matched += int((maximum_bipartite_matching(graph) >= 0).sum())
                passages += len(mine) + len(theirs)
            figure = fast.f1(first, second)[code]
            both = [
                study.lengths[at] > 0 and done[first] and done[second] for at, done in enumerate(study.done)
            ]
            if passages:
                assert figure == Figure(pytest.approx(2 * matched / passages))
            else:
                assert figure.status == (Status.NO_POSITIVE if any(both) else Status.NO_PAIRABLE)


@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_a_matching_is_a_largest_one(edges: set[tuple[int, int]]) -> None:
    matched = maximum_matching(edges)
    assert set(matched.items()) <= edges
    assert len(set(matched.values())) == len(matched)
    graph = csr_array(np.array([[(left, right) in edges for right in range(13)] for left in range(13)]))
    assert len(matched) == (maximum_bipartite_matching(graph) >= 0).sum()


@pytest.mark.parametrize("forward", [True, False])
def test_a_long_chain_is_matched_to_its_end(forward: bool) -> None:
    size = 20_000
    chain = [edge for at in range(size) for edge in ((at, at + 1), (at, at))]
    assert len(maximum_matching(chain if forward else reversed(chain))) == size


@pytest.mark.parametrize(("criterion", "expected"), [("overlap", 1.0), ("iou", 0.5), ("exact", 0.0)])
def test_taking_the_nearest_would_lose_matches(criterion: Criterion, expected: float) -> None:
    rows = [(0, 0, 0, 0, 10), (0, 0, 0, 12, 30), (0, 0, 1, 8, 20), (0, 0, 1, 20, 31)]
    study = Slow([40], [[True, True]], rows, 1, [[]])
    assert sums(study, Rule(criterion)).f1(0, 1)[0] == Figure(expected)
