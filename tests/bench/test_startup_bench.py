"""How much the process computes from its start until the window is painted."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench

BUDGET = 0.5
RUNS = 5

# Runs the program until its window has been painted once, then says which heavy modules that took and stops.
PROGRAM = """
import os, sys
from PySide6.QtWidgets import QApplication

def until_painted():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "mainWindow")
    window.painted.connect(stop)
    return executed()

def stop():
    print("loaded:", *(name for name in ("numpy", "sqlalchemy", "pyqtgraph", "spacy") if name in sys.modules))
    sys.stdout.flush()
    os._exit(0)

executed, QApplication.exec = QApplication.exec, staticmethod(until_painted)
from glossator.__main__ import main
main([])
"""


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the CPU time of one child is not to be had here")
def test_process_start_to_painted_window(within: Callable[[str, float, float], None]) -> None:
    taken = []
    for _ in range(RUNS):
        child = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        with child.stdout:
            said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert (child.returncode, said) == (0, "loaded:\n")
        taken.append(usage.ru_utime + usage.ru_stime)
    within("process start to painted window", min(taken), BUDGET)
