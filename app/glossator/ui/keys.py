"""Keys as people read them: ``Ctrl+Shift+F`` is printed ``Ctrl ⇧ F``."""

from __future__ import annotations

import sys

MAC = sys.platform == "darwin"

_WORDS = {
    "Shift": "⇧", "Return": "↵", "Enter": "↵", "Escape": "Esc", "Delete": "Del", "Insert": "Ins",
    "Backspace": "⌫", "PgUp": "PgUp", "PgDown": "PgDn", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
    "Space": "Space", "Meta": "Meta",
}  # fmt: skip
_MAC_WORDS = {"Ctrl": "⌘", "Alt": "⌥", "Meta": "⌃"}
_SPOKEN = {"⇧": "Shift", "↵": "Return", "⌫": "Backspace", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right"}

# what differs on macOS beside Ctrl, which Qt turns into Command
_MAC_KEYS = {
    "Ctrl+Y": "", "F3": "Ctrl+G", "Shift+F3": "Ctrl+Shift+G", "Alt+Left": "Ctrl+[", "Alt+Right": "Ctrl+]",
    "Ctrl+PgDown": "Ctrl+Alt+Down", "Ctrl+PgUp": "Ctrl+Alt+Up", "F11": "Meta+Ctrl+F", "Insert": "",
    "Delete": "Ctrl+Backspace",
}  # fmt: skip


def native(keys: tuple[str, ...], *, mac: bool = MAC) -> tuple[str, ...]:
    """Return *keys* as this system has them."""
    if not mac:
        return keys
    return tuple(found for key in keys if (found := _MAC_KEYS.get(key, key)))


def cap(key: str, *, mac: bool = MAC) -> str:
    """Return what is printed on the cap for the portable key *key*."""
    parts = [part for part in key.removesuffix("+").split("+") if part]
    if key.endswith("+"):
        parts.append("+")
    words = {**_WORDS, **_MAC_WORDS} if mac else _WORDS
    return " ".join(words.get(part, part) for part in parts)


def spoken(key: str) -> str:
    """Return *key* as a screen reader should say it."""
    return " ".join(_SPOKEN.get(part, part) for part in cap(key, mac=False).split(" "))


def is_single(key: str) -> bool:
    """Say whether *key* is a letter, digit or sign without Ctrl or Alt, which must not act while typing."""
    last = key.removeprefix("Shift+")
    return len(last) == 1 or last == "Space"
