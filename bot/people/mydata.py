"""How does a person see, take and erase what is kept of them? `/pollen my data`, and two buttons in App Home.

Anybody may, also somebody of another company: there may be a kudos to them.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.people import views
from bot.people.store import wishes
from bot.slack import gate
from bot.slack import views as frames
from bot.slack.answer import Answer, Open, Show
from bot.slack.listener import Listeners
from bot.slack.listening import verb
from bot.slack.payloads import Action, Command, Said, Submission

FORGET = "people.forget"
_TITLE = "Erase my data"
_ASKED = frozenset(
    {"my data", "data", "forget me", "erase me", "erase my data", "delete my data", "what do you know about me"}
)


def register(on: Listeners) -> None:
    for word, example in (("my", "my data"), ("data", "data"), ("forget", "forget me")):
        on.command("/pollen", show, wants=verb(word), said=_is_asked, example=example, admits=gate.EVERYBODY)
    on.sentence(
        show,
        name="people.data",
        wants=_is_asked,
        example="my data",
        admits=gate.EVERYBODY,
    )
    on.press(views.COPY, send, admits=gate.EVERYBODY)
    on.press(views.ERASE, ask, admits=gate.EVERYBODY)
    on.submit(FORGET, submitted, admits=gate.EVERYBODY)


def _is_asked(said: str) -> bool:
    return said.casefold().strip(" ?!.") in _ASKED


def show(session: Session, request: Command | Said, now: datetime) -> Answer:
    """Say what is kept, to them alone, by direct message: it is added up by the clock, however much it is."""
    wishes.note(session, request.actor.workspace, request.actor.user, wishes.Kind.LOOK, now=now)
    return views.looking()


def send(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Send me a copy*: by direct message, whoever else is looking on; it is put together by the clock."""
    wishes.note(session, pressed.actor.workspace, pressed.actor.user, wishes.Kind.COPY, now=now)
    return views.copied()


def ask(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Erase my data*: say first what that means."""
    return Open(frames.modal(_TITLE, views.question(), callback=FORGET, submit="Erase", close="Cancel"))


def submitted(session: Session, form: Submission, now: datetime) -> Answer:
    """*Erase*: noted, and done by the clock; they hear when it is."""
    wishes.note(session, form.actor.workspace, form.actor.user, wishes.Kind.ERASE, now=now)
    return Show(frames.modal(_TITLE, views.begun()))
