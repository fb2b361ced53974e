"""What does one see of words that are to be kept: the form, the curator's card, and what became of them?"""

from collections.abc import Sequence

from bot.answers.rules.proposals import Proposal, State
from bot.ids import ArticleId, ChannelId, UserId
from bot.slack import message, text, views
from bot.slack.message import Block, Message

REVISED = "answers.revised"
UNNAME = "answers.unname"
PUBLISH, REVISE, DECLINE, TAKE_OUT = "answers.publish", "answers.revise", "answers.decline", "answers.take_out"
DECLINED = "answers.declined"
READ = "answers.article"
TITLE, WORDS, TOPICS, WHY = "title", "words", "topics", "why"
TITLE_LENGTH, WORDS_LENGTH, WHY_LENGTH = 150, 3000, 1000
SHOWN = 1500  #: characters of the words on a card


def form(
    *, title: str, words: str, tags: str = "", notes: list[str], callback: str, submit: str, metadata: str
) -> views.View:
    """What the article will say."""
    return views.modal(
        "Save to knowledge",
        [
            *map(message.context, notes),
            views.question(
                "Title",
                views.text_field(initial=title, placeholder="In the words people would use to ask", most=TITLE_LENGTH),
                name=TITLE,
            ),
            views.question(
                "What it says", views.text_field(initial=words, is_long=True, most=WORDS_LENGTH), name=WORDS
            ),
            views.question(
                "Topics",
                views.text_field(initial=tags, placeholder="travel, expenses", most=200),
                name=TOPICS,
                is_optional=True,
            ),
        ],
        callback=callback,
        submit=submit,
        metadata=metadata,
    )


def notes(
    authors: Sequence[UserId], channel: ChannelId, *, is_curator: bool, is_cut: bool = False, is_alone: bool = False
) -> list[str]:
    """What to know before keeping people's words; mrkdwn. `is_alone`: the rest of the thread could not be read."""
    whom = ", ".join(text.user(one) for one in authors[:5]) + (" and the others" if len(authors) > 5 else "")
    found = [f"Anyone who asks will be able to read it, with a link to the message. I'll let {whom} know."]
    if is_alone:
        found.append("I can't read the rest of this thread. To save more of it, invite me to the channel first.")
    if not channel.startswith("C"):
        found.append("This was said in private. Please ask first, and leave out anything personal.")
    if is_cut:
        found.append(f"A form holds {WORDS_LENGTH:,} characters, so this is only the beginning.")
    if not is_curator:
        found.append("A curator will look at it before it's published.")
    return found


def card(proposal: Proposal, authors: Sequence[tuple[UserId, bool]], *, into: str = "") -> Message:
    """Ask a curator. `authors`: whose words it is made of, and whether each is to be named; `into`: an article."""
    where = text.bold(text.clip(into, TITLE_LENGTH)) if into else "the knowledge base"
    lead = f"{text.user(proposal.proposer)} suggests adding this to {where}"
    value = str(proposal.id)
    words = "\n".join(f"> {text.escape(line)}" for line in text.clip(proposal.text, SHOWN).splitlines() if line.strip())
    said = f"Written by {', '.join(text.user(user) for user, _ in authors[:5])}"
    if not any(is_named for _, is_named in authors):
        said += ", to be published without a name"
    if proposal.tags:
        said += f" · {text.escape(', '.join(proposal.tags))}"
    return message.message(
        f"{lead}: {text.escape(proposal.title)}",
        [
            message.section(f"{lead}:\n{text.bold(proposal.title)}\n{words}"),
            message.context(said),
            message.actions(
                message.button("Publish", action=PUBLISH, value=value, style="primary"),
                message.button("Edit and publish", action=REVISE, value=value),
                message.button("Decline", action=DECLINE, value=value),
            ),
        ],
    )


def decided(title: str, state: State, by: UserId) -> Message:
    """What takes the place of a curator's card."""
    what = "published" if state is State.PUBLISHED else "declined"
    said = f"{text.bold(title)}: {what} by {text.user(by)}. Thank you!"
    return message.message(said, [message.section(said)])


def received(title: str) -> Message:
    said = f"Thank you! A curator will look at {text.bold(title)}; I'll let you know what they decide."
    return message.message(said)


def nobody_decides() -> Message:
    return message.message(
        "No one can publish it yet. An admin can choose curators with `/pollen setup`; please save it again then."
    )


def published(title: str, article: ArticleId) -> Message:
    """Tell who would keep it."""
    return _told(f"{text.bold(title)} is now in the knowledge base. Thank you for suggesting it!", _read(article))


def why_declined(proposal: Proposal) -> views.View:
    field = views.text_field(is_long=True, most=WHY_LENGTH)
    return views.modal(
        "Decline",
        [
            message.section(text.bold(text.clip(proposal.title, TITLE_LENGTH))),
            views.question("Why? They'll read it.", field, name=WHY),
        ],
        callback=DECLINED,
        submit="Decline",
        close="Cancel",
        metadata=str(proposal.id),
    )


def declined(title: str, why: str) -> Message:
    """Tell who would keep it."""
    reason = f"\n> {text.escape(' '.join(why.split()))}" if why else ""
    lead = f"A curator has declined {text.bold(title)} for the knowledge base."
    return message.message(lead, [message.section(f"{lead}{reason}\nThanks all the same!")])


def to_author(title: str, article: ArticleId, proposal: int, *, by: UserId, is_named: bool) -> Message:
    """Tell whose words they are."""
    whose = "in your name" if is_named else "without your name"
    said = f"{text.user(by)} saved what you wrote: it's in the knowledge base as {text.bold(title)}, {whose}."
    out = message.button("Remove it", action=TAKE_OUT, value=str(proposal))
    ways = [_read(article), out]
    if is_named:
        ways.insert(1, message.button("Don't name me", action=UNNAME, value=str(proposal)))
    return _told(f"{said} The next person who asks will find it.", *ways)


def to_asker(question: str, title: str, article: ArticleId) -> Message:
    """Tell who asked when nobody had written it."""
    asked = text.escape(text.clip(question, 300))
    return _told(f"Your question “{asked}” now has an answer in the knowledge base: {text.bold(title)}", _read(article))


def taken_out() -> Message:
    said = "Removed. No one will find it any more."
    return message.message(said, [message.section(said)])


def already(proposal: Proposal) -> Message:
    """Somebody has kept it before."""
    if proposal.state is State.PUBLISHED:
        return message.message("This is already in the knowledge base.")
    return message.message("Someone has already suggested this, and a curator is looking at it.")


def _read(article: ArticleId) -> message.Element:
    return message.button("View article", action=f"{READ}:{article}", value=str(article))


def _told(said: str, *buttons: message.Element) -> Message:
    blocks: list[Block] = [message.section(said), message.actions(*buttons)]
    return message.message(said, blocks)
