"""Who may know? People who said that they may be asked, why each, and in which order, so that all take turns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.ids import AnswerId, UserId

SHOWN = 3  #: people offered at once
#: Somebody who has so many open questions, or was asked so often in a week, is left in peace.
MOST_OPEN, MOST_A_WEEK = 2, 3
#: This much of a question's telling words is in what somebody wrote or answered before they are offered for it.
LIKE = 0.45

_FORMS = (
    r"who(?:'s| is| are)?(?: the| an| our| your)*(?: go[- ]to| right| best)?"
    r"(?: expert| experts| specialist| specialists| person| people| one)?"
    r" (?:knows?|that knows|to ask|i (?:can|could|should) ask|to talk to|for|on|in)"
    r"(?: (?:a lot|anything|something|more|most))? ?(?:about|on|for|with|regarding)? (?P<a>.+)",
    r"who (?:knows|understands)(?: (?:a lot|anything|something|more|most))? ?(?:about|of)? (?P<b>.+)",
    r"who (?:can|could|might|would|may)(?: be able to)? help(?: (?:me|us|here|out))*"
    r"(?: with| on| about| in)? (?P<c>.+)",
    r"who (?:should|can|could|do|would) (?:i|we) (?:ask|talk to|speak to|contact)"
    r"(?: about| for| on| regarding| with) (?P<d>.+)",
    r"who is (?:good|experienced) (?:at|in|with) (?P<e>.+)",
    r"(?:wer kennt sich(?: gut)? mit) (?P<f>.+?)(?: aus)?",
    r"(?:qui s'y connaît en|qui peut m'aider (?:avec|sur)) (?P<g>.+)",
    r"(?:quién sabe (?:de|sobre)|quien sabe (?:de|sobre)) (?P<h>.+)",
)
_ASKED = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)


class Why(StrEnum):
    MENTORS = "mentors"
    WROTE = "wrote"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why somebody may know. `about`: the topic or the article's title; '' for a question, which is not to be told."""

    why: Why
    about: str = ""
    #: How much of what is asked it covers, 0 to 1.
    fit: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Expert:
    user: UserId
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody has chosen about being asked, and about hearing of answers."""

    #: None: they have not said.
    is_willing: bool | None = None
    #: the question they had answered when they were asked whether they may be asked
    about: AnswerId | None = None
    #: when a question was last put to them
    asked_at: datetime | None = None
    #: of answers to what they asked
    hears: bool = True


def topic(sentence: str) -> str | None:
    """Return what somebody looks for people about; None when they ask something else.

    >>> topic("Who knows about terraform?")
    'terraform'
    """
    found = _ASKED.fullmatch(" ".join(sentence.split()).strip(" ?!.").removeprefix("hey ").replace("’", "'"))
    about = next((one for one in found.groups() if one), "") if found else ""
    return about.strip(" ?!.") or None


def order(found: Mapping[UserId, Sequence[Reason]], asked_at: Mapping[UserId, datetime]) -> tuple[UserId, ...]:
    """Order those who may know: whoever was asked last comes last, then the likelier, then who was asked longer ago."""
    never = datetime.min.replace(tzinfo=UTC)
    last = max((one for one in found if one in asked_at), key=lambda one: asked_at[one], default=None)

    def place(user: UserId) -> tuple[bool, float, datetime, str]:
        fit = max(one.fit for one in found[user])
        return user == last, -round(fit * 4) / 4, asked_at.get(user, never), user

    return tuple(sorted(found, key=place))
