"""Random studies, and what single characters say of them: the slow way to every figure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from glossator.agreement.material import Codings, Material
from glossator.agreement.units import Units

Row = tuple[int, int, int, int, int]
"""document, code, coder, start, end"""


@dataclass(frozen=True)
class Slow:
    """A study as lists."""

    lengths: list[int]
    done: list[list[bool]]
    rows: list[Row]
    codes: int
    sentences: list[list[tuple[int, int]]]

    @property
    def coders(self) -> int:
        return len(self.done[0])

    def material(self) -> Material:
        columns = np.array(self.rows, np.int64).reshape(-1, 5).T
        return Material(
            np.array(self.lengths),
            np.array(self.done, np.bool_),
            Codings.of(*columns),
            self.codes,
            {"sentence": Units.of(self.sentences)},
        )

    def units(self, document: int, unit: str) -> list[list[int]]:
        """Return the characters of each unit."""
        whole = list(range(self.lengths[document]))
        if unit == "char":
            return [[place] for place in whole]
        if unit == "document":
            return [whole] if whole else []
        return [list(range(start, end)) for start, end in self.sentences[document]]

    def answers(self, unit: str = "char") -> list[list[set[int] | None]]:
        """Return what each coder says of each unit of the universe: codes, or None for no answer."""
        found = []
        for document, done in enumerate(self.done):
            if sum(done) < 2:
                continue
            held = [[set[int]() for _ in range(self.lengths[document])] for _ in done]
            for at, code, coder, start, end in self.rows:
                if at == document:
                    for place in range(start, end):
                        held[coder][place].add(code)
            found += [
                [
                    set().union(*(held[coder][place] for place in places)) if finished else None
                    for coder, finished in enumerate(done)
                ]
                for places in self.units(document, unit)
            ]
        return found

    def binary(self, code: int, unit: str = "char") -> np.ndarray:
        """Return 1, 0 or NaN for each unit and coder, shape (units, coders)."""
        rows = [
            [np.nan if held is None else float(code in held) for held in row] for row in self.answers(unit)
        ]
        return np.array(rows, np.float64).reshape(-1, self.coders)


@st.composite
def studies(draw: st.DrawFn, *, coders: int | None = None, longest: int = 14, codes: int = 3) -> Slow:
    """Give studies with overlaps, doubled and empty extents, empty documents and unfinished ones."""
    people = coders or draw(st.integers(2, 4))
    lengths = draw(st.lists(st.integers(0, longest), min_size=1, max_size=4))
    done = [
        draw(st.lists(st.sampled_from([True, True, True, False]), min_size=people, max_size=people))
        for _ in lengths
    ]
    rows: list[Row] = []
    for document, length in enumerate(lengths):
        extent = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
        coding = st.tuples(st.integers(0, codes - 1), st.integers(0, people - 1), extent)
        for code, coder, (start, end) in draw(st.lists(coding, max_size=10)):
            rows.append((document, code, coder, start, end))
    return Slow(
        lengths, done, draw(st.permutations(rows)), codes, [draw(_sentences(length)) for length in lengths]
    )


@st.composite
def _sentences(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    pairs = list(pairwise(cuts))
    return [pair for pair in pairs if draw(st.integers(0, 4))]


@st.composite
def unitized(draw: st.DrawFn, *, longest: int = 14, codes: int = 3) -> Slow:
    """Give studies in which no coder's codings overlap, but may touch."""
    study = draw(studies(longest=longest, codes=codes))
    rows: list[Row] = []
    for document, length in enumerate(study.lengths):
        for coder in range(study.coders):
            code = st.integers(-1, codes - 1)
            pieces = [
                (*pair, draw(code))
                for pair in pairwise(sorted(draw(st.sets(st.integers(0, length), max_size=7))))
            ]
            rows += [(document, code, coder, start, end) for start, end, code in pieces if code >= 0]
    return Slow(study.lengths, study.done, rows, codes, study.sentences)
