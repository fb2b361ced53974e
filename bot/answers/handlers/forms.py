"""What happens when a form about the knowledge base is sent: words revised, the company's synonyms?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import service
from bot.answers.rules import synonyms
from bot.answers.service import publication
from bot.answers.views import proposals
from bot.answers.views import synonyms as synonym_views
from bot.people import service as people
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.submit(proposals.REVISED, revised)
    on.press(synonym_views.EDIT, edit)
    on.submit(synonym_views.SUBMIT, taught)


def revised(session: Session, form: Submission, now: datetime) -> Answer:
    """A curator has changed the words and publishes them."""
    proposal, wrong = number(form.metadata), problems(form)
    if wrong:
        return Errors(wrong)
    workspace, user = form.actor.workspace, form.actor.user
    publication.revise(
        session, workspace, proposal, title=title(form), words=words(form), tags=tags(form), by=user, now=now
    )
    return None


def edit(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit*, beside the synonyms in App Home."""
    people.must_be_curator(session, pressed.actor.workspace, pressed.actor.user)
    return Open(synonym_views.form(service.synonyms(session, pressed.actor.workspace)))


def taught(session: Session, form: Submission, now: datetime) -> Answer:
    """The company's words, all of them afresh."""
    people.must_be_curator(session, form.actor.workspace, form.actor.user)
    try:
        meanings = synonyms.read(text.clean(form.text(synonym_views.FIELD)))
    except synonyms.NotUnderstoodError as error:
        return Errors({synonym_views.FIELD: str(error)})
    service.teach(session, form.actor.workspace, form.actor.user, meanings)
    return None


def problems(form: Submission) -> dict[str, str]:
    found = {}
    if text.is_blank(form.text(proposals.TITLE)):
        found[proposals.TITLE] = "Please add a title, in the words people would use to ask."
    if text.is_blank(form.text(proposals.WORDS)):
        found[proposals.WORDS] = "Please write what it should say."
    return found


def title(form: Submission) -> str:
    return text.clip(" ".join(text.clean(form.text(proposals.TITLE)).split()), proposals.TITLE_LENGTH)


def words(form: Submission) -> str:
    return text.clean(form.text(proposals.WORDS))


def tags(form: Submission) -> list[str]:
    found = (" ".join(one.split()) for one in text.clean(form.text(proposals.TOPICS)).split(","))
    return list(dict.fromkeys(one[:40] for one in found if one))[:8]
