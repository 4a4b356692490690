"""Codebook tables, ours and others'."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange import codebook
from glossator.exchange.codebook import CodeRow
from glossator_db.errors import ExchangeError
from glossator_db.records import MARKS

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "path,name,parent,description,include,exclude,example,memo,color,mark,shortcut,digit,codable,groups,codings,"
    "documents,id"
)

nasty = st.sampled_from(
    ["=1+1", "'=x", "''@y", "-", "+44", "\t", "\r", "a\r\nb", "a,b", 'say "x"', ">", " > ", "\\", "\\>", "a\nb", ";",
     "é", "e\u0301", "🧠", "שלום", "\u2028", "\u0085", "\ufeff", "'", "x", " "]
)  # fmt: skip
cell = st.lists(nasty, max_size=4).map("".join)
name = cell.map(str.strip).filter(bool)
row = st.builds(
    CodeRow,
    path=st.lists(name, min_size=1, max_size=3).map(tuple),
    description=cell,
    include=cell,
    exclude=cell,
    example=cell,
    memo=cell,
    color=st.sampled_from(["", "#112233", "#abcdef"]),
    mark=st.sampled_from(["", *MARKS]),
    shortcut=st.sampled_from(["", "AB", "Ü9"]),
    digit=st.integers(0, 9),
    codable=st.sampled_from([None, True, False]),
    groups=st.lists(st.sampled_from(["Core", "=Mood (exclusive)", "Späte"]), unique=True, max_size=3).map(
        tuple
    ),
    guid=st.one_of(st.none(), st.uuids().map(str)),
)


def text_of(rows: list[CodeRow]) -> str:
    stream = io.StringIO(newline="")
    codebook.write(stream, rows)
    return stream.getvalue()


def said(found: CodeRow) -> tuple[object, ...]:
    return (
        found.path, found.description, found.include, found.exclude, found.example, found.memo, found.color,
        found.mark, found.shortcut, found.digit, found.codable, found.groups, found.guid,
    )  # fmt: skip


@given(st.lists(row, max_size=6, unique_by=lambda found: found.path))
def test_what_is_written_is_read(rows: list[CodeRow]) -> None:
    read = codebook.read(text_of(rows).encode())
    given_rows = [found for found in read if found.line is not None]
    assert sorted(map(said, given_rows), key=repr) == sorted(map(said, rows), key=repr)
    seen: set[tuple[str, ...]] = {()}
    for found in read:
        assert found.path[:-1] in seen
        seen.add(found.path)
    for parent in seen:
        children = [found for found in rows if found.path[:-1] == parent]
        order = [found.path for found in given_rows if found.path[:-1] == parent]
        assert order == [found.path for found in children]


@given(st.lists(row, min_size=1, max_size=6, unique_by=lambda found: found.path))
def test_no_cell_is_a_formula(rows: list[CodeRow]) -> None:
    for cells in csv.reader(io.StringIO(text_of(rows), newline="")):
        assert not any(found.startswith(("=", "+", "-", "@", "\t", "\r")) for found in cells)


def test_the_file_is_as_promised(tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    rows = [
        CodeRow(
            path=("Trust",), color="#112233", codable=False, codings=3, documents=2, groups=("Core", "Mood")
        ),
        CodeRow(
            path=("Trust", "a > b\\"), description="=1", digit=4, guid="11111111-2222-4333-8444-555555555555"
        ),
    ]
    assert codebook.write(path, rows) == 2
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").split("\n") == [
        HEADER,
        "Trust,Trust,,,,,,,#112233,,,,no,Core; Mood,3,2,",
        "Trust > a \\> b\\\\,a > b\\,Trust,'=1,,,,,,,,4,,,,,11111111-2222-4333-8444-555555555555",
        "",
    ]
    loaded = codebook.load(path)
    assert loaded.ours
    assert loaded.rows[1].path == ("Trust", "a > b\\")
    assert loaded.rows[1].line == 3


def paths(text: str) -> list[tuple[str, ...]]:
    return [found.path for found in codebook.read(text.encode())]


@pytest.mark.parametrize(
    "text",
    [
        "path\nA\nA > B\nA > B > C\n",
        "path,color,description\nA,,\nA > B,#fff,x\nA > B > C,,\n",
        "path\nA > B > C\n",
        "path\nA > B > C\nA\n",
        "name;parent\nA;\nB;A\nC;A > B\n",
        "name\tparent\nC\tB\nB\tA\nA\t\n",
        "id,parent_id,level,name,path,color,description\n1,,1,A,A,,\n2,1,2,B,A/B,,\n3,2,3,C,A/B/C,#FF00AA,x\n",
        "Depth,Title\n0,A\n1,B\n2,C\n",
        "parent id,depth,name\n7,0,A\n7,1,B\n7,2,C\n",
        "id,parent id,name\n1,,A\n2,1,B\n,2,C\n",
        "sep=;\npath;color\nA;\nA > B;#123\nA > B > C;\n",
        '"Path";"Memo"\r\n"A";"x"\r\n"A > B > C";"two\r\nlines"\r\n',
    ],
)
def test_a_place_in_the_tree_is_found_however_it_is_given(text: str) -> None:
    for found in (text, "\ufeff" + text):
        assert paths(found) == [("A",), ("A", "B"), ("A", "B", "C")]


def test_siblings_keep_the_order_of_the_rows() -> None:
    assert paths("path\nB > x\nA\nB\nA > z\nA > y\n") == [("A",), ("A", "z"), ("A", "y"), ("B",), ("B", "x")]


def test_taguettes_codebook_is_flat_unless_a_separator_is_named() -> None:
    raw = (
        b"tag,description,number of highlights\r\n"
        b'trust.loss,"Says that trust\r\nis gone",12\r\nA > B,\'=kept,3\r\n"x\\y",,0\r\n'
    )
    loaded = codebook.load(raw)
    assert not loaded.ours
    assert [found.path for found in loaded.rows] == [("trust.loss",), ("A > B",), ("x\\y",)]
    assert loaded.rows[0].description == "Says that trust\nis gone"
    assert loaded.rows[1].description == "'=kept"
    assert loaded.rows[0].codings is None
    assert [found.path for found in codebook.read(raw, separator=".")][:2] == [("trust",), ("trust", "loss")]


def test_exactly_one_apostrophe_goes_from_our_own_files() -> None:
    text = "path,memo\n'=A,''=1\nB,'x\n''-C,'\n"
    rows = codebook.read(text.encode())
    assert [(found.name, found.memo) for found in rows] == [("=A", "'=1"), ("B", "'x"), ("'-C", "'")]


def test_absent_columns_and_empty_cells_are_told_apart() -> None:
    found = codebook.read(b"path,memo,digit,codable,groups,color\nA,,,,,\n")[0]
    assert (found.memo, found.digit, found.codable, found.groups, found.color) == ("", 0, None, (), "")
    assert found.description is found.mark is found.shortcut is None


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig", "mac_roman"])
def test_a_spreadsheets_encodings(encoding: str) -> None:
    text = "path,description\nÜbergänge,“Wie es war” – früher schön\n"
    assert codebook.read(text.encode(encoding))[0].path == ("Übergänge",)


def test_columns_that_mean_nothing_are_named() -> None:
    loaded = codebook.load(b"path,Weather,color,\nA,sunny,#112233,\n")
    assert loaded.ignored == ("Weather",)
    assert loaded.ours


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The table is empty."),
        ("weather;wind\nx;y\n", "No column for the code's name. Columns found: weather, wind"),
        ("tag,name\na,b\n", "The columns “tag” and “name” say the same thing."),
        (
            "id,document,tag,content\n1,a,b,c\n",
            "This lists highlights, without their places in the text; it is no codebook.",
        ),
        ("path\nA\n\nA\n", "line 4: The code “A” is already in line 2."),
        ('path,memo\n"A","x\ny"\nA,\n', "line 4: The code “A” is already in line 2."),
        ("sep=;\npath;color\nA;red\n", "line 3: “red” in column “color” is not a colour like #33a583."),
        ("path,color\nA,red\n", "line 2: “red” in column “color” is not a colour like #33a583."),
        ("path,color\nA,#12345\n", "line 2: “#12345” in column “color” is not a colour like #33a583."),
        (
            "path,mark\nA,star\n",
            "line 2: “star” in column “mark” is not a mark; the marks are square, circle, diamond, triangle, bar.",
        ),
        ("path,digit\nA,0\n", "line 2: “0” in column “digit” is not a digit from 1 to 9."),
        ("path,digit\nA,٣\n", "line 2: “٣” in column “digit” is not a digit from 1 to 9."),
        ("path,shortcut\nA,ABC\n", "line 2: “ABC” in column “shortcut” is not a shortcut of one or two letters."),
        ("path,codable\nA,maybe\n", "line 2: “maybe” in column “codable” is neither yes nor no."),
        ("path\nA >  > B\n", "line 2: A name in the path “A >  > B” is empty."),
        ("path,memo\n,x\n", "line 2: The code has no name."),
        ("path,memo\nA,x,y\n", "line 2: The row has 3 cells, but there are 2 columns."),
        ('path,memo\nA,"x\n', "line 2: A quotation mark is never closed."),
        ('path,memo\nA,"x"y\n', "line 2: A quotation mark stands inside a cell; it has to be doubled."),
        ("id,parent id,name\n1,2,A\n2,1,B\n", "line 2: The code lies below itself: its parents form a ring."),
        ("id,parent id,name\n1,7,A\n", "line 2: No code has the number “7” of the parent."),
        ("id,parent id,name\n1,,A\n1,,B\n", "line 3: The number “1” stands twice."),
        ("depth,code\n0,A\n2,B\n", "line 3: The code is at depth 2, but the one before it is not at 1."),
        ("name,parent\nA,\nB,\nX,A\nX,B\nY,X\n", "line 6: Several codes are called “X”; give the path of the parent."),
        ("path\n" + " > ".join("x" * 1001) + "\n", "line 2: The code lies 1,001 levels deep; 1,000 are the most."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_line(text: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        codebook.read(text.encode())
    assert str(caught.value) == message


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_an_exchange_error(raw: bytes) -> None:
    for source in (raw, b"path,color\n" + raw, b"name,parent\n" + raw):
        try:
            rows = codebook.read(source)
        except ExchangeError:
            continue
        assert all(found.path and all(found.path) for found in rows)
