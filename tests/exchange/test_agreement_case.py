"""A case file that is malformed is refused with one sentence that says where."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from glossator.exchange.agreement_case import CodingsCase, RatingsCase, read
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, Any] = {
    "kind": "spans",
    "input": {
        "documents": [
            {"id": "d", "length": 9, "text": "a😀b\u0301c def", "units": {"sentence": [[4, 9], [0, 4]]}}
        ],
        "coders": ["A", "B"],
        "codes": [{"id": "x", "group": "g"}, {"id": 2}],
        "done": {"d": ["A", "B"]},
        "spans": [{"doc": "d", "coder": "A", "code": 2, "start": 0, "end": 5}],
    },
    "expected": [{"measure": "alpha_binary", "params": {"code": "x"}, "value": 7}],
}


def written(folder: Path, case: object) -> Path:
    path = folder / "case.json"
    path.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    return path


def test_codings_are_read(tmp_path: Path) -> None:
    case = read(written(tmp_path, GOOD))
    assert isinstance(case, CodingsCase)
    assert case.codes == {"x": "g", "2": ""}
    assert case.codings[0].code == "2"
    assert case.documents[0].length == 9
    assert case.documents[0].units == {"sentence": [(0, 4), (4, 9)]}
    assert [request.measure for request in case.requests] == ["alpha_binary"]


def test_the_length_of_a_text_is_its_code_points(tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    del case["input"]["documents"][0]["length"]
    read_ = read(written(tmp_path, case))
    assert isinstance(read_, CodingsCase)
    assert read_.documents[0].length == 9


def test_ratings_are_read(tmp_path: Path) -> None:
    given = {"coders": ["A", "B"], "items": [["n", None], ["m", "n"]]}
    case = read(written(tmp_path, {"kind": "ratings", "input": given, "requests": []}))
    assert isinstance(case, RatingsCase)
    assert (case.categories, case.items, case.requests) == (["m", "n"], [[1, -1], [0, 1]], [])


def changed(way: str, value: object) -> dict[str, Any]:
    """Return the good case with one value replaced; None takes it out."""
    case: Any = copy.deepcopy(GOOD)
    at, (*path, last) = case, [int(part) if part.isdigit() else part for part in way.split(".")]
    for part in path:
        at = at[part]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return dict(case)


@pytest.mark.parametrize(
    ("way", "value", "sentence"),
    [
        ("kind", None, "“kind” is missing."),
        ("kind", "spam", "kind: “spam” is none of ratings, sets, spans, continuum."),
        ("input", None, "“input” is missing."),
        ("input", [], "input: An object in braces is expected here."),
        ("expected", None, "It asks for nothing: “requests” is missing."),
        ("expected", {}, "expected: A list in brackets is expected here."),
        ("expected.0.measure", 3, "expected[0].measure: Text in quotes is expected here."),
        ("expected.0.params", [], "expected[0].params: An object in braces is expected here."),
        ("input.documents.0.id", None, "input.documents[0]: “id” is missing."),
        ("input.documents.0.length", "9", "input.documents[0].length: A whole number is expected here."),
        ("input.documents.0.length", 9.0, "A whole number is expected here."),
        ("input.documents.0.length", -1, "input.documents[0]: A length cannot be -1."),
        ("input.documents.0.length", 2**31, "A number up to 2147483647 is expected here."),
        ("input.documents.0.length", 10, "Its length is 10, but the text has 9 code points."),
        ("input.documents.0.units.sentence", [[0, 5], [4, 9]], "Two units overlap."),
        ("input.documents.0.units.sentence", [[0, 5, 9]], "A unit is a pair of offsets from 0 to 9."),
        ("input.documents.0.units.sentence", [[5, 10]], "A unit is a pair of offsets from 0 to 9."),
        ("input.documents", [{"id": 1, "length": 9}] * 2, "Two documents have the same id."),
        ("input.coders", ["A", "A"], "input.coders: “A” is there twice."),
        ("input.coders", ["A", True], "input.coders[1]: A name is expected here."),
        ("input.codes", [{"id": "x"}, {"id": "x"}], "input.codes[1]: The code “x” is there twice."),
        ("input.done.e", ["A"], "input.done: There is no document “e”."),
        ("input.done.d", ["C"], "There is no coder “C”."),
        ("input.done", None, "input: “done” is missing."),
        ("input.spans.0.doc", "e", "input.spans[0].doc: There is no document “e”."),
        ("input.spans.0.code", "y", "input.spans[0].code: There is no code “y”."),
        ("input.spans.0.end", 10, "input.spans[0]: 0 to 10 is no place in a document of 9 characters."),
        ("input.spans.0.start", 6, "input.spans[0]: 6 to 5 is no place in a document of 9 characters."),
        ("input.spans.0.start", True, "A whole number is expected here."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, way: str, value: object, sentence: str) -> None:
    with pytest.raises(ExchangeError) as raised:
        read(written(tmp_path, changed(way, value)))
    assert str(raised.value).startswith("case.json: ")
    assert str(raised.value).endswith(sentence)


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        (
            "ratings",
            {"coders": ["A", "B"], "items": [["x"]]},
            "items[0]: It has 1 answers, but there are 2 coders.",
        ),
        (
            "ratings",
            {"coders": ["A"], "items": [[["x"]]]},
            "items[0][0]: A text or a number is expected here.",
        ),
        ("ratings", {"coders": ["A"], "categories": [1], "items": [[2]]}, "“2” is not among the categories."),
        ("ratings", {"coders": ["A"], "categories": [1, 1], "items": []}, "A category is there twice."),
        ("sets", {"coders": ["A"], "items": [["x"]]}, "items[0][0]: A list in brackets is expected here."),
        ("continuum", {"length": 9, "coders": ["A"], "units": [{}]}, "units[0]: “coder” is missing."),
        (
            "continuum",
            {
                "begin": 5,
                "length": 4,
                "coders": ["A"],
                "units": [{"coder": "A", "code": 1, "start": 4, "end": 6}],
            },
            "4 to 6 is no place between 5 and 9.",
        ),
    ],
)
def test_other_kinds_are_checked_too(tmp_path: Path, kind: str, given: object, sentence: str) -> None:
    with pytest.raises(ExchangeError) as raised:
        read(written(tmp_path, {"kind": kind, "input": given, "requests": []}))
    assert str(raised.value).endswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"kind":\n nothing}', "case.json, line 2: This is not a case file in JSON: Expecting value."),
        ('{"kind": NaN}', "case.json: NaN is not a number in JSON."),
        ("[" * 100_000, "case.json: This is not a case file in JSON."),
        ("[]", "case.json: An object in braces is expected here."),
    ],
)
def test_what_is_no_json_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(ExchangeError) as raised:
        read(written(tmp_path, content))
    assert str(raised.value) == sentence


def test_what_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_bytes(b"SQLite format 3\x00\xff\xfe")
    with pytest.raises(ExchangeError, match="not a case file"):
        read(tmp_path / "case.json")
    with pytest.raises(ExchangeError, match=r"none\.json: The file cannot be read"):
        read(tmp_path / "none.json")
