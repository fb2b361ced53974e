"""What has been handled, and what Slack was told."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_acknowledgements"),
    )
    op.create_index("ix_acknowledgements_handled_at", "acknowledgements", ["handled_at"])


def downgrade() -> None:
    op.drop_table("acknowledgements")
