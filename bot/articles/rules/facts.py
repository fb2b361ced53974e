"""What does an article say of itself, who has checked it, and what was it before?"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from bot.circles.rules import Name
from bot.ids import UserId


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an article says of itself."""

    title: str
    tags: tuple[str, ...] = ()
    #: Other names and questions it goes by.
    aliases: tuple[str, ...] = ()
    #: As written: a Slack id, an e-mail address or a name.
    owner: str = ""
    url: str = ""
    #: ISO 639-1, '' when it does not say.
    language: str = ""
    verified_on: date | None = None
    #: Days; None when it does not say, 0 when a verification does not expire.
    review_every: int | None = None
    #: For whom it is, () for everyone; None when it does not say.
    readers: tuple[Name, ...] | None = None

    def titled(self, title: str) -> Self:
        return replace(self, title=title)


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Somebody has read it and says it is right."""

    on: date
    #: None when the article says so itself.
    by: UserId | None = None
    #: The revision that was read; None when the article says so itself.
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One state an article was in."""

    number: int
    made_at: datetime
    #: None when it was not a person in Slack.
    made_by: UserId | None
    #: What made it, e.g. `import handbook`; for which reason, where a person gave one.
    origin: str
    why: str = ""
    path: str
    #: The whole text as it came in, front matter included.
    source: str = field(repr=False)
    #: SHA-256 of the source in UTF-8.
    hash: str
    #: Where the text begins in the source, after the front matter.
    starts_at: int
    facts: Facts

    @property
    def text(self) -> str:
        return self.source[self.starts_at :]
