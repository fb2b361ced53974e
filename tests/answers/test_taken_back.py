"""What was told to somebody who may not read its article, or may not any more, is not told, or taken back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.answers.rules.gaps import Unanswered
from bot.answers.rules.inquiries import Inquiry, State
from bot.answers.service import backlog
from bot.answers.store import inquiries
from bot.articles import rules as articles_rules
from bot.articles.service import readers
from bot.circles.rules import Name
from bot.ids import UserId
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.workspaces import service as workspaces
from tests.listeners import whole_home
from tests.office import Office

TUNNEL = "# Tunnel\n\nQuit the client and open it again when the tunnel hangs.\n"
FOR_THE_BOARD = f"---\nreaders: '@board'\n---\n{TUNNEL}"
ASKED = "what when the tunnel hangs?"
GONE = "isn't for you to read any more"


@pytest.fixture
def office(office: Office) -> Office:
    """Ida and Ana are on the board; Ida is a curator and Chika another."""
    for one in ("ida", "ana", "ben", "chika"):
        office.slack.person(one).types("#general", "/pollen help")
    office.slack.add_group("board", "ida", "ana")
    curators = [office.slack.person(one).id for one in ("ida", "chika")]
    office.database.transaction(
        lambda session: workspaces.choose(session, office.workspace, {"roles.curators": curators})
    )
    office.knows({"board/minutes.md": "---\nreaders: '@board'\n---\n# Zorblax\n\nThe zorblax round is in May.\n"})
    office.works()
    return office


def what_is_saved_is_for_the_board(office: Office) -> None:
    ida = UserId(office.slack.person("ida").id)

    def unit(session: Session) -> None:
        names = [Name("@board")]
        readers.set_usual(session, office.workspace, articles_rules.SAVED, names, by=ida)

    office.database.transaction(unit)
    office.works()


def told(person: Person) -> str:
    """What stays in somebody's conversation with the bot."""
    return "\n".join(seen.text for seen in person.sees("@pollen") if not seen.is_private)


def saves(office: Office, who: str, post: Seen | None) -> None:
    person = office.slack.person(who)
    person.uses_shortcut("Save to knowledge", on=post)
    person.modal.fill({"Title": "When the begonias are watered"}).submit()
    office.passes(timedelta(minutes=1))


def listed(curator: Person) -> Seen:
    curator.types("#general", "/pollen gaps")
    return curator.sees("#general")[-1]


def test_whose_words_go_into_a_place_that_is_not_for_them_is_not_told_what_they_are_called(office: Office) -> None:
    what_is_saved_is_for_the_board(office)
    ben, chika = map(office.slack.person, ("ben", "chika"))
    ben.types("#general", "@pollen when are the begonias watered?")
    post = chika.types("#general", "The desk waters the begonias on Fridays.")
    saves(office, "ida", post)
    assert "begonias" not in told(chika) + told(ben)


def test_a_curator_who_may_not_read_what_was_published_does_not_learn_its_new_title(office: Office) -> None:
    what_is_saved_is_for_the_board(office)
    ben, chika, ida = map(office.slack.person, ("ben", "chika", "ida"))
    saves(office, "ben", chika.types("#general", "The desk waters the begonias on Fridays."))
    card = next(seen for seen in ida.sees("@pollen") if "suggests adding this" in seen.text)
    ida.clicks("Edit and publish", on=card)
    ida.modal.fill({"Title": "Zorblax of the begonias"}).submit()
    office.passes(timedelta(minutes=1))
    assert "Zorblax of the begonias" in told(ida)
    assert "Zorblax" not in told(chika) + told(ben)
    assert "published by" in told(chika)


def test_a_gap_that_is_closed_by_what_not_everybody_may_read_stays_one_for_the_others(office: Office) -> None:
    ana, ben, chika, ida = map(office.slack.person, ("ana", "ben", "chika", "ida"))
    for one in (ana, ben):
        one.types("#general", "/learn how do I book the zeppelin?")
    before = listed(chika).text
    assert "zeppelin" in before
    ida.clicks("It's written", on=listed(ida))
    assert ida.modal.fill({"Not in the list?": "Zorblax"}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert "has an answer" in told(ana)
    assert "has an answer" not in told(ben)
    assert "has an answer" in listed(ida).text
    assert listed(chika).text == before
    chika.clicks("Write it", on=listed(chika))
    assert chika.modal.fill({"Title": "How to book the zeppelin", "What it says": "Call the hangar."}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert "Call the hangar." in told(ben)


def test_colleagues_go_on_being_asked_when_a_gap_is_closed_by_what_is_not_for_who_asked(office: Office) -> None:
    ana, ben, ida = map(office.slack.person, ("ana", "ben", "ida"))
    for one in (ana, ben):
        one.types("#general", "/learn how do I book the zeppelin?")

    def put(session: Session) -> dict[UserId, int]:
        (gap,) = backlog.open_gaps(session, office.workspace, UserId(ida.id), now=office.clock.now())
        found: dict[UserId, int] = {}
        for question in gap.questions:
            made = inquiries.add(session, asked(office, question))
            assert made is not None
            found[question.asker] = made.id
        return found

    numbers = office.database.transaction(put)
    ida.clicks("It's written", on=listed(ida))
    assert ida.modal.fill({"Not in the list?": "Zorblax"}).submit() == {}

    def state(session: Session) -> dict[str, State]:
        found = {user: inquiries.find(session, office.workspace, number) for user, number in numbers.items()}
        return {user: one.state for user, one in found.items() if one is not None}

    assert office.database.reading(state) == {ana.id: State.WRITTEN, ben.id: State.ASKING}


def asked(office: Office, question: Unanswered) -> Inquiry:
    return Inquiry(
        id=0,
        workspace=office.workspace,
        answer=question.answer,
        asker=question.asker,
        is_named=True,
        question=question.question,
        state=State.ASKING,
        to_channel=False,
        reply="",
        replier=None,
        may_keep=False,
        article=None,
        tracker=None,
        made_at=office.clock.now(),
    )


def test_whoever_leaves_a_group_keeps_no_answer_and_no_message_about_its_articles(office: Office) -> None:
    office.knows({"it/tunnel.md": FOR_THE_BOARD})
    ana, ida = map(office.slack.person, ("ana", "ida"))
    for one in (ana, ida):
        one.types("@pollen", ASKED)
    ana.types("#general", "/learn how do I book the zeppelin?")
    ida.clicks("It's written", on=listed(ida))
    assert ida.modal.fill({"Not in the list?": "Tunnel"}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert told(ana).count("open it again") == 2
    office.slack.regroups("board", "ida")
    office.passes(timedelta(minutes=1))
    assert "open it again" not in told(ana)
    assert told(ana).count(GONE) == 2
    assert "open it again" in told(ida)


def test_nothing_is_taken_back_because_slack_does_not_answer(office: Office) -> None:
    """Who left meanwhile is looked for once it does."""
    office.knows({"it/tunnel.md": FOR_THE_BOARD})
    ana, ida = map(office.slack.person, ("ana", "ida"))
    for one in (ana, ida):
        one.types("@pollen", ASKED)
    office.slack.faults.error("fatal_error", "usergroups.list", times=1000)
    for _ in range(20):
        office.passes(timedelta(minutes=1))
    ana.types("#general", f"/learn {ASKED}")
    assert "No article answers" in ana.sees("#general")[-1].text
    assert "open it again" in told(ana)
    next(one for one in office.slack.workspace.groups.values() if one.handle == "board").members.remove(ana.id)
    office.slack.faults.clear()
    office.passes(timedelta(minutes=1))
    office.passes(timedelta(minutes=1))
    assert "open it again" not in told(ana)
    assert "open it again" in told(ida)


def test_what_somebody_was_told_is_taken_back_when_an_article_is_for_fewer(office: Office) -> None:
    office.knows({"it/tunnel.md": TUNNEL})
    ana, ben, ida = map(office.slack.person, ("ana", "ben", "ida"))
    ben.types("@pollen", ASKED)
    for one in (ana, ben):
        one.types("#general", "/learn how do I book the zeppelin?")
    ida.clicks("It's written", on=listed(ida))
    assert ida.modal.fill({"Not in the list?": "Tunnel"}).submit() == {}
    office.passes(timedelta(minutes=1))
    assert told(ben).count("open it again") == 2
    office.knows({"it/tunnel.md": FOR_THE_BOARD})
    office.passes(timedelta(minutes=1))
    assert told(ben).count(GONE) == 2
    assert "open it again" not in told(ben)
    assert "open it again" in told(ana)


def test_a_milestone_does_not_name_an_article_that_is_not_for_everyone_any_more(office: Office) -> None:
    channel = office.slack.channel("general").id
    office.database.transaction(
        lambda session: workspaces.choose(session, office.workspace, {"milestones.channel": channel})
    )
    ana, ben = map(office.slack.person, ("ana", "ben"))
    saves(office, "ida", ben.types("#general", "The desk waters the flowers on Fridays."))
    office.passes(timedelta(minutes=11))
    noticed = next(seen for seen in ben.sees("@pollen") if "milestone of yours" in seen.text)
    assert "begonias" in noticed.text
    ben.clicks("Share", on=noticed)
    office.passes(timedelta(minutes=1))
    assert any("begonias" in seen.text for seen in ana.sees("#general") if "Ben" in seen.text or "ben" in seen.text)
    what_is_saved_is_for_the_board(office)
    office.passes(timedelta(minutes=1))
    assert "begonias" not in told(ben)
    assert not any("begonias" in seen.text for seen in ana.sees("#general"))
    assert "begonias" not in ben.opens_home().text


def test_an_answer_in_a_conversation_with_the_bot_is_forgotten_with_its_question(office: Office) -> None:
    ben = office.slack.person("ben")
    ben.types("@pollen", "where do the marmalade walruses sleep?")
    ben.clicks("Erase my data", on=whole_home(ben))
    ben.modal.submit()
    office.passes(timedelta(minutes=2))
    with office.database.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT key, message FROM outbox").all())
    assert "marmalade" not in kept
