"""What does the giver see? The receipt, the question before, and why something came to nothing. All of it private."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.ids import UserId
from bot.kudos.rules import Audience, Gesture, Place, visibility
from bot.kudos.rules.budget import Budget
from bot.kudos.rules.posts import Standing
from bot.kudos.rules.wishes import Draft, Outcome, Question, Refused, Why
from bot.kudos.views import announcement
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

_SENTENCES: Mapping[Why, str] = {
    Why.SELF: "You can't thank yourself, even when you deserve it. Perhaps someone noticed?",
    Why.POLLEN: "That's kind! I'm only a bot, though: please thank a person.",
    Why.BOT: "{who} is a bot, and kudos are for people.",
    Why.GONE: "{who} isn't here any more.",
    Why.OUTSIDER: "{who} works for another company, and kudos here stay among colleagues.",
    Why.UNKNOWN: "Slack couldn't tell me just now who {who} is. Please try again in a minute.",
    Why.UNREAD: "I don't know who {who} is. Choose the name from the list Slack offers while you type.",
    Why.EVERYBODY: "{who} would notify everyone, so I left it out. Name the people, or a user group.",
    Why.GROUP: "Slack couldn't tell me just now who is in {who}. Please try again in a minute.",
    Why.EMPTY: "There is no one else in {who}.",
    Why.GIVER: "You gave this kudos yourself, so your thanks is in it already.",
}
_QUESTIONS: Mapping[Question, str] = {
    Question.WHY: "*What did they do, and what did it change?* A kudos needs a reason.",
    Question.SHORT: "*What did they do, and what did it change?* A few more words make it worth keeping.",
    Question.CROWD: "*That thanks {count} people.* Do you mean all of them?",
    Question.AGAIN: "*You sent these very words a moment ago.* Send them once more?",
    Question.NAME: "*Do you mean {who}?*",
}
_SEND: Mapping[Question, str] = {
    Question.SHORT: "Send anyway",
    Question.CROWD: "Send to all {count}",
    Question.AGAIN: "Send again",
    Question.NAME: "Yes, send",
}
HELP = (
    "`/kudos @ana @bo for untangling the release #unblocked` thanks them where you are. User groups work too, and "
    "`/kudos` alone opens a form.",
    "In a thread, mention me: `@Pollen kudos @ana for …`. On any message choose _Give kudos for this_ from its menu, "
    "or react with :{emoji}:.",
    "`/kudos me` shows what you gave and received, `/kudos wall` the latest, `/kudos undo` takes your last one back, "
    "`/kudos preferences` is about how you like to be thanked.",
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """An outcome, and what is needed to tell the giver."""

    outcome: Outcome
    names: Mapping[UserId, str]
    #: the giver's
    tz: ZoneInfo
    #: Slack lets nothing be said here now
    is_silent: bool = False
    standing: Standing = Standing.PROMISED
    #: where it can be read in Slack, once it can
    link: str | None = None


def tell(told: Told) -> Message:
    """Tell the giver what became of a wish."""
    outcome = told.outcome
    if outcome.gesture is not None:
        return receipt(told, outcome.gesture)
    if outcome.draft is not None:
        return question(told, outcome.draft)
    return nothing(sentences(outcome.refused, told), outcome.typed, told.names)


def receipt(told: Told, gesture: Gesture) -> Message:
    """Say what was sent and where, what does not count, and how to change it."""
    outcome = told.outcome
    lead = _sent(told, gesture)
    blocks = [message.section(lead), *(message.section(line) for line in sentences(outcome.refused, told))]
    if late := _uncounted(told, gesture):
        blocks.append(message.section(late))
    if gesture.reason:
        blocks.append(message.section(announcement.quote(announcement.silent(gesture.reason, told.names))))
    buttons = [
        message.button("Edit", action="kudos.edit", value=str(gesture.id)),
        message.button("Undo", action="kudos.undo", value=str(gesture.id)),
    ]
    for tag in outcome.suggested:
        buttons.append(message.button(f"#{tag}", action=f"kudos.tag:{tag}", value=f"{gesture.id}|{tag}"))
    if outcome.suggested:
        blocks.append(message.context("Does it show one of these values? One click adds it."))
    blocks.append(message.actions(*buttons))
    if outcome.budget is not None and outcome.budget.limits.allowance and not late:
        blocks.append(message.context(left(outcome.budget)))
    return message.message(lead, blocks)


def question(told: Told, draft: Draft) -> Message:
    """Ask before giving; the words stay in the draft and on the screen."""
    count, refused = len(everybody(draft)), sentences(told.outcome.refused, told)
    who = announcement.people(sorted(everybody(draft)), told.names)
    asked = [_QUESTIONS[one].format(count=count, who=who) for one in draft.questions]
    elements: list[Element] = [message.button("Edit", action="kudos.reword", value=str(draft.id), style="primary")]
    if Question.WHY not in draft.questions:
        label = _SEND[draft.questions[-1]].format(count=count)
        elements.append(message.button(label, action="kudos.confirm", value=str(draft.id)))
    elements.append(message.button("Never mind", action="kudos.drop", value=str(draft.id)))
    blocks = [
        message.section("\n".join(asked)),
        *(message.section(line) for line in refused),
        *back(draft.wish.typed, told.names),
    ]
    return message.message(asked[0], [*blocks, message.actions(*elements)])


def nothing(lines: Sequence[str], typed: str, names: Mapping[UserId, str] = MappingProxyType({})) -> Message:
    """Say why nothing was sent, and give the words back."""
    shown = list(lines) or ["Who do you want to thank? Mention them: `/kudos @ana for …`."]
    blocks = [message.section(line) for line in shown]
    if typed:
        blocks += [message.context("Nothing was sent. Here are your words:"), *back(typed, names)]
    return message.message(shown[0], blocks)


def back(typed: str, names: Mapping[UserId, str] = MappingProxyType({})) -> list[Block]:
    """Give typed words back, ready to be copied: people and groups by their names, never by an id."""
    shown = text.written(announcement.spelled(typed, names))
    return [message.rich(message.rich_preformatted(shown))] if typed.strip() else []


def undone(gesture: Gesture, names: Mapping[UserId, str]) -> Message:
    """Say that a kudos is taken back; the words come along, should they be wanted again."""
    lead = "That kudos was withdrawn already."
    if gesture.is_live:
        whom = announcement.people(gesture.receivers, names)
        lead = f"Your kudos to {whom} is withdrawn, and the post says so."
    return message.message(lead, [message.section(lead), *back(announcement.silent(gesture.reason, names))])


def help(emoji: str, extra: Sequence[str] = ()) -> Message:
    lines = ("*Say thank you where everyone can see it.*", *HELP, *extra)
    blocks = [message.section(line.replace("{emoji}", text.escape(emoji))) for line in lines]
    return message.message("How to give kudos", blocks)


def seconded(gesture: Gesture) -> Message:
    """Say to one who presses again that their "+1" is there."""
    sentence = "You've said +1 already."
    back = message.button("Take it back", action="kudos.undo", value=str(gesture.id))
    return message.message(sentence, [message.section(sentence), message.actions(back)])


def simply(sentence: str) -> Message:
    """One sentence; already escaped."""
    return message.message(sentence, [message.section(sentence)])


def hidden(gesture: Gesture, note: str, names: Mapping[UserId, str]) -> Message:
    """Tell the people concerned that an admin has hidden a kudos, and why."""
    giver = announcement.name(gesture.giver, names)
    lead = f"An admin has hidden the kudos of {giver}. It isn't shown or counted any more."
    reason = f"Their reason: {text.escape(note)}"
    return message.message(f"{lead} {reason}", [message.section(lead), message.section(reason)])


def shown(gesture: Gesture, names: Mapping[UserId, str]) -> Message:
    """Tell the people concerned that it is there again."""
    who = announcement.name(gesture.giver, names)
    return simply(f"The kudos of {who} that an admin had hidden is shown again, and counts if the allowance has room.")


def sentences(refused: Sequence[Refused], told: Told) -> list[str]:
    """Say of everybody who is not thanked why."""
    return [
        _SENTENCES[one.why].format(
            who=text.bold(told.names.get(UserId(one.who), "that person") if one.is_person else one.who)
        )
        for one in refused
    ]


def everybody(draft: Draft) -> set[UserId]:
    wish = draft.wish
    return ({*wish.people} | {one for group in wish.groups for one in group.members}) - {wish.giver}


def left(budget: Budget) -> str:
    if not budget.left:
        return "You've given all the kudos that count this week. More are welcome; they just don't count."
    return f"You can give {budget.left} more kudos this week."


def when(moment: datetime, tz: ZoneInfo) -> str:
    """Return a moment in the reader's own time; where Slack cannot, in the zone of their profile."""
    local = moment.astimezone(tz)
    return f"<!date^{int(moment.timestamp())}^{{date_short}}, {{time}}|{local:%a %-d %b, %H:%M}>"


def _sent(told: Told, gesture: Gesture) -> str:
    public = [one for one in gesture.receivers if gesture.audience(one) is Audience.PUBLIC]
    private = [one for one in gesture.receivers if gesture.audience(one) is Audience.PRIVATE]
    asked = [one for one in gesture.receivers if gesture.audience(one) is Audience.ASK]
    said = []
    if public:
        said.append(_public(told, gesture, announcement.people(public, told.names)))
    if private:
        said.append(f"{announcement.people(private, told.names)} {_verb(private, 'gets', 'get')} it privately.")
    if asked:
        said.append(f"{announcement.people(asked, told.names)} will choose whether others see it.")
    if told.is_silent:
        said.append("Slack isn't letting me post just now; I will as soon as it does.")
    return f"🙌 {' '.join(said)}"


def _public(told: Told, gesture: Gesture, whom: str) -> str:
    """Say where others read it: what is still to be posted is called so."""
    copy = visibility.feed_for(gesture, told.outcome.feed)
    places = [text.channel(gesture.channel)] if gesture.channel and gesture.place is not Place.DIRECT else []
    places += [text.channel(copy)] if copy else []
    where = " and ".join(places)
    if not where:
        return f"You thanked {whom} by direct message. It's on the wall too, where others can read it."
    match told.standing:
        case Standing.PROMISED:
            return f"Your kudos to {whom} will be in {where} as soon as I can post."
        case Standing.IMPOSSIBLE:
            return f"You thanked {whom} directly, because I can't post in {where}."
        case Standing.POSTED:
            seen = f" {text.link(told.link, 'View message')}" if told.link else ""
            return f"You thanked {whom} in {where}.{seen}"


def _verb(users: Sequence[UserId], one: str, many: str) -> str:
    return one if len(users) == 1 else many


def _uncounted(told: Told, gesture: Gesture) -> str:
    whom = gesture.uncounted
    budget = told.outcome.budget
    if not whom or budget is None or budget.limits.allowance == 0 or budget.limits.per_person == 0:
        return ""
    names = announcement.people(whom, told.names)
    rule = f"{budget.limits.allowance} kudos count in seven days, {budget.limits.per_person} of them to the same person"
    sentence = f"It doesn't count for {names}: {rule}."
    resumes = told.outcome.resumes_at
    return f"{sentence} Kudos to {names} count again from {when(resumes, told.tz)}." if resumes else sentence
