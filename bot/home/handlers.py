"""What happens when somebody opens the bot, asks for help, or types `/pollen`?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App
from sqlalchemy.orm import Session

from bot.answers import browsing
from bot.answers import service as answers
from bot.articles import service as articles
from bot.home import views
from bot.outbox import service as outbox
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import listening, payloads
from bot.slack import views as frames
from bot.slack.message import Block

Body = dict[str, Any]
Verb = Callable[[payloads.Command, Runtime, Ack], None]

#: What `/pollen` understands besides `help`.
VERBS: Mapping[str, Verb] = {}

_HELP = {"", "help", "hi", "hello", "hey", "?", "start", "what can you do", "what can you do?"}


def register(app: App) -> None:
    app.event("app_home_opened")(opened)
    app.command("/pollen")(pollen)
    listening.addressed(app, help, wants=lambda sentence: sentence.casefold().strip() in _HELP)


def opened(body: Body, runtime: Runtime) -> None:
    """Publish App Home, or pin what one may ask in the conversation with the bot."""
    home = payloads.home_opened(body)
    client = runtime.slack(home.actor.workspace, timeout=2)
    if home.tab == "messages":
        prompts = [{"title": title, "message": sentence} for title, sentence in views.PROMPTS]
        client.assistant_threads_setSuggestedPrompts(channel_id=home.channel, prompts=prompts)
        return
    parts = runtime.reading(lambda session: _parts(session, home.actor))
    client.views_publish(user_id=home.actor.user, view=frames.home(views.home(parts)))


def pollen(ack: Ack, body: Body, runtime: Runtime) -> None:
    """`/pollen <verb>`: everything that has no command of its own."""
    command = payloads.command(body)
    people.welcome(command.actor)
    verb = command.text.partition(" ")[0].casefold()
    if verb in VERBS:
        VERBS[verb](command, runtime, ack)
        return
    message = views.help()
    ack(text=message.text, blocks=list(message.blocks), response_type="ephemeral")


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


def _parts(session: Session, actor: payloads.Actor) -> Sequence[Sequence[Block]]:
    asked = answers.latest(session, actor.workspace, actor.user)
    return [browsing.entrance_blocks(articles.topics(session, actor.workspace), asked)]
