"""An opinion about an answer says which article it is about: what use has shown is counted by it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_NAME_THEM = """
UPDATE answer_feedback SET article = (
    SELECT article FROM answer_passages
    WHERE answer_passages.workspace = answer_feedback.workspace AND answer_passages.answer = answer_feedback.answer
    AND answer_passages.rank = answer_feedback.rank
)
"""


def upgrade() -> None:
    op.add_column("answer_feedback", sa.Column("article", sa.BigInteger(), nullable=True))
    op.execute(_NAME_THEM)
    op.create_index("ix_answer_feedback_workspace_article", "answer_feedback", ["workspace", "article", "given_at"])


def downgrade() -> None:
    op.drop_index("ix_answer_feedback_workspace_article", "answer_feedback")
    with op.batch_alter_table("answer_feedback") as feedback:
        feedback.drop_column("article")
