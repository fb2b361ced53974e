"""What when a post about a kudos has been sent, or never can be?

A kudos announced nowhere still reaches those it thanks: directly. Its giver is told. The kudos is locked first: what is
being taken back at this moment is said nowhere.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.kudos.rules import Gesture
from bot.kudos.rules.posts import Kind
from bot.kudos.service import changing, options, posts, receipts
from bot.kudos.store import posts as store
from bot.kudos.store import reading
from bot.kudos.views import announcement
from bot.outbox import held
from bot.outbox import service as outbox
from bot.outbox.rules import Promise, State
from bot.people import service as people
from bot.slack import message, text


def settled(session: Session, promise: Promise, *, now: datetime) -> None:
    """Note where a post is; when it cannot be said there, say it elsewhere."""
    said = store.find_by_promise(session, promise.workspace, promise.id)
    if said is None:
        return
    is_sent = promise.state is State.SENT and promise.channel is not None and promise.ts is not None
    if promise.channel is not None and promise.ts is not None and is_sent:
        store.place(session, promise.workspace, promise.id, promise.channel, promise.ts)
    if said.kind not in (Kind.HERE, Kind.FEED) or not (is_sent or promise.state in (State.DEAD, State.UNKNOWN)):
        return
    found = reading.find_gesture(session, promise.workspace, said.gesture)
    if found is None:
        return
    gesture = changing.in_turn(session, found)
    if promise.state is State.UNKNOWN and gesture.is_live and said.kind is Kind.HERE:
        held.ask(session, promise, gesture.giver, what="your thanks", now=now)
    if promise.state is State.DEAD and gesture.is_live:
        if said.kind is Kind.HERE:
            _say_elsewhere(session, gesture, now=now)
        else:
            _tell_owner(session, promise, now=now)
    if gesture.is_live:
        receipts.come_true(session, gesture, now=now)


def _say_elsewhere(session: Session, gesture: Gesture, *, now: datetime) -> None:
    chosen = options.of(session, gesture.workspace)
    receivers = gesture.public
    posts.tell(session, gesture, options=chosen, now=now, opens=(Kind.NOTICE,), newcomers=receivers, is_only_new=True)
    known = people.people(session, gesture.workspace, receivers)
    names = {user: one.name for user, one in known.items()}
    where = text.channel(gesture.channel) if gesture.channel else "that conversation"
    has_copy = any(one.kind is Kind.FEED for one in store.of(session, gesture.workspace, [gesture.id]))
    copy = f" It's in {text.channel(chosen.feed)} as well." if has_copy and chosen.feed else ""
    sentence = (
        f"I can't post in {where}, so I wrote to {announcement.people(receivers, names)} directly.{copy} "
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
        f"I can't post in the kudos channel {text.channel(promise.channel)} "
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
