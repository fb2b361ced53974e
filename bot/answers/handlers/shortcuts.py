"""What can be done with somebody's message? Look for an answer to it; save it to the knowledge base."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers import forms
from bot.answers.handlers.asking import in_modal, look, own, shareable
from bot.answers.handlers.places import Place
from bot.answers.service import colleagues, publication
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import proposals
from bot.people import service as people
from bot.search.findings import Findings
from bot.slack import message, text
from bot.slack.answer import Answer, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Shortcut

FIND, SAVE = "answers.find", "answers.save"


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.shortcut(FIND, partial(find, teachers=teachers), before=partial(look, library))
    on.shortcut(SAVE, save)


def find(
    session: Session, shortcut: Shortcut, now: datetime, findings: Findings | None, *, teachers: Teachers
) -> Answer:
    """*Find an answer*: seen by who asks alone, to be shared under the message."""
    if findings is None:
        return views.nothing_asked()
    asked = rules.Asked(
        workspace=shortcut.actor.workspace,
        key=f"shortcut:{shortcut.trigger}",
        asker=shortcut.actor.user,
        text=text.written(shortcut.text),
        surface=rules.Surface.SHORTCUT,
        channel=shareable(shortcut.channel),
        thread=shortcut.thread or shortcut.ts,
    )
    found = service.answer(session, asked, findings, own(session, shortcut.actor), now=now)
    return in_modal(views.answered(colleagues.told(session, found, teachers, now=now)))


def save(session: Session, shortcut: Shortcut, now: datetime) -> Answer:
    """*Save to knowledge*: a form with the words, under the question they answer."""
    workspace, user = shortcut.actor.workspace, shortcut.actor.user
    before = publication.of_message(session, workspace, shortcut.channel, shortcut.ts)
    if before is not None:
        return proposals.already(before)
    if shortcut.author is None or text.is_blank(shortcut.text):
        return message.message("There's nothing here that a person wrote, so there's nothing to save.")
    place = Place(channel=shortcut.channel, ts=shortcut.ts, thread=shortcut.thread, author=shortcut.author)
    asked = publication.question(session, workspace, place.channel, place.thread or place.ts, now=now)
    is_curator = people.is_curator(session, workspace, user)
    words = forms.markdown(shortcut.text)
    return Open(
        proposals.form(
            title=text.clip("" if asked is None else asked.text, proposals.TITLE_LENGTH),
            words=words,
            notes=proposals.notes(
                place.author, place.channel, is_curator=is_curator, is_cut=len(words) > proposals.WORDS_LENGTH
            ),
            callback=proposals.SAVED,
            submit="Publish" if is_curator else "Suggest",
            metadata=place.written(),
        )
    )
