"""Each format read back with the tool its users use."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from urllib.parse import unquote

import duckdb
import networkx
import pandas
import pytest

from dragoman.errors import ExportError
from dragoman.exports.codes import number, quad_of
from dragoman.exports.formats import ALL, FORMATS
from dragoman.exports.holdings import Holdings, RegisterHoldings, Tally
from dragoman.exports.readings import ReadingHoldings
from dragoman.exports.told import pairs
from dragoman.knowledge.formats import columns, countries, goldstein, tables
from dragoman.records import Reading
from dragoman.register import Filters, Register

RISKY = ("=", "+", "-", "@", "\t", "\r")


def written(name: str, holdings: Holdings, folder: Path) -> Path:
    form = FORMATS[name]
    path = folder / f"out{form.suffix}"
    form.write(holdings, path)
    return path


def text(name: str, holdings: Holdings) -> list[str]:
    return list(FORMATS[name].lines(holdings, Tally()))


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_the_same_records_give_the_same_bytes(form, holdings: Holdings, tmp_path: Path) -> None:
    first, second = tmp_path / f"a{form.suffix}", tmp_path / f"b{form.suffix}"
    assert form.write(holdings, first) == form.write(holdings, second)
    assert list(contents(first).values()) == list(contents(second).values())


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_nothing_at_all_can_be_written(form, tmp_path: Path) -> None:
    path = tmp_path / f"none{form.suffix}"
    assert form.write(ReadingHoldings(()), path) == Tally()
    assert path.exists()


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_a_failure_leaves_what_was_there(form, tmp_path: Path) -> None:
    class Broken(ReadingHoldings):
        def stories(self):
            raise RuntimeError("broken")

        events = transfers = stories

    path = tmp_path / f"out{form.suffix}"
    path.write_text("before") if form.kind == "text" else path.mkdir()
    with pytest.raises(RuntimeError, match="broken"):
        form.write(Broken(()), path)
    assert [left.name for left in tmp_path.iterdir()] == [path.name]
    assert path.is_dir() or path.read_text() == "before"


def test_a_place_that_cannot_be_written(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        FORMATS["plover"].write(ReadingHoldings((reading,)), tmp_path / "none" / "out.jsonl")


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_a_download_is_one_file(form, reading: Reading, tmp_path: Path) -> None:
    path = form.download(ReadingHoldings((reading,)), tmp_path)
    assert path.is_file()
    assert path.name.startswith(f"dragoman-{form.name}")
    assert path.suffix == ".zip" or form.kind == "text"


@pytest.mark.parametrize("name", ["polecat", "icews", "gdelt", "gdelt-mentions"])
def test_strict_tsv(name: str, holdings: Holdings) -> None:
    width = len(columns(name))
    for line in text(name, holdings):
        cells = line.split("\t")
        assert len(cells) == width
        assert '"' not in line
        assert line.isprintable() or all(cell.isprintable() for cell in cells)
    heading = FORMATS[name].heading
    assert heading == (0 if name.startswith("gdelt") else 1)


@pytest.mark.parametrize(("name", "width"), [("polecat", 40), ("icews", 20), ("gdelt", 61), ("gdelt-mentions", 16)])
def test_the_number_of_columns(name: str, width: int) -> None:
    assert len(columns(name)) == width
    assert len({column.name for column in columns(name)}) == width


def test_polecat_with_pandas(holdings: Holdings, tmp_path: Path) -> None:
    frame = pandas.read_csv(
        written("polecat", holdings, tmp_path), sep="\t", na_values=["None"], dtype={"Actor COW": str}
    )
    assert list(frame.columns) == [column.name for column in columns("polecat")]
    assert len(frame) == len([s for s in holdings.stories() if not {"hypothetical", "negation"} & set(s.event.aux)])
    visit = frame[frame["Event Mode"] == "visit"].iloc[0]
    assert visit["Quad Code"] == "VERBAL COOPERATION"
    assert visit["Latitude"] == 38.72
    assert pandas.to_datetime(frame["Event Date"]).notna().all()
    three = frame[frame["Actor Name"].str.count(";") == 2].iloc[0]
    assert sorted(three["Actor Country"].split("; ")) == ["MLI", "PRT", "PRT"]
    assert sorted(three["Actor COW"].split("; ")) == ["235", "235", "432"]


def test_icews_with_pandas(holdings: Holdings, tmp_path: Path) -> None:
    frame = pandas.read_csv(written("icews", holdings, tmp_path), sep="\t", dtype={"CAMEO Code": str})
    assert list(frame.columns) == [column.name for column in columns("icews")]
    assert frame["Event ID"].is_unique
    assert frame["Event ID"].dtype == "int64"
    assert (frame["CAMEO Code"].str.len() >= 3).all()
    assert frame["Intensity"].between(-10, 10).all()
    assert {"Mali", "Portugal"} <= set(frame["Source Country"].dropna())
    assert (frame["City"].dropna() == "Lisbon").all()


def test_gdelt_with_duckdb(holdings: Holdings, tmp_path: Path) -> None:
    (tmp_path / "e").mkdir()
    (tmp_path / "m").mkdir()
    kinds = {"integer": "BIGINT", "number": "DOUBLE", "string": "VARCHAR"}

    def load(name: str, folder: Path) -> None:
        path = written(name, holdings, folder)
        listed = {column.name: kinds[column.type] for column in columns(name)}
        database.read_csv(str(path), delimiter="\t", header=False, quotechar="", columns=listed).create(
            name.replace("-", "_")
        )

    with duckdb.connect() as database:
        load("gdelt", tmp_path / "e")
        load("gdelt-mentions", tmp_path / "m")
        rows = database.execute("select * from gdelt").fetchall()
        assert rows
        assert len({row[0] for row in rows}) == len(rows)
        orphans = "select * from gdelt_mentions m anti join gdelt e on m.GlobalEventID = e.GlobalEventID"
        assert database.execute(orphans).fetchall() == []
        counted = database.execute("select count(*), min(QuadClass), max(QuadClass) from gdelt").fetchone()
        assert counted is not None
        assert counted[0] == len(rows)
        assert 1 <= counted[1] <= counted[2] <= 4
        place = "select distinct ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_Type from gdelt where ActionGeo_Lat is not null"
        assert database.execute(place).fetchall() == [("Lisbon, Portugal", "PO", 4)]
        united = (
            "select Actor1KnownGroupCode, Actor1Type1Code, Actor1CountryCode from gdelt where Actor1Code = 'UNOMED'"
        )
        assert set(database.execute(united).fetchall()) == {("UNO", "MED", None)}
        times = database.execute(
            "select distinct MentionTimeDate, MentionType, MentionSourceName from gdelt_mentions"
        ).fetchall()
        assert (20150505000000, 1, "wire.example") in times


def test_several_actors_alone_act_towards_one_another(nasty: Reading) -> None:
    story = next(iter(ReadingHoldings((nasty,)).stories()))
    found = [(pair.actor_at, pair.recipient_at) for pair in pairs(story.event)]
    assert found == [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]


def test_what_a_format_cannot_hold_is_counted(nasty: Reading, tmp_path: Path) -> None:
    holdings = ReadingHoldings((nasty,))
    assert FORMATS["polecat"].write(holdings, tmp_path / "p.tsv") == Tally(rows=2, left_out=2)
    assert FORMATS["icews"].write(holdings, tmp_path / "i.tsv") == Tally(rows=7, left_out=2)
    assert FORMATS["plover"].write(holdings, tmp_path / "p.jsonl").left_out == 0


def test_sipri_with_pandas(holdings: Holdings, tmp_path: Path) -> None:
    frame = pandas.read_csv(written("sipri", holdings, tmp_path))
    assert len(frame) == len(list(holdings.transfers()))
    sold = frame[frame["Weapon designation"] == "Alouette"].iloc[0]
    assert (sold["Number delivered"], sold["Status"]) == ("(6)", "delivered")
    assert set(frame["Supplier"]) <= {"Portugal", "Mali", "'@Mali", '"Quoted" Republic', "Unknown"}


def test_ftm_with_followthemoney(holdings: Holdings) -> None:
    from followthemoney import model

    proxies = [model.get_proxy(json.loads(line), cleaned=False) for line in text("ftm", holdings)]
    known = {proxy.id: proxy for proxy in proxies}
    assert len(known) == len(proxies)
    schemas = {proxy.schema.name for proxy in proxies}
    assert schemas >= {"Person", "PublicBody", "Event", "Article", "Note", "EconomicActivity", "UnknownLink"}
    for proxy in proxies:
        proxy.schema.validate(proxy.to_dict())
        for prop, value in proxy.itervalues():
            assert prop.type.validate(value), (prop.qname, value)
            if prop.type.name == "entity":
                assert known[value].schema.is_a(prop.range), (prop.qname, value)
    link = next(proxy for proxy in proxies if proxy.schema.name == "UnknownLink")
    assert known[link.first("subject")].schema.name == "Person"


@pytest.mark.parametrize(("name", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networks_with_networkx(name: str, read, holdings: Holdings, tmp_path: Path) -> None:
    path = written(name, holdings, tmp_path)
    graph = read(path)
    assert graph.is_directed()
    visits = [data for _, _, data in graph.edges(data=True) if data["event_type"] == "CONSULT"]
    assert visits
    assert all(data["score"] == 4.0 and data["quad"] == 1 for data in visits)
    countries_ = {data.get("country") for _, data in graph.nodes(data=True)}
    assert {"PRT", "MLI"} <= countries_
    raw = path.read_text()
    assert "lastmodifieddate" not in raw
    ids = [line for line in raw.splitlines() if "<edge " in line]
    assert len(set(ids)) == len(ids)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_jsonld_with_rdflib(holdings: Holdings) -> None:
    import rdflib

    graph = rdflib.Graph().parse(data="\n".join(text("jsonld", holdings)), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    count = {
        kind: len(set(graph.subjects(rdflib.RDF.type, schema[kind]))) for kind in ("NewsArticle", "Action", "Person")
    }
    assert count["NewsArticle"] == 2
    assert count["Action"] == len(list(holdings.stories()))
    assert count["Person"] >= 2
    for subject in graph.subjects(rdflib.RDF.type, schema.Action):
        for agent in graph.objects(subject, schema.agent):
            assert list(graph.objects(agent, schema.name))
    assert any("odd id/ü" in unquote(subject) for subject in graph.subjects(rdflib.RDF.type, schema.NewsArticle))


def test_parquet_with_duckdb_and_pandas(holdings: Holdings, tmp_path: Path) -> None:
    folder = written("parquet", holdings, tmp_path)
    frame = pandas.read_parquet(folder / "events.parquet")
    assert list(frame.columns) == [column.name for column in tables()["events"]]
    assert len(frame) == len(list(holdings.stories()))
    with duckdb.connect() as database:
        joined = database.execute(
            f"select e.type, p.name, m.evidence from '{folder}/events.parquet' e"
            f" join '{folder}/event_parties.parquet' p on p.event = e.id"
            f" join '{folder}/mentions.parquet' m on m.event = e.id"
            f" join '{folder}/reports.parquet' r on r.id = m.report where e.since >= date '2015-05-04'"
        ).fetchall()
    assert any(row[:2] == ("CONSULT", "Ana Lopes") for row in joined)


def test_datasette(holdings: Holdings, tmp_path: Path) -> None:
    import asyncio

    from datasette.app import Datasette

    folder = written("datasette", holdings, tmp_path)
    metadata = json.loads((folder / "metadata.json").read_text())

    async def ask(path: str) -> tuple[int, dict]:
        answer = await datasette.client.get(path)
        return answer.status_code, answer.json()

    async def session() -> None:
        status, found = await ask("/dragoman/statements.json?_search=skies&_shape=objects")
        assert status == 200
        assert found["rows"]
        status, found = await ask("/dragoman/events.json?_facet=type&_shape=objects&type=CONSULT")
        assert {row["type"] for row in found["rows"]} == {"CONSULT"}
        status, found = await ask("/dragoman/event_parties.json?_labels=on&_shape=objects")
        assert status == 200
        assert any(isinstance(row["actor"], dict) and row["actor"]["label"] for row in found["rows"])

    datasette = Datasette([str(folder / "dragoman.db")], metadata=metadata)
    asyncio.run(session())
    with sqlite3.connect(folder / "dragoman.db") as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_frictionless(holdings: Holdings, tmp_path: Path) -> None:
    from frictionless import Package

    folder = written("frictionless", holdings, tmp_path)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == set(tables())


@pytest.mark.parametrize("name", ["csv", "sipri", "frictionless"])
def test_no_cell_is_a_formula(name: str, holdings: Holdings, tmp_path: Path) -> None:
    path = written(name, holdings, tmp_path)
    for raw in [file for file_name, file in contents(path).items() if file_name.endswith(".csv")]:
        for row in csv.reader(io.StringIO(raw.decode())):
            for cell in row:
                assert not cell.startswith(RISKY) or _is_number(cell), cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_records_as_json_lines(holdings: Holdings) -> None:
    records = [json.loads(line) for line in text("jsonl", holdings)]
    assert all(len(record) == 1 for record in records)
    kinds = {kind for record in records for kind in record}
    assert kinds == {"report", "actor", "story", "statement", "transfer", "agreement"}


def test_nobody_acts_towards_himself(register: Register) -> None:
    for story in RegisterHoldings(register).stories():
        found = list(pairs(story.event))
        assert found
        assert not any(pair.is_one for pair in found)


def test_filters_choose_records_and_what_they_name(register: Register, tmp_path: Path) -> None:
    holdings = RegisterHoldings(register, Filters(type=("AID",)))
    assert {story.event.type for story in holdings.stories()} == {"AID"}
    assert {actor.name for actor in holdings.actors()} >= {"Mali"}
    assert {"Ana Lopes"}.isdisjoint({p.name for s in holdings.stories() for p in s.event.actor})
    assert [source.report for source in holdings.sources()] == sorted(source.report for source in holdings.sources())
    folder = written("datasette", holdings, tmp_path)
    with sqlite3.connect(folder / "dragoman.db") as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []


def test_numbers_are_the_same_in_every_run() -> None:
    assert number("e1", "0>recipient0") == 3457795066319351
    assert number("e1") != number("e", "1")
    assert all(0 <= number(f"e{n}") < 2**52 for n in range(100))


@pytest.mark.parametrize(
    ("code", "quad"), [("010", 1), ("057", 1), ("060", 2), ("0874", 2), ("090", 3), ("138", 3), ("140", 4), ("204", 4)]
)
def test_quad_classes_of_cameo(code: str, quad: int) -> None:
    assert quad_of(code) == quad


def test_codes_of_states() -> None:
    assert len(countries()) >= 195
    assert (countries()["DEU"].fips, countries()["DEU"].cow, countries()["DEU"].alpha2) == ("GM", "255", "DE")
    assert goldstein()["190"] == -10.0
