"""Trims a mention to what counts: no title, no leading *the*, no possessive, no stray signs."""

from __future__ import annotations

import re

from glossator.language.words import load, word_set

TITLES = word_set(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Baroness Baron Viscount Cllr Councillor Rev Reverend"
    " Revd Fr Canon Bishop Archbishop Rabbi Imam Sheikh Judge Sgt Sergeant Inspector Superintendent Constable"
    " Detective Captain Capt Major Colonel Col Lieutenant Lt Brigadier Admiral Commodore Corporal Private Nurse"
    " Sister Prince Princess Queen King Duke Duchess Earl Pope Rt Hon Right Honourable Justice PC DC DS DI DCI"
    " WPC Supt Insp Gen Cdr Brig ACC"
)
"""Words that stand before a name and are no part of it."""

_THE = re.compile(r"the\s+", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\b\.?\s+")
_TAIL = re.compile(r"['’]s?$")
_EDGE = " \t\n\r\f\v\u00a0\u2009\u200b\u202f\ufeff,;:!?\"“”‘’'([{}])•*<>|–—"
_PAIRS = {")": "(", "]": "["}


def trimmed(text: str, start: int, end: int, label: str) -> tuple[int, int] | None:
    """Return the extent without what does not belong to it, or None where nothing is left."""
    start, end = _edges(text, start, end, label)
    if label in ("EMAIL", "PHONE", "URL"):
        return (start, end) if start < end else None
    if label != "WORK_OF_ART" and (match := _THE.match(text, start, end)) is not None:
        start = match.end()
    if label == "PERSON":
        while (match := _TITLE.match(text, start, end)) is not None:
            start = match.end()
    if label in ("PERSON", "ORG", "GPE", "LOC") and end - start > 2:
        match = _TAIL.search(text[max(start, end - 2) : end])
        if match is not None and text[start:end] not in load("bodies"):  # Barnardo’s
            end -= len(match[0])
    start, end = _edges(text, start, end, label)
    return (start, end) if start < end else None


def _edges(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    edge = " \t\n\r\u00a0" if label in ("PHONE", "URL", "MONEY", "PERCENT") else _EDGE
    while start < end and text[start] in edge:
        start += 1
    while start < end and text[end - 1] in edge:
        opener = _PAIRS.get(text[end - 1])
        if opener is not None and opener in text[start:end]:
            break
        end -= 1
    return start, end
