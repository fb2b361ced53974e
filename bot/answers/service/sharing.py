"""How does a private answer get into the channel, and out again? It is promised first, and true once Slack has it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.store import reactions
from bot.answers.views import unanswered
from bot.articles.rules.readers import NotForThisPlace
from bot.articles.service import readers
from bot.ids import AnswerId, ChannelId, PromiseId, Ts, UserId, WorkspaceId
from bot.outbox import service as outbox
from bot.outbox.rules import Promise, State
from bot.people import service as people
from bot.slack import text
from bot.slack.message import Message
from bot.workspaces import service as workspaces

TOPIC = "answers.share"


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A share, and where it can be seen; '' while it is still to be posted."""

    share: rules.Share
    link: str = ""


def share(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    sharer: UserId,
    *,
    rank: int,
    now: datetime,
    to: ChannelId | None = None,
) -> Shared:
    """Post a passage, or the question alone (`UNANSWERED`), where it was asked; done twice it is posted once.

    `to`: the channel, where it was asked in none.

    A question that was put to the channel gives its place to a passage.
    """
    found = service.reopen(session, workspace, answer, sharer, now=now)
    place = _place(found, sharer, rank, to, now=now)
    if rank != rules.UNANSWERED:
        found = _for_all(session, found, place[0], rank, now=now)
    before = reactions.share(session, workspace, answer, place)
    if before is not None and not before.is_taken_back:
        if before.rank != rules.UNANSWERED or rank == rules.UNANSWERED:
            return Shared(share=before, link=_link(session, workspace, before))
        wanted = replace(before, rank=rank)
        said = _said(session, workspace, found, wanted)
        outbox.edit(session, workspace=workspace, promise=before.promise, message=said, now=now)
    else:
        wanted = rules.Share(
            answer=answer,
            channel=place[0],
            thread=place[1],
            rank=rank,
            sharer=sharer,
            times=before.times + 1 if before else 1,
            promise=PromiseId(0),
            is_taken_back=False,
        )
        wanted = replace(wanted, promise=_posted(session, workspace, found, wanted, now=now))
    reactions.note_share(session, workspace, wanted, now=now)
    return Shared(share=wanted, link=_link(session, workspace, wanted))


def take_back(
    session: Session,
    workspace: WorkspaceId,
    answer: AnswerId,
    user: UserId,
    *,
    place: tuple[ChannelId, Ts | None],
    now: datetime,
) -> None:
    """Take a share back, and its message; quiet when it is not there any more."""
    found = reactions.share(session, workspace, answer, place)
    if found is None or found.is_taken_back:
        return
    if found.sharer != user:
        raise rules.NotYourShare
    reactions.note_taken_back(session, workspace, found, now=now)
    outbox.withdraw(session, workspace=workspace, promise=found.promise, now=now)


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """What could not be posted was not shared: it counts as nobody's, and can be shared again."""
    if promise.state is not State.DEAD:
        return
    _, answer, channel, thread, _ = promise.key.split(":")
    place = (ChannelId(channel), Ts(thread) if thread else None)
    found = reactions.share(session, promise.workspace, AnswerId(int(answer)), place)
    if found is not None and found.promise == promise.id and not found.is_taken_back:
        reactions.note_taken_back(session, promise.workspace, found, now=now)


def _place(
    found: rules.Found, sharer: UserId, rank: int, to: ChannelId | None, *, now: datetime
) -> tuple[ChannelId, Ts | None]:
    """Return where an answer can be shared; raise what the sharer reads when it cannot."""
    answer = found.answer
    if answer.asker != sharer:
        raise rules.NotYours
    if (answer.channel is None and to is None) or answer.is_public:
        raise rules.NowhereToShare
    if now - answer.asked_at > rules.SHAREABLE:
        raise rules.TooOldToShare
    if rank not in found.passages and rank != rules.UNANSWERED:
        raise rules.NothingThere
    if to is not None:
        return to, None
    assert answer.channel is not None
    return answer.channel, answer.thread


def _for_all(session: Session, found: rules.Found, channel: ChannelId, rank: int, *, now: datetime) -> rules.Found:
    """Return an answer as everybody in a channel may read it; raise what the sharer reads where they may not."""
    place = readers.place(session, found.answer.workspace, channel)
    shown = service.reread(session, found.answer, place, now=now)
    if rank not in shown.passages:
        raise NotForThisPlace
    return shown


def _posted(
    session: Session, workspace: WorkspaceId, found: rules.Found, share: rules.Share, *, now: datetime
) -> PromiseId:
    return outbox.post(
        session,
        workspace=workspace,
        channel=share.channel,
        message=_said(session, workspace, found, share),
        key=f"share:{share.answer}:{share.channel}:{share.thread or ''}:{share.times}",
        now=now,
        thread=share.thread,
        topic=TOPIC,
        tell=share.sharer,
        what="your question" if share.rank == rules.UNANSWERED else "the answer you shared",
    )


def _said(session: Session, workspace: WorkspaceId, found: rules.Found, share: rules.Share) -> Message:
    one = people.person(session, workspace, share.sharer)
    name = "A colleague" if one is None else one.name
    if share.rank == rules.UNANSWERED:
        return unanswered.asked(found.answer, asker=name)
    return views.shared(found, share.rank, sharer=name)


def _link(session: Session, workspace: WorkspaceId, share: rules.Share) -> str:
    """Return where a share can be seen; '' until Slack has it."""
    said = outbox.places(session, workspace=workspace, promises=[share.promise])
    if share.promise not in said:
        return ""
    channel, ts = said[share.promise]
    return text.permalink(workspaces.url(session, workspace), channel, ts, share.thread)
