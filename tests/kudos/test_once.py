"""What comes twice happens once: a command delivered again, an answer of the database that is lost, the same words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.kudos.rules import Source
from bot.kudos.rules.wishes import Question
from bot.playground.people.person import Person
from tests.kudos.company import ANA, BO, Company
from tests.office import Office

FOR = "for untangling the release on Friday night"


@pytest.fixture
def ben(office: Office) -> Person:
    ben = office.slack.person("ben")
    for name in ("ana", "chika", "ida"):
        ben.types("#general", f"/kudos @{name} {FOR} with {name}")
    return ben


def left(ben: Person) -> str:
    mine = ben.types("#general", "/kudos me")
    assert mine
    return mine.text.partition("Given: ")[2].split()[0]


def test_one_undo_delivered_three_times_takes_one_back(office: Office, ben: Person) -> None:
    answer = ben.types("#general", "/kudos undo")
    assert answer
    undo = office.slack.deliveries[-1]
    again = [office.slack.redeliver(undo)[0] for _ in range(2)]
    assert left(ben) == "2"
    assert "ida" in answer.text
    assert {str(one.body) for one in again} == {str(undo.answer.body)}, "it says again what it said"


def test_an_undo_whose_commit_went_through_unheard_takes_one_back(office: Office, ben: Person) -> None:
    if office.database.is_sqlite:
        pytest.skip("SQLite answers in the same process: nothing gets lost on the way")
    with a_lost_answer():
        answer = ben.types("#general", "/kudos undo")
    assert answer
    assert "Your kudos to ida is withdrawn" in answer.text
    assert left(ben) == "2"


def test_an_undo_by_mention_heard_again_takes_one_back(office: Office, ben: Person) -> None:
    ben.says("#general", "@pollen kudos undo")
    for delivery in list(office.slack.deliveries)[-2:]:
        office.slack.redeliver(delivery)
    assert left(ben) == "2"


@pytest.mark.parametrize("way", [Source.COMMAND, Source.FORM, Source.MENTION, Source.SHORTCUT])
def test_the_same_words_within_seconds_are_asked_about_whichever_way_they_come(company: Company, way: Source) -> None:
    assert company.give(BO, ANA, source=way, is_sure=False).gesture is not None
    company.later(seconds=20)
    asked = company.give(BO, ANA, source=way, is_sure=False)
    assert asked.gesture is None
    assert asked.draft is not None
    assert asked.draft.questions == (Question.AGAIN,)
    company.later(seconds=90)
    assert company.give(BO, ANA, source=way, is_sure=False).gesture is not None


@contextmanager
def a_lost_answer() -> Iterator[None]:
    """Let the next commit go through, and its answer never arrive."""
    losses = [OperationalError("COMMIT", None, Exception("server closed the connection"), connection_invalidated=True)]

    def lose(_session: Session) -> None:
        if losses:
            raise losses.pop()

    event.listen(Session, "after_commit", lose)
    try:
        yield
    finally:
        event.remove(Session, "after_commit", lose)
    assert not losses
