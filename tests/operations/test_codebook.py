"""Changing the codebook: the tree, the looks, the digits and the hint letters, and what each step is called."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from db.dumps import dump
from glossator.operations import codebook, coders, coding
from glossator_db import codes, codings
from glossator_db.codings import NewCoding
from glossator_db.errors import NameTaken, NotAllowed, NotFound
from glossator_db.records import HUES, MARKS, Code, CodeId, Coder, Document, Extent
from operations.conftest import TEXT

if TYPE_CHECKING:
    from glossator_db.project import Project

HERE = Extent(0, 6)
THERE = Extent(7, 11)


def tree(project: Project) -> list[str]:
    with project.read() as conn:
        return list(codes.paths(codes.list_(conn)).values())


def code(project: Project, code_id: CodeId) -> Code:
    with project.read() as conn:
        return codes.get(conn, code_id)


def label(project: Project) -> str:
    return project.history()[0].label


# making and changing


def test_making_codes(project: Project, anna: Coder) -> None:
    change = codebook.add_code(project, " Change ", coder=anna, codable=False)
    assert label(project) == "Made the code Change"
    trust = codebook.add_code(project, "Trust", coder=anna, parent_id=change.id, description="Whom, and why")
    loss = codebook.add_code(project, "Loss", coder=anna, parent_id=change.id, position=0)
    assert (change.name, change.codable, trust.description) == ("Change", False, "Whom, and why")
    assert tree(project) == ["Change", "Change > Loss", "Change > Trust"]
    assert trust.color == change.color, "a child takes its parent's colour"
    assert (change.mark, trust.mark, loss.mark) == (MARKS[0], MARKS[0], MARKS[1])


def test_roots_take_the_palette_in_turn(project: Project, anna: Coder) -> None:
    made = [codebook.add_code(project, f"Code {number}", coder=anna) for number in range(len(HUES) + 1)]
    assert [one.color for one in made] == [*HUES.values(), next(iter(HUES.values()))]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"name": "Trust"}, NameTaken),
        ({"name": "  "}, NotAllowed),
        ({"name": "x" * 301}, NotAllowed),
        ({"name": "two\nlines"}, NotAllowed),
        ({"name": "nul\x00"}, NotAllowed),
        ({"color": "red"}, NotAllowed),
        ({"mark": "star"}, NotAllowed),
        ({"shortcut": "TR"}, NameTaken),
        ({"shortcut": "tr"}, NameTaken),
    ],
)
def test_what_a_code_cannot_be(
    project: Project, trust: Code, money: Code, anna: Coder, fields: dict[str, str], error: type[Exception]
) -> None:
    before = dump(project)
    with pytest.raises(error):
        codebook.update_code(project, money.id, coder=anna, **fields)
    with pytest.raises(error):
        codebook.add_code(project, **{"name": "New", **fields}, coder=anna)  # type: ignore[arg-type]
    assert dump(project) == before


def test_names_that_look_dangerous_are_only_names(project: Project, anna: Coder) -> None:
    for name in ("=1+1", "../x", "%s", "\"';--", "a > b", "\u202eabc", "漢字", "x" * 300):
        made = codebook.add_code(project, name, coder=anna)
        assert made.name == name
    assert "a \\> b" in tree(project)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Faith"}, "Renamed Trust to Faith"),
        ({"name": "Faith", "memo": "x"}, "Renamed Trust to Faith"),
        ({"description": "x"}, "Changed the definition of Trust"),
        ({"include": "x"}, "Changed the Include rule of Trust"),
        ({"exclude": "x"}, "Changed the Exclude rule of Trust"),
        ({"example": "x"}, "Changed the example of Trust"),
        ({"memo": "x"}, "Changed the memo of Trust"),
        ({"color": "#123456"}, "Changed the colour of Trust"),
        ({"mark": "bar"}, "Changed the mark of Trust"),
        ({"shortcut": "XX"}, "Changed the letters of Trust"),
        ({"digit": 4}, "Changed the digit of Trust"),
        ({"codable": False}, "Made Trust a heading"),
        ({"memo": "x", "include": "y"}, "Changed Trust"),
    ],
)
def test_changing_fields(
    project: Project, trust: Code, anna: Coder, fields: dict[str, object], said: str
) -> None:
    after = codebook.update_code(project, trust.id, coder=anna, **fields)
    assert {name: getattr(after, name) for name in fields} == fields
    assert label(project) == said
    assert (after.guid, after.created) == (trust.guid, trust.created)
    steps = project.history()
    codebook.update_code(project, trust.id, coder=anna, **fields)
    assert project.history() == steps, "the same again is no step"


def test_a_code_with_codings_cannot_become_a_heading(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    coding.apply_code(project, text.id, trust.id, HERE, coder=anna)
    with pytest.raises(NotAllowed, match="1 coding"):
        codebook.update_code(project, trust.id, coder=anna, codable=False)


# the tree


def test_moving(project: Project, anna: Coder) -> None:
    a, b, c, d = (codebook.add_code(project, name, coder=anna) for name in "ABCD")
    codebook.move_code(project, c.id, a.id, 0, coder=anna)
    assert label(project) == "Moved C under A"
    codebook.move_code(project, d.id, None, 0, coder=anna)
    assert label(project) == "Moved D"
    assert tree(project) == ["D", "A", "A > C", "B"]
    codebook.move_code(project, d.id, None, 99, coder=anna)
    assert tree(project) == ["A", "A > C", "B", "D"]
    codebook.move_code(project, a.id, None, 2, coder=anna)
    assert tree(project) == ["B", "A", "A > C", "D"]
    steps = project.history()
    codebook.move_code(project, a.id, None, 1, coder=anna)
    assert project.history() == steps, "it was there already"
    with pytest.raises(NotAllowed, match="under itself"):
        codebook.move_code(project, a.id, c.id, 0, coder=anna)
    with pytest.raises(NotAllowed, match="under itself"):
        codebook.move_code(project, a.id, a.id, 0, coder=anna)
    codebook.add_code(project, "C", coder=anna, parent_id=b.id)
    with pytest.raises(NameTaken):
        codebook.move_code(project, c.id, b.id, 0, coder=anna)


def test_a_tree_has_a_depth_that_can_be_shown(project: Project, anna: Coder) -> None:
    parent = None
    for depth in range(codes.DEEPEST):
        parent = codebook.add_code(project, f"Level {depth}", coder=anna, parent_id=parent).id
    with pytest.raises(NotAllowed, match="deep"):
        codebook.add_code(project, "One more", coder=anna, parent_id=parent)
    other = codebook.add_code(project, "Other", coder=anna)
    with pytest.raises(NotAllowed, match="deep"):
        codebook.move_code(project, other.id, parent, 0, coder=anna)
    with project.read() as conn:
        top = codes.list_(conn)[0].id
    assert codebook.remove_code(project, top, coder=anna) == 0
    assert tree(project) == ["Other"]
    project.undo()
    assert len(tree(project)) == codes.DEEPEST + 1


def test_deleting_takes_children_and_codings_along(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    child = codebook.add_code(project, "Loss", coder=anna, parent_id=trust.id)
    coding.apply_code(project, text.id, trust.id, HERE, coder=anna)
    coding.apply_code(project, text.id, child.id, THERE, coder=anna)
    before = dump(project)
    assert codebook.remove_code(project, trust.id, coder=anna) == 2
    assert label(project) == "Deleted Trust, 2 codings"
    assert (tree(project), dump(project)["coding"]) == ([], [])
    project.undo()
    assert dump(project) == before
    with pytest.raises(NotFound):
        codebook.remove_code(project, CodeId(999), coder=anna)


def test_merging(project: Project, text: Document, trust: Code, money: Code, anna: Coder) -> None:
    bo = coders.use(project, "Bo")
    child = codebook.add_code(project, "Loss", coder=anna, parent_id=trust.id)
    stays = coding.apply_code(project, text.id, money.id, HERE, coder=anna)
    twice = coding.apply_code(project, text.id, trust.id, HERE, coder=anna)
    moves = coding.apply_code(project, text.id, trust.id, THERE, coder=anna)
    others = coding.apply_code(project, text.id, trust.id, HERE, coder=bo)
    coding.set_memo(project, twice.id, "Kept.", coder=anna)
    before = dump(project)
    assert codebook.merge_codes(project, trust.id, money.id, coder=anna) == 2
    assert label(project) == "Merged Trust into Money, 2 codings"
    assert tree(project) == ["Money", "Money > Loss"]
    with project.read() as conn:
        left = codings.list_(conn)
    assert {one.id for one in left} == {stays.id, moves.id, others.id}
    assert {one.code_id for one in left} == {money.id}
    assert next(one for one in left if one.id == stays.id).memo == "Kept."
    assert code(project, child.id).parent_id == money.id
    project.undo()
    assert dump(project) == before


def test_what_cannot_be_merged(project: Project, trust: Code, anna: Coder) -> None:
    heading = codebook.add_code(project, "Change", coder=anna, codable=False)
    child = codebook.add_code(project, "Loss", coder=anna, parent_id=trust.id)
    for source, target in ((trust, trust), (trust, child), (trust, heading)):
        with pytest.raises(NotAllowed):
            codebook.merge_codes(project, source.id, target.id, coder=anna)
    assert codebook.merge_codes(project, child.id, trust.id, coder=anna) == 0
    assert codebook.merge_codes(project, heading.id, trust.id, coder=anna) == 0


def test_more_codings_than_one_statement_can_name(
    project: Project, text: Document, trust: Code, money: Code, anna: Coder
) -> None:
    count, most = 10_500, 10_050  # as built by default SQLite takes 32,766 parameters, here for speed fewer
    raw = project._own.connection.driver_connection
    raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
    places = [Extent(start, end) for start in range(len(TEXT)) for end in range(start + 1, len(TEXT) + 1)]
    people = [coders.use(project, f"Coder {number}").id for number in range(count // len(places) + 1)]
    rows = [
        NewCoding(text.id, trust.id, who, place, TEXT[place.start : place.end])
        for who in people
        for place in places
    ][:count]
    with project.change("Many") as conn:
        assert codings.add_many(conn, rows) == count
        ids = [one.id for one in codings.list_(conn)]
    assert codebook.merge_codes(project, trust.id, money.id, coder=anna) == count
    assert coding.remove_codings(project, ids, coder=anna) == count
    project.undo()
    assert len(dump(project)["coding"]) == count


# digits


def digits(project: Project) -> dict[str, int]:
    with project.read() as conn:
        return {one.name: one.digit for one in codes.list_(conn) if one.digit is not None}


def test_digits_are_given_on_first_use_and_the_tenth_takes_the_least_recently_used(
    project: Project, text: Document, anna: Coder
) -> None:
    made = [codebook.add_code(project, f"Code {number}", coder=anna) for number in range(12)]
    assert digits(project) == {}
    use = iter(range(1, 60))

    def apply(number: int) -> None:
        coding.apply_code(project, text.id, made[number].id, Extent(0, next(use)), coder=anna)

    for number in range(9):
        apply(number)
    assert digits(project) == {f"Code {number}": number + 1 for number in range(9)}
    apply(0)
    apply(9)
    assert digits(project)["Code 9"] == 2, "Code 1 was used longest ago"
    assert "Code 1" not in digits(project)
    assert digits(project)["Code 0"] == 1
    codebook.update_code(project, made[2].id, coder=anna, digit=3)
    apply(10)
    assert digits(project)["Code 2"] == 3, "a digit set by hand stays"
    assert digits(project)["Code 10"] == 4
    before = digits(project)
    for number in (10, 9, 2):
        apply(number)
    assert digits(project) == before, "the others never move"
    project.undo()
    project.undo()
    assert digits(project) == before


def test_digits_set_by_hand(project: Project, text: Document, trust: Code, money: Code, anna: Coder) -> None:
    coding.apply_code(project, text.id, trust.id, HERE, coder=anna)
    assert (code(project, trust.id).digit, code(project, trust.id).digit_fixed) == (1, False)
    codebook.update_code(project, money.id, coder=anna, digit=1)
    assert digits(project) == {"Money": 1}, "the one set by hand wins"
    assert code(project, money.id).digit_fixed
    coding.apply_code(project, text.id, trust.id, THERE, coder=anna)
    assert digits(project) == {"Trust": 2, "Money": 1}
    codebook.update_code(project, money.id, coder=anna, digit=None)
    assert digits(project) == {"Trust": 2}
    assert not code(project, money.id).digit_fixed


def test_nine_digits_set_by_hand_leave_none(
    project: Project, text: Document, trust: Code, anna: Coder
) -> None:
    for digit in range(1, 10):
        codebook.add_code(project, f"Code {digit}", coder=anna, digit=digit)
    coding.apply_code(project, text.id, trust.id, HERE, coder=anna)
    assert code(project, trust.id).digit is None


# hint letters


def test_hint_letters(project: Project, anna: Coder) -> None:
    names = {
        "Top-down control": "TC", "Devolution": "DE", "Clinical commissioning": "CC", "Cost and consultancy": "CO",
        "The loss of trust": "LT", "Culture": "CU", "Deep": "DP", "漢": "漢A", "x": "XA", "!?": "",
    }  # fmt: skip
    made = {name: codebook.add_code(project, name, coder=anna) for name in names}
    assert {name: one.shortcut for name, one in made.items()} == names
    codebook.update_code(project, made["Culture"].id, coder=anna, name="Habits")
    assert code(project, made["Culture"].id).shortcut == "CU", "once given they stay"
    codebook.remove_code(project, made["Devolution"].id, coder=anna)
    assert codebook.add_code(project, "Debt", coder=anna).shortcut == "DE"


def test_hint_letters_never_run_out_before_the_codes_do(project: Project, anna: Coder) -> None:
    made = [codebook.add_code(project, f"Case {number}", coder=anna).shortcut for number in range(120)]
    assert len(set(made)) == 120
    assert all(len(letters) == 2 for letters in made)
