"""How do saved words get into the knowledge base, and out again? As an article, or under a heading of another one."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules import proposals as rules
from bot.answers.rules.proposals import Proposal
from bot.answers.store import captures
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.rules.parts import Change, without
from bot.articles.rules.readers import OPERATOR
from bot.articles.service import editing, writing
from bot.articles.service import readers as whose
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.slack import text
from bot.workspaces import service as workspaces

WHY = "Added from a conversation"


def put(session: Session, workspace: WorkspaceId, proposal: Proposal, *, by: UserId, now: datetime) -> Proposal:
    """Publish it; return it with the article it is in. Who may is checked by the caller."""
    if proposal.into is not None:
        return _into(session, workspace, proposal, proposal.into, by=by, now=now)
    article = writing.publish(
        session,
        workspace,
        title=proposal.title,
        text=proposal.text,
        tags=proposal.tags,
        author=proposal.author,
        url=_source(session, workspace, proposal),
        now=now,
    )
    return replace(proposal, article=article)


def withdraw(session: Session, workspace: WorkspaceId, proposal: Proposal, *, by: UserId, now: datetime) -> None:
    """Take it out again: the article, or what was added to one."""
    if proposal.article is None:
        return
    if proposal.into is None:
        writing.withdraw(session, workspace, proposal.article, now=now)
        return
    try:
        draft = editing.draft(session, workspace, proposal.article, None, OPERATOR)
    except articles_rules.NoArticle:  # it has gone with the article
        return
    left = without(draft.part.body, proposal.section or "")
    if left is None:
        raise rules.GoneOn
    change = Change(article=proposal.article, base=draft.base, anchor=None, body=left)
    editing.edit(session, workspace, change, by=by, now=now)


def target(session: Session, workspace: WorkspaceId, proposal: Proposal, user: UserId) -> str:
    """Return the title of the article it is added to, for somebody who may read it; '' when there is none."""
    if proposal.into is None:
        return ""
    reader = whose.person(session, workspace, user)
    return next((one.title for one in articles.without_text(session, workspace, [proposal.into], reader)), "")


def may_add(session: Session, workspace: WorkspaceId, into: ArticleId | None, user: UserId) -> bool:
    """May this person publish what is added to an article? Who keeps it may."""
    if into is None:
        return False
    found = articles.without_text(session, workspace, [into], whose.person(session, workspace, user))
    return any(editing.may_change(session, workspace, one, user) for one in found)


def _into(
    session: Session, workspace: WorkspaceId, proposal: Proposal, into: ArticleId, *, by: UserId, now: datetime
) -> Proposal:
    try:
        draft = editing.draft(session, workspace, into, None, whose.person(session, workspace, by))
    except articles_rules.NoArticle as error:
        raise rules.NothingToAddTo from error
    heading = " ".join(proposal.title.split())
    body = f"{draft.part.body.rstrip()}\n\n## {heading}\n\n{proposal.text.strip()}\n"
    change = Change(article=into, base=draft.base, anchor=None, body=body, why=WHY)
    editing.edit(session, workspace, change, by=proposal.author, now=now)
    added = articles.published(session, workspace, into, OPERATOR).sections
    anchor = next((one.anchor for one in reversed(added) if one.path and one.path[-1] == heading), None)
    return replace(proposal, article=into, section=anchor)


def _source(session: Session, workspace: WorkspaceId, proposal: Proposal) -> str:
    """Where the words stand; a conversation of two is nobody else's to open."""
    if proposal.channel.startswith("D"):
        return ""
    return text.permalink(workspaces.url(session, workspace), proposal.channel, proposal.ts, proposal.thread)


def credited(session: Session, workspace: WorkspaceId, proposal: Proposal) -> tuple[tuple[UserId, bool], ...]:
    """Return whose words it is made of, and whether each is named; the first first."""
    found = captures.authors(session, workspace, proposal.id)
    return tuple((one.author, one.is_named) for one in found) or ((proposal.author, True),)
