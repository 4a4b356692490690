"""Tells a person from the words beside a name: verbs of speech, an age or a job, a byline, a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_BYLINES = word_set(
    "by words author reporter interviewer interviewee editor photographer picture pictures photo"
)


def speaks_first(view: View, first: int, end: int) -> bool:
    """Say whether the name opens a line and a colon follows, as in a conversation written down."""
    opens_line = first == 0 or view.words.breaks[first]
    return (
        opens_line
        and view.text[end : end + 1] == [":"]
        and not any(view.ordinary(k) for k in range(first, end))
    )


def in_byline(view: View, first: int) -> bool:
    """Say whether "By", "Reporter:" or the like opens the line before the name."""
    at = first - 1
    colon = at > 0 and view.text[at] == ":"
    at -= colon
    if at < 0 or view.text[at].lower() not in _BYLINES or not (at == 0 or view.words.breaks[at]):
        return False
    return not view.words.breaks[first] and (colon or view.text[at] in ("By", "BY", "Words"))


SAID = word_set(
    "said says told added asked argued explained replied thinks thought laughed smiled recalls wrote"
)
SAID_BEFORE = word_set("said says added argued wrote writes explained")


def said_after(view: View, end: int) -> bool:
    """Say whether a verb of speech follows, at once or after "who" or an adverb."""
    if end < len(view.text) and view.text[end] == ",":
        return end + 1 < len(view.text) and view.text[end + 1] in ("who", "whose")
    return view.after(end) in view.lex.speech or view.after(end) in ("who", "whose")


def described_after(view: View, end: int) -> bool:
    """Say whether an age in commas or brackets or a job follows (", 43,", ", chair of …")."""
    text = view.text
    if end + 2 >= len(text) or text[end] not in (",", "("):
        return False
    if text[end + 1].isdigit() and len(text[end + 1]) == 2:
        return text[end + 2] in (",", ")")
    reach = range(end + 1, min(end + 6, len(text)))
    for at in reach:
        if text[at] in (",", ".", ")", ";", "and"):
            return False
        if view.role(at) and not view.words.breaks[at]:
            return True
    return False
