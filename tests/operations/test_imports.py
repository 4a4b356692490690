"""Bringing codebooks and codings in: what is new, the same, changed, guessed, left out or refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from db.dumps import dump
from glossator.operations import codebook, coders, coding, documents, exchange
from glossator_db import coders as people
from glossator_db import codes, codings
from glossator_db.errors import ExchangeError
from glossator_db.records import Coder, Coding, Document, Extent
from operations.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from glossator.operations.receipt import Receipt
    from glossator_db.project import Project
    from glossator_db.records import Code

AT = TEXT.index("trusted")
GUID = "1b7e7a52-52b5-4c3f-8e2f-0d3a4a8c9f10"


def tree(project: Project) -> list[Code]:
    with project.read() as conn:
        return codes.list_(conn)


def paths(project: Project) -> list[str]:
    return list(codes.paths(tree(project)).values())


def there(project: Project) -> list[Coding]:
    with project.read() as conn:
        return codings.list_(conn)


def names(project: Project) -> list[str]:
    with project.read() as conn:
        return [coder.name for coder in people.list_(conn)]


# codebooks


def bring(project: Project, path: Path, content: str, **options: Any) -> Receipt:
    path.write_text(content, encoding="utf-8")
    return exchange.import_(project, path, **options)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "themes.csv"


def test_a_codebook_comes_in_as_one_step_and_twice_is_once(
    project: Project, table: Path, anna: Coder
) -> None:
    content = "path,description,codable\nChange,What changes,no\nChange > Trust,Whom,yes\nMoney,,yes\n"
    receipt = bring(project, table, content, coder=anna)
    assert (receipt.codes.added, receipt.codes.same, receipt.codes.changed) == (3, 0, 0)
    assert paths(project) == ["Change", "Change > Trust", "Money"]
    [step] = project.history()
    assert (step.label, step.coder) == ("Imported themes.csv: 3 codes", "Anna")
    again = bring(project, table, content, coder=anna)
    assert (again.codes.added, again.codes.same, again.codes.changed) == (0, 3, 0)
    assert project.history() == [step]
    project.undo()
    assert paths(project) == []


def test_what_the_file_says_is_taken_and_what_it_does_not_say_stays(
    project: Project, table: Path, anna: Coder
) -> None:
    trust = codebook.add_code(project, "Trust", coder=anna, memo="Mine", color="#123456", description="Old")
    receipt = bring(project, table, "path,description,color\nTrust,New,\n", coder=anna)
    assert (receipt.codes.added, receipt.codes.changed) == (0, 1)
    [now] = tree(project)
    assert (now.id, now.description, now.memo, now.color) == (trust.id, "New", "Mine", "#123456")


def test_a_code_is_known_by_its_id_when_it_was_moved_and_renamed(
    project: Project, table: Path, anna: Coder
) -> None:
    trust = codebook.add_code(project, "Trust", coder=anna)
    codebook.add_code(project, "Change", coder=anna)
    receipt = bring(project, table, f"path,id\nChange > Faith,{trust.guid}\n", coder=anna)
    assert (receipt.codes.added, receipt.codes.changed) == (0, 1)
    assert paths(project) == ["Change", "Change > Faith"]
    assert tree(project)[1].id == trust.id
    project.undo()
    assert paths(project) == ["Trust", "Change"]


def test_two_codes_that_change_places_by_their_ids(project: Project, table: Path, anna: Coder) -> None:
    one, two = (codebook.add_code(project, name, coder=anna) for name in ("One", "Two"))
    bring(project, table, f"path,id\nTwo,{one.guid}\nOne,{two.guid}\n", coder=anna)
    assert {code.id: code.name for code in tree(project)} == {one.id: "Two", two.id: "One"}


def test_a_parent_renamed_by_its_id_keeps_its_children(project: Project, table: Path, anna: Coder) -> None:
    change = codebook.add_code(project, "Change", coder=anna)
    trust = codebook.add_code(project, "Trust", coder=anna, parent_id=change.id)
    bring(project, table, f"path,id\nReform,{change.guid}\nReform > Trust,\nReform > Loss,\n", coder=anna)
    assert paths(project) == ["Reform", "Reform > Trust", "Reform > Loss"]
    assert tree(project)[1].id == trust.id, "it was under the same parent before"


def test_what_a_dry_run_says_is_what_then_happens(project: Project, table: Path, anna: Coder) -> None:
    codebook.add_code(project, "Trust", coder=anna)
    before = dump(project)
    dry = bring(project, table, "path,memo\nTrust,x\nMoney,\n", coder=anna, dry_run=True)
    assert dump(project) == before
    assert len(project.history()) == 1
    assert dry.as_json()["dry_run"] is True
    wet = bring(project, table, "path,memo\nTrust,x\nMoney,\n", coder=anna)
    assert {**wet.as_json(), "dry_run": True} == dry.as_json()
    assert (wet.codes.added, wet.codes.changed) == (1, 1)


def test_letters_and_digits_that_others_have(project: Project, table: Path, anna: Coder) -> None:
    trust = codebook.add_code(project, "Trust", coder=anna, digit=3)
    receipt = bring(project, table, "path,shortcut,digit\nTime,TR,3\nTrust,,\n", coder=anna)
    assert len(receipt.codes.warnings) == 1
    time, now = tree(project)[1], tree(project)[0]
    assert (now.id, now.shortcut, now.digit) == (trust.id, "TR", None)
    assert (time.shortcut, time.digit) == ("TI", 3)


def test_a_code_with_codings_stays_a_code(
    project: Project, table: Path, text: Document, trust: Code, anna: Coder
) -> None:
    coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)
    receipt = bring(project, table, "path,codable\nTrust,no\n", coder=anna)
    assert tree(project)[0].codable
    assert len(receipt.codes.warnings) == 1


def test_siblings_keep_the_order_of_the_rows(project: Project, table: Path, anna: Coder) -> None:
    bring(project, table, "path\nC\nA\nC > Z\nC > Y\nB\n", coder=anna)
    assert paths(project) == ["C", "C > Z", "C > Y", "A", "B"]


def test_a_tree_too_deep_or_a_name_too_long_changes_nothing(
    project: Project, table: Path, anna: Coder
) -> None:
    before = dump(project)
    for path in (" > ".join(f"L{n}" for n in range(60)), "x" * 301):
        with pytest.raises(Exception, match=r"deep|300"):
            bring(project, table, f"path\nOne\n{path}\n", coder=anna)
        assert dump(project) == before


def test_an_id_that_stands_twice(project: Project, table: Path, anna: Coder) -> None:
    trust = codebook.add_code(project, "Trust", coder=anna)
    receipt = bring(
        project, table, f"path,id\nFaith,{trust.guid}\nMoney,{trust.guid}\nA,x\nB,x\n", coder=anna
    )
    assert (receipt.codes.added, receipt.codes.changed, len(receipt.codes.warnings)) == (3, 1, 2)
    assert paths(project) == ["Faith", "Money", "A", "B"]


def test_a_name_that_a_code_outside_the_file_has_is_refused_with_its_line(
    project: Project, table: Path, anna: Coder
) -> None:
    trust, _ = (codebook.add_code(project, name, coder=anna) for name in ("Trust", "Money"))
    before = dump(project)
    with pytest.raises(ExchangeError, match="line 3"):
        bring(project, table, f"path,id\nNew,\nMoney,{trust.guid}\n", coder=anna)
    assert dump(project) == before


# codings


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "codings.jsonl"


def row(**fields: object) -> str:
    return json.dumps(
        {"doc": "One", "start": AT, "end": AT + 7, "code": "Trust", "coder": "Bo", "quote": "trusted", **fields}
    ) + "\n"  # fmt: skip


@pytest.mark.usefixtures("text", "trust")
class TestCodings:
    def test_they_come_in_as_one_step(self, project: Project, lines: Path, anna: Coder) -> None:
        content = row(memo="m", weight=3, unsure=True, created="2026-03-09T14:30:00Z", id=GUID) + row(
            start=0, end=6, quote="Reform"
        )
        receipt = bring(project, lines, content, coder=anna)
        assert (receipt.codings.added, receipt.codings.placed_exactly) == (2, 2)
        assert project.history()[0].label == "Imported codings.jsonl: 2 codings"
        assert project.history()[0].coder == "Anna"
        _, one = there(project)
        assert (one.guid, one.memo, one.weight, one.unsure, one.created) == (
            GUID,
            "m",
            3,
            True,
            "2026-03-09T14:30:00.000Z",
        )
        assert one.modified == one.created
        assert names(project) == ["Anna", "Bo"]
        project.undo()
        assert there(project) == []
        assert names(project) == ["Anna"], "whom the import brought it takes away again"

    def test_the_same_again_adds_nothing(self, project: Project, lines: Path) -> None:
        content = row() + row(id=GUID, start=0, end=6, quote="Reform")
        bring(project, lines, content)
        steps = project.history()
        for again in (
            content,
            row(id="other") + row(),
            row() * 3,
            row(id=GUID, start=0, end=6, quote="Reform") * 2,
        ):
            receipt = bring(project, lines, again)
            assert receipt.codings.added == 0, again
            assert project.history() == steps
        assert len(there(project)) == 2

    def test_twice_in_one_file_is_one(self, project: Project, lines: Path) -> None:
        receipt = bring(project, lines, row() + row() + row(coder="Cora"))
        assert (receipt.codings.added, receipt.codings.same) == (2, 1)

    @pytest.mark.parametrize(
        "fields", [{"start": 0, "end": 6, "quote": "Reform"}, {"code": "Money"}, {"coder": "Cora"}]
    )
    def test_an_id_that_is_there_elsewhere_is_left_and_listed(
        self, project: Project, lines: Path, money: Code, fields: dict[str, object]
    ) -> None:
        bring(project, lines, row(id=GUID))
        before = there(project)
        receipt = bring(project, lines, row(id=GUID, **fields))
        assert (receipt.codings.added, receipt.codings.placed_exactly) == (0, 0)
        [left_out] = receipt.codings.skipped
        assert "id" in str(left_out["reason"])
        assert there(project) == before

    def test_an_id_that_is_in_another_text_or_twice_in_the_file(
        self, project: Project, lines: Path, anna: Coder
    ) -> None:
        documents.add_text(project, "Two", TEXT + "More.\n", coder=anna)
        receipt = bring(project, lines, row(id=GUID) + row(id=GUID, doc="Two"))
        assert (receipt.codings.added, len(receipt.codings.skipped)) == (1, 1)
        receipt = bring(
            project,
            lines,
            row(id=GUID, doc="Two") + row(id="x") + row(id="x", start=0, end=6, quote="Reform"),
        )
        assert (receipt.codings.added, len(receipt.codings.skipped)) == (0, 2)
        assert len(there(project)) == 1

    def test_all_as_one_coders(self, project: Project, lines: Path) -> None:
        receipt = bring(project, lines, row() + row(coder="Cora") + row(coder=""), coder_name="Dora")
        assert (receipt.codings.added, receipt.codings.same) == (1, 2)
        assert names(project) == ["Anna", "Dora"]
        assert project.history()[0].coder == "Dora"

    def test_codes_that_are_made(self, project: Project, lines: Path) -> None:
        path = "Change > C \\> D > Trust"
        before = dump(project)
        with pytest.raises(ExchangeError, match="line 2"):
            bring(project, lines, row() + row(code=path))
        assert dump(project) == before
        receipt = bring(
            project, lines, row() + row(code=path) + row(code=path, coder="Cora"), create_codes=True
        )
        assert (receipt.codes.added, receipt.codings.added) == (3, 3)
        assert paths(project) == ["Trust", "Change", "Change > C \\> D", "Change > C \\> D > Trust"]
        assert receipt.total.added == 6

    def test_keeping_what_can_be_placed(self, project: Project, lines: Path, anna: Coder) -> None:
        codebook.add_code(project, "Change", coder=anna, codable=False)
        bad = [
            row(doc="Nowhere"), row(doc="Nowhere", start=3), row(code="None"), row(code="Change"), row(coder=""),
            row(quote="never said at all, by nobody"), row(start=5000, end=5007, quote=None), row(coder="two\nlines"),
        ]  # fmt: skip
        for one in bad:
            with pytest.raises(ExchangeError, match="line 2"):
                bring(project, lines, row() + one)
        assert there(project) == []
        receipt = bring(project, lines, row() + "".join(bad), keep_unplaced=True)
        assert receipt.codings.added == 1
        assert [item["line"] for item in receipt.codings.unplaced] == [2, 3, 4, 5, 6, 7, 8, 9]
        assert all(item["reason"] for item in receipt.codings.unplaced)
        assert len(there(project)) == 1

    def test_a_malformed_line_is_refused_even_so(self, project: Project, lines: Path) -> None:
        with pytest.raises(ExchangeError, match="line 2"):
            bring(project, lines, row() + "{}\n", keep_unplaced=True)
        assert there(project) == []

    def test_offsets_in_other_units_and_quotes_that_moved(self, project: Project, lines: Path) -> None:
        after = [(TEXT.index(word), word) for word in ("trusted", "people who", "Nobody gave", "either")]
        utf16 = "".join(row(start=at + 1, end=at + 1 + len(word), quote=word) for at, word in after)
        receipt = bring(project, lines, utf16)
        assert receipt.codings.placed_exactly == 4
        assert "UTF-16" in str(receipt.codings.warnings[0]["reason"])
        assert {TEXT[one.extent.start : one.extent.end] for one in there(project)} == {
            word for _, word in after
        }
        receipt = bring(project, lines, row(start=2, end=13, quote="people who ", coder="Cora"))
        [guessed] = receipt.codings.guessed
        assert (guessed["line"], guessed["document"]) == (1, "One")
        assert receipt.codings.placed_exactly == 0

    def test_a_text_by_its_name_with_any_ending(self, project: Project, lines: Path, anna: Coder) -> None:
        documents.add_text(project, "Report v1.2", TEXT + "More.\n", coder=anna)
        receipt = bring(
            project, lines, row(doc="One.txt") + row(doc="Report v1.2") + row(doc="Report v1.2.docx")
        )
        assert (receipt.codings.added, receipt.codings.same) == (2, 1)

    def test_a_dry_run(self, project: Project, lines: Path) -> None:
        before = dump(project)
        dry = bring(project, lines, row() + row(code="New > One"), create_codes=True, dry_run=True)
        assert (dry.codings.added, dry.codes.added) == (2, 2)
        assert dump(project) == before
        assert [step.label for step in project.history()] == ["Made the code Trust", "Added “One”"]

    def test_nothing_is_brought_into_a_project_that_is_being_read_only(
        self, project: Project, lines: Path
    ) -> None:
        from glossator_db.errors import ReadOnly
        from glossator_db.project import Project as Opened

        with Opened.open(project.path, write=False) as reader, pytest.raises(ReadOnly):
            bring(reader, lines, row())


def test_an_empty_file_of_codings_is_nothing(project: Project, lines: Path) -> None:
    receipt = bring(project, lines, "\n\n")
    assert receipt.total.added == 0
    assert project.history() == []


def test_coders_are_made_once(project: Project) -> None:
    anna = coders.use(project, " Anna ")
    assert coders.use(project, "Anna") == anna
    assert anna.initials == "A"
    assert project.history() == []
    named = coders.rename(project, "Anna B", "", coder=anna)
    assert (named.name, named.initials, project.history()[0].label) == (
        "Anna B",
        "A",
        "Renamed Anna to Anna B",
    )
