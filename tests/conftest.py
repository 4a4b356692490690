"""What holds for every test: a home of its own, no network, nothing logged, nothing left running."""

from __future__ import annotations

import gc
import logging
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from offline import sitecustomize as network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONPATH"] = str(Path(network.__file__).parent)

settings.register_profile(
    "no deadline", settings.get_profile("ci" if "CI" in os.environ else "default"), deadline=None
)
settings.load_profile("no deadline")

_files = [""]  # those begun, in order
PATIENCE = 2.0  # seconds that a thread may take to end after its test


def _home(folder: Path) -> dict[str, str]:
    """Make *folder* a home, and return the variables that point there."""
    (folder / "run").mkdir(mode=0o700)  # the one place that must be there
    places = {"HOME": ".", "USERPROFILE": ".", "APPDATA": "roaming", "LOCALAPPDATA": "local"}
    places |= {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    places |= {"XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}
    return {name: str(folder / place) for name, place in places.items()}


def pytest_configure(config: pytest.Config) -> None:
    """Give fixtures that outlive a test a home too."""
    folder = tempfile.TemporaryDirectory(prefix="glossator-homes-", ignore_cleanup_errors=True)
    config.add_cleanup(folder.cleanup)
    os.environ.update(_home(Path(folder.name)))


def pytest_runtest_logstart(nodeid: str) -> None:
    """Keep what the files before left for good out of every later collection of garbage: it is most of the memory."""
    file = nodeid.partition("::")[0]
    if file != _files[-1]:
        _files.append(file)
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def homes() -> Iterator[Path]:
    """Return the folder of all tests' homes; it goes at the end, in one go."""
    with tempfile.TemporaryDirectory(prefix="glossator-homes-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home folder, this test's own."""
    folder = Path(tempfile.mkdtemp(dir=homes))
    for name, value in _home(folder).items():
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fail a test that asked for the network, also where it caught the refusal; return what it asked."""
    network.refused.clear()
    yield network.refused
    assert not network.refused, "the network was asked for"


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[Callable[[str], None]]:
    """Fail a test that logs a warning or worse; return a function that names a pattern to be logged."""
    patterns: list[str] = []
    records = _Records()
    logging.getLogger().addHandler(records)
    yield patterns.append
    logging.getLogger().removeHandler(records)
    unexpected = [line for line in records.lines if not any(re.search(pattern, line) for pattern in patterns)]
    assert not unexpected, "logged without being expected"
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in records.lines)]
    assert not missing, "expected in the log"


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + PATIENCE
    while (left := _threads() - before) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left, "threads left running"
    if widgets := sys.modules.get("PySide6.QtWidgets"):
        shown = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
        for widget in shown:
            widget.hide()  # the next test is not to be blamed
        assert not shown, "windows left open"


def _threads() -> set[threading.Thread]:
    """Return the running threads but those that Qt began and Python only met."""
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}
