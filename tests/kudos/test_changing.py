"""Is what is changed or taken back right everywhere afterwards: ledger, posts, sums, what counts?"""

import pytest

from bot.ids import ChannelId, UserId
from bot.kudos import rules, service
from bot.kudos.rules import Audience, Cause, Gesture, GestureId, Place, Source
from bot.kudos.rules.budget import Count
from bot.kudos.service import changing, hiding, wall
from bot.outbox import rules as outbox_rules
from bot.outbox.store import value
from bot.outbox.store.tables import OutboxRow
from bot.people import rules as people_rules
from bot.slack import text
from tests.kudos.company import ANA, BO, CLEO, DAN, EVE, FAY, GENERAL, HERE, Company

FEED = ChannelId("CKUDOS")


def received(company: Company, user: str) -> int:
    return company.do(lambda session: wall.page(session, HERE, user, now=company.now).received.total)  # type: ignore[arg-type]


def left(company: Company, user: str) -> int:
    return company.do(lambda session: wall.page(session, HERE, user, now=company.now).budget.left)  # type: ignore[arg-type]


def test_undo_gives_the_budget_back_and_repairs_every_post(company: Company) -> None:
    company.choose(channel=FEED)
    company.likes(CLEO, visibility="private")
    gesture = company.given(BO, ANA, CLEO)
    assert left(company, BO) == 8
    company.undo(BO, gesture.id)
    assert left(company, BO) == 10
    assert received(company, ANA) == 0
    assert company.said() == ["This kudos was withdrawn by the giver."] * 3
    assert "untangling" not in company.blocks(GENERAL) + company.blocks(FEED) + company.blocks(CLEO)
    assert not company.undo(BO, gesture.id).is_live


def test_only_its_giver_changes_a_kudos(company: Company) -> None:
    gesture = company.given(BO, ANA)
    for attempt in (lambda: company.undo(ANA, gesture.id), lambda: company.revise(CLEO, gesture.id, DAN)):
        with pytest.raises(rules.NotYours):
            attempt()
    assert company.gesture(gesture.id).is_live
    with pytest.raises(rules.Withdrawn):
        company.undo(BO, GestureId(1))


def test_an_edit_adds_removes_and_changes_a_name(company: Company) -> None:
    gesture = company.given(BO, ANA, CLEO, values=("unblocked",))
    company.later(days=6)
    company.revise(BO, gesture.id, CLEO, DAN, reason="carrying the migration home", values=("unblocked",))
    now = company.gesture(gesture.id)
    assert now.receivers == (CLEO, DAN)
    assert now.causes == {Cause.EDITED}
    assert company.said(GENERAL) == ["🙌 *Bo* thanks <@UCLEO> and <@UDAN>: carrying the migration home"]
    assert company.said(DAN) == ["🙌 *Bo* thanks you: carrying the migration home"]
    assert received(company, ANA) == 0
    assert left(company, BO) == 8
    company.later(days=1)
    assert left(company, BO) == 9  # Cleo's charge is a week old, Dan's a day


def test_another_value_costs_nothing(company: Company) -> None:
    company.choose(allowance=1)
    gesture = company.given(BO, ANA, values=("unblocked",))
    company.revise(BO, gesture.id, ANA, values=("taught-me", "mentored"))
    now = company.gesture(gesture.id)
    assert [gift.value for gift in now.gifts] == ["taught-me", "mentored"]
    assert {gift.count for gift in now.gifts} == {Count.COUNTED}
    company.revise(BO, gesture.id, ANA, values=("unblocked",))
    assert [gift.value for gift in company.gesture(gesture.id).gifts] == ["unblocked"]


def test_an_edit_keeps_what_is_missing_from_being_sent(company: Company) -> None:
    gesture = company.given(BO, ANA)
    with pytest.raises(rules.NoReason):
        company.revise(BO, gesture.id, ANA, reason="")
    assert company.gesture(gesture.id).reason


def test_what_was_undone_does_not_come_back_by_an_edit(company: Company) -> None:
    gesture = company.given(BO, ANA)
    company.undo(BO, gesture.id)
    with pytest.raises(rules.Withdrawn):
        company.revise(BO, gesture.id, ANA)


def test_plus_ones_go_with_what_they_joined(company: Company) -> None:
    gesture = company.given(BO, ANA, CLEO)
    joined = company.second(DAN, gesture.id).gesture
    assert joined is not None
    company.revise(BO, gesture.id, CLEO)
    assert company.gesture(joined.id).receivers == (CLEO,)
    company.undo(BO, gesture.id)
    assert not company.gesture(joined.id).is_live
    with pytest.raises(rules.Withdrawn):
        company.second(EVE, gesture.id)


def test_an_admin_hides_with_a_reason_and_nobody_else_can(company: Company) -> None:
    company.person(FAY, "Fay", is_admin=True)
    gesture = company.given(BO, ANA)

    def hide(by: object) -> object:
        return company.do(
            lambda session: hiding.hide(session, HERE, gesture.id, by=by, note="names a customer", now=company.now)  # type: ignore[arg-type]
        )

    with pytest.raises(people_rules.NotAnAdmin):
        hide(CLEO)
    hide(FAY)
    assert company.said(GENERAL) == ["An admin has hidden this kudos."]
    assert received(company, ANA) == 0
    with pytest.raises(rules.Hidden):
        company.undo(BO, gesture.id)
    with pytest.raises(rules.Hidden):
        company.revise(BO, gesture.id, ANA)


def test_a_hidden_reaction_does_not_come_back_by_reacting_again(company: Company) -> None:
    company.person(FAY, "Fay", is_admin=True)
    gesture = company.react(BO, ANA).gesture
    assert gesture is not None
    company.do(lambda session: hiding.hide(session, HERE, gesture.id, by=FAY, note="no", now=company.now))
    company.react(BO, ANA)
    assert not company.gesture(gesture.id).is_live


def test_what_was_hidden_is_shown_again_and_counted_as_far_as_there_is_room(company: Company) -> None:
    company.person(FAY, "Fay", is_admin=True)
    company.choose(allowance=1)
    gesture = company.given(BO, ANA, values=("unblocked", "mentored"))
    joined = company.second(CLEO, gesture.id).gesture
    assert joined is not None

    def show(by: UserId, number: GestureId) -> Gesture | None:
        return company.do(lambda session: hiding.show(session, HERE, number, by=by, now=company.now))

    assert show(FAY, gesture.id) is None
    company.do(lambda session: hiding.hide(session, HERE, gesture.id, by=FAY, note="no", now=company.now))
    [hidden] = company.do(lambda session: hiding.lately(session, HERE))
    assert (hidden.id, hidden.receivers) == (gesture.id, (ANA,))
    company.given(BO, DAN, reason="what counts instead")
    with pytest.raises(people_rules.NotAnAdmin):
        show(CLEO, gesture.id)
    with pytest.raises(rules.GoesAlong):
        show(FAY, joined.id)
    assert show(FAY, gesture.id) is not None
    assert "*Bo* thanks <@UANA>" in company.said(GENERAL)[0]
    assert "+1 from Cleo" in company.blocks(GENERAL)
    assert set(company.gesture(gesture.id).values) == {"unblocked", "mentored"}
    assert company.gesture(gesture.id).uncounted == (ANA,)
    assert company.do(lambda session: hiding.lately(session, HERE)) == ()
    assert company.do(lambda session: service.drift(session, HERE)) == ()
    company.undo(BO, gesture.id)
    assert company.said(GENERAL)[0] == "This kudos was withdrawn by the giver."


def test_a_group_named_one_by_one_since_still_costs_one_when_it_is_shown_again(company: Company) -> None:
    company.person(FAY, "Fay", is_admin=True)
    gesture = company.given(ANA, groups={"design": (BO, CLEO)}, values=("unblocked",))
    company.revise(ANA, gesture.id, BO, CLEO, values=("mentored",))
    assert company.page(ANA).budget.left == 9
    company.do(lambda session: hiding.hide(session, HERE, gesture.id, by=FAY, note="no", now=company.now))
    company.do(lambda session: hiding.show(session, HERE, gesture.id, by=FAY, now=company.now))
    assert company.page(ANA).budget.left == 9


def test_the_receiver_alone_publishes_what_is_private(company: Company) -> None:
    company.choose(channel=FEED)
    company.likes(ANA, visibility="private")
    gesture = company.given(BO, ANA)
    assert company.said(GENERAL) == company.said(FEED) == []

    def publish(by: object) -> object:
        return company.do(lambda session: changing.publish(session, HERE, gesture.id, by=by, now=company.now))  # type: ignore[arg-type]

    for stranger in (BO, CLEO):
        with pytest.raises(rules.NotForYou):
            publish(stranger)
    publish(ANA)
    publish(ANA)
    assert company.gesture(gesture.id).audience(ANA) is Audience.PUBLIC
    assert len(company.said(GENERAL)) == len(company.said(FEED)) == 1


def test_a_place_found_public_gets_its_copy_and_a_private_one_does_not(company: Company) -> None:
    company.choose(channel=FEED)
    for place, copies in ((Place.PRIVATE, 0), (Place.PUBLIC, 1)):
        gesture = company.given(BO, ANA, place=Place.UNKNOWN, source=Source.MENTION)
        for _ in range(2):
            company.learns(gesture.id, place)
        assert len(company.said(FEED)) == copies


def test_what_cannot_be_announced_reaches_the_receivers(company: Company) -> None:
    gesture = company.given(BO, ANA)

    def die(session: object) -> None:
        row = session.query(OutboxRow).one()  # type: ignore[attr-defined]
        row.state, row.failure = outbox_rules.State.DEAD, "not_in_channel"
        session.flush()  # type: ignore[attr-defined]
        for _ in range(2):
            service.settled(session, value(row), now=company.now)  # type: ignore[arg-type]

    company.do(die)
    assert company.said(ANA) == ["🙌 *Bo* thanks you: untangling the release on Friday night"]
    assert len(company.said(BO)) == 1
    assert "wrote to *Ana* directly" in company.said(BO)[0]
    assert company.gesture(gesture.id).is_live


def test_what_people_write_is_escaped_once(company: Company) -> None:
    wish = company.given(BO, ANA, reason=text.escape("<!channel> & <b>"))
    assert "&lt;!channel&gt; &amp; &lt;b&gt;" in company.blocks(GENERAL)
    assert "<!channel>" not in company.blocks(GENERAL)
    assert wish.is_live
