"""Can anybody but its owner reach what is private, by its id? Every private thing, and every way to it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import select

from bot.answers import privacy
from bot.answers.store import AnswerRow
from bot.answers.store.proposals import ProposalRow
from bot.articles.store.tables import ArticleRow
from bot.erasure import Erasure
from bot.ids import UserId
from bot.playground.clock import Clock
from bot.slack.door import Kind, Listener
from tests import listeners
from tests.conftest import NOW
from tests.listeners import Sender, deeds, made
from tests.office import Office, opened

VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"
GONE = "I no longer have that answer."

#: Ways to somebody's answer: the listener, what its button carries, and what another than the asker reads.
TO_AN_ANSWER: Mapping[str, tuple[str, str]] = {
    "answers.pick": ("{}|0", GONE),
    "answers.more": ("{}|0", GONE),
    "answers.others": ("{}", GONE),
    "answers.none": ("{}", GONE),
    "answers.helpful": ("{}|0", GONE),
    "answers.not_helpful": ("{}|0", GONE),
    "answers.reason": ("{}|0|wrong", GONE),
    "answers.unrate": ("{}", GONE),
    "answers.again": ("{}", GONE),
    "answers.share": ("{}|0", GONE),
    "answers.ask": ("{}", GONE),
    "desk.fix": ("{}|0", GONE),
}
#: Ways to words that wait for a curator, or were published: the same whether there are any or not.
TO_A_PROPOSAL: Mapping[str, str] = {
    "answers.publish": "Only curators",
    "answers.revise": "Only curators",
    "answers.decline": "Only curators",
    "answers.declined": "Only curators",
    "answers.revised": "Only curators",
    "answers.take_out": "Only the person who wrote it",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("private")
    path: Path = folder / "pollen.sqlite3"
    path.write_bytes(sqlite_template)
    (folder / "articles").mkdir()
    url = sqlalchemy.engine.URL.create("sqlite", database=str(path))
    with opened(url, clock=Clock(at=NOW), folder=folder / "articles") as office:
        office.knows({"people/vacation.md": VACATION, "it/vpn.md": "# VPN\n\nQuit the client.\n"})
        yield office


def last(office: Office, column: sqlalchemy.orm.InstrumentedAttribute[int]) -> int:
    found = office.database.reading(lambda session: session.scalar(select(column).order_by(column.desc()).limit(1)))
    assert found is not None
    return found


def listener(office: Office, name: str) -> Listener:
    return next(one for one in office.bot.listeners if one.name == name)


def sends(office: Office, name: str, who: str, value: str) -> str:
    """Let somebody send what a listener hears, with a value of their own making; return what they read."""
    found = listener(office, name)
    person = office.slack.person(who)
    before = len(listeners.said(office))
    envelope = made(office, found, Sender(user=person.id, team=office.slack.team_id), value=value)
    if found.kind is Kind.SUBMIT:
        words = {name: {name: {"value": "A"}} for name in ("title", "words", "why")}
        envelope.payload["view"]["state"]["values"] = words
    office.mute.set()  # what was said leaves no words behind
    answer = office.slack.postman.send(envelope)
    assert answer.status == 200
    office.mute.clear()
    return f"{answer.body} {listeners.said(office)[before:]}"


def test_another_persons_private_answer_is_refused_as_if_there_were_none(office: Office) -> None:
    office.slack.person("ana").types("#general", "/learn who approves vacation?")
    answer = last(office, AnswerRow.id)
    sends(office, "answers.others", "ben", "1")  # he is known by now
    before = deeds(office.database)
    for name, (value, refusal) in TO_AN_ANSWER.items():
        theirs = sends(office, name, "ben", value.format(answer))
        assert refusal in theirs, (name, theirs)
        assert theirs == sends(office, name, "ben", value.format(12345)), f"{name} tells whether there is one"
    assert deeds(office.database) == before


def test_what_was_said_aloud_is_everybodys(office: Office) -> None:
    office.slack.person("ana").types("#general", "@pollen who approves vacation?")
    answer = last(office, AnswerRow.id)
    for name in ("answers.more", "answers.others", "answers.helpful", "answers.not_helpful", "answers.reason"):
        assert GONE not in sends(office, name, "ben", TO_AN_ANSWER[name][0].format(answer)), name
    assert "Only the person who asked" in sends(office, "answers.share", "ben", f"{answer}|0")
    assert GONE in sends(office, "answers.again", "ben", str(answer)), "one's last questions are one's own"


def test_what_was_shared_is_everybodys_until_it_is_taken_back(office: Office) -> None:
    ana = office.slack.person("ana")
    ana.types("#general", "/learn who approves vacation in the calendar?")
    answer = last(office, AnswerRow.id)
    ana.clicks("Share", on=ana.sees("#general")[-1])
    assert "glad it helped" in sends(office, "answers.helpful", "ben", f"{answer}|0")
    channel = office.slack.channel("general").id
    assert "Only the person who shared" in sends(office, "answers.take_back", "ben", f"{answer}|{channel}|")
    sends(office, "answers.take_back", "ana", f"{answer}|{channel}|")
    assert GONE in sends(office, "answers.helpful", "ben", f"{answer}|0")


def test_words_that_wait_are_refused_the_same_whether_there_are_any_or_not(office: Office) -> None:
    chika, ida = office.slack.person("chika"), office.slack.person("ida")
    ida.types("#general", "/pollen doctor")  # the owner is known, and asked
    chika.uses_shortcut("Save to knowledge", on=office.slack.person("ana").types("#general", "Begonias like it dry."))
    chika.modal.fill({"Title": "Begonias"}).submit()
    proposal = last(office, ProposalRow.id)
    before = deeds(office.database)
    for name, refusal in TO_A_PROPOSAL.items():
        theirs = sends(office, name, "ben", str(proposal))
        assert refusal in theirs, (name, theirs)
        assert theirs == sends(office, name, "ben", "12345"), f"{name} tells whether there is one"
    assert deeds(office.database) == before


def test_an_article_that_was_taken_out_cannot_be_opened_by_its_button(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION, "it/door.md": "# The door\n\nPull it.\n"})
    article = last(office, ArticleRow.id)
    assert "no longer in the knowledge base" not in sends(office, "answers.article", "ben", str(article))
    office.knows({"people/vacation.md": VACATION})
    assert "no longer in the knowledge base" in sends(office, "answers.article", "ben", str(article))


def test_an_answer_can_still_be_judged_when_a_name_was_taken_out_of_its_question(office: Office) -> None:
    """What the search made of a question goes with the name: words and how rare they are, both."""
    ana = office.slack.person("ana")
    ana.types("#general", "@pollen who approves vacation for Zelda Quint?")
    answer = last(office, AnswerRow.id)
    will = Erasure(workspace=office.workspace, user=UserId("U0ZELDA99"), name="Zelda Quint", now=office.clock.now())
    office.database.transaction(lambda session: privacy.forget_person(session, will))
    assert "glad it helped" in sends(office, "answers.helpful", "ben", f"{answer}|0")
