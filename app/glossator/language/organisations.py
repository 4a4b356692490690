"""Finds organisations by their head words, their initials and the list of known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.language.trim import TITLES
from glossator.language.view import POSSESSIVES, is_initials
from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.view import View

_REACH = 12
"""How many words to the left of a head word may belong to the name."""
_ALONE = word_set(
    "Fund Trust Council Commission Foundation Society Association Institute Board Committee Agency Authority"
    " Department Ministry Union Federation Alliance Confederation Inquiry Tribunal Constabulary Academy"
    " Inspectorate Assembly Ombudsman Charity Treasury Bank Executive Court Force Party Echo Herald Gazette"
    " Chronicle Telegraph Courier Argus Observer Mirror"
)
"""Head words that, with a capital and after "the", stand for an organisation by themselves."""
_GENERIC = word_set("Committee Board Council Department Party Court Executive Charity")
"""Head words that stand for an organisation by themselves only once its name was told."""
_WEAK = word_set(
    "Services Service Centre Team Community Group Office Practice Energy Housing Homes News Press Books Watch"
    " Force Campaign Panel Court Schools School Church Radio Television Pictures Systems Software Technologies"
    " Stores Studios Insurance Journal Magazine Mission Network Forum Club Railway Rail Hospitals Councils"
    " Trusts Executive Library Museum Gallery Theatre Hotel Surgery Clinic Nursery Pharmacy Healthcare Archive"
    " Archives Chambers Collective Exchange Conference Party Ambulance Police Hospital College Company"
    " Industries Consulting Partnership Board Bank Inquiry Directorate Unit Care Aid"
)
"""Head words that need a word beside them that is not ordinary ("Leicestershire Police", not "Customer Services")."""
_LEADING = word_set(
    "Department Ministry University Institute Bank Office Royal College Society Association Federation"
    " Council Committee School Court House Church Commission Centre Academy Union Confederation Faculty"
    " Diocese Guild Campaign Company Board Trust Service Authority Agency Inspectorate Museum Chamber Forum"
    " Network Friends League Group Hospital Hospitals Assembly Parliament Museum Library"
    " Coalition Organisation Organization Foundation Alliance Ombudsman Inquiry Centre Center Hospice"
)
"""Head words that "of", "for" or "on" may follow."""
_PAIRED = word_set(
    "NHS Trust Council Constabulary Police CCG Hospitals Commission Authority Agency Executive Partnership"
    " Association Federation Institute Service Services Board University Committee Society Union Museum"
    " Alliance Museums Centre Center"
)
"""Head words before which "X and Y" may belong together."""
_LISTED = word_set(
    "Department Ministry Office Institute Society College Association Commission Committee School"
)
_NOT_AFTER_OF = word_set("Directors Trustees Governors Ministers Appeals Inquiry")
_LED = word_set("Ysgol Coleg Prifysgol Cyngor HMP HMYOI RAF")
"""Words that lead the names of schools, prisons and bases, before an unknown name or a place."""
_TIERS = word_set("Parish Town City Borough District County")
_LOCAL = word_set("city county borough district town parish metropolitan council")
_NAMESAKES = word_set("Queen King Prince Princess Royal St Duke Duchess")
_SMALL_KINDS = word_set(
    "university general district community memorial maternity children hospital hospice primary secondary grammar high"
    " school college infirmary"
)
_PLACED = word_set("College University School Council")
_NATIONS = word_set("England Scotland Wales Cymru UK Ireland")
_OWNERS = word_set(
    "King Queen Children Women Men People Citizen Citizens Teachers Alzheimer Parkinson Guy Sainsbury Prince Princess"
    " Workers Farmers Fishermen Soldiers Ladies Boys Girls Pensioners Tenants Residents Parents Carers Nurses Students"
    " Patients Consumers Drivers Writers Actors Musicians Mothers Fathers Bishop Travellers Merchants"
)
_COURTS = word_set(
    "Crown County High Magistrates Supreme Appeal Family Youth Sheriff Criminal Justice Civil the The"
)
_KEEP = word_set(
    "Little Much Long Second Third Seven Three Four All New Old Our First Great Best Both Open Just Still"
)
_THINGS = word_set(
    "programme scheme initiative agenda strategy standard standards policy project course module"
)
_HOLDERS = word_set("Commissioner Ombudsman Adjudicator Regulator Guardian Registrar")
_COUNCIL_THINGS = word_set(
    "tax taxes leader leaders house houses housing home homes estate estates flat flats tenant tenants chamber election"
    " elections meeting area areas seat seats worker workers member members ward by-election officer officers"
)
_STOPS = word_set(
    "MP MPs Minister Secretary Chairman Chairwoman President Leader Spokesman Spokeswoman Councillor"
)


def find_headed(view: View) -> None:
    """Claim runs of capital words round a head word."""
    for at in range(len(view.words)):
        if view.text[at] in view.lex.body_heads and view.free(at, at + 1) and not view.shouted[at]:
            _claim_headed(view, at)
        elif view.text[at] == "NHS" and view.after(at + 1) in ("trust", "foundation"):
            _claim_small_trust(view, at)
        elif view.text[at] in _LED and view.after(at + 1)[:1].isupper() and not view.shouted[at]:
            end = view.run_end(at, 4)
            if view.page.claim_words(at, end, "ORG", f"name with “{view.text[at]}”"):
                _remember(view, at, end)
        elif view.text[at] in _NAMESAKES and not view.shouted[at]:
            _claim_namesake(view, at)


def _claim_namesake(view: View, at: int) -> None:
    """Claim "Queen X hospital", whose last words many papers write small."""
    end = view.run_end(at, 4)
    last = end
    while last < min(end + 3, len(view.text)) and view.near[last] and view.text[last] in _SMALL_KINDS:
        last += 1
    if last > end > at + 1 and view.text[last - 1] in (
        "hospital",
        "hospice",
        "school",
        "college",
        "infirmary",
    ):
        view.page.claim_words(at, last, "ORG", f"name with “{view.text[last - 1]}”")


def find_councils(view: View) -> None:
    """Claim "X city council", whose last words many papers write small."""
    for first, last in view.places.items():
        end = last
        while end < len(view.text) and end < last + 3 and view.near[end] and view.text[end] in _LOCAL:
            end += 1
            if view.text[end - 1] == "council":
                break
        plain = view.text[end - 1] == "council" and view.after(end) not in _COUNCIL_THINGS
        if plain and end > last and view.free(first, end):
            view.page.claim_words(first, end, "ORG", "place and “council”")


def _head_follows(view: View, head: int) -> bool:
    at = head + 1
    while at < min(head + 5, len(view.text)) and view.near[at] and view.cap[at] and view.free(at, at + 1):
        if view.text[at] in view.lex.body_heads:
            return True
        if not _may_belong(view, at) or view.role(at):
            return False
        at += 1
    return False


def _claim_small_trust(view: View, at: int) -> None:
    """Claim "X NHS foundation trust", whose last words some papers write small."""
    last = at + (3 if view.after(at + 2) == "trust" else 2)
    if view.text[last - 1] == "trust":
        first = _left(view, at)
        if first < at and view.page.claim_words(first, last, "ORG", "name with “trust”"):
            _remember(view, first, last)


def _claim_headed(view: View, head: int) -> None:
    text = view.text
    if _head_follows(view, head):
        return  # the last head word of a run speaks for it
    first = _left(view, head)
    last = _right(view, head, first)
    if text[head] == "Court" and last == head + 1 and not _COURTS.intersection(text[first:head]):
        return
    alone = first == head and last == head + 1
    if alone:
        if not (view.before(head) == "the" and text[head] in _ALONE and not view.heading[head]):
            return
        if view.after(head + 1)[:1].isupper() and not view.role(head + 1):
            return
        if text[head] in _GENERIC and text[head] not in view.page.memory.heads:
            return
    elif not _specific(view, first, head, last) or _goes_on(view, first, last):
        return
    if view.page.claim_words(first, last, "ORG", f"name with “{text[head]}”"):
        _remember(view, first, last)


def _goes_on(view: View, first: int, last: int) -> bool:
    """Say whether ordinary words with capitals go on beyond the head word ("School Organisation Code")."""
    follows = view.after(last)
    thing = follows in _THINGS or (
        follows[:1].isupper() and view.ordinary(last) and not view.role(last) and not view.function(last)
    )
    return thing and all(view.ordinary(at) or not view.cap[at] for at in range(first, last))


def _left(view: View, head: int) -> int:
    """Walk left over the words that belong to the name; return the first."""
    text, words, at = view.text, view.words, head
    while at > 0 and head - at < _REACH:
        before = at - 1
        if view.cap[before] and view.near[at]:
            if not _may_belong(view, before):
                break
            at = before
        elif text[before] in POSSESSIVES | {"’", "'"} and words.glued(before) and view.near[at]:
            if not (view.cap[before - 1] and _may_own(view, before - 1)):
                break
            at = before - 1
        elif text[before] == "," and at < head and words.glued(before) and view.near[at]:
            if not (text[head] in _PAIRED and "and" in text[at:head] and text[before - 1] in view.lex.places):
                break
            at = before - 1
        elif (
            text[before] in ("&", "and", "of")
            and view.near[at]
            and view.near[before]
            and view.cap[before - 1]
        ):
            if not _may_link(view, before, head, at):
                break
            at = before - 1
        else:
            break
    while at < head and _strip(view, at):
        at += 1
    return at


def _strip(view: View, at: int) -> bool:
    piece = view.text[at]
    if piece in ("The", "A", "An", "This", "That", "Our", "Your", "My") and view.after(at + 1) != "":
        return True
    return view.words.opens[at] and view.function(at) and piece not in _KEEP


def _may_belong(view: View, at: int) -> bool:
    piece = view.text[at]
    return not (
        piece
        in TITLES
        - {"Royal", "Queen", "King", "Prince", "Princess", "Sir", "Duke", "Nurse", "Justice", "Bishop"}
        or piece in _STOPS
        or not view.free(at, at + 1)
    )


def _may_own(view: View, at: int) -> bool:
    """Say whether the owner before ’s belongs to the name ("King’s Fund", not "Britain’s National Trust")."""
    piece = view.text[at]
    if piece in _OWNERS or view.before(at) in ("st", "st.") or piece.endswith("s"):
        return True
    return not (
        piece in view.lex.places
        or piece in view.lex.bodies
        or piece.lower() in view.small
        or view.ordinary(at)
    )


def _may_link(view: View, link: int, head: int, right: int) -> bool:
    """Say whether the words before "and", "&" or "of" belong to the name."""
    text, before = view.text, link - 1
    if not view.free(before, before + 1) or text[before] in view.lex.bodies or view.title(before):
        return False
    if text[link] == "of":
        head_before = text[before] in view.lex.body_heads and text[before] != "Executive"
        return head_before or text[before] in (
            "City",
            "Borough",
            "County",
            "Isle",
            "Royal",
            "Duke",
        )
    if text[before] in view.lex.given and before > 0 and text[before] not in view.lex.places:
        return text[link] == "&"
    if text[link] == "&":
        return True
    if text[head] not in _PAIRED or text[before] in view.lex.body_heads:
        return False
    if view.before(before) in ("between", "both") or (view.words.opens[before] and view.function(before)):
        return False
    places = text[before] in view.lex.places
    if right in view.places and not places:
        return False  # two bodies, the second named after its place
    return places or (view.ordinary(before) and view.ordinary(right)) or view.after(right + 1)[:1].isupper()


def _right(view: View, head: int, first: int) -> int:
    """Walk right over "of …", "for …" and places; return the word after the last."""
    text, at = view.text, head + 1
    if (view.after(at) in _NATIONS and head > first) or view.after(at) == "FT":
        return at + 1
    if text[head] in _PLACED and head > first and view.after(at) in view.lex.places:
        return at + 1
    if text[head] not in _LEADING:
        return at
    for _ in range(3):
        link = view.after(at)
        if link not in ("of", "for", "on", "in", "to") or (link == "in" and at == head + 1) or (link == "to"):
            break
        begin = at + 1
        if view.after(begin) == "the":
            begin += 1
        if (
            not view.after(begin)[:1].isupper()
            or text[begin] in _NOT_AFTER_OF
            or not view.free(begin, begin + 1)
        ):
            break
        at = _run(view, begin, listed=text[head] in _LISTED)
        if text[head] == "Office" and view.after(at) in _HOLDERS:
            at += 1
    return at


def _run(view: View, begin: int, *, listed: bool) -> int:
    """Return the end of a run of capital words, with "and Y" and ", Y and Z" where the head word allows."""
    at = begin + 1
    while at < len(view.words) and view.free(at, at + 1):
        if view.near[at] and view.cap[at] and view.text[at] not in _STOPS and not view.role(at):
            at += 1
        elif listed and view.text[at] in ("and", "&", ",") and _continues(view, at):
            at += 2
        else:
            break
    return at


def _continues(view: View, link: int) -> bool:
    after = link + 1
    if not view.after(after)[:1].isupper() or not view.ordinary(after) or _opens_body(view, after):
        return False
    if view.text[link] != ",":
        return True
    ahead = [view.text[at] for at in range(after + 1, min(after + 4, len(view.words)))]
    return "and" in ahead or "&" in ahead


def _opens_body(view: View, at: int) -> bool:
    """Say whether another organisation begins here."""
    if at in view.bodies or view.text[at] in view.lex.body_heads or view.acronym(at):
        return True
    end = at
    while end < len(view.words) and end < at + 5 and (end == at or view.near[end]) and view.cap[end]:
        end += 1
    return any(view.text[k] in view.lex.body_heads for k in range(at, end))


def _specific(view: View, first: int, head: int, last: int) -> bool:
    """Say whether the run is a name rather than a heading or a common term with capitals."""
    others = [at for at in range(first, last) if at != head and view.cap[at]]
    if not others:
        return False
    telling = [at for at in others if not view.ordinary(at) and not view.function(at)]
    if last > head + 1 and not view.heading[head]:
        return True
    if view.text[head] == "Force" and view.before(head) == "task":
        return True
    if view.heading[head] or view.words.opens[first]:
        return bool(telling) or (not view.heading[head] and view.text[head] not in _WEAK)
    return bool(telling) or view.text[head] not in _WEAK or len(others) > 2


def _remember_place(view: View, first: int, last: int) -> None:
    """Keep X of "X Parish Council" as a place."""
    text = view.text
    local = last - first == 3 and text[last - 1] in ("Council", "Councils") and text[last - 2] in _TIERS
    if local and text[first].isalpha() and not view.ordinary(first) and not view.acronym(first):
        view.page.memory.places.setdefault(text[first], "place that has a council")


def _remember(view: View, first: int, last: int) -> None:
    """Keep the name, its short form and the initials that follow in brackets."""
    memory, text = view.page.memory, view.text
    if last - first > 1:
        memory.bodies[view.name(first, last)] = "named before"
        memory.heads.update(text[at] for at in range(first, last) if text[at] in _GENERIC)
        _remember_place(view, first, last)
    for cut in range(first + 2, last):
        if text[cut] in ("NHS", "Hospitals", "Housing") and text[last - 1] in (
            "Trust",
            "Association",
            "Group",
        ):
            memory.bodies.setdefault(view.name(first, cut), "short for a name before")
            break
    if last + 2 < len(text) and text[last] == "(" and text[last + 2] == ")" and is_initials(view, last + 1):
        memory.bodies[text[last + 1]] = "initials of a name before"
        view.page.claim_words(last + 1, last + 2, "ORG", "initials in brackets")
