"""Do two people start, stay in touch and end well, or go on with somebody else when they say so?"""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.ids import UserId
from bot.mentors import service
from bot.mentors.rules import Fit, Kind, Outcome, State, refusals
from bot.mentors.service import claims, pairs
from bot.mentors.store import offers
from bot.mentors.views import mentor as mentor_views
from bot.people.rules import hours
from bot.people.rules.hours import Hours
from bot.playground.people.person import Person
from tests.mentors.town import (
    WORKSPACE,
    Town,
    accept,
    conclude,
    finish,
    fits,
    matched,
    newest,
)
from tests.office import Office

ASKER = UserId("UASKER")
ANA, BEN, CEM, DEE = UserId("UANA"), UserId("UBEN"), UserId("UCEM"), UserId("UDEE")


def test_they_meet_and_stay_in_touch_and_end_well(town: Town) -> None:
    request = matched(town)
    town.pass_time(days=8)
    assert "Have you and <@UANA> met" in town.heard("UASKER")
    assert "Have you and <@UASKER> met" in town.heard("UANA")
    with pytest.raises(refusals.NotAParty):
        town.do(lambda s: pairs.met(s, workspace=WORKSPACE, actor=BEN, request=request.id, now=town.now))
    town.do(lambda s: pairs.met(s, workspace=WORKSPACE, actor=ANA, request=request.id, now=town.now))
    town.pass_time(days=31)
    assert "How's it going" in town.heard("UASKER")
    fits(town, request.id, ASKER, Fit.GOOD)
    town.pass_time(days=31)
    assert len([line for line in town.said("UASKER") if "How's it going" in line]) == 2
    town.do(lambda s: pairs.finish(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    assert "How did it go?" in town.heard("UANA")
    conclude(town, request.id, ASKER, Outcome.REACHED)
    conclude(town, request.id, ANA, Outcome.PARTLY)
    assert (town.request(request).state, town.request(request).outcome) == (State.CLOSED, Outcome.REACHED)
    assert town.database.reading(lambda s: offers.load(s, WORKSPACE, ANA)) == 0


def test_who_never_meets_is_matched_anew_after_a_warning(town: Town) -> None:
    town.mentor("UBEN", "Kubernetes")
    request = matched(town)
    town.pass_time(days=13)
    assert "If I hear from neither of you by" in town.heard("UANA")
    town.pass_time(days=2)
    assert town.request(request).state is State.SUPERSEDED
    new = town.newest(request)
    assert new.state is State.ASKING
    assert [offer.mentor for offer in town.offers(new)] == [BEN]
    for user in ("UANA", "UASKER"):
        assert len([line for line in town.said(user) if "Have you and" in line]) == 2
        assert "I haven't heard from either of you, so I'm looking for another mentor" in " ".join(town.said(user))
    assert new.since == request.since
    town.check()


def test_give_us_a_week(town: Town) -> None:
    request = matched(town)
    town.pass_time(days=13)
    until = town.do(lambda s: pairs.keep(s, workspace=WORKSPACE, actor=ANA, request=request.id, now=town.now))
    assert until is not None
    before = len(town.said("UANA"))
    town.pass_time(days=7, hours=1)
    assert town.request(request).state is State.MATCHED
    assert len(town.said("UANA")) == before + 1
    assert "Have you and <@UASKER> met" in town.heard("UANA")
    town.pass_time(days=8)
    assert town.request(request).state is State.SUPERSEDED


def test_each_of_a_pair_is_asked_in_hours_of_their_own(town: Town) -> None:
    week = Hours(zone="Asia/Tokyo")
    town.mentor("UANA", "Kubernetes", zone="Asia/Tokyo")
    request = town.ask("UASKER", "Kubernetes")
    accept(town, town.offers(request)[0].id, ANA)
    weeks = {ANA: week, ASKER: request.draft.hours}
    asked: dict[UserId, list[datetime]] = {ANA: [], ASKER: []}
    while town.request(request).state is State.MATCHED:
        before = {user: len(town.said(user)) for user in asked}
        town.pass_time(hours=1)
        for user, times in asked.items():
            if len(town.said(user)) > before[user] and "Have you and" in town.heard(user):
                times.append(town.now)
    assert {user: len(times) for user, times in asked.items()} == {ANA: 2, ASKER: 2}
    for user, times in asked.items():
        for at in times:
            assert hours.worked(weeks[user], at, at + timedelta(hours=1)) > 0
    assert not set(asked[ANA]) & set(asked[ASKER])


def test_who_writes_to_each_other_is_left_in_peace_for_a_month(town: Town) -> None:
    request = matched(town)
    town.pass_time(days=8)
    town.do(lambda s: pairs.in_touch(s, workspace=WORKSPACE, actor=ANA, request=request.id, now=town.now))
    heard = {user: len(town.said(user)) for user in ("UANA", "UASKER")}
    town.pass_time(days=20)
    assert {user: len(town.said(user)) for user in heard} == heard
    assert town.request(request).state is State.MET
    assert "and you're in touch" in " ".join(town.said("UASKER"))
    town.pass_time(days=12)
    assert "How's it going" in town.heard("UASKER")
    with pytest.raises(refusals.NotAParty):
        town.do(lambda s: pairs.in_touch(s, workspace=WORKSPACE, actor=BEN, request=request.id, now=town.now))


def test_the_owner_is_not_told_that_nobody_was_asked_as_a_number(town: Town) -> None:
    request = matched(town)
    town.pass_time(days=16)
    newest = town.newest(request)
    assert town.request(newest).state is State.OWNER
    card = json.dumps(mentor_views.owned(town.request(newest), town.offers(newest)).blocks)
    assert "There was no one I could ask" in card
    assert "sked 0" not in card


def test_not_a_good_fit_is_quiet(town: Town) -> None:
    town.mentor("UBEN", "Kubernetes")
    request = matched(town)
    fits(town, request.id, ASKER, Fit.NOT_GOOD)
    assert town.newest(request).state is State.ASKING
    assert "is continuing with someone else" in " ".join(town.said("UANA"))
    assert "fit" not in " ".join(town.said("UANA")).replace("benefit", "")


def test_one_question_is_asked_about_at_once(town: Town) -> None:
    request = matched(town, kind=Kind.QUESTION)
    town.do(lambda s: pairs.met(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    assert "How's it going" in " ".join(town.said("UASKER"))


def test_only_what_ended_lately_and_came_to_something_is_told(town: Town) -> None:
    town.mentor("UANA", "Kubernetes, Cooking, Rust", capacity=3)
    for topic, outcome in (("Kubernetes", Outcome.REACHED), ("Cooking", Outcome.NOT_REACHED), ("Rust", None)):
        number = town.ask("UASKER", topic).id
        accept(town, town.offers(town.request(number))[0].id, ANA)
        finish(town, number, ASKER)
        if outcome is not None:
            conclude(town, number, ASKER, outcome)

    def told(since: datetime) -> list[str]:
        found = town.database.reading(lambda session: service.completed(session, WORKSPACE, since=since))
        return [one.label for one in found]

    assert told(town.now) == ["Kubernetes"]
    assert told(town.now + timedelta(seconds=1)) == []


def test_a_week_more_is_not_promised_to_who_has_met(town: Town) -> None:
    town.mentor("UANA", "Rust")
    request = town.ask("UASKER", "Rust")
    (offer,) = town.offers(request)
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=UserId("UANA"), offer=offer.id, now=town.now))
    one: Any = {"workspace": WORKSPACE, "actor": UserId("UANA"), "request": request.id, "now": town.now}
    assert town.do(lambda s: pairs.keep(s, **one)) is not None
    town.do(lambda s: pairs.met(s, **one))
    assert town.do(lambda s: pairs.keep(s, **one)) is None


def test_one_question_that_is_answered_is_asked_about_once(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Edit request", newest(ben))
    form = ben.modal
    form.fill(kind=Kind.QUESTION)
    assert form.submit() == {}
    ana.clicks("I'll help", newest(ana, words="would like a mentor"))
    office.passes(timedelta(days=8))
    card = newest(ben, words="met about Kubernetes?")
    ben.clicks("Yes, we've met", card)
    assert "in a month" not in ben.looks_again(card).text
