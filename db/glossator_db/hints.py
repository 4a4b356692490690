"""The two letters by which a code is applied from the keyboard."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "or",
        "over",
        "per",
        "than",
        "that",
        "the",
        "their",
        "to",
        "up",
        "via",
        "vs",
        "with",
    ]
)


def hint_for(name: str, taken: Collection[str]) -> str:
    """Return two capital letters for a code called *name* that are not among *taken*.

    The initials of its first two words, where small words do not count and a hyphen does not divide; a name of
    one word gives its first two letters. On a clash the first letter stays and the next free letter of the name
    follows, then any letter of the alphabet. Empty where nothing is left.
    """
    words = [w for w in ("".join(c for c in word if c.isalnum()) for word in name.split()) if w]
    words = [word for word in words if word.casefold() not in _SMALL_WORDS] or words
    letters: str = "".join(words).upper()
    if not letters:
        return ""
    first = letters[0]
    wished = [words[1][0].upper()] if len(words) > 1 else []
    seconds: list[str] = [*wished, *letters[1:], *string.ascii_uppercase, *string.digits]
    for second in seconds:
        if len(second) == 1 and first + second not in taken:
            return first + second
    pairs = (a + b for a in string.ascii_uppercase for b in string.ascii_uppercase)
    return next((pair for pair in pairs if pair not in taken), "")
