"""Does a request always end with a person: asked, reminded, passed on, posted, handed over, and told all the way?"""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.ids import UserId
from bot.mentors import service
from bot.mentors.rules import Answer, State, refusals
from bot.mentors.service import asking, claims, leaving
from bot.mentors.store import deadlines
from bot.mentors.views import mentor as mentor_views
from bot.outbox.store.tables import OutboxRow
from bot.people import service as people
from bot.workspaces import service as workspaces
from tests.mentors.town import OWNER, WORKSPACE, Town, accept, claim, decline, matched

ASKER = UserId("UASKER")
ANA, BEN, CEM, DEE = UserId("UANA"), UserId("UBEN"), UserId("UCEM"), UserId("UDEE")


def test_the_best_mentor_is_asked_and_told_why(town: Town) -> None:
    town.mentor("UBEN", "Cooking")
    town.mentor("UANA", "k8s")
    request = town.ask("UASKER", "Kubernetes", goal="Run our cluster")
    assert request.state is State.ASKING
    (offer,) = town.offers(request)
    assert offer.mentor == ANA
    assert offer.reasons[:3] == ("teaches Kubernetes", "8 h overlap", "has room")
    assert offer.due_at == datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
    assert "Someone would like a mentor for *Kubernetes*" in town.heard("UANA")
    assert "UASKER" not in town.heard("UANA")
    assert "one person asked, reply due by" in town.heard("UASKER")
    town.check()


def test_saying_yes_introduces_the_two(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes", goal="Run our cluster")
    (offer,) = town.offers(request)
    accept(town, offer.id, ANA)
    request = town.request(request)
    assert request.state is State.MATCHED
    assert request.mentor == ANA
    assert "<@UANA> said yes" in " ".join(town.said("UASKER"))
    assert any("meet <@UANA>" in line for line in town.said("UASKER"))
    assert any("You're mentoring <@UASKER>" in line for line in town.said("UANA"))
    with pytest.raises(refusals.TakenByYou):
        accept(town, offer.id, ANA)
    town.check()


def test_nobody_answers_reminder_next_next_channel_owner(town: Town) -> None:
    for name in ("UANA", "UBEN", "UCEM", "UDEE"):
        town.mentor(name, "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    town.pass_time(days=1)
    assert town.heard("UANA").startswith("A reminder")
    town.pass_time(days=1)
    assert [offer.answer for offer in town.offers(request)] == [Answer.IGNORED, Answer.ASKED]
    assert "didn't answer in time" in town.heard("UASKER")
    town.pass_time(days=4)  # over the weekend: Tuesday
    assert len(town.offers(request)) == 3
    town.pass_time(days=1)
    assert town.request(request).state is State.POSTED  # five working days, whatever the private answers
    assert "Who can help?" in town.heard("CMENTORS")
    town.pass_time(days=2)
    assert town.request(request).state is State.OWNER
    assert "It's with you now" in town.heard(OWNER)
    assert "<@UOWNER> looks after mentoring here" in " ".join(town.said("UASKER"))
    town.pass_time(days=6)
    assert "Still open" in town.heard(OWNER)
    assert len([line for line in town.said(OWNER) if "no one has taken it" in line]) == 1
    town.check()
    assert town.history(request)[:2] == ["asked", "mentor_asked"]


def test_three_refusals_go_to_the_channel_at_once(town: Town) -> None:
    for name in ("UANA", "UBEN", "UCEM", "UDEE"):
        town.mentor(name, "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    for _ in range(3):
        offer = town.offers(request)[-1]
        decline(town, offer.id, offer.mentor, Answer.NO_TIME)
    assert town.request(request).state is State.POSTED
    assert UserId("UDEE") not in {offer.mentor for offer in town.offers(request)}
    assert town.request(request).answered_at == town.now
    town.check()


def test_a_topic_nobody_has_is_said_out_loud_and_widened(town: Town) -> None:
    town.mentor("UANA", "Cooking")
    request = town.ask("UASKER", "Basket weaving")
    assert request.state is State.POSTED
    assert "No one here mentors *Basket weaving*" in " ".join(town.said("UASKER"))


def test_no_mentors_no_channel_no_owner_is_never_silence(town: Town) -> None:
    town.do(lambda session: workspaces.choose(session, WORKSPACE, {"mentors.channel": None}))
    town.person(OWNER, is_admin=False)
    request = town.ask("UASKER", "Kubernetes")
    assert request.state is State.OWNER
    assert "No one looks after mentoring here yet" in " ".join(town.said("UASKER"))
    town.person("UNEW", is_admin=True)
    town.pass_time(days=2)
    assert "It's with you now" in town.heard("UNEW")


def test_a_profile_without_text_is_never_a_match(town: Town) -> None:
    town.mentor("UANA", "")
    town.mentor("UBEN", "Rust", about="")
    assert town.ask("UASKER", "Kubernetes").state is State.POSTED


def test_the_asker_pushes_it_on(town: Town) -> None:
    for name in ("UANA", "UBEN"):
        town.mentor(name, "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    town.do(lambda s: asking.next_now(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    assert [offer.answer for offer in town.offers(request)] == [Answer.ASKED, Answer.ASKED]
    with pytest.raises(refusals.NobodyLeft):
        town.do(lambda s: asking.next_now(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    with pytest.raises(refusals.NotAParty):
        town.do(lambda s: asking.widen(s, workspace=WORKSPACE, actor=ANA, request=request.id, now=town.now))
    for state in (State.POSTED, State.OWNER):
        town.do(lambda s: asking.widen(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
        assert town.request(request).state is state
    with pytest.raises(refusals.Widest):
        town.do(lambda s: asking.widen(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    accept(town, town.offers(request)[1].id, BEN)
    assert "<@UBEN> took it" in " ".join(town.said("UANA"))
    assert "<@UBEN> took it" in " ".join(town.said("CMENTORS"))
    assert "<@UBEN> took it" in " ".join(town.said(OWNER))
    with pytest.raises(refusals.Taken) as error:
        accept(town, town.offers(request)[0].id, ANA)
    assert error.value.sentence == "Ben took it 1 second ago. Thank you for stepping forward!"
    town.check()


def test_a_second_request_for_the_topic_shows_the_first(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    first = town.ask("UASKER", "Kubernetes")
    again = town.do(lambda s: asking.ask(s, workspace=WORKSPACE, asker=ASKER, draft=town.draft("k8s"), now=town.now))
    assert not again.is_new
    assert again.request.id == first.id


def test_five_open_requests_are_enough(town: Town) -> None:
    for topic in ("Rust", "Go", "SQL", "Swift", "Negotiation"):
        town.ask("UASKER", topic)
    with pytest.raises(refusals.TooManyOpen, match="TooManyOpen"):
        town.ask("UASKER", "Kubernetes")


def test_cancelling_tells_everybody(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    town.do(lambda s: asking.cancel(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    assert town.request(request).state is State.WITHDRAWN
    assert "cancelled" in town.heard("UANA")
    with pytest.raises(refusals.Withdrawn):
        accept(town, town.offers(request)[0].id, ANA)
    assert town.ask("UASKER", "Kubernetes").id != request.id


def test_another_topic_is_another_search(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Terraform")
    old = town.ask("UASKER", "Kubernetes")

    def change(topic: str, request: int, **facts: object) -> None:
        draft = town.draft(topic, **facts)
        town.do(
            lambda s: asking.change(s, workspace=WORKSPACE, actor=ASKER, request=request, draft=draft, now=town.now)
        )

    change("Kubernetes", old.id, goal="Networking")
    assert town.request(old).state is State.ASKING
    change("Terraform", old.id)
    assert town.request(old).state is State.SUPERSEDED
    new = town.newest(old)
    assert (new.label, new.root, new.since) == ("Terraform", old.id, old.since)
    assert town.offers(new)[0].mentor == BEN
    with pytest.raises(refusals.MovedOn):
        accept(town, town.offers(old)[0].id, ANA)
    town.check()


def test_nobody_is_matched_with_whom_they_avoid_and_nobody_hears_of_it(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    town.mentor("UASKER", "Kubernetes")
    town.do(lambda s: people.prefer(s, WORKSPACE, ANA, {"mentors.not_with": ["UASKER"]}))
    town.do(lambda s: people.prefer(s, WORKSPACE, ASKER, {"mentors.not_with": ["UBEN"]}))
    request = town.ask("UASKER", "Kubernetes")
    assert request.state is State.POSTED
    for user, refusal in ((ANA, refusals.Settled), (BEN, refusals.Settled), (ASKER, refusals.OwnRequest)):
        with pytest.raises(refusal):
            claim(town, request.id, user)


def test_only_those_who_were_shown_it_may_take_it(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.person("UDEE")
    request = town.ask("UASKER", "Kubernetes")
    with pytest.raises(refusals.NotAParty):
        claim(town, request.id, DEE)
    with pytest.raises(refusals.NotAParty):
        accept(town, town.offers(request)[0].id, DEE)
    with pytest.raises(refusals.NotAParty):
        decline(town, town.offers(request)[0].id, DEE, Answer.NO_TIME)
    town.do(lambda s: asking.widen(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    with pytest.raises(refusals.Unknown):
        claim(town, request.id, UserId("UNOBODY"))
    claim(town, request.id, DEE)
    assert town.request(request).mentor == DEE
    town.check()


def test_the_owner_suggests_somebody(town: Town) -> None:
    request = town.ask("UASKER", "Kubernetes")
    town.do(lambda s: asking.widen(s, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now))
    town.person("UDEE")

    def suggest(actor: UserId, mentor: UserId) -> None:
        town.do(
            lambda s: asking.suggest(
                s, workspace=WORKSPACE, actor=actor, request=request.id, mentor=mentor, now=town.now
            )
        )

    with pytest.raises(refusals.NotTheOwner):
        suggest(DEE, DEE)
    with pytest.raises(refusals.OwnRequest):
        suggest(OWNER, ASKER)
    suggest(OWNER, DEE)
    with pytest.raises(refusals.AlreadyAsked):
        suggest(OWNER, DEE)
    assert "Someone would like" in town.heard("UDEE")
    decline(town, town.offers(request)[-1].id, DEE, Answer.NO_TIME)
    assert "The person you suggested" in town.heard(OWNER)
    assert town.request(request).state is State.OWNER
    town.check()


@pytest.mark.parametrize("leaves", [True, False])
def test_a_mentor_who_leaves_is_replaced_in_order_and_all_are_told(town: Town, leaves: bool) -> None:
    town.mentor("UANA", "Kubernetes", capacity=3)
    requests = []
    for number in range(3):
        town.person(f"UASKER{number}")
        requests.append(town.ask(f"UASKER{number}", "Kubernetes"))
    town.mentor("UBEN", "Kubernetes", capacity=1)
    for request in requests[:2]:
        accept(town, town.offers(request)[0].id, ANA)
    if leaves:
        town.person("UANA", is_gone=True)
        town.do(lambda s: leaving.person_left(s, WORKSPACE, ANA, town.now))
    else:
        town.do(lambda s: leaving.retire(s, workspace=WORKSPACE, user=ANA, now=town.now))
    town.pass_time(hours=1)
    assert [town.request(request).state for request in requests[:2]] == [State.SUPERSEDED, State.SUPERSEDED]
    assert [offer.mentor for offer in town.offers(town.newest(requests[0]))] == [BEN]
    assert town.newest(requests[1]).state is State.POSTED
    assert town.request(requests[2]).state is State.POSTED
    assert town.offers(requests[2])[0].answer is Answer.UNREACHABLE
    assert "has stopped mentoring" in " ".join(town.said("UASKER0"))
    assert "a mentor I had asked has left" in " ".join(town.said("UASKER2"))
    town.check()


def test_an_asker_who_leaves_is_not_waited_for(town: Town) -> None:
    request = matched(town)
    other = town.ask("UASKER", "Rust")
    town.person("UASKER", is_gone=True)
    town.do(lambda s: leaving.person_left(s, WORKSPACE, ASKER, town.now))
    town.pass_time(hours=1)
    assert town.request(request).state is State.CLOSED
    assert town.request(other).state is State.WITHDRAWN
    assert "has left" in town.heard("UANA")


def test_a_deadline_is_acted_on_once(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    deadline = town.database.reading(lambda s: deadlines.of_request(s, WORKSPACE, request.id))[0]
    assert town.do(lambda s: deadlines.hold(s, deadline, now=town.now))
    assert not town.do(lambda s: deadlines.hold(s, deadline, now=town.now))
    assert town.do(lambda s: deadlines.take(s, deadline))
    assert not town.do(lambda s: deadlines.take(s, deadline))


def test_a_far_zone_is_a_caution_and_no_reason(town: Town) -> None:
    town.mentor("UANA", "Kubernetes", zone="Pacific/Auckland")
    (offer,) = town.offers(town.ask("UASKER", "Kubernetes"))
    assert offer.why[:2] == ("teaches Kubernetes", "has room")
    card = str(mentor_views.question(town.ask("UASKER", "Kubernetes"), offer).blocks)
    assert "Why you: teaches Kubernetes · has room" in card
    assert "your working hours don't overlap, so you'd mostly write" in card


def test_with_the_owner_nobody_is_told_to_press_a_button_that_is_not_there(town: Town) -> None:
    request = town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    assert town.request(request).state is State.OWNER
    with pytest.raises(refusals.NobodyLeftAtAll) as said:
        town.do(
            lambda s: asking.next_now(s, workspace=WORKSPACE, actor=UserId("UASKER"), request=request.id, now=town.now)
        )
    assert "Widen the search" not in said.value.sentence


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


def test_who_declined_and_thinks_again_is_shown_as_helping(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes")
    (offer,) = town.offers(request)
    decline(town, offer.id, offer.mentor)
    town.do(lambda s: claims.accept(s, workspace=WORKSPACE, actor=offer.mentor, offer=offer.id, now=town.now))
    assert town.offers(request)[0].answer is Answer.ACCEPTED
    assert "You're mentoring <@UASKER> in *Kubernetes*" in town.said(offer.mentor)[0]
    town.check()


def test_an_owner_who_asks_reads_a_sentence(town: Town) -> None:
    town.ask(OWNER, "Terraform")
    town.pass_time(days=20)
    said = [line for line in town.said(OWNER) if "look after mentoring" in line]
    assert said[-1] == "You look after mentoring here yourself, so it's with you now."


def test_the_next_owner_takes_over_at_once(town: Town) -> None:
    town.ask("UASKER", "Terraform")
    town.pass_time(days=20)
    before = len(town.said("UADMIN"))
    town.person("UADMIN", is_admin=True)
    town.do(lambda s: town.note_gone(s, OWNER))
    town.do(lambda s: leaving.person_left(s, WORKSPACE, OWNER, town.now))
    town.pass_time(minutes=1)
    assert len(town.said("UADMIN")) == before + 1
    assert "It's with you now" in town.heard("UADMIN")
    assert "Still open" not in town.heard("UADMIN")
    assert "reminded" not in town.heard("UASKER")
    assert "<@UADMIN> looks after mentoring here and has your request now." in town.heard("UASKER")


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


def test_open_topics_are_only_those_the_channel_was_shown(town: Town) -> None:
    town.mentor("UANA", "Kubernetes")
    town.ask("UASKER", "Kubernetes")
    town.ask("UASKER", "Pottery")
    found = town.database.reading(lambda s: service.open_topics(s, WORKSPACE))
    assert [(one.key, one.waiting) for one in found] == [("pottery", 1)]


def test_java_is_not_javascript(town: Town) -> None:
    town.mentor("UANA", "JavaScript")
    request = town.ask("UASKER", "Java")
    assert town.offers(request) == ()


def test_what_leaves_after_its_deadline_does_not_name_it(town: Town) -> None:
    """Slack may take nothing for days: every sentence that names a moment knows what to say once it is over."""
    town.mentor("UANA", "Kubernetes")
    town.mentor("UBEN", "Kubernetes")
    request = town.ask("UASKER", "Kubernetes", goal="Run our cluster")
    town.do(
        lambda session: asking.next_now(session, workspace=WORKSPACE, actor=ASKER, request=request.id, now=town.now)
    )
    rows = town.do(lambda session: session.scalars(select(OutboxRow)).all())
    dated = [row for row in rows if " by <!date" in json.dumps(row.message)]
    assert len(dated) >= 4
    for row in dated:
        assert row.true_until is not None
        late = json.dumps(row.late)
        assert " soon" in late
        assert " by <!date" not in late
