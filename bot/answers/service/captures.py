"""What stands in a conversation, which of it is saved, and who is offered to save what came later?"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from http.client import HTTPException

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.answers import rules as answers
from bot.answers.rules import captures as rules
from bot.answers.rules import courtesies, resemblance
from bot.answers.rules.captures import Kept, Line, Thread
from bot.answers.rules.proposals import NotTheirs
from bot.answers.service import adding, pointing
from bot.answers.store import captures, proposals
from bot.answers.views import captures as views
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.service import readers as whose
from bot.channels import service as channels
from bot.ids import ArticleId, ChannelId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import text
from bot.slack.payloads import Said
from bot.slack.words import words

SECONDS = 1.0  #: for Slack to tell what stands in a thread: a trigger lives three
_READ = 200  #: messages of a thread
#: Kinds of messages that a person writes.
_WRITTEN = frozenset({None, "", "file_share", "me_message", "thread_broadcast"})
_TELLING = 4  #: words of a message that may be worth adding

log = logging.getLogger(__name__)


def read(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, root: Ts) -> Thread | None:
    """Return what people wrote in a thread; None where Slack does not tell us. Outside any transaction."""
    client = runtime.slack(workspace, timeout=SECONDS)
    try:
        found = client.conversations_replies(channel=channel, ts=root, limit=_READ).get("messages") or []
    except (SlackClientError, HTTPException, OSError) as error:
        log.info("Slack did not say what stands in a thread", extra={"error": type(error).__name__})
        return None
    lines = [
        Line(ts=Ts(str(one["ts"])), author=UserId(str(one["user"])), text=words(one))
        for one in found
        if one.get("user") and one.get("ts") and not one.get("bot_id") and one.get("subtype") in _WRITTEN
    ]
    return Thread(channel=channel, root=root, lines=tuple(one for one in lines if not text.is_blank(one.text)))


def can_read(runtime: Runtime, workspace: WorkspaceId, channel: ChannelId, user: UserId) -> bool:
    """Can somebody read a channel? Asked of Slack, outside any transaction."""
    return channels.can_see(runtime, workspace, channel, user, timeout=SECONDS)


def again(runtime: Runtime, workspace: WorkspaceId, number: int, user: UserId) -> Thread | None:
    """Return the conversation that somebody saved something of, if they can still read it."""

    def place(session: Session) -> tuple[ChannelId, Ts] | None:
        found = proposals.find(session, workspace, number)
        return captures.root(session, workspace, number) if found is not None and found.proposer == user else None

    there = runtime.reading(place)
    if there is None or not can_read(runtime, workspace, there[0], user):
        return None
    return read(runtime, workspace, *there)


def named(session: Session, workspace: WorkspaceId, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return what people wrote as Markdown, with people's names in it."""
    said = people.named(session, workspace, *(one.text for one in lines))
    return tuple(replace(one, text=text.markdown(words)) for one, words in zip(lines, said, strict=True))


def left(session: Session, workspace: WorkspaceId, thread: Thread) -> tuple[Line, ...]:
    """Return what of a conversation is not saved yet; of a long one the beginning and the end."""
    known = captures.captured(session, workspace, thread.channel, thread.root)
    lines = [one for one in thread.lines if one.ts not in known]
    return tuple(lines if len(lines) <= rules.MOST else [lines[0], *lines[1 - rules.MOST :]])


def kept(session: Session, workspace: WorkspaceId, channel: ChannelId, root: Ts, user: UserId) -> Kept | None:
    """Return the article that was made of a conversation, if somebody may read it."""
    found = captures.published(session, workspace, channel, root)
    return found if found is not None and whose.among(session, workspace, found.article, [user]) else None


def own(session: Session, workspace: WorkspaceId, number: int, user: UserId) -> Kept:
    """Return what somebody saved of a conversation; others do not learn whether there is anything."""
    found = proposals.find(session, workspace, number)
    place = captures.root(session, workspace, number)
    if found is None or place is None or found.article is None or found.proposer != user:
        raise NotTheirs
    return Kept(proposal=number, proposer=user, channel=place[0], root=place[1], article=found.article)


def is_worth_adding(session: Session, said: Said) -> Kept | None:
    """Return what was saved of a conversation that goes on with more than a kind word."""
    if len(said.text.split()) < _TELLING or courtesies.read(text.written(said.text)):
        return None
    return captures.published(session, said.actor.workspace, said.channel, said.root)


def offer(session: Session, said: Said, found: Kept, *, now: datetime) -> None:
    """Offer to who saved it to add what came later; once for each time they saved something of it."""
    workspace, user = said.actor.workspace, found.proposer
    person = people.person(session, workspace, user)
    page = pointing.there(session, workspace, found.article, user)
    if page is None or person is None or not person.is_here or user == said.actor.user:
        return
    outbox.direct(
        session,
        workspace=workspace,
        user=user,
        message=views.goes_on(page.article.title, found.proposal, by=said.actor.user, channel=said.channel),
        key=f"proposal:{found.proposal}:goes_on:{user}",
        now=now,
        about=[found.article],
    )


def unname(session: Session, workspace: WorkspaceId, number: int, user: UserId) -> None:
    """Somebody does not want to be named beside their words."""
    found = proposals.find(session, workspace, number)
    if found is None or user not in {author for author, _ in adding.credited(session, workspace, found)}:
        raise NotTheirs
    captures.unname(session, workspace, number, user)


def alike(
    session: Session, workspace: WorkspaceId, title: str, near: Sequence[ArticleId], user: UserId
) -> tuple[articles_rules.Article, ...]:
    """Return the articles that may say the same already, as far as somebody may read them."""
    found = articles.without_text(session, workspace, near, whose.person(session, workspace, user))
    return tuple(one for one in found if resemblance.is_alike(title, (one.title, *one.facts.aliases)))[: answers.KEPT]
