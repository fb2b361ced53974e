"""Which articles may say the same, what was decided about each two, and where an article that was merged leads now."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def _of_article(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["workspace", column], ["articles.workspace", "articles.id"], name=f"fk_{table}_workspace_{column}"
        )
        for column in columns
    ]


def upgrade() -> None:
    op.create_table(
        "article_forwards",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_of_article("article_forwards", "article", "target"),
        sa.PrimaryKeyConstraint("workspace", "article", name="pk_article_forwards"),
    )
    op.create_table(
        "desk_twins",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("gone", sa.BigInteger(), nullable=True),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        *_of_article("desk_twins", "one", "other"),
        sa.PrimaryKeyConstraint("workspace", "one", "other", name="pk_desk_twins"),
    )
    op.create_index("ix_desk_twins_workspace_state", "desk_twins", ["workspace", "state"])


def downgrade() -> None:
    op.drop_table("desk_twins")
    op.drop_table("article_forwards")
