"""All codings of a text, what lies where, and what is hidden."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.ui.reading.index import CodingStore, Placed

from .conftest import columns

spans = st.lists(
    st.tuples(st.integers(1, 4), st.integers(0, 60), st.integers(1, 30)), max_size=25
)  # fmt: skip


def filled(found: list[tuple[int, int, int]]) -> tuple[CodingStore, list[Placed]]:
    rows = [(number + 1, code, start, start + size) for number, (code, start, size) in enumerate(found)]
    store = CodingStore()
    store.load(columns(*rows))
    return store, [Placed(number, code, 1, start, end) for number, code, start, end in rows]


@given(spans, st.integers(0, 90), st.integers(1, 20), st.sets(st.integers(1, 4)))
def test_what_lies_within_is_found(found, start, size, hidden) -> None:
    store, all_ = filled(found)
    store.hide(hidden, set())
    wanted = {
        coding.id
        for coding in all_
        if coding.code not in hidden and coding.start < start + size and coding.end > start
    }
    assert {coding.id for coding in store.within(start, start + size)} == wanted


@given(spans, st.integers(0, 90))
def test_what_covers_a_place_is_found_innermost_first(found, pos) -> None:
    store, all_ = filled(found)
    here = store.at(pos)
    assert {coding.id for coding in here} == {
        coding.id for coding in all_ if coding.start <= pos < coding.end
    }
    lengths = [coding.end - coding.start for coding in here]
    assert lengths == sorted(lengths)


@given(spans, spans)
def test_adding_one_by_one_is_loading_all(first, more) -> None:
    store, _ = filled(first)
    _, all_ = filled(first + more)
    for coding in all_[len(first) :]:
        store.add(coding)
    whole, _ = filled(first + more)
    for name in ("start", "end"):
        assert getattr(store, name).tolist() == getattr(whole, name).tolist()
    assert sorted(store.id.tolist()) == sorted(whole.id.tolist())


@given(spans, st.data())
def test_a_removed_coding_is_gone_and_can_come_back(found, data) -> None:
    store, all_ = filled(found)
    if not all_:
        return
    chosen = data.draw(st.sampled_from(all_))
    before = {coding.id for coding in store.within(0, 200)}
    assert store.remove(chosen.id) == chosen
    assert store.get(chosen.id) is None
    assert {coding.id for coding in store.within(0, 200)} == before - {chosen.id}
    store.add(chosen)
    assert {coding.id for coding in store.within(0, 200)} == before


def test_what_is_not_there_cannot_be_removed() -> None:
    assert CodingStore().remove(7) is None


def test_coders_can_be_hidden() -> None:
    store = CodingStore()
    store.load(columns((1, 1, 0, 5)))
    store.add(Placed(2, 1, 9, 0, 5))
    store.hide(set(), {9})
    assert [coding.id for coding in store.at(2)] == [1]
