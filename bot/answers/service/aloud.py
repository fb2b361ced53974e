"""What do all read once the asker has said what they meant, or that it was none of these? The card is put right."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.service import narrowing
from bot.answers.store import read
from bot.articles.service import readers
from bot.outbox import service as outbox


def put_right(session: Session, found: rules.Found, *, now: datetime) -> bool:
    """Let the public card of an answer show what its asker has opened, or else that nothing answers it.

    False where there is no card, or not everybody there may read what was opened.
    """
    answer = found.answer
    if not answer.is_public or answer.channel is None:
        return False
    place = readers.place(session, answer.workspace, answer.channel)
    shown = service.reread(session, answer, place, now=now)
    if answer.picked is not None and answer.picked not in shown.passages:
        return False
    said = views.nothing(shown) if answer.picked is None else views.answered(shown, can_share=False)
    key = narrowing.key_of(read.key(session, answer.workspace, answer.id))
    promises = outbox.named(session, workspace=answer.workspace, keys=[key])
    for promise in promises:
        outbox.edit(session, workspace=answer.workspace, promise=promise, message=said, now=now)
    return bool(promises)
