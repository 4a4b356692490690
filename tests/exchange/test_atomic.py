"""A file is replaced whole or not at all."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from glossator.exchange.atomic import replacing
from glossator_db.errors import ExchangeError


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path) as stream:
        stream.write("a\nb\r\nc")
        assert path.read_text() == "old"
    assert path.read_bytes() == b"a\nb\r\nc"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    with replacing(tmp_path / "ours") as stream:
        stream.write("x")
    (tmp_path / "usual").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_failure_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        interrupted(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def interrupted(path: Path) -> None:
    with replacing(path) as stream:
        stream.write("half")
        raise KeyboardInterrupt


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/out.csv", "its folder does not exist"),
        ("file/out.csv", "its folder does not exist"),
        ("folder", "something else has this name"),
        ("x" * 300, "its name is too long"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())
    with (
        pytest.raises(ExchangeError, match=f"The file cannot be written: {reason}"),
        replacing(tmp_path / name),
    ):
        pass
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_folder_without_leave_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExchangeError, match="you may not write there"), replacing(tmp_path / "out.csv"):
        pass
    tmp_path.chmod(0o700)


FULL = """
import resource, signal, sys
from pathlib import Path
from glossator.exchange.atomic import replacing
from glossator_db.errors import ExchangeError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with replacing(Path(sys.argv[1])) as stream:
        for _ in range(100):
            stream.write("x" * 10_000)
except ExchangeError as error:
    print(error)
"""


@pytest.mark.skipif(
    not hasattr(signal, "SIGXFSZ") or not hasattr(resource, "RLIMIT_FSIZE"), reason="POSIX only"
)
def test_a_full_disk_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    roots = os.pathsep.join(str(Path(__file__).parents[2] / root) for root in ("app", "db"))
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        env=os.environ | {"PYTHONPATH": roots},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (
        run.stdout.strip()
        == f"{path}: The file cannot be written: the file would be larger than the disk allows."
    )
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
