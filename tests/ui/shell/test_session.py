"""The session runs verbs on a real project and says what changed, on the GUI thread."""

from __future__ import annotations

import threading

from glossator.operations import codebook, coding, documents
from glossator.ui.session import Session
from glossator_db import coders, codes, codings
from glossator_db.project import Project
from glossator_db.records import Extent


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


def _names(session):
    with session.read() as conn:
        return [coder.name for coder in coders.list_(conn)]


def test_the_coder_of_before_takes_the_new_name_and_back(session):
    first = session.coder
    document = session.do(documents.add_text, "A", "One. Two.")
    code = session.do(codebook.add_code, "Trust")
    session.do(coding.apply_code, document.id, code.id, Extent(0, 4))
    assert session.use_coder("Zoe", "Z")
    assert _names(session) == ["Anna Meier", "Zoe"]
    session.rename_coder(first)
    assert _names(session) == ["Zoe"]
    assert session.coder.id == first.id
    assert session.visible_coders == {first.id}
    assert session.undo_label == "Renamed Anna Meier to Zoe"
    session.undo()
    assert _names(session) == ["Anna Meier", "Zoe"]
    assert session.coder.name == "Zoe"
    session.do(coding.apply_code, document.id, code.id, Extent(5, 9))
    with session.read() as conn:
        assert [made.coder_id for made in codings.list_(conn)] == [first.id, session.coder.id]


def test_a_name_somebody_has_is_no_name_to_give(qtbot, session):
    first = session.coder
    document = session.do(documents.add_text, "A", "One. Two.")
    code = session.do(codebook.add_code, "Trust")
    session.use_coder("Ben", "B")
    session.do(coding.apply_code, document.id, code.id, Extent(0, 4))
    session.use_coder("Anna Meier", "A")
    assert not session.use_coder("Ben", "B")
    with qtbot.waitSignal(session.refused) as said:
        session.rename_coder(first)
    assert said.args == ["There is a coder “Ben” already."]
    assert _names(session) == ["Anna Meier", "Ben"]


def test_new_initials_are_a_step_of_their_own(session):
    assert not session.use_coder("Anna Meier", "AM")
    assert session.coder.initials == "AM"
    assert session.undo_label == "Changed the initials of Anna Meier to AM"
    session.undo()
    assert session.coder.initials == "A"


def test_who_codes_is_there_also_after_an_undo_took_the_coder_away(session):
    with session.project.change("Imported coders") as conn:
        coders.ensure(conn, "Ben", "B")
    session.use_coder("Ben", "B")
    session.undo()
    assert session.coder.name == "Ben"
    assert _names(session) == ["Anna Meier", "Ben"]
