"""What does the giver see? The receipt, the question before, and why something came to nothing. All of it private."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.ids import UserId
from bot.kudos.rules import Audience, Gesture, Place, visibility
from bot.kudos.rules.budget import Budget
from bot.kudos.rules.wishes import Draft, Outcome, Question, Refused, Why
from bot.kudos.views import announcement
from bot.slack import message, text
from bot.slack.message import Block, Element, Message

_SENTENCES: Mapping[Why, str] = {
    Why.SELF: "You cannot thank yourself, even when you deserve it. Perhaps somebody noticed?",
    Why.POLLEN: "That is kind! I am only a bot, though: please thank a person.",
    Why.BOT: "{who} is a bot, and kudos are for people.",
    Why.GONE: "{who} is not here any more.",
    Why.OUTSIDER: "{who} works for another company, and kudos here stay among colleagues.",
    Why.UNKNOWN: "Slack could not tell me just now who {who} is. Please try again in a minute.",
    Why.UNREAD: "I do not know who {who} is. Choose the name from the list Slack offers while you type.",
    Why.EVERYBODY: "{who} would ring everybody, so I leave it out. Name the people, or a user group.",
    Why.GROUP: "Slack could not tell me just now who is in {who}. Please try again in a minute.",
    Why.EMPTY: "There is nobody else in {who}.",
    Why.GIVER: "You gave this kudos yourself, so your thanks is in it already.",
}
_QUESTIONS: Mapping[Question, str] = {
    Question.WHY: "*What did they do, and what did it change?* A kudos needs a reason.",
    Question.SHORT: "*What did they do, and what did it change?* A few more words make it worth keeping.",
    Question.CROWD: "*That thanks {count} people.* Do you mean all of them?",
    Question.AGAIN: "*You sent these very words a moment ago.* Send them once more?",
}
_SEND: Mapping[Question, str] = {
    Question.SHORT: "Send anyway",
    Question.CROWD: "Send to all {count}",
    Question.AGAIN: "Send again",
}
HELP = (
    "`/kudos @ana @bo for untangling the release #unblocked` thanks them where you are. User groups work too, and "
    "`/kudos` alone opens a form.",
    "In a thread, mention me: `@Pollen kudos @ana for …`. On any message choose _Give kudos for this_ from its menu, "
    "or react with :{emoji}:.",
    "`/kudos me` shows what you gave and got, `/kudos wall` the latest, `/kudos undo` takes your last one back, "
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


def tell(told: Told) -> Message:
    """Tell the giver what became of a wish."""
    outcome = told.outcome
    if outcome.gesture is not None:
        return receipt(told, outcome.gesture)
    if outcome.draft is not None:
        return question(outcome.draft, count=len(everybody(outcome.draft)), refused=sentences(outcome.refused, told))
    return nothing(sentences(outcome.refused, told), outcome.typed)


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
        blocks.append(message.context("Does it stand for one of these? One click adds it."))
    blocks.append(message.actions(*buttons))
    if outcome.budget is not None and outcome.budget.limits.allowance and not late:
        blocks.append(message.context(left(outcome.budget)))
    return message.message(lead, blocks)


def question(draft: Draft, *, count: int, refused: Sequence[str] = ()) -> Message:
    """Ask before giving; the words stay in the draft and on the screen."""
    asked = [_QUESTIONS[one].format(count=count) for one in draft.questions]
    elements: list[Element] = [message.button("Edit", action="kudos.reword", value=str(draft.id), style="primary")]
    if Question.WHY not in draft.questions:
        label = _SEND[draft.questions[-1]].format(count=count)
        elements.append(message.button(label, action="kudos.confirm", value=str(draft.id)))
    elements.append(message.button("Never mind", action="kudos.drop", value=str(draft.id)))
    blocks = [message.section("\n".join(asked)), *(message.section(line) for line in refused), *back(draft.wish.typed)]
    return message.message(asked[0], [*blocks, message.actions(*elements)])


def nothing(lines: Sequence[str], typed: str) -> Message:
    """Say why nothing was sent, and give the words back."""
    shown = list(lines) or ["Whom would you like to thank? Mention them: `/kudos @ana for …`."]
    blocks = [message.section(line) for line in shown]
    if typed:
        blocks += [message.context("Nothing was sent. Here are your words:"), *back(typed)]
    return message.message(shown[0], blocks)


def back(typed: str) -> list[Block]:
    """Give typed words back, ready to be copied."""
    return [message.rich(message.rich_preformatted(text.written(typed)))] if typed.strip() else []


def undone(gesture: Gesture, names: Mapping[UserId, str]) -> Message:
    """Say that a kudos is taken back; the words come along, should they be wanted again."""
    lead = "That kudos was taken back already."
    if gesture.is_live:
        whom = announcement.people(gesture.receivers, names)
        lead = f"Taken back: your kudos for {whom}. It counts no more, and its post says so."
    return message.message(lead, [message.section(lead), *back(announcement.silent(gesture.reason, names))])


def help(emoji: str, extra: Sequence[str] = ()) -> Message:
    lines = ("*Say thank you where everybody can see it.*", *HELP, *extra)
    blocks = [message.section(line.replace("{emoji}", text.escape(emoji))) for line in lines]
    return message.message("How to give kudos", blocks)


def simply(sentence: str) -> Message:
    """One sentence; already escaped."""
    return message.message(sentence, [message.section(sentence)])


def hidden(gesture: Gesture, note: str, names: Mapping[UserId, str]) -> Message:
    """Tell the people concerned that an admin has hidden a kudos, and why."""
    giver = announcement.name(gesture.giver, names)
    lead = f"An admin has hidden the kudos of {giver}. It is not shown or counted any more."
    reason = f"Their reason: {text.escape(note)}"
    return message.message(f"{lead} {reason}", [message.section(lead), message.section(reason)])


def shown(gesture: Gesture, names: Mapping[UserId, str]) -> Message:
    """Tell the people concerned that it is there again."""
    who = announcement.name(gesture.giver, names)
    return simply(f"The kudos of {who} that an admin had hidden is shown again, and counted as far as there is room.")


def sentences(refused: Sequence[Refused], told: Told) -> list[str]:
    """Say of everybody who is not thanked why."""
    return [
        _SENTENCES[one.why].format(
            who=announcement.name(UserId(one.who), told.names) if one.is_person else text.bold(one.who)
        )
        for one in refused
    ]


def everybody(draft: Draft) -> set[UserId]:
    wish = draft.wish
    return ({*wish.people} | {one for group in wish.groups for one in group.members}) - {wish.giver}


def left(budget: Budget) -> str:
    return f"{budget.left} of {budget.limits.allowance} left that count in seven days."


def when(moment: datetime, tz: ZoneInfo) -> str:
    """Return a moment in the reader's own time; where Slack cannot, in the zone of their profile."""
    local = moment.astimezone(tz)
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} {{time}}|{local:%a %-d %b %Y, %H:%M}>"


def _sent(told: Told, gesture: Gesture) -> str:
    public = [one for one in gesture.receivers if gesture.audience(one) is Audience.PUBLIC]
    private = [one for one in gesture.receivers if gesture.audience(one) is Audience.PRIVATE]
    asked = [one for one in gesture.receivers if gesture.audience(one) is Audience.ASK]
    said = []
    if public:
        said.append(f"{announcement.people(public, told.names)} {_verb(public)} thanked{_where(told, gesture)}.")
    if private:
        said.append(f"{announcement.people(private, told.names)} {_verb(private, 'gets', 'get')} it privately.")
    if asked:
        said.append(f"{announcement.people(asked, told.names)} will choose whether others see it.")
    if told.is_silent:
        said.append("Slack does not let me post just now; I do as soon as it does.")
    return f"🙌 {' '.join(said)}"


def _verb(users: Sequence[UserId], one: str = "is", many: str = "are") -> str:
    return one if len(users) == 1 else many


def _where(told: Told, gesture: Gesture) -> str:
    copy = visibility.feed_for(gesture, told.outcome.feed)
    places = [text.channel(gesture.channel)] if gesture.channel and gesture.place is not Place.DIRECT else []
    places += [text.channel(copy)] if copy else []
    if not places:
        return " by direct message, and on the wall, where others can read it"
    return f" in {' and '.join(places)}"


def _uncounted(told: Told, gesture: Gesture) -> str:
    whom = gesture.uncounted
    budget = told.outcome.budget
    if not whom or budget is None or budget.limits.allowance == 0 or budget.limits.per_person == 0:
        return ""
    rule = f"{budget.limits.allowance} in seven days count, {budget.limits.per_person} of them to the same person"
    sentence = f"It is sent, but does not count for {announcement.people(whom, told.names)}: {rule}."
    resumes = told.outcome.resumes_at
    return f"{sentence} Counting resumes {when(resumes, told.tz)}." if resumes else sentence
