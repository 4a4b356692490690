"""Finds e-mail addresses, web addresses and telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossator.language.page import Page

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+'-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,8}"
)
_URL = re.compile(
    r"""\b(?:https?://|ftp://|www\.)[^\s<>"“”]{2,2000}
    |(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}
      (?:co\.uk|org\.uk|gov\.uk|ac\.uk|nhs\.uk|police\.uk|sch\.uk|uk|com|org|net|info|eu|ie|scot|wales|cymru|london|tv|ly)
      (?![\w@.-]*[\w@])(?:/[^\s<>"“”]{0,2000})?""",
    re.VERBOSE | re.IGNORECASE,
)
_PHONE = re.compile(
    r"""(?<![\w+£$€.,/-])
    (?:(?:\+|00)\d{1,3}[\s.-]?(?:\(0\)[\s.-]?)?|\(0\d{2,5}\)[\s.-]?|0)
    \d(?:[\s.-]{0,2}\d){5,12}
    (?:\s?(?:ext|x)\.?\s?\d{1,6})?
    (?![\w/-]|[.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:call|phone|telephone|tel|fax|text|ring|mobile)\b(?:\s+(?:us|me|on|number|no))*[.:]?\s*"
    r"(\d{2,5}(?:[\s-]\d{2,6}){1,3}|\d{5,8})(?![\w/-]|[.,]\d|\s?%)",
    re.IGNORECASE,
)
_OPEN = {")": "(", "]": "[", "}": "{"}


def find_contacts(page: Page) -> None:
    """Claim every address and number people can be reached by."""
    text = page.text
    if "@" in text:
        for match in _EMAIL.finditer(text):
            page.claim(match.start(), _without_tail(text, *match.span()), "EMAIL", "e-mail address")
    for match in _URL.finditer(text):
        page.claim(match.start(), _without_tail(text, *match.span()), "URL", "web address")
    for match in _PHONE.finditer(text):
        digits = sum(sign.isdigit() for sign in match[0])
        if digits >= (9 if match[0][0] in "+(" else 10) and "\n" not in match[0]:
            page.claim(match.start(), match.end(), "PHONE", "telephone number")
    for match in _CALL.finditer(text):
        page.claim(match.start(1), match.end(1), "PHONE", "number after call or tel")


def _without_tail(text: str, start: int, end: int) -> int:
    """Leave out signs that end the sentence rather than the address."""
    while end > start:
        last = text[end - 1]
        if last in ".,;:!?'’‘*_…" or (
            last in _OPEN and text.count(_OPEN[last], start, end) < text.count(last, start, end)
        ):
            end -= 1
        else:
            break
    return end
