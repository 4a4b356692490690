"""The agreement table of a project, against single characters counted one by one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy
import pytest

from glossator import __version__
from glossator.operations import codebook, coders, coding, comparing, documents, status
from glossator.operations.seeds import make_sample
from glossator.text.units import paragraphs, sentences, words
from glossator_db import coders as coder_rows
from glossator_db import codes as code_rows
from glossator_db import codings
from glossator_db import documents as texts
from glossator_db.errors import NotAllowed, NotFound
from glossator_db.project import Project
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossator_db.records import Code, Coder, Document

PAIR = ("Anna Meier", "Ben Okafor")
SOME = (
    "Who leads > Clinical teams",
    "Conditions for change > Permission to try",
    "Evidence and results > Borrowed models",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path = tmp_path_factory.mktemp("sample") / "sample.gloss"
    make_sample(path)
    with Project.open(path) as project:
        for name in PAIR:
            status.finish(project, name)
        yield project


def table(project: Project, **asked: Any) -> dict[str, Any]:
    return comparing.compare(project, **asked).as_json()


def places(project: Project, path: str, coder: str, document: Document) -> set[int]:
    """Return the characters that a coder gave a code."""
    with project.read() as conn:
        code = next(i for i, found in code_rows.paths(code_rows.list_(conn)).items() if found == path)
        who = next(one for one in coder_rows.list_(conn) if one.name == coder)
        found = codings.list_(conn, document.id, who.id, code)
    return {place for one in found for place in range(one.extent.start, one.extent.end)}


def all_texts(project: Project) -> list[tuple[Document, str]]:
    with project.read() as conn:
        return [(document, texts.text(conn, document.id)) for document in texts.list_(conn)]


def two_coders(project: Project, path: str, unit: str = "char") -> list[tuple[bool, bool]]:
    """Return what the two say of each unit."""
    divide = {"token": words, "sentence": sentences, "paragraph": paragraphs}
    answers = []
    for document, text in all_texts(project):
        match unit:
            case "char":
                units = [range(at, at + 1) for at in range(len(text))]
            case "document":
                units = [range(len(text))]
            case _:
                units = [range(extent.start, extent.end) for extent in divide[unit](text)]
        held = [places(project, path, name, document) for name in PAIR]
        answers += [tuple(any(at in marked for at in each) for marked in held) for each in units]
    return answers


def disagreement(answers: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Return the observed and the expected disagreement of nominal alpha, times n."""
    n = 2 * len(answers)
    ones = sum(a + b for a, b in answers)
    return 2 * sum(a != b for a, b in answers), 2 * ones * (n - ones) / (n - 1)


@pytest.mark.parametrize("unit", ["char", "token", "sentence", "paragraph", "document"])
def test_the_sample_says_what_counting_by_hand_says(sample: Project, unit: str) -> None:
    found = table(sample, unit=unit)
    rows = {row["path"]: row for row in found["codes"]}
    observed = expected = 0.0
    for path in rows if unit == "char" else SOME:
        answers = two_coders(sample, path, unit)
        by_code = disagreement(answers)
        observed, expected = observed + by_code[0], expected + by_code[1]
        row = rows[path]
        if not by_code[1]:
            assert (row["alpha"], row["status"]) == (None, "no_variation")
            continue
        both = sum(a and b for a, b in answers)
        marked = sum(a + b for a, b in answers)
        assert row["alpha"] == pytest.approx(1 - by_code[0] / by_code[1], abs=1e-12)
        assert row["percent_agreement"] == pytest.approx(sum(a == b for a, b in answers) / len(answers))
        assert row["positive_agreement"] == pytest.approx(2 * both / marked)
        share = [sum(one[who] for one in answers) / len(answers) for who in (0, 1)]
        chance = share[0] * share[1] + (1 - share[0]) * (1 - share[1])
        kappa = (row["percent_agreement"] - chance) / (1 - chance)
        assert row["kappa"] == pytest.approx(kappa, abs=1e-12)
    chosen = found if unit == "char" else table(sample, unit=unit, code_paths=SOME)
    assert chosen["summary"]["alpha_pooled"] == pytest.approx(1 - observed / expected, abs=1e-12)
    assert chosen["summary"]["units"] == len(answers)
    assert chosen["summary"]["documents"] == len(all_texts(sample))
    assert chosen["summary"]["characters"] == sum(len(text) for _, text in all_texts(sample))


def test_the_settings_say_how_to_get_the_same_again(sample: Project) -> None:
    found = table(sample)
    settings = found["settings"]
    assert (settings["coders"], settings["unit"], settings["left_out"]) == (list(PAIR), "char", [])
    assert settings["versions"] == {"glossator": __version__, "numpy": numpy.__version__}
    assert len(settings["data_sha256"]) == 64
    assert found == table(sample, coder_names=PAIR)
    lower, upper = found["summary"]["ci"]
    assert lower < found["summary"]["alpha_pooled"] < upper


def test_the_order_of_coders_makes_no_difference(sample: Project) -> None:
    assert table(sample, coder_names=PAIR[::-1])["codes"] == table(sample, coder_names=PAIR)["codes"]


def test_codes_that_are_asked_for_are_pooled_alone(sample: Project) -> None:
    every, some = table(sample), table(sample, code_paths=SOME)
    assert [row["path"] for row in some["codes"]] == [
        row["path"] for row in every["codes"] if row["path"] in SOME
    ]
    assert [row for row in every["codes"] if row["path"] in SOME] == some["codes"]
    assert some["summary"]["alpha_pooled"] != every["summary"]["alpha_pooled"]
    assert some["settings"]["codes"] == list(SOME)
    defined = [row["alpha"] for row in some["codes"] if row["alpha"] is not None]
    assert some["summary"]["alpha_mean"] == pytest.approx(sum(defined) / len(defined))


def test_each_codable_code_has_a_row_and_a_heading_has_none(sample: Project) -> None:
    with sample.read() as conn:
        tree = code_rows.list_(conn)
    paths = code_rows.paths(tree)
    assert [row["path"] for row in table(sample)["codes"]] == [
        paths[code.id] for code in tree if code.codable
    ]
    with pytest.raises(NotAllowed, match="heading"):
        comparing.compare(sample, code_paths=["Who leads"])


@pytest.fixture
def three(project: Project, text: Document, trust: Code, money: Code, anna: Coder) -> list[Coder]:
    """Give three coders and three texts: One finished by all, Two by the first two, Three by the third."""
    people = [anna, coders.use(project, "Bo"), coders.use(project, "Cora")]
    codebook.add_code(project, "Time", coder=anna)
    others = [
        documents.add_text(project, name, "Nobody gave them any.", coder=anna) for name in ("Two", "Three")
    ]
    for start, person in enumerate(people):
        coding.apply_code(project, text.id, trust.id, Extent(start, 10), coder=person)
    coding.apply_code(project, text.id, trust.id, Extent(5, 20), coder=anna)
    coding.apply_code(project, text.id, money.id, Extent(30, 40), coder=anna)
    for document in others:
        for person in people:
            coding.apply_code(project, document.id, trust.id, Extent(0, 6), coder=person)
    for person, names in zip(people, (["One", "Two"], ["One", "Two"], ["One", "Three"]), strict=True):
        status.finish(project, person.name, names)
    return people


def test_only_texts_finished_by_two_count_and_the_others_are_named(
    project: Project, three: list[Coder]
) -> None:
    found = table(project)
    assert found["settings"]["coders"] == ["Anna", "Bo", "Cora"]
    assert found["settings"]["left_out"] == [
        {
            "document": "Three",
            "reason": "not finished by two",
            "finished": ["Cora"],
            "missing": ["Anna", "Bo"],
        }
    ]
    assert found["summary"]["documents"] == 2
    rows = {row["path"]: row for row in found["codes"]}
    assert rows["Trust"]["spans"] == {"Anna": 3, "Bo": 2, "Cora": 1}
    assert rows["Money"]["spans"] == {"Anna": 1, "Bo": 0, "Cora": 0}
    assert "one_sided" in rows["Money"]["flags"]
    assert (rows["Time"]["alpha"], rows["Time"]["status"]) == (None, "no_variation")
    assert rows["Time"]["flags"][0] == "no_variation"
    assert (rows["Trust"]["ci"], rows["Trust"]["statuses"]["ci"]) == (None, "too_few")


def test_three_coders_by_hand(project: Project, three: list[Coder]) -> None:
    observed = ones = answers = 0.0
    for document, text in all_texts(project)[:2]:
        done = ["Anna", "Bo", "Cora"][: 3 if document.name == "One" else 2]
        held = [places(project, "Trust", name, document) for name in done]
        for at in range(len(text)):
            row = [at in marked for marked in held]
            observed += sum(2 * (a != b) for a, b in combinations(row, 2)) / (len(row) - 1)
            ones += sum(row)
            answers += len(row)
    alpha = 1 - observed / (2 * ones * (answers - ones) / (answers - 1))
    row = next(row for row in table(project)["codes"] if row["path"] == "Trust")
    assert row["alpha"] == pytest.approx(alpha, abs=1e-12)


def test_a_coder_who_has_finished_nothing_is_compared_only_when_named(
    project: Project, three: list[Coder]
) -> None:
    coders.use(project, "Dora")
    assert "Dora" not in table(project)["settings"]["coders"]
    named = table(project, coder_names=["Anna", "Dora"])
    assert [row["status"] for row in named["codes"]] == ["no_pairable"] * 3
    assert "finish" in named["message"]


def test_the_hash_follows_what_is_compared_and_nothing_else(
    project: Project, three: list[Coder], text: Document, trust: Code
) -> None:
    def data() -> str:
        return str(table(project)["settings"]["data_sha256"])

    before = data()
    with project.read() as conn:
        first, other = codings.list_(conn, text.id)[:2]
        unfinished = texts.find(conn, "Three")
    assert unfinished is not None
    coding.set_memo(project, first.id, "Ask again", coder=three[0])
    coding.apply_code(project, unfinished.id, trust.id, Extent(2, 4), coder=three[0])
    documents.rename(project, text.id, "Uno", coder=three[0])
    assert data() == before
    coding.resize(project, other.id, Extent(0, 12), coder=three[0])
    status.finish(project, "Anna", ["Uno"])
    status.finish(project, "Bo", ["Uno"])
    assert data() != before


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"coder_names": ["Anna"]}, "compared with nobody"),
        ({"coder_names": ["Anna", "Anna"]}, "named twice"),
        ({"coder_names": ["Anna", "Eve"]}, "no coder “Eve”"),
        ({"code_paths": ["Trust", "Nothing"]}, "no code “Nothing”"),
    ],
)
def test_what_makes_no_sense_is_refused(
    project: Project, three: list[Coder], asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises((NotAllowed, NotFound), match=sentence):
        comparing.compare(project, **asked)


def test_a_project_with_nothing_in_it(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.gloss") as project:
        for unit in ("char", "sentence", "document"):
            found = table(project, unit=unit)
            assert (found["codes"], found["summary"]["status"]) == ([], "no_pairable")
            assert "finish" in found["message"]


def test_texts_without_a_unit_are_said_to_have_none(project: Project, anna: Coder) -> None:
    documents.add_text(project, "Dots", "... !!!", coder=anna)
    coders.use(project, "Bo")
    for name in ("Anna", "Bo"):
        status.finish(project, name)
    found = table(project, unit="token")
    assert "hold no unit “token”" in found["message"]
    assert found["summary"]["characters"] == 0
    assert found["settings"]["left_out"] == [
        {"document": "Dots", "reason": "no units", "finished": ["Anna", "Bo"], "missing": []}
    ]
    assert table(project)["summary"]["characters"] == 7
    assert table(project)["settings"]["left_out"] == []
