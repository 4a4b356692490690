"""The part of a case file's codings that a request is about, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from glossator.agreement.counts import Counts, count
from glossator.agreement.material import MOST_CODERS, Codings, Material
from glossator.agreement.sweep import Runs, sweep
from glossator.agreement.units import CHARACTER, Units
from glossator.exchange.case_values import whole
from glossator_db.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossator.agreement.arrays import Ints
    from glossator.exchange.agreement_case import CodingsCase
    from glossator.exchange.case_values import Place

_LONGEST = 2**52


@dataclass(slots=True, eq=False)
class Study:
    """Material with the names in it; all of its coders are compared."""

    material: Material
    documents: Sequence[str]
    coders: Sequence[str]
    codes: Sequence[str]
    groups: Sequence[str]
    """of the codes, empty for none"""
    _runs: dict[str, tuple[Ints, Runs]] = field(default_factory=dict, init=False)
    _counts: dict[str, Counts] = field(default_factory=dict, init=False)

    def runs(self, unit: str) -> tuple[Ints, Runs]:
        """Return the length of each text in *unit*, and the runs."""
        if unit not in self._runs:
            units, codings = self.material.counted_in(unit)
            self._runs[unit] = units, sweep(codings)
        return self._runs[unit]

    def counts(self, unit: str) -> Counts:
        """Return the sums of each text in *unit*."""
        if unit not in self._counts:
            (units, runs), m = self.runs(unit), self.material
            self._counts[unit] = count(runs, units, m.done, np.arange(m.coders), m.codes)
        return self._counts[unit]

    def unit(self, params: Place) -> str:
        """Return what is counted: the character where nothing is said."""
        named = params.maybe("unit")
        return named.text() if named else CHARACTER

    def code(self, params: Place) -> int:
        """Return the number of the code asked for."""
        return self.codes.index(params.named("code").name(self.codes, "code"))

    def some_codes(self, params: Place) -> Ints:
        """Return the numbers of the codes asked for: those listed, those of a group, or all."""
        if listed := params.maybe("codes"):
            return np.array([self.codes.index(code) for code in listed.names(self.codes, "code")], np.int64)
        if group := params.maybe("group"):
            name = group.name(set(self.groups) - {""}, "group")
            return np.flatnonzero(np.array(self.groups) == name).astype(np.int64)
        return np.arange(len(self.codes), dtype=np.int64)

    def pair(self, params: Place) -> None:
        """Refuse a measure of pairs where not two coders are compared."""
        if len(self.coders) != 2:
            params.refuse("This measure compares two coders; name them in “coders”.")

    def without(self, document: int) -> Study:
        """Return the study without one of its texts."""
        rest = np.delete(np.arange(len(self.documents)), document)
        return self.of(rest)

    def of(self, documents: Ints) -> Study:
        """Return the study of *documents*, in that order; a text may be there more than once."""
        names = [self.documents[at] for at in documents]
        return replace(self, material=self.material.select(documents), documents=names)


class Studies:
    """Studies of one case file, kept as long as it is asked about."""

    def __init__(self, case: CodingsCase) -> None:
        if len(case.coders) > MOST_CODERS:
            raise NotAllowed(
                f"At most {MOST_CODERS} coders can be compared at once; here are {len(case.coders)}."
            )
        self._whole = _study(case)
        self._made: dict[str, Study] = {}

    def study(self, params: Place) -> Study:
        """Return the part that *params* ask for by ``coders``, ``doc_weights`` and ``document_length``."""
        chosen = {name: params.maybe(name) for name in ("coders", "doc_weights", "document_length")}
        key = repr([place and place.value for place in chosen.values()])
        if key not in self._made:
            made = self._whole
            if length := chosen["document_length"]:
                made = _lengthened(made, length)
            if weights := chosen["doc_weights"]:
                made = _weighted(made, weights)
            if coders := chosen["coders"]:
                numbers = [made.coders.index(name) for name in coders.names(made.coders, "coder")]
                material = made.material.compared(np.array(numbers, np.int64))
                made = replace(made, material=material, coders=[made.coders[at] for at in numbers])
            self._made[key] = made
        return self._made[key]


def _study(case: CodingsCase) -> Study:
    documents = {document.id: number for number, document in enumerate(case.documents)}
    codes = {code: number for number, code in enumerate(case.codes)}
    coders = {coder: number for number, coder in enumerate(case.coders)}
    rows = [(documents[c.document], codes[c.code], coders[c.coder], c.start, c.end) for c in case.codings]
    columns = np.array(rows, np.int64).reshape(-1, 5).T
    done = np.zeros((len(documents), len(coders)), np.bool_)
    for document, people in case.done.items():
        done[documents[document], [coders[person] for person in people]] = True
    names = {name for document in case.documents for name in document.units}
    units = {name: Units.of([document.units.get(name, ()) for document in case.documents]) for name in names}
    lengths = np.array([document.length for document in case.documents], np.int64)
    material = Material(lengths, done, Codings.of(*columns), len(codes), units)
    return Study(material, list(documents), list(coders), list(codes), list(case.codes.values()))


def _lengthened(study: Study, length: Place) -> Study:
    """Return the study with another length of its texts, which no coding may pass."""
    new = whole(length, _LONGEST)
    if new < study.material.codings.end.max(initial=0):
        length.refuse(f"There are codings behind character {new}.")
    lengths = np.full(len(study.documents), new, np.int64)
    return replace(study, material=replace(study.material, lengths=lengths))


def _weighted(study: Study, weights: Place) -> Study:
    """Return the study with each text as often as *weights* say, not at all where they do not name it."""
    times = np.zeros(len(study.documents), np.int64)
    for name in weights.members():
        weights.among(name, study.documents, "document")
        place = weights.named(name)
        times[study.documents.index(name)] = often = whole(place, 1_000_000)
        if often < 0:
            place.refuse(f"A document cannot occur {often} times.")
    return study.of(np.repeat(np.arange(len(times)), times))
