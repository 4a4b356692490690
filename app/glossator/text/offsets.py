"""Code points to and from the units in which other programs count: UTF-16 units, UTF-8 bytes, CRLF as two.

A map holds only the places where the two counts diverge, so it is empty, and costs nothing, for most texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Positions = NDArray[np.integer]

Unit = Literal["points", "utf16", "utf8"]


class OffsetMap:
    """Turns offsets in one text, given in code points, into another unit and back.

    Parameters
    ----------
    text
        The canonical text: line feeds only.
    unit
        What the other program counts.
    crlf
        The other program counts each line end as two, because its copy of the text had CRLF.

    Notes
    -----
    Offsets beyond the text go on one for one; the caller says what is out of range.
    """

    def __init__(self, text: str, unit: Unit, *, crlf: bool = False) -> None:
        self._wide: Positions | None = None
        self._extra: Positions | None = None
        self._start: Positions | None = None
        self.length = len(text)
        """the text's length in the other unit"""
        if _is_identity(text, unit, crlf=crlf):
            return
        import numpy as np

        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        widths = np.zeros(points.size, np.int8)
        if unit == "utf16":
            widths += points > 0xFFFF
        elif unit == "utf8":
            for limit in (0x7F, 0x7FF, 0xFFFF):
                widths += points > limit
        if crlf:
            widths += points == 0x0A
        wide = np.flatnonzero(widths)
        extra = np.zeros(wide.size + 1, np.int64)
        np.cumsum(widths[wide], out=extra[1:])
        self._wide, self._extra, self._start = wide, extra, wide + extra[:-1]
        self.length += int(extra[-1])

    @property
    def identity(self) -> bool:
        """Whether both units count this text alike."""
        return self._wide is None

    @overload
    def outward(self, position: int) -> int: ...
    @overload
    def outward(self, position: Positions) -> Positions: ...
    def outward(self, position: int | Positions) -> int | Positions:
        """Turn code points into the other unit; one offset or an array."""
        if self._wide is None or self._extra is None:
            return position
        moved = position + self._extra[self._wide.searchsorted(position)]
        return moved if moved.ndim else int(moved)

    @overload
    def inward(self, position: int, *, end: bool = False) -> int: ...
    @overload
    def inward(self, position: Positions, *, end: bool = False) -> Positions: ...
    def inward(self, position: int | Positions, *, end: bool = False) -> int | Positions:
        """Turn the other unit into code points; one offset or an array.

        An offset in the middle of a character goes to its start, or with *end* to its end, so that an extent
        never loses a part of what it covered.
        """
        if self._start is None or self._extra is None:
            return position
        import numpy as np

        if not isinstance(position, np.ndarray):
            return self._inward_one(int(position), end=end)

        passed = self._start.searchsorted(position)
        moved = position - self._extra[passed]
        last = np.maximum(passed - 1, 0)
        width = self._extra[last + 1] - self._extra[last] + 1
        inside = (passed > 0) & (position < self._start[last] + width)
        moved[inside] = self._start[last][inside] - self._extra[last][inside] + end
        return moved

    def _inward_one(self, position: int, *, end: bool) -> int:
        assert self._start is not None
        assert self._extra is not None
        passed = int(self._start.searchsorted(position))
        if not passed:
            return position
        before, after, start = (
            int(self._extra[passed - 1]),
            int(self._extra[passed]),
            int(self._start[passed - 1]),
        )
        if position <= start + after - before:
            return start - before + end
        return position - after


class Utf16Map(OffsetMap):
    """Turns code points into UTF-16 units, in which Qt counts, and back."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "utf16")

    @overload
    def to16(self, position: int) -> int: ...
    @overload
    def to16(self, position: Positions) -> Positions: ...
    def to16(self, position: int | Positions) -> int | Positions:
        """Turn code points into UTF-16 units; one offset or an array."""
        return self.outward(position)

    @overload
    def to32(self, position: int, *, end: bool = False) -> int: ...
    @overload
    def to32(self, position: Positions, *, end: bool = False) -> Positions: ...
    def to32(self, position: int | Positions, *, end: bool = False) -> int | Positions:
        """Turn UTF-16 units into code points; inside a pair, to its start, or with *end* to its end."""
        return self.inward(position, end=end)


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units *text* has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_identity(text: str, unit: Unit, *, crlf: bool) -> bool:
    if crlf and "\n" in text:
        return False
    return unit == "points" or text.isascii() or (unit == "utf16" and utf16_length(text) == len(text))
