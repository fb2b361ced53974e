"""A workspace with people in it, for the tests of mentoring: services on a real database, what is said read back."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.ids import UserId, WorkspaceId
from bot.mentors import jobs
from bot.mentors.rules import OPEN, PAIRED, Answer, Fit, Kind, Level, Outcome, State, topics
from bot.mentors.rules.values import Draft, Mentor, Offer, Request, Skill
from bot.mentors.service import asking, claims, pairs, roster
from bot.mentors.store import deadlines, offers, requests
from bot.mentors.store.deadlines import Due
from bot.mentors.store.tables import DeadlineRow
from bot.outbox.store.tables import OutboxRow
from bot.people import rules as people_rules
from bot.people import store as people_store
from bot.people.rules.hours import Hours
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.workspaces import service as workspaces
from tests.units import Units

WORKSPACE = WorkspaceId("T1")
OWNER = UserId("UOWNER")
#: What brings a request on from each state if nobody does anything.
NEXT = {
    State.ASKING: Due.WIDEN,
    State.POSTED: Due.ESCALATE,
    State.OWNER: Due.OWNER,
    State.MATCHED: Due.REOPEN,
    State.MET: Due.MONTHLY,
}


@dataclass(kw_only=True)
class Town(Units):
    def found(self, *, channel: str | None = "CMENTORS") -> None:
        def unit(session: Session) -> None:
            workspaces.install(session, WORKSPACE, name="Town", bot_user=UserId("UBOT"), bot_id="B1", now=self.now)
            workspaces.choose(session, WORKSPACE, {"mentors.channel": channel})

        self.do(unit)
        self.person(OWNER, is_admin=True)

    def person(
        self, user: str, *, zone: str = "Europe/Amsterdam", is_admin: bool = False, is_gone: bool = False
    ) -> UserId:
        one = people_rules.Person(
            workspace=WORKSPACE,
            user=UserId(user),
            name=user.removeprefix("U").capitalize(),
            zone=zone,
            is_admin=is_admin,
            standing=people_rules.Standing.GONE if is_gone else people_rules.Standing.MEMBER,
            seen_at=self.now,
        )
        self.do(lambda session: people_store.save(session, one))
        return UserId(user)

    def note_gone(self, session: Session, user: str) -> None:
        found = people_store.find(session, WORKSPACE, [UserId(user)])[UserId(user)]
        people_store.save(session, replace(found, standing=people_rules.Standing.GONE))

    def mentor(self, user: str, teaches: str, *, zone: str = "Europe/Amsterdam", **facts: Any) -> UserId:
        self.person(user, zone=zone)
        skills = tuple(
            Skill(key=one.key, label=one.label, said=one.said, level=Level.DAILY) for one in topics.topics(teaches)
        )
        values: dict[str, Any] = {"skills": skills, "hours": Hours(zone=zone), **facts}
        self.do(
            lambda session: roster.save(session, Mentor(workspace=WORKSPACE, user=UserId(user), **values), now=self.now)
        )
        return UserId(user)

    def draft(self, topic: str, **facts: Any) -> Draft:
        one = topics.topic(topic)
        assert one is not None
        values: dict[str, Any] = {"hours": Hours(zone="Europe/Amsterdam"), **facts}
        return Draft(key=one.key, label=one.label, said=one.said, **values)

    def ask(self, asker: str, topic: str, **facts: Any) -> Request:
        draft = self.draft(topic, **facts)
        return self.do(
            lambda session: asking.ask(session, workspace=WORKSPACE, asker=UserId(asker), draft=draft, now=self.now)
        ).request

    def request(self, request: Request | int) -> Request:
        number = request if isinstance(request, int) else request.id
        found = self.database.reading(lambda session: requests.find(session, WORKSPACE, number))
        assert found is not None
        return found

    def newest(self, request: Request) -> Request:
        """The request that goes on in place of this one, or this one."""
        return self.database.reading(lambda session: requests.chain(session, WORKSPACE, request.root))[-1]

    def offers(self, request: Request) -> tuple[Offer, ...]:
        return self.database.reading(lambda session: offers.of_request(session, WORKSPACE, request.id))

    def history(self, request: Request) -> list[str]:
        return [
            step.what
            for step in self.database.reading(lambda session: requests.history(session, WORKSPACE, request.id))
        ]

    def pass_time(self, **much: float) -> None:
        """Let time go by; the clock acts at each moment something is due."""
        until = self.now + timedelta(**much)
        while True:
            due = self.database.reading(lambda session: session.scalar(select(func.min(DeadlineRow.due_at))))
            if due is None or due > until:
                break
            self.now = max(self.now, due)
            jobs.nudge(self.runtime)
        self.now = until

    def said(self, user: str) -> list[str]:
        """What the bot has said to somebody, or in a channel, in order; edits as they read now."""

        def read(session: Session) -> list[str]:
            rows = select(OutboxRow).order_by(OutboxRow.id)
            return [
                row.message["text"]
                for row in session.scalars(rows)
                if user in row.users.split() or row.channel == user
                if row.kind in ("direct", "post", "introduce") and row.state != "withdrawn"
            ]

        return self.database.reading(read)

    def heard(self, user: str) -> str:
        """The last thing said to somebody."""
        return self.said(user)[-1]

    def check(self) -> None:
        """What must always hold: capacity, one mentor, nobody with themselves, and a deadline for whatever is open."""

        def read(session: Session) -> None:
            for request in requests.in_states(session, WORKSPACE, OPEN | PAIRED):
                due = {one.kind for one in deadlines.of_request(session, WORKSPACE, request.id)}
                assert NEXT[request.state] in due, f"{request.state} request {request.id} is in limbo"
            for request in requests.in_states(session, WORKSPACE, set(State)):
                assert request.mentor != request.asker
                assert (request.mentor is not None) >= request.is_paired
            loads = offers.loads(session, WORKSPACE)
            for user, load in loads.items():
                mentor = roster.profile(session, WORKSPACE, user)
                assert load <= mentor.capacity, f"{user} has {load} of {mentor.capacity}"

        self.database.reading(read)


def newest(person: Person, where: str = "@pollen", *, words: str = "") -> Seen:
    """The newest message of the bot that contains some words, threads included."""
    found = []
    for seen in person.sees(where):
        found.append(seen)
        if seen.replies or seen.author == person.name:
            found += person.sees(where, thread=seen)
    said = [seen for seen in found if seen.author != person.name and words.casefold() in seen.text.casefold()]
    assert said, f"nothing about {words!r} in: {[seen.text for seen in found]}"
    return max(said, key=lambda seen: seen.ts)


def accept(town: Town, offer: int, user: UserId) -> None:
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=user, offer=offer, now=town.now))


def finish(town: Town, request: int, user: UserId) -> None:
    town.do(lambda s: pairs.finish(s, workspace=WORKSPACE, actor=user, request=request, now=town.now))


def decline(town: Town, offer: int, user: str, answer: Answer = Answer.NO_TIME) -> None:
    actor = UserId(user)
    town.do(lambda s: claims.decline(s, workspace=WORKSPACE, actor=actor, offer=offer, answer=answer, now=town.now))


def claim(town: Town, request: int, user: UserId) -> None:
    town.do(lambda s: claims.claim(s, workspace=WORKSPACE, actor=user, request=request, now=town.now))


def fits(town: Town, request: int, user: UserId, fit: Fit) -> None:
    town.do(lambda s: pairs.fits(s, workspace=WORKSPACE, actor=user, request=request, fit=fit, now=town.now))


def conclude(town: Town, request: int, user: UserId, outcome: Outcome) -> None:
    town.do(
        lambda s: pairs.conclude(s, workspace=WORKSPACE, actor=user, request=request, outcome=outcome, now=town.now)
    )


def matched(town: Town, kind: Kind = Kind.ONGOING) -> Request:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes", kind=kind)
    offers = town.offers(request)
    if offers[0].mentor != UserId("UANA"):
        decline(town, offers[0].id, offers[0].mentor, Answer.NO_TIME)
        offers = town.offers(request)
    accept(town, offers[-1].id, UserId("UANA"))
    return town.request(request)


def cancel(town: Town, one: Request) -> None:
    town.do(lambda s: asking.cancel(s, workspace=WORKSPACE, actor=one.asker, request=one.id, now=town.now))
