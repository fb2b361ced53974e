"""What happens when somebody opens the bot, asks for help, or types `/pollen`?"""

import logging
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from functools import partial

from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session

from bot.answers import service as answers
from bot.answers.service import consent
from bot.answers.views import browse, synonyms
from bot.answers.views import experts as expert_views
from bot.answers.views import gaps as gap_views
from bot.articles import views as article_views
from bot.articles.service import readers
from bot.desk.service import board as desk
from bot.desk.views import board as desk_views
from bot.digests import service as digests
from bot.digests import views as digests_views
from bot.doors import service as doors
from bot.doors.views import home as doors_views
from bot.home import checkup, setup, trail, views
from bot.home import verbs as verbs_said
from bot.ids import WorkspaceId
from bot.kudos import service as kudos
from bot.kudos.views import boards as kudos_boards
from bot.mentors import service as mentors
from bot.mentors.views import home as mentors_views
from bot.milestones import service as milestones
from bot.milestones import views as milestones_views
from bot.people import service as people
from bot.people import views as people_views
from bot.runtime import Runtime
from bot.sessions import service as sessions
from bot.sessions.views import coming as sessions_views
from bot.slack import parsing, scopes
from bot.slack import views as frames
from bot.slack.answer import Answer, Publish
from bot.slack.door import Kind
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.message import Block
from bot.slack.payloads import Actor, Command, HomeOpened, Said
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
    """A word that means nothing here: it is named, with the nearest that does."""
    word = command.text.split(maxsplit=1)[0] if command.text else ""
    near = get_close_matches(word.casefold(), verbs, n=1, cutoff=0.6)
    return views.unknown(word, near[0] if near else "")


def opened(session: Session, home: HomeOpened, now: datetime, _prompted: None) -> Answer:
    """App Home, drawn afresh; the conversation beside it needs nothing."""
    if home.tab == "messages":
        return None
    return Publish(frames.home(views.home(_parts(session, home.actor, now=now))))


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


def _curators(session: Session, actor: Actor) -> Sequence[Sequence[Block]]:
    if not people.is_curator(session, actor.workspace, actor.user):
        return []
    return [
        desk_views.home(desk.waiting(session, actor.workspace, actor.user)),
        gap_views.home(),
        synonyms.home(),
        article_views.home(),
    ]


def _findings(session: Session, actor: Actor, *, now: datetime) -> Sequence[Block]:
    reader = readers.person(session, actor.workspace, actor.user)
    return views.admins(checkup.findings(session, actor.workspace, reader, now=now))


def _parts(session: Session, actor: Actor, *, now: datetime) -> Sequence[Sequence[Block]]:
    """What waits for this very person stands first: what is to be set up, to be looked after, to be answered."""
    workspace, user = actor.workspace, actor.user
    return [
        _findings(session, actor, now=now) if people.is_admin(session, workspace, user) else [],
        *_curators(session, actor),
        sessions_views.home(sessions.coming(session, workspace, user, where=None, now=now, most=sessions_views.HOME)),
        mentors_views.home(mentors.home(session, workspace, user, now=now)),
        browse.entrance_blocks(answers.entrance(session, workspace, user)),
        kudos_boards.home(kudos.home(session, workspace, user, now=now)),
        expert_views.home(consent.wishes(session, workspace, user)),
        milestones_views.home(milestones.home(session, workspace, user, now=now)),
        digests_views.home(digests.home(session, workspace, user, now=now)),
        doors_views.home(doors.home(session, workspace, user)),
        people_views.home(),
    ]
