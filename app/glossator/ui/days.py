"""Days in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

if TYPE_CHECKING:
    from datetime import datetime


def day_word(time: datetime, now: datetime) -> str:
    """Return a day in words: “Today”, “Yesterday”, “3 November”, “3 November 2024”."""
    if time.date() == now.date():
        return "Today"
    if time.date() == now.date() - timedelta(days=1):
        return "Yesterday"
    month = QLocale(QLocale.Language.English).monthName(time.month)
    return f"{time.day} {month}" + ("" if time.year == now.year else f" {time.year}")
