"""What is asked every few seconds finds its few rows at once, and what takes a while is noted as a wish."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_HAS_WORDS = sa.text("question IS NOT NULL")
_IS_HIDDEN = sa.text("cause = 'hidden'")


def upgrade() -> None:
    op.create_index(
        "ix_answers_worded",
        "answers",
        ["workspace", "asked_at"],
        postgresql_where=_HAS_WORDS,
        sqlite_where=_HAS_WORDS,
    )
    op.create_index(
        "ix_kudos_reversals_hidden",
        "kudos_reversals",
        ["workspace", "at"],
        postgresql_where=_IS_HIDDEN,
        sqlite_where=_IS_HIDDEN,
    )
    op.create_index("ix_mentor_requests_state", "mentor_requests", ["workspace", "state"])
    op.create_index("ix_mentor_requests_asked_at", "mentor_requests", ["workspace", "asked_at"])
    op.create_table(
        "answer_versions",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.workspace"], name="fk_answer_versions_workspace"),
        sa.PrimaryKeyConstraint("workspace", name="pk_answer_versions"),
    )
    op.create_table(
        "people_wishes",
        sa.Column("workspace", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("tombstone", sa.String(32), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_people_wishes"),
        sa.UniqueConstraint("workspace", "user", "kind", name="uq_people_wishes_workspace_user_kind"),
    )


def downgrade() -> None:
    op.drop_table("people_wishes")
    op.drop_table("answer_versions")
    op.drop_index("ix_mentor_requests_asked_at", "mentor_requests")
    op.drop_index("ix_mentor_requests_state", "mentor_requests")
    op.drop_index("ix_kudos_reversals_hidden", "kudos_reversals")
    op.drop_index("ix_answers_worded", "answers")
