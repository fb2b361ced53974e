"""Is a session spoken of where somebody asks about its topic, and nowhere else?"""

from datetime import timedelta

import pytest

from bot.playground.people.person import Person, invites_bot
from bot.playground.state import ChannelKind
from bot.sessions.rules import topics
from tests.answers.scenes import VACATION
from tests.doors.programs import Program
from tests.doors.scenes import key
from tests.milestones.test_conversations import newest
from tests.office import Office
from tests.sessions.test_conversations import hosts


@pytest.mark.parametrize(
    ("title", "asked", "is_on"),
    [
        ("SQL basics", "how do I join two tables in SQL?", True),
        ("SQL basics", "what is the basics of vacation?", False),
        ("Giving feedback", "How do I give notice?", False),
        ("Giving feedback", "how do I give feedback to my lead?", True),
        ("Kubernetes for everyone", "our kubernetes cluster is down", True),
        ("Learn together", "where do we learn?", False),
        ("Workshop: Negotiation", "tips for a negotiation", True),
    ],
)
def test_a_session_is_on_what_its_title_is_about(title: str, asked: str, is_on: bool) -> None:
    assert topics.is_on(title, asked) is is_on


def learns(person: Person, question: str, where: str = "#general") -> str:
    person.types(where, f"/learn {question}")
    return person.sees(where)[-1].text.replace("*", "")


def test_an_answer_names_the_next_session_and_one_joins_there(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    office.knows(
        {"people/vacation.md": VACATION, "sql.md": "# SQL joins\n\nA join puts two tables side by side in SQL.\n"}
    )
    hosts(office, ana, title="SQL basics", Places="4")
    office.works()
    assert "Next session on SQL basics: Mar 12" in learns(ben, "how does a join work in SQL?")
    assert "4 places left" in ben.sees("#general")[-1].text
    ben.clicks("Join", ben.sees("#general")[-1])
    assert newest(ben, "#general", "You're in for")
    assert "3 places left" in learns(chika, "how do I tune a slow sql query on a submarine?")
    assert "Next session" not in learns(chika, "how far ahead do I ask for vacation?")
    office.passes(timedelta(days=9))
    assert "Next session" not in learns(chika, "how does a join work in SQL?")


def test_a_private_channels_session_is_in_the_answers_of_its_people_alone(
    office: Office, ana: Person, ben: Person
) -> None:
    office.slack.workspace.add_channel("board", ana.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#board")
    hosts(office, ana, where="#board", title="Layoffs")
    office.works()
    assert "Next session" not in learns(ben, "are there layoffs?")
    assert "Next session on Layoffs" in learns(ana, "are there layoffs?")
    ana.types("#general", "@pollen are there layoffs?")
    office.works()
    said = "".join(one.text for one in ben.sees("#general"))
    threads = "".join(
        reply.text for one in ben.sees("#general") if not one.is_private for reply in ben.sees("#general", thread=one)
    )
    assert "Next session" not in said + threads


def test_whoever_looks_for_a_mentor_hears_of_the_session(office: Office, ana: Person, ben: Person) -> None:
    hosts(office, ana, title="Kubernetes basics")
    office.works()
    ben.types("@pollen", "I need a mentor for Kubernetes")
    card = newest(ben, "@pollen", "Should I look")
    assert "Next session on Kubernetes basics: Mar 12" in card.text.replace("*", "")
    ben.clicks("Join", card)
    assert newest(ben, "@pollen", "You're in for")
    ben.runs("#general", "/pollen mentor Kubernetes")
    assert "Next session on" in newest(ben, "#general", "Should I look").text
    ben.types("@pollen", "I need a mentor for pottery")
    assert "Next session" not in newest(ben, "@pollen", "mentor for Pottery").text


def test_what_many_ask_and_nothing_answers_can_become_a_session(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    ida = office.slack.person("ida")
    ida.opens_home()
    for person in (ana, ben):
        person.types("#general", "/learn how do I read a balance sheet?")
    ida.runs("#general", "/pollen gaps")
    assert "Suggest a session" not in newest(ida, "#general", "balance sheet").buttons
    chika.types("#general", "/learn how do I read a balance sheet?")
    ida.runs("#general", "/pollen gaps")
    ida.clicks("Suggest a session", newest(ida, "#general", "balance sheet"))
    ida.modal.submit()
    office.works()
    assert "Who could host it?" in newest(ben, "#general", "balance sheet").text


def test_an_assistant_is_told_what_its_person_may_join(office: Office, ana: Person, ben: Person) -> None:
    office.slack.workspace.add_channel("board", ana.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#board")
    hosts(office, ana, title="SQL basics", Places="4")
    hosts(office, ana, where="#board", title="Layoffs")
    office.works()
    assistant = Program(office=office, key=key(office, "ben"))
    (told,) = assistant.calls("upcoming_sessions").told["sessions"]
    assert told["about"] == "SQL basics"
    assert told["host"] == "ana"
    assert told["places"] == "4 places left"
    assert told["starts_at"].startswith("2026-03-12T")
    assert assistant.calls("upcoming_sessions", about="negotiation").told["sessions"] == []
    assert assistant.calls("upcoming_sessions", about="layoffs").told["sessions"] == []
    own = Program(office=office, key=key(office, "ana"))
    assert [one["about"] for one in own.calls("upcoming_sessions", about="layoffs").told["sessions"]] == ["Layoffs"]
