"""What is an article, who is it, and how fresh is it?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.articles.rules.facts import Facts as Facts
from bot.articles.rules.facts import Revision as Revision
from bot.articles.rules.facts import Verification as Verification
from bot.articles.rules.leads import Lead, deep
from bot.articles.rules.readers import EVERYONE, Audience
from bot.articles.rules.topics import Topic as Topic
from bot.errors import UserError
from bot.ids import ArticleId, UserId
from bot.markup.sections import Section
from bot.search import snippets
from bot.search.findings import Hit

STARTER = "starter"  #: the collection that comes with Pollen
ABOUT_ME = "using pollen"  #: the topic of those of them that explain the bot
SAVED = "saved in Slack"  #: the collection of what people wrote there and a curator published
KEY_LENGTH = 500  #: PostgreSQL's index takes 2,704 bytes; a character may need four
COLLECTION_LENGTH = 64
TITLE_LENGTH = 250

REVIEW_DAYS = 180  #: when an article does not say
NEVER_EXPIRES = 0
LONGEST_REVIEW = 3650  #: days
GRACE = timedelta(days=30)  #: due for so long, and overdue after

_SLACK_USER = re.compile(r"<@([UW][A-Z0-9]{5,})(?:\|[^>]*)?>|([UW][A-Z0-9]{5,})")


class State(StrEnum):
    PUBLISHED = "published"
    ARCHIVED = "archived"  #: its file vanished; it comes back with it
    RETIRED = "retired"  #: a curator took it out; it comes back when its file says something else


class Freshness(StrEnum):
    VERIFIED = "verified"
    DUE = "due"  #: its time has come
    OVERDUE = "overdue"  #: its time has come a month ago
    NEVER = "never"  #: nobody has verified it yet


class NoArticle(UserError):
    """That article is no longer in the knowledge base."""


class NotYours(UserError):
    """Only an article's owner or a curator can mark it as checked."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article without its text."""

    id: ArticleId
    collection: str
    #: Its path in the folder it came from.
    path: str
    state: State
    #: The number of its current revision.
    revision: int
    #: The version of the knowledge base in which it last changed.
    changed_in: int
    changed_at: datetime
    facts: Facts
    #: Whose eyes it is for.
    audience: Audience = EVERYONE
    #: The newest one.
    verification: Verification | None = None

    @property
    def title(self) -> str:
        return self.facts.title

    @property
    def owner_user(self) -> UserId | None:
        """The owner, when given as a Slack id."""
        found = _SLACK_USER.fullmatch(self.facts.owner)
        return UserId(found.group(1) or found.group(2)) if found else None

    @property
    def due_on(self) -> date | None:
        """The day of its next review; None when never verified or when it does not expire."""
        every = REVIEW_DAYS if self.facts.review_every is None else self.facts.review_every
        if self.verification is None or every == NEVER_EXPIRES:
            return None
        return self.verification.on + timedelta(days=min(every, (date.max - self.verification.on).days))

    def freshness(self, now: datetime) -> Freshness:
        if self.verification is None:
            return Freshness.NEVER
        if self.due_on is None or now.date() < self.due_on:
            return Freshness.VERIFIED
        return Freshness.DUE if now.date() - self.due_on < GRACE else Freshness.OVERDUE


@dataclass(frozen=True, kw_only=True)
class Page:
    """An article to be read whole."""

    article: Article
    #: Markdown, without front matter.
    text: str
    sections: tuple[Section, ...]
    #: Where its links to other articles lead, by what is written in the text.
    leads: Mapping[str, Lead] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a passage stands: a section by its number in the text that was searched, and by its anchor once known.

    An edit moves the numbers; the anchor stays with its heading.
    """

    article: ArticleId
    section: int
    anchor: str | None = None
    #: Which of the section's words were found, as shares of them.
    start: float = 0.0
    end: float = 1.0
    is_exact: bool = False  #: this very section is meant, not one of the short neighbours that are searched as one
    #: The next best sections of the same article.
    others: tuple["Place", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What was found in a published article."""

    article: Article
    #: The sections found, best first.
    places: tuple[snippets.Place, ...]
    #: All sections of the article.
    page: tuple[Section, ...]
    #: Where its links to other articles lead, by what is written in the text.
    leads: Mapping[str, Lead] = field(default_factory=dict)

    @property
    def section(self) -> Section:
        """The best one."""
        return self.places[0].section

    @property
    def link(self) -> str:
        """The article's address, at this section where that is possible; '' when it has none."""
        return self.link_to(self.section)

    def link_to(self, section: Section) -> str:
        """The article's address at one of its sections."""
        return deep(self.article.facts.url, section.anchor)

    @property
    def place(self) -> Place:
        """Where this is, to be found again after an edit."""
        first, *others = (
            Place(
                article=self.article.id,
                section=one.section.ordinal,
                anchor=one.section.anchor,
                start=one.start,
                end=one.end,
            )
            for one in self.places
        )
        return replace(first, others=tuple(others))


def place(hit: Hit) -> Place:
    """Where a hit of the search stands."""
    id = ArticleId(int(hit.article))
    first, *others = (
        Place(article=id, section=one.section, start=one.start, end=one.end, is_exact=one.is_exact) for one in hit.spots
    )
    return replace(first, others=tuple(others))


def is_silent(sections: Iterable[Section], url: str) -> bool:
    """Does an article say nothing and lead nowhere? Handbooks keep such pages to redirect from."""
    return not url and not any(section.said for section in sections)


def newest(told: date | None, recorded: Verification | None) -> Verification | None:
    """Choose between what an article says itself and what somebody recorded: the newer, else the one with a name."""
    if told is None or (recorded is not None and recorded.on >= told):
        return recorded
    return Verification(on=told)
