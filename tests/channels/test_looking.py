"""Is Slack asked who can read a channel as often as needed, and no oftener?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.channels import service
from bot.channels.rules import Channel, Reach
from bot.db import Database
from bot.ids import ChannelId
from bot.kudos import jobs as kudos
from bot.kudos.rules import GestureId, Source
from bot.kudos.rules import Place as ThankedAt
from bot.milestones import jobs as milestones
from bot.milestones import service as reached
from bot.milestones import store as milestone_store
from bot.milestones.rules import Claim, Facts, Kind, MilestoneId
from bot.milestones.rules import Place as CelebratedAt
from bot.runtime import Runtime
from tests.digests.desk import Wall, Wire
from tests.effort import spending
from tests.kudos.company import ANA, BO, HERE, Company

TICK = timedelta(seconds=30)
MANY = tuple(ChannelId(f"C{number:02}") for number in range(30))


@dataclass
class Slack(Wall):
    """Counts what it is asked about channels."""

    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        if method == "conversations.info":
            self.asked.append(args["channel"])
        return super().answer(method, args)

    def refuses(self, code: str, *channels: ChannelId) -> None:
        self.refusals |= dict.fromkeys(channels, code)


@dataclass(kw_only=True)
class House:
    """A company in which people thank and celebrate, and the clock's two questions about where."""

    company: Company
    slack: Slack
    thanks: dict[ChannelId, GestureId] = field(default_factory=dict)
    feats: dict[ChannelId, MilestoneId] = field(default_factory=dict)

    @property
    def runtime(self) -> Runtime:
        return Runtime(
            database=self.company.database,
            now=lambda: self.company.now,
            client=lambda _workspace, _timeout: Wire(self.slack),
        )

    def thank(self, channel: ChannelId) -> None:
        given = self.company.given(BO, ANA, channel=channel, place=ThankedAt.UNKNOWN, source=Source.MENTION)
        self.thanks[channel] = given.id

    def celebrate(self, channel: ChannelId) -> None:
        facts = Facts(kind=Kind.CERTIFICATION, title=f"CKA {channel}")
        claim = Claim(workspace=HERE, user=ANA, key=f"feat:{channel}:{self.company.now}", facts=facts, channel=channel)
        made = self.company.do(lambda session: reached.claim(session, claim, is_announced=True, now=self.company.now))
        self.feats[channel] = made.id

    def thanked_at(self, channel: ChannelId) -> ThankedAt:
        return self.company.gesture(self.thanks[channel]).place

    def celebrated_at(self, channel: ChannelId) -> CelebratedAt:
        found = self.company.do(lambda session: milestone_store.find(session, HERE, self.feats[channel]))
        assert found is not None
        return found.place

    def ticks(self, times: int = 1, *, every: timedelta = TICK) -> list[int]:
        """Let the clock look, and count its questions each time."""
        counted = []
        for _ in range(times):
            before = len(self.slack.asked)
            kudos.learn_places(self.runtime)
            milestones.look(self.runtime)
            counted.append(len(self.slack.asked) - before)
            self.company.now += every
        return counted

    def looks(self, *channels: ChannelId) -> dict[ChannelId, Channel]:
        return service.look(self.runtime, HERE, channels)


@pytest.fixture
def house(database: Database) -> House:
    return House(company=Company(database=database), slack=Slack())


def settled(house: House, channels: Sequence[ChannelId]) -> set[tuple[ThankedAt, CelebratedAt]]:
    return {(house.thanked_at(channel), house.celebrated_at(channel)) for channel in channels}


def test_thirty_channels_that_slack_does_not_show_are_asked_about_once(house: House) -> None:
    """Twice ten a tick, so that a minute stays within Slack's fifty; what is hidden counts as private, and stays."""
    house.slack.refuses("channel_not_found", *MANY)
    for channel in MANY:
        house.thank(channel)
        house.celebrate(channel)
    asked = house.ticks(10)
    assert sorted(house.slack.asked) == sorted(MANY)
    assert max(asked) <= 2 * service.MOST
    assert asked[4:] == [0] * 6
    assert settled(house, MANY) == {(ThankedAt.PRIVATE, CelebratedAt.PRIVATE)}


def test_when_all_is_known_the_clock_asks_nothing_and_writes_nothing(house: House) -> None:
    house.thank(MANY[0])
    house.celebrate(MANY[0])
    house.ticks(2)
    with spending(house.company.database) as spent:
        assert house.ticks(5) == [0] * 5
    assert spent.written == 0
    assert len([one for one in spent.statements if one != "BEGIN"]) == 2 * 5


def test_a_channel_slack_will_not_speak_of_is_asked_about_a_few_times_and_then_once_a_day(house: House) -> None:
    odd, well = MANY[:2]
    house.slack.refuses("team_access_not_granted", odd)
    house.thank(odd)
    house.celebrate(odd)
    asked = sum(house.ticks(2 * 60))
    assert asked == 4  # at once, and after 1, 5 and 30 minutes
    assert sum(house.ticks(2 * 24, every=timedelta(hours=1))) == 1
    assert settled(house, [odd]) == {(ThankedAt.UNKNOWN, CelebratedAt.UNKNOWN)}
    house.thank(well)
    house.ticks()
    assert house.thanked_at(well) is ThankedAt.PUBLIC
    house.slack.refusals.clear()
    house.company.later(days=1)
    house.ticks()
    assert settled(house, [odd]) == {(ThankedAt.PUBLIC, CelebratedAt.PUBLIC)}


def test_while_slack_wants_to_be_left_alone_it_is_asked_once_a_minute_and_then_all_is_made_good(house: House) -> None:
    house.slack.refuses("ratelimited", *MANY)
    for channel in MANY:
        house.thank(channel)
    assert house.ticks(6) == [1, 0, 1, 0, 1, 0]
    house.slack.refusals.clear()
    house.ticks(6)
    assert {house.thanked_at(channel) for channel in MANY} == {ThankedAt.PUBLIC}


def test_who_asks_about_the_same_channel_within_the_hour_is_told_what_is_known(house: House) -> None:
    (here, *_) = MANY
    house.thank(here)
    house.ticks()
    house.company.later(minutes=30)
    house.celebrate(here)
    assert house.ticks() == [0]
    assert house.celebrated_at(here) is CelebratedAt.PUBLIC


def test_a_channel_that_was_made_private_is_not_taken_for_open_an_hour_later(house: House) -> None:
    (here, *_) = MANY
    assert house.looks(here)[here].is_open
    house.slack.facts[here] = {"is_private": True}
    house.company.later(minutes=61)
    assert house.company.do(lambda session: service.known(session, HERE, [here], now=house.company.now)) == {}
    assert house.looks(here)[here].reach is Reach.PRIVATE


def test_kudos_milestones_and_digests_have_one_rule_for_a_channel_shared_with_another_company(house: House) -> None:
    (here, *_) = MANY
    house.slack.facts[here] = {"is_ext_shared": True}
    house.thank(here)
    house.celebrate(here)
    house.ticks()
    assert settled(house, [here]) == {(ThankedAt.PRIVATE, CelebratedAt.PRIVATE)}
    assert house.looks(here)[here].reach is Reach.SHARED


def test_before_a_digest_is_posted_slack_is_asked_anew_whatever_is_known(house: House) -> None:
    (here, *_) = MANY
    house.looks(here)
    house.slack.facts[here] = {"is_ext_shared": True}
    assert service.ask(house.runtime, HERE, here).reach is Reach.SHARED
    house.slack.refuses("ratelimited", here)
    silent = service.ask(house.runtime, HERE, here)
    assert (silent.reach, silent.lost) == (Reach.UNKNOWN, "")
    house.slack.refuses("restricted_action", here)
    assert service.ask(house.runtime, HERE, here).lost == "restricted_action"


def test_that_a_channel_was_archived_once_is_not_said_of_it_while_slack_is_silent(house: House) -> None:
    (here, *_) = MANY
    house.slack.facts[here] = {"is_archived": True}
    assert service.ask(house.runtime, HERE, here).lost == "is_archived"
    house.slack.refuses("ratelimited", here)
    assert service.ask(house.runtime, HERE, here).lost == ""
