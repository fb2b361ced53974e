"""What does a person type, press and see when they have reached something?"""

from datetime import timedelta
from functools import partial

import pytest

from bot.ids import UserId
from bot.milestones import service
from bot.milestones.rules import Milestone
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.workspaces import service as workspaces
from tests.listeners import whole_home
from tests.office import Office


def everything(person: Person, where: str) -> list[Seen]:
    """What somebody can read in a place, threads included."""
    found: list[Seen] = []
    for seen in person.sees(where):
        found.append(seen)
        if (not seen.is_private and seen.author != "pollen") or seen.replies:
            found += person.sees(where, thread=seen)[1:]
    return found


def newest(person: Person, where: str, words: str = "") -> Seen:
    """The newest message of the bot that says some words, threads included."""
    found = everything(person, where)
    said = [one for one in found if one.author != person.name and words.casefold() in one.text.casefold()]
    assert said, f"nothing about {words!r} in: {[one.text for one in found]}"
    return max(said, key=lambda one: one.ts)


def presses(person: Person, label: str, on: Seen) -> bool:
    """Press a button of a message as it is now."""
    person.clicks(label, person.looks_again(on))
    return True


def celebrates_in(office: Office, channel: str) -> None:
    """Choose the workspace's channel for celebrations."""
    chosen = {"milestones.channel": office.slack.channel(channel).id}
    office.bot.runtime.transaction(lambda session: workspaces.choose(session, office.workspace, chosen))


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


def test_said_in_a_channel_it_is_celebrated_there(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    post = newest(ben, "#general", "CKA")
    assert "Ana Ruiz passed CKA" in post.text.replace("*", "") or "ana passed CKA" in post.text.replace("*", "")
    assert "In their own words" in post.text
    assert not post.is_private
    office.slack.eventually(lambda: any("sharing it in" in seen.text for seen in ana.sees("#general")))
    receipt = newest(ana, "#general", "sharing it in")
    assert receipt.is_private
    assert not any("sharing it in" in seen.text for seen in ben.sees("#general"))


def test_a_congratulation_counts_once_a_person_and_shows_who(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    post = newest(ben, "#general", "CKA")
    ben.clicks("Congratulate", post)
    ben.clicks("Congratulate 1", ben.looks_again(post))
    office.slack.person("chika").clicks("Congratulate 1", ben.looks_again(post))
    shown = ben.looks_again(post).text
    assert "👏" in shown
    assert "ben" in shown.casefold()
    assert "chika" in shown.casefold()
    assert "You've already congratulated" in newest(ben, "#general", "already").text


def test_one_does_not_congratulate_oneself(office: Office, ana: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    ana.clicks("Congratulate", newest(ana, "#general", "In their own words"))
    assert "you've earned it" in newest(ana, "#general", "That one's yours").text


def test_told_privately_nobody_knows_until_one_celebrates_it(office: Office, ana: Person, ben: Person) -> None:
    celebrates_in(office, "learning")
    ana.types("@pollen", "I finished the SQL course")
    receipt = newest(ana, "@pollen", "Only you can see")
    assert ben.sees("#learning") == ()
    ana.clicks("Share", receipt)
    post = newest(ben, "#learning", "SQL course")
    assert "finished" in post.text
    ana.clicks("Share", receipt)
    assert len(ben.sees("#learning")) == 1


def test_just_for_me_is_kept(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA, just for me")
    assert "Only you can see" in newest(ana, "#general", "Well done").text
    assert not any(seen.author == "pollen" for seen in ben.sees("#general"))


def test_edited_and_taken_back_the_post_follows(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    post = newest(ben, "#general", "CKA")
    receipt = newest(ana, "#general", "sharing it in")
    ana.clicks("Edit", receipt)
    assert ana.modal.title == "Edit a milestone"
    ana.modal.fill({"In a few words": "CKAD"}).submit()
    office.speaks()
    assert "CKAD" in ben.looks_again(post).text
    ana.clicks("Remove", receipt)
    office.speaks()
    assert not any("CKAD" in one.text for one in everything(ben, "#general"))
    assert "No one can see it any more" in ana.looks_again(receipt).text


def test_nobody_else_edits_it(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    number = office.bot.runtime.reading(
        lambda session: service.of(session, office.workspace, ana.id)[0].id  # type: ignore[arg-type]
    )
    ana.clicks("Edit", newest(ana, "#general", "sharing it in"))
    assert number
    ana.modal.close()
    ben.types("#general", "/pollen learned list")
    assert "CKA" not in newest(ben, "#general", "Your milestones").text


def test_the_command_notes_anything_and_alone_opens_a_form(office: Office, ana: Person, ben: Person) -> None:
    celebrates_in(office, "learning")
    (said,) = ana.runs("#general", "/pollen learned to say no kindly")
    assert "to say no kindly" in said.text
    assert "Only you can see" in said.text
    ana.runs("#general", "/pollen learned")
    assert ana.modal.title == "Add a milestone"
    ana.modal.fill({"What is it?": "Talk given", "In a few words": "caching", "Link": "nonsense"})
    assert ana.modal.submit() == {"Link": "Please give a link that starts with https://"}
    ana.modal.fill({"Link": "https://talks.example/caching"}).submit()
    office.speaks()
    assert "gave a talk: caching" in newest(ben, "#learning", "caching").text.replace("*", "")
    assert "sharing it in" in newest(ana, "@pollen", "sharing it in").text


def test_a_title_of_3000_characters_is_shown_cut_with_its_buttons(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed " + "long " * 590)
    post = newest(ben, "#general", "long")
    assert len(post.text) < 1500
    ben.clicks("Congratulate", post)


def test_confirmed_by_the_owner_but_not_by_anybody(office: Office, ana: Person, ben: Person) -> None:
    ana.types("#general", "@pollen I passed CKA")
    post = newest(ben, "#general", "CKA")
    ben.clicks("Confirm", post)
    assert "Congratulating means just as much" in newest(ben, "#general", "means just as much").text
    office.slack.person("ida").clicks("Confirm", post)
    assert "Confirmed by" in ben.looks_again(post).text


def test_sixty_congratulations_are_named_in_the_thread(office: Office, ana: Person, ben: Person) -> None:
    celebrates_in(office, "learning")
    (said,) = ana.runs("#general", "/pollen learned passed CKA")
    ana.clicks("Share", said)
    post = newest(ben, "#learning", "CKA")
    for number in range(60):
        fan = office.slack.add_person(f"fan{number}", real_name=f"Fan {number}")
        office.slack.channel("learning").members.append(fan.id)
        label = f"Congratulate {number}" if number else "Congratulate"
        office.slack.eventually(partial(presses, fan, label, post))
        office.clock.advance(timedelta(seconds=2))
    office.works()
    shown = ben.looks_again(post)
    assert "and 55 more (all in the thread)" in shown.text
    (roll,) = [one for one in ben.sees("#learning", thread=shown) if "60 congratulations" in one.text]
    assert "fan59" in roll.text.casefold().replace(" ", "")


def test_a_leader_gets_a_letter_and_applauds(office: Office, ana: Person, ben: Person) -> None:
    ida = office.slack.person("ida")
    home = whole_home(ida)
    ida.clicks("milestones.lead", home)
    for who, what in (("ana", "I passed CKA"), ("ben", "I finished the SQL course"), ("chika", "Hi, I'm new here")):
        office.slack.person(who).types("#general", f"@pollen {what}")
        office.clock.advance(timedelta(seconds=2))
    office.passes(timedelta(minutes=1))
    office.passes(timedelta(days=5))  # Monday
    letter = newest(ida, "@pollen", "A word from you")
    assert "is new here" in letter.text
    assert "You haven't applauded anyone yet" in letter.text
    ida.clicks("Applaud", letter, nth=1)
    office.works()
    assert sum("Applauded by" in one.text for one in everything(ben, "#general")) == 1
    ida.clicks("Write a line", letter, nth=1)
    ida.modal.fill({"Your line": "That took months. Thank you!"}).submit()
    office.works()
    assert any("That took months" in one.text for one in everything(ben, "#general"))
    office.passes(timedelta(hours=3))
    assert sum("A word from you" in seen.text for seen in ida.sees("@pollen")) == 1


def test_only_leaders_applaud_and_nobody_sees_their_count(office: Office, ana: Person) -> None:
    home = whole_home(ana)
    assert "applauded" not in home.text


def test_a_certificate_reminds_once(office: Office, ana: Person) -> None:
    ana.types("@pollen", "I passed CKA, valid until 2026-03-20")
    for _ in range(3):
        office.passes(timedelta(days=2))
    reminders = [seen for seen in ana.sees("@pollen") if "is valid until" in seen.text]
    assert len(reminders) == 1


def test_a_question_is_still_a_question(office: Office, ana: Person) -> None:
    ana.types("#general", "@pollen I passed CKA, what should I do next?")
    assert not any("shared it" in seen.text for seen in ana.sees("#general"))


def test_a_celebration_that_cannot_be_posted_can_be_made_elsewhere(office: Office, ana: Person) -> None:
    celebrates_in(office, "leads")  # the bot is not in it
    (said,) = ana.runs("@pollen", "/pollen learned passed CKA")
    ana.clicks("Share", said)
    assert "If Slack doesn't let me, I'll write to you." in newest(ana, "@pollen", "I'm sharing it in #leads.").text
    office.passes(timedelta(minutes=1))
    assert "couldn't post" in newest(ana, "@pollen", "couldn't post").text
    celebrates_in(office, "general")
    (mine,) = service_of(office, ana)
    assert mine.celebrated_at is None
    office.database.transaction(
        lambda session: service.celebrate(session, office.workspace, mine.id, mine.user, now=office.clock.now())
    )
    office.passes(timedelta(minutes=1))
    assert "passed CKA" in newest(office.slack.person("ben"), "#general", "passed").text.replace("*", "")


def service_of(office: Office, person: Person) -> tuple[Milestone, ...]:
    return office.database.reading(lambda session: service.of(session, office.workspace, UserId(person.id)))
