"""Intervals that a case file asks for: leaving texts out, drawing them anew, and the chance to miss a threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.bootstrap import REPLICATES, SEED, bootstrap
from glossator.agreement.figures import Figure, Status
from glossator.agreement.resample import Interval, interval, leave_one_out
from glossator.exchange.case_values import number, whole
from glossator.operations import case_codings
from glossator.operations.answer import Answer

if TYPE_CHECKING:
    from glossator.agreement.arrays import Floats
    from glossator.agreement.counts import Shares
    from glossator.exchange.agreement_case import Request
    from glossator.exchange.case_values import Place
    from glossator.operations.case_study import Studies, Study

MEASURES = frozenset({"jackknife_ci", "bootstrap_ci", "probability_below"})
_MOST = 100_000_000


def answer(studies: Studies, request: Request) -> Answer:
    """Compute one request."""
    params = request.params
    of = params.named("of").text()
    study = studies.study(params)
    if of not in case_codings.MEASURES:
        return Answer(request, Figure.none(Status.UNSUPPORTED))
    match request.measure:
        case "jackknife_ci":
            return Answer(request, _part(_jackknife(of, study, params), params))
        case "probability_below":
            threshold = number(params.named("threshold"), 0, -np.inf, np.inf)
            found = _jackknife(of, study, params)
            below = found.below(threshold)
            return Answer(request, Figure.none(found.status) if below is None else Figure(below))
        case _:
            return _bootstrap(of, study, request)


def _part(found: Interval, params: Place) -> Figure:
    match params.named("part").text(one_of=("jackknife_se", "ci_lower", "ci_upper")):
        case "jackknife_se":
            return found.se
        case "ci_lower":
            bound = found.lower
        case _:
            bound = found.upper
    return Figure.none(found.status) if bound is None else Figure(bound)


def _jackknife(of: str, study: Study, params: Place) -> Interval:
    point, _ = case_codings.measured(of, study, params)
    level = number(params.maybe("level"), 0.95, 0, 1)
    if of in ("alpha_binary", "alpha_pooled"):
        left_out = leave_one_out(_shares(of, study, params))
        without = left_out.pooled if of == "alpha_pooled" else left_out.codes[:, 0]
    else:
        without = _one_by_one(of, study, params)
    return interval(point, without, level)


def _shares(of: str, study: Study, params: Place) -> Shares:
    codes = study.some_codes(params) if of == "alpha_pooled" else np.array([study.code(params)], np.int64)
    return study.counts(study.unit(params)).shares().of_codes(codes)


def _one_by_one(of: str, study: Study, params: Place) -> Floats:
    """Compute a figure anew without each of the texts that count."""
    units, _ = study.material.counted_in(study.unit(params))
    counting = np.flatnonzero(study.material.universe() & (units > 0))
    rest = [case_codings.measured(of, study.without(int(at)), params)[0].value for at in counting]
    return np.array([np.nan if value is None else value for value in rest], np.float64)


def _bootstrap(of: str, study: Study, request: Request) -> Answer:
    params = request.params
    if of not in ("alpha_binary", "alpha_pooled"):
        return Answer(request, Figure.none(Status.UNSUPPORTED))
    part = params.named("part").text(one_of=("ci_lower", "ci_upper", "dropped"))
    level = number(params.maybe("level"), 0.95, 0, 1)
    drawn = bootstrap(
        _shares(of, study, params),
        level=level,
        replicates=_positive(params.maybe("replicates"), REPLICATES),
        seed=_positive(params.maybe("seed"), SEED),
    )
    more = {"seed": drawn.seed, "replicates": drawn.replicates}
    at = -1 if of == "alpha_pooled" else 0
    if part == "dropped":
        return Answer(request, Figure(float(drawn.dropped[at])), more)
    bounds = drawn.lower if part == "ci_lower" else drawn.upper
    return Answer(request, bounds[at], more)


def _positive(place: Place | None, otherwise: int) -> int:
    if place is None:
        return otherwise
    if (found := whole(place, _MOST)) < 1:
        place.refuse("A number above 0 is expected here.")
    return found
