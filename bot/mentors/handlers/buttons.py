"""What happens when a button of a card is pressed: a wish to confirm, a request, a question to a mentor, a check-in?"""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers.service.colleagues import Sessions
from bot.mentors.handlers import cards
from bot.mentors.rules import Answer as Said
from bot.mentors.rules import Fit, Kind, Outcome, drafts, refusals
from bot.mentors.service import asking, claims, groups, leaving, pairs, roster, vocabulary
from bot.mentors.views import asker as asker_views
from bot.mentors.views import mentor as mentor_views
from bot.slack import text
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.message import Message
from bot.slack.payloads import Action
from bot.slack.values import number, one_of

SEEN = "Done. The card in our direct messages shows where it stands."


def register(on: Listeners, sessions: Sessions) -> None:
    on.press("mentors.accept", accept)
    on.press("mentors.decline", decline)
    on.press("mentors.claim", claim)
    on.press("mentors.help", help)
    on.press("mentors.ask", ask)
    on.press("mentors.first", partial(first, sessions=sessions))
    on.press("mentors.all", ask_all)
    on.press("mentors.drop", drop)
    on.press("mentors.next", next_now)
    on.press("mentors.widen", widen)
    on.press("mentors.cancel", cancel)
    on.press("mentors.met", met)
    on.press("mentors.touch", in_touch)
    on.press("mentors.keep", keep)
    on.press("mentors.fit", fits)
    on.press("mentors.done", done)
    on.press("mentors.outcome", outcome)
    on.press("mentors.list", list_me)
    on.press("mentors.consent", consent)
    on.press("mentors.unlist", unlist)
    on.press("mentors.pause", pause)
    on.press("mentors.back", back)
    on.press("mentors.retire", retire)
    on.press("mentors.group", group)
    on.press("mentors.lead", lead)


def ask(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Ask for me*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found, goal = drafts.read(pressed.value, vocabulary.additions(session, workspace))
    if not found:
        raise refusals.NoTopic
    draft = asking.draft(session, workspace, user, found[0], goal)
    asked = asking.ask(session, workspace=workspace, asker=user, draft=draft, now=now)
    if not asked.is_new:
        return _instead(asking.status(session, asked.request))
    said = f"I'm looking for a mentor for {text.bold(asked.request.label)}."
    return _told(f"{said} You can follow it in our direct messages; I'll tell you about every change.")


def first(session: Session, pressed: Action, now: datetime, *, sessions: Sessions) -> Answer:
    """One of several topics; the card stays, so that the others can follow."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found, goal = drafts.read(pressed.value, vocabulary.additions(session, workspace))
    if not found:
        raise refusals.NoTopic
    around = cards.Around(sessions=sessions, where=pressed.channel, now=now)
    return cards.topic(session, workspace, user, found[0], goal, around)


def ask_all(session: Session, pressed: Action, now: datetime) -> Answer:
    """All of several topics, each a request of its own."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found, goal = drafts.read(pressed.value, vocabulary.additions(session, workspace))
    count = asking.ask_all(session, workspace=workspace, asker=user, found=found, goal=goal, now=now)
    return _instead(asker_views.all_asked(found[:count], found[count:]))


def drop(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Never mind*."""
    return _told("All right, I haven't asked anyone.")


def accept(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I'll help*, by a mentor who was asked."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    claims.accept(session, workspace=workspace, actor=user, offer=number(pressed.value), now=now)
    return _seen(pressed)


def decline(session: Session, pressed: Action, now: datetime) -> Answer:
    """*No time* or *Not my area*, by a mentor who was asked."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    answer = one_of(Said, _detail(pressed))
    if answer not in (Said.NO_TIME, Said.NOT_MY_AREA):
        raise refusals.Gone
    claims.decline(session, workspace=workspace, actor=user, offer=number(pressed.value), answer=answer, now=now)
    return _seen(pressed)


def claim(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I can help*, by whoever sees the card."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    claims.claim(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _told("Thank you! I've introduced you to each other.") if pressed.is_ephemeral else None


def help(session: Session, pressed: Action, now: datetime) -> Answer:
    """*I can help* beside a topic of the digest: the oldest request for it, for this person alone."""
    shown = claims.shown(session, pressed.actor.workspace, pressed.actor.user, pressed.value)
    return mentor_views.posted(shown, has_goal=False)


def next_now(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    asking.next_now(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _seen(pressed)


def widen(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    asking.widen(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _seen(pressed)


def cancel(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    asking.cancel(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _seen(pressed)


def met(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    pair = pairs.met(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    if pair.draft.kind is Kind.QUESTION:
        return _told("Lovely. I've asked you both below whether that answered it.")
    return _told("Lovely. I'll ask you in a month how it's going.")


def in_touch(session: Session, pressed: Action, now: datetime) -> Answer:
    """*We're in touch*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    pairs.in_touch(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _told("Good to hear. I'll ask you both in a month how it's going.")


def keep(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Not yet, give us a week*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    until = pairs.keep(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    if until is None:
        return _told("You've already met, so there's nothing to wait for.")
    return _told(f"Sure. I'll ask you both again in a week, you on {text.day(until)}.")


def fits(session: Session, pressed: Action, now: datetime) -> Answer:
    """How it goes; *Not a good fit* and *Find me somebody else* end it quietly."""
    workspace, user, request = pressed.actor.workspace, pressed.actor.user, number(pressed.value)
    fit = one_of(Fit, _detail(pressed))
    before = pairs.fits(session, workspace=workspace, actor=user, request=request, fit=fit, now=now)
    if pairs.is_card(session, before, pressed.message):
        return None  # the card is edited anyway
    answers = {Fit.GOOD: "Good to hear!", Fit.DECIDING: "Take your time. I'll ask again in a month."}
    return _told(answers.get(fit, "Thanks for telling me. I'll end it quietly, and no one is told why."))


def done(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    pairs.finish(session, workspace=workspace, actor=user, request=number(pressed.value), now=now)
    return _seen(pressed)


def outcome(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user, request = pressed.actor.workspace, pressed.actor.user, number(pressed.value)
    found = one_of(Outcome, _detail(pressed))
    pairs.conclude(session, workspace=workspace, actor=user, request=request, outcome=found, now=now)
    return _told("Thank you, both of you, for learning together.")


def list_me(session: Session, pressed: Action, now: datetime) -> Answer:
    workspace, user = pressed.actor.workspace, pressed.actor.user
    found, _ = drafts.read(pressed.value, vocabulary.additions(session, workspace))
    mentor = roster.add_topics(session, workspace=workspace, user=user, found=found, now=now)
    return _told(f"Thank you! {mentor_views.listed(mentor)}. `/pollen mentor profile` changes it.")


def consent(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Yes, list …*, to a suggestion."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    mentor = roster.consent(session, workspace=workspace, user=user, topic=pressed.value, now=now)
    return _told(f"Thank you! {mentor_views.listed(mentor)}.")


def unlist(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Take … off my topics*."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    mentor = roster.remove_topic(session, workspace=workspace, user=user, topic=pressed.value)
    return _told(f"Done. I won't ask you about it again. {mentor_views.listed(mentor)}.")


def pause(session: Session, pressed: Action, now: datetime) -> Answer:
    roster.pause(session, workspace=pressed.actor.workspace, user=pressed.actor.user, now=now)
    return _instead(mentor_views.resting())


def back(session: Session, pressed: Action, now: datetime) -> Answer:
    mentor = roster.back(session, workspace=pressed.actor.workspace, user=pressed.actor.user)
    return _told(f"Welcome back! {mentor_views.listed(mentor)}.")


def retire(session: Session, pressed: Action, now: datetime) -> Answer:
    leaving.retire(session, workspace=pressed.actor.workspace, user=pressed.actor.user, now=now)
    return _instead(mentor_views.retired())


def group(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Propose a group session*, by the owner."""
    workspace, user = pressed.actor.workspace, pressed.actor.user
    count = groups.propose(session, workspace=workspace, actor=user, topic=pressed.value, now=now)
    return _told(f"Suggested. I've told the {count} people waiting, and asked the mentors' channel for a host.")


def lead(session: Session, pressed: Action, now: datetime) -> Answer:
    groups.lead(session, workspace=pressed.actor.workspace, actor=pressed.actor.user, topic=pressed.value, now=now)
    return _seen(pressed)


def _detail(pressed: Action) -> str:
    """What of one verb's several buttons it was."""
    return pressed.name.partition(":")[2]


def _instead(message: Message) -> Say:
    """An answer that takes the place of the card that was pressed."""
    return Say(message, is_replacing=True)


def _told(sentence: str) -> Say:
    return _instead(asker_views.done(sentence))


def _seen(pressed: Action) -> Answer:
    """Whatever was pressed in a list is edited elsewhere; a card is edited itself."""
    return asker_views.done(SEEN) if pressed.is_ephemeral or pressed.view is not None else None
