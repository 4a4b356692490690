"""What figures stand on: units, the hierarchy of codes, runs, sums."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.brute import Slow, studies
from glossator.agreement.alpha import alpha_binary
from glossator.agreement.counts import count
from glossator.agreement.hierarchy import ancestors
from glossator.agreement.material import Codings, Material
from glossator.agreement.overlaps import overlaps
from glossator.agreement.sets import alpha_group, places_in_text
from glossator.agreement.sweep import sweep, united
from glossator.agreement.units import Units


@given(studies())
def test_runs_cover_each_character_once_with_those_who_coded_it(study: Slow) -> None:
    runs = sweep(study.material().codings)
    found: dict[tuple[int, int, int], int] = {}
    for document, code, start, width, coders in zip(
        runs.document, runs.code, runs.start, runs.width, runs.coders, strict=True
    ):
        for place in range(start, start + width):
            assert (document, code, place) not in found
            found[document, code, place] = coders
    expected: dict[tuple[int, int, int], int] = {}
    for document, code, coder, start, end in study.rows:
        for place in range(start, end):
            expected[document, code, place] = expected.get((document, code, place), 0) | 1 << coder
    assert found == expected
    assert len(runs) <= 2 * len(study.rows)


def test_extents_that_overlap_or_touch_become_one() -> None:
    rows = [
        (0, 0, 0, 2, 4),
        (0, 0, 0, 4, 6),
        (0, 0, 0, 4, 5),
        (0, 0, 0, 7, 9),
        (0, 0, 1, 6, 7),
        (0, 1, 0, 6, 7),
    ]
    whole = united(Codings.of(*np.array(rows).T))
    assert list(zip(whole.code, whole.coder, whole.start, whole.end, strict=True)) == [
        (0, 0, 2, 6), (0, 0, 7, 9), (0, 1, 6, 7), (1, 0, 6, 7),
    ]  # fmt: skip
    assert sweep(whole).width.tolist() == [4, 1, 2, 1]


@given(studies(coders=2, codes=2))
def test_overlaps_are_where_a_coder_has_both_codes(study: Slow) -> None:
    places = overlaps(united(study.material().codings))
    found = {
        (document, coder, place)
        for document, coder, start, end in zip(
            places.document, places.coder, places.start, places.end, strict=True
        )
        for place in range(start, end)
    }
    held: dict[tuple[int, int, int], set[int]] = {}
    for document, code, coder, start, end in study.rows:
        for place in range(start, end):
            held.setdefault((document, coder, place), set()).add(code)
    assert found == {at for at, codes in held.items() if len(codes) == 2}
    assert places.size == len(found)


def test_codes_in_one_sentence_conflict_where_the_sentence_is_the_unit() -> None:
    units = {"sentence": Units.of([[(0, 10), (12, 20)]])}
    codings = Codings.of(*np.array([(0, 0, 0, 13, 15), (0, 1, 0, 16, 18), (0, 0, 1, 2, 4)]).T)
    material = Material(np.array([20]), np.ones((1, 2), np.bool_), codings, 2, units)
    assert alpha_group(material, np.arange(2))[1] is None
    _, places = alpha_group(material, np.arange(2), "sentence")
    assert places is not None
    in_text = places_in_text(places, material, "sentence")
    assert (in_text.start.tolist(), in_text.end.tolist()) == ([12], [20])
    _, places = alpha_group(material, np.arange(2), "document")
    assert places is not None
    assert places_in_text(places, material, "document").end.tolist() == [20]


def test_units_that_overlap_are_refused_within_a_text_only() -> None:
    assert Units.of([[(5, 9), (0, 5), (3, 3)], [], [(0, 4)]]).counts.tolist() == [2, 0, 1]
    with pytest.raises(ValueError, match="overlap"):
        Units.of([[], [(0, 5), (4, 9)]])


def test_a_text_without_units_of_a_kind_counts_no_units() -> None:
    material = Slow([10, 10], [[True, True]] * 2, [(0, 0, 0, 1, 3)], 1, [[], [(0, 10)]]).material()
    lengths, codings = material.counted_in("sentence")
    assert (lengths.tolist(), len(codings)) == ([0, 1], 0)
    assert material.counted_in("token")[0].tolist() == [0, 0]


# 0 ── 1 ── 2    3    5 ── 4
PARENTS = np.array([-1, 0, 1, -1, 5, -1])


def test_codes_are_rolled_up_to_a_depth() -> None:
    assert ancestors(PARENTS, 1).tolist() == [0, 0, 0, 3, 5, 5]
    assert ancestors(PARENTS, 2).tolist() == [0, 1, 1, 3, 4, 5]
    assert ancestors(PARENTS, 3).tolist() == list(range(6))
    assert ancestors(np.empty(0, np.int64), 1).tolist() == []
    with pytest.raises(ValueError, match="depth"):
        ancestors(PARENTS, 0)
    with pytest.raises(ValueError, match="below itself"):
        ancestors(np.array([1, 0]), 1)


@given(studies(codes=4))
def test_a_rolled_up_code_has_what_any_below_it_has(study: Slow) -> None:
    parents = np.array([-1, 0, 1, -1])
    up = ancestors(parents, 1)
    rolled = study.material().recoded(up, study.codes)
    joined = Slow(
        study.lengths,
        study.done,
        [(document, int(up[code]), *rest) for document, code, *rest in study.rows],  # type: ignore[misc]
        study.codes,
        study.sentences,
    )
    found, expected = (
        count(sweep(m.codings), m.lengths, m.done, np.arange(m.coders), m.codes).totals()
        for m in (rolled, joined.material())
    )
    assert found.coded.tolist() == expected.coded.tolist()
    assert found.split.tolist() == expected.split.tolist()
    for code, figure in enumerate(alpha_binary(found)):
        held = [[row and code in {int(up[c]) for c in row} for row in unit] for unit in study.answers()]
        assert found.positive[code] == sum(bool(value) for unit in held for value in unit)
        assert figure.value is None or figure.value <= 1


def test_too_many_coders_are_refused() -> None:
    nothing = Codings.of(*np.empty((5, 0), np.int64))
    with pytest.raises(ValueError, match="62 coders"):
        Material(np.array([1]), np.ones((1, 63), np.bool_), nothing, 1)


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
def test_what_does_not_fit_into_one_number_is_refused(document: int, code: int) -> None:
    codings = Codings.of(*np.array([[document], [code], [61], [0], [2**31 - 1]]))
    if (document.bit_length() or 1) + (code.bit_length() or 1) + 6 + 31 > 62:
        with pytest.raises(ValueError, match="at once"):
            united(codings)
    else:
        assert united(codings).end.tolist() == [2**31 - 1]


def test_the_command_line_starts_without_numpy() -> None:
    ask = "import sys, glossator.cli; glossator.cli.make_parser(); print('numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
