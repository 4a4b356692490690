"""Finds places by the lists, by the words around them, and by words such as Street and River."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_LEADS = word_set(
    "in at from to near of around across outside between through throughout towards toward visit visited"
    " visiting leaving left into within via inside beyond nearby off over"
)
_COMPASS = word_set(
    "north south east west central greater inner outer mid upper lower north-east north-west south-east south-west"
    " northern southern eastern western downtown rural modern"
)
_PARTS = word_set("North South East West Mid Central Inner Outer Northern Southern Eastern Western")
"""Words with a capital that make the name of a part with the place after them ("West Kent")."""
_REGIONS = word_set(
    "Africa Antarctica Arctic Asia Australasia Europe Eurasia Oceania Caribbean Balkans Caucasus"
    " Mediterranean Scandinavia Maghreb Sahel Levant Midlands Pennines Cotswolds Chilterns Dartmoor Exmoor"
    " Thames Severn Mersey Alps Andes Himalayas Sahara Whitehall Solent Snowdonia Highlands Hebrides Atlantic"
    " Pacific Baltic"
)
_NATURAL = word_set(
    "Sea Ocean River Lake Valley Estuary Hills Mountains Island Islands Coast Bay Channel East West America Asia Africa"
    " Europe Country Counties Forest Moors Dales District Downs"
)
_BEFORE = frozenset(("River", "Lake", "Mount", "Loch", "Lough", "Cape"))
_OF = word_set("Isle Isles Gulf Bay Straits Strait Port Vale Forest County Borough City Firth Mull Island")
_MEMBERS = word_set("MP MPs Member member AM MSP MS MLA TD candidate")
_COMPASS_WORD = re.compile(r"(?:North|South)-(?:[Ee]ast|[Ww]est)")
_COMPASS_PART = re.compile(r"(?:North|South) (?:East|West)")
_KINDS = word_set(
    "town village city suburb island parish hamlet county borough district region port cities towns"
)
_ENDINGS = (
    "shire", "ville", "bury", "borough", "burgh", "mouth", "minster", "chester", "cester", "wich", "ham", "stead",
    "thorpe", "combe", "worth", "ford", "leigh", "hampton", "bridge", "pool", "haven", "wick",
)  # fmt: skip
_WEAK_ENDINGS = ("ton", "side", "field", "dale", "don", "by", "more", "wood")
_SIDES = word_set("edge outskirts north south east west centre streets suburbs countryside")
_BEGINNINGS = (
    "Llan",
    "Aber",
    "Inver",
    "Auchter",
    "Bally",
    "Ballin",
    "Pontar",
    "Ynys",
    "Porth",
    "Betws",
    "Strath",
    "Kirk",
)
"""How place names often end and begin."""
_DWELT = word_set("lived live lives living born raised based settled stayed staying housed schooled up")
_AREAS = word_set("area areas village estate neighbourhood district suburb ward peninsula countryside")
_PLAIN_HEADS = word_set(
    "Park Hill Common Close Drive Parade Estate Station Bridge Square Gardens Grove Wood Woods Forest Farm Tower Castle"
    " Palace Beach Harbour Coast Falls Basin Sea Heath Moor River Island Islands Valley Lake Bay Terrace Abbey Minster"
    " Cathedral Tunnel Canal Plaza Hills Dock Docks Pier Marsh Dale Vale"
)
"""Head words before which an ordinary word alone makes no name."""


def find_headed_places(view: View) -> None:
    """Claim streets, stations, rivers, islands and the like."""
    text = view.text
    for at, piece in enumerate(text):
        if not view.cap[at] or not view.free(at, at + 1) or view.shouted[at]:
            continue
        if piece in view.lex.place_heads and not view.after(at + 1)[:1].isupper():
            first = _left(view, at)
            if first < at and _telling(view, first, at) and not _surname(view, first, at):
                view.page.claim_words(first, at + 1, "LOC", f"name with “{piece}”")
        elif (
            view.before(at) == "the"
            and _COMPASS_WORD.fullmatch(piece)
            and not view.after(at + 1)[:1].isupper()
        ):
            view.page.claim_words(at, at + 1, "LOC", "part of the country")
        elif view.before(at) == "the" and _COMPASS_PART.fullmatch(view.name(at, min(at + 2, len(view.text)))):
            if not view.after(at + 2)[:1].isupper() and view.near[at + 1]:
                view.page.claim_words(at, at + 2, "LOC", "part of the country")
        elif piece in _BEFORE and _proper(view, at + 1):
            view.page.claim_words(at, at + 2, "LOC", f"name with “{piece}”")
        elif piece in _OF and view.after(at + 1) == "of" and _proper(view, at + 2):
            end = view.places.get(at, at + 3)
            view.page.claim_words(at, max(end, at + 3), "LOC", f"name with “{piece} of”")


def _surname(view: View, first: int, head: int) -> bool:
    """Say whether a given name before "Park" or "Hall" makes it a surname."""
    surname = view.text[head].lower() in view.lex.surname_words
    return surname and head - first < 3 and view.text[first] in view.lex.given


def _proper(view: View, at: int) -> bool:
    return view.after(at)[:1].isupper() and not view.function(at) and view.free(at, at + 1)


def _left(view: View, head: int) -> int:
    at = head
    while at > 0 and head - at < 4:
        before = at - 1
        if (
            view.text[before] in ("’s", "'s")
            and view.words.glued(before)
            and view.near[at]
            and view.cap[before - 1]
        ):
            at = before - 1
        elif view.near[at] and view.cap[before] and view.free(before, at) and not view.title(before):
            at = before
        else:
            break
    while at < head and (view.function(at) and (view.words.opens[at] or view.text[at] == "The")):
        at += 1
    return at


def _telling(view: View, first: int, head: int) -> bool:
    """Say whether the words before a head word make it a name."""
    if view.heading[head]:
        return any(at in view.places for at in range(first, head))
    if view.text[first] in view.lex.peoples or any(view.role(at) for at in range(first, head)):
        return False
    if view.text[head] in _PLAIN_HEADS or view.words.opens[first]:
        return not all(view.ordinary(at) for at in range(first, head))
    return view.before(first) in _LEADS | {"on", "the", "and", "along", "down", "up"} or not view.ordinary(
        first
    )


def find_listed_places(view: View) -> None:
    """Claim the places of the lists where nothing speaks against them; doubtful ones last."""
    doubtful = []
    for first, last in sorted(view.places.items()):
        if not view.free(first, last):
            continue
        if first > 0 and view.near[first] and view.text[first - 1] in _PARTS and view.free(first - 1, first):
            first -= 1
        if _in_longer_name(view, first, last):
            continue
        if view.name(first, last) in view.lex.place_words or (last - first == 1 and view.shouted[first]):
            doubtful.append((first, last))
        else:
            _claim(view, first, last, "place of the list")
    sure = {view.name(first, last) for first, last in doubtful if _led_to(view, first, last)}
    for first, last in doubtful:
        name = view.name(first, last)
        opening = view.words.opens[first] and view.ordinary(first)
        if name in sure and name not in view.page.memory.people and not opening:
            _claim(view, first, last, "place of the list, led to")


def _claim(view: View, first: int, last: int, rule: str) -> bool:
    region = view.name(first, last) in _REGIONS or (last - first > 1 and view.text[last - 1] in _NATURAL)
    return view.page.claim_words(first, last, "LOC" if region else "GPE", rule)


def _in_longer_name(view: View, first: int, last: int) -> bool:
    """Say whether an unknown capital word beside the place makes it part of something else ("London Marathon")."""
    after = view.after(last)
    if after[:1].isupper() and view.free(last, last + 1):
        plain = view.role(last) or view.acronym(last) or view.title(last) or last in view.places
        if not plain and not view.shouted[last] and not (view.heading[last] and view.ordinary(last)):
            return True
    if first > 0 and view.near[first] and view.cap[first - 1] and view.free(first - 1, first):
        before = first - 1
        plain = (
            view.function(before) or view.before(first) in _COMPASS or view.text[before] in view.lex.peoples
        )
        opening = view.words.opens[before] and view.ordinary(before)
        return not (plain or opening or view.role(before) or view.heading[before] or view.shouted[before])
    return False


def _led_to(view: View, first: int, last: int) -> bool:
    """Say whether the words around a doubtful place speak for it."""
    lead = view.before(first)
    if lead in _LEADS or lead in _COMPASS or lead in _KINDS:
        return True
    if lead == "the":
        return False
    if view.after(last) in (
        "councillor",
        "councillors",
        "residents",
        "resident",
        "MP",
        "council",
        "town",
        "area",
    ):
        return True
    return _beside_place(view, first, last)


def _beside_place(view: View, first: int, last: int) -> bool:
    """Say whether a place was found right before or after, with "," or "and" between."""
    words = view.words
    for link, there in ((last, last + 1), (first - 1, first - 2)):
        if not (0 <= there < len(words) and 0 <= link < len(words)) or view.text[link] not in (
            ",",
            "and",
            "or",
            "&",
            "/",
        ):
            continue
        low, high = (
            (words.end[last - 1], words.end[there])
            if there > first
            else (words.start[there], words.start[first])
        )
        if any(
            find.label in ("GPE", "LOC") and low <= find.start < high + 1 for find in view.page.finds[-40:]
        ):
            return True
        if there > first and there in view.places and not words.breaks[there]:
            return view.name(there, view.places[there]) not in view.lex.place_words
    return False


def find_seats(view: View) -> None:
    """Claim the seat of a member ("MP for Exley and Marsh"), which may have "and" inside."""
    for at in range(2, len(view.text)):
        if not view.cap[at]:
            continue
        member = view.before(at) == "for" and view.text[at - 2] in _MEMBERS
        bracket = view.text[at - 1] == "(" and view.words.glued(at) and view.cap[at - 2]
        if not (member or bracket) or not view.free(at, at + 1):
            continue
        end = view.run_end(at, 4)
        joined = end
        while joined + 1 < len(view.text) and view.text[joined] in ("and", "&", ",") and view.cap[joined + 1]:
            if view.text[joined] == "," and "and" not in view.text[joined + 1 : joined + 6]:
                break
            joined = view.run_end(joined + 1, 3)
        placed = at in view.places or any(k in view.places for k in range(at, joined))
        if joined == end or not placed:
            continue
        if (member and "and" in view.text[at:joined]) or view.text[joined : joined + 1] == [")"]:
            view.page.claim_words(at, joined, "GPE", "seat of a member")


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the places found so far are: start by end, and the starts."""

    ends: dict[int, int]
    starts: set[int]

    def add(self, start: int, end: int) -> None:
        """Keep one more place."""
        self.ends[end] = start
        self.starts.add(start)


def find_told_places(view: View) -> None:
    """Claim unlisted places that the text itself calls one, or that are built like one after "in" or "near"."""
    found = _Found({}, set())
    for find in view.page.finds:
        if find.label in ("GPE", "LOC"):
            found.add(find.start, find.end)
    for at in range(1, len(view.text)):
        if not view.cap[at] or not view.near[at] or not view.free(at, at + 1) or view.acronym(at):
            continue
        end = view.run_end(at, 3)
        rule = _told(view, at, end, found)
        plain = all(view.ordinary(k) for k in range(at, end))
        if rule and not plain and view.page.claim_words(at, end, "GPE", rule):
            found.add(view.words.start[at], view.words.end[end - 1])
            view.page.memory.places.setdefault(view.name(at, end), "place named before")
    _find_told_again(view)


def _find_told_again(view: View) -> None:
    """Claim places that the text told before, where they stand by themselves."""
    told = view.page.memory.places
    for at, piece in enumerate(view.text):
        if piece in told and view.free(at, at + 1) and not view.shouted[at] and not _beside_name(view, at):
            view.page.claim_words(at, at + 1, "GPE", told[piece])


def _beside_name(view: View, at: int) -> bool:
    """Say whether another capital word stands right beside the word."""
    before = at > 0 and view.near[at] and view.cap[at - 1] and not view.words.opens[at - 1]
    return before or view.after(at + 1)[:1].isupper()


def _told(view: View, at: int, end: int, found: _Found) -> str:
    """Say what shows the words to be a place; nothing where nothing does."""
    lead = view.before(at)
    if lead == "of" and view.before(at - 1) in _KINDS:
        return f"“{view.before(at - 1)} of”"
    if lead in ("in", "near", "at", "from", "around", "outside") and _before_place(view, end, found):
        return "before the place it lies in"
    if end > at + 1 or not _unknown(view, at):
        return ""
    if lead in ("in", "near", "around", "outside", "to", "at") and _built_like_place(view, at):
        return "built like a place name"
    if (
        lead in ("in", "near", "around", "outside")
        and len(view.text[at]) > 6
        and view.text[at].endswith(_WEAK_ENDINGS)
    ):
        return "built like a place name"
    if lead == "of" and view.before(at - 1) in _SIDES:
        return f"“{view.before(at - 1)} of”"
    if lead in ("in", "at", "near") and view.before(at - 1) in _DWELT:
        return f"“{view.before(at - 1)} {lead}”"
    if lead == "the" and view.after(end) in _AREAS:
        return f"name and “{view.text[end]}”"
    return "in a list with places" if _among_places(view, at, found) else ""


def _unknown(view: View, at: int) -> bool:
    """Say whether a word is written like a name and known as nothing else."""
    piece = view.text[at]
    return (
        len(piece) > 3
        and piece[1:].islower()
        and not (view.ordinary(at) or view.function(at) or view.role(at) or view.title(at))
        and piece not in view.lex.given
        and piece not in view.lex.peoples
        and piece not in view.lex.bodies
        and piece not in view.lex.body_heads
        and piece not in view.page.memory.people
        and piece not in view.page.memory.bodies
    )


def _among_places(view: View, at: int, found: _Found) -> bool:
    """Say whether the word follows a place in a list that a word such as "in" leads ("in Bath and Corsley")."""
    words = view.words
    if at < 3 or view.text[at - 1] not in (",", "and", "or") or words.opens[at]:
        return False
    there = at - 3 if view.text[at - 2] == "," and view.text[at - 1] != "," else at - 2
    start = found.ends.get(words.end[there])
    if start is None:
        return False
    first = there
    while first > 0 and words.start[first] > start:
        first -= 1
    return view.before(first) in _LEADS


def _built_like_place(view: View, at: int) -> bool:
    piece = view.text[at]
    return (
        len(piece) >= 7
        and (piece.endswith(_ENDINGS) or piece.startswith(_BEGINNINGS))
        and not (at + 1 < len(view.text) and view.text[at + 1] in ("’s", "'s"))
    )


def _before_place(view: View, end: int, found: _Found) -> bool:
    """Say whether ", Yorkshire" or the like follows."""
    words = view.words
    if end + 1 >= len(words) or view.text[end] != "," or not words.glued(end) or not view.near[end + 1]:
        return False
    return words.start[end + 1] in found.starts


_JOINED = re.compile(
    r"[A-Z][a-z]+-(?:on|upon|under|in|le|by|super|next|cum|en|the|juxta)-(?:the-)?[A-Z][a-z]+"
)
_BODY_TAILS = word_set("funded led run backed owned based supported commissioned")


def find_places_in_compounds(view: View) -> None:
    """Claim the place in "London-based" and the body in "NHS-funded"."""
    for at, piece in enumerate(view.text):
        if _JOINED.fullmatch(piece) and view.free(at, at + 1):
            view.page.claim_words(at, at + 1, "GPE", "place name with hyphens")
            continue
        head, dash, tail = piece.partition("-")
        if dash and tail[:1].islower() and len(head) > 1 and head[0].isupper():
            start = view.words.start[at]
            if _JOINED.fullmatch(piece):
                continue
            if head in view.lex.bodies and (head.isupper() or tail in _BODY_TAILS):
                view.page.claim(start, start + len(head), "ORG", "known organisation")
            elif head in view.lex.places and head not in view.lex.place_words:
                view.page.claim(start, start + len(head), "GPE", "place of the list")
