"""What does a person read when they have asked? One of four honest outcomes, the same from everywhere."""

from collections.abc import Iterable

from bot.answers import rules
from bot.answers.rules import Found
from bot.answers.views import experts, freshness, passages, unanswered, upcoming
from bot.articles import rules as articles_rules
from bot.articles.rules.readers import EVERYONE
from bot.ids import AnswerId
from bot.search import snippets
from bot.search.gate import Decision, is_likely
from bot.search.snippets import Snippet, excerpt
from bot.slack import message, text
from bot.slack.message import Block, Message

PICK = "answers.pick"
NONE = "answers.none"
MORE = "answers.more"
OTHERS = "answers.others"
HELPFUL = "answers.helpful"
NOT_HELPFUL = "answers.not_helpful"
SHARE = "answers.share"
THANK = "kudos.thank_author"
FIX = "desk.fix"
OPEN = "answers.open"


def place(value: str) -> tuple[AnswerId, int]:
    """Read the value of a button that stands under one passage of an answer."""
    answer, _, rest = value.partition("|")
    rank, _, _ = rest.partition("|")
    return AnswerId(int(answer)), int(rank)


def answered(found: Found, *, can_share: bool = True) -> Message:
    """Draw an answer: the passage, the likeliest among others, a choice, or an honest no."""
    answer = found.answer
    is_picked = answer.picked is not None
    if found.best is not None and (answer.decision is Decision.SURE or is_picked):
        return _sure(found, found.best, can_share=can_share)
    if found.best is not None and answer.decision is Decision.MAYBE and is_likely(answer.confidence):
        return _likely(found, found.best, can_share=can_share)
    if found.passages and answer.decision is not Decision.NOTHING:
        return _maybe(found)
    return nothing(found)


def others(found: Found) -> Message:
    """Draw the titles found, when the first was not it."""
    return _maybe(found)


def shared(found: Found, rank: int, *, sharer: str) -> Message:
    """Draw an answer for the channel: the question again, the passage, who shared it."""
    passage = found.passages[rank]
    shown = _snippet(found, passage)
    blocks = [
        message.section(f"*Q:* {text.escape(text.clip(found.answer.question or '', 500))}"),
        *_passage(passage, shown),
        message.context(f"Shared by {text.escape(sharer)} · {freshness.line(found, passage)}"),
        message.actions(*feedback(found.answer.id, rank), *_open(passage)),
    ]
    return message.message(_notification(passage, shown), blocks)


def whole(found: Found, rank: int) -> Message:
    """Draw a passage in full, for one reader."""
    passage = found.passages[rank]
    shown = _snippet(found, passage, limit=rules.SHOWN_ALL)
    buttons = message.actions(*feedback(found.answer.id, rank), *_open(passage))
    blocks = [*_passage(passage, shown), message.context(freshness.line(found, passage)), buttons]
    return message.message(_notification(passage, shown), blocks)


def nothing_asked() -> Message:
    """Answer a question without a word in it."""
    return _line("I can't find a question in that. Ask in a few words, for example: `/learn travel expenses`.")


def _line(line: str) -> Message:
    return message.message(line, [message.section(line)])


def _sure(found: Found, rank: int, *, can_share: bool) -> Message:
    answer = found.answer
    passage = found.passages[rank]
    shown = _snippet(found, passage)
    buttons = _buttons(found, rank, shown, can_share=can_share)
    if len({one.article.id for one in found.passages.values()}) > 1:
        buttons.append(message.button("Other results", action=OTHERS, value=str(answer.id)))
    owner = passage.article.owner_user
    if owner is not None and owner != answer.asker:
        is_open = passage.article.audience == EVERYONE  # thanks are for all to read
        value = f"{owner}|{passage.article.title if is_open else ''}"
        buttons.append(message.button("Thank the author", action=THANK, value=value))
    blocks = [
        *_notes(answer.notes),
        *_passage(passage, shown),
        message.context(freshness.line(found, passage)),
        message.actions(*buttons, *_open(passage)),
        *upcoming.line(found.upcoming),
    ]
    return message.message(_notification(passage, shown), blocks)


def _likely(found: Found, rank: int, *, can_share: bool) -> Message:
    """The likeliest passage, said to be no more than that, and the other candidates."""
    passage = found.passages[rank]
    shown = snippets.likely(passage.page, passage.places, found.answer.words)
    others = [(place, one) for place, one in _titles(found) if one.article.id != passage.article.id]
    none = message.button("None of these", action=NONE, value=str(found.answer.id))
    blocks = [
        *_notes(found.answer.notes),
        message.section("I'm not sure. *This may be it:*"),
        *_passage(passage, shown),
        message.context(freshness.line(found, passage)),
        message.actions(*_buttons(found, rank, shown, can_share=can_share), *_open(passage)),
        message.divider(),
        *([message.section("Or did you mean one of these?")] if others else []),
        *(block for _, one in others for block in _candidate(found, one)),
        message.actions(*(_choice(found, place, one) for place, one in others), none),
        *upcoming.line(found.upcoming),
    ]
    return message.message(f"This may be it: {_notification(passage, shown)}", blocks)


def _maybe(found: Found) -> Message:
    titles = _titles(found)
    line = "I'm not sure. Did you mean one of these?" if len(titles) > 1 else "I'm not sure. Is it this?"
    none = message.button("None of these", action=NONE, value=str(found.answer.id))
    blocks = [
        *_notes(found.answer.notes),
        message.section(line),
        *(block for _, one in titles for block in _candidate(found, one)),
        message.actions(*(_choice(found, rank, one) for rank, one in titles), none),
        *upcoming.line(found.upcoming),
    ]
    names = ", ".join(passage.article.title for _, passage in titles)
    return message.message(text.escape(f"Did you mean: {names}?"), blocks)


def _candidate(found: Found, passage: articles_rules.Passage) -> list[Block]:
    """A title with the lines that made it a candidate."""
    lines = text.escape(excerpt(passage.places[0], found.answer.words, limit=rules.EXCERPT))
    return [passages.heading(passage.article.title, passage.section.path, url=passage.link), message.context(lines)]


def _buttons(found: Found, rank: int, shown: Snippet, *, can_share: bool) -> list[message.Element]:
    answer = found.answer
    buttons = []
    if can_share and answer.channel is not None and not answer.is_public:
        buttons.append(message.button("Share", action=SHARE, value=f"{answer.id}|{rank}"))
    elif answer.surface is rules.Surface.DIRECT:
        buttons.append(message.button("Share to…", action=unanswered.WHERE, value=f"{answer.id}|{rank}"))
    buttons += feedback(answer.id, rank)
    if shown.is_cut:
        buttons.append(message.button("Show more", action=MORE, value=f"{answer.id}|{rank}"))
    return buttons


def nothing(found: Found) -> Message:
    """Say that no article answers this yet, with what comes near."""
    question = text.escape(text.clip(" ".join((found.answer.question or "").split()), 200))
    line = f"No article answers “{question}” yet."
    blocks = [*_notes(found.answer.notes), message.section(line)]
    if found.passages:
        choices = (_choice(found, rank, passage) for rank, passage in _titles(found))
        blocks += [message.context("The closest I found:"), message.actions(*choices)]
    blocks += upcoming.line(found.upcoming)
    if found.not_for_us is not None:
        why = f" {text.escape(found.not_for_us)}" if found.not_for_us else ""
        blocks.append(message.context(f"The curators say this isn't something the knowledge base covers.{why}"))
    if found.experts:
        blocks += [message.section("These people may know:"), *experts.offered(found.answer.id, found.experts)]
    blocks += unanswered.way_on(found.answer)
    return message.message(line, blocks)


def _passage(passage: articles_rules.Passage, shown: Snippet) -> list[Block]:
    """The parts of a passage, each under its heading."""
    url = passage.article.facts.url
    found = [passages.heading(passage.article.title, passage.section.path, url=passage.link)]
    for at, part in enumerate(shown.parts):
        if at:
            found.append(passages.further(part.section.path, url=passage.link_to(part.section)))
        found += passages.drawn(passages.linked(part.blocks, passage.leads, url=url))
    if not shown.parts:
        found += passages.drawn([])
    said = [block for part in shown.parts for block in part.blocks]
    if reads := passages.readable(said, passage.leads, but=passage.article.id):
        found.append(message.actions(*reads))
    return list(passages.without_tables(found, keeping=1))


def _snippet(found: Found, passage: articles_rules.Passage, *, limit: int = rules.SHOWN) -> Snippet:
    return snippets.passage(passage.page, passage.places, found.answer.words, limit=limit)


def _notification(passage: articles_rules.Passage, shown: Snippet) -> str:
    return text.escape(text.first_sentence(shown.first_sentence or passage.article.title))


def feedback(answer: AnswerId, rank: int) -> list[message.Element]:
    """What a reader can say of a passage of an answer."""
    value = f"{answer}|{rank}"
    return [
        message.button("Helpful", action=HELPFUL, value=value),
        message.button("Wrong", action=NOT_HELPFUL, value=value),
        message.button("Fix it", action=FIX, value=value),
    ]


def _open(passage: articles_rules.Passage) -> list[message.Element]:
    if text.safe_url(passage.link) is None:
        return []
    return [message.button("Open the article", action=OPEN, url=passage.link)]


def _titles(found: Found) -> list[tuple[int, articles_rules.Passage]]:
    """The first passage of each article found, best first."""
    seen: set[int] = set()
    titles = []
    for rank, passage in sorted(found.passages.items()):
        if passage.article.id not in seen:
            seen.add(passage.article.id)
            titles.append((rank, passage))
    return titles[: rules.CHOICES]


def _choice(found: Found, rank: int, passage: articles_rules.Passage) -> message.Element:
    return message.button(_label(passage), action=f"{PICK}:{rank}", value=f"{found.answer.id}|{rank}")


def _label(passage: articles_rules.Passage) -> str:
    title = " ".join(passage.article.title.split())
    path = passages.steps(passage.article.title, passage.section.path)
    return f"{title} › {path[-1]}" if path and len(title) < 40 else title


def _notes(notes: Iterable[str]) -> list[Block]:
    lines = [text.escape(note) for note in notes]
    return [message.context(*lines)] if lines else []
