"""Finds people by the people found before: beside them in a list, and where they come back with a shorter name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.people import CLASH, MONTHS, claim, name_word, run_end, size
from glossator.language.speakers import SAID, SAID_BEFORE, said_after
from glossator.language.view import POSSESSIVES
from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_PLACE_LEADS = word_set(
    "in at to near of around across outside between through throughout towards the into within via"
)


def find_listed_with_people(view: View) -> None:
    """Claim unknown names that stand in one list with a person found ("A B, C D and E F")."""
    ends = {find.end for find in view.page.finds if find.label == "PERSON"}
    starts = {find.start for find in view.page.finds if find.label == "PERSON"}
    for forward in (True, False):
        order = range(len(view.text)) if forward else range(len(view.text) - 1, -1, -1)
        for at in order:
            if (
                not view.cap[at]
                or not view.free(at, at + 1)
                or (at > 0 and view.near[at] and view.cap[at - 1])
            ):
                continue
            end = run_end(view, at)
            if not _fits_list(view, at, end):
                continue
            before = _neighbour(view, at - 1, -1)
            after = _neighbour(view, end, 1)
            if (before is not None and view.words.end[before] in ends) or (
                after is not None and view.words.start[after] in starts
            ):
                claim(view, at, end, "in a list with people")
                starts.add(view.words.start[at])
                ends.add(view.words.end[end - 1])


def _fits_list(view: View, first: int, end: int) -> bool:
    return (
        2 <= size(view, first, end) <= 3
        and end - first <= 4
        and not view.heading[first]
        and not view.words.opens[first]
        and view.before(first) != "the"
        and view.after(end) not in ("of", "for", "to", "in")
        and all(name_word(view, at) for at in range(first, end))
        and not any(view.place(at, at + 1) for at in range(first, end - 1))
        and not view.place(first, end)
    )


def _neighbour(view: View, link: int, step: int) -> int | None:
    """Return the word beyond "," or "and", if one of them is at *link*."""
    if not 0 <= link < len(view.text) or view.text[link] not in (",", "and", "&"):
        return None
    there = link + step
    if 0 <= there < len(view.text) and view.text[there] in (",", "and"):
        there += step
    return there if 0 <= there < len(view.text) else None


def find_people_again(view: View) -> None:
    """Claim later, shorter mentions of people found before in this document."""
    people = view.page.memory.people
    firsts = {name.split()[0] for name in people}
    for at, piece in enumerate(view.text):
        if piece not in firsts or not view.free(at, at + 1) or view.shouted[at]:
            continue
        for last in range(min(at + 5, len(view.text)), at, -1):
            rule = people.get(view.name(at, last))
            if rule == CLASH and not _surname_after_all(view, at):
                continue
            if rule is not None and view.free(at, last) and _alone_or_full(view, at, last):
                view.page.claim_words(at, last, "PERSON", rule)
                break


def _surname_after_all(view: View, at: int) -> bool:
    """Say whether a surname that is also a place or a word is used as a surname here."""
    if said_after(view, at + 1) or view.before(at) in SAID_BEFORE:
        return view.text[at] not in MONTHS or view.after(at + 1) in SAID
    if view.text[at] in MONTHS or view.words.opens[at] or view.heading[at]:
        return False
    return view.before(at) not in _PLACE_LEADS


def _alone_or_full(view: View, at: int, last: int) -> bool:
    """Refuse a lone surname beside other capital words ("Dixon Road"), and places after "in"."""
    if last - at > 1:
        return True
    after = view.after(last)
    if after[:1].isupper() and view.free(last, last + 1) and not view.role(last) and after not in POSSESSIVES:
        return False
    before_cap = at > 0 and view.near[at] and view.cap[at - 1] and view.free(at - 1, at)
    return not before_cap or view.title(at - 1) or view.words.opens[at - 1] or view.role(at - 1)
