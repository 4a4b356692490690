"""Agreement between coders: the measures that a neutral case file asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.exchange import agreement_case
from glossator.operations import case_codings, case_intervals, case_ratings
from glossator.operations.case_study import Studies

if TYPE_CHECKING:
    from pathlib import Path

    from glossator.operations.answer import Answer


def of_case(path: Path) -> list[Answer]:
    """Compute each request of a case file, in order; an unknown measure is answered ``unsupported``.

    Raises
    ------
    ExchangeError
        Where the file is malformed, or a known measure is asked of a code or coder that is not in it.
    """
    case = agreement_case.read(path)
    if isinstance(case, agreement_case.RatingsCase):
        return [case_ratings.answer(case, request) for request in case.requests]
    studies = Studies(case)
    return [
        case_intervals.answer(studies, request)
        if request.measure in case_intervals.MEASURES
        else case_codings.answer(studies, request)
        for request in case.requests
    ]
