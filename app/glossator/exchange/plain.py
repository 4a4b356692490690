"""Plain text and Markdown, whatever encoding they are in; Markdown stays as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.exchange import encodings
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".txt", ".text", ".md", ".markdown")

_OTHER_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound recording"),
    (b"RIFF", "a sound or film recording"),
    (b"OggS", "a sound or film recording"),
)
_MOST_ODD = 0.01
_MOST_ODD_IF_CERTAIN = 0.2  # a short text with a stray null is one still, where its encoding is no guess


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as its file has it, before it becomes canonical."""

    text: str
    encoding: str
    had_bom: bool
    certainty: float
    """1 where the file says its encoding itself; below that the encoding is a guess, to be reported"""


def read(path: Path) -> PlainText:
    """Read the text file *path*.

    Raises
    ------
    ExchangeError
        Where the file cannot be opened, is of another kind, or is in no encoding that can be told.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(f"The file cannot be read: {error.strerror}.", path=str(path)) from error
    return from_bytes(data, name=str(path))


def from_bytes(data: bytes, *, name: str = "") -> PlainText:
    """Decode the bytes of a text file called *name*; `ExchangeError` as for `read`."""
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise ExchangeError(f"This is {kind}, not plain text.", path=name)
    decoded = encodings.decode(data)
    if decoded is None:
        what = "This is not text" if b"\0" in data else "The encoding of this text cannot be told"
        raise ExchangeError(f"{what}; save it as UTF-8 and add it again.", path=name)
    if encodings.odd_share(decoded.text) > (_MOST_ODD_IF_CERTAIN if decoded.certainty == 1 else _MOST_ODD):
        raise ExchangeError("This holds too many control characters to be a text.", path=name)
    return PlainText(decoded.text, decoded.encoding, decoded.had_bom, decoded.certainty)
