"""Words are broken into lines, and written in the same place."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from glossator.ui.coding.fields import FieldRow, _broken

WORDS = "Change imposed from the centre: command and control, targets, reorganisation from Whitehall"


@pytest.fixture
def font(theme):
    return theme.font(12)


def test_lines_hold_all_words_within_the_width(font):
    lines = _broken(WORDS, font, 200, 9)
    assert " ".join(lines) == WORDS
    assert max(QFontMetricsF(font).horizontalAdvance(line) for line in lines) <= 200


def test_what_does_not_fit_is_elided_in_the_last_line(font):
    lines = _broken(WORDS, font, 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines[1][:-1].rstrip() in WORDS


@pytest.mark.parametrize("end", ["ward.", "ward. ", "ward,", "ward …"])
def test_no_full_stop_stands_before_the_ellipsis(font, end):
    assert _broken(f"Work on the {end}\nMore", font, 200, 1) == ["Work on the ward…"]


def test_one_line_uses_its_whole_width(font):
    (line,) = _broken("Leading Care conference of the year.txt", font, 150, 1)
    assert line.startswith("Leading Care con")


def test_signs_beyond_the_first_plane_are_counted_right(font):
    text = "🎯 " * 12 + "targets"
    assert " ".join(" ".join(_broken(text, font, 90, 20)).split()) == text


def test_paragraphs_begin_new_lines(font):
    assert _broken("a\nb\n\nc", font, 200, 9) == ["a", "b", "", "c"]
    assert _broken("a\nb\nc", font, 200, 2) == ["a", "b…"]


def test_an_empty_field_invites_to_write(qtbot, theme):
    row = FieldRow(theme, "Memo", label_width=60, hint="Add a memo")
    qtbot.addWidget(row)
    row.resize(300, 20)
    row.show_text("")
    assert [line for _, line in row._lines] == ["Add a memo"]
    assert row.accessibleName() == "Memo: empty"
    row.set_writable(False)
    row.show_text("")
    assert [line for _, line in row._lines] == [""]
