"""Dates, amounts, laws, titles and contact details in sentences written for these tests."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("We opened on 7 June 2010 in the rain.", "7 June 2010"),
        ("It was agreed on Monday 3rd March.", "Monday 3rd March"),
        ("They sang on Thursday 10th until ten.", "Thursday 10th"),
        ("The panel sat on October 7 to hear it.", "October 7"),
        ("They met on 10-12 May 2014 at the hall.", "10-12 May 2014"),
        ("Signed 04/11/2019 by both.", "04/11/2019"),
        ("The file says 2019-11-04 was the day.", "2019-11-04"),
        ("Numbers fell in 2013-14 again.", "2013-14"),
        ("Numbers fell in 2013/14 again.", "2013/14"),
        ("Last week we wrote again.", "Last week"),
        ("Rents rose over the past 20 years here.", "past 20 years"),
        ("She moved out two and a half years ago.", "two and a half years ago"),
        ("I asked a couple of months back and nothing came.", "a couple of months back"),
        ("Nobody came in the late 1980s to look.", "late 1980s"),
        ("The barn is from the 18th century at least.", "18th century"),
        ("We start again in May and hope.", "May"),
        ("He left in 1997 for good.", "1997"),
        ("It closes on Tuesday evening as ever.", "Tuesday evening"),
        ("A decision is due next month at the latest.", "next month"),
        ("The pool shut in spring 2012 for repairs.", "spring 2012"),
        ("Rents fell in the first half of 2007 and no more.", "first half of 2007"),
        ("He left three-and-a-half years ago.", "three-and-a-half years ago"),
        ("In the first week of 2024 it snowed.", "first week of 2024"),
        ("The roof went late last year and came back.", "late last year"),
        ("They danced in the early nineties too.", "early nineties"),
        ("We sang on 5, 6 and 7 June, and slept.", "5, 6 and 7 June"),
        ("She came half a century ago by boat.", "half a century ago"),
        ("The fair is on Sat 5th if dry.", "Sat 5th"),
        ("No shop opens on Remembrance Sunday here.", "Remembrance Sunday"),
        ("He liked the Pope’s 2014 visit.", "2014"),
    ],
)
def test_dates(find, text: str, date: str) -> None:
    assert find(text) == [("DATE", date)]


def test_two_dates_joined_by_and_are_two(find) -> None:
    found = find("It rained between 1 January and 31 December 2024.")
    assert found == [("DATE", "1 January"), ("DATE", "31 December 2024")]


@pytest.mark.parametrize(
    "text",
    [
        "You may go now, but march back by tea.",
        "May I ask who paid?",
        "There were 1500 people at the gate.",
        "The kettle holds two cups and the tap drips.",
        "We sat down second to last.",
        "These were the last weeks of the holidays.",
        "It is all in Agenda 2030, they said.",
        "See page 1995 and room 2012.",
    ],
)
def test_no_dates(find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It cost £1.6m. Too much.", [("MONEY", "£1.6m")]),
        ("They owe £20 billion or so.", [("MONEY", "£20 billion")]),
        ("Bread is 85p here.", [("MONEY", "85p")]),
        ("He paid $3,500 in cash.", [("MONEY", "$3,500")]),
        ("About 12.5 per cent agreed.", [("PERCENT", "12.5 per cent")]),
        ("Up to 50% of staff left.", [("PERCENT", "50%")]),
        ("It is five miles off.", [("QUANTITY", "five miles")]),
        ("A sack of 25 kg was missing.", [("QUANTITY", "25 kg")]),
        ("He said two feet were wet.", []),
        ("They raised half a million pounds in all.", [("MONEY", "half a million pounds")]),
        ("It came to £250 000 net.", [("MONEY", "£250 000")]),
        (
            "A hundred per cent of them, or nought point five per cent?",
            [("PERCENT", "A hundred per cent"), ("PERCENT", "nought point five per cent")],
        ),
        (
            "The shaft is seven hundred and fifty metres deep.",
            [("QUANTITY", "seven hundred and fifty metres")],
        ),
        ("He is 6ft 2in in socks.", [("QUANTITY", "6ft 2in")]),
        ("It is three and a half miles off.", [("QUANTITY", "three and a half miles")]),
    ],
)
def test_amounts(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to front.desk@hall.example.org, please.", [("EMAIL", "front.desk@hall.example.org")]),
        ("Call 07700 900123 after six.", [("PHONE", "07700 900123")]),
        ("Call (020) 7946 0018 after six.", [("PHONE", "(020) 7946 0018")]),
        ("Ring +44 20 7946 0018 instead.", [("PHONE", "+44 20 7946 0018")]),
        ("See https://example.org/a_(b)?c=1.", [("URL", "https://example.org/a_(b)?c=1")]),
        ("It is on www.example.co.uk/help, they say.", [("URL", "www.example.co.uk/help")]),
        (
            "Look it up on GOV.UK or nhs.uk/help today.",
            [("URL", "GOV.UK"), ("URL", "nhs.uk/help"), ("DATE", "today")],
        ),
        ("Case 1234567 was closed.", []),
    ],
)
def test_contacts(find, text: str, found: list[tuple[str, str]]) -> None:
    assert find(text) == found


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("This breaks the Allotments Act 1925, surely.", "Allotments Act 1925"),
        ("Under the Health and Safety at Work Act it is an offence.", "Health and Safety at Work Act"),
        ("The Parks and Gardens Bill was dropped.", "Parks and Gardens Bill"),
        ("Our duty under GDPR is plain.", "GDPR"),
        ("They amended the Health Bill at night.", "Health Bill"),
    ],
)
def test_laws(find, text: str, law: str) -> None:
    assert ("LAW", law) in find(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The report, Mending the roof: lessons from a wet decade, argues for slates.",
            "Mending the roof: lessons from a wet decade",
        ),
        ("Her book ‘The Last Milk Float’ sold well.", "The Last Milk Float"),
    ],
)
def test_titles(find, text: str, title: str) -> None:
    assert find(text) == [("WORK_OF_ART", title)]


def test_something_said_is_no_title(find) -> None:
    assert find("The report said “we are all very tired of this” and stopped.") == []
