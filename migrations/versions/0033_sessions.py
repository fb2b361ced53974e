"""Group sessions: what they are about, who answers them, and what is due."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def _of_meeting(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "meeting"],
        ["sessions.workspace", "sessions.id"],
        ondelete="CASCADE",
        name=f"fk_{table}_workspace_sessions",
    )


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("series", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("audience", sa.String(82), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("repeat", sa.String(16), nullable=False),
        sa.Column("proposer", sa.String(32), nullable=False),
        sa.Column("host", sa.String(32), nullable=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=True),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("slots", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("news", sa.Text(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("card", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_sessions"),
        sa.UniqueConstraint("workspace", "key", name="uq_sessions_workspace"),
        sa.UniqueConstraint("workspace", "series", "number", name="uq_sessions_series"),
    )
    op.create_index("ix_sessions_state", "sessions", ["workspace", "state", "starts_at"])
    op.create_index("ix_sessions_host", "sessions", ["workspace", "host", "state"])
    op.create_table(
        "session_guests",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("meeting", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("reply", sa.String(16), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.Integer(), nullable=True),
        sa.Column("was_there", sa.Boolean(), nullable=True),
        _of_meeting("session_guests"),
        sa.PrimaryKeyConstraint("workspace", "meeting", "user", name="pk_session_guests"),
    )
    op.create_index("ix_session_guests_user", "session_guests", ["workspace", "user"])
    op.create_index("ix_session_guests_reply", "session_guests", ["workspace", "meeting", "reply", "since"])
    op.create_table(
        "session_deadlines",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("meeting", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=True),
        _of_meeting("session_deadlines"),
        sa.PrimaryKeyConstraint("workspace", "meeting", "kind", name="pk_session_deadlines"),
    )
    op.create_index("ix_session_deadlines_due_at", "session_deadlines", ["due_at"])


def downgrade() -> None:
    op.drop_table("session_deadlines")
    op.drop_table("session_guests")
    op.drop_table("sessions")
