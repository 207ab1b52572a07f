"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "citation",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("published", sa.String(length=30), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_citation")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["decision.id"], name=op.f("fk_decision_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_kind"), "entity", ["kind"], unique=False)
    op.create_table(
        "host",
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("free_at", sa.Double(), nullable=False),
        sa.Column("robots_status", sa.Integer(), nullable=False),
        sa.Column("robots_text", sa.Text(), nullable=False),
        sa.Column("robots_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host")),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_snapshot")),
    )
    op.create_table(
        "source",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("start", sa.JSON(), nullable=False),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("curated", sa.Boolean(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("script", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("skeleton", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name=op.f("fk_name_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name")),
        sa.UniqueConstraint("entity", "text", "kind", name=op.f("uq_name_entity_text_kind")),
    )
    op.create_index(op.f("ix_name_fold"), "name", ["fold"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("cut_off", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("good_pages", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_run_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sa.UniqueConstraint("source", "due_at", name=op.f("uq_run_source_due_at")),
    )
    op.create_index(op.f("ix_run_at"), "run", ["at"], unique=False)
    op.create_index(op.f("ix_run_finished_at"), "run", ["finished_at"], unique=False)
    op.create_index("ix_run_source_at", "run", ["source", "at"], unique=False)
    op.create_table(
        "slug",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name=op.f("fk_slug_entity")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_slug")),
    )
    op.create_index(op.f("ix_slug_entity"), "slug", ["entity"], unique=False)
    op.create_table(
        "unplaced",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_unplaced_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unplaced")),
        sa.UniqueConstraint("source", "record", name=op.f("uq_unplaced_source_record")),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("property", sa.String(length=40), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("retrospective", sa.Boolean(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("statement", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.BigInteger(), nullable=True),
        sa.Column("reading_before", sa.Integer(), nullable=True),
        sa.Column("reading_after", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["corrects"], ["change.seq"], name=op.f("fk_change_corrects")),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name=op.f("fk_change_entity")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_change_run")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_change_source")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_at"), "change", ["at"], unique=False)
    op.create_index(op.f("ix_change_entity"), "change", ["entity"], unique=False)
    op.create_index(op.f("ix_change_run"), "change", ["run"], unique=False)
    op.create_index(op.f("ix_change_source"), "change", ["source"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("follows", sa.JSON(), nullable=False),
        sa.Column("damage", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_reading_run")),
        sa.ForeignKeyConstraint(["sha256"], ["snapshot.sha256"], name=op.f("fk_reading_sha256")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_reading_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_run"), "reading", ["run"], unique=False)
    op.create_index(
        "ix_reading_source_url_sha256", "reading", ["source", "url", "sha256"], unique=False
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("date", sa.String(length=30), nullable=False),
        sa.Column("day_from", sa.Date(), nullable=True),
        sa.Column("day_to", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_why", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("citation", sa.String(length=120), nullable=True),
        sa.Column("inferred", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["citation"], ["citation.key"], name=op.f("fk_event_citation")),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name=op.f("fk_event_entity")),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], name=op.f("fk_event_reading")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_event_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_entity_kind_day_to", "event", ["entity", "kind", "day_to"], unique=False
    )
    op.create_index("ix_event_kind_day_to", "event", ["kind", "day_to"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=60), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("property", sa.String(length=40), nullable=False),
        sa.Column("value_key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("qualifier", sa.String(length=2), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=10), nullable=False),
        sa.Column("valid", sa.String(length=30), nullable=False),
        sa.Column("stated", sa.String(length=30), nullable=False),
        sa.Column("speaks_from", sa.Date(), nullable=True),
        sa.Column("speaks_to", sa.Date(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("absent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_why", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("citation", sa.String(length=120), nullable=True),
        sa.Column("inferred", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["citation"], ["citation.key"], name=op.f("fk_statement_citation")),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name=op.f("fk_statement_entity")),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], name=op.f("fk_statement_reading")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_statement_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(
        "ix_statement_entity_property",
        "statement",
        ["entity", "property", "first_seen", "recorded_at", "closed_at", "superseded_at"],
        unique=False,
    )
    op.create_index(
        "ix_statement_open",
        "statement",
        ["property", "entity"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND superseded_at IS NULL"),
    )
    op.create_index(
        "uq_statement_open",
        "statement",
        ["source", "record", "property", "value_key"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL AND superseded_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND superseded_at IS NULL"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("mirrored", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["reading.id"], name=op.f("fk_visit_reading")),
        sa.ForeignKeyConstraint(["run"], ["run.id"], name=op.f("fk_visit_run")),
        sa.ForeignKeyConstraint(["sha256"], ["snapshot.sha256"], name=op.f("fk_visit_sha256")),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_visit_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_run"), "visit", ["run"], unique=False)
    op.create_index("ix_visit_sha256", "visit", ["sha256"], unique=False)
    op.create_index(
        "ix_visit_source_url_good_at", "visit", ["source", "url", "good", "at"], unique=False
    )
    op.create_index("ix_visit_source_url_id", "visit", ["source", "url", "id"], unique=False)
