"""What can be pressed on words that are to be kept: by a curator on a card, by their author afterwards?"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers.service import publication
from bot.answers.views import proposals
from bot.slack.answer import Answer, Open
from bot.slack.listener import Listeners
from bot.slack.payloads import Action
from bot.slack.values import number


def register(on: Listeners) -> None:
    on.press(proposals.PUBLISH, publish)
    on.press(proposals.REVISE, revise)
    on.press(proposals.DECLINE, decline)
    on.press(proposals.TAKE_OUT, take_out)


def publish(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Publish*; the card says so."""
    publication.publish(session, pressed.actor.workspace, number(pressed.value), by=pressed.actor.user, now=now)
    return None


def revise(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Edit and publish*: the form once more, for the curator."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    proposal = publication.to_decide(session, workspace, number(pressed.value), by=user)
    return Open(
        proposals.form(
            title=proposal.title,
            words=proposal.text,
            tags=", ".join(proposal.tags),
            notes=proposals.notes(proposal.author, proposal.channel, is_curator=True),
            callback=proposals.REVISED,
            submit="Publish",
            metadata=str(proposal.id),
        )
    )


def decline(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Leave it*; the card says so."""
    publication.decline(session, pressed.actor.workspace, number(pressed.value), by=pressed.actor.user, now=now)
    return None


def take_out(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Take it out*, by whose words they are."""
    publication.take_out(session, pressed.actor.workspace, number(pressed.value), by=pressed.actor.user, now=now)
    return None
