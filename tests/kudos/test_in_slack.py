"""Somebody thanks somebody; what do they see? Every way in, in people's words, on both databases."""

from datetime import timedelta

import pytest

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.office import Office, manifest

COMMANDS = [one["command"] for one in manifest()["features"]["slash_commands"]]  # type: ignore[index]
pytestmark = pytest.mark.skipif("/kudos" not in COMMANDS, reason="the manifest does not offer /kudos")

FOR = "for untangling the release on Friday night"


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


@pytest.fixture
def ben(office: Office) -> Person:
    return office.slack.person("ben")


@pytest.fixture
def chika(office: Office) -> Person:
    return office.slack.person("chika")


def texts(seen: tuple[Seen, ...]) -> list[str]:
    return [one.text for one in seen]


def test_a_command_thanks_where_it_is_typed(ana: Person, ben: Person) -> None:
    receipt = ben.types("#general", f"/kudos @ana {FOR} #unblocked")
    assert receipt
    assert receipt.is_private
    assert "Your kudos to ana will be in #general as soon as I can post" in receipt.text
    assert {"Edit", "Undo"} <= set(receipt.buttons)
    seen = ana.sees("#general")[-1]
    assert "ben thanks @ana" in seen.text
    assert "untangling the release on Friday night" in seen.text
    assert "#unblocked" in seen.text
    assert f"@{ana.id}" in seen.mentions


def test_several_people_and_a_group_in_one_breath(office: Office, ana: Person, ben: Person) -> None:
    office.slack.add_group("design", "ana", "ben", "ida")
    receipt = ben.types("#general", f"/kudos @chika, and @design — {FOR}")
    assert receipt
    assert "chika" in receipt.text
    assert "ida" in receipt.text
    said = ana.sees("#general")[-1].text
    assert "@chika" in said
    assert "@design (2 people)" in said


def test_one_bad_name_is_dropped_and_named(ana: Person, ben: Person) -> None:
    receipt = ben.types("#general", f"/kudos @ana @ben @pollen @nobody {FOR}")
    assert receipt
    assert "You can't thank yourself" in receipt.text
    assert "I'm only a bot" in receipt.text
    assert "I don't know who @nobody is" in receipt.text
    assert "ben thanks @ana" in ana.sees("#general")[-1].text


def test_what_is_refused_gives_the_words_back(ana: Person, ben: Person) -> None:
    before = len(ana.sees("#general"))
    receipt = ben.types("#general", f"/kudos @ben {FOR}")
    assert receipt
    assert "Nothing was sent" in receipt.text
    assert "untangling the release on Friday night" in receipt.text
    assert len(ana.sees("#general")) == before
    nobody = ben.types("#general", "/kudos for the good soup")
    assert nobody
    assert "Who do you want to thank?" in nobody.text


def test_a_short_reason_is_asked_about_and_may_go_anyway(ana: Person, ben: Person) -> None:
    asked = ben.types("#general", "/kudos @ana great work")
    assert asked
    assert "What did they do, and what did it change?" in asked.text
    assert "great work" in asked.text
    ben.clicks("Send anyway", on=asked)
    assert "ben thanks @ana" in ana.sees("#general")[-1].text
    assert "Your kudos to ana" in ben.looks_again(asked).text


def test_a_short_reason_can_be_put_in_better_words(ana: Person, ben: Person) -> None:
    asked = ben.types("#general", "/kudos @ana great work")
    ben.clicks("Edit", on=asked)
    form = ben.modal
    form.fill(reason="finding the bug nobody else saw, so we could ship").submit()
    assert "finding the bug nobody else saw" in ana.sees("#general")[-1].text


def test_a_form_thanks_too(office: Office, ana: Person, ben: Person) -> None:
    ben.types("#general", "/kudos")
    form = ben.modal
    form.fill(people=[ana.id]).fill(reason="pairing with me all afternoon").fill(values=["taught-me"])
    form.submit()
    seen = ana.sees("#general")[-1]
    assert "pairing with me all afternoon" in seen.text
    assert "#taught-me" in seen.text
    assert "You thanked ana" in ben.sees(ben.opens_dm())[-1].text


def test_a_form_without_anybody_to_thank_stays_open(ben: Person) -> None:
    ben.types("#general", "/kudos")
    form = ben.modal
    errors = form.fill(people=[ben.id], reason="being so very good at everything").submit()
    assert "can't thank yourself" in errors["Who do you want to thank?"]
    assert ben.has_modal


def test_in_a_thread_a_mention_thanks_in_the_thread(office: Office, ana: Person, ben: Person) -> None:
    question = ana.says("#general", "the build is red again")
    ben.says("#general", f"@pollen kudos @ana {FOR}", thread=question)
    replies = ana.sees("#general", thread=question)
    assert sum("ben thanks @ana" in one.text for one in replies) == 1
    assert any("Your kudos to ana" in one.text and one.is_private for one in ben.sees("#general", thread=question))


def test_a_sentence_that_only_mentions_kudos_is_a_question(ana: Person, ben: Person) -> None:
    ben.says("#general", "@pollen how do I give kudos?")
    assert not any("thanks @" in one.text for one in ana.sees("#general"))


def test_a_shortcut_keeps_the_link_to_the_message(ana: Person, ben: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.uses_shortcut("Give kudos for this", on=message)
    form = ben.modal
    form.fill(reason="writing the runbook we all needed").submit()
    reply = ana.sees("#general", thread=message)[-1]
    assert "ben thanks @ana for this message" in reply.text
    assert any(message.ts.replace(".", "") in link for link in reply.links)


def test_a_reaction_thanks_and_taking_it_away_takes_it_back(ana: Person, ben: Person, chika: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    ben.reacts("raised_hands", message)
    chika.reacts("raised_hands", message)
    reply = ana.sees("#general", thread=message)[-1]
    assert "ben and chika thank @ana for this message" in reply.text
    ben.unreacts("raised_hands", message)
    assert "chika thanks @ana" in ana.looks_again(reply).text
    chika.unreacts("raised_hands", message)
    assert "withdrawn by the giver" in ana.looks_again(reply).text
    ben.reacts("raised_hands", message)
    assert "ben thanks @ana" in ana.looks_again(reply).text


def test_other_reactions_and_ones_own_message_mean_nothing(ana: Person) -> None:
    message = ana.says("#general", "I wrote the runbook for the pager")
    ana.reacts("tada", message)
    ana.reacts("raised_hands", message)
    assert len(ana.sees("#general", thread=message)) == 1


def test_plus_one_joins_a_kudos_once(ana: Person, ben: Person, chika: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR}")
    kudos = chika.sees("#general")[-1]
    chika.clicks("+1", on=kudos)
    assert "+1 from chika" in chika.looks_again(kudos).text
    chika.clicks("+1", on=kudos)
    assert "You've said +1 already" in chika.sees("#general")[-1].text
    chika.clicks("Take it back", on=chika.sees("#general")[-1])
    assert "+1 from" not in chika.looks_again(kudos).text
    ana.clicks("+1", on=kudos)
    assert "can't thank yourself" in ana.sees("#general")[-1].text


def test_a_reaction_on_a_kudos_is_a_plus_one(ben: Person, chika: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR}")
    kudos = chika.sees("#general")[-1]
    chika.reacts("raised_hands", kudos)
    assert "+1 from chika" in chika.looks_again(kudos).text
    chika.unreacts("raised_hands", kudos)
    assert "+1 from" not in chika.looks_again(kudos).text


def test_undo_repairs_the_post(ana: Person, ben: Person) -> None:
    receipt = ben.types("#general", f"/kudos @ana {FOR}")
    kudos = ana.sees("#general")[-1]
    ben.clicks("Undo", on=receipt)
    assert ana.looks_again(kudos).text == "🙌 This kudos was withdrawn by the giver."
    assert "untangling" not in str(ana.looks_again(kudos).raw)
    answer = ben.types("#general", "/kudos undo")
    assert answer
    assert "no kudos that could be undone" in answer.text


def test_undo_by_command_takes_the_last_one_back(ana: Person, ben: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR}")
    ben.types("#general", "/kudos @chika for explaining the new deployment to me")
    answer = ben.types("#general", "/kudos undo")
    assert answer
    assert "Your kudos to chika is withdrawn" in answer.text
    assert "withdrawn" in ana.sees("#general")[-1].text
    assert "withdrawn" not in ana.sees("#general")[-2].text


def test_editing_the_message_edits_the_kudos(ana: Person, ben: Person) -> None:
    message = ben.says("#general", f"@pollen kudos @ana {FOR}")
    ben.edits(message, "@pollen kudos @chika for carrying the whole migration")
    reply = ana.sees("#general", thread=message)[1]
    assert "ben thanks @chika" in reply.text
    assert "carrying the whole migration" in reply.text
    ben.deletes(message)
    assert "withdrawn" in ana.looks_again(reply).text


def test_an_edit_on_the_receipt_changes_the_post(ana: Person, ben: Person) -> None:
    receipt = ben.types("#general", f"/kudos @ana {FOR}")
    kudos = ana.sees("#general")[-1]
    ben.clicks("Edit", on=receipt)
    form = ben.modal
    form.fill(reason="untangling the release *and* explaining it").submit()
    assert "and* explaining it" in ana.looks_again(kudos).text.replace("and explaining", "and* explaining")


def test_a_suggested_value_is_one_click(ana: Person, ben: Person) -> None:
    receipt = ben.types("#general", "/kudos @ana for explaining the queues to me so patiently")
    assert receipt
    assert "#taught-me" in receipt.buttons
    ben.clicks("#taught-me", on=receipt)
    assert "#taught-me" in ana.sees("#general")[-1].text


def test_one_who_likes_it_private_is_thanked_in_private_and_may_publish_later(
    ana: Person, ben: Person, chika: Person
) -> None:
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(visibility="private").submit()
    before = len(chika.sees("#general"))
    receipt = ben.types("#general", f"/kudos @ana {FOR}")
    assert receipt
    assert "gets it privately" in receipt.text
    assert len(chika.sees("#general")) == before
    notice = ana.sees(ana.opens_dm())[-1]
    assert "ben thanks you" in notice.text
    wall = chika.types("#general", "/kudos wall")
    assert wall
    assert "Ana" not in wall.text
    ana.clicks("Let others see it", on=notice)
    assert "ben thanks @ana" in chika.sees("#general")[-1].text


def test_ask_me_first_asks_first(ana: Person, ben: Person) -> None:
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(visibility="ask").submit()
    ben.types("#general", f"/kudos @ana {FOR}")
    notice = ana.sees(ana.opens_dm())[-1]
    assert {"Let others see it", "Keep it to me"} <= set(notice.buttons)
    ana.clicks("Keep it to me", on=notice)
    assert "Keep it to me" not in ana.looks_again(notice).buttons


def test_where_the_bot_cannot_post_the_receivers_are_told_directly(office: Office, ana: Person) -> None:
    ida = office.slack.person("ida")
    ana.types("#leads", f"/kudos @ida {FOR}")
    assert "ana thanks you" in ida.sees(ida.opens_dm())[-1].text
    assert "I can't post in" in ana.sees(ana.opens_dm())[-1].text


def test_a_copy_goes_to_the_kudos_channel_but_never_from_a_private_one(
    office: Office, ana: Person, ben: Person
) -> None:
    ida = office.slack.person("ida")
    ida.types("#general", "/kudos settings")
    assert ida.modal.fill(channel="#learning").submit() == {}
    office.slack.invite_bot("#leads")
    ida.types("#leads", f"/kudos @ana {FOR}")
    ida.says("#leads", "@pollen kudos @ana for keeping a cool head in the outage")
    office.passes(timedelta(seconds=10))
    assert texts(ben.sees("#learning")) == []
    ben.says("#general", f"@pollen kudos @ana {FOR}")
    office.passes(timedelta(seconds=10))
    assert "ben thanks ana" in ben.sees("#learning")[-1].text
    assert not any(called.startswith("@") for called in ben.sees("#learning")[-1].mentions)


def test_only_an_admin_reaches_the_settings(ben: Person) -> None:
    answer = ben.types("#general", "/kudos settings")
    assert answer
    assert "Only admins can change that" in answer.text


def test_beyond_the_budget_a_thank_you_is_sent_and_only_the_giver_is_told(
    office: Office, ana: Person, ben: Person
) -> None:
    for number in range(3):
        ben.types("#general", f"/kudos @ana for rescuing release number {number}")
        office.passes(timedelta(hours=2))
    receipt = ben.types("#general", "/kudos @ana for rescuing yet another release")
    assert receipt
    assert "doesn't count for ana" in receipt.text
    assert "count again from" in receipt.text
    assert "rescuing yet another release" in ana.sees("#general")[-1].text
    assert "count" not in ana.sees("#general")[-1].text


def test_me_and_wall_show_what_was_given(ana: Person, ben: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR} #unblocked")
    mine = ana.types("#general", "/kudos me")
    assert mine
    assert "Received: 1 (#unblocked 1)" in mine.text
    assert "You can give 10 more kudos this week" in mine.text
    given = ben.types("#general", "/kudos me")
    assert given
    assert "Given: 1" in given.text
    assert "You can give 9 more kudos this week" in given.text
    assert "You get one back on" in given.text
    wall = ana.types("#general", "/kudos wall")
    assert wall
    assert "ben thanked ana" in wall.text
    assert wall.mentions == ()
    assert any("/archives/" in link for link in wall.links)


def test_an_admin_hides_with_a_reason_and_people_are_told(office: Office, ana: Person, ben: Person) -> None:
    ida = office.slack.person("ida")
    ben.types("#general", f"/kudos @ana {FOR}")
    kudos = ana.sees("#general")[-1]
    ida.clicks("Hide…", on=ida.types("#general", "/kudos wall"))
    form = ida.modal
    form.fill(note="names a customer").submit()
    assert "An admin has hidden this kudos" in ana.looks_again(kudos).text
    assert "names a customer" in ana.sees(ana.opens_dm())[-1].text
    assert "names a customer" in ben.sees(ben.opens_dm())[-1].text


def test_an_admin_shows_it_again_and_people_are_told(office: Office, ana: Person, ben: Person) -> None:
    ida = office.slack.person("ida")
    ben.types("#general", f"/kudos @ana {FOR}")
    kudos = ana.sees("#general")[-1]
    ida.clicks("Hide…", on=ida.types("#general", "/kudos wall"))
    ida.modal.fill(note="names a customer").submit()
    wall = ida.types("#general", "/kudos wall")
    assert wall
    assert "Hidden by an admin" in wall.text
    ida.clicks("Show again", on=wall)
    office.passes(timedelta(seconds=5))
    assert "ben thanks @ana" in ana.looks_again(kudos).text
    for person in (ana, ben):
        assert "is shown again" in person.sees(person.opens_dm())[-1].text
    plain = ben.types("#general", "/kudos wall")
    assert plain
    assert "Hidden by an admin" not in plain.text


def test_every_delivery_again_changes_nothing(office: Office, ana: Person, ben: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR}")
    ben.says("#general", "@pollen kudos @ana for the patient answers in the help channel")
    ben.reacts("raised_hands", ana.says("#general", "I wrote the runbook for the pager"))
    before = [len(one.sees(where)) for one in (ana, ben) for where in ("#general", one.opens_dm())]
    for delivery in list(office.slack.deliveries):
        office.slack.redeliver(delivery)
    office.works()
    assert [len(one.sees(where)) for one in (ana, ben) for where in ("#general", one.opens_dm())] == before
    mine = ana.types("#general", "/kudos me")
    assert mine
    assert "Received: 3" in mine.text


def test_what_people_write_stays_text(ana: Person, ben: Person) -> None:
    ben.types("#general", "/kudos @ana for <!channel> & <https://evil.example|good> *work* on the <b>page</b>")
    seen = ana.sees("#general")[-1]
    assert "!channel" not in seen.mentions
    assert seen.links == ()


def test_app_home_shows_ones_kudos(ana: Person, ben: Person) -> None:
    ben.types("#general", f"/kudos @ana {FOR}")
    assert "Received: 1" in ana.opens_home().text


def test_what_is_thanked_for_before_another_company_stays_there(ana: Person, ben: Person, office: Office) -> None:
    """A command names its channel, and the name does not say who else reads it."""
    ida = office.slack.person("ida")
    ida.types("#general", "/kudos settings")
    ida.modal.fill(channel="#learning").submit()
    ana.types("#partners", f"/kudos @ida {FOR}")
    ana.types("#general", "/kudos @ida for carrying the whole migration")
    office.passes(timedelta(minutes=2))
    told = texts(ida.sees("#learning"))
    assert any("migration" in one for one in told)
    wall = ben.types("#general", "/kudos wall")
    assert wall
    assert "migration" in wall.text
    assert not [one for one in (*told, wall.text) if "untangling" in one]


def test_where_slack_does_not_say_who_reads_along_nothing_is_told_elsewhere_before_it_does(
    ana: Person, ben: Person, office: Office
) -> None:
    office.slack.faults.error("fatal_error", "conversations.info")
    ana.types("#general", f"/kudos @ida {FOR}")
    wall = ben.types("#general", "/kudos wall")
    assert wall
    assert "untangling" not in wall.text
    office.passes(timedelta(minutes=5))
    wall = ben.types("#general", "/kudos wall")
    assert wall
    assert "untangling" in wall.text
