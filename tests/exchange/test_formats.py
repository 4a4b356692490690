"""Telling formats apart by what is in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.exchange import codebook, formats, table
from glossator.exchange.codebook import CodeRow
from glossator.exchange.rows import CodingRow
from glossator_db.errors import ExchangeError

ROW = CodingRow(doc="d", start=0, end=1, code="c", quote="x")


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.csv", "path,color\nA,\n", "codebook-csv"),
        ("a.csv", "path\nA\n", "codebook-csv"),
        ("a.csv", "tag,description,number of highlights\nA,,1\n", "codebook-csv"),
        ("a.csv", "id,parent_id,level,name,path,color,description\n", "codebook-csv"),
        ("a.csv", "sep=;\nName;Parent\nA;\n", "codebook-csv"),
        ("a.tsv", "Code\tMemo\nA\tx\n", "codebook-csv"),
        ("a.csv", "document,start,end,quote,code,coder\n", "codings-csv"),
        ("a.csv", "\ufeffcode;doc;end;start\n", "codings-csv"),
        ("a.csv", "document,start,code\n", "codings-csv"),
        ("a.txt", '{"doc":"d","start":0,"end":1,"code":"c"}\n', "codings-jsonl"),
        ("a.jsonl", "\n", "codings-jsonl"),
        ("a.txt", "path, and what it leads to\n", "texts"),
        ("a.MD", "# Code\n", "texts"),
    ],
)
def test_the_content_tells(tmp_path: Path, name: str, raw: str, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw.encode())
    assert formats.recognise(path).name == expected


def test_what_we_write_is_recognised_under_any_name(tmp_path: Path) -> None:
    codebook.write(tmp_path / "one", [CodeRow(path=("A",))])
    table.write_csv(tmp_path / "two", [ROW])
    table.write_jsonl(tmp_path / "three", [ROW] * 2000)
    found = [formats.recognise(tmp_path / name).name for name in ("one", "two", "three")]
    assert found == ["codebook-csv", "codings-csv", "codings-jsonl"]
    assert formats.recognise(tmp_path).name == "texts"


def test_a_long_table_in_utf8_is_not_cut_within_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("path,memo\n" + "é,語\n" * 30_000, encoding="utf-8")
    assert formats.recognise(path).name == "codebook-csv"


def test_a_format_can_be_named_instead(tmp_path: Path) -> None:
    assert formats.recognise(tmp_path / "whatever", "codings-csv").kind == "codings"
    with pytest.raises(ExchangeError, match="There is no format “xml”; the formats are codings-jsonl, "):
        formats.recognise(tmp_path, "xml")


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.csv", b"weather,wind\n", "Columns found: weather, wind"),
        ("a.csv", b"", "Columns found: none"),
        ("a.bin", b"\0\1\2", "neither a codebook, nor codings, nor a text"),
        ("a.pdf", b"%PDF-1.7", "neither a codebook, nor codings, nor a text"),
    ],
)
def test_what_is_not_known_is_said(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(ExchangeError, match=message):
        formats.recognise(path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("codebook.csv", "codebook-csv"),
        ("my-CODEBOOK.csv", "codebook-csv"),
        ("out.csv", "codings-csv"),
        ("out.jsonl", "codings-jsonl"),
    ],
)
def test_an_export_is_told_by_its_name(name: str, expected: str) -> None:
    assert formats.for_export(Path(name)).name == expected
    assert formats.for_export(Path(name), "texts").folder
    with pytest.raises(ExchangeError, match="The name tells no format"):
        formats.for_export(Path("out.xyz"))


def test_every_format_has_a_filter_for_dialogs() -> None:
    assert len({known.name for known in formats.FORMATS}) == len(formats.FORMATS)
    assert formats.named("codebook-csv").pattern == "Codebook as a table (*.csv *.tsv)"
