"""The tables of the register, for SQLite and PostgreSQL alike. Integer ids only join: no order follows from them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

# Of any length. The migrations give it the collation "C" in PostgreSQL: both databases sort alike, byte by byte.
TEXT = Text()

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
        Column("place_name", TEXT),
        Column("place_country", TEXT, index=True),
        Column("lat", Float),
        Column("lon", Float),
        Column("geonames", Integer),
    ]


def _dates() -> list[Column[object]]:
    """`date_value` as it was read (ISO 8601, as short as known), `since` and `until` its first and last day."""
    return [Column("date_value", TEXT), Column("since", TEXT, index=True), Column("until", TEXT)]


def _aux() -> list[Column[bool]]:
    return [Column(name, Boolean, nullable=False) for name in ("future", "hypothetical", "negation", "historical")]


def _sizes() -> list[Column[int]]:
    return [Column(name, BigInteger) for name in ("dead", "injured", "arrested")]


def _group() -> list[Column[object]]:
    """The same utterance, transfer or agreement across reports: `group_id` the public id, one `lead` a group."""
    return [
        Column("group_id", TEXT, index=True),
        Column("lead", Boolean, nullable=False, index=True),
        Column("reports", Integer, nullable=False),
        Column("sources", Integer, nullable=False),
        Column("why", TEXT),
        Column("contradictions", TEXT),
    ]


reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", TEXT, nullable=False, unique=True),  # Report.id
    Column("fingerprint", TEXT, nullable=False),  # sha256 over text and what is known of it
    Column("title", TEXT),
    Column("byline", TEXT),
    Column("publisher", TEXT, index=True),
    Column("url", TEXT),
    Column("language", TEXT, nullable=False),
    Column("published", TEXT, index=True),
    Column("text", TEXT, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # zlib over the Reading's JSON
    Column("flags", TEXT, nullable=False),  # JSON list
    Column("version", TEXT, nullable=False),
    Column("lexicon", TEXT, nullable=False),
    Column("added", TEXT, nullable=False),  # UTC, ISO 8601
    Column("copy_of", Integer, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("copy_why", TEXT),
)

# MinHash bands: two reports that share one are compared.
report_bands = Table("report_bands", metadata, _report(), Column("band", TEXT, nullable=False, index=True))

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("version", TEXT, nullable=False),
    Column("lexicon", TEXT, nullable=False),
    Column("replaced", TEXT, nullable=False),
    Column("reading", LargeBinary, nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("names", TEXT, nullable=False),  # JSON list, most frequent first
    Column("country", TEXT, index=True),
    Column("sector", TEXT),
    Column("other_sectors", TEXT, nullable=False),  # JSON list
    Column("roles", TEXT, nullable=False),  # JSON list
    Column("wikidata", TEXT),
    Column("reports", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
)

local_actors = Table(
    "local_actors",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", TEXT, nullable=False),  # "a1" in the reading
    Column("key", TEXT, nullable=False),  # stable over runs: hash of the report's id, kind, name
    Column("actor_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("folded", TEXT, nullable=False, index=True),  # lower case, no accents, no punctuation
    Column("country", TEXT),
    Column("sector", TEXT),
    Column("other_sectors", TEXT, nullable=False),  # JSON list
    Column("roles", TEXT, nullable=False),  # JSON list of "title of whom"
    Column("wikidata", TEXT),
    Column("name_id", Integer, ForeignKey("actor_names.id"), index=True),  # set by merging/
    Column("why", TEXT),
    UniqueConstraint("report_id", "local_id"),
)

event_mentions = Table(
    "event_mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),  # stable over runs: hash of the report's id, type, trigger
    Column("event_id", TEXT, ForeignKey("events.id"), index=True),
    Column("type", TEXT, nullable=False),
    Column("modes", TEXT, nullable=False),
    Column("contexts", TEXT, nullable=False),
    *_aux(),
    Column("cameo", TEXT, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    *_dates(),
    *_place(),
    *_sizes(),
    Column("date_given", Boolean),  # words of the report give the date (record.date.start is not null); else inferred
    Column("trigger", TEXT, nullable=False),
    Column("evidence", TEXT, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("rule", TEXT, nullable=False),
    Column("why", TEXT),
    UniqueConstraint("report_id", "local_id"),
)

mention_parties = Table(
    "mention_parties",
    metadata,
    Column("mention_id", Integer, ForeignKey("event_mentions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", TEXT, nullable=False),  # actor, recipient, attributed
    Column("position", Integer, nullable=False),
    Column("local_actor_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE"), index=True),
    Column("words", TEXT, nullable=False),
    Column("country", TEXT),
    Column("sector", TEXT),
)

events = Table(
    "events",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("type", TEXT, nullable=False, index=True),
    Column("modes", TEXT, nullable=False),
    Column("contexts", TEXT, nullable=False),
    *_aux(),
    Column("cameo", TEXT, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("score", Float, nullable=False),
    *_dates(),
    *_place(),
    *_sizes(),
    Column("evidence", TEXT, nullable=False),
    Column("rule", TEXT, nullable=False, index=True),
    Column("lead_id", Integer, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("mentions", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("contradictions", TEXT, nullable=False),
)

event_parties = Table(
    "event_parties",
    metadata,
    Column("event_id", TEXT, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", TEXT, nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("name", TEXT, nullable=False),
    Column("country", TEXT),
    Column("sector", TEXT),
    Index("ix_event_parties_country_role", "country", "role", "event_id"),
)

event_tags = Table(
    "event_tags",
    metadata,
    Column("event_id", TEXT, ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", TEXT, nullable=False),  # mode, context
    Column("value", TEXT, nullable=False),
    Index("ix_event_tags_kind_value", "kind", "value", "event_id"),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    *_group(),
    Column("speaker_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("speaker_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE"), index=True),
    Column("speaker", TEXT),
    Column("addressee_id", TEXT, ForeignKey("actors.id")),
    Column("addressee_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("addressee", TEXT),
    Column("via", TEXT),
    Column("source_class", TEXT),
    Column("kind", TEXT, nullable=False),
    Column("content", TEXT, nullable=False),
    Column("date", TEXT, index=True),
    UniqueConstraint("report_id", "local_id"),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    *_group(),
    Column("supplier_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("supplier_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("supplier", TEXT),
    Column("supplier_country", TEXT, index=True),
    Column("recipient_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("recipient_local_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("recipient", TEXT),
    Column("recipient_country", TEXT, index=True),
    Column("designation", TEXT),
    Column("description", TEXT, nullable=False),
    Column("category", TEXT, nullable=False),
    Column("quantity", TEXT),
    Column("number", BigInteger),
    Column("status", TEXT, nullable=False, index=True),
    Column("condition", TEXT),
    Column("amount", Float),
    Column("currency", TEXT),
    *_dates(),
    Column("attributed", TEXT),
    Column("evidence", TEXT, nullable=False),
    UniqueConstraint("report_id", "local_id"),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    _report(),
    Column("local_id", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    *_group(),
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT),
    Column("status", TEXT, nullable=False, index=True),
    Column("date", TEXT, index=True),
    Column("place_name", TEXT),
    Column("evidence", TEXT, nullable=False),
    UniqueConstraint("report_id", "local_id"),
)

agreement_parties = Table(
    "agreement_parties",
    metadata,
    Column("agreement_id", Integer, ForeignKey("agreements.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("actor_id", TEXT, ForeignKey("actors.id"), index=True),
    Column("local_actor_id", Integer, ForeignKey("local_actors.id", ondelete="CASCADE")),
    Column("name", TEXT, nullable=False),
    Column("country", TEXT, index=True),
)

# What a person ruled: these two are not the same. Keys, so that a re-reading does not lose it.
rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", TEXT, nullable=False),  # event, actor, report, statement, transfer, agreement
    Column("left", TEXT, nullable=False, index=True),
    Column("right", TEXT, nullable=False, index=True),
    Column("why", TEXT, nullable=False),
    Column("made", TEXT, nullable=False),
    UniqueConstraint("kind", "left", "right"),
)

# Ids that were merged away and where they went, so that a link keeps working.
aliases = Table("aliases", metadata, Column("old", TEXT, primary_key=True), Column("new", TEXT, nullable=False))

feeds = Table(
    "feeds",
    metadata,
    Column("url", TEXT, primary_key=True),
    Column("etag", TEXT),
    Column("modified", TEXT),
    Column("next_visit", TEXT),
    Column("failures", Integer, nullable=False),
    Column("seen", TEXT, nullable=False),  # JSON list of entry ids, newest first, bounded
)

# --- for merging/ ---

# What could be one record shares a block here (merging/ fills it, no column of the record's own table does);
# a record has several. `kind` is that of rulings.kind, `row_id` its row.
# `since` and `until` bound when it was; no row of the block that begins before `earliest` reaches into that time,
# so that the window of a busy block is read from the index.
merge_blocks = Table(
    "merge_blocks",
    metadata,
    Column("kind", TEXT, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("block", TEXT, nullable=False),
    Column("since", TEXT, nullable=False),
    Column("until", TEXT, nullable=False),
    Column("earliest", TEXT, nullable=False),
    Index("ix_merge_blocks_block_since", "block", "since"),
    Index("ix_merge_blocks_row_id_kind", "row_id", "kind"),
)

# Pairs that may be one: the graph whose connected parts are clustered anew when something is added to them.
merge_links = Table(
    "merge_links",
    metadata,
    Column("kind", TEXT, nullable=False),
    Column("left_id", Integer, nullable=False),
    Column("right_id", Integer, nullable=False),
    Index("ix_merge_links_left_id_kind", "left_id", "kind"),
    Index("ix_merge_links_right_id_kind", "right_id", "kind"),
)

# How actors are named, a row for each way and year: a name told by ten thousand reports is compared once.
# Empty text stands for null, so that rows are unique; `apart` is the key of the local actor that keeps it to itself.
actor_names = Table(
    "actor_names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("block", TEXT, nullable=False, index=True),
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("country", TEXT, nullable=False),
    Column("sector", TEXT, nullable=False),
    Column("roles", TEXT, nullable=False),
    Column("wikidata", TEXT, nullable=False, index=True),
    Column("year", TEXT, nullable=False),
    Column("apart", TEXT, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("actor_id", TEXT, index=True),
    Column("why", TEXT),
    UniqueConstraint("kind", "name", "country", "sector", "roles", "wikidata", "year", "apart"),
)
