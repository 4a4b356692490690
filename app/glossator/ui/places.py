"""Back and forward: the places a person has been to, across workspaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossator.ui.settings import Place

_MOST = 100


class Places:
    """A line of places with the present one in it, as a browser keeps it."""

    def __init__(self) -> None:
        self._line: list[Place] = []
        self._at = -1

    def clear(self) -> None:
        """Forget all."""
        self._line, self._at = [], -1

    def leave(self, here: Place, there: Place) -> None:
        """Go from *here* to *there*; what lay forward is forgotten."""
        if here == there:
            return
        del self._line[max(0, self._at) :]
        if not self._line or self._line[-1] != here:
            self._line.append(here)
        self._line.append(there)
        del self._line[: max(0, len(self._line) - _MOST)]
        self._at = len(self._line) - 1

    def can_go(self, step: int) -> bool:
        """Say whether there is a place *step* further on (1) or back (-1)."""
        return 0 <= self._at + step < len(self._line)

    def go(self, step: int, here: Place) -> Place | None:
        """Return the place *step* further on or back; *here* is what is left, as it is now."""
        if not self.can_go(step):
            return None
        self._line[self._at] = here
        self._at += step
        return self._line[self._at]
