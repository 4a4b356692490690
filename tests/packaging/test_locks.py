"""The lock files say exactly what is installed, and nothing of where it came from."""

from __future__ import annotations

import itertools
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "packaging" / "locks"
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)( ; .*)? \\$")


def pins(name: str) -> dict[str, set[str]]:
    """Return the versions of each package in a lock: more than one where Pythons differ."""
    found: dict[str, set[str]] = {}
    for line in (LOCKS / name).read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found.setdefault(match[1], set()).add(match[2])
    return found


def wanted() -> dict[str, list[Requirement]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    return {
        "runtime.txt": [Requirement(text) for text in project["project"]["dependencies"]],
        "dev.txt": [Requirement(text) for text in project["dependency-groups"]["dev"]],
    }


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_every_line_is_a_pin_a_hash_or_a_reason(name: str) -> None:
    lines = (LOCKS / name).read_text(encoding="utf-8").splitlines()
    own = re.compile(r"^    # +(via|-c packaging/locks/|glossator \(pyproject\.toml|[a-z0-9.-]+$)")
    hashed = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
    assert [line for line in lines if not (PIN.match(line) or hashed.match(line) or own.match(line))] == []
    assert all(hashed.match(after) for line, after in itertools.pairwise(lines) if PIN.match(line))


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_the_lock_holds_what_the_project_asks_for(name: str) -> None:
    locked = pins(name)
    for requirement in wanted()[name]:
        versions = locked[requirement.name.lower()]
        fits = all if requirement.marker is None else any  # a marked one speaks of some Pythons only
        assert fits(requirement.specifier.contains(version) for version in versions), requirement


def test_the_two_locks_agree() -> None:
    runtime, dev = pins("runtime.txt"), pins("dev.txt")
    assert {name for name in runtime.keys() & dev.keys() if not dev[name] <= runtime[name]} == set()


def test_qt_keeps_its_hands_off_none(qapp: object) -> None:
    """A PySide6 that drops a reference to None at each call aborts after some thousand of them on Python 3.11."""
    from PySide6.QtGui import QImage, QPainter

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.drawRect(0, 0, 1, 1)
    painter.end()
    assert sys.getrefcount(None) - before > -500
