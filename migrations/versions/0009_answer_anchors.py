"""Answers remember the heading of each passage: an edit of the article moves the numbers of its sections."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_passages", sa.Column("anchor", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer_passages", "anchor")
