"""What stands on somebody's App Home? One screen of what matters to this very person, and the rest under *More*."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.rules.experts import Wishes
from bot.answers.service import consent
from bot.answers.views import browse, synonyms
from bot.answers.views import experts as expert_views
from bot.answers.views import gaps as gap_views
from bot.articles import rules as articles_rules
from bot.articles import views as articles_views
from bot.articles.service import readers
from bot.desk.service import board as desk
from bot.desk.views import board as desk_views
from bot.digests import service as digests
from bot.digests import views as digests_views
from bot.doors import service as doors
from bot.doors.views import drafts
from bot.doors.views import home as doors_views
from bot.home import checkup, views
from bot.home.rules import Finding
from bot.kudos import service as kudos
from bot.kudos.views import boards as kudos_views
from bot.mentors import service as mentors
from bot.mentors.rules.values import Home as Mentoring
from bot.mentors.views import home as mentors_views
from bot.milestones import service as milestones
from bot.milestones import views as milestones_views
from bot.milestones.rules import Kind, Place
from bot.milestones.views.wording import Scene, headline
from bot.people import service as people
from bot.people import views as people_views
from bot.sessions import service as sessions
from bot.sessions.views import coming as sessions_views
from bot.sessions.views.wording import Scene as Meeting
from bot.slack import message
from bot.slack.gate import Standing
from bot.slack.message import Block
from bot.slack.payloads import Actor
from bot.slack.views import View

WHOLE = "more"  #: the metadata of App Home when all of it stands there

SCREEN = 17  #: blocks, about as many as fit on a laptop's screen with the button that shows the rest
WEEK = timedelta(days=7)
_REACHED = 3  #: milestones of the week


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What App Home shows of one person."""

    findings: Sequence[Finding]
    is_curator: bool
    #: for a curator
    waiting: int
    questions: browse.Entrance
    kudos: kudos_views.Mine
    mentoring: Mentoring
    #: What people learn together soon.
    sessions: Sequence[Meeting]
    milestones: milestones_views.Home
    doors: doors_views.Mine
    #: What others reached in the last seven days, for all to see.
    week: Sequence[Scene]
    #: New articles of the last seven days.
    written: Sequence[articles_rules.Article]

    @property
    def is_new(self) -> bool:
        """Has this person done nothing here yet?"""
        page, mentoring = self.kudos.page, self.mentoring
        has_thanked = page.given.total or page.received.total or self.kudos.drafts
        has_met = mentoring.requests or mentoring.helping or mentoring.waiting or mentoring.profile
        has_reached = any(one.facts.kind is not Kind.HELLO for one in self.milestones.milestones)
        return not (self.questions.asked or has_thanked or has_met or has_reached)


def draw(session: Session, actor: Actor, shown: str, now: datetime) -> View:
    """Draw somebody's App Home. `shown`: `WHOLE`, or '' for its first screen."""
    mine = _mine(session, actor, now=now)
    if shown != WHOLE:
        return views.home(_screen(mine), "")
    wishes = consent.wishes(session, actor.workspace, actor.user)
    looked_after = digests.home(session, actor.workspace, actor.user, now=now)
    return views.home(_whole(mine, wishes, looked_after), WHOLE)


def _mine(session: Session, actor: Actor, *, now: datetime) -> Mine:
    workspace, user = actor.workspace, actor.user
    reader = readers.person(session, workspace, user)
    is_curator = people.is_curator(session, workspace, user)
    questions = answers.entrance(session, workspace, user)
    return Mine(
        findings=checkup.findings(session, workspace, reader, now=now)
        if people.is_admin(session, workspace, user)
        else (),
        is_curator=is_curator,
        waiting=desk.waiting(session, workspace, user) if is_curator else 0,
        questions=questions,
        kudos=kudos.home(session, workspace, user, now=now),
        mentoring=mentors.home(session, workspace, user, now=now),
        sessions=sessions.coming(session, workspace, user, where=None, now=now, most=sessions_views.HOME),
        milestones=milestones.home(session, workspace, user, now=now),
        doors=doors.home(session, workspace, user),
        week=_week(session, actor, now=now),
        written=[
            one for one in questions.newest if one.collection != articles_rules.STARTER and one.changed_at > now - WEEK
        ],
    )


def _week(session: Session, actor: Actor, *, now: datetime) -> Sequence[Scene]:
    """Return what others reached; a guest does not see every channel."""
    one = people.person(session, actor.workspace, actor.user)
    if one is None or one.standing is not Standing.MEMBER:
        return []
    reached = milestones.celebrated(session, actor.workspace, since=now - WEEK, until=now)
    found = [one for one in reached if one.place is Place.PUBLIC and one.user != actor.user][:_REACHED]
    known = people.people(session, actor.workspace, {one.user for one in found})
    return [Scene(milestone=one, names={user: person.name for user, person in known.items()}) for one in found]


def _screen(mine: Mine) -> list[Block]:
    """Put the parts under one another, the most urgent first, as many as a screen holds."""
    blocks: list[Block] = []
    for part in _first(mine):
        if len(blocks) + len(part) <= SCREEN:
            blocks += part
    return [*blocks, message.actions(message.button("More", action=views.MORE))]


def _first(mine: Mine) -> list[list[Block]]:
    own = [
        browse.home(mine.questions),
        kudos_views.home(mine.kudos),
        mentors_views.brief(mine.mentoring),
        sessions_views.brief(mine.sessions),
    ]
    if mine.is_new:
        own = [views.first_steps(), browse.home(mine.questions), sessions_views.brief(mine.sessions)]
    return [views.unsettled(mine.findings), _waiting(mine), *own, _lately(mine)]


def _waiting(mine: Mine) -> list[Block]:
    waits = [*mentors_views.waiting(mine.mentoring), *kudos_views.waiting(mine.kudos)]
    for draft in mine.doors.drafts[:1]:
        waits += drafts.waiting(draft)
    if mine.waiting:
        waits = [*desk_views.home(mine.waiting), *waits]
    return [message.header("Waiting for you"), *waits] if waits else []


def _lately(mine: Mine) -> list[Block]:
    lines = [headline(one) for one in mine.week]
    found = [message.section("\n".join(lines))] if lines else []
    if mine.written:
        found += [message.context("New in the knowledge base:"), message.actions(*browse.titles(mine.written[:3]))]
    return [message.header("This week"), *found] if found else []


def _whole(mine: Mine, wishes: Wishes, looked_after: digests_views.Home) -> list[Block]:
    """Everything, by subject; what one may choose stands together."""
    curating = (
        [desk_views.home(mine.waiting), gap_views.home(), synonyms.home(), articles_views.home()]
        if mine.is_curator
        else []
    )
    parts: list[Sequence[Block]] = [
        views.admins(mine.findings) if mine.findings else [],
        *curating,
        browse.entrance_blocks(mine.questions),
        [*kudos_views.home(mine.kudos), *kudos_views.waiting(mine.kudos)],
        mentors_views.home(mine.mentoring),
        sessions_views.home(mine.sessions),
        milestones_views.home(mine.milestones),
        _lately(mine),
        digests_views.home(looked_after),
        [
            message.header("Your choices"),
            *expert_views.home(wishes),
            *milestones_views.choices(mine.milestones),
            *digests_views.choices(looked_after),
            message.actions(*kudos_views.choices(mine.kudos)),
        ],
        doors_views.home(mine.doors),
        people_views.home(),
    ]
    blocks: list[Block] = [message.actions(message.button("Show less", action=views.LESS))]
    for part in parts:
        if part:
            blocks += [message.divider(), *part]
    return blocks
