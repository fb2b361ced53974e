"""What comes of a session once it is over? Who was there is noted, what was learned written up, the host thanked."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.rules.captures import Line
from bot.answers.rules.proposals import Words
from bot.answers.service import publication
from bot.erasure import is_tombstone
from bot.ids import ChannelId, Ts, UserId, WorkspaceId
from bot.kudos.rules import Place, Source
from bot.kudos.rules.wishes import Wish
from bot.kudos.service import giving, receipts
from bot.milestones.rules import Facts, Kind
from bot.milestones.service.noticed import Reached
from bot.people import service as people
from bot.sessions import rules
from bot.sessions.rules import Reply, refusals
from bot.sessions.rules.values import Guest, Lesson, Meeting
from bot.sessions.service import changing, notices, replies, scenes, threads
from bot.sessions.store import deadlines, guests, lessons, meetings
from bot.sessions.store.deadlines import Due
from bot.sessions.views import after, wording
from bot.slack import text
from bot.slack.message import Message

#: Where what was learned stands when the session's post is gone: in no conversation that others could open.
NOWHERE = ChannelId("D")
ASKED = 3  #: of reminders: the day before, at the beginning, whether they were there
#: What a milestone says of a session that not everybody may know of.
SOME_SESSION = "A group session"


def end(session: Session, meeting: Meeting, *, now: datetime) -> Meeting:
    """Ask those who were there what they have learned, and give the host what it is written up by."""
    threads.reply(session, meeting, after.over(scenes.scene(session, meeting)), what="over", now=now)
    return notices.renew_card(session, meeting, now=now)


def to_tick(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime
) -> tuple[Meeting, tuple[UserId, ...]]:
    """Return a session and who was there, as far as its host has said, else whoever said that they come."""
    meeting = _steered(session, workspace, id, user, now=now)
    if meeting.held_at is not None:
        return meeting, guests.ticked(session, meeting)
    return meeting, tuple(one.user for one in guests.some(session, meeting, {Reply.GOING}, most=rules.TICKED + 1))


def tick(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    chosen: Collection[UserId],
    *,
    is_everyone: bool,
    now: datetime,
) -> tuple[Meeting, int]:
    """Note who was there, as its host says; return how many it could not be noted of.

    Those noted are asked themselves, some at a time. Whoever has not answered a session that not everybody may know of
    is not told of it: they can say in its thread that they were there.
    """
    meeting = _steered(session, workspace, id, user, now=now)
    known = people.people(session, workspace, chosen)
    there = {one for one in chosen if one in known and known[one].is_here and one != meeting.host}
    if is_everyone:
        there |= {one.user for one in guests.some(session, meeting, {Reply.GOING})}
    before = {one.user for one in guests.some(session, meeting, frozenset(Reply))}
    is_open = meeting.id in scenes.open_ones(session, [meeting], now=now)
    strangers = frozenset() if is_open else there - before
    there -= strangers
    for one in sorted(there - before):
        guests.save(session, meeting, Guest(user=one, reply=Reply.GOING, since=now, told=meeting.sequence))
    guests.tick(session, meeting, there)
    deadlines.set_(session, workspace, id, Due.THERE, now)
    changed = meetings.change(session, workspace, id, lambda one: replace(one, held_at=now))
    assert changed is not None, "it is locked"
    return notices.show(session, changed[1], now=now), len(strangers)


def ask_there(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Ask some of those who were ticked whether they were there."""
    found = guests.unconfirmed(session, meeting, times=ASKED, most=rules.BATCH)
    said = after.were_you(scenes.scene(session, meeting))
    for one in found:
        notices.tell(session, meeting, one.user, said, what="there", now=now)
    guests.note(session, meeting, [one.user for one in found], reminded=ASKED)
    if len(found) == rules.BATCH:
        deadlines.set_(session, meeting.workspace, meeting.id, Due.THERE, now)


def confirm(
    session: Session,
    workspace: WorkspaceId,
    id: int,
    user: UserId,
    *,
    was_there: bool,
    where: ChannelId | None,
    now: datetime,
) -> Meeting:
    """Somebody says themselves whether they were there."""
    scenes.seen(session, workspace, id, user, where=where, now=now)
    meeting = replies.locked(session, workspace, id)
    meeting.must_be_begun(now)
    if user == meeting.host:
        raise refusals.YouHost
    mine = guests.find(session, meeting, user)
    if was_there:
        kept = mine or Guest(user=user, reply=Reply.GOING, since=now, told=meeting.sequence)
        guests.save(session, meeting, replace(kept, confirmed_at=kept.confirmed_at or now))
    elif mine is not None:
        guests.save(session, meeting, replace(mine, was_there=False, confirmed_at=None))
    return meeting


def to_learn(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> tuple[Meeting, Lesson | None]:
    """Return a session that somebody may write of, and what they have written."""
    meeting = scenes.seen(session, workspace, id, user, where=where, now=now)
    meeting.must_be_begun(now)
    scenes.must_be_for(session, meeting, user)
    return meeting, lessons.find(session, meeting, user)


def learn(
    session: Session, workspace: WorkspaceId, id: int, lesson: Lesson, *, where: ChannelId | None, now: datetime
) -> Meeting:
    """Keep what somebody has taken away, for whoever writes it up."""
    to_learn(session, workspace, id, lesson.user, where=where, now=now)
    words = people.named(session, workspace, lesson.words.strip())[0][: rules.LESSON]
    if not words:
        raise refusals.NothingLearned
    meeting = replies.locked(session, workspace, id)
    is_new = lessons.find(session, meeting, lesson.user) is None
    lessons.save(session, meeting, replace(lesson, words=words))
    return _counted(session, meeting, meeting.lessons + is_new, now=now)


def draft(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> tuple[Meeting, str]:
    """Return a session with what all have written, in the words of a page."""
    meeting = _steered(session, workspace, id, user, now=now)
    return meeting, after.composed(meeting, lessons.every(session, meeting))


def suggest(session: Session, workspace: WorkspaceId, id: int, user: UserId, words: Words, *, now: datetime) -> Meeting:
    """Put what was learned into the knowledge base, through a curator; who contributed is credited, as they like."""
    meeting = _steered(session, workspace, id, user, now=now)
    root = threads.root(session, meeting)
    written = lessons.every(session, meeting)
    named = [meeting.host or user, *(one.user for one in written if one.is_named and one.user != meeting.host)]
    ts = root or Ts(f"{now.timestamp():.6f}")
    place = NOWHERE if root is None else meeting.channel
    # The conversation is one post of ours: each who contributed has a line of their own under it.
    lines = [
        Line(ts=ts if not number else Ts(f"{ts}.{number}"), author=one, text=words.text)
        for number, one in enumerate(named)
    ]
    publication.save(session, workspace, lines, by=user, place=(place, ts), words=words, now=now)
    changed = meetings.change(session, workspace, id, lambda one: replace(one, written_at=now))
    assert changed is not None, "it is locked"
    return notices.show(session, changed[1], now=now)


def thank(
    session: Session, workspace: WorkspaceId, id: int, user: UserId, *, where: ChannelId | None, now: datetime
) -> Message:
    """Give the host kudos for it, once; return what the giver is told."""
    meeting = scenes.seen(session, workspace, id, user, where=where, now=now)
    meeting.must_be_begun(now)
    if meeting.host is None or is_tombstone(meeting.host):
        raise refusals.NobodyToThank
    root = threads.root(session, meeting)
    wish = Wish(
        workspace=workspace,
        giver=user,
        source=Source.SHORTCUT,
        key=f"session:{meeting.id}:{user}",
        channel=meeting.channel,
        ts=root,
        place=Place.UNKNOWN,
        reason=f"hosting {text.escape(wording.plain_title(meeting))}",
        people=(meeting.host,),
    )
    return receipts.tell(session, workspace, user, giving.give(session, wish, now=now, is_sure=True))


def reached(session: Session, workspace: WorkspaceId, since: datetime) -> Iterable[Reached]:
    """Whoever was at a session as they and its host say, and whoever hosted one: milestones that come by themselves."""
    held = {one.id: one for one in meetings.held(session, workspace, since=since)}
    there = guests.confirmed(session, workspace, since=since)
    known = held | {
        id: one
        for id in {id for id, _ in there} - set(held)
        if (one := meetings.find(session, workspace, id)) is not None
    }
    open_ones: set[int] = set(scenes.open_ones(session, known.values(), now=since))
    for id, one in held.items():
        if one.host is not None and guests.ticked(session, one):
            yield _reached(one, one.host, Kind.LED, is_open=id in open_ones)
    for id, user in there:
        if id in known:
            yield _reached(known[id], user, Kind.ATTENDED, is_open=id in open_ones)


def _reached(meeting: Meeting, user: UserId, kind: Kind, *, is_open: bool) -> Reached:
    title = wording.plain_title(meeting) if is_open else SOME_SESSION
    return Reached(user=user, facts=Facts(kind=kind, title=title), key=f"session:{meeting.id}:{user}")


def _steered(session: Session, workspace: WorkspaceId, id: int, user: UserId, *, now: datetime) -> Meeting:
    meeting = replies.locked(session, workspace, id)
    meeting.must_be_begun(now)
    changing.must_steer(session, meeting, user)
    return meeting


def _counted(session: Session, meeting: Meeting, many: int, *, now: datetime) -> Meeting:
    changed = meetings.change(session, meeting.workspace, meeting.id, lambda one: replace(one, lessons=many))
    assert changed is not None, "it is locked"
    return notices.show(session, changed[1], now=now)
