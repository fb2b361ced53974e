"""Is a press done once however often it comes, and does one by somebody it is not for show and change nothing?"""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import Base
from bot.ids import UserId
from bot.mentors.rules import Answer, State
from bot.mentors.rules.values import Request
from bot.mentors.store import offers, requests
from bot.people import service as people
from bot.playground.events.delivery import Envelope
from bot.playground.people.person import Person
from tests.listeners import Sender, caught, made
from tests.mentors.town import newest
from tests.office import Office

GOAL = "because I am taking over our cluster"
KEPT = ("mentor_requests", "mentor_offers", "mentors", "mentor_steps", "mentor_groups", "mentor_deadlines")


def asked(office: Office, ben: Person) -> Request:
    ben.types("@pollen", f"I need a mentor for Kubernetes {GOAL}")
    ben.clicks("Ask for me", newest(ben, words="Should I look"))
    return the_request(office)


def the_request(office: Office) -> Request:
    everything = office.database.reading(lambda s: requests.in_states(s, office.workspace, set(State)))
    return everything[-1]


def answers(office: Office) -> list[Answer]:
    def read(session: Session) -> list[Answer]:
        made = offers.every(session, office.workspace)
        return [one.answer for one in made]

    return office.database.reading(read)


def lists(office: Office, *names: str) -> None:
    for name in names:
        mentor = office.slack.person(name)
        mentor.types("@pollen", "I can mentor k8s")
        mentor.clicks("List me", newest(mentor, words="Should I list you"))


def forged(office: Office, person: Person, name: str, value: str) -> Envelope:
    """Return the press of a button that this person was never shown."""
    verb = name.partition(":")[0]
    listener = next(one for one in office.bot.listeners if one.name == verb)
    sender = Sender(user=person.id, team=office.slack.team_id)
    return made(office, replace(listener, name=name), sender, value=value)


def kept(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    with office.database.engine.connect() as connection:
        return {
            name: sorted(tuple(map(str, row)) for row in connection.execute(select(Base.metadata.tables[name])))
            for name in KEPT
        }


def promised(office: Office) -> list[str]:
    outbox = Base.metadata.tables["outbox"]
    with office.database.engine.connect() as connection:
        return [json.dumps(one) for one in connection.execute(select(outbox.c.message).order_by(outbox.c.id)).scalars()]


def test_a_press_that_comes_twice_asks_one_mentor(office: Office, ana: Person, ben: Person) -> None:
    lists(office, "chika", "ida")
    asked(office, ben)
    press = caught(office, lambda: ben.clicks("Ask someone else now", newest(ben, words="one person asked")))
    for _ in range(2):
        assert office.slack.postman.deliver(press).is_ack
    assert answers(office) == [Answer.ASKED, Answer.ASKED]


def test_a_no_that_comes_twice_is_never_answered_with_answered_already(
    office: Office, ana: Person, ben: Person
) -> None:
    asked(office, ben)
    question = newest(ana, words="would like a mentor")
    press = caught(office, lambda: ana.clicks("No time", question))
    for _ in range(2):
        assert office.slack.postman.deliver(press).is_ack
    assert answers(office) == [Answer.NO_TIME]
    assert "Thanks for telling me" in ana.looks_again(question).text
    assert not [one for one in promised(office) if "answered this already" in one]


#: What can be pressed with the id of a request, of an offer.
OF_A_REQUEST = (
    "mentors.next",
    "mentors.widen",
    "mentors.cancel",
    "mentors.change",
    "mentors.claim",
    "mentors.suggest",
    "mentors.met",
    "mentors.touch",
    "mentors.keep",
    "mentors.done",
    *(f"mentors.fit:{fit}" for fit in ("good", "deciding", "not_good")),
    "mentors.outcome:reached",
)
OF_AN_OFFER = ("mentors.accept", "mentors.decline:no_time", "mentors.decline:not_my_area")


@pytest.mark.parametrize("stage", ["asked", "paired", "cancelled"])
def test_a_request_by_its_number_shows_nothing_to_others_and_bears_no_change(
    office: Office, ana: Person, ben: Person, stage: str
) -> None:
    """Who asked, for what and why, who was asked and who took it: whichever button somebody else makes up."""
    request = asked(office, ben)
    (offer,) = office.database.reading(lambda s: offers.of_request(s, office.workspace, request.id))
    if stage == "paired":
        ana.clicks("I'll help", newest(ana, words="would like a mentor"))
    if stage == "cancelled":
        ben.clicks("Cancel", newest(ben, words="one person asked"))
    chika = office.slack.person("chika")
    presses = [
        *(forged(office, chika, name, str(request.id)) for name in OF_A_REQUEST),
        *(forged(office, chika, name, str(offer.id)) for name in OF_AN_OFFER),
        forged(office, chika, "mentors.help", "kubernetes"),
        forged(office, chika, "mentors.unlist", "kubernetes"),
        forged(office, chika, "mentors.consent", "kubernetes"),
        forged(office, chika, "mentors.group", "kubernetes"),
        forged(office, chika, "mentors.lead", "kubernetes"),
    ]
    office.mute.set()  # what is said privately is forgotten as soon as it is said
    before, said, views = kept(office), len(promised(office)), len(office.slack.workspace.views)
    for press in presses:
        answer = office.slack.postman.deliver(press)
        assert answer.is_ack, press.payload["actions"]
    assert kept(office) == before
    assert len(office.slack.workspace.views) == views
    assert len(promised(office)) == said + len(presses)
    told = " ".join(promised(office)[said:])
    for secret in ("Kubernetes", "cluster", ben.id, ana.id, "ben ", "ana ", "took it", "withdrawn"):
        assert secret.casefold() not in told.casefold()


def test_who_keeps_apart_from_whom_is_learnt_nowhere(office: Office, ana: Person, ben: Person) -> None:
    """Whoever is avoided reads what they would read if there were nothing to take."""
    chika = office.slack.person("chika")
    chika.types("@pollen", "/pollen mentor")
    ben.types("@pollen", "/pollen mentor pottery")
    office.database.transaction(
        lambda s: people.prefer(s, office.workspace, UserId(ben.id), {"mentors.not_with": [chika.id]})
    )
    ben.clicks("Ask for me", newest(ben, words="Should I look"))
    request = the_request(office)
    assert request.state is State.OWNER
    office.mute.set()
    before = kept(office)
    for press in (
        forged(office, chika, "mentors.help", "pottery"),
        forged(office, chika, "mentors.claim", str(request.id)),
    ):
        said = len(promised(office))
        assert office.slack.postman.deliver(press).is_ack
        (told, *_) = promised(office)[said:]
        assert "Pottery" not in told
        assert "This request" in told
    assert kept(office) == before


ODD = ("", "x", "-1", "1.5", "9" * 30, "١٢٣", "1|2", "null", "{}", "<@U1>", " 1", "0x10", "\u0000", "1" * 19 + "9")


def test_odd_values_are_refused_in_words(office: Office, ben: Person, caplog: pytest.LogCaptureFixture) -> None:
    names = [*OF_A_REQUEST, *OF_AN_OFFER, "mentors.fit:great", "mentors.outcome:x", "mentors.decline:asked"]
    odd = [(name, ODD[number % len(ODD)]) for number, name in enumerate(names)]
    odd += [("mentors.claim", value) for value in ODD]
    odd += [(f"mentors.{name}", value) for name in ("ask", "first", "list") for value in ("", "[]", '{"s": [1]}')]
    odd += [("mentors.all", value) for value in ("", "[]", '{"all": [1, null, {}]}', '{"all": 7, "g": []}')]
    office.mute.set()
    before = kept(office)
    for name, value in odd:
        said = len(promised(office))
        assert office.slack.postman.deliver(forged(office, ben, name, value)).is_ack, (name, value)
        told = promised(office)[said:]
        assert told, (name, value)
        assert "Something broke here" not in " ".join(told), (name, value)
    assert kept(office) == before
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f", "\u3000", "\t"])
def test_any_space_parts_words(office: Office, ana: Person, ben: Person, space: str) -> None:
    for said in (f"/pollen mentor{space}Kubernetes", f"/pollen mentor{space}for{space}Kubernetes"):
        shown = ben.types("@pollen", said)
        assert shown is not None
        assert "Should I look for a mentor for Kubernetes?" in shown.text
    for said in (
        f"I{space}need{space}a{space}mentor{space}for{space}Kubernetes",
        f"Kubernetes{space}mentor{space}please",
    ):
        ben.types("@pollen", said)
        assert "Should I look for a mentor for Kubernetes?" in newest(ben).text
    ana.types("@pollen", f"I{space}can{space}mentor{space}SQL")
    assert "Should I list you as a mentor for SQL?" in newest(ana).text
    paused = ana.types("@pollen", f"/pollen mentor{space}away{space}2026-04-01")
    assert paused is not None
    assert "Enjoy!" in paused.text
