"""What do the modals of kudos look like? Giving, changing, hiding; one's preferences; the workspace's settings."""

from collections.abc import Mapping, Sequence

from bot.ids import UserId
from bot.kudos.rules import REASON_MOST, Audience, tags
from bot.kudos.rules.options import Options
from bot.kudos.rules.wishes import Draft, Group
from bot.kudos.views import announcement
from bot.slack import message, text
from bot.slack import views as frames
from bot.slack.views import View

GIVE, REVISE, SURE = "kudos.form", "kudos.revise", "kudos.sure"
HIDE, PREFER, SET = "kudos.hidden", "kudos.preferred", "kudos.set"

WHO, WHY, VALUES, NOTE = "people", "reason", "values", "note"
VISIBILITY, BREADTH = "visibility", "breadth"
CHANNEL, ALLOWANCE, PER_PERSON, TAGS, EMOJI, OUTSIDERS = (
    "channel",
    "allowance",
    "per_person",
    "tags",
    "emoji",
    "outsiders",
)
_LIKES: Mapping[Audience, str] = {
    Audience.PUBLIC: "Everyone can see it",
    Audience.PRIVATE: "Only I can see it",
    Audience.ASK: "Ask me each time",
}


def give(
    *,
    metadata: str,
    callback: str,
    options: Options,
    people: Sequence[UserId] = (),
    groups: Sequence[Group] = (),
    reason: str = "",
    values: Sequence[str] = (),
    about: str = "",
) -> View:
    """The form. `reason`: plain text; `about`: mrkdwn that names the message it is about."""
    who = {"type": "multi_users_select", "placeholder": message.plain("Choose people", 150)}
    if people:
        who["initial_users"] = list(people)
    shown = [frames.option(f"#{tag}", tag) for tag in options.values]
    blocks = [message.context(about)] if about else []
    blocks.append(frames.question("Who do you want to thank?", who, name=WHO, is_optional=bool(groups)))
    if groups:
        blocks.append(
            message.context("and everyone in " + announcement.listed([text.bold(one.called) for one in groups]))
        )
    why = frames.text_field(initial=reason, placeholder="for …", is_long=True, most=REASON_MOST)
    hint = "What did they do, and what did it change?"
    blocks.append(frames.question("What for?", why, name=WHY, hint=hint))
    if shown:
        choice = frames.choice("multi_static_select", shown, initial=values, placeholder="Choose values")
        blocks.append(frames.question("Which value does it show?", choice, name=VALUES, is_optional=True))
    submit = "Save" if callback == REVISE else "Send"
    return frames.modal("Give kudos", blocks, callback=callback, submit=submit, close="Cancel", metadata=metadata)


def sure(draft: Draft, *, count: int, is_again: bool, names: Mapping[UserId, str]) -> View:
    """The second look at a form that was sent."""
    lead = (
        "You sent these very words a moment ago. Send them once more?" if is_again else f"That thanks {count} people."
    )
    blocks = [
        message.section(f"*{lead}*"),
        message.section(announcement.quote(announcement.silent(draft.wish.reason, names)) or " "),
    ]
    return frames.modal("Are you sure?", blocks, callback=SURE, submit="Send", close="Cancel", metadata=str(draft.id))


def hide(*, metadata: str, shown: str) -> View:
    """Why an admin hides a kudos. `shown`: its words, as safe mrkdwn."""
    note = frames.text_field(is_long=True, most=500)
    blocks = [
        message.section(shown or " "),
        frames.question("Why are you hiding it?", note, name=NOTE, hint="The giver and those thanked will read this."),
    ]
    return frames.modal("Hide a kudos", blocks, callback=HIDE, submit="Hide", close="Cancel", metadata=metadata)


def preferences(*, likes: Audience, is_listed: bool) -> View:
    """How somebody likes to be thanked."""
    radio = [frames.option(label, audience) for audience, label in _LIKES.items()]
    blocks = [
        frames.question(
            "When someone thanks you",
            frames.choice("radio_buttons", radio, initial=(likes,)),
            name=VISIBILITY,
            hint="What is private reaches no channel, wall, digest or export. You can publish a single one later.",
        ),
        frames.question(
            "The list of givers",
            frames.choice(
                "checkboxes",
                [frames.option("Include me in the list of people who thanked many colleagues", "yes")],
                initial=("yes",) if is_listed else (),
            ),
            name=BREADTH,
            is_optional=True,
        ),
    ]
    return frames.modal("Your kudos", blocks, callback=PREFER, submit="Save", close="Cancel")


def settings(options: Options) -> View:
    """How a workspace likes its kudos."""
    channel = {"type": "channels_select", "placeholder": message.plain("No copy", 150)}
    if options.feed:
        channel["initial_channel"] = options.feed
    ticks = [
        frames.option("Show who thanked many colleagues", "breadth"),
        frames.option("People of other companies can be thanked", "outsiders"),
    ]
    ticked = [*(["breadth"] if options.shows_breadth else []), *(["outsiders"] if options.welcomes_outsiders else [])]
    blocks = [
        frames.question(
            "Channel for a copy of every public kudos", channel, name=CHANNEL, is_optional=True, hint="Invite me there."
        ),
        frames.question(
            "How many of a person's kudos count in seven days?",
            frames.text_field(initial=str(options.limits.allowance), most=3),
            name=ALLOWANCE,
            hint="People can always give more; it just isn't counted.",
        ),
        frames.question(
            "And to the same person?",
            frames.text_field(initial=str(options.limits.per_person), most=3),
            name=PER_PERSON,
        ),
        frames.question(
            "Values, one a line",
            frames.text_field(initial="\n".join(options.values), is_long=True, most=tags.MOST * (tags.LONGEST + 1)),
            name=TAGS,
            is_optional=True,
        ),
        frames.question("Reaction that gives kudos", frames.text_field(initial=options.emoji, most=100), name=EMOJI),
        frames.question("Also", frames.choice("checkboxes", ticks, initial=ticked), name=OUTSIDERS, is_optional=True),
    ]
    return frames.modal("Kudos settings", blocks, callback=SET, submit="Save", close="Cancel")
