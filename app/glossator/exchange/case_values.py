"""Values of a case file that know where they stand, so that what is wrong with one can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """A value and the way to it; each method raises `ExchangeError` where the value is of another kind."""

    value: object
    file: str
    way: str = ""

    def refuse(self, sentence: str) -> NoReturn:
        """Say what is wrong here."""
        raise ExchangeError(f"{self.way}: {sentence}" if self.way else sentence, path=self.file)

    def members(self) -> dict[str, object]:
        """Return the members of an object."""
        if not isinstance(self.value, dict):
            self.refuse("An object in braces is expected here.")
        return self.value

    def named(self, name: str) -> Place:
        """Return a member of an object, which must be there and not null."""
        found = self.maybe(name)
        if found is None:
            self.refuse(f"“{name}” is missing.")
        return found

    def maybe(self, name: str) -> Place | None:
        """Return a member of an object; None for one that is null or missing."""
        value = self.members().get(name)
        return None if value is None else Place(value, self.file, f"{self.way}.{name}" if self.way else name)

    def items(self) -> list[Place]:
        """Return the items of a list."""
        if not isinstance(self.value, list):
            self.refuse("A list in brackets is expected here.")
        return [Place(item, self.file, f"{self.way}[{number}]") for number, item in enumerate(self.value)]

    def text(self, one_of: Sequence[str] = ()) -> str:
        """Return a string, *one_of* these where there are any."""
        if not isinstance(self.value, str):
            self.refuse("Text in quotes is expected here.")
        if one_of and self.value not in one_of:
            self.refuse(f"“{self.value}” is none of {', '.join(one_of)}.")
        return self.value

    def name(self, known: Collection[str] | None = None, what: str = "") -> str:
        """Return a name, which may be written as a whole number; it must be among *known* if these are given."""
        if isinstance(self.value, bool) or not isinstance(self.value, str | int):
            self.refuse("A name is expected here.")
        name = str(self.value)
        if known is not None:
            self.among(name, known, what)
        return name

    def names(self, known: Collection[str] | None = None, what: str = "") -> list[str]:
        """Return a list of names, none of them twice."""
        found = [item.name(known, what) for item in self.items()]
        if twice := next((name for name in found if found.count(name) > 1), None):
            self.refuse(f"“{twice}” is there twice.")
        return found

    def among(self, name: str, known: Collection[str], what: str) -> None:
        """Refuse a *name* that is not *known*."""
        if name not in known:
            self.refuse(f"There is no {what} “{name}”.")

    def scalar(self) -> str | float:
        """Return a text or a number."""
        if not isinstance(self.value, str | int | float):
            self.refuse("A text or a number is expected here.")
        return self.value

    def cells(self, columns: Sequence[str]) -> list[tuple[str, Place]]:
        """Return the items of a row with their columns."""
        found = self.items()
        if len(found) != len(columns):
            self.refuse(f"It has {len(found)} answers, but there are {len(columns)} coders.")
        return list(zip(columns, found, strict=True))


def whole(place: Place, most: int = 2**31 - 1) -> int:
    """Return a whole number of which the size is at most *most*."""
    if isinstance(place.value, bool) or not isinstance(place.value, int):
        place.refuse("A whole number is expected here.")
    if abs(place.value) > most:
        place.refuse(f"A number up to {most} is expected here.")
    return place.value


def number(place: Place | None, otherwise: float, low: float, high: float) -> float:
    """Return a number between *low* and *high*; *otherwise* where none is given."""
    if place is None:
        return otherwise
    if isinstance(place.value, bool) or not isinstance(place.value, int | float):
        place.refuse("A number is expected here.")
    if not low < place.value < high:
        place.refuse(f"A number between {low:g} and {high:g} is expected here.")
    return float(place.value)
