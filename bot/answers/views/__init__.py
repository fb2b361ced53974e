"""What does a person read when they have asked? One of four honest outcomes, the same from everywhere."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from bot.answers import rules
from bot.answers.service import Found
from bot.answers.views import passages, unanswered
from bot.articles import rules as articles_rules
from bot.ids import AnswerId
from bot.search.gate import Decision
from bot.search.snippets import Snippet, snippet
from bot.slack import message, text
from bot.slack.message import Block, Message

PICK = "answers.pick"
NONE = "answers.none"
MORE = "answers.more"
OTHERS = "answers.others"
HELPFUL = "answers.helpful"
NOT_HELPFUL = "answers.not_helpful"
REASON = "answers.reason"
UNDO_RATING = "answers.unrate"
SHARE = "answers.share"
TAKE_BACK = "answers.take_back"
THANK = "kudos.thank_author"
OPEN = "answers.open"


def place(value: str) -> tuple[AnswerId, int]:
    """Read the value of a button that stands under one passage of an answer."""
    answer, _, rest = value.partition("|")
    rank, _, _ = rest.partition("|")
    return AnswerId(int(answer)), int(rank)


def answered(found: Found, *, is_whole: bool = False, can_share: bool = True) -> Message:
    """Draw an answer: the passage, a choice of titles, or an honest no. `is_whole`: after *Show more*."""
    answer = found.answer
    is_picked = answer.picked is not None
    if found.best is not None and (answer.decision is Decision.SURE or is_picked):
        return _sure(found, found.best, is_whole=is_whole, can_share=can_share)
    if found.passages and answer.decision is not Decision.NOTHING:
        return _maybe(found)
    return nothing(found)


def others(found: Found) -> Message:
    """Draw the titles found, when the first was not it."""
    return _maybe(found)


def shared(found: Found, rank: int, *, sharer: str) -> Message:
    """Draw an answer for the channel: the question again, the passage, who shared it."""
    passage = found.passages[rank]
    shown = _snippet(found, passage, limit=rules.SHOWN)
    blocks = [
        message.section(f"*Q:* {text.escape(text.clip(found.answer.question or '', 500))}"),
        *_passage(passage, shown),
        message.context(f"Shared by {text.escape(sharer)} · {_freshness(found, passage)}"),
        message.actions(*_feedback(found.answer.id, rank), *_open(passage)),
    ]
    return message.message(_notification(passage, shown), blocks)


def whole(found: Found, rank: int) -> Message:
    """Draw a passage in full, for one reader."""
    passage = found.passages[rank]
    shown = _snippet(found, passage, limit=rules.SHOWN_ALL)
    blocks = [*_passage(passage, shown), message.context(_freshness(found, passage)), *_open_row(passage)]
    return message.message(_notification(passage, shown), blocks)


def receipt(found: Found, share: rules.Share) -> Message:
    """Tell the asker that their answer is in the channel, and how to take it back."""
    where = f"{text.channel(share.channel)}" if share.channel.startswith(("C", "G")) else "this conversation"
    thread = share.thread or ""
    did = "Asked" if share.rank == rules.UNANSWERED else "Shared"
    line = f"{did} in {where}. You can take it back at any time."
    take_back = message.button("Take it back", action=TAKE_BACK, value=f"{found.answer.id}|{share.channel}|{thread}")
    return message.message(line, [message.section(line), message.actions(take_back)])


def taken_back() -> Message:
    return _line("Taken back: the message is being removed.")


def thanks_for_rating(answer: AnswerId, *, reason: rules.Reason | None = None) -> Message:
    """Confirm an opinion, and offer to forget it."""
    said = f"noted: {rules.REASONS[reason].lower()}" if reason else "glad it helped"
    line = f"Thank you, {said}. It makes the next answer better."
    undo = message.button("Undo", action=UNDO_RATING, value=str(answer))
    return message.message(line, [message.section(line, accessory=undo)])


def ask_why(answer: AnswerId, rank: int) -> Message:
    """Ask in one tap what was wrong."""
    line = "Thank you for saying so. What was it?"
    taps = [
        message.button(label, action=f"{REASON}:{reason}", value=f"{answer}|{rank}|{reason}")
        for reason, label in rules.REASONS.items()
    ]
    return message.message(line, [message.section(line), message.actions(*taps)])


def unrated() -> Message:
    return _line("Forgotten. Your opinion no longer counts.")


def nothing_asked() -> Message:
    """Answer a question without a word in it."""
    return _line("I could not find a question in that. Ask in a few words, for example: `/learn travel expenses`.")


def _line(line: str) -> Message:
    return message.message(line, [message.section(line)])


def _sure(found: Found, rank: int, *, is_whole: bool, can_share: bool) -> Message:
    answer = found.answer
    passage = found.passages[rank]
    shown = _snippet(found, passage, limit=rules.SHOWN_ALL if is_whole else rules.SHOWN)
    buttons = []
    if can_share and answer.channel is not None and not answer.is_public:
        buttons.append(message.button("Share", action=SHARE, value=f"{answer.id}|{rank}"))
    buttons += _feedback(answer.id, rank)
    if shown.is_cut and not is_whole:
        buttons.append(message.button("Show more", action=MORE, value=f"{answer.id}|{rank}"))
    if len({one.article.id for one in found.passages.values()}) > 1:
        buttons.append(message.button("Other results", action=OTHERS, value=str(answer.id)))
    owner = passage.article.owner_user
    if owner is not None and owner != answer.asker:
        value = f"{owner}|{passage.article.title}"
        buttons.append(message.button("Thank the author", action=THANK, value=value))
    blocks = [
        *_notes(answer.notes),
        *_passage(passage, shown),
        message.context(_freshness(found, passage)),
        message.actions(*buttons, *_open(passage)),
    ]
    return message.message(_notification(passage, shown), blocks)


def _maybe(found: Found) -> Message:
    line = "I am not sure which of these you mean:" if len(_titles(found)) > 1 else "I am not sure. Is it this?"
    none = message.button("None of these", action=NONE, value=str(found.answer.id))
    blocks = [*_notes(found.answer.notes), message.section(line), message.actions(*_choices(found), none)]
    names = ", ".join(passage.article.title for _, passage in _titles(found))
    return message.message(text.escape(f"Did you mean: {names}?"), blocks)


def nothing(found: Found) -> Message:
    """Say that nobody has written this yet, with what comes near."""
    question = text.escape(text.clip(" ".join((found.answer.question or "").split()), 200))
    line = f"*Nobody has written this yet.* I found no article that answers “{question}”."
    blocks = [*_notes(found.answer.notes), message.section(line)]
    if found.passages:
        blocks += [message.context("The nearest there is:"), message.actions(*_choices(found))]
    blocks += unanswered.way_on(found.answer)
    return message.message(f"Nobody has written this yet: “{question}”", blocks)


def _passage(passage: articles_rules.Passage, shown: Snippet) -> list[Block]:
    title = passages.heading(passage.article.title, passage.section.path, url=passage.link)
    return [title, passages.drawn(shown.blocks)]


def _snippet(found: Found, passage: articles_rules.Passage, *, limit: int) -> Snippet:
    return snippet(_text(passage), found.answer.words, limit=limit)


def _text(passage: articles_rules.Passage) -> str:
    """A short section, such as an article's two opening lines, with those below it as far as there is room."""
    words = passage.section.text
    if len(words) < rules.SHORT:
        for section in passage.below:
            if len(words) < rules.SHOWN:
                words = f"{words.rstrip()}\n\n{section.text}"
    return words


def _notification(passage: articles_rules.Passage, shown: Snippet) -> str:
    return text.escape(text.first_sentence(shown.first_sentence or passage.article.title))


def _freshness(found: Found, passage: articles_rules.Passage) -> str:
    """Say in words how far this can be trusted: who has verified it and when."""
    article = passage.article
    checked = article.verification
    if checked is None:
        said = "not verified yet"
    else:
        name = found.names.get(checked.by, "") if checked.by else ""
        by = f" by {text.escape(text.clip(name, 60))}" if name else ""
        said = f"verified{by} · {text.day(datetime.combine(checked.on, time(12), UTC))}"
        if article.freshness(found.now) in (articles_rules.Freshness.DUE, articles_rules.Freshness.OVERDUE):
            said += " · a review is due"
    if article.facts.owner and article.owner_user is None:
        said += f" · kept by {text.escape(text.clip(article.facts.owner, 60))}"
    return said


def _feedback(answer: AnswerId, rank: int) -> list[message.Element]:
    value = f"{answer}|{rank}"
    return [
        message.button("Helpful", action=HELPFUL, value=value),
        message.button("Not helpful", action=NOT_HELPFUL, value=value),
    ]


def _open(passage: articles_rules.Passage) -> list[message.Element]:
    if text.safe_url(passage.link) is None:
        return []
    return [message.button("Open the article", action=OPEN, url=passage.link)]


def _open_row(passage: articles_rules.Passage) -> list[Block]:
    opening = _open(passage)
    return [message.actions(*opening)] if opening else []


def _titles(found: Found) -> list[tuple[int, articles_rules.Passage]]:
    """The first passage of each article found, best first."""
    seen: set[int] = set()
    titles = []
    for rank, passage in sorted(found.passages.items()):
        if passage.article.id not in seen:
            seen.add(passage.article.id)
            titles.append((rank, passage))
    return titles[: rules.CHOICES]


def _choices(found: Found) -> list[message.Element]:
    return [
        message.button(_label(passage), action=f"{PICK}:{rank}", value=f"{found.answer.id}|{rank}")
        for rank, passage in _titles(found)
    ]


def _label(passage: articles_rules.Passage) -> str:
    title = " ".join(passage.article.title.split())
    path = passages.steps(passage.article.title, passage.section.path)
    return f"{title} › {path[-1]}" if path and len(title) < 40 else title


def _notes(notes: Iterable[str]) -> list[Block]:
    lines = [text.escape(note) for note in notes]
    return [message.context(*lines)] if lines else []
