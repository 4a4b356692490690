"""The worker as a process: what it answers, refuses, survives and leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from glossator.language.client import Worker, WorkerError, command
from glossator.language.worker import MODEL_LENGTH, RULES_LENGTH
from glossator.progress import Cancelled
from glossator_db.records import Extent, Mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINE = "Then Dr Plimsole went to Harlow on 7 June 2010 with the others. "


def test_answers_in_order_with_the_words_of_the_text(worker: Worker) -> None:
    texts = [(number, f"🙂 {number} Dr Plimsole") for number in range(20)]
    answers = list(worker.find(texts))
    assert [key for key, _ in answers] == list(range(20))
    for (_, text), (_, mentions) in zip(texts, answers, strict=True):
        start = text.index("Plimsole")
        assert mentions == [Mention(Extent(start, len(text)), "PERSON", "Plimsole", "title and name")]


def test_starts_when_first_needed_and_once(own_worker: Worker) -> None:
    assert own_worker.pid is None
    assert list(own_worker.find([])) == []
    assert own_worker.pid is None
    list(own_worker.find([("a", LINE)]))
    first = own_worker.pid
    list(own_worker.find([("a", LINE)]))
    assert own_worker.pid == first


def test_a_long_text_is_read_in_stretches_that_share_names(worker: Worker) -> None:
    opening = "Ottoline Frink said she would stay.\n\n"
    text = opening + LINE * (2 * RULES_LENGTH // len(LINE)) + "It was Frink who left 🙂 for Harlow."
    ((_, mentions),) = worker.find([("long", text)])
    assert all(text[m.extent.start : m.extent.end] == m.text for m in mentions)
    assert [m.text for m in mentions[-2:]] == ["Frink", "Harlow"]
    assert sum(m.text == "7 June 2010" for m in mentions) >= text.count("7 June 2010") - 2


def test_one_unbroken_line_does_not_hang(worker: Worker) -> None:
    ((_, mentions),) = worker.find([("odd", "(" * 150_000 + "a." * 100_000)])
    assert mentions == []


def test_lone_surrogates_do_no_harm(worker: Worker) -> None:
    ((_, mentions),) = worker.find([("odd", "\ud800 Dr Plimsole")])
    assert [m.text for m in mentions] == ["Plimsole"]


def test_a_model_goes_through_the_worker(
    own_worker: Worker, tiny_model: Path, install: Callable[..., None]
) -> None:
    install("en_tiny", tiny_model, name="tiny")
    ((_, mentions),) = own_worker.find([("a", "We saw Quibblers at Zedbury Arches .")], "en_tiny")
    assert [(m.label, m.text, m.rule) for m in mentions] == [("LOC", "Zedbury Arches", "")]
    ((_, mentions),) = own_worker.find([("a", "They left Zedbury at noon .")], "en_tiny")
    assert [(m.label, m.text) for m in mentions] == [("GPE", "Zedbury")]
    ((_, mentions),) = own_worker.find([("a", LINE)])
    assert len(mentions) == 3


def test_a_text_over_the_limit_of_spacy(worker: Worker, tiny_model: Path) -> None:
    text = "x " * (MODEL_LENGTH // 4) + "\n\n"
    text = text * 3 + "They left Zedbury at noon ."
    ((_, mentions),) = worker.find([("long", text)], str(tiny_model))
    assert mentions
    assert all(text[m.extent.start : m.extent.end] == m.text for m in mentions)
    assert mentions[-1].extent.start > len(text) - 30


def broken(saved: Path, target: Path, edit: Callable[[Path], None]) -> str:
    for path in saved.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(saved)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
    edit(target)
    return str(target)


def other_version(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"spacy_version": ">=2.0,<2.1"}), encoding="utf-8")


def unknown_component(folder: Path) -> None:
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    (folder / "config.cfg").write_text(
        config.replace('factory = "ner"', 'factory = "wobbler"'), encoding="utf-8"
    )


def bad_config(folder: Path) -> None:
    (folder / "config.cfg").write_text("nothing to see", encoding="utf-8")


def bad_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (other_version, "was made for spaCy >=2.0,<2.1"),
        (unknown_component, "needs a component that is not installed: wobbler"),
        (bad_config, "cannot be loaded"),
        (bad_meta, "meta.json cannot be read"),
    ],
)
def test_a_model_that_cannot_be_used(
    worker: Worker, tiny_model: Path, tmp_path: Path, edit: Callable[[Path], None], words: str
) -> None:
    name = broken(tiny_model, tmp_path / "broken", edit)
    with pytest.raises(WorkerError, match=words) as caught:
        list(worker.find([("a", LINE)], name))
    assert str(caught.value).count(". ") == 0
    pid = worker.pid
    assert len(list(worker.find([("a", LINE)]))) == 1
    assert worker.pid == pid


def test_a_model_that_is_not_there(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="“en_core_nowhere” is not installed"):
        list(worker.find([("a", LINE)], "en_core_nowhere"))


def test_a_worker_that_dies_says_so_and_the_next_call_starts_another(own_worker: Worker) -> None:
    list(own_worker.find([("a", LINE)]))
    first = own_worker.pid
    assert first is not None
    answers = own_worker.find((str(number), LINE * 1000) for number in range(50))
    next(answers)
    os.kill(first, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    with pytest.raises(WorkerError, match="ended unexpectedly"):
        list(answers)
    assert len(list(own_worker.find([("a", LINE)]))) == 1
    assert own_worker.pid not in (None, first)


def test_a_worker_that_cannot_be_started() -> None:
    with Worker(["/nowhere/at/all"]) as worker, pytest.raises(WorkerError, match="cannot be started"):
        list(worker.find([("a", LINE)]))


def test_a_worker_that_talks_nonsense() -> None:
    with (
        Worker([sys.executable, "-c", "input(); print('[1]')"]) as worker,
        pytest.raises(WorkerError, match="makes no sense"),
    ):
        list(worker.find([("a", LINE)]))


def test_cancel_from_another_thread(own_worker: Worker) -> None:
    list(own_worker.find([("a", LINE)]))
    begun = threading.Event()
    ended: list[float] = []

    def job() -> None:
        try:
            for _ in own_worker.find((number, LINE * 2000) for number in range(1000)):
                begun.set()
        except Cancelled:
            ended.append(time.monotonic())

    thread = threading.Thread(target=job)
    thread.start()
    assert begun.wait(20)
    asked = time.monotonic()
    own_worker.cancel()
    thread.join(5)
    assert not thread.is_alive()
    assert ended[0] - asked < 2
    assert len(list(own_worker.find([("a", LINE)]))) == 1


def test_cancel_without_a_search_does_nothing(worker: Worker) -> None:
    list(worker.find([("a", LINE)]))
    pid = worker.pid
    worker.cancel()
    assert worker.pid == pid


def test_answers_left_unread_do_not_reach_the_next_call(own_worker: Worker) -> None:
    answers = own_worker.find((number, LINE) for number in range(8))
    next(answers)
    answers.close()
    ((key, mentions),) = own_worker.find([("b", "Nothing here.")])
    assert (key, mentions) == ("b", [])


def test_only_one_search_at_a_time(worker: Worker) -> None:
    answers = worker.find([("a", LINE)])
    next(answers)
    with pytest.raises(WorkerError, match="already"):
        next(worker.find([("b", LINE)]))
    answers.close()


def test_the_process_ends_with_its_pipe_and_stays_silent() -> None:
    request = json.dumps({"pipeline": "rules", "texts": [LINE, "no"]}) + "\nnonsense of ours\n"
    with subprocess.Popen(
        command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(request.encode())
        child.stdin.flush()
        lines = [child.stdout.readline() for _ in range(3)]
        out, err = child.communicate(timeout=10)
    assert child.returncode == 0
    assert (out, err) == (b"", b"")
    assert [sorted(json.loads(line)) for line in lines] == [["mentions"], ["mentions"], ["error"]]
    assert b"nonsense" not in lines[2]


def test_the_client_needs_neither_spacy_nor_qt() -> None:
    code = (
        "import sys, glossator.language.client, glossator.language.pipelines as p\n"
        "p.installed(); p.version_of('rules')\n"
        "print([m for m in ('spacy', 'PySide6', 'numpy', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
