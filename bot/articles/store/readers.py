"""Who may read what? The one query that says whose eyes somebody has; and which articles are for whom."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, literal, select, update
from sqlalchemy.orm import Session

from bot import db
from bot.articles.rules.readers import Audience, Reader, audience, effective
from bot.articles.store.tables import IS_CURRENT, ArticleRow, AudienceRow, CollectionRow, NarrowedRow, RevisionRow
from bot.circles import service as circles
from bot.circles.rules import Name
from bot.ids import ArticleId, ChannelId, UserId, WorkspaceId

# Asked in every acknowledgement: built once.
_HERE = AudienceRow.workspace == bindparam("workspace")
_OF_PERSON = select(AudienceRow.audience).where(_HERE, AudienceRow.circle.in_(circles.of_person())).distinct()
_OF_CHANNEL = select(AudienceRow.audience).where(_HERE, AudienceRow.circle.in_(circles.of_channel())).distinct()


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Audience, ...]:
    """Return the audiences somebody belongs to, without that of everyone."""
    return tuple(map(Audience, session.scalars(_OF_PERSON, {"workspace": workspace, "user": user})))


def of_channel(session: Session, workspace: WorkspaceId, channel: ChannelId) -> tuple[Audience, ...]:
    """Return the audiences that all members of a channel belong to by being in it."""
    return tuple(map(Audience, session.scalars(_OF_CHANNEL, {"workspace": workspace, "channel": channel})))


def may_read(reader: Reader) -> ColumnElement[bool]:
    """Ask for the articles somebody may read, as a condition; nothing reads articles for people without it."""
    return literal(True) if reader.audiences is None else ArticleRow.audience.in_(reader.audiences)


def readable(workspace: WorkspaceId, reader: Reader) -> Select[int]:
    """Ask for the ids of all that somebody may read, published or not, as a part of another question."""
    return select(ArticleRow.id).where(ArticleRow.workspace == workspace, may_read(reader))


def of_article(session: Session, workspace: WorkspaceId, article: ArticleId) -> Audience | None:
    """Return whose eyes an article is for; None when there is none."""
    one = (ArticleRow.workspace == workspace, ArticleRow.id == article)
    found = session.scalar(select(ArticleRow.audience).where(*one))
    return None if found is None else Audience(found)


def named(session: Session, workspace: WorkspaceId, article: ArticleId) -> tuple[Name, ...]:
    """Return for whom an article is, by the names of groups and channels; () for everyone."""
    rows = (
        select(AudienceRow.circle)
        .join(
            ArticleRow, and_(ArticleRow.workspace == AudienceRow.workspace, ArticleRow.audience == AudienceRow.audience)
        )
        .where(AudienceRow.workspace == workspace, ArticleRow.id == article)
    )
    return tuple(map(Name, session.scalars(rows.order_by(AudienceRow.circle))))


def usual(session: Session, workspace: WorkspaceId, collection: str) -> tuple[Name, ...]:
    """Return for whom a collection's articles are that do not say; () for everyone."""
    one = (CollectionRow.workspace == workspace, CollectionRow.collection == collection)
    return tuple(map(Name, session.scalar(select(CollectionRow.readers).where(*one)) or ()))


def set_usual(session: Session, workspace: WorkspaceId, collection: str, names: Collection[Name]) -> None:
    row = db.insert(session, CollectionRow).values(workspace=workspace, collection=collection, readers=[*names])
    changed = {"readers": row.excluded.readers}
    session.execute(row.on_conflict_do_update(index_elements=["workspace", "collection"], set_=changed))


def keep(session: Session, workspace: WorkspaceId, those: Iterable[tuple[Name, ...]]) -> None:
    """Note which circles these audiences are, and have them asked about."""
    named = {audience(names): names for names in those if names}
    rows = [{"workspace": workspace, "audience": one, "circle": name} for one, names in named.items() for name in names]
    if rows:
        session.execute(db.insert(session, AudienceRow).on_conflict_do_nothing(), rows)
        circles.want(session, workspace, [name for names in named.values() for name in names])


def choose(session: Session, workspace: WorkspaceId, article: ArticleId, names: Collection[Name] | None) -> None:
    """Note for whom a curator says an article is; None: as it says itself."""
    one = (ArticleRow.workspace == workspace, ArticleRow.id == article)
    session.execute(update(ArticleRow).where(*one).values(readers=None if names is None else [*names]))


def settle(
    session: Session,
    workspace: WorkspaceId,
    *,
    version: int,
    collection: str | None = None,
    article: ArticleId | None = None,
) -> tuple[ArticleId, ...]:
    """Give articles the audience that follows from what is said of them; return those that have another now."""
    columns = (ArticleRow.id, ArticleRow.collection, ArticleRow.audience, ArticleRow.readers, RevisionRow.readers)
    asked = select(*columns).join(RevisionRow, IS_CURRENT).where(ArticleRow.workspace == workspace)
    if collection is not None:
        asked = asked.where(ArticleRow.collection == collection)
    if article is not None:
        asked = asked.where(ArticleRow.id == article)
    usually: dict[str, tuple[Name, ...]] = {}
    others: dict[tuple[Name, ...], list[ArticleId]] = {}
    for id, where, before, own, written in session.execute(asked):
        if where not in usually:
            usually[where] = usual(session, workspace, where)
        names = effective(_names(own), _names(written), usually[where])
        if audience(names) != before:
            others.setdefault(names, []).append(ArticleId(id))
    keep(session, workspace, others)
    for names, ids in others.items():
        for some in db.many(ids):
            row = update(ArticleRow).where(ArticleRow.workspace == workspace, ArticleRow.id.in_(some))
            session.execute(row.values(audience=audience(names), changed_in=version))
    found = tuple(id for ids in others.values() for id in ids)
    narrowed(session, workspace, found)
    return found


def narrowed(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]) -> None:
    """Note that these articles have other readers than before: what was said of them is to be looked at."""
    for some in db.many(sorted(articles)):
        rows = [{"workspace": workspace, "article": id} for id in some]
        session.execute(db.insert(session, NarrowedRow).on_conflict_do_nothing(), rows)


def left(session: Session, workspace: WorkspaceId) -> None:
    """Whoever has left a group or a channel reads its articles no more: those have other readers, too."""
    names = circles.left(session, workspace)
    if not names:
        return
    audiences = select(AudienceRow.audience).where(AudienceRow.workspace == workspace, AudienceRow.circle.in_(names))
    rows = select(ArticleRow.id).where(ArticleRow.workspace == workspace, ArticleRow.audience.in_(audiences))
    narrowed(session, workspace, tuple(map(ArticleId, session.scalars(rows))))
    circles.seen_to(session, workspace, names)


def waiting_in(session: Session) -> tuple[WorkspaceId, ...]:
    """Return where there are such articles."""
    return tuple(map(WorkspaceId, session.scalars(select(NarrowedRow.workspace).distinct())))


def waiting(session: Session, workspace: WorkspaceId, *, limit: int) -> tuple[ArticleId, ...]:
    """Return some of those articles."""
    rows = select(NarrowedRow.article).where(NarrowedRow.workspace == workspace).order_by(NarrowedRow.article)
    return tuple(map(ArticleId, session.scalars(rows.limit(limit))))


def looked_at(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]) -> None:
    session.execute(delete(NarrowedRow).where(NarrowedRow.workspace == workspace, NarrowedRow.article.in_(articles)))


def _names(found: Iterable[str] | None) -> tuple[Name, ...] | None:
    return None if found is None else tuple(map(Name, found))
