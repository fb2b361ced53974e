"""Which reactions give kudos, or take them back?"""

from typing import Any

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.kudos import rules, service
from bot.kudos.handlers import answering
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Outcome, Why, Wish
from bot.kudos.service import changing, giving, options
from bot.kudos.store import ledger
from bot.kudos.views import receipts
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import deliveries, payloads

Body = dict[str, Any]

#: A reaction is not always meant for us: these are nobody's mistake.
_UNREMARKABLE = frozenset({Why.SELF, Why.POLLEN, Why.BOT, Why.GIVER})


def register(app: App) -> None:
    app.event("reaction_added", matchers=[_is_kudos])(reacted)
    app.event("reaction_removed", matchers=[_is_kudos])(reacted)


def reacted(body: Body, runtime: Runtime) -> None:
    """A kudos reaction was put on somebody's message or on a kudos, or taken away."""
    reaction = payloads.reaction(body)
    workspace, user = reaction.actor.workspace, reaction.actor.user
    if not reaction.actor.is_colleague:
        return
    people.meet(runtime, workspace, {user, *([reaction.author] if reaction.author else [])})

    def unit(session: Session) -> None:
        if not deliveries.is_new(session, workspace, reaction.event, now=runtime.now()):
            return
        gone = f"kudos.unreacted:{reaction.channel}:{reaction.ts}:{user}:"
        ledger.lock(session, workspace, user)
        if not reaction.is_added:
            deliveries.is_new(session, workspace, gone + reaction.at, now=runtime.now())
            changing.unreact(session, workspace, by=user, channel=reaction.channel, ts=reaction.ts, now=runtime.now())
            return
        if (taken_away := deliveries.latest(session, workspace, gone)) and taken_away > gone + reaction.at:
            return  # heard late: it has been taken away since
        outcome = _react(session, runtime, reaction)
        if outcome.is_repeat or not (outcome.gesture or {one.why for one in outcome.refused} - _UNREMARKABLE):
            return
        if outcome.gesture is not None and outcome.gesture.seconds is not None:
            return  # its post says so
        answering.aside(
            session,
            runtime,
            workspace=workspace,
            user=user,
            channel=reaction.channel,
            thread=None,
            message=receipts.tell(service.told(session, workspace, user, outcome)),
            key=f"kudos.told:{reaction.event}",
        )

    runtime.transaction(unit)


def _react(session: Session, runtime: Runtime, reaction: payloads.Reaction) -> Outcome:
    workspace, user = reaction.actor.workspace, reaction.actor.user
    root = changing.second_of(session, workspace, reaction.channel, reaction.ts)
    if root is None and reaction.author is None:
        return Outcome()
    wish = Wish(
        workspace=workspace,
        giver=user,
        source=Source.SECOND if root else Source.REACTION,
        key=f"second:{root}:{user}" if root else f"reaction:{reaction.channel}:{reaction.ts}:{user}",
        channel=reaction.channel,
        ts=reaction.ts,
        place=Place.UNKNOWN,
        people=(reaction.author,) if reaction.author and not root else (),
        seconds=root,
    )
    try:
        return (giving.second if root else giving.give)(session, wish, now=runtime.now())
    except (rules.Withdrawn, rules.NotAmongUs):
        return Outcome()


def _is_kudos(body: Body, context: Body) -> bool:
    """Is it the workspace's kudos reaction, on a message?"""
    if body["event"].get("item", {}).get("type") != "message":
        return False
    reaction = payloads.reaction(body)
    runtime: Runtime = context["runtime"]
    return reaction.emoji == runtime.reading(lambda session: options.of(session, reaction.actor.workspace)).emoji
