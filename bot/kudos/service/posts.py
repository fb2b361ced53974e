"""What has been said in Slack about a kudos, and what has to be said or put right now?

Every change of a kudos ends here: what stands in Slack is worked out afresh from the ledger, posted or edited by the
outbox, in the same transaction.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.ids import UserId
from bot.kudos.rules import Audience, Gesture, Place, Source, parsing, visibility
from bot.kudos.rules.options import Options
from bot.kudos.rules.posts import Kind, Said
from bot.kudos.store import posts as store
from bot.kudos.store import reading
from bot.kudos.views import announcement
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people.rules import Person
from bot.slack.message import Message

TOPIC = "kudos"
ALL = frozenset({Kind.HERE, Kind.FEED, Kind.NOTICE})


def tell(
    session: Session,
    gesture: Gesture,
    *,
    options: Options,
    now: datetime,
    opens: Collection[Kind] = ALL,
    newcomers: Collection[UserId] = (),
    is_first: bool = False,
    is_only_new: bool = False,
    note: str = "",
    known: Mapping[UserId, Person] | None = None,
) -> None:
    """Make Slack say what the ledger says.

    `opens`: what may be posted if it is not there yet; what is there is always put right. `newcomers`: thanked after
    the announcement, so that only a note to them reaches them. `is_first`: nothing can have been said yet.
    `is_only_new`: what stands there is right. `known`: people that need not be looked up again.
    """
    family = _family(session, gesture)
    said = () if is_first and len(family) == 1 else store.of(session, gesture.workspace, [one.id for one in family])
    scene = _scene(session, gesture, family, options=options, note=note, is_first=is_first, known=known or {})
    for one in () if is_only_new else said:
        outbox.edit(session, workspace=gesture.workspace, promise=one.promise, message=_now_stands(scene, one), now=now)
    if not gesture.is_live:
        return
    there = {(one.kind, one.receiver) for one in said}
    wanted = [*_public(scene, options), *_private(scene, options, newcomers=newcomers)]
    made = [
        _post(session, scene, kind=kind, receiver=receiver, options=options, now=now)
        for kind, receiver in wanted
        if kind in opens and (kind, receiver) not in there
    ]
    store.note(session, gesture.workspace, made)


def keep(session: Session, gesture: Gesture, receiver: UserId, *, options: Options, now: datetime) -> None:
    """Put the note to one who keeps it to themselves right."""
    scene = _scene(session, gesture, (gesture,), options=options, is_first=True, known={})
    for one in store.of(session, gesture.workspace, [gesture.id]):
        if one.kind is Kind.NOTICE and one.receiver == receiver:
            message = announcement.notice(scene, receiver, is_kept=True)
            outbox.edit(session, workspace=gesture.workspace, promise=one.promise, message=message, now=now)


def _family(session: Session, gesture: Gesture) -> tuple[Gesture, ...]:
    """Reactions to one message are announced together."""
    if gesture.source is not Source.REACTION or gesture.channel is None or gesture.ts is None:
        return (gesture,)
    return reading.about(session, gesture.workspace, gesture.channel, gesture.ts, Source.REACTION)


def _scene(
    session: Session,
    gesture: Gesture,
    family: tuple[Gesture, ...],
    *,
    options: Options,
    note: str = "",
    is_first: bool = False,
    known: Mapping[UserId, Person],
) -> announcement.Scene:
    live = [one for one in family if one.is_live]
    givers = tuple(one.giver for one in live) or (gesture.giver,)
    seconds = () if is_first else reading.seconds(session, gesture.workspace, gesture.id)
    seconders = tuple(one.giver for one in seconds if one.is_live)
    shown = {*givers, *gesture.receivers, *seconders, *parsing.mentioned(gesture.reason)}
    missing = shown - set(known)
    found = people.people(session, gesture.workspace, missing) if missing else {}
    names = {user: one.name for user, one in (*known.items(), *found.items())}
    return announcement.Scene(
        gesture=gesture if gesture.is_live or not live else live[0],
        names=names,
        givers=givers,
        seconders=seconders,
        url=options.url,
        note=note,
    )


def _now_stands(scene: announcement.Scene, said: Said) -> Message:
    gesture = scene.gesture
    if said.kind is Kind.NOTICE:
        return (
            announcement.notice(scene, said.receiver)
            if said.receiver in gesture.receivers
            else announcement.withdrawn(scene)
        )
    if not gesture.public:
        return announcement.withdrawn(scene)
    return announcement.here(scene) if said.kind is Kind.HERE else announcement.feed(scene)


def _public(scene: announcement.Scene, options: Options) -> list[tuple[Kind, UserId]]:
    gesture = scene.gesture
    wanted = []
    if gesture.public and _is_said_here(gesture):
        wanted.append((Kind.HERE, UserId("")))
    if gesture.public and visibility.feed_for(gesture, options.feed) is not None:
        wanted.append((Kind.FEED, UserId("")))
    return wanted


def _private(
    scene: announcement.Scene, options: Options, *, newcomers: Collection[UserId]
) -> list[tuple[Kind, UserId]]:
    gesture = scene.gesture
    is_announced = _is_said_here(gesture)
    return [
        (Kind.NOTICE, one)
        for one in gesture.receivers
        if not is_announced or one in newcomers or gesture.audience(one) is not Audience.PUBLIC
    ]


def _is_said_here(gesture: Gesture) -> bool:
    return gesture.channel is not None and gesture.place is not Place.DIRECT


def _post(
    session: Session, scene: announcement.Scene, *, kind: Kind, receiver: UserId, options: Options, now: datetime
) -> Said:
    gesture = scene.gesture
    name = f"{gesture.channel}:{gesture.ts}" if gesture.source is Source.REACTION else str(gesture.id)
    if kind is Kind.NOTICE:
        promise = outbox.direct(
            session,
            workspace=gesture.workspace,
            user=receiver,
            message=announcement.notice(scene, receiver),
            key=f"kudos.notice:{gesture.id}:{receiver}",
            now=now,
            topic=TOPIC,
        )
        return Said(promise=promise, gesture=gesture.id, kind=kind, receiver=receiver)
    is_here = kind is Kind.HERE
    channel = gesture.channel if is_here else options.feed
    assert channel is not None
    promise = outbox.post(
        session,
        workspace=gesture.workspace,
        channel=channel,
        message=announcement.here(scene) if is_here else announcement.feed(scene),
        key=f"kudos.{kind}:{name}",
        now=now,
        thread=(gesture.thread or gesture.ts) if is_here else None,
        topic=TOPIC,
    )
    return Said(promise=promise, gesture=gesture.id, kind=kind, receiver=receiver)
