import codecs

import pytest

from dragoman.errors import NotText
from dragoman.sources.decode import clean, decode

WORDS = "Prime Minister José Ibáñez said: “No.”\nThe talks in Łódź go on.\n"


@pytest.mark.parametrize(
    ("raw", "flags"),
    [
        (WORDS.encode(), ()),
        (codecs.BOM_UTF8 + WORDS.encode(), ()),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), ()),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), ()),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), ()),
        (WORDS.encode("utf-16-le"), ("guessed-encoding",)),
        (WORDS.encode("utf-16-be"), ("guessed-encoding",)),
    ],
)
def test_encodings_of_unicode(raw: bytes, flags: tuple[str, ...]) -> None:
    decoded = decode(raw, "a.txt")
    assert decoded.text == WORDS
    assert decoded.flags == flags


def test_western_european_is_guessed() -> None:
    decoded = decode("The café in Orléans was “closed”.".encode("cp1252"), "a.txt")
    assert decoded.text == "The café in Orléans was “closed”."
    assert decoded.flags == ("guessed-encoding",)


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    decoded = decode("Čapek, Dvořák, Šafařík and Němec m\xffet.".encode().replace(b"\xc3\xbf", b"\xff"), "a.txt")
    assert decoded.text == "Čapek, Dvořák, Šafařík and Němec m�et."
    assert decoded.flags == ("replaced-bytes",)


def test_what_the_server_says_counts_after_utf8() -> None:
    assert decode("Привет, мир".encode("koi8-r"), "a", charset="koi8-r").text == "Привет, мир"
    assert decode("Łódź".encode(), "a", charset="koi8-r").text == "Łódź"


@pytest.mark.parametrize("charset", ["no-such-charset", "utf\0", "rot13", "undefined", "x" * 100_000])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decode(b"caf\xe9", "a", charset=charset).text == "café"


def test_other_alphabets_are_guessed_too() -> None:
    text = "Министр обороны встретился с президентом страны в Москве. " * 5
    assert decode(text.encode("cp1251"), "a.txt").text == text


def test_line_endings() -> None:
    assert clean("one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"
    assert clean("half a pair: \ud800!") == "half a pair: �!"


@pytest.mark.parametrize("raw", [b"%PDF-1.7 ...", b"PK\x03\x04aaaa", b"\x89PNG\r\n", bytes(range(32)) * 20])
def test_binary_is_refused_with_its_name(raw: bytes) -> None:
    with pytest.raises(NotText, match=r"^report\.bin: "):
        decode(raw, "report.bin")


def test_a_stray_nul_is_no_binary() -> None:
    text = "A long enough sentence about the talks in Geneva, \x00 which went on for three days and three nights."
    assert decode(text.encode(), "a.txt").text == text
