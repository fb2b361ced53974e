"""How are requests found, locked and moved, and what has been noted of them?"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from bot import ids
from bot.db import insert
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.mentors import rules
from bot.mentors.rules import Kind, Outcome, Party, State
from bot.mentors.rules.refusals import Settled
from bot.mentors.rules.values import Draft, Request, Step
from bot.mentors.store.tables import RequestRow, StepRow
from bot.people.rules import hours


def add(
    session: Session,
    *,
    workspace: WorkspaceId,
    asker: UserId,
    draft: Draft,
    now: datetime,
    root: int | None = None,
    since: datetime | None = None,
) -> Request | None:
    """Open a request; None when this person has an open one for the topic."""
    number = ids.fresh()
    row = insert(session, RequestRow).values(
        workspace=workspace,
        id=number,
        root=root or number,
        asker=asker,
        **_columns(draft),
        open_key=f"{asker}:{draft.key}",
        state=State.ASKING,
        version=1,
        asked_at=now,
        since=since or now,
    )
    is_new = row.on_conflict_do_nothing(index_elements=["workspace", "open_key"]).returning(RequestRow.id)
    if session.scalar(is_new) is None:
        return None
    return find(session, workspace, number)


def find(session: Session, workspace: WorkspaceId, request: int) -> Request | None:
    rows = select(RequestRow).where(RequestRow.workspace == workspace, RequestRow.id == request)
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def lock(session: Session, workspace: WorkspaceId, request: int) -> Request | None:
    """Find a request, and let nobody change it until this transaction ends."""
    rows = select(RequestRow).where(RequestRow.workspace == workspace, RequestRow.id == request).with_for_update()
    row = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    return None if row is None else value(row)


def move(
    session: Session,
    request: Request,
    to: State,
    *,
    by: Party,
    actor: UserId | None,
    now: datetime,
    **changes: Any,
) -> Request:
    """Take one step of the state machine, or raise why it cannot be taken."""
    rules.check(request.state, to, by=by)
    if to not in rules.OPEN:
        changes["open_key"] = None
    if to in rules.OVER:
        changes["closed_at"] = now
    changed = change(session, request, state=to, **changes)
    note(session, changed, to.value, by=actor, now=now, party=by.value, before=request.state.value)
    return changed


def change(session: Session, request: Request, **changes: Any) -> Request:
    """Change a request, if nobody has since it was read."""
    one = (RequestRow.workspace == request.workspace, RequestRow.id == request.id)
    moved = update(RequestRow).where(*one, RequestRow.version == request.version)
    values = {"version": request.version + 1, **changes}
    if session.scalar(moved.values(values).returning(RequestRow.id)) is None:
        raise Settled
    changed = find(session, request.workspace, request.id)
    assert changed is not None
    return changed


def redraft(session: Session, request: Request, draft: Draft) -> Request:
    """Change what is asked for; the topic stays."""
    return change(session, request, **_columns(draft))


def asked_by(
    session: Session, workspace: WorkspaceId, asker: UserId, states: Collection[State] = rules.OPEN | rules.PAIRED
) -> tuple[Request, ...]:
    return _select(session, workspace, RequestRow.asker == asker, RequestRow.state.in_(states))


def mentored_by(
    session: Session, workspace: WorkspaceId, mentor: UserId, states: Collection[State] = rules.PAIRED
) -> tuple[Request, ...]:
    return _select(session, workspace, RequestRow.mentor == mentor, RequestRow.state.in_(states))


def of_person(session: Session, workspace: WorkspaceId, user: UserId) -> tuple[Request, ...]:
    """Return every request somebody made or took, whatever became of it."""
    return _select(session, workspace, or_(RequestRow.asker == user, RequestRow.mentor == user))


def on_topic(session: Session, workspace: WorkspaceId, topic: str, states: Collection[State]) -> tuple[Request, ...]:
    return _select(session, workspace, RequestRow.topic == topic, RequestRow.state.in_(states))


def in_states(session: Session, workspace: WorkspaceId, states: Collection[State]) -> tuple[Request, ...]:
    return _select(session, workspace, RequestRow.state.in_(states))


def newest(session: Session, workspace: WorkspaceId, *, most: int) -> tuple[Request, ...]:
    """Return the requests made last, the newest first."""
    rows = select(RequestRow).where(RequestRow.workspace == workspace).order_by(RequestRow.id.desc()).limit(most)
    return tuple(value(row) for row in session.scalars(rows.execution_options(populate_existing=True)))


def tally(session: Session, workspace: WorkspaceId) -> dict[tuple[State, Outcome | None], int]:
    """Count every request ever made, by what became of it."""
    which = RequestRow.state, RequestRow.outcome
    counted = select(*which, func.count()).where(RequestRow.workspace == workspace).group_by(*which)
    return {
        (State(state), None if outcome is None else Outcome(outcome)): count
        for state, outcome, count in session.execute(counted)
    }


def concluded(
    session: Session, workspace: WorkspaceId, outcomes: Collection[Outcome], *, since: datetime
) -> tuple[Request, ...]:
    """Return the mentorships closed since a moment, with one of these outcomes."""
    return _select(
        session,
        workspace,
        RequestRow.state == State.CLOSED,
        RequestRow.closed_at >= since,
        RequestRow.outcome.in_(outcomes),
    )


def chain(session: Session, workspace: WorkspaceId, root: int) -> tuple[Request, ...]:
    """Return a request and those that went on in its place, in order."""
    return _select(session, workspace, RequestRow.root == root)


def paired(session: Session, workspace: WorkspaceId, mentor: UserId) -> int:
    """Count the people a mentor helps."""
    count = select(func.count()).select_from(RequestRow).where(RequestRow.workspace == workspace)
    return session.scalar(count.where(RequestRow.mentor == mentor, RequestRow.state.in_(rules.PAIRED))) or 0


def note(session: Session, request: Request, what: str, *, by: UserId | None, now: datetime, **facts: object) -> None:
    """Add a line to a request's history."""
    session.execute(
        insert(session, StepRow).values(
            workspace=request.workspace, id=ids.fresh(), request=request.id, at=now, by=by, what=what, facts=facts
        )
    )


def history(session: Session, workspace: WorkspaceId, request: int) -> tuple[Step, ...]:
    rows = select(StepRow).where(StepRow.workspace == workspace, StepRow.request == request).order_by(StepRow.id)
    return tuple(
        Step(at=row.at, by=None if row.by is None else UserId(row.by), what=row.what, facts=row.facts)
        for row in session.scalars(rows)
    )


def _select(session: Session, workspace: WorkspaceId, *which: Any) -> tuple[Request, ...]:
    rows = select(RequestRow).where(RequestRow.workspace == workspace, *which).order_by(RequestRow.id)
    return tuple(value(row) for row in session.scalars(rows.execution_options(populate_existing=True)))


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "topic": draft.key,
        "label": draft.label,
        "said": draft.said,
        "goal": draft.goal,
        "kind": draft.kind.value,
        "languages": sorted(draft.languages),
        "hours": draft.hours.facts(),
        "is_private": draft.is_private,
    }


def value(row: RequestRow) -> Request:
    return Request(
        workspace=WorkspaceId(row.workspace),
        id=row.id,
        root=row.root,
        asker=UserId(row.asker),
        draft=Draft(
            key=row.topic,
            label=row.label,
            said=row.said,
            goal=row.goal,
            kind=Kind(row.kind),
            languages=frozenset(row.languages),
            hours=hours.hours(row.hours),
            is_private=row.is_private,
        ),
        state=State(row.state),
        version=row.version,
        asked_at=row.asked_at,
        since=row.since,
        answered_at=row.answered_at,
        matched_at=row.matched_at,
        closed_at=row.closed_at,
        mentor=None if row.mentor is None else UserId(row.mentor),
        outcome=None if row.outcome is None else Outcome(row.outcome),
        status=None if row.status is None else PromiseId(row.status),
        posted=None if row.posted is None else PromiseId(row.posted),
        owned=None if row.owned is None else PromiseId(row.owned),
    )
