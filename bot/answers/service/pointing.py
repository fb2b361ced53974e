"""Which article answers this question? Somebody who knows says so: the search learns it, and who asked reads it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.answers import rules, store
from bot.answers import views as answer_views
from bot.answers.rules.inquiries import NoSuchArticle
from bot.answers.store import lessons, reactions
from bot.answers.views import inquiries as views
from bot.answers.views import passages
from bot.articles import rules as articles_rules
from bot.articles import service as articles
from bot.articles.service import readers as whose
from bot.ids import AnswerId, ArticleId, UserId, WorkspaceId
from bot.markup.sections import Section
from bot.search.marking import matcher, matches
from bot.search.snippets import snippet
from bot.slack.message import Element, Message

LISTED = 100  #: articles one can pick from


def choices(
    session: Session, workspace: WorkspaceId, near: Sequence[ArticleId], by: UserId
) -> tuple[articles_rules.Article, ...]:
    """Return the articles to pick from: those that come near, then one's own, then the newest."""
    reader = whose.person(session, workspace, by)
    newest = articles.most_recent(session, workspace, reader, limit=2 * LISTED)
    known = {one.id: one for one in (*newest, *articles.without_text(session, workspace, near, reader))}
    first = [known[id] for id in near if id in known]
    own = [one for one in newest if one.owner_user == by]
    return tuple({one.id: one for one in (*first, *own, *newest)}.values())[:LISTED]


def named(
    session: Session, workspace: WorkspaceId, title: str, near: Sequence[ArticleId], by: UserId
) -> ArticleId | None:
    """Return the article of a title as somebody has typed it, among those that come near; None when it is none."""
    wanted = " ".join(title.casefold().split())
    found = articles.without_text(session, workspace, near, whose.person(session, workspace, by))
    return next((one.id for one in found if " ".join(one.title.casefold().split()) == wanted), None)


def page(
    session: Session, workspace: WorkspaceId, article: ArticleId, *, by: UserId, to: UserId | None
) -> articles_rules.Page:
    """Return a published article to point at, which both may read; raise `NoSuchArticle`."""
    found = there(session, workspace, article, to)
    if found is None or there(session, workspace, article, by) is None:
        raise NoSuchArticle
    return found


def there(
    session: Session, workspace: WorkspaceId, article: ArticleId, reader: UserId | None
) -> articles_rules.Page | None:
    """Return an article as somebody may read it; None when it was taken out, or is not for them."""
    try:
        return articles.published(session, workspace, article, whose.person(session, workspace, reader))
    except articles_rules.NoArticle:
        return None


def teach(
    session: Session, workspace: WorkspaceId, answer: AnswerId, article: ArticleId, *, by: UserId, now: datetime
) -> None:
    """Make a question a past question of an article; it is found within seconds."""
    lessons.teach(session, workspace, answer, article, by=by, now=now)
    reactions.learned(session, workspace)


def said(
    session: Session, answer: AnswerId, workspace: WorkspaceId, page: articles_rules.Page, question: str, *, by: str
) -> Message:
    """Return the article as an answer, with the section that comes nearest to the question.

    From then on it is what the answer shows: it can be read again, called helpful or wrong, and fixed.
    """
    found = store.find(session, workspace, answer)
    words = {} if found is None else found.words
    section = _nearest(page.sections, frozenset(words))
    shown, opinions = [], list[Element]()
    if section is not None:
        shown = [
            passages.heading(page.article.title, section.path, url=page.article.facts.url),
            *passages.without_tables(passages.drawn(snippet(section, words, limit=rules.SHOWN).blocks), keeping=1),
        ]
        if found is not None and found.question is not None:
            place = articles_rules.Place(article=page.article.id, section=section.ordinal, anchor=section.anchor)
            opinions = answer_views.feedback(answer, lessons.show(session, workspace, answer, place))
    return views.pointed(question, page.article, shown, opinions, by=by)


def _nearest(sections: Sequence[Section], words: frozenset[str]) -> Section | None:
    match = matcher(words)

    def count(section: Section) -> int:
        return len(matches(f"{' '.join(section.path)} {section.text}", match)) if words else 0

    return max(sections, key=count, default=None)
