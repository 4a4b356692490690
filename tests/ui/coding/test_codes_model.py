"""The tree of codes moves its rows one by one, never all at once."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from glossator.ui.coding.codes_model import CODE_MIME, CodesModel
from glossator_db.records import Code


def code(number, parent=None, name=None, **more):
    values = {
        "guid": str(number), "position": 0, "color": "#B01F14", "mark": "square", "description": "",
        "include": "", "exclude": "", "example": "", "memo": "", "shortcut": "", "digit": None, "digit_fixed": False,
        "codable": True, "created": "", "modified": "",
    } | more  # fmt: skip
    return Code(id=number, parent_id=parent, name=name or f"Code {number}", **values)


def shape(model, parent=None):
    parent = parent or QModelIndex()
    return [
        (model.index(row, 0, parent).data(), shape(model, model.index(row, 0, parent)))
        for row in range(model.rowCount(parent))
    ]


def wanted(codes):
    def below(parent):
        return [(one.name, below(one.id)) for one in codes if one.parent_id == parent]

    return below(None)


@pytest.fixture
def model():
    made = CodesModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def random_tree(chance, numbers):
    codes, placed = [], [None]
    for number in chance.sample(numbers, k=chance.randint(1, len(numbers))):
        codes.append(code(number, chance.choice(placed)))
        placed.append(number)

    def ordered(parent):
        for one in [one for one in codes if one.parent_id == parent]:
            yield one
            yield from ordered(one.id)

    return list(ordered(None))


def test_any_tree_becomes_any_other_without_a_reset(model):
    chance = random.Random(4)
    model.show([code(99)])
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    for _ in range(150):
        tree = random_tree(chance, range(1, 12))
        model.show(tree)
        assert shape(model) == wanted(tree)
        assert model.codes() == tree
    assert not resets


def test_one_code_moved_is_one_step(model):
    codes = [code(n) for n in range(1, 9)]
    model.show(codes)
    moves = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.show([*codes[1:6], codes[0], *codes[6:]])
    assert len(moves) == 1
    model.show(codes)
    assert len(moves) == 2


def test_one_code_removed_moves_no_other(model):
    codes = [code(n) for n in range(1, 9)]
    model.show(codes)
    moves = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.show(codes[1:])
    assert moves == []


def test_a_place_in_the_tree_survives_a_move(model):
    model.show([code(1), code(2, 1), code(3)])
    kept = QPersistentModelIndex(model.index_of(2))
    model.show([code(1), code(3), code(2, 3)])
    assert kept.data() == "Code 2"
    assert kept.parent().data() == "Code 3"


def test_a_heading_counts_what_is_below_it(model):
    model.show([code(1, codable=False), code(2, 1), code(3, 1)])
    model.show_counts({2: 4, 3: 5})
    assert model.index_of(1).data(model.CountRole) == 9
    touched = []
    model.dataChanged.connect(lambda top, *_: touched.append(top.data()))
    model.count_one(3, 6)
    assert sorted(touched) == ["Code 1", "Code 3"]
    assert model.index_of(1).data(model.CountRole) == 10


def test_a_row_says_what_it_is(model):
    model.show([code(1, name="Approach to reform", codable=False), code(2, 1, "Top-down control", digit=1)])
    model.show_counts({2: 9})
    spoken = model.index_of(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Top-down control, code in Approach to reform, 9 codings, key 1"


def test_a_code_may_not_be_dropped_below_itself(model):
    model.show([code(1), code(2, 1), code(3, 2), code(4)])
    mime = model.mimeData([model.index_of(1)])
    assert mime.hasFormat(CODE_MIME)
    move = Qt.DropAction.MoveAction
    assert not model.canDropMimeData(mime, move, -1, 0, model.index_of(3))
    assert model.canDropMimeData(mime, move, -1, 0, model.index_of(4))
    asked = []
    model.move_asked.connect(lambda *told: asked.append(told))
    model.dropMimeData(mime, move, 1, 0, QModelIndex())
    assert asked == [(1, None, 1)]


def test_a_tooltip_shows_name_and_description_letter_by_letter(model):
    model.show([code(1, name="<b>Trust</b> & more", description="Who trusts whom"), code(2, name="Plain")])
    role = Qt.ItemDataRole.ToolTipRole
    assert model.index(0, 0).data(role) == "<qt>&lt;b&gt;Trust&lt;/b&gt; &amp; more<br>Who trusts whom</qt>"
    assert model.index(1, 0).data(role) == "Plain"
