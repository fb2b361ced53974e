"""What the log says, and what it never says: canaries go in everywhere and must come out nowhere."""

import io
import json
import logging
import sqlite3
from collections.abc import Iterator

import pytest
from slack_bolt.logger import get_bolt_logger
from sqlalchemy.exc import OperationalError

from bot.serving import logs

SIGNING = "8f742231b10e8888abcd99yyyzzz85a5"

CANARIES = [
    "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
    "xoxp-1-2-3-abc",
    "xoxe.xoxp-1-Mi0yLTEyMzQ1Ng",
    "xoxe-1-My0xLTEyMzQ1Ng",
    "xapp-1-A111-222-deadbeef",
    "https://hooks.slack.com/commands/T1/2/abcdef",
    "https://hooks.slack.com/actions/T1/2/abcdef?x=1",
    "https://hooks.slack-gov.com/services/T1/B1/abcdef",
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    SIGNING,
]


class Log:
    def __init__(self, format: str) -> None:
        self.stream = io.StringIO()
        handler = logging.StreamHandler(self.stream)
        handler.setFormatter(logs.formatter(format, secrets=[SIGNING]))
        handler.addFilter(logs.is_quiet_enough)
        self.logger = logging.Logger("bot.test")
        self.logger.addHandler(handler)
        self.handler = handler

    @property
    def text(self) -> str:
        return self.stream.getvalue()


@pytest.fixture(params=["json", "text"])
def log(request: pytest.FixtureRequest) -> Log:
    return Log(request.param)


@pytest.mark.parametrize("secret", CANARIES)
def test_a_secret_is_blanked_wherever_it_turns_up(log: Log, secret: str) -> None:
    log.logger.info(secret)
    log.logger.info("with %s inside", secret)
    log.logger.info("beside", extra={"token": secret, "deep": {"list": [secret]}})
    log.logger.info('{"response_url": "%s"}', secret)
    try:
        raise OSError(f"cannot reach {secret}") from ValueError(secret)
    except OSError:
        log.logger.exception("failed")
    assert secret not in log.text
    assert secret.split("/")[-1] not in log.text
    assert log.text.count("…") >= 5


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ('{"response_url": "http://127.0.0.1:3001/respond/abc"}', "abc"),
        ("response_url=http://127.0.0.1:3001/respond/abc", "abc"),
        ("wss://wss-primary.slack.com/link/?ticket=12-34&app_id=1", "12-34"),
        ("postgresql+psycopg://pollen:pa55word@db:5432/pollen", "pa55word"),
    ],
)
def test_an_address_loses_what_is_secret_in_it(log: Log, said: str, logged: str) -> None:
    log.logger.warning(said)
    assert "…" in log.text
    assert logged not in log.text


def test_what_is_no_secret_stays(log: Log) -> None:
    log.logger.info("see https://docs.slack.dev/apis/ for v0=1, at 10:30, to ana@example.com", extra={"count": 3})
    assert "https://docs.slack.dev/apis/ for v0=1, at 10:30, to ana@example.com" in log.text
    assert "count" in log.text


def test_an_exception_keeps_its_place_and_loses_its_words(log: Log) -> None:
    question = "how do I tell my boss"
    statement = OperationalError("INSERT …", {"question": question}, sqlite3.OperationalError(f"near '{question}'"))
    try:
        try:
            raise statement
        except OperationalError as error:
            raise ValueError(question) from error
    except ValueError:
        log.logger.exception("listener failed", extra={"reference": "A1B2C3"})
    assert question not in log.text
    assert "test_an_exception_keeps_its_place" in log.text
    assert "sqlalchemy.exc.OperationalError: OperationalError" in log.text
    assert "ValueError" in log.text
    assert "A1B2C3" in log.text


def test_a_line_of_json_is_one_object_with_the_time_in_utc() -> None:
    log = Log("json")
    log.logger.warning("two\nlines", extra={"kind": "command"})
    (line,) = log.text.splitlines()
    said = json.loads(line)
    assert said.pop("time").endswith("+00:00")
    assert said == {"level": "WARNING", "logger": "bot.test", "message": "two\nlines", "kind": "command"}


@pytest.fixture
def root() -> Iterator[None]:
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.usefixtures("root")
def test_bolt_and_the_sdk_are_heard_only_when_they_do_not_print_requests(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("DEBUG", "json")
    bolt = get_bolt_logger(Log)
    bolt.info("Invalid request signature detected (signature: v0=1, body: a question)")
    bolt.warning("Unhandled request ({'text': 'a question'})")
    logging.getLogger("slack_sdk.web.base_client").error("Failed to decode Slack API response: a question")
    logging.getLogger("slack_sdk.web.base_client").debug("Sending a request - body_params: a question")
    logging.getLogger("uvicorn.access").info("GET /")
    assert capsys.readouterr().err == ""
    bolt.error("something is wrong")
    logging.getLogger("bot.answers").debug("found")
    assert [json.loads(line)["message"] for line in capsys.readouterr().err.splitlines()] == [
        "something is wrong",
        "found",
    ]
