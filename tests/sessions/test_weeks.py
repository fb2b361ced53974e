"""Does a study group keep its weeks: what to read, who leads, what was?"""

from datetime import timedelta

from bot.playground.people.person import Person
from tests.milestones.test_conversations import newest
from tests.office import Office
from tests.sessions.test_conversations import hosts, said

WEEKLY = {"Form": "Study group", "How often?": "Every week"}


def test_a_study_group_plans_its_next_week_and_keeps_those_before(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    first = hosts(office, ana, title="SQL book", Agenda="Chapter one", **WEEKLY)
    assert "To read for week 1" in first.text
    assert "Chapter one" in first.text
    for person in (ben, chika):
        person.clicks("Join", person.looks_again(first))
    office.passes(timedelta(days=8, hours=7))
    second = newest(ben, "#general", "week 2")
    assert second.ts != first.ts
    assert "Chapter one" not in second.text
    card = newest(ana, "@pollen", "Week 2 has nothing to read yet")
    ana.clicks("Plan this week", card)
    ana.modal.fill({"What should people read or prepare?": "Chapter two", "Who leads it?": "ben"}).submit()
    office.works()
    assert "Chapter two" in ben.looks_again(second).text
    assert "with ben" in ben.looks_again(second).text
    assert "2 going" in ben.looks_again(second).text, "ana comes in ben's place"
    assert "You're hosting SQL book" in newest(ben, "@pollen", "You're hosting").text
    assert said(ana, "You're not hosting SQL book any more")
    chika.clicks("Weeks so far", chika.looks_again(second))
    weeks = chika.modal.text
    assert weeks.index("Chapter two") < weeks.index("Chapter one")
    assert "led by ben" in weeks
    assert "led by ana" in weeks
    office.passes(timedelta(days=6))
    assert "Chapter two" in newest(chika, "@pollen", "SQL book is ").text
    office.passes(timedelta(days=2))
    third = newest(chika, "#general", "week 3")
    assert "with ben" in third.text


def test_only_who_steers_it_plans_a_week_and_only_who_is_here_leads(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana, title="SQL book", **WEEKLY)
    ben.clicks("Join", post)
    ana.clicks("Plan this week", newest(ana, "@pollen", "You're hosting"))
    ana.modal.fill({"Who leads it?": "pollen"}).submit()
    office.works()
    assert "Only people who work here can host a session" in ana.modal.text
    assert "with ana" in ben.looks_again(post).text
