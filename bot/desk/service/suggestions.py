"""How is a passage fixed? Published at once by who may, suggested to them by everybody else; all concerned are told."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.service import publication
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.parts import Change, Draft
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import editing
from bot.articles.service import readers as whose
from bot.articles.service.editing import Clash, Edited
from bot.desk import rules
from bot.desk.rules import Outcome, Place, State, Suggestion
from bot.desk.service import cards, corrections, flags
from bot.desk.store import suggestions as store
from bot.desk.views import suggestions as views
from bot.ids import ArticleId, PromiseId, UserId, WorkspaceId, fresh
from bot.outbox import service as outbox
from bot.slack.message import Message


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A passage to be changed, and what the one who would change it may do."""

    draft: Draft
    may_publish: bool
    #: Does somebody say that it misleads?
    is_misleading: bool


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of a form; `clash`: somebody else was first, and nothing was done."""

    title: str = ""
    is_published: bool = False
    clash: Clash | None = None


def begin(session: Session, workspace: WorkspaceId, article: ArticleId, anchor: str | None, user: UserId) -> Begun:
    """Return a passage to be changed; raise `NoArticle`."""
    draft = editing.draft(session, workspace, article, anchor, whose.person(session, workspace, user))
    place = Place(article=article, section=rules.section(draft.part.anchor))
    return Begun(
        draft=draft,
        may_publish=editing.may_change(session, workspace, draft.article, user),
        is_misleading=flags.is_misleading(session, workspace, place),
    )


def send(
    session: Session, workspace: WorkspaceId, change: Change, *, by: UserId, was_wrong: bool, now: datetime
) -> Sent:
    """Publish a change, or suggest it to those who may."""
    draft = editing.draft(session, workspace, change.article, change.anchor, whose.person(session, workspace, by))
    if draft.part.body.strip() == change.body.strip():
        raise rules.Unchanged
    if not editing.may_change(session, workspace, draft.article, by):
        _suggest(session, workspace, draft, change, by=by, was_wrong=was_wrong, now=now)
        return Sent(title=draft.article.title)
    done = _publish(session, workspace, change, made_by=by, by=by, was_wrong=was_wrong, now=now)
    if isinstance(done, Clash):
        return Sent(clash=done)
    return Sent(title=done.title, is_published=True)


def to_decide(session: Session, workspace: WorkspaceId, number: int, *, by: UserId) -> Suggestion:
    """Return a suggestion to somebody who may decide about it, locked; others learn nothing of it."""
    found = store.change(session, workspace, number, lambda one: one)
    editing.must_be_theirs(session, workspace, found.article if found else ArticleId(0), by)
    if found is None or found.state is not State.WAITING:
        raise rules.Settled
    return found


def publish(
    session: Session,
    workspace: WorkspaceId,
    number: int,
    *,
    by: UserId,
    now: datetime,
    change: Change | None = None,
    was_wrong: bool | None = None,
) -> Clash | None:
    """Publish a suggestion, in its own words or in those of who decides; a clash when the passage is another now."""
    found = to_decide(session, workspace, number, by=by)
    change = change or Change(
        article=found.article, base=found.base, anchor=found.anchor, body=found.after, why=found.why
    )
    wrong = found.was_wrong if was_wrong is None else was_wrong
    done = _publish(session, workspace, change, made_by=found.by, by=by, was_wrong=wrong, now=now)
    if isinstance(done, Clash):
        return done
    _decide(session, workspace, found, State.PUBLISHED, done.title, by=by, now=now)
    if found.by != by and whose.among(session, workspace, found.article, [found.by]):
        _tell(session, workspace, number, found.by, views.published(done.title, found.article), "published", now)
    return None


def decline(session: Session, workspace: WorkspaceId, number: int, *, by: UserId, why: str, now: datetime) -> None:
    """Leave it as it is; who suggested it hears why."""
    found = to_decide(session, workspace, number, by=by)
    title = articles.article(session, workspace, found.article, OPERATOR).article.title
    _decide(session, workspace, found, State.DECLINED, title, by=by, now=now)
    if found.by != by and whose.among(session, workspace, found.article, [found.by]):
        _tell(session, workspace, number, found.by, views.declined(title, why), "declined", now)


def drawn(session: Session, workspace: WorkspaceId, found: Suggestion) -> views.Shown:
    """Return a suggestion as it is read."""
    title = articles.article(session, workspace, found.article, OPERATOR).article.title
    return views.Shown(suggestion=found, title=title, by=flags.named(session, workspace, found.by))


def _publish(
    session: Session,
    workspace: WorkspaceId,
    change: Change,
    *,
    made_by: UserId,
    by: UserId,
    was_wrong: bool,
    now: datetime,
) -> Edited | Clash:
    done = editing.edit(session, workspace, change, by=made_by, now=now)
    if isinstance(done, Clash):
        return done
    articles.verify(session, workspace, change.article, by=by, now=now)
    place = Place(article=change.article, section=rules.section(change.anchor))
    for one in flags.concerned(session, workspace, place):
        flags.settle(session, workspace, one, outcome=Outcome.FIXED, by=by, said="", now=now)
    if was_wrong:
        corrections.add(session, workspace, place, done, knowing=(by, made_by), now=now)
    return done


def _suggest(
    session: Session,
    workspace: WorkspaceId,
    draft: Draft,
    change: Change,
    *,
    by: UserId,
    was_wrong: bool,
    now: datetime,
) -> None:
    found = Suggestion(
        id=fresh(),
        article=change.article,
        base=change.base,
        anchor=change.anchor,
        heading=draft.part.heading,
        before=draft.part.body.strip(),
        after=change.body.strip(),
        why=change.why,
        was_wrong=was_wrong,
        by=by,
        at=now,
        state=State.WAITING,
        cards=(),
    )
    store.add(session, workspace, found)
    asked = _deciding(session, workspace, draft.article)
    card = views.card(drawn(session, workspace, found))
    made = tuple(_tell(session, workspace, found.id, user, card, "card", now) for user in asked)
    store.change(session, workspace, found.id, lambda one: replace(one, cards=made))


def _deciding(session: Session, workspace: WorkspaceId, article: articles_rules.Article) -> tuple[UserId, ...]:
    """Who is asked about a change: who keeps the article, and the curators."""
    keeper = flags.keeper(session, workspace, article)
    every = ((keeper,) if keeper is not None else ()) + publication.reviewers(session, workspace)
    return whose.among(session, workspace, article.id, tuple(dict.fromkeys(every)))


def _decide(
    session: Session, workspace: WorkspaceId, found: Suggestion, state: State, title: str, *, by: UserId, now: datetime
) -> None:
    store.change(session, workspace, found.id, lambda one: replace(one, state=state), by=by, now=now)
    said = views.decided(title, state, by=flags.named(session, workspace, by))
    cards.edit(session, workspace, found.article, found.cards, said, now=now)


def _tell(
    session: Session, workspace: WorkspaceId, number: int, user: UserId, said: Message, what: str, now: datetime
) -> PromiseId:
    key = f"suggestion:{number}:{what}:{user}"
    return outbox.direct(session, workspace=workspace, user=user, message=said, key=key, now=now)
