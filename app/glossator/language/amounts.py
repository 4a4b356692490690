"""Finds sums of money, percentages and measured quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossator.language.page import Page

_NUMBER = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_SPACED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![\d,.]\d|\d)"
_SCALE = r"(?:\s?(?:million|billion|trillion|thousand|hundred|mn|bn|tn|m|k)\b)"
_SIGN = r"(?:(?:US|A|C|NZ|HK)?\$|£|€|₹|¥)"
_SMALL = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?(?:\s(?:hundred|thousand|million|billion))?)"
)
_LONG = (
    rf"(?:(?:(?:a|{_SMALL})\s)?(?:hundred|thousand)\sand\s{_SMALL}|(?:{_SMALL}|\d{{1,4}})\sand\sa\s(?:half|quarter)"
    rf"|half\san?|{_SMALL})"
)
_DASH = r"\s?[-–—]\s?"
_BOUND = r"(?<![\w.,£$€])"

_MONEY = re.compile(
    rf"""{_SIGN}\s?{_SPACED}
    |{_SIGN}\s?{_NUMBER}{_SCALE}?(?:{_DASH}{_SIGN}?\s?{_NUMBER}{_SCALE}?(?![\w%]))?
    |{_BOUND}{_NUMBER}p\b(?!\.\d)
    |{_BOUND}{_NUMBER}{_SCALE}?\s(?:pounds\s(?:sterling)?|pounds|pence|euros?|dollars?|rupees|yen)\b
    |\b(?:(?:half\s)?a\s(?:hundred|thousand|million|billion)|{_SMALL})\s(?:(?:million|billion)\s)?(?:pounds|pence|euros?|dollars)\b
    |\b(?:GBP|EUR|USD)\s?{_NUMBER}{_SCALE}?""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"""{_BOUND}[-+−]?{_NUMBER}(?:\s?(?:%|per\s?cents?)?(?:{_DASH}|\sto\s){_NUMBER})?(?:\s|-)?
         (?:%|per[\s-]?cent\b|pc\b|percentage[\s-]points?\b)
    |\b(?:(?:nought|zero|{_SMALL})\spoint\s)?(?:a\shundred|{_SMALL})\s(?:per\s?cent\b|percentage\spoints?\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_UNIT = (
    r"(?:(?:square|cubic|sq)\s(?:miles?|met(?:re|er)s?|feet|foot|kilomet(?:re|er)s?|yards?|inch(?:es)?|km|ft|m)"
    r"|miles?(?:\s(?:an|per)\shour)?|kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|yards?|feet"
    r"|inch(?:es)?|acres?|hectares?|tonnes?|tons?|kilograms?|kilos?|grams?|milligrams?|ounces?|stone|lit(?:re|er)s?"
    r"|millilit(?:re|er)s?|gallons?|pints?|(?:mega|giga|kilo)?watts?|degrees?(?:\s(?:celsius|centigrade|fahrenheit))?"
    r"|gigabytes?|megabytes?|kilobytes?|terabytes?|mph|km/h|kph|km|cm|mm|ft|kg|mg|lbs?|oz|ml|kwh|mw|gw|mb|gb|tb|ha|°\s?[cf])"
)
_QUANTITY = re.compile(
    rf"""{_BOUND}{_NUMBER}(?:[\s-]?(?:ft|feet|foot|st|lb)\s?\d{{1,2}}(?:\s?in)?)\b
    |{_BOUND}(?:{_NUMBER}(?:{_DASH}{_NUMBER})?(?:\s(?:million|billion|thousand))?|{_LONG})[\s-]?{_UNIT}
         (?![\w’'-]*\w)""",
    re.VERBOSE | re.IGNORECASE,
)


def find_amounts(page: Page) -> None:
    """Claim money, percentages and quantities."""
    for pattern, label, rule in (
        (_MONEY, "MONEY", "sum of money"),
        (_PERCENT, "PERCENT", "percentage"),
        (_QUANTITY, "QUANTITY", "number and unit"),
    ):
        for match in pattern.finditer(page.text):
            if "\n" not in match[0] and not _is_pointed(match[0]):
                page.claim(match.start(), match.end(), label, rule)


def _is_pointed(found: str) -> bool:
    """Say whether a spelt-out number and unit is more likely a turn of phrase ("one stone", "two feet")."""
    return found.lower() in {"one stone", "two feet", "one degree", "one foot", "ten tons", "second feet"}
