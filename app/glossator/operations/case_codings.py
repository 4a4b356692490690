"""Measures of a case file that holds codings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.agreement import alpha, kappa, sets
from glossator.agreement.figures import Figure, Figures, Status
from glossator.agreement.pairs import PairTables, cohen_kappa, sum_pairs
from glossator.agreement.passages import CRITERIA, Rule, sum_passages
from glossator.agreement.set_metrics import SET_METRICS
from glossator.agreement.unitizing import unitize
from glossator.exchange.case_values import number
from glossator.operations.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossator.agreement.counts import Totals
    from glossator.agreement.overlaps import Overlaps
    from glossator.agreement.unitizing import Unitizing
    from glossator.exchange.agreement_case import Request
    from glossator.exchange.case_values import Place
    from glossator.operations.case_study import Studies, Study

Measured = tuple[Figure, "Mapping[str, object]"]

_PER_CODE: dict[str, Callable[[Totals], Figures]] = {
    "alpha_binary": alpha.alpha_binary,
    "percent_agreement": kappa.percent_agreement,
    "fleiss_kappa": kappa.fleiss_kappa,
    "gwet_ac1": kappa.gwet_ac1,
    "brennan_prediger": kappa.brennan_prediger,
    "positive_agreement": kappa.positive_agreement,
}


def answer(studies: Studies, request: Request) -> Answer:
    """Compute one request."""
    if request.measure not in MEASURES:
        return Answer(request, Figure.none(Status.UNSUPPORTED))
    return Answer(request, *measured(request.measure, studies.study(request.params), request.params))


def measured(measure: str, study: Study, params: Place) -> Measured:
    """Return a figure of *study*, and what explains it."""
    if measure in _PER_CODE:
        code = study.code(params)
        return _PER_CODE[measure](study.counts(study.unit(params)).totals())[code], {}
    return _OTHERS[measure](study, params)


def _alpha_pooled(study: Study, params: Place) -> Measured:
    totals = study.counts(study.unit(params)).totals()
    return alpha.alpha_pooled(totals, study.some_codes(params)), {}


def _alpha_mean(study: Study, params: Place) -> Measured:
    """Take the unweighted mean of the alphas of single codes."""
    figures = alpha.alpha_binary(study.counts(study.unit(params)).totals())
    return figures.some(study.some_codes(params)).mean, {}


def _alpha_set(study: Study, params: Place) -> Measured:
    asked = params.named("metric").value
    metric = next((known for known in SET_METRICS if asked == known), None)
    if metric is None:
        return Figure.none(Status.UNSUPPORTED), {}
    figure, _ = sets.alpha_set(study.material, study.some_codes(params), metric, study.unit(params))
    return figure, {}


def _alpha_group(study: Study, params: Place) -> Measured:
    if not params.maybe("codes"):
        params.named("group")
    unit = study.unit(params)
    figure, places = sets.alpha_group(study.material, study.some_codes(params), unit)
    if places is None:
        return figure, {}
    return figure, _conflict(study, sets.places_in_text(places, study.material, unit))


def _cohen_kappa(study: Study, params: Place) -> Measured:
    study.pair(params)
    code, material = study.code(params), study.material
    units, runs = study.runs(study.unit(params))
    tables = sum_pairs(runs, units, material.done, material.codes).tables(0, 1)
    return cohen_kappa(tables)[code], {"table": _table(tables, code)}


def _table(tables: PairTables, code: int) -> dict[str, int]:
    names = ("both", "first_only", "second_only", "neither")
    return {name: int(getattr(tables, name)[code]) for name in names}


def _segment_f1(study: Study, params: Place) -> Measured:
    study.pair(params)
    asked = params.maybe("criterion")
    criterion = next(
        (known for known in CRITERIA if asked and asked.value == known), None if asked else "iou"
    )
    if criterion is None:
        return Figure.none(Status.UNSUPPORTED), {}
    rule = Rule(criterion, number(params.maybe("threshold"), 0.5, 0, 1.000001))
    m = study.material
    sums = sum_passages(m.codings, m.lengths, m.done, m.codes, rule)
    return sums.f1(0, 1)[study.code(params)], {}


def _unitizing(take: Callable[[Unitizing], Figure]) -> Callable[[Study, Place], Measured]:
    def measure(study: Study, params: Place) -> Measured:
        sums, places = unitize(study.material, study.some_codes(params))
        if sums is not None:
            return take(sums), {}
        assert places is not None
        return Figure.none(Status.CONFLICT), _conflict(study, places)

    return measure


def _of_one(take: Callable[[Unitizing, int], Figure]) -> Callable[[Study, Place], Measured]:
    def measure(study: Study, params: Place) -> Measured:
        codes, code = study.some_codes(params).tolist(), study.code(params)
        if code not in codes:
            params.refuse("“code” is not among “codes”.")
        return _unitizing(lambda sums: take(sums, codes.index(code)))(study, params)

    return measure


def _conflict(study: Study, places: Overlaps) -> dict[str, object]:
    rows = zip(places.document, places.coder, places.start, places.end, strict=True)
    listed = [
        {"doc": study.documents[d], "coder": study.coders[c], "start": int(start), "end": int(end)}
        for d, c, start, end in rows
    ]
    return {"conflict_characters": places.size, "conflicts": listed}


_OTHERS: dict[str, Callable[[Study, Place], Measured]] = {
    "alpha_pooled": _alpha_pooled,
    "alpha_mean": _alpha_mean,
    "alpha_set": _alpha_set,
    "alpha_group": _alpha_group,
    "cohen_kappa": _cohen_kappa,
    "segment_f1": _segment_f1,
    "u_alpha": _unitizing(lambda sums: sums.u_alpha()),
    "u_alpha_binary": _unitizing(lambda sums: sums.u_alpha_binary()),
    "cu_alpha": _unitizing(lambda sums: sums.cu_alpha()),
    "k_u_alpha": _of_one(lambda sums, code: sums.k_u_alpha(code)),
    "k_u_coverage": _of_one(lambda sums, code: sums.k_u_coverage(code)),
}

MEASURES = frozenset(_PER_CODE) | frozenset(_OTHERS)
