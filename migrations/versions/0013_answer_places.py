"""Answers remember where in an article they found what, and how rare each word was: drawn again, they read the same."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("rarities", sa.JSON(), nullable=True))
    op.add_column("answer_passages", sa.Column("places", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("answer_passages", "places")
    op.drop_column("answers", "rarities")
