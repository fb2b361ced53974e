"""What happens at the desk: opened, turned over, an article checked?"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.handlers.asking import fitting
from bot.articles.service import editing
from bot.desk.rules.board import Part
from bot.desk.service import board, suggestions
from bot.desk.views import board as views
from bot.desk.views import suggestions as suggestion_views
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.people import service as people
from bot.slack.answer import Answer, Open, Say
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.message import Message
from bot.slack.payloads import Action, Actor, Command, Said
from bot.slack.values import number, one_of
from bot.workspaces import service as workspaces

_DESK = frozenset({"desk", "the desk", "curation"})


#: What another domain has on the desk: what opens it (an action), what it is called, how many there are for somebody.
More = Callable[[Session, WorkspaceId, UserId], tuple[str, str, int]]


def register(on: Listeners, more: Sequence[More]) -> None:
    show, opened = partial(_show, more=more), partial(_opened, more=more)
    on.command("/pollen", show, wants=verb("desk"), example="desk")
    on.sentence(show, name="desk.desk", wants=lambda said: said.casefold().strip(" .!") in _DESK, example="desk")
    on.press(views.DESK, opened)
    on.press(views.PAGES, page)
    on.press(views.STILL_RIGHT, still_right)
    on.press(views.EDIT, edit)
    on.press(views.NOT_MINE, not_mine)


def _show(session: Session, request: Command | Said, now: datetime, *, more: Sequence[More]) -> Answer:
    """`/pollen desk`, or the word alone."""
    return _desk(session, request.actor, more, now)


def _opened(session: Session, pressed: Action, now: datetime, *, more: Sequence[More]) -> Answer:
    """*Open*, in App Home or a letter, and *The desk*, on a page of it."""
    return _shown(pressed, _desk(session, pressed.actor, more, now, is_modal=pressed.response_url is None))


def _desk(session: Session, actor: Actor, more: Sequence[More], now: datetime, *, is_modal: bool = False) -> Message:
    found = board.desk(session, actor.workspace, actor.user, now=now)
    others = [one(session, actor.workspace, actor.user) for one in more]
    takes = () if is_modal else workspaces.blocks(session, actor.workspace)
    return views.desk(found.counts, found.figures, others, weeks=found.weeks, takes=takes)


def page(session: Session, pressed: Action, now: datetime) -> Answer:
    """One page of what waits."""
    name, _, rest = pressed.value.partition("|")
    part, skip = one_of(Part, name), min(number(rest), 100_000)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    match part:
        case Part.FLAGS:
            said = views.flags(board.flagged(session, workspace, user, skip=skip), skip=skip)
        case Part.SUGGESTIONS:
            said = views.suggestions(board.suggested(session, workspace, user, skip=skip), skip=skip)
        case Part.SAVED:
            said = views.saved(board.saved(session, workspace, user, skip=skip), skip=skip)
        case Part.CHECKS:
            people.must_be_curator(session, workspace, user)
            said = views.checks(board.checks_of(session, workspace, user, now=now))
    return _shown(pressed, said)


def still_right(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Still right*: it counts as checked by them, today."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found = board.still_right(session, workspace, ArticleId(number(pressed.value)), by=user, now=now)
    return fitting(pressed, views.checked(found.title))


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit*: the whole article, in a form."""
    workspace, user, article = pressed.actor.workspace, pressed.actor.user, ArticleId(number(pressed.value))
    editing.must_be_theirs(session, workspace, article, user)
    begun = suggestions.begin(session, workspace, article, None, user)
    draft = begun.draft
    return Open(suggestion_views.form(draft, body=draft.part.body, may_publish=True, was_wrong=begun.is_misleading))


def not_mine(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Not mine*: somebody else is asked."""
    workspace, user, article = pressed.actor.workspace, pressed.actor.user, ArticleId(number(pressed.value))
    editing.must_be_theirs(session, workspace, article, user)
    found = board.not_mine(session, workspace, article, by=user, now=now)
    return fitting(pressed, views.passed(found.title))


def _shown(pressed: Action, said: Message) -> Answer:
    """In place of the page that was pressed, where only its reader sees it."""
    return Say(fitting(pressed, said), is_replacing=pressed.is_ephemeral)
