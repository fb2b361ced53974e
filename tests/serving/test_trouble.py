"""What happens to requests and probes when the database falls silent or is full, and when Slack is slow?"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from bot import db, deadline
from bot.db import Busy, Database, Full
from bot.playground.clock import Clock
from bot.serving import server
from bot.serving.metrics import Metrics
from bot.serving.probes import Examiner
from tests.freezing import Door, door
from tests.office import SECRET, Office, opened
from tests.serving import toy

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

#: What a busy machine may take besides; without a limit a request waited for eleven seconds, and a probe for ever.
SPARE = 0.8

SAID = "/kudos @ben for untangling the release on Friday night #unblocked"


@dataclass(frozen=True)
class Site:
    """A bot whose database can be frozen, and what it says about itself."""

    office: Office
    door: Door
    probes: TestClient

    def readyz(self) -> tuple[int, str]:
        answer = self.probes.get("/readyz")
        return answer.status_code, answer.json()["database"]

    def asks(self) -> tuple[float, str]:
        """Type a command; how long it took and what was seen."""
        began = time.monotonic()
        seen = self.office.slack.person("ana").types("#general", "/kudos me")
        return time.monotonic() - began, seen.text if seen is not None else ""


def probes(database: Database) -> TestClient:
    examiner = Examiner(database=database, health=toy.HEALTH, tick_age=lambda: 1)
    return TestClient(
        server.http_app(bolt=None, signing_secret=SECRET, readiness=examiner.readiness, counted=Metrics())
    )


@pytest.fixture
def site(database_url: URL, clock: Clock, tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "articles"
    folder.mkdir()
    with door(database_url.host or "127.0.0.1", database_url.port or 5432) as way:
        url = database_url.set(host="127.0.0.1", port=way.port)
        with opened(url, clock=clock, folder=folder) as office:
            office.mute.set()
            yield Site(office, way, probes(office.database))
            way.thaw()


@ON_A_SERVER
def test_a_silent_database_keeps_no_request_and_no_probe_waiting_and_all_is_well_when_it_speaks_again(
    site: Site,
) -> None:
    assert site.readyz() == (200, "reachable")
    assert "You" in site.asks()[1]
    site.door.freeze()
    began = time.monotonic()
    status, words = site.readyz()
    assert (status, words) == (503, "does not answer in time")
    assert time.monotonic() - began < server.PROBE_SECONDS + SPARE
    with ThreadPoolExecutor(6) as crowd:
        asked = list(crowd.map(lambda _: site.asks(), range(6)))
    assert max(seconds for seconds, _seen in asked) < server.REQUEST_SECONDS + SPARE
    site.door.thaw()
    end = time.monotonic() + 10
    while site.readyz()[0] != 200 and time.monotonic() < end:
        pass
    assert site.readyz() == (200, "reachable")
    assert "You" in site.asks()[1]


def quota(database: Database, pages: int) -> None:
    """Let the file have so many pages more; a negative number: any."""
    with database.engine.connect() as connection:
        count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {count + pages if pages >= 0 else 2**30}").close()


@ON_SQLITE
def test_a_full_disk_is_one_sentence_not_ready_and_over_by_itself(office: Office) -> None:
    ana, ready = office.slack.person("ana"), probes(office.database)
    quota(office.database, 0)
    seen = None
    for number in range(60):  # there is room left in the pages that are there
        seen = ana.types("#general", f"{SAID} and {number} {'more words ' * 100}")
        assert seen
        if "no space left" in seen.text:
            break
    assert seen is not None
    assert "I can't save anything right now because my disk is full." in seen.text
    answer = ready.get("/readyz")
    assert (answer.status_code, answer.json()["database"][:4]) == (503, "full")
    quota(office.database, -1)
    assert ready.get("/readyz").status_code == 200
    seen = ana.types("#general", SAID)
    assert seen
    assert "Your kudos to ben" in seen.text


@ON_A_SERVER
def test_a_server_without_space_is_the_same_sentence_and_over_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server says so as it would of its disk, for whatever is written down."""
    ana, ready = office.slack.person("ana"), probes(office.database)
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER full_disk BEFORE INSERT ON acknowledgements EXECUTE FUNCTION no_space()"
        )
    seen = ana.types("#general", SAID)
    assert seen
    assert "I can't save anything right now because my disk is full." in seen.text
    answer = ready.get("/readyz")
    assert (answer.status_code, answer.json()["database"][:4]) == (503, "full")
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER full_disk ON acknowledgements")
    monkeypatch.setattr(db, "FULL_SECONDS", 0)  # they are over
    assert ready.get("/readyz").status_code == 200
    seen = ana.types("#general", SAID)
    assert seen
    assert "Your kudos to ben" in seen.text


@ON_SQLITE
def test_what_does_not_fit_leaves_nothing_behind(database: Database) -> None:
    quota(database, 0)
    with pytest.raises(Full):
        database.transaction(lambda session: session.execute(text("CREATE TABLE big AS SELECT zeroblob(1000000) AS b")))
    assert not database.has_space()
    quota(database, -1)
    assert database.has_space()
    assert (
        database.reading(
            lambda session: session.scalar(text("SELECT count(*) FROM sqlite_master WHERE name IN ('big', 'scratch')"))
        )
        == 0
    )


@ON_SQLITE
def test_a_statement_without_an_end_is_given_up_when_the_request_is_over(database: Database) -> None:
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
    began = time.monotonic()
    with deadline.until(began + 0.3), pytest.raises(Busy):
        database.reading(lambda session: session.scalar(endless))
    assert time.monotonic() - began < 1
    assert database.reading(lambda session: session.scalar(text("SELECT 1"))) == 1


@ON_SQLITE
@pytest.mark.parametrize("fault", ["hangs", "refuses"])
def test_a_slow_slack_is_named_as_such(office: Office, fault: str) -> None:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen doctor")
    if fault == "hangs":
        office.slack.faults.hang("views.open")
    else:
        office.slack.faults.error("expired_trigger_id", "views.open")
    began = time.monotonic()
    seen = ida.types("#general", "/kudos")
    assert time.monotonic() - began < 3
    assert seen
    assert seen.text == "Slack is slow right now, please try again."
    office.slack.faults.clear()


@ON_SQLITE
@pytest.mark.parametrize("typed", ["/kudos", "/pollen doctor", "/pollen learned", "/pollen digest"])
@pytest.mark.parametrize("is_known", [True, False])
def test_however_slow_slack_is_there_are_words_in_time(office: Office, typed: str, is_known: bool) -> None:
    """What is asked of Slack before the answer, one thing after the other, has the request's time and no more."""
    ida = office.slack.person("ida")
    if is_known:
        ida.types("#general", "/pollen help")
    office.slack.faults.hang(times=99)
    began = time.monotonic()
    seen = ida.types("#general", typed)
    assert time.monotonic() - began < server.REQUEST_SECONDS + SPARE
    assert seen
    assert "didn.t work" not in seen.text
    office.slack.faults.clear()
