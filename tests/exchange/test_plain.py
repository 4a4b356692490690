"""Plain texts in the encodings that people's files have."""

from __future__ import annotations

import codecs
import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange import plain
from glossator.text.canonical import canonical
from glossator_db.errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = [
    ("It’s a “small” café in Zürich — naïve, she said.", "cp1252"),
    ("It’s a “small” café in Zürich — naïve, she said.", "mac_roman"),
    ("It cost £5.", "cp1252"),
    ("It cost £5.", "mac_roman"),
    ("She said ‘yes’ – once.", "cp1252"),
    ("café crème déjà vu, à la carte", "latin-1"),
    ("L’été où j’étais à Nîmes, ça allait.", "mac_roman"),
    ("Müller geht über die Straße nach Köln, schön!", "cp1252"),
    ("Müller geht über die Straße nach Köln, schön!", "mac_roman"),
    ("Müller geht über die Straße nach Köln, schön!", "cp850"),
    ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250"),
    ("Zażółć gęślą jaźń. Nie wiem, czy to się uda.", "cp1250"),
    ("Türkçe şarkı söylüyor, bugün güzel bir gün", "cp1254"),
    ("Мы ждали врача три часа, и никто не пришёл.", "cp1251"),
    ("Мы ждали врача три часа, и никто не пришёл.", "koi8-r"),
    ("Περιμέναμε τρεις ώρες και κανείς δεν ήρθε", "cp1253"),
    ("חיכינו שלוש שעות ואף אחד לא בא", "cp1255"),
    ("انتظرنا ثلاث ساعات ولم يأت أحد", "cp1256"),
    ("三時間待ちましたが、誰も来ませんでした。", "shift_jis"),
    ("三時間待ちましたが、誰も来ませんでした。", "euc-jp"),
    ("三時間待ちましたが、誰も来ませんでした。", "iso2022_jp"),
    ("我们等了三个小时，没有人来。", "gb18030"),
    ("我們等了三個小時，沒有人來。", "big5"),
    ("우리는 세 시간을 기다렸지만 아무도 오지 않았다.", "euc-kr"),
    ("We waited.\r\nNobody came.", "utf-16-le"),
    ("We waited.\r\nNobody came.", "utf-16-be"),
    ("We waited — nobody came. 🧠", "utf-32-le"),
    ("We waited — nobody came. 🧠", "utf-32-be"),
    ("三時間待ちました。\n誰も来ませんでした。", "utf-16-le"),
]


@pytest.mark.parametrize(("text", "encoding"), SAMPLES, ids=[f"{e}-{t[:8]}" for t, e in SAMPLES])
def test_a_text_without_a_mark_is_read_as_it_was_written(text: str, encoding: str) -> None:
    read = plain.from_bytes(text.encode(encoding))
    assert read.text == text
    assert read.certainty < 1
    assert not read.had_bom


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides(mark: bytes, encoding: str) -> None:
    text = "Zürich, 日本 🧠\r\nשלום"
    read = plain.from_bytes(mark + text.encode(encoding))
    assert (read.text, read.encoding, read.had_bom, read.certainty) == (text, encoding, True, 1.0)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"], include_characters="\r\n\t")))
def test_well_formed_utf8_is_never_guessed(text: str) -> None:
    read = plain.from_bytes(text.encode())
    assert read.text == text.removeprefix("\ufeff")
    assert read.certainty == 1.0


def test_halves_of_surrogate_pairs_are_let_in_and_become_replacement_characters() -> None:
    raw = b"a\xed\xa0\x80b \xed\xa0\xbe\xed\xb7\xa0 caf\xc3\xa9"
    made = canonical(plain.from_bytes(raw).text)
    assert made.text == "a\ufffdb 🧠 café"
    assert made.replaced == {"half of a surrogate pair": 1}


def test_one_stray_null_is_forgiven() -> None:
    text = plain.from_bytes(b"The ward was quiet. " * 20 + b"\0 And then it was not.").text
    assert canonical(text).replaced == {"null character": 1}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document, not plain text."),
        (b"PK\x03\x04\x14\0", "This is a zip archive or an office document, not plain text."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not plain text."),
        (bytes(range(256)) * 20, "This is not text"),
        (b"\0" * 500, "too many control characters"),
        (b"abc\0" * 200, "too many control characters"),
        (b"\x01\x02\x03" * 100, "too many control characters"),
        (codecs.BOM_UTF16_LE + b"a\0b", "This is not text"),
        (bytes(byte for byte in random.Random(3).randbytes(600) if byte >= 0x20), "cannot be told"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(raw: bytes, message: str) -> None:
    with pytest.raises(ExchangeError, match=message) as caught:
        plain.from_bytes(raw, name="notes.txt")
    assert str(caught.value).startswith("notes.txt: ")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("lowest", [0, 0x20, 0x80])
def test_noise_is_never_read_as_text(seed: int, lowest: int) -> None:
    noise = bytes(byte for byte in random.Random(seed).randbytes(900) if byte >= lowest)
    with pytest.raises(ExchangeError):
        plain.from_bytes(noise)


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    assert plain.read(path).text == ""


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"gone\.txt: The file cannot be read"):
        plain.read(tmp_path / "gone.txt")


def test_what_fits_the_beginning_only_is_refused() -> None:
    raw = "Müller geht über die Straße nach Köln. ".encode("cp1252") * 4000
    assert plain.from_bytes(raw).encoding == "cp1252"
    with pytest.raises(ExchangeError, match="cannot be told"):
        plain.from_bytes(raw + b"\x81\x9d")


def test_one_line_of_many_megabytes_costs_little_more_than_decoding() -> None:
    raw = "The café was open. ".encode("cp1252") * 1_000_000
    began = time.process_time()
    raw.decode("cp1252")
    decoding = time.process_time() - began
    began = time.process_time()
    assert plain.from_bytes(raw).encoding == "cp1252"
    assert time.process_time() - began < decoding * 10 + 1
