"""What comes twice at once, by two processes: is it done once, and is the second told what the first was?"""

import threading

import pytest
import sqlalchemy
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ids import UserId, WorkspaceId
from bot.slack import acknowledgements
from tests.conftest import NOW

T = WorkspaceId("T1")


def begins(session: Session) -> acknowledgements.Acknowledgement | None:
    return acknowledgements.begin(session, T, "command:1", actor=UserId("U1"), now=NOW)


def test_the_second_of_two_at_once_is_told_what_the_first_was(postgresql_url: sqlalchemy.engine.URL) -> None:
    database = Database(postgresql_url)
    has_begun, may_end = threading.Event(), threading.Event()
    told: list[object] = []

    def first(session: Session) -> None:
        assert begins(session) is None
        has_begun.set()
        assert may_end.wait(10)
        acknowledgements.tell(session, T, "command:1", "done")

    def second(session: Session) -> None:
        told.append(begins(session))

    threads = [threading.Thread(target=database.transaction, args=(unit,)) for unit in (first, second)]
    threads[0].start()
    assert has_begun.wait(10)
    threads[1].start()
    threads[1].join(0.2)
    assert told == []
    may_end.set()
    for thread in threads:
        thread.join(10)
    database.close()
    assert told == [acknowledgements.Acknowledgement(body="done")]


def test_what_was_refused_may_be_asked_again(database: Database) -> None:
    class Refused(Exception):
        pass

    def refused(session: Session) -> None:
        begins(session)
        raise Refused

    with pytest.raises(Refused):
        database.transaction(refused)
    assert database.transaction(begins) is None
    assert database.transaction(begins) == acknowledgements.Acknowledgement(body="")


def test_a_form_with_errors_may_be_sent_again(database: Database) -> None:
    database.transaction(begins)
    database.transaction(lambda session: acknowledgements.drop(session, T, "command:1"))
    assert database.transaction(begins) is None
