"""The desk: flags and their cases, suggested changes, corrections and who hears of them, letters."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_IS_OPEN = sa.text("outcome = 'open'")
_IS_SETTLED_UNTOLD = sa.text("told_at IS NULL AND outcome IN ('fixed', 'right', 'retired')")
_IS_WAITING = sa.text("state = 'waiting'")
_IS_UNTOLD = sa.text("told_at IS NULL")


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workspace_article"
    return sa.ForeignKeyConstraint(["workspace", "article"], ["articles.workspace", "articles.id"], name=name)


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name=f"fk_{table}_workspace")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("workspace", *columns, name=f"pk_{table}")


def upgrade() -> None:
    op.add_column("article_revisions", sa.Column("why", sa.Text(), nullable=True))
    op.create_table(
        "desk_flags",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.String(200), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", sa.String(32), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        _of_article("desk_flags"),
        _key("desk_flags", "id"),
    )
    op.create_index(
        "uq_desk_flags_open",
        "desk_flags",
        ["workspace", "article", "section", "by"],
        unique=True,
        postgresql_where=_IS_OPEN,
        sqlite_where=_IS_OPEN,
    )
    op.create_index("ix_desk_flags_workspace_at", "desk_flags", ["workspace", "at"])
    op.create_index(
        "ix_desk_flags_untold",
        "desk_flags",
        ["workspace", "id"],
        postgresql_where=_IS_SETTLED_UNTOLD,
        sqlite_where=_IS_SETTLED_UNTOLD,
    )
    op.create_table(
        "desk_cases",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.String(200), nullable=False),
        sa.Column("asked", sa.String(32), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        _of_article("desk_cases"),
        _key("desk_cases", "article", "section"),
    )
    op.create_index("ix_desk_cases_workspace_opened_at", "desk_cases", ["workspace", "opened_at"])
    op.create_table(
        "desk_suggestions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("was_wrong", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.Column("cards", sa.JSON(), nullable=False),
        _of_article("desk_suggestions"),
        _key("desk_suggestions", "id"),
    )
    op.create_index(
        "ix_desk_suggestions_waiting",
        "desk_suggestions",
        ["workspace", "id"],
        postgresql_where=_IS_WAITING,
        sqlite_where=_IS_WAITING,
    )
    op.create_table(
        "desk_corrections",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.String(200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=True),
        _of_article("desk_corrections"),
        _key("desk_corrections", "id"),
    )
    op.create_table(
        "desk_readers",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("correction", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "correction"],
            ["desk_corrections.workspace", "desk_corrections.id"],
            name="fk_desk_readers_workspace_correction",
        ),
        _key("desk_readers", "correction", "user"),
    )
    op.create_index(
        "ix_desk_readers_untold",
        "desk_readers",
        ["workspace", "user"],
        postgresql_where=_IS_UNTOLD,
        sqlite_where=_IS_UNTOLD,
    )
    op.create_table(
        "desk_letters",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        _of_workspace("desk_letters"),
        _key("desk_letters", "user", "period"),
    )
    op.create_table(
        "desk_passed",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _of_article("desk_passed"),
        _key("desk_passed", "article", "user"),
    )


def downgrade() -> None:
    for table in ("passed", "letters", "readers", "corrections", "suggestions", "cases", "flags"):
        op.drop_table(f"desk_{table}")
    with op.batch_alter_table("article_revisions") as revisions:
        revisions.drop_column("why")
