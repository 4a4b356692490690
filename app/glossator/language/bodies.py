"""Finds organisations by the list, by their initials, by the words beside them, and again where they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.view import POSSESSIVES, is_initials
from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_PREFIXES = frozenset(("NHS", "BBC", "ITV"))


_BRANCHED = frozenset(
    ("Age UK", "Citizens Advice", "Healthwatch", "Mencap", "Relate", "Home-Start", "Crossroads")
)
"""Bodies whose branches add the name of their place."""
_NATIONS = word_set("England Scotland Wales Cymru NI UK")


def find_known(view: View) -> None:
    """Claim organisations of the list."""
    for first, last in sorted(view.bodies.items()):
        text = view.text
        branch = view.name(first, last) in _BRANCHED and last in view.places
        alone = last - first > 1 or branch or _stands_alone(view, first)
        if not view.free(first, last) or not alone:
            continue
        if (text[first] in _PREFIXES and last - first == 1) or view.name(first, last) in _BRANCHED:
            last = _with_place(view, last)
        elif last - first == 1 and text[first].isupper() and view.after(last) in _NATIONS:
            last += 1
        people = last - first > 1 and view.near[first] and view.text[first - 1] in view.lex.peoples
        if people and view.free(first - 1, first):
            first -= 1
        view.page.claim_words(first, last, "ORG", "known organisation")


def _with_place(view: View, at: int) -> int:
    """Take the place after NHS or BBC along ("NHS Lothian")."""
    end = view.places.get(at)
    return end if end is not None and view.near[at] and view.free(at, end) else at


def _stands_alone(view: View, at: int) -> bool:
    """Refuse a known name of one word where it is a usual word or part of another name."""
    piece = view.text[at]
    if piece.isupper() or view.acronym(at):
        return not view.shouted[at] or len(piece) < 5
    if piece.lower() in view.lex.ordinary or piece.lower() in view.small or piece in _COMMON:
        if view.words.opens[at] and piece != "Labour":
            return False
        lead = view.before(at)
        if (
            piece not in ("Labour", "Parliament")
            and lead not in _COMMON_LEADS
            and not (at > 0 and view.near[at] and view.text[at - 1] in POSSESSIVES)
            and view.after(at + 1) not in POSSESSIVES
            and not (view.after(at + 1).islower() and view.role(at + 1))
        ):
            return False
    if view.before(at) in ("on", "via", "us") and piece in _SITES:
        return False
    after = view.after(at + 1)
    return not (
        after[:1].isupper()
        and view.free(at + 1, at + 2)
        and not view.role(at + 1)
        and not view.acronym(at + 1)
    ) and not (
        at > 0
        and view.near[at]
        and view.cap[at - 1]
        and view.free(at - 1, at)
        and not view.words.opens[at - 1]
        and not view.ordinary(at - 1)
        and view.text[at - 1] not in view.lex.peoples
    )


_COMMON = word_set(
    "Shelter Monitor Momentum Commons Treasury Guardian Amazon Apple Scouts Conservatives Greens Republicans Democrats"
    " Wellcome Macmillan Spurs Stonewall Gingerbread Centrepoint Unite Demos Solace Lloyds Capita Argos Eton Yale"
    " Goldsmiths Stagecoach Primark Plaid Uber Amnesty Arsenal Tate"
)
_COMMON_LEADS = word_set(
    "the at by from for with of to in and or told joined charity firm giant group retailer union"
)
_SITES = word_set("Facebook Twitter Instagram YouTube LinkedIn WhatsApp TikTok Google Amazon Netflix")


def find_initials(view: View) -> None:
    """Claim sets of initials that are spelt out, known from before, after "the", or used like a name."""
    spots: dict[str, list[int]] = {}
    for at, piece in enumerate(view.text):
        if len(piece) < 8 and view.free(at, at + 1) and not view.shouted[at] and is_initials(view, at):
            spots.setdefault(piece, []).append(at)
            _claim_spelt_out(view, at)
            _claim_with_place(view, at)
            if view.after(at + 1) in _NATIONS and at not in view.bodies and view.free(at, at + 2):
                view.page.claim_words(at, at + 2, "ORG", "initials and nation")
    for piece, places in spots.items():
        known = piece in view.page.memory.bodies
        if not known and piece in view.page.memory.terms:
            continue
        used = any(_used_as_name(view, at) for at in places)
        led = any(view.after(at + 1) in _LED_BY for at in places)
        if not known and not led and not (used and (len(places) > 1 or view.before(places[0]) == "the")):
            continue
        rule = "initials of a name before" if known else "initials used as a name"
        view.page.memory.bodies.setdefault(piece, rule)
        for at in places:
            view.page.claim_words(at, at + 1, "ORG", rule)


def _claim_with_place(view: View, at: int) -> None:
    """Claim a place and initials that belong together ("Falmouth BID")."""
    if at > 0 and at not in view.bodies and view.near[at] and view.text[at - 1] in view.lex.places:
        view.page.claim_words(at - 1, at + 1, "ORG", "place and initials")


def _used_as_name(view: View, at: int) -> bool:
    after = view.after(at + 1)
    if view.before(at) in ("the", "by", "from", "joined") and not after[:1].isupper():
        return view.before(at) == "the" or len(view.text[at]) > 2
    return (
        after in view.lex.speech
        or after in ("has", "will", "is", "was")
        or (at + 1 < len(view.text) and view.text[at + 1] in POSSESSIVES and view.words.glued(at + 1))
    )


_LED_BY = word_set("chair chairman chairwoman president spokesman spokeswoman spokesperson")
_TERMS = word_set(
    "order notice disorder syndrome disease infection payment allowance credit benefit needs intelligence"
    " record records plan plans programme scheme strategy framework review report questionnaire survey index"
    " system test therapy training assessment tax levy initiative project process standard standards target"
    " certificate award qualification rate ratio level model method policy pathway area areas zone learning"
    " technology statement agreement contract budget guidance data analysis account licence permit point points"
    " view meeting day week study trial course degree indicator measure outcome treatment procedure bill act"
    " code charter language condition failure injury cancer deficit attack crime violence behaviour vehicle"
    " product gas income capital value added visit interview conference summit championship cup marathon"
    " festival prize line route link road"
)


def _is_term(view: View, at: int) -> bool:
    """Say whether a name ends in a word that makes it a thing, an illness or a job rather than a body."""
    piece = view.text[at].lower()
    return piece in _TERMS or (view.role(at) and piece not in ("lead", "chief"))


def _claim_spelt_out(view: View, at: int) -> None:
    """Claim the name whose initials stand in brackets right after it."""
    text = view.text
    if at < 3 or at + 1 >= len(text) or text[at - 1] != "(" or text[at + 1] != ")" or not view.near[at - 1]:
        return
    if _is_term(view, at - 2) or (text[at][-1] == "s" and text[at - 2] not in view.lex.body_heads):
        view.page.memory.terms.add(text[at])
        return
    wanted = [letter for letter in reversed(text[at]) if letter.isupper()]
    word = at - 2
    for letter in wanted:
        while (
            word > 0 and text[word] in ("of", "for", "the", "and", "in", "&", "to", "on") and view.near[word]
        ):
            word -= 1
        if word < 0 or not text[word].upper().startswith(letter) or view.words.breaks[word + 1]:
            return
        word -= 1
    first = word + 1
    if (
        view.cap[first]
        and view.free(first, at - 1)
        and view.page.claim_words(first, at - 1, "ORG", "name with its initials")
    ):
        view.page.memory.bodies[view.name(first, at - 1)] = "named before"
        view.page.memory.bodies[text[at]] = "initials of a name before"


def find_joined(view: View) -> None:
    """Claim firms of the form "X & Y"."""
    for at in range(1, len(view.text) - 1):
        if (
            view.text[at] == "&"
            and view.near[at]
            and view.near[at + 1]
            and view.cap[at - 1]
            and view.cap[at + 1]
        ):
            first, last = at - 1, at + 2
            if view.after(last)[:1].isupper() and not view.ordinary(last):
                last += 1
            plain = view.text[first] in view.lex.not_bodies or all(
                view.ordinary(k) for k in range(first, last) if k != at
            )
            given = view.text[first] in view.lex.given and view.text[at + 1] in view.lex.given
            if (
                not plain
                and not given
                and not view.heading[at]
                and not view.place(first, first + 1)
                and view.free(first, last)
            ):
                view.page.claim_words(first, last, "ORG", "two names joined by &")


def find_again(view: View) -> None:
    """Claim names and short names that were found before in this document."""
    names = view.page.memory.bodies
    firsts = {name.split()[0] for name in names}
    for at, piece in enumerate(view.text):
        if piece in firsts:
            for last in range(min(at + 8, len(view.text)), at, -1):
                rule = names.get(view.name(at, last))
                if rule is not None and view.free(at, last) and not view.shouted[at]:
                    view.page.claim_words(at, last, "ORG", rule)
                    break


_KINDS = word_set(
    "charity company firm retailer developer contractor tank union publisher website consultancy supermarket brewer"
    " association agency provider operator organisation newspaper magazine broadcaster campaigners developers charities"
    " solicitors architects accountants startup start-up manufacturer group nonprofit co-operative housebuilder"
)
_WORKED = frozenset(("work", "works", "worked", "working", "job"))
_DONE_BY = word_set(
    "supported run owned funded employed commissioned provided operated managed sponsored backed"
)
_BODY_DOES = word_set(
    "represents campaigns employs publishes lobbies operates owns manages runs regulates represented campaigned"
    " employed owned operated ran"
)
_IS_KIND = word_set(
    "charity coalition company firm group organisation network union agency website newspaper partnership consortium"
    " think trust publisher retailer federation association consultancy"
)


def find_told_bodies(view: View) -> None:
    """Claim unknown names that the words beside them call an organisation."""
    for at in range(1, len(view.text)):
        if (
            not view.cap[at]
            or not view.free(at, at + 1)
            or (view.near[at] and view.cap[at - 1])
            or view.heading[at]
        ):
            continue
        end = view.run_end(at, 5)
        if end - at < 3 and all(view.ordinary(k) or view.function(k) for k in range(at, end)):
            continue
        if view.place(at, end) or any(view.text[k] in view.lex.peoples for k in range(at, end)):
            continue
        rule = _told(view, at, end)
        if rule and view.page.claim_words(at, end, "ORG", rule):
            view.page.memory.bodies[view.name(at, end)] = "named before"


def _told(view: View, at: int, end: int) -> str:
    lead, before = view.before(at), view.before(at - 1)
    if view.words.opens[at] and end - at < 2:
        return ""
    if lead in _KINDS and not view.words.opens[at]:
        return f"“{lead}” and name"
    if (lead in ("for", "at") and before in _WORKED) or (lead == "by" and before in _DONE_BY):
        return f"name after “{before} {lead}”"
    if view.text[end : end + 2] == [",", "which"] and view.after(end + 2) in _BODY_DOES:
        return f"name and “which {view.text[end + 2]}”"
    ahead = view.text[end : end + 6]
    if len(ahead) > 2 and ahead[0] in ("is", ",") and ahead[1] in ("a", "an", "the"):
        for piece in ahead[2:]:
            if piece in _IS_KIND:
                return f"name and “{piece}”"
            if not piece.isalpha() or piece in ("of", "for", "in", "at", "from", "who", "and"):
                break
    return ""


def find_listed_bodies(view: View) -> None:
    """Claim a name that stands in a list between two organisations."""
    starts = {find.start for find in view.page.finds if find.label == "ORG"}
    ends = {find.end for find in view.page.finds if find.label == "ORG"}
    words = view.words
    for at in range(2, len(view.text) - 2):
        if not view.cap[at] or view.text[at - 1] not in (",", "and") or not view.free(at, at + 1):
            continue
        end = then = view.run_end(at, 5)
        while then < len(view.text) and then < end + 3 and view.text[then] in (",", "and", "the"):
            then += 1
        between = end < then < len(view.text) and words.end[at - 2] in ends and words.start[then] in starts
        if (
            between
            and not view.place(at, end)
            and view.page.claim_words(at, end, "ORG", "in a list with organisations")
        ):
            ends.add(words.end[end - 1])
