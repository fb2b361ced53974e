"""Which tables keep articles? An article says which of its revisions is the current one; nothing is ever deleted."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, UtcDateTime


class KnowledgeVersionRow(Base):
    """Counts the changes of a workspace's knowledge base; every editor takes it first."""

    __tablename__ = "kb_versions"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


class ArticleRow(Base):
    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("workspace", "collection", "key"),
        Index("ix_articles_workspace_changed_in", "workspace", "changed_in"),
    )

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    collection: Mapped[str] = mapped_column(String(64))
    #: Its id in front matter, or else its path: who it is for the next import.
    key: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int]
    changed_in: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The mark of the code that cut its sections; None when they are to be cut.
    cut_by: Mapped[str | None] = mapped_column(String(32))


def _of_article() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["workspace", "article"], ["articles.workspace", "articles.id"])


class RevisionRow(Base):
    __tablename__ = "article_revisions"
    __table_args__ = (_of_article(),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str | None] = mapped_column(String(32))
    origin: Mapped[str] = mapped_column(String(100))
    path: Mapped[str] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[int]
    title: Mapped[str] = mapped_column(String(250))
    tags: Mapped[list[str]] = mapped_column(JSON)
    aliases: Mapped[list[str]] = mapped_column(JSON)
    owner: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(2000))
    language: Mapped[str] = mapped_column(String(8))
    verified_on: Mapped[date | None] = mapped_column(Date)
    review_every: Mapped[int | None]


class SectionRow(Base):
    """A section of an article's current revision. Made from it, by the thousand, and so without a foreign key."""

    __tablename__ = "article_sections"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[list[str]] = mapped_column(JSON)
    anchor: Mapped[str] = mapped_column(Text)
    #: Its blocks, as `markup.notation` writes them.
    said: Mapped[str] = mapped_column(Text)


class TopicRow(Base):
    """A topic of an article's current revision; made from it too."""

    __tablename__ = "article_topics"
    __table_args__ = (Index("ix_article_topics_workspace_topic", "workspace", "topic"),)

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    topic: Mapped[str] = mapped_column(String(64), primary_key=True)
    label: Mapped[str] = mapped_column(String(64))


class VerificationRow(Base):
    __tablename__ = "article_verifications"
    __table_args__ = (_of_article(), Index("ix_article_verifications_workspace_article", "workspace", "article"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    verified_by: Mapped[str] = mapped_column(String(32))
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)
