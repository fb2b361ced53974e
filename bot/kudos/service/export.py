"""How do kudos leave as a file? For an admin without what is private; for a person all that is theirs."""

import csv
import html
import io
import json
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from bot import spreadsheet
from bot.ids import UserId, WorkspaceId
from bot.kudos.rules import Gesture, GestureId, Gift, parsing, visibility
from bot.kudos.store import reading
from bot.kudos.views import announcement
from bot.people import service as people

COLUMNS = (
    "given_at",
    "giver",
    "giver_name",
    "receiver",
    "receiver_name",
    "value",
    "counts",
    "source",
    "reason",
    "gift",
)

Line = Mapping[str, str]


def everything(session: Session, workspace: WorkspaceId) -> tuple[Line, ...]:
    """Return what an admin may have: nothing private, nothing from private channels, nothing withdrawn."""
    found = [one for one in reading.every(session, workspace) if visibility.is_visible_in(one, None)]
    open_ones = {one.id: frozenset(one.public) for one in found}
    return _lines(session, workspace, found, open_ones)


def mine(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Line, ...]:
    """Return what a person gave and got, all of it."""
    found = [one for one in reading.every(session, workspace, user) if user == one.giver or user in one.receivers]
    whole = {one.id: frozenset(one.receivers) if one.giver == user else frozenset({user, *one.public}) for one in found}
    return _lines(session, workspace, found, whole)


def to_csv(lines: Iterable[Line]) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: spreadsheet.cell(line[name]) for name in COLUMNS} for line in lines)
    return page.getvalue()


def to_json(lines: Iterable[Line]) -> str:
    return json.dumps([dict(line) for line in lines], ensure_ascii=False, indent=2)


def _lines(
    session: Session, workspace: WorkspaceId, gestures: list[Gesture], shown: Mapping[GestureId, frozenset[UserId]]
) -> tuple[Line, ...]:
    involved = {user for one in gestures for user in (one.giver, *one.receivers, *parsing.mentioned(one.reason))}
    names = {one.user: one.name for one in people.people(session, workspace, involved).values()}
    return tuple(
        _line(gesture, gift, names)
        for gesture in gestures
        for gift in gesture.gifts
        if gift.receiver in shown[gesture.id]
    )


def _line(gesture: Gesture, gift: Gift, names: Mapping[UserId, str]) -> Line:
    return {
        "given_at": gesture.given_at.isoformat(),
        "giver": gesture.giver,
        "giver_name": names.get(gesture.giver, ""),
        "receiver": gift.receiver,
        "receiver_name": names.get(gift.receiver, ""),
        "value": gift.value,
        "counts": gift.count.value,
        "source": gesture.source.value,
        "reason": html.unescape(announcement.silent(gesture.reason, names)),
        "gift": str(gift.id),
    }
