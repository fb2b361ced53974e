"""Promises to say something in Slack, and how fast they may be kept."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("lane", sa.String(40), nullable=True),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("users", sa.String(255), nullable=False),
        sa.Column("thread", sa.String(32), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("response_url", sa.Text(), nullable=True),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("tell", sa.String(32), nullable=True),
        sa.Column("what", sa.String(255), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("first_attempt_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(32), nullable=True),
        sa.Column("leased_until", UtcDateTime(), nullable=True),
        sa.Column("is_doubtful", sa.Boolean(), nullable=False),
        sa.Column("is_resent", sa.Boolean(), nullable=False),
        sa.Column("ts", sa.String(32), nullable=True),
        sa.Column("failure", sa.String(255), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_outbox"),
        sa.UniqueConstraint("workspace", "key", name="uq_outbox_workspace_key"),
    )
    is_owed, has_failed = sa.text("settled_at IS NULL"), sa.text("failure IS NOT NULL")
    op.create_index(
        "ix_outbox_lane", "outbox", ["workspace", "lane", "id"], postgresql_where=is_owed, sqlite_where=is_owed
    )
    op.create_index("ix_outbox_due", "outbox", ["id"], postgresql_where=is_owed, sqlite_where=is_owed)
    op.create_index("ix_outbox_failed", "outbox", ["state"], postgresql_where=has_failed, sqlite_where=has_failed)
    op.create_index("ix_outbox_target", "outbox", ["workspace", "target"])
    op.create_index("ix_outbox_settled_at", "outbox", ["settled_at"])
    op.create_table(
        "outbox_paces",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("bucket", sa.String(40), nullable=False),
        sa.Column("open_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "bucket", name="pk_outbox_paces"),
    )


def downgrade() -> None:
    op.drop_table("outbox_paces")
    op.drop_index("ix_outbox_settled_at", "outbox")
    op.drop_index("ix_outbox_target", "outbox")
    op.drop_index("ix_outbox_failed", "outbox")
    op.drop_index("ix_outbox_due", "outbox")
    op.drop_index("ix_outbox_lane", "outbox")
    op.drop_table("outbox")
