"""Looking for entities: in the background, by a real worker; stopped, failing, and with a model that is missing."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt

from glossator.language import client
from glossator.operations import documents, entities
from glossator.ui.entities.finder import EntityFinder
from glossator.ui.tasks import Tasks
from glossator_db import documents as rows

TEXT = "Dr Ann Poole, chairman of the NHS Alliance, said so on 5 June 2014.\n"
PATIENCE = 30_000


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def finder(qtbot, session, settings, tasks):
    settings.set(find_entities=True)
    finder = EntityFinder.of(session, settings, tasks)
    qtbot.waitUntil(lambda: not finder.running, timeout=PATIENCE)  # it looks at the empty project first
    yield finder
    finder.stop()


def add(session, name="Ward", text=TEXT):
    return documents.add_text(session.project, name, text, coder=session.coder)


def test_a_session_has_one_finder(finder, session, settings, tasks):
    assert EntityFinder.of(session, settings, tasks) is finder


def test_a_new_text_is_looked_through_by_the_worker(finder, session, qtbot):
    document = add(session)
    qtbot.waitUntil(lambda: finder.running, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: bool(entities.of_document(session.project, document.id)) and not finder.running,
        timeout=PATIENCE,
    )
    found = {mention.text: mention.label for mention in entities.of_document(session.project, document.id)}
    assert found["Ann Poole"] == "PERSON"
    assert found["5 June 2014"] == "DATE"
    assert not finder.running
    assert finder._worker.pid is not None
    assert session.undo_label == "Added “Ward”"
    finder.stop()
    assert finder._worker is None


def test_nothing_starts_by_itself_where_it_is_switched_off(finder, session, settings, qtbot):
    settings.set(find_entities=False)
    add(session)
    qtbot.wait(30)
    assert not finder.running


class SlowWorker(client.Worker):
    """A worker process that reads and never answers."""

    def __init__(self):
        super().__init__([sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"])


class DyingWorker(client.Worker):
    """A worker process that ends at once."""

    def __init__(self):
        super().__init__([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_search_is_cancelled_and_the_window_stays_live(make, session, monkeypatch, qtbot):
    monkeypatch.setattr(client, "Worker", SlowWorker)
    add(session)
    desk = make()
    page = desk.page
    assert page._empty.title.text() == "Entities have not been looked for in 1 text."
    qtbot.mouseClick(page._empty.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.strip.isVisible() and "0 of 1 text" in page.strip.label.text(), timeout=PATIENCE
    )
    assert page._empty.title.text() == "Looking for entities …"
    assert not page.can_find()
    add(session, "Clinic", "Nobody asked.\n")
    assert page.strip.button.text() == "Cancel"
    qtbot.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.finder.running, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: page._empty.title.text() == "Entities have not been looked for in 2 texts.", timeout=PATIENCE
    )
    assert not page.strip.isVisible()


def test_a_worker_that_dies_is_said_in_one_sentence_and_can_be_tried_again(make, session, monkeypatch, qtbot):
    monkeypatch.setattr(client, "Worker", DyingWorker)
    add(session)
    page = make().page
    with qtbot.waitSignal(page.finder.failed, timeout=PATIENCE) as failed:
        page.find_now()
    assert "ended unexpectedly" in failed.args[0]
    assert page.strip.isVisible()
    assert page.strip.label.text().endswith("Your coding was not touched.")
    assert page.strip.button.text() == "Try again"
    monkeypatch.setattr(client, "Worker", SlowWorker)
    page.finder._close_worker()
    qtbot.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.finder.running and page.strip.button.text() == "Cancel", timeout=PATIENCE)


def test_a_text_that_goes_before_its_turn_does_not_fail_the_search(
    finder, session, settings, qtbot, monkeypatch
):
    real, removed = entities._texts, []

    def going(project, waiting):
        if not removed:
            removed.append(session.project.undo)
            with project.change("Gone") as conn:
                rows.remove(conn, next(iter(waiting.values())))
        yield from real(project, waiting)

    settings.set(find_entities=False)
    add(session)
    kept = add(session, "Clinic", "Mr Ben Hall was there on 6 June 2014.\n")
    monkeypatch.setattr(entities, "_texts", going)
    failed = []
    finder.failed.connect(failed.append)
    with qtbot.waitSignal(finder.found, timeout=PATIENCE):
        finder.find()
    qtbot.waitUntil(lambda: not finder.running, timeout=PATIENCE)
    assert entities.of_document(session.project, kept.id)
    assert failed == []


def test_closing_the_project_ends_the_search(finder, session, monkeypatch, qtbot, tasks):
    monkeypatch.setattr(client, "Worker", SlowWorker)
    add(session)
    qtbot.waitUntil(lambda: finder.running and finder._worker.pid is not None, timeout=PATIENCE)
    session.close()
    assert not finder.running
    assert finder._worker is None
    qtbot.waitUntil(lambda: not tasks.running(), timeout=PATIENCE)


def test_a_model_that_is_missing_is_named_and_the_rules_take_its_place(finder, session, settings, qtbot):
    settings.set(entity_pipeline="xx_not_there", find_entities=False)
    add(session)
    said = []
    finder.said.connect(said.append)
    with qtbot.waitSignal(finder.found, timeout=PATIENCE):
        finder.find()
    assert [message.text for message in said] == [
        "The model “xx_not_there” is not installed. Entities are found by the rules instead."
    ]
    assert finder.pipeline().name == "rules"
    finder.find()
    assert len(said) == 1
    qtbot.waitUntil(lambda: not finder.running, timeout=PATIENCE)


def test_the_pipelines_are_offered_and_those_that_cannot_be_used_say_why(make, session, qtbot):
    from glossator.language.pipelines import Pipeline
    from glossator.ui.entities.popups import pipeline_popup
    from glossator.ui.widgets.rows import Role

    desk = make()
    qtbot.mouseClick(desk.page.head.pipeline, Qt.MouseButton.LeftButton)
    popup = desk.find("pipelinePopup")
    assert popup.list.currentIndex().data() == "rules"
    popup.close_popup()
    broken = Pipeline("en_old", "2.0", "en", "", False, "It was made for spaCy 2.")
    popup = pipeline_popup(desk.page._theme, desk.page, [broken], "rules")
    index = popup.lines.index(0, 0)
    assert index.data(Role.SECOND) == "It was made for spaCy 2."
    assert not popup.lines.flags(index) & Qt.ItemFlag.ItemIsEnabled
    chosen = []
    popup.chosen.connect(chosen.append)
    popup.take_current()
    assert chosen == []
    popup.deleteLater()


def test_a_project_without_texts_says_so(make):
    assert make().page._empty.title.text() == "No texts yet."


def test_texts_that_were_not_looked_at_are_counted_beside_those_that_were(make, filled, qtbot):
    add(filled, "New", "Another text.\n")
    page = make().page
    assert page.strip.isVisible()
    assert page.strip.label.text() == "Entities have not been looked for in 1 of 3 texts."
    assert page.strip.button.text() == "Find now"
    assert page.table.isVisible()


def test_looking_again_where_everything_was_looked_at_is_said(desk, qtbot):
    desk.page.find_now()
    assert desk.messages[-1].text == "All 2 texts have been looked through by rules."
    qtbot.waitUntil(lambda: not desk.page.finder.running, timeout=PATIENCE)
