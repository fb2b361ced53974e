"""Digests: a channel's subscription, an edition a week, and people's monthly recaps."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_subscriptions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("is_zone_chosen", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("reach", sa.String(16), nullable=False),
        sa.Column("is_owner_inside", sa.Boolean(), nullable=False),
        sa.Column("surveyed_at", UtcDateTime(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("wakes_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_digest_subscriptions_workspace"),
        sa.PrimaryKeyConstraint("workspace", "channel", name="pk_digest_subscriptions"),
    )
    op.create_index("ix_digest_subscriptions_wakes_at", "digest_subscriptions", ["wakes_at"])
    op.create_index("ix_digest_subscriptions_workspace_owner", "digest_subscriptions", ["workspace", "owner"])
    op.create_table(
        "digest_editions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("preview", sa.BigInteger(), nullable=True),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("thread", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("covers_since", UtcDateTime(), nullable=True),
        sa.Column("covers_until", UtcDateTime(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_digest_editions_workspace"),
        sa.PrimaryKeyConstraint("workspace", "channel", "period", name="pk_digest_editions"),
    )
    op.create_index("ix_digest_editions_workspace_post", "digest_editions", ["workspace", "post"])
    op.create_index("ix_digest_editions_state_settled_at", "digest_editions", ["state", "settled_at"])
    op.create_table(
        "digest_recaps",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_digest_recaps_workspace"),
        sa.PrimaryKeyConstraint("workspace", "user", "period", name="pk_digest_recaps"),
    )


def downgrade() -> None:
    for table in ("digest_recaps", "digest_editions", "digest_subscriptions"):
        op.drop_table(table)
