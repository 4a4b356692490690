"""People, organisations and places in sentences written for these tests."""

from __future__ import annotations

import pytest


def only(label: str, found: list[tuple[str, str]]) -> list[str]:
    return [words for kind, words in found if kind == label]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dr Plimsole came late.", ["Plimsole"]),
        ("We thanked Cllr. Ottoline Frink for it.", ["Ottoline Frink"]),
        ("Then Agnieszka Brzoza spoke up.", ["Agnieszka Brzoza"]),
        ("Tunde Arowosafe’s letter came first.", ["Tunde Arowosafe"]),
        ("Wexla Trundle said it was a shame.", ["Wexla Trundle"]),
        ("“It was a shame,” said Wexla Trundle.", ["Wexla Trundle"]),
        ("We asked chief executive Wexla Trundle about it.", ["Wexla Trundle"]),
        ("Wexla Trundle, head of parks at the depot, agreed.", ["Wexla Trundle"]),
        ("Wexla Trundle, 43, agreed.", ["Wexla Trundle"]),
        (
            "There were Susan Crake, Wexla Trundle and Obbin Strand.",
            ["Susan Crake", "Wexla Trundle", "Obbin Strand"],
        ),
        ("Susan Crake came. Later Crake wrote, and Susan rang.", ["Susan Crake", "Crake", "Susan"]),
        ("Susan White met Peter Baker.", ["Susan White", "Peter Baker"]),
        ("My daughter Pemberly went too.", ["Pemberly"]),
        ("We talked to Sir J. R. Hobble there.", ["J. R. Hobble"]),
        ("Nobody there knew Ludwig van Hooten yet.", ["Ludwig van Hooten"]),
        ("Henry VIII came and George VI left.", ["Henry VIII", "George VI"]),
        ("Wexla Trundle: I was born here.\nIt was cold, said Trundle.", ["Wexla Trundle", "Trundle"]),
        ("A wet day\n\nBy Wexla Trundle\n\nIt rained.", ["Wexla Trundle"]),
        ("Mrs Low met Dr Bell and Lord Low of Exley.", ["Low", "Bell", "Low"]),
        ("Mr de Courcy wrote to Baroness von Plim.", ["de Courcy", "von Plim"]),
    ],
)
def test_people(find, text: str, people: list[str]) -> None:
    assert only("PERSON", find(text)) == people


@pytest.mark.parametrize(
    "text",
    [
        "Will Parliament ever decide?",
        "Mark my words, Grace is a virtue and Hope springs.",
        "Primary Care matters, and so does Public Health.",
        "The Victoria Line is shut.",
        "We went to the Chelsea Flower Show.",
        "Opening Times: nine to five.",
        "SUPPORT LOCAL LEADERS TO DRIVE CHANGE",
    ],
)
def test_no_people(find, text: str) -> None:
    assert only("PERSON", find(text)) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("He joined Grimsdale Royal NHS Foundation Trust at once.", ["Grimsdale Royal NHS Foundation Trust"]),
        ("It went to the Department of Hats and NHS England.", ["Department of Hats", "NHS England"]),
        ("The Department for Culture, Media and Sport replied.", ["Department for Culture, Media and Sport"]),
        ("We wrote to the King’s Fund.", ["King’s Fund"]),
        ("Britain’s National Trust replied.", ["National Trust"]),
        ("Brighton and Hove City Council voted.", ["Brighton and Hove City Council"]),
        ("The Fellowship of Bell Ringers (FBR) met; FBR has no money.", ["FBR", "FBR"]),
        (
            "She reads for the Zedbury Literary Society (ZLS) and ZLS pays.",
            ["Zedbury Literary Society", "ZLS", "ZLS"],
        ),
        ("I put it to the QZR last night.", ["QZR"]),
        ("We borrowed from the Fund again.", ["Fund"]),
        ("Trellick & Moss closed.", ["Trellick & Moss"]),
        ("He runs Trellick Holdings Ltd on his own.", ["Trellick Holdings Ltd"]),
        ("It was NHS-funded from the start.", ["NHS"]),
        ("She works for Quandle and likes it.", ["Quandle"]),
        ("The charity Quandle said no.", ["Quandle"]),
        ("Barnardo’s ran it.", ["Barnardo’s"]),
        ("A Barnardo’s-run home shut.", ["Barnardo’s"]),
        ("They took her to King Edward hospital.", ["King Edward hospital"]),
        (
            "Healthwatch Devon and Age UK Barnet met BMA Scotland.",
            ["Healthwatch Devon", "Age UK Barnet", "BMA Scotland"],
        ),
        ("QZR England met.", ["QZR England"]),
        ("It was Plimsos and South Tyneside Council.", ["South Tyneside Council"]),
        ("The Health Select Committee met.", ["Health Select Committee"]),
        ("The Chief Executive of Plimble Community Trust came.", ["Plimble Community Trust"]),
        ("The Hospice of St Plim rang.", ["Hospice of St Plim"]),
        ("QZR chair Susan Crake spoke.", ["QZR"]),
        ("The Hats Committee met, and the Committee left.", ["Hats Committee", "Committee"]),
        ("Harlow town council said no.", ["Harlow town council"]),
        ("The Urban Task Force met.", ["Urban Task Force"]),
        ("The Assembly for Hats sat.", ["Assembly for Hats"]),
        (
            "We wrote to the Office of the Police and Crime Commissioner.",
            ["Office of the Police and Crime Commissioner"],
        ),
        ("HMP Plimsby and Ysgol Plimwen shut.", ["HMP Plimsby", "Ysgol Plimwen"]),
        ("We joined Plimble, which represents plumbers.", ["Plimble"]),
    ],
)
def test_organisations(find, text: str, bodies: list[str]) -> None:
    found = only("ORG", find(text))
    assert [name for name in found if "Fellowship" not in name] == bodies


@pytest.mark.parametrize(
    "text",
    [
        "My GP rang about the MRI.",
        "Customer Services never answer.",
        "You are the ONE.",
        "We shelter from rain.",
        "They made Bad Behaviour Orders (BBOs) and the BBOs failed.",
        "The Personal Repair Payment (PRP) stopped, and the PRP is gone.",
        "Our School Organisation Code has changed.",
        "Poole council tax rose.",
        "The Good Homes programme shut.",
        "The minutes of the Committee were read to the Board.",
    ],
)
def test_no_organisations(find, text: str) -> None:
    assert only("ORG", find(text)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("She grew up in Harlow and moved to Poole.", ["Harlow", "Poole"]),
        ("They came from Sylhet to Tower Hamlets.", ["Sylhet", "Tower Hamlets"]),
        ("Reading is hard, but we live in Reading.", ["Reading"]),
        ("A bath in Bath costs more.", ["Bath"]),
        ("Turn off Grimsdale Street by the shop.", ["Grimsdale Street"]),
        ("The River Plim floods.", ["River Plim"]),
        ("A London-based firm won.", ["London"]),
        ("We camped in Zedcombe, Devon, for a week.", ["Zedcombe", "Devon"]),
        ("We were in West Kent and then in south Devon.", ["West Kent", "Devon"]),
        ("They moved to the North East, then to the South-west.", ["North East", "South-west"]),
        ("The village of Much Plimming voted.", ["Much Plimming"]),
        ("She lived in Zedwick. Zedwick is small.", ["Zedwick", "Zedwick"]),
        ("People in the Plimsby area voted.", ["Plimsby"]),
        ("Zedbly Parish Council met. Zedbly is wet.", ["Zedbly"]),
        ("The fields on the edge of Plimwick are wet.", ["Plimwick"]),
        ("They slept in Zenderton for a week.", ["Zenderton"]),
        ("We went to Harlow, Zedbly and Poole.", ["Harlow", "Zedbly", "Poole"]),
        ("They met at Plim-on-Sea for a week.", ["Plim-on-Sea"]),
        ("She met the MP for Poole and Harlow.", ["Poole and Harlow"]),
        ("Susan Crake (Poole and Harlow South) rose.", ["Poole and Harlow South"]),
        ("The London Marathon is full.", []),
        ("We had turkey with china cups.", []),
    ],
)
def test_places(find, text: str, places: list[str]) -> None:
    found = [words for label, words in find(text) if label in ("GPE", "LOC")]
    assert found == places


def test_a_surname_that_is_a_place_follows_its_person(find) -> None:
    found = find("Susan Bolton came by. She lives in Bolton. “Never again,” said Bolton.")
    assert found == [("PERSON", "Susan Bolton"), ("GPE", "Bolton"), ("PERSON", "Bolton")]


def test_every_mention_says_why(rules) -> None:
    from glossator.language.worker import found_in

    (rows,) = found_in(rules, "rules", ["Dr Plimsole wrote to the King’s Fund in Harlow on 7 June 2010."])
    assert [row[3] for row in rows] == ["title and name", "name with “Fund”", "place of the list", "date"]


@pytest.mark.parametrize("lead", ["🙂🙂 ", "e\u0301\u0301 ", "\u00a0", "\r\n", "नमस्ते "])
def test_offsets_are_code_points(find, lead: str) -> None:
    assert find(f"{lead}Then Dr Plimsole went to Harlow 🙂.") == [("PERSON", "Plimsole"), ("GPE", "Harlow")]
