"""Offsets in other units, checked against slicing and encoding."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.offsets import OffsetMap, Utf16Map, utf16_length

PIECES = ("a", "\n", "é", "e\u0301", "ש", "م", "\u2028", "\ufeff", "🧠", "👩‍👩‍👧", "𝔘", "\u00a0", "語")
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
units = st.sampled_from(["points", "utf16", "utf8"])


def foreign_length(text: str, unit: str, *, crlf: bool) -> int:
    """Count as the other program would, by encoding its copy of the text."""
    copy = text.replace("\n", "\r\n") if crlf else text
    match unit:
        case "utf16":
            return len(copy.encode("utf-16-le")) // 2
        case "utf8":
            return len(copy.encode())
    return len(copy)


@given(texts, units, st.booleans())
def test_every_offset_goes_out_as_counted_and_comes_back(text: str, unit: str, crlf: bool) -> None:
    offsets = OffsetMap(text, unit, crlf=crlf)
    outward = [foreign_length(text[:pos], unit, crlf=crlf) for pos in range(len(text) + 1)]
    places = np.arange(len(text) + 1)
    assert [offsets.outward(pos) for pos in range(len(text) + 1)] == outward
    assert offsets.outward(places).tolist() == outward
    for end in (False, True):
        assert [offsets.inward(pos, end=end) for pos in outward] == places.tolist()
        assert offsets.inward(np.array(outward), end=end).tolist() == places.tolist()
    assert offsets.length == outward[-1]


@given(texts, units, st.booleans())
def test_an_offset_inside_a_character_widens(text: str, unit: str, crlf: bool) -> None:
    offsets = OffsetMap(text, unit, crlf=crlf)
    outward = [foreign_length(text[:pos], unit, crlf=crlf) for pos in range(len(text) + 1)]
    for foreign in range(outward[-1] + 1):
        start, end = offsets.inward(foreign), offsets.inward(foreign, end=True)
        assert outward[start] <= foreign <= outward[end]
        assert end - start == (foreign not in outward)
    every = np.arange(outward[-1] + 1)
    assert offsets.inward(every).tolist() == [offsets.inward(int(pos)) for pos in every]
    assert offsets.inward(every, end=True).tolist() == [offsets.inward(int(pos), end=True) for pos in every]


def test_a_text_without_astral_characters_needs_no_map() -> None:
    plain = Utf16Map("Grüße,\nשלום")
    assert plain.identity
    assert plain.to16(7) == plain.to32(7) == 7
    assert not Utf16Map("🧠").identity


@pytest.mark.parametrize(("pos", "start", "end"), [(0, 0, 0), (1, 1, 1), (2, 1, 2), (3, 2, 2), (4, 3, 3)])
def test_positions_around_an_emoji(pos: int, start: int, end: int) -> None:
    offsets = Utf16Map("a🧠b")
    assert (offsets.to32(pos), offsets.to32(pos, end=True)) == (start, end)


def test_a_lone_surrogate_is_one_unit() -> None:
    assert utf16_length("a\ud800b") == 3
    assert Utf16Map("a\ud800b").identity
