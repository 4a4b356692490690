"""Pairing as many as possible, each with at most one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def maximum_matching(edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return a largest set of *edges* in which no left and no right number comes twice, as {left: right}.

    By augmenting paths (Berge 1957), without recursion, so chains may be long. Taking edges greedily would lose
    some: of the chain a-x, b-x, b-y it may take b-x alone.
    """
    choices: dict[int, list[int]] = {}
    for left, right in edges:
        choices.setdefault(left, []).append(right)
    taken: dict[int, int] = {}
    spent: set[int] = set()
    for left in choices:
        _augment(left, choices, taken, spent)
    return {left: right for right, left in taken.items()}


def _augment(start: int, choices: dict[int, list[int]], taken: dict[int, int], spent: set[int]) -> None:
    """Find *start* a partner, moving others on where need be; *taken* is {right: left}.

    What was searched in vain is *spent*: no later search can find a way on from there.
    """
    free = next((right for right in choices[start] if right not in taken), None)
    if free is not None:
        taken[free] = start
        return
    seen: set[int] = set()
    path = [(start, iter(choices[start]))]
    wanted: list[int] = []  # the right number through which each left on the path was reached
    while path:
        right = next((right for right in path[-1][1] if right not in seen and right not in spent), None)
        if right is None:
            path.pop()
            if wanted:
                wanted.pop()
            continue
        seen.add(right)
        wanted.append(right)
        if right not in taken:
            for (left, _), partner in zip(path, wanted, strict=True):
                taken[partner] = left
            return
        left = taken[right]
        path.append((left, iter(choices[left])))
    spent |= seen
