"""Neutral case files: answers or codings of several coders as JSON, with the measures to be computed of them.

With them the figures of another program, or of a paper's own data, can be checked without a project. Four kinds of
input: ``spans`` (codings of texts), ``sets`` (items with several labels each), ``continuum`` (one text without words)
and ``ratings`` (items with one category each). The first three are read as codings. Values that a file expects are
never looked at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from glossator.exchange.case_values import Place, whole
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KINDS = ("ratings", "sets", "spans", "continuum")


@dataclass(frozen=True, slots=True)
class Request:
    """A measure to be computed."""

    measure: str
    params: Place
    """an object"""


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A text: its length in code points and its units, as pairs of offsets by name of the unit."""

    id: str
    length: int
    units: Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class CaseCoding:
    """One coding; the extent may be empty."""

    document: str
    coder: str
    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodingsCase:
    """Codings of texts."""

    documents: Sequence[CaseDocument]
    coders: Sequence[str]
    codes: Mapping[str, str]
    """the group of each code, empty for none"""
    done: Mapping[str, frozenset[str]]
    """who has finished each text"""
    codings: Sequence[CaseCoding]
    requests: Sequence[Request]


@dataclass(frozen=True, slots=True)
class RatingsCase:
    """Items with one category each from each coder."""

    coders: Sequence[str]
    categories: Sequence[str | float]
    """in order"""
    items: Sequence[Sequence[int]]
    """number of the category, -1 for no answer; a row for each item, a column for each coder"""
    requests: Sequence[Request]


Case = CodingsCase | RatingsCase


def read(path: Path) -> Case:
    """Read a case file.

    Raises
    ------
    ExchangeError
        Where the file cannot be read, is not JSON or is malformed, with the place in it.
    """
    top = Place(_parsed(path), path.name)
    kind = top.named("kind").text(one_of=KINDS)
    given, requests = top.named("input"), _requests(top)
    match kind:
        case "ratings":
            return _ratings(given, requests)
        case "sets":
            return _sets(given, requests)
        case "continuum":
            return _continuum(given, requests)
        case _:
            return _spans(given, requests)


def _parsed(path: Path) -> object:
    def refuse(constant: str) -> NoReturn:
        raise ExchangeError(f"{constant} is not a number in JSON.", path=path.name)

    try:
        parsed: object = json.loads(path.read_bytes(), parse_constant=refuse)
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(path)) from error
    except json.JSONDecodeError as error:
        raise ExchangeError(
            f"This is not a case file in JSON: {error.msg}.", path=path.name, line=error.lineno
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ExchangeError("This is not a case file in JSON.", path=path.name) from error
    return parsed


def _requests(top: Place) -> list[Request]:
    asked = top.maybe("requests") or top.maybe("expected")
    if asked is None:
        top.refuse("It asks for nothing: “requests” is missing.")
    found = []
    for one in asked.items():
        params = one.maybe("params") or Place({}, one.file, f"{one.way}.params")
        params.members()
        found.append(Request(one.named("measure").text(), params))
    return found


def _spans(given: Place, requests: list[Request]) -> CodingsCase:
    documents = [_document(each) for each in given.named("documents").items()]
    coders = given.named("coders").names()
    codes = {}
    for each in given.named("codes").items():
        group = each.maybe("group")
        name = each.named("id").name()
        if name in codes:
            each.refuse(f"The code “{name}” is there twice.")
        codes[name] = group.name() if group else ""
    lengths = {document.id: document.length for document in documents}
    if len(lengths) < len(documents):
        given.named("documents").refuse("Two documents have the same id.")
    done = {}
    finished = given.named("done")
    for document in finished.members():
        finished.among(document, lengths, "document")
        done[document] = frozenset(finished.named(document).names(coders, "coder"))
    codings = []
    for each in given.named("spans").items():
        document = each.named("doc").name(lengths, "document")
        coder, code = each.named("coder").name(coders, "coder"), each.named("code").name(codes, "code")
        start, end = whole(each.named("start")), whole(each.named("end"))
        if not 0 <= start <= end <= lengths[document]:
            each.refuse(f"{start} to {end} is no place in a document of {lengths[document]} characters.")
        codings.append(CaseCoding(document, coder, code, start, end))
    return CodingsCase(documents, coders, codes, done, codings, requests)


def _document(given: Place) -> CaseDocument:
    text, length = given.maybe("text"), given.maybe("length")
    if length is None and text is None:
        given.refuse("It has neither a length nor a text.")
    characters = whole(length) if length else len(text.text()) if text else 0
    if characters < 0:
        given.refuse(f"A length cannot be {characters}.")
    if text and len(text.text()) != characters:
        given.refuse(f"Its length is {characters}, but the text has {len(text.text())} code points.")
    units: dict[str, list[tuple[int, int]]] = {}
    listed = given.maybe("units")
    for name in listed.members() if listed else ():
        assert listed
        units[name] = _units(listed.named(name), characters)
    return CaseDocument(given.named("id").name(), characters, units)


def _units(given: Place, length: int) -> list[tuple[int, int]]:
    found = []
    for each in given.items():
        pair = [whole(offset) for offset in each.items()]
        if len(pair) != 2 or not 0 <= pair[0] <= pair[1] <= length:
            each.refuse(f"A unit is a pair of offsets from 0 to {length}.")
        found.append((pair[0], pair[1]))
    kept = sorted(pair for pair in found if pair[0] < pair[1])
    if any(after[0] < before[1] for before, after in pairwise(kept)):
        given.refuse("Two units overlap.")
    return kept


def _sets(given: Place, requests: list[Request]) -> CodingsCase:
    """Read items with sets of labels: each is a text of one character."""
    coders = given.named("coders").names()
    codes: dict[str, str] = {}
    documents, done, codings = [], {}, []
    for number, row in enumerate(given.named("items").items()):
        cells = row.cells(coders)
        name = str(number)
        documents.append(CaseDocument(name, 1, {}))
        done[name] = frozenset(coder for coder, cell in cells if cell.value is not None)
        for coder, cell in cells:
            for label in cell.items() if cell.value is not None else ():
                codes[label.name()] = ""
                codings.append(CaseCoding(name, coder, label.name(), 0, 1))
    return CodingsCase(documents, coders, codes, done, codings, requests)


def _continuum(given: Place, requests: list[Request]) -> CodingsCase:
    """Read units on a continuum: one text that everybody finished."""
    coders = given.named("coders").names()
    first = given.maybe("begin")
    begin, length = whole(first) if first else 0, whole(given.named("length"))
    if length < 0:
        given.refuse(f"A length cannot be {length}.")
    codes: dict[str, str] = {}
    codings = []
    for each in given.named("units").items():
        coder, code = each.named("coder").name(coders, "coder"), each.named("code").name()
        start, end = whole(each.named("start")), whole(each.named("end"))
        if not begin <= start <= end <= begin + length:
            each.refuse(f"{start} to {end} is no place between {begin} and {begin + length}.")
        codes[code] = ""
        codings.append(CaseCoding("continuum", coder, code, start - begin, end - begin))
    documents = [CaseDocument("continuum", length, {})]
    return CodingsCase(documents, coders, codes, {"continuum": frozenset(coders)}, codings, requests)


def _ratings(given: Place, requests: list[Request]) -> RatingsCase:
    coders = given.named("coders").names()
    rows = [[cell for _, cell in row.cells(coders)] for row in given.named("items").items()]
    listed = given.maybe("categories")
    if listed:
        categories = [each.scalar() for each in listed.items()]
    else:
        categories = sorted(
            {cell.scalar() for row in rows for cell in row if cell.value is not None}, key=_order
        )
    numbers = {category: number for number, category in enumerate(categories)}
    if len(numbers) < len(categories):
        given.named("categories").refuse("A category is there twice.")
    items = []
    for row in rows:
        for cell in row:
            if cell.value is not None and cell.scalar() not in numbers:
                cell.refuse(f"“{cell.value}” is not among the categories.")
        items.append([-1 if cell.value is None else numbers[cell.scalar()] for cell in row])
    return RatingsCase(coders, categories, items, requests)


def _order(category: str | float) -> tuple[bool, float, str]:
    return (True, 0.0, category) if isinstance(category, str) else (False, category, "")
