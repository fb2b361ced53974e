"""What happens when somebody opens the bot, asks for help, or types `/pollen`?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.views import browse, synonyms
from bot.digests import service as digests
from bot.digests import views as digests_views
from bot.home import checkup, setup, views
from bot.kudos import service as kudos
from bot.kudos.views import boards as kudos_boards
from bot.mentors import service as mentors
from bot.mentors.views import home as mentors_views
from bot.milestones import service as milestones
from bot.milestones import views as milestones_views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.people import views as people_views
from bot.runtime import Runtime
from bot.slack import listening, payloads
from bot.slack import views as frames
from bot.slack.message import Block

Body = dict[str, Any]
Verb = Callable[[payloads.Command, Runtime, Ack], None]

_HELP = {"", "help", "hi", "hello", "hey", "?", "start", "what can you do", "what can you do?"}


def register(app: App, verbs: Mapping[str, Verb]) -> None:
    """`verbs`: what `/pollen` understands besides `help`."""

    @app.command("/pollen")
    def pollen(ack: Ack, body: Body, runtime: Runtime) -> None:
        command = payloads.command(body)
        people.welcome(command.actor)
        verb = command.text.partition(" ")[0].casefold()
        if verb in verbs:
            verbs[verb](command, runtime, ack)
            return
        message = views.help()
        ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")

    app.event("app_home_opened")(opened)
    setup.register(app)
    listening.addressed(app, help, wants=lambda sentence: sentence.casefold().strip() in _HELP)


def opened(body: Body, runtime: Runtime) -> None:
    """Publish App Home, or pin what one may ask in the conversation with the bot."""
    home = payloads.home_opened(body)
    client = runtime.slack(home.actor.workspace, timeout=2)
    if home.tab == "messages":
        prompts = [{"title": title, "message": sentence} for title, sentence in views.PROMPTS]
        client.assistant_threads_setSuggestedPrompts(channel_id=home.channel, prompts=prompts)
        return
    now = runtime.now()
    people.meet(runtime, home.actor.workspace, [home.actor.user])
    parts = runtime.reading(lambda session: _parts(session, home.actor, now=now))
    client.views_publish(user_id=home.actor.user, view=frames.home(views.home(parts)))


def help(body: Body, context: Body, runtime: Runtime) -> None:
    """A mention or message that says nothing, or asks for help."""
    said, _ = listening.said(body, context)
    people.welcome(said.actor)
    runtime.transaction(
        lambda session: outbox.post(
            session,
            workspace=said.actor.workspace,
            channel=said.channel,
            message=views.help(),
            key=f"help:{said.channel}:{said.ts}",
            now=runtime.now(),
            thread=said.root,
        )
    )


def _parts(session: Session, actor: payloads.Actor, *, now: datetime) -> Sequence[Sequence[Block]]:
    workspace, user = actor.workspace, actor.user
    return [
        browse.entrance_blocks(answers.entrance(session, workspace, user)),
        synonyms.home() if people.is_curator(session, workspace, user) else [],
        kudos_boards.home(kudos.home(session, workspace, user, now=now)),
        mentors_views.home(mentors.home(session, workspace, user, now=now)),
        milestones_views.home(milestones.home(session, workspace, user, now=now)),
        digests_views.home(digests.home(session, workspace, user, now=now)),
        people_views.home(),
        views.admins(checkup.findings(session, workspace)) if people.is_admin(session, workspace, user) else [],
    ]
