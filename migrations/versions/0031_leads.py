"""What a link means may be another article for other readers: the first of them that somebody may read."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article_links") as table:
        table.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default=sa.text("0")))
        table.drop_constraint("pk_article_links", type_="primary")
        table.create_primary_key("pk_article_links", ["workspace", "article", "address", "rank"])


def downgrade() -> None:
    op.execute("DELETE FROM article_links WHERE rank > 0")
    with op.batch_alter_table("article_links") as table:
        table.drop_constraint("pk_article_links", type_="primary")
        table.create_primary_key("pk_article_links", ["workspace", "article", "address"])
        table.drop_column("rank")
