"""Which pipelines there are, told without loading any."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from glossator.language import pipelines, words
from glossator.language.chunks import chunks
from glossator.language.models import MAPPED, from_model
from glossator.language.trim import trimmed
from glossator_db.records import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_rules_come_first_and_are_always_usable() -> None:
    first = pipelines.installed()[0]
    assert (first.name, first.usable, first.reason) == ("rules", True, "")
    assert first.version == pipelines.version_of("rules")


def test_an_installed_model_is_listed(tiny_model: Path, install: Callable[..., None]) -> None:
    install("en_tiny", tiny_model, name="tiny")
    (model,) = [one for one in pipelines.installed() if one.name == "en_tiny"]
    assert (model.version, model.language, model.description) == ("0.0.7", "en", "Four sentences")
    assert model.usable
    assert pipelines.version_of("en_tiny").startswith("0.0.7 spacy 3.")


def test_a_model_for_another_spacy_says_so(tiny_model: Path, install: Callable[..., None]) -> None:
    install("en_old", tiny_model, spacy_version=">=2.1,<2.2")
    (model,) = [one for one in pipelines.installed() if one.name == "en_old"]
    assert not model.usable
    assert "made for spaCy >=2.1,<2.2" in model.reason


def test_a_saved_folder_is_a_pipeline_and_its_version_follows_its_files(tiny_model: Path) -> None:
    assert pipelines.get(str(tiny_model)).usable
    before = pipelines.version_of(str(tiny_model))
    notes = tiny_model / "notes.txt"
    notes.write_text("another file", encoding="utf-8")
    assert pipelines.version_of(str(tiny_model)) != before
    notes.unlink()


def test_what_is_not_there_is_unusable(tmp_path: Path) -> None:
    assert "not installed" in pipelines.get("en_core_nowhere").reason
    assert "not installed" in pipelines.get(str(tmp_path / "gone")).reason
    (tmp_path / "meta.json").write_text(json.dumps([1]), encoding="utf-8")
    assert "damaged" in pipelines.get(f"{tmp_path}/").reason


def test_labels_of_models_become_ours() -> None:
    assert set(MAPPED.values()) <= set(LABELS)
    text = "the Quibblers’s friend Dr Plimsole met NORPs"
    found = [(0, 15, "ORG"), (23, 34, "PERSON"), (39, 44, "NORP"), (26, 34, "ORG")]
    assert [(find.label, text[find.start : find.end]) for find in from_model(text, found)] == [
        ("ORG", "Quibblers"),
        ("PERSON", "Plimsole"),
    ]


@pytest.mark.parametrize(
    ("words_", "label", "kept"),
    [
        ("the Dr Plimsole’s", "PERSON", "Plimsole"),
        ("Professor Dame Plimsole", "PERSON", "Plimsole"),
        ("The King’s Fund", "ORG", "King’s Fund"),
        (" “Harlow”, ", "GPE", "Harlow"),
        ("The Last Milk Float", "WORK_OF_ART", "The Last Milk Float"),
        ("the past 20 years", "DATE", "past 20 years"),
    ],
)
def test_trimming(words_: str, label: str, kept: str) -> None:
    extent = trimmed(words_, 0, len(words_), label)
    assert extent is not None
    assert words_[slice(*extent)] == kept


def test_nothing_is_left_of_signs() -> None:
    assert trimmed("“ ”", 0, 3, "ORG") is None


@pytest.mark.parametrize(
    "text", ["", "ab", "a" * 25, "one two three\n\nfour five six seven", "a b " * 20, "\n" * 30]
)
def test_chunks_cover_the_text(text: str) -> None:
    parts = list(chunks(text, 10))
    assert "".join(part for _, part in parts) == text
    assert all(len(part) <= 10 and text[offset : offset + len(part)] == part for offset, part in parts)


def test_chunks_end_with_paragraphs() -> None:
    assert [part for _, part in chunks("aaa bbb\n\nccc ddd", 12)] == ["aaa bbb\n\n", "ccc ddd"]


def test_word_lists_say_their_rule_and_hold_no_whole_names() -> None:
    for path in words.folder().glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name
        assert "elected" in path.read_text(encoding="utf-8").split("\n\n")[0], path.name
    lex = words.lexicon()
    assert len(lex.given) > 1500
    assert all(" " not in name for name in lex.given | lex.given_words)
    assert lex.place_words <= lex.places
