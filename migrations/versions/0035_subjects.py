"""What a promise tells of, which circles somebody has left, and whose links depend on new readers."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outbox_subjects",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("promise", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(
            ["workspace", "promise"],
            ["outbox.workspace", "outbox.id"],
            name="fk_outbox_subjects_workspace_promise",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace", "subject", "promise", name="pk_outbox_subjects"),
    )
    op.create_index("ix_outbox_subjects_promise", "outbox_subjects", ["workspace", "promise"])
    op.add_column(
        "article_collections", sa.Column("has_old_links", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("circles", sa.Column("has_lost", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("circles", "has_lost")
    op.drop_column("article_collections", "has_old_links")
    op.drop_table("outbox_subjects")
