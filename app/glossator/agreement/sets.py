"""Alpha over sets of codes, where an answer may name several at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.figures import Figure, Status
from glossator.agreement.overlaps import Overlaps, overlaps
from glossator.agreement.set_metrics import SetMetric, disagreement, distance
from glossator.agreement.sweep import united

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossator.agreement.arrays import Bools, Floats, Ints
    from glossator.agreement.material import Codings, Material

_WORD = 62


@dataclass(frozen=True, slots=True, eq=False)
class SetRuns:
    """Runs on which no coder's set of codes changes; the texts are covered without gaps."""

    document: Ints
    """shape (runs,)"""
    width: Ints
    """shape (runs,)"""
    held: Ints
    """the set of each coder, a row of *sets*; shape (runs, coders)"""
    sets: Ints
    """distinct sets, 62 codes to a word, a bit for each; shape (sets, words)"""


def sweep_sets(codings: Codings, units: Ints, coders: int, codes: int) -> SetRuns:
    """Cut the texts into runs on which every coder's set of codes is constant.

    Parameters
    ----------
    codings
        In the units that are counted.
    units
        Units of each text, shape (documents,).
    """
    whole = united(codings)
    # Both ends of each text are ends of nothing: they make runs of what nobody coded.
    texts = np.flatnonzero(units > 0)
    document = np.concatenate([whole.document, whole.document, texts, texts])
    place = np.concatenate([whole.start, whole.end, np.zeros(len(texts), np.int64), units[texts]])
    order = np.lexsort((place, document))
    document, place = document[order], place[order]
    turned = np.concatenate([np.arange(len(whole)), np.arange(len(whole)), np.full(2 * len(texts), -1)])[
        order
    ]
    width = np.diff(place, append=0)
    runs = np.flatnonzero((np.diff(document, append=-1) == 0) & (width > 0))
    code = np.where(turned >= 0, whole.code[turned], -1) if len(whole) else turned
    coder = np.where(turned >= 0, whole.coder[turned], -1) if len(whole) else turned
    words = max(1, -(-codes // _WORD))
    state = np.empty((len(runs), coders, words), np.int64)
    for person in range(coders):
        for word in range(words):
            here = (coder == person) & (code // _WORD == word)
            toggles = np.where(here, np.int64(1) << np.where(here, code % _WORD, 0), 0)
            state[:, person, word] = np.bitwise_xor.accumulate(toggles)[runs] if len(runs) else 0
    held, sets = _distinct(state.reshape(-1, words))
    return SetRuns(document[runs], width[runs], held.reshape(len(runs), coders), sets)


def _distinct(rows: Ints) -> tuple[Ints, Ints]:
    """Return which of the distinct rows each is, and the distinct rows."""
    number = np.zeros(len(rows), np.int64)
    for column in rows.T:
        values, at = np.unique(column, return_inverse=True)
        number = np.unique(number * max(len(values), 1) + at, return_inverse=True)[1]
    _, first = np.unique(number, return_index=True)
    return number, rows[first]


def alpha_set(
    material: Material, codes: Ints, metric: SetMetric, unit: str = "char", *, refuse_overlaps: bool = False
) -> tuple[Figure, Overlaps | None]:
    """Return alpha whose values are sets of codes (Krippendorff 2004, chapter 11; Passonneau 2006 for MASI).

    1 - (n - 1)·Σ o(v, u)·δ(v, u) / Σ n(v)·n(u)·δ(v, u), with o the coincidences of the sets v and u within runs. The
    cost of what is expected grows with the square of the number of distinct sets.

    Parameters
    ----------
    material
        All of its coders are compared.
    codes
        Numbers of the codes that make up the sets.
    metric
        The distance between two sets.
    unit
        What is counted.
    refuse_overlaps
        Whether a coder may have only one of the codes at a time.

    Returns
    -------
    figure, overlaps
        ``conflict`` and the places, in units of the text, where codes overlap that must not.
    """
    numbers = np.full(material.codes, -1, np.int64)
    numbers[codes] = np.arange(len(codes))
    chosen = material.recoded(numbers, len(codes))
    units, codings = chosen.counted_in(unit)
    finished = chosen.done & ((chosen.done.sum(axis=1) >= 2) & (units > 0))[:, None]
    if not finished.any():
        return Figure.none(Status.NO_PAIRABLE), None
    codings = codings.take(finished[codings.document, codings.coder])
    if refuse_overlaps and len(places := overlaps(united(codings))):
        return Figure.none(Status.CONFLICT), places
    runs = sweep_sets(codings, np.where(finished.any(axis=1), units, 0), chosen.coders, len(codes))
    return _alpha(runs, finished, metric), None


def alpha_group(material: Material, codes: Ints, unit: str = "char") -> tuple[Figure, Overlaps | None]:
    """Return nominal alpha whose values are the codes of a group, of which only one may be, and "none".

    Returns
    -------
    figure, overlaps
        ``conflict`` where a compared coder has two of the codes in one unit, with those places in units of the text:
        none of the two is picked.
    """
    return alpha_set(material, codes, "nominal", unit, refuse_overlaps=True)


def places_in_text(places: Overlaps, material: Material, unit: str) -> Overlaps:
    """Return places that count units as places in code points, from the first unit's start to the last one's end."""
    if unit == "char":
        return places
    if unit == "document":
        return replace(places, end=material.lengths[places.document].astype(np.int32))
    units = material.units[unit]
    base = units.first[places.document]
    return replace(places, start=units.start[base + places.start], end=units.end[base + places.end - 1])


def _alpha(runs: SetRuns, finished: Bools, metric: SetMetric) -> Figure:
    there = finished[runs.document]
    m = there.sum(axis=1)
    held = [
        np.bincount(runs.held[:, c], runs.width * there[:, c], len(runs.sets)) for c in range(there.shape[1])
    ]
    often: Floats = np.sum(held, axis=0)
    observed = 0.0
    for one, other, weight in _coincidences(runs, there, m):
        observed += 2 * float(weight @ distance(runs.sets[one], runs.sets[other], metric))
    chance = disagreement(runs.sets[often > 0], often[often > 0], metric)
    if chance == 0:
        return Figure.none(Status.NO_VARIATION)
    return Figure(float(1 - observed / chance * (often.sum() - 1)))


def _coincidences(runs: SetRuns, there: Bools, m: Ints) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Give pairs of different sets with how often they meet, for each two coders."""
    coders, sets = there.shape[1], len(runs.sets)
    for first, second in zip(*np.triu_indices(coders, 1), strict=True):
        meet = there[:, first] & there[:, second] & (runs.held[:, first] != runs.held[:, second])
        if not meet.any():
            continue
        cells = runs.held[meet, first] * sets + runs.held[meet, second]
        pairs, at = np.unique(cells, return_inverse=True)
        yield (
            pairs // sets,
            pairs % sets,
            np.bincount(at, runs.width[meet] / (m[meet] - 1)).astype(np.float64),
        )
