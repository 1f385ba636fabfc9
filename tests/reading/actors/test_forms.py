"""Spellings of names: what compares as one and what does not."""

import pytest

from dragoman.reading.actors.forms import compatible, fold, near, shouted


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan")),
        ("Kim Jong-un", ("kim", "jong", "un")),
        ("Sean O’Hara", ("sean", "ohara")),
        ("Martin King Jr.", ("martin", "king")),
        ("Bashar al-Assad", ("bashar", "al", "assad")),
        ("", ()),
    ],
)
def test_fold(name: str, tokens: tuple[str, ...]) -> None:
    assert fold(name) == tokens


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Putin", "Vladimir Putin", True),
        ("Bill Carver", "Hillary Carver", False),
        ("B. Carver", "Bill Carver", True),
        ("Assad", "Bashar al-Assad", True),
        ("Kim", "Kim Jong-un", True),
        ("Ursula von der Leyen", "von der Leyen", True),
        ("Ana Ruiz", "Ana Lopez", False),
        ("", "Ana Lopez", False),
    ],
)
def test_compatible(one: str, other: str, same: bool) -> None:
    assert compatible(fold(one), fold(other)) is same
    assert compatible(fold(other), fold(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sarea", "saree", True),
        ("sarea", "serea", False),
        ("khan", "khat", False),
        ("petrov", "petrova", True),
        ("abcdefg", "abxyefg", False),
    ],
)
def test_near(one: str, other: str, same: bool) -> None:
    assert near(one, other) is same


def test_shouted() -> None:
    assert shouted(["CHINA", "AND", "JAPAN", "SIGN", "PACT"])
    assert not shouted(["The", "US", "and", "the", "UK", "sign", "a", "pact"])
