"""The full-text index over reports, statements and evidence: FTS5 in SQLite, tsvector with GIN in PostgreSQL.

Words are compared by their stems, without case and accents. What a user typed is data: each word is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, func, literal_column, select, table, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from dragoman.register import schema

HitKind = Literal["report", "statement", "event"]
MOST_WORDS = 32  # further words of a question are not heeded
LONGEST = 250_000  # characters of a text that PostgreSQL indexes: its tsvector may have 1 MB
TERM = re.compile(r'"([^"]*)"?(\*?)|(\S+)')
PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Kind:
    """A kind of document: its table, its columns with words, the column of its public id and that of its report."""

    table: str
    index: str
    body: tuple[str, ...]
    ref: str
    report: str


KINDS: dict[HitKind, Kind] = {
    "report": Kind("reports", "report_words", ("title", "text"), "key", "id"),
    "statement": Kind("statements", "statement_words", ("content",), "group_id", "report_id"),
    "event": Kind("event_mentions", "event_words", ("evidence",), "event_id", "report_id"),
}


def _plain_letters() -> dict[str, str]:
    """Letters with accents to letters without; signs at which PostgreSQL would not part a word to spaces."""
    letters = {}
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(number))[0]
        if bare != chr(number):
            letters[chr(number)] = bare
    return letters | dict.fromkeys("-‐‑–—./@:_&+#~", " ")


PLAIN = _plain_letters()
# English as PostgreSQL knows it, but with every word: without "off" the phrase "broken off" is another.
ENGLISH = (
    "CREATE TEXT SEARCH DICTIONARY dragoman_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION dragoman (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION dragoman ALTER MAPPING REPLACE english_stem WITH dragoman_stem",
)


def create_words(connection: Connection) -> None:
    """Make the index, empty."""
    if connection.dialect.name != "sqlite":
        for statement in ENGLISH:
            connection.exec_driver_sql(statement)
    for kind in KINDS.values():
        if connection.dialect.name == "sqlite":
            connection.execute(
                text(
                    f"CREATE VIRTUAL TABLE {kind.index} USING fts5({', '.join(kind.body)}, content='{kind.table}', "
                    "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
                )
            )
        else:
            joined = " || ' ' || ".join(f"coalesce({name}, '')" for name in kind.body)
            signs, plain = "".join(PLAIN), "".join(PLAIN.values())
            vector = f"to_tsvector('dragoman', translate(left({joined}, {LONGEST}), '{signs}', '{plain}'))"
            column_ = f"words tsvector GENERATED ALWAYS AS ({vector}) STORED"
            connection.exec_driver_sql(f"ALTER TABLE {kind.table} ADD COLUMN {column_}")
            connection.exec_driver_sql(f"CREATE INDEX {kind.index} ON {kind.table} USING gin (words)")


def index(connection: Connection, report_id: int) -> None:
    """Take up the words of a report whose rows stand. PostgreSQL does it by itself."""
    if connection.dialect.name == "sqlite":
        for kind in KINDS.values():
            names = ", ".join(kind.body)
            connection.execute(
                text(
                    f"INSERT INTO {kind.index} (rowid, {names}) "
                    f"SELECT id, {names} FROM {kind.table} WHERE {kind.report} = :report"
                ),
                {"report": report_id},
            )


def unindex(connection: Connection, report_id: int) -> None:
    """Take the words of a report out, before its rows go."""
    if connection.dialect.name == "sqlite":
        for kind in KINDS.values():
            names = ", ".join(kind.body)
            connection.execute(
                text(
                    f"INSERT INTO {kind.index} ({kind.index}, rowid, {names}) "
                    f"SELECT 'delete', id, {names} FROM {kind.table} WHERE {kind.report} = :report"
                ),
                {"report": report_id},
            )


@dataclass(frozen=True)
class Term:
    """A word or phrase that is asked for; `prefix`: its last word may go on."""

    pieces: tuple[str, ...]
    prefix: bool = False


def terms(words: str) -> tuple[Term, ...]:
    """What a user asks for: words, "phrases", prefix*. All must be there. Any other sign is passed over."""
    found = []
    for phrase, star, word in TERM.findall(words):
        pieces = PIECE.findall(unicodedata.normalize("NFC", phrase or word))
        if pieces:
            found.append(Term(tuple(pieces), bool(star) or word.endswith("*")))
    return tuple(found[:MOST_WORDS])


def fts5(asked: Sequence[Term]) -> str:
    """The question for FTS5: each term in quotation marks, which only letters and digits stand in."""
    return " AND ".join(f'"{" ".join(term.pieces)}"{" *" if term.prefix else ""}' for term in asked)


def tsquery(asked: Sequence[Term]) -> str:
    """The question for to_tsquery: the same, with accents taken off."""
    return " & ".join(
        "(" + " <-> ".join(f"'{_plain(piece)}'" for piece in term.pieces) + (":*" if term.prefix else "") + ")"
        for term in asked
    )


def _plain(piece: str) -> str:
    return "".join(PLAIN.get(letter, letter) for letter in piece)


class Matching(ColumnElement[bool]):
    """That a row has the words: one condition, said differently to each database."""

    inherit_cache = False

    def __init__(self, kind: Kind, asked: Sequence[Term]) -> None:
        words = table(kind.index, column("rowid"))
        ids = select(words.c.rowid).where(literal_column(kind.index).op("MATCH")(bindparam(None, fts5(asked))))
        self.sqlite = schema.metadata.tables[kind.table].c.id.in_(ids)
        vector: ColumnElement[Any] = literal_column(f"{kind.table}.words")
        self.postgres = vector.op("@@")(func.to_tsquery("dragoman", tsquery(asked)))


@compiles(Matching, "sqlite")
def _in_sqlite(element: Matching, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(element.sqlite, **given)


@compiles(Matching, "postgresql")
def _in_postgres(element: Matching, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(element.postgres, **given)


def refs(kind: HitKind, words: str) -> Select[Any]:
    """The public ids of the documents of a kind that have all the words; to be used in other questions."""
    of, asked = KINDS[kind], terms(words)
    base = schema.metadata.tables[of.table]
    query = select(base.c[of.ref]).correlate(None)
    return query.where(Matching(of, asked)) if asked else query.where(literal_column("1 = 0"))
