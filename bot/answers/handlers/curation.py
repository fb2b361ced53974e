"""What can be pressed on words that are to be kept: by a curator on a card, by their author afterwards?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.service import adding, publication
from bot.answers.views import proposals
from bot.slack import text
from bot.slack.answer import Answer, Errors, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Action, Submission
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(proposals.PUBLISH, publish)
    on.press(proposals.REVISE, revise)
    on.press(proposals.DECLINE, decline)
    on.submit(proposals.DECLINED, declined)
    on.press(proposals.TAKE_OUT, take_out)


def publish(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Publish*; the card says so."""
    publication.publish(session, pressed.actor.workspace, number(pressed.value), by=pressed.actor.user, now=now)
    return None


def revise(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit and publish*: the form once more, for the curator."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    proposal = publication.to_decide(session, workspace, number(pressed.value), by=user)
    authors = [author for author, _ in adding.credited(session, workspace, proposal)]
    return Open(
        proposals.form(
            title=proposal.title,
            words=proposal.text,
            tags=", ".join(proposal.tags),
            notes=proposals.notes(authors, proposal.channel, is_curator=True),
            callback=proposals.REVISED,
            submit="Publish",
            metadata=str(proposal.id),
        )
    )


def decline(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Decline*: why?"""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    proposal = publication.to_decide(session, workspace, number(pressed.value), by=user)
    return Open(proposals.why_declined(proposal))


def declined(session: Session, form: Submission, now: datetime) -> Answer:
    """Who proposed it hears why; the card says so."""
    why = text.clip(text.clean(form.text(proposals.WHY)), proposals.WHY_LENGTH)
    if text.is_blank(why):
        return Errors({proposals.WHY: "Please say why, so they know."})
    workspace, user = form.actor.workspace, form.actor.user
    publication.decline(session, workspace, number(form.metadata), by=user, why=why, now=now)
    return None


def take_out(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Take it out*, by whose words they are."""
    publication.take_out(session, pressed.actor.workspace, number(pressed.value), by=pressed.actor.user, now=now)
    return None
