"""Milestones: what people have reached, whose voices it has, and the letters leaders got."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=True),
        sa.Column("thread", sa.String(32), nullable=True),
        sa.Column("place", sa.String(16), nullable=False),
        sa.Column("post", sa.BigInteger(), nullable=True),
        sa.Column("roll", sa.BigInteger(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("celebrated_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_milestones_workspace"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_milestones"),
        sa.UniqueConstraint("workspace", "key", name="uq_milestones_workspace_key"),
    )
    op.create_index("ix_milestones_workspace_user_made_at", "milestones", ["workspace", "user", "made_at"])
    op.create_index("ix_milestones_workspace_celebrated_at", "milestones", ["workspace", "celebrated_at"])
    op.create_index("ix_milestones_expires_on", "milestones", ["expires_on"])
    op.create_index("ix_milestones_place", "milestones", ["place"])
    op.create_table(
        "milestone_voices",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("milestone", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("voice", sa.String(16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "milestone"],
            ["milestones.workspace", "milestones.id"],
            name="fk_milestone_voices_workspace_milestone",
        ),
        sa.PrimaryKeyConstraint("workspace", "milestone", "user", "voice", name="pk_milestone_voices"),
    )
    op.create_index("ix_milestone_voices_workspace_user", "milestone_voices", ["workspace", "user", "voice", "at"])
    op.create_table(
        "milestone_letters",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("period", sa.String(16), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_milestone_letters_workspace"),
        sa.PrimaryKeyConstraint("workspace", "user", "period", name="pk_milestone_letters"),
    )


def downgrade() -> None:
    for table in ("milestone_letters", "milestone_voices", "milestones"):
        op.drop_table(table)
