"""What has happened in five years? Rows by the hundred thousand, as the domains themselves would have written them.

They are made by rules of thumb, evenly over the years, so that every size of history looks the same but for its length:
what a page shows, what is open and what waits is of one size, what is over is not.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, DateTime, select
from sqlalchemy.types import TypeDecorator

from bot.db import Base, Database
from bot.playground.slack import LocalSlack
from tests.years import town
from tests.years.town import NOW

YEARS = timedelta(days=5 * 365)
DAY = timedelta(days=1)
RETENTION = timedelta(days=180)  #: of a question's words
WORDS = timedelta(days=30)  #: of a post's words
PLACES = timedelta(days=400)  #: of where a post is
WEEK = timedelta(days=7)

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Size:
    answers: int
    kudos: int
    posts: int
    deliveries: int
    requests: int
    milestones: int
    #: of digests, in each of forty channels
    weeks: int


FULL = Size(
    answers=200_000, kudos=80_000, posts=120_000, deliveries=140_000, requests=5_000, milestones=10_000, weeks=260
)
#: What the ordinary tests compare: four times as much of everything.
SHORT = Size(answers=1_600, kudos=1_600, posts=1_200, deliveries=1_400, requests=120, milestones=200, weeks=15)
LONG = Size(answers=6_400, kudos=6_400, posts=4_800, deliveries=5_600, requests=480, milestones=800, weeks=60)

ANSWER, GESTURE, GIFT, PROMISE, REQUEST, OFFER, STEP, DEADLINE, MILESTONE, PROPOSAL = (
    number * 10_000_000 for number in range(1, 11)
)  #: where the ids of each begin; what is made later has greater ones
OPEN, PAIRED, MENTORS = 40, 30, 60
TOPICS = ("SQL", "Kubernetes", "Python", "Public speaking", "Terraform", "Go", "Figma", "Rust")
SUBJECTS = ("travel expenses", "parental leave", "a new laptop", "the release", "onboarding", "a code review")


@dataclass(frozen=True, kw_only=True)
class History:
    workspace: str
    bot: str
    people: list[str]
    channels: list[str]
    #: (article, section, anchor) of the knowledge base
    passages: list[tuple[int, int, str]]
    size: Size

    def tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """Give the rows of each table, those first that others point to."""
        yield "answers", self.answers()
        yield "answer_passages", self.answer_passages()
        yield "answer_feedback", self.feedback()
        yield "answer_shares", self.shares()
        yield "answer_replies", self.replies()
        yield "answer_proposals", self.proposals()
        yield "kudos_gestures", self.gestures()
        yield "kudos_gifts", self.gifts()
        yield "kudos_reversals", self.reversals()
        yield "kudos_guards", self.guards()
        yield "kudos_posts", self.kudos_posts()
        yield "outbox", self.outbox()
        yield "deliveries", self.deliveries()
        yield "mentors", self.mentors()
        yield "mentor_requests", self.requests()
        yield "mentor_offers", self.offers()
        yield "mentor_steps", self.steps()
        yield "mentor_deadlines", self.deadlines()
        yield "mentor_suggestions", self.suggestions()
        yield "milestones", self.milestones()
        yield "milestone_voices", self.voices()
        yield "digest_subscriptions", self.subscriptions()
        yield "digest_editions", self.editions()

    # --- who and when ----------------------------------------------------------------------------------------------

    def person(self, number: int) -> str:
        return self.people[number % len(self.people)]

    def channel(self, number: int) -> str:
        """A public one."""
        return self.channels[number % (town.CHANNELS - town.PRIVATE)]

    def here(self, **facts: Any) -> Row:
        return {"workspace": self.workspace, **facts}

    # --- answers ---------------------------------------------------------------------------------------------------

    def answers(self) -> Iterator[Row]:
        for number in range(self.size.answers):
            at = moment(number, self.size.answers)
            is_aloud, is_kept = number % 5 == 0, NOW - at < RETENTION - DAY
            channel = self.channel(number // 5)
            yield self.here(
                id=ANSWER + number,
                key=f"message:{channel}:{ts(at)}" if is_aloud else f"command:{number}",
                asker=self.person(number * 7) if is_kept else None,
                question=question(number) if is_kept else None,
                terms=question(number).split() if is_kept else [],
                notes=[],
                decision=decision(number),
                confidence=0.7,
                surface="mention" if is_aloud else "command",
                channel=channel,
                thread=ts(at) if is_aloud else None,
                picked=None,
                asked_at=at,
            )

    def answer_passages(self) -> Iterator[Row]:
        for number in range(self.size.answers):
            for rank in range(0 if decision(number) == "nothing" else 2):
                article, section, anchor = self.passages[(number * 3 + rank) % len(self.passages)]
                facts = {"article": article, "section": section, "anchor": anchor, "score": 3.5 - rank}
                yield self.here(answer=ANSWER + number, rank=rank, **facts)

    def feedback(self) -> Iterator[Row]:
        for number in range(0, self.size.answers, 4):
            if decision(number) == "sure":
                yield self.here(
                    answer=ANSWER + number,
                    user=self.person(number * 7),
                    rank=0,
                    is_helpful=number % 20 != 0,
                    reason=None if number % 20 else "unclear",
                    article=self.passages[number * 3 % len(self.passages)][0],
                    given_at=moment(number, self.size.answers) + timedelta(minutes=2),
                )

    def shares(self) -> Iterator[Row]:
        """Answers that were shared, and questions that found nothing and were put to a channel."""
        for number in range(self.size.answers):
            is_put = number % 20 == 13  # nothing was found, and it was asked privately
            if is_put or number % 40 == 1:
                yield self.here(
                    answer=ANSWER + number,
                    channel=self.channel(number // 5 % 3),
                    thread="",
                    rank=-1 if is_put else 0,
                    sharer=self.person(number * 7),
                    times=1,
                    promise=self.promise(moment(number, self.size.answers), number),
                    shared_at=moment(number, self.size.answers) + timedelta(minutes=1),
                    taken_back_at=None,
                )

    def replies(self) -> Iterator[Row]:
        for number in range(self.size.answers):
            if decision(number) == "nothing" and number % 5 == 0 and number % 3 == 0:
                at = moment(number, self.size.answers)
                yield self.here(answer=ANSWER + number, thread=ts(at), replied_at=at + timedelta(hours=1))

    def proposals(self) -> Iterator[Row]:
        for number in range(20):
            yield self.here(
                id=PROPOSAL + number,
                author=self.person(number + 30),
                proposer=self.person(number + 60),
                channel=self.channel(number),
                ts=ts(NOW - number * DAY - timedelta(hours=1)),
                thread=None,
                title=f"How we handle {SUBJECTS[number % len(SUBJECTS)]}, part {number}",
                text="Write to the desk first; they know the way.",
                tags=[],
                state="waiting",
                proposed_at=NOW - number * DAY,
                decided_at=None,
                decided_by=None,
                article=None,
                cards=[],
            )

    # --- kudos -----------------------------------------------------------------------------------------------------

    def giver(self, number: int) -> str:
        return self.person(number)

    def receivers(self, number: int) -> tuple[str, ...]:
        """One, or of every fifth kudos two; never the giver, nor who is giver of its "+1"."""
        around = number // len(self.people) % (len(self.people) - 20)
        first = self.person(number + 10 + around)
        return (first, self.person(number + 11 + around)) if number % 5 == 0 else (first,)

    def gestures(self) -> Iterator[Row]:
        for number in range(self.size.kudos):
            at, channel, joined = moment(number, self.size.kudos), self.channel(number), seconds(number)
            is_said = number % 2 == 0 and joined is None
            key = f"message:{channel}:{ts(at)}" if is_said else f"command:{number}"
            giver = self.giver(number)
            yield self.here(
                id=GESTURE + number,
                key=key if joined is None else f"second:{GESTURE + joined}:{giver}",
                giver=giver,
                source="second" if joined is not None else "mention" if is_said else "command",
                channel=channel,
                ts=ts(at) if is_said else None,
                thread=None,
                place="public",
                reason="" if joined is not None else f"helping me with {SUBJECTS[number % 6]}, week {number % 977}",
                seconds=None if joined is None else GESTURE + joined,
                given_at=at,
            )

    def gifts(self) -> Iterator[Row]:
        for number in range(self.size.kudos):
            joined, at, move = seconds(number), moment(number, self.size.kudos), self.move(number)
            root = number if joined is None else joined
            for place, receiver in enumerate(self.receivers(root)):
                yield self.here(
                    id=GIFT + 2 * number + place,
                    gesture=GESTURE + number,
                    giver=self.giver(number),
                    receiver=receiver,
                    value="unblocked" if root % 3 == 0 else "",
                    group="",
                    turn=0,
                    charge=GIFT + 2 * number + place,
                    charged_at=at,
                    tally="counted" if joined is None else "free",
                    audience="public",
                    move=move,
                    allowance=10,
                    per_person=3,
                    given_at=at,
                )

    def move(self, number: int) -> int:
        """A giver moves once a kudos, and once more to take one back: every tenth of theirs."""
        nth = number // len(self.people)
        return nth + 1 + nth // 10

    def is_undone(self, number: int) -> bool:
        nth = number // len(self.people)
        return nth % 10 == 9 and seconds(number) is None and not is_joined(number)

    def reversals(self) -> Iterator[Row]:
        for number in range(self.size.kudos):
            if self.is_undone(number):
                for place in range(len(self.receivers(number))):
                    yield self.here(
                        gift=GIFT + 2 * number + place,
                        cause="undone",
                        by=self.giver(number),
                        note="",
                        move=self.move(number) + 1,
                        at=moment(number, self.size.kudos) + timedelta(minutes=5),
                    )

    def guards(self) -> Iterator[Row]:
        for number in range(min(self.size.kudos, len(self.people))):
            last = number + (self.size.kudos - 1 - number) // len(self.people) * len(self.people)
            yield self.here(name=self.giver(number), moves=self.move(last) + 1)
        for number in range(0, self.size.kudos, 4):
            yield self.here(name=f"kudos:{GESTURE + number}", moves=1)

    def kudos_posts(self) -> Iterator[Row]:
        for number in range(self.size.kudos):
            if seconds(number) is None:
                at = moment(number, self.size.kudos)
                yield self.here(
                    promise=self.promise(at, number),
                    gesture=GESTURE + number,
                    kind="here",
                    receiver="",
                    channel=self.channel(number),
                    ts=ts(at + timedelta(seconds=1)),
                )

    # --- posts and deliveries --------------------------------------------------------------------------------------

    def promise(self, at: datetime, number: int) -> int:
        """A post of that day, as good as any; what is older than a year and a bit is not kept any more."""
        day = int((NOW - at) / PLACES * self.size.posts)
        return PROMISE - 1 - day if day < self.size.posts else PROMISE // 2 + number

    def outbox(self) -> Iterator[Row]:
        for number in range(self.size.posts):
            at = NOW - PLACES * ((self.size.posts - number - 0.5) / self.size.posts)
            is_worded, channel = NOW - at < WORDS - DAY, self.channel(number)
            yield self.here(
                id=PROMISE - self.size.posts + number,
                key=f"post:{number}",
                kind="post",
                state="sent",
                lane=channel,
                channel=channel,
                users="",
                thread=None,
                target=None,
                message={"text": f"Thank you, {number}!", "blocks": []} if is_worded else {},
                response_url=None,
                topic="",
                tell=None,
                what="",
                made_at=at,
                not_before=at,
                first_attempt_at=at,
                attempts=1,
                owner=None,
                leased_until=None,
                is_doubtful=False,
                is_resent=False,
                ts=ts(at + timedelta(seconds=1)),
                failure=None,
                settled_at=at + timedelta(seconds=1),
            )

    def deliveries(self) -> Iterator[Row]:
        """A week's; older ones are forgotten."""
        for number in range(self.size.deliveries):
            at = NOW - (WEEK - timedelta(hours=8)) * (number / self.size.deliveries)
            what = f"kudos.stale:{self.person(number)}:{number}" if number % 50 == 0 else f"Ev{number:010}"
            yield self.here(key=what, received_at=at)

    # --- mentors ---------------------------------------------------------------------------------------------------

    def mentors(self) -> Iterator[Row]:
        for number in range(MENTORS):
            topics = (TOPICS[number % len(TOPICS)], TOPICS[(number + 3) % len(TOPICS)])
            yield self.here(
                user=self.person(number + 100),
                is_listed=True,
                skills=[{"key": one.casefold(), "label": one, "said": one, "level": "daily"} for one in topics],
                about="",
                not_asked=[],
                capacity=2,
                hours=hours(),
                languages=["en"],
                kinds=["ongoing", "question"],
                away_until=None,
                paused_at=None,
                gone_at=None,
                ignored=0,
                last_asked_at=None,
            )

    def requests(self) -> Iterator[Row]:
        for number in range(self.size.requests):
            state, at = self.request_state(number), self.asked_at(number)
            topic, asker = TOPICS[number % len(TOPICS)], self.asker(number)
            is_open, is_over = state == "asking", state in ("closed", "withdrawn")
            mentor = None if is_open or state == "withdrawn" else self.mentor(number)
            yield self.here(
                id=REQUEST + number,
                root=REQUEST + number,
                asker=asker,
                topic=topic.casefold(),
                label=topic,
                said=topic,
                goal="to do it alone",
                kind="ongoing",
                languages=["en"],
                hours=hours(),
                is_private=True,
                open_key=f"{asker}:{topic.casefold()}" if is_open else None,
                state=state,
                version=1 if is_open else 3 if is_over else 2,
                asked_at=at,
                since=at,
                answered_at=None if is_open else at + DAY,
                matched_at=None if mentor is None else at + DAY,
                closed_at=at + 30 * DAY if is_over else None,
                mentor=mentor,
                outcome="reached" if state == "closed" else None,
                status=None,
                posted=None,
                owned=None,
            )

    def request_state(self, number: int) -> str:
        left = self.size.requests - number
        if left <= OPEN:
            return "asking"
        if left <= OPEN + PAIRED:
            return "met"
        return "withdrawn" if number % 10 == 0 else "closed"

    def asked_at(self, number: int) -> datetime:
        left = self.size.requests - number
        if left <= OPEN:
            return NOW - timedelta(hours=2)
        if left <= OPEN + PAIRED:
            return NOW - 20 * DAY
        return moment(number, self.size.requests) - 60 * DAY

    def asker(self, number: int) -> str:
        return self.person(self.size.requests - number + 200)

    def mentor(self, number: int) -> str:
        return self.person((self.size.requests - number) % MENTORS + 100)

    def offers(self) -> Iterator[Row]:
        for number in range(self.size.requests):
            at, state = self.asked_at(number), self.request_state(number)
            for place in range(1 if state == "asking" else 2):
                is_last = place == 1
                answer = "asked" if state == "asking" else "accepted" if is_last else "no_time"
                if answer == "accepted" and state == "withdrawn":
                    answer = "released"
                mentor = self.mentor(number) if is_last or state == "asking" else self.mentor(number + 1)
                yield self.here(
                    id=OFFER + 2 * number + place,
                    request=REQUEST + number,
                    mentor=mentor,
                    answer=answer,
                    reasons=["teaches it daily"],
                    asked_at=at,
                    due_at=at + 2 * DAY,
                    answered_at=None if answer == "asked" else at + DAY,
                    card=None,
                )

    def steps(self) -> Iterator[Row]:
        told = ("asked", "offered", "declined", "offered", "matched", "met", "closed")
        for number in range(self.size.requests):
            at = self.asked_at(number)
            count = 2 if self.request_state(number) == "asking" else len(told)
            for place, what in enumerate(told[:count]):
                yield self.here(
                    id=STEP + 8 * number + place,
                    request=REQUEST + number,
                    at=at + place * timedelta(hours=5),
                    by=self.asker(number),
                    what=what,
                    facts={},
                )

    def deadlines(self) -> Iterator[Row]:
        for number in range(self.size.requests - OPEN - PAIRED, self.size.requests):
            is_open = self.request_state(number) == "asking"
            for place, kind in enumerate(("lapse", "widen") if is_open else ("monthly",)):
                yield self.here(
                    id=DEADLINE + 2 * number + place,
                    request=REQUEST + number,
                    offer=OFFER + 2 * number if kind == "lapse" else 0,
                    kind=kind,
                    due_at=NOW + 4 * DAY,
                    held_until=None,
                )

    def suggestions(self) -> Iterator[Row]:
        for number in range(100):
            label = TOPICS[(number + 5) % len(TOPICS)]
            yield self.here(user=self.person(number + 100), topic=label.casefold(), label=label, asked_at=NOW - 9 * DAY)

    # --- milestones ------------------------------------------------------------------------------------------------

    def milestones(self) -> Iterator[Row]:
        for number in range(self.size.milestones):
            at = moment(number, self.size.milestones)
            is_expiring = number % 5 == 0
            yield self.here(
                id=MILESTONE + number,
                key=f"claim:{number}",
                user=self.person(number * 3),
                kind="certification" if is_expiring else "skill",
                title=f"{TOPICS[number % len(TOPICS)]} {number}",
                link="",
                expires_on=(at + 3 * 365 * DAY).date() if is_expiring else None,
                reminded_of=(at + 3 * 365 * DAY).date() if is_expiring else None,
                is_automatic=False,
                channel=self.channel(number),
                thread=None,
                place="public",
                post=self.promise(at, number),
                roll=None,
                made_at=at,
                celebrated_at=at,
                withdrawn_at=None,
            )

    def voices(self) -> Iterator[Row]:
        for number in range(self.size.milestones):
            for place in range(3):
                user = self.person(number * 3 + 1 + place)
                at = moment(number, self.size.milestones) + timedelta(hours=1)
                yield self.here(milestone=MILESTONE + number, user=user, voice="congratulated", at=at)

    # --- digests ---------------------------------------------------------------------------------------------------

    def subscriptions(self) -> Iterator[Row]:
        for number, channel in enumerate(self.channels):
            is_private = number >= town.CHANNELS - town.PRIVATE
            yield self.here(
                channel=channel,
                owner=self.person(number + 1),
                standing="on",
                reason="",
                weekday=2,
                at="10:00",
                zone="UTC",
                is_zone_chosen=True,
                language="en",
                sections=["unanswered", "taught", "kudos", "milestones", "mentors", "sessions", "newcomers"],
                reach="private" if is_private else "open",
                is_owner_inside=True,
                surveyed_at=NOW - timedelta(minutes=5),
                started_at=NOW - YEARS,
                since=NOW - YEARS,
                wakes_at=wednesday(0) - timedelta(hours=23),
            )

    def editions(self) -> Iterator[Row]:
        """Each Wednesday's; what the last ones hold is filled in afterwards, by the digests themselves."""
        for channel in self.channels:
            for back in range(self.size.weeks, 0, -1):
                at = wednesday(-back)
                yield self.here(
                    channel=channel,
                    period="{}-W{:02}".format(*at.isocalendar()[:2]),
                    state="rolled" if 3 < back < 14 else "posted",
                    reason="",
                    due_at=at,
                    hidden=[],
                    line="",
                    preview=None,
                    post=self.promise(at, back),
                    thread=[],
                    items=[],
                    covers_since=at - WEEK,
                    covers_until=at,
                    settled_at=at + timedelta(seconds=20),
                )


def moment(number: int, count: int) -> datetime:
    """When one of so many happened."""
    return NOW - YEARS * ((count - number - 0.5) / count)


def wednesday(weeks: int) -> datetime:
    """The next Wednesday at ten, or one so many weeks from it."""
    return NOW.replace(hour=10, minute=0) + 2 * DAY + weeks * WEEK


def ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def question(number: int) -> str:
    return f"how do I ask for {SUBJECTS[number % len(SUBJECTS)]} in case {number % 997}"


def decision(number: int) -> str:
    return "nothing" if number % 10 in (3, 5) else "maybe" if number % 5 == 1 else "sure"


def seconds(number: int) -> int | None:
    """The kudos that this one is a "+1" to: of every twenty, one."""
    return number - 7 if number % 20 == 19 else None


def is_joined(number: int) -> bool:
    return seconds(number + 7) is not None


def hours() -> Row:
    return {"zone": "Europe/Berlin", "start": "09:00", "end": "17:00", "days": [0, 1, 2, 3, 4]}


# --- writing it down -------------------------------------------------------------------------------------------------


def write(database: Database, slack: LocalSlack, size: Size) -> None:
    """Write the history into a migrated database that knows the workspace, its people and its articles."""
    with database.engine.connect() as connection:
        sections = Base.metadata.tables["article_sections"].c
        rows = connection.execute(select(sections.article, sections.ordinal, sections.anchor)).all()
        passages = [(row.article, row.ordinal, row.anchor) for row in rows]
    history = History(
        workspace=slack.team_id,
        bot=slack.bot_user,
        people=town.people(slack),
        channels=town.channels(slack),
        passages=passages,
        size=size,
    )
    raw: Any = database.engine.raw_connection()
    try:
        if database.is_sqlite:
            raw.driver_connection.execute("BEGIN")
        for name, made in history.tables():
            _load(raw.driver_connection, name, made, is_sqlite=database.is_sqlite)
        raw.commit()
    finally:
        raw.close()


def _load(connection: Any, name: str, rows: Iterator[Row], *, is_sqlite: bool) -> None:
    first = next(rows, None)
    if first is None:
        return
    columns = Base.metadata.tables[name].columns
    written = [_writer(columns[column], is_sqlite=is_sqlite) for column in first]
    named = ", ".join(f'"{column}"' for column in first)

    def values() -> Iterator[tuple[Any, ...]]:
        yield tuple(write(value) for write, value in zip(written, first.values(), strict=True))
        for row in rows:
            yield tuple([write(value) for write, value in zip(written, row.values(), strict=True)])

    if is_sqlite:
        marks = ", ".join("?" * len(first))
        connection.executemany(f"INSERT INTO {name} ({named}) VALUES ({marks})", values())
        return
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({named}) FROM STDIN") as copy:
        for one in values():
            copy.write_row(one)


def _writer(column: Column[Any], *, is_sqlite: bool) -> Any:
    """Return how a value of a column is written in the database's own text, past SQLAlchemy."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, DateTime):
        zone = "" if is_sqlite else "+00"
        return lambda value: None if value is None else value.replace(tzinfo=None).isoformat(" ", "microseconds") + zone
    if kind.__class__.__name__ == "JSON":
        return json.dumps
    if kind.__class__.__name__ == "Date":
        return lambda value: None if value is None else value.isoformat()
    return lambda value: value
