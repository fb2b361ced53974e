"""Is a mentor listed, asked, left in peace and found again as they wish?"""

from datetime import timedelta

from bot.ids import UserId
from bot.mentors.rules import Answer, State, topics
from bot.mentors.service import leaving, roster, vocabulary
from bot.mentors.store import mentors
from bot.playground.people.person import Person
from tests.mentors.town import WORKSPACE, Town, decline, newest
from tests.office import Office

ANA = UserId("UANA")


def test_three_silences_pause_a_mentor_who_comes_back_with_a_click(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    for number in range(3):
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Kubernetes")
        town.pass_time(days=4)
    paused = town.database.reading(lambda s: mentors.find(s, WORKSPACE, ANA))
    assert paused is not None
    assert paused.paused_at is not None
    assert any("I've paused your mentoring" in line for line in town.said("UANA"))
    assert town.ask("UASKER", "Kubernetes").state is State.POSTED
    town.do(lambda s: roster.back(s, workspace=WORKSPACE, user=ANA))
    town.person("ULATE")
    assert town.ask("ULATE", "Kubernetes").state is State.ASKING


def test_not_my_area_offers_to_fix_the_profile(town: Town) -> None:
    town.mentor("UANA", "Kubernetes, Rust")
    request = town.ask("UASKER", "Kubernetes")
    decline(town, town.offers(request)[0].id, ANA, Answer.NOT_MY_AREA)
    assert "isn't your area" in town.heard("UANA")
    town.do(lambda s: roster.remove_topic(s, workspace=WORKSPACE, user=ANA, topic="kubernetes"))
    left = town.database.reading(lambda s: roster.profile(s, WORKSPACE, ANA))
    assert [skill.label for skill in left.skills] == ["Rust"]
    assert left.not_asked == {"kubernetes"}


def test_a_mentor_who_comes_back_to_the_company_is_asked_again(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.do(lambda s: town.note_gone(s, "UANA"))
    town.do(lambda s: leaving.person_left(s, WORKSPACE, UserId("UANA"), town.now))
    town.person("UANA")
    request = town.ask("UASKER", "Kubernetes")
    assert [one.mentor for one in town.offers(request)] == ["UANA"]


def test_time_away_is_not_held_against_a_mentor(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    town.do(lambda s: roster.away(s, workspace=WORKSPACE, user=UserId("UANA"), until=town.now + timedelta(days=30)))
    town.pass_time(days=7)
    assert town.offers(request)[0].answer is Answer.IGNORED
    mentor = town.database.reading(lambda s: roster.profile(s, WORKSPACE, UserId("UANA")))
    assert mentor.ignored == 0


def test_who_waits_is_offered_to_a_mentor_who_lists_the_topic_later(town: Town) -> None:
    request = town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    assert town.request(request).state is State.OWNER
    town.mentor("UANA", "Terraform")
    town.pass_time(minutes=1)
    assert [one.mentor for one in town.offers(request)] == ["UANA"]
    assert "A new mentor for *Terraform* has joined, and I've asked them" in town.heard("UASKER")
    town.check()


def test_another_name_of_a_topic_holds_for_what_was_listed_before(town: Town) -> None:
    town.mentor("UANA", "k9s")
    short, topic = topics.topic("k9s"), topics.topic("Kubernetes")
    assert short is not None
    assert topic is not None
    town.do(lambda s: vocabulary.add_alias(s, WORKSPACE, short, topic))
    request = town.ask("UASKER", "Kubernetes")
    assert [one.mentor for one in town.offers(request)] == ["UANA"]


def test_stopping_is_asked_about_first(office: Office, ana: Person) -> None:
    shown = ana.types("@pollen", "/pollen mentor stop")
    assert shown is not None
    assert "Stop mentoring?" in shown.text
    mine = ana.types("@pollen", "/pollen mentor")
    assert mine is not None
    assert "You mentor Kubernetes" in mine.text
    ana.clicks("Stop mentoring", shown)
    assert "no longer a mentor" in ana.looks_again(shown).text


def test_who_is_away_comes_back_with_a_click(office: Office, ana: Person) -> None:
    ana.types("@pollen", "/pollen mentor away 2026-04-01")
    mine = ana.types("@pollen", "/pollen mentor")
    assert mine is not None
    ana.clicks("I'm back", mine)
    again = ana.types("@pollen", "/pollen mentor")
    assert again is not None
    assert "away" not in again.text


def test_a_day_that_is_over_is_no_day_to_be_away_until(office: Office, ana: Person) -> None:
    shown = ana.types("@pollen", "/pollen mentor away 2020-01-01")
    assert shown is not None
    assert "That day has passed" in shown.text
    shown = ana.types("@pollen", "/pollen mentor away 2026-04-01")
    assert shown is not None
    mine = ana.types("@pollen", "/pollen mentor")
    assert mine is not None
    assert "away until" in mine.text


def test_an_offer_without_a_topic_is_asked_for_one(office: Office, ben: Person) -> None:
    ben.types("@pollen", "I want to be a mentor")
    card = newest(ben)
    assert "What would you like to help others with?" in card.text
    ben.clicks("Fill in my profile", card)
    form = ben.modal
    refused = form.submit()
    assert "at least one topic" in str(refused)
