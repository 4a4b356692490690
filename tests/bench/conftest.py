"""What every benchmark shares: a yardstick, the budgets, and a table of what was measured on which machine.

Times depend on the machine, so none is asserted: each is divided by the yardstick, the CPU time of a fixed piece of
work in the same run. A budget of docs/budgets.md holds on a machine whose yardstick is `REFERENCE`.
"""

from __future__ import annotations

import os
import platform
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCE = 0.070  # seconds of the yardstick on the machine that the budgets are stated for


@dataclass(frozen=True)
class Measured:
    """One row of the table: *seconds* is what was measured, *budget* what docs/budgets.md allows."""

    what: str
    seconds: float
    budget: float


def _work() -> int:
    """Do what the program does much of: make, match, count and sort strings and numbers."""
    numbers = random.Random(1)
    words = [f"w{numbers.randrange(5000)}" for _ in range(60_000)]
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    text = " ".join(sorted(words, key=lambda word: (counts[word], word)))
    return sum(match.end() - match.start() for match in re.finditer(r"\bw\d*7\b", text))


@pytest.fixture(scope="session")
def yardstick(request: pytest.FixtureRequest) -> float:
    """Return the CPU seconds of the fixed piece of work, the best of seven."""
    times = []
    for _ in range(7):
        started = time.process_time()
        _work()
        times.append(time.process_time() - started)
    request.config.stash[_YARDSTICK] = min(times)
    return min(times)


@pytest.fixture
def within(yardstick: float, request: pytest.FixtureRequest) -> Callable[[str, float, float], None]:
    """Return a function that notes *seconds* for *what* and fails past *budget*, both scaled by the yardstick."""

    def note(what: str, seconds: float, budget: float) -> None:
        request.config.stash[_TABLE].append(Measured(what, seconds, budget))
        assert seconds / yardstick <= budget / REFERENCE, f"{what}: {seconds * 1000:.0f} ms"

    return note


_TABLE = pytest.StashKey[list[Measured]]()
_YARDSTICK = pytest.StashKey[float]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TABLE] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table, with the machine that it was measured on."""
    table = config.stash.get(_TABLE, [])
    if not table:
        return
    yardstick = config.stash[_YARDSTICK]
    terminalreporter.section("budgets")
    terminalreporter.line(
        f"{_machine()}; yardstick {yardstick * 1000:.0f} ms (reference {REFERENCE * 1000:.0f} ms)"
    )
    terminalreporter.line(f"{'measured':>10} {'scaled':>10} {'budget':>10}  what")
    for row in table:
        scaled = row.seconds * REFERENCE / yardstick
        columns = (f"{seconds * 1000:.1f} ms" for seconds in (row.seconds, scaled, row.budget))
        terminalreporter.line(" ".join(f"{column:>10}" for column in columns) + f"  {row.what}")


def _machine() -> str:
    """Describe the machine in one line, load included: a busy one measures badly."""
    processor = platform.processor() or platform.machine()
    if (described := Path("/proc/cpuinfo")).exists():
        processor = re.findall(r"model name\s*: (.*)", described.read_text(encoding="utf-8"))[:1] or [
            processor
        ]
        processor = processor[0]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{processor}, {os.cpu_count()} cores{load}, {platform.system()}, Python {platform.python_version()}"
    )
