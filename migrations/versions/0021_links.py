"""A link between two pages is kept as one between two articles."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_links",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("anchor", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "article", "address", name="pk_article_links"),
    )


def downgrade() -> None:
    op.drop_table("article_links")
