"""Reads the word lists that come with the program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glossator.shipped import shipped

_SOURCES = (
    "page", "trim", "contacts", "amounts", "dates", "titles", "view", "organisations",
    "bodies", "people", "people_again", "speakers", "places", "words",
    "rules",
)  # fmt: skip


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, parted by spaces, as a set."""
    return frozenset(words.split())


def folder() -> Path:
    """Return the folder of the word lists."""
    return shipped("resources") / "words"


@cache
def load(name: str) -> frozenset[str]:
    """Return the entries of one list: separated by commas or line ends, ``#`` begins a comment line."""
    lines = (folder() / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (part.strip() for line in lines if not line.startswith("#") for part in line.split(","))
    return frozenset(entry for entry in entries if entry)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists, by what they are for."""

    given: frozenset[str]
    given_words: frozenset[str]
    places: frozenset[str]
    place_words: frozenset[str]
    bodies: frozenset[str]
    body_heads: frozenset[str]
    place_heads: frozenset[str]
    not_bodies: frozenset[str]
    roles: frozenset[str]
    role_ends: frozenset[str]
    """the last word of each role, in small letters"""
    speech: frozenset[str]
    ordinary: frozenset[str]
    function: frozenset[str]
    surname_words: frozenset[str]
    peoples: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return all lists, read once."""
    return Lexicon(
        given=load("given-names"),
        given_words=load("given-names-also-words"),
        places=load("places-uk") | load("places-world"),
        place_words=load("places-also-words"),
        bodies=load("bodies"),
        body_heads=load("body-heads"),
        place_heads=load("place-heads"),
        not_bodies=load("capitals-not-bodies"),
        roles=load("roles"),
        role_ends=frozenset(role.lower().rpartition(" ")[2] for role in load("roles")),
        speech=load("speech-verbs"),
        ordinary=load("ordinary-words"),
        function=load("function-words"),
        surname_words=load("surnames-also-words"),
        peoples=load("peoples"),
    )


def fingerprint() -> str:
    """Return eight hex digits that change whenever a list or a rule changes."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in (*sorted(folder().glob("*.txt")), *(here / f"{name}.py" for name in _SOURCES)):
        if path.is_file():  # a frozen program has the lists but no sources
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
