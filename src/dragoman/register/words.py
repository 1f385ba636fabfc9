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
from dragoman.register.records import Hit

HitKind = Literal["report", "statement", "event"]
MOST_WORDS = 32  # further words of a question are not heeded
SHOWN = 24  # words of a snippet
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


def find(
    connection: Connection, words: str, kind: HitKind | None = None, limit: int = 20, offset: int = 0
) -> tuple[Hit, ...]:
    """The documents that have all the words, those first that they fit best. A higher `rank` fits better."""
    asked = terms(words)
    if not asked:
        return ()
    kinds = {kind: KINDS[kind]} if kind else KINDS
    question = fts5(asked) if connection.dialect.name == "sqlite" else tsquery(asked)
    ranked = RANKED_SQLITE if connection.dialect.name == "sqlite" else RANKED_POSTGRES
    union = " UNION ALL ".join(_filled(ranked, name, one) for name, one in kinds.items())
    rows = connection.execute(
        text(
            f"SELECT h.*, r.key, r.title, r.published FROM ({union}) h JOIN reports r ON r.id = h.report_id "
            "ORDER BY h.score DESC, h.kind, h.ref LIMIT :limit OFFSET :offset"
        ),
        {"question": question, "limit": limit, "offset": offset},
    ).all()
    shown = {
        name: _snippets(connection, one, question, [r.row_id for r in rows if r.kind == name])
        for name, one in kinds.items()
    }
    return tuple(
        Hit(r.kind, r.ref, r.key, r.title, r.published, shown[r.kind].get(r.row_id, ""), float(r.score)) for r in rows
    )


def count(connection: Connection, words: str, kind: HitKind | None = None) -> int:
    """How many documents have all the words."""
    return sum(
        connection.execute(select(func.count()).select_from(refs(one, words).distinct().subquery())).scalar_one()
        for one in ([kind] if kind else KINDS)
    )


# Of the mentions of one event and the variants of one statement, the one that fits best stands for it.
RANKED_SQLITE = """
SELECT '{name}' AS kind, b.{ref} AS ref, b.{report} AS report_id, b.id AS row_id, max(f.score) AS score
FROM (SELECT rowid AS id, -rank AS score FROM {index} WHERE {index} MATCH :question) f
JOIN {table} b ON b.id = f.id GROUP BY b.{ref}
"""
RANKED_POSTGRES = """
SELECT * FROM (
  SELECT DISTINCT ON (b.{ref}) '{name}' AS kind, b.{ref} AS ref, b.{report} AS report_id, b.id AS row_id,
    ts_rank_cd(b.words, q) AS score
  FROM {table} b, to_tsquery('dragoman', :question) q WHERE b.words @@ q ORDER BY b.{ref}, score DESC, b.id
) best
"""
SNIPPET_SQLITE = """
SELECT rowid AS id, snippet({index}, -1, '[', ']', '…', {shown}) AS words
FROM {index} WHERE {index} MATCH :question AND rowid IN :rows
"""
SNIPPET_POSTGRES = """
SELECT b.id, ts_headline('dragoman', {body}, to_tsquery('dragoman', :question),
  'StartSel=[, StopSel=], MaxFragments=1, FragmentDelimiter=…, MinWords=8, MaxWords={shown}') AS words
FROM {table} b WHERE b.id IN :rows
"""


def _filled(template: str, name: str, kind: Kind) -> str:
    body = " || ' ' || ".join(f"coalesce(b.{one}, '')" for one in kind.body)
    return template.format(
        name=name, ref=kind.ref, report=kind.report, index=kind.index, table=kind.table, body=body, shown=SHOWN
    )


def _snippets(connection: Connection, kind: Kind, question: str, rows: list[int]) -> dict[int, str]:
    if not rows:
        return {}
    template = SNIPPET_SQLITE if connection.dialect.name == "sqlite" else SNIPPET_POSTGRES
    query = text(_filled(template, "", kind)).bindparams(bindparam("rows", expanding=True))
    found = connection.execute(query, {"question": question, "rows": rows})
    return {row.id: " ".join(row.words.split()) for row in found}
