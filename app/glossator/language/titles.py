"""Finds titles of reports, books and films, and names of laws."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.page import Page
    from glossator.language.view import View

_WORK = (
    r"(?:report|paper|book|study|review|guide|document|strategy|film|novel|play|memoir|documentary|pamphlet|publication"
    r"|briefing|manifesto|article|essay|album|poem|song|series|programme|podcast|exhibition|musical|painting|blog|post"
    r"|thesis|talk|lecture|anthology|biography|autobiography|collection|show|drama|single|game|bestseller|column)"
)
_PLAIN_TITLE = re.compile(
    rf"\b{_WORK}s?,\s(?P<title>[A-Z][^\n.!?;“”]{{10,180}}?),?\s(?P<then>,?\b(?:argues?|says?|finds?|found|sets?|shows?|showed"
    r"|suggests?|recommends?|concludes?|calls?|warns?|reveals?|highlights?|makes?|made|examines?|explores?|looks?|considers?"
    r"|describes?|identif(?:y|ies)|draws?|has|have|had|is|was|will|which|published|launched|released|by|out|argued"
    r"|outlines?|claims?|asks?|urges?|explains?|contains?|offers?|provides?|proposes?|also)\b)"
)
_QUOTED_TITLE = re.compile(
    rf"\b(?:{_WORK}s?|called|titled|entitled|headlined)(?:\s(?:called|titled|entitled|of|on))?,?:?\s"
    r"(?:‘(?P<a>[A-Z][^‘“”\n]{2,120}?)’(?!\w)|“(?P<b>[A-Z][^‘“”\n]{2,120}?)”|\"(?P<c>[A-Z][^\"\n]{2,120}?)\"|'(?P<d>[A-Z][^'\n]{2,120}?)'(?!\w))"
)
_ENDS = ",.?!"
_LAW_HEADS = word_set("Act Bill Acts Regulations Order Directive Convention Treaty Regulation Charter Code")
_SURE_HEADS = frozenset(("Act", "Bill"))
_LAW_LINKS = frozenset(
    ("and", "of", "the", "for", "to", "on", "in", "with", "at", "&", "etc", "(", ")", ",", "’s", "'s", ".")
)
_LAW_REACH = 16
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_KNOWN_LAWS = re.compile(
    r"\b(?:General Data Protection Regulation|UK GDPR|GDPR|Human Rights Act|European Convention on Human Rights"
    r"|Universal Declaration of Human Rights|Magna Carta|Good Friday Agreement|Belfast Agreement|Treaty of Rome"
    r"|Maastricht Treaty|Lisbon Treaty|Treaty of Lisbon|Geneva Conventions?|Refugee Convention|Equality Duty"
    r"|Highway Code|Bill of Rights|First Amendment|Second Amendment"
    r"|Article (?:[2-9]|1\d|50)(?:\(\d\))?|Section (?:2[018]|75|106|136))(?!\w)"
)


def find_titles(page: Page) -> None:
    """Claim titles of works; a title in quotation marks without them."""
    for match in _PLAIN_TITLE.finditer(page.text):
        title = match["title"].rstrip(_ENDS)
        if len(title.split()) >= 3 and ", " not in title.partition(":")[0]:
            page.claim(
                match.start("title"), match.start("title") + len(title), "WORK_OF_ART", "title after “report”"
            )
    for match in _QUOTED_TITLE.finditer(page.text):
        group = match.lastgroup
        if group is not None and _looks_like_title(match[group]):
            end = match.start(group) + len(match[group].rstrip(_ENDS))
            page.claim(match.start(group), end, "WORK_OF_ART", "title in quotation marks")


def _looks_like_title(words: str) -> bool:
    """Say whether quoted words are a title rather than something said or a single term."""
    long = [word for word in words.split() if len(word) > 3]
    return not words.endswith(",") and (
        ":" in words or sum(word[0].isupper() for word in long) * 2 > len(long)
    )


def find_laws(page: Page, view: View) -> None:
    """Claim Acts, Bills and other laws by their names."""
    for match in _KNOWN_LAWS.finditer(page.text):
        if match.end() >= len(page.text) or not page.text[match.end() :].startswith((" Act", " Bill")):
            page.claim(match.start(), match.end(), "LAW", "known law")
    for head, piece in enumerate(view.text):
        if piece in _LAW_HEADS:
            _claim_law(view, head)


def _claim_law(view: View, head: int) -> None:
    words, text = view.words, view.text
    first = _first_word(view, head)
    last = head + 1
    year = last < len(words) and view.near[last] and _YEAR.match(text[last]) is not None
    if year:
        last += 1
    elif last + 1 < len(words) and text[last] == "(" and _YEAR.match(text[last + 1]) is not None:
        last, year = last + 3, True
    if first == head or not (year or text[head] in _SURE_HEADS):
        return
    named = view.before(first) == "the" and view.ordinary(first)
    if text[head] == "Bill" and (view.after(head + 1)[:1].isupper() or (head - first < 2 and not named)):
        return  # a person called Bill
    view.page.claim_words(first, min(last, len(words)), "LAW", f"name with “{text[head]}”")


def _first_word(view: View, head: int) -> int:
    """Walk left from an Act over capital words and the small ones between them."""
    text, first, at = view.text, head, head
    while at > 0 and head - at < _LAW_REACH and not view.words.breaks[at]:
        at -= 1
        if view.cap[at]:
            if view.function(at) and view.words.opens[at]:
                break
            first = at
        elif text[at] not in _LAW_LINKS or (
            text[at] in ",." and text[at - 1] != "etc" and not _in_series(view, at, head)
        ):
            break
    return first


def _in_series(view: View, comma: int, head: int) -> bool:
    """Say whether a comma is inside a name such as "Crime, Policing and Sentencing Act"."""
    between = view.text[comma + 1 : head]
    return (
        view.text[comma] == ","
        and ("and" in between or "&" in between)
        and len(between) < 8
        and view.cap[comma - 1]
    )
