"""What the cells of a codebook may say; each raises ValueError, with the reason, where one says something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossator_db.records import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_SHORTCUT = re.compile(r"[^\W_]{1,2}")


def color_of(cell: str) -> str:
    """Return a colour as ``#rrggbb``; empty where the cell is."""
    digits = cell.strip().lower()
    if not digits:
        return ""
    if not _COLOR.fullmatch(digits):
        raise ValueError("is not a colour like #33a583")
    digits = digits.removeprefix("#")
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def mark_of(cell: str) -> str:
    """Return the name of a mark; empty where the cell is."""
    mark = cell.strip().lower()
    if mark and mark not in MARKS:
        raise ValueError(f"is not a mark; the marks are {', '.join(MARKS)}")
    return mark


def shortcut_of(cell: str) -> str:
    """Return the hint letters in capitals; empty where the cell is."""
    letters = cell.strip().upper()
    if letters and not _SHORTCUT.fullmatch(letters):
        raise ValueError("is not a shortcut of one or two letters")
    return letters


def digit_of(cell: str) -> int:
    """Return the digit set by hand, or 0."""
    digit = cell.strip()
    if digit and (len(digit) > 1 or digit not in "123456789"):
        raise ValueError("is not a digit from 1 to 9")
    return int(digit or 0)


def groups_of(found: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the groups, each once, as the cells list them."""
    names = (name.strip() for cell in found for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in names if name))
