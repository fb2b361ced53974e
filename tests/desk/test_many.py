"""A thousand things wait at the desk: pages, not walls, and no page costs more than with a handful."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.answers.rules import Asked, Reason, Surface
from bot.answers.rules.gaps import MOST
from bot.answers.store import proposals
from bot.answers.store import save as keep_answer
from bot.articles import service as articles
from bot.articles.rules.readers import OPERATOR
from bot.desk.rules import Place, State, Suggestion
from bot.desk.rules.board import PAGE
from bot.desk.store import flags, suggestions
from bot.ids import AnswerId, ArticleId, ChannelId, Ts, UserId, fresh
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.search.gate import Decision
from tests.effort import spending
from tests.office import Office

FEW, MANY = 8, 1000
#: What opens each part of the desk, and the sentence that counts it.
PARTS = {
    "desk.page:flags": "Called wrong",
    "desk.page:suggestions": "Suggested changes",
    "desk.page:saved": "Suggested articles",
    "answers.gaps": "Questions without an answer",
}
WORD = "bcdfghjklmnpqrstvwz"


def word(number: int) -> str:
    """A word of its own, that no other question has."""
    return "".join(WORD[number // len(WORD) ** place % len(WORD)] + "a" for place in range(4))


def wait(session: Session, office: Office, numbers: range) -> None:
    """Let so many of everything wait."""
    workspace, now = office.workspace, office.clock.now()
    (article,) = [one.id for one in articles.most_recent(session, workspace, OPERATOR, limit=1)]
    for number in numbers:
        at, user = now + timedelta(seconds=number), UserId(f"U0MANY{number}")
        place = Place(article=article, section=f"s{number}")
        flags.hold(session, workspace, place, now=at)
        flags.raise_flag(session, workspace, place, by=user, answer=AnswerId(1), reason=Reason.WRONG, now=at)
        suggestions.add(session, workspace, suggestion(number, article, user, office))
        proposals.add(
            session,
            workspace,
            author=user,
            proposer=user,
            place=(ChannelId("C0MANY"), Ts(f"{number}.1"), None),
            title=f"Proposal {number}",
            words="Ask the front desk.",
            tags=(),
            now=at,
        )
        asked = Asked(workspace=workspace, key=f"many:{number}", asker=user, text=word(number), surface=Surface.COMMAND)
        keep_answer(session, asked, words={}, notes=(), decision=Decision.NOTHING, confidence=0.0, hits=[], now=at)


def suggestion(number: int, article: ArticleId, user: UserId, office: Office) -> Suggestion:
    return Suggestion(
        id=fresh(),
        article=article,
        base=1,
        anchor=f"s{number}",
        heading="",
        before="Two weeks.",
        after=f"Three weeks, says {number}.",
        why="",
        was_wrong=False,
        by=user,
        at=office.clock.now(),
        state=State.WAITING,
        cards=(),
    )


def opened(office: Office, ida: Person, action: str) -> tuple[Seen, int]:
    desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    with spending(office.database) as spent:
        ida.clicks(action, on=desk)
    return ida.sees("#general")[-1], len(spent)


def desk_costs(office: Office, ida: Person) -> tuple[str, int]:
    with spending(office.database) as spent:
        desk = ida.types("#general", "/pollen desk")
    assert desk is not None
    return desk.text, len(spent)


@pytest.fixture
def ida(office: Office) -> Person:
    person = office.slack.person("ida")
    person.types("#general", "/pollen doctor")
    office.knows({"vacation.md": "# Vacation\n\nAsk for vacation two weeks ahead in the calendar.\n"})
    return person


def test_a_thousand_of_everything_are_pages_that_cost_as_much_as_a_handful(office: Office, ida: Person) -> None:
    office.database.transaction(lambda session: wait(session, office, range(FEW)))
    few = {action: opened(office, ida, action) for action in PARTS}
    _, few_desk = desk_costs(office, ida)
    office.database.transaction(lambda session: wait(session, office, range(FEW, MANY)))
    text, many_desk = desk_costs(office, ida)
    for action, title in PARTS.items():
        count = min(MANY, MOST) if action == "answers.gaps" else MANY  # the latest questions are looked at
        assert f"{title}: {count:,}" in text, text
    assert many_desk <= few_desk
    for action in PARTS:
        page, cost = opened(office, ida, action)
        assert len(page.raw["blocks"]) <= len(few[action][0].raw["blocks"]) <= 50
        assert cost <= few[action][1], action


def test_every_one_of_a_hundred_is_reached_by_turning_pages(office: Office, ida: Person) -> None:
    office.database.transaction(lambda session: wait(session, office, range(100)))
    page, _ = opened(office, ida, "desk.page:saved")
    found: list[str] = []
    for _ in range(100 // PAGE):
        found += [line for line in page.text.splitlines() if line.startswith("Proposal ")]
        if "Next" in page.buttons:
            ida.clicks("Next", on=page)
            page = ida.sees("#general")[-1]
    assert sorted(found) == sorted(f"Proposal {number}" for number in range(100))
    assert "Next" not in page.buttons
