"""Spellings of one name, and names that are none."""

import pytest

from dragoman.register.merging.names import is_nameless, person_name, plain_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Muammar Gaddafi", "Muammar al-Kadhafi"),
        ("Mohammed Morsi", "Muhammad Morsi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Aleksandr Lukashenko", "Alexander Lukashenko"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("François Mitterrand", "Francois Mitterrand"),
        ("Jean-Claude Juncker", "Jean Claude Juncker"),
        ("Nouri al-Maliki", "Nouri Maliki"),
        ("William Webster", "Bill Webster"),
        ("George W. Bush", "George Bush"),
        ("J. Baker", "James Baker"),
    ],
)
def test_one_person_in_two_spellings(one: str, other: str) -> None:
    assert person_name(one, None).agrees(person_name(other, None)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ehud Barak", "Aharon Barak"),
        ("George W. Bush", "George H. W. Bush"),
        ("Fidel Castro", "Raul Castro"),
        ("Sergei Ivanov", "Igor Ivanov"),
    ],
)
def test_two_first_names_are_two_people(one: str, other: str) -> None:
    assert person_name(one, None).agrees(person_name(other, None)) == "apart"


def test_the_order_of_names_is_left() -> None:
    assert person_name("Xi Jinping", "CHN").first == "jinping"
    assert person_name("Xi Jinping", "CHN").agrees(person_name("Xi", "CHN")) == "surname"
    assert person_name("Kim Jong Il", "PRK").agrees(person_name("Kim Jong-il", "PRK")) == "same"
    assert person_name("Kim Jong-il", "PRK").agrees(person_name("Kim Jong-un", "PRK")) == "apart"


@pytest.mark.parametrize("name", ["a Philippine official", "Vice President", "head of the army", "King", "rebels"])
def test_descriptions_are_no_names(name: str) -> None:
    assert is_nameless(name)


@pytest.mark.parametrize(
    "name", ["Doris Day", "Stephen King", "Nouri al-Maliki", "al-Maliki", "Hamas", "Osama bin Laden"]
)
def test_names_are_names(name: str) -> None:
    assert not is_nameless(name)


def test_short_words_of_bodies_are_left() -> None:
    assert plain_name("QC") != plain_name("KC")
    assert plain_name("Hizballah") == plain_name("Hezbollah")
    assert plain_name("al-Shabaab") == plain_name("Al Shabab")
