"""Who may read an article: user groups and channels, who is in them, and which articles are for whom."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circles",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("name", sa.String(82), nullable=False),
        sa.Column("circle", sa.String(32), nullable=True),
        sa.Column("lost", sa.String(64), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_circles"),
    )
    op.create_table(
        "circle_members",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("name", sa.String(82), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", "user", name="pk_circle_members"),
    )
    op.create_index("ix_circle_members_workspace_user", "circle_members", ["workspace", "user"])
    op.create_table(
        "article_audiences",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("circle", sa.String(82), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "audience", "circle", name="pk_article_audiences"),
    )
    op.create_table(
        "article_collections",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("collection", sa.String(64), nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "collection", name="pk_article_collections"),
    )
    op.create_table(
        "article_narrowed",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "article", name="pk_article_narrowed"),
    )
    op.add_column("articles", sa.Column("audience", sa.String(32), nullable=False, server_default=sa.text("''")))
    op.add_column("articles", sa.Column("readers", sa.JSON(), nullable=True))
    op.add_column("article_revisions", sa.Column("readers", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("article_revisions", "readers")
    op.drop_column("articles", "readers")
    op.drop_column("articles", "audience")
    for table in ("article_narrowed", "article_collections", "article_audiences", "circle_members", "circles"):
        op.drop_table(table)
