"""What is an inquiry: a question put privately to one person after the other, until somebody answers it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import Forbidden, UserError
from bot.ids import AnswerId, ArticleId, PromiseId, UserId, WorkspaceId

#: Working days in which somebody answers; at half of them they are reminded, once.
ANSWER_DAYS = 2.0
MOST_ASKED = 3  #: people, one after the other
REPLY = 3000  #: characters


class State(StrEnum):
    ASKING = "asking"
    POSTED = "posted"  #: it stands in the channel
    CURATORS = "curators"
    ANSWERED = "answered"
    WRITTEN = "written"  #: there is an article
    DECLINED = "declined"  #: a curator said that it is nothing for the knowledge base
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"  #: there is no one left


OPEN = frozenset({State.ASKING, State.CURATORS, State.POSTED})


class Said(StrEnum):
    """What somebody who was asked has said."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOT_ME = "not_me"
    SILENT = "silent"
    GONE = "gone"
    OVER = "over"  #: somebody else was faster, or the asker needs it no more


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One person who is asked."""

    inquiry: int
    user: UserId
    said: Said
    #: why they were chosen, in plain words
    reasons: tuple[str, ...]
    is_curator: bool
    card: PromiseId | None
    is_reminded: bool
    #: when the clock looks at it next; None when it need not
    next_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    id: int
    workspace: WorkspaceId
    answer: AnswerId
    asker: UserId
    is_named: bool
    #: in the asker's words; '' once forgotten
    question: str
    state: State
    #: put it to the channel when nobody can help, and not to the curators
    to_channel: bool
    reply: str
    replier: UserId | None
    #: the replier lets curators make an article of it
    may_keep: bool
    article: ArticleId | None
    #: the asker's card, which says where it stands
    tracker: PromiseId | None
    made_at: datetime

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Over(UserError):
    """That question no longer needs an answer. Thank you for looking!"""


class NotAsked(Forbidden):
    """Only the people who were asked can answer that."""


class NotYourQuestion(Forbidden):
    """Only the person who asked can do that."""


class AlreadyAsked(UserError):
    """You've already put that question to people. My message to you says where it stands."""


class NotAvailable(UserError):
    """That person can't be asked right now. Please choose someone else."""


class NoSuchArticle(UserError):
    """I can't find an article with that title. Please pick one from the list."""
