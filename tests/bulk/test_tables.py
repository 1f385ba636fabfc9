from pathlib import Path

import pyarrow.parquet as pq

import dragoman
from dragoman.bulk.rows import Rows
from dragoman.bulk.tables import TABLES, to_parquet
from dragoman.records import Reading

SAMPLE = (Path(dragoman.__file__).parent / "data" / "sample" / "report.txt").read_text(encoding="utf-8")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "bulk.md"


def test_the_documentation_shows_these_columns() -> None:
    shown = DOCS.read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        section = shown.split(f"### {table}\n")[1].split("\n### ")[0]
        lines = [line for line in section.splitlines() if line.startswith("| `")]
        assert lines == [f"| `{column.name}` | {column.type} | {column.meaning} |" for column in columns]


def test_empty_tables_have_their_columns(tmp_path: Path) -> None:
    for table, columns in TABLES.items():
        path = tmp_path / f"{table}.parquet"
        path.write_bytes(to_parquet(table, []))
        assert pq.read_schema(path).names == [column.name for column in columns]


def test_a_reading_as_rows(tmp_path: Path) -> None:
    reading = dragoman.read(SAMPLE)
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in TABLES}
    for table, row in Rows(reading, 7, "a.txt").all():
        assert set(row) == {column.name for column in TABLES[table]}
        rows[table].append(dict(row))
    assert len(rows["events"]) == len(reading.events) > 3
    assert len(rows["statements"]) == len(reading.statements) > 3
    assert len(rows["transfers"]) == len(reading.transfers) > 0
    assert len(rows["agreements"]) == len(reading.agreements) > 0
    assert len(rows["actors"]) == len(reading.actors)
    names = {actor.name for actor in reading.actors}
    assert {name for row in rows["events"] for name in row["actors"]} <= names | {None} | {  # type: ignore[attr-defined]
        " ".join(party.text.split()) for event in reading.events for party in event.actor
    }
    assert {row["number"] for found in rows.values() for row in found} == {7}
    for table, found in rows.items():
        raw = to_parquet(table, found)
        assert raw == to_parquet(table, found)
        (tmp_path / table).write_bytes(raw)
        assert pq.read_table(tmp_path / table).to_pylist() == found
    (report,) = rows["reports"]
    assert Reading.from_json(str(report["reading"])) == reading
    for row in rows["events"]:
        words = reading.report.text[row["start"] : row["end"]]  # type: ignore[misc]
        assert " ".join(words.split()) == row["evidence"]
