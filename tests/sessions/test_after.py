"""What comes of a session once it is over: who was there, what was learned, thanks?"""

from datetime import timedelta

from sqlalchemy import select

from bot.answers.store.captures import CaptureRow
from bot.ids import UserId
from bot.milestones import service as milestones
from bot.milestones.rules import Kind
from bot.playground.people.person import Person, invites_bot
from bot.playground.people.sight import Seen
from bot.playground.state import ChannelKind
from tests.milestones.test_conversations import newest
from tests.office import Office
from tests.sessions.test_conversations import hosts, said
from tests.sessions.test_holding import thread

UNTIL_IT_IS_OVER = timedelta(days=8, hours=7, minutes=30)


def held(office: Office, ana: Person, *guests: Person, where: str = "#general", title: str = "SQL basics") -> Seen:
    """A session of ana's that these came to, and that is over; return its post."""
    post = hosts(office, ana, where=where, title=title)
    for person in guests:
        person.clicks("Join", person.looks_again(post))
    office.passes(UNTIL_IT_IS_OVER)
    return post


def ended(person: Person, post: Seen, where: str = "#general") -> Seen:
    """The end of its thread."""
    return person.sees(where, thread=post)[-1]


def ticks(office: Office, ana: Person, *names: str) -> None:
    ana.clicks("Who was there?", newest(ana, "@pollen", "Thank you for hosting it"))
    ana.modal.fill({"Who was there?": list(names)}).submit()
    office.works()


def reached(office: Office, person: Person) -> list[tuple[Kind, str]]:
    found = office.database.reading(lambda session: milestones.of(session, office.workspace, UserId(person.id)))
    return [(one.facts.kind, one.facts.title) for one in found]


def test_who_was_there_is_ticked_and_confirmed_and_is_a_milestone_each(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    held(office, ana, ben)
    ana.clicks("Who was there?", newest(ana, "@pollen", "Thank you for hosting it"))
    assert "ben" in str(ana.modal.raw) or ben.id in str(ana.modal.raw)
    ana.modal.fill({"Who was there?": ["ben", "chika"]}).submit()
    office.works()
    for person in (ben, chika):
        assert len(said(person, "says you were at SQL basics")) == 1
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == []
    ben.clicks("I was there", newest(ben, "@pollen", "Were you?"))
    chika.clicks("I wasn't", newest(chika, "@pollen", "Were you?"))
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == [(Kind.ATTENDED, "SQL basics")]
    assert reached(office, chika) == []
    assert reached(office, ana) == [(Kind.LED, "SQL basics")]
    assert "Only you can see it so far" in newest(ben, "@pollen", "I noticed a milestone of yours").text
    ticks(office, ana, "ben", "chika")
    office.passes(timedelta(hours=1))
    assert len(said(ben, "Were you?")) == 0, "it was replaced by what can be done now"
    assert len(said(ben, "I noticed a milestone")) == 1


def test_who_says_so_first_needs_the_hosts_tick(office: Office, ana: Person, ben: Person) -> None:
    post = held(office, ana, ben)
    ben.clicks("I was there", ended(ben, post))
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == []
    ticks(office, ana, "ben")
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == [(Kind.ATTENDED, "SQL basics")]
    assert not said(ben, "says you were at")


def test_a_private_channels_session_is_not_named_by_a_milestone(office: Office, ana: Person, ben: Person) -> None:
    office.slack.workspace.add_channel("board", ana.id, ben.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#board")
    held(office, ana, ben, where="#board", title="Closed lesson")
    ticks(office, ana, "ben")
    ben.clicks("I was there", newest(ben, "@pollen", "Were you?"))
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == [(Kind.ATTENDED, "A group session")]


def test_who_has_not_answered_a_private_channels_session_is_told_nothing_of_it(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    office.slack.workspace.add_channel("board", ana.id, ben.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#board")
    post = held(office, ana, where="#board", title="Closed lesson")
    ticks(office, ana, "ben", "chika")
    assert "2 people hadn't answered" in newest(ana, "@pollen", "hadn't answered").text
    assert not said(chika, "Closed lesson")
    ben.clicks("I was there", ended(ben, post, "#board"))
    ticks(office, ana, "ben")
    office.passes(timedelta(hours=1))
    assert reached(office, ben) == [(Kind.ATTENDED, "A group session")]


def test_what_was_learned_becomes_a_page_with_all_who_contributed_credited(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    ida = office.slack.person("ida")
    ida.opens_home()
    post = held(office, ana, ben, chika)
    ben.clicks("What did you learn?", ended(ben, post))
    ben.modal.fill({"What did you take away?": "A lateral join sees the row before it."}).submit()
    chika.clicks("What did you learn?", ended(chika, post))
    chika.modal.fill({"What did you take away?": "Indexes cost writes.", "Your name": ["Leave my name out"]}).submit()
    office.works()
    card = newest(ana, "@pollen", "Thank you for hosting it")
    assert "2 people wrote down what they learned." in card.text
    ana.clicks("Write it up", card)
    assert "- A lateral join sees the row before it." in str(ana.modal.raw)
    assert "- Indexes cost writes." in str(ana.modal.raw)
    ana.modal.fill({"Title": "How do lateral joins work?"}).submit()
    office.works()
    assert "is on its way to the knowledge base" in newest(ana, "@pollen", "on its way").text
    credited = office.database.reading(lambda session: set(session.scalars(select(CaptureRow.author))))
    assert credited == {ana.id, ben.id}
    ida.clicks("Publish", newest(ida, "@pollen", "How do lateral joins work?"))
    office.works()
    assert "How do lateral joins work?" in newest(ben, "@pollen", "lateral joins").text
    assert not said(chika, "lateral joins work")
    assert "Write it up" not in ana.looks_again(card).buttons
    office.bot.library.follow(office.bot.runtime, office.workspace)
    chika.types("#general", "/learn how do lateral joins work?")
    assert "sees the row before it" in chika.sees("#general")[-1].text


def test_the_host_is_thanked_in_one_click_once(office: Office, ana: Person, ben: Person) -> None:
    post = held(office, ana, ben)
    over = ended(ben, post)
    ben.clicks("Thank ana", over)
    ben.clicks("Thank ana", over)
    office.works()
    thanks = [line for line in thread(ana, post) if "thanks @ana" in line]
    assert len(thanks) == 1
    assert "hosting SQL basics" in thanks[0]


def test_what_is_not_over_is_not_written_up(office: Office, ana: Person, ben: Person) -> None:
    post = held(office, ana, ben)
    (asked,) = [one for one in ben.sees("#general", thread=post) if "is over" in one.text]
    ana.clicks("Who was there?", newest(ana, "@pollen", "Thank you for hosting it"))
    ana.modal.fill({"Who was there?": ["ana", "ben"]}).submit()
    office.works()
    assert not said(ana, "Were you?")
    ana.clicks("I was there", asked)
    office.works()
    assert "You're hosting this session" in thread(ana, post)[-1]


def test_what_was_written_goes_with_whoever_wrote_it(office: Office, ana: Person, ben: Person) -> None:
    post = held(office, ana, ben)
    for words in ("First thought.", "Second thought."):
        ben.clicks("What did you learn?", ended(ben, post))
        ben.modal.fill({"What did you take away?": words}).submit()
    office.works()
    card = newest(ana, "@pollen", "Thank you for hosting it")
    assert "1 person wrote down what they learned." in card.text
    ana.clicks("Write it up", card)
    assert "First thought" not in str(ana.modal.raw)
    assert "Second thought" in str(ana.modal.raw)
