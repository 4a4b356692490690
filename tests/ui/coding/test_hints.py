"""Two letters pick a code."""

from __future__ import annotations

from glossator.ui.coding.hints import Hints

LETTERS = {1: "TC", 2: "RW", 3: "TR", 4: "DE"}


def test_two_letters_give_the_code():
    hints = Hints(LETTERS)
    assert hints.type("t") is None
    assert hints.left() == [1, 3]
    assert hints.type("c") == 1


def test_a_letter_that_fits_nothing_is_ignored_and_named():
    hints = Hints(LETTERS)
    assert hints.type("z") is None
    assert hints.sentence == "No code begins with Z."
    hints.type("t")
    assert hints.sentence.startswith("Type the letters")
    assert hints.type("x") is None
    assert hints.sentence == "No code begins with TX."
    assert hints.type("r") == 3


def test_backspace_takes_a_letter_back():
    hints = Hints(LETTERS)
    hints.type("t")
    hints.back()
    assert hints.type("d") is None
    assert hints.left() == [4]
