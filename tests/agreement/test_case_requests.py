"""What a case file may ask for beyond the golden ones, and what it is answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from glossator.cli import MENDABLE, main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., list[dict[str, Any]]]

SPANS: dict[str, Any] = {
    "documents": [{"id": f"d{n}", "length": 40 + n} for n in range(6)],
    "coders": ["A", "B", "C"],
    "codes": [{"id": "x", "group": "g"}, {"id": "y", "group": "g"}, {"id": "z"}],
    "done": {f"d{n}": ["A", "B", "C"] if n % 2 else ["A", "B"] for n in range(6)},
    "spans": [
        {"doc": f"d{n}", "coder": coder, "code": code, "start": at + n * shift, "end": at + 9 + n}
        for n in range(6)
        for shift, coder in enumerate("ABC")
        for at, code in ((0, "x"), (20, "y"))
    ],
}
ITEMS = {"coders": ["A", "B"], "items": [[["p"], ["p", "q"]], [[], ["q"]], [["q"], ["q"]], [["p"], None]]}


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that puts requests, (measure, params) each, about an input."""

    def put(kind: str, given: object, *requests: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
        asked = [{"measure": measure, "params": params} for measure, params in requests]
        case = {"kind": kind, "input": given, "requests": asked}
        (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
        assert main(["agree", str(tmp_path / "case.json"), "--json"]) == 0
        results: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["results"]
        assert [(one["measure"], one["params"]) for one in results] == list(requests)
        return results

    return put


def test_an_unknown_measure_is_answered_and_the_others_are_computed(ask: Ask) -> None:
    of_x = {"code": "x", "unit": "char"}
    unknown, known, metric, of = ask(
        "spans",
        SPANS,
        ("telepathy", {}),
        ("percent_agreement", of_x),
        ("alpha_set", {"metric": "euclid"}),
        ("jackknife_ci", {"of": "telepathy", "part": "ci_lower"}),
    )
    for one in (unknown, metric, of):
        assert (one["status"], one["value"]) == ("unsupported", None)
    assert known["status"] == "ok"
    assert ask("ratings", {"coders": ["A"], "items": []}, ("telepathy", {}))[0]["status"] == "unsupported"


def test_sets_are_answers_about_items(ask: Ask) -> None:
    jaccard, masi, p, q = ask(
        "sets",
        ITEMS,
        ("alpha_set", {"metric": "jaccard"}),
        ("alpha_set", {"metric": "masi"}),
        ("percent_agreement", {"code": "p"}),
        ("cohen_kappa", {"code": "q", "coders": ["B", "A"]}),
    )
    # Six answers: {p} {p,q} {} {q} {q} {q}; the fourth item has one answer and does not count.
    observed, pairs = 2 * (0.5 + 1), 2 * (0.5 + 1 + 3 * 1 + 1 + 3 * 0.5 + 3 * 1)
    assert jaccard["value"] == pytest.approx(1 - 5 * observed / pairs)
    observed, pairs = 2 * (2 / 3 + 1), 2 * (2 / 3 + 1 + 3 * 1 + 1 + 3 * 2 / 3 + 3 * 1)
    assert masi["value"] == pytest.approx(1 - 5 * observed / pairs)
    assert p["value"] == 1
    assert q["table"] == {"both": 1, "first_only": 2, "second_only": 0, "neither": 0}


def test_a_continuum_is_one_text_that_all_finished(ask: Ask) -> None:
    units = [
        {"coder": coder, "code": "c", "start": start, "end": end}
        for coder, start, end in (("A", 150, 200), ("B", 160, 200), ("A", 300, 310))
    ]
    continuum = {"begin": 150, "length": 300, "coders": ["A", "B"], "units": units}
    kappa, u_alpha = ask("continuum", continuum, ("cohen_kappa", {"code": "c"}), ("u_alpha", {}))
    assert kappa["table"] == {"both": 40, "first_only": 20, "second_only": 0, "neither": 240}
    text = {
        "documents": [{"id": 1, "length": 300}],
        "coders": ["A", "B"],
        "codes": [{"id": "c"}],
        "done": {"1": ["A", "B"]},
        "spans": [
            unit | {"doc": 1, "start": unit["start"] - 150, "end": unit["end"] - 150} for unit in units
        ],
    }
    assert ask("spans", text, ("u_alpha", {"codes": ["c"]}))[0]["value"] == u_alpha["value"]


def test_ratings_of_numbers_have_a_metric(ask: Ask) -> None:
    items = [
        [1, 1, None],
        [2, 2, 3],
        [3, 3, 3],
        [3, 3, 3],
        [2, 2, 2],
        [1, 2, 3],
        [4, 4, 4],
        [1, 1, 2],
        [2, 2, 2],
        [None, 5, 5],
    ]
    metrics = ("nominal", "ordinal", "interval", "ratio", "circular")
    given = {"coders": ["A", "B", "C"], "items": items}
    *values, last = ask("ratings", given, *(("krippendorff_alpha", {"metric": metric}) for metric in metrics))
    import krippendorff
    import numpy as np

    data = np.array([[np.nan if cell is None else cell for cell in row] for row in items]).T
    expected = [krippendorff.alpha(data, level_of_measurement=metric) for metric in metrics[:4]]
    assert [one["value"] for one in values] == pytest.approx(expected)
    assert last["status"] == "unsupported"


def test_ratings_without_pairs_or_variation_have_no_value(ask: Ask) -> None:
    measures = (
        "krippendorff_alpha",
        "fleiss_kappa",
        "gwet_ac1",
        "percent_agreement",
        "gwet_ac1_se",
        "cohen_kappa",
    )
    requests = [(measure, {}) for measure in measures]
    lone = {"coders": ["A", "B"], "categories": [1, 2], "items": [[1, None], [None, 2], [None, None]]}
    assert [one["status"] for one in ask("ratings", lone, *requests)] == ["no_pairable"] * 6
    same = {"coders": ["A", "B"], "categories": ["y", "n"], "items": [["y", "y"], ["y", "y"]]}
    found = ask("ratings", same, *requests)
    assert [one["status"] for one in found] == [
        "no_variation",
        "no_variation",
        "ok",
        "ok",
        "ok",
        "no_variation",
    ]
    one_item = {"coders": ["A", "B"], "categories": ["y", "n"], "items": [["y", "n"]]}
    assert ask("ratings", one_item, ("gwet_ac1_se", {}))[0]["status"] == "too_few"
    assert ask("ratings", one_item, ("gwet_ac1_ci", {"bound": "upper"}))[0]["status"] == "too_few"


def test_weights_repeat_texts_for_every_measure(ask: Ask) -> None:
    often = {"d0": 2, "d3": 1, "d4": 0}
    requests: list[tuple[str, dict[str, Any]]] = [
        ("alpha_binary", {"code": "x"}),
        ("cohen_kappa", {"code": "y", "coders": ["B", "A"]}),
        ("segment_f1", {"code": "x", "coders": ["A", "B"]}),
        ("u_alpha", {"codes": ["x", "y"]}),
        ("alpha_set", {"metric": "masi"}),
        ("alpha_group", {"group": "g"}),
        ("positive_agreement", {"code": "y"}),
    ]
    weighted = ask(
        "spans", SPANS, *((measure, params | {"doc_weights": often}) for measure, params in requests)
    )
    repeated = SPANS | {
        "documents": [
            {"id": name, "length": length} for name, length in (("d0", 40), ("d0 again", 40), ("d3", 43))
        ],
        "done": {"d0": ["A", "B"], "d0 again": ["A", "B"], "d3": ["A", "B", "C"]},
        "spans": [span for span in SPANS["spans"] if span["doc"] in ("d0", "d3")]
        + [span | {"doc": "d0 again"} for span in SPANS["spans"] if span["doc"] == "d0"],
    }
    for one, other in zip(weighted, ask("spans", repeated, *requests), strict=True):
        assert one["value"] == pytest.approx(other["value"]), one["measure"]
        assert one.get("table") == other.get("table")


def test_another_length_changes_what_nobody_coded(ask: Ask) -> None:
    one_text = SPANS | {
        "documents": [{"id": "d1", "length": 41}],
        "done": {"d1": ["A", "B"]},
        "spans": [span for span in SPANS["spans"] if span["doc"] == "d1"],
    }
    of_x = {"code": "x", "coders": ["A", "B"], "unit": "char"}
    short, long, f1 = ask(
        "spans",
        one_text,
        ("cohen_kappa", of_x),
        ("cohen_kappa", of_x | {"document_length": 10**9}),
        ("positive_agreement", of_x),
    )
    assert long["table"] == short["table"] | {"neither": short["table"]["neither"] + 10**9 - 41}
    assert short["value"] < long["value"] == pytest.approx(f1["value"], abs=1e-8)


def test_intervals_of_any_figure(ask: Ask) -> None:
    ci = {"part": "ci_lower", "level": 0.9}
    found = ask(
        "spans",
        SPANS,
        ("jackknife_ci", ci | {"of": "alpha_pooled", "codes": ["x", "y"]}),
        ("jackknife_ci", ci | {"of": "alpha_mean", "codes": ["x", "y"]}),
        ("jackknife_ci", ci | {"of": "cohen_kappa", "code": "x", "coders": ["A", "B"]}),
        ("jackknife_ci", ci | {"of": "u_alpha", "codes": ["x", "y"]}),
        ("bootstrap_ci", ci | {"of": "alpha_binary", "code": "x", "seed": 3, "replicates": 500}),
        ("bootstrap_ci", ci | {"of": "alpha_binary", "code": "x", "seed": 3, "replicates": 500}),
        ("bootstrap_ci", {"of": "alpha_pooled", "part": "dropped"}),
        ("bootstrap_ci", ci | {"of": "u_alpha"}),
        ("jackknife_ci", {"of": "alpha_binary", "part": "jackknife_se", "code": "z"}),
        ("jackknife_ci", {"of": "alpha_binary", "part": "ci_upper", "code": "x", "doc_weights": {"d1": 1}}),
    )
    assert [one["status"] for one in found] == ["ok"] * 7 + ["unsupported", "no_variation", "too_few"]
    assert found[4] == found[5]
    assert (found[4]["seed"], found[4]["replicates"], found[6]["value"]) == (3, 500, 0)
    bound = found[0]["value"]
    of = {"of": "alpha_pooled", "codes": ["x", "y"]}
    below, sure = ask("spans", SPANS, *(("probability_below", of | {"threshold": at}) for at in (bound, 1.5)))
    assert (below["value"], sure["value"]) == (pytest.approx(0.05), 1)


def test_codes_that_overlap_where_one_may_be_are_listed(ask: Ask) -> None:
    overlapping = SPANS | {
        "spans": [*SPANS["spans"], {"doc": "d1", "coder": "B", "code": "y", "start": 8, "end": 12}]
    }
    group, units, pair = ask(
        "spans",
        overlapping,
        ("alpha_group", {"group": "g"}),
        ("u_alpha", {"codes": ["x", "y"]}),
        ("alpha_group", {"group": "g", "coders": ["A", "C"]}),
    )
    for one in (group, units):
        assert (one["status"], one["value"], one["conflict_characters"]) == ("conflict", None, 2)
        assert one["conflicts"] == [{"doc": "d1", "coder": "B", "start": 8, "end": 10}]
    assert pair["status"] == "ok"


def test_no_two_coders_have_finished_or_no_unit_is_there(ask: Ask) -> None:
    requests = [
        ("alpha_binary", {"code": "x"}),
        ("alpha_pooled", {}),
        ("alpha_mean", {}),
        ("alpha_set", {"metric": "jaccard"}),
        ("alpha_group", {"group": "g"}),
        ("gwet_ac1", {"code": "x"}),
        ("positive_agreement", {"code": "x"}),
        ("jackknife_ci", {"of": "alpha_binary", "code": "x", "part": "ci_upper"}),
    ]
    pairs = [
        ("cohen_kappa", {"code": "x"}),
        ("segment_f1", {"code": "x"}),
        ("u_alpha", {}),
        ("k_u_coverage", {"code": "x"}),
    ]
    two = SPANS | {"coders": ["A", "B"], "done": {"d0": ["A"], "d1": ["B"]}, "spans": []}
    assert {one["status"] for one in ask("spans", two, *requests, *pairs)} == {"no_pairable"}
    lines = [(measure, params | {"unit": "line"}) for measure, params in requests]
    assert {one["status"] for one in ask("spans", SPANS, *lines)} == {"no_pairable"}
    alone = [(measure, params | {"coders": ["A"]}) for measure, params in requests]
    assert {one["status"] for one in ask("spans", SPANS, *alone)} == {"no_pairable"}


@pytest.mark.parametrize(
    ("measure", "params", "sentence"),
    [
        ("alpha_binary", {}, "case.json: requests[0].params: “code” is missing."),
        ("alpha_binary", {"code": "w"}, "case.json: requests[0].params.code: There is no code “w”."),
        ("alpha_pooled", {"codes": ["x", "x"]}, "case.json: requests[0].params.codes: “x” is there twice."),
        ("alpha_group", {"group": "h"}, "case.json: requests[0].params.group: There is no group “h”."),
        ("alpha_group", {}, "case.json: requests[0].params: “group” is missing."),
        ("cohen_kappa", {"code": "x"}, "This measure compares two coders; name them in “coders”."),
        ("cohen_kappa", {"code": "x", "coders": ["A", "A"]}, "“A” is there twice."),
        ("segment_f1", {"code": "x", "coders": ["A", "D"]}, "There is no coder “D”."),
        ("segment_f1", {"code": "x", "coders": ["A", "B"], "threshold": 0}, "between 0 and 1"),
        ("k_u_alpha", {"code": "x", "codes": ["y"]}, "“code” is not among “codes”."),
        ("alpha_pooled", {"doc_weights": {"d9": 1}}, "There is no document “d9”."),
        ("alpha_pooled", {"doc_weights": {"d1": -1}}, "A document cannot occur -1 times."),
        ("alpha_pooled", {"doc_weights": {"d1": 0.5}}, "A whole number is expected here."),
        ("alpha_pooled", {"document_length": 20}, "There are codings behind character 20."),
        (
            "jackknife_ci",
            {"of": "alpha_pooled", "part": "middle"},
            "is none of jackknife_se, ci_lower, ci_upper",
        ),
        ("jackknife_ci", {"of": "alpha_pooled", "part": "ci_lower", "level": 95}, "A number between 0 and 1"),
        ("bootstrap_ci", {"of": "alpha_pooled", "part": "ci_lower", "seed": 0}, "A number above 0"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], measure: str, params: dict[str, Any], sentence: str
) -> None:
    case = {"kind": "spans", "input": SPANS, "requests": [{"measure": measure, "params": params}]}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert main(["agree", str(tmp_path / "case.json")]) == MENDABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert sentence in said.err


def test_without_json_a_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [{"measure": "alpha_binary", "params": {"code": code}} for code in ("x", "z")]
    case = {"kind": "spans", "input": SPANS, "requests": asked}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    path = str(tmp_path / "case.json")
    assert main(["agree", path, "--json"]) == 0
    value = json.loads(capsys.readouterr().out)["results"][0]["value"]
    assert main(["agree", path]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["measure", "of", "value"]
    assert [line[-1] for line in lines[1:]] == [f"{value:.4f}", "no_variation"]
