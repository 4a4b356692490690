"""Published and doubly computed figures, through the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from glossator.cli import main

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "golden"
FOLDER = Path(os.environ.get("GLOSSATOR_GOLDEN", BESIDE)) / "agreement"
CASES = sorted(FOLDER.glob("*.json"))

pytestmark = pytest.mark.skipif(not CASES, reason="the golden cases are not beside this checkout")


def computed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["agree", str(path), "--json"]) == 0
    results: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["results"]
    return results


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_expected_figure_comes_out(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
    for wanted, got in zip(expected, computed(path, capsys), strict=True):
        asked = f"{wanted['measure']} {wanted['params']}"
        assert (got["measure"], got["params"]) == (wanted["measure"], wanted["params"])
        assert got["status"] == wanted["status"], asked
        if wanted["value"] is None:
            assert got["value"] is None, asked
        else:
            assert got["value"] == pytest.approx(wanted["value"], rel=0, abs=wanted["tolerance"]), asked
        for more in ("table", "conflict_characters"):
            assert got.get(more) == wanted.get(more, got.get(more)), asked
        if published := wanted.get("published"):
            assert got["value"] == pytest.approx(published["value"], abs=published["tolerance"]), asked


def test_none_of_the_cases_is_missing() -> None:
    figures = [json.loads(path.read_text(encoding="utf-8"))["expected"] for path in CASES]
    assert sum(map(len, figures)) >= 308


def test_expected_values_are_never_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = json.loads(CASES[0].read_text(encoding="utf-8"))
    before = computed(CASES[0], capsys)
    for wanted in case["expected"]:
        wanted |= {"value": "nonsense", "status": 0, "tolerance": None}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert computed(tmp_path / "case.json", capsys) == before
