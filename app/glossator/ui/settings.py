"""What belongs to the person, not to the study: one frozen dataclass, kept in an INI file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QSettings, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path


FULL_SIZE = 16
"""size of the text in pixels that is called 100 %"""
TEXT_SIZES = (10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48, 54)
"""the sizes that larger and smaller step through: 8 to 40 points"""

APPEARANCES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


@dataclass(frozen=True)
class Recent:
    """A project in the list of the welcome page."""

    path: str
    opened: str
    """local time, ISO 8601 to the second"""
    texts: int = 0
    codes: int = 0
    coders: int = 0


@dataclass(frozen=True)
class Place:
    """Where the person was in a project when it was closed."""

    workspace: str = "codePage"
    document: int | None = None
    position: int = 0
    """first code point of the caret or selection"""


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults."""

    coder_name: str = ""
    """the name codings carry; empty until the first run has asked"""
    coder_initials: str = ""
    """one or two letters for columns and lanes"""
    appearance: str = "system"
    """``system``, ``light`` or ``dark``"""
    interface_size: float = 1.0
    """0.9 to 1.5; multiplies everything but the text"""
    text_size: float = 16.0
    """size of the text in pixels; 16 is 100 %"""
    text_font: str = ""
    """family of the text; empty for Noto Serif or the system's serif"""
    single_letters: bool = True
    """whether single letters act while their pane has the focus"""
    find_entities: bool = True
    """whether entities are looked for by themselves, when a project is opened and when texts are added"""
    entity_pipeline: str = "rules"
    """what finds entities: ``rules``, or the name of a spaCy model"""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """keys the person has changed, by id of the action"""
    recent: tuple[Recent, ...] = ()
    """newest first"""
    places: Mapping[str, Place] = field(default_factory=dict)
    """by path of the project"""
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """sizes, by objectName of the splitter"""
    hidden_panels: tuple[str, ...] = ()
    """objectNames of panels the person has put away"""
    emoji_told: bool = False
    """whether it was said that no font for emoji is installed"""
    folder: str = ""
    """where the last file dialog was"""
    geometry: str = ""
    """the window's geometry as Qt saves it, in base 64"""


def _appearance(raw: str) -> str:
    if raw not in dict(APPEARANCES):
        raise ValueError(raw)
    return raw


def _recent(raw: list[dict[str, Any]]) -> tuple[Recent, ...]:
    sizes = ("texts", "codes", "coders")
    return tuple(
        Recent(str(row["path"]), str(row["opened"]), *(int(row.get(size, 0)) for size in sizes))
        for row in raw
    )


def _places(raw: dict[str, dict[str, Any]]) -> dict[str, Place]:
    return {
        path: Place(
            str(place["workspace"]),
            None if place["document"] is None else int(place["document"]),
            int(place["position"]),
        )
        for path, place in raw.items()
    }


_READERS: dict[str, Callable[[Any], Any]] = {
    "interface_size": lambda raw: min(1.5, max(0.9, float(raw))),
    "text_size": lambda raw: min(54.0, max(10.0, float(raw))),
    "single_letters": bool,
    "emoji_told": bool,
    "find_entities": bool,
    "appearance": _appearance,
    "keys": lambda raw: {name: tuple(str(key) for key in value) for name, value in raw.items()},
    "splitters": lambda raw: {name: tuple(int(size) for size in value) for name, value in raw.items()},
    "hidden_panels": lambda raw: tuple(str(name) for name in raw),
    "recent": _recent,
    "places": _places,
}

_SHARED = ("recent", "places")
"""what every window on this account adds to"""


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if isinstance(value, Recent | Place) else value


class SettingsStore(QObject):
    """The settings and the file they are kept in; one line of JSON a field."""

    changed = Signal()

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Read *path*, or where the system keeps settings; what cannot be read takes its default."""
        super().__init__(parent)
        kind, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        self._file = QSettings(str(path), kind) if path else QSettings(kind, scope, "Glossator", "Glossator")
        self.value = Settings(**self._read(item.name for item in fields(Settings)))

    @property
    def path(self) -> str:
        """The file the settings are kept in."""
        return self._file.fileName()

    @property
    def can_keep(self) -> bool:
        """Whether that file can be written."""
        return self._file.isWritable()

    def set(self, **changes: object) -> None:
        """Change fields, keep them, and say so."""
        value = replace(self.value, **cast("dict[str, Any]", changes))
        if value == self.value:
            return
        self.value = value
        for name in changes:
            self._file.setValue(name, json.dumps(_plain(getattr(value, name)), ensure_ascii=False))
        self.changed.emit()

    def sync(self) -> None:
        """Write to disk what Qt still holds back."""
        self._file.sync()

    def look_again(self) -> None:
        """Take in which projects other windows have opened since; to be called before the list is changed here."""
        self._file.sync()
        self.value = replace(self.value, **self._read(_SHARED))

    def _read(self, names: Iterable[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in names:
            raw = self._file.value(name)
            if isinstance(raw, str):
                try:
                    found[name] = _READERS.get(name, str)(json.loads(raw))
                except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError):
                    continue
        return found
