"""Who may be asked what others want to know, what was put to them, and which article they named."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _of_answer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "answer"],
        ["answers.workspace", "answers.id"],
        ondelete="CASCADE",
        name=f"fk_{table}_workspace_answers",
    )


def upgrade() -> None:
    op.create_table(
        "answer_people",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("is_willing", sa.Boolean(), nullable=True),
        sa.Column("offered_at", UtcDateTime(), nullable=True),
        sa.Column("about", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("hears", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_answer_people_workspace_workspaces"),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_answer_people"),
    )
    op.create_table(
        "answer_deeds",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        _of_answer("answer_deeds"),
        sa.PrimaryKeyConstraint("workspace", "answer", "user", name="pk_answer_deeds"),
    )
    op.create_index("ix_answer_deeds_workspace_user", "answer_deeds", ["workspace", "user"])
    op.create_table(
        "answer_inquiries",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("asker", sa.String(32), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("to_channel", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replier", sa.String(32), nullable=True),
        sa.Column("may_keep", sa.Boolean(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=True),
        sa.Column("tracker", sa.BigInteger(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        _of_answer("answer_inquiries"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_answer_inquiries"),
        sa.UniqueConstraint("workspace", "answer", name="uq_answer_inquiries_workspace_answer"),
    )
    op.create_table(
        "answer_asks",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("inquiry", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("said", sa.String(16), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("is_curator", sa.Boolean(), nullable=False),
        sa.Column("card", sa.BigInteger(), nullable=True),
        sa.Column("is_reminded", sa.Boolean(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "inquiry"],
            ["answer_inquiries.workspace", "answer_inquiries.id"],
            ondelete="CASCADE",
            name="fk_answer_asks_workspace_answer_inquiries",
        ),
        sa.PrimaryKeyConstraint("workspace", "inquiry", "user", name="pk_answer_asks"),
    )
    op.create_index("ix_answer_asks_next_at", "answer_asks", ["next_at"])
    op.create_index("ix_answer_asks_workspace_user", "answer_asks", ["workspace", "user", "asked_at"])
    op.create_table(
        "answer_lessons",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("answer", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("taught_at", UtcDateTime(), nullable=False),
        _of_answer("answer_lessons"),
        sa.PrimaryKeyConstraint("workspace", "answer", name="pk_answer_lessons"),
    )
    op.create_index("ix_answer_lessons_workspace_article", "answer_lessons", ["workspace", "article"])


def downgrade() -> None:
    for table in ("answer_lessons", "answer_asks", "answer_inquiries", "answer_deeds", "answer_people"):
        op.drop_table(table)
