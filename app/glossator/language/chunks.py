"""Cuts a long text into stretches that a pipeline can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BACK = 5_000
"""How far back, in code points, a cut looks for a good place before it takes a worse one."""


def chunks(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Yield offset and stretch, none longer than *limit*.

    Cuts at the last paragraph end that fits; else at the end of a line, a sentence or a word near the limit; else,
    in a run without any, at the limit.
    """
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        yield start, text[start:end]
        start = end
    if start < len(text) or not text:
        yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    for sign, lowest in (("\n\n", start + (limit - start) // 2), ("\n", start + (limit - start) // 2)):
        at = text.rfind(sign, lowest, limit)
        if at > start:
            return at + len(sign)
    for sign in (". ", " "):
        at = text.rfind(sign, max(start, limit - _BACK), limit)
        if at > start:
            return at + len(sign)
    return limit
