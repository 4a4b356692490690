"""From a process to a painted window."""

from __future__ import annotations

import os
import subprocess
import sys

import PySide6
import pytest

from glossator import __main__ as program
from glossator import __version__

HEAVY = ("numpy", "sqlalchemy", "pyqtgraph", "spacy", "alembic")
SCRIPT = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from glossator.ui import start

real = QApplication.exec

def until_painted():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "mainWindow")
    window.painted.connect(lambda: (print("heavy:", [m for m in {HEAVY!r} if m in sys.modules]), window.close()))
    QTimer.singleShot(20000, lambda: (print("never painted"), sys.exit(3)))
    return real()

QApplication.exec = staticmethod(until_painted)
sys.exit(start.run())
"""


def test_nothing_heavy_is_imported_before_the_window_is_painted(home):
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "heavy: []\n"


@pytest.mark.parametrize("known", [True, False])
def test_a_project_named_at_the_start_is_opened_or_waits_for_the_name(
    qtbot, theme, settings, tmp_path, known
):
    from glossator.ui.window import Window
    from glossator_db.project import Project

    Project.create(tmp_path / "Named.gloss").close()
    if not known:
        settings.set(coder_name="", coder_initials="")
    window = Window(theme, settings)
    window.start(tmp_path / "Named.gloss")
    window.show()
    if not known:
        page = window.root.currentWidget()
        assert page.objectName() == "firstRunPage"
        assert page.main.text() == "Open “Named”"
        page.main.click()
        assert not window.session.is_open
        qtbot.keyClicks(page.name, "Zoe Meier")
        page.main.click()
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.project.name == "Named"
    assert window.session.coder.name == ("Anna Meier" if known else "Zoe Meier")
    window.close()
    window.deleteLater()


def test_the_version_is_printed(capsys):
    assert program.main(["--version"]) == 0
    assert capsys.readouterr().out == f"glossator {__version__}\n"


def test_a_verb_imports_no_qt(tmp_path):
    script = (
        "import sys; from glossator.__main__ import main\n"
        "status = main(['new', sys.argv[1]])\n"
        "print(status, [m for m in sys.modules if m.startswith('PySide6')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "New.gloss")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr
    assert (tmp_path / "New.gloss").is_file()


def test_a_qt_that_aborts_is_refused_with_a_sentence(monkeypatch, capsys):
    monkeypatch.setattr(PySide6, "__version__", "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    assert program.main([]) == 2
    said = capsys.readouterr().err
    assert "PySide6 6.12.0" in said
    assert "Install an older one" in said


def test_words_that_name_files_open_the_window(tmp_path):
    there = tmp_path / "study.txt"
    there.touch()
    os.chdir(tmp_path)
    assert program._is_project("other.gloss")
    assert program._is_project("study.txt")
    assert not program._is_project("info")
    assert not program._is_project("--help")


def test_missing_emoji_are_told_of_once(window):
    from glossator.ui.start import tell_of_emoji

    tell_of_emoji(window, ["Noto Sans", "Noto Color Emoji"])
    assert not window.message_bar.isVisible()
    tell_of_emoji(window, ["Noto Sans"])
    assert "Noto Color Emoji" in window.message_bar.message.text
    window.message_bar.dismiss()
    tell_of_emoji(window, ["Noto Sans"])
    assert not window.message_bar.isVisible()
