"""A restored database remembers since when Slack may have more than it knows."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox_restores",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("restored_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_outbox_restores"),
    )


def downgrade() -> None:
    op.drop_table("outbox_restores")
