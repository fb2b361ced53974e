"""Does each week have its edition, once, and does its owner have a say in it?"""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.digests import jobs, service
from bot.digests.rules import Choices, Standing, refusals
from bot.digests.rules.sections import Section
from bot.digests.service import subscriptions
from bot.ids import ChannelId, UserId
from bot.people import service as people
from tests.digests.desk import ANA, BEN, LEARNING, Desk, T, buttons, person, visible

NEWS = ("Ana passed CKA", "Ben finished the SQL course", "Chika gave a talk")
THURSDAY = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)  # 10:00 in Paris


def day(month: int, number: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, number, hour, minute, tzinfo=UTC)


@pytest.fixture
def started(desk: Desk) -> Desk:
    """A digest in #learning, started on a Thursday for Wednesdays at ten in Paris."""
    desk.clock.to(THURSDAY)
    desk.start(zone="Europe/Paris")
    return desk


def test_a_channel_that_just_says_on_gets_wednesday_at_ten(desk: Desk) -> None:
    found = desk.start()
    assert (found.schedule.weekday, found.schedule.at, found.schedule.zone) == (2, time(10), "Europe/Paris")
    assert not found.is_zone_chosen


def test_it_is_previewed_a_day_before_and_posted_at_its_hour(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 8, 59), tick=timedelta(hours=6))
    assert started.direct() == []
    started.to(day(3, 10, 9, 1))
    (preview,) = started.direct()
    assert "Ana passed CKA" in visible(preview)
    assert buttons(preview) == ["Edit digest", "Skip this week", "Send now"]
    assert started.wall.in_channel(LEARNING) == []
    started.to(WEDNESDAY)
    (post,) = started.wall.in_channel(LEARNING)
    assert all(one in visible(post) for one in NEWS)
    assert "is out" in visible(preview)
    started.to(day(3, 16))
    assert started.states() == [("2026-W11", "posted", "")]
    assert len(started.wall.in_channel(LEARNING)) == 1


def test_a_preview_of_nothing_says_so_and_offers_only_what_can_be_done(started: Desk) -> None:
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    (preview,) = started.direct()
    assert "Nothing to share so far" in visible(preview)
    assert "withdrawn since" not in visible(preview)
    assert buttons(preview) == ["Edit digest", "Skip this week"]


def test_a_preview_that_leaves_after_its_hour_promises_nothing_in_the_past(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.clock.to(day(3, 10, 9, 1))
    jobs.survey(started.runtime)
    jobs.publish(started.runtime, started.parts)
    started.clock.to(WEDNESDAY + timedelta(minutes=1))
    started.speaks()
    (preview,) = started.direct()
    assert "Your digest for" not in visible(preview)
    assert "as soon as Slack takes it" in visible(preview)
    started.ticks()
    assert "is out" in visible(preview)


def test_less_than_three_things_wait_for_the_next_week(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS[:2])
    started.to(day(3, 12), tick=timedelta(hours=6))
    assert started.states() == [("2026-W11", "rolled", "thin")]
    assert started.wall.in_channel(LEARNING) == []
    started.pile.add(day(3, 13), NEWS[2])
    started.to(day(3, 19), tick=timedelta(hours=6))
    (post,) = started.wall.in_channel(LEARNING)
    assert all(one in visible(post) for one in NEWS)


def test_what_was_told_is_not_told_again(started: Desk) -> None:
    started.pile.add(day(3, 11, 8), *NEWS)
    started.to(day(3, 12), tick=timedelta(hours=6))
    started.pile.add(day(3, 14), "one", "two", "three")
    started.to(day(3, 19), tick=timedelta(hours=6))
    _, second = started.wall.in_channel(LEARNING)
    assert "Ana passed CKA" not in visible(second)
    assert "three" in visible(second)


def test_an_outage_over_its_hour_is_caught_up_until_36_hours_later(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.clock.to(WEDNESDAY + timedelta(hours=35, minutes=55))
    started.ticks()
    assert len(started.wall.in_channel(LEARNING)) == 1


def test_later_than_that_it_is_recorded_as_skipped_and_nothing_is_lost(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.clock.to(WEDNESDAY + timedelta(hours=36, minutes=5))
    started.ticks()
    assert started.states()[0] == ("2026-W11", "skipped", "late")
    assert started.wall.in_channel(LEARNING) == []
    started.to(day(3, 18, 10), tick=timedelta(hours=6))
    assert "Ana passed CKA" in visible(started.wall.in_channel(LEARNING)[0])


def test_an_outage_of_a_month_leaves_a_line_for_every_week(started: Desk) -> None:
    started.clock.to(day(4, 9, 12))
    started.ticks()
    assert [state[:2] for state in started.states()] == [
        ("2026-W11", "skipped"),
        ("2026-W12", "skipped"),
        ("2026-W13", "skipped"),
        ("2026-W14", "skipped"),
        ("2026-W15", "rolled"),
    ]


def test_the_owner_hides_a_thing_and_adds_a_line(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS, "four")
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    _adjust(started)
    started.speaks()
    assert "Ana passed CKA" not in visible(started.direct()[0])
    assert "Book *club* starts &lt;!here&gt;" in visible(started.direct()[0])
    started.to(WEDNESDAY)
    post = visible(started.wall.in_channel(LEARNING)[0])
    assert "Ana passed CKA" not in post
    assert "&lt;!here&gt;" in post
    assert "four" in post
    started.pile.add(day(3, 12), "five", "six", "seven")
    started.to(day(3, 18, 9, 1), tick=timedelta(hours=6))
    assert "Ana passed CKA" not in visible(started.wall.in_channel(LEARNING)[1]), "hidden once is hidden"


def _adjust(desk: Desk) -> None:
    period = next(one.period for one in desk.editions() if one.state == "open")
    desk.runtime.transaction(
        lambda session: service.adjust(
            session,
            service.edition(session, T, LEARNING, period, ANA, now=desk.clock.now()),
            hidden=frozenset({"pile:Ana passed CKA"}),
            line="Book *club* starts <!here>",
            contributors=desk.parts,
            now=desk.clock.now(),
        )
    )


def _edition(desk: Desk, act: str, user: UserId = ANA) -> None:
    """Skip or send the next edition, as its owner does."""
    period = next(one.period for one in desk.editions() if one.state == "open")
    now = desk.clock.now()

    def unit(session: object) -> None:
        found = service.edition(session, T, LEARNING, period, user, now=now)  # type: ignore[arg-type]
        if act == "skip":
            service.skip(session, found, now=now)  # type: ignore[arg-type]
        else:
            service.send(session, found, desk.parts, now=now)  # type: ignore[arg-type]

    desk.runtime.transaction(unit)


def test_a_skipped_week_is_skipped_and_its_news_waits(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    _edition(started, "skip")
    started.to(day(3, 12), tick=timedelta(hours=6))
    assert started.states()[0] == ("2026-W11", "skipped", "owner")
    assert "you skipped it" in visible(started.direct()[0])
    started.to(day(3, 18, 9, 1), tick=timedelta(hours=6))
    assert "Ana passed CKA" in visible(started.wall.in_channel(LEARNING)[0])


def test_sent_now_it_is_not_sent_again_at_its_hour(started: Desk) -> None:
    started.pile.add(day(3, 9), NEWS[0])
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    _edition(started, "send")
    started.to(day(3, 12), tick=timedelta(hours=6))
    assert started.states()[0] == ("2026-W11", "posted", "")
    assert len(started.wall.in_channel(LEARNING)) == 1
    with pytest.raises(refusals.Settled):
        started.does(service.edition, LEARNING, "2026-W11", ANA, now=started.clock.now())


def test_nothing_to_tell_is_not_sent(started: Desk) -> None:
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    with pytest.raises(refusals.NothingToTell):
        _edition(started, "send")
    assert started.wall.in_channel(LEARNING) == []


def test_only_the_owner_or_an_admin_has_a_say(started: Desk) -> None:
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    with pytest.raises(refusals.NotYours) as refused:
        _edition(started, "skip", BEN)
    assert "Ana looks after this channel's digest" in refused.value.sentence
    with pytest.raises(refusals.NotYours):
        started.start(user=BEN, weekday=4)
    for act in (subscriptions.pause, subscriptions.stop):
        with pytest.raises(refusals.NotYours):
            started.does(act, LEARNING, BEN, now=started.clock.now())
    admin = person("UIDA", is_admin=True)
    started.does(lambda session, ws: people.remember(session, ws, admin, now=started.clock.now()))
    _edition(started, "skip", UserId("UIDA"))


def test_moved_to_later_in_the_week_it_comes_later_once(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    started.start(weekday=4)
    started.to(day(3, 13, 8, 59), tick=timedelta(hours=6))
    assert started.wall.in_channel(LEARNING) == []
    started.to(day(3, 16), tick=timedelta(hours=6))
    assert started.states() == [("2026-W11", "posted", "")]
    assert len(started.direct()) == 2, "a preview for the new day"


def test_moved_after_it_was_posted_it_does_not_come_twice(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 9, 1), tick=timedelta(hours=6))
    started.pile.add(day(3, 12), "one", "two", "three")
    started.start(weekday=4)
    started.to(day(3, 15), tick=timedelta(hours=6))
    assert len(started.wall.in_channel(LEARNING)) == 1
    started.to(day(3, 20, 9, 1), tick=timedelta(hours=6))
    assert len(started.wall.in_channel(LEARNING)) == 2


@pytest.mark.parametrize("is_previewed", [True, False])
def test_moved_to_earlier_than_now_this_week_keeps_its_old_hour(started: Desk, is_previewed: bool) -> None:
    started.start(weekday=4)
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 12, 10) if is_previewed else day(3, 11, 12), tick=timedelta(hours=6))
    started.start(weekday=1)
    started.to(day(3, 13, 8), tick=timedelta(hours=6))
    assert started.wall.in_channel(LEARNING) == []
    started.to(day(3, 13, 9, 1))
    assert len(started.wall.in_channel(LEARNING)) == 1
    started.to(day(3, 24, 9, 1), tick=timedelta(hours=12))
    assert [state[:2] for state in started.states() if state[1] != "open"] == [
        ("2026-W10", "rolled"),
        ("2026-W11", "posted"),
        ("2026-W12", "rolled"),
        ("2026-W13", "rolled"),
    ]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo", "America/Los_Angeles"])
def test_moved_around_the_world_mid_week_each_week_has_one(started: Desk, zone: str) -> None:
    for number in range(4, 40):
        started.pile.add(day(3, 1) + timedelta(days=number), f"thing {number}", f"more {number}")
    started.to(day(3, 11, 8), tick=timedelta(hours=6))
    started.start(zone=zone)
    started.to(day(3, 17), tick=timedelta(hours=6))
    started.start(zone="Europe/Paris")
    started.to(day(4, 2), tick=timedelta(hours=12))
    settled = [state for state in started.states() if state[1] != "open"]
    assert [(state[0], state[1]) for state in settled] == [(f"2026-W{week}", "posted") for week in (11, 12, 13, 14)]
    assert len(started.wall.in_channel(LEARNING)) == 4


def test_stopped_and_started_again_it_does_not_post_twice_in_a_week(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 9, 1), tick=timedelta(hours=6))
    started.does(subscriptions.stop, LEARNING, ANA, now=started.clock.now())
    started.pile.add(day(3, 11, 10), "one", "two", "three")
    started.start(user=BEN, weekday=4)
    started.to(day(3, 16), tick=timedelta(hours=6))
    assert len(started.wall.in_channel(LEARNING)) == 1
    started.to(day(3, 21), tick=timedelta(hours=6))
    assert len(started.wall.in_channel(LEARNING)) == 2


def test_stopped_after_its_preview_and_started_again_before_its_hour_it_posts_once(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    started.does(subscriptions.stop, LEARNING, ANA, now=started.clock.now())
    started.to(day(3, 10, 20), tick=timedelta(hours=6))
    started.start()
    started.to(day(3, 14), tick=timedelta(hours=6))
    assert started.states() == [("2026-W11", "posted", "")]
    assert len(started.wall.in_channel(LEARNING)) == 1


def test_stopped_over_its_hour_that_week_has_none(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    started.does(subscriptions.stop, LEARNING, ANA, now=started.clock.now())
    started.to(day(3, 12), tick=timedelta(hours=6))
    started.start()
    started.to(day(3, 14), tick=timedelta(hours=6))
    assert started.states() == [("2026-W11", "skipped", "stopped")]


def test_paused_and_resumed_the_weeks_between_are_not_owed(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.does(subscriptions.pause, LEARNING, ANA, now=started.clock.now())
    started.to(day(3, 26), tick=timedelta(hours=12))
    assert started.wall.posts == []
    started.does(subscriptions.resume, LEARNING, ANA, now=started.clock.now())
    started.to(day(4, 1, 9, 1), tick=timedelta(hours=12))
    assert [state[0] for state in started.states()] == ["2026-W14"]
    assert "Ana passed CKA" in visible(started.wall.in_channel(LEARNING)[0])


def test_a_channel_that_is_no_place_for_the_bot_is_told_of_at_once(desk: Desk) -> None:
    desk.wall.refusals[LEARNING] = "channel_not_found"
    desk.start()
    desk.ticks()
    assert "the channel is gone, or I was never in it" in visible(desk.direct()[0])
    desk.to(desk.clock.now() + timedelta(days=15), tick=timedelta(days=1))
    assert len(desk.wall.posts) == 1


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel"])
def test_a_lost_channel_pauses_its_digest_and_tells_the_owner_once(started: Desk, code: str) -> None:
    other = ChannelId("COTHER")
    started.start(other, zone="Europe/Paris")
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 8, 59), tick=timedelta(hours=6))
    started.wall.refusals[LEARNING] = code
    started.clock.advance(minutes=1)
    started.publishes()
    started.to(day(3, 26), tick=timedelta(hours=12))
    assert started.states()[0] == ("2026-W11", "skipped", code)
    assert len(started.wall.in_channel(other)) == 1, "others are unaffected"
    told = [one for one in started.direct() if "couldn't post your digest" in visible(one)]
    assert len(told) == 1
    assert buttons(told[0]) == ["Choose another channel", "Try again here", "Stop"]
    found = started.does(service.subscription, LEARNING)
    assert (found.standing, found.reason) == (Standing.PAUSED, code)


@pytest.mark.parametrize("is_found_by_survey", [True, False])
def test_taken_to_another_channel_the_lost_week_is_caught_up_there(started: Desk, is_found_by_survey: bool) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 8), tick=timedelta(hours=6))
    started.wall.refusals[LEARNING] = "is_archived"
    started.clock.to(day(3, 11, 12))
    if is_found_by_survey:
        started.ticks()
    else:
        started.publishes()
    other = ChannelId("COTHER")
    started.does(subscriptions.relocate, LEARNING, other, ANA, now=started.clock.now())
    started.ticks()
    assert len(started.wall.in_channel(other)) == 1
    started.to(day(3, 14), tick=timedelta(hours=6))
    assert len(started.wall.in_channel(other)) == 1


def test_taken_back_between_preview_and_post_it_is_not_in_the_digest(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS, "four", section=Section.KUDOS)
    started.to(day(3, 10, 9, 1), tick=timedelta(hours=6))
    assert "Ana passed CKA" in visible(started.direct()[0])
    started.pile.remove("Ana passed CKA")
    started.to(WEDNESDAY, tick=timedelta(hours=6))
    assert "Ana passed CKA" not in visible(started.wall.in_channel(LEARNING)[0])


def test_taken_back_after_the_post_the_digest_is_edited(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS, *(f"kudos {number}" for number in range(40)), section=Section.KUDOS)
    started.to(day(3, 11, 9, 5), tick=timedelta(hours=6))
    (post,) = started.wall.in_channel(LEARNING)
    (thread,) = started.wall.thread(LEARNING, post["ts"])
    first = "kudos 0" if "kudos 0" in visible(post) else "Ana passed CKA"
    shown = [
        one for one in (*NEWS, *(f"kudos {number}" for number in range(40))) if f"• {one}\n" in visible(post) + "\n"
    ]
    assert len(shown) == 5
    started.pile.remove(shown[0])
    started.pile.remove("kudos 39")
    started.ticks()
    assert shown[0] + "\n" not in visible(post)
    assert shown[1] in visible(post)
    assert "kudos 39" not in visible(thread)
    assert "kudos 38" in visible(thread)
    assert first


def test_when_everything_is_taken_back_the_digest_says_so(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 9, 5), tick=timedelta(hours=6))
    for one in NEWS:
        started.pile.remove(one)
    started.ticks()
    assert "withdrawn" in visible(started.wall.in_channel(LEARNING)[0])


def test_a_channel_shared_with_another_company_hears_only_of_itself(started: Desk) -> None:
    partners = ChannelId("CPARTNERS")
    started.start(partners, is_shared=True, zone="Europe/Paris")
    started.pile.add(day(3, 9), *NEWS)
    started.pile.add(day(3, 9), "here 1", "here 2", "here 3", only_in=partners)
    started.to(day(3, 11, 9, 5), tick=timedelta(hours=6))
    shared = visible(started.wall.in_channel(partners)[0])
    assert "here 1" in shared
    assert "CKA" not in shared
    inside = visible(started.wall.in_channel(LEARNING)[0])
    assert "here 1" not in inside
    assert "CKA" in inside


def test_sections_that_were_not_chosen_are_left_out(started: Desk) -> None:
    started.start(sections=frozenset({Section.MILESTONES}))
    started.pile.add(day(3, 9), *NEWS)
    started.pile.add(day(3, 9), "thanks", section=Section.KUDOS)
    started.to(day(3, 11, 9, 5), tick=timedelta(hours=6))
    assert "thanks" not in visible(started.wall.in_channel(LEARNING)[0])


def test_a_digest_speaks_the_language_it_was_given(started: Desk) -> None:
    started.does(subscriptions.start, LEARNING, ANA, Choices(language="de"), now=started.clock.now())
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 11, 9, 5), tick=timedelta(hours=6))
    assert "Was wir diese Woche gelernt haben" in visible(started.wall.in_channel(LEARNING)[0])
