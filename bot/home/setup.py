"""How does an admin set Pollen up? `/pollen setup` and a button of App Home; `/pollen doctor` says what is missing."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.articles.service import readers
from bot.home import checkup, seats, views
from bot.home.rules import PROGRAMS, RETENTION, Finding, Setup
from bot.ids import ChannelId, UserId
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack.answer import Answer, Open
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Action, Actor, Command, Said, Submission
from bot.workspaces import service as workspaces

_CHECK = frozenset({"doctor", "check up", "checkup", "health"})


def register(on: Listeners, *, model: str | None) -> None:
    """`model`: the sentence model that the search uses, if it uses one."""
    check = partial(doctor, model=model)
    on.command("/pollen", setup, wants=verb("setup"), example="setup")
    on.command("/pollen", check, wants=verb("doctor"), example="doctor", before=_look)
    on.sentence(
        check, name="home.doctor", wants=lambda said: said.casefold().strip() in _CHECK, example="doctor", before=_look
    )
    on.press(views.SETUP, setup)
    on.submit(views.SET_UP, submitted, before=_meet)


def setup(session: Session, request: Command | Action, now: datetime) -> Answer:
    """`/pollen setup`, and a button: the form, as things are."""
    workspace = request.actor.workspace
    people.must_be_admin(session, workspace, request.actor.user)
    found = workspaces.workspace(session, workspace)
    return Open(views.form(Setup.of({} if found is None else found.settings)))


def doctor(
    session: Session, request: Command | Said, now: datetime, seen: tuple[Finding, ...], *, model: str | None
) -> Answer:
    """`/pollen doctor`, or the word alone: what is missing, and a button to mend it."""
    workspace, user = request.actor.workspace, request.actor.user
    people.must_be_admin(session, workspace, user)
    found = checkup.findings(session, workspace, readers.person(session, workspace, user), now=now)
    return views.checked((*seen, *found, checkup.search(model)))


def submitted(session: Session, form: Submission, now: datetime, met: None) -> Answer:
    """The form: who looks after what."""
    workspace, user = form.actor.workspace, form.actor.user
    people.must_be_admin(session, workspace, user)
    workspaces.choose(session, workspace, _chosen(form).settings())
    return None


def _look(runtime: Runtime, request: Command | Said) -> tuple[Finding, ...]:
    """Ask Slack about the chosen channels, for an admin."""
    if not _is_admin(runtime, request.actor):
        return ()
    return seats.findings(runtime, request.actor.workspace)


def _meet(runtime: Runtime, form: Submission) -> None:
    """Know the people an admin names."""
    chosen = _chosen(form)
    if _is_admin(runtime, form.actor):
        named = {*filter(None, [chosen.owner]), *chosen.admins, *chosen.curators}
        people.meet(runtime, form.actor.workspace, named)


def _is_admin(runtime: Runtime, actor: Actor) -> bool:
    people.meet(runtime, actor.workspace, [actor.user])
    return runtime.reading(lambda session: people.is_admin(session, actor.workspace, actor.user))


def _chosen(form: Submission) -> Setup:
    days, others = form.chosen(views.RETENTION_DAYS), form.chosen(views.OTHERS)
    return Setup(
        owner=next(map(UserId, form.chosen(views.OWNER)), None),
        admins=tuple(map(UserId, form.chosen(views.ADMINS))),
        curators=tuple(map(UserId, form.chosen(views.CURATORS))),
        mentors_channel=next(map(ChannelId, form.chosen(views.MENTORS)), None),
        milestones_channel=next(map(ChannelId, form.chosen(views.MILESTONES)), None),
        retention_days=next((one for one in RETENTION if str(one) in days), Setup.retention_days),
        programs=tuple(one for one in PROGRAMS if one in form.chosen(views.PROGRAMS_OPEN)),
        guests=views.GUESTS in others,
        outsiders=views.OUTSIDERS in others,
    )
