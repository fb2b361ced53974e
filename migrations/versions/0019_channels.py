"""What Slack said of a channel is kept: who can read it, and when to ask again."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channels",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("reach", sa.String(16), nullable=False),
        sa.Column("lost", sa.String(64), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", name="pk_channels"),
    )


def downgrade() -> None:
    op.drop_table("channels")
