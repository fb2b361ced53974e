"""Who was at a session, and what they learned there."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("lessons", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("sessions", sa.Column("held_at", UtcDateTime(), nullable=True))
    op.add_column("sessions", sa.Column("written_at", UtcDateTime(), nullable=True))
    op.create_index("ix_sessions_held_at", "sessions", ["workspace", "held_at"])
    op.add_column("session_guests", sa.Column("confirmed_at", UtcDateTime(), nullable=True))
    op.create_index("ix_session_guests_confirmed_at", "session_guests", ["workspace", "confirmed_at"])
    op.create_table(
        "session_lessons",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("meeting", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "meeting"],
            ["sessions.workspace", "sessions.id"],
            ondelete="CASCADE",
            name="fk_session_lessons_workspace_sessions",
        ),
        sa.PrimaryKeyConstraint("workspace", "meeting", "user", name="pk_session_lessons"),
    )
    op.create_index("ix_session_lessons_user", "session_lessons", ["workspace", "user"])


def downgrade() -> None:
    op.drop_table("session_lessons")
    op.drop_index("ix_session_guests_confirmed_at", "session_guests")
    with op.batch_alter_table("session_guests") as table:
        table.drop_column("confirmed_at")
    op.drop_index("ix_sessions_held_at", "sessions")
    with op.batch_alter_table("sessions") as table:
        table.drop_column("written_at")
        table.drop_column("held_at")
        table.drop_column("lessons")
