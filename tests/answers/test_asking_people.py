"""A question that nobody has answered in writing goes on to people, when its asker wants that."""

from datetime import timedelta
from typing import Any

import pytest

from bot.answers.service import gaps
from bot.ids import ArticleId, ChannelId, Ts
from bot.playground.people.sight import Seen
from tests.office import Office

VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"


@pytest.fixture
def unanswered(office: Office) -> Seen:
    office.knows({"people/vacation.md": VACATION})
    office.slack.invite_bot("general")
    ana = office.slack.person("ana")
    ana.types("#general", "/learn who waters the <!channel> begonias?")
    return ana.sees("#general")[-1]


def posted(office: Office) -> list[Seen]:
    return [seen for seen in office.slack.person("ben").sees("#general") if not seen.is_private]


def week(office: Office) -> dict[str, Any]:
    now = office.clock.now()
    channel = ChannelId(office.slack.channel("#general").id)
    return {"channel": channel, "since": now - timedelta(days=7), "until": now}


def waiting(office: Office) -> tuple[gaps.Gap, ...]:
    return office.database.reading(lambda s: gaps.unanswered(s, office.workspace, **week(office)))


def answered(office: Office) -> list[tuple[ArticleId | None, Ts | None]]:
    told = office.database.reading(lambda s: gaps.told(s, office.workspace, **week(office)))
    return [(one.article, one.thread) for one in told]


def test_the_question_is_put_to_the_channel_in_the_askers_name(office: Office, unanswered: Seen) -> None:
    ana = office.slack.person("ana")
    assert "No article answers" in unanswered.text
    assert posted(office) == [], "nothing is said aloud before the asker wants it"
    ana.clicks("Ask the channel", on=unanswered)
    (question,) = posted(office)
    assert "who waters the" in question.text
    assert "ana asks" in question.text
    assert "reply in this thread" in question.text
    assert not question.mentions, "nothing the asker typed calls anybody"
    assert "Asking in" in ana.sees("#general")[-2].text + ana.sees("#general")[-1].text


def test_asked_twice_it_is_posted_once_and_can_be_taken_back(office: Office, unanswered: Seen) -> None:
    ana = office.slack.person("ana")
    ana.clicks("Ask the channel", on=unanswered)
    ana.clicks("Ask the channel", on=unanswered)
    office.passes(timedelta(minutes=1))
    assert len(posted(office)) == 1
    ana.clicks("Take it back", on=ana.sees("#general")[-1])
    office.passes(timedelta(minutes=1))
    assert posted(office) == []


def test_the_question_becomes_its_answer_when_the_asker_finds_one(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    office.slack.invite_bot("general")
    ana = office.slack.person("ana")
    ana.types("#general", "/learn vacation zeppelin")
    offered = ana.sees("#general")[-1]
    ana.clicks("None of these", on=offered)
    ana.clicks("Ask the channel", on=ana.sees("#general")[-1])
    office.passes(timedelta(minutes=1))
    assert "No article answers" in posted(office)[0].text
    ana.clicks("Vacation", on=[seen for seen in ana.sees("#general") if "Vacation" in seen.buttons][-1])
    ana.clicks("Share", on=[seen for seen in ana.sees("#general") if "Share" in seen.buttons][-1])
    office.passes(timedelta(minutes=1))
    (answered,) = posted(office)
    assert "Your team lead approves it" in answered.text
    assert "No article answers" not in answered.text


def test_it_stays_open_for_the_channels_week_with_the_place_for_an_answer(office: Office, unanswered: Seen) -> None:
    ana = office.slack.person("ana")
    office.passes(timedelta(minutes=1))
    assert waiting(office) == (), "what is asked privately is told to nobody"
    ana.clicks("Ask the channel", on=unanswered)
    office.passes(timedelta(minutes=1))
    (gap,) = waiting(office)
    assert "begonias" in gap.question
    assert gap.thread == posted(office)[0].ts
    ana.clicks("Take it back", on=ana.sees("#general")[-1])
    office.passes(timedelta(minutes=1))
    assert waiting(office) == ()


def test_a_colleagues_reply_reaches_who_asked_and_ends_the_waiting(office: Office, unanswered: Seen) -> None:
    ana, ben, chika = (office.slack.person(name) for name in ("ana", "ben", "chika"))
    ana.clicks("Ask the channel", on=unanswered)
    (question,) = posted(office)
    ana.types("#general", "nobody? *sigh*", thread=question)
    office.passes(timedelta(minutes=1))
    assert len(waiting(office)) == 1, "one's own words are no answer"
    ben.types("#general", "The office team, on Mondays", thread=question)
    chika.types("#general", "and I on Fridays", thread=question)
    office.passes(timedelta(minutes=1))
    (told,) = [seen for seen in ana.sees("@pollen") if "replied to your question" in seen.text]
    assert "@ben replied to your question in #general" in told.text
    assert "who waters the" in told.text
    assert "<!" not in str(told.raw), "nothing the asker typed calls anybody"
    assert waiting(office) == ()
    assert answered(office) == [(None, question.ts)]


def test_asked_aloud_a_reply_in_the_thread_is_the_answer(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    office.slack.invite_bot("general")
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    asked = ana.types("#general", "@pollen who waters the begonias?")
    assert asked is not None
    office.passes(timedelta(minutes=1))
    assert len(waiting(office)) == 1
    ben.types("#general", "The office team", thread=asked)
    office.passes(timedelta(minutes=1))
    assert waiting(office) == ()
    assert answered(office) == [(None, asked.ts)]
    assert [seen for seen in ana.sees("@pollen") if "replied" in seen.text] == [], "Slack has told her"


def test_asked_in_private_the_asker_chooses_the_channel_and_hears_of_the_reply(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    office.slack.invite_bot("general")
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    ana.types(ana.opens_dm(), "who waters the begonias?")
    said = ana.sees(ana.opens_dm())[-1]
    assert "Ask the channel" not in said.buttons
    ana.clicks("Ask a channel", on=said)
    assert ana.modal.fill({"Channel": "#general"}).submit() == {}
    (question,) = posted(office)
    assert "ana asks" in question.text
    ben.types("#general", "The office team", thread=question)
    office.passes(timedelta(minutes=1))
    assert [seen for seen in ana.sees("@pollen") if "replied to your question" in seen.text]


def test_where_the_bot_would_not_see_the_replies_nothing_is_asked(office: Office, unanswered: Seen) -> None:
    office.slack.kick_bot("general")
    ana = office.slack.person("ana")
    ana.clicks("Ask the channel", on=unanswered)
    assert "invite me with" in ana.sees("#general")[-1].text
    assert posted(office) == []
    office.slack.invite_bot("general")
    ana.clicks("Ask the channel", on=unanswered)
    assert len(posted(office)) == 1


def test_who_has_left_the_channel_does_not_ask_it_any_more(office: Office, unanswered: Seen) -> None:
    ana = office.slack.person("ana")
    ana.leaves("#general")
    ana.clicks("Ask the channel", on=unanswered)
    assert posted(office) == []


def test_a_channel_that_the_asker_is_not_in_is_refused_in_the_form(office: Office) -> None:
    """Also a private one that somebody else is in, whose id was guessed."""
    office.knows({"people/vacation.md": VACATION})
    for name in ("general", "leads"):
        office.slack.invite_bot(name)
    ben, leads = office.slack.person("ben"), office.slack.channel("#leads")
    ben.leaves("#general")
    ben.types(ben.opens_dm(), "who waters the begonias?")
    ben.clicks("Ask a channel", on=ben.sees(ben.opens_dm())[-1])
    before = len(leads.messages)
    for channel in (office.slack.channel("#general").id, leads.id):
        ben.modal.fill(channel=channel)
        assert "We both need to be in that channel" in "".join(ben.modal.submit().values())
    assert (posted(office), len(leads.messages)) == ([], before)


def test_asked_aloud_the_thread_is_the_place_for_an_answer(office: Office) -> None:
    office.knows({"people/vacation.md": VACATION})
    ana = office.slack.person("ana")
    asked = ana.types("#general", "@pollen who waters the begonias?")
    said = ana.sees("#general", thread=asked)[-1]
    assert "reply in this thread" in said.text
    assert "Ask the channel" not in said.buttons
