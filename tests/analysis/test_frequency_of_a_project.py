"""Counting the codings of a real project, and finding the codings behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glossator.operations import frequency
from glossator_db import coders, codes, codings, documents
from glossator_db.project import Project
from glossator_db.records import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "Trust grows slowly.\n\nThen 🙂 trust is lost.\nNobody asks."
SECOND = "Nobody trusts us."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.gloss") as project:
        with project.change("Filled") as conn:
            anna, ben = coders.ensure(conn, "Anna"), coders.ensure(conn, "Ben")
            one = documents.add(conn, name="one", text=FIRST, words=9)
            two = documents.add(conn, name="two", text=SECOND, words=3)
            people = codes.add(conn, "People", codable=False)
            trust = codes.add(conn, "Trust", parent_id=people.id)
            codes.add(conn, "Unused")
            codings.add(conn, two.id, trust.id, anna.id, Extent(7, 13))
            codings.add(conn, one.id, trust.id, anna.id, Extent(28, 33))
            codings.add(conn, one.id, trust.id, ben.id, Extent(0, 5))
        yield project


def test_headings_are_not_counted_and_unused_codes_are(project):
    counted = frequency.codings_per_code(project)
    assert counted.names == ("Trust", "Unused")
    assert counted.counts.tolist() == [[3], [0]]
    assert not counted.divided


def test_codings_are_divided_by_text_and_by_coder(project):
    by_text = frequency.codings_per_code(project, by="document")
    assert by_text.groups == ("one", "two")
    assert by_text.counts.tolist() == [[2, 1], [0, 0]]
    by_coder = frequency.codings_per_code(project, by="coder")
    assert by_coder.groups == ("Anna", "Ben")
    assert by_coder.counts.tolist() == [[2, 1], [0, 0]]


def test_only_what_is_asked_for_is_counted(project):
    with project.read() as conn:
        anna, one = coders.find(conn, "Anna"), documents.find(conn, "one")
        unused = codes.list_(conn)[-1]
    mine = frequency.codings_per_code(project, coders=[anna.id], documents=[one.id], by="coder")
    assert mine.groups == ("Anna",)
    assert mine.counts.tolist() == [[1], [0]]
    assert frequency.codings_per_code(project, codes=[unused.id]).names == ("Unused",)
    assert frequency.codings_per_code(project, documents=[]).total == 0


def test_passages_come_in_the_order_of_texts_and_places(project):
    with project.read() as conn:
        trust = next(code for code in codes.list_(conn) if code.name == "Trust")
        ben = coders.find(conn, "Ben")
    found = frequency.codings_of(project, trust.id)
    assert [coding.extent for coding in found] == [Extent(0, 5), Extent(28, 33), Extent(7, 13)]
    assert [c.extent for c in frequency.codings_of(project, trust.id, coders=[ben.id])] == [Extent(0, 5)]
