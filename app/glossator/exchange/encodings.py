"""Which encoding a run of bytes is in: what is certain first, then a guess that has to look like writing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = (
    "cp1252", "mac_roman", "cp850", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "cp874", "koi8-r", "koi8-u", "mac_cyrillic", "mac_latin2", "iso8859-2", "iso8859-5", "iso8859-7", "cp932",
    "euc_jis_2004", "cp949", "gb18030", "big5hkscs",
)  # fmt: skip
"""What the bytes of a text file without a mark may be; the first three are what British machines wrote."""

_WIDE = ("utf-16-le", "utf-16-be")
_PRIOR = {
    "cp1252": 2.0,
    "mac_roman": 1.2,
    "cp850": 0.5,
    "mac_latin2": 0.3,
    "cp1254": 0.7,
    "cp1257": 0.7,
    "cp1258": 0.3,
}
"""How much likelier than chance an encoding is before its bytes are looked at."""

_FLOOR = 0.03
"""What an encoding counts that the detector did not think of."""

_SAMPLE = 100_000
_EAST = "CJK"
_ENOUGH = 0.75
"""The share of what is not ASCII that has to stand where writing would have it."""

_HIGH = re.compile(rb"[\x80-\xff]")
_OUTSIDE = re.compile(r"[^\x00-\x7f]")
_COMMON = frozenset("éèêëàâäáåãæçíîïìñóôöòõøœßúùûüÿšžčřěąęłńśźżőűğışțăđ")
"""Letters that every reader of a Latin script has met."""
_ALONE = frozenset("àáéèóуяисоовакη")
"""Letters that are words by themselves."""
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, and how sure the encoding is."""

    text: str
    encoding: str
    had_bom: bool
    certainty: float
    """1 where the bytes say it themselves (a mark, or well-formed UTF-8); below that a guess"""


def decode(data: bytes) -> Decoded | None:
    """Decode *data*; None where nothing fits well enough.

    A mark decides, then well-formed UTF-8 (halves of surrogate pairs included, as some programs write them),
    then UTF-16 and UTF-32 by where their zero bytes stand, then the likeliest of the older encodings.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = strictly(data[len(mark) :], encoding)
            if text is not None:
                return Decoded(text, encoding, had_bom=True, certainty=1.0)
    wide = _zeros_say(data)
    if wide is not None:
        text = strictly(data, wide)
        if text is not None and _looks_written(text) and _fit(text[:_SAMPLE]) > _ENOUGH:
            return Decoded(text, wide, had_bom=False, certainty=0.9)
    escaped = strictly(data, "iso2022_jp") if b"\x1b$" in data else None
    if escaped is not None:
        return Decoded(escaped, "iso2022_jp", had_bom=False, certainty=0.9)
    text = strictly(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", had_bom=False, certainty=1.0)
    return _guess(data)


def strictly(data: bytes, encoding: str) -> str | None:
    """Return *data* decoded without any replacement; None where it is malformed."""
    errors = "surrogatepass" if encoding.startswith("utf") else "strict"
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None


def is_utf8(chunks: Iterable[bytes]) -> bool:
    """Say whether the *chunks* together are well-formed UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def odd_share(text: str) -> float:
    """Return which share of *text* is characters that no written text holds."""
    sample = text[:_SAMPLE]
    return len(_ODD.findall(sample)) / len(sample) if sample else 0.0


def _looks_written(text: str) -> bool:
    sample = text[:_SAMPLE]
    unknown = sum(unicodedata.category(character) == "Cn" for character in set(sample))
    return odd_share(text) < 0.005 and unknown == 0


def _zeros_say(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 that the places of the zero bytes speak for."""
    sample = data[:_SAMPLE]
    quarter = len(sample) // 4
    if not quarter or b"\0" not in sample:
        return None
    shares = [sample[place::4].count(0) / quarter for place in range(4)]
    if not len(data) % 4 and shares[3] > 0.9 and shares[2] > 0.9:
        return "utf-32-le"
    if not len(data) % 4 and shares[0] > 0.9 and shares[1] > 0.9:
        return "utf-32-be"
    if len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 4 * (min(even, odd) + 1) and max(even, odd) != len(sample) // 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes) -> Decoded | None:
    import chardet

    sample = _sample(data)
    answers = chardet.detect_all(
        sample, prefer_superset=True, compat_names=False, include_encodings=[*_CANDIDATES, *_WIDE]
    )
    ranked = {str(answer["encoding"] or ""): float(answer["confidence"]) for answer in answers}
    fitting: list[tuple[float, float, str]] = []
    for encoding in dict.fromkeys([*ranked, *_CANDIDATES[:3]]):
        text = _partly(sample, encoding) if encoding else None
        if text is None or not _looks_written(text):
            continue
        fit = _fit(text)
        if fit <= _ENOUGH:
            continue
        score = (_FLOOR + ranked.get(encoding, 0.0)) * _PRIOR.get(encoding, 1.0) * fit**4
        fitting.append((score, fit, encoding))
    fitting.sort(reverse=True)
    for _, fit, encoding in fitting:
        text = strictly(data, encoding) if fit > fitting[0][1] - 0.05 else None
        if text is not None:
            return Decoded(text, encoding, had_bom=False, certainty=min(0.9, fit * fit))
    return None


def _sample(data: bytes) -> bytes:
    """Return the part of *data* that begins a little before its first byte that is not ASCII."""
    found = _HIGH.search(data)
    start = 0 if found is None else max(0, found.start() - 1000)
    return data[start : start + _SAMPLE]


def _partly(sample: bytes, encoding: str) -> str | None:
    """Return *sample* decoded, though its last character may be cut in two."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except (UnicodeDecodeError, LookupError):
        return None


def _fit(text: str) -> float:
    """Return how much of what is not ASCII stands where writing would have it, between 0 and 1."""
    good = total = 0.0
    for found in _OUTSIDE.finditer(text):
        total += 1
        good += _word_fit(text, found) if found[0].isalpha() else _sign_fit(text, found.start())
        if total > 5000:
            break
    return good / total if total else 1.0


def _word_fit(text: str, found: re.Match[str]) -> float:
    """Judge a letter by the letters beside it: one script in a word, no capital after a small letter."""
    letter = found[0]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    beside = [character for character in (before, after) if character.isalpha()]
    scripts = {_script(character) for character in (letter, *beside)}
    if len(scripts) > 1:
        return 0.5 if _EAST in scripts else 0.0
    if letter.isupper() and (before.islower() or (before.isalpha() and after.islower())):
        return 0.1
    if not beside and letter.lower() != letter.upper():
        return 0.7 if letter.casefold() in _ALONE else 0.3
    if "LATIN" in scripts and letter.casefold() not in _COMMON:
        return 0.4
    return 1.0


def _sign_fit(text: str, place: int) -> float:
    """Judge a sign: quotation marks, dashes and currency have their places; no other sign stands in a word."""
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    inside = before.isalpha() and after.isalpha()
    if sign in "’‐‑\u200c\u200d" or unicodedata.category(sign).startswith("M"):
        return 1.0
    if sign in "“‘„«£€¿¡":
        return 0.1 if before.isalpha() else 1.0
    if sign in "”»…":
        return 0.3 if inside else 1.0
    if sign in "–—":
        return 1.0
    if sign in "\u00a0 ½¼¾°²³©®™•†§×÷±":
        return 0.1 if inside else 0.9
    return 1.0 if not sign.isascii() and ord(sign) > 0x2FFF else 0.3


def _script(letter: str) -> str:
    script = unicodedata.name(letter, "?").partition(" ")[0].partition("-")[0]
    return _EAST if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO") else script
