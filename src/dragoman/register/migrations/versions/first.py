"""The first register."""

import sqlalchemy as sa
from alembic import op

from dragoman.register.words import create_words

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make all tables, then the full-text index."""

    op.create_table(
        "actor_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("sector", TEXT, nullable=False),
        sa.Column("roles", TEXT, nullable=False),
        sa.Column("wikidata", TEXT, nullable=False),
        sa.Column("year", TEXT, nullable=False),
        sa.Column("apart", TEXT, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_names")),
        sa.UniqueConstraint(
            "kind",
            "name",
            "country",
            "sector",
            "roles",
            "wikidata",
            "year",
            "apart",
            name=op.f("uq_actor_names_kind_name_country_sector_roles_wikidata_year_apart"),
        ),
    )
    op.create_index(op.f("ix_actor_names_actor_id"), "actor_names", ["actor_id"], unique=False)
    op.create_index(op.f("ix_actor_names_block"), "actor_names", ["block"], unique=False)
    op.create_index(op.f("ix_actor_names_wikidata"), "actor_names", ["wikidata"], unique=False)
    op.create_table(
        "actors",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("names", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("sector", TEXT, nullable=True),
        sa.Column("other_sectors", TEXT, nullable=False),
        sa.Column("roles", TEXT, nullable=False),
        sa.Column("wikidata", TEXT, nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_country"), "actors", ["country"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("old", TEXT, nullable=False),
        sa.Column("new", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_aliases")),
    )
    op.create_table(
        "feeds",
        sa.Column("url", TEXT, nullable=False),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("modified", TEXT, nullable=True),
        sa.Column("next_visit", TEXT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("seen", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
    )
    op.create_table(
        "merge_blocks",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("block", TEXT, nullable=False),
        sa.Column("since", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("earliest", TEXT, nullable=False),
    )
    op.create_index("ix_merge_blocks_block_since", "merge_blocks", ["block", "since"], unique=False)
    op.create_index("ix_merge_blocks_row_id_kind", "merge_blocks", ["row_id", "kind"], unique=False)
    op.create_table(
        "merge_links",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
    )
    op.create_index("ix_merge_links_left_id_kind", "merge_links", ["left_id", "kind"], unique=False)
    op.create_index("ix_merge_links_right_id_kind", "merge_links", ["right_id", "kind"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("fingerprint", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("byline", TEXT, nullable=True),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("lexicon", TEXT, nullable=False),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("copy_why", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["copy_of"], ["reports.id"], name=op.f("fk_reports_copy_of"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
    )
    op.create_index(op.f("ix_reports_copy_of"), "reports", ["copy_of"], unique=False)
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_publisher"), "reports", ["publisher"], unique=False)
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("left", TEXT, nullable=False),
        sa.Column("right", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint("kind", "left", "right", name=op.f("uq_rulings_kind_left_right")),
    )
    op.create_index(op.f("ix_rulings_left"), "rulings", ["left"], unique=False)
    op.create_index(op.f("ix_rulings_right"), "rulings", ["right"], unique=False)
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("local_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("group_id", TEXT, nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.Column("contradictions", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("place_name", TEXT, nullable=True),
        sa.Column("evidence", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_agreements_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("report_id", "local_id", name=op.f("uq_agreements_report_id_local_id")),
    )
    op.create_index(op.f("ix_agreements_date"), "agreements", ["date"], unique=False)
    op.create_index(op.f("ix_agreements_group_id"), "agreements", ["group_id"], unique=False)
    op.create_index(op.f("ix_agreements_lead"), "agreements", ["lead"], unique=False)
    op.create_index(op.f("ix_agreements_report_id"), "agreements", ["report_id"], unique=False)
    op.create_index(op.f("ix_agreements_status"), "agreements", ["status"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("modes", TEXT, nullable=False),
        sa.Column("contexts", TEXT, nullable=False),
        sa.Column("future", sa.Boolean(), nullable=False),
        sa.Column("hypothetical", sa.Boolean(), nullable=False),
        sa.Column("negation", sa.Boolean(), nullable=False),
        sa.Column("historical", sa.Boolean(), nullable=False),
        sa.Column("cameo", TEXT, nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("date_value", TEXT, nullable=True),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("place_name", TEXT, nullable=True),
        sa.Column("place_country", TEXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("dead", sa.BigInteger(), nullable=True),
        sa.Column("injured", sa.BigInteger(), nullable=True),
        sa.Column("arrested", sa.BigInteger(), nullable=True),
        sa.Column("evidence", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("contradictions", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["reports.id"], name=op.f("fk_events_lead_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_lead_id"), "events", ["lead_id"], unique=False)
    op.create_index(op.f("ix_events_place_country"), "events", ["place_country"], unique=False)
    op.create_index(op.f("ix_events_rule"), "events", ["rule"], unique=False)
    op.create_index(op.f("ix_events_since"), "events", ["since"], unique=False)
    op.create_index(op.f("ix_events_type"), "events", ["type"], unique=False)
    op.create_table(
        "local_actors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("local_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("sector", TEXT, nullable=True),
        sa.Column("other_sectors", TEXT, nullable=False),
        sa.Column("roles", TEXT, nullable=False),
        sa.Column("wikidata", TEXT, nullable=True),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_local_actors_actor_id")),
        sa.ForeignKeyConstraint(["name_id"], ["actor_names.id"], name=op.f("fk_local_actors_name_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_local_actors_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_actors")),
        sa.UniqueConstraint("report_id", "local_id", name=op.f("uq_local_actors_report_id_local_id")),
    )
    op.create_index(op.f("ix_local_actors_actor_id"), "local_actors", ["actor_id"], unique=False)
    op.create_index(op.f("ix_local_actors_folded"), "local_actors", ["folded"], unique=False)
    op.create_index(op.f("ix_local_actors_name_id"), "local_actors", ["name_id"], unique=False)
    op.create_index(op.f("ix_local_actors_report_id"), "local_actors", ["report_id"], unique=False)
    op.create_table(
        "report_bands",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("band", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_bands_report_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_report_bands_band"), "report_bands", ["band"], unique=False)
    op.create_index(op.f("ix_report_bands_report_id"), "report_bands", ["report_id"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("lexicon", TEXT, nullable=False),
        sa.Column("replaced", TEXT, nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_revisions_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_report_id"), "revisions", ["report_id"], unique=False)
    op.create_table(
        "agreement_parties",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("local_actor_id", sa.Integer(), nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_agreement_parties_actor_id")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_parties_agreement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["local_actor_id"],
            ["local_actors.id"],
            name=op.f("fk_agreement_parties_local_actor_id"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_agreement_parties_actor_id"), "agreement_parties", ["actor_id"], unique=False)
    op.create_index(op.f("ix_agreement_parties_agreement_id"), "agreement_parties", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_agreement_parties_country"), "agreement_parties", ["country"], unique=False)
    op.create_table(
        "event_mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("local_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=True),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("modes", TEXT, nullable=False),
        sa.Column("contexts", TEXT, nullable=False),
        sa.Column("future", sa.Boolean(), nullable=False),
        sa.Column("hypothetical", sa.Boolean(), nullable=False),
        sa.Column("negation", sa.Boolean(), nullable=False),
        sa.Column("historical", sa.Boolean(), nullable=False),
        sa.Column("cameo", TEXT, nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("date_value", TEXT, nullable=True),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("place_name", TEXT, nullable=True),
        sa.Column("place_country", TEXT, nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.Column("dead", sa.BigInteger(), nullable=True),
        sa.Column("injured", sa.BigInteger(), nullable=True),
        sa.Column("arrested", sa.BigInteger(), nullable=True),
        sa.Column("date_given", sa.Boolean(), nullable=True),
        sa.Column("trigger", TEXT, nullable=False),
        sa.Column("evidence", TEXT, nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_mentions_event_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_event_mentions_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_mentions")),
        sa.UniqueConstraint("report_id", "local_id", name=op.f("uq_event_mentions_report_id_local_id")),
    )
    op.create_index(op.f("ix_event_mentions_event_id"), "event_mentions", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_mentions_place_country"), "event_mentions", ["place_country"], unique=False)
    op.create_index(op.f("ix_event_mentions_report_id"), "event_mentions", ["report_id"], unique=False)
    op.create_index(op.f("ix_event_mentions_since"), "event_mentions", ["since"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("sector", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_event_parties_actor_id")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_parties_event_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_event_parties_actor_id"), "event_parties", ["actor_id"], unique=False)
    op.create_index("ix_event_parties_country_role", "event_parties", ["country", "role", "event_id"], unique=False)
    op.create_index(op.f("ix_event_parties_event_id"), "event_parties", ["event_id"], unique=False)
    op.create_table(
        "event_tags",
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_tags_event_id"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_event_tags_event_id"), "event_tags", ["event_id"], unique=False)
    op.create_index("ix_event_tags_kind_value", "event_tags", ["kind", "value", "event_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("local_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("group_id", TEXT, nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.Column("contradictions", TEXT, nullable=True),
        sa.Column("speaker_id", TEXT, nullable=True),
        sa.Column("speaker_local_id", sa.Integer(), nullable=True),
        sa.Column("speaker", TEXT, nullable=True),
        sa.Column("addressee_id", TEXT, nullable=True),
        sa.Column("addressee_local_id", sa.Integer(), nullable=True),
        sa.Column("addressee", TEXT, nullable=True),
        sa.Column("via", TEXT, nullable=True),
        sa.Column("source_class", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["addressee_id"], ["actors.id"], name=op.f("fk_statements_addressee_id")),
        sa.ForeignKeyConstraint(
            ["addressee_local_id"],
            ["local_actors.id"],
            name=op.f("fk_statements_addressee_local_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_statements_report_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["actors.id"], name=op.f("fk_statements_speaker_id")),
        sa.ForeignKeyConstraint(
            ["speaker_local_id"], ["local_actors.id"], name=op.f("fk_statements_speaker_local_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("report_id", "local_id", name=op.f("uq_statements_report_id_local_id")),
    )
    op.create_index(op.f("ix_statements_date"), "statements", ["date"], unique=False)
    op.create_index(op.f("ix_statements_group_id"), "statements", ["group_id"], unique=False)
    op.create_index(op.f("ix_statements_lead"), "statements", ["lead"], unique=False)
    op.create_index(op.f("ix_statements_report_id"), "statements", ["report_id"], unique=False)
    op.create_index(op.f("ix_statements_speaker_id"), "statements", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_statements_speaker_local_id"), "statements", ["speaker_local_id"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("local_id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("group_id", TEXT, nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("why", TEXT, nullable=True),
        sa.Column("contradictions", TEXT, nullable=True),
        sa.Column("supplier_id", TEXT, nullable=True),
        sa.Column("supplier_local_id", sa.Integer(), nullable=True),
        sa.Column("supplier", TEXT, nullable=True),
        sa.Column("supplier_country", TEXT, nullable=True),
        sa.Column("recipient_id", TEXT, nullable=True),
        sa.Column("recipient_local_id", sa.Integer(), nullable=True),
        sa.Column("recipient", TEXT, nullable=True),
        sa.Column("recipient_country", TEXT, nullable=True),
        sa.Column("designation", TEXT, nullable=True),
        sa.Column("description", TEXT, nullable=False),
        sa.Column("category", TEXT, nullable=False),
        sa.Column("quantity", TEXT, nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("condition", TEXT, nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("currency", TEXT, nullable=True),
        sa.Column("date_value", TEXT, nullable=True),
        sa.Column("since", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("attributed", TEXT, nullable=True),
        sa.Column("evidence", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["recipient_id"], ["actors.id"], name=op.f("fk_transfers_recipient_id")),
        sa.ForeignKeyConstraint(
            ["recipient_local_id"],
            ["local_actors.id"],
            name=op.f("fk_transfers_recipient_local_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_transfers_report_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["supplier_id"], ["actors.id"], name=op.f("fk_transfers_supplier_id")),
        sa.ForeignKeyConstraint(
            ["supplier_local_id"], ["local_actors.id"], name=op.f("fk_transfers_supplier_local_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sa.UniqueConstraint("report_id", "local_id", name=op.f("uq_transfers_report_id_local_id")),
    )
    op.create_index(op.f("ix_transfers_group_id"), "transfers", ["group_id"], unique=False)
    op.create_index(op.f("ix_transfers_lead"), "transfers", ["lead"], unique=False)
    op.create_index(op.f("ix_transfers_recipient_country"), "transfers", ["recipient_country"], unique=False)
    op.create_index(op.f("ix_transfers_recipient_id"), "transfers", ["recipient_id"], unique=False)
    op.create_index(op.f("ix_transfers_report_id"), "transfers", ["report_id"], unique=False)
    op.create_index(op.f("ix_transfers_since"), "transfers", ["since"], unique=False)
    op.create_index(op.f("ix_transfers_status"), "transfers", ["status"], unique=False)
    op.create_index(op.f("ix_transfers_supplier_country"), "transfers", ["supplier_country"], unique=False)
    op.create_index(op.f("ix_transfers_supplier_id"), "transfers", ["supplier_id"], unique=False)
    op.create_table(
        "mention_parties",
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("local_actor_id", sa.Integer(), nullable=True),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("sector", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["local_actor_id"], ["local_actors.id"], name=op.f("fk_mention_parties_local_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["event_mentions.id"], name=op.f("fk_mention_parties_mention_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_mention_parties_local_actor_id"), "mention_parties", ["local_actor_id"], unique=False)
    op.create_index(op.f("ix_mention_parties_mention_id"), "mention_parties", ["mention_id"], unique=False)
    create_words(op.get_bind())
