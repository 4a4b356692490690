"""Where there is no display, the first command draws the window instead."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pathlib import Path


def draw(target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glossator", "--sample", "--picture", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_sample_is_drawn_and_leaves_nothing_else(tmp_path: Path, home: Path) -> None:
    run = draw(tmp_path / "window.png")
    assert (run.returncode, run.stderr) == (0, "")
    picture = QImage(str(tmp_path / "window.png"))
    assert (picture.width(), picture.height()) == (1440, 900)
    colors = {picture.pixel(x, y) for x in range(0, 1440, 3) for y in range(0, 900, 3)}
    assert len(colors) > 200, "text, codings and codes have many colours, an empty page has few"
    assert [path.name for path in tmp_path.iterdir()] == ["window.png"]
    assert [path for path in home.rglob("*") if path.suffix in {".gloss", ".ini", ".conf"}] == []


def test_a_picture_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    run = draw(tmp_path / "no such folder" / "window.png")
    assert run.returncode == 2
    assert run.stderr.startswith("The picture cannot be written to")
    assert len(run.stderr.splitlines()) == 1
