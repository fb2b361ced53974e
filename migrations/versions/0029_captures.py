"""Whose messages an article was made of, and the article that something saved is added to."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer_proposals", sa.Column("into", sa.BigInteger(), nullable=True))
    op.add_column("answer_proposals", sa.Column("section", sa.Text(), nullable=True))
    op.create_table(
        "answer_captures",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("proposal", sa.BigInteger(), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("thread", sa.String(32), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "proposal"],
            ["answer_proposals.workspace", "answer_proposals.id"],
            ondelete="CASCADE",
            name="fk_answer_captures_workspace_answer_proposals",
        ),
        sa.PrimaryKeyConstraint("workspace", "proposal", "ts", name="pk_answer_captures"),
    )
    op.create_index("ix_answer_captures_workspace_channel_ts", "answer_captures", ["workspace", "channel", "ts"])
    op.create_index(
        "ix_answer_captures_workspace_channel_thread", "answer_captures", ["workspace", "channel", "thread"]
    )


def downgrade() -> None:
    op.drop_table("answer_captures")
    op.drop_column("answer_proposals", "section")
    op.drop_column("answer_proposals", "into")
