"""Measures of a case file that holds ratings: items with one category each from each coder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement import ratings as rated
from glossator.agreement.figures import Figure, Status
from glossator.exchange.case_values import number
from glossator.operations.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossator.agreement.arrays import Floats
    from glossator.agreement.ratings import Ratings
    from glossator.exchange.agreement_case import RatingsCase, Request
    from glossator.exchange.case_values import Place

_PLAIN: dict[str, Callable[[Ratings], Figure]] = {
    "percent_agreement": rated.percent_agreement,
    "fleiss_kappa": rated.fleiss_kappa,
    "gwet_ac1": rated.gwet_ac1,
    "brennan_prediger": rated.brennan_prediger,
    "gwet_ac1_se": rated.gwet_ac1_se,
}


def answer(case: RatingsCase, request: Request) -> Answer:
    """Compute one request."""
    params = request.params
    named = params.maybe("coders")
    coders = named.names(case.coders, "coder") if named else list(case.coders)
    answers = np.array(case.items, np.int64).reshape(-1, len(case.coders))
    chosen = answers[:, [case.coders.index(coder) for coder in coders]]
    ratings = rated.Ratings.of(chosen, len(case.categories))
    match request.measure:
        case "krippendorff_alpha":
            figure = _alpha(case, ratings, params)
        case "cohen_kappa":
            if len(coders) != 2:
                params.refuse("“cohen_kappa” compares two coders; name them in “coders”.")
            figure = rated.cohen_kappa(ratings, 0, 1)
        case "gwet_ac1_ci":
            level = number(params.maybe("level"), 0.95, 0, 1)
            upper = params.named("bound").text(one_of=("lower", "upper")) == "upper"
            figure = rated.gwet_ac1_bound(ratings, level, upper=upper)
        case plain if plain in _PLAIN:
            figure = _PLAIN[plain](ratings)
        case _:
            figure = Figure.none(Status.UNSUPPORTED)
    return Answer(request, figure)


def _alpha(case: RatingsCase, ratings: Ratings, params: Place) -> Figure:
    asked = params.maybe("metric")
    metric = next((known for known in rated.METRICS if asked and asked.value == known), None)
    if asked is None:
        metric = "nominal"
    if metric is None:
        return Figure.none(Status.UNSUPPORTED)
    values: Floats | None = None
    if metric in ("interval", "ratio"):
        numbers = [category for category in case.categories if isinstance(category, int | float)]
        if len(numbers) < len(case.categories):
            params.refuse(f"The metric “{metric}” needs numbers as categories.")
        values = np.array(numbers, np.float64)
    return rated.krippendorff_alpha(ratings, metric, values)
