"""Mentors, requests for one, who was asked, what is due and what happened."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentor_requests",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.BigInteger(), nullable=False),
        sa.Column("asker", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("said", sa.String(64), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("open_key", sa.String(100), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("matched_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("mentor", sa.String(32), nullable=True),
        sa.Column("outcome", sa.String(16), nullable=True),
        sa.Column("status", sa.BigInteger(), nullable=True),
        sa.Column("posted", sa.BigInteger(), nullable=True),
        sa.Column("owned", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_mentor_requests"),
        sa.UniqueConstraint("workspace", "open_key", name="uq_mentor_requests_workspace_open_key"),
    )
    op.create_index("ix_mentor_requests_asker", "mentor_requests", ["workspace", "asker", "state"])
    op.create_index("ix_mentor_requests_mentor", "mentor_requests", ["workspace", "mentor", "state"])
    op.create_index("ix_mentor_requests_root", "mentor_requests", ["workspace", "root"])
    op.create_index("ix_mentor_requests_topic", "mentor_requests", ["workspace", "topic", "state"])
    op.create_table(
        "mentor_offers",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("mentor", sa.String(32), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("card", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "request"],
            ["mentor_requests.workspace", "mentor_requests.id"],
            name="fk_mentor_offers_request",
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_mentor_offers"),
        sa.UniqueConstraint("workspace", "request", "mentor", name="uq_mentor_offers_workspace_request_mentor"),
    )
    op.create_index("ix_mentor_offers_card", "mentor_offers", ["workspace", "card"])
    op.create_index("ix_mentor_offers_mentor", "mentor_offers", ["workspace", "mentor", "answer"])
    op.create_table(
        "mentors",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("not_asked", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("away_until", UtcDateTime(), nullable=True),
        sa.Column("paused_at", UtcDateTime(), nullable=True),
        sa.Column("gone_at", UtcDateTime(), nullable=True),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("last_asked_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_mentors"),
    )
    op.create_table(
        "mentor_deadlines",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("offer", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_mentor_deadlines"),
        sa.UniqueConstraint(
            "workspace", "request", "offer", "kind", name="uq_mentor_deadlines_workspace_request_offer_kind"
        ),
    )
    op.create_index("ix_mentor_deadlines_due_at", "mentor_deadlines", ["due_at"])
    op.create_table(
        "mentor_steps",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.BigInteger(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(32), nullable=True),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_mentor_steps"),
    )
    op.create_index("ix_mentor_steps_request", "mentor_steps", ["workspace", "request"])
    op.create_table(
        "mentor_groups",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=True),
        sa.Column("leader", sa.String(32), nullable=True),
        sa.Column("card", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "topic", name="pk_mentor_groups"),
    )
    op.create_table(
        "mentor_suggestions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "topic", name="pk_mentor_suggestions"),
    )


def downgrade() -> None:
    op.drop_table("mentor_suggestions")
    op.drop_table("mentor_groups")
    op.drop_table("mentor_steps")
    op.drop_table("mentor_deadlines")
    op.drop_table("mentors")
    op.drop_table("mentor_offers")
    op.drop_table("mentor_requests")
