"""Searches the full-text index: the documents that fit best, with the words where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, bindparam, func, select, text

from dragoman.register.records import Hit
from dragoman.register.words import KINDS, HitKind, Kind, fts5, refs, terms, tsquery

SHOWN = 24  # words of a snippet
SPARE = 20  # rows looked at beyond those wanted, for events told by several

# The limit stands inside: only the rows that fit best are looked up in their table.
BEST_SQLITE = """
SELECT b.id AS row_id, b.{ref} AS ref, r.key, r.title, r.published, f.score
FROM (SELECT rowid AS id, -rank AS score FROM {index} WHERE {index} MATCH :question ORDER BY rank, rowid LIMIT :most) f
JOIN {table} b ON b.id = f.id JOIN reports r ON r.id = b.{report} ORDER BY f.score DESC, b.id
"""
BEST_POSTGRES = """
SELECT b.id AS row_id, b.{ref} AS ref, r.key, r.title, r.published, f.score
FROM (SELECT id, ts_rank_cd(words, q) AS score FROM {table}, to_tsquery('dragoman', :question) q
      WHERE words @@ q ORDER BY score DESC, id LIMIT :most) f
JOIN {table} b ON b.id = f.id JOIN reports r ON r.id = b.{report} ORDER BY f.score DESC, b.id
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


def find(
    connection: Connection, words: str, kind: HitKind | None = None, limit: int = 20, offset: int = 0
) -> tuple[Hit, ...]:
    """The documents that have all the words, those first that they fit best. A higher `rank` fits better.

    Of the mentions of one event and the wordings of one statement, the one that fits best stands for it.
    """
    asked = terms(words)
    if not asked:
        return ()
    search = _Search(connection, fts5(asked) if connection.dialect.name == "sqlite" else tsquery(asked))
    found = [(one, row) for one in ([kind] if kind else KINDS) for row in search.best(one, offset + limit)]
    found.sort(key=lambda pair: (-pair[1].score, pair[0], pair[1].row_id))
    return search.hits(found[offset : offset + limit])


def count(connection: Connection, words: str, kind: HitKind | None = None) -> int:
    """How many documents have all the words."""
    return sum(
        connection.execute(select(func.count()).select_from(refs(one, words).distinct().subquery())).scalar_one()
        for one in ([kind] if kind else KINDS)
    )


@dataclass(frozen=True)
class _Search:
    """One question, as the database understands it."""

    connection: Connection
    question: str

    @property
    def _in_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def best(self, kind: HitKind, wanted: int) -> list[Row[tuple[object, ...]]]:
        """The best rows of a kind, so many as are wanted, each public id once."""
        query = text(_filled(BEST_SQLITE if self._in_sqlite else BEST_POSTGRES, KINDS[kind]))
        most = wanted + (0 if kind == "report" else SPARE)
        while True:
            rows = self.connection.execute(query, {"question": self.question, "most": most}).all()
            best: dict[object, Row[tuple[object, ...]]] = {}
            for row in rows:
                best.setdefault(row.ref, row)
            if len(best) >= wanted or len(rows) < most:
                return list(best.values())
            most *= 2

    def hits(self, found: Sequence[tuple[HitKind, Row[tuple[object, ...]]]]) -> tuple[Hit, ...]:
        """Rows as hits, with their snippets."""
        shown = {kind: self._snippets(kind, [row.row_id for one, row in found if one == kind]) for kind in KINDS}
        return tuple(
            Hit(kind, row.ref, row.key, row.title, row.published, shown[kind].get(row.row_id, ""), float(row.score))
            for kind, row in found
        )

    def _snippets(self, kind: HitKind, rows: list[int]) -> Mapping[int, str]:
        if not rows:
            return {}
        template = SNIPPET_SQLITE if self._in_sqlite else SNIPPET_POSTGRES
        query = text(_filled(template, KINDS[kind])).bindparams(bindparam("rows", expanding=True))
        found = self.connection.execute(query, {"question": self.question, "rows": rows})
        return {row.id: " ".join(row.words.split()) for row in found}


def _filled(template: str, kind: Kind) -> str:
    """The template with the names of a kind's table and columns; no name comes from outside."""
    body = " || ' ' || ".join(f"coalesce(b.{one}, '')" for one in kind.body)
    return template.format(ref=kind.ref, report=kind.report, index=kind.index, table=kind.table, body=body, shown=SHOWN)
