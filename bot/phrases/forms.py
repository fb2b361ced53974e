"""Which phrases does a language have? A form to fill in; what a language leaves out, it does not understand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Pattern = re.Pattern[str]
NEVER: Pattern = re.compile(r"(?!)")


def compiled(*patterns: str) -> tuple[Pattern, ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def kinds(me: str, patterns: Sequence[tuple[str, str]]) -> tuple[tuple[str, Pattern], ...]:
    """Compile what tells of milestones, each after how a sentence in the first person begins."""
    return tuple((kind, re.compile(me + pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in patterns)


@dataclass(frozen=True, kw_only=True)
class Mentoring:
    #: each with a group `topic`; the first that is found counts
    wishes: tuple[Pattern, ...] = ()
    #: what asks for help with a topic; a wish for a mentor only where the topic is a skill everybody knows
    helps: tuple[Pattern, ...] = ()
    no_wish: Pattern = NEVER
    #: what was asked or offered before, and how it stands or ends
    again: Pattern = NEVER
    #: a topic said elsewhere in the sentence
    learn: Pattern = NEVER
    #: small words between the wish and the topic
    lead: Pattern = NEVER
    #: where the topic ends and the rest of the sentence begins
    tail: Pattern = NEVER
    #: what a reason begins with
    why: Pattern = NEVER
    offers: tuple[Pattern, ...] = ()
    no_offer: Pattern = NEVER
    #: who will not be here until when, in a group `until`
    away: tuple[Pattern, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Achieving:
    greeting: Pattern = NEVER
    #: the kind, and what tells of it, with a group `title`
    told: tuple[tuple[str, Pattern], ...] = ()
    quietly: Pattern = NEVER
    when: Pattern = NEVER
    asking: Pattern = NEVER
    article: Pattern = NEVER
    tail: Pattern = NEVER


@dataclass(frozen=True, kw_only=True)
class Thanking:
    """Patterns without anchors, for the words before and after whoever is thanked."""

    #: what may stand before the word that thanks
    before: str = ""
    words: tuple[str, ...] = ()
    #: "so much", "for everything": what only makes a word stronger
    much: str = ""
    #: what a reason begins with
    because: str = ""
    #: what is said of somebody, right after their name, and thanks them without a word of thanks
    praise: str = ""
    #: "and", between those who are thanked
    joined: str = ""
    #: "to", before whoever is thanked
    towards: str = ""
    #: words that name nobody, though they stand where a name could
    nobody: str = ""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    #: each with a group `topic`; the first that is found counts
    offers: tuple[Pattern, ...] = ()
    wishes: tuple[Pattern, ...] = ()
    #: what is said of a session that there is, or was
    neither: Pattern = NEVER
    #: where the topic ends and a courtesy begins
    tail: Pattern = NEVER


@dataclass(frozen=True, kw_only=True)
class Language:
    code: str
    #: what people add to a kind word without meaning more by it
    around: str = ""
    #: whole sentences, by what they are
    courtesies: Mapping[str, str] = field(default_factory=dict)
    mentoring: Mentoring = field(default_factory=Mentoring)
    achieving: Achieving = field(default_factory=Achieving)
    thanking: Thanking = field(default_factory=Thanking)
    gathering: Gathering = field(default_factory=Gathering)
