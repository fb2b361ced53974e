"""Does the ledger agree with a plain model, whatever happens to it and in whatever order?

The model is a list of thanks and a few lines of counting; the ledger is asked after every step. POLLEN_EXAMPLES=500 for
the long run: some four minutes on SQLite, six on PostgreSQL.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete
from sqlalchemy.engine import URL

from bot.db import Base, Database
from bot.ids import UserId
from bot.kudos import rules, service
from bot.kudos.rules import Cause, GestureId
from bot.kudos.rules.budget import Count
from bot.kudos.service import hiding
from tests.kudos.company import ANA, BO, CLEO, DAN, FAY, HERE, Company

EXAMPLES = int(os.environ.get("POLLEN_EXAMPLES", "12"))
STEPS = int(os.environ.get("POLLEN_STEPS", "25"))

PEOPLE = (ANA, BO, CLEO, DAN)
WEEK = timedelta(days=7)
GROUPS = {"design": (ANA, BO, CLEO), "web": (CLEO, DAN)}

people = st.lists(st.sampled_from(PEOPLE), min_size=0, max_size=3, unique=True).map(tuple)
groups = st.lists(st.sampled_from(sorted(GROUPS)), max_size=2, unique=True)
values = st.lists(st.sampled_from(["unblocked", "mentored"]), max_size=2, unique=True).map(tuple)
givers = st.sampled_from(PEOPLE)
nth = st.integers(0, 30)


@dataclass
class Thanks:
    """One person thanked in one gesture, as plainly as can be."""

    charge: object
    at: datetime
    counts: bool
    #: the group they are charged with
    group: str


@dataclass
class Plain:
    """A gesture of the model."""

    giver: UserId
    values: tuple[str, ...]
    key: str
    id: GestureId
    thanks: dict[UserId, Thanks] = field(default_factory=dict)
    groups: dict[UserId, str] = field(default_factory=dict)
    is_hidden: bool = False
    is_undone: bool = False
    is_free: bool = False
    root: "Plain | None" = None
    #: what it was when it was hidden
    hidden: dict[UserId, Thanks] = field(default_factory=dict)


class Ledger(RuleBasedStateMachine):
    database: Database

    @initialize()
    def begin(self) -> None:
        with self.database.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(delete(table))
        self.company = Company(database=self.database)
        self.company.person(FAY, "Fay", is_admin=True)
        self.gone: set[UserId] = set()
        self.gestures: list[Plain] = []
        self.allowance, self.per_person = 10, 3
        self.keys = 0
        self.choose(allowance=3, per_person=2)

    # --- the model ---

    def spent(self, giver: UserId) -> list[tuple[object, UserId]]:
        """The counted thanks of a giver within the week: what they are charged under, and to whom."""
        return [
            (thanks.charge, who)
            for one in self.gestures
            if one.giver == giver and not one.is_free
            for who, thanks in one.thanks.items()
            if thanks.counts and thanks.at > self.company.now - WEEK
        ]

    def charge(self, one: Plain, unit: tuple[UserId, ...], group: str = "") -> None:
        """Thank what is charged together: it counts while there is room. `group`: whose members they are."""
        charge = object()
        has_room = len({each for each, _ in self.spent(one.giver)}) < self.allowance
        for who in unit:
            pair = {each for each, to in self.spent(one.giver) if to == who}
            counts = has_room and len(pair) < self.per_person and not one.is_free
            one.thanks[who] = Thanks(charge=charge, at=self.company.now, counts=counts, group=group)

    def named(
        self, giver: UserId, whom: tuple[UserId, ...], handles: list[str]
    ) -> tuple[list[UserId], dict[UserId, str]]:
        able = [who for who in whom if who != giver and who not in self.gone]
        by_group: dict[UserId, str] = {}
        for handle in handles:
            for who in GROUPS[handle]:
                if who != giver and who not in whom and who not in by_group and who not in self.gone:
                    by_group[who] = handle
        return able, by_group

    def thank(self, one: Plain, able: list[UserId], by_group: dict[UserId, str]) -> None:
        for who in able:
            self.charge(one, (who,))
        for handle in dict.fromkeys(by_group.values()):
            self.charge(one, tuple(who for who in by_group if by_group[who] == handle), handle)
        one.groups = by_group

    def follow(self, root: Plain) -> None:
        """A +1 goes with what it joined."""
        for one in self.gestures:
            if one.root is root:
                one.thanks = {who: thanks for who, thanks in one.thanks.items() if who in root.thanks}

    def pick(self, number: int) -> Plain | None:
        return self.gestures[number % len(self.gestures)] if self.gestures else None

    # --- what happens ---

    @rule(giver=givers, whom=people, handles=groups, values=values)
    def give(self, giver: UserId, whom: tuple[UserId, ...], handles: list[str], values: tuple[str, ...]) -> None:
        self.keys += 1
        key = f"message:C1:{self.keys}"
        chosen = {handle: GROUPS[handle] for handle in handles}
        if giver in self.gone:
            with pytest.raises(rules.NotAmongUs):
                self.company.give(giver, *whom, groups=chosen, values=values, key=key)
            return
        outcome = self.company.give(giver, *whom, groups=chosen, values=values, key=key)
        able, by_group = self.named(giver, whom, handles)
        assert (outcome.gesture is None) == (not able and not by_group)
        if outcome.gesture is not None:
            one = Plain(giver=giver, values=values, key=key, id=outcome.gesture.id)
            self.gestures.append(one)
            self.thank(one, able, by_group)

    @rule(number=nth)
    def redeliver(self, number: int) -> None:
        one = self.pick(number)
        if one and not one.is_free and one.key.startswith("message"):
            outcome = self.company.give(one.giver, ANA, CLEO, key=one.key)
            assert outcome.is_repeat

    @rule(number=nth)
    def undo(self, number: int) -> None:
        one = self.pick(number)
        if one is None:
            return
        if one.is_hidden:
            with pytest.raises(rules.Hidden):
                self.company.undo(one.giver, one.id)
            return
        self.company.undo(one.giver, one.id)
        one.is_undone |= bool(one.thanks)
        one.thanks = {}
        self.follow(one)

    @rule(number=nth, whom=people, handles=groups, values=values)
    def edit(self, number: int, whom: tuple[UserId, ...], handles: list[str], values: tuple[str, ...]) -> None:
        one = self.pick(number)
        if one is None or one.is_free or one.key.startswith("reaction"):
            return
        chosen: Any = {handle: GROUPS[handle] for handle in handles}
        if one.is_hidden or one.is_undone or one.giver in self.gone:
            with pytest.raises((rules.Hidden, rules.Withdrawn, rules.NotAmongUs)):
                self.company.revise(one.giver, one.id, *whom, groups=chosen, values=values)
            return
        self.company.revise(one.giver, one.id, *whom, groups=chosen, values=values)
        able, by_group = self.named(one.giver, whom, handles)
        before = one.thanks
        one.thanks = {who: before[who] for who in (*able, *by_group) if who in before}
        of_group = {thanks.group: thanks for thanks in before.values() if thanks.group}
        for who in able:
            if who not in before:
                self.charge(one, (who,))
        for handle in dict.fromkeys(by_group.values()):
            fresh = tuple(who for who in by_group if by_group[who] == handle and who not in before)
            if handle in of_group:
                one.thanks |= dict.fromkeys(fresh, of_group[handle])
            elif fresh:
                self.charge(one, fresh, handle)
        one.groups, one.values = by_group, values
        self.follow(one)

    @rule(giver=givers, author=givers, ts=st.sampled_from(["1.1", "2.2"]))
    def react(self, giver: UserId, author: UserId, ts: str) -> None:
        author = {"1.1": ANA, "2.2": CLEO}[ts]
        if giver in self.gone:
            return
        outcome = self.company.react(giver, author, ts)
        key = f"reaction:C1:{ts}:{giver}"
        one = next((each for each in self.gestures if each.key == key), None)
        if giver == author or author in self.gone:
            assert one is not None or outcome.gesture is None
            return
        if one is None:
            assert outcome.gesture is not None
            one = Plain(giver=giver, values=(), key=key, id=outcome.gesture.id)
            self.gestures.append(one)
        if not one.thanks and not one.is_hidden:
            self.charge(one, (author,))

    @rule(giver=givers, ts=st.sampled_from(["1.1", "2.2"]))
    def unreact(self, giver: UserId, ts: str) -> None:
        one = next((each for each in self.gestures if each.key == f"reaction:C1:{ts}:{giver}"), None)
        try:
            self.company.unreact(giver, ts)
        except rules.Hidden:
            assert one is not None
            assert one.is_hidden
            return
        if one is not None:
            one.thanks = {}
            self.follow(one)

    @rule(giver=givers, number=nth)
    def second(self, giver: UserId, number: int) -> None:
        root = self.pick(number)
        if root is None or root.is_free or giver in self.gone:
            return
        key = f"second:{root.id}:{giver}"
        one = next((each for each in self.gestures if each.key == key), None)
        if not root.thanks:
            with pytest.raises(rules.Withdrawn):
                self.company.second(giver, root.id)
            return
        outcome = self.company.second(giver, root.id)
        others = [who for who in root.thanks if who != giver]
        if giver == root.giver or not others:
            assert outcome.refused or (one is not None and (one.thanks or one.is_hidden))
            return
        if one is None:
            assert outcome.gesture is not None
            one = Plain(giver=giver, values=root.values, key=key, id=outcome.gesture.id, is_free=True, root=root)
            self.gestures.append(one)
        if not one.thanks and not one.is_hidden:
            one.values = root.values
            for who in others:
                self.charge(one, (who,))

    @rule(number=nth)
    def hide(self, number: int) -> None:
        one = self.pick(number)
        if one is None or one.is_free:
            return
        self.company.do(lambda session: hiding.hide(session, HERE, one.id, by=FAY, note="no", now=self.company.now))
        if one.thanks:
            for each in (one, *(each for each in self.gestures if each.root is one)):
                each.is_hidden |= bool(each.thanks)
                each.hidden = each.thanks or each.hidden
            one.thanks = {}
            self.follow(one)

    @rule(number=nth)
    def show(self, number: int) -> None:
        one = self.pick(number)
        if one is None or one.is_free:
            return
        shown = self.company.do(lambda session: hiding.show(session, HERE, one.id, by=FAY, now=self.company.now))
        assert (shown is not None) == one.is_hidden
        if not one.is_hidden:
            return
        before, one.is_hidden = one.hidden, False
        # Who was thanked as one of a group is again, though an edit may have named them since.
        for who, thanks in before.items():
            if not thanks.group:
                self.charge(one, (who,))
        for handle in dict.fromkeys(thanks.group for thanks in before.values() if thanks.group):
            self.charge(one, tuple(who for who in before if before[who].group == handle), handle)
        for each in self.gestures:
            if each.root is one and each.is_hidden:
                each.is_hidden, each.thanks = False, each.hidden

    @rule(who=givers)
    def leave(self, who: UserId) -> None:
        self.gone.add(who)
        self.company.person(who, who, deleted=True)

    @rule(who=givers)
    def come_back(self, who: UserId) -> None:
        self.gone.discard(who)
        self.company.person(who, who)

    @rule(allowance=st.integers(0, 5), per_person=st.integers(0, 3))
    def choose(self, allowance: int, per_person: int) -> None:
        self.allowance, self.per_person = allowance, per_person
        self.company.choose(allowance=allowance, per_person=per_person)

    @rule(hours=st.sampled_from([1, 24, 72, 167, 168, 169]))
    def wait(self, hours: int) -> None:
        self.company.later(hours=hours)

    # --- what must hold ---

    @invariant()
    def the_ledger_says_what_the_model_says(self) -> None:
        if not hasattr(self, "company"):
            return
        for one in self.gestures:
            gesture = self.company.gesture(one.id)
            expected = {
                (who, value): Count.FREE if one.is_free else Count.COUNTED if thanks.counts else Count.BEYOND
                for who, thanks in one.thanks.items()
                for value in one.values or ("",)
            }
            assert {(gift.receiver, gift.value): gift.count for gift in gesture.gifts} == expected
            assert (Cause.HIDDEN in gesture.causes) == one.is_hidden

    @invariant()
    def budgets_and_sums_are_right(self) -> None:
        if not hasattr(self, "company"):
            return
        for user in PEOPLE:
            page = self.company.page(user)
            assert page.budget.left == max(0, self.allowance - len({each for each, _ in self.spent(user)}))
            got = [one.thanks[user] for one in self.gestures if user in one.thanks and not one.is_free]
            assert page.received.total == sum(thanks.counts for thanks in got)

    @invariant()
    def nothing_drifts(self) -> None:
        if hasattr(self, "company"):
            assert self.company.do(lambda session: service.drift(session, HERE)) == ()


@contextmanager
def opened(url: URL) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


def test_the_ledger_agrees_with_a_plain_model(database_url: URL, tmp_path: Path) -> None:
    with opened(database_url) as database:
        machine = type("OnThisDatabase", (Ledger,), {"database": database})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
