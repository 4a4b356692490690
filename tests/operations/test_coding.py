"""Coding a passage and changing codings: what is there afterwards, and what the step is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.dumps import dump
from glossator.operations import codebook, coders, coding, documents
from glossator_db import codes, codings, notes
from glossator_db.codings import hash_of
from glossator_db.errors import NotAllowed, NotFound
from glossator_db.records import Code, Coder, Coding, Document, Extent
from operations.conftest import TEXT

if TYPE_CHECKING:
    from glossator_db.project import Project

TRUSTED = Extent(TEXT.index("trusted"), TEXT.index("trusted") + 7)


def there(project: Project) -> list[Coding]:
    with project.read() as conn:
        return codings.list_(conn)


def label(project: Project) -> str:
    newest = project.history()[0]
    return newest.label


@pytest.fixture
def coded(project: Project, text: Document, trust: Code, anna: Coder) -> Coding:
    return coding.apply_code(project, text.id, trust.id, TRUSTED, coder=anna)


def test_applying_a_code(project: Project, coded: Coding, text: Document, trust: Code, anna: Coder) -> None:
    assert there(project) == [coded]
    assert (coded.document_id, coded.code_id, coded.coder_id, coded.extent) == (
        text.id,
        trust.id,
        anna.id,
        TRUSTED,
    )
    assert coded.quote_hash == hash_of("trusted")
    assert label(project) == "Coded “trusted” with Trust"
    assert project.history()[0].coder == "Anna"


def test_a_long_passage_is_named_by_its_first_words(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    coding.apply_code(project, text.id, trust.id, Extent(0, len(TEXT)), coder=anna)
    assert label(project) == "Coded “Reform from within 🧠…” with Trust"


def test_the_same_code_there_again_changes_nothing(
    project: Project, coded: Coding, text: Document, trust: Code, anna: Coder
) -> None:
    steps = project.history()
    assert coding.apply_code(project, text.id, trust.id, TRUSTED, coder=anna) == coded
    assert project.history() == steps
    bo = coders.use(project, "Bo")
    assert coding.apply_code(project, text.id, trust.id, TRUSTED, coder=bo) != coded
    assert len(there(project)) == 2


def test_what_cannot_be_coded(project: Project, text: Document, trust: Code, anna: Coder) -> None:
    heading = codebook.add_code(project, "Change", coder=anna, codable=False)
    before = dump(project)
    with pytest.raises(NotAllowed, match="heading"):
        coding.apply_code(project, text.id, heading.id, TRUSTED, coder=anna)
    with pytest.raises(NotAllowed, match="ends at"):
        coding.apply_code(project, text.id, trust.id, Extent(10, len(TEXT) + 1), coder=anna)
    codebook.remove_code(project, trust.id, coder=anna)
    with pytest.raises(NotFound):
        coding.apply_code(project, text.id, trust.id, TRUSTED, coder=anna)
    project.undo()
    documents.remove(project, text.id, coder=anna)
    with pytest.raises(NotFound):
        coding.apply_code(project, text.id, trust.id, TRUSTED, coder=anna)
    project.undo()
    assert dump(project) == before


def test_coding_in_vivo(project: Project, text: Document, anna: Coder) -> None:
    first = coding.code_in_vivo(project, text.id, Extent(0, 60), coder=anna)
    with project.read() as conn:
        [code] = codes.list_(conn)
    assert code.name == "Reform from within 🧠 needs people who are trusted, and time."
    assert label(project).startswith("Coded “Reform from")
    again = coding.code_in_vivo(project, text.id, Extent(0, 60), coder=anna)
    assert again == first
    longer = coding.code_in_vivo(project, text.id, Extent(0, len(TEXT)), coder=anna, parent_id=code.id)
    with project.read() as conn:
        made = codes.get(conn, longer.code_id)
    assert made.parent_id == code.id
    assert len(made.name) <= 61
    assert "\n" not in made.name
    project.undo()
    with project.read() as conn:
        assert codes.list_(conn) == [code], "code and coding are one step"


def test_a_new_code_and_its_first_coding_are_one_step(project: Project, text: Document, anna: Coder) -> None:
    before = dump(project)
    made = coding.apply_new_code(project, text.id, " Trust ", TRUSTED, coder=anna)
    with project.read() as conn:
        assert codes.get(conn, made.code_id).name == "Trust"
    assert label(project) == "Coded “trusted” with Trust"
    project.undo()
    assert dump(project) == before


def test_removing(project: Project, coded: Coding, text: Document, money: Code, anna: Coder) -> None:
    assert coding.remove_codings(project, [coded.id], coder=anna) == 1
    assert label(project) == "Removed Trust from 1 passage"
    project.undo()
    other = coding.apply_code(project, text.id, money.id, TRUSTED, coder=anna)
    assert coding.remove_codings(project, [coded.id, other.id], coder=anna) == 2
    assert label(project) == "Removed codes from 2 passages"
    assert there(project) == []
    steps = project.history()
    assert coding.remove_codings(project, [coded.id], coder=anna) == 0
    assert project.history() == steps


def test_recoding(project: Project, coded: Coding, money: Code, anna: Coder) -> None:
    assert coding.recode(project, [coded.id], money.id, coder=anna) == 1
    [now] = there(project)
    assert (now.id, now.guid, now.code_id, now.created) == (coded.id, coded.guid, money.id, coded.created)
    assert label(project) == "Recoded 1 passage from Trust to Money"
    steps = project.history()
    assert coding.recode(project, [coded.id], money.id, coder=anna) == 0
    assert project.history() == steps, "nothing to do is no step"


def test_recoding_on_to_a_code_that_is_there(
    project: Project, coded: Coding, text: Document, money: Code, anna: Coder
) -> None:
    """One coding is left, and what was written on the other is not lost."""
    other = coding.apply_code(project, text.id, money.id, TRUSTED, coder=anna)
    coding.set_memo(project, coded.id, "About trust.", coder=anna)
    coding.set_memo(project, other.id, "About money.", coder=anna)
    before = dump(project)
    coding.recode(project, [coded.id], money.id, coder=anna)
    [left] = there(project)
    assert (left.id, left.code_id) == (other.id, money.id)
    assert left.memo == "About money.\n\nAbout trust."
    project.undo()
    assert dump(project) == before


def test_recoding_another_persons_coding_of_the_same_place(
    project: Project, coded: Coding, text: Document, money: Code, anna: Coder
) -> None:
    bo = coders.use(project, "Bo")
    coding.apply_code(project, text.id, money.id, TRUSTED, coder=bo)
    assert coding.recode(project, [coded.id], money.id, coder=anna) == 1
    assert len(there(project)) == 2, "two people's codings are two"


def test_recoding_to_a_heading_is_refused(project: Project, coded: Coding, anna: Coder) -> None:
    heading = codebook.add_code(project, "Change", coder=anna, codable=False)
    with pytest.raises(NotAllowed, match="heading"):
        coding.recode(project, [coded.id], heading.id, coder=anna)
    assert there(project) == [coded]


def test_resizing(project: Project, coded: Coding, anna: Coder) -> None:
    coding.resize(project, coded.id, Extent(TRUSTED.start - 8, TRUSTED.end), coder=anna)
    [now] = there(project)
    assert (now.id, now.extent, now.quote_hash) == (
        coded.id,
        Extent(TRUSTED.start - 8, TRUSTED.end),
        hash_of("who are trusted"),
    )
    assert label(project) == "Resized Trust by 2 words"
    coding.resize(project, coded.id, Extent(TRUSTED.start - 8, TRUSTED.end + 1), coder=anna)
    assert label(project) == "Resized Trust"
    with pytest.raises(NotAllowed, match="ends at"):
        coding.resize(project, coded.id, Extent(37, 5000), coder=anna)


def test_resizing_on_to_another_of_the_same(
    project: Project, coded: Coding, text: Document, trust: Code, anna: Coder
) -> None:
    coding.apply_code(project, text.id, trust.id, Extent(0, 6), coder=anna)
    with pytest.raises(NotAllowed, match="already"):
        coding.resize(project, coded.id, Extent(0, 6), coder=anna)
    coding.resize(project, coded.id, TRUSTED, coder=anna)


def test_remarks(project: Project, coded: Coding, anna: Coder) -> None:
    coding.set_memo(project, coded.id, "Ask again.", coder=anna)
    assert label(project) == "Wrote a memo on Trust"
    coding.set_weight(project, coded.id, 70, coder=anna)
    assert label(project) == "Gave weight 70 to Trust"
    coding.set_unsure(project, coded.id, True, coder=anna)
    assert label(project) == "Marked Trust as unsure"
    [now] = there(project)
    assert (now.memo, now.weight, now.unsure) == ("Ask again.", 70, True)
    coding.set_weight(project, coded.id, None, coder=anna)
    assert label(project) == "Took the weight off Trust"
    for wrong in (-1, 101):
        with pytest.raises(NotAllowed, match="0 to 100"):
            coding.set_weight(project, coded.id, wrong, coder=anna)


@pytest.mark.parametrize("verb", ["set_memo", "set_weight", "set_unsure", "resize"])
def test_a_coding_that_is_gone(project: Project, coded: Coding, anna: Coder, verb: str) -> None:
    coding.remove_codings(project, [coded.id], coder=anna)
    steps = project.history()
    value = {"set_memo": "x", "set_weight": 1, "set_unsure": True, "resize": Extent(0, 1)}[verb]
    with pytest.raises(NotFound):
        getattr(coding, verb)(project, coded.id, value, coder=anna)
    assert project.history() == steps


def test_notes(project: Project, text: Document, anna: Coder) -> None:
    note = coding.add_note(project, text.id, TRUSTED, "Why?", coder=anna)
    assert label(project) == "Wrote a note on “trusted”"
    coding.rewrite_note(project, note.id, "Why trusted?", coder=anna)
    with project.read() as conn:
        assert [n.text for n in notes.list_(conn, text.id)] == ["Why trusted?"]
    coding.rewrite_note(project, note.id, "  ", coder=anna)
    with project.read() as conn:
        assert notes.list_(conn) == []
    with pytest.raises(NotAllowed, match="ends at"):
        coding.add_note(project, text.id, Extent(10, 5000), "Far", coder=anna)


def test_documents_that_go_take_their_codings_along_and_bring_them_back(
    project: Project, coded: Coding, text: Document, anna: Coder
) -> None:
    before = dump(project)
    assert documents.remove(project, text.id, coder=anna) == 1
    assert label(project) == "Removed “One”, 1 coding"
    assert there(project) == []
    project.undo()
    assert dump(project) == before
    assert there(project) == [coded]
