"""A quarter of mentoring in a moment: people who behave at random, a bot that is restarted, clocks that change."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot.db import Database
from bot.errors import UserError
from bot.ids import UserId
from bot.mentors import jobs, rules, service
from bot.mentors.rules import OPEN, PAIRED, Answer, Fit, Kind, State
from bot.mentors.rules.values import Request
from bot.mentors.service import asking, claims, leaving, pairs, roster
from bot.mentors.store import deadlines, offers, requests
from bot.outbox import rules as outbox_rules
from bot.outbox import store as outbox_store
from bot.outbox.store.tables import OutboxRow
from bot.people.rules import hours
from tests.mentors.town import OWNER, WORKSPACE, Town

TOPICS = (
    "Kubernetes",
    "SQL",
    "Negotiation",
    "Rust",
    "Terraform",
    "Public speaking",
    "C++",
    "Excel",
    "Leadership",
    "Go",
)
ZONES = ("Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "America/Los_Angeles", "Australia/Sydney", "UTC")
START = datetime(2026, 2, 27, 6, 0, tzinfo=UTC)  # the clocks change on 8 March, 29 March and 5 April
#: A pair that never meets is opened again after ten working days, and with the owner after seven more.
QUIET_DAYS = 28


class Crash(Exception):
    """The process dies before it commits."""


@dataclass(kw_only=True)
class Quarter:
    url: URL
    seed: int
    wanted: int
    days: int = 90
    asked: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    restarts: int = 0
    crashes: int = 0
    failed: int = 0
    outage: float = 0.1

    def run(self) -> Town:
        """Live through the quarter and quiet weeks after it; return the town as it is then."""
        self.chance = random.Random(self.seed)
        self.town = Town(database=Database(self.url), now=START)
        self.town.found()
        self._people()
        for step in range(self.days * 4):
            self.town.now += timedelta(hours=6, minutes=self.chance.randrange(-50, 50))
            self._step()
            if step % 12 == 0:
                self._check()
        for _ in range(max(10, self.wanted // 20)):  # a last rush
            self._ask()
        for _ in range(QUIET_DAYS):  # nobody does anything any more: the clock alone must bring it all to a person
            self.town.now += timedelta(days=1)
            jobs.nudge(self.town.runtime)
            self._check()
        return self.town

    def _check(self) -> None:
        """Right after the clock has acted: capacity kept, a deadline for each, and nothing has waited for too long."""
        self.town.check()
        jobs.nudge(self.town.runtime)
        late = self.town.database.reading(lambda s: deadlines.due(s, now=self.town.now, most=10))
        assert not late, f"not acted on: {late}"
        for request in self.town.database.reading(
            lambda s: requests.in_states(s, WORKSPACE, {State.ASKING, State.POSTED})
        ):
            most = rules.WIDEN_DAYS + (rules.CHANNEL_DAYS if request.state is State.POSTED else 0)
            waited = hours.worked(request.draft.hours, request.asked_at, self.town.now)
            assert waited <= most + self.outage, f"{request.state} after {waited} working days"

    def _people(self) -> None:
        crowd = max(12, self.wanted // 6)
        self.askers = [self.town.person(f"UA{number}", zone=self.chance.choice(ZONES)) for number in range(crowd)]
        self.mentors = [
            self.town.mentor(
                f"UM{number}",
                ", ".join(self.chance.sample(TOPICS[:-1], self.chance.randrange(1, 4))),  # nobody teaches the last
                zone=self.chance.choice(ZONES),
                capacity=self.chance.randrange(1, 4),
                kinds=frozenset(Kind) if self.chance.random() < 0.8 else frozenset({Kind.QUESTION}),
            )
            for number in range(max(6, self.wanted // 12))
        ]

    def _step(self) -> None:
        if self.chance.random() < 0.03:  # a restart, with an outage
            self.restarts += 1
            self.town.database.close()
            self.town.database = Database(self.url)
            self.town.now += timedelta(hours=self.chance.randrange(1, 40))
            self.outage = 2.0  # what was to happen meanwhile happens late, and what follows from it as well
        jobs.nudge(self.town.runtime)
        due = self.wanted * min(1.0, (self.town.now - START) / timedelta(days=self.days))
        while self.asked < due:
            self.asked += 1
            self._ask()
        for user, offer in self._waiting():
            self._answer(user, offer)
        for request in self.town.database.reading(lambda s: requests.in_states(s, WORKSPACE, OPEN | PAIRED)):
            if self.chance.random() < 0.12:
                self._behave(request)
        self._come_and_go()

    def _ask(self) -> None:
        asker, topic = self.chance.choice(self.askers), self.chance.choice(TOPICS)
        draft = self.town.draft(topic, kind=self.chance.choice(list(Kind)), is_private=self.chance.random() < 0.7)
        self._try(lambda s: asking.ask(s, workspace=WORKSPACE, asker=asker, draft=draft, now=self.town.now))

    def _waiting(self) -> list[tuple[UserId, int]]:
        every = self.town.database.reading(lambda s: offers.every(s, WORKSPACE))
        return [(one.mentor, one.id) for one in every if one.answer is Answer.ASKED]

    def _answer(self, user: UserId, offer: int) -> None:
        luck = self.chance.random()
        if luck < 0.10:
            self._try(lambda s: claims.accept(s, workspace=WORKSPACE, actor=user, offer=offer, now=self.town.now))
        elif luck < 0.16:
            why = self.chance.choice([Answer.NO_TIME, Answer.NOT_MY_AREA])
            self._try(
                lambda s: claims.decline(s, workspace=WORKSPACE, actor=user, offer=offer, answer=why, now=self.town.now)
            )
        elif luck < 0.17:
            self._undeliverable(offer)

    def _undeliverable(self, offer: int) -> None:
        """Slack will never deliver the question."""

        def unit(session: Session) -> None:
            found = offers.find(session, WORKSPACE, offer)
            if found is None or found.card is None:
                return
            one = (OutboxRow.workspace == WORKSPACE, OutboxRow.id == found.card)
            session.execute(update(OutboxRow).where(*one).values(state=outbox_rules.State.DEAD))
            promise = outbox_store.find(session, workspace=WORKSPACE, promise=found.card)
            assert promise is not None
            service.settled(session, promise, now=self.town.now)

        self.failed += 1
        self._try(unit)

    def _behave(self, request: Request) -> None:
        now, asker, number = self.town.now, request.asker, request.id
        anybody = self.chance.choice(self.mentors + self.askers)
        party = self.chance.choice([request.asker, request.mentor or request.asker])
        fit = self.chance.choices(list(Fit), [6, 3, 1])[0]
        topic = self.town.draft(self.chance.choice(TOPICS))
        deeds: dict[State, list[Callable[[Session], object]]] = {
            State.ASKING: [
                lambda s: asking.next_now(s, workspace=WORKSPACE, actor=asker, request=number, now=now),
                lambda s: asking.widen(s, workspace=WORKSPACE, actor=asker, request=number, now=now),
                lambda s: asking.change(s, workspace=WORKSPACE, actor=asker, request=number, draft=topic, now=now),
                lambda s: asking.cancel(s, workspace=WORKSPACE, actor=asker, request=number, now=now),
                lambda s: claims.claim(s, workspace=WORKSPACE, actor=anybody, request=number, now=now),
            ],
            State.POSTED: [
                lambda s: claims.claim(s, workspace=WORKSPACE, actor=anybody, request=number, now=now),
                lambda s: asking.widen(s, workspace=WORKSPACE, actor=asker, request=number, now=now),
            ],
            State.OWNER: [
                lambda s: asking.suggest(s, workspace=WORKSPACE, actor=OWNER, request=number, mentor=anybody, now=now),
                lambda s: claims.claim(s, workspace=WORKSPACE, actor=OWNER, request=number, now=now),
            ],
            State.MATCHED: [
                lambda s: pairs.met(s, workspace=WORKSPACE, actor=party, request=number, now=now),
                lambda s: pairs.keep(s, workspace=WORKSPACE, actor=party, request=number, now=now),
            ],
            State.MET: [
                lambda s: pairs.fits(s, workspace=WORKSPACE, actor=party, request=number, fit=fit, now=now),
                lambda s: pairs.finish(s, workspace=WORKSPACE, actor=party, request=number, now=now),
            ],
        }
        self._try(self.chance.choice(deeds[request.state]))

    def _come_and_go(self) -> None:
        luck, now = self.chance.random(), self.town.now
        mentor = self.chance.choice(self.mentors)
        if luck < 0.02 and len(self.mentors) > 4:
            self.mentors.remove(mentor)
            self._leave(mentor)
        elif luck < 0.03 and len(self.askers) > 8:
            asker = self.chance.choice(self.askers)
            self.askers.remove(asker)
            self._leave(asker)
        elif luck < 0.05:
            self._try(lambda s: roster.pause(s, workspace=WORKSPACE, user=mentor, now=now))
        elif luck < 0.30:
            self._try(lambda s: roster.back(s, workspace=WORKSPACE, user=mentor))
        elif luck < 0.32:
            self._try(lambda s: roster.away(s, workspace=WORKSPACE, user=mentor, until=now + timedelta(days=5)))
        elif luck < 0.33:
            self._try(lambda s: leaving.retire(s, workspace=WORKSPACE, user=mentor, now=now))

    def _leave(self, user: UserId) -> None:
        def unit(session: Session) -> None:
            self.town.note_gone(session, user)
            leaving.person_left(session, WORKSPACE, user, self.town.now)

        self.town.do(unit)

    def _try(self, unit: Callable[[Session], object]) -> None:
        """Do it; now and then the process dies before the commit, and the person tries again or does not."""

        def dying(session: Session) -> None:
            unit(session)
            raise Crash

        try:
            if self.chance.random() < 0.05:
                self.crashes += 1
                self.town.do(dying)
            self.town.do(unit)
        except Crash:
            return
        except UserError as error:
            name = type(error).__name__
            self.refused[name] = self.refused.get(name, 0) + 1


def messages(town: Town) -> list[tuple[set[str], datetime, str]]:
    """Everything that was said: to whom, when, and the words."""

    def read(session: Session) -> list[tuple[set[str], datetime, str]]:
        rows = session.scalars(select(OutboxRow))
        return [
            ({*row.users.split(), row.channel or ""}, row.made_at, str(row.message.get("text", ""))) for row in rows
        ]

    return town.database.reading(read)
