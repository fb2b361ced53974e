"""Answers: every reply to a question, what people thought of it, and where it was shared."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("asker", sa.String(32), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("surface", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("thread", sa.String(32), nullable=True),
        sa.Column("picked", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_answers_workspace"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_answers"),
        sa.UniqueConstraint("workspace", "key", name="uq_answers_workspace_key"),
    )
    op.create_index("ix_answers_workspace_asker_asked_at", "answers", ["workspace", "asker", "asked_at"])
    op.create_index("ix_answers_workspace_asked_at", "answers", ["workspace", "asked_at"])
    op.create_table(
        "answer_passages",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "answer"],
            ["answers.workspace", "answers.id"],
            name="fk_answer_passages_workspace_answer",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "answer", "rank", name="pk_answer_passages"),
    )
    op.create_index("ix_answer_passages_workspace_article", "answer_passages", ["workspace", "article"])
    op.create_table(
        "answer_feedback",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(16), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "answer"],
            ["answers.workspace", "answers.id"],
            name="fk_answer_feedback_workspace_answer",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "answer", "user", name="pk_answer_feedback"),
    )
    op.create_table(
        "answer_shares",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("thread", sa.String(32), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("sharer", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("promise", sa.BigInteger(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=False),
        sa.Column("taken_back_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace", "answer"],
            ["answers.workspace", "answers.id"],
            name="fk_answer_shares_workspace_answer",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "answer", "channel", "thread", name="pk_answer_shares"),
    )


def downgrade() -> None:
    for table in ("answer_shares", "answer_feedback", "answer_passages", "answers"):
        op.drop_table(table)
