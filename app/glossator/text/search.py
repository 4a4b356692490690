"""Finds words, phrases and patterns in a text; a person's pattern runs with a time limit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Literal

from glossator.text.extents import trim
from glossator_db.errors import GlossatorError
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

Mode = Literal["words", "phrase", "literal", "regex"]

LONGEST = 2000
"""Code points that a query may have."""

_APOSTROPHES = "['’ʼ]"
_HYPHENS = "[‐‑-]"
_NO_WORD_BEFORE = r"(?<![\w\u200d])"
_NO_WORD_AFTER = r"(?![\w\p{M}\u200d])"


class SearchError(GlossatorError):
    """A query cannot be understood, or takes too long; `column` counts from 1 where one is to blame."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Context:
    """A hit with the words of its paragraph to the left and right."""

    left: str
    match: str
    right: str


def find(
    text: str, query: str, *, mode: Mode = "words", case: bool = False, timeout: float = 1.0
) -> list[Extent]:
    r"""Return where *query* stands in *text*, in order, without overlaps.

    Parameters
    ----------
    text, query
        The query of nothing but white space finds nothing.
    mode
        ``words``: any of the words, whole, where ``leader*`` stands for every word that begins so and words in
        quotation marks are a phrase. ``phrase``: the words in this order, whole, with white space of any kind
        between. ``literal``: the very text, also inside words, for white space of any kind where it has some.
        ``regex``: a pattern of the ``regex`` package; ``^`` and ``$`` stand for the ends of lines.
    case
        Capitals matter. Where they do not, ``ß`` is ``ss``; composed and decomposed letters are always equal.
    timeout
        Seconds for the whole text.

    Raises
    ------
    SearchError
        Where the pattern is malformed or takes longer than *timeout*.
    """
    if not query.strip():
        return []
    pattern = compile_query(query, mode=mode, case=case)
    return list(matches(pattern, text, timeout=timeout))


def compile_query(query: str, *, mode: Mode = "words", case: bool = False) -> regex.Pattern[str]:
    """Return the pattern of a query, to be used on many texts; `SearchError` where it is malformed."""
    if len(query) > LONGEST:
        raise SearchError(f"The query has {len(query):,} characters; {LONGEST:,} are the most.")
    import regex

    flags = regex.MULTILINE if case else regex.MULTILINE | regex.IGNORECASE | regex.FULLCASE
    if mode != "regex":
        pieces = _split(query) if mode == "words" else [query]
        to_pattern = _letters if mode == "literal" else _whole_words
        alternatives = sorted(filter(None, map(to_pattern, pieces)), key=len, reverse=True)
        return regex.compile("|".join(alternatives) if alternatives else "(?!)", flags | regex.VERSION0)
    try:
        return regex.compile(query, flags | regex.VERSION0)
    except regex.error as error:
        raise _explained(query, str(error.msg), error.pos) from error
    except (OverflowError, MemoryError, RecursionError) as error:
        raise SearchError("The expression asks for too much; make it simpler.") from error


def matches(pattern: regex.Pattern[str], text: str, *, timeout: float = 1.0) -> Iterator[Extent]:
    """Yield where *pattern* matches, empty matches left out; `SearchError` after *timeout* seconds."""
    deadline = monotonic() + timeout
    try:
        for found in pattern.finditer(text, timeout=timeout, concurrent=True):
            start, end = found.span()
            if start < end:
                yield Extent(start, end)
            if monotonic() > deadline:
                raise TimeoutError
    except TimeoutError as error:
        raise SearchError(
            f"The search took longer than {timeout:g} s and was stopped; make the expression simpler."
        ) from error


def context(text: str, extent: Extent, width: int = 60) -> Context:
    """Return *extent* with at most *width* code points of its paragraphs on either side.

    A word that the cut would split is left out, unless that would leave nothing.
    """
    line_start = text.rfind("\n", 0, extent.start) + 1
    feed = text.find("\n", extent.end)
    line_end = len(text) if feed < 0 else feed
    start, end = max(line_start, extent.start - width), min(line_end, extent.end + width)
    if start > line_start and not text[start - 1].isspace():
        start = next((pos for pos in range(start, extent.start) if text[pos].isspace()), start)
    if end < line_end and not text[end].isspace():
        end = next((pos for pos in range(end, extent.end, -1) if text[pos - 1].isspace()), end)
    whole = trim(text, Extent(start, end)) or extent
    start, end = min(whole.start, extent.start), max(whole.end, extent.end)
    return Context(text[start : extent.start], text[extent.start : extent.end], text[extent.end : end])


def _split(query: str) -> list[str]:
    """Split a query at white space, but keep what stands in quotation marks together."""
    pieces: list[str] = []
    for index, part in enumerate(query.replace("“", '"').replace("”", '"').split('"')):
        pieces.extend([part] if index % 2 else part.split())
    return pieces


def _whole_words(piece: str) -> str:
    """Return the pattern of one word or phrase, whole at either end unless it ends in ``*``."""
    words = piece.split()
    if not words or not piece.strip("* \t\n"):
        return ""
    stem = words[-1].rstrip("*")
    opened = stem != words[-1] and stem[-1:].isalnum()
    if opened:
        words[-1] = stem
    first, last = words[0][:1], words[-1][-1:]
    body = _letters(" ".join(words))
    before = _NO_WORD_BEFORE if first.isalnum() else ""
    after = (
        r"\w*" if opened else _NO_WORD_AFTER if last.isalnum() or unicodedata.combining(last or " ") else ""
    )
    return f"{before}{body}{after}"


def _letters(piece: str) -> str:
    """Return the pattern of a run of text, for any white space where it has some."""
    runs = re.split(r"(\s+)", unicodedata.normalize("NFC", piece))
    return "".join(r"\s+" if run.isspace() else "".join(map(_letter, run)) for run in runs)


def _letter(character: str) -> str:
    import regex

    if character in "'’ʼ":
        return _APOSTROPHES
    if character in "-‐‑":
        return _HYPHENS
    apart = unicodedata.normalize("NFD", character)
    if apart == character:
        return str(regex.escape(character, special_only=True))
    return f"(?:{character}|{apart})"


def _explained(query: str, reason: str, pos: int | None) -> SearchError:
    """Return the error in our words, with the column a person can count."""
    opened = _open_bracket(query)
    if opened is not None and ("missing )" in reason or "unterminated character set" in reason):
        return SearchError(f"The expression has an open bracket at {opened + 1}.", opened + 1)
    column = min((pos or 0) + 1, len(query))
    known = {
        "unbalanced parenthesis": "has a bracket too many",
        "nothing to repeat": "has nothing to repeat",
        "multiple repeat": "repeats a repetition",
        "bad escape": "has a backslash before a character that means nothing after it",
        "min repeat greater than max repeat": "has the larger number first",
        "bad character range": "has the ends of a range the wrong way round",
        "unknown property": "names a kind of character that does not exist",
        "unknown group": "refers to a group that does not exist",
        "invalid group reference": "refers to a group that does not exist",
    }
    for begin, what in known.items():
        if reason.startswith(begin):
            return SearchError(f"The expression {what} at {column}.", column)
    return SearchError(f"The expression cannot be read at {column}: {reason}.", column)


def _open_bracket(query: str) -> int | None:
    """Return where the innermost bracket that is never closed stands."""
    opened: list[int] = []
    pos = 0
    while pos < len(query):
        character = query[pos]
        if character == "\\":
            pos += 1
        elif character == "[":
            closed = _set_end(query, pos)
            if closed is None:
                return pos
            pos = closed
        elif character == "(":
            opened.append(pos)
        elif character == ")" and opened:
            opened.pop()
        pos += 1
    return opened[-1] if opened else None


def _set_end(query: str, start: int) -> int | None:
    """Return where the character set that begins at *start* is closed."""
    pos = start + 1
    if query[pos : pos + 1] == "^":
        pos += 1
    if query[pos : pos + 1] == "]":
        pos += 1
    while pos < len(query):
        if query[pos] == "\\":
            pos += 1
        elif query[pos] == "]":
            return pos
        pos += 1
    return None
