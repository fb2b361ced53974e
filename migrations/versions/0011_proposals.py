"""What somebody would keep of a message, until a curator has decided about it."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_IS_KEPT = sa.text("state IN ('waiting', 'published')")


def upgrade() -> None:
    op.create_table(
        "answer_proposals",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("proposer", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("thread", sa.String(32), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.Column("article", sa.BigInteger(), nullable=True),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_answer_proposals_workspace"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_answer_proposals"),
    )
    op.create_index(
        "uq_answer_proposals_message",
        "answer_proposals",
        ["workspace", "channel", "ts"],
        unique=True,
        postgresql_where=_IS_KEPT,
        sqlite_where=_IS_KEPT,
    )


def downgrade() -> None:
    op.drop_table("answer_proposals")
