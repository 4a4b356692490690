"""What the world does to the command line: crashes, Ctrl+C, full disks, and texts that are odd or huge."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from glossator.cli import main
from stories.command_line import is_one_line, run, say, spawn, start, state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# texts that are odd


def test_odd_characters_are_taken_and_said(study: Path, tmp_path: Path) -> None:
    raw = (
        "nul\x00 bell\x07 feed\x0c half\ud83e\udde0pair lone\ud800 fffe\ufffe\r\nnext\rlast \u2028 \ufeff e\u0301\n"
        * 9
    )
    (tmp_path / "Odd.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode("utf-8", "surrogatepass"))
    receipt = say("add", study, tmp_path / "Odd.txt")
    assert receipt["added"] == 1
    said = " ".join(str(item["reason"]) for item in receipt["warnings"])
    for kind in ("9 null characters", "18 control characters", "9 half", "9 noncharacters", "U+FFFD"):
        assert kind in said, said
    say("export", study, tmp_path / "texts", "--format", "texts")
    text = (tmp_path / "texts" / "Odd.txt").read_bytes().decode()
    line = "nul� bell� feed� half🧠pair lone� fffe�\nnext\nlast \u2028 \ufeff e\u0301\n"
    assert text == line * 9
    [*_, odd] = say("info", study)["documents"]
    assert odd["length"] == len(text)
    assert say("check", study)["sound"]


@pytest.mark.parametrize(("content", "length"), [(b"", 0), (b" \n\t\n", 4), (b"\xef\xbb\xbf", 0)])
def test_texts_without_words_are_taken_and_said(
    study: Path, tmp_path: Path, content: bytes, length: int
) -> None:
    (tmp_path / "Blank.txt").write_bytes(content)
    receipt = say("add", study, tmp_path / "Blank.txt")
    assert receipt["added"] == 1
    assert receipt["warnings"]
    assert say("info", study)["documents"][-1]["length"] == length


def test_a_text_of_one_line_and_50_megabytes(study: Path, tmp_path: Path) -> None:
    """It comes in within seconds, and takes a few times its own size of memory."""
    big = tmp_path / "Big.txt"
    words = "Reform from within needs people who are trusted “🧠”, and time. "
    big.write_bytes((words * (50_000_000 // len(words.encode()) + 1)).encode())
    assert big.stat().st_size > 50_000_000
    started = time.monotonic()
    with start("add", study, big, "--json") as process:
        out, err = process.communicate(timeout=60)
        _, status, used = (process.pid, process.returncode, resource.getrusage(resource.RUSAGE_CHILDREN))
    assert (status, err) == (0, "")
    assert json.loads(out)["added"] == 1
    assert time.monotonic() - started < 20, "10 s are allowed on a quiet machine"
    assert used.ru_maxrss < 1_200_000, "kilobytes"
    assert say("info", study)["documents"][-1]["length"] > 45_000_000


# crashes

CRASH = """
import os, sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("PRAGMA cache_size = 5")  # so that half a change is in the file before it is committed
conn.execute("BEGIN IMMEDIATE")
conn.execute("DELETE FROM coding")
for number in range(300):
    conn.execute(
        "INSERT INTO code (guid, position, name, color, mark, description, created, modified) "
        "VALUES (?, ?, ?, '#000000', 'square', ?, '', '')", (str(number), number, f"Half {number}", "x" * 2000),
    )
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def crashed(study: Path) -> Path:
    """Return a project whose writer was killed with half a change in the file."""
    before = study.read_bytes()
    with subprocess.Popen([sys.executable, "-c", CRASH, study]) as process:
        assert process.wait(30) == -signal.SIGKILL
    assert study.with_name("study.gloss-journal").stat().st_size > 0, "there has to be a hot journal"
    assert study.read_bytes() != before, "there has to be something to roll back"
    return study


@pytest.mark.parametrize("verb", ["info", "history", "check", "export", "undo"])
def test_a_crash_is_rolled_back_before_anything_is_read(crashed: Path, tmp_path: Path, verb: str) -> None:
    say(verb, crashed, *([tmp_path / "out.csv"] if verb == "export" else []))
    assert [path.name for path in crashed.parent.iterdir()] == ["study.gloss"]
    assert say("check", crashed)["sound"]
    info = say("info", crashed)
    assert info["codings"] == (0 if verb == "undo" else 2)
    assert len(info["codes"]) == 3


def test_a_crash_is_rolled_back_through_a_link_too(crashed: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.gloss"
    link.symlink_to(crashed)
    assert len(say("info", link)["codes"]) == 3
    assert [path.name for path in crashed.parent.iterdir()] == ["study.gloss"]


HOLD = """
import os, sys
from pathlib import Path
from glossator_db.project import Project
project = Project.open(Path(sys.argv[1]), must_write=True)
os.kill(os.getpid(), 9)
"""


def test_a_lock_left_by_a_crash_bars_nobody(study: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, study]) as process:
        assert process.wait(30) == -signal.SIGKILL
    assert study.with_name("study.gloss.lock").exists()
    say("undo", study)
    assert [path.name for path in study.parent.iterdir()] == ["study.gloss"]


# Ctrl+C


def many_codings(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            start, end = number % 60, number % 60 + 1 + number % 20
            row = {
                "doc": "One",
                "start": start,
                "end": end,
                "code": f"Many > {number // 1000}",
                "coder": "Anna",
            }
            file.write(json.dumps(row) + "\n")
    return path


@pytest.mark.parametrize("verb", ["add", "import"])
def test_ctrl_c_in_the_middle_changes_nothing(study: Path, tmp_path: Path, verb: str) -> None:
    if verb == "add":
        source = tmp_path / "many"
        source.mkdir()
        for number in range(60):
            (source / f"{number}.txt").write_text(f"{number} people spoke of trust. " * 9000)
        line: list[object] = ["add", study, source]
    else:
        line = ["import", study, many_codings(tmp_path / "many.jsonl", 60_000), "--create-codes"]
    before = state(study.parent)
    with start(*line, "--json") as process:
        deadline = time.monotonic() + 30
        while not study.with_name("study.gloss.lock").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "Interrupted; nothing was changed.\n")
    assert state(study.parent) == before


def test_ctrl_c_at_any_moment_is_honest(study: Path, tmp_path: Path) -> None:
    """Whenever it comes, 130 means that nothing has changed, and 0 that all has."""
    file = tmp_path / "few.jsonl"
    file.write_text(json.dumps({"doc": "One", "start": 3, "end": 9, "code": "Money", "coder": "Anna"}) + "\n")
    untouched = study.read_bytes()
    chance = random.Random(7)
    seen = Counter[int]()
    for _ in range(60):
        study.write_bytes(untouched)
        child, ready = forked(study, file)
        os.read(ready, 1)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGINT)
        with os.fdopen(ready) as told:
            out = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seen[status] += 1
        if status == 0:
            assert json.loads(out)["added"] == 1
            assert say("info", study)["codings"] == 3
        else:
            assert (status, out) == (130, "")
            assert study.read_bytes() == untouched
    assert seen[130], "no interruption was early enough to test anything"


def forked(study: Path, file: Path) -> tuple[int, int]:
    """Import in a process that has everything loaded; return its id and where it is heard."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.write(1, b" ")
        status = main(["import", str(study), str(file), "--json"])
    except KeyboardInterrupt:  # before or after the verb
        status = 130
    os._exit(status)


# full disks


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Mount a disk of a few kilobytes, where that is allowed."""
    place.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("a small disk cannot be mounted here; the next test limits files instead")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_on_a_full_disk_nothing_changes_and_the_reason_is_said(study: Path, tmp_path: Path) -> None:
    size = study.stat().st_size // 1024
    big = tmp_path / "Big.txt"
    big.write_text("trust " * 200_000)
    many = many_codings(tmp_path / "many.jsonl", 20_000)
    with small_disk(tmp_path / "small", size + 300) as disk:
        project = disk / "study.gloss"
        shutil.copy(study, project)
        before = state(disk)
        for line in (("add", project, big), ("import", project, many, "--create-codes")):
            outcome = run(*line, status=2)
            assert is_one_line(outcome.err)
            assert "full" in outcome.err
            assert state(disk) == before, line
            assert sorted(path.name for path in disk.iterdir()) == ["study.gloss"]
        assert say("check", project)["sound"]

        (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize))
        before = state(disk)
        for line in (
            ("undo", project), ("add", project, tmp_path / "source" / "One.txt"), ("new", disk / "b.gloss"),
            ("export", project, disk / "out.csv"), ("export", project, disk / "texts", "--format", "texts"),
        ):  # fmt: skip
            outcome = run(*line, status=2)
            assert is_one_line(outcome.err)
            assert "full" in outcome.err or "space" in outcome.err, outcome.err
            assert sorted(path.name for path in disk.iterdir()) == ["filler", "study.gloss"], line
            assert state(disk) == before
        for verb in ("info", "check", "history"):
            say(verb, project)
        (disk / "filler").unlink()
        say("undo", project)
        assert say("info", project)["codings"] == 0


def test_where_files_may_not_grow_nothing_changes(study: Path, tmp_path: Path) -> None:
    """The same without a disk of its own: the system refuses to let any file grow."""
    size = study.stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    big = tmp_path / "Big.txt"
    big.write_text("trust " * 200_000)
    spawn("add", study, tmp_path / "source" / "codes.csv", status=2)
    before = state(study.parent)
    outcome = spawn("add", study, big, status=2, prepare=limit)
    assert is_one_line(outcome.err)
    assert state(study.parent) == before
    say("add", study, big)
    outcome = spawn("export", study, tmp_path / "texts", "--format", "texts", status=2, prepare=limit)
    assert is_one_line(outcome.err)
    assert not (tmp_path / "texts").exists()


# a writer at work in another process

AT_WORK = """
import sys
from pathlib import Path
from glossator_db.project import Project
from glossator_db import codes
with Project.open(Path(sys.argv[1]), must_write=True) as project:
    with project.change("Many codes") as conn:
        for number in range(300):
            codes.add(conn, f"Code {number}", description="x" * 2000)
        print("inside", flush=True)
        sys.stdin.readline()
    print("done", flush=True)
    sys.stdin.readline()
"""


def test_verbs_that_read_see_the_last_commit_while_another_process_writes(
    study: Path, tmp_path: Path
) -> None:
    before = study.read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", AT_WORK, study], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "inside\n"
        assert len(say("info", study)["codes"]) == 3
        assert say("check", study)["sound"]
        say("export", study, tmp_path / "codebook.csv")
        assert study.read_bytes() == before
        assert study.with_name("study.gloss.lock").exists()
        writer.stdin.write("\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "done\n"
        assert len(say("info", study)["codes"]) == 303
        writer.stdin.write("\n")
    assert writer.returncode == 0
    assert [path.name for path in study.parent.iterdir()] == ["study.gloss"]
