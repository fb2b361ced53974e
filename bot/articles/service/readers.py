"""Who may read this? The one answer for every surface, asked in the transaction in which something is shown or said.

`person` for what somebody alone will see, `place` for what everybody in a channel will. What a reader may not see is
for them as if it did not exist: every question to `articles` takes a reader, so that no surface can forget.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot import audit
from bot.articles import store
from bot.articles.rules import Article
from bot.articles.rules.readers import (
    EVERYBODY,
    EVERYONE,
    GUESTS,
    NOBODY,
    OUTSIDERS,
    Reader,
    reader,
)
from bot.articles.store import charts, saving
from bot.articles.store import readers as kept
from bot.channels import service as channels
from bot.channels.rules import Reach
from bot.circles import service as circles
from bot.circles.rules import Name
from bot.ids import ArticleId, ChannelId, UserId, WorkspaceId
from bot.people import service as people
from bot.people.rules import Standing
from bot.workspaces import service as workspaces

_KEPT = "articles.readers"


def person(session: Session, workspace: WorkspaceId, user: UserId | None) -> Reader:
    """Return whose eyes somebody has; guests and people of other companies read what is for everyone, if anything.

    Asked once in a transaction, which does one thing for one person.
    """
    if user is None:
        return NOBODY
    known: dict[tuple[WorkspaceId, UserId], Reader] = session.info.setdefault(_KEPT, {})
    if (workspace, user) not in known:
        known[workspace, user] = _person(session, workspace, user)
    return known[workspace, user]


def place(session: Session, workspace: WorkspaceId, channel: ChannelId | None) -> Reader:
    """Return what everybody may see who reads along in a channel: what is for everyone, and what is for its members.

    Where people of other companies read along, that is nothing unless an admin allows it. None: no channel at all.
    """
    if channel is None:
        return EVERYBODY
    own = kept.of_channel(session, workspace, channel)
    if is_shared(session, workspace, channel) and not allows(session, workspace, OUTSIDERS):
        return NOBODY
    return reader((EVERYONE, *own))


def is_shared(session: Session, workspace: WorkspaceId, channel: ChannelId) -> bool:
    """Do people of other companies read along there, as last known?"""
    found = channels.last_known(session, workspace, channel)
    return found is not None and found.reach is Reach.SHARED


def allows(session: Session, workspace: WorkspaceId, setting: str) -> bool:
    """May guests, or people of other companies, read what is for everyone? Guests yes, others no, by default."""
    chosen = workspaces.choice(session, workspace, setting)
    return chosen if isinstance(chosen, bool) else setting == GUESTS


def readable(session: Session, workspace: WorkspaceId, user: UserId) -> Select[int]:
    """Ask for the ids of all that somebody may read, as a part of another question: what is counted, and listed."""
    return kept.readable(workspace, person(session, workspace, user))


def among(session: Session, workspace: WorkspaceId, id: ArticleId, users: Collection[UserId]) -> tuple[UserId, ...]:
    """Return those of some people who may read an article, and so may be told of it."""
    whose = kept.of_article(session, workspace, id)
    return tuple(user for user in users if whose is not None and person(session, workspace, user).may_read(whose))


def may_be_told(session: Session, workspace: WorkspaceId, channel: ChannelId, id: ArticleId) -> bool:
    """May everybody in a channel read an article?"""
    whose = kept.of_article(session, workspace, id)
    return whose is not None and place(session, workspace, channel).may_read(whose)


def named(session: Session, workspace: WorkspaceId, id: ArticleId) -> tuple[Name, ...]:
    """Return for whom an article is, by name; () for everyone. For curators who may read it."""
    return kept.named(session, workspace, id)


def choose(
    session: Session, workspace: WorkspaceId, id: ArticleId, names: Sequence[Name] | None, *, by: UserId
) -> Article:
    """Say for whom an article is, in place of what it says itself (None: as it says); curators who may read it may.

    What was said of it more widely is taken back by the clock.
    """
    people.must_be_curator(session, workspace, by)
    article = store.page(session, workspace, id, person(session, workspace, by)).article
    version = saving.turn(session, workspace) + 1
    kept.choose(session, workspace, id, names)
    if kept.settle(session, workspace, version=version, article=id):
        charts.outdate(session, workspace, article.collection)
        saving.advance(session, workspace, version)
    session.info.pop(_KEPT, None)
    return article


def usual(session: Session, workspace: WorkspaceId, collection: str) -> tuple[Name, ...]:
    """Return for whom the articles of a collection are that do not say so; () for everyone."""
    return kept.usual(session, workspace, collection)


def set_usual(session: Session, workspace: WorkspaceId, collection: str, names: Sequence[Name], *, by: UserId) -> None:
    """Say for whom the articles of a collection are that do not say so themselves; admins may."""
    if by != audit.OPERATOR:
        people.must_be_admin(session, workspace, by)
    version = saving.turn(session, workspace) + 1
    kept.set_usual(session, workspace, collection, names)
    kept.keep(session, workspace, [tuple(names)])
    if kept.settle(session, workspace, version=version, collection=collection):
        charts.outdate(session, workspace, collection)
        saving.advance(session, workspace, version)
    session.info.pop(_KEPT, None)


def narrowed_in(session: Session) -> tuple[WorkspaceId, ...]:
    """Return the workspaces in which articles have other readers, or somebody has left who might read some."""
    return tuple(dict.fromkeys((*kept.waiting_in(session), *circles.workspaces_left(session))))


def note_left(session: Session, workspace: WorkspaceId) -> None:
    """Have it looked at what those were told who have left."""
    kept.left(session, workspace)


def narrowed(session: Session, workspace: WorkspaceId, *, limit: int) -> tuple[ArticleId, ...]:
    """Return some articles whose readers have changed since what was said of them was looked at."""
    return kept.waiting(session, workspace, limit=limit)


def looked_at(session: Session, workspace: WorkspaceId, articles: Collection[ArticleId]) -> None:
    """What was said of these articles is right again."""
    kept.looked_at(session, workspace, articles)


def _person(session: Session, workspace: WorkspaceId, user: UserId) -> Reader:
    one = people.person(session, workspace, user)
    match None if one is None else one.standing:
        case Standing.MEMBER:
            return reader((EVERYONE, *kept.of_person(session, workspace, user)))
        case Standing.GUEST:
            return EVERYBODY if allows(session, workspace, GUESTS) else NOBODY
        case Standing.OUTSIDER:
            return EVERYBODY if allows(session, workspace, OUTSIDERS) else NOBODY
        case Standing.BOT:
            return EVERYBODY
        case _:
            return NOBODY
