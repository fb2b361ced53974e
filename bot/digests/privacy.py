"""What do the digests keep of a person, for them to read; and how is it erased from all that were ever posted?

To be called before the other domains erase: afterwards nobody can tell which items were about them.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot.answers import privacy as answers
from bot.digests import store
from bot.digests.service import leaving, upkeep
from bot.digests.store import recaps
from bot.digests.views import phrases
from bot.erasure import SAID, Erasure, Kept
from bot.ids import ChannelId, UserId, WorkspaceId
from bot.kudos import privacy as kudos
from bot.mentors import privacy as mentors
from bot.slack import deliveries, text


def recall(session: Session, workspace: WorkspaceId, user: UserId) -> Kept:
    return {
        "Digests you look after": [
            {
                "channel": one.channel,
                "when": phrases.schedule(one.schedule),
                "is": phrases.STANDINGS[one.standing],
                SAID: f"{text.channel(one.channel)}, {phrases.schedule(one.schedule)}: "
                f"{phrases.STANDINGS[one.standing]}.",
            }
            for one in store.subscriptions(session, workspace, owner=user)
        ],
        "Monthly recaps I sent you": [
            {"at": told_at, "month": period, SAID: f"your recap of {phrases.month(period)}."}
            for period, told_at in recaps.of(session, workspace, user)
        ],
    }


def forget_some(session: Session, erasure: Erasure) -> bool:
    """Take what is about them out of every edition of one channel; False when all of them are done."""
    workspace = erasure.workspace
    keys = {channel: f"digest.erased:{erasure.tombstone}:{channel}" for channel in store.channels(session, workspace)}
    done = deliveries.noted(session, workspace, keys.values())
    left = [channel for channel, key in keys.items() if key not in done]
    if not left:
        return False
    deliveries.is_new(session, workspace, keys[left[0]], now=erasure.now)
    _forget_in(session, erasure, left[0])
    return True


def forget_person(session: Session, erasure: Erasure) -> None:
    """Forget which months they were told of; to be called once no edition names them any more."""
    recaps.forget(session, erasure.workspace, erasure.user)


def _forget_in(session: Session, erasure: Erasure, channel: ChannelId) -> None:
    workspace, user = erasure.workspace, erasure.user
    words = {
        *(f"{kind}:{one}" for one in answers.asked(session, workspace, user) for kind in ("told", "gap")),
        *(f"kudos:{one}" for one in kudos.given(session, workspace, user)),
        *(f"mentors:{topic}" for topic in mentors.topics(session, workspace, user)),
    }
    about = {f"kudos:{one}" for one in kudos.concerning(session, workspace, user)}
    known = words | about
    subscription = store.subscription(session, workspace, channel, is_locked=True)
    assert subscription is not None
    is_owner = subscription.owner == user
    if is_owner:
        subscription = leaving.hand_on(session, subscription, to_nobody=erasure.tombstone, now=erasure.now)
    for edition, before in store.everything(session, workspace, channel):
        is_named = erasure.is_in([before, edition.line]) or any(one.get("key") in known for one in before)
        if not is_named and not (is_owner and edition.line):
            continue
        held = [_held(one, erasure, about) for one in before if not _is_theirs(one, user, words)]
        line = "" if is_owner else erasure.out_of(edition.line)
        if (held, line) != (before, edition.line):
            upkeep.hold(session, subscription, replace(edition, line=line), held, now=erasure.now)


def _is_theirs(item: Mapping[str, Any], user: UserId, words: Collection[str]) -> bool:
    """Is it made of their words, or told of them alone?"""
    key = str(item.get("key", ""))
    return key in words or (key.startswith("milestone:") and user in item["people"])


def _held(item: Mapping[str, Any], erasure: Erasure, about: Collection[str]) -> dict[str, Any]:
    people = [one for one in item["people"] if one != erasure.user]
    redacted = erasure.redacted({**item, "people": people}, is_about=item.get("key") in about)
    return dict(redacted)
