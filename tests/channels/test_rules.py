"""Who reads a channel, by what Slack tells about it?"""

from datetime import datetime, timedelta

import pytest

from bot.channels import rules
from bot.channels.rules import Channel, Reach
from bot.ids import ChannelId

HERE = Channel(id=ChannelId("C1"))
OPEN = {"is_channel": True, "is_private": False}


@pytest.mark.parametrize(
    ("about", "reach"),
    [
        (OPEN, Reach.OPEN),
        ({**OPEN, "is_archived": True}, Reach.OPEN),
        ({**OPEN, "is_org_shared": True}, Reach.OPEN),  # another workspace of the same company
        ({**OPEN, "is_private": True}, Reach.PRIVATE),
        ({"is_group": True, "is_private": True}, Reach.PRIVATE),
        ({**OPEN, "is_group": True}, Reach.PRIVATE),
        ({**OPEN, "is_ext_shared": True}, Reach.SHARED),
        ({**OPEN, "is_pending_ext_shared": True}, Reach.SHARED),
        ({"is_group": True, "is_private": True, "is_ext_shared": True}, Reach.SHARED),
        ({"is_im": True}, Reach.DIRECT),
        ({"is_mpim": True, "is_private": True, "is_group": True}, Reach.DIRECT),
        ({}, Reach.PRIVATE),  # what Slack may think of next
    ],
)
def test_only_what_everybody_in_the_workspace_can_read_is_open(about: dict[str, object], reach: Reach) -> None:
    assert rules.reach(about) is reach


def test_an_open_channel_is_believed_for_an_hour_and_a_closed_one_for_a_day(now: datetime) -> None:
    """It may be made private, and nobody tells us; the other way round nothing gets out."""
    opened = rules.told(HERE, OPEN, now=now)
    closed = rules.told(HERE, {**OPEN, "is_private": True}, now=now)
    hidden = rules.refused(HERE, "channel_not_found", now=now)
    for after, fresh in ((1, (True, True, True)), (2, (False, True, True)), (25, (False, False, False))):
        at = now + timedelta(hours=after)
        assert tuple(one.is_fresh(at) for one in (opened, closed, hidden)) == fresh
        assert tuple(one.is_due(at) for one in (opened, closed, hidden)) == tuple(not one for one in fresh)


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "missing_scope", "access_denied"])
def test_what_slack_does_not_show_us_is_private(code: str, now: datetime) -> None:
    found = rules.refused(HERE, code, now=now)
    assert (found.reach, found.lost, found.is_open) == (Reach.PRIVATE, code, False)


def test_another_refusal_is_waited_out_ever_longer_and_in_the_end_a_day(now: datetime) -> None:
    channel, waits = HERE, []
    for _ in range(6):
        channel = rules.refused(channel, "internal_error", now=now)
        assert channel.next_at is not None
        waits.append((channel.next_at - now) // timedelta(minutes=1))
    assert waits == [1, 5, 30, 1440, 1440, 1440]
    assert channel.reach is Reach.UNKNOWN
    assert rules.told(channel, OPEN, now=now).failures == 0


def test_a_refusal_leaves_what_was_known_to_grow_old(now: datetime) -> None:
    opened = rules.told(HERE, OPEN, now=now)
    later = now + timedelta(minutes=59)
    assert rules.refused(opened, "internal_error", now=later).is_fresh(later)
    assert not rules.refused(opened, "internal_error", now=later).is_fresh(later + timedelta(minutes=2))


def test_when_slack_answers_nobody_it_is_no_fault_of_the_channels(now: datetime) -> None:
    shortly, long = rules.paused(HERE, timedelta(), now=now), rules.paused(HERE, timedelta(minutes=3), now=now)
    assert (shortly.next_at, long.next_at) == (now + timedelta(minutes=1), now + timedelta(minutes=3))
    assert shortly.failures == long.failures == 0
