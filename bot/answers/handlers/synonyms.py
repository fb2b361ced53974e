"""How do curators teach the search their company's words? A line each, in a form: PTO = vacation, days off."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot.answers import service
from bot.people import rules as people_rules
from bot.people import service as people
from bot.runtime import Runtime
from bot.slack import message, payloads, views
from bot.slack.message import Block

EDIT = "answers.synonyms"
SUBMIT = "answers.teach"

_FIELD = "synonyms"
_LINES = 500
_HINT = "One a line, the word and what it means: PTO = vacation, days off"

Body = dict[str, Any]
Meanings = dict[str, tuple[str, ...]]


class NotUnderstoodError(ValueError):
    """A line that is not “word = meaning”."""


def register(app: App) -> None:
    app.action(EDIT)(edit)
    app.view(SUBMIT)(submitted)


def edit(ack: Ack, body: Body, runtime: Runtime) -> None:
    pressed = payloads.action(body)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    may, known = runtime.reading(
        lambda session: (people.is_curator(session, workspace, user), service.synonyms(session, workspace))
    )
    if not may:
        raise people_rules.NotACurator
    runtime.slack(workspace, timeout=2).views_open(trigger_id=pressed.trigger, view=form(known))
    ack()


def submitted(ack: Ack, body: Body, runtime: Runtime) -> None:
    submission = payloads.submission(body)
    actor = submission.actor
    try:
        meanings = read(submission.text(_FIELD))
    except NotUnderstoodError as error:
        ack(views.errors({_FIELD: str(error)}))
        return
    runtime.transaction(lambda session: service.teach(session, actor.workspace, actor.user, meanings))
    ack()


def form(known: Mapping[str, tuple[str, ...]]) -> views.View:
    lines = "\n".join(f"{word} = {', '.join(meanings)}" for word, meanings in sorted(known.items()))
    field = views.text_field(initial=lines, is_long=True)
    question = views.question("Our words, and what they mean", field, name=_FIELD, hint=_HINT, is_optional=True)
    return views.modal("Synonyms", [question], callback=SUBMIT, submit="Save", close="Cancel")


def home() -> list[Block]:
    """The curators' part of App Home."""
    line = "*Synonyms* — teach the search your company's words, such as “PTO” for vacation."
    return [message.section(line, accessory=message.button("Edit", action=EDIT))]


def read(typed: str) -> Meanings:
    """Read the form; raise `NotUnderstoodError` with a sentence that names the line.

    >>> read("PTO = vacation, days off")
    {'PTO': ('vacation', 'days off')}
    """
    found: Meanings = {}
    lines = [line for line in typed.splitlines() if line.strip()]
    if len(lines) > _LINES:
        raise NotUnderstoodError(f"These are {len(lines)} lines; {_LINES} is the most I can keep.")
    for number, line in enumerate(lines, 1):
        word, equals, rest = line.partition("=")
        meanings = tuple(meaning.strip() for meaning in rest.split(",") if meaning.strip())
        if not (word.strip() and equals and meanings):
            raise NotUnderstoodError(f"Line {number} (“{line.strip()[:60]}”) is not of the form: PTO = vacation")
        found[word.strip()] = (*found.get(word.strip(), ()), *meanings)
    return found
