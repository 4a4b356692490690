"""Passages with the paragraphs around them."""

from __future__ import annotations

from glossator.operations.contexts import Context, Paragraphs
from glossator_db.records import Extent

FIRST = "Trust grows slowly.\n\nThen 🙂 trust is lost.\nNobody asks."


def test_a_passage_is_shown_with_the_paragraph_around_it():
    context = Paragraphs("one", FIRST).around(Extent(28, 33))
    assert context.text == "Then 🙂 trust is lost."
    assert context.text[context.start : context.end] == "trust"
    assert context.paragraph == 2


def test_a_passage_over_two_paragraphs_shows_both():
    context = Paragraphs("one", FIRST).around(Extent(12, 33))
    assert context.text == "Trust grows slowly.\n\nThen 🙂 trust is lost."
    assert context.paragraph == 1


def test_a_passage_of_blanks_alone_is_shown_as_it_is():
    assert Paragraphs("none", "\n\n").around(Extent(0, 1)) == Context("\n", 0, 1, 1)
