"""Files come in, with a receipt; everything can be taken back; cancelled, nothing is left."""

from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel

from glossator.exchange import plain
from glossator.ui.importing import bringing
from glossator_db import codes, codings, documents

CODEBOOK = "path,description\nPeople,\nPeople > Trust,What is lost slowly gained\nDoubt,\n"
CODING = {"doc": "ward", "start": 0, "end": 5, "code": "People > Trust", "coder": "Ben", "quote": "Trust"}


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "ward.txt").write_text("Trust grows slowly.\n", "utf-8")
    (folder / "clinic.md").write_text("Nobody asked us.\n", "utf-8")
    (folder / "codebook.csv").write_text(CODEBOOK, "utf-8")
    (folder / "codings.jsonl").write_text(json.dumps(CODING) + "\n", "utf-8")
    return folder


def texts(desk):
    with desk.session.read() as conn:
        return [document.name for document in documents.list_(conn)]


def counts(desk):
    with desk.session.read() as conn:
        return len(documents.list_(conn)), len(codes.list_(conn)), codings.total(conn)


def words_in(dialog):
    return [
        label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog) and label.text()
    ]


def test_a_few_texts_are_said_in_one_sentence_with_undo(desk, files):
    desk.bring(files / "ward.txt", files / "clinic.md")
    assert texts(desk) == ["ward", "clinic"]
    assert desk.dialog("receiptDialog") is None
    message = desk.messages[-1]
    assert (message.kind, message.text) == ("good", "2 texts added.")
    dict(message.buttons)["Undo"]()
    assert texts(desk) == []


def test_everything_at_once_goes_in_in_the_right_order(desk, files):
    desk.bring(files / "codings.jsonl", files / "codebook.csv", files / "ward.txt")
    assert counts(desk) == (1, 3, 1)
    dialog = desk.dialog("receiptDialog")
    assert "1 of 1 coding placed exactly" in words_in(dialog)
    assert dialog.findChild(type(dialog), "x") is None


def test_undo_import_takes_every_step_back(desk, files, qtbot):
    desk.bring(files / "codings.jsonl", files / "codebook.csv", files / "ward.txt")
    assert desk.brought[-1].steps == 3
    qtbot.mouseClick(desk.button("receiptUndo"), Qt.MouseButton.LeftButton)
    assert counts(desk) == (0, 0, 0)
    assert desk.dialog("receiptDialog") is None
    assert desk.said == "The import was taken back."


def test_the_receipt_of_a_codebook(desk, files, qtbot):
    desk.bring(files / "codebook.csv")
    dialog = desk.dialog("receiptDialog")
    assert "3 new codes, 0 changed" in words_in(dialog)
    assert "codebook.csv · codebook" in words_in(dialog)
    table = desk.button("receiptTable")
    assert "Codes: 3 new, 0 same, 0 changed, 0 not placed" in table.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.dialog("receiptDialog") is None


def test_what_could_not_be_read_is_named_and_the_others_go_in(desk, files):
    (files / "scan.pdf").write_bytes(b"%PDF-1.4")
    (files / "odd.csv").write_text("height,weight\n1,2\n", "utf-8")
    desk.bring(files / "ward.txt", files / "scan.pdf", files / "odd.csv", files / "missing.txt")
    assert texts(desk) == ["ward"]
    said = "\n".join(words_in(desk.dialog("receiptDialog")))
    assert "1 text added" in said
    assert "3 files could not be read" in said
    assert "“scan.pdf”: “.pdf” files cannot be read" in said
    assert "Columns found: height, weight" in said
    assert str(files) not in said


def test_a_text_that_is_there_already_is_said(desk, files):
    desk.bring(files / "ward.txt")
    desk.bring(files / "ward.txt")
    said = "\n".join(words_in(desk.dialog("receiptDialog")))
    assert "0 texts added" in said
    assert "“ward.txt”: its text is in the project already, as “ward”" in said
    assert not desk.button("receiptUndo").isEnabled()


def test_a_folder_is_walked(desk, files):
    for name in ("codebook.csv", "codings.jsonl"):
        (files / name).unlink()
    desk.bring(files)
    assert texts(desk) == ["clinic", "ward"]


def test_codings_without_their_codes_are_refused_and_can_be_tried_again(desk, files, qtbot):
    desk.bring(files / "ward.txt")
    desk.bring(files / "codings.jsonl")
    assert counts(desk) == (1, 0, 0)
    dialog = desk.dialog("importRefused")
    said = "\n".join(words_in(dialog))
    assert "“codings.jsonl” was not imported" in said
    assert "Line 1: There is no code “People > Trust”" in said
    assert "--" not in said
    make, _ = dialog.findChildren(QCheckBox)
    make.setChecked(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.dialog("receiptDialog") is not None)
    assert counts(desk) == (1, 2, 1)


def test_the_rest_can_be_brought_in_where_some_have_no_place(desk, files, qtbot):
    lost = {**CODING, "start": 3, "end": 9, "quote": "nowhere in it"}
    (files / "codings.jsonl").write_text(f"{json.dumps(CODING)}\n{json.dumps(lost)}\n", "utf-8")
    desk.bring(files / "ward.txt")
    options = bringing.Options(create_codes=True, keep_unplaced=True)
    desk.bring(files / "codings.jsonl", options=options)
    said = "\n".join(words_in(desk.dialog("receiptDialog")))
    assert "1 of 2 codings placed exactly" in said
    assert "1 coding not placed" in said
    assert "nowhere in it" in said


@pytest.fixture
def slow(monkeypatch):
    """Reading a file waits until the gate is open: a slow disk."""
    gate, real = threading.Event(), plain.read

    def read(path):
        gate.wait(10)
        return real(path)

    monkeypatch.setattr(plain, "read", read)
    yield gate
    gate.set()


def test_progress_is_shown_after_half_a_second_with_a_row_for_each_file(desk, files, slow, qtbot):
    desk.importing.add_files([files / "ward.txt", files / "clinic.md"])
    assert desk.dialog("importDialog") is None
    qtbot.waitUntil(lambda: desk.dialog("importDialog") is not None)
    dialog = desk.dialog("importDialog")
    assert "Adding 2 texts" in words_in(dialog)
    rows = desk.button("importFiles").model()
    assert [rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)] == [
        "ward.txt, Reading …",
        "clinic.md, Waiting",
    ]
    assert desk.button("importCancel").hasFocus()
    slow.set()
    qtbot.waitUntil(lambda: desk.dialog("receiptDialog") is not None)
    assert desk.dialog("importDialog") is None
    assert texts(desk) == ["ward", "clinic"]


def test_a_cancelled_import_leaves_the_project_as_it_was(desk, files, slow, qtbot):
    desk.importing.add_files([files / "ward.txt", files / "clinic.md"])
    qtbot.waitUntil(lambda: desk.dialog("importDialog") is not None)
    qtbot.keyClick(desk.button("importCancel"), Qt.Key.Key_Escape)
    slow.set()
    qtbot.waitUntil(lambda: desk.importing._task is None)
    assert texts(desk) == []
    assert desk.said == "Nothing was imported."
    assert desk.session.undo_label is None


def test_steps_that_were_made_before_cancelling_are_taken_back(desk, files, monkeypatch, qtbot):
    """The texts are in when the codebook's turn comes and the person cancels."""
    real = bringing.exchange.import_

    def cancelling(*args, **kwargs):
        desk.importing._task.cancel()
        return real(*args, **kwargs)

    monkeypatch.setattr(bringing.exchange, "import_", cancelling)
    desk.bring(files / "ward.txt", files / "codebook.csv")
    assert counts(desk) == (0, 0, 0)
    assert desk.said == "Nothing was imported."


def test_nothing_is_imported_into_a_project_open_to_read_only(desk, files, tmp_path):
    desk.bring(files / "ward.txt")
    path = desk.session.project.path
    desk.session.close()
    path.chmod(0o444)
    from glossator_db.project import Project

    desk.session._take(Project.open(path, write=False), "Anna Meier", "A")
    desk.importing.add_files([files / "clinic.md"])
    assert "read only" in desk.said
    assert not desk.importing.can_import()
    assert desk.importing.can_export()


@pytest.mark.parametrize("ending", ["txt", "json"])
def test_a_receipt_is_saved(desk, files, tmp_path, ending):
    desk.bring(files / "ward.txt", files / "codebook.csv", files / "codings.jsonl")
    target = tmp_path / f"receipt.{ending}"
    desk.importing.save_receipt(desk.brought[-1], target)
    assert desk.said == f"Receipt saved as “receipt.{ending}”."
    written = target.read_text("utf-8")
    if ending == "json":
        assert json.loads(written)["codings"]["placed_exactly"] == 1
    else:
        assert "1 of 1 coding placed exactly" in written
        assert "Codes\t3\t0\t0\t0" in written


def test_a_receipt_that_cannot_be_written_is_said(desk, files, tmp_path):
    desk.bring(files / "ward.txt")
    desk.importing.save_receipt(desk.brought[-1], tmp_path / "no" / "receipt.txt")
    assert "folder does not exist" in desk.said


def test_ctrl_i_asks_for_files(desk, files, qtbot):
    qtbot.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog.windowTitle() == "Import"
    dialog.filesSelected.emit([str(files / "ward.txt")])
    dialog.reject()
    qtbot.waitUntil(lambda: texts(desk) == ["ward"])
    qtbot.waitUntil(lambda: desk.importing._task is None)


def test_ctrl_e_asks_what_to_export_and_where(desk, files, qtbot, tmp_path):
    desk.bring(files / "ward.txt", files / "codebook.csv", files / "codings.jsonl")
    desk.dialog("receiptDialog").accept()
    qtbot.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    formats = desk.button("exportFormats")
    assert formats.hasFocus()
    qtbot.keyClick(formats, Qt.Key.Key_Down)
    qtbot.keyClick(formats, Qt.Key.Key_Return)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog.windowTitle() == "Export codings"
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.reject()
    qtbot.waitUntil(lambda: desk.said == "1 coding written to “out.csv”.")
    assert "People > Trust" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_one_coders_codings_of_one_text_are_exported(desk, files, qtbot, tmp_path):
    other = {**CODING, "coder": "Cora", "start": 6, "end": 11, "quote": "grows"}
    (files / "codings.jsonl").write_text(f"{json.dumps(CODING)}\n{json.dumps(other)}\n", "utf-8")
    desk.bring(files / "ward.txt", files / "codebook.csv", files / "codings.jsonl")
    desk.dialog("receiptDialog").accept()
    desk.importing.export()
    dialog = desk.dialog("exportDialog")
    dialog.list.setCurrentIndex(dialog.list.model().index(2, 0))
    coders = desk.button("exportCoders")
    assert [word for _, word in coders._choices] == ["All 3", "Anna Meier", "Ben", "Cora"]
    coders.set_value("Cora")
    wish = dialog.wish()
    dialog.reject()
    desk.importing.export_to(wish, tmp_path / "out.jsonl")
    qtbot.waitUntil(lambda: desk.said == "1 coding written to “out.jsonl”.")
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["quote"] == "grows"


def test_texts_are_exported_into_a_folder(desk, files, qtbot, tmp_path):
    desk.bring(files / "ward.txt", files / "clinic.md")
    desk.importing.export()
    dialog = desk.dialog("exportDialog")
    dialog.list.setCurrentIndex(dialog.list.model().index(3, 0))
    wish = dialog.wish()
    dialog.reject()
    desk.importing.export_to(wish, tmp_path / "out")
    qtbot.waitUntil(lambda: desk.said == "2 texts written to “out”.")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["clinic.txt", "ward.txt"]


def test_texts_replace_no_file_unasked(desk, files, qtbot, tmp_path):
    desk.bring(files / "ward.txt", files / "clinic.md")
    (tmp_path / "ward.txt").write_text("something else")
    for accept in (False, True):
        desk.importing.export()
        dialog = desk.dialog("exportDialog")
        dialog.list.setCurrentIndex(dialog.list.model().index(3, 0))
        dialog.accept()
        chooser = desk.window.findChild(QFileDialog)
        chooser.fileSelected.emit(str(tmp_path))
        chooser.done(0)
        asked = desk.dialog("exportReplace")
        assert asked.title.text() == "Replace 1 file?"
        assert "“ward.txt”" in asked.sentence.text()
        if accept:
            asked.accept()
            qtbot.waitUntil(lambda: desk.said == f"2 texts written to “{tmp_path.name}”.")
        else:
            asked.reject()
            assert not (tmp_path / "clinic.txt").exists()
            assert (tmp_path / "ward.txt").read_text() == "something else"
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (tmp_path / "ward.txt").read_text() != "something else"


def test_the_export_dialog_grows_with_what_a_format_asks(desk, files):
    desk.bring(files / "ward.txt")
    desk.importing.export()
    dialog = desk.dialog("exportDialog")
    for row in (1, 0, 3, 2):
        dialog.list.setCurrentIndex(dialog.list.model().index(row, 0))
        inner = dialog._inner
        assert inner.minimumSizeHint().height() <= dialog._scroll.viewport().height()
    dialog.reject()


def test_an_export_that_cannot_be_written_is_said(desk, files, qtbot, tmp_path):
    from glossator.ui.importing.export_dialog import TARGETS, Wish

    desk.bring(files / "ward.txt")
    desk.importing.export_to(Wish(TARGETS[0]), tmp_path / "no" / "codebook.csv")
    qtbot.waitUntil(lambda: "cannot be written" in desk.said)
    assert "folder does not exist" in desk.said
