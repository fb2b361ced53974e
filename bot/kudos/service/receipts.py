"""What does a giver read, and when does it become true? What is promised is called so, and told once it is done.

A receipt in a conversation with the bot is put right when its post is out; one that Slack keeps for a moment only (the
answer to a command, a whisper) says what is promised, and the giver is written to when that is impossible.
"""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import Gesture, Source, budget, tags
from bot.kudos.rules.posts import Kind, Said, Standing
from bot.kudos.rules.wishes import Outcome, Refused
from bot.kudos.service import options
from bot.kudos.store import posts, reading
from bot.kudos.views import receipts
from bot.outbox import service as outbox
from bot.outbox.rules import State
from bot.people import service as people
from bot.slack import text
from bot.slack.message import Message


def told(session: Session, workspace: WorkspaceId, user: UserId, outcome: Outcome) -> receipts.Told:
    """Return what a giver is to be told."""
    gesture, draft = outcome.gesture, outcome.draft
    shown = {user, *(gesture.receivers if gesture else ()), *(draft.wish.people if draft else ())}
    shown |= _refused(outcome.refused)
    missing = shown - set(outcome.known)
    known = {**outcome.known, **(people.people(session, workspace, missing) if missing else {})}
    standing, link = (Standing.PROMISED, None) if gesture is None or outcome.is_first else _standing(session, gesture)
    return receipts.Told(
        outcome=outcome,
        names={one.user: one.name for one in known.values()},
        tz=known[user].tz if user in known else ZoneInfo("UTC"),
        is_silent=gesture is not None and outbox.silence(session, workspace=workspace) is not None,
        standing=standing,
        link=link,
    )


def tell(session: Session, workspace: WorkspaceId, user: UserId, outcome: Outcome) -> Message:
    """Tell a giver what became of a wish."""
    return receipts.tell(told(session, workspace, user, outcome))


def send(session: Session, user: UserId, outcome: Outcome, *, key: str, now: datetime) -> None:
    """Write a receipt to the giver: what a form did leaves no other place for it."""
    gesture = outcome.gesture
    assert gesture is not None
    message = tell(session, gesture.workspace, user, outcome)
    promise = outbox.direct(session, workspace=gesture.workspace, user=user, message=message, key=key, now=now)
    posts.note(
        session,
        gesture.workspace,
        [Said(promise=promise, gesture=gesture.id, kind=Kind.RECEIPT, receiver=user)],
    )


def come_true(session: Session, gesture: Gesture, *, now: datetime) -> None:
    """Put the receipts right that stay in Slack, now that it is known what became of the announcement."""
    workspace, user = gesture.workspace, gesture.giver
    written = [one for one in posts.of(session, workspace, [gesture.id]) if one.kind is Kind.RECEIPT]
    if not written:
        return
    chosen = options.of(session, workspace)
    spent = reading.spent(session, workspace, user, now=now)
    outcome = Outcome(
        gesture=gesture,
        budget=budget.budget(spent, limits=chosen.limits, now=now),
        resumes_at=budget.resumes(spent, gesture.uncounted, limits=chosen.limits, now=now),
        suggested=() if gesture.values else tags.suggest(gesture.reason, chosen.values),
        feed=chosen.feed,
    )
    message = tell(session, workspace, user, outcome)
    for one in written:
        outbox.edit(session, workspace=workspace, promise=one.promise, message=message, now=now)


def names(session: Session, workspace: WorkspaceId, users: Collection[UserId]) -> dict[UserId, str]:
    """Return what people are called, as far as they are known."""
    return {user: one.name for user, one in people.people(session, workspace, users).items()}


def _standing(session: Session, gesture: Gesture) -> tuple[Standing, str | None]:
    """Return what has become of the announcement that a kudos shares or has, and where it can be read."""
    workspace = gesture.workspace
    family = [gesture]
    if gesture.source is Source.REACTION and gesture.channel and gesture.ts:
        family = list(reading.about(session, workspace, gesture.channel, gesture.ts, Source.REACTION))
    public = (Kind.HERE, Kind.FEED)
    said = [one for one in posts.of(session, workspace, [one.id for one in family]) if one.kind in public]
    said.sort(key=lambda one: one.kind is not Kind.HERE)
    if not said:
        return Standing.PROMISED, None
    promise = outbox.find(session, workspace=workspace, promise=said[0].promise)
    if promise is None or promise.state is State.PENDING:
        return Standing.PROMISED, None
    if promise.state is State.DEAD:
        return Standing.IMPOSSIBLE, None
    if promise.state is not State.SENT or promise.channel is None or promise.ts is None:
        return Standing.PROMISED, None
    base = options.of(session, workspace).url
    return Standing.POSTED, text.permalink(base, promise.channel, promise.ts, promise.thread)


def _refused(refused: Collection[Refused]) -> set[UserId]:
    return {UserId(one.who) for one in refused if one.is_person}
