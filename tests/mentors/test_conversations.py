"""Does it work in a person's words: asking, offering, being asked, meeting, ending?"""

from datetime import timedelta

from bot.playground.people.person import Person
from bot.workspaces import service as workspaces
from tests.listeners import whole_home
from tests.mentors.town import newest
from tests.office import Office


def names_channel(office: Office) -> None:
    """Let the mentors have a channel."""
    office.slack.add_channel("mentors", "ana", "chika", "ida")
    office.slack.invite_bot("mentors")
    channel = office.slack.channel("mentors").id
    office.database.transaction(lambda s: workspaces.choose(s, office.workspace, {"mentors.channel": channel}))


def test_from_a_sentence_to_an_introduction_with_skipped_days(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes because I am taking over our cluster")
    card = newest(ben)
    assert "Should I look for a mentor for Kubernetes?" in card.text
    assert "taking over our cluster" in card.text
    assert "your name stays private until someone accepts" in card.text
    ben.clicks("Ask for me", card)
    status = newest(ben, words="reply due by")
    assert "one person asked" in status.text
    question = newest(ana, words="would like a mentor")
    assert "Someone would like a mentor for Kubernetes" in question.text
    assert "teaches Kubernetes" in question.text
    assert "@ben" not in question.text
    office.passes(timedelta(days=1, hours=2))
    reminder = newest(ana, words="A reminder")
    ana.clicks("I'll help", reminder)
    assert "You're mentoring @ben in Kubernetes" in ana.looks_again(reminder).text
    assert "said yes" in newest(ben, words="said yes").text
    assert "Your mentor for Kubernetes: @ana" in ben.looks_again(status).text
    group = next(c for c in office.slack.workspace.channels.values() if c.kind == "mpim")
    hello = ben.sees(group.id)[-1]
    assert "@ben, meet @ana" in hello.text
    assert "first meeting" in hello.text
    assert "suit both your working hours" in hello.text
    office.passes(timedelta(days=8))
    card = newest(ben, words="met about Kubernetes?")
    ben.clicks("Yes, we've met", card)
    assert "Lovely" in ben.looks_again(card).text
    office.passes(timedelta(days=30))
    card = newest(ben, words="How's it going")
    ben.clicks("We're done", card)
    closing = newest(ben, words="How did it go?")
    assert "Give kudos" in closing.buttons
    ben.clicks("Reached the goal", closing)
    assert "Thank you, both of you" in ben.looks_again(closing).text


def test_asking_in_a_channel_shows_nobody_else_anything(office: Office, ana: Person, ben: Person) -> None:
    office.slack.invite_bot("general")
    ben.types("general", "@pollen can anyone teach me negotiation?")
    card = newest(ben, "general", words="Should I look")
    assert card.is_private
    assert not any("Should I look" in seen.text for seen in ana.sees("general"))
    ben.clicks("Ask for me", card)
    assert not any("mentor" in seen.text and seen.author == "pollen" for seen in ana.sees("general"))
    assert "Someone would like a mentor for Negotiation" in newest(ana).text


def test_no_topic_is_asked_for(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor")
    card = newest(ben)
    assert "What would you like to learn?" in card.text
    assert "Negotiation" in card.buttons
    ben.clicks("Name a topic", card)
    form = ben.modal
    form.fill(topic="k8s", goal="Sleep at night")
    assert form.submit() == {}
    assert "Finding you a mentor for Kubernetes: one person asked" in newest(ben, words="one person asked").text


def test_three_topics_which_first_or_all(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "looking for somebody to help me with SQL, C++ and negotiation")
    card = newest(ben)
    assert "That's 3 topics" in card.text
    ben.clicks("C++", card)
    assert "Should I look for a mentor for C++?" in newest(ben, words="Should I").text
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    ben.clicks("All 3", newest(ben, words="That's 3"))
    shown = ben.types("@pollen", "/pollen mentor")
    assert shown is not None
    for topic in ("SQL", "C++", "Negotiation"):
        assert f"mentor for {topic}" in shown.text


def test_a_second_request_shows_the_first(office: Office, ana: Person, ben: Person) -> None:
    card = ben.types("@pollen", "/pollen mentor kubernetes")
    assert card is not None
    ben.clicks("Ask for me", card)
    again = ben.types("@pollen", "/pollen mentor k8s")
    assert again is not None
    assert "Finding you a mentor for Kubernetes: one person asked, reply due by" in again.text


def test_three_thousand_characters(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes because " + "it is so very complicated and " * 100)
    card = newest(ben)
    ben.clicks("Ask for me", card)
    assert "Someone would like a mentor for Kubernetes" in newest(ana).text


def test_nobody_takes_it_and_the_channel_does(office: Office, ana: Person, ben: Person) -> None:
    names_channel(office)
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    question = newest(ana, words="would like")
    ana.clicks("Not my area", question)
    fixed = ana.looks_again(question)
    assert "Thanks for telling me" in fixed.text
    ana.clicks("Remove Kubernetes from my topics", fixed)
    assert "You mentor Negotiation" in ana.looks_again(question).text
    chika = office.slack.person("chika")
    card = newest(chika, "mentors")
    assert "Someone is looking for a mentor for Kubernetes. Who can help?" in card.text
    stale = card
    chika.clicks("I can help", card)
    assert "@chika took it. Thank you!" in chika.looks_again(card).text
    assert not chika.looks_again(card).buttons
    assert "@chika said yes" in newest(ben, words="said yes").text
    assert stale.buttons == ("I can help",)


def test_cancelling_and_a_card_that_explains_itself(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    status = newest(ben, words="one person asked")
    ben.clicks("Cancel", status)
    assert "cancelled" in ben.looks_again(status).text
    assert "cancelled" in newest(ana, words="cancelled").text


def test_changing_the_goal_reaches_the_mentor(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    ben.clicks("Edit request", newest(ben, words="one person asked"))
    form = ben.modal
    form.fill(goal="Understand networking")
    assert form.submit() == {}
    assert "Understand networking" in newest(ana, words="would like").text


def test_a_profile_is_filled_in_and_kept(office: Office, ben: Person) -> None:
    ben.types("@pollen", "/pollen mentor profile")
    form = ben.modal
    form.fill(deep="Rust, c++", basics="SQL", about="Ask me about borrow checking", capacity="3")
    assert form.submit() == {}
    home = whole_home(ben)
    assert "You mentor C++, Rust, SQL" in home.text or "You mentor Rust, C++, SQL" in home.text
    home = whole_home(ben)
    ben.clicks("Pause mentoring", home)
    assert "You're paused" in ben.modal.text
    ben.clicks("I'm back", on=ben.modal)
    assert "Welcome back" in ben.modal.text


def test_somebody_who_is_not_a_party_is_told_so(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "/pollen mentor alias k9s = Kubernetes")
    answer = newest(ben, words="owner")
    assert "Only the programme owner" in answer.text


def test_the_owner_sees_the_programme_and_suggests(office: Office, ana: Person, ben: Person) -> None:
    owner = next(
        office.slack.person(m.name) for m in office.slack.workspace.members.values() if m.is_admin and not m.is_bot
    )
    owner.types("@pollen", "/pollen mentor")
    ben.types("@pollen", "I need a mentor for pottery")
    ben.clicks("Ask for me", newest(ben))
    home = whole_home(owner)
    assert "1 asked for Pottery, no mentor" in home.text
    assert "@ben" not in home.text
    owner.clicks("Suggest someone", home)
    form = owner.modal
    form.fill(person="@ana")
    assert form.submit() == {}
    ana.clicks("No time", newest(ana, words="Pottery"))
    assert "the programme owner has suggested someone" in newest(ben, words="suggested").text


def test_a_stale_button_explains_itself(office: Office, ana: Person, ben: Person) -> None:
    names_channel(office)
    ben.types("@pollen", "I need a mentor for pottery")
    ben.clicks("Ask for me", newest(ben))
    chika, ida = office.slack.person("chika"), office.slack.person("ida")
    card = newest(chika, "mentors")
    office.mute.set()
    chika.clicks("I can help", card)
    office.clock.advance(timedelta(seconds=3))
    ida.clicks("I can help", card)
    office.mute.clear()
    office.speaks()
    told = newest(ida, "mentors", words="took it 3 seconds ago")
    assert told.is_private
    assert "Thank you for stepping forward" in told.text


def test_three_wait_and_a_host_is_found_in_the_channel(office: Office, ana: Person, ben: Person) -> None:
    names_channel(office)
    people = [office.slack.person(name) for name in ("ben", "chika", "ida")]
    owner = next(one for one in map(office.slack.person, ("ana", "ben", "chika", "ida")) if one.member.is_admin)
    owner.types("@pollen", "/pollen mentor")
    for person in people:
        person.types("@pollen", "I need a mentor for pottery")
        person.clicks("Ask for me", newest(person, words="Should I look"))
    card = newest(owner, words="Should I suggest a group session")
    owner.clicks("Suggest a group session", card)
    asked = newest(ana, "mentors", words="Who would lead one session")
    ana.clicks("I'd lead it", asked)
    assert "@ana will lead it" in ana.looks_again(asked).text
    assert "@ana will lead a group session on Pottery" in newest(ben, words="will lead").text
    late = office.slack.joins_team("late", tz="Europe/Paris")
    late.types("@pollen", "I need a mentor for pottery")
    late.clicks("Ask for me", newest(late, words="Should I look"))
    assert "@ana will lead a group session on Pottery; I'll tell you when" in newest(late, words="will lead").text


def test_away_stop_and_help(office: Office, ana: Person) -> None:
    said = [
        ana.types("@pollen", f"/pollen mentor {word}")
        for word in ("away 2026-04-01", "away soon", "pause", "back", "help", "stop")
    ]
    assert said[-1] is not None
    ana.clicks("Stop mentoring", said[-1])
    said += [ana.looks_again(said[-1]), ana.types("@pollen", "/pollen mentor stop")]
    texts = [seen.text for seen in said if seen is not None]
    assert "Enjoy!" in texts[0]
    assert "For example: /pollen mentor away" in texts[1]
    assert "You're paused" in texts[2]
    assert "Welcome back!" in texts[3]
    assert "find me a mentor" in texts[4]
    assert "Stop mentoring?" in texts[5]
    assert "no longer a mentor" in texts[6]
    assert "You're not a mentor yet" in texts[7]


def suggests(office: Office) -> None:
    """Let the day's look for people who seem to know something happen."""
    next(job for job in office.bot.jobs if job.name == "mentor suggestions").run()
    office.speaks()


def test_who_answers_questions_about_a_topic_is_asked_whether_to_mentor_it(office: Office, ben: Person) -> None:
    chika, ana, ida = office.slack.person("chika"), office.slack.person("ana"), office.slack.person("ida")
    article = f"---\nowner: {chika.id}\n---\n# Kubernetes pods\n\nA pod that restarts has a failing probe.\n"
    office.knows({"k8s.md": article})
    for person in (ben, chika, ana):
        person.clicks("Helpful", person.types("#general", "/learn why does my pod restart?"))
    suggests(office)
    assert not [seen for seen in chika.sees("@pollen") if "Would you mentor" in seen.text], "her own does not count"
    question = ida.types("#general", "does somebody know why a pod restarts all the time?")
    chika.uses_shortcut("Find an answer", on=question)
    chika.clicks("Share", on=chika.modal)
    suggests(office)
    asked = newest(chika, words="Would you mentor")
    assert "You've answered 3 questions about Kubernetes for others." in asked.text
    assert "restart" not in asked.text, "what was asked is not told"


def test_second_thoughts_find_the_way_back(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    ben.types("@pollen", "I don't need a mentor any more")
    card = newest(ben)
    assert "Finding you a mentor for Kubernetes: one person asked" in card.text
    ben.clicks("Cancel", card)
    assert "cancelled" in newest(ana, words="Kubernetes").text
    ana.types("@pollen", "I can't mentor negotiation any more")
    card = newest(ana)
    assert "You mentor Kubernetes, Negotiation" in card.text
    ana.clicks("Pause mentoring", card)
    assert "I won't bring you new requests" in newest(ana, words="paused").text


def test_words_of_the_command_are_words_only_alone(office: Office, ana: Person, ben: Person) -> None:
    for topic in (
        "stop smoking",
        "program management",
        "back end development",
        "pause and resume",
        "profile photography",
    ):
        shown = ben.types("@pollen", f"/pollen mentor {topic}")
        assert shown is not None
        assert "Should I look for a mentor for" in shown.text or "That's 2 topics" in shown.text, topic
    shown = ben.types("@pollen", "/pollen mentor help me learn SQL")
    assert shown is not None
    assert "Should I look for a mentor for SQL?" in shown.text


def test_who_picks_one_of_several_topics_can_pick_the_others_after(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    card = newest(ben, words="That's 3")
    ben.clicks("C++", card)
    ben.clicks("Ask for me", newest(ben, words="Should I"))
    ben.clicks("Negotiation", ben.looks_again(card))
    assert "Should I look for a mentor for Negotiation?" in newest(ben, words="Should I").text


def test_a_form_for_what_is_asked_already_says_where_it_stands(office: Office, ana: Person, ben: Person) -> None:
    ben.types("@pollen", "I need a mentor for Kubernetes")
    ben.clicks("Ask for me", newest(ben))
    ben.types("@pollen", "I need a mentor")
    ben.clicks("Name a topic", newest(ben, words="What would you like to learn"))
    form = ben.modal
    form.fill(topic="k8s", goal="Sleep at night")
    assert "already" in str(form.submit())


def test_all_topics_are_asked_for_as_far_as_there_is_room(office: Office, ana: Person, ben: Person) -> None:
    for topic in ("Rust", "Go", "Scala"):
        shown = ben.types("@pollen", f"/pollen mentor {topic}")
        assert shown is not None
        ben.clicks("Ask for me", shown)
    ben.types("@pollen", "I need a mentor for SQL, C++ and negotiation")
    card = newest(ben, words="That's 3")
    ben.clicks("All 3", card)
    said = ben.looks_again(card).text
    assert "I'm looking for a mentor for each of SQL, C++" in said
    assert "Negotiation has to wait" in said


def test_away_until_monday_is_said_in_a_sentence(office: Office, ana: Person, ben: Person) -> None:
    chika = office.slack.person("chika")
    chika.types("@pollen", "I'm away until Monday")
    assert "You're not a mentor here" in newest(chika).text
    ana.types("@pollen", "Ich bin bis Montag weg")
    assert "I'll bring you requests again from" in newest(ana).text
    ana.types("@pollen", "I am out of office until further notice")
    assert "bring you requests" not in newest(ana).text
    ben.types("@pollen", "suche einen Mentor für SQL")
    assert "Should I look for a mentor for *SQL*" in newest(ben).text or "SQL" in newest(ben).text
