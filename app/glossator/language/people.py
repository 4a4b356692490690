"""Finds people: by title, given name, verb of speech, job beside the name, and names met before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.speakers import (
    SAID,
    SAID_BEFORE,
    described_after,
    in_byline,
    said_after,
    speaks_first,
)
from glossator.language.view import PARTICLES
from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_MOST = 4
"""Words of a name, particles not counted."""
_LONGEST = 30
"""Words of a run looked at together."""
_OFFICES = word_set(
    "President Chancellor Senator Governor Pope Saint Coach Chairman Mullah Ayatollah Comrade"
)
_RELATIONS = word_set(
    "husband wife son daughter father mother dad mum brother sister uncle aunt cousin nephew niece partner friend"
    " colleague grandson granddaughter called named baby twins boyfriend girlfriend neighbour"
)
MONTHS = word_set("January February March April May June July August September October November December")
CLASH = "surname that is also a word"
_NUMERALS = word_set("II III IV V VI VII VIII Jr Snr Sr")


def find_people(view: View) -> None:
    """Claim people in every run of capital words."""
    at = 0
    while at < len(view.text):
        if not view.cap[at] or view.shouted[at] or not view.free(at, at + 1):
            at += 1
            continue
        end = run_end(view, at)
        _read_run(view, at, end)
        at = end


def run_end(view: View, first: int) -> int:
    """Return the end of a run of capital words, with initials and particles inside it."""
    at = first + 1
    while at < min(first + _LONGEST, len(view.text)) and view.free(at, at + 1):
        if (
            (view.near[at] and view.cap[at])
            or (
                view.text[at] == "."
                and view.words.glued(at)
                and _dotted(view, at - 1)
                and view.after(at + 1)[:1].isupper()
            )
            or (view.near[at] and view.text[at] in PARTICLES and _particles_lead(view, at))
        ):
            at += 1
        else:
            break
    return at


def _dotted(view: View, at: int) -> bool:
    return view.title(at) or (view.initial(at) and len(view.text[at]) == 1)


def _particles_lead(view: View, at: int) -> bool:
    """Say whether particles from here lead to another capital word."""
    ahead = at + 1
    if view.text[at] in ("st", "o", "ben", "den"):
        return False
    if ahead < len(view.text) and view.near[ahead] and view.text[ahead] in PARTICLES:
        ahead += 1
    return ahead < len(view.text) and view.near[ahead] and view.cap[ahead] and view.free(ahead, ahead + 1)


def _read_run(view: View, first: int, end: int) -> None:
    """Cut a run at titles and job words, and look at each part."""
    at, lead = first, ""
    while at < end:
        if view.title(at) and not (at + 1 == end and lead == ""):
            at, lead = at + 1, "title"
            if at < end and view.text[at] == ".":
                at += 1
            while at + 1 < end and view.text[at] in PARTICLES and view.near[at + 1]:
                at, lead = at + 1, "particle"
            if lead == "particle":
                _claim_with_particle(view, at, end)
                lead = "title"
                while at < end and not view.free(at, at + 1):
                    at += 1
            continue
        if view.text[at] == ".":
            at += 1
            continue
        if _cuts(view, at):
            lead = "office" if view.text[at] in _OFFICES else "job"
            at += 1
            continue
        stop = at + 1
        while stop < end and not _cuts(view, stop) and not (view.title(stop) and stop + 1 < end):
            stop += 1
        _read_part(view, at, stop, lead)
        at, lead = stop, ""


def _cuts(view: View, at: int) -> bool:
    """Say whether a word in a run is a job, an office, a people or initials rather than part of a name."""
    if view.title(at) or view.text[at] in view.lex.given:
        return False
    if (
        view.text[at].lower() in view.lex.surname_words
        and at > 0
        and view.near[at]
        and view.text[at - 1] in view.lex.given
    ):
        return False  # Susan White, Susan Baker
    return (
        view.role(at)
        or view.text[at] in view.lex.peoples
        or view.text[at] in _OFFICES
        or (
            view.text[at] in view.lex.not_bodies and len(view.text[at]) > 1 and view.text[at] not in _NUMERALS
        )
    )


def _read_part(view: View, first: int, end: int, lead: str) -> None:
    while first < end and lead == "" and view.words.opens[first] and _mere_opening(view, first, end):
        first += 1
    if first < end and view.text[first].islower():
        first += 1
    while end > first and (view.text[end - 1].islower() or view.text[end - 1] == "."):
        end -= 1
    if first >= end:
        return
    if lead == "title":
        _claim_titled(view, first, end)
    elif size(view, first, end) == 1:
        _claim_single(view, first, lead)
    else:
        _claim_full(view, first, end, lead)


def _mere_opening(view: View, at: int, end: int) -> bool:
    """Say whether a word begins with a capital only because a sentence begins with it."""
    piece = view.text[at]
    if piece in view.lex.given and piece not in view.lex.given_words:
        return False
    if piece in view.lex.given_words and at + 1 < end and piece.lower() not in view.lex.function:
        return view.ordinary(at) and view.text[at + 1] in view.lex.given
    if piece in ("Will", "May", "Mark", "Grant") and at + 1 < end and view.text[at + 1] not in view.lex.given:
        return view.text[at + 1] in view.lex.places
    return view.ordinary(at) or view.function(at) or (piece.lower() in view.small and at + 1 < end)


def size(view: View, first: int, end: int) -> int:
    """Return the number of words of a run, particles not counted."""
    return sum(view.cap[at] for at in range(first, end))


def name_word(view: View, at: int) -> bool:
    """Say whether a word may be part of a name after its first."""
    piece = view.text[at]
    if not view.cap[at]:
        return piece in PARTICLES or piece == "."
    if (
        piece.lower() in view.lex.surname_words
        or piece in view.lex.given
        or view.initial(at)
        or piece in _NUMERALS
    ):
        return True
    if (
        piece in view.lex.place_heads
        or piece in view.lex.body_heads
        or piece in view.lex.peoples
        or piece in MONTHS
    ):
        return False
    return not (view.ordinary(at) or view.function(at) or view.acronym(at) or view.role(at) or "&" in piece)


def _claim_with_particle(view: View, at: int, end: int) -> None:
    """Claim "de Vries" after a title, the small words included."""
    first = at
    while view.text[first - 1] in PARTICLES:
        first -= 1
    if name_word(view, at) and view.free(first, at + 1):
        last = at + 1
        while last < min(end, at + 2) and name_word(view, last) and not view.role(last):
            last += 1
        claim(view, first, last, "title and name")


_SURE_TITLES = word_set("Mr Mrs Ms Mx Dr Cllr Baroness Revd Prof")
"""Titles after which any word is a surname ("Mrs Low")."""


def _of_somewhere(view: View, at: int) -> bool:
    """Say whether "of" and a capital word follow a peer's name ("Lord Low of Exley")."""
    return (
        view.text[at - 1] in ("Lord", "Lady")
        and view.after(at + 1) == "of"
        and view.after(at + 2)[:1].isupper()
    )


def _claim_titled(view: View, first: int, end: int) -> None:
    """Claim up to three words after a title."""
    last = first
    while last < end and sum(view.cap[k] and not view.initial(k) for k in range(first, last)) < 3:
        if last > first and not name_word(view, last):
            break
        plain = view.ordinary(last) and view.text[last].lower() not in view.lex.surname_words
        if plain and last == first and not (view.role(last) or view.function(last) or view.heading[last]):
            plain = view.text[first - 1] not in _SURE_TITLES and not _of_somewhere(view, first)
        if last == first and (
            plain or view.acronym(last) or view.function(last) or view.text[last] in view.lex.body_heads
        ):
            return
        last += 1
    while last > first and not view.cap[last - 1]:
        last -= 1
    if last > first:
        claim(view, first, last, "title and name")


def _claim_single(view: View, at: int, lead: str) -> None:
    piece = view.text[at]
    if view.heading[at] or view.initial(at) or view.acronym(at) or len(piece) < 2:
        return
    if lead == "office" and name_word(view, at) and piece not in view.lex.places:
        claim(view, at, at + 1, "office and name")
    elif view.before(at) in _RELATIONS and name_word(view, at) and piece not in view.lex.places:
        claim(view, at, at + 1, "relation and name")
    elif piece in view.lex.given and piece not in view.lex.given_words and _stands_as_given(view, at):
        claim(view, at, at + 1, "given name")
    elif (
        piece in view.lex.given_words
        and view.after(at + 1) in SAID
        and piece.lower() not in view.lex.ordinary
    ):
        claim(view, at, at + 1, "given name and verb of speech")


def _stands_as_given(view: View, at: int) -> bool:
    """Refuse a given name that is a place or belongs to a longer name already taken."""
    if view.text[at] in view.lex.places or "-" in view.text[at]:
        return False
    beside_taken = (at + 1 < len(view.text) and view.near[at + 1] and view.cap[at + 1]) or (
        at > 0
        and view.near[at]
        and view.cap[at - 1]
        and not view.words.opens[at - 1]
        and not view.function(at - 1)
        and not view.role(at - 1)
    )
    return not beside_taken


def _claim_full(view: View, first: int, end: int, lead: str) -> None:
    """Claim a name of two or more words where something speaks for a person."""
    given = _given_start(view, first, end)
    if given is None:
        _claim_by_context(view, first, end, lead)
        return
    last = given + 1
    while last < end and size(view, given, last) < _MOST and name_word(view, last):
        last += 1
    while last > given + 1 and not view.cap[last - 1]:
        last -= 1
    numbered = view.text[last - 1] in _NUMERALS and last - given > 1
    if (view.acronym(last - 1) and not numbered) or size(view, given, last) < 2:
        if last == end and end - given == 1:
            _claim_single(view, given, lead)
        return
    if last < end and not _may_follow(view, last):
        return
    town = view.text[given] in view.lex.places and last < end
    if town and not (view.role(last) or view.acronym(last)):
        return  # Chelsea Flower Show
    if view.place(given, last) and lead == "" and not said_after(view, last):
        return
    if view.heading[given] and view.text[given] in view.lex.given_words and view.ordinary(last - 1):
        return
    claim(view, given, last, "given name and surname")


def _given_start(view: View, first: int, end: int) -> int | None:
    """Return where a given name begins the name; what stands before it must be no part of one."""
    for at in range(first, end - 1):
        piece = view.text[at]
        known = (
            piece in view.lex.given
            or piece in view.lex.given_words
            or piece.partition("-")[0] in view.lex.given
        )
        if known and view.cap[at + 1 if view.cap[at + 1] else end - 1] and name_word(view, at + 1):
            if at > first and (
                view.ordinary(at) or piece not in view.lex.given or not _plain_before(view, first, at)
            ):
                return None
            return at
        if view.initial(at) and piece.endswith(".") and at == first and name_word(view, at + 1):
            return at
    return None


def _plain_before(view: View, first: int, at: int) -> bool:
    return all(
        view.ordinary(k) or view.place(k, k + 1) or view.text[k] in view.lex.bodies for k in range(first, at)
    )


def _may_follow(view: View, at: int) -> bool:
    """Say whether a word right after a name lets the name stand."""
    piece = view.text[at]
    return not (piece in view.lex.body_heads or piece in view.lex.place_heads) and (
        view.acronym(at) or view.role(at) or view.initial(at) or view.ordinary(at)
    )


def _claim_by_context(view: View, first: int, end: int, lead: str) -> None:
    """Claim an unknown name of two to four words that a verb of speech or a job beside it shows to be a person."""
    if not 2 <= size(view, first, end) <= _MOST or not all(name_word(view, at) for at in range(first, end)):
        return
    if view.heading[first] or view.place(first, first + 1) or view.place(first, end) or view.acronym(first):
        return
    rule = ""
    if speaks_first(view, first, end):
        rule = "name before a colon"
    elif in_byline(view, first):
        rule = "name in a byline"
    elif lead in ("job", "office") or (view.role(first - 1) and view.near[first]):
        rule = "job and name"
    elif said_after(view, end):
        rule = "name and verb of speech"
    elif view.before(first) in SAID_BEFORE or view.before(first) in _RELATIONS:
        rule = "verb of speech and name"
    elif described_after(view, end):
        rule = "name and job"
    if rule:
        claim(view, first, end, rule)


def claim(view: View, first: int, last: int, rule: str) -> None:
    """Record a person and keep the names for later mentions."""
    if view.page.claim_words(first, last, "PERSON", rule):
        _remember(view, first, last)


def _remember(view: View, first: int, last: int) -> None:
    """Keep the full name, the surname and the given name for later mentions."""
    memory, surname, given = view.page.memory, view.text[last - 1], view.text[first]
    memory.people[view.name(first, last)] = "named before"
    if last - first == 1:
        return
    if surname in _NUMERALS:
        return
    if surname in view.lex.places or surname.lower() in view.lex.ordinary or surname in MONTHS:
        memory.people.setdefault(surname, CLASH)
    elif len(surname) > 2:
        memory.people.setdefault(surname, "surname of a person named before")
    if (
        len(given) > 2
        and given[-1] != "."
        and given.lower() not in view.lex.ordinary
        and given not in view.lex.places
    ):
        memory.people.setdefault(given, "given name of a person named before")
