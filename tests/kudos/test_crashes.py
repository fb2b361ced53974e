"""Killed at the worst moment: do ledger and channel agree afterwards, once each?"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import URL

from bot.db import Database
from bot.ids import UserId
from bot.kudos import service
from bot.kudos.store.tables import GiftRow
from bot.people import service as people
from bot.playground.clock import Clock
from bot.playground.events.delivery import Answer
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from tests.office import Office, manifest, staffed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def slack(clock: Clock) -> Iterator[LocalSlack]:
    slack = LocalSlack(app=AppConfig.from_manifest(manifest()), clock=clock)
    with slack.serving():
        yield slack
        slack.faults.clear()
        slack.postman.stop()


@contextmanager
def process(slack: LocalSlack, url: URL, clock: Clock, folder: Path) -> Iterator[Office]:
    """The bot as it runs before and after the one that dies."""
    database = Database(url)
    try:
        yield staffed(slack, database, clock, folder)
    finally:
        slack.delivers_to(lambda _envelope: Answer(status=503))  # nobody is there
        database.close()


def victim(where: str, slack: LocalSlack, url: URL, clock: Clock) -> subprocess.Popen[str]:
    facts = [
        *(where, url.render_as_string(hide_password=False), slack.api_url, slack.bot_token, slack.team_id),
        *(slack.person("ben").id, slack.person("ana").id, slack.channel("general").id, clock.now().isoformat()),
    ]
    return subprocess.Popen([sys.executable, "-m", "tests.kudos.dying", *facts], cwd=ROOT, text=True)


def know(office: Office) -> None:
    """Let the bot have met everybody."""
    users = [UserId(office.slack.person(name).id) for name in ("ana", "ben")]
    people.meet(office.bot.runtime, office.workspace, users)


def announced(slack: LocalSlack) -> int:
    return sum("holding the release together" in str(one.blocks) for one in slack.messages("#general"))


def gifts(office: Office) -> int:
    assert office.database.reading(lambda session: service.drift(session, office.workspace)) == ()
    count = office.database.reading(lambda session: session.scalar(select(func.count()).select_from(GiftRow)))
    return count or 0


@pytest.mark.parametrize(("where", "times"), [("before", 0), ("after", 1)])
def test_killed_before_or_after_the_commit(
    slack: LocalSlack, database_url: URL, clock: Clock, tmp_path: Path, where: str, times: int
) -> None:
    with process(slack, database_url, clock, tmp_path) as office:
        know(office)
    assert victim(where, slack, database_url, clock).wait(60) == -signal.SIGKILL
    assert announced(slack) == 0
    with process(slack, database_url, clock, tmp_path) as office:
        for _ in range(3):
            office.passes(timedelta(minutes=2))
        assert (gifts(office), announced(slack)) == (times, times)


@pytest.mark.parametrize("has_arrived", [True, False])
def test_killed_in_the_middle_of_posting(
    slack: LocalSlack, database_url: URL, clock: Clock, tmp_path: Path, has_arrived: bool
) -> None:
    """The post has reached Slack, or has not; whoever comes after looks before saying it again."""
    with process(slack, database_url, clock, tmp_path) as office:
        know(office)
    fault = slack.faults.hang("chat.postMessage") if has_arrived else None
    if fault is None:
        slack.faults.cut("chat.postMessage", after=False)
    dying = victim("posting", slack, database_url, clock)
    if fault is not None:
        assert fault.arrived.wait(60)
        dying.kill()
        fault.release()
    dying.wait(60)
    with process(slack, database_url, clock, tmp_path) as office:
        for _ in range(4):
            office.passes(timedelta(minutes=2))
        assert (gifts(office), announced(slack)) == (1, 1)
