"""How are sessions found, and changed through one locked door?"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import ChannelId, PromiseId, UserId, WorkspaceId
from bot.sessions import rules
from bot.sessions.rules import Form, Repeat, State
from bot.sessions.rules.values import Meeting, Plan
from bot.sessions.store.tables import MeetingRow


def add(session: Session, made: Meeting, *, key: str) -> tuple[Meeting, bool]:
    """Keep a session, its id given here, and say whether it is new: under the same key it is not."""
    number = ids.fresh()
    made = replace(made, id=number, series=made.series or number)
    row = insert(session, MeetingRow).values(
        workspace=made.workspace, id=made.id, key=key, series=made.series, number=made.number, **_columns(made)
    )
    if session.scalar(row.on_conflict_do_nothing().returning(MeetingRow.id)) is not None:
        return made, True
    same = select(MeetingRow).where(MeetingRow.workspace == made.workspace, MeetingRow.key == key)
    row = session.scalars(same).one_or_none()
    return (made if row is None else value(row)), False


def by_key(session: Session, workspace: WorkspaceId, key: str) -> Meeting | None:
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, MeetingRow.key == key)
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def find(session: Session, workspace: WorkspaceId, meeting: int) -> Meeting | None:
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, MeetingRow.id == meeting)
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def change(
    session: Session, workspace: WorkspaceId, meeting: int, to: Callable[[Meeting], Meeting]
) -> tuple[Meeting, Meeting] | None:
    """Change a session as it is now, for as long as nobody else can; return it before and after."""
    one = (MeetingRow.workspace == workspace, MeetingRow.id == meeting)
    rows = select(MeetingRow).where(*one).with_for_update().execution_options(populate_existing=True)
    row = session.scalars(rows).one_or_none()
    if row is None:
        return None
    before = value(row)
    after = to(before)
    if after != before:
        session.execute(update(MeetingRow).where(*one).values(**_columns(after)))
    return before, after


def hosted(session: Session, workspace: WorkspaceId, host: UserId) -> tuple[Meeting, ...]:
    """Return what somebody hosts that something will still come of."""
    return _select(session, workspace, MeetingRow.host == host, MeetingRow.state.in_(rules.OPEN))


def planned(session: Session, workspace: WorkspaceId, *, since: datetime, most: int) -> tuple[Meeting, ...]:
    """Return the sessions that have a time and are not over at `since`, the next first."""
    rows = (
        select(MeetingRow)
        .where(MeetingRow.workspace == workspace, MeetingRow.state == State.PLANNED, MeetingRow.starts_at >= since)
        .order_by(MeetingRow.starts_at, MeetingRow.id)
        .limit(most)
    )
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def beginning(
    session: Session, workspace: WorkspaceId, states: Collection[State], *, since: datetime, until: datetime, most: int
) -> tuple[Meeting, ...]:
    """Return sessions in some states that begin in a time, the first first."""
    one = (MeetingRow.workspace == workspace, MeetingRow.state.in_(sorted(states)))
    within = (MeetingRow.starts_at >= since, MeetingRow.starts_at < until)
    rows = select(MeetingRow).where(*one, *within).order_by(MeetingRow.starts_at, MeetingRow.id).limit(most)
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def in_states(session: Session, workspace: WorkspaceId, states: Collection[State], *, most: int) -> tuple[Meeting, ...]:
    """Return sessions in some states, those made last first."""
    one = (MeetingRow.workspace == workspace, MeetingRow.state.in_(sorted(states)))
    rows = select(MeetingRow).where(*one).order_by(MeetingRow.id.desc()).limit(most)
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def of_series(session: Session, workspace: WorkspaceId, series: int, *, most: int) -> tuple[Meeting, ...]:
    """Return the sessions of a series, the newest first."""
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, MeetingRow.series == series)
    return tuple(map(value, session.scalars(rows.order_by(MeetingRow.number.desc()).limit(most))))


def held(session: Session, workspace: WorkspaceId, *, since: datetime) -> tuple[Meeting, ...]:
    """Return the sessions of which it was said lately who was there."""
    return _select(session, workspace, MeetingRow.held_at >= since)


def _select(session: Session, workspace: WorkspaceId, *which: Any) -> tuple[Meeting, ...]:
    rows = select(MeetingRow).where(MeetingRow.workspace == workspace, *which).order_by(MeetingRow.id)
    return tuple(map(value, session.scalars(rows.execution_options(populate_existing=True))))


def _columns(one: Meeting) -> dict[str, Any]:
    plan = one.plan
    return {
        "title": plan.title,
        "outcome": plan.outcome,
        "form": plan.form.value,
        "minutes": plan.minutes,
        "places": plan.places,
        "audience": plan.audience,
        "link": plan.link,
        "agenda": plan.agenda,
        "repeat": plan.repeat.value,
        "proposer": one.proposer,
        "host": one.host,
        "channel": one.channel,
        "state": one.state.value,
        "made_at": one.made_at,
        "starts_at": one.starts_at,
        "zone": one.zone,
        "slots": [at.isoformat() for at in one.slots],
        "sequence": one.sequence,
        "news": one.news,
        "asked": list(one.asked),
        "post": one.post,
        "card": one.card,
        "questions": one.questions,
        "lessons": one.lessons,
        "held_at": one.held_at,
        "written_at": one.written_at,
    }


def value(row: MeetingRow) -> Meeting:
    return Meeting(
        workspace=WorkspaceId(row.workspace),
        id=row.id,
        series=row.series,
        number=row.number,
        plan=Plan(
            title=row.title,
            outcome=row.outcome,
            form=Form(row.form),
            minutes=row.minutes,
            places=row.places,
            audience=row.audience,
            link=row.link,
            agenda=row.agenda,
            repeat=Repeat(row.repeat),
        ),
        proposer=UserId(row.proposer),
        host=None if row.host is None else UserId(row.host),
        channel=ChannelId(row.channel),
        state=State(row.state),
        made_at=row.made_at,
        starts_at=row.starts_at,
        zone=row.zone,
        slots=tuple(map(datetime.fromisoformat, row.slots)),
        sequence=row.sequence,
        news=row.news,
        asked=tuple(map(UserId, row.asked)),
        post=None if row.post is None else PromiseId(row.post),
        card=None if row.card is None else PromiseId(row.card),
        questions=row.questions,
        lessons=row.lessons,
        held_at=row.held_at,
        written_at=row.written_at,
    )
