"""What does Slack tell us about people by itself?"""

from typing import Any

from slack_bolt import App

from bot.people import service
from bot.runtime import Runtime
from bot.slack import payloads


def register(app: App) -> None:
    app.event("user_change")(changed)


def changed(body: dict[str, Any], runtime: Runtime) -> None:
    person = payloads.person_changed(body)
    runtime.transaction(lambda session: service.remember(session, person.workspace, person.profile, now=runtime.now()))
