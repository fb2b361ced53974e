"""Is a thank-you given once, whole, and never refused?"""

from datetime import timedelta

import pytest

from bot.ids import ChannelId, UserId
from bot.kudos import rules
from bot.kudos.rules import Audience, Place, Source
from bot.kudos.rules.budget import Count
from bot.kudos.rules.wishes import Question, Refused, Why
from bot.slack import text
from tests.kudos.company import ANA, BO, BOT, CLEO, DAN, EVE, GENERAL, Company

FEED = ChannelId("CKUDOS")


def test_a_kudos_is_announced_where_it_happened(company: Company) -> None:
    company.give(BO, ANA, values=("unblocked",))
    [said] = company.said()
    assert said == "🙌 *Bo* thanks <@UANA>: untangling the release on Friday night"
    assert "#unblocked" in company.blocks(GENERAL)


def test_a_thread_is_answered_in_the_thread(company: Company) -> None:
    company.give(BO, ANA, thread="5.5", ts="5.6", source=Source.MENTION)
    assert company.threads() == ["5.5"]


def test_the_same_delivery_twice_is_one_kudos(company: Company) -> None:
    first = company.give(BO, ANA, key="message:C1:7.7")
    again = company.give(BO, ANA, key="message:C1:7.7")
    assert again.is_repeat
    assert again.gesture == first.gesture
    assert len(company.said()) == 1


def test_thanking_yourself_is_explained_and_leaves_no_trace(company: Company) -> None:
    outcome = company.give(BO, BO)
    assert outcome.gesture is None
    assert outcome.refused == (Refused(who=BO, why=Why.SELF),)
    assert outcome.typed
    assert company.said() == []


def test_one_who_cannot_be_thanked_is_named_and_the_others_are_thanked(company: Company) -> None:
    company.person(DAN, "Dan", deleted=True)
    outcome = company.give(BO, ANA, BO, DAN, BOT, UserId("UNOBODY"))
    assert outcome.gesture is not None
    assert outcome.gesture.receivers == (ANA,)
    assert {one.why for one in outcome.refused} == {Why.SELF, Why.GONE, Why.POLLEN, Why.UNKNOWN}


def test_two_values_to_one_person_are_both_kept_and_cost_one(company: Company) -> None:
    outcome = company.give(BO, ANA, values=("unblocked", "taught-me"))
    assert outcome.gesture is not None
    assert [gift.value for gift in outcome.gesture.gifts] == ["unblocked", "taught-me"]
    assert outcome.budget is not None
    assert outcome.budget.left == 9


def test_groups_that_share_a_member_thank_each_person_once_and_cost_one_each(company: Company) -> None:
    outcome = company.give(BO, groups={"design": (ANA, BO, CLEO), "web": (CLEO, DAN)}, values=("unblocked",))
    assert outcome.gesture is not None
    assert outcome.gesture.receivers == (ANA, CLEO, DAN)
    assert outcome.budget is not None
    assert outcome.budget.left == 8
    assert outcome.refused == ()


def test_beyond_the_budget_a_kudos_is_sent_and_only_the_giver_knows(company: Company) -> None:
    company.choose(allowance=2)
    company.give(BO, ANA)
    company.later(hours=1)
    company.give(BO, CLEO)
    company.later(hours=1)
    outcome = company.give(BO, DAN)
    assert outcome.gesture is not None
    assert [gift.count for gift in outcome.gesture.gifts] == [Count.BEYOND]
    assert outcome.resumes_at == company.now - timedelta(hours=2) + timedelta(days=7)
    assert company.said()[-1] == "🙌 *Bo* thanks <@UDAN>: untangling the release on Friday night"
    assert "count" not in company.blocks(GENERAL).replace("Count", "")


def test_at_most_three_to_the_same_person_count(company: Company) -> None:
    counts = [company.given(BO, ANA).gifts[0].count for _ in range(4)]
    assert counts == [Count.COUNTED] * 3 + [Count.BEYOND]
    assert company.given(BO, CLEO).gifts[0].count is Count.COUNTED
    company.later(days=7)
    assert company.given(BO, ANA).gifts[0].count is Count.COUNTED


def test_a_reason_is_asked_for_and_a_short_one_may_go_anyway(company: Company) -> None:
    assert _asked(company, reason="") == (Question.WHY,)
    assert _asked(company, reason="great work") == (Question.SHORT,)
    assert _asked(company, reason="untangling the release") == ()
    nothing = company.give(BO, ANA, reason="", is_sure=True)
    assert nothing.draft is not None
    assert company.give(BO, ANA, reason="great work", is_sure=True).gesture is not None


def test_more_than_ten_people_are_looked_at_twice(company: Company) -> None:
    crowd = tuple(UserId(f"U{number}") for number in range(11))
    assert company.give(BO, groups={"all": crowd}, is_sure=False).draft is not None
    sure = company.give(BO, groups={"all": crowd})
    assert sure.gesture is not None
    assert len(sure.gesture.receivers) == 11
    assert sure.budget is not None
    assert sure.budget.left == 9


def test_the_same_words_within_a_minute_are_asked_about(company: Company) -> None:
    company.give(BO, ANA, is_sure=False)
    company.later(seconds=20)
    outcome = company.give(BO, ANA, is_sure=False)
    assert outcome.draft is not None
    assert outcome.draft.questions == (Question.AGAIN,)
    assert company.give(BO, CLEO, is_sure=False).gesture is not None
    company.later(seconds=60)
    assert company.give(BO, ANA, is_sure=False).gesture is not None


def test_a_copy_goes_to_the_kudos_channel_without_ringing_anybody(company: Company) -> None:
    company.choose(channel=FEED)
    company.give(BO, ANA, reason=f"helping {text.user(CLEO)} with the release")
    assert company.said(GENERAL) == ["🙌 *Bo* thanks <@UANA>: helping Cleo with the release"]
    assert company.said(FEED) == ["🙌 *Bo* thanks *Ana*: helping Cleo with the release"]
    assert "<@" not in company.blocks(FEED)


@pytest.mark.parametrize("place", [Place.PRIVATE, Place.UNKNOWN])
def test_a_private_channel_does_not_leak_into_the_kudos_channel(company: Company, place: Place) -> None:
    company.choose(channel=FEED)
    company.give(BO, ANA, place=place)
    assert len(company.said(GENERAL)) == 1
    assert company.said(FEED) == []


def test_one_who_likes_it_private_is_thanked_in_private(company: Company) -> None:
    company.choose(channel=FEED)
    company.likes(ANA, visibility="private")
    gesture = company.given(BO, ANA, CLEO)
    assert gesture.audience(ANA) is Audience.PRIVATE
    assert "ANA" not in company.blocks(GENERAL)
    assert "Ana" not in company.blocks(FEED)
    assert "Only you see this" in company.blocks(ANA)
    assert "Let others see it" in company.blocks(ANA)


def test_with_nowhere_to_announce_the_receivers_are_told(company: Company) -> None:
    company.give(BO, ANA, channel=None, place=Place.DIRECT)
    assert company.said(ANA) == ["🙌 *Bo* thanks you: untangling the release on Friday night"]


def test_a_second_costs_nothing_and_counts_once_a_person(company: Company) -> None:
    gesture = company.given(BO, ANA)
    company.second(CLEO, gesture.id)
    assert company.second(CLEO, gesture.id).is_repeat
    assert "+1 from Cleo" in company.blocks(GENERAL)
    assert company.second(BO, gesture.id).refused[0].why is Why.GIVER
    assert company.second(ANA, gesture.id).refused[0].why is Why.SELF
    assert company.given(CLEO, DAN).gifts[0].count is Count.COUNTED
    assert company.give(CLEO, EVE).budget is not None


def test_reactions_to_one_message_share_one_announcement(company: Company) -> None:
    company.react(BO, ANA)
    company.react(CLEO, ANA)
    [said] = company.said(GENERAL)
    assert said.startswith("🙌 *Bo* and *Cleo* thank <@UANA> for <https://slack.com/archives/C1/p11|this message>")


def test_a_reaction_taken_away_and_put_back_counts_again(company: Company) -> None:
    company.react(BO, ANA)
    company.unreact(BO)
    assert "withdrawn" in company.said(GENERAL)[0]
    restored = company.react(BO, ANA).gesture
    assert restored is not None
    assert company.gesture(restored.id).is_live
    assert company.said(GENERAL)[0].startswith("🙌 *Bo* thanks <@UANA>")
    assert len(company.said(GENERAL)) == 1


def test_a_bot_and_a_stranger_give_nothing(company: Company) -> None:
    company.person(DAN, "Dan", is_bot=True)
    company.person(EVE, "Eve", team_id="T9")
    for giver in (DAN, EVE):
        with pytest.raises(rules.NotAmongUs):
            company.give(giver, ANA)


def _asked(company: Company, *, reason: str) -> tuple[Question, ...]:
    outcome = company.give(BO, ANA, reason=reason, is_sure=False)
    return outcome.draft.questions if outcome.draft else ()
