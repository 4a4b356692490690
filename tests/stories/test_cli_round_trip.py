"""What comes in from files that another program wrote goes out unchanged: no offset, quote, path or memo moves."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stories.command_line import run, say, spawn, state

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "seeds"
WORKLOAD = SHARED / "bench" / "workload.py"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared texts are not beside this checkout")

CODEBOOK = '''\ufeffpath,name,parent,description,include,exclude,example,memo,color,mark,shortcut,digit,codable
Change,Change,,"What is said to change, or not",,,,,#33a583,,,,no
Change > Culture,Culture,Change,"Habits, values",by name,Structure,"""it is cultural""",Ask Anna,#33a583,circle,CU,3,yes
Change > C \\> D \\\\ E,C > D \\ E,Change,,,,,,,,,,
'=Sum of doubts,'=Sum of doubts,,'+1 is not a number,,,,'@home,#b01f14,bar,SD,,yes
"Money, and its lack","Money, and its lack",,,,,,"Two
lines",,,,,
'''


def make_codings(folder: Path, names: list[str]) -> list[dict[str, Any]]:
    """Return codings on the texts *names* of *folder*, as another program would write them."""
    codes = ["Change > Culture", "Change > C \\> D \\\\ E", "=Sum of doubts", "Money, and its lack"]
    found: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        for place in range(6):
            start = (len(text) // 7) * place + number
            end = min(start + 5 + 40 * place, len(text))
            found.append(
                {"doc": name if place % 2 else f"{name}.txt", "start": start, "end": end, "code": codes[place % 4],
                 "coder": "Bo" if place % 3 else "Zoë", "quote": text[start:end]}
            )  # fmt: skip
    found[0] |= {"memo": "=1+1 “quoted”, with\na line break and 🧠", "weight": 70, "unsure": True}
    found[1] |= {"id": "1b7e7a52-52b5-4c3f-8e2f-0d3a4a8c9f10", "created": "2026-03-09T14:30:00.250Z"}
    found[2] |= {"weight": 0, "memo": "'=kept", "created": "2025-12-31T23:59:59.000Z"}
    return found


def as_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    columns = [
        "document",
        "start",
        "end",
        "quote",
        "code",
        "coder",
        "memo",
        "weight",
        "unsure",
        "created",
        "id",
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            cells = [row.get("doc" if column == "document" else column, "") for column in columns]
            writer.writerow([guarded(cell) for cell in cells])
    return path


def guarded(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = str(cell)
    return f"'{text}" if text.lstrip("'")[:1] in tuple("=+-@\t\r") and text else text


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    doc = row["doc"].removesuffix(".txt")
    return (
        doc, int(row["start"]), int(row["end"]), row["code"], row["coder"], row["quote"], row.get("memo") or "",
        row.get("weight"), bool(row.get("unsure", False)),
    )  # fmt: skip


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def read_csv(path: Path) -> list[dict[str, Any]]:
    """Read our codings CSV as a stranger would who knows that one apostrophe goes."""
    raw = path.read_bytes()
    assert b"\r" not in raw
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            bare = {
                k: v[1:] if v[:1] == "'" and v.lstrip("'")[:1] in tuple("=+-@\t\r") else v
                for k, v in row.items()
            }
            weight = int(bare["weight"]) if bare["weight"] else None
            found.append(
                {**bare, "doc": bare["document"], "weight": weight, "unsure": bare["unsure"] == "yes"}
            )
    return found


@pytest.mark.parametrize("write", [as_jsonl, as_csv])
@needs_seeds
def test_codings_of_another_program_come_and_go_unchanged(tmp_path: Path, write: Any) -> None:
    texts = sorted(SEEDS.glob("*.txt"))
    rows = make_codings(SEEDS, [path.stem for path in texts])
    codebook = tmp_path / "themes.csv"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    file = write(tmp_path / f"codings.{'jsonl' if write is as_jsonl else 'csv'}", rows)
    project = tmp_path / "study.gloss"

    run("new", project)
    assert say("add", project, *texts)["added"] == 5
    assert say("import", project, codebook)["codes"]["added"] == 5
    receipt = spawn("import", project, file, "--json").json
    assert receipt["codings"]["added"] == receipt["placed_exactly"] == len(rows)
    assert receipt["guessed"] == receipt["unplaced"] == receipt["skipped"] == receipt["warnings"] == []

    run("export", project, tmp_path / "out.jsonl")
    run("export", project, tmp_path / "out.csv")
    out = read_jsonl(tmp_path / "out.jsonl")
    assert sorted(map(key, out)) == sorted(map(key, rows))
    assert sorted(map(key, read_csv(tmp_path / "out.csv"))) == sorted(map(key, rows))
    by_id = {row["id"]: row for row in out}
    assert by_id[rows[1]["id"]]["created"] == rows[1]["created"]
    assert {row["created"] for row in out} >= {rows[2]["created"]}
    for row in out:
        text = (SEEDS / f"{row['doc']}.txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert text[row["start"] : row["end"]] == row["quote"]

    before = state(tmp_path)
    for again in (file, tmp_path / "out.jsonl", tmp_path / "out.csv"):
        receipt = say("import", project, again)
        assert receipt["added"] == 0, again
        assert receipt["codings"]["same"] == len(rows)
    assert state(tmp_path) == before, "bringing the same in again changed something"


@needs_seeds
def test_a_codebook_comes_and_goes_unchanged(tmp_path: Path) -> None:
    project, codebook = tmp_path / "study.gloss", tmp_path / "themes.csv"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    run("new", project)
    run("import", project, codebook)
    run("export", project, tmp_path / "codebook.csv")
    raw = (tmp_path / "codebook.csv").read_bytes()
    assert raw.startswith(
        b"\xef\xbb\xbfpath,name,parent,description,include,exclude,example,memo,color,mark,"
    )
    given = list(csv.DictReader(CODEBOOK.lstrip("\ufeff").splitlines(keepends=True)))
    got = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row["path"] for row in got] == [row["path"] for row in given]
    for before, after in zip(given, got, strict=True):
        for column in ("name", "parent", "description", "include", "exclude", "example", "memo", "digit"):
            assert after[column] == before[column], column
        for column in ("color", "mark", "shortcut", "codable"):
            assert before[column] in ("", after[column]), column
    before = state(tmp_path)
    for again in (codebook, tmp_path / "codebook.csv"):
        receipt = say("import", project, again)
        assert (receipt["added"], receipt["codes"]["changed"], receipt["codes"]["same"]) == (0, 0, 5)
    assert state(tmp_path) == before


@pytest.mark.skipif(not WORKLOAD.is_file(), reason="the shared workload is not beside this checkout")
def test_the_workload_of_the_measurements_comes_and_goes_unchanged(tmp_path: Path) -> None:
    made = tmp_path / "made"
    subprocess.run(
        [sys.executable, WORKLOAD, "--seeds", SEEDS, "--out", made, "--preset", "small"],
        check=True,
        capture_output=True,
    )
    project = tmp_path / "study.gloss"
    run("new", project)
    assert say("add", project, made / "docs")["added"] == 5
    assert say("import", project, made / "glossator-codebook.csv")["unplaced"] == []
    rows = read_jsonl(made / "glossator-codings.jsonl")
    receipt = say("import", project, made / "glossator-codings.jsonl")
    assert receipt["placed_exactly"] == len(rows)
    assert receipt["guessed"] == receipt["unplaced"] == []
    distinct = {key(row) for row in rows}
    assert receipt["codings"]["added"] == len(distinct)
    say("export", project, tmp_path / "out.jsonl")
    say("export", project, tmp_path / "out.csv")
    assert sorted(map(key, read_jsonl(tmp_path / "out.jsonl"))) == sorted(distinct)
    assert sorted(map(key, read_csv(tmp_path / "out.csv"))) == sorted(distinct)
    info = say("info", project)
    assert info["codings"] == len(distinct)
    assert info["coders"] == ["coder1", "coder2"]
    assert say("import", project, made / "glossator-codings.jsonl")["added"] == 0
    assert say("check", project) == {"sound": True, "problems": []}


@needs_seeds
def test_a_project_goes_through_files_into_another_and_comes_out_the_same(tmp_path: Path) -> None:
    """Texts, codebook and codings, out and in again: every column but the ids of texts is the same."""
    texts = sorted(SEEDS.glob("*.txt"))
    first, second = tmp_path / "first.gloss", tmp_path / "second.gloss"
    (tmp_path / "themes.csv").write_text(CODEBOOK, encoding="utf-8")
    run("new", first)
    run("add", first, *texts)
    run("import", first, tmp_path / "themes.csv")
    run("import", first, as_jsonl(tmp_path / "in.jsonl", make_codings(SEEDS, [path.stem for path in texts])))
    run("new", second)
    for project, out in ((first, tmp_path / "one"), (second, tmp_path / "two")):
        if project == second:
            run("add", second, tmp_path / "one" / "texts")
            run("import", second, tmp_path / "one" / "codebook.csv")
            run("import", second, tmp_path / "one" / "codings.csv")
        out.mkdir()
        run("export", project, out / "texts", "--format", "texts")
        for name in ("codebook.csv", "codings.csv", "codings.jsonl"):
            run("export", project, out / name)
    assert state(tmp_path / "one") == state(tmp_path / "two")
    for path in texts:
        assert (tmp_path / "two" / "texts" / path.name).read_bytes() == path.read_bytes()
