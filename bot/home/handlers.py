"""What happens when somebody opens the bot, asks for help, or types `/pollen`?"""

import logging
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from functools import partial

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.answers.rules import courtesies
from bot.answers.views import courtesies as kind_words
from bot.home import page, setup, trail, views
from bot.home import verbs as verbs_said
from bot.ids import WorkspaceId
from bot.runtime import Runtime
from bot.slack import parsing, scopes
from bot.slack.answer import Answer, Publish
from bot.slack.door import Kind
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Action, Command, HomeOpened, Said
from bot.workspaces import service as workspaces

SECONDS = 1.5  #: for Slack to pin what one may ask

_ALONE = frozenset({"", "help", "?", "hilfe", "aide", "ayuda"})
_HELP = (_ALONE - {"", "?"}) | {"start", "commands", "usage", "what can you do", "what can you do?"}

log = logging.getLogger(__name__)


def register(on: Listeners, *, model: str | None) -> None:
    setup.register(on, model=model)
    trail.register(on)
    on.command("/pollen", help, wants=lambda said: said.casefold() in _ALONE, example="help")
    on.command("/pollen", preferences, wants=verb("preferences"), example="preferences")
    on.press(views.MORE, more)
    on.press(views.LESS, less)
    on.event("app_home_opened", opened, parse=parsing.home_opened, before=_prompt)
    on.sentence(help, name="home.help", wants=lambda said: said.casefold().strip() in _HELP, example="help")


def register_last(on: Listeners) -> None:
    """Take whatever `/pollen` is followed by that nobody else wanted."""
    verbs = sorted(
        {one.example.split()[0] for one in on.all if (one.kind, one.name) == (Kind.COMMAND, "/pollen") and one.example}
    )
    verbs_said.register(on)
    on.command("/pollen", partial(unknown, verbs=verbs))


def help(session: Session, request: Command | Said, now: datetime) -> Answer:
    """`/pollen`, or a mention or message that asks what can be done here."""
    return views.help()


def preferences(session: Session, request: Command, now: datetime) -> Answer:
    """`/pollen preferences`: what one may choose for oneself, in one place."""
    return views.preferences()


def unknown(session: Session, command: Command, now: datetime, *, verbs: Sequence[str]) -> Answer:
    """A word that means nothing here: it is named, with the nearest that does; a kind one gets a kind one back."""
    if (courtesy := courtesies.read(command.text)) is not None:
        return kind_words.word(courtesy)
    word = command.text.split(maxsplit=1)[0] if command.text else ""
    near = get_close_matches(word.casefold(), verbs, n=1, cutoff=0.6)
    return views.unknown(word, near[0] if near else "")


def opened(session: Session, home: HomeOpened, now: datetime, _prompted: None) -> Answer:
    """App Home, drawn afresh; the conversation beside it needs nothing."""
    if home.tab == "messages":
        return None
    return Publish(page.draw(session, home.actor, "", now))


def more(session: Session, pressed: Action, now: datetime) -> Answer:
    """*More*: all of App Home."""
    return Publish(page.draw(session, pressed.actor, page.WHOLE, now))


def less(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Show less*: its first screen again."""
    return Publish(page.draw(session, pressed.actor, "", now))


def _prompt(runtime: Runtime, home: HomeOpened) -> None:
    """Pin what one may ask in the conversation with the bot, where Slack offers that."""
    if home.tab != "messages" or not _has_prompts(runtime, home.actor.workspace):
        return
    client = runtime.slack(home.actor.workspace, timeout=SECONDS)
    prompts = [{"title": title, "message": sentence} for title, sentence in views.PROMPTS]
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=home.channel, prompts=prompts)
    except (SlackClientError, OSError) as error:  # an app without Slack's agent features is none the worse
        log.info("nothing was pinned", extra={"error": type(error).__name__})


def _has_prompts(runtime: Runtime, workspace: WorkspaceId) -> bool:
    """May the app have Slack's Agents feature, as far as is known?"""
    granted = runtime.reading(lambda session: workspaces.choice(session, workspace, "slack.scopes"))
    return not isinstance(granted, list) or scopes.AGENTS in granted
