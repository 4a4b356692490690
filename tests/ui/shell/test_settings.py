"""Settings come back as they were, and a broken file costs no more than its broken lines."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QSettings

from glossator.ui.settings import Place, Recent, Settings, SettingsStore


def test_everything_comes_back(qapp, tmp_path):
    store = SettingsStore(tmp_path / "s.ini")
    value = {
        "coder_name": "Zoë “Z” O’Neil, 我", "coder_initials": "Z", "appearance": "dark", "interface_size": 1.25,
        "text_size": 20.0, "single_letters": False, "keys": {"edit.undo": ("Ctrl+U",)},
        "recent": (Recent("/a/b.gloss", "2026-01-02T03:04:05", 1, 2, 3),),
        "places": {"/a/b.gloss": Place("codePage", 7, 42)}, "splitters": {"codeSplitter": (1, 2, 3)},
        "hidden_panels": ("documentPanel",),
    }  # fmt: skip
    store.set(**value)
    store.sync()
    again = SettingsStore(tmp_path / "s.ini").value
    assert again == Settings(**value)


def test_a_line_that_cannot_be_read_takes_its_default(qapp, tmp_path):
    path = tmp_path / "s.ini"
    path.write_text(
        '[General]\nappearance="\\"dark\\""\nrecent=nonsense\ntext_size="\\"huge\\""\ninterface_size=9\nplaces=[1]\n'
    )
    value = SettingsStore(path).value
    assert value.appearance == "dark"
    assert value.recent == ()
    assert value.text_size == 16.0
    assert value.interface_size == 1.5
    assert value.places == {}


def test_setting_the_same_says_nothing(qtbot, settings):
    with qtbot.assertNotEmitted(settings.changed):
        settings.set(coder_name=settings.value.coder_name)
    with qtbot.waitSignal(settings.changed):
        settings.set(coder_name="Ben")


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("appearance", "purple"),
        ("recent", [{"path": 5}]),
        ("recent", [{"path": "/a.gloss", "opened": "", "texts": "many"}]),
        ("places", {"/a.gloss": {"workspace": "codePage", "document": "first", "position": 0}}),
        ("keys", {"edit.undo": 5}),
        ("splitters", {"codeSplitter": ["wide"]}),
        ("text_size", None),
    ],
)
def test_a_value_of_another_kind_takes_its_default(qapp, tmp_path, field, raw):
    file = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    file.setValue(field, json.dumps(raw))
    file.sync()
    assert SettingsStore(tmp_path / "s.ini").value == Settings()


def test_what_a_newer_version_adds_to_a_project_costs_nothing(qapp, tmp_path):
    file = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    file.setValue("recent", json.dumps([{"path": "/a.gloss", "opened": "", "texts": 3, "rounds": 2}]))
    file.sync()
    assert SettingsStore(tmp_path / "s.ini").value.recent == (Recent("/a.gloss", "", 3),)
