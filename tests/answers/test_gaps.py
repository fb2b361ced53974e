"""What people asked in vain is put before curators, closed once, and told to everybody who asked."""

from datetime import UTC, datetime, timedelta

from bot.answers.rules import gaps
from bot.answers.rules.gaps import Unanswered
from bot.articles.rules.readers import EVERYBODY
from bot.ids import AnswerId, UserId
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import whole_home
from tests.office import Office

BADGES = "# Badges\n\nThe front desk replaces a lost badge within a day.\n"
ASKED = ("how do I book the zeppelin?", "who lets me book a zeppelin", "booking the zeppelin, how?")


def asked(number: int, asker: str, question: str) -> Unanswered:
    at = datetime(2026, 3, 4, tzinfo=UTC) + timedelta(hours=number)
    return Unanswered(answer=AnswerId(number), asker=UserId(asker), question=question, at=at)


def test_questions_alike_are_one_gap_by_how_many_people_asked() -> None:
    every = [
        asked(5, "U1", "where is the goldfish food?"),
        asked(4, "U1", "how do I book the zeppelin?"),
        asked(3, "U1", "How can I book a zeppelin?"),
        asked(2, "U2", "zeppelin booking"),
        asked(1, "U3", "xyzzy"),
    ]
    found = gaps.grouped(every)
    assert [(gap.first.answer, gap.people, len(gap.questions)) for gap in found] == [(4, 2, 3), (5, 1, 1), (1, 1, 1)]
    assert sum(len(gap.questions) for gap in found) == len(every)


def wonder(office: Office) -> tuple[Person, Person, Person]:
    office.knows({"badges.md": BADGES})
    ana, ben, ida = (office.slack.person(name) for name in ("ana", "ben", "ida"))
    ida.types("#general", "/pollen doctor")
    ana.types("#general", f"/learn {ASKED[0]}")
    ana.types("#general", f"/learn {ASKED[2]}")
    ben.types("#general", f"/learn {ASKED[1]}")
    return ana, ben, ida


def listed(ida: Person) -> Seen:
    ida.types("#general", "/pollen gaps")
    return ida.sees("#general")[-1]


def told(person: Person, words: str = "has an answer") -> list[Seen]:
    return [seen for seen in person.sees("@pollen") if words in seen.text]


def test_a_gap_that_is_written_reaches_everybody_who_asked_once(office: Office) -> None:
    ana, ben, ida = wonder(office)
    found = listed(ida)
    assert "2 people asked" in found.text
    assert not any(one in found.text for one in ("ana", "ben"))
    ben.clicks("answers.hearing", on=whole_home(ben))
    ida.clicks("Write it", on=found)
    assert ida.modal.fill({"Title": "How to book the zeppelin", "What it says": "Call the hangar."}).submit() == {}
    for _ in range(3):
        office.passes(timedelta(minutes=1))
    (answer,) = told(ana)
    assert "Call the hangar." in answer.text
    assert {"Helpful", "Wrong", "Fix it"} <= set(answer.buttons)
    ana.clicks("Wrong", on=answer)
    ana.clicks("Out of date", on=ana.sees("@pollen")[-1])
    office.passes(timedelta(seconds=5))
    assert any("How to book the zeppelin" in seen.text and "out of date" in seen.text for seen in ida.sees("@pollen"))
    home = ana.opens_home()
    ana.clicks("Read again", on=home, nth=1)
    assert "Call the hangar." in ana.modal.text, "it is the answer from now on"
    assert told(ben) == [], "he does not want to hear"
    assert "has an answer" in listed(ida).text
    ida.clicks("Write it", on=found)
    assert "already dealt with" in ida.sees("#general")[-1].text + ida.sees("#general")[-2].text


def test_a_gap_whose_article_is_there_teaches_the_search_at_once(office: Office) -> None:
    ana, ben, ida = wonder(office)
    ida.clicks("It's written", on=listed(ida))
    assert ida.modal.fill({"Not in the list?": "Badges"}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert len(told(ana)) == len(told(ben)) == 1
    hits = office.bot.library.search(office.bot.runtime, office.workspace, "zeppelin", EVERYBODY).hits
    assert [hit.score > 0 for hit in hits[:1]] == [True]


def test_what_is_not_for_us_is_said_to_those_who_ask_again_and_is_no_gap_any_more(office: Office) -> None:
    ana, ben, ida = wonder(office)
    ida.clicks("Not for us", on=listed(ida))
    assert ida.modal.fill({"Where should people go instead?": "Ask the <hangar>."}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert told(ana) == told(ben) == []
    ana.types("#general", f"/learn {ASKED[0]}")
    said = ana.sees("#general")[-1].text
    assert "isn't something the knowledge base covers" in said
    assert "Ask the <hangar>." in said
    assert "has an answer" in listed(ida).text, "asked again it is no new gap"


def test_the_desk_says_how_many_there_are(office: Office) -> None:
    _, _, ida = wonder(office)
    ida.types("#general", "/pollen desk")
    desk = ida.sees("#general")[-1]
    assert "Questions without an answer: 1" in desk.text
    ida.clicks("answers.gaps", on=desk)
    assert "2 people asked" in ida.sees("#general")[-1].text


def test_only_curators_see_what_was_asked_in_vain(office: Office) -> None:
    _, ben, _ = wonder(office)
    ben.types("#general", "/pollen gaps")
    seen = ben.sees("#general")[-1].text
    assert "Only curators" in seen
    assert "zeppelin" not in seen
    assert "Questions without an answer" not in whole_home(ben).text


def test_who_is_erased_is_told_nothing_and_counts_no_more(office: Office) -> None:
    ana, _, ida = wonder(office)
    ana.clicks("Erase my data", on=whole_home(ana))
    ana.modal.submit()
    office.passes(timedelta(minutes=2))
    found = listed(ida)
    assert "1 person asked" in found.text
    ida.clicks("It's written", on=found)
    assert ida.modal.fill({"Not in the list?": "Badges"}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert told(ana) == []


def test_what_resembles_an_article_is_shown_before_it_is_written_a_second_time(office: Office) -> None:
    _, _, ida = wonder(office)
    ida.clicks("Write it", on=listed(ida))
    form = ida.modal.fill({"Title": "Badges", "What it says": "Ask the front desk.", "Topics": "office"})
    form.submit()
    assert "This may be written already: Badges" in ida.modal.text
    assert "Ask the front desk." in str(ida.modal.raw), "nothing that was typed is lost"
    assert ida.modal.submit() == {}
    assert "has an answer" in listed(ida).text


def test_what_is_asked_about_an_article_of_a_group_stays_with_those_who_may_read_it(office: Office) -> None:
    ida, chika, ana = (office.slack.person(name) for name in ("ida", "chika", "ana"))
    office.slack.add_group("board", "ida", "ana")
    ida.types("#general", "/pollen setup")
    ida.modal.fill({"Curators": [chika.name, ida.name]}).submit()
    office.knows({"badges.md": BADGES, "plan.md": "---\nreaders: '@board'\n---\n# The merger\n\nWe buy Zebra Ltd.\n"})
    office.works()
    ana.types("#general", "/learn when is the merger with zebra?")
    ana.clicks("answers.not_helpful", on=ana.sees("#general")[-1])
    ana.clicks("Not what I asked", on=ana.sees("#general")[-1])
    ana.types("#general", f"/learn {ASKED[0]}")
    assert "zebra" in listed(ida).text
    assert "zebra" not in listed(chika).text
    assert "zeppelin" in listed(chika).text
