"""Which parts does the bot have? Each is named here once: who listens, what the clock calls, what App Home shows."""

from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy.orm import Session

from bot import audit, damage
from bot.answers import handlers as answers
from bot.answers import jobs as answers_jobs
from bot.answers import privacy as answers_forgetting
from bot.answers.service import backlog as answers_backlog
from bot.answers.service import cascade as answers_cascade
from bot.answers.service import clock as answers_clock
from bot.answers.service import sharing as answers_sharing
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.store import checking as answers_checking
from bot.articles import handlers as articles
from bot.articles import jobs as articles_jobs
from bot.articles import privacy as articles_forgetting
from bot.articles.store import checking as articles_checking
from bot.circles import handlers as circles
from bot.circles import jobs as circles_jobs
from bot.circles import privacy as circles_forgetting
from bot.damage import Check
from bot.desk import handlers as desk
from bot.desk import jobs as desk_jobs
from bot.desk import privacy as desk_forgetting
from bot.desk.service import cards as desk_cards
from bot.desk.service import flags as desk_flags
from bot.desk.store import checking as desk_checking
from bot.digests import handlers as digests
from bot.digests import jobs as digests_jobs
from bot.digests import privacy as digests_forgetting
from bot.digests import rules as digests_rules
from bot.digests import service as digests_service
from bot.digests.service import contributions
from bot.digests.service import leaving as digests_leaving
from bot.digests.store import checking as digests_checking
from bot.doors import handlers as doors
from bot.doors import jobs as doors_jobs
from bot.doors import privacy as doors_forgetting
from bot.doors.service import keys as doors_keys
from bot.home import handlers as home
from bot.kudos import handlers as kudos
from bot.kudos import jobs as kudos_jobs
from bot.kudos import privacy as kudos_forgetting
from bot.kudos import service as kudos_service
from bot.mentors import handlers as mentors
from bot.mentors import jobs as mentors_jobs
from bot.mentors import privacy as mentors_forgetting
from bot.mentors import service as mentors_service
from bot.mentors.service import notices as mentors_speaking
from bot.mentors.store import checking as mentors_checking
from bot.milestones import handlers as milestones
from bot.milestones import jobs as milestones_jobs
from bot.milestones import privacy as milestones_forgetting
from bot.milestones.service import noticed
from bot.milestones.service import posts as milestones_posts
from bot.milestones.store import checking as milestones_checking
from bot.outbox import handlers as outbox
from bot.outbox import jobs as outbox_jobs
from bot.outbox import privacy as outbox_forgetting
from bot.outbox.rules import Promise
from bot.outbox.store import checking as outbox_checking
from bot.people import handlers as people
from bot.people import jobs as people_jobs
from bot.people import mydata
from bot.people import privacy as people_forgetting
from bot.people import service as people_service
from bot.people.privacy import Keeper
from bot.runtime import Runtime
from bot.scheduler import Job
from bot.sessions import handlers as sessions
from bot.sessions import jobs as sessions_jobs
from bot.sessions import privacy as sessions_forgetting
from bot.sessions import service as sessions_service
from bot.sessions.store import checking as sessions_checking
from bot.slack import acknowledgements, deliveries
from bot.slack.listener import Listeners
from bot.survey import Survey
from bot.workspaces import jobs as workspaces_jobs

Hook = Callable[[Session, Promise], None]

#: Who keeps what of a person. First they are nobody any more, last what was said about it names nobody; digests come
#: before those whose words they tell.
KEEPERS: tuple[Keeper, ...] = (
    Keeper(forget=people_forgetting.forget_person, recall=people_forgetting.recall),
    Keeper(
        forget=digests_forgetting.forget_person,
        recall=digests_forgetting.recall,
        forget_some=digests_forgetting.forget_some,
    ),
    Keeper(forget=desk_forgetting.forget_person, recall=desk_forgetting.recall),
    Keeper(forget=answers_forgetting.forget_person, recall=answers_forgetting.recall),
    Keeper(
        forget=kudos_forgetting.forget_person,
        recall=kudos_forgetting.recall,
        forget_some=kudos_forgetting.forget_some,
    ),
    Keeper(forget=sessions_forgetting.forget_person, recall=sessions_forgetting.recall),
    Keeper(forget=mentors_forgetting.forget_person, recall=mentors_forgetting.recall),
    Keeper(forget=milestones_forgetting.forget_person, recall=milestones_forgetting.recall),
    Keeper(forget=articles_forgetting.forget_person, recall=articles_forgetting.recall),
    Keeper(forget=doors_forgetting.forget_person, recall=doors_forgetting.recall),
    Keeper(forget=circles_forgetting.forget_person, recall=circles_forgetting.recall),
    Keeper(forget=deliveries.forget_person),
    Keeper(forget=acknowledgements.forget_person),
    Keeper(forget=audit.forget_person),
    Keeper(forget=outbox_forgetting.forget_person, forget_some=outbox_forgetting.forget_some),
)

#: What is seen to when somebody has left the company.
LEAVING = (
    mentors_service.person_left,
    sessions_service.person_left,
    digests_leaving.person_left,
    answers_clock.person_left,
    desk_flags.person_left,
    doors_keys.person_left,
)

#: Who takes back what was told of an article whose readers have changed, beside what people have shared.
NARROWED = (desk_cards.take_back, noticed.take_back)

#: What `pollen check` looks through.
CHECKS: tuple[Check, ...] = (
    kudos_service.drift,
    articles_checking.altered,
    *(
        damage.check(checking.RULES)
        for checking in (
            articles_checking,
            answers_checking,
            desk_checking,
            mentors_checking,
            milestones_checking,
            sessions_checking,
            digests_checking,
            outbox_checking,
        )
    ),
)

REACHED = (*noticed.SOURCES, sessions_service.reached)  #: which milestones come by themselves
#: Who mentors what a text names, told where nobody has written it; and the next session on it.
TEACHERS = Teachers(mentors=mentors_service.teachers, session=sessions_service.next_on)


def listeners(on: Listeners, library: Library) -> None:
    """Register who listens; of several that want a sentence the first gets it, and answers take the rest.

    Bolt asks one listener after the other, some 20 µs each: what people do most comes first.
    """
    answers.register(on, library, TEACHERS)
    circles.register(on)
    people.register(on, leaving=LEAVING)
    mydata.register(on)
    sessions.register(on)
    milestones.register(on)
    mentors.register(on, sessions_service.next_on)
    kudos.register(on)
    digests.register(on, contributions.ALL)
    desk.register(on, (partial(answers_backlog.on_desk, clock=on.door.runtime.now),))
    articles.register(on)
    doors.register(on, library, TEACHERS)
    home.register(on, model=library.meanings.name if library.meanings else None)
    outbox.register(on)
    home.register_last(on)
    answers.register_last(on, library, TEACHERS)


def jobs(runtime: Runtime, library: Library) -> tuple[Job, ...]:
    """Return what runs by itself, and how often in seconds."""

    def forget_deliveries() -> None:
        for forget in (deliveries.forget, acknowledgements.forget, audit.forget):
            runtime.in_batches(partial(forget, now=runtime.now()))

    hour = 3600
    return (
        Job(
            name="outbox",
            every=1,
            at_once=4,
            run=lambda: outbox_jobs.deliver(runtime, hooks(runtime), owner=people_service.owner),
        ),
        Job(name="index", every=1, run=lambda: library.refresh(runtime)),
        *(Job(name="meaning", every=1, run=partial(one.read, runtime)) for one in (library.meanings,) if one),
        Job(name="canvases", every=60, run=lambda: articles_jobs.read_canvases(runtime)),
        Job(name="links", every=10, run=lambda: articles_jobs.settle_links(runtime)),
        Job(name="circles", every=15, run=lambda: circles_jobs.refresh(runtime)),
        Job(name="narrowed shares", every=10, run=lambda: answers_jobs.take_back(runtime, NARROWED)),
        Job(name="wishes", every=5, run=lambda: people_jobs.fulfil(runtime, KEEPERS)),
        Job(name="questions", every=20, run=lambda: answers_jobs.inquire(runtime, TEACHERS)),
        Job(name="answers to earlier questions", every=20, run=lambda: answers_jobs.tell(runtime)),
        Job(name="mentors", every=20, run=lambda: mentors_jobs.nudge(runtime)),
        Job(name="session places", every=30, run=lambda: sessions_jobs.look(runtime)),
        Job(name="sessions", every=20, run=lambda: sessions_jobs.tick(runtime)),
        Job(name="group sessions", every=30, run=lambda: sessions_jobs.gather(runtime)),
        Job(name="mentor suggestions", every=24 * hour, run=lambda: mentors_jobs.suggest(runtime)),
        Job(name="digests", every=20, run=lambda: digests_jobs.publish(runtime, contributions.ALL)),
        Job(name="digest channels", every=45, run=lambda: digests_jobs.survey(runtime)),
        Job(name="digest repairs", every=300, run=lambda: digests_jobs.repair(runtime, contributions.ALL)),
        Job(
            name="old digest repairs",
            every=24 * hour,
            run=lambda: digests_jobs.repair(runtime, contributions.ALL, within=digests_rules.LOOKED_AT),
        ),
        Job(name="recaps", every=600, run=lambda: digests_jobs.recap(runtime, contributions.ALL)),
        Job(name="kudos places", every=30, run=lambda: kudos_jobs.learn_places(runtime)),
        Job(name="kudos patterns", every=hour, run=lambda: kudos_jobs.report_patterns(runtime)),
        Job(name="kudos drafts", every=hour, run=lambda: kudos_jobs.tidy(runtime)),
        Job(name="leaders' letters", every=600, run=lambda: milestones_jobs.letters(runtime)),
        Job(name="certificates", every=hour, run=lambda: milestones_jobs.remind(runtime)),
        Job(name="milestones noticed", every=600, run=lambda: milestones_jobs.notice(runtime, REACHED)),
        Job(name="milestone places", every=30, run=lambda: milestones_jobs.look(runtime)),
        Job(name="settled flags", every=10, run=lambda: desk_jobs.settled(runtime)),
        Job(name="corrections", every=30, run=lambda: desk_jobs.correct(runtime)),
        Job(name="letters of the desk", every=1800, run=lambda: desk_jobs.letters(runtime)),
        Job(name="thanks for articles", every=6 * hour, run=lambda: desk_jobs.thanks(runtime)),
        Job(name="flags for the curators", every=hour, run=lambda: desk_jobs.widen(runtime)),
        Job(name="twins", every=6 * hour, run=lambda: desk_jobs.twins(runtime)),
        Job(name="forget the desk", every=hour, run=lambda: desk_jobs.forget(runtime)),
        Job(name="newer blocks", every=hour, run=lambda: workspaces_jobs.learn_blocks(runtime)),
        Job(name="forget calls", every=600, run=lambda: doors_jobs.tidy(runtime)),
        Job(name="forget questions", every=hour, run=lambda: answers_jobs.forget(runtime)),
        Job(name="forget promises", every=hour, run=lambda: outbox_jobs.forget(runtime)),
        Job(name="forget deliveries", every=hour, run=forget_deliveries),
        Job(name="database survey", every=hour, run=Survey(runtime.database).run),
    )


def hooks(runtime: Runtime) -> Mapping[str, Hook]:
    """Return who hears what has become of a promise, by its topic."""
    settled = {
        answers_sharing.TOPIC: answers_sharing.settled,
        answers_cascade.TOPIC: answers_clock.settled,
        kudos_service.TOPIC: kudos_service.settled,
        mentors_speaking.TOPIC: mentors_service.settled,
        digests_service.TOPIC: digests_service.settled,
        milestones_posts.TOPIC: milestones_posts.settled,
    }
    return {topic: partial(_settle, hook, runtime) for topic, hook in settled.items()}


def _settle(hook: Callable[..., None], runtime: Runtime, session: Session, promise: Promise) -> None:
    hook(session, promise, now=runtime.now())
