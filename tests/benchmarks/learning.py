"""Does the base get better by being used? Weeks of questions through the real services, by people who click as they do.

    python -m tests.benchmarks.learning [SET …] [--weeks 12] [--questions 250]

Past questions of a labelled set are asked, most of them once, by a company of 200; some are such as nothing answers.
Most people never click; some click wrongly. What found nothing goes to a person who may know, if the asker wants that,
and to the curators, who see to a few gaps a week. Nobody's click is told which article is right: people know what they
asked, and see what they read. The held-out questions of the set are asked of the index at the end, and nobody clicks
on those. Told are, with the loop, without it, and with a malicious minority among those who click:

    nDCG@10             of the held-out questions, and its gain with the 95 % interval of a paired bootstrap
    sure right, wrong   of the held-out questions those answered *sure*, with a right article first, or another
    ended               of all that was asked: with an answer the asker let stand, a person, or *not for us*
    right               of all that was asked: a right article was shown or offered, or told of afterwards

POLLEN_RETRIEVAL_SETS says where the labelled sets are. It fails where an aim is missed.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import yaml
from slack_sdk import WebClient
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from bot import schema
from bot.answers import rules, service
from bot.answers.rules.gaps import Gap
from bot.answers.service import backlog, colleagues, consent, inquiries
from bot.answers.service.library import Library
from bot.answers.service.saved import Saved
from bot.answers.store.inquiries import of_answer_ as of_answer
from bot.articles.service import importing
from bot.articles.service import readers as whose
from bot.articles.store.heads import shelf
from bot.cli import evaluation
from bot.db import Database
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.people import service as people
from bot.runtime import Runtime
from bot.search import measures
from bot.search.gate import Decision, is_likely
from bot.workspaces import service as workspaces
from tests.benchmarks.search_quality import DATA, ROUNDS, Floats
from tests.conftest import NOW

HERE = WorkspaceId("T0LEARN")
COLLECTION = "handbook"
COMPANY = 200
CURATOR = UserId("U0CURATOR")
#: Set, and whether its questions are asked again in other words, so that there is something to learn.
SETS = {"stackfaq": True, "banking77": True, "hint3-mattress": True, "squad-a": False}

NO_ANSWER = 0.1  #: of the questions asked, such as the base does not answer
OPINION = 0.2  #: of those who read an answer, who say that it helped
COMPLAINT = 0.3  #: of those who read something else than they asked for, who say so
PICK = 0.7  #: of those who are offered the right title among others, who open it
NONE = 0.5  #: of those who are offered only others, who press *None of these*
SLIP = 0.02  #: of clicks, that say the contrary of what is so
MALICE = 0.05  #: the same of a minority that wants it so
GO_ON = 0.5  #: of those who found nothing and are offered a person, who ask them
KNOWS = 0.6  #: of those who keep an article that answers, who recognise it when they are asked
WILLING = 0.5  #: of those who keep articles, who may be asked
GAPS = 25  #: that curators see to in a week
AGAIN = 50  #: questions, after which the index has followed: seconds in life

LEAST_ENDED = 0.95
MOST_TAKEN = 0.1  #: of the gain, by a malicious minority


@dataclass(frozen=True, kw_only=True)
class Question:
    text: str
    #: The articles that answer it; none where nothing does.
    right: frozenset[str]


@dataclass(kw_only=True)
class Tally:
    """What became of all that was asked."""

    asked: int = 0
    clicks: int = 0
    #: What the asker has been left with, at the time; `settled` is what came later.
    ended: set[AnswerId] = field(default_factory=set)
    right: set[AnswerId] = field(default_factory=set)
    truth: dict[AnswerId, Question] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Measured:
    ndcg: Floats
    right: float
    wrong: float


@dataclass(frozen=True, kw_only=True)
class Company:
    """Everybody who asks, and the bot's own services between them and the base."""

    runtime: Runtime
    library: Library
    clock: "Clock"
    #: Of the set's articles and ours.
    articles: Mapping[str, ArticleId]
    ids: Mapping[ArticleId, str]
    owners: Mapping[str, UserId]
    chance: random.Random
    slip: float
    tally: Tally = field(default_factory=Tally)

    def week(self, questions: Collection[Question]) -> None:
        """Everybody asks, clicks or does not; then the curators look at what found nothing."""
        for number, question in enumerate(questions):
            self.clock.now_ += timedelta(days=5) / len(questions)
            if number % AGAIN == 0:
                self.library.follow(self.runtime, HERE)
            self._asks(question)
        self._curates()
        self.runtime.in_batches(lambda session: backlog.tell(session, HERE, now=self.clock.now()))
        self.clock.now_ += timedelta(days=2)

    def _asks(self, question: Question) -> None:
        asker = UserId(f"U0PERSON{self.chance.randrange(COMPANY)}")
        reader = self.runtime.reading(lambda session: whose.person(session, HERE, asker))
        findings = self.library.search(self.runtime, HERE, question.text, reader)
        self.tally.asked += 1
        asked = rules.Asked(
            workspace=HERE,
            key=f"question:{self.tally.asked}",
            asker=asker,
            text=question.text,
            surface=rules.Surface.DIRECT,
        )
        now = self.clock.now()
        found = self.runtime.transaction(lambda session: service.answer(session, asked, findings, reader, now=now))
        self.tally.truth[found.answer.id] = question
        best, answer = found.best, found.answer
        if best is None or answer.decision is Decision.NOTHING:
            self._found_nothing(found, question)
        elif answer.decision is Decision.SURE or is_likely(answer.confidence):
            self._reads(found, best, question)
        else:
            self._chooses(found, question)

    def _reads(self, found: rules.Found, rank: int, question: Question) -> None:
        """A passage was shown, or opened."""
        answer = found.answer
        is_right = self.ids[answer.hits[rank].place.article] in question.right
        self.tally.ended.add(answer.id)
        if is_right:
            self.tally.right.add(answer.id)
        if self.chance.random() < (OPINION if is_right else COMPLAINT):
            is_helpful = is_right != (self.chance.random() < self.slip)
            self._says(found, rank, is_helpful=is_helpful)
            if not is_helpful:
                self.tally.ended.discard(answer.id)

    def _chooses(self, found: rules.Found, question: Question) -> None:
        """Titles were offered."""
        answer = found.answer
        first: dict[str, int] = {}
        for rank, passage in sorted(found.passages.items()):
            first.setdefault(self.ids[passage.article.id], rank)
        offered = dict(list(first.items())[: rules.CHOICES])
        fitting = [rank for id, rank in offered.items() if id in question.right]
        self.tally.ended.add(answer.id)
        if fitting:
            self.tally.right.add(answer.id)
            if self.chance.random() < PICK:
                rank, asker = fitting[0], answer.asker
                assert asker is not None
                now = self.clock.now()
                opened = self.runtime.transaction(
                    lambda session: service.pick(session, HERE, answer.id, rank, asker, now=now)
                )
                self._reads(opened, rank, question)
        elif self.chance.random() < NONE:
            is_helpful = self.chance.random() < self.slip
            self._says(found, next(iter(offered.values())), is_helpful=is_helpful)
            if not is_helpful:
                self.tally.ended.discard(answer.id)
                self._found_nothing(found, question)

    def _says(self, found: rules.Found, rank: int, *, is_helpful: bool) -> None:
        asker, now = found.answer.asker, self.clock.now()
        assert asker is not None
        self.tally.clicks += 1
        reason = None if is_helpful else rules.Reason.OTHER_QUESTION
        self.runtime.transaction(
            lambda session: service.rate(
                session, HERE, found.answer.id, asker, is_helpful=is_helpful, rank=rank, reason=reason, now=now
            )
        )

    def _found_nothing(self, found: rules.Found, question: Question) -> None:
        """Whoever wants to asks somebody who may know."""
        answer, now = found.answer, self.clock.now()
        asker = answer.asker
        assert asker is not None

        def ask(session: Session) -> UserId | None:
            listed = colleagues.told(session, found, NOBODY, now=now)
            if listed.not_for_us is not None:
                self.tally.ended.add(answer.id)
                return None
            if not listed.experts or self.chance.random() >= GO_ON:
                return None
            expert = listed.experts[0].user
            inquiries.put(
                session,
                HERE,
                answer.id,
                asker,
                expert,
                question=question.text,
                is_named=True,
                to_channel=False,
                teachers=NOBODY,
                now=now,
            )
            return expert

        expert = self.runtime.transaction(ask)
        if expert is None:
            return
        self.tally.ended.add(answer.id)
        known = [id for id in question.right if self.owners[id] == expert]
        if known and self.chance.random() < KNOWS:
            self.tally.right.add(answer.id)
            self.runtime.transaction(lambda session: self._points(session, answer.id, expert, known[0]))

    def _points(self, session: Session, answer: AnswerId, expert: UserId, article: str) -> None:
        inquiry = of_answer(session, HERE, answer)
        assert inquiry is not None, "it was just put"
        inquiries.point(session, HERE, inquiry.id, expert, self.articles[article], now=self.clock.now())

    def _curates(self) -> None:
        """The curators name the article, where there is one, and say of the rest that it is not for us."""
        now = self.clock.now()
        gaps = self.runtime.reading(lambda session: backlog.open_gaps(session, HERE, CURATOR, now=now))
        for gap in gaps[:GAPS]:
            right = self.tally.truth[gap.first.answer].right
            self.runtime.transaction(partial(self._decides, gap=gap, article=min(right, default=None)))
            for one in gap.questions:
                truth = self.tally.truth[one.answer].right
                self.tally.ended.add(one.answer)
                if (min(right) in truth) if right else not truth:
                    self.tally.right.add(one.answer)

    def _decides(self, session: Session, gap: Gap, article: str | None) -> None:
        answer, now = gap.first.answer, self.clock.now()
        if article is None:
            backlog.turn_down(session, HERE, answer, reason="", by=CURATOR, now=now)
        else:
            backlog.point(session, HERE, answer, self.articles[article], by=CURATOR, now=now)

    def measured(self, held_out: evaluation.QuestionSet) -> Measured:
        """Ask the questions that nobody has clicked on."""
        copy = self.library.follow(self.runtime, HERE)
        ndcg, right, wrong = [], 0, 0
        for id, text in held_out.questions:
            findings = copy.index.search(text, limit=evaluation.DEPTH)
            grades = held_out.grades.get(id, {})
            ranked = [(self.ids[ArticleId(int(hit.article))], hit.score) for hit in findings.hits]
            ndcg.append(measures.ndcg(measures.ordered(ranked), grades, 10))
            if findings.decision is Decision.SURE:
                is_right = grades.get(ranked[0][0], 0) >= held_out.min_rel
                right, wrong = right + is_right, wrong + (not is_right)
        count = len(held_out.questions)
        return Measured(ndcg=np.array(ndcg), right=right / count, wrong=wrong / count)


@dataclass(kw_only=True)
class Clock:
    now_: datetime = NOW

    def now(self) -> datetime:
        return self.now_


def _no_mentors(_session: Session, _workspace: WorkspaceId, _text: str) -> Mapping[UserId, str]:
    return {}


def _no_session(*_asked: object, **_more: object) -> None:
    return None


NOBODY = colleagues.Teachers(mentors=_no_mentors, session=_no_session)


@contextmanager
def company(held_out: evaluation.QuestionSet, *, slip: float) -> Iterator[Company]:
    """Found a company that knows the articles of a set, kept by some of its people."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pages"
        folder.mkdir()
        database = Database(URL.create("sqlite", database=str(Path(place) / "pollen.db")))
        schema.upgrade(database)
        clock = Clock()
        runtime = Runtime(database=database, now=clock.now, client=_no_slack)
        owners = {one.id: UserId(f"U0PERSON{chance.randrange(COMPANY // 5)}") for one in held_out.articles}
        database.transaction(lambda session: _settle(session, clock.now(), set(owners.values()), chance))
        names = {}
        for number, one in enumerate(held_out.articles):
            names[f"{number}.md"] = one.id
            facts = {"title": one.title or one.id, "owner": owners[one.id]}
            front = yaml.safe_dump(facts, allow_unicode=True)
            (folder / f"{number}.md").write_text(f"---\n{front}---\n\n{one.text or one.title}\n", encoding="utf-8")
        importing.import_folder(runtime, HERE, folder, collection=COLLECTION)
        known = runtime.reading(lambda session: shelf(session, HERE, COLLECTION))
        articles = {names[one.path]: one.id for one in known}
        yield Company(
            runtime=runtime,
            library=Library(Saved(folder=Path(place) / "cache")),
            clock=clock,
            articles=articles,
            ids={article: id for id, article in articles.items()},
            owners=owners,
            chance=chance,
            slip=slip,
        )
        database.close()


def _no_slack(_workspace: WorkspaceId, _timeout: float) -> WebClient:
    raise AssertionError("nobody asks Slack")


def _settle(session: Session, now: datetime, owners: Collection[UserId], chance: random.Random) -> None:
    workspaces.install(session, HERE, name="Learning", bot_user=UserId("U0BOT"), bot_id="B0BOT", now=now)
    for user in (CURATOR, *(UserId(f"U0PERSON{number}") for number in range(COMPANY))):
        profile = {"id": user, "team_id": HERE, "real_name": user, "tz": "Europe/Paris"}
        people.remember(session, HERE, profile, now=now)
    workspaces.choose(session, HERE, {"roles.curators": [CURATOR]})
    for user in sorted(owners):
        if chance.random() < WILLING:
            consent.agree(session, HERE, user, now=now)


def past(folder: Path, held_out: evaluation.QuestionSet, count: int) -> list[Question]:
    """Draw what is asked: past questions, once each as long as there are any, and such as nothing answers."""
    chance = random.Random(5)
    right: dict[str, set[str]] = {}
    for line in (folder / "asked.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        right.setdefault(row["text"], set()).add(row["doc_id"])
    answered = [Question(text=text, right=frozenset(ids)) for text, ids in right.items()]
    chance.shuffle(answered)
    unanswerable = [Question(text=text, right=frozenset()) for _, text in held_out.unanswerable]
    few = round(count * NO_ANSWER)
    found = [answered[number % len(answered)] for number in range(count - few)]
    found += [chance.choice(unanswerable) for _ in range(few)]
    chance.shuffle(found)
    return found


def interval(gains: Floats) -> tuple[float, float]:
    """The 95 % interval of a paired bootstrap."""
    chance = np.random.default_rng(7)
    drawn = gains[chance.integers(0, len(gains), (ROUNDS, len(gains)))].mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def told(what: str, one: Measured, tally: Tally) -> str:
    ended, right = len(tally.ended) / max(tally.asked, 1), len(tally.right) / max(tally.asked, 1)
    shares = f"{ended:.3f} | {right:.3f} | {tally.clicks:,}" if tally.asked else " | | "
    return f"| {what} | {one.ndcg.mean():.3f} | {one.right:.3f} | {one.wrong:.3f} | {shares} |"


def learned(name: str, *, weeks: int, questions: int) -> bool:
    """Let a set be used, and print what came of it; False where an aim was missed."""
    held_out = evaluation.read(DATA / name)
    stream = past(DATA / name, held_out, weeks * questions)
    print(f"\n{name}: {len(held_out.articles):,} articles, {len(stream):,} questions in {weeks} weeks\n")
    print("| | nDCG@10 | sure right | sure wrong | ended | right | clicks |\n| --- |" + " ---: |" * 6)
    ends: dict[float, Measured] = {}
    share = 1.0
    for slip in (SLIP, MALICE):
        with company(held_out, slip=slip) as everybody:
            if slip == SLIP:
                before = everybody.measured(held_out)
                print(told("without the loop", before, Tally()), flush=True)
            for week in range(weeks):
                everybody.week(stream[week * questions : (week + 1) * questions])
                if slip == SLIP and week + 1 in {weeks // 4, weeks // 2}:
                    print(told(f"after {week + 1} weeks", everybody.measured(held_out), everybody.tally), flush=True)
            ends[slip] = everybody.measured(held_out)
            label = f"after {weeks} weeks" if slip == SLIP else "the same, with a malicious minority"
            print(told(label, ends[slip], everybody.tally), flush=True)
            if slip == SLIP:
                share = len(everybody.tally.ended) / everybody.tally.asked
    gains = ends[SLIP].ndcg - before.ndcg
    low, high = interval(gains)
    gain, with_malice = float(gains.mean()), float((ends[MALICE].ndcg - before.ndcg).mean())
    taken = 1 - with_malice / gain if gain > 0 else 0.0
    print(f"\nThe gain: {gain:+.3f} [{low:+.3f}, {high:+.3f}]; a malicious minority takes {taken:.1%} of it.")
    return share >= LEAST_ENDED and (not SETS[name] or (low > 0 and taken < MOST_TAKEN))


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser()
    asked.add_argument("sets", nargs="*", default=[])
    asked.add_argument("--weeks", type=int, default=12)
    asked.add_argument("--questions", type=int, default=250, help="in a week")
    wanted, _ = asked.parse_known_args()
    if not DATA.is_dir():
        print(f"There are no labelled sets at {DATA}; POLLEN_RETRIEVAL_SETS says where they are.")
        return
    names = [name for name in SETS if name in wanted.sets] or list(SETS)
    kept = [learned(name, weeks=wanted.weeks, questions=wanted.questions) for name in names]
    if not all(kept):
        sys.exit("An aim was missed.")


if __name__ == "__main__":
    main()
