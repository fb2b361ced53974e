"""What when a post about a kudos has been sent, or never can be?

A kudos announced nowhere still reaches those it thanks: directly. Its giver is told.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.kudos.rules import Gesture
from bot.kudos.service import options, posts
from bot.kudos.store import reading
from bot.kudos.views import announcement
from bot.outbox import held
from bot.outbox import service as outbox
from bot.outbox.rules import Promise, State
from bot.people import service as people
from bot.slack import message, text


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Note where a post is; when it cannot be said there, say it elsewhere."""
    said = posts.by_promise(session, promise.workspace, promise.id)
    if said is None:
        return
    if promise.state is State.SENT and promise.channel and promise.ts:
        posts.place(session, promise.workspace, promise.id, promise.channel, promise.ts)
        return
    gesture = reading.find(session, promise.workspace, said.gesture)
    if promise.state is State.UNKNOWN and gesture is not None and said.kind is posts.Kind.HERE:
        held.ask(session, promise, gesture.giver, what="your thanks", now=now)
    if promise.state is not State.DEAD or gesture is None or not gesture.is_live:
        return
    if said.kind is posts.Kind.HERE:
        _say_elsewhere(session, gesture, now=now)
    elif said.kind is posts.Kind.FEED:
        _tell_owner(session, promise, now=now)


def _say_elsewhere(session: Session, gesture: Gesture, *, now: datetime) -> None:
    chosen = options.of(session, gesture.workspace)
    receivers = gesture.public
    posts.tell(
        session, gesture, options=chosen, now=now, opens=(posts.Kind.NOTICE,), newcomers=receivers, is_only_new=True
    )
    known = people.people(session, gesture.workspace, receivers)
    names = {user: one.name for user, one in known.items()}
    where = text.channel(gesture.channel) if gesture.channel else "that conversation"
    has_copy = any(one.kind is posts.Kind.FEED for one in posts.of(session, gesture.workspace, [gesture.id]))
    copy = f" It is in {text.channel(chosen.feed)} as well." if has_copy and chosen.feed else ""
    sentence = (
        f"I cannot post in {where}, so I wrote to {announcement.people(receivers, names)} directly.{copy} "
        "Your kudos counts as always. Invite me there with `/invite` and the next one is announced."
    )
    outbox.direct(
        session,
        workspace=gesture.workspace,
        user=gesture.giver,
        message=message.message(sentence, [message.section(sentence)]),
        key=f"kudos.elsewhere:{gesture.id}",
        now=now,
    )


def _tell_owner(session: Session, promise: Promise, *, now: datetime) -> None:
    """Tell the programme owner once a day that the kudos channel cannot be written to."""
    owner = people.owner(session, promise.workspace)
    if owner is None or promise.channel is None:
        return
    sentence = (
        f"I cannot post in the kudos channel {text.channel(promise.channel)} "
        f"(Slack says {text.escape(promise.failure or 'nothing')}). "
        "Please invite me there, or choose another with `/kudos settings`."
    )
    outbox.direct(
        session,
        workspace=promise.workspace,
        user=owner,
        message=message.message(sentence, [message.section(sentence)]),
        key=f"kudos.feed-lost:{promise.channel}:{now.date()}",
        now=now,
    )
