"""Until when words are true, how simply they are said, whether they are gone; why a bucket is shut."""

import sqlalchemy as sa
from alembic import op

from bot.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_HAS_WORDS = sa.text("words_gone_at IS NULL")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("form", sa.String(8), nullable=False, server_default="drawn"))
    op.add_column("outbox", sa.Column("true_until", UtcDateTime(), nullable=True))
    op.add_column("outbox", sa.Column("late", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("outbox", sa.Column("words_gone_at", UtcDateTime(), nullable=True))
    op.create_index("ix_outbox_words", "outbox", ["settled_at"], postgresql_where=_HAS_WORDS, sqlite_where=_HAS_WORDS)
    op.add_column("outbox_paces", sa.Column("why", sa.String(64), nullable=True))
    op.add_column("outbox_paces", sa.Column("since", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outbox_paces") as paces:
        paces.drop_column("since")
        paces.drop_column("why")
    op.drop_index("ix_outbox_words", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("words_gone_at")
        outbox.drop_column("late")
        outbox.drop_column("true_until")
        outbox.drop_column("form")
