"""Is a digest right at its edges: made anew, moved at the last moment, paused, seen by others, one channel failing?"""

from datetime import timedelta
from typing import Any

import pytest

from bot.digests import jobs, privacy, rules, service, store
from bot.digests.rules import refusals
from bot.digests.rules.sections import Audience, Item, Section, Window
from bot.digests.service import audience, editions, leaving, subscriptions
from bot.digests.service.sources import Contributor
from bot.digests.views import forms
from bot.erasure import Erasure
from bot.ids import ChannelId, UserId
from bot.people import service as people
from tests.digests.desk import ANA, BEN, LEARNING, Desk, T, buttons, person, visible
from tests.digests.test_editions import NEWS, THURSDAY, WEDNESDAY, day

CHIEF = UserId("UCHIEF")


@pytest.fixture
def started(desk: Desk) -> Desk:
    desk.clock.to(THURSDAY)
    desk.start(zone="Europe/Paris")
    return desk


def adjust(desk: Desk, **facts: Any) -> None:
    found = desk.open_edition()
    desk.does(
        lambda session, _workspace: service.adjust(
            session,
            found,
            **{"hidden": frozenset(), "line": "", **facts},
            contributors=desk.parts,
            now=desk.clock.now(),
        )
    )


def test_a_digest_made_anew_does_not_empty_the_one_that_is_out(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(WEDNESDAY)
    started.clock.advance(hours=1)
    started.does(lambda s, w: subscriptions.stop(s, w, LEARNING, ANA, now=started.clock.now()))
    started.start(zone="Europe/Paris")
    jobs.repair(started.runtime, started.parts)
    started.speaks()
    (post,) = started.wall.in_channel(LEARNING)
    assert "Ana passed CKA" in visible(post)


def test_moved_away_and_back_it_is_previewed_again(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 5))
    started.start(weekday=3)
    started.ticks()
    started.start(weekday=2)
    started.ticks()
    newest = started.direct()[-1]
    assert "Ana passed CKA" in visible(newest)
    assert "Send now" in buttons(newest)


def test_moved_to_within_a_day_it_is_previewed_at_once(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 10))
    started.start(weekday=1, at=(started.clock.now() + timedelta(hours=3)).time())
    started.ticks()
    assert "Send now" in buttons(started.direct()[-1])


def test_one_channel_that_fails_stands_in_nobodys_way(started: Desk) -> None:
    bad = ChannelId("CBAD")
    started.start(bad, zone="Europe/Paris")
    started.pile.add(day(3, 9), *NEWS)

    def gather(session: Any, workspace: Any, audience: Audience, window: Window) -> list[Item]:
        if audience.channel == bad:
            raise RuntimeError("broken")
        return started.pile.gather(session, workspace, audience, window)

    desk = Desk(started.runtime, started.clock, started.wall, started.pile, (Contributor(gather=gather),))
    desk.to(WEDNESDAY, tick=timedelta(hours=6))
    assert [state for _, state, _ in desk.states()] == ["posted"]
    assert desk.wall.in_channel(bad) == []


def test_one_digest_that_cannot_be_repaired_stands_in_nobodys_way(started: Desk) -> None:
    bad = ChannelId("CBAD")
    started.start(bad, zone="Europe/Paris")
    started.pile.add(day(3, 9), *NEWS, "four")
    started.to(WEDNESDAY)

    def gather(session: Any, workspace: Any, audience: Audience, window: Window) -> list[Item]:
        if audience.channel == bad:
            raise RuntimeError("broken")
        return started.pile.gather(session, workspace, audience, window)

    started.pile.remove("four")
    desk = Desk(started.runtime, started.clock, started.wall, started.pile, (Contributor(gather=gather),))
    jobs.repair(desk.runtime, desk.parts)
    desk.speaks()
    (post,) = desk.wall.in_channel(LEARNING)
    assert "four" not in visible(post)


@pytest.mark.parametrize("how", ["rolled", "skipped"])
def test_what_the_owner_has_hidden_stays_hidden(started: Desk, how: str) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 5))
    hidden = {key for key, (_, item) in started.pile.items.items() if item.text == NEWS[0]}
    adjust(started, hidden=frozenset(hidden))
    if how == "skipped":
        found = started.open_edition()
        started.does(lambda s, _w: service.skip(s, found, now=started.clock.now()))
    started.to(WEDNESDAY)
    assert started.states()[0][1] == how
    started.pile.add(day(3, 12), "x", "y", "z")
    started.to(day(3, 18, 10))
    (post,) = started.wall.in_channel(LEARNING)
    thread = started.wall.thread(LEARNING, post["ts"])
    assert NEWS[0] not in "".join(map(visible, [post, *thread]))
    assert NEWS[1] in "".join(map(visible, [post, *thread]))


def test_taken_to_another_channel_the_owners_say_goes_along(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS, "four")
    started.to(day(3, 10, 9, 5))
    hidden = {key for key, (_, item) in started.pile.items.items() if item.text == NEWS[0]}
    adjust(started, hidden=frozenset(hidden), line="Well done, all of you")
    started.wall.refusals[LEARNING] = "is_archived"
    started.to(day(3, 11, 10))
    other = ChannelId("COTHER")
    started.wall.members[other] = [ANA, BEN]
    started.does(lambda s, w: subscriptions.relocate(s, w, LEARNING, other, ANA, now=started.clock.now()))
    started.ticks()
    started.ticks()
    (post,) = started.wall.in_channel(other)
    assert "Well done, all of you" in visible(post)
    assert NEWS[0] not in visible(post)


def test_a_channel_that_was_opened_to_another_company_yesterday_hears_nothing_internal(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 12))
    started.wall.facts[LEARNING] = {"is_ext_shared": True}
    started.to(WEDNESDAY)
    assert not [post for post in started.wall.in_channel(LEARNING) if "Ana passed CKA" in visible(post)]


def test_after_an_outage_who_reads_along_is_asked_before_anything_is_said(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 12))
    started.wall.facts[LEARNING] = {"is_ext_shared": True}
    started.clock.to(WEDNESDAY + timedelta(hours=5))
    started.publishes()
    assert started.wall.in_channel(LEARNING) == []


def test_who_has_left_a_private_channel_is_not_shown_its_preview(started: Desk) -> None:
    started.wall.facts[LEARNING] = {"is_private": True}
    started.to(day(3, 9, 12))
    started.pile.add(day(3, 9), *NEWS)
    started.wall.members[LEARNING] = [BEN]
    started.to(WEDNESDAY - timedelta(hours=20))
    assert not [one for one in started.direct() if "Ana passed CKA" in visible(one)]


def test_an_admin_who_is_not_in_a_private_channel_is_not_shown_what_it_sees(started: Desk) -> None:
    started.wall.facts[LEARNING] = {"is_private": True}
    started.to(day(3, 9, 12))
    started.pile.add(day(3, 9), "said in private", only_in=LEARNING)
    started.pile.add(day(3, 9), *NEWS)
    started.does(lambda s, w: people.remember(s, w, person(CHIEF, is_admin=True), now=started.clock.now()))
    now = started.clock.now()
    own = started.does(lambda s, w: service.preview(s, w, LEARNING, ANA, started.parts, now=now))
    others = started.does(lambda s, w: service.preview(s, w, LEARNING, CHIEF, started.parts, now=now))
    assert "said in private" in str(own.blocks)
    assert "said in private" not in str(others.blocks)


def test_paused_its_preview_says_so_and_nothing_is_sent(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(day(3, 10, 9, 5))
    period = started.editions()[-1].period
    started.does(lambda s, w: subscriptions.pause(s, w, LEARNING, ANA, now=started.clock.now()))
    started.ticks()
    assert "is paused" in visible(started.direct()[-1])
    assert buttons(started.direct()[-1]) == []
    with pytest.raises(refusals.Paused):
        started.does(lambda s, w: service.edition(s, w, LEARNING, period, ANA, now=started.clock.now()))
    started.to(day(3, 13))
    started.does(lambda s, w: subscriptions.resume(s, w, LEARNING, ANA, now=started.clock.now()))
    assert started.states()[0][1:] == ("skipped", "paused")


def test_sixty_people_with_one_milestone_are_worth_a_digest(started: Desk) -> None:
    for number in range(60):
        started.pile.add(day(3, 9), "passed CKA", group="c:cka", key=f"m{number}", who=f"P{number}")
    started.to(WEDNESDAY)
    assert started.states()[0][1] == "posted"


def test_next_weeks_digest_is_not_sent_in_a_week_that_has_one(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS)
    started.to(WEDNESDAY + timedelta(hours=1))
    started.pile.add(day(3, 11, 10), "p", "q", "r")
    ((subscription, _, _),) = started.does(lambda s, w: service.owned(s, w, ANA, now=started.clock.now()))
    upcoming = started.does(lambda s, _w: editions.upcoming(s, subscription, now=started.clock.now()))
    found = started.does(lambda s, w: service.edition(s, w, LEARNING, upcoming.period, ANA, now=started.clock.now()))
    with pytest.raises(refusals.TooEarly):
        started.does(lambda s, _w: service.send(s, found, started.parts, now=started.clock.now()))
    started.to(upcoming.due_at - timedelta(hours=20))
    found = started.open_edition()
    started.does(lambda s, _w: service.send(s, found, started.parts, now=started.clock.now()))
    started.to(upcoming.due_at + timedelta(days=2))
    assert [state for _, state, _ in started.states()][:2] == ["posted", "posted"]
    assert len(started.wall.in_channel(LEARNING)) == 2


def test_lines_that_grow_push_none_out_of_the_thread(started: Desk) -> None:
    for number in range(40):
        started.pile.add(day(3, 9), f"thing {number:02}", key=f"m{number}")
    started.to(WEDNESDAY)
    (post,) = started.wall.in_channel(LEARNING)
    for number in range(40):
        started.pile.add(day(3, 9), f"thing {number:02} " + "and what came of it " * 14, key=f"m{number}")
    jobs.repair(started.runtime, started.parts)
    started.speaks()
    said = "".join(map(visible, [post, *started.wall.thread(LEARNING, post["ts"])]))
    kept = [number for number in range(40) if f"thing {number:02} and" in said]
    assert len(kept) == 40 or "more" in said


def test_whoever_looked_after_a_digest_and_leaves_hands_it_on(started: Desk) -> None:
    started.does(lambda s, w: people.remember(s, w, person(CHIEF, is_admin=True), now=started.clock.now()))
    started.does(lambda s, w: leaving.person_left(s, w, ANA, started.clock.now()))
    started.speaks()
    ((subscription, _, _),) = started.does(lambda s, w: service.owned(s, w, CHIEF, now=started.clock.now()))
    assert subscription.channel == LEARNING
    assert "it's yours now" in visible(started.direct(CHIEF)[-1])


def test_more_than_a_hundred_things_can_all_be_hidden(started: Desk) -> None:
    for number in range(125):
        started.pile.add(day(3, 9), f"thing {number:03}", key=f"m{number}", section=list(Section)[number % 4])
    started.to(day(3, 10, 9, 5))
    found = started.open_edition()
    kept, items = started.does(
        lambda s, _w: service.holds(s, found, started.parts, viewer=ANA, now=started.clock.now())
    )
    view = forms.adjust(kept, items)
    offered = [option["value"] for block in view["blocks"] for option in block["element"].get("options", ())]
    assert len(items) > 100
    assert set(offered) == {one.key for one in items}
    assert all(len(block["element"].get("options", ())) <= 100 for block in view["blocks"])


def test_what_is_taken_back_weeks_later_leaves_the_old_digest_too(started: Desk) -> None:
    started.pile.add(day(3, 9), *NEWS, "four")
    started.to(WEDNESDAY)
    (post,) = started.wall.in_channel(LEARNING)
    started.to(day(4, 5), tick=timedelta(hours=12))
    started.pile.remove("four")
    jobs.repair(started.runtime, started.parts)
    started.speaks()
    assert "four" in visible(post)
    jobs.repair(started.runtime, started.parts, within=rules.LOOKED_AT)
    started.speaks()
    assert "four" not in visible(post)


def test_no_run_asks_slack_about_more_channels_than_it_takes_and_none_is_forgotten(desk: Desk) -> None:
    channels = [ChannelId(f"C{number:02}") for number in range(audience.CHANNELS + 5)]
    for channel in channels:
        desk.start(channel)

    def known() -> int:
        found = desk.does(store.subscriptions)
        return sum(one.is_known(desk.clock.now()) for one in found)

    jobs.survey(desk.runtime)
    assert known() == audience.CHANNELS
    jobs.survey(desk.runtime)
    assert known() == len(channels)


def test_an_erasure_goes_through_one_channel_at_a_time(desk: Desk) -> None:
    for channel in (LEARNING, ChannelId("COTHER")):
        desk.start(channel)
    erasure = Erasure(workspace=T, user=ANA, name="Ana", now=desk.clock.now(), tombstone=UserId("GONE-1"))
    for is_some in (True, True, False):
        owners = {one.channel for one in desk.does(store.subscriptions) if one.owner == ANA}
        assert desk.does(lambda session, _: privacy.forget_some(session, erasure)) is is_some
    assert owners == set()
