"""What does App Home show, and what does Pollen say when asked what it can do?"""

from collections.abc import Iterator, Mapping, Sequence

from bot.audit import Entry, Outcome
from bot.home.rules import PROGRAMS, RETENTION, Finding, Setup
from bot.ids import UserId
from bot.slack import message, text
from bot.slack import views as frames
from bot.slack.message import Block, Element, Message
from bot.slack.views import View

SETUP, SET_UP = "home.setup", "home.set_up"
FORM = "home.form"
OTHERS, GUESTS, OUTSIDERS = "others", "guests", "outsiders"
MORE, LESS = "home.more", "home.less"
OWNER, ADMINS, CURATORS, MENTORS, MILESTONES, RETENTION_DAYS, PROGRAMS_OPEN = (
    "owner",
    "admins",
    "curators",
    "mentors",
    "milestones",
    "retention",
    "programs",
)

_OTHERS = (
    frames.option("Guests", GUESTS),
    frames.option("People of other companies", OUTSIDERS, hint="They read along where I answer in a shared channel."),
)

#: (title, what to type), pinned where somebody opens a conversation with the bot.
PROMPTS = (
    ("Ask a question", "How do I prepare for a first mentoring meeting?"),
    ("See what you can do", "help"),
)

_KEPT = 3  #: things to do that App Home shows an admin

_HELP = (
    "*Ask:* `/learn how do I claim travel expenses?` gives you a private answer anywhere. "
    "Mention me in a channel or thread and I'll answer there, or message me directly.",
    "*Browse:* `/learn` on its own shows the topics and your latest questions.",
    "*On someone's message:* choose _Find an answer_ from its menu. You see it first; sharing is up to you. "
    "If the message is the answer, choose _Save to knowledge_: a curator publishes it in its author's name.",
    "*Thank:* `/kudos @ana for unblocking the release #taught-me`, or mention me in a thread, or react with 🙌.",
    "*Find someone who knows:* `/learn who knows about terraform?` I only suggest people who agreed to be asked.",
    "*Find a mentor:* tell me “I need a mentor for Kubernetes”, or offer: “I can mentor SQL”.",
    "*Share a milestone:* tell me “I passed CKA”, or type `/pollen learned`.",
    "*Your data:* `/pollen my data` shows what I keep about you; you can get a copy or erase it.",
    "*Weekly digest:* `/pollen digest here weekly Wed 10:00 Europe/Paris`.",
    "*For curators:* `/pollen desk` shows what people called wrong or suggest, and what to check.",
    "*For admins:* `/pollen setup` sets who looks after what; `/pollen doctor` says what's missing.",
)


def help() -> Message:
    """Say what can be done here."""
    return message.message("Here's what I can do: answer, pass on thanks, find mentors, share milestones.", _help())


def unknown(word: str, near: str) -> Message:
    """Name a word that means nothing here, and the nearest that does; then say what does."""
    line = f"I don't know “{text.escape(text.clip(word, 60))}”." + (f" Did you mean `/pollen {near}`?" if near else "")
    return message.message(line, [message.section(line), *_help()])


def preferences() -> Message:
    """What a person may choose for themselves."""
    buttons = [
        message.button("How I'm thanked", action="kudos.preferences"),
        message.button("My mentor profile", action="mentors.profile"),
        message.button("My data", action=FORM, value="my data"),
    ]
    rest = message.context("Milestones and your monthly recap: on my Home tab, next to what they're about.")
    return message.message("Your preferences", [message.section("*Your preferences*"), message.actions(*buttons), rest])


def form_offered(verb: str) -> Message:
    """Offer the form that a verb opens where it is typed as a command."""
    line = "That's a form. Open it when you're ready."
    return message.message(
        line, [message.section(line), message.actions(message.button("Open the form", action=FORM, value=verb))]
    )


def _help() -> list[Block]:
    return [message.section("*Here's what I can do*"), *(message.section(line) for line in _HELP)]


def home(blocks: Sequence[Block], shown: str) -> View:
    """App Home; `shown` says how much of it this is."""
    return frames.home(blocks, metadata=shown)


def first_steps() -> list[Block]:
    """What a newcomer may begin with."""
    return [
        message.header("Welcome! Three things to start with"),
        message.section("*Ask a question.* Type `/learn` and your question in any conversation: only you see it."),
        message.section(
            "*Thank someone.* Say who helped you, and with what.",
            accessory=message.button("Give kudos", action="kudos.write", style="primary"),
        ),
        message.section(
            "*Find a mentor.* I ask for you, and your name stays private until someone accepts.",
            accessory=message.button("Find me a mentor", action="mentors.edit"),
        ),
    ]


def unsettled(findings: Sequence[Finding]) -> list[Block]:
    """What an admin has to see to, as long as there is something."""
    wrong = [one for one in findings if not one.is_well]
    if not wrong:
        return []
    lines = [f"• {one.sentence}" for one in wrong[:_KEPT]]
    more = len(wrong) - _KEPT
    rest = [message.context(f"… and {more} more: `/pollen doctor`")] if more > 0 else []
    return [message.header("Set up Pollen"), message.section("\n".join(lines), accessory=_button("Set up")), *rest]


def form(setup: Setup) -> View:
    """What an admin sets for everybody."""
    days = [frames.option(f"{days} days", str(days)) for days in RETENTION]
    blocks = [
        frames.question(
            "Programme owner",
            _pick("users_select", "Automatic (first admin seen)", user=setup.owner),
            name=OWNER,
            hint="Gets the requests nobody takes, and a report on the programme.",
            is_optional=True,
        ),
        frames.question(
            "Curators",
            _pick("multi_users_select", "Admins only", users=setup.curators),
            name=CURATORS,
            hint="They review and publish articles. Admins always can.",
            is_optional=True,
        ),
        frames.question(
            "Pollen admins",
            _pick("multi_users_select", "Only Slack's admins", users=setup.admins),
            name=ADMINS,
            hint="In addition to Slack's own admins.",
            is_optional=True,
        ),
        frames.question(
            "Mentors' channel",
            _pick("conversations_select", "None", conversation=setup.mentors_channel)
            | {"filter": {"include": ["public", "private"], "exclude_bot_users": True}},
            name=MENTORS,
            hint="Requests no mentor takes privately go here. Please invite me if it's private.",
            is_optional=True,
        ),
        frames.question(
            "Milestones channel",
            _pick("channels_select", "Kudos channel, if there is one", channel=setup.milestones_channel),
            name=MILESTONES,
            hint="Milestones told to me privately are shared here, if their owner agrees.",
            is_optional=True,
        ),
        frames.question(
            "Keep questions, and who asked them, for",
            frames.choice("static_select", days, initial=(str(setup.retention_days),)),
            name=RETENTION_DAYS,
        ),
        frames.question(
            "Other programs that may ask me",
            frames.choice(
                "checkboxes", [frames.option(label, name) for name, label in PROGRAMS.items()], initial=setup.programs
            ),
            name=PROGRAMS_OPEN,
            hint="Each person's program then asks as that person, with their rights.",
            is_optional=True,
        ),
        frames.question(
            "Who else may read what is for everyone",
            frames.choice("checkboxes", _OTHERS, initial=_others(setup)),
            name=OTHERS,
            hint="What is for a group or a channel, they never read.",
            is_optional=True,
        ),
        message.context("Kudos have their own settings: `/kudos settings`."),
    ]
    return frames.modal("Set up Pollen", blocks, callback=SET_UP, submit="Save", close="Cancel")


def _others(setup: Setup) -> tuple[str, ...]:
    return tuple(one for one, may in ((GUESTS, setup.guests), (OUTSIDERS, setup.outsiders)) if may)


def checked(findings: Sequence[Finding]) -> Message:
    """Say what an admin should know."""
    wrong = sum(not one.is_well for one in findings)
    lead = "Everything's in place." if not wrong else f"{wrong} thing{'' if wrong == 1 else 's'} to fix."
    lines = "\n".join(f"{'✓' if one.is_well else '•'} {one.sentence}" for one in findings)
    return message.message(
        lead, [message.section(f"*{lead}*"), message.section(lines), message.actions(_button("Set up Pollen"))]
    )


def trail(entries: Sequence[Entry], *, names: Mapping[UserId, str]) -> Message:
    """Say who used a right, or was refused one; the newest first."""
    lead = "Rights that were used or refused" if entries else "No right has been used or refused yet."
    lines = [
        f"{text.hour(one.at)} · {text.escape(names.get(one.actor, 'someone who left'))} · {text.escape(one.what)}"
        f" · {'done' if one.outcome is Outcome.DONE else 'refused'}"
        for one in entries
    ]
    parts = [message.section(f"*{lead}*"), *([message.section("\n".join(lines))] if lines else [])]
    return message.message(lead, [*parts, message.context("Kept for a year. All of it: `pollen export audit`.")])


def admins(findings: Sequence[Finding]) -> list[Block]:
    """The admins' part of App Home: what is still to do, and the way to do it."""
    open_ones = [f"• {one.sentence}" for one in findings if not one.is_well][:_KEPT]
    lines = "\n".join(["*Set up Pollen* (only admins see this)", *open_ones])
    return [message.section(lines, accessory=_button("Set up"))]


def _button(label: str) -> Element:
    return message.button(label, action=SETUP)


def _pick(kind: str, placeholder: str, **initial: object) -> Element:
    element: Element = {"type": kind, "placeholder": message.plain(placeholder, 150)}
    return element | {f"initial_{name}": value for name, value in _chosen(initial)}


def _chosen(initial: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    return ((name, list(value) if isinstance(value, tuple) else value) for name, value in initial.items() if value)
