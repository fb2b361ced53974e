"""What does a person type, press and see, from starting a digest to reading it?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.digests import service
from bot.digests.service import contributions
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.playground.state import ChannelKind, Json
from tests.listeners import whole_home
from tests.office import Office

#: The office opens on Wednesday 4 March 2026, 09:00 UTC.
TUESDAY = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 11, 9, 5, tzinfo=UTC)  # 10:05 in Madrid and Copenhagen
VACATION = "# Vacation\n\nAsk for vacation two weeks ahead in the calendar. Your team lead approves it.\n"


def bots(person: Person, where: str) -> list[Seen]:
    return [seen for seen in person.sees(where) if seen.author == "pollen"]


def newest(person: Person, where: str, words: str) -> Seen:
    said = [seen for seen in bots(person, where) if words.casefold() in seen.text.casefold()]
    assert said, f"nothing about {words!r} in: {[seen.text for seen in bots(person, where)]}"
    return said[-1]


def until(office: Office, moment: datetime) -> None:
    """Let time pass, with everything that happens by itself."""
    office.passes(moment - office.clock.now())


def a_week(office: Office) -> None:
    """Let some things happen that are worth telling."""
    says = {
        "ana": "@pollen I passed CKA",
        "ben": "@pollen kudos @chika for explaining window functions to the whole team with 3 examples",
        "chika": "@pollen Hi, I'm new here",
        "ida": "@pollen where is the zebra enclosure kept?",
    }
    for who, words in says.items():
        office.slack.person(who).types("#learning", words)
        office.clock.advance(timedelta(seconds=3))
        office.works()


@pytest.fixture
def ana(office: Office) -> Person:
    return office.slack.person("ana")


def test_from_a_command_to_a_digest_on_wednesday(office: Office, ana: Person) -> None:
    (said,) = ana.runs("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    assert "every Wednesday at 10:00 (Europe/Madrid)" in said.text
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    until(office, TUESDAY)
    preview = newest(ana, "@pollen", "Your digest for")
    assert "passed CKA" in preview.text
    assert "zebra" in preview.text
    until(office, WEDNESDAY)
    post = newest(office.slack.person("ben"), "#learning", "What we learned this week")
    for words in ("passed CKA", "window functions", "is new here", "zebra enclosure"):
        assert words in post.text, post.text
    assert "Ana" in post.text or "ana" in post.text
    assert not any("ida" in line for line in post.text.splitlines() if "zebra" in line), "a question has no name"
    assert "<@" not in str(stored(office, post)["blocks"])
    until(office, datetime(2026, 3, 13, 9, tzinfo=UTC))
    assert len([seen for seen in bots(ana, "#learning") if "What we learned" in seen.text]) == 1


def test_skipping_to_wednesday_with_too_little_says_so_on_app_home(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest on")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    ana.types("#learning", "@pollen I passed CKA")
    until(office, WEDNESDAY)
    assert not any("What we learned" in seen.text for seen in bots(ana, "#learning"))
    home = whole_home(ana).text
    assert "Week 11: moved to the next week: there wasn't enough to share" in home


def test_a_private_kudos_is_never_in_a_digest(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    office.slack.invite_bot("leads")
    office.slack.person("ida").types("#leads", "@pollen kudos @ana for keeping the reorganisation secret so well")
    ana.types("#leads", "@pollen I passed the secret clearance exam")
    until(office, WEDNESDAY)
    post = newest(ana, "#learning", "What we learned this week")
    everything = post.text + "".join(seen.text for seen in ana.sees("#learning", thread=post))
    assert "reorganisation" not in everything
    assert "clearance" not in everything


def test_hidden_and_with_a_line_of_ones_own(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    until(office, TUESDAY)
    preview = newest(ana, "@pollen", "Your digest for")
    ana.clicks("Edit digest", preview)
    ana.modal.fill({"Hide": ["🎓 ana passed CKA"], "A line from you": "Book club starts on Monday"}).submit()
    office.works()
    assert "passed CKA" not in ana.looks_again(preview).text
    assert "Book club starts on Monday" in ana.looks_again(preview).text
    until(office, WEDNESDAY)
    post = newest(ana, "#learning", "What we learned this week")
    assert "passed CKA" not in post.text
    assert "Book club starts on Monday" in post.text


def test_sent_now_or_skipped(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    until(office, TUESDAY)
    preview = newest(ana, "@pollen", "Your digest for")
    ana.clicks("Send now", preview)
    office.works()
    assert "passed CKA" in newest(ana, "#learning", "What we learned this week").text
    assert "is out" in ana.looks_again(preview).text
    until(office, datetime(2026, 3, 17, 9, 30, tzinfo=UTC))
    ana.clicks("Skip this week", newest(ana, "@pollen", "Your digest for"))
    until(office, datetime(2026, 3, 20, tzinfo=UTC))
    assert len([seen for seen in bots(ana, "#learning") if "What we learned" in seen.text]) == 1
    assert "skipped: you skipped it" in whole_home(ana).text


def test_a_kudos_undone_after_the_post_leaves_the_digest(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    until(office, WEDNESDAY)
    post = newest(ana, "#learning", "What we learned this week")
    assert "window functions" in post.text
    ben = office.slack.person("ben")
    ben.clicks("Undo", newest(ben, "#learning", "kudos") if not _receipts(ben) else _receipts(ben)[-1])
    office.works()
    assert "window functions" not in ana.looks_again(post).text
    assert "passed CKA" in ana.looks_again(post).text


def _receipts(person: Person) -> list[Seen]:
    return [seen for where in ("#learning", "@pollen") for seen in bots(person, where) if "Undo" in str(seen)]


def test_the_form_alone(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest")
    assert ana.modal.title == "Weekly digest"
    ana.modal.fill({"Day": "Friday", "Time zone": "Atlantis"})
    assert list(ana.modal.submit().values()) == ["I don't know the time zone “Atlantis”. Try a city, like Paris."]
    ana.modal.fill({"Time zone": "Tokyo"}).submit()
    office.speaks()
    assert "every Friday at 10:00 (Asia/Tokyo)" in newest(ana, "@pollen", "a digest in").text


def test_the_zone_most_people_are_in(office: Office, ana: Person) -> None:
    for number in range(5):
        fan = office.slack.add_person(f"kyoto{number}", tz="Asia/Tokyo")
        office.slack.channel("learning").members.append(fan.id)
    (said,) = ana.runs("#learning", "/pollen digest on")
    assert "your own time zone for now" in said.text
    office.works()
    assert "Most people in" in newest(ana, "@pollen", "Asia/Tokyo").text
    found = office.bot.runtime.reading(
        lambda session: service.subscription(session, office.workspace, office.slack.channel("learning").id)  # type: ignore[arg-type]
    )
    assert found is not None
    assert found.schedule.zone == "Asia/Tokyo"


def test_list_pause_move_stop(office: Office, ana: Person) -> None:
    (said,) = ana.runs("#learning", "/pollen digest list")
    assert "You don't look after a digest yet" in said.text
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    (said,) = ana.runs("#general", "/pollen digest pause")
    assert "Paused" in said.text
    (said,) = ana.runs("#general", "/pollen digest list")
    assert "paused: you paused it" in said.text
    (said,) = ana.runs("#learning", "/pollen digest resume")
    assert "every Wednesday at 10:00" in said.text
    (said,) = ana.runs("#learning", "/pollen digest move to Friday 16:00")
    assert "every Friday at 16:00 (Europe/Madrid)" in said.text
    (said,) = office.slack.person("ben").runs("#learning", "/pollen digest stop")
    assert "ana looks after this channel's digest" in said.text.casefold()
    (said,) = ana.runs("#learning", "/pollen digest stop")
    assert "Stopped" in said.text
    (said,) = ana.runs("#learning", "/pollen digest preview")
    assert "has no digest yet" in said.text


def test_only_the_digest_of_the_place_is_stopped_there(office: Office, ana: Person) -> None:
    ida = office.slack.person("ida")
    ida.runs("#general", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    ana.runs("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    (said,) = ida.runs("#learning", "/pollen digest pause")
    assert "Paused: no digest in #learning" in said.text


def test_a_digest_goes_to_another_channel_at_another_hour(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    (said,) = ana.runs("#learning", "/pollen digest move to #general Friday 9:00")
    assert "#general" in said.text
    assert "every Friday at 09:00" in said.text


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("pause the digest", "Paused"),
        ("can you stop the digest", "Stopped"),
        ("please move the digest to Friday 9:00", "every Friday at 09:00"),
        ("change the digest to Monday at 4", "every Monday at 16:00"),
        ("unsubscribe from the digest", "Stopped"),
    ],
)
def test_said_in_a_sentence(office: Office, ana: Person, sentence: str, said: str) -> None:
    ana.runs("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid")
    ana.types("#learning", f"@pollen {sentence}")
    assert said in newest(ana, "#learning", said).text


def test_a_german_digest_says_it_in_german(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here weekly Wed 10:00 Europe/Madrid german")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    until(office, WEDNESDAY)
    post = newest(office.slack.person("ben"), "#learning", "Was wir diese Woche gelernt haben")
    assert "hat CKA bestanden" in post.text
    assert "Das weiß ich" in post.buttons


def test_not_understood_says_how(office: Office, ana: Person) -> None:
    (said,) = ana.runs("#learning", "/pollen digest weekly Wed 10:00 Europe/Pariss")
    assert "I didn't understand “Europe/Pariss”" in said.text


def test_said_to_the_bot(office: Office, ana: Person) -> None:
    ana.types("#learning", "@pollen digest here every Thursday at noon Madrid")
    said = newest(ana, "#learning", "every Thursday at 12:00")
    assert said.is_private
    ana.types("@pollen", "digest preview")
    everything = [one for seen in ana.sees("@pollen") for one in ana.sees("@pollen", thread=seen)]
    assert any("Your digest for" in one.text for one in everything)


def test_nobody_starts_a_digest_where_they_cannot_look_in(office: Office, ana: Person) -> None:
    ben = office.slack.person("ben")
    office.slack.invite_bot("leads")
    leads = office.slack.channel("leads").id
    (refused,) = ben.runs("#general", f"/pollen digest <#{leads}|leads> weekly")
    assert "I can't see you there" in refused.text
    assert "no digest" not in refused.text
    office.slack.faults.error("fatal_error", "conversations.members")
    ben.runs("#general", f"/pollen digest <#{leads}|leads> weekly")
    office.passes(timedelta(minutes=2))
    assert "a channel you're not in" in newest(ben, "@pollen", "stopped").text
    until(office, datetime(2026, 3, 12, tzinfo=UTC))
    assert not any("What we learned" in seen.text for seen in bots(ana, "#leads"))


def test_a_channel_where_no_digest_can_go_is_refused_at_once_whichever_way_it_is_named(
    office: Office, ana: Person
) -> None:
    for name in ("old", "theirs"):
        office.slack.workspace.add_channel(
            name, "ana", kind=ChannelKind.PUBLIC if name == "old" else ChannelKind.PRIVATE
        )
    office.slack.archive("old")
    old, theirs = office.slack.channel("old").id, office.slack.channel("theirs").id
    (refused,) = ana.runs("#general", f"/pollen digest <#{old}|old> weekly")
    assert "archived" in refused.text
    ana.types("#general", f"@pollen digest <#{theirs}|theirs> weekly")
    assert "invite me" in newest(ana, "#general", "can both read").text
    ana.clicks("Set up a digest", whole_home(ana))
    ana.modal.fill(channel="#old").submit()
    assert "archived" in str(ana.modal.view)


def test_an_archived_channel_is_told_once_and_can_be_replaced(office: Office, ana: Person) -> None:
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 11, 8, tzinfo=UTC))
    office.slack.archive("learning")
    until(office, datetime(2026, 3, 20, tzinfo=UTC))
    told = [seen for seen in bots(ana, "@pollen") if "couldn't post your digest" in seen.text]
    assert len(told) == 1
    ana.clicks("Choose another channel", told[0])
    ana.modal.fill({"Where should it go?": "general"}).submit()
    office.works()
    assert "every Wednesday at 10:00" in newest(ana, "@pollen", "a digest in").text


def test_a_month_in_a_letter_of_ones_own(office: Office, ana: Person) -> None:
    (said,) = ana.runs("#general", "/pollen digest me")
    assert "On the first of each month" in said.text
    a_week(office)
    until(office, datetime(2026, 4, 1, 9, tzinfo=UTC))
    letters = [seen for seen in bots(ana, "@pollen") if "Your month" in seen.text]
    assert len(letters) == 1
    assert "Certificate: CKA" in letters[0].text.replace("*", "")


def test_every_domain_has_its_part() -> None:
    assert len(contributions.ALL) == 6


def stored(office: Office, seen: Seen) -> Json:
    found: Any = next(one for one in office.slack.messages(seen.channel) if one.ts == seen.ts)
    blocks: Json = {"blocks": found.blocks}
    return blocks


def test_what_was_answered_is_read_as_an_answer_and_can_be_called_wrong(office: Office, ana: Person) -> None:
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.knows({"people/vacation.md": VACATION})
    ana.runs("#learning", "/pollen digest here wed 10:00 Madrid")
    until(office, datetime(2026, 3, 9, 10, tzinfo=UTC))
    a_week(office)
    chika = office.slack.person("chika")
    chika.types("#learning", "/learn who approves vacation in the calendar?")
    chika.clicks("Share", on=chika.sees("#learning")[-1])
    until(office, WEDNESDAY)
    ben = office.slack.person("ben")
    root = newest(ben, "#learning", "What we learned this week")
    said = (root, *ben.sees("#learning", thread=root))
    post = next(seen for seen in said if "→ Vacation" in seen.text)
    ben.clicks("Read it", on=post)
    read = ben.sees("#learning", thread=root)[-1]
    assert "Your team lead approves it" in read.text
    assert {"Helpful", "Wrong", "Fix it"} <= set(read.buttons)
    ben.clicks("Wrong", on=read)
    ben.clicks("Out of date", on=ben.sees("#learning", thread=root)[-1])
    assert "will look at it" in ben.sees("#learning", thread=root)[-1].text

    until(office, datetime(2026, 9, 1, 9, tzinfo=UTC))
    ben.clicks("Read it", on=post)
    assert "Your team lead approves it" in ben.sees("#learning", thread=root)[-1].text, (
        "a digest outlives its questions"
    )
