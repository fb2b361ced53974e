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
    and_,
    false,
    text,
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
    #: Whose eyes it is for, '' for everyone's; follows from `readers`, its revision and its collection.
    audience: Mapped[str] = mapped_column(String(32), default="", server_default=text("''"))
    #: For whom a curator says it is, whatever it says itself; NULL when no curator has said.
    readers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


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
    #: Why it was changed, in the words of who did.
    why: Mapped[str | None] = mapped_column(Text)
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
    #: For whom it says it is, [] for everyone; NULL when it does not say.
    readers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


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


class LinkRow(Base):
    """Which article a link within an article's text means; found out anew with every import of its collection."""

    __tablename__ = "article_links"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    #: As it is written there.
    address: Mapped[str] = mapped_column(String(500), primary_key=True)
    #: For other readers it may mean another article: it leads to the first of them that somebody may read.
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0, server_default=text("0"))
    target: Mapped[int] = mapped_column(BigInteger)
    #: Of the heading that is meant; '' for the beginning.
    anchor: Mapped[str] = mapped_column(String(500))


class SourceRow(Base):
    """Where a collection comes from, so that it can be brought up to date again."""

    __tablename__ = "knowledge_sources"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    collection: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(Text)
    #: What was said with it: `columns`.
    options: Mapped[dict[str, list[str]]] = mapped_column(JSON)


class CanvasRow(Base):
    """A canvas in Slack that is followed."""

    __tablename__ = "canvases"

    workspace: Mapped[str] = mapped_column(String(32), ForeignKey("workspaces.workspace"), primary_key=True)
    canvas: Mapped[str] = mapped_column(String(32), primary_key=True)
    #: Whose readers are its own.
    channel: Mapped[str] = mapped_column(String(32))
    #: None once they are forgotten.
    followed_by: Mapped[str | None] = mapped_column(String(32))
    followed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VerificationRow(Base):
    __tablename__ = "article_verifications"
    __table_args__ = (_of_article(), Index("ix_article_verifications_workspace_article", "workspace", "article"))

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    article: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    verified_by: Mapped[str] = mapped_column(String(32))
    verified_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AudienceRow(Base):
    """One of the circles whose members are an audience."""

    __tablename__ = "article_audiences"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    audience: Mapped[str] = mapped_column(String(32), primary_key=True)
    circle: Mapped[str] = mapped_column(String(82), primary_key=True)


class CollectionRow(Base):
    """For whom the articles of a collection are that do not say; a collection without a row is for everyone."""

    __tablename__ = "article_collections"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    collection: Mapped[str] = mapped_column(String(64), primary_key=True)
    readers: Mapped[list[str]] = mapped_column(JSON)
    #: Somebody has said in Slack who may read its articles: what their links mean is to be found out anew.
    has_old_links: Mapped[bool] = mapped_column(default=False, server_default=false())


class NarrowedRow(Base):
    """An article whose readers have changed: what was said of it more widely is still to be taken back."""

    __tablename__ = "article_narrowed"

    workspace: Mapped[str] = mapped_column(String(32), primary_key=True)
    article: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


#: Of an article, its current revision.
IS_CURRENT = and_(
    RevisionRow.workspace == ArticleRow.workspace,
    RevisionRow.article == ArticleRow.id,
    RevisionRow.number == ArticleRow.revision,
)
