"""Readings that say odd things, trees that no parser gives, and texts that nobody writes."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from made import report as made_report

import dragoman
from dragoman.errors import DragomanError
from dragoman.records import Reading, Report
from dragoman.settings import Settings
from fuzzing.base import Target, check_reading, mutate
from fuzzing.sources import SAMPLE
from fuzzing.tokens import SIGNS

DATED = ("value", "date", "published")
DATES = (None, "2015", "2015-05", "2015-W19", "2015-05-04", "2015-05-04/2015-05-09", "0001-01-01", "9999-12-31")


@cache
def _seeds(words: str, form: str) -> tuple[str, ...]:
    """Readings or trees of some reports, made in another process, so that no model is loaded in this one."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            (Path(folder) / f"{number}.txt").write_text("\n\n".join(made_report(2 * number)["text"].split("\n\n")[:4]))
        (Path(folder) / "sample.txt").write_text("\n\n".join(SAMPLE.read_text(encoding="utf-8").split("\n\n")[:4]))
        command = [sys.executable, "-m", "dragoman", words, folder, *form.split()]
        out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return tuple(out.strip().split("\n\n" if words == "parse" else "\n"))


def _mutated_reading(rng: random.Random) -> Reading | None:
    record = json.loads(rng.choice(_seeds("read", "--format jsonl")))
    for _ in range(rng.randint(1, 12)):
        _change(rng, record)
    try:
        return Reading.from_json(msgspec.json.encode(record))
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None


def _change(rng: random.Random, record: Any) -> None:
    """One value somewhere in the record becomes another."""
    while True:
        keys = list(record) if isinstance(record, dict) else list(range(len(record)))
        if not keys:
            return
        key = rng.choice(keys)
        if not isinstance(record[key], dict | list) or not record[key] or rng.random() < 0.1:
            break
        record = record[key]
    record[key] = _other(rng, str(key), record[key])


def _other(rng: random.Random, key: str, value: Any) -> Any:
    """Another value, of a kind that a reading can have: dates stay dates, and no text has a carriage return."""
    word = rng.choice(SIGNS).encode("utf-8", "replace").decode().replace("\r", "\n")
    if key in DATED and (value is None or isinstance(value, str)):
        return rng.choice(DATES)
    if isinstance(value, str):
        return rng.choice([value + word, word, "", value * 3, "a" * 5000])
    if isinstance(value, bool | int | float):
        return rng.choice([0, -1, 2**40, value + 1, 10**6])
    if isinstance(value, list):
        return rng.choice([[], value * 2, value[::-1]])
    return rng.choice(["x", word, 5]) if value is None else None


def _check_exports(reading: Reading | None) -> None:
    if reading is None:
        return
    from dragoman.bulk.rows import Rows
    from dragoman.bulk.tables import TABLES
    from dragoman.exports.brief import brief, to_text
    from dragoman.exports.plover import plover_lines
    from dragoman.exports.quotations import quotation_rows, schema_org
    from dragoman.exports.rows import TRANSFER_COLUMNS, records_jsonl, to_csv, transfer_rows
    from dragoman.exports.sipri import sipri_csv

    to_text(brief(reading))
    for line in (*plover_lines(reading), *records_jsonl(reading, reading.events)):
        assert "\n" not in line
        json.loads(line)
    list(quotation_rows(reading))
    json.dumps(list(schema_org(reading)))
    table = to_csv(transfer_rows(reading), TRANSFER_COLUMNS)
    assert len(list(csv.reader(io.StringIO(table, newline="")))) == len(reading.transfers) + 1
    sipri_csv([reading])
    for name, row in Rows(reading, 0, "f").all():
        assert set(row) == {column.name for column in TABLES[name]}


# Rules: trees that no parser would give.

RELATIONS = (
    *("nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "cc"),
    *("mark", "case", "aux", "cop", "det", "amod", "appos", "compound", "parataxis", "nsubj:pass"),
)
TAGS = (
    ("NOUN", "NN"),
    ("VERB", "VBD"),
    ("PROPN", "NNP"),
    ("PRON", "PRP"),
    ("ADP", "IN"),
    ("NUM", "CD"),
    ("PUNCT", "."),
    ("ADJ", "JJ"),
)


def _mutated_tree(rng: random.Random) -> str:
    sentences = [_mutated_sentence(rng, rng.choice(_seeds("parse", ""))) for _ in range(rng.randint(1, 4))]
    return "\n\n".join(sentences) + "\n"


def _mutated_sentence(rng: random.Random, sentence: str) -> str:
    rows = [line.split("\t") for line in sentence.split("\n") if line and not line.startswith("#")]
    for _ in range(rng.randint(0, 8)):
        row = rng.choice(rows)
        match rng.randrange(5):
            case 0:
                row[7] = rng.choice(RELATIONS) if row[6] != "0" else "root"
            case 1:
                row[3], row[4] = rng.choice(TAGS)
            case 2:
                row[1] = row[2] = (rng.choice(SIGNS).encode("utf-8", "replace").decode().split() or ["x"])[0]
            case 3:
                row[9] = f"NER={rng.choice(('O', 'B-PER', 'B-ORG', 'B-LOC', 'I-PER', 'B-MISC'))}"
            case _:
                _hang(rng, rows, row)
    return "\n".join("\t".join(row) for row in rows)


def _hang(rng: random.Random, rows: list[list[str]], row: list[str]) -> None:
    """Hang a word on another that is not below it, so that the tree stays one."""
    if row[6] == "0":
        return
    head = rng.choice(rows)
    above = head
    while above[6] != "0":
        if above is row:
            return
        above = rows[int(above[6]) - 1]
    row[6] = head[0]


@cache
def _books() -> Any:
    from dragoman.reading.reader import load_knowledge

    return load_knowledge()


def _check_rules(conllu: str) -> None:
    from dragoman.parsing.conllu import from_conllu
    from dragoman.reading.page import Page
    from dragoman.reading.reader import Desk

    try:
        document = from_conllu(conllu)
    except DragomanError:
        return
    report = Report("f", document.text, published="2015-05-04")
    check_reading(Desk(_books(), Page(report, document)).reading)


# Reading: short texts through the model and the rules.


def _mutated_text(rng: random.Random) -> str:
    paragraph = rng.choice(made_report(2 * rng.randrange(200))["text"].split("\n\n"))
    return mutate(rng, paragraph.encode()[: rng.randint(20, 300)], SIGNS).decode("utf-8", "replace")[:500]


@cache
def _reader() -> Any:
    return dragoman.load(Settings(threads=1))


def _check_text(text: str) -> None:
    (reading,) = _reader().read_many([dragoman.make_report(text)])
    assert not any("not read" in flag for flag in reading.report.flags), reading.report.flags
    check_reading(reading)


READINGS = (
    Target("exports", 6, _mutated_reading, _check_exports),
    Target("rules", 1, _mutated_tree, _check_rules),
    Target("reading", 0.2, _mutated_text, _check_text),
)
