"""What happens when a session is held: its thread, questions in advance with and without a name, the host's list?"""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.playground.people.person import Person, invites_bot
from bot.playground.people.sight import Seen
from bot.playground.state import ChannelKind
from bot.sessions.rules import Form, checklists
from bot.sessions.store.tables import QuestionRow
from tests.milestones.test_conversations import newest
from tests.office import Office
from tests.sessions.test_conversations import hosts, said

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
UNTIL_IT_STARTS = timedelta(days=8, hours=5, minutes=30)


def asks(person: Person, post: Seen, words: str, *, is_named: bool = True) -> None:
    person.clicks("Ask a question", person.looks_again(post))
    ticked = {} if is_named else {"Your name": ["Ask without my name"]}
    person.modal.fill({"What would you like to ask?": words, **ticked}).submit()


def thread(person: Person, post: Seen, where: str = "#general") -> list[str]:
    """What was said under a post."""
    return [one.text for one in person.sees(where, thread=post)[1:]]


def test_its_thread_opens_with_the_agenda_and_what_was_asked_in_advance(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    post = hosts(office, ana, Agenda="Joins first, windows second")
    asks(ben, post, "What is a lateral join?")
    office.works()
    assert said(ben, "on the list")
    asks(chika, post, "Is a view <!here> slow?", is_named=False)
    office.works()
    card = newest(ana, "@pollen", "You're hosting")
    assert "Questions in advance: 2" in card.text
    ana.clicks("Questions 2", card)
    assert "What is a lateral join? (ben)" in ana.modal.text
    assert "chika" not in ana.modal.text
    ana.modal.close()
    ben.clicks("Join", ben.looks_again(post))
    office.passes(UNTIL_IT_STARTS)
    (opened,) = thread(ben, post)
    assert "SQL basics starts now." in opened.replace("*", "")
    assert "Joins first, windows second" in opened
    assert "What is a lateral join? (ben)" in opened
    assert "slow?" in opened
    assert "chika" not in opened
    office.passes(timedelta(hours=1))
    assert len([one for one in thread(ben, post) if "starts now" in one]) == 1


def test_who_asks_without_a_name_is_kept_nowhere_beside_the_question(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    post = hosts(office, ana)
    asks(chika, post, "What is a lateral join?", is_named=False)
    asks(ben, post, "And a window?")
    office.works()
    kept = office.database.reading(
        lambda session: [(one.words, one.user) for one in session.scalars(select(QuestionRow))]
    )
    assert sorted(kept) == [("And a window?", ben.id), ("What is a lateral join?", None)]


def test_what_does_not_belong_there_is_taken_out_by_the_host(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    post = hosts(office, ana)
    asks(chika, post, "Why is lunch so early?", is_named=False)
    asks(ben, post, "What is a window?")
    office.works()
    ana.clicks("Questions 2", newest(ana, "@pollen", "You're hosting"))
    ana.modal.fill({"Remove questions that don't belong here": ["Why is lunch so early?"]}).submit()
    office.works()
    assert "Questions in advance: 1" in newest(ana, "@pollen", "You're hosting").text
    office.passes(UNTIL_IT_STARTS)
    (opened,) = thread(ben, post)
    assert "lunch" not in opened
    assert "What is a window?" in opened


def test_what_is_asked_once_it_has_begun_is_asked_there_at_once(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana)
    ben.clicks("Join", post)
    office.passes(UNTIL_IT_STARTS)
    opened = ben.sees("#general", thread=post)[1]
    ben.clicks("Ask a question", opened)
    ben.modal.fill({"What would you like to ask?": "Louder, please?", "Your name": ["Ask without my name"]}).submit()
    office.works()
    assert thread(ana, post)[-1] == "A question: Louder, please?"


def test_a_private_channels_session_is_asked_about_by_its_people_alone(
    office: Office, ana: Person, ben: Person
) -> None:
    office.slack.workspace.add_channel("board", ana.id, office.slack.person("chika").id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#board")
    chika = office.slack.person("chika")
    post = hosts(office, ana, where="#board", title="Closed lesson")
    asks(chika, post, "What is in it?", is_named=False)
    office.works()
    assert "Questions in advance: 1" in newest(ana, "@pollen", "You're hosting").text
    chika.clicks("Ask a question", chika.looks_again(post))
    form = chika.modal
    office.slack.workspace.channels[office.slack.channel("board").id].members.remove(chika.id)
    form.fill({"What would you like to ask?": "Still there?"}).submit()
    office.works()
    assert "Questions in advance: 1" in newest(ana, "@pollen", "You're hosting").text


def test_the_host_has_a_checklist_from_the_knowledge_base(office: Office, ana: Person) -> None:
    hosts(office, ana)
    card = newest(ana, "@pollen", "You're hosting")
    ana.clicks("Checklist", card)
    assert said(ana, "I found no checklist")
    office.knows({"run.md": (KNOWLEDGE / "sessions/run-a-group-session.md").read_text(encoding="utf-8")})
    ana.clicks("Checklist", ana.looks_again(card))
    listed = newest(ana, "@pollen", "A checklist for SQL basics")
    assert "☐ Write one sentence" in listed.text
    assert listed.text.count("☐") == 5
    ana.clicks("Read it", listed)
    assert said(ana, "When three people ask the same thing")
    office.passes(timedelta(days=7, hours=12))
    assert "Checklist" in newest(ana, "@pollen", "You're hosting SQL basics, ").buttons


@pytest.mark.parametrize("form", list(Form))
def test_the_starter_set_has_a_list_for_every_form(form: Form) -> None:
    title, heading = checklists.ARTICLES[form]
    files = [path.read_text(encoding="utf-8") for path in KNOWLEDGE.rglob("*.md")]
    (article,) = (one for one in files if f"title: {title}\n" in one)
    section = article.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert len(checklists.items(section)) >= 3
