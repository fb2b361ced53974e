"""Who knows about this? People who agreed to be asked are asked privately, one after the other, until one answers."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.answers.rules import experts
from bot.answers.rules.experts import Reason, Why
from bot.articles.rules.readers import EVERYBODY
from bot.ids import UserId
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import whole_home
from tests.office import Office

STAGING = "---\ntitle: Deploying to staging\nowner: {ben}\n---\nPush the tag. The pipeline does the rest.\n"
ROLLBACK = "---\ntitle: Staging rollback\nowner: {chika}\n---\nPress the red button twice.\n"


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("Who knows about terraform?", "terraform"),
        ("who knows anything about the VPN", "the VPN"),
        ("Who can help me with Kubernetes?", "Kubernetes"),
        ("who could help with SQL", "SQL"),
        ("Who should I ask about parental leave?", "parental leave"),
        ("who is the expert for billing?", "billing"),
        ("who is good at negotiation?", "negotiation"),
        ("Wer kennt sich mit Terraform aus?", "Terraform"),
        ("who approves vacation?", None),
        ("who is Ana?", None),
        ("how do I deploy?", None),
        ("who knows", None),
        ("", None),
    ],
)
def test_what_people_are_looked_for_about(sentence: str, about: str | None) -> None:
    assert experts.topic(sentence) == about


def test_whoever_was_asked_last_comes_last_and_the_likelier_comes_first() -> None:
    ana, ben, chika = UserId("U1"), UserId("U2"), UserId("U3")
    found = {
        ana: [Reason(why=Why.WROTE, about="Staging", fit=0.9)],
        ben: [Reason(why=Why.ANSWERED, fit=0.5)],
        chika: [Reason(why=Why.MENTORS, about="Staging")],
    }
    assert experts.order(found, {}) == (ana, chika, ben)
    at = datetime(2026, 3, 4, tzinfo=UTC)
    assert experts.order(found, {ana: at}) == (chika, ben, ana)
    assert experts.order(found, {ana: at, chika: at + timedelta(hours=1)}) == (ana, ben, chika)


def agrees(office: Office, name: str) -> Person:
    one = office.slack.person(name)
    one.clicks("answers.willing", on=whole_home(one))
    return one


def knowing(office: Office) -> tuple[Person, Person, Person]:
    ana, ben, chika = (office.slack.person(name) for name in ("ana", "ben", "chika"))
    office.knows({"staging.md": STAGING.format(ben=ben.id), "rollback.md": ROLLBACK.format(chika=chika.id)})
    return ana, ben, chika


def looks(person: Person, words: str = "/learn who knows about staging?") -> Seen:
    seen = person.types("#general", words)
    return seen if seen is not None and seen.is_private else person.sees("#general")[-1]


def asks(person: Person, name: str, *, named: bool = True, afterwards: str = "") -> None:
    person.clicks(f"Ask {name}", on=looks(person))
    form = person.modal
    if not named:
        form.fill({"Your name": "Don't say who asks"})
    if afterwards:
        form.fill({"If no one can help": afterwards})
    assert form.fill({"Your question": "Which tag do I push?"}).submit() == {}


def told(person: Person, words: str) -> Seen:
    return next(seen for seen in reversed(person.sees("@pollen")) if words in seen.text)


def test_nobody_is_named_who_has_not_agreed(office: Office) -> None:
    ana, ben, _ = knowing(office)
    whole_home(ben)
    assert "Ask ben" not in looks(ana).buttons
    agrees(office, "ben")
    found = looks(ana)
    assert "wrote Deploying to staging" in found.text
    assert "Ask ben" in found.buttons
    ben.clicks("answers.willing", on=whole_home(ben))
    assert "Ask ben" not in looks(ana).buttons


def test_a_question_goes_privately_and_the_answer_comes_back_by_a_reply_in_the_thread(office: Office) -> None:
    ana, ben, _ = knowing(office)
    agrees(office, "ben")
    asks(ana, "ben", named=False)
    assert "I've asked ben" in told(ana, "Which tag").text
    card = told(ben, "Which tag do I push?")
    assert "A colleague has a question" in card.text
    assert "ana" not in card.text
    assert "you wrote “Deploying to staging”" in card.text
    ben.types("@pollen", "The newest <one>", thread=card)
    answer = told(ana, "ben answered your question")
    assert "The newest <one>" in answer.text
    assert "ben has answered" in told(ana, "has answered your question").text
    office.passes(timedelta(minutes=1))
    ben.types("@pollen", "and then wait", thread=card)
    office.passes(timedelta(minutes=1))
    assert told(ana, "and then wait")
    assert "Answer" not in told(ben, "You answered this").buttons
    thanks = next(seen for seen in ben.sees("@pollen", thread=card) if "Suggest it as an article" in seen.buttons)
    ben.clicks("Suggest it as an article", on=thanks)
    assert [seen for seen in ben.sees("@pollen", thread=card) if "curators will see it" in seen.text]


def test_a_channel_that_would_not_be_heard_is_refused_before_anybody_is_asked(office: Office) -> None:
    ana, _, _ = knowing(office)
    office.slack.kick_bot("general")
    agrees(office, "ben")
    ana.clicks("Ask ben", on=looks(ana))
    afterwards = "Ask the channel where I asked you, in my name"
    form = ana.modal.fill({"Your question": "Which tag?", "If no one can help": afterwards})
    assert "We both need to be in that channel" in "".join(form.submit().values())
    office.slack.invite_bot("general")
    assert form.submit() == {}
    assert told(ana, "I've asked ben")


def test_not_me_and_silence_lead_to_the_next_and_at_last_to_the_curators(office: Office) -> None:
    ana, ben, chika = knowing(office)
    ida = office.slack.person("ida")
    whole_home(ida)
    agrees(office, "ben")
    agrees(office, "chika")
    asks(ana, "ben")
    ben.clicks("Not me", on=told(ben, "ana has a question"))
    assert "I've asked chika" in told(ana, "Which tag").text
    assert told(chika, "ana has a question")
    office.passes(timedelta(days=1, hours=2))
    assert "Still open" in told(chika, "has a question").text
    office.passes(timedelta(days=3))
    assert "the curators have your question" in told(ana, "curators have").text
    assert "I've asked someone else" in told(chika, "asked someone else").text
    last = told(ida, "no one I asked could help")
    ida.clicks("Answer", on=last)
    assert ida.modal.fill({"Your answer": "v1.2"}).submit() == {}
    assert "v1.2" in told(ana, "ida answered").text
    assert "You answered this" in ida.looks_again(last).text


def test_it_is_written_here_teaches_the_search_and_the_asker_reads_it(office: Office) -> None:
    ana, ben, _ = knowing(office)
    agrees(office, "ben")
    ana.types("#general", "/learn who can help with zyzzyva on staging?")
    ana.clicks("Ask ben", on=ana.sees("#general")[-1])
    assert ana.modal.submit() == {}
    ben.clicks("It's written here", on=told(ben, "has a question"))
    assert "exactly that title" in str(ben.modal.fill({"Not in the list?": "No such thing"}).submit())
    assert ben.modal.fill({"Not in the list?": "deploying to STAGING"}).submit() == {}
    answer = told(ana, "ben says this answers your question")
    assert "The pipeline does the rest" in answer.text
    office.passes(timedelta(seconds=5))
    assert office.bot.library.search(office.bot.runtime, office.workspace, "zyzzyva", EVERYBODY).hits


def test_left_out_for_good_with_one_click(office: Office) -> None:
    ana, ben, chika = knowing(office)
    agrees(office, "ben")
    agrees(office, "chika")
    asks(ana, "ben")
    ben.clicks("Leave me out for good", on=told(ben, "has a question"))
    assert told(chika, "has a question")
    assert "Ask ben" not in looks(office.slack.person("ida")).buttons
    assert "colleagues: off" in whole_home(ben).text


def test_whoever_answers_aloud_is_asked_once_whether_they_may_be_asked(office: Office) -> None:
    ana, ben, _ = knowing(office)
    office.slack.invite_bot("general")
    first = ana.types("#general", "@pollen who waters the begonias?")
    ben.types("#general", "The office team", thread=first)
    ben.clicks("Yes, suggest me", on=told(ben, "May I suggest you"))
    again = ana.types("#general", "@pollen who feeds the goldfish?")
    ben.types("#general", "I do", thread=again)
    assert len([seen for seen in ben.sees("@pollen") if "May I suggest you" in seen.text]) <= 1
    ana.types("#general", "/learn are the begonias watered on mondays?")
    found = ana.sees("#general")[-1]
    assert "has answered a question like this" in found.text
    assert "office team" not in found.text


def test_an_asker_who_is_erased_asks_nothing_any_more_and_an_expert_who_is_erased_passes_it_on(office: Office) -> None:
    ana, ben, chika = knowing(office)
    agrees(office, "ben")
    agrees(office, "chika")
    asks(ana, "ben")
    ben.clicks("Erase my data", on=whole_home(ben))
    ben.modal.submit()
    office.passes(timedelta(minutes=2))
    office.passes(timedelta(minutes=2))
    card = told(chika, "has a question")
    ana.clicks("Erase my data", on=whole_home(ana))
    ana.modal.submit()
    office.passes(timedelta(minutes=2))
    left = [seen for seen in chika.sees("@pollen") if "Which tag" in seen.text]
    assert left == []
    with office.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM answer_inquiries").all()
        asked = connection.exec_driver_sql("SELECT * FROM answer_asks").all()
    assert not any(one in str(rows) + str(asked) for one in (ana.id, ben.id, "Which tag"))
    assert card is not None


def test_a_forged_person_is_not_asked(office: Office) -> None:
    ana, ben, chika = knowing(office)
    agrees(office, "ben")
    whole_home(chika)
    ana.clicks("Ask ben", on=looks(ana))
    ana.modal.view.content["private_metadata"] = ana.modal.view.content["private_metadata"].replace(ben.id, chika.id)
    assert "can't be asked right now" in str(ana.modal.submit()) + ana.modal.text
    assert not [seen for seen in chika.sees("@pollen") if "has a question" in seen.text]
