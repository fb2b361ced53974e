"""What do mentors, their channel and the programme owner see of a request?"""

from collections.abc import Sequence

from bot.mentors.rules import Answer, State
from bot.mentors.rules.values import Mentor, Offer, Request, Skill
from bot.mentors.views import asker as asker_views
from bot.mentors.views import wording
from bot.slack import text
from bot.slack.message import Message, actions, button, context, message, section


def question(request: Request, offer: Offer, *, is_reminder: bool = False) -> Message:
    """Ask one mentor, privately."""
    who = asker_views.someone(request, is_known=False)
    lead = f"{who} would like a mentor for {text.bold(request.label)}. Would you help?"
    if is_reminder:
        lead = f"A reminder: {lead}"
    value = str(offer.id)
    why = text.escape(" · ".join(offer.why))
    blocks = [section(lead)]
    if request.draft.goal:
        blocks.append(section(asker_views.goal(request.draft)))
    blocks.append(context(asker_views.details(request.draft)))
    if why:
        blocks.append(context(f"Why you: {why}"))
    if offer.is_apart:
        blocks.append(context("Good to know: you have no working hours in common, so you would mostly write."))
    wish = f"Please answer by {text.hour(offer.due_at)}; then I ask someone else."
    blocks.append(context(wish))
    blocks.append(
        actions(
            button("I'll help", action="mentors.accept", value=value, style="primary"),
            button("No time", action="mentors.decline:no_time", value=value),
            button("Not my area", action="mentors.decline:not_my_area", value=value),
        )
    )
    return message(f"{lead} {wish}", blocks)


def answered(request: Request, offer: Offer) -> Message:
    """What takes the place of the question once it is answered or not needed any more."""
    topic = text.bold(request.label)
    match offer.answer:
        case Answer.ACCEPTED:
            said = f"You help {text.user(request.asker)} with {topic}. Thank you! I have introduced you to each other."
        case Answer.NO_TIME:
            said = f"{topic}: you have no time just now. Thank you for saying so; I am asking somebody else."
        case Answer.NOT_MY_AREA:
            said = f"{topic} is not your area. Thank you for saying so; I am asking somebody else."
        case Answer.IGNORED:
            said = f"{topic}: the time to answer is over, so I went on to ask somebody else. No harm done."
        case Answer.UNREACHABLE:
            said = f"{topic}: I went on to ask somebody else."
        case _:
            said = f"{topic}: {over(request)}"
    blocks = [section(said)]
    if offer.answer is Answer.NOT_MY_AREA:
        remove = button(f"Take {request.label} off my topics", action="mentors.unlist", value=request.draft.key)
        blocks.append(actions(remove, button("Edit my profile", action="mentors.profile")))
    return message(said, blocks)


def over(request: Request) -> str:
    """Say why a request needs nobody any more; mrkdwn."""
    if request.mentor is not None:
        return asker_views.taken(request.mentor)
    if request.state is State.WITHDRAWN:
        return "it has been withdrawn. Thank you all the same!"
    return "it is not needed any more. Thank you all the same!"


def posted(request: Request, *, has_goal: bool = True) -> Message:
    """The card in the mentors' channel, for as long as anybody can take it and after; elsewhere without the goal."""
    who = asker_views.someone(request, is_known=False)
    if not request.is_open:
        said = f"A mentor for {text.bold(request.label)}: {over(request)}"
        return message(said, [section(said)])
    lead = f"{who} is looking for a mentor for {text.bold(request.label)}. Who can help?"
    blocks = [section(lead)]
    if request.draft.goal and has_goal:
        blocks.append(section(asker_views.goal(request.draft)))
    blocks.append(context(f"{asker_views.details(request.draft)} · asked {text.day(request.since)}"))
    blocks.append(actions(button("I can help", action="mentors.claim", value=str(request.id), style="primary")))
    return message(lead, blocks)


def owned(request: Request, offers: Sequence[Offer], *, is_reminder: bool = False) -> Message:
    """The card for the programme owner."""
    who = asker_views.someone(request, is_known=False)
    if not request.is_open:
        said = f"A mentor for {text.bold(request.label)}: {over(request)}"
        return message(said, [section(said)])
    lead = f"{who} is looking for a mentor for {text.bold(request.label)}, and nobody has taken it. It is with you now."
    if is_reminder:
        lead = f"Still open: {lead}"
    value = str(request.id)
    waiting = [offer for offer in offers if offer.answer is Answer.ASKED]
    asked = wording.asked(len(offers)) + (f", {len(waiting)} still thinking" if waiting else "")
    blocks = [section(lead)]
    if request.draft.goal:
        blocks.append(section(asker_views.goal(request.draft)))
    blocks.append(context(f"{asker_views.details(request.draft)} · waiting since {text.day(request.since)} · {asked}"))
    blocks.append(
        actions(
            button("Suggest somebody", action="mentors.suggest", value=value, style="primary"),
            button("I'll help myself", action="mentors.claim", value=value),
        )
    )
    return message(lead, blocks)


def declined(request: Request, *, is_silent: bool) -> Message:
    what = "has not answered in time" if is_silent else "cannot"
    return message(f"The person you suggested for {text.bold(request.label)} {what}. The card above is still yours.")


def paused() -> Message:
    said = "Three requests in a row went unanswered, so I have paused you as a mentor: nobody waits in vain."
    back = button("I'm back", action="mentors.back", style="primary")
    return message(said, [section(f"{said} Nothing else changes, and you are welcome back any time."), actions(back)])


def resting() -> Message:
    said = "You are paused: I bring you no new requests. Whom you help already stays with you."
    return message(said, [section(said), actions(button("I'm back", action="mentors.back", style="primary"))])


def stopping(helped: int) -> Message:
    """Ask before somebody stops."""
    whom = {0: "I bring you no more requests", 1: "The person you help is told, and asks somebody else"}
    said = f"*Stop mentoring?* {whom.get(helped, f'The {helped} people you help are told, and ask somebody else')}."
    stop = button("Stop mentoring", action="mentors.retire", style="danger")
    return message(
        "Stop mentoring?",
        [
            section(f"{said} If you only need a rest, pause instead."),
            actions(stop, button("Pause me", action="mentors.pause"), button("Never mind", action="mentors.drop")),
        ],
    )


def retired() -> Message:
    said = "You are no mentor any more. Thank you for everything! Whom you were helping is told and asks others."
    return message(said, [section(said)])


def listed(mentor: Mentor) -> str:
    """Say what a mentor offers; mrkdwn."""
    topics = ", ".join(text.bold(skill.label) for skill in mentor.skills) or "no topics yet"
    away = f" · away until {text.day(mentor.away_until)}" if mentor.away_until else ""
    return f"You mentor {topics} · up to {mentor.capacity} at a time{away}"


def offer_confirmation(skills: Sequence[Skill], value: str) -> Message:
    if not skills:
        lead = "How kind! *What would you like to help others with?*"
        hint = "Say it in a sentence, “I can mentor SQL and negotiation”, or fill in your profile."
        fill = button("Fill in my profile", action="mentors.profile", style="primary")
        return message("How kind! What would you like to help others with?", [section(f"{lead} {hint}"), actions(fill)])
    names = ", ".join(text.bold(skill.label) for skill in skills)
    lead = f"How kind! Shall I list you as a mentor for {names}?"
    return message(
        lead,
        [
            section(lead),
            context(
                "I bring you one request at a time; you help at most two people to begin with, and can pause any time."
            ),
            actions(
                button("List me", action="mentors.list", value=value, style="primary"),
                button("Fill in my profile", action="mentors.profile", value=value),
                button("Never mind", action="mentors.drop"),
            ),
        ],
    )


def suggestion(label: str, key: str, reason: str) -> Message:
    """Ask whether somebody would list a topic they seem to know."""
    lead = f"{text.escape(reason)} Would you mentor {text.bold(label)} now and then?"
    return message(
        lead,
        [
            section(lead),
            actions(
                button(f"Yes, list {label}", action="mentors.consent", value=key, style="primary"),
                button("No, thank you", action="mentors.drop"),
            ),
        ],
    )


def group_offer(label: str, key: str, count: int, mentors: int) -> Message:
    """Offer the owner a group session."""
    teach = "nobody teaches it yet" if mentors == 0 else f"{mentors} teach{'es' if mentors == 1 else ''} it"
    lead = f"{count} people are waiting for a mentor for {text.bold(label)}, and {teach}."
    return message(
        f"{lead} Shall I propose a group session?",
        [
            section(
                f"{lead} Shall I propose a group session? They are told, and the mentors' channel is asked for a host."
            ),
            actions(button("Propose a group session", action="mentors.group", value=key, style="primary")),
        ],
    )


def group_card(label: str, key: str, count: int, leader: str | None) -> Message:
    """Ask the mentors' channel who would lead it."""
    if leader is not None:
        said = f"A group session on {text.bold(label)}: {leader} leads it. Thank you!"
        return message(said, [section(said)])
    lead = f"{count} people would like to learn {text.bold(label)}. Who would lead one session for all of them?"
    return message(
        lead, [section(lead), actions(button("I'd lead it", action="mentors.lead", value=key, style="primary"))]
    )
