"""A Bolt app with a few commands, and a process that serves it as `pollen run` serves the real one."""

import hashlib
import hmac
import json
import os
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy.engine import URL

from bot import schema
from bot.db import Database
from bot.scheduler import Job, Scheduler
from bot.serving import logs, server
from bot.serving.probes import Backlog, Health
from bot.settings import Settings

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"

HEALTH = Health(
    backlog=lambda: Backlog(pending=3, dead=1, unknown=2, silent=1, oldest=timedelta(seconds=2)), articles=lambda: 36
)


def bolt(*, slow: Callable[[], object] = lambda: None) -> App:
    """Return an app that answers `/learn` at once and `/slow` after `slow()`."""
    app = App(
        name="toy",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        signing_secret=SECRET,
        client=WebClient(base_url="http://127.0.0.1:9/"),
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="UB"
        ),
    )

    @app.command("/learn")
    def learn(ack: Callable[[str], None], command: dict[str, Any]) -> None:
        ack(f"You asked: {command['text']}")

    @app.command("/slow")
    def wait(ack: Callable[[str], None]) -> None:
        slow()
        ack("done")

    @app.event("app_mention")
    def mentioned() -> None:
        slow()

    @app.command("/broken")
    def fail() -> None:
        raise ValueError("a question that must not be logged")

    @app.error
    def answer(error: Exception) -> BoltResponse:
        return BoltResponse(status=500 if isinstance(error, ValueError) else 200, body="")

    return app


def command(name: str, text: str = "how do I begin?") -> str:
    """Return the body of a slash command as Slack posts it."""
    fields = {
        "command": name,
        "text": text,
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "1.2",
        "response_url": "https://hooks.slack.com/commands/T1/2/3",
    }
    return urlencode(fields)


def event(number: int = 1) -> dict[str, Any]:
    """Return the body of an event that mentions the bot."""
    said = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": f"{number}.0", "text": "<@UB> hello"}
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": said}


def signed(body: str | bytes, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that prove a body to be Slack's."""
    raw = body.encode() if isinstance(body, str) else body
    moment = str(int(time.time() if at is None else at))
    mark = hmac.new(secret.encode(), f"v0:{moment}:".encode() + raw, hashlib.sha256).hexdigest()
    is_json = raw.lstrip()[:1] in (b"{", b"[")
    return {
        "content-type": "application/json" if is_json else "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": moment,
        "x-slack-signature": f"v0={mark}",
    }


def settings(**changes: Any) -> Settings:
    values: Mapping[str, Any] = {
        "slack_bot_token": "xoxb-1",
        "slack_app_token": None,
        "slack_signing_secret": SECRET,
        "slack_api_url": "http://127.0.0.1:9/api/",
        "database_url": URL.create("sqlite", database=":memory:"),
        "port": 3000,
        "cache_folder": Path(tempfile.gettempdir(), "pollen-toy"),
        "log_level": "INFO",
        "log_format": "json",
    }
    return Settings(**{**values, **changes})


def main() -> int:
    """Serve the toy on PORT; `/slow` takes a third of a second. TOY_APP_TOKEN and TOY_API_URL mean Socket Mode.

    At the end it prints its exit code and how many slow requests it began.
    """
    begun: queue.Queue[None] = queue.Queue()

    def slow() -> None:
        begun.put(None)
        threading.Event().wait(0.3)

    changes: dict[str, Any] = {"port": int(os.environ["PORT"])}
    if token := os.environ.get("TOY_APP_TOKEN"):
        changes |= {"slack_app_token": token, "slack_api_url": os.environ["TOY_API_URL"]}
    logs.configure("INFO", "json", secrets=[SECRET])
    with tempfile.TemporaryDirectory() as folder:
        database = Database(URL.create("sqlite", database=str(Path(folder) / "toy.sqlite3")))
        schema.upgrade(database)
        code = server.serve(
            bolt=bolt(slow=slow),
            settings=settings(**changes),
            database=database,
            scheduler=Scheduler([Job(name="nothing", every=1, run=lambda: None)]),
            health=HEALTH,
        )
        database.close()
    print(json.dumps({"code": code, "begun": begun.qsize()}), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
