"""The start script, run as a person runs it, in a checkout whose locks ask for nothing."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "packaging"

PROGRAM = """
import sys
from pathlib import Path

for argument in sys.argv[1:]:
    if argument.endswith((".png", ".csv")):
        Path(argument).write_text(" ".join(sys.argv[1:2]))
"""
HOLD = """
import fcntl, sys
file = open(sys.argv[1])
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
input()
"""
SEEDS = """
def make_sample(path):
    path.write_text("sample")
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with a small stand-in for the program, set up once."""
    root = tmp_path_factory.mktemp("study") / "with spaces é"
    (root / "packaging" / "locks").mkdir(parents=True)
    for name in ("start.py", "system.py"):
        shutil.copy(SCRIPTS / name, root / "packaging")
    for name in ("runtime.txt", "dev.txt"):
        (root / "packaging" / "locks" / name).write_text("# nothing\n", encoding="utf-8")
    (root / "db").mkdir()
    (root / "app" / "glossator" / "operations").mkdir(parents=True)
    (root / "app" / "glossator" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (root / "app" / "glossator" / "operations" / "seeds.py").write_text(SEEDS, encoding="utf-8")
    assert "Making .venv" in start(root, root).stdout
    return root


def start(root: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "packaging" / "start.py"), *arguments],
        cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_display_picture_and_tables_are_written_where_one_is(
    checkout: Path, tmp_path: Path
) -> None:
    run = start(checkout, tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "glossator-sample.png": "--sample",
        "glossator-sample-codebook.csv": "export",
        "glossator-sample-codings.csv": "export",
    }
    assert "no display" in run.stdout
    assert "Making" not in run.stdout
    assert "Installing" not in run.stdout


def test_a_changed_lock_is_installed_without_starting_over(checkout: Path, tmp_path: Path) -> None:
    lock = checkout / "packaging" / "locks" / "runtime.txt"
    lock.write_text("# still nothing\n", encoding="utf-8")
    run = start(checkout, tmp_path)
    assert "Installing" in run.stdout
    assert "Making" not in run.stdout


def test_an_interrupted_set_up_is_done_again_from_the_start(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv" / "set-up-under-way").touch()
    left_over = checkout / ".venv" / "left over"
    left_over.touch()
    run = start(checkout, tmp_path)
    assert run.returncode == 0, run.stderr
    assert "Making .venv" in run.stdout
    assert not left_over.exists()


def test_a_second_set_up_waits_for_the_first(checkout: Path, tmp_path: Path) -> None:
    (checkout / ".venv" / "set-up-under-way").touch()
    script = str(checkout / "packaging" / "start.py")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with subprocess.Popen(
            [sys.executable, script],
            cwd=tmp_path,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            text=True,
        ) as second:
            assert second.stdout is not None
            assert "being set up already" in second.stdout.readline()
            assert (checkout / ".venv" / "set-up-under-way").exists()
            holder.stdin.write("\n")
            holder.stdin.flush()
            assert "Making .venv" in second.stdout.read()
    assert second.returncode == 0


def test_the_command_beside_python_runs_the_checkout(checkout: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(checkout / ".venv" / "bin" / "glossator")
    subprocess.run([link, "here.csv"], check=True, cwd=tmp_path)
    assert (tmp_path / "here.csv").read_text() == "here.csv"


def test_a_lock_that_cannot_be_had_is_one_sentence(checkout: Path, tmp_path: Path) -> None:
    hashed = "no-such-package-here==1.0 --hash=sha256:" + "0" * 64
    lock = checkout / "packaging" / "locks" / "runtime.txt"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(f"--no-index\n{hashed}\n", encoding="utf-8")
    run = start(checkout, tmp_path)
    lock.write_text(before, encoding="utf-8")
    assert run.returncode == 2
    assert (
        run.stderr.strip()
        .splitlines()[-1]
        .startswith("The packages could not be installed: no ready-made package")
    )
    assert "Traceback" not in run.stderr


def test_unknown_arguments_are_met_with_the_two_commands(checkout: Path, tmp_path: Path) -> None:
    run = start(checkout, tmp_path, "tset")
    assert run.returncode == 2
    assert "packaging/start.py test" in run.stdout


@pytest.mark.parametrize("name", ["start.py", "system.py"])
def test_an_old_python_can_read_the_script(name: str) -> None:
    """Else it could not say that it is too old."""
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 7))
