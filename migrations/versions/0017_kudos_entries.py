"""How many gifts and reversals were ever written to a kudos: whether one of them is lost can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_COUNT_GIFTS = """
UPDATE kudos_gestures SET gifts_written = (
    SELECT count(*) FROM kudos_gifts
    WHERE kudos_gifts.workspace = kudos_gestures.workspace AND kudos_gifts.gesture = kudos_gestures.id
)
"""
_COUNT_REVERSALS = """
UPDATE kudos_gestures SET reversals_written = (
    SELECT count(*) FROM kudos_gifts JOIN kudos_reversals
    ON kudos_reversals.workspace = kudos_gifts.workspace AND kudos_reversals.gift = kudos_gifts.id
    WHERE kudos_gifts.workspace = kudos_gestures.workspace AND kudos_gifts.gesture = kudos_gestures.id
)
"""


def upgrade() -> None:
    op.add_column("kudos_gestures", sa.Column("gifts_written", sa.Integer(), nullable=True))
    op.add_column("kudos_gestures", sa.Column("reversals_written", sa.Integer(), nullable=True))
    op.execute(_COUNT_GIFTS)
    op.execute(_COUNT_REVERSALS)


def downgrade() -> None:
    with op.batch_alter_table("kudos_gestures") as gestures:
        gestures.drop_column("reversals_written")
        gestures.drop_column("gifts_written")
