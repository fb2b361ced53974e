"""Kudos: gestures, gifts and reversals; what was said about them; what waits to be given."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kudos_guards",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_kudos_guards"),
    )
    op.create_table(
        "kudos_gestures",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("giver", sa.String(32), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("ts", sa.String(32), nullable=True),
        sa.Column("thread", sa.String(32), nullable=True),
        sa.Column("place", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_kudos_gestures"),
        sa.UniqueConstraint("workspace", "key", name="uq_kudos_gestures_workspace_key"),
    )
    op.create_index("ix_kudos_gestures_giver", "kudos_gestures", ["workspace", "giver", "given_at"])
    op.create_index("ix_kudos_gestures_given_at", "kudos_gestures", ["workspace", "given_at"])
    op.create_index("ix_kudos_gestures_message", "kudos_gestures", ["workspace", "channel", "ts"])
    op.create_index("ix_kudos_gestures_seconds", "kudos_gestures", ["workspace", "seconds"])
    op.create_index("ix_kudos_gestures_place", "kudos_gestures", ["place"])
    op.create_table(
        "kudos_gifts",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gesture", sa.BigInteger(), nullable=False),
        sa.Column("giver", sa.String(32), nullable=False),
        sa.Column("receiver", sa.String(32), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("group", sa.String(120), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("charge", sa.BigInteger(), nullable=False),
        sa.Column("charged_at", UtcDateTime(), nullable=False),
        sa.Column("tally", sa.String(16), nullable=False),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("move", sa.Integer(), nullable=False),
        sa.Column("allowance", sa.Integer(), nullable=False),
        sa.Column("per_person", sa.Integer(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "gesture"],
            ["kudos_gestures.workspace", "kudos_gestures.id"],
            name="fk_kudos_gifts_workspace_gesture",
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_kudos_gifts"),
        sa.UniqueConstraint(
            "workspace",
            "gesture",
            "receiver",
            "value",
            "turn",
            name="uq_kudos_gifts_workspace_gesture_receiver_value_turn",
        ),
    )
    op.create_index("ix_kudos_gifts_giver", "kudos_gifts", ["workspace", "giver", "charged_at"])
    op.create_index("ix_kudos_gifts_receiver", "kudos_gifts", ["workspace", "receiver", "given_at"])
    op.create_table(
        "kudos_reversals",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("gift", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(16), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("move", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "gift"],
            ["kudos_gifts.workspace", "kudos_gifts.id"],
            name="fk_kudos_reversals_workspace_gift",
        ),
        sa.PrimaryKeyConstraint("workspace", "gift", name="pk_kudos_reversals"),
    )
    op.create_table(
        "kudos_publications",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("gesture", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receiver", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "gesture", "receiver", name="pk_kudos_publications"),
    )
    op.create_table(
        "kudos_posts",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("promise", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gesture", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("receiver", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("ts", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "promise", name="pk_kudos_posts"),
    )
    op.create_index("ix_kudos_posts_gesture", "kudos_posts", ["workspace", "gesture"])
    op.create_index("ix_kudos_posts_message", "kudos_posts", ["workspace", "channel", "ts"])
    op.create_table(
        "kudos_drafts",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("giver", sa.String(32), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_kudos_drafts"),
        sa.UniqueConstraint("workspace", "key", name="uq_kudos_drafts_workspace_key"),
    )
    op.create_index("ix_kudos_drafts_made_at", "kudos_drafts", ["made_at"])


def downgrade() -> None:
    for table in ("drafts", "posts", "publications", "reversals", "gifts", "gestures", "guards"):
        op.drop_table(f"kudos_{table}")
