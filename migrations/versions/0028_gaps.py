"""What curators have decided about questions that nothing answered, and who has still to hear of it."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_IS_OWED = sa.text("told_at IS NULL")


def _of_answer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "answer"],
        ["answers.workspace", "answers.id"],
        ondelete="CASCADE",
        name=f"fk_{table}_workspace_answers",
    )


def upgrade() -> None:
    op.create_table(
        "answer_gaps",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        _of_answer("answer_gaps"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_answer_gaps"),
    )
    op.create_index("ix_answer_gaps_workspace_state", "answer_gaps", ["workspace", "state", "decided_at"])
    op.create_table(
        "answer_gap_questions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("gap", sa.BigInteger(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        _of_answer("answer_gap_questions"),
        sa.PrimaryKeyConstraint("workspace", "answer", name="pk_answer_gap_questions"),
    )
    op.create_index(
        "ix_answer_gap_questions_owed",
        "answer_gap_questions",
        ["workspace", "answer"],
        postgresql_where=_IS_OWED,
        sqlite_where=_IS_OWED,
    )


def downgrade() -> None:
    op.drop_table("answer_gap_questions")
    op.drop_table("answer_gaps")
