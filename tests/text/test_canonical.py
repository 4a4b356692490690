"""What a raw text becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.canonical import canonical

raw = st.text(
    st.one_of(
        st.sampled_from("\r\n\ufeff\x00\x0b\x0c\x85\u2028\u2029\ud800\udc00\ufffe\uffff🧠é\u0301שم \t"),
        st.characters(exclude_categories=()),
    )
)


@given(raw)
def test_the_canonical_text_is_what_every_store_and_format_can_hold(text: str) -> None:
    made = canonical(text)
    assert "\r" not in made.text
    assert not made.text.startswith("\ufeff")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in made.text)
    assert not any(c in "\ufffe\uffff" for c in made.text)
    made.text.encode()
    assert canonical(made.text).text == made.text


@given(raw)
def test_nothing_but_line_ends_marks_and_pairs_changes_the_length(text: str) -> None:
    made = canonical(text)
    joined = text.lstrip("\ufeff").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    assert len(made.text) == len(joined.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("text", "style"),
    [("a", "lf"), ("", "lf"), ("a\nb", "lf"), ("a\r\nb\r\n", "crlf"), ("a\rb", "cr"), ("a\rb\nc", "mixed"),
     ("a\r\nb\n", "mixed"), ("a\r\n\rb", "mixed")],
)  # fmt: skip
def test_the_style_of_line_ends_is_told(text: str, style: str) -> None:
    assert canonical(text).newlines == style


def test_what_is_refused_becomes_a_replacement_character_and_is_counted() -> None:
    made = canonical("\ufeff\ufeffa\x00b\x0bc\x0cd\ud800e\ufffff\ud83e\udde0")
    assert made.text == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf🧠"
    assert made.replaced == {
        "null character": 1,
        "control character": 2,
        "half of a surrogate pair": 1,
        "noncharacter": 1,
    }
    assert made.boms == 2


def test_nothing_is_normalised_or_trimmed() -> None:
    text = "  e\u0301 é ﬁ \u2028\u2029\x85\u00a0\u00ad\u200d\ufeff “x”\t\n\n "
    assert canonical(text).text == text
    assert canonical(text).replaced == {}
