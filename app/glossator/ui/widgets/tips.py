"""Words for tooltips."""

from __future__ import annotations

from html import escape

_ONE_LINE = 60  # characters


def tip(words: str) -> str:
    """Return *words* so that a tooltip shows them letter by letter, and breaks them into lines where they are long.

    Qt takes what looks like mark-up for mark-up, and puts all else on one line.
    """
    if "<" not in words and len(words) <= _ONE_LINE:
        return words
    return f"<qt>{escape(words).replace(chr(10), '<br>')}</qt>"
