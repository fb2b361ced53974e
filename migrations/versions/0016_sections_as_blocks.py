"""Sections are kept as blocks, and an article knows which code has cut it.

They are made from the articles' sources, which stay as they are: the next start cuts them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM article_sections")
    op.execute("ALTER TABLE article_sections RENAME COLUMN text TO said")
    op.add_column("articles", sa.Column("cut_by", sa.String(32), nullable=True))


def downgrade() -> None:
    op.drop_column("articles", "cut_by")
    op.execute("DELETE FROM article_sections")
    op.execute("ALTER TABLE article_sections RENAME COLUMN said TO text")
