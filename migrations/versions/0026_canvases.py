"""The canvases that are followed: each is an article, as long as everybody may read it."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "canvases",
        sa.Column("workspace", sa.String(32), sa.ForeignKey("workspaces.workspace"), nullable=False),
        sa.Column("canvas", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("followed_by", sa.String(32), nullable=True),
        sa.Column("followed_at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "canvas", name="pk_canvases"),
    )


def downgrade() -> None:
    op.drop_table("canvases")
