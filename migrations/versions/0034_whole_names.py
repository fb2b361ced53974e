"""Whose name in Slack is not their whole name is found by both when they are erased."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("people", "people_wishes"):
        op.add_column(table, sa.Column("full_name", sa.String(255), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    for table in ("people_wishes", "people"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("full_name")
