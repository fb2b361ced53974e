"""Does every *Thank* and *Give kudos* that other parts offer lead to a kudos that people see?"""

from datetime import timedelta

import pytest

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


def newest(person: Person, words: str, where: str = "@pollen") -> Seen:
    found = [seen for seen in person.sees(where) if not seen.is_private]
    found += [reply for seen in tuple(found) for reply in person.sees(where, thread=seen)]
    said = [seen for seen in found if seen.author == "pollen" and words.casefold() in seen.text.casefold()]
    assert said, f"nothing about {words!r} in {[seen.text for seen in found]}"
    return max(said, key=lambda seen: seen.ts)


def test_the_author_of_an_answer_is_thanked(office: Office, ana: Person, ben: Person) -> None:
    office.knows({"it/vpn.md": f"---\nowner: {ana.id}\n---\n# VPN\n\nQuit the client and start it again.\n"})
    answer = ben.types("#general", "/learn how do I start the VPN client again?")
    assert answer
    ben.clicks("Thank the author", on=answer)
    form = ben.modal
    assert "writing “VPN”, which answered my question" in str(form.raw)
    form.submit()
    office.passes(timedelta(seconds=5))
    seen = newest(ana, "writing “VPN”, which answered my question")
    assert "ben thanks you" in seen.text
    assert "#shared-knowledge" in seen.text
    mine = ana.types("#general", "/kudos me")
    assert mine
    assert "#shared-knowledge 1" in mine.text


def test_ones_own_answer_invites_to_no_thanks(office: Office, ana: Person) -> None:
    office.knows({"it/vpn.md": f"---\nowner: {ana.id}\n---\n# VPN\n\nQuit the client and start it again.\n"})
    answer = ana.types("#general", "/learn how do I start the VPN client again?")
    assert answer
    assert "Thank the author" not in answer.buttons


def test_what_somebody_reached_is_worth_a_kudos(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#learning", "@pollen I passed CKA")
    office.passes(timedelta(seconds=5))
    ben.clicks("Give kudos", on=newest(ben, "passed", "#learning"))
    ben.modal.submit()
    office.passes(timedelta(seconds=5))
    assert "ben thanks you" in newest(ana, "ben thanks").text
    assert "CKA" in newest(ana, "ben thanks").text


def test_a_finished_mentorship_ends_in_thanks(office: Office, ana: Person, ben: Person) -> None:
    ana.types("@pollen", "I can mentor Kubernetes")
    ana.clicks("List me", newest(ana, "Should I list you"))
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben, "Should I look"))
    office.passes(timedelta(minutes=1))
    ana.clicks("I'll help", newest(ana, "would like a mentor"))
    office.passes(timedelta(minutes=1))
    ben.clicks("We're done", newest(ben, "Your mentor for"))
    office.passes(timedelta(minutes=1))
    ben.clicks("Give kudos", newest(ben, "How did it go?"))
    ben.modal.fill(reason="showing me how to read a failing pod, three evenings in a row").submit()
    office.passes(timedelta(seconds=9))
    seen = newest(ana, "ben thanks you")
    assert "showing me how to read a failing pod" in seen.text
    wall = ben.types("#general", "/kudos wall")
    assert wall
    assert "ben thanked ana" in wall.text


def test_a_reply_in_a_thread_is_thanked_in_its_thread(office: Office, ana: Person, ben: Person) -> None:
    question = ben.says("#general", "the build is red again")
    reply = ana.says("#general", "clear the cache, then rebase", thread=question)
    ben.reacts("raised_hands", reply)
    office.passes(timedelta(seconds=5))
    assert not [one for one in ana.sees("#general") if "ben thanks @ana" in one.text]
    [said] = [one for one in ana.sees("#general", thread=question) if "ben thanks @ana" in one.text]
    assert said.thread_ts == question.ts
    ben.unreacts("raised_hands", reply)
    office.passes(timedelta(seconds=5))
    assert "withdrawn" in ana.looks_again(said).text


def test_one_who_does_not_want_to_be_listed_is_not(office: Office, ana: Person, ben: Person) -> None:
    others = [office.slack.workspace.add_member(f"p{number}", real_name=f"Pat {number}").name for number in range(8)]
    names = " ".join(f"@{name}" for name in others)
    for giver in (ana, ben):
        giver.types("#general", f"/kudos {names} for coming to my first demo and asking")
        office.passes(timedelta(seconds=5))

    def listed(reader: Person) -> str:
        shown = reader.types("#general", "/kudos wall")
        assert shown
        return shown.text.partition("Thanked the most different people")[2]

    office.passes(timedelta(minutes=2))
    assert "ana thanked 8" in listed(ben)
    assert "ben thanked 8" in listed(ana)
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(breadth=[]).submit()
    assert "ana" not in listed(ben)
    assert "ben thanked 8" in listed(ana)
    ida = office.slack.person("ida")
    ida.types("#general", "/kudos settings")
    ida.modal.fill(outsiders=[]).submit()
    assert listed(ana) == ""
