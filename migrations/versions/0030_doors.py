"""Keys with which other programs ask as a person, what they have prepared, and how often they call."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name=f"fk_{table}_workspace")


def upgrade() -> None:
    op.create_table(
        "door_keys",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("hash", sa.String(64), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        _of_workspace("door_keys"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_door_keys"),
    )
    op.create_index("ix_door_keys_workspace_user", "door_keys", ["workspace", "user"])
    op.create_index("uq_door_keys_hash", "door_keys", ["workspace", "hash"], unique=True)
    op.create_table(
        "door_calls",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("minute", UtcDateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "minute", name="pk_door_calls"),
    )
    op.create_table(
        "door_drafts",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        _of_workspace("door_drafts"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_door_drafts"),
    )
    op.create_index("ix_door_drafts_workspace_user", "door_drafts", ["workspace", "user"])
    op.create_index("uq_door_drafts_key", "door_drafts", ["workspace", "key"], unique=True)


def downgrade() -> None:
    op.drop_table("door_drafts")
    op.drop_table("door_calls")
    op.drop_table("door_keys")
