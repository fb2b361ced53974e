"""How does a person see, take and erase what is kept of them? `/pollen my data`, and two buttons in App Home.

Anybody may, also somebody of another company: there may be a kudos to them.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.erasure import Kept
from bot.people import privacy, views
from bot.people.privacy import Keeper
from bot.people.store import wishes
from bot.runtime import Runtime
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

Keepers = Sequence[Keeper]


def register(on: Listeners, keepers: Keepers) -> None:
    look = partial(_kept, keepers)
    for word, example in (("my", "my data"), ("data", "data")):
        on.command("/pollen", show, wants=verb(word), example=example, before=look, admits=gate.EVERYBODY)
    on.sentence(
        show,
        name="people.data",
        wants=lambda said: said.casefold().strip(" ?!.") in _ASKED,
        example="my data",
        before=look,
        admits=gate.EVERYBODY,
    )
    on.press(views.COPY, send, admits=gate.EVERYBODY)
    on.press(views.ERASE, ask, admits=gate.EVERYBODY)
    on.submit(FORGET, submitted, admits=gate.EVERYBODY)


def show(session: Session, request: Command | Said, now: datetime, found: Kept) -> Answer:
    """Say what is kept, to them alone."""
    return views.kept(found)


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


def _kept(keepers: Keepers, runtime: Runtime, request: Command | Said) -> Kept:
    actor = request.actor
    return runtime.reading(lambda session: privacy.everything(session, actor.workspace, actor.user, keepers))
