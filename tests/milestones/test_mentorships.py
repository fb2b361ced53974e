"""Does a mentorship that came to something become a milestone of both, once?"""

from datetime import timedelta

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office


def newest(person: Person, words: str) -> Seen:
    found = list(person.sees("@pollen"))
    found += [reply for seen in found if seen.replies for reply in person.sees("@pollen", thread=seen)]
    return max((seen for seen in found if words in seen.text), key=lambda seen: seen.ts)


def test_a_completed_mentorship_is_noticed_for_both(office: Office) -> None:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.types("@pollen", "I can mentor Kubernetes")
    ana.clicks("List me", newest(ana, "Should I list you"))
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben, "Should I look"))
    office.passes(timedelta(minutes=1))
    ana.clicks("I'll help", newest(ana, "would like a mentor"))
    office.passes(timedelta(minutes=1))
    ben.clicks("We're done", newest(ben, "Your mentor for"))
    office.passes(timedelta(minutes=1))
    closing = newest(ben, "How did it go?")
    assert "Give kudos" in closing.buttons
    ben.clicks("Reached the goal", closing)
    office.passes(timedelta(hours=1))
    office.passes(timedelta(hours=1))
    for person in (ana, ben):
        said = [seen.text for seen in person.sees("@pollen") if "completed a mentorship: Kubernetes" in seen.text]
        assert len(said) == 1
