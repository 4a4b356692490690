"""Where the files that come with the program are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Return the folder *folder* (``resources`` or ``seeds``) of this install.

    An installed or frozen program has it inside the package, a checkout two levels up.
    """
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parents[1] / folder
