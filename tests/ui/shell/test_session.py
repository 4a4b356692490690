"""The session runs verbs on a real project and says what changed, on the GUI thread."""

from __future__ import annotations

import threading

from glossator.operations import codebook, documents
from glossator.ui.session import Session
from glossator_db import codes
from glossator_db.project import Project


def test_a_verb_changes_the_project_and_says_so(qtbot, session):
    with qtbot.waitSignal(session.changed) as blocker:
        made = session.do(codebook.add_code, "Trust")
    assert made.name == "Trust"
    assert blocker.args[0].touch("code")
    assert "Trust" in session.undo_label


def test_undo_and_redo_say_what_changed(qtbot, session):
    session.do(codebook.add_code, "Trust")
    with qtbot.waitSignal(session.changed) as blocker:
        session.undo()
    assert blocker.args[0].kind == "undone"
    with session.read() as conn:
        assert codes.list_(conn) == []
    session.redo()
    with session.read() as conn:
        assert [code.name for code in codes.list_(conn)] == ["Trust"]


def test_a_refusal_is_a_sentence_and_changes_nothing(qtbot, session):
    session.do(codebook.add_code, "Trust")
    with qtbot.waitSignal(session.refused) as blocker, qtbot.assertNotEmitted(session.changed):
        assert session.do(codebook.add_code, "Trust") is None
    assert "Trust" in blocker.args[0]
    with qtbot.waitSignal(session.refused):
        session.redo()


def test_a_commit_on_a_thread_is_heard_on_the_gui_thread(qtbot, session):
    heard = []
    session.changed.connect(lambda changes: heard.append(threading.current_thread()))
    project, coder = session.project, session.coder
    thread = threading.Thread(target=lambda: documents.add_text(project, "A", "One.", coder=coder))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [threading.main_thread()]


def test_a_held_project_opens_to_read_only(qtbot, tmp_path):
    path = tmp_path / "Held.gloss"
    Project.create(path).close()
    script = (
        "import sys; from pathlib import Path; from glossator_db.project import Project\n"
        "with Project.open(Path(sys.argv[1])) as p:\n    print('held', flush=True); sys.stdin.read()\n"
    )
    import subprocess
    import sys

    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        session = Session()
        session.open(path, "Anna", "A")
        assert session.readonly
        assert session.project.holder.pid == holder.pid
        with qtbot.waitSignal(session.refused):
            assert session.do(codebook.add_code, "Trust") is None
        session.close()
    finally:
        holder.communicate("")


def test_closing_forgets_what_was_looked_at(qtbot, session):
    document = session.do(documents.add_text, "A", "One.")
    session.show_document(document.id)
    with qtbot.waitSignals([session.closing, session.closed]):
        session.close()
    assert not session.is_open
    assert session.document_id is None
    assert session.readonly


def test_another_name_codes_from_now_on(session):
    first = session.coder
    session.use_coder("Ben", "B")
    assert session.coder.name == "Ben"
    assert session.coder.id != first.id
    session.use_coder("Ben", "BN")
    assert session.coder.initials == "BN"
