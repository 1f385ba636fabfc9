"""Who is who across reports."""

from itertools import permutations

from dragoman.register.merging.actors import RULED, Naming, link, solitary


def person(name: str, country: str = "ISR", year: str = "2010", roles: str = "[]", **more: str) -> Naming:
    return Naming("person", name, country, "GOV", roles, year=year, **more)


def names(*namings: Naming) -> list[set[str]]:
    """The actors, as sets of names; the same for every order."""
    found = [[{n.name for n in who.namings} for who in link(order)] for order in permutations(namings)]
    assert all(one == found[0] for one in found)
    return found[0]


def test_spellings_of_one_name_are_one() -> None:
    assert names(person("Muammar Gaddafi", "LBY"), person("Moammar Qaddafi", "LBY")) == [
        {"Muammar Gaddafi", "Moammar Qaddafi"}
    ]


def test_the_same_name_in_two_countries_is_two() -> None:
    assert len(names(person("Sergei Ivanov", "RUS"), person("Sergei Ivanov", "UKR"))) == 2


def test_no_country_agrees_with_the_only_one() -> None:
    assert len(names(person("Ehud Barak"), person("Ehud Barak", ""))) == 1
    assert len(names(person("Ehud Barak"), person("Ehud Barak", "USA"), person("Ehud Barak", ""))) == 3


def test_an_office_abroad_agrees_with_the_home_country() -> None:
    assert len(names(person("Kofi Annan", "GHA"), person("Kofi Annan", "UNO"))) == 1


def test_the_same_number_joins_any_names() -> None:
    assert (
        len(names(person("Pope Francis", "VAT", wikidata="Q1"), person("Jorge Bergoglio", "ARG", wikidata="Q1"))) == 1
    )
    assert len(names(person("Ehud Barak", wikidata="Q1"), person("Ehud Barak", wikidata="Q2"))) == 2


def test_a_surname_alone_belongs_to_the_only_one_it_fits() -> None:
    assert names(person("Ehud Barak"), person("Barak")) == [{"Ehud Barak", "Barak"}]
    assert len(names(person("Ehud Barak"), person("Aharon Barak"), person("Barak"))) == 3


def test_a_surname_needs_country_time_and_office() -> None:
    known = person("Ehud Barak", roles='["Defense Minister of Israel"]')
    assert len(names(known, person("Barak", country=""))) == 2
    assert len(names(known, person("Barak", year="1960"))) == 2
    assert len(names(known, person("Barak", roles='["singer"]'))) == 2
    assert len(names(known, person("Barak", year="2012", roles='["defence minister of Israel"]'))) == 1


def test_another_form_of_a_name_needs_its_time() -> None:
    assert len(names(person("George Bush", "USA", "1987"), person("George W. Bush", "USA", "2019"))) == 2
    assert len(names(person("George Bush", "USA", "2003"), person("George W. Bush", "USA", "2003"))) == 1


def test_a_short_form_that_fits_two_stays_apart() -> None:
    bushes = person("George W. Bush", "USA"), person("George H. W. Bush", "USA")
    assert len(names(*bushes, person("George Bush", "USA"))) == 3


def test_states_go_by_code_and_bodies_by_name() -> None:
    state = Naming("state", "Russia", "RUS"), Naming("state", "Government of Russia", "RUS", "GOV")
    assert names(*state) == [{"Russia", "Government of Russia"}]
    bodies = Naming("organisation", "Hizballah", "LBN", "REB"), Naming("group", "Hezbollah", "")
    assert len(names(*bodies)) == 1


def test_what_is_described_stays_with_its_report() -> None:
    assert solitary("person", "a senior official", "USA", "[]")
    assert solitary("group", "rebels", None, "[]")
    assert solitary("person", "Smith", None, "[]")
    assert not solitary("person", "Ivanov", "RUS", '["Defence Minister of Russia"]')
    assert not solitary("group", "police", "IND", "[]")
    one, other = (Naming("group", "rebels", apart=key) for key in ("k1", "k2"))
    assert len(link([one, other])) == 2


def test_a_ruling_takes_one_out() -> None:
    ruled = person("Ehud Barak", apart=f"{RULED}k1")
    assert sorted(len(who.namings) for who in link([person("Ehud Barak"), ruled, person("Ehud Barak", "")])) == [1, 2]
