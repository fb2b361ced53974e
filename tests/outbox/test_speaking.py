"""Does Slack hear what was promised, once, and is it told apart by nothing but our id?"""

import pytest
from sqlalchemy.orm import Session

from bot.ids import Ts, WorkspaceId
from bot.outbox import jobs, service
from bot.outbox.rules import Promise, State
from bot.slack.message import Message, message, section
from tests.outbox.conftest import ANA, BEN, GENERAL, RANDOM, Bot, T
from tests.outbox.tiny_slack import TinySlack, limited


def test_a_promise_is_posted_and_its_place_is_kept(bot: Bot, slack: TinySlack) -> None:
    promise = bot.does(
        service.post,
        channel=GENERAL,
        message=message("hello", [section("*hello*")]),
        key="greeting",
        thread=Ts("1.5"),
        topic="kudos",
    )
    assert bot.deliver() == 1
    [said] = slack.messages
    assert (said["text"], said["channel"], said["thread_ts"]) == ("hello", GENERAL, "1.5")
    assert said["blocks"][0]["text"]["text"] == "*hello*"
    assert said["metadata"]["event_type"] == "pollen_promise"
    assert said["metadata"]["event_payload"]["id"] == str(promise)
    assert set(said["metadata"]["event_payload"]) == {"id", "key"}, "other apps read it: no words, no names"
    found = bot.find(promise)
    assert (found.state, found.channel, found.ts) == (State.SENT, GENERAL, said["ts"])
    assert bot.deliver() == 0
    assert len(slack.calls) == 1


def test_the_same_key_again_is_the_same_promise_and_is_said_once(bot: Bot, slack: TinySlack) -> None:
    first = bot.post("once", key="k")
    assert bot.post("twice", key="k") == first
    bot.deliver()
    assert bot.post("thrice", key="k") == first
    bot.deliver()
    assert slack.texts(GENERAL) == ["once"]


def test_a_key_of_any_length_is_told_from_one_that_begins_alike(bot: Bot, slack: TinySlack) -> None:
    first = bot.post("one", key="k" * 300)
    assert bot.post("one again", key="k" * 300) == first
    assert bot.post("two", key="k" * 300 + "2") != first
    bot.deliver()
    assert slack.texts(GENERAL) == ["one", "two"]


def test_what_was_rolled_back_is_never_said(bot: Bot, slack: TinySlack) -> None:
    class Regret(Exception):
        pass

    def unit(session: Session) -> None:
        service.post(session, workspace=T, channel=GENERAL, message=Message(text="no"), key="k", now=bot.clock.now())
        raise Regret

    with pytest.raises(Regret):
        bot.runtime.transaction(unit)
    assert bot.deliver() == 0
    assert slack.calls == []


def test_a_person_is_written_to_and_the_conversation_is_kept(bot: Bot, slack: TinySlack) -> None:
    promise = bot.direct("hello Ana")
    bot.deliver()
    assert slack.texts("DUANA") == ["hello Ana"]
    assert bot.find(promise).channel == "DUANA"


def test_a_whisper_reaches_one_person(bot: Bot, slack: TinySlack) -> None:
    promise = bot.whisper("psst")
    bot.deliver()
    [said] = slack.asked("chat.postEphemeral")
    assert (said["channel"], said["user"], said["text"]) == (GENERAL, ANA, "psst")
    assert bot.find(promise).state == State.SENT


def test_people_are_introduced_in_a_conversation_of_their_own(bot: Bot, slack: TinySlack) -> None:
    promise = bot.does(service.introduce, users=(BEN, ANA), message=Message(text="meet"), key="intro")
    bot.deliver()
    assert slack.texts("GUANAUBEN") == ["meet"]
    assert bot.find(promise).channel == "GUANAUBEN"


def test_a_response_is_given_where_it_was_asked_for_and_its_address_is_forgotten(bot: Bot, slack: TinySlack) -> None:
    url = f"{slack.url}/respond/secret"
    promise = bot.does(service.respond, response_url=url, message=Message(text="found"), key="r", is_replacing=True)
    assert "secret" not in repr(bot.find(promise))
    bot.deliver()
    [(_path, said)] = slack.calls
    assert (said["text"], said["response_type"], said["replace_original"]) == ("found", "ephemeral", True)
    assert bot.row(promise).response_url is None


def test_a_response_can_take_the_question_away(bot: Bot, slack: TinySlack) -> None:
    url = f"{slack.url}/respond/secret"
    bot.does(service.respond, response_url=url, message=Message(text=""), key="r", is_deleting=True)
    bot.deliver()
    [(_path, said)] = slack.calls
    assert said["delete_original"] is True


def test_the_domain_hears_of_its_post_in_the_transaction_that_settles_it(bot: Bot, slack: TinySlack) -> None:
    heard: list[tuple[str, State, str | None]] = []

    def hook(session: Session, promise: Promise) -> None:
        found = service.find(session, workspace=T, promise=promise.id)
        assert found == promise
        heard.append((promise.key, promise.state, promise.ts))
        service.direct(session, workspace=T, user=ANA, message=Message(text="posted"), key="next", now=bot.clock.now())

    bot.post("card", topic="mentors", key="card")
    bot.post("other", channel=RANDOM, topic="digests")
    bot.deliver({"mentors": hook})
    assert heard == [("card", State.SENT, slack.messages[0]["ts"])]
    assert slack.texts("DUANA") == ["posted"]


def test_a_hook_that_fails_leaves_the_promise_owed_and_not_doubled(bot: Bot, slack: TinySlack) -> None:
    class Broken(Exception):
        pass

    def broken(session: Session, promise: Promise) -> None:
        raise Broken

    promise = bot.post("card", topic="mentors")
    with pytest.raises(Broken):
        bot.deliver({"mentors": broken})
    assert bot.find(promise).state == State.SENDING
    bot.clock.advance(61)
    heard: list[Promise] = []
    bot.deliver({"mentors": lambda _session, promise: heard.append(promise)})
    assert slack.texts(GENERAL) == ["card"]
    assert [found.state for found in heard] == [State.SENT]


def test_another_workspaces_promises_are_not_found(bot: Bot) -> None:
    promise = bot.post("mine")
    other = WorkspaceId("T2")
    assert bot.runtime.reading(lambda session: service.find(session, workspace=other, promise=promise)) is None


def test_after_a_month_the_words_are_gone_and_after_a_year_the_place_too(bot: Bot, slack: TinySlack) -> None:
    post, whisper = bot.post("card"), bot.whisper("psst")
    bot.deliver()
    owed = bot.post("never said", channel=RANDOM)
    slack.order("chat.postMessage", limited(3600))
    bot.deliver()
    bot.clock.advance(29 * 86_400)
    jobs.forget(bot.runtime)
    assert bot.row(post).message["text"] == "card"
    bot.clock.advance(2 * 86_400)
    jobs.forget(bot.runtime)
    assert bot.row(post).message == {}
    assert not bot.is_known(whisper)
    assert bot.row(owed).message["text"] == "never said"
    bot.edit(post, "card, later")
    bot.deliver()
    assert slack.texts(GENERAL)[0] == "card, later"
    bot.clock.advance(400 * 86_400)
    jobs.forget(bot.runtime)
    assert not bot.is_known(post)
