"""What happens to a session when its time has come? Whoever deletes a deadline acts on it, in one transaction, once.

What many have to hear is said to some of them at a time: the deadline comes again until all have heard it.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.sessions import rules
from bot.sessions.rules import Form, State, times
from bot.sessions.rules.values import Meeting
from bot.sessions.service import calendars, changing, hosting, notices, planning, questions, replies, scenes, writing
from bot.sessions.store import deadlines, guests, meetings
from bot.sessions.store.deadlines import Deadline, Due
from bot.sessions.views import notes

__all__ = ["Deadline", "due", "hold", "tick"]


def due(session: Session, *, now: datetime, most: int) -> tuple[Deadline, ...]:
    """Return what is due, in every workspace, the oldest first."""
    return deadlines.due(session, now=now, most=most)


def hold(session: Session, deadline: Deadline, *, now: datetime) -> bool:
    """Take a deadline for a while; False when somebody else has it."""
    return deadlines.hold(session, deadline, now=now)


def tick(session: Session, deadline: Deadline, *, now: datetime) -> None:
    """Act on a deadline that is over, if nobody has."""
    meeting = replies.locked(session, deadline.workspace, deadline.meeting)
    if deadlines.take(session, deadline):
        _act(session, deadline.kind, meeting, now=now)


def _act(session: Session, kind: Due, meeting: Meeting, *, now: datetime) -> None:
    match kind:
        case Due.HOST:
            hosting.ask_next(session, meeting, now=now)
        case Due.NUDGE if meeting.state is State.HOSTED and meeting.host is not None:
            notices.tell(session, meeting, meeting.host, notes.nudge(meeting), what="nudge", now=now)
        case Due.LAPSE if meeting.state in (State.WISHED, State.HOSTED):
            _lapse(session, meeting, now=now)
        case Due.VOTE:
            planning.close_vote(session, meeting, now=now)
        case Due.NEWS:
            _tell(session, meeting, now=now)
        case Due.EVE if meeting.starts_at is not None and now < meeting.starts_at:
            _remind(session, meeting, kind, now=now)
        case Due.START if meeting.ends_at is not None and now < meeting.ends_at:
            questions.open_thread(session, meeting, now=now)
            _remind(session, meeting, kind, now=now)
        case Due.END if meeting.state is State.PLANNED:
            _end(session, meeting, now=now)
        case Due.THERE:
            writing.ask_there(session, meeting, now=now)


def _tell(session: Session, meeting: Meeting, *, now: datetime) -> None:
    users = notices.untold(session, meeting, most=rules.BATCH)
    scene = scenes.scene(session, meeting)
    for user in users:
        guest = guests.find(session, meeting, user)
        assert guest is not None
        message = notes.news(scene, guest)
        until = meeting.ends_at if meeting.state is State.PLANNED else None
        notices.tell(session, meeting, user, message, what=f"news:{meeting.sequence}", now=now, until=until)
        calendars.renew(session, meeting, guest, now=now)
    guests.note(session, meeting, users, told=meeting.sequence)
    if len(users) == rules.BATCH:
        deadlines.set_(session, meeting.workspace, meeting.id, Due.NEWS, now)


def _remind(session: Session, meeting: Meeting, kind: Due, *, now: datetime) -> None:
    """Remind those who come; at the beginning those who only may, have heard enough."""
    is_start = kind is Due.START
    replies_ = frozenset({rules.Reply.GOING}) if is_start else rules.COMING
    times_ = 2 if is_start else 1
    message = notes.start(meeting) if is_start else notes.eve(meeting)
    until = meeting.ends_at if is_start else meeting.starts_at
    found = guests.unreminded(session, meeting, replies_, times=times_, most=rules.BATCH)
    users = [one.user for one in found]
    hosts = [meeting.host] if meeting.host is not None and len(found) < rules.BATCH else []
    what = f"{kind}:{meeting.sequence}"
    for user in users:
        notices.tell(session, meeting, user, message, what=what, now=now, until=until)
    for user in hosts:
        told = message if is_start else notes.host_eve(meeting)
        notices.tell(session, meeting, user, told, what=what, now=now, until=until)
    guests.note(session, meeting, users, reminded=times_)
    if len(users) == rules.BATCH:
        deadlines.set_(session, meeting.workspace, meeting.id, kind, now)


def _lapse(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Nobody has come to host it, or no time was found: it is closed, and everybody hears so."""
    for user in sorted({meeting.proposer, meeting.host or meeting.proposer}):
        notices.tell(session, meeting, user, notes.lapsed(meeting), what="lapsed", now=now)
    news = notes.UNHOSTED if meeting.host is None else notes.CANCELLED

    def closed(one: Meeting) -> Meeting:
        return replace(one, state=State.CANCELLED).told_anew(news)

    changing.change(session, meeting.workspace, meeting.id, closed, now=now)


def _end(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """It is over; the next of a series is made, and whoever came is in."""
    over = replace(meeting, state=State.OVER)
    writing.end(session, changing.change(session, meeting.workspace, meeting.id, lambda _: over, now=now), now=now)
    at = meeting.starts_at
    while at is not None and at <= now:
        at = times.following(at, meeting.plan.repeat, meeting.zone)
    if at is None:
        return
    # What a study group has read it does not read again.
    is_read = meeting.plan.form is Form.STUDY_GROUP
    following = replace(
        meeting,
        plan=replace(meeting.plan, agenda="") if is_read else meeting.plan,
        number=meeting.number + 1,
        starts_at=at,
        sequence=0,
        news="",
        made_at=now,
        post=None,
        card=None,
        asked=(),
        questions=0,
        lessons=0,
        held_at=None,
        written_at=None,
    )
    made, is_new = meetings.add(session, following, key=f"series:{meeting.series}:{meeting.number + 1}")
    if is_new:
        for guest in guests.some(session, meeting, rules.CONCERNED):
            anew = replace(
                guest, told=0, reminded=0, votes=frozenset(), calendar=None, was_there=None, confirmed_at=None
            )
            guests.save(session, made, anew)
        changing.follow(session, None, replies.promote(session, made, now=now), now=now)
