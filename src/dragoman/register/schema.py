"""The tables of the register, for SQLite and PostgreSQL alike. Integer ids only join: no order follows from them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _report() -> Column[int]:
    return Column("report_id", Integer, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True)


def _place() -> list[Column[object]]:
    return [
        Column("place_name", Text),
        Column("place_country", String(8), index=True),
        Column("lat", Float),
        Column("lon", Float),
        Column("geonames", Integer),
    ]


def _dates() -> list[Column[object]]:
    """`date_value` as it was read (ISO 8601, as short as known), `since` and `until` its first and last day."""
    return [Column("date_value", String(32)), Column("since", String(10), index=True), Column("until", String(10))]


def _aux() -> list[Column[bool]]:
    return [Column(name, Boolean, nullable=False) for name in ("future", "hypothetical", "negation", "historical")]


def _sizes() -> list[Column[int]]:
    return [Column(name, Integer) for name in ("dead", "injured", "arrested")]


def _group() -> list[Column[object]]:
    """The same utterance, transfer or agreement across reports: `group_id` the public id, one `lead` a group."""
    return [
        Column("group_id", String(16), index=True),
        Column("lead", Boolean, nullable=False, index=True),
        Column("reports", Integer, nullable=False),
        Column("sources", Integer, nullable=False),
        Column("why", Text),
        Column("contradictions", Text),
    ]


reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # Report.id
    Column("fingerprint", String(64), nullable=False),  # sha256 over text and what is known of it
    Column("title", Text),
    Column("byline", Text),
    Column("publisher", Text, index=True),
    Column("url", Text),
    Column("language", String(8), nullable=False),
    Column("published", String(10), index=True),
    Column("text", Text, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # zlib over the Reading's JSON
    Column("flags", Text, nullable=False),  # JSON list
    Column("version", String(32), nullable=False),
    Column("lexicon", String(64), nullable=False),
    Column("added", String(32), nullable=False),  # UTC, ISO 8601
    Column("copy_of", Integer, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("copy_why", Text),
)

# MinHash bands: two reports that share one are compared.
report_bands = Table("report_bands", metadata, _report(), Column("band", String(24), nullable=False, index=True))

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("version", String(32), nullable=False),
    Column("lexicon", String(64), nullable=False),
    Column("replaced", String(32), nullable=False),
    Column("reading", LargeBinary, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("names", Text, nullable=False),  # JSON list, most frequent first
    Column("country", String(8), index=True),
    Column("sector", String(16)),
    Column("other_sectors", Text, nullable=False),  # JSON list
    Column("roles", Text, nullable=False),  # JSON list
    Column("wikidata", String(16)),
    Column("reports", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
)

local_actors = Table(
    "local_actors",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", String(16), nullable=False),  # "a1" in the reading
    Column("key", String(64), nullable=False),  # stable over runs: hash of the report's id, kind, name
    Column("actor_id", String(16), ForeignKey("actors.id"), index=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),  # lower case, no accents, no punctuation
    Column("block", Text, nullable=False, index=True),  # names that could be the same actor share it
    Column("country", String(8)),
    Column("sector", String(16)),
    Column("roles", Text, nullable=False),
    Column("wikidata", String(16)),
    Column("why", Text),
    UniqueConstraint("report_id", "local_id"),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", String(16), nullable=False),
    Column("key", String(64), nullable=False),  # stable over runs: hash of the report's id, type, trigger
    Column("event_id", String(16), ForeignKey("events.id"), index=True),
    Column("type", String(16), nullable=False),
    Column("modes", Text, nullable=False),
    Column("contexts", Text, nullable=False),
    *_aux(),
    Column("cameo", String(8), nullable=False),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    *_dates(),
    *_place(),
    *_sizes(),
    Column("sides", Text, nullable=False),  # the countries (or folded names) of actor and recipient, for blocking
    Column("block", Text, nullable=False, index=True),  # mentions that could be one event share it
    Column("trigger", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("why", Text),
    UniqueConstraint("report_id", "local_id"),
)

mention_parties = Table(
    "mention_parties",
    metadata,
    Column("mention_id", Integer, ForeignKey("event_mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(12), nullable=False),  # actor, recipient, attributed
    Column("position", Integer, nullable=False),
    Column("local_actor_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE"), index=True),
    Column("words", Text, nullable=False),
    Column("country", String(8)),
    Column("sector", String(16)),
)

events = Table(
    "events",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("type", String(16), nullable=False, index=True),
    Column("modes", Text, nullable=False),
    Column("contexts", Text, nullable=False),
    *_aux(),
    Column("cameo", String(8), nullable=False),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    *_dates(),
    *_place(),
    *_sizes(),
    Column("evidence", Text, nullable=False),
    Column("rule", String(64), nullable=False, index=True),
    Column("lead_id", Integer, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("mentions", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("contradictions", Text, nullable=False),
)

event_parties = Table(
    "event_parties",
    metadata,
    Column("event_id", String(16), ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", String(12), nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor_id", String(16), ForeignKey("actors.id"), index=True),
    Column("name", Text, nullable=False),
    Column("country", String(8)),
    Column("sector", String(16)),
    Index("ix_event_parties_country_role", "country", "role", "event_id"),
)

event_tags = Table(
    "event_tags",
    metadata,
    Column("event_id", String(16), ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),  # mode, context
    Column("value", String(32), nullable=False),
    Index("ix_event_tags_kind_value", "kind", "value", "event_id"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    *_group(),
    Column("speaker_id", String(16), ForeignKey("actors.id"), index=True),
    Column("speaker_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE"), index=True),
    Column("speaker", Text),
    Column("addressee_id", String(16), ForeignKey("actors.id")),
    Column("addressee_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("addressee", Text),
    Column("via", Text),
    Column("source_class", String(24)),
    Column("kind", String(8), nullable=False),
    Column("content", Text, nullable=False),
    Column("date", String(32), index=True),
    Column("block", Text, nullable=False, index=True),
    UniqueConstraint("report_id", "local_id"),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    *_group(),
    Column("supplier_id", String(16), ForeignKey("actors.id"), index=True),
    Column("supplier_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("supplier", Text),
    Column("supplier_country", String(8), index=True),
    Column("recipient_id", String(16), ForeignKey("actors.id"), index=True),
    Column("recipient_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("recipient", Text),
    Column("recipient_country", String(8), index=True),
    Column("designation", Text),
    Column("description", Text, nullable=False),
    Column("category", String(8), nullable=False),
    Column("quantity", Text),
    Column("number", Integer),
    Column("status", String(16), nullable=False, index=True),
    Column("condition", Text),
    Column("amount", Float),
    Column("currency", String(3)),
    *_dates(),
    Column("attributed", Text),
    Column("evidence", Text, nullable=False),
    Column("block", Text, nullable=False, index=True),
    UniqueConstraint("report_id", "local_id"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    *_group(),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("status", String(16), nullable=False, index=True),
    Column("date", String(32), index=True),
    Column("place_name", Text),
    Column("evidence", Text, nullable=False),
    Column("block", Text, nullable=False, index=True),
    UniqueConstraint("report_id", "local_id"),
)

agreement_parties = Table(
    "agreement_parties",
    metadata,
    Column("agreement_id", Integer, ForeignKey("agreements.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("actor_id", String(16), ForeignKey("actors.id"), index=True),
    Column("local_actor_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("name", Text, nullable=False),
    Column("country", String(8), index=True),
)

# What a person ruled: these two are not the same. Keys, so that a re-reading does not lose it.
rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),  # event, actor, report, statement, transfer, agreement
    Column("left", String(64), nullable=False, index=True),
    Column("right", String(64), nullable=False, index=True),
    Column("why", Text, nullable=False),
    Column("made", String(32), nullable=False),
    UniqueConstraint("kind", "left", "right"),
)

# Ids that were merged away and where they went, so that a link keeps working.
aliases = Table(
    "aliases", metadata, Column("old", String(16), primary_key=True), Column("new", String(16), nullable=False)
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("next_visit", String(32)),
    Column("failures", Integer, nullable=False),
    Column("seen", Text, nullable=False),  # JSON list of entry ids, newest first, bounded
)
