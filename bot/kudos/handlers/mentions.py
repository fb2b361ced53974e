"""Which messages give kudos, change them, or take them back?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos import rules
from bot.kudos.handlers import command
from bot.kudos.rules import Gesture, Place, Source, thanking
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import messages, options, receipts, wishes
from bot.kudos.views import receipts as views
from bot.runtime import Runtime
from bot.slack import parsing as slack
from bot.slack import words
from bot.slack.answer import Answer
from bot.slack.door import Unit
from bot.slack.gate import Standing
from bot.slack.listener import Listeners
from bot.slack.payloads import Actor, Changed, Said

Body = dict[str, Any]

EDITED = {"type": "message", "subtype": "message_changed"}
DELETED = {"type": "message", "subtype": "message_deleted"}
_SLACK = UserId("USLACKBOT")


def register(on: Listeners) -> None:
    for said, unit in WORDS.items():
        on.sentence(
            unit,
            name=f"kudos.{said[0]}",
            wants=_says(*said),
            example=f"kudos {said[0]}",
            stranger=rules.NotAmongUs,
        )
    on.sentence(
        give,
        name="kudos.give",
        wants=lambda sentence: thanking.asks(sentence) is not None,
        before=read,
        example="kudos <@U1> for the release",
        stranger=rules.NotAmongUs,
    )
    on.event(EDITED, edited, parse=slack.changed, wants=_is_edit, before=read_again, stranger=rules.NotAmongUs)
    # Whoever the writer was or is by now: what is gone is gone.
    for constraints in (DELETED, EDITED):
        on.event(constraints, deleted, parse=_gone, wants=_is_deletion, admits=frozenset(Standing))


def read(runtime: Runtime, said: Said) -> Wish:
    return _read(
        runtime, said.actor, said.sentence, said.channel, said.ts, thread=said.thread, is_direct=said.is_direct
    )


def give(session: Session, said: Said, now: datetime, wish: Wish) -> Answer:
    """A mention or a direct message that thanks somebody."""
    outcome = messages.say(session, wish, now=now)
    return None if outcome is None else receipts.tell(session, wish.workspace, wish.giver, outcome)


def read_again(runtime: Runtime, changed: Changed) -> Wish | None:
    """Read what a message says now; None when it asks for no kudos."""
    chosen = runtime.reading(lambda session: options.of(session, changed.actor.workspace))
    text = words.sentence(changed.text or "", chosen.bot_user or "")
    if thanking.asks(text) is None:
        return None
    is_direct = changed.channel.startswith("D")
    return _read(runtime, changed.actor, text, changed.channel, changed.ts, thread=changed.thread, is_direct=is_direct)


def edited(session: Session, changed: Changed, now: datetime, wish: Wish | None) -> Answer:
    """A message that thanked somebody, or does now, was edited."""
    workspace, user = changed.actor.workspace, changed.actor.user
    result = messages.edit(session, workspace, user, wish, channel=changed.channel, ts=changed.ts, now=now)
    if result is None:
        return None
    if isinstance(result, Gesture):
        return views.undone(result, receipts.names(session, workspace, result.receivers))
    return receipts.tell(session, workspace, user, result)


def deleted(session: Session, changed: Changed, now: datetime) -> Answer:
    """A message that thanked somebody is not there any more."""
    workspace, user = changed.actor.workspace, changed.actor.user
    gone = messages.delete(session, workspace, user, channel=changed.channel, ts=changed.ts, now=now)
    if gone is None or gone.giver != user:
        return None
    return views.undone(gone, receipts.names(session, workspace, gone.receivers))


def _read(
    runtime: Runtime, actor: Actor, sentence: str, channel: ChannelId, ts: Ts, *, thread: Ts | None, is_direct: bool
) -> Wish:
    return wishes.read(
        runtime,
        actor,
        (thanking.asks(sentence) or "").strip(),
        source=Source.MENTION,
        key=messages.name_of(channel, ts),
        channel=None if is_direct else channel,
        place=Place.DIRECT if is_direct else Place.UNKNOWN,
        ts=ts,
        thread=thread,
    )


def _says(*said: str) -> Callable[[str], bool]:
    """Is nothing but one of these words said after *kudos*?"""

    def is_said(sentence: str) -> bool:
        rest = thanking.asks(sentence)
        return rest is not None and rest.casefold().strip(" .!?") in said

    return is_said


def _is_edit(body: Body, context: Body) -> bool:
    changed = slack.changed(body, context["workspace"])
    return changed.text is not None and _concerns_us(changed, context)


def _is_deletion(body: Body, context: Body) -> bool:
    changed = slack.changed(body, context["workspace"])
    return changed.text is None and _concerns_us(changed, context)


def _concerns_us(changed: Changed, context: Body) -> bool:
    """Does or did this message ask for a kudos, whether it was heard before or not; was its writer asked about one?"""
    bot_user = context["bot_user_id"]
    for said in (changed.before, changed.text or ""):
        is_addressed = changed.channel.startswith("D") or f"<@{bot_user}" in said
        if is_addressed and thanking.asks(words.sentence(said, bot_user)) is not None:
            return True
    runtime: Runtime = context["runtime"]
    return runtime.reading(
        lambda session: messages.is_known(session, changed.actor.workspace, changed.channel, changed.ts)
    )


def _gone(body: Body, here: WorkspaceId) -> Changed:
    """Parse a deletion. Where Slack does not say whose message it was, it is Slack's own word for it."""
    changed = slack.changed(body, here)
    if changed.actor.user:
        return changed
    return replace(changed, actor=replace(changed.actor, user=_SLACK, is_bot=True))


#: What a sentence can ask for besides thanks.
WORDS: Mapping[tuple[str, ...], Unit] = {
    ("help", ""): command.help,
    ("me",): command.me,
    ("wall",): command.wall,
    ("undo",): command.undo,
}
