"""Finds dates: full ones, months, years, decades, days of the week, and dates told from now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossator.language.words import word_set

if TYPE_CHECKING:
    from glossator.language.page import Page

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_WEEKDAY_SHORT = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\b\.?)"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_YEAR_SHORT = rf"(?:{_YEAR}|[’']\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY_NAME = r"(?:the\s)?(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)"
_DASH = r"\s?[-–—/]\s?"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
_UNIT = (
    r"(?:days?|weeks?|fortnights?|months?|years?|decades?|quarters?|terms?|weekends?|centur(?:y|ies)"
    r"|summers?|winters?)"
)
_COUNT = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|few|several|many|couple\sof|dozen|half)"
)
_SIZE = (
    rf"(?:(?:half\sa|(?:a\s)?{_COUNT})(?:\s?[-–]\s?{_COUNT}|\s(?:to|or)\s{_COUNT}|\sdozen|\shundred)?"
    r"(?:[-\s]and[-\s]a[-\s]half|\sor\s(?:so|more))?)"
)
_LAST = r"(?:last|past|next|previous|coming|following|preceding|recent)"

_TENS = r"(?:[Tt]went|[Tt]hirt|[Ff]ort|[Ff]ift|[Ss]ixt|[Ss]event|[Ee]ight|[Nn]inet|[Nn]ought)ies"

_FULL = rf"""
    (?:{_WEEKDAY_SHORT},?\s+)?(?:the\s)?(?:{_DAY},\s){{0,6}}{_DAY}\s(?:and|or)\s{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s+{_YEAR})?\b
    |(?:{_WEEKDAY_SHORT},?\s+)?(?:the\s)?{_DAY}(?:\s(?:of\s)?{_MONTH})?(?:{_DASH}|\sto\s){_DAY}\s(?:of\s)?{_MONTH}(?:,?\s+{_YEAR})?\b
    |(?:{_WEEKDAY_SHORT},?\s+)?(?:the\s)?{_DAY}\s*(?:of\s)?{_MONTH}(?:,?\s+{_YEAR_SHORT})?\b(?!\w)
    |(?:{_WEEKDAY_SHORT},?\s+)?{_MONTH}\s+(?:the\s)?{_DAY}(?:{_DASH}{_DAY})?(?:,?\s+{_YEAR})?\b(?![:,.]\d|\s?(?:%|per\b|people|of\b))
    |{_MONTH}(?:{_DASH}|\s(?:to|and)\s){_MONTH},?\s+{_YEAR}\b
    |(?:(?:early|mid|late)[-\s])?{_MONTH},?\s+(?:of\s)?{_YEAR_SHORT}\b
    |{_WEEKDAY_SHORT},?\s(?:the\s)?{_DAY_NAME}\b
    |(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])?{_MONTH}\s(?:this|last|next|of\sthis|of\slast|of\snext)\syear\b
    |(?<![\d/.-]){_DAY}[/-](?:0?[1-9]|1[0-2])[/-](?:{_YEAR}|\d\d)(?![\d/-]|\.\d)
    |(?<![\d/.-]){_DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR}(?![\d/-]|\.\d)
    |(?<![\d/.\n-]){_DAY}\.(?:0?[1-9]|1[0-2])\.\d\d(?![\d/-]|\.\d)
    |(?<![\d/.-]){_YEAR}-(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])(?!\d)
"""
_YEARS = rf"""
    (?:(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\sto\s(?:mid|late))?[-\s])?(?:the\s)?(?<![\d£$€,.])(?:1[5-9]|20)\d0[’']?s\b
    |(?:the\s)?(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?:[’'](?:[2-9]0)s|{_TENS}(?=\s(?:and|when|were|was)\b))
    |(?<=\bthe\s)(?:(?:early|mid|late)[-\s])?(?:swinging\s|roaring\s)?{_TENS}\b
    |(?:first|second|third|fourth|final|last|latter|early|later)\s(?:half|quarter|part|term|week|weekend|(?:few\s)?(?:days|weeks|months|years)|day)\sof\s(?:{_YEAR}\b(?![-–/]\d)|(?:this|last|next)\syear\b|the\s(?:1[5-9]|20)\d0s\b)
    |(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?:the\s)?(?:(?:[1-9]|1\d|2[01])(?:st|nd|rd|th)|eighteenth|nineteenth|twentieth|twenty-first)[-\s][Cc]entury
    |(?:(?:[1-9]|1\d|2[01])(?:st|nd|rd|th)|eighteenth|nineteenth)\sand\s(?:(?:[1-9]|1\d|2[01])(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first)\scenturies
    |(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])?{_SEASON}(?:{_DASH}|\s(?:and|to)\s)?(?:{_SEASON})?,?\s(?:of\s)?(?:{_YEAR}(?:{_DASH}\d\d)?|this\syear|last\syear|next\syear)\b
    |(?<=the\s)(?:(?:early|mid|late)[-\s])?[2-9]0s\b
    |(?<=\d0s,\s)[2-9]0s\b|(?<=\d0s\sand\s)[2-9]0s\b|(?<=\d0s\sor\s)[2-9]0s\b
    |(?<=\bin\s)[’'][3-9]\d(?![\w’'])|(?<=\bin\s)(?:0\d|1\d|2\d)/(?:0\d|1\d|2\d|3\d)(?![\d/])
    |(?:financial\syear\s|FY\s?)?(?<![\d£$€.,/:+-]){_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)(?![\d,.]\d|[\d%]|[-/]\d)
    |(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])(?:in\s)?{_YEAR}\b(?![\d,.]\d)
    |\bQ[1-4]\s(?:of\s)?{_YEAR}(?:[-–/]\d\d)?\b
"""
_RELATIVE = rf"""
    (?:the\s)?{_LAST}\s(?:{_SIZE}\s)?(?:(?:financial|academic|calendar|working|parliamentary|school|tax)\s)?{_UNIT}\b(?:\sor\s(?:so|two)\b)?(?!-|\sof\s[a-z])
    |(?:earlier|later)\s(?:this|that|last|next)\s(?:{_UNIT}|{_MONTH}|{_SEASON})\b
    |(?:(?:early|late)\s)?(?:this|next|last)\s(?:coming\s|past\s)?(?:{_MONTH}|{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?|{_SEASON}|Christmas|Easter)\b
    |(?:(?:early|mid|late)[-\s])?(?:this|last|next)\s(?:year|month|week)\b(?!-)
    |this\s(?:{_UNIT}|(?:academic|financial|school|tax|calendar|parliamentary)\syear)\b(?!-)
    |last\snight\b
    |{_SIZE}(?:\s(?:long|short|or\sso))?\s(?:{_UNIT})\s(?:ago|back|later|earlier|before|hence|previously|from\snow)\b
    |the\s(?:day|week|month|year|night)\s(?:before\slast|after\snext|before\syesterday|after\stomorrow)\b
    |(?:yesterday|tomorrow)(?:\s(?:morning|afternoon|evening|night))?\b
    |today\b
    |\bthe\sturn\sof\sthe\scentury\b
"""
_DAYS = rf"""
    {_WEEKDAY}(?:\s(?:to|and|or)\s|{_DASH}){_WEEKDAY}\b
    |{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?\b
    |(?:Christmas(?:\s(?:Day|Eve))?|Boxing\sDay|Easter(?:\s(?:Sunday|Monday))?|Good\sFriday|New\sYear[’']?s?(?:\s(?:Day|Eve))?|Ramadan|Eid|Diwali|Whitsun|Bonfire\sNight|Burns\sNight|Hogmanay|Hallowe[’']?en|Passover|Pentecost|St\s(?:Patrick|George|Andrew|David)[’']s\sDay
    |(?:Mother|Father|Valentine|Mothering|All\sSaints|All\sSouls|New\sYear|Lady)[’']?s?[’']?\sDay|(?:Remembrance|Palm|Trinity|Mothering)\sSunday|(?:Remembrance|Armistice|May|Midsummer|Polling|Election|V[EJ])\sDay
    |Ash\sWednesday|Shrove\sTuesday|Pancake\sDay|Maundy\sThursday|Whit\sMonday|(?:Spring\s|August\s|May\s)?Bank\sHoliday\sMonday|Black\sFriday|Cyber\sMonday)(?:\s{_YEAR})?(?!\s(?:[A-Z]|Island|party|card|present|shopping|dinner))\b
"""


def _compiled(body: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w£$€])(?:{body})", re.VERBOSE | (re.IGNORECASE if ignore_case else 0))


_FULL_DATES = _compiled(_FULL)
_YEAR_FORMS = _compiled(_YEARS)
_RELATIVE_DATES = _compiled(_RELATIVE, ignore_case=True)
_DAY_NAMES = _compiled(_DAYS)
_LONE_YEAR = re.compile(rf"(?<![\w£$€.,/:+#-]){_YEAR}(?![\w%°/-]|[.,:]\d)")
_LONE_MONTH = re.compile(
    rf"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)[-\s])?(?<![\w-]){_MONTH}(?:{_DASH}{_MONTH})?(?![\w-])",
)
_YEAR_LEADS = word_set(
    "in since by from until till to for of during before after between around about circa early late mid the and"
    " or than when was till through throughout into back year summer spring autumn winter election april may june"
)
_YEAR_NOT = re.compile(
    r"\s(?:people|flats|houses|beds|signatures|visitors|residents|acres|tonnes|cases|deaths|calls|complaints|responses"
    r"|tickets|seats|places|units|copies|schools|vision\b|words?|pounds|miles|metres|calories|staff|patients|members|jobs|homes|children|pupils|times"
    r"|students|households|employees|families|women|men|others|million|of\sthe(?:m|se|ir)|more|were\sselected|per\b)",
    re.IGNORECASE,
)
_NUMBERED = word_set(
    "page pages p pp room para paragraph chapter figure table no number grade case flight route section item agenda"
    " vision euro"
)
_MONTH_LEADS = word_set(
    "in since by from until till to of during before after between last next this each every early late mid end"
    " around and through throughout a,"
)
_BEFORE = re.compile(r"([\w'’]+)[\s(]*\Z")
_WORDY = ("May", "March", "Mar", "Jan", "Dec", "Sun", "Sat", "Apr", "Jun", "Aug")


def find_dates(page: Page) -> None:
    """Claim every date; the longest forms first."""
    for pattern, rule in (
        (_FULL_DATES, "date"),
        (_YEAR_FORMS, "years"),
        (_RELATIVE_DATES, "date told from now"),
        (_DAY_NAMES, "day"),
    ):
        for match in pattern.finditer(page.text):
            if "\n" not in match[0].strip():
                _claim(page, match.start(), match.end(), rule)
    for match in _LONE_YEAR.finditer(page.text):
        if _is_year(page.text, match):
            page.claim(match.start(), match.end(), "DATE", "year")
    for match in _LONE_MONTH.finditer(page.text):
        if _is_month(page, match):
            page.claim(match.start(), match.end(), "DATE", "month")


def _claim(page: Page, start: int, end: int, rule: str) -> None:
    while page.text[start:end][:4].lower() == "the ":
        start += 4
    page.claim(start, end, "DATE", rule)


def _word_before(text: str, at: int) -> str:
    match = _BEFORE.search(text, max(0, at - 30), at)
    return match[1].lower() if match else ""


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Take a bare four-digit number for a year where the words round it speak for it."""
    if _YEAR_NOT.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 1]
    if before.endswith("(") or (after == ")" and before.strip()):
        return True
    if before.strip() == "" and "\n" in before + "\n" * (match.start() == 0) and after in "\n:":
        return True
    lead = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = lead[1] if lead else ""
    part_of_name = word[:1].isupper() and word.lower() not in _YEAR_LEADS and not word.endswith(("’s", "'s"))
    if word.lower() in _NUMBERED or (part_of_name and after != ","):
        return False
    if word.lower() in _YEAR_LEADS:
        return int(match[0]) >= 1600 or after != " "
    return (
        match[0] >= "1800"
        and before[-1:] in (" ", "\u00a0")
        and before[:1] in ".,;’'s" + "abcdefghijklmnopqrtuvwxyz"
    )


def _is_month(page: Page, match: re.Match[str]) -> bool:
    """Take a bare month; the ones that are also words or names only after a word that leads to a date."""
    text, name = page.text, match[0]
    if name not in _WORDY:
        after = text[match.end() : match.end() + 12].split()
        lone = len(name) > 4 or _word_before(text, match.start()) in _MONTH_LEADS
        return lone and not (name in ("April", "June", "August") and _is_name(after, text, match))
    if _word_before(text, match.start()) not in _MONTH_LEADS:
        return False
    return not (
        name in ("May", "March") and _is_name(text[match.end() : match.end() + 12].split(), text, match)
    )


def _is_name(after: list[str], text: str, match: re.Match[str]) -> bool:
    """Say whether another capital word follows directly, as in a person's name."""
    if not after or text[match.end() : match.end() + 1] != " ":
        return _word_before(text, match.start()) in {"mrs", "miss", "ms", "mr", "theresa"}
    return after[0][:1].isupper() and after[0].isalpha()
