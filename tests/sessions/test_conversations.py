"""What does a person type, press and read when people want to learn something together?"""

from datetime import timedelta

import pytest

from bot.digests.rules.sections import Audience, Window
from bot.digests.service import upcoming
from bot.ids import ChannelId
from bot.playground.people.person import Person, invites_bot
from bot.playground.people.sight import Seen
from bot.playground.state import ChannelKind
from bot.workspaces import service as workspaces
from tests.milestones.test_conversations import newest
from tests.office import Office

THURSDAY_WEEK = "2026-03-12"  #: a Thursday, eight days on


def hosts(office: Office, host: Person, *, where: str = "#general", title: str = "SQL basics", **more: object) -> Seen:
    """Somebody suggests a session they host, on Thursday week at three by their clock; return its post."""
    host.runs(where, f"/pollen session {title}")
    host.modal.fill({"Who hosts it?": "I'll host it", "Day": THURSDAY_WEEK, "Time": "15:00", **more}).submit()
    office.works()
    return newest(host, where, title)


def said(person: Person, words: str, where: str = "@pollen") -> list[str]:
    return [one.text for one in person.sees(where) if words in one.text]


def test_an_offer_is_posted_where_it_was_made_and_a_time_is_chosen_later(
    office: Office, ana: Person, ben: Person
) -> None:
    ana.types("#general", "@pollen I could run a session on SQL joins")
    office.slack.eventually(lambda: any("A session on" in one.text for one in ana.sees("#general")))
    card = newest(ana, "#general", "hosted by you")
    assert card.is_private
    ana.clicks("Post it here", card)
    office.works()
    post = newest(ben, "#general", "looks for a time")
    assert "SQL joins" in post.text
    ben.clicks("I'd come", post)
    assert "you'd come to SQL joins" in newest(ben, "#general", "Noted").text.replace("*", "")
    assert "1 would come" in ben.looks_again(post).text
    ana.clicks("Choose a time", newest(ana, "@pollen", "When should it be"))
    ana.modal.fill({"Day": THURSDAY_WEEK, "Time": "15:00"}).submit()
    office.works()
    told = newest(ben, "@pollen", "is on")
    ben.clicks("Join", told)
    assert "You're in for" in newest(ben, "@pollen", "You're in for").text
    assert "1 going: ben" in ben.looks_again(post).text
    assert "1 person coming" in newest(ana, "@pollen", "You're hosting").text


def test_a_wish_finds_its_host_among_those_who_know(office: Office, ana: Person, ben: Person, chika: Person) -> None:
    chika.types("@pollen", "I can mentor negotiation")
    chika.clicks("List me", newest(chika, "@pollen", "negotiation"))
    ana.types("#general", "@pollen could somebody do a session on negotiation?")
    office.slack.eventually(lambda: any("A session on" in one.text for one in ana.sees("#general")))
    ana.clicks("Post it here", newest(ana, "#general", "A session on"))
    office.passes(timedelta(hours=1))
    post = newest(ben, "#general", "Who could host it?")
    ben.clicks("I'd come", post)
    asked = newest(chika, "@pollen", "could you host it?")
    chika.clicks("I'll host it", asked)
    assert "looks for a time" in ben.looks_again(post).text
    office.works()
    assert "will host" in newest(ben, "@pollen", "negotiation").text
    ana.clicks("I'd come 1", ana.looks_again(post))
    assert "You're hosting" in newest(chika, "@pollen", "You're hosting").text


def test_who_knows_hears_nothing_of_a_wish_in_a_private_channel(office: Office, ana: Person, chika: Person) -> None:
    office.slack.workspace.add_channel("leads", ana.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#leads")
    chika.types("@pollen", "I can mentor negotiation")
    chika.clicks("List me", newest(chika, "@pollen", "negotiation"))
    ana.runs("#leads", "/pollen session negotiation with the buyers")
    ana.modal.submit()
    office.passes(timedelta(days=5))
    assert "Who could host it?" in newest(ana, "#leads", "negotiation").text
    assert not said(chika, "buyers")


def test_who_is_asked_and_would_rather_not_makes_way_for_the_next(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    for person in (ben, chika):
        person.types("@pollen", "I can mentor negotiation")
        person.clicks("List me", newest(person, "@pollen", "negotiation"))
    ana.types("#general", "@pollen could somebody do a session on negotiation?")
    office.slack.eventually(lambda: any("A session on" in one.text for one in ana.sees("#general")))
    ana.clicks("Post it here", newest(ana, "#general", "A session on"))
    office.passes(timedelta(hours=1))
    asked = [one for one in (ben, chika) if said(one, "could you host it?")]
    assert len(asked) == 1
    asked[0].clicks("Not this time", newest(asked[0], "@pollen", "could you host it?"))
    office.works()
    assert all(said(one, "could you host it?") or said(one, "No problem") for one in (ben, chika))


def test_places_run_out_and_who_waits_moves_up(office: Office, ana: Person, ben: Person, chika: Person) -> None:
    post = hosts(office, ana, Places="1")
    ben.clicks("Join", post)
    chika.clicks("Join", chika.looks_again(post))
    assert "you're on the waiting list" in newest(chika, "#general", "waiting list").text
    shown = ana.looks_again(post).text
    assert "1 going: ben" in shown
    assert "full" in shown
    assert "1 waiting for a place" in shown
    ben.clicks("Leave", ben.looks_again(post))
    office.works()
    assert "A place is free: you're in" in newest(chika, "@pollen", "A place is free").text
    assert "1 going: chika" in ana.looks_again(post).text
    chika.clicks("Join", chika.looks_again(post))
    assert len(said(chika, "A place is free")) == 1


def test_it_is_remembered_the_day_before_and_at_its_beginning_and_is_over_then(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    post = hosts(office, ana, **{"Link to join": "https://meet.example/sql"})
    ben.clicks("Join", post)
    chika.clicks("Maybe", chika.looks_again(post))
    office.passes(timedelta(days=7, hours=12))
    assert len(said(ben, "SQL basics is ")) == 1
    assert len(said(chika, "SQL basics is ")) == 1
    office.passes(timedelta(hours=18))
    assert len(said(ben, "starts now")) == 1
    assert "https://meet.example/sql" in str(newest(ben, "@pollen", "starts now").raw)
    assert not said(chika, "starts now")
    assert len(said(ana, "starts now")) == 1
    office.passes(timedelta(hours=3))
    assert "It's over" in ben.looks_again(post).text
    assert len(said(ben, "starts now")) == 1


def test_what_moves_or_is_cancelled_is_told_once(office: Office, ana: Person, ben: Person, chika: Person) -> None:
    post = hosts(office, ana)
    ben.clicks("Join", post)
    chika.clicks("Maybe", chika.looks_again(post))
    card = newest(ana, "@pollen", "You're hosting")
    ana.clicks("Move", card)
    ana.modal.fill({"Day": "2026-03-13", "Time": "10:00"}).submit()
    office.works()
    office.works()
    assert len(said(ben, "has moved")) == 1
    assert len(said(chika, "has moved")) == 1
    ana.clicks("Cancel session", ana.looks_again(card))
    office.works()
    office.passes(timedelta(days=12))
    assert len(said(ben, "is cancelled")) == 1
    assert "Cancelled" in ben.looks_again(post).text
    assert not said(ben, "starts now")
    ben.clicks("Leave", newest(ben, "@pollen", "has moved"))
    assert "You're not coming" in newest(ben, "@pollen", "You're not coming").text


def test_an_old_button_says_what_has_become_of_it(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana)
    ana.clicks("Cancel session", newest(ana, "@pollen", "You're hosting"))
    office.works()
    assert "Join" not in ben.looks_again(post).buttons


def test_the_host_steps_back_and_another_takes_over(office: Office, ana: Person, ben: Person, chika: Person) -> None:
    post = hosts(office, ana)
    ben.clicks("Join", post)
    ana.clicks("I can't host it", newest(ana, "@pollen", "You're hosting"))
    office.works()
    assert "has no host right now" in newest(ben, "@pollen", "no host").text
    assert "not hosting" in newest(ana, "@pollen", "not hosting").text
    chika.clicks("I'll host it", chika.looks_again(post))
    office.works()
    assert "chika" in ben.looks_again(post).text
    assert "will host" in newest(ben, "@pollen", "will host").text


def test_people_vote_on_three_times_and_the_one_that_suits_most_is_chosen(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    ana.runs("#general", "/pollen session Git for everyone")
    ana.modal.fill({"Who hosts it?": "I'll host it"}).submit()
    office.works()
    post = newest(ben, "#general", "Git for everyone")
    ben.clicks("I'd come", post)
    ana.clicks("Let people vote", newest(ana, "@pollen", "When should it be"))
    office.works()
    shown = ben.looks_again(post)
    assert shown.text.count("Suits me") == 3 or len([one for one in shown.buttons if "Suits me" in one]) == 3
    told = newest(ben, "@pollen", "Which of these times suit you?")
    ben.clicks("sessions.vote:1", told)
    assert "have your vote" in newest(ben, "@pollen", "have your vote").text
    chika.clicks("sessions.vote:1", chika.looks_again(post))
    chika.clicks("sessions.vote:2", chika.looks_again(post))
    office.passes(timedelta(days=3))
    assert "2 going" in ben.looks_again(post).text
    assert "You're in." in newest(ben, "@pollen", "is on").text


def test_what_repeats_goes_on_with_those_who_come(office: Office, ana: Person, ben: Person) -> None:
    post = hosts(office, ana, **{"How often?": "Every second week"})
    ben.clicks("Join", post)
    office.passes(timedelta(days=9))
    again = newest(ben, "#general", "SQL basics")
    assert again.ts != post.ts
    assert "1 going: ben" in again.text
    assert "It's over" in ben.looks_again(post).text


def test_what_comes_up_is_listed_and_on_app_home(office: Office, ana: Person, chika: Person) -> None:
    hosts(office, ana, title="Open lesson", Places="5")
    office.works()
    chika.runs("#general", "/pollen session list")
    listed = newest(chika, "#general", "Coming up")
    assert "Open lesson" in listed.text
    assert "5 places left" in listed.text
    chika.clicks("Join", listed)
    assert "4 places left" in chika.opens_home().text


def test_a_private_channels_session_is_nobody_elses_business(office: Office, ana: Person, ben: Person) -> None:
    office.slack.workspace.add_channel("leads", ana.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#leads")
    post = hosts(office, ana, where="#leads", title="Closed lesson")
    office.works()
    ben.runs("#general", "/pollen session list")
    assert "Closed lesson" not in newest(ben, "#general", "coming up").text
    assert "Closed lesson" not in ben.opens_home().text
    assert "Closed lesson" in ana.opens_home().text
    assert "Closed lesson" in post.text


def test_a_digest_tells_of_it_where_it_may(office: Office, ana: Person, ben: Person) -> None:
    office.slack.workspace.add_channel("leads", ana.id, kind=ChannelKind.PRIVATE)
    invites_bot(ana, "#leads")
    hosts(office, ana, title="Open lesson", Places="5")
    hosts(office, ana, where="#leads", title="Closed lesson")
    office.works()
    now = office.clock.now()
    week = Window(since=now - timedelta(days=7), until=now)
    there, here = (Audience(channel=ChannelId(office.slack.channel(name).id)) for name in ("leads", "general"))
    told = office.database.reading(lambda s: upcoming.sessions_part(s, office.workspace, here, week))
    read = {
        name: [one.text for one in told if one.is_for(audience)]
        for name, audience in (("leads", there), ("general", here))
    }
    assert len(read["leads"]) == 2
    assert len(read["general"]) == 1
    assert "Open lesson" in read["general"][0]
    assert "5 places left" in read["general"][0]


def test_three_who_wait_for_a_mentor_get_a_session_with_a_time(
    office: Office, ana: Person, ben: Person, chika: Person
) -> None:
    ida = office.slack.person("ida")
    ida.opens_home()
    channel = office.slack.channel("learning").id
    office.bot.runtime.transaction(
        lambda session: workspaces.choose(session, office.workspace, {"mentors.channel": channel})
    )
    dana = office.slack.workspace.add_member("dana")
    for person in (ben, chika, office.slack.person(dana.name)):
        person.types("@pollen", "I need a mentor for Terraform")
        person.clicks("Ask for me", newest(person, "@pollen", "Should I look"))
    office.works()
    ida.clicks("mentors.group", newest(ida, "@pollen", "Should I suggest a group session"))
    ana.clicks("mentors.lead", newest(ana, "#learning", "would like to learn"))
    office.works()
    office.works()
    assert "3 people would come" in newest(ana, "@pollen", "You're hosting").text
    assert "3 would come" in newest(ben, "#learning", "looks for a time").text
    ana.clicks("Choose a time", newest(ana, "@pollen", "You're hosting"))
    ana.modal.fill({"Day": THURSDAY_WEEK, "Time": "15:00"}).submit()
    office.works()
    assert "Would you like to join?" in newest(ben, "@pollen", "is on").text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"Day": "2026-03-01", "Time": "10:00"}, "passed"),
        ({"Day": "2026-03-12"}, "both"),
        ({"Places": "many"}, "number"),
        ({"Link to join": "meet"}, "https://"),
        ({"Only for a group": "my friends"}, "@data"),
    ],
)
def test_what_is_odd_in_the_form_is_said_beside_it(
    office: Office, ana: Person, field: dict[str, str], words: str
) -> None:
    ana.runs("#general", "/pollen session SQL")
    refused = ana.modal.fill({"Who hosts it?": "I'll host it", **field}).submit()
    assert words in " ".join(refused.values())
