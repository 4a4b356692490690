"""Short forms of passages and counts, for the labels of steps."""

from __future__ import annotations


def shortened(words: str, most: int = 24) -> str:
    """Return *words* on one line, cut at a word border with an ellipsis where they are longer than *most*."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0] or line[:most]
    return f"{cut.rstrip(' ,;:')}…"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return the number with its noun: “1 coding”, “1,204 codings”."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
