"""What a long job reports to, and how it learns that it is no longer wanted."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818  a wish, not an error
    """The person asked a job to stop."""


class Progress:
    """What a job reports to and asks whether to go on."""

    def __init__(self, on_step: Callable[[int, int], None] = lambda done, total: None) -> None:
        self._on_step = on_step
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Report *done* of *total*; raise `Cancelled` if asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._on_step(done, total)
