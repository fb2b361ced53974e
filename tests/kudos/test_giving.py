"""Is a thank-you given once, whole, and never refused?"""

from datetime import timedelta

import pytest

from bot.ids import ChannelId, UserId
from bot.kudos import rules
from bot.kudos.counting import Count
from bot.kudos.rules import Audience, Place, Source
from bot.kudos.wishes import Question, Refused, Why
from bot.slack import text
from tests.kudos.office import ANA, BO, BOT, CLEO, DAN, EVE, GENERAL, Office

FEED = ChannelId("CKUDOS")


def test_a_kudos_is_announced_where_it_happened(office: Office) -> None:
    office.give(BO, ANA, values=("unblocked",))
    [said] = office.said()
    assert said == "🙌 *Bo* thanks <@UANA>: untangling the release on Friday night"
    assert "#unblocked" in office.blocks(GENERAL)


def test_a_thread_is_answered_in_the_thread(office: Office) -> None:
    office.give(BO, ANA, thread="5.5", ts="5.6", source=Source.MENTION)
    assert office.threads() == ["5.5"]


def test_the_same_delivery_twice_is_one_kudos(office: Office) -> None:
    first = office.give(BO, ANA, key="message:C1:7.7")
    again = office.give(BO, ANA, key="message:C1:7.7")
    assert again.is_repeat
    assert again.gesture == first.gesture
    assert len(office.said()) == 1


def test_thanking_yourself_is_explained_and_leaves_no_trace(office: Office) -> None:
    outcome = office.give(BO, BO)
    assert outcome.gesture is None
    assert outcome.refused == (Refused(who=BO, why=Why.SELF),)
    assert outcome.typed
    assert office.said() == []


def test_one_who_cannot_be_thanked_is_named_and_the_others_are_thanked(office: Office) -> None:
    office.person(DAN, "Dan", deleted=True)
    outcome = office.give(BO, ANA, BO, DAN, BOT, UserId("UNOBODY"))
    assert outcome.gesture is not None
    assert outcome.gesture.receivers == (ANA,)
    assert {one.why for one in outcome.refused} == {Why.SELF, Why.GONE, Why.POLLEN, Why.UNKNOWN}


def test_two_values_to_one_person_are_both_kept_and_cost_one(office: Office) -> None:
    outcome = office.give(BO, ANA, values=("unblocked", "taught-me"))
    assert outcome.gesture is not None
    assert [gift.value for gift in outcome.gesture.gifts] == ["unblocked", "taught-me"]
    assert outcome.budget is not None
    assert outcome.budget.left == 9


def test_groups_that_share_a_member_thank_each_person_once_and_cost_one_each(office: Office) -> None:
    outcome = office.give(BO, groups={"design": (ANA, BO, CLEO), "web": (CLEO, DAN)}, values=("unblocked",))
    assert outcome.gesture is not None
    assert outcome.gesture.receivers == (ANA, CLEO, DAN)
    assert outcome.budget is not None
    assert outcome.budget.left == 8
    assert outcome.refused == ()


def test_beyond_the_budget_a_kudos_is_sent_and_only_the_giver_knows(office: Office) -> None:
    office.choose(allowance=2)
    office.give(BO, ANA)
    office.later(hours=1)
    office.give(BO, CLEO)
    office.later(hours=1)
    outcome = office.give(BO, DAN)
    assert outcome.gesture is not None
    assert [gift.count for gift in outcome.gesture.gifts] == [Count.BEYOND]
    assert outcome.resumes_at == office.now - timedelta(hours=2) + timedelta(days=7)
    assert office.said()[-1] == "🙌 *Bo* thanks <@UDAN>: untangling the release on Friday night"
    assert "count" not in office.blocks(GENERAL).replace("Count", "")


def test_at_most_three_to_the_same_person_count(office: Office) -> None:
    counts = [office.given(BO, ANA).gifts[0].count for _ in range(4)]
    assert counts == [Count.COUNTED] * 3 + [Count.BEYOND]
    assert office.given(BO, CLEO).gifts[0].count is Count.COUNTED
    office.later(days=7)
    assert office.given(BO, ANA).gifts[0].count is Count.COUNTED


def test_a_reason_is_asked_for_and_a_short_one_may_go_anyway(office: Office) -> None:
    assert _asked(office, reason="") == (Question.WHY,)
    assert _asked(office, reason="great work") == (Question.SHORT,)
    assert _asked(office, reason="untangling the release") == ()
    nothing = office.give(BO, ANA, reason="", is_sure=True)
    assert nothing.draft is not None
    assert office.give(BO, ANA, reason="great work", is_sure=True).gesture is not None


def test_more_than_ten_people_are_looked_at_twice(office: Office) -> None:
    crowd = tuple(UserId(f"U{number}") for number in range(11))
    assert office.give(BO, groups={"all": crowd}, is_sure=False).draft is not None
    sure = office.give(BO, groups={"all": crowd})
    assert sure.gesture is not None
    assert len(sure.gesture.receivers) == 11
    assert sure.budget is not None
    assert sure.budget.left == 9


def test_the_same_words_within_a_minute_are_asked_about(office: Office) -> None:
    office.give(BO, ANA, is_sure=False)
    office.later(seconds=20)
    outcome = office.give(BO, ANA, is_sure=False)
    assert outcome.draft is not None
    assert outcome.draft.questions == (Question.AGAIN,)
    assert office.give(BO, CLEO, is_sure=False).gesture is not None
    office.later(seconds=60)
    assert office.give(BO, ANA, is_sure=False).gesture is not None


def test_a_copy_goes_to_the_kudos_channel_without_ringing_anybody(office: Office) -> None:
    office.choose(channel=FEED)
    office.give(BO, ANA, reason=f"helping {text.user(CLEO)} with the release")
    assert office.said(GENERAL) == ["🙌 *Bo* thanks <@UANA>: helping Cleo with the release"]
    assert office.said(FEED) == ["🙌 *Bo* thanks *Ana*: helping Cleo with the release"]
    assert "<@" not in office.blocks(FEED)


@pytest.mark.parametrize("place", [Place.PRIVATE, Place.UNKNOWN])
def test_a_private_channel_does_not_leak_into_the_kudos_channel(office: Office, place: Place) -> None:
    office.choose(channel=FEED)
    office.give(BO, ANA, place=place)
    assert len(office.said(GENERAL)) == 1
    assert office.said(FEED) == []


def test_one_who_likes_it_private_is_thanked_in_private(office: Office) -> None:
    office.choose(channel=FEED)
    office.likes(ANA, visibility="private")
    gesture = office.given(BO, ANA, CLEO)
    assert gesture.audience(ANA) is Audience.PRIVATE
    assert "ANA" not in office.blocks(GENERAL)
    assert "Ana" not in office.blocks(FEED)
    assert "Only you see this" in office.blocks(ANA)
    assert "Let others see it" in office.blocks(ANA)


def test_with_nowhere_to_announce_the_receivers_are_told(office: Office) -> None:
    office.give(BO, ANA, channel=None, place=Place.DIRECT)
    assert office.said(ANA) == ["🙌 *Bo* thanks you: untangling the release on Friday night"]


def test_a_second_costs_nothing_and_counts_once_a_person(office: Office) -> None:
    gesture = office.given(BO, ANA)
    office.second(CLEO, gesture.id)
    assert office.second(CLEO, gesture.id).is_repeat
    assert "+1 from Cleo" in office.blocks(GENERAL)
    assert office.second(BO, gesture.id).refused[0].why is Why.GIVER
    assert office.second(ANA, gesture.id).refused[0].why is Why.SELF
    assert office.given(CLEO, DAN).gifts[0].count is Count.COUNTED
    assert office.give(CLEO, EVE).budget is not None


def test_reactions_to_one_message_share_one_announcement(office: Office) -> None:
    office.react(BO, ANA)
    office.react(CLEO, ANA)
    [said] = office.said(GENERAL)
    assert said.startswith("🙌 *Bo* and *Cleo* thank <@UANA> for <https://slack.com/archives/C1/p11|this message>")


def test_a_reaction_taken_away_and_put_back_counts_again(office: Office) -> None:
    office.react(BO, ANA)
    office.unreact(BO)
    assert "withdrawn" in office.said(GENERAL)[0]
    restored = office.react(BO, ANA).gesture
    assert restored is not None
    assert office.gesture(restored.id).is_live
    assert office.said(GENERAL)[0].startswith("🙌 *Bo* thanks <@UANA>")
    assert len(office.said(GENERAL)) == 1


def test_a_bot_and_a_stranger_give_nothing(office: Office) -> None:
    office.person(DAN, "Dan", is_bot=True)
    office.person(EVE, "Eve", team_id="T9")
    for giver in (DAN, EVE):
        with pytest.raises(rules.NotAmongUs):
            office.give(giver, ANA)


def _asked(office: Office, *, reason: str) -> tuple[Question, ...]:
    outcome = office.give(BO, ANA, reason=reason, is_sure=False)
    return outcome.draft.questions if outcome.draft else ()
