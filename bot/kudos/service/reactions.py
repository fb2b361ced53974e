"""What does a reaction give: a kudos for a message, a "+1" to a kudos? Taken away, it takes it back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos import rules
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Outcome, Why, Wish
from bot.kudos.service import changing, giving
from bot.kudos.store import ledger
from bot.slack import deliveries

#: A reaction is not always meant for us: these are nobody's mistake.
_UNREMARKABLE = frozenset({Why.SELF, Why.POLLEN, Why.BOT, Why.GIVER})


@dataclass(frozen=True, kw_only=True)
class Reacted:
    """Somebody's kudos reaction on a message, or its removal."""

    workspace: WorkspaceId
    user: UserId
    channel: ChannelId
    ts: Ts
    #: the thread it is in, if it is a reply
    thread: Ts | None
    #: who wrote the message
    author: UserId | None
    #: when it was put there or taken away
    at: datetime

    @property
    def gone(self) -> str:
        """What is noted when it is taken away."""
        return f"kudos.unreacted:{self.channel}:{self.ts}:{self.user}"


def add(session: Session, reacted: Reacted, *, now: datetime) -> Outcome | None:
    """Give what a reaction gives; None when its giver need not be told of anything."""
    ledger.lock(session, reacted.workspace, reacted.user)
    taken_away = deliveries.latest(session, reacted.workspace, reacted.gone)
    if taken_away is not None and taken_away > reacted.at:
        return None  # heard late: it has been taken away since
    outcome = _give(session, reacted, now=now)
    if outcome is None or outcome.is_repeat:
        return None
    if outcome.gesture is not None:
        return None if outcome.gesture.seconds is not None else outcome  # a +1 is told by the post it joins
    return outcome if {one.why for one in outcome.refused} - _UNREMARKABLE else None


def remove(session: Session, reacted: Reacted, *, now: datetime) -> None:
    """Take back what a reaction gave."""
    ledger.lock(session, reacted.workspace, reacted.user)
    deliveries.put(session, reacted.workspace, reacted.gone, at=reacted.at)
    changing.unreact(session, reacted.workspace, by=reacted.user, channel=reacted.channel, ts=reacted.ts, now=now)


def _give(session: Session, reacted: Reacted, *, now: datetime) -> Outcome | None:
    root = changing.second_of(session, reacted.workspace, reacted.channel, reacted.ts)
    if root is None and reacted.author is None:
        return None
    user, where = reacted.user, f"{reacted.channel}:{reacted.ts}"
    wish = Wish(
        workspace=reacted.workspace,
        giver=user,
        source=Source.SECOND if root else Source.REACTION,
        key=f"second:{root}:{user}" if root else f"reaction:{where}:{user}",
        channel=reacted.channel,
        ts=reacted.ts,
        thread=reacted.thread,
        place=Place.UNKNOWN,
        people=(reacted.author,) if reacted.author and not root else (),
        seconds=root,
    )
    try:
        return (giving.second if root else giving.give)(session, wish, now=now)
    except rules.Withdrawn:
        return None
