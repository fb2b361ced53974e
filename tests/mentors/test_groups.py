"""Several wait for one topic: is a session offered, proposed, led, and told to whom it concerns?"""

import pytest

from bot.ids import UserId
from bot.mentors.rules import refusals
from bot.mentors.service import groups, leaving
from tests.mentors.town import OWNER, WORKSPACE, Town, cancel


def three_wait(town: Town) -> None:
    for number in range(3):
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")


def test_three_wait_and_the_owner_is_offered_a_group_session(town: Town) -> None:
    three_wait(town)
    offers = [line for line in town.said(OWNER) if "Should I suggest a group session" in line]
    assert len(offers) == 1
    assert "3 people are waiting for a mentor for *Terraform*, and no one mentors it yet" in offers[0]

    def propose(actor: UserId) -> int:
        return town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=actor, topic="terraform", now=town.now))

    with pytest.raises(refusals.NotTheOwner):
        propose(UserId("UASKER1"))
    assert propose(OWNER) == 3
    assert propose(OWNER) == 3
    assert "3 people would like to learn *Terraform*" in town.heard("CMENTORS")
    assert len([line for line in town.said("UASKER1") if "group session" in line]) == 1
    town.person("UANA")
    town.person("UBEN")

    def lead(user: str) -> None:
        town.do(lambda s: groups.lead(s, workspace=WORKSPACE, actor=UserId(user), topic="terraform", now=town.now))

    lead("UANA")
    with pytest.raises(refusals.GroupTaken):
        lead("UBEN")
    assert "<@UANA> will lead it" in town.heard("CMENTORS")
    assert "<@UANA> will lead a group session" in town.heard(OWNER)
    assert "<@UANA> will lead a group session" in town.heard("UASKER2")


def test_a_group_session_is_offered_again_once_the_last_one_is_long_over(town: Town) -> None:
    three_wait(town)
    town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now))
    town.person("UANA")
    town.do(lambda s: groups.lead(s, workspace=WORKSPACE, actor=UserId("UANA"), topic="terraform", now=town.now))
    town.pass_time(days=20)
    town.person("UASKER3")
    town.ask("UASKER3", "Terraform")
    assert len([line for line in town.said(OWNER) if "Should I suggest a group session" in line]) == 1
    town.pass_time(days=20)
    town.person("UASKER4")
    town.ask("UASKER4", "Terraform")
    offers = [line for line in town.said(OWNER) if "Should I suggest a group session" in line]
    assert "5 people are waiting for a mentor for *Terraform*" in offers[-1]
    assert len(offers) == 2
    assert town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now)) == 5
    assert "5 people would like to learn *Terraform*" in town.heard("CMENTORS")
    assert len([line for line in town.said("UASKER1") if "who would lead a group session" in line]) == 2


def test_enough_people_who_wait_are_a_group_whoever_is_being_asked(town: Town) -> None:
    for number in range(3):
        town.mentor(f"UMENTOR{number}", "Terraform")
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")
    assert "3 people are waiting for a mentor for *Terraform*" in town.heard(OWNER)


def test_nobody_is_asked_to_lead_a_session_for_nobody(town: Town) -> None:
    asked = [town.ask(town.person(f"UASKER{number}"), "Terraform") for number in range(3)]
    for one in asked:
        cancel(town, one)
    with pytest.raises(refusals.NobodyWaits):
        town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now))


def test_a_session_whose_host_has_left_is_not_spoken_of(town: Town) -> None:
    for number in range(3):
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")
    town.do(lambda s: groups.propose(s, workspace=WORKSPACE, actor=OWNER, topic="terraform", now=town.now))
    town.person("UANA")
    town.do(lambda s: groups.lead(s, workspace=WORKSPACE, actor=UserId("UANA"), topic="terraform", now=town.now))
    town.do(lambda s: town.note_gone(s, "UANA"))
    town.do(lambda s: leaving.person_left(s, WORKSPACE, UserId("UANA"), town.now))
    assert town.database.reading(lambda s: groups.led(s, WORKSPACE, now=town.now)) == ()
    assert "Who would lead one session" in [line for line in town.said("CMENTORS") if "session" in line][-1]
