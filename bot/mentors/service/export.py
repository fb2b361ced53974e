"""What does `pollen export mentoring` write? One line a request; names that were private stay hidden."""

import csv
import io
import json
from datetime import datetime

from sqlalchemy.orm import Session

from bot import spreadsheet
from bot.ids import WorkspaceId
from bot.mentors.rules import State
from bot.mentors.rules.values import Request
from bot.mentors.store import offers, requests
from bot.people.rules import hours

COLUMNS = (
    "request",
    "follows",
    "topic",
    "kind",
    "state",
    "asker",
    "mentor",
    "mentors_asked",
    "asked_at",
    "waiting_since",
    "first_answer_at",
    "matched_at",
    "closed_at",
    "working_days_to_answer",
    "working_days_to_match",
    "outcome",
)

Line = dict[str, str | int | float | None]


def lines(session: Session, workspace: WorkspaceId) -> tuple[Line, ...]:
    """Return one line a request, oldest first. A private asker is named to nobody, matched or not."""
    asked: dict[int, int] = {}
    for offer in offers.every(session, workspace):
        asked[offer.request] = asked.get(offer.request, 0) + 1
    return tuple(_line(one, asked.get(one.id, 0)) for one in requests.in_states(session, workspace, set(State)))


def as_csv(found: tuple[Line, ...]) -> str:
    """Write the lines for a spreadsheet: no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in found:
        writer.writerow([spreadsheet.cell(line[name]) for name in COLUMNS])
    return out.getvalue()


def as_json(found: tuple[Line, ...]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _line(one: Request, asked: int) -> Line:
    return {
        "request": str(one.id),
        "follows": str(one.root) if one.root != one.id else None,
        "topic": one.label,
        "kind": one.draft.kind.value,
        "state": one.state.value,
        "asker": "private" if one.draft.is_private else one.asker,
        "mentor": one.mentor,
        "mentors_asked": asked,
        "asked_at": _moment(one.asked_at),
        "waiting_since": _moment(one.since),
        "first_answer_at": _moment(one.answered_at),
        "matched_at": _moment(one.matched_at),
        "closed_at": _moment(one.closed_at),
        "working_days_to_answer": _days(one, one.answered_at),
        "working_days_to_match": _days(one, one.matched_at),
        "outcome": None if one.outcome is None else one.outcome.value,
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _days(one: Request, at: datetime | None) -> float | None:
    return None if at is None else round(hours.worked(one.draft.hours, one.asked_at, at), 2)
