"""What can be pressed under an answer, and on the way through the knowledge base?"""

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.answers import rules, service, views
from bot.answers.handlers.asking import find, fitting, own, shareable
from bot.answers.handlers.places import conversation
from bot.answers.service import aloud, colleagues, rooms, sharing
from bot.answers.service.colleagues import Teachers
from bot.answers.service.library import Library
from bot.answers.views import browse, receipts, unanswered, usage
from bot.articles import service as articles
from bot.articles.service import editing, readers
from bot.articles.views import readers as reader_views
from bot.errors import UserError
from bot.ids import AnswerId, ArticleId
from bot.people import service as people
from bot.runtime import Runtime
from bot.search.findings import Findings
from bot.slack import text
from bot.slack.answer import Answer, Say
from bot.slack.listener import Listeners
from bot.slack.message import Message
from bot.slack.payloads import Action
from bot.slack.values import Odd, number, numbers


def register(on: Listeners, library: Library, teachers: Teachers) -> None:
    on.press(views.PICK, pick)
    on.press(views.MORE, more)
    on.press(views.OTHERS, others)
    on.press(views.NONE, partial(none_of_these, teachers=teachers))
    on.press(views.SHARE, share)
    on.press(unanswered.ASK, ask, before=_may_ask)
    on.press(receipts.TAKE_BACK, take_back)
    on.press(browse.TOPIC, topic)
    on.press(browse.ARTICLE, article)
    on.press(browse.AGAIN, again)
    on.press(usage.SEARCH, partial(search, teachers=teachers), before=partial(_look, library))


def passage(pressed: Action) -> tuple[AnswerId, int]:
    """Read what stands under one passage of an answer: `answer|rank`, and whatever else follows."""
    answer, _, rest = pressed.value.partition("|")
    rank = number(rest.partition("|")[0])
    if rank >= rules.KEPT:
        raise Odd
    return AnswerId(number(answer)), rank


def pick(session: Session, pressed: Action, now: datetime) -> Answer:
    """One of the offered titles: its passage. Where its asker opens it for all to read, the card shows it to all."""
    answer, rank = passage(pressed)
    found = service.pick(session, pressed.actor.workspace, answer, rank, pressed.actor.user, now=now)
    if found.answer.asker == pressed.actor.user and aloud.put_right(session, found, now=now):
        return None
    return _shown(pressed, views.answered(found), is_replacing=True)


def more(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Show more*, and *Read it* in a digest: the whole passage, to the reader alone.

    A digest outlives its questions and passages: then it is the article that is read.
    """
    answer, rank = passage(pressed)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    try:
        found = service.whole(session, workspace, answer, rank, user, now=now)
    except (rules.Forgotten, rules.NothingThere):
        stood_in = pressed.value.split("|")[2:]
        if not stood_in:
            raise
        return _shown(pressed, _article(session, pressed, ArticleId(number(stood_in[0]))))
    return _shown(pressed, views.whole(found, rank))


def others(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Other results*: the titles found, when the first was not it."""
    answer = AnswerId(number(pressed.value))
    found = service.reopen(session, pressed.actor.workspace, answer, pressed.actor.user, now=now)
    return _shown(pressed, views.others(found))


def none_of_these(session: Session, pressed: Action, now: datetime, *, teachers: Teachers) -> Answer:
    """*None of these*: an honest no, to the asker alone; the opinion is kept, and a card for all is put right."""
    workspace, user, answer = pressed.actor.workspace, pressed.actor.user, AnswerId(number(pressed.value))
    why = rules.Reason.OTHER_QUESTION
    service.rate(session, workspace, answer, user, is_helpful=False, reason=why, now=now)
    found = service.reopen(session, workspace, answer, user, now=now)
    if found.answer.asker == user:
        aloud.put_right(session, replace(found, answer=replace(found.answer, picked=None)), now=now)
        found = colleagues.listed(session, found, teachers, now=now)
    return _shown(pressed, views.nothing(found), is_replacing=True)


def share(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Share*: the answer where it was asked, in the asker's name; pressed twice, it is posted once."""
    return _put(session, pressed, *passage(pressed), now=now)


def ask(session: Session, pressed: Action, now: datetime, refusal: UserError | None) -> Answer:
    """*Ask the channel*: a question that nobody has answered in writing, in the asker's name."""
    if refusal is not None:
        raise refusal
    return _put(session, pressed, AnswerId(number(pressed.value)), rules.UNANSWERED, now=now)


def take_back(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Take it back*: a shared answer leaves the channel again."""
    answer, *parts = pressed.value.split("|")
    if len(parts) != 2:
        raise Odd
    place = conversation(*parts)
    workspace, user = pressed.actor.workspace, pressed.actor.user
    sharing.take_back(session, workspace, AnswerId(number(answer)), user, place=place, now=now)
    return _shown(pressed, receipts.taken_back(), is_replacing=True)


def topic(session: Session, pressed: Action, now: datetime) -> Answer:
    """A topic of the browser: its articles."""
    label = text.clean(pressed.value)
    found = articles.articles_in(session, pressed.actor.workspace, label, own(session, pressed.actor))
    return _shown(pressed, browse.topic(label, found))


def article(session: Session, pressed: Action, now: datetime) -> Answer:
    """An article of the browser: its beginning, or the section asked for."""
    id, *ordinal = numbers(pressed.value)
    said = _article(session, pressed, ArticleId(id), *ordinal)
    return _shown(pressed, said, is_replacing=bool(ordinal))


def again(session: Session, pressed: Action, now: datetime) -> Answer:
    """*Read again*: one's own earlier answer, with its passages as they are now."""
    workspace, answer = pressed.actor.workspace, AnswerId(number(pressed.value))
    found = service.read_again(session, workspace, answer, pressed.actor.user, now=now)
    return _shown(pressed, views.answered(found))


def search(
    session: Session, pressed: Action, now: datetime, findings: Findings | None, *, teachers: Teachers
) -> Answer:
    """*Search for “help”*: who typed a word that usually means something else does ask it."""
    if findings is None:
        return _shown(pressed, views.nothing_asked())
    asked = rules.Asked(
        workspace=pressed.actor.workspace,
        key=f"press:{pressed.trigger}",
        asker=pressed.actor.user,
        text=text.clean(pressed.value),
        surface=rules.Surface.COMMAND,
        channel=shareable(pressed.channel),
    )
    found = service.answer(session, asked, findings, own(session, pressed.actor), now=now)
    return _shown(pressed, views.answered(colleagues.told(session, found, teachers, now=now)), is_replacing=True)


def _may_ask(runtime: Runtime, pressed: Action) -> UserError | None:
    asked = pressed.value
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
        return None  # said to who may do this at all
    return rooms.of_answer(runtime, pressed.actor.workspace, AnswerId(int(asked)), pressed.actor.user)


def _look(library: Library, runtime: Runtime, pressed: Action) -> Findings | None:
    whose = partial(own, actor=pressed.actor)
    return find(library, runtime, pressed.actor, text.clean(pressed.value), whose)


def _article(session: Session, pressed: Action, id: ArticleId, ordinal: int = 0) -> Message:
    workspace = pressed.actor.workspace
    page = articles.published(session, workspace, id, own(session, pressed.actor))
    is_theirs = editing.may_change(session, workspace, page.article, pressed.actor.user)
    said = browse.article(page, ordinal, is_theirs=is_theirs)
    if people.is_curator(session, workspace, pressed.actor.user):
        line = reader_views.line(page.article.id, readers.named(session, workspace, page.article.id))
        said = replace(said, blocks=(*said.blocks, *line))
    return said


def _put(session: Session, pressed: Action, answer: AnswerId, rank: int, *, now: datetime) -> Answer:
    shared = sharing.share(session, pressed.actor.workspace, answer, pressed.actor.user, rank=rank, now=now)
    return _shown(pressed, receipts.receipt(shared.share, link=shared.link))


def _shown(pressed: Action, message: Message, *, is_replacing: bool = False) -> Say:
    return Say(fitting(pressed, message), is_replacing=is_replacing and pressed.is_ephemeral)
