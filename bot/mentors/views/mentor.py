"""What do mentors, their channel and the programme owner see of a request?"""

from collections.abc import Sequence

from bot.mentors.rules import Answer, State
from bot.mentors.rules.values import Mentor, Offer, Request, Skill
from bot.mentors.views import asker as asker_views
from bot.mentors.views import wording
from bot.slack import text
from bot.slack.message import Block, Message, actions, button, context, message, section


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
        blocks.append(context("Good to know: your working hours don't overlap, so you'd mostly write to each other."))
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


def asked(request: Request, offer: Offer) -> list[Block]:
    """The same question in a list: who, what for and until when."""
    who = asker_views.someone(request, is_known=False)
    lead = f"{who} would like a mentor for {text.bold(request.label)}. Would you help? Please answer by "
    value = str(offer.id)
    return [
        section(f"{lead}{text.hour(offer.due_at)}."),
        actions(
            button("I'll help", action="mentors.accept", value=value, style="primary"),
            button("No time", action="mentors.decline:no_time", value=value),
            button("Not my area", action="mentors.decline:not_my_area", value=value),
        ),
    ]


def answered(request: Request, offer: Offer) -> Message:
    """What takes the place of the question once it is answered or not needed any more."""
    topic = text.bold(request.label)
    match offer.answer:
        case Answer.ACCEPTED:
            said = f"You're mentoring {text.user(request.asker)} in {topic}. Thank you! I've introduced you both."
        case Answer.NO_TIME:
            said = f"{topic}: you have no time right now. Thanks for telling me; I'm asking someone else."
        case Answer.NOT_MY_AREA:
            said = f"{topic} isn't your area. Thanks for telling me; I'm asking someone else."
        case Answer.IGNORED:
            said = f"{topic}: the time to answer was up, so I asked someone else. No harm done."
        case Answer.UNREACHABLE:
            said = f"{topic}: I've asked someone else."
        case _:
            said = f"{topic}: {over(request)}"
    blocks = [section(said)]
    if offer.answer is Answer.NOT_MY_AREA:
        remove = button(f"Remove {request.label} from my topics", action="mentors.unlist", value=request.draft.key)
        blocks.append(actions(remove, button("Edit my profile", action="mentors.profile")))
    return message(said, blocks)


def over(request: Request) -> str:
    """Say why a request needs nobody any more; mrkdwn."""
    if request.mentor is not None:
        return asker_views.taken(request.mentor)
    if request.state is State.WITHDRAWN:
        return "the request was cancelled. Thanks all the same!"
    return "it's no longer needed. Thanks all the same!"


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
    lead = f"{who} is looking for a mentor for {text.bold(request.label)}, and no one has taken it. It's with you now."
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
            button("Suggest someone", action="mentors.suggest", value=value, style="primary"),
            button("I'll help myself", action="mentors.claim", value=value),
        )
    )
    return message(lead, blocks)


def declined(request: Request, *, is_silent: bool) -> Message:
    what = "didn't answer in time" if is_silent else "can't"
    return message(f"The person you suggested for {text.bold(request.label)} {what}. The card above is still yours.")


def paused() -> Message:
    said = "Three requests in a row went unanswered, so I've paused your mentoring: that way nobody is left waiting."
    back = button("I'm back", action="mentors.back", style="primary")
    return message(said, [section(f"{said} Nothing else changes, and you're welcome back any time."), actions(back)])


def resting() -> Message:
    said = "You're paused: I won't bring you new requests. The people you're mentoring stay with you."
    return message(said, [section(said), actions(button("I'm back", action="mentors.back", style="primary"))])


def stopping(helped: int) -> Message:
    """Ask before somebody stops."""
    one = "I'll tell the person you're mentoring and find them someone else"
    others = f"I'll tell the {helped} people you're mentoring and find them someone else"
    ends = {0: "I won't bring you any more requests", 1: one}
    said = f"*Stop mentoring?* {ends.get(helped, others)}."
    stop = button("Stop mentoring", action="mentors.retire", style="danger")
    return message(
        "Stop mentoring?",
        [
            section(f"{said} If you just need a break, you can pause instead."),
            actions(
                stop, button("Pause mentoring", action="mentors.pause"), button("Never mind", action="mentors.drop")
            ),
        ],
    )


def retired() -> Message:
    said = (
        "You're no longer a mentor. Thank you for everything! I've told the people you were mentoring, and I'm "
        "finding them someone else."
    )
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
    lead = f"How kind! Should I list you as a mentor for {names}?"
    return message(
        lead,
        [
            section(lead),
            context("I'll bring you one request at a time. You start with up to two people, and can pause any time."),
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
                button("No, thanks", action="mentors.drop"),
            ),
        ],
    )


def group_offer(label: str, key: str, count: int, mentors: int) -> Message:
    """Offer the owner a group session."""
    teach = "no one mentors it yet" if mentors == 0 else f"{mentors} mentor{'s' if mentors == 1 else ''} it"
    lead = f"{count} people are waiting for a mentor for {text.bold(label)}, and {teach}."
    return message(
        f"{lead} Should I suggest a group session?",
        [
            section(
                f"{lead} Should I suggest a group session? I'll tell them, and ask the mentors' channel for a host."
            ),
            actions(button("Suggest a group session", action="mentors.group", value=key, style="primary")),
        ],
    )


def group_card(label: str, key: str, count: int, leader: str | None) -> Message:
    """Ask the mentors' channel who would lead it."""
    if leader is not None:
        said = f"A group session on {text.bold(label)}: {leader} will lead it. Thank you!"
        return message(said, [section(said)])
    lead = f"{count} people would like to learn {text.bold(label)}. Who would lead one session for all of them?"
    return message(
        lead, [section(lead), actions(button("I'd lead it", action="mentors.lead", value=key, style="primary"))]
    )
