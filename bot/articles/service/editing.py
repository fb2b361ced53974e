"""How is an article changed in Slack? A passage by a curator or its owner; every state it was in is kept.

An edit names the revision it began from. Has somebody changed the very passage since, it is refused with what stands
there now, and nothing that was typed is lost; what was changed elsewhere in the article stays as it is.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.articles import rules
from bot.articles.rules import parts
from bot.articles.rules.parts import Change, Draft, Part
from bot.articles.rules.readers import OPERATOR, Reader
from bot.articles.service import readers
from bot.articles.store import heads, saving
from bot.articles.store import page as stored
from bot.articles.store.heads import Head
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.markup.sections import sections as cut
from bot.people import service as people

EDITED = "edit"  #: the origin of what was changed in Slack


@dataclass(frozen=True, kw_only=True)
class Edited:
    """What an edit replaced."""

    title: str
    revision: int
    before: str
    after: str
    #: Since when the passage had said what it said.
    said_since: datetime


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Somebody else has changed the very passage since: what stands there now."""

    draft: Draft


def may_change(session: Session, workspace: WorkspaceId, article: rules.Article, user: UserId) -> bool:
    """May this person publish a change? Its owner and curators may."""
    return article.owner_user == user or people.is_curator(session, workspace, user)


def draft(session: Session, workspace: WorkspaceId, article: ArticleId, anchor: str | None, reader: Reader) -> Draft:
    """Return a passage of a published article, to be changed by somebody who may read it; raise `NoArticle`."""
    page = stored(session, workspace, article, reader)
    if page.article.state is not rules.State.PUBLISHED:
        raise rules.NoArticle
    part = parts.whole(page.text) if anchor is None else parts.part(page.text, anchor)
    return Draft(article=page.article, part=part)


def edit(
    session: Session, workspace: WorkspaceId, change: Change, *, by: UserId, origin: str = EDITED, now: datetime
) -> Edited | Clash:
    """Publish a change; who may is checked by the caller (`may_change`), in the same transaction."""
    version = saving.turn(session, workspace) + 1
    head = heads.head(session, workspace, change.article)
    if head.state is not rules.State.PUBLISHED:
        raise rules.NoArticle
    here = _part(head.revision, change.anchor)
    began = heads.at(session, workspace, change.article, change.base)
    if began is None or _part(began, change.anchor).body.strip() != here.body.strip():
        return Clash(draft=draft(session, workspace, change.article, change.anchor, OPERATOR))
    since = _said_since(session, workspace, change.article, head.revision, change.anchor)
    text = here.replaced(head.revision.text, change.body)
    source = head.revision.source[: head.revision.starts_at] + text
    number = _save(session, workspace, change.article, head, source, (by, origin, change.why), version, now)
    return Edited(
        title=head.revision.facts.title, revision=number, before=here.body, after=change.body, said_since=since
    )


def restore(
    session: Session, workspace: WorkspaceId, article: ArticleId, number: int, *, by: UserId, now: datetime
) -> None:
    """Make an article again what it was, as a new revision, published; curators may, and who keeps it."""
    version = saving.turn(session, workspace) + 1
    must_be_theirs(session, workspace, article, by)
    head = heads.head(session, workspace, article)
    before = heads.at(session, workspace, article, number)
    if before is None or head.state is rules.State.ARCHIVED:  # whose file is gone, or who wrote it took it out
        raise rules.NoArticle
    facts = replace(before.facts, readers=head.revision.facts.readers)  # who may read it is not what it says
    head = replace(head, revision=replace(before, number=head.revision.number, facts=facts))
    _save(session, workspace, article, head, before.source, (by, f"version {number}", ""), version, now)


def retire(session: Session, workspace: WorkspaceId, article: ArticleId, *, by: UserId, now: datetime) -> None:
    """Take an article out for good, its history kept; its owner and curators may."""
    version = saving.turn(session, workspace) + 1
    must_be_theirs(session, workspace, article, by)
    if heads.head(session, workspace, article).state is rules.State.PUBLISHED:
        saving.settle(session, workspace, [article], state=rules.State.RETIRED, version=version, now=now)
        saving.advance(session, workspace, version)


def removal(session: Session, workspace: WorkspaceId, article: ArticleId, anchor: str | None) -> Edited:
    """Return what is lost when an article is taken out: a passage of it, and since when it said that."""
    now = heads.head(session, workspace, article).revision
    since = _said_since(session, workspace, article, now, anchor)
    body = _part(now, anchor).body
    return Edited(title=now.facts.title, revision=now.number, before=body, after="", said_since=since)


def must_be_theirs(session: Session, workspace: WorkspaceId, article: ArticleId, user: UserId) -> rules.Article:
    """Return an article to somebody who may change it; raise what others read, whether there is one or not."""
    try:
        found = stored(session, workspace, article, readers.person(session, workspace, user)).article
    except rules.NoArticle:
        people.must_be_curator(session, workspace, user)
        raise
    if found.owner_user != user:
        people.must_be_curator(session, workspace, user)
    return found


def _part(revision: rules.Revision, anchor: str | None) -> Part:
    return parts.whole(revision.text) if anchor is None else parts.part(revision.text, anchor)


def _said_since(
    session: Session, workspace: WorkspaceId, article: ArticleId, now: rules.Revision, anchor: str | None
) -> datetime:
    """Go back through the revisions for as long as the passage says the same."""
    since, body = now.made_at, _part(now, anchor).body.strip()
    for number in range(now.number - 1, 0, -1):
        before = heads.at(session, workspace, article, number)
        if before is None or _part(before, anchor).body.strip() != body:
            break
        since = before.made_at
    return since


def _save(
    session: Session,
    workspace: WorkspaceId,
    article: ArticleId,
    head: Head,
    source: str,
    made: tuple[UserId, str, str],
    version: int,
    now: datetime,
) -> int:
    by, origin, why = made
    revision = replace(
        head.revision,
        number=head.revision.number + 1,
        made_at=now,
        made_by=by,
        origin=origin,
        why=why,
        source=source,
        hash=hashlib.sha256(source.encode()).hexdigest(),
    )
    one = saving.Edit(
        article=article,
        is_new=False,
        collection=head.collection,
        key=head.key,
        revision=revision,
        sections=cut(revision.text),
    )
    saving.point(session, workspace, [one], version=version, now=now)
    saving.fill(session, workspace, [one])
    saving.advance(session, workspace, version)
    return revision.number
