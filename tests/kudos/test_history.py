"""What do the wall, the digest, the reports and the files show, and what never?"""

import csv
import io
import json
from datetime import timedelta

from bot.erasure import Erasure
from bot.ids import ChannelId, UserId
from bot.kudos import jobs, privacy, service
from bot.kudos.rules import Place, patterns
from bot.kudos.rules.patterns import Shape
from bot.kudos.service import export, wall
from bot.kudos.store.tables import GiftRow, GuardRow
from bot.slack import text
from tests.kudos.company import ANA, BO, CLEO, DAN, EVE, FAY, GENERAL, HERE, NAMES, Company

SECRET = ChannelId("CSECRET")


def stories(company: Company, audience: ChannelId | None = None) -> list[str]:
    start, end = company.now - timedelta(days=7), company.now + timedelta(seconds=1)
    found = company.do(lambda session: service.stories(session, HERE, audience=audience, since=start, until=end))
    return [one.reason for one in found]


def test_stories_leave_out_what_their_audience_may_not_see(company: Company) -> None:
    company.likes(EVE, visibility="private")
    company.likes(FAY, visibility="ask")
    company.give(BO, ANA, reason="in the open")
    company.give(BO, ANA, reason="behind closed doors", channel=SECRET, place=Place.PRIVATE)
    company.give(BO, ANA, reason="nobody has looked yet", place=Place.UNKNOWN, channel=SECRET)
    company.give(BO, EVE, reason="between the two")
    company.give(BO, FAY, reason="not asked yet")
    gone = company.given(BO, CLEO, reason="taken back later")
    company.undo(BO, gone.id)
    assert stories(company) == ["in the open"]
    assert stories(company, GENERAL) == ["in the open", "nobody has looked yet"][:1]
    assert stories(company, SECRET) == ["in the open", "behind closed doors", "nobody has looked yet"]


def test_a_story_tells_who_what_where_and_how_many_agree(company: Company) -> None:
    gesture = company.given(BO, ANA, EVE, values=("unblocked",))
    company.likes(EVE, visibility="private")
    company.second(CLEO, gesture.id)
    [story] = company.do(lambda session: wall.latest(session, HERE))
    assert (story.giver, story.receivers, story.values, story.seconds) == (BO, (ANA, EVE), ("unblocked",), 1)


def test_ones_own_page_counts_thanks_not_values(company: Company) -> None:
    company.give(BO, ANA, values=("unblocked", "mentored"))
    gesture = company.given(CLEO, ANA, values=("unblocked",))
    company.second(DAN, gesture.id)
    page = company.do(lambda session: wall.page(session, HERE, ANA, now=company.now))
    assert page.received.total == 2
    assert page.received.by_value == (("unblocked", 2), ("mentored", 1))
    assert page.seconds == 1
    assert len(page.latest) == 2


def test_a_guest_sees_only_what_concerns_them(company: Company) -> None:
    company.person(DAN, "Dan", is_restricted=True)
    company.give(BO, ANA, reason="for Ana alone")
    company.give(BO, DAN, reason="for Dan the guest")
    shown = company.do(lambda session: service.wall_for(session, HERE, DAN, now=company.now))
    assert [one.reason for one in shown.stories] == ["for Dan the guest"]
    assert shown.breadth == ()


def test_breadth_shows_the_top_of_givers_and_only_those_who_like(company: Company) -> None:
    more = [UserId(f"U{number}") for number in range(4)]
    for user in more:
        company.person(user, f"Person {user}")
    everybody = [*NAMES, *more]
    company.choose(allowance=100)
    company.give(BO, *everybody[:1], *everybody[2:], reason="all the help this month")
    company.give(CLEO, ANA, BO, DAN, reason="all the help this month")
    company.give(DAN, ANA, reason="all the help this month")

    def top() -> list[tuple[UserId, int]]:
        found = company.do(lambda session: wall.broadest(session, HERE, now=company.now + timedelta(minutes=1)))
        return [(one.user, one.people) for one in found]

    assert top() == [(BO, 9), (CLEO, 3), (DAN, 1)]
    company.likes(BO, breadth=False)
    company.person(DAN, "Dan", deleted=True)
    assert top() == [(CLEO, 3)]
    company.choose(breadth=False)
    assert top() == []


def test_breadth_is_not_shown_among_a_few(company: Company) -> None:
    company.give(BO, ANA, CLEO, DAN, EVE, FAY)
    assert company.do(lambda session: wall.broadest(session, HERE, now=company.now)) == ()


def test_pairs_rings_and_fans_are_found_and_ordinary_thanks_are_not() -> None:
    a, b, c, d, e, f = (UserId(name) for name in "ABCDEF")
    assert [one.shape for one in patterns.find_patterns({(a, b): 6, (b, a): 5, (a, c): 1})] == [Shape.PAIR]
    ring = patterns.find_patterns({(a, b): 5, (b, c): 5, (c, a): 5, (a, d): 1})
    assert [(one.shape, set(one.people), one.kudos) for one in ring] == [(Shape.RING, {a, b, c}, 15)]
    assert [one.shape for one in patterns.find_patterns({(e, f): 9, (e, a): 1})] == [Shape.FAN]
    assert patterns.find_patterns({(a, b): 4, (a, c): 4, (a, d): 4, (b, a): 4, (b, c): 3, (b, d): 4}) == ()
    assert patterns.find_patterns({(a, b): 3, (b, a): 3}) == ()


def test_the_owner_gets_one_report_a_week_and_nobody_else(company: Company) -> None:
    company.person(FAY, "Fay", is_admin=True)
    company.choose(per_person=50, allowance=100)
    for number in range(5):
        company.give(ANA, BO, reason=f"help with ticket {number}")
        company.give(BO, ANA, reason=f"help with ticket {number}")
    before = len(company.said())
    for _ in range(3):
        jobs.report_patterns(company.runtime)
        company.later(days=1)
    assert len(company.said()) == before + 1
    assert "one-sided" in company.said(FAY)[-1]
    assert "*Ana* and *Bo* mostly thank each other (10 kudos)" in company.blocks(FAY)
    company.later(days=7)
    jobs.report_patterns(company.runtime)
    assert len(company.said(FAY)) == 2


def test_the_admin_file_holds_nothing_private(company: Company) -> None:
    company.likes(EVE, visibility="private")
    company.give(BO, ANA, reason=f"=HYPERLINK(1) &amp; {text.user(CLEO)}", values=("unblocked",))
    company.give(BO, EVE, reason="between the two")
    company.give(BO, ANA, reason="behind closed doors", channel=SECRET, place=Place.PRIVATE)
    lines = company.do(lambda session: export.everything(session, HERE))
    [row] = csv.DictReader(io.StringIO(export.to_csv(lines)))
    assert row["reason"] == "'=HYPERLINK(1) & Cleo"
    assert (row["giver_name"], row["receiver_name"]) == ("Bo", "Ana")
    assert (row["value"], row["counts"]) == ("unblocked", "counted")
    assert json.loads(export.to_json(lines))[0]["reason"] == "=HYPERLINK(1) & Cleo"
    mine = company.do(lambda session: export.mine(session, HERE, EVE))
    assert [line["reason"] for line in mine] == ["between the two"]


def test_erasing_a_person_keeps_the_sums(company: Company) -> None:
    company.give(ANA, BO, reason="the secret words of Ana")
    company.give(BO, ANA, CLEO, reason=f"asking Ana and {text.user(ANA)} nicely")
    gesture = company.given(BO, CLEO, reason="another fine thing")
    company.second(ANA, gesture.id)
    company.react(ANA, BO)
    company.give(ANA, BO, reason="", is_sure=False)
    before = company.do(lambda session: wall.page(session, HERE, BO, now=company.now))
    erasure = Erasure(workspace=HERE, user=ANA, name="Ana", now=company.now)
    while company.do(lambda session: privacy.forget_some(session, erasure)):
        pass
    company.do(lambda session: privacy.forget_person(session, erasure))
    after = company.do(lambda session: wall.page(session, HERE, BO, now=company.now))
    assert (after.given, after.received) == (before.given, before.received)
    dump = company.dump()
    assert ANA not in dump
    assert "secret words" not in dump
    assert "asking someone and someone nicely" in dump
    assert company.do(lambda session: service.drift(session, HERE)) == ()


def test_a_sound_ledger_does_not_drift_and_a_forged_one_does(company: Company) -> None:
    company.choose(allowance=2)
    gestures = [company.given(BO, user) for user in (ANA, CLEO, DAN, EVE)]
    company.undo(BO, gestures[0].id)
    company.given(BO, FAY)

    def drift() -> tuple[str, ...]:
        return company.do(lambda session: service.drift(session, HERE))

    assert drift() == ()
    company.do(lambda session: session.query(GiftRow).filter_by(receiver=DAN).update({"tally": "counted"}))
    assert any("counts as one of 3 in seven days, 1 to one person, where 2 and" in one for one in drift())
    company.do(lambda session: session.query(GiftRow).filter_by(receiver=DAN).update({"tally": "beyond"}))
    company.do(lambda session: session.query(GuardRow).filter_by(name=BO).update({"moves": 1}))
    assert any("guard" in one for one in drift())


def test_workspaces_know_nothing_of_each_other(company: Company) -> None:
    company.give(BO, ANA)
    other = Company(database=company.database, workspace="T2")  # type: ignore[arg-type]
    assert other.do(lambda session: wall.latest(session, other.workspace)) == ()
    assert other.do(lambda session: export.everything(session, other.workspace)) == ()
    other.give(BO, ANA, key="command:1")
    assert len(other.do(lambda session: wall.latest(session, other.workspace))) == 1
