"""What a history of years is asked for is found by an index: a week's replies, what changes a certain message."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_answer_replies_replied_at", "answer_replies", ["workspace", "replied_at"])
    has_target = sa.text("target IS NOT NULL")
    op.drop_index("ix_outbox_target", "outbox")
    op.create_index(
        "ix_outbox_target", "outbox", ["workspace", "target"], postgresql_where=has_target, sqlite_where=has_target
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_target", "outbox")
    op.create_index("ix_outbox_target", "outbox", ["workspace", "target"])
    op.drop_index("ix_answer_replies_replied_at", "answer_replies")
