"""The checks of conftest.py find what they are there to find."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

OFFENDERS = """
import logging, socket, threading, time, warnings

def test_network():
    try:
        socket.getaddrinfo("localhost", 80)
    except OSError:
        pass

def test_log():
    logging.getLogger("glossator").warning("something odd")

def test_log_that_never_came(expect_log):
    expect_log("something odd")

def test_thread():
    threading.Thread(target=time.sleep, args=(4,), daemon=True).start()

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    test_window.kept = QWidget()
    test_window.kept.show()

def test_qt_warning(qapp):
    from PySide6.QtCore import qWarning
    qWarning("something odd")

def test_warning():
    warnings.warn("something odd")

def test_nothing(expect_log):
    expect_log("odd")
    logging.getLogger("glossator").error("something odd")
"""


def test_offenders_are_found(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        (TESTS / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "test_offenders.py").write_text(OFFENDERS, encoding="utf-8")
    settings = ["-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(tmp_path)]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", *settings, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )
    outcome = {}
    for line in run.stdout.splitlines():
        verdict, _, test = line.partition(" ")
        if verdict in {"PASSED", "FAILED", "ERROR"} and "::" in test:
            outcome[test.partition("::")[2].partition(" ")[0]] = verdict
    assert outcome == {
        "test_network": "ERROR",
        "test_log": "ERROR",
        "test_log_that_never_came": "ERROR",
        "test_thread": "ERROR",
        "test_window": "ERROR",
        "test_qt_warning": "FAILED",
        "test_warning": "FAILED",
        "test_nothing": "PASSED",
    }, run.stdout


def test_each_test_has_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == home
    assert os.environ["XDG_CONFIG_HOME"] == str(home / "config")
    assert [path.name for path in home.iterdir()] == ["run"]


def test_connections_are_refused(no_network: list[str]) -> None:
    with socket.socket() as plain, pytest.raises(PermissionError):
        plain.connect(("127.0.0.1", 9))
    assert len(no_network) == 1
    no_network.clear()


def test_sockets_of_this_machine_are_not(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_a_child_process_is_refused_too() -> None:
    ask = "import socket; socket.getaddrinfo('localhost', 80)"
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "Glossator uses no network" in run.stderr
