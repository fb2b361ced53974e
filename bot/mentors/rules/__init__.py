"""What may become of a request for a mentor, and who may make it so?

              ┌──────── asking ────────▶ posted ────────▶ owner          mentors are asked one by one, then the
              │           │                │                │            mentors' channel, then the programme owner
              │           └────────────────┼────────────────┘
              │                            ▼
              │                         matched ─────────▶ met           introduced; have met and are in touch
              ▼                            │                │
          withdrawn                        ├────────────────┤
        (by its asker)                     ▼                ▼
                                        closed         superseded        done; or another request goes on in its place

Forward only: no arrow leads back, each is one version-checked update. Whatever starts again (no meeting, not a good
fit, another topic, a mentor who leaves) is a new request with the same `root`, so the old one keeps its history and
its buttons can explain themselves. An open request may also be superseded, by a changed topic.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.mentors.rules.refusals import Closed, NotAParty, Settled

CAPACITY = 2  #: people a mentor helps at a time, unless they choose otherwise
MOST_CAPACITY = 10
MOST_OPEN = 5  #: open requests a person may have
ASKED_FIRST = 3  #: mentors asked privately before the channel is
ANSWER_DAYS = 2.0  #: working days a mentor has
WIDEN_DAYS = 5.0  #: working days after which the channel is asked, whatever the private answers
CHANNEL_DAYS = 2.0  #: working days the channel has before the owner is asked
OWNER_DAYS = 3.0  #: working days between reminders to the owner
MET_DAYS = 5.0
NUDGE_DAYS = 8.0
REOPEN_DAYS = 10.0
MONTH_DAYS = 21.0  #: working days
IGNORED_MOST = 3  #: offers ignored in a row before a mentor is paused
GROUP = 3  #: people waiting for one topic before a group session is proposed

TOPIC_LENGTH = 60
GOAL_LENGTH = 1000


class State(StrEnum):
    ASKING = "asking"
    POSTED = "posted"
    OWNER = "owner"
    MATCHED = "matched"
    MET = "met"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Party(StrEnum):
    ASKER = "asker"
    ASKED = "asked"  #: a mentor who was asked and has not answered
    HELPER = "helper"  #: anybody who sees the card in the mentors' channel
    MENTOR = "mentor"  #: the one who took it
    OWNER = "owner"
    CLOCK = "clock"  #: a deadline, or an answer that leaves nobody to ask
    LEAVING = "leaving"  #: one of the parties has left


class Kind(StrEnum):
    QUESTION = "question"  #: one question, one talk
    ONGOING = "ongoing"


class Level(StrEnum):
    BASICS = "basics"
    DAILY = "daily"
    DEEP = "deep"


class Answer(StrEnum):
    """What became of asking one mentor."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    NO_TIME = "no_time"
    NOT_MY_AREA = "not_my_area"
    IGNORED = "ignored"
    UNREACHABLE = "unreachable"  #: Slack would not deliver the question
    RELEASED = "released"  #: it is not needed any more: somebody else took it, or it was withdrawn


class Fit(StrEnum):
    GOOD = "good"
    DECIDING = "deciding"
    NOT_GOOD = "not_good"


class Outcome(StrEnum):
    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"


OPEN = frozenset({State.ASKING, State.POSTED, State.OWNER})
PAIRED = frozenset({State.MATCHED, State.MET})
OVER = frozenset({State.CLOSED, State.WITHDRAWN, State.SUPERSEDED})

_TAKERS = frozenset({Party.ASKED, Party.HELPER, Party.OWNER})
_PAIR = frozenset({Party.ASKER, Party.MENTOR})
_WIDENERS = frozenset({Party.ASKER, Party.CLOCK})

TRANSITIONS: Mapping[tuple[State, State], frozenset[Party]] = {
    (State.ASKING, State.POSTED): _WIDENERS,
    (State.ASKING, State.OWNER): _WIDENERS,
    (State.POSTED, State.OWNER): _WIDENERS,
    **{(state, State.MATCHED): _TAKERS for state in OPEN},
    **{(state, State.WITHDRAWN): frozenset({Party.ASKER, Party.LEAVING}) for state in OPEN},
    **{(state, State.SUPERSEDED): frozenset({Party.ASKER}) for state in OPEN},
    (State.MATCHED, State.MET): _PAIR,
    (State.MATCHED, State.CLOSED): _PAIR | {Party.LEAVING},
    (State.MET, State.CLOSED): _PAIR | {Party.LEAVING},
    (State.MATCHED, State.SUPERSEDED): _PAIR | {Party.CLOCK, Party.LEAVING},
    (State.MET, State.SUPERSEDED): _PAIR | {Party.LEAVING},
}


def check(state: State, to: State, *, by: Party) -> None:
    """Raise the sentence a person reads when this step is not theirs to make, or not possible any more."""
    if (state, to) not in TRANSITIONS:
        raise Closed if state in OVER else Settled
    if by not in TRANSITIONS[state, to]:
        raise NotAParty
