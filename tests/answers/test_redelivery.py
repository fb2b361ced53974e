"""Slack delivers at least once, processes die anywhere: one effect and one reply."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import URL

from bot.db import Database
from bot.playground.clock import Clock
from bot.playground.events.delivery import Answer, Envelope
from bot.playground.people.person import Person
from tests.office import Office, opened, staffed

VPN = "# Resetting the VPN\n\nQuit the client, forget the profile, and sign in again.\n"


@pytest.fixture
def base(office: Office) -> Office:
    office.knows({"it/vpn.md": VPN})
    return office


def ask(office: Office) -> tuple[Person, str]:
    ana = office.slack.person("ana")
    asked = ana.types("#general", "@pollen how do I reset the vpn?")
    assert asked is not None
    return ana, asked.ts


def replies(office: Office, person: Person, ts: str) -> int:
    return len([seen for seen in person.sees("#general", thread=ts) if seen.author.lower() == "pollen"])


def records(office: Office) -> int:
    count = office.database.reading(lambda session: session.scalar(text("SELECT count(*) FROM answers")))
    return int(count or 0)


def test_the_same_event_again_changes_nothing(base: Office) -> None:
    ana, ts = ask(base)
    for _ in range(3):
        base.slack.redeliver(base.slack.deliveries[-1])
    base.passes(timedelta(minutes=1))
    assert replies(base, ana, ts) == 1
    assert records(base) == 1


def test_an_event_first_seen_with_a_retry_header_is_answered(base: Office) -> None:
    """After a restart the retry is the only delivery."""
    real = base.slack.postman.deliver
    base.slack.delivers_to(lambda _envelope: Answer(status=500))
    ana, ts = ask(base)
    base.slack.delivers_to(real)
    assert replies(base, ana, ts) == 0
    assert all(answer.is_ack for answer in base.slack.redeliver())
    assert replies(base, ana, ts) == 1


def test_the_same_event_at_two_processes_has_one_reply(database_url: URL, clock: Clock, tmp_path: Path) -> None:
    if database_url.get_backend_name() == "sqlite":
        pytest.skip("a SQLite file serves one process")
    folder = tmp_path / "articles"
    folder.mkdir()
    with opened(database_url, clock=clock, folder=folder) as first:
        first.knows({"it/vpn.md": VPN})
        ana, ts = ask(first)
        second_database = Database(database_url)
        second = staffed(first.slack, second_database, clock, folder)
        first.slack.redeliver(first.slack.deliveries[-1])
        second.works()
        assert replies(first, ana, ts) == 1
        second_database.close()


def test_a_commit_that_fails_is_not_acknowledged_and_the_retry_answers(base: Office) -> None:
    """Killed before the commit: nothing is there, Slack is not told 200, and comes again."""

    def die(*_: object) -> None:
        event.remove(base.database.engine, "commit", die)
        raise OSError("killed before the commit")

    real = base.slack.postman.deliver
    answers: list[Answer] = []

    def deliver(envelope: Envelope) -> Answer:
        if envelope.payload.get("event", {}).get("type") != "app_mention":
            return real(envelope)
        event.listen(base.database.engine, "commit", die)
        try:
            answers.append(real(envelope))
        except OSError:
            answers.append(Answer(status=0))
        return answers[-1]

    base.slack.delivers_to(deliver)
    ana, ts = ask(base)
    base.slack.delivers_to(real)
    if answers[0].is_ack:  # then the person was told that it went wrong, with a reference
        assert any("reference" in seen.text for seen in ana.sees("#general"))
    else:
        assert replies(base, ana, ts) == 0
        base.slack.redeliver()
        assert replies(base, ana, ts) == 1


def test_killed_between_commit_and_post_it_is_said_once_by_the_next_tick(base: Office) -> None:
    base.mute.set()
    ana, ts = ask(base)
    assert replies(base, ana, ts) == 0
    base.mute.clear()
    base.passes(timedelta(seconds=1))
    assert replies(base, ana, ts) == 1


def test_killed_while_posting_the_message_is_looked_for_and_not_doubled(base: Office) -> None:
    """Slack took the message, we never heard: after the lease it is found by its metadata."""
    base.slack.faults.cut("chat.postMessage", after=True)
    ana, ts = ask(base)
    base.passes(timedelta(minutes=2))
    base.passes(timedelta(minutes=2))
    assert replies(base, ana, ts) == 1


def test_while_slack_is_down_nothing_is_lost(base: Office) -> None:
    base.slack.down_until(base.clock.now() + timedelta(minutes=1))
    ana, ts = ask(base)
    assert replies(base, ana, ts) == 0
    for _ in range(6):
        base.passes(timedelta(minutes=1))
    assert replies(base, ana, ts) == 1
