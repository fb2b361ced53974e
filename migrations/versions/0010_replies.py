"""A colleague who answers in the thread of a question that found nothing is noticed: the first time, and when."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FOUND_NOTHING = sa.text("decision = 'nothing'")
_ASKS_PEOPLE = sa.text("rank = -1")


def upgrade() -> None:
    op.create_table(
        "answer_replies",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("thread", sa.String(32), nullable=False),
        sa.Column("replied_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "answer"],
            ["answers.workspace", "answers.id"],
            name="fk_answer_replies_workspace_answer",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "answer", name="pk_answer_replies"),
    )
    op.create_index(
        "ix_answers_unanswered",
        "answers",
        ["workspace", "channel", "thread"],
        postgresql_where=_FOUND_NOTHING,
        sqlite_where=_FOUND_NOTHING,
    )
    op.create_index(
        "ix_answer_shares_unanswered",
        "answer_shares",
        ["workspace", "channel", "shared_at"],
        postgresql_where=_ASKS_PEOPLE,
        sqlite_where=_ASKS_PEOPLE,
    )


def downgrade() -> None:
    op.drop_index("ix_answer_shares_unanswered", "answer_shares")
    op.drop_index("ix_answers_unanswered", "answers")
    op.drop_table("answer_replies")
