"""Whether the installed Qt can be used; asked before anything of it is loaded."""

from __future__ import annotations

import sys

import PySide6

_TOO_NEW = (6, 12)


def refusal() -> str:
    """Return why this Qt cannot be used, or nothing."""
    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    if sys.version_info < (3, 12) and version >= _TOO_NEW:
        return (
            f"PySide6 {PySide6.__version__} stops at once on Python 3.11. Install an older one: "
            'python -m pip install "PySide6-Essentials<6.12"'
        )
    return ""
