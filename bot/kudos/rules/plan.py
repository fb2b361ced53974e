"""Which gifts does a wish make of a gesture? What is to be reversed, and what is to be charged together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot import ids
from bot.ids import UserId
from bot.kudos.rules import Gesture, Gift
from bot.kudos.rules.budget import Count, Limits, Spent, Unit, judge
from bot.kudos.rules.wishes import Group


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom to thank: persons, and what each group adds to them."""

    people: tuple[UserId, ...]
    groups: tuple[Group, ...]
    values: tuple[str, ...]

    @property
    def everybody(self) -> tuple[UserId, ...]:
        return (*self.people, *(one for group in self.groups for one in group.members))

    @property
    def group_of(self) -> dict[UserId, str]:
        return {one: group.key for group in self.groups for one in group.members}


@dataclass(frozen=True, kw_only=True)
class Charge:
    number: int
    at: datetime
    count: Count


def superfluous(gesture: Gesture, named: Named) -> tuple[int, ...]:
    """Return the live gifts that are not wished for any more."""
    wanted = {(one, value) for one in named.everybody for value in named.values or ("",)}
    return tuple(gift.id for gift in gesture.gifts if (gift.receiver, gift.value) not in wanted)


def missing(gesture: Gesture | None, named: Named) -> tuple[tuple[UserId, str], ...]:
    """Return the (receiver, value) pairs that are wished for and not there."""
    there = {(gift.receiver, gift.value) for gift in gesture.gifts} if gesture else set()
    pairs = ((one, value) for one in named.everybody for value in named.values or ("",))
    return tuple(pair for pair in pairs if pair not in there)


def charges(
    named: Named,
    receivers: Collection[UserId],
    *,
    gifts: Collection[Gift],
    spent: Collection[Spent],
    limits: Limits,
    is_free: bool,
    now: datetime,
) -> Mapping[UserId, Charge]:
    """Decide what each receiver of a new gift is charged under. `gifts`: the gesture's before it changed.

    Somebody thanked in this gesture already keeps their charge, and a newcomer to a group gets the group's: changing
    the words or a value costs nothing.
    """
    kept = {gift.receiver: Charge(number=gift.charge, at=gift.charged_at, count=gift.count) for gift in gifts}
    in_group = {gift.group: kept[gift.receiver] for gift in gifts if gift.group}
    group_of = named.group_of
    charged = {
        one: charge for one in receivers if (charge := kept.get(one) or in_group.get(group_of.get(one, ""))) is not None
    }
    still = [
        Spent(charge=charge.number, receiver=one, at=charge.at)
        for one, charge in charged.items()
        if charge.count is Count.COUNTED
    ]
    fresh = [one for one in receivers if one not in charged]
    units = [Unit(charge=ids.fresh(), group="", receivers=(one,)) for one in fresh if one not in group_of]
    for group in named.groups:
        if members := tuple(one for one in group.members if one in fresh):
            units.append(Unit(charge=ids.fresh(), group=group.key, receivers=members))
    verdicts = (
        {one: Count.FREE for unit in units for one in unit.receivers}
        if is_free
        else judge(units, (*spent, *still), limits=limits, now=now)
    )
    for unit in units:
        charged |= {one: Charge(number=unit.charge, at=now, count=verdicts[one]) for one in unit.receivers}
    return charged
