"""Is the mentor road smooth at its edges: long lists, stale choices, people who leave, come back, or are away?"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.ids import UserId
from bot.mentors import service
from bot.mentors.rules import Answer, Kind, State, matching, refusals, topics
from bot.mentors.rules.matching import Candidate
from bot.mentors.rules.values import Mentor, Request
from bot.mentors.service import asking, claims, groups, leaving, pairs, roster, vocabulary
from bot.people import service as people
from bot.playground.people.person import Person
from bot.workspaces import service as workspaces
from tests.mentors.town import OWNER, WORKSPACE, Town, newest
from tests.office import Office

MANY = "Kubernetes, Terraform, public speaking, negotiation, machine learning, user research, accessibility"


def test_a_long_list_of_topics_is_read_whole() -> None:
    labels = [one.label for one in topics.topics(MANY)]
    assert labels[-3:] == ["Machine learning", "User research", "Accessibility"]
    assert len(labels) == 7


def test_java_is_not_javascript(town: Town) -> None:
    town.mentor("UANA", "JavaScript")
    request = town.ask("UASKER", "Java")
    assert town.offers(request) == ()


def test_who_is_not_to_be_asked_about_a_topic_is_not_asked_about_its_neighbours(now: datetime) -> None:
    one = topics.topic("Kubernetes operators")
    assert one is not None
    mentor = Mentor(
        workspace=WORKSPACE,
        user=UserId("UANA"),
        about="I run Kubernetes operators",
        not_asked=frozenset({"kubernetes"}),
    )
    draft = Town.draft(Town.__new__(Town), "Kubernetes operators")
    assert matching.matches(draft, [Candidate(mentor=mentor, load=0)], asker=UserId("UBEN"), now=now) == ()


def test_with_the_owner_nobody_is_told_to_press_a_button_that_is_not_there(town: Town) -> None:
    request = town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    assert town.request(request).state is State.OWNER
    with pytest.raises(refusals.NobodyLeftAtAll) as said:
        town.do(
            lambda s: asking.next_now(s, workspace=WORKSPACE, actor=UserId("UASKER"), request=request.id, now=town.now)
        )
    assert "Widen" not in said.value.sentence


def test_the_owner_hears_of_a_no_only_about_whom_they_suggested(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    for _ in range(2):
        town.do(
            lambda s: asking.widen(s, workspace=WORKSPACE, actor=UserId("UASKER"), request=request.id, now=town.now)
        )
    (offer,) = town.offers(request)
    decline(town, offer.id, "UANA")
    assert not [line for line in town.said(OWNER) if "you suggested" in line]
    town.person("UBEN")
    town.do(
        lambda s: asking.suggest(
            s, workspace=WORKSPACE, actor=OWNER, request=request.id, mentor=UserId("UBEN"), now=town.now
        )
    )
    decline(town, town.offers(request)[-1].id, "UBEN")
    assert "The person you suggested" in town.heard(OWNER)


def decline(town: Town, offer: int, who: str) -> None:
    town.do(
        lambda s: claims.decline(
            s, workspace=WORKSPACE, actor=UserId(who), offer=offer, answer=Answer.NO_TIME, now=town.now
        )
    )


def test_who_declined_and_thinks_again_is_shown_as_helping(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    (offer,) = town.offers(request)
    decline(town, offer.id, offer.mentor)
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=offer.mentor, offer=offer.id, now=town.now))
    assert town.offers(request)[0].answer is Answer.ACCEPTED
    assert "You help <@UASKER> with *Kubernetes*" in town.said(offer.mentor)[0]
    town.check()


def test_an_owner_who_asks_reads_a_sentence(town: Town) -> None:
    town.ask(OWNER, "Terraform")
    town.pass_time(days=20)
    said = [line for line in town.said(OWNER) if "look after mentoring" in line]
    assert said[-1] == "You look after mentoring here yourself, so it is with you now."


def test_the_next_owner_takes_over_at_once(town: Town) -> None:
    town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    before = len(town.said("UADMIN"))
    town.person("UADMIN", is_admin=True)
    town.do(lambda s: town.note_gone(s, OWNER))
    town.do(lambda s: leaving.person_left(s, WORKSPACE, OWNER, town.now))
    town.pass_time(minutes=1)
    assert len(town.said("UADMIN")) == before + 1
    assert "It is with you now" in town.heard("UADMIN")
    assert "Still open" not in town.heard("UADMIN")
    assert "reminded" not in town.heard("UASKER")
    assert "<@UADMIN> looks after mentoring here and has your request now." in town.heard("UASKER")


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


def test_enough_people_who_wait_are_a_group_whoever_is_being_asked(town: Town) -> None:
    for number in range(3):
        town.mentor(f"UMENTOR{number}", "Terraform")
        town.person(f"UASKER{number}")
        town.ask(f"UASKER{number}", "Terraform")
    assert "3 people are waiting for a mentor for *Terraform*" in town.heard(OWNER)


def test_whoever_is_kept_apart_reads_what_anybody_might(town: Town) -> None:
    ana = town.mentor("UANA", "Rust")
    town.do(lambda s: people.prefer(s, WORKSPACE, UserId("UASKER"), {"mentors.not_with": ["UANA"]}))
    request = town.ask("UASKER", "Terraform")
    with pytest.raises(refusals.Settled):
        town.do(lambda s: claims.claim(s, workspace=WORKSPACE, actor=ana, request=request.id, now=town.now))
    town.pass_time(days=20)
    with pytest.raises(refusals.NoRoomThere):
        town.do(
            lambda s: asking.suggest(s, workspace=WORKSPACE, actor=OWNER, request=request.id, mentor=ana, now=town.now)
        )


def test_where_mentors_have_no_channel_the_digest_asks_and_the_asker_knows(town: Town) -> None:
    town.do(lambda s: workspaces.choose(s, WORKSPACE, {"mentors.channel": None}))
    town.mentor("UANA", "Rust")
    asked = town.ask("UASKER", "Rust")
    request = town.ask("UASKER", "Pottery", goal="A vase for my mother")
    assert (town.request(asked).state, town.request(request).state) == (State.ASKING, State.OWNER)
    (told,) = town.database.reading(lambda s: service.open_topics(s, WORKSPACE))
    assert (told.label, told.waiting) == ("Pottery", 1)
    assert "digests may ask for someone too, without your name" in town.heard("UASKER")
    town.person("UHELP")
    shown = town.database.reading(lambda s: claims.shown(s, WORKSPACE, UserId("UHELP"), told.key))
    town.do(lambda s: claims.claim(s, workspace=WORKSPACE, actor=UserId("UHELP"), request=shown.id, now=town.now))
    assert town.request(request).mentor == "UHELP"


def test_a_week_more_is_not_promised_to_who_has_met(town: Town) -> None:
    town.mentor("UANA", "Rust")
    request = town.ask("UASKER", "Rust")
    (offer,) = town.offers(request)
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=UserId("UANA"), offer=offer.id, now=town.now))
    one: Any = {"workspace": WORKSPACE, "actor": UserId("UANA"), "request": request.id, "now": town.now}
    assert town.do(lambda s: pairs.keep(s, **one)) is not None
    town.do(lambda s: pairs.met(s, **one))
    assert town.do(lambda s: pairs.keep(s, **one)) is None


def cancel(town: Town, one: Request) -> None:
    town.do(lambda s: asking.cancel(s, workspace=WORKSPACE, actor=one.asker, request=one.id, now=town.now))


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
    assert town.database.reading(lambda s: groups.coming(s, WORKSPACE, now=town.now)) == ()
    assert "Who would lead one session" in [line for line in town.said("CMENTORS") if "session" in line][-1]


def test_who_waits_is_offered_to_a_mentor_who_lists_the_topic_later(town: Town) -> None:
    request = town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    assert town.request(request).state is State.OWNER
    town.mentor("UANA", "Terraform")
    town.pass_time(minutes=1)
    assert [one.mentor for one in town.offers(request)] == ["UANA"]
    assert "Somebody who teaches *Terraform* has joined, and I have asked them" in town.heard("UASKER")
    town.check()


def test_another_name_of_a_topic_holds_for_what_was_listed_before(town: Town) -> None:
    town.mentor("UANA", "k9s")
    short, topic = topics.topic("k9s"), topics.topic("Kubernetes")
    assert short is not None
    assert topic is not None
    town.do(lambda s: vocabulary.add_alias(s, WORKSPACE, short, topic))
    request = town.ask("UASKER", "Kubernetes")
    assert [one.mentor for one in town.offers(request)] == ["UANA"]


def test_a_change_to_a_topic_one_waits_for_already_says_so_and_keeps_the_goal(town: Town) -> None:
    first = town.ask("UASKER", "SQL")
    other = town.ask("UASKER", "Rust")
    draft = town.draft("SQL", goal="Window functions")
    with pytest.raises(refusals.HaveThatOne):
        town.do(
            lambda s: asking.change(
                s, workspace=WORKSPACE, actor=UserId("UASKER"), request=other.id, draft=draft, now=town.now
            )
        )
    assert town.request(other).is_open
    assert town.request(first).is_open


def test_one_question_that_is_answered_is_asked_about_once(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Change", newest(ben))
    form = ben.modal
    form.fill(kind=Kind.QUESTION)
    assert form.submit() == {}
    ana.clicks("I'll help", newest(ana, words="would like a mentor"))
    office.passes(timedelta(days=8))
    card = newest(ben, words="met about Kubernetes?")
    ben.clicks("Yes, we have met", card)
    assert "in a month" not in ben.looks_again(card).text


def test_words_of_the_command_are_words_only_alone(office: Office, ana: Person, ben: Person) -> None:
    for topic in (
        "stop smoking",
        "program management",
        "back end development",
        "pause and resume",
        "profile photography",
    ):
        shown = ben.types("@pollen", f"/pollen mentor {topic}")
        assert shown is not None
        assert "Shall I look for a mentor for" in shown.text or "That is 2 topics" in shown.text, topic
    shown = ben.types("@pollen", "/pollen mentor help me learn SQL")
    assert shown is not None
    assert "Shall I look for a mentor for SQL?" in shown.text


def test_who_picks_one_of_several_topics_can_pick_the_others_after(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    card = newest(ben, words="That is 3")
    ben.clicks("C++", card)
    ben.clicks("Ask for me", newest(ben, words="Shall I"))
    ben.clicks("Negotiation", ben.looks_again(card))
    assert "Shall I look for a mentor for Negotiation?" in newest(ben, words="Shall I").text


def test_stopping_is_asked_about_first(office: Office, ana: Person) -> None:
    shown = ana.types("@pollen", "/pollen mentor stop")
    assert shown is not None
    assert "Stop mentoring?" in shown.text
    mine = ana.types("@pollen", "/pollen mentor")
    assert mine is not None
    assert "You mentor Kubernetes" in mine.text
    ana.clicks("Stop mentoring", shown)
    assert "no mentor any more" in ana.looks_again(shown).text


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
    assert "That day is over" in shown.text
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


def test_a_form_for_what_is_asked_already_says_where_it_stands(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    ben.types("@pollen", "I need a mentor")
    ben.clicks("Name a topic", newest(ben, words="What would you like to learn"))
    form = ben.modal
    form.fill(topic="k8s", goal="Sleep at night")
    assert "already" in str(form.submit())


def test_all_topics_are_asked_for_as_far_as_there_is_room(office: Office, ana: Person, ben: Person) -> None:
    for topic in ("Rust", "Go", "Scala"):
        shown = ben.types("@pollen", f"/pollen mentor {topic}")
        assert shown is not None
        ben.clicks("Ask for me", shown)
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    card = newest(ben, words="That is 3")
    ben.clicks("All 3", card)
    said = ben.looks_again(card).text
    assert "I am looking for a mentor for each of SQL, C++" in said
    assert "Negotiation has to wait" in said
