"""What came of comparing coders, with all that is needed to compute it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossator import __version__
from glossator.agreement.figures import Status

if TYPE_CHECKING:
    from glossator.agreement.figures import Figure
    from glossator.agreement.material import Material
    from glossator.agreement.resample import Interval
    from glossator.agreement.table import AgreementTable
    from glossator_db.records import Code, Coder, Document


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is compared, numbered in the order of these lists."""

    documents: list[Document]
    """all of the project"""
    coders: list[Coder]
    codes: list[Code]
    paths: list[str]
    """of the codes"""
    material: Material


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """An agreement table with its settings."""

    project: str
    subject: Subject
    chosen: tuple[str, ...]
    """paths of the codes that were asked for; empty for all"""
    table: AgreementTable
    data: str
    """what `comparing.data_hash` says of the data"""

    @property
    def message(self) -> str:
        """A sentence that says what must be done before there are figures; empty where there are some."""
        if self.table.documents:
            return ""
        if self.subject.material.universe().any():
            return f"The texts finished by two coders hold no unit “{self.table.unit}”, so there is nothing to compare."
        return (
            "No text is finished by two of the coders compared, so there is nothing to compare yet. "
            "Mark what each of them is done with: glossator finish PROJECT --coder NAME."
        )

    @property
    def left_out(self) -> list[dict[str, object]]:
        """The texts that do not count, the reason, and who has yet to finish them."""
        material, names = self.subject.material, [coder.name for coder in self.subject.coders]
        finished = material.universe()
        divided = material.units.get(self.table.unit)
        counting = finished if divided is None else finished & (divided.counts > 0)
        listed: list[dict[str, object]] = []
        for at in np.flatnonzero(~counting).tolist():
            document, done = self.subject.documents[at], material.done[at].tolist()
            reason = "no units" if finished[at] else "not finished by two" if document.length else "empty"
            listed.append(
                {
                    "document": document.name,
                    "reason": reason,
                    "finished": [name for name, is_done in zip(names, done, strict=True) if is_done],
                    "missing": [name for name, is_done in zip(names, done, strict=True) if not is_done],
                }
            )
        return listed

    def as_json(self) -> dict[str, object]:
        """Return it as ``agree --json`` prints it."""
        rows = [self._row(at) for at in range(len(self.subject.codes))]
        said = {"message": self.message} if self.message else {}
        return {"settings": self._settings(), "summary": self._summary(), "codes": rows, **said}

    def as_rows(self) -> list[tuple[str, ...]]:
        """Return it as a table for people: code, alpha, interval, two F1, codings of each coder, flags."""
        table = self.table
        rows = [
            (
                path,
                _shown(table.alpha[at]),
                _between(table.intervals[at]),
                _shown(table.positive_agreement[at]),
                _shown(table.segment_f1[at]),
                *(f"{count:,}" for count in table.codings[:, at].tolist()),
                ", ".join(flag.replace("_", " ") for flag in table.flags[at]),
            )
            for at, path in enumerate(self.subject.paths)
        ]
        sums = (f"{count:,}" for count in table.codings.sum(axis=1).tolist())
        pooled = _shown(table.alpha_pooled) if table.documents else "–"
        return [*rows, ("all codes, pooled", pooled, _between(table.pooled_interval), "", "", *sums, "")]

    def _settings(self) -> dict[str, object]:
        table = self.table
        return {
            "project": self.project,
            "coders": [coder.name for coder in self.subject.coders],
            "unit": table.unit,
            "codes": list(self.chosen) or None,
            "hierarchy": "as applied",
            "interval": {"method": "document jackknife", "level": table.level},
            "passages": {"criterion": table.rule.criterion, "threshold": table.rule.threshold},
            "kappa": "Cohen" if len(table.coders) == 2 else "Light",
            "left_out": self.left_out,
            "versions": {"glossator": __version__, "numpy": np.__version__},
            "data_sha256": self.data,
        }

    def _summary(self) -> dict[str, object]:
        table, material = self.table, self.subject.material
        statuses = {"ci": table.pooled_interval.status, "alpha_mean": table.alpha_mean.status}
        return {
            "alpha_pooled": table.alpha_pooled.value,
            "ci": _bounds(table.pooled_interval),
            "status": self._status(table.alpha_pooled),
            "alpha_mean": table.alpha_mean.value,
            "documents": table.documents,
            "characters": int(material.lengths[material.universe()].sum()) if table.documents else 0,
            "units": table.units,
            "statuses": {name: str(status) for name, status in statuses.items()},
        }

    def _row(self, at: int) -> dict[str, object]:
        table, interval = self.table, self.table.intervals[at]
        figures = {
            "positive_agreement": table.positive_agreement[at],
            "segment_f1": table.segment_f1[at],
            "percent_agreement": table.percent_agreement[at],
            "kappa": table.kappa[at],
        }
        spans = zip(self.subject.coders, table.codings[:, at].tolist(), strict=True)
        statuses = {"ci": interval.status, **{name: figure.status for name, figure in figures.items()}}
        return {
            "path": self.subject.paths[at],
            "alpha": table.alpha[at].value,
            "ci": _bounds(interval),
            "status": self._status(table.alpha[at]),
            **{name: figure.value for name, figure in figures.items()},
            "spans": {coder.name: count for coder, count in spans},
            "flags": [str(flag) for flag in table.flags[at]],
            "statuses": {name: str(status) for name, status in statuses.items()},
        }

    def _status(self, figure: Figure) -> str:
        """Return the figure's status; with no text to compare that is the reason, whatever else is missing."""
        return str(figure.status if self.table.documents else Status.NO_PAIRABLE)


def _bounds(interval: Interval) -> list[float] | None:
    if interval.lower is None or interval.upper is None:
        return None
    return [interval.lower, interval.upper]


def _between(interval: Interval) -> str:
    """Print an interval within −1 and 1: beyond that a bound says no more than that it is wide."""
    bounds = _bounds(interval)
    if bounds is None:
        return "–"
    low, high = (f"{min(max(bound, -1.0), 1.0):.3f}".replace("-", "−") for bound in bounds)
    return f"{low} to {high}"


def _shown(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}".replace("-", "−")
