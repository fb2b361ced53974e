"""What does one see of a milestone: the post that celebrates it, its person's receipt, a leader's letter, App Home?"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ids import ChannelId
from bot.milestones.rules import LABELS, Announce, Kind, Milestone
from bot.milestones.views import wording
from bot.milestones.views.wording import Scene, headline, names, some, yours
from bot.slack import message, text, views
from bot.slack.message import Block, Element, Message

CONGRATULATE = "milestones.congratulate"
CONFIRM = "milestones.confirm"
APPLAUD = "milestones.applaud"
WRITE = "milestones.write"
EDIT = "milestones.edit"
WITHDRAW = "milestones.withdraw"
CELEBRATE = "milestones.celebrate"
NEW = "milestones.new"
LEAD = "milestones.lead"
PREFER = "milestones.prefer"
GIVE_KUDOS = "kudos.give_for"

ROLL = 2800  #: characters of names in the thread

_COUNTED = {
    Kind.CERTIFICATION: ("certificate", "certificates"),
    Kind.COURSE: ("course finished", "courses finished"),
    Kind.SKILL: ("new skill", "new skills"),
    Kind.TALK: ("talk given", "talks given"),
    Kind.LED: ("session led", "sessions led"),
    Kind.ATTENDED: ("session attended", "sessions attended"),
    Kind.ARTICLE: ("article written", "articles written"),
    Kind.MENTORSHIP: ("mentorship completed", "mentorships completed"),
    Kind.ONBOARDING: ("onboarding step", "onboarding steps"),
}


@dataclass(frozen=True, kw_only=True)
class Home:
    """What App Home shows of somebody's milestones."""

    milestones: tuple[Milestone, ...]
    #: how many there are of each kind, in the order of the kinds
    facts: tuple[tuple[Kind, int], ...]
    is_leader: bool
    #: for a leader: when they last applauded
    announce: Announce


def celebration(scene: Scene) -> Message:
    """The post that celebrates a milestone."""
    milestone = scene.milestone
    line = headline(scene)
    blocks = [message.section(line), message.context(" · ".join(_facts(scene)))]
    if milestone.applauded:
        blocks.append(message.context(f"📣 Applauded by {names(scene, milestone.applauded)}"))
    if milestone.congratulated:
        blocks.append(message.context(f"👏 {some(scene, milestone.congratulated)}"))
    label = f"Congratulate {len(milestone.congratulated)}" if milestone.congratulated else "Congratulate"
    buttons = [
        message.button(label, action=CONGRATULATE, value=str(milestone.id), style="primary"),
        message.button("Give kudos", action=GIVE_KUDOS, value=kudos_value(milestone)),
    ]
    if not milestone.confirmed:
        buttons.append(message.button("Confirm", action=CONFIRM, value=str(milestone.id)))
    return message.message(_bare(line), [*blocks, message.actions(*buttons)])


def roll(scene: Scene) -> Message:
    """Everybody who congratulated, for the thread, once they are too many to be named under the post."""
    everybody = [text.escape(scene.names.get(user) or "a colleague") for user in scene.milestone.congratulated]
    line = f"👏 {len(everybody)} congratulations: {', '.join(everybody)}"
    return message.message(f"{len(everybody)} congratulations", [message.section(text.clip(line, ROLL))])


def receipt(scene: Scene, *, where: ChannelId | None, is_posted: bool) -> Message:
    """What its person alone reads. `where`: the channel it is, or will or could be celebrated in."""
    milestone = scene.milestone
    shown = headline(scene)
    line = "Well done! I've added it to your milestones. Only you can see it so far."
    note = "There's no channel for milestones yet. An admin can choose one, or you can tell me again in a channel."
    if milestone.celebrated_at is not None and where is not None:
        line, note = f"Well done! I've shared it in {text.channel(where)}.", ""
        if not is_posted:
            line = f"Well done! I'm sharing it in {text.channel(where)}."
            note = "If Slack doesn't let me, I'll write to you."
    elif where is not None:
        note = f"You can share it in {text.channel(where)}."
    blocks = [message.section(f"{line}\n> {shown}"), *([message.context(note)] if note else [])]
    buttons = _own(milestone, has_place=where is not None)
    return message.message(f"{line} {_bare(shown)}", [*blocks, message.actions(*buttons)])


def automatic(scene: Scene, *, where: ChannelId | None) -> Message:
    """Tell somebody of a milestone that came by itself, and ask whether others may know."""
    milestone = scene.milestone
    line = "I noticed a milestone of yours:"
    said = "Others can see it." if milestone.celebrated_at else "Only you can see it so far."
    blocks = [message.section(f"{line}\n> {headline(scene)}"), message.context(said)]
    return message.message(
        _bare(headline(scene)), [*blocks, message.actions(*_own(milestone, has_place=where is not None))]
    )


def withdrawn() -> Message:
    line = "Removed. No one can see it any more."
    return message.message(line, [message.section(line)])


def taken_back() -> Message:
    """What a letter says once something it told of is not for everyone any more."""
    line = "Something in this letter isn't for everyone any more, so I've taken it back."
    return message.message(line, [message.section(line)])


def expiring(scene: Scene) -> Message:
    """The one quiet reminder of a certificate that expires."""
    milestone = scene.milestone
    assert milestone.facts.expires_on is not None
    title = text.bold(text.clip(milestone.facts.title, wording.SHOWN))
    line = f"Your {title} is valid until {milestone.facts.expires_on:%-d %B %Y}. I remind you once, and only you."
    edit = message.button("Enter a new date", action=EDIT, value=str(milestone.id))
    return message.message(_bare(line), [message.section(line), message.actions(edit)])


def told(sentence: str) -> Message:
    """A short private reply."""
    return message.message(sentence, [message.section(sentence)])


def letter(scenes: Sequence[Scene], *, ago: str) -> Message:
    """A leader's weekly letter. `ago`: when they last applauded, in words; for their eyes only."""
    lead = "A word from you means more than you think. These are worth one:"
    blocks: list[Block] = [message.section(lead)]
    for scene in scenes:
        id = str(scene.milestone.id)
        buttons = [
            message.button("Applaud", action=f"{APPLAUD}:{id}", value=id, style="primary"),
            message.button("Write a line", action=f"{WRITE}:{id}", value=id),
        ]
        blocks += [message.section(headline(scene)), message.actions(*buttons)]
    blocks.append(message.context(f"{ago} Only you can see this. You can stop these letters on my Home tab."))
    return message.message(lead, blocks)


def line_of(author: str, words: str) -> Message:
    """A leader's line, in the thread of the post. `words` are what they wrote."""
    quoted = "\n".join(f"> {line}" for line in text.escape(words).splitlines())
    said = f"📣 {text.bold(author)}:\n{quoted}"
    return message.message(f"{text.escape(author)}: {text.escape(text.clip(words, 200))}", [message.section(said)])


def home(values: Home) -> tuple[Block, ...]:
    """The part of App Home about one's milestones."""
    counted = [f"{number} {_COUNTED[kind][number != 1]}" for kind, number in values.facts if kind in _COUNTED]
    blocks = [
        message.section(
            f"*Your milestones*\n{' · '.join(counted) or 'None yet. Tell me when you learn something new.'}"
        )
    ]
    scenes = [Scene(milestone=one, names={one.user: "You"}) for one in values.milestones]
    for scene in scenes:
        own = _own(scene.milestone, has_place=True, is_apart=True)
        seen = "" if scene.milestone.celebrated_at else " · only you"
        blocks += [message.section(f"{yours(scene)}{seen}"), message.actions(*own)]
    return (*blocks, message.actions(message.button("Add a milestone", action=NEW)))


_LIKES = {
    Announce.ASK: "Ask me first",
    Announce.ALWAYS: "Share straight away",
    Announce.NEVER: "Keep private",
}


def choices(values: Home) -> list[Block]:
    """What one may choose about milestones, on App Home."""
    options = [views.option(label, value.value) for value, label in _LIKES.items()]
    likes = views.choice("static_select", options, initial=(values.announce.value,)) | {"action_id": PREFER}
    is_on = values.is_leader
    wins = message.button("Turn off" if is_on else "Turn on", action=LEAD, value="off" if is_on else "on")
    return [
        message.section("*Milestones I notice for you*", accessory=likes),
        message.section(
            f"*Your team's wins: {'on' if is_on else 'off'}*\n"
            "If you manage people: every Monday at 9:00, up to three wins worth a thank-you.",
            accessory=wins,
        ),
    ]


def kudos_value(milestone: Milestone) -> str:
    """What *Give kudos* carries: who is to be thanked, and for what."""
    return f"{milestone.user}|{text.clip(milestone.facts.title or LABELS[milestone.facts.kind], 150)}"


def _facts(scene: Scene) -> list[str]:
    facts, confirmed = scene.milestone.facts, scene.milestone.confirmed
    if scene.milestone.is_automatic:
        shown = ["Noticed by Pollen"]
    else:
        shown = [f"✓ Confirmed by {names(scene, confirmed)}" if confirmed else "In their own words"]
    if facts.link:
        shown.append(text.link(facts.link, "View"))
    if facts.expires_on is not None:
        shown.append(f"Valid until {facts.expires_on:%-d %B %Y}")
    return shown


def _own(milestone: Milestone, *, has_place: bool, is_apart: bool = False) -> list[Element]:
    """The buttons of its person. `is_apart`: on a page with several milestones."""
    id = str(milestone.id)
    mark = f":{id}" if is_apart else ""
    buttons = []
    if milestone.celebrated_at is None and has_place:
        buttons.append(message.button("Share", action=f"{CELEBRATE}{mark}", value=id, style="primary"))
    buttons.append(message.button("Edit", action=f"{EDIT}{mark}", value=id))
    buttons.append(message.button("Remove", action=f"{WITHDRAW}{mark}", value=id))
    return buttons


def _bare(line: str) -> str:
    """Return a line for notifications, without its bold."""
    return line.replace("*", "")
