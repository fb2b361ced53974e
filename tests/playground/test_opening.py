"""How does the playground open: for whom, on which port, with which articles, and with what was said before?"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bot.cli.knowledge import KNOWLEDGE
from bot.errors import Refusal
from bot.playground.run import served
from bot.playground.server import Server
from bot.playground.slack import LocalSlack
from bot.playground.stage import Scene, Stage


@contextmanager
def opened(scene: Scene) -> Iterator[LocalSlack]:
    with Server() as web:
        stage = Stage(web, scene)
        stage.begin()
        slack = stage.slack
        assert slack is not None
        try:
            slack.eventually(lambda: slack.sockets.connections, within=20)
            yield slack
        finally:
            stage.end()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost", 200),
        ("LOCALHOST", 200),
        ("[::1]", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
@pytest.mark.parametrize("path", ["/page/state", "/", "/api/auth.test"])
def test_it_answers_only_to_its_own_name(slack: LocalSlack, host: str, status: int, path: str) -> None:
    port = int(slack.url.rsplit(":", 1)[1])
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", f"{host}:{port}" if host else "")
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == status
        assert (b"Meadow" in answer.read()) == (path == "/page/state" and status == 200)
    finally:
        connection.close()


def test_a_port_that_is_taken_leads_to_the_next_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as freed:
        busy, free = taken.getsockname()[1], freed.getsockname()[1]
        freed.close()
        with served((busy, free)) as web:
            assert web.url.endswith(f":{free}")
        with pytest.raises(Refusal, match=f"Port {busy} can.*be opened .*--port"):
            served((busy,))


def test_what_was_said_is_there_again_when_it_was_kept(tmp_path: Path) -> None:
    scene = Scene(starter=KNOWLEDGE, is_empty=True, keep=tmp_path / "kept")
    with opened(scene) as slack:
        ana = slack.person("ana")
        ana.says("#general", "remember this")
        kudos = ana.types("#general", "/kudos @ben for carrying the whole migration")
        assert kudos is not None
        slack.clock.advance(timedelta(days=2))
        token, now = slack.bot_token, slack.clock.now()
    with opened(scene) as again:
        ana = again.person("ana")
        assert again.bot_token == token
        assert ana.sees("#general")[0].text == "remember this"
        assert "carrying the whole migration" in again.person("ben").opens_home().text
        assert again.clock.now() >= now


def test_nothing_is_kept_unless_one_says_so(tmp_path: Path) -> None:
    with opened(Scene(starter=KNOWLEDGE, is_empty=True)) as slack:
        slack.person("ana").says("#general", "forget this")
    with opened(Scene(starter=KNOWLEDGE, is_empty=True)) as again:
        assert again.person("ana").sees("#general") == ()


def test_it_opens_with_a_handbook_of_ones_own(tmp_path: Path) -> None:
    handbook = tmp_path / "Our handbook, 2026!"
    handbook.mkdir()
    (handbook / "bikes.md").write_text(
        "# Bike leasing\n\nWe lease bikes. Ask Olga for the form before you order one.\n"
    )
    with opened(Scene(starter=KNOWLEDGE, is_empty=True, handbook=handbook)) as slack:
        answer = slack.person("ana").types("#general", "/learn how does bike leasing work?")
        assert answer is not None
        assert "Ask Olga for the form" in answer.text


def test_the_story_is_told_by_what_people_do_and_is_always_the_same() -> None:
    """Two tellings have the same messages at the same distance from now."""

    def lines(slack: LocalSlack) -> list[tuple[str, str]]:
        found = [(c.name, m.text) for c in slack.workspace.channels.values() for m in c.messages.values()]
        return [(name, text) for name, text in found if "<!date" not in text]

    with opened(Scene(starter=KNOWLEDGE)) as slack:
        first, now = lines(slack), slack.clock.now().timestamp()
        stamps = [float(m.ts) for c in slack.workspace.channels.values() for m in c.messages.values()]
        assert max(stamps) < now
        assert now - min(stamps) > 14 * 24 * 3600
    with opened(Scene(starter=KNOWLEDGE)) as slack:
        assert lines(slack) == first
