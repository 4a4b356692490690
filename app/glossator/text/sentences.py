"""Where sentences end: a splitter that knows the abbreviations of British prose.

A line feed always ends a sentence; white space at either end belongs to none; closing quotation marks and
brackets belong to the sentence that they close. Offsets are what is kept, never the rule: a better splitter
moves no coding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = "\"'”’)\\]»›"
_CANDIDATE = re.compile(
    rf"""(?P<wide>[。！？｡︒][。！？｡…]*[」』）】〉》”’"']*)     # needs no white space after it
    | (?P<mark>[.!?…؟۔।॥።։]+)(?P<close>[{_CLOSERS}]*)(?:\[\d+\]|[¹²³⁴-⁹]+)*
      (?:(?=\s|$)|(?P<glued>(?<=[a-z]{{2}}\.)(?=[A-Z][a-z]*[\s,])))""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"\S+\Z")
_NEXT = re.compile(r"[\s–—―-]*([\"'“‘(\[«‹¿¡]*)(\w[\w'’]*\.?)?")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})\)?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def _tokens(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER = _tokens(
    "adm approx capt cf cllr cmdr col dr e.g eg fr gen gov hon i.e ie insp lt maj messrs mlle mme mr "
    "mrs ms mt mx n.b nb prof profs rev revd rt sen sgt st supt viz vs"
)
"""Tokens that a full stop never turns into the end of a sentence."""

_BEFORE_DIGIT = _tokens(
    "apr art arts aug bk c ca ch chap cl dec ed eds ext feb fig figs fri jan jul jun mar mon no nos "
    "nov oct p para paras pp pt r. ref refs reg regs rr s sat sch sec sect sep sept ss sun tel thu "
    "thur thurs tue tues v vol vols wed"
)
"""Tokens after which a full stop and a number go on: “No. 5”, but “No. I do not.”"""

_SOMETIMES = _tokens(
    "al apr art assn aug ave avg bros co corp dec dept ed eds est etc excl feb fig hosp inc incl jan jnr jr "
    "jul jun llp ltd mar max min nov oct para ph.d phd plc rd reg sch sep sept snr sr univ vol"
)
"""Abbreviations that end a sentence only before a word that often starts one."""

_STARTERS = _tokens(
    "a about after again all also although an and another any as at because before both but by "
    "despite during each either even every everyone few finally first for from further given had has "
    "have he hence her here his how however i i'd i'll i'm i've if in indeed instead is it it's its "
    "just last later like many maybe meanwhile more moreover most much my neither never no nobody "
    "none nor not nothing now of on once one only or other others our over perhaps she she's since so "
    "some someone soon still such than that that's the their them then there there's therefore these "
    "they they're this those though through thus to today too two under unless until we we're well "
    "were what when where whether which while who why will with without would yes yet you your"
)


def ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset after each sentence of one paragraph, ``text[start:end]``; its own end is not."""
    for found in _CANDIDATE.finditer(text, start, end):
        if found.end() < end and _is_end(text, found, start, end):
            yield found.end()


def _is_end(text: str, found: re.Match[str], start: int, end: int) -> bool:
    if found["wide"] is not None or found["glued"] is not None:
        return True
    if found.start() == start or (_is_pause(found["mark"]) and text[found.start() - 1].isspace()):
        return False
    following = _NEXT.match(text, found.end(), end)
    assert following is not None
    opener, word = following[1], following[2] or ""
    if word[:1].islower() and not opener.endswith("["):
        return found["mark"][-1] not in ".…" and not found["close"] and not opener.startswith("(")
    if found["mark"] != "." or found["close"]:
        return True
    return _stop_ends(text, found.start(), start, word)


def _is_pause(mark: str) -> bool:
    return mark[0] in ".…" and len(mark) < 4


def _stop_ends(text: str, stop: int, start: int, word: str) -> bool:
    """Say whether the single full stop at *stop*, before *word*, ends a sentence."""
    token = _TOKEN.search(text, max(start, stop - 40), stop)
    if token is None:
        return True
    name = token[0].lstrip("\"'“‘([«‹").rstrip(_CLOSERS)
    folded = name.casefold()
    if token.start() == start and _LIST_NUMBER.fullmatch(token[0]):
        return False
    if folded in _NEVER:
        return False
    if folded in _BEFORE_DIGIT and word[:1].isdigit():
        return False
    initial = len(name) == 1 and name.isupper()
    if initial or folded in _SOMETIMES or _DOTTED.fullmatch(name):
        return word.replace("’", "'").casefold() in _STARTERS
    return True
