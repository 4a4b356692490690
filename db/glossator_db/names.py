"""What the noun modules share: new ids, and names that are in order."""

from __future__ import annotations

import unicodedata
import uuid
from typing import TYPE_CHECKING, Any

from glossator_db.errors import NotAllowed

if TYPE_CHECKING:
    import sqlalchemy as sa

LONGEST_NAME = 300


def new_guid() -> str:
    """Return an id that no other project has."""
    return str(uuid.uuid4())


def new_id(made: sa.CursorResult[Any]) -> int:
    """Return the id of the one row that was inserted."""
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def initials_of(name: str) -> str:
    """Return the first letter of a name, in capitals."""
    return name.strip()[:1].upper()


def checked(name: str, what: str) -> str:
    """Return *name* without blanks around it.

    Raises
    ------
    NotAllowed
        Where it is empty, longer than `LONGEST_NAME` characters, or holds a line break or control character.
    """
    name = name.strip()
    if not name:
        raise NotAllowed(f"A {what} needs a name.")
    if len(name) > LONGEST_NAME:
        raise NotAllowed(
            f"The name of a {what} may have {LONGEST_NAME} characters; “{name[:40]}…” has {len(name)}."
        )
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in name):
        raise NotAllowed(
            f"The name of a {what} is one line without control characters; shorten “{name.split()[0][:40]}…”."
        )
    return name
