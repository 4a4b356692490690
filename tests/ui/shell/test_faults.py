"""What nobody caught is logged for the person alone, and said without a word of the texts."""

from __future__ import annotations

import sys
import threading

import pytest

from glossator.ui import faults
from glossator.ui.start import tell_of_settings
from glossator_db.errors import Damaged

SENTENCE = "“Study.gloss” is damaged and cannot be read."


@pytest.fixture
def logged(qapp):
    """The file of a log that was started, and is ended again."""
    before = list(faults.log.handlers)
    faults.start_log()
    yield faults.log_folder() / "glossator.log"
    for handler in set(faults.log.handlers) - set(before):
        faults.log.removeHandler(handler)
        handler.close()


def test_the_log_is_for_the_person_alone_and_holds_no_message(qtbot, logged, expect_log):
    expect_log("fault")
    hook = faults.Faults()
    with qtbot.waitSignal(hook.happened) as said:
        try:
            raise ValueError("The patient said her name was Mary")
        except ValueError as error:
            hook.take(type(error), error)
    assert "ValueError" in logged.read_text()
    assert "Mary" not in logged.read_text() + said.args[0]
    if sys.platform != "win32":
        assert logged.stat().st_mode & 0o777 == 0o600


def test_an_error_that_can_be_mended_is_its_sentence_also_from_a_thread(qtbot, window, logged, expect_log):
    expect_log("refused")
    hook = faults.Faults()
    hook.refused.connect(window.refuse)
    error = Damaged(SENTENCE)
    thread = threading.Thread(target=lambda: hook.take(type(error), error))
    with qtbot.assertNotEmitted(hook.happened):
        thread.start()
        thread.join()
        qtbot.waitUntil(window.message_bar.isVisible)
    assert window.message_bar.message.text == SENTENCE
    assert "Study" not in logged.read_text()


def test_without_a_place_for_the_log_the_program_starts(qapp, home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "file"))
    before = list(faults.log.handlers)
    faults.start_log()
    assert faults.log.handlers == before


def test_settings_that_cannot_be_kept_are_told_of(window, tmp_path):
    tell_of_settings(window)
    assert not window.message_bar.isVisible()
    (tmp_path / "settings.ini").unlink(missing_ok=True)
    (tmp_path / "settings.ini").mkdir()
    tell_of_settings(window)
    assert window.message_bar.message.text.startswith("Settings will be forgotten: ")
