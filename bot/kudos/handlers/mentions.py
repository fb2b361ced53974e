"""Which messages give kudos, change them, or take them back?"""

from typing import Any

from slack_bolt import App
from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts
from bot.kudos import rules, service
from bot.kudos.handlers import answering, wishes
from bot.kudos.rules import Cause, Place, Source, parsing
from bot.kudos.rules.wishes import Outcome, Wish
from bot.kudos.service import changing, giving, options
from bot.kudos.store import drafts, ledger, reading
from bot.kudos.views import boards, receipts
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import deliveries, listening, payloads
from bot.slack.message import Message

Body = dict[str, Any]


def register(app: App) -> None:
    listening.addressed(app, said, wants=lambda sentence: parsing.asks(sentence) is not None)
    app.event({"type": "message", "subtype": "message_changed"}, matchers=[_concerns_us])(changed)
    app.event({"type": "message", "subtype": "message_deleted"}, matchers=[_concerns_us])(changed)


def said(body: Body, context: Body, runtime: Runtime) -> None:
    """A mention or a direct message that thanks somebody."""
    message, sentence = listening.said(body, context)
    if not message.actor.is_colleague:
        raise rules.NotAmongUs
    rest = (parsing.asks(sentence) or "").strip()
    workspace, user = message.actor.workspace, message.actor.user
    wish = wishes.read(
        runtime,
        message.actor,
        rest,
        source=Source.MENTION,
        key=_key(message.channel, message.ts),
        channel=None if message.is_direct else message.channel,
        place=Place.DIRECT if message.is_direct else Place.UNKNOWN,
        ts=message.ts,
        thread=message.thread,
    )

    def unit(session: Session, wish: Wish) -> None:
        answer = _verb(session, runtime, wish, rest)
        if answer is None:
            outcome = Outcome(refused=wish.refused, typed=wish.typed)
            ledger.lock(session, workspace, user)
            if deliveries.is_noted(session, workspace, _stale(wish.key)):
                return  # heard late: the message has been changed since
            if wish.people or wish.groups:
                outcome = giving.give(session, wish, now=runtime.now())
            if outcome.is_repeat:
                return
            answer = receipts.tell(service.told(session, workspace, user, outcome))
        answering.aside(
            session,
            runtime,
            workspace=workspace,
            user=user,
            channel=message.channel,
            thread=message.thread,
            message=answer,
            key=f"kudos.told:{wish.key}",
        )

    wishes.grant(runtime, wish, unit)


def changed(body: Body, context: Body, runtime: Runtime) -> None:
    """A message that thanked somebody was edited or deleted."""
    message = payloads.changed(body)
    workspace = message.actor.workspace
    rest = parsing.asks(listening.sentence(message.text or "", context["bot_user_id"]))
    wish = None
    if rest is not None:
        wish = wishes.read(
            runtime,
            message.actor,
            rest,
            source=Source.MENTION,
            key=_key(message.channel, message.ts),
            channel=None if message.channel.startswith("D") else message.channel,
            place=Place.DIRECT if message.channel.startswith("D") else Place.UNKNOWN,
            ts=message.ts,
            thread=message.thread,
        )

    def unit(session: Session, wish: Wish | None) -> None:
        if not deliveries.is_new(session, workspace, message.event, now=runtime.now()):
            return
        answer = _change(session, runtime, message, wish)
        if answer is not None:
            answering.aside(
                session,
                runtime,
                workspace=workspace,
                user=message.actor.user,
                channel=message.channel,
                thread=message.thread,
                message=answer,
                key=f"kudos.changed:{message.event}",
            )

    if wish is None:
        runtime.transaction(lambda session: unit(session, None))
    else:
        wishes.grant(runtime, wish, unit)


def _change(session: Session, runtime: Runtime, message: payloads.Changed, wish: Wish | None) -> Message | None:
    workspace, user, now = message.actor.workspace, message.actor.user, runtime.now()
    key = _key(message.channel, message.ts)
    ledger.lock(session, workspace, user)
    if message.text is not None and deliveries.is_noted(session, workspace, _gone(key)):
        return None  # heard late: the message is not there any more
    for name in (_stale(key), *([_gone(key)] if message.text is None else [])):
        deliveries.is_new(session, workspace, name, now=now)
    gesture = reading.by_key(session, workspace, key)
    if wish is not None:
        wish = parsing.complete(wish, known=options.of(session, workspace).values)
    if message.text is None:
        gone = changing.delete(session, workspace, message.channel, message.ts, now=now)
        return None if gone is None else receipts.undone(gone, _names(session, gone))
    if gesture is not None and gesture.giver != user:
        return None
    if wish is None:
        drafts.drop(session, workspace, key)
        if gesture is None or not gesture.is_live:
            return None
        gone = changing.undo(session, workspace, gesture.id, by=user, now=now, cause=Cause.EDITED)
        return receipts.undone(gone, _names(session, gone))
    if gesture is None:
        outcome = giving.give(session, wish, now=now)
    elif _is_same(gesture, wish):
        return None
    else:
        outcome = changing.revise(session, wish, gesture.id, now=now)
    return receipts.tell(service.told(session, workspace, user, outcome))


def _is_same(gesture: rules.Gesture, wish: Wish) -> bool:
    """Slack also tells of an edit when it unfolds a link: nothing of ours has changed then."""
    before = wishes.of(gesture)
    return (before.reason, before.people, before.values, [one.handle for one in before.groups]) == (
        wish.reason,
        wish.people,
        wish.values,
        [one.handle for one in wish.groups],
    )


def _verb(session: Session, runtime: Runtime, wish: Wish, rest: str) -> Message | None:
    """`@Pollen kudos me` and its like."""
    workspace, user, now = wish.workspace, wish.giver, runtime.now()
    match rest.casefold().strip(" .!?"):
        case "" | "help":
            return receipts.help(options.of(session, workspace).emoji)
        case "me":
            return boards.me(service.home(session, workspace, user, now=now))
        case "wall":
            return boards.wall(service.wall(session, workspace, user, now=now))
        case "undo":
            if not deliveries.is_new(session, workspace, f"kudos.undo:{wish.key}", now=now):
                return receipts.simply("Taken back.")
            gesture = changing.undo_last(session, workspace, by=user, now=now)
            return receipts.undone(gesture, _names(session, gesture))
    return None


def _names(session: Session, gesture: rules.Gesture) -> dict[Any, str]:
    known = people.people(session, gesture.workspace, gesture.receivers)
    return {user: one.name for user, one in known.items()}


def _concerns_us(body: Body, context: Body) -> bool:
    """Does or did this message ask for a kudos, whether it was heard before or not; was its writer asked about one?"""
    message = payloads.changed(body)
    bot_user = context["bot_user_id"]
    for words in (message.before, message.text or ""):
        is_addressed = message.channel.startswith("D") or f"<@{bot_user}" in words
        if is_addressed and parsing.asks(listening.sentence(words, bot_user)) is not None:
            return True
    runtime: Runtime = context["runtime"]
    workspace, key = message.actor.workspace, _key(message.channel, message.ts)
    return runtime.reading(
        lambda session: (
            reading.by_key(session, workspace, key) is not None or drafts.by_key(session, workspace, key) is not None
        )
    )


def _stale(key: str) -> str:
    """What is noted of a message once it was changed: whatever it said first is not to be heard any more."""
    return f"kudos.stale:{key}"


def _gone(key: str) -> str:
    """What is noted of a message once it is not there any more."""
    return f"kudos.gone:{key}"


def _key(channel: ChannelId, ts: Ts) -> str:
    return f"message:{channel}:{ts}"
