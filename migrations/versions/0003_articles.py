"""The knowledge base: articles, their revisions, sections, topics and verifications, and its version."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _of_article(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "article"], ["articles.workspace", "articles.id"], name=f"fk_{table}_workspace_article"
    )


def upgrade() -> None:
    op.create_table(
        "kb_versions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_kb_versions_workspace"),
        sa.PrimaryKeyConstraint("workspace", name="pk_kb_versions"),
    )
    op.create_table(
        "articles",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("collection", sa.String(64), nullable=False),
        sa.Column("key", sa.String(500), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_articles_workspace"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_articles"),
        sa.UniqueConstraint("workspace", "collection", "key", name="uq_articles_workspace_collection_key"),
    )
    op.create_index("ix_articles_workspace_changed_in", "articles", ["workspace", "changed_in"])
    op.create_table(
        "article_revisions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=True),
        sa.Column("origin", sa.String(100), nullable=False),
        sa.Column("path", sa.String(500), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(250), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("review_every", sa.Integer(), nullable=True),
        _of_article("article_revisions"),
        sa.PrimaryKeyConstraint("workspace", "article", "number", name="pk_article_revisions"),
    )
    op.create_table(
        "article_sections",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "article", "ordinal", name="pk_article_sections"),
    )
    op.create_table(
        "article_topics",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "article", "topic", name="pk_article_topics"),
    )
    op.create_index("ix_article_topics_workspace_topic", "article_topics", ["workspace", "topic"])
    op.create_table(
        "article_verifications",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("verified_by", sa.String(32), nullable=False),
        sa.Column("verified_at", UtcDateTime(), nullable=False),
        _of_article("article_verifications"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_article_verifications"),
    )
    op.create_index("ix_article_verifications_workspace_article", "article_verifications", ["workspace", "article"])


def downgrade() -> None:
    op.drop_index("ix_article_verifications_workspace_article", "article_verifications")
    op.drop_table("article_verifications")
    op.drop_index("ix_article_topics_workspace_topic", "article_topics")
    op.drop_table("article_topics")
    op.drop_table("article_sections")
    op.drop_table("article_revisions")
    op.drop_index("ix_articles_workspace_changed_in", "articles")
    op.drop_table("articles")
    op.drop_table("kb_versions")
