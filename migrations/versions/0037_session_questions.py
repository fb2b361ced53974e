"""What is asked before a session, also without a name."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("questions", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.create_table(
        "session_questions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("meeting", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("user", sa.String(32), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "meeting"],
            ["sessions.workspace", "sessions.id"],
            ondelete="CASCADE",
            name="fk_session_questions_workspace_sessions",
        ),
        sa.PrimaryKeyConstraint("workspace", "meeting", "id", name="pk_session_questions"),
    )
    op.create_index("ix_session_questions_user", "session_questions", ["workspace", "user"])


def downgrade() -> None:
    op.drop_table("session_questions")
    with op.batch_alter_table("sessions") as table:
        table.drop_column("questions")
