"""Where a collection comes from is kept, so that it can be brought up to date again."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_sources",
        sa.Column("workspace", sa.String(32), sa.ForeignKey("workspaces.workspace"), nullable=False),
        sa.Column("collection", sa.String(64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "collection", name="pk_knowledge_sources"),
    )


def downgrade() -> None:
    op.drop_table("knowledge_sources")
