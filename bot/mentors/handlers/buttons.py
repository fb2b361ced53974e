"""What happens when a button of a request, a question to a mentor, or a check-in is pressed?"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.ids import WorkspaceId
from bot.mentors.rules import Answer, Fit, Kind, Outcome, State, refusals
from bot.mentors.rules.values import Request
from bot.mentors.service import asking, claims, groups, leaving, pairs, roster
from bot.mentors.store import requests
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import payloads, text
from bot.slack.message import Message

Body = dict[str, Any]
SEEN = "Done. The card in our conversation shows where it stands."

#: Does what a button says, and returns what to answer where it was pressed, if anything.
Deed = Callable[[Session, payloads.Action, datetime], Message | None]


def register(app: App) -> None:
    for name, deed in DEEDS.items():
        app.action(re.compile(rf"^mentors\.{name}(:|$)"))(listener(deed, is_replacing=deed is not help))


def listener(deed: Deed, *, is_replacing: bool = True) -> Callable[..., None]:
    """Return what Bolt calls: the deed in a transaction, then the acknowledgement.

    `is_replacing`: whether what it answers takes the place of the card that was pressed.
    """

    def pressed(ack: Ack, body: Body, runtime: Runtime) -> None:
        action = payloads.action(body)
        people.welcome(action.actor)
        people.meet(runtime, action.actor.workspace, [action.actor.user])

        def unit(session: Session) -> None:
            now = runtime.now()
            answer = deed(session, action, now)
            if answer is not None:
                reply(session, action, answer, now=now, is_replacing=is_replacing)
            elif action.is_ephemeral or action.view is not None:  # a list: what it showed is edited elsewhere
                reply(session, action, asker_views.done(SEEN), now=now, is_replacing=False)

        runtime.transaction(unit)
        ack()

    return pressed


def reply(
    session: Session, action: payloads.Action, answer: Message, *, now: datetime, is_replacing: bool = True
) -> None:
    """Put the answer in place of the card that was pressed; pressed on App Home, write to the person."""
    workspace, key = action.actor.workspace, f"mentors.press:{action.trigger}"
    if action.response_url is not None:
        outbox.respond(
            session,
            workspace=workspace,
            response_url=action.response_url,
            message=answer,
            key=key,
            now=now,
            is_replacing=is_replacing,
        )
    else:
        outbox.direct(session, workspace=workspace, user=action.actor.user, message=answer, key=key, now=now)


def number(action: payloads.Action) -> int:
    """Read the id a button carries; what is no id belongs to nothing."""
    if not (action.value.isascii() and action.value.isdecimal() and len(action.value) < 20):
        raise refusals.Gone
    return int(action.value)


def detail(action: payloads.Action) -> str:
    return action.name.partition(":")[2]


def accept(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    claims.accept(session, workspace=actor.workspace, actor=actor.user, offer=number(action), now=now)


def decline(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    answer = Answer.NOT_MY_AREA if detail(action) == Answer.NOT_MY_AREA else Answer.NO_TIME
    claims.decline(session, workspace=actor.workspace, actor=actor.user, offer=number(action), answer=answer, now=now)


def claim(session: Session, action: payloads.Action, now: datetime) -> Message | None:
    actor = action.actor
    claims.claim(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)
    return asker_views.done("Thank you! I have introduced you to each other.") if action.is_ephemeral else None


def next_now(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    asking.next_now(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)


def widen(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    asking.widen(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)


def cancel(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    asking.cancel(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)


def met(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    pair = pairs.met(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)
    if pair.draft.kind is Kind.QUESTION:
        return asker_views.done("Lovely. Whether that answered it, I ask you both below.")
    return asker_views.done("Lovely. I ask you again in a month how it is going.")


def keep(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    until = pairs.keep(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)
    if until is None:
        return asker_views.done("You have met already, so there is nothing to wait for.")
    return asker_views.done(f"Gladly: you have until {text.hour(until)} to meet.")


def fits(session: Session, action: payloads.Action, now: datetime) -> Message | None:
    actor = action.actor
    said = detail(action)
    fit = Fit(said) if said in set(Fit) else Fit.DECIDING
    before = _request(session, actor.workspace, number(action))
    pairs.fits(session, workspace=actor.workspace, actor=actor.user, request=before.id, fit=fit, now=now)
    if action.message is not None and before.status is not None:
        card = outbox.find(session, workspace=actor.workspace, promise=before.status)
        if card is not None and card.ts == action.message:
            return None  # pressed on the card that is edited anyway
    answers = {Fit.GOOD: "Good to hear!", Fit.DECIDING: "Take your time. I ask again in a month."}
    return asker_views.done(answers.get(fit, "Thank you for saying so. It ends quietly, and nobody is told why."))


def done(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    pairs.finish(session, workspace=actor.workspace, actor=actor.user, request=number(action), now=now)


def outcome(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    said = detail(action)
    found = Outcome(said) if said in set(Outcome) else Outcome.PARTLY
    pairs.conclude(session, workspace=actor.workspace, actor=actor.user, request=number(action), outcome=found, now=now)
    return asker_views.done("Thank you, both of you, for learning together.")


def unlist(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    mentor = roster.remove_topic(session, workspace=actor.workspace, user=actor.user, topic=action.value)
    return asker_views.done(f"Done: I do not ask you about it again. {mentor_views.listed(mentor)}.")


def pause(session: Session, action: payloads.Action, now: datetime) -> Message:
    roster.pause(session, workspace=action.actor.workspace, user=action.actor.user, now=now)
    return mentor_views.resting()


def retire(session: Session, action: payloads.Action, now: datetime) -> Message:
    leaving.retire(session, workspace=action.actor.workspace, user=action.actor.user, now=now)
    return mentor_views.retired()


def back(session: Session, action: payloads.Action, now: datetime) -> Message:
    mentor = roster.back(session, workspace=action.actor.workspace, user=action.actor.user)
    return asker_views.done(f"Welcome back! {mentor_views.listed(mentor)}.")


def consent(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    mentor = roster.consent(session, workspace=actor.workspace, user=actor.user, topic=action.value, now=now)
    return asker_views.done(f"Thank you! {mentor_views.listed(mentor)}.")


def drop(session: Session, action: payloads.Action, now: datetime) -> Message:
    return asker_views.done("All right, nothing was sent to anybody.")


def group(session: Session, action: payloads.Action, now: datetime) -> Message:
    actor = action.actor
    count = groups.propose(session, workspace=actor.workspace, actor=actor.user, topic=action.value, now=now)
    return asker_views.done(f"Proposed: the {count} who wait know, and the mentors' channel is asked for a host.")


def lead(session: Session, action: payloads.Action, now: datetime) -> None:
    actor = action.actor
    groups.lead(session, workspace=actor.workspace, actor=actor.user, topic=action.value, now=now)


def _request(session: Session, workspace: WorkspaceId, request: int) -> Request:
    found = requests.find(session, workspace, request)
    if found is None:
        raise refusals.Gone
    return found


def help(session: Session, action: payloads.Action, now: datetime) -> Message:
    """*I can help* beside a topic of the digest: the oldest request for it, for this person alone."""
    waiting = requests.on_topic(session, action.actor.workspace, action.value, {State.POSTED, State.OWNER})
    others = [one for one in waiting if one.posted is not None and one.asker != action.actor.user]
    if not others:
        raise refusals.OwnRequest if any(one.asker == action.actor.user for one in waiting) else refusals.Closed
    return mentor_views.posted(others[0], has_goal=False)


#: A button's verb to what it does.
DEEDS: dict[str, Deed] = {
    "accept": accept,
    "decline": decline,
    "claim": claim,
    "next": next_now,
    "widen": widen,
    "cancel": cancel,
    "met": met,
    "keep": keep,
    "fit": fits,
    "done": done,
    "outcome": outcome,
    "unlist": unlist,
    "pause": pause,
    "retire": retire,
    "back": back,
    "consent": consent,
    "drop": drop,
    "group": group,
    "lead": lead,
    "help": help,
}
