"""What does everybody do? Stories of what is pressed, said and typed; the last delivery of each is what is counted."""

from collections.abc import Callable

from tests.years.hands import Hands
from tests.years.history import GESTURE, MILESTONE, OFFER, PROPOSAL, REQUEST

Story = Callable[[Hands], None]

STORIES: dict[str, tuple[int, Story]] = {}
"""By name: the statements it may cost, and what is done."""


def costs(statements: int) -> Callable[[Story], Story]:
    """Note what the last delivery of a story may cost, whatever the history."""

    def noted(story: Story) -> Story:
        STORIES[story.__name__] = (statements, story)
        return story

    return noted


# --- what is looked up in the history ------------------------------------------------------------------------------


def answered(hands: Hands, decided: str = "sure", *, surface: str = "command") -> tuple[int, int]:
    """Return the newest answer of a kind that still has its words, and who asked."""
    answer, asker = hands.one(
        "SELECT id, asker FROM answers WHERE decision = :decided AND surface = :surface AND question IS NOT NULL "
        "ORDER BY asked_at DESC LIMIT 1",
        decided=decided,
        surface=surface,
    )
    return answer, hands.number(asker)


def thanked(hands: Hands, *, back: int = 0) -> tuple[int, int, int]:
    """Return a late kudos, who gave it and who got it."""
    gesture, giver, receiver = hands.one(
        "SELECT g.id, g.giver, t.receiver FROM kudos_gestures g JOIN kudos_gifts t ON t.gesture = g.id "
        "LEFT JOIN kudos_reversals r ON r.gift = t.id "
        f"WHERE g.seconds IS NULL AND r.gift IS NULL AND g.id < :most ORDER BY g.id DESC LIMIT 1 OFFSET {back}",
        most=GESTURE + 10_000_000,
    )
    return gesture, hands.number(giver), hands.number(receiver)


def asked(hands: Hands, nth: int = 0) -> tuple[int, int, int]:
    """Return an open request, its offer, its asker."""
    request, asker = hands.one(
        f"SELECT id, asker FROM mentor_requests WHERE state = 'asking' AND id < :most ORDER BY id LIMIT 1 OFFSET {nth}",
        most=REQUEST + 10_000_000,
    )
    return request, OFFER + 2 * (request - REQUEST), hands.number(asker)


def paired(hands: Hands, nth: int = 0) -> tuple[int, int]:
    request, asker = hands.one(
        f"SELECT id, asker FROM mentor_requests WHERE state = 'met' ORDER BY id LIMIT 1 OFFSET {nth}"
    )
    return request, hands.number(asker)


def reached(hands: Hands, nth: int = 0) -> tuple[int, int]:
    milestone, user = hands.one(
        f'SELECT id, "user" FROM milestones WHERE id < :most ORDER BY id DESC LIMIT 1 OFFSET {nth}',
        most=MILESTONE + 10_000_000,
    )
    return milestone, hands.number(user)


def history_topic(hands: Hands, who: int) -> str:
    """Return the topic somebody was asked whether to list."""
    return str(hands.one('SELECT topic FROM mentor_suggestions WHERE "user" = :user', user=hands.people[who]))


def mentor_of(hands: Hands, offer: int) -> int:
    return hands.number(hands.one("SELECT mentor FROM mentor_offers WHERE id = :offer", offer=offer))


# --- answers -------------------------------------------------------------------------------------------------------


@costs(20)
def asks(hands: Hands) -> None:
    hands.command("/learn", "how do I ask for travel expenses in case 40?")


@costs(15)
def browses(hands: Hands) -> None:
    hands.command("/learn", "")


@costs(25)
def asks_aloud(hands: Hands) -> None:
    hands.mentions("how do I ask for parental leave in case 10?")


@costs(20)
def asks_privately(hands: Hands) -> None:
    hands.writes("how do I ask for parental leave in case 11?")


@costs(20)
def finds_an_answer_for_somebody(hands: Hands) -> None:
    hands.shortcut("answers.find", "how do I ask for the release in case 30?")


@costs(20)
def picks_one(hands: Hands) -> None:
    answer, by = answered(hands, "maybe")
    hands.presses("answers.pick:1", f"{answer}|1", by=by)


@costs(15)
def reads_more(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.more", f"{answer}|0", by=by)


@costs(15)
def sees_other_results(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.others", answer, by=by)


@costs(18)
def wants_none_of_these(hands: Hands) -> None:
    answer, by = answered(hands, "maybe")
    hands.presses("answers.none", answer, by=by)


@costs(15)
def opens_a_topic(hands: Hands) -> None:
    hands.presses("answers.topic:0", "handbook")


@costs(15)
def opens_an_article(hands: Hands) -> None:
    article = hands.one("SELECT id FROM articles ORDER BY id LIMIT 1")
    hands.presses(f"answers.article:{article}", article)


@costs(15)
def reads_again(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses(f"answers.again:{answer}", answer, by=by)


@costs(20)
def answers_in_a_thread(hands: Hands) -> None:
    answer, channel, thread = hands.one(
        "SELECT id, channel, thread FROM answers WHERE decision = 'nothing' AND surface = 'mention' "
        "AND question IS NOT NULL AND id NOT IN (SELECT answer FROM answer_replies) ORDER BY id DESC LIMIT 1"
    )
    assert answer
    hands.replies("Write to the desk, they know.", channel, thread, by=9)


@costs(8)
def talks_in_some_thread(hands: Hands) -> None:
    hands.replies("Me too!", hands.channels[0], "1700000000.000100", by=9)


@costs(12)
def says_it_helped(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.helpful", f"{answer}|0", by=by)


@costs(12)
def says_it_did_not_help(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.not_helpful", f"{answer}|0", by=by)


@costs(36)
def says_why(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.reason:wrong", f"{answer}|0|wrong", by=by)


@costs(20)
def takes_the_opinion_back(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.unrate", answer, by=by)


@costs(25)
def shares_and_takes_back(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("answers.share", f"{answer}|0", by=by, channel=hands.channels[5])
    hands.presses("answers.take_back", f"{answer}|{hands.channels[5]}|", by=by)


@costs(25)
def asks_the_channel(hands: Hands) -> None:
    answer, by, where = hands.one(
        "SELECT id, asker, channel FROM answers WHERE decision = 'nothing' AND surface = 'command' "
        "AND question IS NOT NULL AND id NOT IN (SELECT answer FROM answer_shares) ORDER BY id DESC LIMIT 1"
    )
    hands.workspace.channels[where].members += [by, hands.workspace.bot.id]
    hands.presses("answers.ask", answer, by=hands.number(by), channel=hands.channels[7])


@costs(25)
def keeps_a_message(hands: Hands) -> None:
    hands.shortcut("answers.save", "The printer is on the second floor, behind the kitchen; ask Pat for the key.")
    hands.submits()


@costs(36)
def a_curator_publishes(hands: Hands) -> None:
    hands.presses("answers.publish", PROPOSAL, by=1)


@costs(38)
def a_curator_edits_and_publishes(hands: Hands) -> None:
    hands.presses("answers.revise", PROPOSAL + 1, by=1)
    hands.submits()


@costs(25)
def a_curator_declines(hands: Hands) -> None:
    hands.presses("answers.decline", PROPOSAL + 2, by=1)
    hands.submits(by=1, why="The handbook says it.")


@costs(30)
def a_curator_takes_it_out_again(hands: Hands) -> None:
    hands.presses("answers.publish", PROPOSAL + 3, by=1)
    hands.presses("answers.take_out", PROPOSAL + 3, by=1)


@costs(12)
def a_curator_teaches_words(hands: Hands) -> None:
    hands.presses("answers.synonyms", by=1)
    hands.submits()


# --- people and home -----------------------------------------------------------------------------------------------


@costs(10)
def a_profile_changes(hands: Hands) -> None:
    hands.changes("user_change", of=40)


@costs(120)
def somebody_leaves(hands: Hands) -> None:
    hands.changes("user_change", of=480, deleted=True)


@costs(10)
def somebody_joins(hands: Hands) -> None:
    hands.changes("team_join", of=41)


@costs(55)
def opens_home(hands: Hands) -> None:
    hands.opens_home()


@costs(62)
def an_admin_opens_home(hands: Hands) -> None:
    hands.opens_home(by=0)


@costs(60)
def sees_all_of_home(hands: Hands) -> None:
    hands.presses("home.more")


@costs(10)
def asks_for_help(hands: Hands) -> None:
    hands.mentions("help")


@costs(10)
def asks_for_help_privately(hands: Hands) -> None:
    hands.writes("help")


@costs(5)
def asks_for_help_by_command(hands: Hands) -> None:
    hands.command("/pollen", "help")


@costs(21)
def asks_the_doctor(hands: Hands) -> None:
    hands.command("/pollen", "doctor", by=0)


@costs(20)
def sets_pollen_up(hands: Hands) -> None:
    hands.presses("home.setup", by=0)
    hands.submits(by=0)


@costs(20)
def sees_what_is_kept(hands: Hands) -> None:
    hands.command("/pollen", "my data", by=20)


@costs(20)
def wants_a_copy(hands: Hands) -> None:
    hands.presses("people.copy", by=20)


@costs(12)
def wants_to_be_forgotten(hands: Hands) -> None:
    hands.presses("people.erase", by=21)
    hands.submits(by=21)


# --- kudos ---------------------------------------------------------------------------------------------------------


@costs(35)
def thanks(hands: Hands) -> None:
    hands.command("/kudos", f"<@{hands.people[9]}> for showing me how the release is made, step by step", by=8)


@costs(25)
def looks_at_the_wall(hands: Hands) -> None:
    hands.command("/kudos", "wall")


@costs(25)
def looks_at_the_own_page(hands: Hands) -> None:
    hands.command("/kudos", "me")


@costs(45)
def takes_the_last_one_back(hands: Hands) -> None:
    thanks(hands)
    hands.command("/kudos", "undo", by=8)


@costs(60)
def thanks_aloud_thinks_again_and_deletes(hands: Hands) -> None:
    words = f"kudos <@{hands.people[9]}> for showing me how the release is made"
    mention = f"<@{hands.office.slack.bot_user}> "
    ts = hands.mentions(words, by=8)
    hands.edits(ts, mention + words, mention + words + " and kept", by=8)
    hands.deletes(ts, mention + words + " and kept", by=8)


@costs(40)
def thanks_privately(hands: Hands) -> None:
    hands.writes(f"kudos <@{hands.people[9]}> for showing me how the release is made", by=8)


@costs(50)
def reacts_and_takes_the_reaction_away(hands: Hands) -> None:
    hands.reacts("raised_hands", "1772447400.000100", by=8)
    hands.reacts("raised_hands", "1772447400.000100", by=8, is_added=False)


@costs(40)
def takes_one_back(hands: Hands) -> None:
    gesture, giver, _ = thanked(hands)
    hands.presses("kudos.undo", gesture, by=giver)


@costs(45)
def says_what_it_stands_for(hands: Hands) -> None:
    gesture, giver, _ = thanked(hands, back=1)
    hands.presses("kudos.tag:mentored", f"{gesture}|mentored", by=giver)


@costs(45)
def is_asked_and_says_yes(hands: Hands) -> None:
    hands.command("/kudos", f"<@{hands.people[9]}> thanks", by=8)
    hands.presses("kudos.confirm", hands.one("SELECT max(id) FROM kudos_drafts"), by=8)


@costs(15)
def is_asked_and_drops_it(hands: Hands) -> None:
    hands.command("/kudos", f"<@{hands.people[9]}> thanks", by=8)
    hands.presses("kudos.drop", hands.one("SELECT max(id) FROM kudos_drafts"), by=8)


@costs(45)
def is_asked_and_words_it_better(hands: Hands) -> None:
    hands.command("/kudos", f"<@{hands.people[9]}> thanks", by=8)
    hands.presses("kudos.reword", hands.one("SELECT max(id) FROM kudos_drafts"), by=8)
    hands.submits(by=8)


@costs(40)
def joins_in(hands: Hands) -> None:
    gesture, _, _ = thanked(hands, back=2)
    hands.presses("kudos.second", gesture, by=300)


@costs(35)
def lets_others_see_it(hands: Hands) -> None:
    gesture, _, receiver = thanked(hands, back=3)
    hands.presses("kudos.publish", gesture, by=receiver)


@costs(35)
def keeps_it_private(hands: Hands) -> None:
    gesture, _, receiver = thanked(hands, back=4)
    hands.presses("kudos.keep", gesture, by=receiver)


@costs(40)
def thanks_for_a_message(hands: Hands) -> None:
    hands.shortcut("kudos.shortcut", "Here is how it works.", by=8)
    hands.submits(by=8, reason="explaining it all so well")


@costs(40)
def thanks_by_form_twice(hands: Hands) -> None:
    for _ in range(2):
        hands.presses("kudos.write", by=12)
        hands.submits(by=12, people=["p9"], reason="the same words as before")
    hands.submits(by=12)


@costs(40)
def thanks_by_form(hands: Hands) -> None:
    hands.presses("kudos.write", by=8)
    hands.submits(by=8, people=["p9"], reason="explaining it all so well")


@costs(12)
def thanks_an_author(hands: Hands) -> None:
    answer, by = answered(hands)
    hands.presses("kudos.thank_author", f"{hands.people[9]}|{answer}", by=by)


@costs(12)
def thanks_for_something(hands: Hands) -> None:
    hands.presses("kudos.give_for", f"{hands.people[9]}|a certificate", by=8)


@costs(45)
def edits_a_kudos(hands: Hands) -> None:
    gesture, giver, _ = thanked(hands, back=5)
    hands.presses("kudos.edit", gesture, by=giver)
    hands.submits(by=giver, reason="explaining it even better")


@costs(12)
def chooses_how_to_be_thanked(hands: Hands) -> None:
    hands.presses("kudos.preferences")
    hands.submits()


@costs(20)
def an_admin_sets_kudos(hands: Hands) -> None:
    hands.presses("kudos.settings", by=0)
    hands.submits(by=0)


@costs(60)
def an_admin_hides_and_shows(hands: Hands) -> None:
    gesture, _, _ = thanked(hands, back=6)
    hands.presses(f"kudos.hide:{gesture}", gesture, by=0)
    hands.submits(by=0, note="the wrong person")
    hands.presses(f"kudos.show:{gesture}", gesture, by=0)


# --- mentors -------------------------------------------------------------------------------------------------------


@costs(20)
def wishes_for_a_mentor(hands: Hands) -> None:
    hands.mentions("I need a mentor for SQL")


@costs(20)
def wishes_for_a_mentor_privately(hands: Hands) -> None:
    hands.writes("I need a mentor for SQL")


@costs(30)
def asks_after_mentoring_by_command(hands: Hands) -> None:
    hands.command("/pollen", "mentor for Kubernetes", by=77)


@costs(25)
def offers_to_mentor(hands: Hands) -> None:
    hands.mentions("I can mentor Rust", by=70)


@costs(25)
def offers_to_mentor_privately(hands: Hands) -> None:
    hands.writes("I can mentor Rust", by=71)


@costs(20)
def thinks_again(hands: Hands) -> None:
    hands.mentions("cancel my mentoring request")


@costs(20)
def thinks_again_privately(hands: Hands) -> None:
    hands.writes("cancel my mentoring request")


@costs(60)
def asks_after_a_look(hands: Hands) -> None:
    hands.writes("I need a mentor for Terraform", by=73)
    hands.presses("mentors.ask", hands.button("mentors.ask"), by=73)


@costs(25)
def chooses_the_first_of_several(hands: Hands) -> None:
    hands.writes("I need a mentor for SQL and Rust", by=74)
    hands.presses("mentors.first:0", hands.button("mentors.first:0"), by=74)


@costs(120)
def asks_for_several(hands: Hands) -> None:
    hands.writes("I need a mentor for SQL and Rust", by=75)
    hands.presses("mentors.all", hands.button("mentors.all"), by=75)


@costs(30)
def is_listed_after_a_look(hands: Hands) -> None:
    hands.writes("I can mentor Rust", by=76)
    hands.presses("mentors.list", hands.button("mentors.list"), by=76)


@costs(60)
def a_mentor_accepts(hands: Hands) -> None:
    _, offer, _ = asked(hands)
    hands.presses("mentors.accept", offer, by=mentor_of(hands, offer))


@costs(80)
def a_mentor_has_no_time(hands: Hands) -> None:
    _, offer, _ = asked(hands, 1)
    hands.presses("mentors.decline:no_time", offer, by=mentor_of(hands, offer))


@costs(80)
def asks_the_next_now(hands: Hands) -> None:
    request, _, asker = asked(hands, 2)
    hands.presses("mentors.next", request, by=asker)


@costs(60)
def asks_wider_and_somebody_helps(hands: Hands) -> None:
    request, _, asker = asked(hands, 3)
    hands.presses("mentors.widen", request, by=asker)
    hands.presses("mentors.claim", request, by=400)


@costs(60)
def cancels(hands: Hands) -> None:
    request, _, asker = asked(hands, 4)
    hands.presses("mentors.cancel", request, by=asker)


@costs(60)
def changes_a_request(hands: Hands) -> None:
    request, _, asker = asked(hands, 5)
    hands.presses("mentors.change", request, by=asker)
    hands.submits(by=asker)


@costs(60)
def meets(hands: Hands) -> None:
    request, offer, asker = asked(hands, 6)
    hands.presses("mentors.accept", offer, by=mentor_of(hands, offer))
    hands.presses("mentors.keep", request, by=asker)
    hands.presses("mentors.met", request, by=asker)


@costs(30)
def says_it_fits(hands: Hands) -> None:
    request, asker = paired(hands)
    hands.presses("mentors.fit:good", request, by=asker)


@costs(50)
def is_done_and_says_what_came_of_it(hands: Hands) -> None:
    request, asker = paired(hands, 1)
    hands.presses("mentors.done", request, by=asker)
    hands.presses("mentors.outcome:reached", request, by=asker)


@costs(25)
def a_mentor_drops_a_topic(hands: Hands) -> None:
    hands.presses("mentors.unlist", "sql", by=100)


@costs(25)
def a_mentor_rests_and_returns(hands: Hands) -> None:
    hands.presses("mentors.pause", by=102)
    hands.presses("mentors.back", by=102)


@costs(60)
def a_mentor_retires(hands: Hands) -> None:
    hands.presses("mentors.retire", by=159)


@costs(30)
def lists_a_topic(hands: Hands) -> None:
    hands.presses("mentors.consent", history_topic(hands, 103), by=103)


@costs(12)
def changes_their_mind(hands: Hands) -> None:
    hands.presses("mentors.drop", by=103)


@costs(60)
def the_owner_proposes_a_session_and_somebody_leads(hands: Hands) -> None:
    asks_by_form(hands)
    topic = hands.button("mentors.group")
    hands.presses("mentors.group", topic, by=0)
    hands.presses("mentors.lead", topic, by=104)


@costs(25)
def helps_from_the_digest(hands: Hands) -> None:
    request, _, asker = asked(hands, 9)
    topic = hands.one("SELECT topic FROM mentor_requests WHERE id = :id", id=request)
    hands.presses("mentors.widen", request, by=asker)
    hands.presses("mentors.help", topic, by=401)


@costs(25)
def fills_in_a_profile(hands: Hands) -> None:
    hands.presses("mentors.profile", by=105)
    hands.submits(by=105)


@costs(80)
def asks_by_form(hands: Hands) -> None:
    hands.presses("mentors.edit", by=72)
    hands.submits(by=72, topic="Terraform")


@costs(80)
def the_owner_suggests_somebody(hands: Hands) -> None:
    request, _, _ = asked(hands, 8)
    hands.presses("mentors.suggest", request, by=0)
    hands.submits(by=0, person="p420")


# --- milestones ----------------------------------------------------------------------------------------------------


@costs(30)
def tells_of_a_milestone(hands: Hands) -> None:
    hands.mentions("I passed CKA")


@costs(30)
def tells_of_a_milestone_privately(hands: Hands) -> None:
    hands.writes("I passed CKA")


@costs(20)
def tells_of_a_milestone_by_command(hands: Hands) -> None:
    hands.command("/pollen", "learned")


@costs(25)
def congratulates(hands: Hands) -> None:
    milestone, _ = reached(hands)
    hands.presses("milestones.congratulate", milestone, by=300)


@costs(25)
def the_owner_confirms(hands: Hands) -> None:
    milestone, _ = reached(hands)
    hands.presses("milestones.confirm", milestone, by=0)


@costs(25)
def a_leader_applauds(hands: Hands) -> None:
    milestone, _ = reached(hands)
    hands.presses(f"milestones.applaud:{milestone}", milestone, by=2)


@costs(30)
def a_leader_writes_a_line(hands: Hands) -> None:
    milestone, _ = reached(hands, 1)
    hands.presses(f"milestones.write:{milestone}", milestone, by=2)
    hands.submits(by=2, line="Well done!")


@costs(30)
def edits_a_milestone(hands: Hands) -> None:
    milestone, user = reached(hands, 2)
    hands.presses(f"milestones.edit:{milestone}", milestone, by=user)
    hands.submits(by=user)


@costs(30)
def takes_a_milestone_back(hands: Hands) -> None:
    milestone, user = reached(hands, 3)
    hands.presses(f"milestones.withdraw:{milestone}", milestone, by=user)


@costs(30)
def celebrates_later(hands: Hands) -> None:
    hands.presses("milestones.new", by=50)
    hands.submits(by=50, title="Rust in Action", announce=[])
    milestone = hands.one("SELECT max(id) FROM milestones")
    hands.presses(f"milestones.celebrate:{milestone}", milestone, by=50)


@costs(12)
def becomes_a_leader(hands: Hands) -> None:
    hands.presses("milestones.lead", "on", by=51)


@costs(12)
def chooses_what_is_announced(hands: Hands) -> None:
    hands.presses("milestones.prefer", "ask", by=51)


# --- digests -------------------------------------------------------------------------------------------------------


def edition(hands: Hands, nth: int) -> str:
    return f"{hands.channels[nth]}|2026-W10"


@costs(110)
def asks_for_a_digest(hands: Hands) -> None:
    hands.mentions("digest here weekly Wed 10:00", by=1)


@costs(110)
def asks_for_a_digest_by_command(hands: Hands) -> None:
    hands.command("/pollen", f"digest <#{hands.channels[0]}>")


@costs(110)
def asks_for_a_digest_privately(hands: Hands) -> None:
    hands.writes(f"digest <#{hands.channels[0]}> weekly Wed 10:00", by=1)


@costs(130)
def adjusts_an_edition(hands: Hands) -> None:
    hands.presses("digests.edit", edition(hands, 1), by=2)
    hands.submits(by=2, line="A good week!")


@costs(40)
def skips_a_week(hands: Hands) -> None:
    hands.presses("digests.skip", edition(hands, 2), by=3)


@costs(140)
def sends_it_now(hands: Hands) -> None:
    hands.presses("digests.send", edition(hands, 3), by=4)


@costs(40)
def moves_a_digest(hands: Hands) -> None:
    hands.presses("digests.stop", hands.channels[30], by=31)
    hands.presses("digests.elsewhere", hands.channels[4], by=5)
    hands.submits(by=5, channel="c30")


@costs(30)
def pauses_and_resumes(hands: Hands) -> None:
    hands.presses("digests.pause", hands.channels[5], by=6)
    hands.presses("digests.resume", hands.channels[5], by=6)


@costs(30)
def stops_a_digest(hands: Hands) -> None:
    hands.presses("digests.stop", hands.channels[6], by=7)


@costs(100)
def sets_a_digest_up(hands: Hands) -> None:
    hands.presses("digests.set_up", hands.channels[7], by=8)
    hands.submits(by=8)


@costs(12)
def wants_a_monthly_recap(hands: Hands) -> None:
    hands.presses("digests.monthly", "on", by=52)


def held(hands: Hands) -> str:
    """Return a promise that nobody knows to be in Slack, and whose giver is asked what to do."""
    number = str(hands.one("SELECT max(id) FROM outbox WHERE key LIKE 'post:%' AND state = 'sent'"))
    hands.run(f"UPDATE outbox SET state = 'unknown', failure = 'timeout', tell = :user WHERE id = {number}", "U7")
    asked = f"undelivered:{number}:{hands.people[7]}"
    other = "SELECT min(id) FROM outbox WHERE key LIKE 'post:%'"
    hands.run(f"UPDATE outbox SET key = :user WHERE id = ({other})", asked)
    return number


@costs(20)
def says_it_again(hands: Hands) -> None:
    hands.presses("outbox.again", held(hands), by=7)


@costs(20)
def says_it_is_there(hands: Hands) -> None:
    hands.presses("outbox.there", held(hands), by=7)


@costs(3)
def opens_a_page(hands: Hands) -> None:
    hands.presses("digests.open:1", by=53)


# --- what asks little: help, lists, forms ---------------------------------------------------------------------------


def _types(name: str, command: str, words: str, *, by: int, most: int) -> None:
    def story(hands: Hands) -> None:
        hands.command(command, words, by=by)

    STORIES[name] = (most, story)


def _says(name: str, words: str, *, by: int, most: int) -> None:
    def story(hands: Hands) -> None:
        hands.mentions(words, by=by)

    STORIES[name] = (most, story)


_types("asks how to ask", "/learn", "help", by=60, most=8)
_types("opens the form of kudos", "/kudos", "", by=61, most=20)
_types("asks how to thank", "/kudos", "help", by=61, most=8)
_types("looks at their preferences", "/kudos", "preferences", by=61, most=10)
_types("looks at the settings", "/kudos", "settings", by=0, most=14)
_types("opens the form of kudos, the longer way", "/pollen", "kudos", by=62, most=20)
_types("asks how to thank, the longer way", "/pollen", "kudos help", by=62, most=8)
_types("looks at their kudos, the longer way", "/pollen", "kudos me", by=62, most=20)
_types("looks at the wall, the longer way", "/pollen", "kudos wall", by=62, most=30)
_types("undoes the last, the longer way", "/pollen", "kudos undo", by=63, most=40)
_types("looks at their preferences, the longer way", "/pollen", "kudos preferences", by=62, most=10)
_types("looks at the settings, the longer way", "/pollen", "kudos settings", by=0, most=14)
_types("thanks, the longer way", "/pollen", "kudos <@U0> for the release", by=62, most=20)
_types("sees what is kept, in short", "/pollen", "data", by=64, most=10)
_types("looks at the set-up", "/pollen", "setup", by=0, most=14)
_types("looks at the audit", "/pollen", "audit", by=0, most=14)
_types("types what nobody knows", "/pollen", "mentro", by=65, most=8)
_says("asks aloud how to thank", "kudos help", by=66, most=10)
_says("asks aloud for their kudos", "kudos me", by=66, most=20)
_says("asks aloud for the wall", "kudos wall", by=66, most=30)
_says("undoes the last aloud", "kudos undo", by=67, most=40)
_says("asks aloud what is kept", "my data", by=66, most=12)
_says("asks aloud how things are", "doctor", by=0, most=25)
_types("asks who knows", "/learn", "who knows about terraform?", by=68, most=30)
_types("asks who knows, the longer way", "/pollen", "who knows about terraform?", by=68, most=30)
_says("asks aloud who knows", "who knows about terraform?", by=68, most=30)


@costs(10)
def says_thanks(hands: Hands) -> None:
    hands.writes("thanks!", by=69)


@costs(30)
def is_away(hands: Hands) -> None:
    hands.writes("I'm away until Monday", by=70)


# --- sessions ------------------------------------------------------------------------------------------------------


def session_of(hands: Hands, who: int, *, is_host: bool = True, is_planned: bool = False) -> int:
    """Let somebody suggest a session, and return it."""
    hands.command("/pollen", "session Git", by=who)
    when = {"day": "2026-12-15", "at": "15:00"} if is_planned else {}
    hands.submits(by=who, host="I'll host it" if is_host else "I'm looking for someone to host it", **when)
    return int(hands.one("SELECT id FROM sessions ORDER BY id DESC LIMIT 1"))


@costs(10)
def asks_what_sessions_come_up(hands: Hands) -> None:
    hands.command("/pollen", "session list", by=300)


@costs(6)
def wishes_for_a_session(hands: Hands) -> None:
    hands.mentions("could someone do a session on negotiation?", by=300)


@costs(5)
def wishes_for_a_session_privately(hands: Hands) -> None:
    hands.writes("I could run a session on negotiation", by=301)
    hands.presses("sessions.new", hands.button("sessions.new"), by=301)


@costs(29)
def posts_a_session(hands: Hands) -> None:
    hands.mentions("could someone do a session on negotiation?", by=302)
    hands.presses("sessions.post", hands.button("sessions.post"), by=302)


@costs(6)
def thinks_better_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.drop", by=302)


@costs(34)
def suggests_a_session(hands: Hands) -> None:
    session_of(hands, 303)


@costs(19)
def would_come_to_a_session(hands: Hands) -> None:
    hands.presses("sessions.interested", session_of(hands, 303), by=304)


@costs(22)
def joins_a_session(hands: Hands) -> None:
    hands.presses("sessions.join", session_of(hands, 303, is_planned=True), by=304)


@costs(21)
def may_come_to_a_session(hands: Hands) -> None:
    hands.presses("sessions.maybe", session_of(hands, 303, is_planned=True), by=304)


@costs(13)
def wants_a_session_in_the_calendar(hands: Hands) -> None:
    meeting = session_of(hands, 303, is_planned=True)
    hands.presses("sessions.join", meeting, by=304)
    hands.presses("sessions.calendar", meeting, by=304)


@costs(21)
def leaves_a_session(hands: Hands) -> None:
    meeting = session_of(hands, 303, is_planned=True)
    hands.presses("sessions.join", meeting, by=304)
    hands.presses("sessions.leave", meeting, by=304)


@costs(8)
def opens_a_question_for_a_session(hands: Hands) -> None:
    hands.presses("sessions.ask", session_of(hands, 303, is_planned=True), by=304)


@costs(22)
def asks_something_before_a_session(hands: Hands) -> None:
    hands.presses("sessions.ask", session_of(hands, 303, is_planned=True), by=304)
    hands.submits(by=304, question="What is a rebase?")


@costs(8)
def looks_at_what_was_asked_before_a_session(hands: Hands) -> None:
    hands.presses("sessions.questions", session_of(hands, 303, is_planned=True), by=303)


@costs(22)
def takes_a_question_out_of_a_session(hands: Hands) -> None:
    meeting = session_of(hands, 303, is_planned=True)
    hands.presses("sessions.ask", meeting, by=304)
    hands.submits(by=304, question="What is a rebase?")
    hands.presses("sessions.questions", meeting, by=303)
    hands.submits(by=303, remove0=["What is a rebase?"])


@costs(10)
def looks_at_the_checklist_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.checklist", session_of(hands, 303, is_planned=True), by=303)


@costs(8)
def opens_the_week_of_a_study_group(hands: Hands) -> None:
    hands.presses("sessions.week", session_of(hands, 303, is_planned=True), by=303)


@costs(30)
def plans_the_week_of_a_study_group(hands: Hands) -> None:
    hands.presses("sessions.week", session_of(hands, 303, is_planned=True), by=303)
    hands.submits(by=303, reading="Chapter two")


@costs(8)
def looks_at_the_weeks_of_a_study_group(hands: Hands) -> None:
    hands.presses("sessions.weeks", session_of(hands, 303, is_planned=True), by=304)


def over(hands: Hands) -> int:
    """A session of somebody's that is over."""
    meeting = session_of(hands, 303, is_planned=True)
    hands.presses("sessions.join", meeting, by=304)
    hands.run("UPDATE sessions SET state = 'over' WHERE host = :user", hands.people[303])
    return meeting


@costs(10)
def opens_who_was_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.who", over(hands), by=303)


@costs(25)
def ticks_who_was_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.who", over(hands), by=303)
    hands.submits(by=303)


@costs(15)
def was_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.there", over(hands), by=304)


@costs(12)
def was_not_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.not_there", over(hands), by=304)


@costs(10)
def opens_what_was_learned_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.learn", over(hands), by=304)


@costs(27)
def writes_what_was_learned_at_a_session(hands: Hands) -> None:
    hands.presses("sessions.learn", over(hands), by=304)
    hands.submits(by=304, words="Rebase before you push.")


@costs(10)
def opens_the_page_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.write", over(hands), by=303)


@costs(40)
def writes_a_session_up(hands: Hands) -> None:
    hands.presses("sessions.write", over(hands), by=303)
    hands.submits(by=303, words="Rebase before you push.")


@costs(40)
def thanks_the_host_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.thank", over(hands), by=304)


@costs(33)
def hosts_a_session(hands: Hands) -> None:
    hands.presses("sessions.host", session_of(hands, 303, is_host=False), by=305)


@costs(7)
def would_rather_not_host_a_session(hands: Hands) -> None:
    hands.presses("sessions.not_me", session_of(hands, 303, is_host=False), by=303)


@costs(24)
def lets_people_vote_on_times(hands: Hands) -> None:
    hands.presses("sessions.suggest", session_of(hands, 303), by=303)


@costs(20)
def votes_on_a_time(hands: Hands) -> None:
    meeting = session_of(hands, 303)
    hands.presses("sessions.suggest", meeting, by=303)
    hands.presses("sessions.vote:1", f"{meeting}|1", by=304)


@costs(24)
def steps_back_from_a_session(hands: Hands) -> None:
    hands.presses("sessions.step_back", session_of(hands, 303), by=303)


@costs(19)
def cancels_a_session(hands: Hands) -> None:
    hands.presses("sessions.cancel", session_of(hands, 303), by=303)


@costs(6)
def opens_a_session_to_edit_it(hands: Hands) -> None:
    hands.presses("sessions.edit", session_of(hands, 303), by=303)


@costs(26)
def edits_a_session(hands: Hands) -> None:
    hands.presses("sessions.edit", session_of(hands, 303), by=303)
    hands.submits(by=303, places="12")


@costs(6)
def opens_the_time_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.plan", session_of(hands, 303), by=303)


@costs(24)
def chooses_the_time_of_a_session(hands: Hands) -> None:
    hands.presses("sessions.plan", session_of(hands, 303), by=303)
    hands.submits(by=303, day="2026-12-15", at="15:00")


@costs(40)
def stays_in_touch(hands: Hands) -> None:
    request, offer, asker = asked(hands, 7)
    hands.presses("mentors.accept", offer, by=mentor_of(hands, offer))
    hands.presses("mentors.touch", request, by=asker)
