"""How does a press of a button get its reply, in a message, a modal or App Home alike?"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.answers.views import passages
from bot.outbox import service as outbox
from bot.runtime import Runtime
from bot.slack import views
from bot.slack.message import Message
from bot.slack.payloads import Action

TITLE = "Pollen"


@dataclass(frozen=True, kw_only=True)
class Reply:
    message: Message
    #: Takes the place of the private message the button was on; in a modal it always does.
    is_replacing: bool = False


def reply(runtime: Runtime, pressed: Action, unit: Callable[[Session], Reply]) -> None:
    """Commit `unit` and show its reply to the person who pressed, and to nobody else.

    In a message the reply is promised in the same transaction; a modal is opened or updated after it.
    """

    def work(session: Session) -> Reply:
        said = unit(session)
        if pressed.response_url is not None:
            outbox.respond(
                session,
                workspace=pressed.actor.workspace,
                response_url=pressed.response_url,
                message=said.message,
                key=f"reply:{pressed.trigger}",
                now=runtime.now(),
                thread=pressed.thread,
                is_replacing=said.is_replacing and pressed.is_ephemeral,
            )
        return said

    said = runtime.transaction(work)
    if pressed.response_url is not None:
        return
    client = runtime.slack(pressed.actor.workspace, timeout=2)
    view = views.modal(TITLE, passages.without_tables(said.message.blocks), metadata=pressed.metadata)
    if pressed.is_home:
        client.views_open(trigger_id=pressed.trigger, view=view)
    else:
        client.views_update(view_id=pressed.view, view=view)
