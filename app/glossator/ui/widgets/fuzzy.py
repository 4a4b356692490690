"""Finding names by a few of their letters: word starts count most, then runs."""

from __future__ import annotations

Ranges = list[tuple[int, int]]


def match(letters: str, name: str) -> tuple[float, Ranges] | None:
    """Return how well *letters* fit *name* (higher is better) and the ranges matched, or None.

    Every letter must occur, in order, from the start of a word on; within a word only as one run.
    Blanks in *letters* divide words that may stand in any order.
    """
    words, folded = _lower(letters).split(), _lower(name)
    if not words:
        return 0.0, []
    score, taken = 0.0, set[int]()
    for word in words:
        found = _best(word, folded)
        if found is None:
            return None
        score += found[0]
        taken.update(found[1])
    return score - len(name) * 0.01, _ranges(sorted(taken))


def _lower(text: str) -> str:
    """Return *text* in small letters, each still in its place: one that would become two stays."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _best(word: str, name: str) -> tuple[float, list[int]] | None:
    """Return the best score over all places where the first letter of *word* may fall."""
    best: tuple[float, list[int]] | None = None
    for start, letter in enumerate(name):
        if letter == word[0]:
            places = _from(word, name, start)
            if places is not None and (_starts_word(name, start) or places[-1] - start < len(word)):
                score = _score(places, name)
                if best is None or score > best[0]:
                    best = score, places
    return best


def _from(word: str, name: str, start: int) -> list[int] | None:
    """Place the letters from *start* on: next to the last one, else at the next word start, else anywhere."""
    places = [start]
    for letter in word[1:]:
        after = places[-1] + 1
        if name[after : after + 1] == letter:
            places.append(after)
            continue
        later = [at for at in range(after, len(name)) if name[at] == letter]
        if not later:
            return None
        places.append(next((at for at in later if _starts_word(name, at)), later[0]))
    return places


def _score(places: list[int], name: str) -> float:
    score = 0.0
    for at, before in zip(places, [-2, *places], strict=False):
        if _starts_word(name, at):
            score += 8 + (2 if at == 0 else 0)
        elif at == before + 1:
            score += 5
        else:
            score += 1
    return score - (places[-1] - places[0]) * 0.1


def _starts_word(name: str, at: int) -> bool:
    return at == 0 or not name[at - 1].isalnum()


def _ranges(places: list[int]) -> Ranges:
    ranges: Ranges = []
    for at in places:
        if ranges and ranges[-1][1] == at:
            ranges[-1] = (ranges[-1][0], at + 1)
        else:
            ranges.append((at, at + 1))
    return ranges
