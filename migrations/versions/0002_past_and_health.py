"""Runs of the past, layouts, dropped bytes, hosts' verdicts, budgets, first addresses, notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns, each with the value that rows of before have, and the table of notices."""
    for table, *columns in (
        (
            "source",
            sa.Column("quiet_days", sa.Integer(), nullable=True),
            sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        ),
        (
            "run",
            sa.Column("past", sa.Boolean(), server_default=sa.false(), nullable=False),
            sa.Column("news", sa.Boolean(), server_default=sa.false(), nullable=False),
        ),
        ("snapshot", sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True)),
        (
            "reading",
            sa.Column("layout", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
            sa.Column("marks", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        ),
        ("slug", sa.Column("first", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("visit", sa.Column("capture", sa.Text(), server_default="", nullable=False)),
        (
            "host",
            sa.Column("verdict", sa.String(length=20), server_default="", nullable=False),
            sa.Column("since", sa.Double(), server_default="0", nullable=False),
            sa.Column("misses", sa.Integer(), server_default="0", nullable=False),
        ),
    ):
        for column in columns:
            op.add_column(table, column)
    op.execute("UPDATE run SET news = (changes > 0)")
    op.execute("UPDATE slug SET first = current")
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_notice_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_source"), "notice", ["source"])
