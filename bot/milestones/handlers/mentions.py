"""Does somebody say what they have reached? It is celebrated where they said it, if others can read it there."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.milestones import service
from bot.milestones.rules import Announce, Claim, parsing
from bot.slack.answer import Answer
from bot.slack.listener import Listeners
from bot.slack.payloads import Said


def register(on: Listeners) -> None:
    on.sentence(told, name="milestones.told", wants=parsing.read, example="I passed the CKA exam")


def told(session: Session, said: Said, now: datetime) -> Answer:
    workspace, user = said.actor.workspace, said.actor.user
    found = parsing.read(said.sentence)
    assert found is not None
    claim = Claim(
        workspace=workspace,
        user=user,
        key=f"said:{said.channel}:{said.ts}",
        facts=found.facts if found.facts.link else replace(found.facts, link=next(iter(said.files), "")),
        channel=None if said.is_direct else said.channel,
        thread=None if said.is_direct else said.root,
    )
    likes = service.announce(session, workspace, user)
    is_announced = not found.is_quiet and likes is not Announce.NEVER
    if said.is_direct:
        is_announced = is_announced and likes is Announce.ALWAYS and service.has_place(session, workspace, user)
    return service.receipt(session, service.claim(session, claim, is_announced=is_announced, now=now))
