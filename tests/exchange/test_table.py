"""Codings as CSV and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange import table
from glossator.exchange.rows import CodingRow
from glossator.exchange.table import COLUMNS, READERS
from glossator_db.errors import ExchangeError
from glossator_db.paths import join_path

if TYPE_CHECKING:
    from pathlib import Path

nasty = st.sampled_from(
    ["=1", "'=x", "-5 ", "+", "@", "\t", "\r", "\n", "a\r\nb", ",", ";", '"', ">", "\\", "é", "e\u0301", "🧠", "שלום",
     "\u2028", "\u0085", "\ufeff", "'", "word ", "\ufffd"]
)  # fmt: skip
words = st.lists(nasty, max_size=5).map("".join)
plain = words.map(str.strip)
moments = st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z")
rows = st.builds(
    lambda start, size, **rest: CodingRow(start=start, end=start + size, **rest),
    start=st.integers(0, 10**7),
    size=st.integers(1, 10**5),
    doc=plain.filter(bool),
    quote=words.map(lambda found: found or None),
    code=st.lists(plain.filter(bool), min_size=1, max_size=3).map(join_path),
    coder=plain,
    memo=words,
    weight=st.one_of(st.none(), st.integers(0, 100)),
    unsure=st.booleans(),
    created=st.one_of(st.just(""), moments),
    modified=st.one_of(st.just(""), moments),
    status=st.sampled_from(["", "accepted"]),
    id=st.one_of(st.just(""), st.uuids().map(str)),
)


@given(st.lists(rows, max_size=4))
@pytest.mark.parametrize("format_name", READERS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, found: list[CodingRow]
) -> None:
    path = tmp_path_factory.mktemp("codings") / "codings"
    write = table.write_csv if format_name == "codings-csv" else table.write_jsonl
    assert write(path, found) == len(found)
    read = list(READERS[format_name](path))
    assert [without_line(row) for row in read] == [without_line(row) for row in found]


def without_line(row: CodingRow) -> list[object]:
    return [getattr(row, field) for field in CodingRow.__slots__ if field != "line"]


@given(st.lists(rows, min_size=1, max_size=4))
def test_the_files_are_as_promised(found: list[CodingRow]) -> None:
    stream = io.StringIO(newline="")
    table.write_csv(stream, found)
    written = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert written[0] == list(COLUMNS)
    assert all(len(cells) == len(COLUMNS) for cells in written)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cells in written for cell in cells)
    stream = io.StringIO(newline="")
    table.write_jsonl(stream, found)
    lines = stream.getvalue().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(found)
    for line, row in zip(lines, found, strict=True):
        said = json.loads(line)
        assert {"doc", "start", "end", "code", "coder"} <= said.keys()
        assert (said["doc"], said["start"], said["end"]) == (row.doc, row.start, row.end)
        assert "weight" in said or row.weight is None


def read(tmp_path: Path, format_name: str, raw: str | bytes) -> list[CodingRow]:
    path = tmp_path / "in"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(READERS[format_name](path))


def test_json_lines_of_a_script(tmp_path: Path) -> None:
    raw = (
        '\ufeff{"doc": "a.txt", "start": 3, "end": 9, "code": "A>B", "coder": "Ana", '
        '"quote": "\\ud83e\\udde0 x\\ud800"}\r\n'
        "\n"
        '{"document":"b","start":0,"end":1,"code":"A \\\\> B","created":"2026-03-09T15:30:00+01:00",'
        '"weight":0,"extra":[1]}\n'
    )
    first, second = read(tmp_path, "codings-jsonl", raw)
    assert first == CodingRow(
        doc="a.txt", start=3, end=9, code="A > B", coder="Ana", quote="🧠 x\ufffd", line=1
    )
    assert second == CodingRow(
        doc="b", start=0, end=1, code="A \\> B", weight=0, created="2026-03-09T14:30:00.000Z", line=3
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_went_through_a_spreadsheet(tmp_path: Path, encoding: str, delimiter: str) -> None:
    raw = '"end","start","code","document","unsure","quote"\r\n'
    raw += '"9","3","Müdigkeit","Gespräch 1","TRUE","müde\r\nund leer"\r\n'
    row = read(tmp_path, "codings-csv", raw.replace(",", delimiter).encode(encoding))[0]
    assert row == CodingRow(
        doc="Gespräch 1", start=3, end=9, code="Müdigkeit", quote="müde\nund leer", unsure=True, line=2
    )


def test_a_declared_delimiter(tmp_path: Path) -> None:
    row = read(tmp_path, "codings-csv", "sep=;\r\ndocument;start;end;code\r\na,b;0;1;c\r\n")[0]
    assert row == CodingRow(doc="a,b", start=0, end=1, code="c", line=3)


def test_only_our_own_tables_lose_an_apostrophe(tmp_path: Path) -> None:
    ours = "document,start,end,code,quote\n'=a,0,1,''-b,'x\n"
    assert [(r.doc, r.code, r.quote) for r in read(tmp_path, "codings-csv", ours)] == [("=a", "'-b", "'x")]
    foreign = "doc,start,end,code,quote\n'=a,0,1,''-b,'x\n"
    assert [(r.doc, r.code, r.quote) for r in read(tmp_path, "codings-csv", foreign)] == [
        ("'=a", "''-b", "'x")
    ]


HEAD = "document,start,end,code,weight,unsure,created\n"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "line 1: No column “document”, “start”, “end”, “code”. Columns found: none"),
        ("document,begin,code\n", "line 1: No column “start”, “end”. Columns found: document, begin, code"),
        (HEAD + "d,1.0,2,c,,,\n", "line 2: “start” is “1.0”; it has to be a whole number."),
        (HEAD + "d,1,,c,,,\n", "line 2: “end” is “”; it has to be a whole number."),
        (HEAD + "d,1,٣,c,,,\n", "line 2: “end” is “٣”; it has to be a whole number."),
        (HEAD + "d,1_0,20,c,,,\n", "line 2: “start” is “1_0”; it has to be a whole number."),
        (HEAD + "d,-1,2,c,,,\n", "line 2: “start” is -1; it may not be negative."),
        (HEAD + "d,1,2,c,,,\nd,2,2,c,,,\n", "line 3: “start” is 2 and “end” is 2; the end has to be larger."),
        (
            HEAD + 'd,1,2,"c\nc",,,\nd,3,2,c,,,\n',
            "line 4: “start” is 3 and “end” is 2; the end has to be larger.",
        ),
        (HEAD + ",1,2,c,,,\n", "line 2: The row names no document."),
        (HEAD + "d,1,2,,,,\n", "line 2: The code has no name."),
        (HEAD + "d,1,2,a > ,,,\n", "line 2: A name in the code “a > ” is empty."),
        (HEAD + "d,1,2,c,101,,\n", "line 2: “weight” is 101; it has to be from 0 to 100."),
        (HEAD + "d,1,2,c,,perhaps,\n", "line 2: “unsure” is “perhaps”; it has to be yes or no."),
        (HEAD + "d,1,2,c,,,May\n", "line 2: “May” is not a time like 2026-03-09T14:30:00Z."),
        (HEAD + "d,1,2,c,,,,x\n", "line 2: The row has 8 cells, but there are 7 columns."),
        (HEAD + 'd,1,2,"c\n', "line 2: A quotation mark is never closed."),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, raw: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        read(tmp_path, "codings-csv", raw)
    assert str(caught.value) == f"{tmp_path / 'in'}, {message}"


NO_JSON = "The line is not a JSON object: it holds what JSON does not know."
GOOD = '{"doc":"d","start":0,"end":1,"code":"c"}\n'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "The line is not a JSON object: expecting property name enclosed in double quotes."),
        ('{"doc": "i1', "The line is not a JSON object: invalid control character."),
        ("[1]", "The line is not a JSON object."),
        ('{"doc":"d","start":true,"end":2,"code":"c"}', "“start” is true; it has to be a whole number."),
        ('{"doc":"d","start":0.0,"end":2,"code":"c"}', "“start” is 0.0; it has to be a whole number."),
        ('{"doc":"d","start":"0","end":2,"code":"c"}', "“start” is \"0\"; it has to be a whole number."),
        ('{"doc":"d","end":2,"code":"c"}', "“start” is missing; it has to be a whole number."),
        ('{"doc":"d","start":NaN,"end":2,"code":"c"}', NO_JSON),
        ('{"doc":"d","start":-1,"end":2,"code":"c"}', "“start” is -1; it may not be negative."),
        ('{"doc":"d","start":2,"end":2,"code":"c"}', "“start” is 2 and “end” is 2; the end has to be larger."),
        ('{"start":1,"end":2,"code":"c"}', "The row names no document."),
        ('{"doc":"d","start":1,"end":2}', "The code has no name."),
        ('{"doc":"d","start":1,"end":2,"code":7}', "“code” has to be a text."),
        ('{"doc":"d","start":1,"end":2,"code":"c","unsure":1}', "“unsure” has to be true or false."),
        ('{"doc":"d","start":1,"end":2,"code":"c","weight":true}', "“weight” is true; it has to be a whole number."),
        ("[" * 100_000, NO_JSON),
        ('{"doc":"d","start":1,"end":' + "9" * 5000 + ',"code":"c"}', NO_JSON),
    ],
)  # fmt: skip
def test_a_malformed_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        read(tmp_path, "codings-jsonl", GOOD + line + "\n")
    assert str(caught.value) == f"{tmp_path / 'in'}, line 2: {message}"
    assert caught.value.line == 2


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="line 2: The line is not UTF-8"):
        read(tmp_path, "codings-jsonl", GOOD.encode() + GOOD.replace("d", "é").encode("cp1252"))


@pytest.mark.parametrize("format_name", READERS)
def test_reading_is_a_stream(tmp_path: Path, format_name: str) -> None:
    path = tmp_path / "half"
    good = GOOD if format_name == "codings-jsonl" else HEAD + "d,0,1,c,,,\n"
    path.write_text(good + "broken\n" * 3)
    stream = READERS[format_name](path)
    assert next(stream).doc == "d"
    with pytest.raises(ExchangeError):
        next(stream)


@pytest.mark.parametrize("format_name", READERS)
def test_a_missing_file_is_named(tmp_path: Path, format_name: str) -> None:
    with pytest.raises(ExchangeError, match="cannot be read: No such file"):
        list(READERS[format_name](tmp_path / "gone"))


@pytest.mark.parametrize("format_name", READERS)
@given(st.binary(max_size=120))
def test_no_bytes_raise_anything_but_an_exchange_error(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("noise") / "in"
    for head in (b"", HEAD.encode(), b'{"doc":"d","start":'):
        path.write_bytes(head + raw)
        try:
            found = list(READERS[format_name](path))
        except ExchangeError:
            continue
        assert all(0 <= row.start < row.end for row in found)
