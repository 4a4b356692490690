"""From one place in a text to the next: words, sentences, paragraphs, uncoded passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from glossator.text import units
from glossator.text.extents import trim
from glossator_db.records import Extent

if TYPE_CHECKING:
    from glossator.ui.reading.index import CodingStore
    from glossator.ui.reading.model import TextModel

Find = Callable[[str, int, int], list[Extent]]


def units_from(model: TextModel, pos: int, step: int, find: Find) -> Iterator[Extent]:
    """Yield units from *pos* on, forwards or backwards; those that begin at or after, or end before or at it."""
    block = model.block_at(pos)
    while 0 <= block < model.count:
        found = find(model.text, *model.span(block))
        if step > 0:
            yield from (unit for unit in found if unit.start >= pos)
        else:
            yield from (unit for unit in reversed(found) if unit.end <= pos)
        block += 1 if step > 0 else -1


def next_unit(model: TextModel, now: Extent | None, pos: int, step: int, find: Find) -> Extent | None:
    """Return the unit after (before) what is marked; the one at *pos* when nothing is marked."""
    if now is None:
        start, end = model.span(model.block_at(pos))
        around = [unit for unit in find(model.text, start, end) if unit.start <= pos < unit.end]
        if around:
            return around[0]
        return next(units_from(model, pos, step, find), None) or next(
            units_from(model, pos, -step, find), None
        )
    place = now.end if step > 0 else now.start
    return next(units_from(model, place, step, find), None)


def sentences(text: str, start: int, end: int) -> list[Extent]:
    """Return the sentences from *start* to *end*."""
    return units.sentences(text, start, end)


def paragraphs(text: str, start: int, end: int) -> list[Extent]:
    """Return the whole paragraph that *start* to *end* is, or is part of, as a list."""
    whole = units.paragraph_at(text, start) if start < end else None
    return [whole] if whole else []


def words(text: str, start: int, end: int) -> list[Extent]:
    """Return the words from *start* to *end*."""
    return units.words(text, start, end)


def word_start(model: TextModel, pos: int, step: int) -> int:
    """Return where the next word begins, or the one before; a text's end where there is none."""
    if step > 0:
        found = next(units_from(model, pos + 1, 1, words), None)
        return found.start if found else len(model.text)
    block = model.block_at(pos)
    while block >= 0:
        starts = [word.start for word in words(model.text, *model.span(block)) if word.start < pos]
        if starts:
            return starts[-1]
        block -= 1
    return 0


def ends_by_words(model: TextModel, extent: Extent, by: int, *, end: bool) -> Extent:
    """Move the end of *extent*, or its start, by whole words; it keeps one word at least.

    An end lands after a word or where a sentence ends, a start before a word or where a sentence begins. A word
    that is taken off takes the punctuation beside it along.
    """
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        moved = _moved_end(model, extent, step) if end else _moved_start(model, extent, step)
        if moved is None:
            break
        extent = moved
    return extent


def _moved_end(model: TextModel, extent: Extent, step: int) -> Extent | None:
    if step > 0:
        end = next((place for place in _places(model, extent.end, 1, end=True) if place > extent.end), None)
    else:
        last = next((word for word in _words(model, extent.end, -1) if word.start < extent.end), extent)
        end = next((place for place in _places(model, last.start, -1, end=True) if place <= last.start), None)
    return _with_words(model, extent.start, end)


def _moved_start(model: TextModel, extent: Extent, step: int) -> Extent | None:
    if step < 0:
        found = _places(model, extent.start, -1, end=False)
        start = next((place for place in found if place < extent.start), None)
    else:
        first = next((word for word in _words(model, extent.start, 1) if word.end > extent.start), extent)
        start = next((place for place in _places(model, first.end, 1, end=False) if place >= first.end), None)
    return _with_words(model, start, extent.end)


def _with_words(model: TextModel, start: int | None, end: int | None) -> Extent | None:
    """Return the extent from *start* to *end*; None where no word lies in it."""
    if start is None or end is None or start >= end:
        return None
    first = next((word for word in _words(model, start, 1) if word.end > start), None)
    return Extent(start, end) if first is not None and first.start < end else None


def _words(model: TextModel, pos: int, step: int) -> Iterator[Extent]:
    """Yield the words of the block at *pos*, and of those after (before) it."""
    for block in _blocks(model, pos, step):
        yield from words(model.text, *model.span(block))[::step]


def _places(model: TextModel, pos: int, step: int, *, end: bool) -> Iterator[int]:
    """Yield where words and sentences end (begin), in the block at *pos* and in those after (before) it."""
    for block in _blocks(model, pos, step):
        span = model.span(block)
        found = [*words(model.text, *span), *sentences(model.text, *span)]
        yield from sorted({unit.end if end else unit.start for unit in found})[::step]


def _blocks(model: TextModel, pos: int, step: int) -> range:
    return range(model.block_at(pos), model.count if step > 0 else -1, step)


def uncoded(model: TextModel, store: CodingStore, pos: int, step: int) -> Extent | None:
    """Return the next stretch of one paragraph, after (before) *pos*, that no coding shown covers."""
    block = model.block_at(pos)
    while 0 <= block < model.count:
        found = _gaps(model, store, block)
        if step > 0:
            found = [gap for gap in found if gap.start >= pos]
        else:
            found = [gap for gap in reversed(found) if gap.end <= pos]
        if found:
            return found[0]
        block += 1 if step > 0 else -1
    return None


def _gaps(model: TextModel, store: CodingStore, block: int) -> list[Extent]:
    start, end = model.span(block)
    if start == end:
        return []
    found = []
    reached = start
    for coding in store.within(start, end):
        if coding.start > reached:
            found.append(Extent(reached, coding.start))
        reached = max(reached, coding.end)
    if reached < end:
        found.append(Extent(reached, end))
    trimmed = (trim(model.text, gap) for gap in found)
    return [gap for gap in trimmed if gap and units.words(model.text, gap.start, gap.end)]


def snapped(model: TextModel, pos: int, *, end: bool) -> int:
    """Return the start (or with *end* the end) of a word or sentence that is nearest to *pos*."""
    span = model.span(model.block_at(pos))
    found = [*words(model.text, *span), *sentences(model.text, *span)]
    places = [unit.end if end else unit.start for unit in found]
    return min(places, key=lambda place: abs(place - pos), default=pos)
