"""What did the last import leave of an article? Enough to tell whether its file is another now."""

from dataclasses import dataclass

from bot.articles import rules
from bot.circles.rules import Name
from bot.ids import ArticleId


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the last import left of an article."""

    id: ArticleId
    key: str
    state: rules.State
    revision: int
    path: str
    hash: str
    starts_at: int
    facts: rules.Facts
    #: For whom a curator says it is; None when none has said.
    chosen: tuple[Name, ...] | None
