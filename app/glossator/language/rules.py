"""The pipeline `rules`: a blank spaCy English with our own tokeniser and components, and no trained model."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from glossator.language import bodies, organisations, people, people_again, places
from glossator.language.amounts import find_amounts
from glossator.language.chunks import chunks
from glossator.language.contacts import find_contacts
from glossator.language.dates import find_dates
from glossator.language.page import Find, Memory, Page, split_words
from glossator.language.titles import find_laws, find_titles
from glossator.language.view import View
from glossator.language.words import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.vocab import Vocab

_PAGE = "glossator.page"
_VIEW = "glossator.view"


class Tokenizer:
    """Cuts a text into our words, so that rules and spaCy's matchers count alike, in linear time."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a document of words, with the page our components work on."""
        words = split_words(text)
        pieces: list[str] = []
        spaces: list[bool] = []
        token_of_word: list[int] = []
        last = 0
        for piece, start, end in zip(words.text, words.start, words.end, strict=True):
            _append_gap(text[last:start], pieces, spaces)
            token_of_word.append(len(pieces))
            pieces.append(piece)
            spaces.append(False)
            last = end
        _append_gap(text[last:], pieces, spaces)
        doc = Doc(self.vocab, words=pieces, spaces=spaces)
        doc.user_data[_PAGE] = Page(text, words, Memory())
        doc.user_data["word_of_token"] = {token: word for word, token in enumerate(token_of_word)}
        return doc


def _append_gap(gap: str, pieces: list[str], spaces: list[bool]) -> None:
    """Add the white space before a word: one space belongs to the token before, the rest is a token."""
    if not gap:
        return
    if gap[0] == " " and pieces:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        pieces.append(gap)
        spaces.append(False)


def mark_sentences(doc: Doc) -> Doc:
    """Begin a sentence where our words say so; never across a line end."""
    page: Page = doc.user_data[_PAGE]
    opens = page.words.opens
    starts = np.full(len(doc), -1, dtype=np.int64).astype(np.uint64)  # token by token takes quadratic time
    for token, word in doc.user_data["word_of_token"].items():
        if opens[word] and (word == 0 or not opens[word - 1]):
            starts[token] = 1
    doc.from_array(["SENT_START"], starts)
    return doc


def mark_contacts(doc: Doc) -> Doc:
    """Find what has a fixed form: addresses, numbers, titles in quotation marks, dates, sums."""
    page: Page = doc.user_data[_PAGE]
    find_contacts(page)
    find_titles(page)
    return doc


def mark_figures(doc: Doc) -> Doc:
    """Find laws, dates and amounts; a law first, for its year is part of it."""
    page: Page = doc.user_data[_PAGE]
    view = doc.user_data[_VIEW] = View(page)
    find_laws(page, view)
    find_dates(page)
    find_amounts(page)
    return doc


class Gazetteer:
    """Looks up places and organisations of the lists."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab)
        lex = lexicon()
        for kind, names in (("place", lex.places), ("body", lex.bodies)):
            self._matcher.add(kind, [Doc(nlp.vocab, **_as_words(name)) for name in sorted(names)])

    def __call__(self, doc: Doc) -> Doc:
        """Tell the view where places and organisations of the lists begin and end."""
        view: View = doc.user_data[_VIEW]
        word_of = doc.user_data["word_of_token"]
        strings = doc.vocab.strings
        reached = {"place": 0, "body": 0}
        for kind, start, end in sorted(self._matcher(doc), key=lambda hit: (hit[1], -hit[2])):
            name = strings[kind]
            if start < reached[name]:
                continue
            reached[name] = end
            (view.places if name == "place" else view.bodies)[word_of[start]] = word_of[end - 1] + 1
        return doc


def _as_words(name: str) -> dict[str, list[str] | list[bool]]:
    words = split_words(name)
    gaps = [start - end for start, end in zip(words.start[1:], words.end[:-1], strict=True)]
    return {"words": words.text, "spaces": [*(gap > 0 for gap in gaps), False]}


def make_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """Build the look-up of places and organisations."""
    return Gazetteer(nlp)


def mark_names(doc: Doc) -> Doc:
    """Find organisations, people and places; each kind leaves the others what it did not take."""
    view: View = doc.user_data[_VIEW]
    organisations.find_headed(view)
    bodies.find_known(view)
    bodies.find_initials(view)
    organisations.find_councils(view)
    places.find_headed_places(view)
    places.find_seats(view)
    people.find_people(view)
    bodies.find_joined(view)
    people_again.find_listed_with_people(view)
    bodies.find_told_bodies(view)
    bodies.find_listed_bodies(view)
    bodies.find_again(view)
    people_again.find_people_again(view)
    places.find_places_in_compounds(view)
    places.find_listed_places(view)
    places.find_told_places(view)
    return doc


Language.component("glossator_sentences", func=mark_sentences)
Language.component("glossator_contacts", func=mark_contacts)
Language.component("glossator_figures", func=mark_figures)
Language.factory("glossator_gazetteer", func=make_gazetteer)
Language.component("glossator_names", func=mark_names)
COMPONENTS = (
    "glossator_sentences",
    "glossator_contacts",
    "glossator_figures",
    "glossator_gazetteer",
    "glossator_names",
)


def build() -> Language:
    """Return the pipeline, ready for use."""
    nlp = spacy.blank("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def finds_of(nlp: Language, texts: Sequence[str], limit: int) -> Iterator[list[Find]]:
    """Yield what is found in each text; stretches of *limit* code points share what they learn about names."""

    def docs() -> Iterator[tuple[Doc, tuple[int, int]]]:
        for number, text in enumerate(texts):
            memory = Memory()
            for offset, piece in chunks(text, limit):
                doc = nlp.make_doc(piece)
                doc.user_data[_PAGE].memory = memory
                yield doc, (number, offset)

    found: OrderedDict[int, list[Find]] = OrderedDict()
    done = 0
    for doc, (number, offset) in nlp.pipe(docs(), as_tuples=True, batch_size=1):
        while done < number:
            yield found.pop(done, [])
            done += 1
        page: Page = doc.user_data[_PAGE]
        found.setdefault(number, []).extend(
            Find(find.start + offset, find.end + offset, find.label, find.rule) for find in page.finds
        )
    while done < len(texts):
        yield found.pop(done, [])
        done += 1
