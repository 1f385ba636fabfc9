"""The gazetteers: every table loads, and a table of names, demonyms, titles and nouns means what it should."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.knowledge.actors import ActorBook, actor_book
from dragoman.knowledge.actors_import import import_actors
from dragoman.knowledge.load import read_csv, read_yaml

BOOK = actor_book()

STATES = """
U.S. USA|US USA|the United States USA|The United States USA|America USA|the States USA|UK GBR|U.K. GBR|Britain GBR
Holland NLD|Burma MMR|Myanmar MMR|Türkiye TUR|Turkiye TUR|Turkey TUR|Ivory Coast CIV|Côte d'Ivoire CIV|Cote d’Ivoire CIV
West Germany DEU|East Germany DEU|Soviet Union RUS|USSR RUS|U.S.S.R. RUS|Yugoslavia SRB|Czechoslovakia CZE|Zaire COD
North Yemen YEM|South Yemen YEM|Kosovo KOS|Hong Kong HKG|Taiwan TWN|Holy See VAT|the Vatican VAT|Swaziland SWZ
East Timor TLS|Cape Verde CPV|Macedonia MKD|DPRK PRK|ROK KOR|DR Congo COD|Congo COD|Republic of Congo COG|Rhodesia ZWE
Upper Volta BFA|Ceylon LKA|Kampuchea KHM|the Emirates ARE|St. Lucia LCA|Gambia GMB|the Gambia GMB|Eswatini SWZ
"""
DEMONYMS = """
Israeli ISR|Israelis ISR|Dutch NLD|Dutchman NLD|Frenchmen FRA|French FRA|Swiss CHE|Pole POL|Poles POL|Polish POL|Danes DNK
Spaniard ESP|Turks TUR|Finn FIN|Swedes SWE|Britons GBR|British GBR|Chinese CHN|Vietnamese VNM|Iraqis IRQ|Saudi SAU
South Korean KOR|North Koreans PRK|Soviet RUS|Soviets RUS|West German DEU|Zairean COD|Filipino PHL|Filipinos PHL
New Zealander NZL|Hongkongers HKG|Palestinians PSE|Emirati ARE|Greek Cypriot CYP|Turkish Cypriots CYP|Abkhaz GEO
Scottish GBR|Chechens RUS|Bosnian Serbs BIH|Gazans PSE|Basotho LSO|Malagasy MDG|Monegasque MCO|Nigerien NER|Nigerian NGA
U.S. USA|Sino CHN|Franco FRA|Burkinabe BFA|Icelander ISL|Kazakh KAZ|Afghans AFG|Argentine ARG|Argentines ARG|Ivorian CIV
"""
CAPITALS = """
Moscow RUS|Pyongyang PRK|Peking CHN|Beijing CHN|Washington USA|Bonn DEU|Ankara TUR|Tel Aviv ISR|Kyiv UKR|Kiev UKR|Rangoon MMR
N'Djamena TCD|Tripoli LBY|Brasília BRA|The Hague NLD|Sana'a YEM|Tehran IRN|Ramallah PSE
"""
SEATS = (
    "Kremlin RUS|the Kremlin RUS|White House USA|Downing Street GBR|Whitehall GBR|Élysée FRA|Elysee FRA|Blue House KOR"
)
ORGANISATIONS = """
NATO IGO -|Security Council UNO -|IAEA UNO -|EU EUR -|European Commission EUR GOV|Interpol IGO COP|OPEC IGO -|PKK TUR REB
Hezbollah LBN PRM|Houthis YEM REB|the Houthis YEM REB|Taliban AFG REB|YPG SYR REB|Syrian Democratic Forces SYR REB
Islamic State IMG REB|al-Qaeda IMG REB|Al-Qaeda IMG REB|Pentagon USA GOV|the Pentagon USA GOV|CIA USA SPY|FBI USA COP
Mossad ISR SPY|Knesset ISR LEG|Bundestag DEU LEG|Duma RUS LEG|Congress USA LEG|House of Commons GBR LEG|IDF ISR MIL
Revolutionary Guards IRN MIL|People's Liberation Army CHN MIL|Royal Navy GBR MIL|Red Cross NGO SOC|Greenpeace NGO SOC
British Aerospace Plc GBR BUS|Toshiba Machine Co JPN BUS|Volkswagen DEU BUS|Reuters GBR JRN|TASS RUS JRN|Xinhua CHN JRN
Labour Party GBR PTY|Likud ISR PTY|Solidarity POL LAB|Shining Path PER REB|Wagner Group RUS PRM|Médecins Sans Frontières NGO SOC
The Guardian GBR JRN|Federal Reserve USA GOV|International Criminal Court IGO JUD|Sinaloa Cartel MEX CRM
"""
LEADERS = """
1987-03-15 Weinberger USA GOV|1987-03-15 Shultz USA GOV|1987-03-15 Gorbachev RUS GOV|1987-03-15 Lange NZL GOV
1987-03-15 Gadhafi LBY GOV|1987-03-15 Nakasone JPN GOV|1987-03-15 Chirac FRA GOV|1987-03-15 Arafat PSE REB
1987-03-15 Savimbi AGO REB|1987-03-15 Khomeini IRN GOV|1987-03-15 Reagan USA GOV|1995-01-01 Reagan USA ELI
2010-09-06 Barak ISR GOV|2015-01-01 Barak ISR ELI|2010-09-06 Putin RUS GOV|2010-09-06 Serdyukov RUS GOV
2016-06-01 Trump USA -|2019-10-09 Trump USA GOV|2022-01-01 Trump USA ELI|2019-10-09 Erdogan TUR GOV|2019-10-09 Erdoğan TUR GOV
2020-01-20 Soleimani IRN MIL|2019-07-01 Di Maio ITA GOV|2020-02-01 Johnson GBR GOV|2019-11-01 von der Leyen DEU ELI
2020-01-01 von der Leyen EUR GOV|2020-09-02 Navalny RUS OPP|2018-07-01 Hage?|2021-09-01 Baradar AFG REB|2022-01-01 Baradar AFG GOV
2003-04-01 Bush USA GOV|2003-04-01 Blair GBR GOV|2024-03-01 Xi CHN GOV|2024-03-01 Kuleba UKR GOV|2024-03-01 Zelensky UKR GOV
"""
OFFICES = """
prime minister GOV|Prime Minister GOV|deputy foreign minister GOV|secretary of state GOV|senator LEG|general MIL|Lt. Gen. MIL
judge JUD|archbishop REL|opposition leader OPP|rebel leader REB|union leader LAB|police chief COP|chief executive officer BUS
ambassador GOV|vice president GOV|emir GOV|ayatollah REL|prosecutor JUD|doctor MED|journalist JRN|professor EDU|activist CVL
"""
AGENTS = """
soldier MIL|troop MIL|warship MIL|police COP|government GOV|embassy GOV|parliament LEG|court JUD|rebel REB|militia PRM
gunman UAF|protester CVL|worker LAB|farmer AGR|refugee REF|student EDU|newspaper JRN|hospital MED|company BUS|opposition OPP
party PTY|church REL|cartel CRM|intelligence agency SPY|charity SOC|villager CVL|central bank GOV|air force MIL
"""


def cells(table: str) -> list[list[str]]:
    """The cells of a compact table; a form may hold blanks, codes stand at the end."""
    return [cell.split(" ") for line in table.split("\n") for cell in line.split("|") if cell and "?" not in cell]


@pytest.mark.parametrize(("form", "code"), [(" ".join(c[:-1]), c[-1]) for c in cells(STATES)])
def test_states(form: str, code: str) -> None:
    assert {e.country for e in BOOK.names(form) if e.kind == "state"} == {code}


@pytest.mark.parametrize(("form", "code"), [(" ".join(c[:-1]), c[-1]) for c in cells(DEMONYMS)])
def test_demonyms(form: str, code: str) -> None:
    assert BOOK.demonym(form) == code


@pytest.mark.parametrize(("form", "code"), [(" ".join(c[:-1]), c[-1]) for c in cells(CAPITALS)])
def test_capitals(form: str, code: str) -> None:
    assert BOOK.capital(form) == code


@pytest.mark.parametrize(("form", "code"), [(" ".join(c[:-1]), c[-1]) for c in cells(SEATS)])
def test_seats(form: str, code: str) -> None:
    assert BOOK.seat(form) == code


@pytest.mark.parametrize(("form", "code", "sector"), [(" ".join(c[:-2]), *c[-2:]) for c in cells(ORGANISATIONS)])
def test_organisations(form: str, code: str, sector: str) -> None:
    assert {(e.country, e.sector or "-") for e in BOOK.names(form, "2019-10-01")} == {(code, sector)}


@pytest.mark.parametrize(
    ("date", "name", "code", "sector"), [(c[0], " ".join(c[1:-2]), *c[-2:]) for c in cells(LEADERS)]
)
def test_leaders(date: str, name: str, code: str, sector: str) -> None:
    first = BOOK.leader(name, date)[0]
    assert (first.country, first.sector or "-") == (code, sector)


@pytest.mark.parametrize(("title", "sector"), [(" ".join(c[:-1]), c[-1]) for c in cells(OFFICES)])
def test_offices(title: str, sector: str) -> None:
    office = BOOK.office(title)
    assert office is not None
    assert office.sector == sector


@pytest.mark.parametrize(("noun", "sector"), [(" ".join(c[:-1]), c[-1]) for c in cells(AGENTS)])
def test_agents(noun: str, sector: str) -> None:
    agent = BOOK.agent(noun)
    assert agent is not None
    assert agent.sector == sector


def test_one_name_over_time() -> None:
    assert [e.sector for e in BOOK.names("ANC", "1987-05-01")] == ["REB"]
    assert [e.sector for e in BOOK.names("ANC", "1995-05-01")] == ["PTY"]
    assert [e.sector for e in BOOK.names("FARC", "2002")] == ["REB"]


def test_two_persons_of_one_surname_stay_two() -> None:
    assert [(p.name, p.standing) for p in BOOK.leader("Clinton", "2010-05-05")] == [
        ("Hillary Clinton", "in office"),
        ("Bill Clinton", "former"),
    ]


def test_partially_recognised() -> None:
    entry = BOOK.names("Transnistria")[0]
    assert (entry.country, entry.others) == ("MDA", ("PRE",))
    people = BOOK.demonym_entry("Kurdish")
    assert people is not None
    assert people.country is None


def test_capitals_of_letters_count() -> None:
    assert BOOK.names("WHO")
    assert not BOOK.names("who")
    assert BOOK.names("UNITED NATIONS", any_case=True)[0].country == "UNO"


@pytest.mark.parametrize(
    ("tokens", "taken", "country"),
    [
        (["the", "United", "States", "said"], 3, "USA"),
        (["The", "Guardian"], 2, "GBR"),
        (["U.S.", "troops"], 1, "USA"),
        (["People", "'s", "Republic", "of", "China"], 5, "CHN"),
        (["Guinea", "-", "Bissau", "won"], 3, "GNB"),
        (["Guinea-Bissau", "won"], 1, "GNB"),
        (["Côte", "d’", "Ivoire"], 3, "CIV"),
        (["United", "Nations", "Security", "Council"], 4, "UNO"),
        (["nobody"], 0, None),
        ([""], 0, None),
    ],
)
def test_longest_match(tokens: list[str], taken: int, country: str | None) -> None:
    found, entries = BOOK.longest_match(tokens, 0)
    assert (found, entries[0].country if entries else None) == (taken, country)


def test_longest_demonym() -> None:
    taken, demonym = BOOK.longest_demonym(["South", "Korean", "troops"], 0)
    assert taken == 2
    assert demonym is not None
    assert demonym.country == "KOR"


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_no_text_breaks_the_lookup(tokens: list[str]) -> None:
    for i in range(len(tokens)):
        taken, entries = BOOK.longest_match(tokens, i)
        assert 0 <= taken <= len(tokens) - i
        assert bool(taken) == bool(entries)
        BOOK.leader(tokens[i], "2019"), BOOK.office(tokens[i]), BOOK.agent(tokens[i]), BOOK.demonym(tokens[i])


def test_every_term_is_in_order() -> None:
    for person in {e.name for key in BOOK._surnames for e in BOOK.leader(key)}:
        for term in BOOK._terms[person]:
            assert not term.until or term.start[: len(term.until)] <= term.until, term


def test_every_alias_names_one_organisation() -> None:
    allowed = {"SPLA", "SPLM", "Sudan People's Liberation Army", "Sudan People's Liberation Movement", "SPA"}
    for form, entries in BOOK._names.items():
        bodies = {entry.name for entry in entries if entry.kind == "organisation"}
        assert len(bodies) < 2 or form in allowed, (form, bodies)


def test_own_folder_adds_and_overrides(tmp_path: Path) -> None:
    folder = tmp_path / "actors"
    folder.mkdir()
    (folder / "organisations.csv").write_text(
        "name,aliases,country,sector,kind\nBlue Shore Front,BSF Front,FJI,REB,armed\nNATO,Nato,USA,MIL,igo\n"
    )
    (folder / "offices.csv").write_text("title,sector,before,special\nharbour reeve,GOV,yes,\ngeneral,GOV,yes,\n")
    book = ActorBook(tmp_path)
    assert book.names("Blue Shore Front")[0].country == "FJI"
    assert [e.country for e in book.names("NATO")] == ["USA"]
    assert [o.sector for o in (book.office("Harbour Reeve"), book.office("general")) if o] == ["GOV", "GOV"]


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("organisations.csv", "name,country,sector\nX,ZZZ,REB\n", "organisations.csv:2:country"),
        ("organisations.csv", "name,country,sector\n\n# note\nX,FRA,REBEL\n", "organisations.csv:4:sector"),
        ("leaders.csv", "name,country,from\nAnn Bo,FRA,June\n", "leaders.csv:2:from"),
        ("agents.csv", "noun,number,party,kind\nelf,both,maybe,group\n", "agents.csv:2:party"),
        ("agents.csv", "title\nelf\n", "agents.csv:1:noun"),
        ("organisations.csv", "name\nX,Y\n", "organisations.csv:2"),
        ("states.yaml", "FRA:\n  name: France\n  colour: blue\n", "states.yaml:3:colour"),
        ("states.yaml", "FRA: {name: France, names: Gaul}\n", "states.yaml:1:names"),
        ("states.yaml", "FRA: {name: [\n", "states.yaml:2"),
        ("states.yaml", "FRA:\n  name: France\n  former: 5\n", "states.yaml:3:former"),
    ],
)
def test_a_malformed_table_names_its_place(tmp_path: Path, file: str, text: str, where: str) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(DataError) as error:
        ActorBook(tmp_path)
    assert error.value.where.endswith(where)


def test_yaml_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("on: [no, yes, 2010-01-01, 3, true]\n")
    assert read_yaml(path).value == {"on": ["no", "yes", "2010-01-01", 3, True]}
    path.write_text("a: &x [*x]\n")
    with pytest.raises(DataError):
        read_yaml(path)


def test_import_csv(tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Label,Nationality,Position,Alias\nAnn Bo,fr,Minister,A. Bo|Annie Bo\nX,Atlantis,,\n,fr,,\n")
    done = import_actors(source, tmp_path)
    assert (done.rows, done.skipped) == (1, 2)
    book = ActorBook(tmp_path)
    assert [(e.name, e.country, e.office) for e in book.names("Annie Bo")] == [("Ann Bo", "FRA", "Minister")]
    import_actors(source, tmp_path)
    assert len(read_csv(tmp_path / "actors" / "leaders.csv")) == 1


def test_import_follow_the_money(tmp_path: Path) -> None:
    source = tmp_path / "list.json"
    person = {"name": ["Ann Bo", "A. Bo"], "country": ["de"], "topics": ["role.pep"], "gender": ["female"]}
    body = {"name": ["Bo Works"], "country": ["de"]}
    entities = [
        {"id": "1", "schema": "Person", "properties": person},
        {"id": "2", "schema": "Company", "properties": body},
        {"id": "3", "schema": "Address", "properties": {"name": ["Road 1"]}},
    ]
    source.write_text("\n".join(map(json.dumps, entities)))
    done = import_actors(source, tmp_path)
    assert (done.rows, done.skipped, len(done.files)) == (2, 1, 2)
    entry = ActorBook(tmp_path).names("A. Bo")[0]
    assert (entry.country, entry.sector, entry.gender) == ("DEU", "GOV", "f")


def test_import_wikidata(tmp_path: Path) -> None:
    def claim(number: str) -> list[object]:
        return [{"mainsnak": {"datavalue": {"value": {"id": number}}}}]

    entity = {
        "id": "Q1",
        "labels": {"en": {"value": "Ann Bo"}},
        "aliases": {"en": [{"value": "Annie Bo"}]},
        "claims": {"P31": claim("Q5"), "P27": claim("Q142"), "P39": claim("Q9"), "P21": claim("Q6581072")},
    }
    source = tmp_path / "Q1.json"
    source.write_text(json.dumps({"entities": {"Q1": entity}}))
    assert import_actors(source, tmp_path).rows == 1
    entry = ActorBook(tmp_path).names("Annie Bo")[0]
    assert (entry.country, entry.sector, entry.gender, entry.wikidata) == ("FRA", "GOV", "f", "Q1")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[1, 2", b'{"a": 1}', b"[]", b"null", b'["x"]'])
def test_import_of_nonsense_never_crashes(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "list"
    source.write_bytes(content)
    with suppress(DataError):
        assert import_actors(source, tmp_path).rows == 0
