"""Sums kept up to date are those made anew, and the table does not depend on the order of anything."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.brute import Slow, studies
from glossator.agreement.alpha import alpha_pooled, expected
from glossator.agreement.figures import Figure, Status
from glossator.agreement.flags import Flag
from glossator.agreement.ledger import Ledger
from glossator.agreement.table import AgreementTable, tabulate

UNITS = st.sampled_from(["char", "sentence", "document"])


def flat(value: object) -> list[object]:
    """Return all that a table holds, in order; arrays as lists, NaN as a word."""
    if is_dataclass(value):
        return [part for column in fields(value) for part in flat(getattr(value, column.name))]
    if isinstance(value, np.ndarray):
        return flat(value.tolist())
    if isinstance(value, list | tuple):
        return [part for item in value for part in flat(item)]
    return ["NaN" if isinstance(value, float) and np.isnan(value) else value]


def table(study: Slow, unit: str = "char") -> AgreementTable:
    return tabulate(Ledger(study.material(), unit=unit))


@settings(max_examples=40)
@given(studies(coders=3), studies(coders=3), UNITS, st.data())
def test_a_changed_text_leaves_the_sums_that_a_new_ledger_has(
    study: Slow, other: Slow, unit: str, data: st.DataObject
) -> None:
    ledger = Ledger(study.material(), unit=unit, coders=np.array([2, 0]))
    rows = list(study.rows)
    done = [list(people) for people in study.done]
    for _ in range(2):
        at = data.draw(st.integers(0, len(study.lengths) - 1))
        new = [
            (at, code, coder, start, end)
            for _, code, coder, start, end in other.rows
            if end <= study.lengths[at]
        ]
        rows = [row for row in rows if row[0] != at] + new
        done[at] = data.draw(st.sampled_from([*other.done, done[at]]))
        changed = replace(study, rows=rows, done=done)
        ledger.put(
            at, changed.material().codings.take(changed.material().codings.rows(at)), np.array(done[at])
        )
    anew = Ledger(changed.material(), unit=unit, coders=np.array([2, 0]))
    assert flat(tabulate(ledger)) == flat(tabulate(anew))
    assert flat(ledger.runs) == flat(anew.runs)
    for kept, made in ((ledger.counts, anew.counts), (ledger.sums, anew.sums)):
        assert flat(kept) == flat(made)


@settings(max_examples=40)
@given(studies(coders=4), UNITS, UNITS)
def test_another_unit_or_other_coders_give_what_a_new_ledger_gives(
    study: Slow, before: str, after: str
) -> None:
    ledger = Ledger(study.material(), unit=before)
    ledger.count_in(after)
    ledger.compare(np.array([1, 3]))
    assert flat(tabulate(ledger)) == flat(
        tabulate(Ledger(study.material(), unit=after, coders=np.array([1, 3])))
    )
    alone = Ledger(study.material().compared(np.array([1, 3])), unit=after)
    assert flat(tabulate(ledger).alpha) == flat(tabulate(alone).alpha)
    assert flat(tabulate(ledger).pairs[0].tables) == flat(tabulate(alone).pairs[0].tables)


@settings(max_examples=40)
@given(studies(), UNITS, st.randoms(use_true_random=False))
def test_the_order_of_texts_and_of_coders_makes_no_difference(
    study: Slow, unit: str, random: st.random.Random
) -> None:
    texts, people = list(range(len(study.lengths))), list(range(study.coders))
    random.shuffle(texts)
    random.shuffle(people)
    moved = Slow(
        [study.lengths[at] for at in texts],
        [[study.done[at][person] for person in people] for at in texts],
        [(texts.index(d), code, people.index(who), start, end) for d, code, who, start, end in study.rows],
        study.codes,
        [study.sentences[at] for at in texts],
    )
    one, other = table(study, unit), table(moved, unit)
    for name in (
        "alpha",
        "alpha_pooled",
        "positive_agreement",
        "percent_agreement",
        "gwet_ac1",
        "fleiss_kappa",
    ):
        assert flat(getattr(one, name)) == flat(getattr(other, name)), name
    for name in ("kappa", "segment_f1"):
        assert getattr(one, name).values == pytest.approx(getattr(other, name).values, nan_ok=True), name
    assert one.pooled_interval.lower == pytest.approx(other.pooled_interval.lower)


@settings(max_examples=40)
@given(studies(), UNITS)
def test_the_disagreement_of_texts_and_codes_adds_up_to_the_pooled_one(study: Slow, unit: str) -> None:
    ledger = Ledger(study.material(), unit=unit)
    totals, shares = ledger.counts.totals(), ledger.counts.shares()
    assert shares.observed.sum(axis=0) == pytest.approx(totals.observed)
    pooled = alpha_pooled(totals)
    if pooled.value is not None:
        chance = expected(totals.positive, float(totals.answers))
        weights = chance / chance.sum()
        parts = np.nan_to_num(tabulate(ledger).alpha.values) * weights
        assert pooled.value == pytest.approx(parts.sum())
        assert 1 - shares.observed.sum() / chance.sum() == pytest.approx(pooled.value)


@settings(max_examples=40)
@given(studies(), UNITS)
def test_no_figure_is_above_one_and_none_without_status_lacks_a_value(study: Slow, unit: str) -> None:
    found = table(study, unit)
    columns = (
        "alpha",
        "positive_agreement",
        "segment_f1",
        "percent_agreement",
        "kappa",
        "gwet_ac1",
        "brennan_prediger",
    )
    for figure in [figure for name in columns for figure in getattr(found, name)]:
        assert (figure.value is None) == (figure.status != Status.OK)
        assert figure.value is None or -1 <= figure.value <= 1 + 1e-12


@settings(max_examples=40)
@given(studies(), UNITS)
def test_what_coders_did_is_counted_where_it_counts(study: Slow, unit: str) -> None:
    found = table(study, unit)
    for code in range(study.codes):
        answers = study.binary(code, unit)
        assert found.coded[:, code].tolist() == np.nansum(answers, axis=0).tolist()
        share = np.nanmean(answers) if len(answers) else None
        assert found.coverage[code].value == pytest.approx(share)
    counting = [sum(done) >= 2 and bool(study.units(at, unit)) for at, done in enumerate(study.done)]
    made = np.zeros((study.coders, study.codes), np.int64)
    for document, code, coder, start, end in study.rows:
        made[coder, code] += counting[document] and study.done[document][coder] and start < end
    assert found.codings.tolist() == made.tolist()


def test_flags_say_what_to_beware_of() -> None:
    one_sided = [(0, 0, 0, 0, 5), (0, 0, 0, 20, 25), (0, 0, 0, 30, 35)]
    mostly = [(0, 1, 0, at, at + 3) for at in range(0, 30, 5)] + [(0, 1, 1, 0, 3), (0, 1, 1, 5, 8)]
    perfect = [(text, 2, coder, 1, 9) for text in range(6) for coder in (0, 1)]
    study = Slow([1000] * 6, [[True, True]] * 6, [*one_sided, *mostly, *perfect], 4, [[]] * 6)
    found = table(study)
    assert found.flags == (
        (Flag.ONE_SIDED, Flag.FEW_DOCUMENTS, Flag.UNSTABLE, Flag.LOW_COVERAGE),
        (Flag.MOSTLY_ONE_CODER, Flag.FEW_DOCUMENTS, Flag.UNSTABLE, Flag.LOW_COVERAGE),
        (Flag.NO_DISAGREEMENT, Flag.FEW_DOCUMENTS, Flag.LOW_COVERAGE),
        (Flag.NO_VARIATION, Flag.FEW_DOCUMENTS),
    )
    assert found.codings.tolist() == [[3, 6, 6, 0], [0, 2, 6, 0]]
    assert found.coded.tolist() == [[15, 18, 48, 0], [0, 6, 48, 0]]
    assert found.alpha_mean.value == pytest.approx(found.alpha.values[:3].mean())
    assert (found.documents, found.units) == (6, 6000)


def test_a_table_without_a_second_coder_says_so_everywhere() -> None:
    study = Slow([50, 0], [[True, False], [True, True]], [(0, 0, 0, 0, 5)], 1, [[], []])
    found = table(study)
    nothing = Figure(None, Status.NO_PAIRABLE)
    columns = (
        found.alpha,
        found.kappa,
        found.segment_f1,
        found.positive_agreement,
        found.gwet_ac1,
        found.coverage,
    )
    assert [figures[0] for figures in columns] == [nothing] * 6
    assert (found.alpha_pooled, found.alpha_mean, found.pooled_interval.status) == (
        nothing,
        nothing,
        nothing.status,
    )
    assert (found.documents, found.flags) == (0, ((),))
