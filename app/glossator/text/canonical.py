"""The canonical text: what a document is, made once, when it comes in.

Line feeds only, no byte-order mark in front, no Unicode normalisation. Characters that the project file or
XML cannot hold become U+FFFD one for one, so that no offset moves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
_BOM = "\ufeff"
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text, and what was done to get it."""

    text: str
    newlines: str
    """lf, crlf, cr or mixed, as the raw text had them; lf where it had none"""
    replaced: dict[str, int]
    """how many characters of each kind became U+FFFD; empty where none did"""
    boms: int = 0
    """how many byte-order marks stood in front"""


def canonical(text: str) -> Canonical:
    """Return the canonical form of the decoded *text*."""
    bare = text.lstrip(_BOM)
    boms = len(text) - len(bare)
    newlines = newline_style(bare)
    if newlines != "lf":
        bare = bare.replace("\r\n", "\n").replace("\r", "\n")
    bare, replaced = _replace_refused(bare)
    return Canonical(bare, newlines, replaced, boms)


def fragment(text: str) -> str:
    """Return a part of a raw text as it stands in the canonical one; a U+FEFF in front of it is kept."""
    return _replace_refused(text.replace("\r\n", "\n").replace("\r", "\n"))[0]


def newline_style(text: str) -> str:
    """Say how the lines of the raw *text* end: lf, crlf, cr or mixed; lf where there is one line only."""
    returns = text.count("\r")
    if not returns:
        return "lf"
    pairs = text.count("\r\n")
    counts = {"lf": text.count("\n") - pairs, "crlf": pairs, "cr": returns - pairs}
    used = [style for style, count in counts.items() if count]
    return used[0] if len(used) == 1 else "mixed"


def _replace_refused(text: str) -> tuple[str, dict[str, int]]:
    if not _REFUSED.search(text):
        return text, {}
    text = _PAIR.sub(_join, text)
    kinds = Counter(_kind(found) for found in _REFUSED.findall(text))
    return _REFUSED.sub(REPLACEMENT, text), dict(kinds)


def _join(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _kind(character: str) -> str:
    if character == "\x00":
        return "null character"
    if character < " ":
        return "control character"
    return "half of a surrogate pair" if character <= "\udfff" else "noncharacter"
