"""What do those read who ask people, and who are asked: a form, a card, and what has become of it?"""

from collections.abc import Sequence
from datetime import datetime

from bot.answers.rules.inquiries import REPLY, Ask, Inquiry, Said, State
from bot.articles.rules import Article
from bot.ids import ChannelId, UserId
from bot.slack import message, text, views
from bot.slack.message import Block, Element, Message

PUT = "answers.put"
REPLIED, POINTED = "answers.replied", "answers.pointed_to"
ANSWER, NOT_ME, WRITTEN, LEAVE_OUT = "answers.reply", "answers.not_me", "answers.written", "answers.leave_me_out"
NEXT, WITHDRAW, KEEP = "answers.ask_next", "answers.withdraw", "answers.keep_reply"
THANK = "kudos.thank_author"
READ = "answers.article"
QUESTION, NAMED, AFTERWARDS, WORDS, MAY_KEEP, ARTICLE, TITLE = (
    "question",
    "named",
    "afterwards",
    "words",
    "may_keep",
    "article",
    "title",
)
_SHOWN = 500  #: characters of a question


def form(name: str, question: str, *, channel: ChannelId | None, metadata: str) -> views.View:
    """Put a question to somebody."""
    named = [views.option("Show my name", "named"), views.option("Don't say who asks", "unnamed")]
    after = [views.option("Leave it with the curators", "curators")]
    if channel is not None:
        after.append(views.option("Ask the channel where I asked you, in my name", "channel"))
    return views.modal(
        "Ask a colleague",
        [
            message.context(
                f"{text.escape(text.clip(name, 60))} gets it privately and has two working days. If they can't help, "
                "I ask the next person who may know; at most three."
            ),
            views.question("Your question", views.text_field(initial=question, is_long=True, most=1000), name=QUESTION),
            views.question("Your name", views.choice("radio_buttons", named, initial=("named",)), name=NAMED),
            views.question(
                "If no one can help", views.choice("radio_buttons", after, initial=("curators",)), name=AFTERWARDS
            ),
        ],
        callback=PUT,
        submit="Ask",
        metadata=metadata,
    )


def card(inquiry: Inquiry, ask: Ask, *, asker: str, is_reminder: bool = False) -> Message:
    """Ask somebody. `asker`: their name, '' where they do not want to say."""
    who = f"*{text.escape(asker)}*" if asker and inquiry.is_named else "A colleague"
    lead = f"{who} has a question you may be able to answer:"
    if ask.is_curator:
        lead = f"{who} asked a question that no article answers, and no one I asked could help:"
    if is_reminder:
        lead = f"Still open: {lead[0].lower()}{lead[1:]}" if lead.startswith("A ") else f"Still open: {lead}"
    why = "; ".join(text.escape(one) for one in ask.reasons[:2])
    hints = [f"I thought of you because {why}." if why else ""]
    if ask.due_at is not None:
        hints.append(f"After {text.hour(ask.due_at)} I'll ask someone else.")
    hints.append("You can also just reply in this thread.")
    value = str(inquiry.id)
    buttons = [
        message.button("Answer", action=ANSWER, value=value, style="primary"),
        message.button("It's written here", action=WRITTEN, value=value),
        message.button("Not me", action=NOT_ME, value=value),
    ]
    if not ask.is_curator:
        buttons.append(message.button("Leave me out for good", action=LEAVE_OUT, value=value))
    return message.message(
        f"{lead} {_quoted(inquiry)}",
        [
            message.section(f"{lead}\n>{_quoted(inquiry)}"),
            message.context(" ".join(one for one in hints if one)),
            message.actions(*buttons),
        ],
    )


def settled(inquiry: Inquiry, ask: Ask) -> Message:
    """What takes the place of somebody's card."""
    said = {
        Said.ANSWERED: "You answered this. Thank you!",
        Said.NOT_ME: "No problem, I'm asking someone else.",
        Said.SILENT: "No problem, I've asked someone else.",
        Said.GONE: "I've asked someone else.",
        Said.OVER: "This no longer needs an answer. Thank you for being there!",
        Said.ASKED: "",
    }[ask.said]
    quoted = _quoted(inquiry)
    return message.message(
        said, [message.section(f">{quoted}") if quoted else message.divider(), message.context(said)]
    )


def reply_form(inquiry: Inquiry) -> views.View:
    keep = views.option(
        "Curators may make an article of it, in my name", "yes", hint="Otherwise only the person who asked reads it."
    )
    return views.modal(
        "Answer a question",
        [
            message.section(f">{_quoted(inquiry)}"),
            views.question("Your answer", views.text_field(is_long=True, most=REPLY), name=WORDS),
            views.question("For everyone", views.choice("checkboxes", [keep]), name=MAY_KEEP, is_optional=True),
        ],
        callback=REPLIED,
        submit="Send",
        metadata=str(inquiry.id),
    )


def article_form(question: str, articles: Sequence[Article], *, callback: str, metadata: str) -> views.View:
    """Pick the article that answers a question; Slack filters a list as one types, and takes a hundred."""
    options = [views.option(text.clip(one.title, 75), str(one.id)) for one in articles[:100]]
    blocks: list[Block] = [message.section(f">{text.escape(text.clip(question, _SHOWN))}")]
    if options:
        picking = views.choice("static_select", options, placeholder="Type to search the titles")
        blocks.append(views.question("Which article answers it?", picking, name=ARTICLE, is_optional=True))
    blocks.append(
        views.question(
            "Not in the list?" if options else "Which article answers it?",
            views.text_field(placeholder="The article's exact title", most=250),
            name=TITLE,
            is_optional=True,
        )
    )
    blocks.append(message.context("From now on, whoever asks this finds that article."))
    return views.modal("It's written here", blocks, callback=callback, submit="Save", metadata=metadata)


def tracker(inquiry: Inquiry, asks: Sequence[Ask], names: dict[UserId, str]) -> Message:
    """Tell the asker where it stands."""
    line = _standing(inquiry, asks, names)
    blocks = [message.section(f"{line}\n>{_quoted(inquiry)}")]
    if inquiry.state in (State.ASKING, State.CURATORS):
        value = str(inquiry.id)
        buttons = [message.button("I don't need it any more", action=WITHDRAW, value=value)]
        if inquiry.state is State.ASKING:
            buttons.insert(0, message.button("Ask someone else now", action=NEXT, value=value))
        blocks.append(message.actions(*buttons))
    return message.message(line, blocks)


def _standing(inquiry: Inquiry, asks: Sequence[Ask], names: dict[UserId, str]) -> str:
    waiting = [one for one in asks if one.said is Said.ASKED and not one.is_curator]
    tried = [one for one in asks if one.said is not Said.ASKED and not one.is_curator]
    match inquiry.state:
        case State.ASKING if waiting:
            who = text.bold(names.get(waiting[-1].user, "a colleague"))
            until = f"; the reply is due by {text.hour(due)}" if (due := waiting[-1].due_at) else ""
            first = "I've asked" if not tried else "No luck yet, so I've asked"
            return f"{first} {who}{until}."
        case State.POSTED:
            return "No one I asked could help, so I've posted your question in the channel. I'll tell you who replies."
        case State.CURATORS:
            return "No one I asked could help, so the curators have your question now. I'll tell you what they say."
        case State.ANSWERED:
            who = text.bold(names.get(inquiry.replier, "a colleague")) if inquiry.replier else "A colleague"
            return f"{who} has answered your question."
        case State.WRITTEN:
            return "There's an article that answers your question."
        case State.DECLINED:
            return "A curator says that this isn't something for the knowledge base."
        case State.WITHDRAWN:
            return "You took your question back. No one is asked any more."
    return "I haven't found anyone who can answer your question. Please try the channel where it belongs."


def replied(inquiry: Inquiry, *, by: str, is_curator: bool = False) -> Message:
    """The answer, to who asked."""
    who = text.bold(text.clip(by, 60))
    words = "\n".join(f">{text.escape(line)}" for line in text.clip(inquiry.reply, REPLY - 400).splitlines())
    thanks = message.button(
        f"Thank {text.clip(by, 40)}", action=THANK, value=f"{inquiry.replier}|{text.clip(inquiry.question, 150)}"
    )
    return message.message(
        f"{who} answered your question: {text.escape(text.clip(inquiry.reply, 150))}",
        [
            message.section(f"{who} answered your question:\n*Q:* {_quoted(inquiry)}"),
            message.section(words),
            message.actions(thanks),
        ],
    )


def pointed(
    question: str, article: Article, shown: Sequence[Block], opinions: Sequence[Element], *, by: str
) -> Message:
    """The article that somebody named as the answer, to who asked. `by`: '' where it is nobody in particular.

    `opinions`: what can be said of it.
    """
    lead = f"{text.bold(text.clip(by, 60))} says this answers your question" if by else "Your question has an answer"
    quoted = text.escape(text.clip(question, _SHOWN))
    read = message.button("View article", action=f"{READ}:{article.id}", value=str(article.id))
    return message.message(
        f"{lead}: {text.escape(article.title)}",
        [message.section(f"{lead}:\n*Q:* {quoted}"), *shown, message.actions(*opinions, read)],
    )


def thanked(inquiry: Inquiry, *, can_keep: bool) -> Message:
    """Confirm to who answered."""
    line = "Thank you! I've passed your answer on."
    if not can_keep:
        return message.message(line, [message.section(line)])
    keep = message.button("Suggest it as an article", action=KEEP, value=str(inquiry.id))
    return message.message(line, [message.section(line), message.actions(keep)])


def line(said: str) -> Message:
    return message.message(said, [message.section(said)])


def sent(name: str, *, until: datetime) -> Message:
    said = f"Asked! {text.bold(name)} has until {text.hour(until)}; I'll write to you as soon as there's news."
    return line(said)


def _quoted(inquiry: Inquiry) -> str:
    return text.escape(" ".join(text.clip(inquiry.question, _SHOWN).split()))
