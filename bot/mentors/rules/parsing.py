"""Is this sentence a wish for a mentor, or an offer to be one, and for which topics? The topic is taken out of it."""

import re
from dataclasses import dataclass
from datetime import date

from bot.mentors.rules import GOAL_LENGTH, topics
from bot.phrases import days
from bot.phrases.english import slang
from bot.phrases.forms import Mentoring
from bot.phrases.languages import LANGUAGES
from bot.slack.letters import alike, uniform
from bot.slack.text import clean, clip, written

_PERSON = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_EMOJI = re.compile(r"(?<!\S):[a-z0-9_+-]+:(?!\S)")


@dataclass(frozen=True, kw_only=True)
class Wish:
    #: What is to be learnt, not yet taken apart into topics; empty when it was not said.
    topics: str
    #: What was said around it, to start the goal with.
    goal: str


def read(sentence: str) -> str:
    """Return what somebody typed as they see it. A person is somebody: only Slack can name them, and an id is no name.

    >>> read("can <@U012ABC> teach me SQL &amp; Go?")
    'can somebody teach me SQL & Go?'
    """
    return written(_PERSON.sub("someone", sentence))


def wish(sentence: str) -> Wish | None:
    """Return what somebody wants to be helped with; None when the sentence is something else.

    >>> wish("I need a mentor for Kubernetes, please")
    Wish(topics='Kubernetes', goal='')
    """
    text = plain(sentence)
    if has_second_thoughts(sentence) or any(one.mentoring.no_wish.search(text) for one in LANGUAGES):
        return None
    for language in LANGUAGES:
        found = _wish(text, language.mentoring)
        if found is not None:
            return found
    return None


def _wish(text: str, phrases: Mentoring) -> Wish | None:
    for pattern in phrases.wishes:
        match = pattern.search(text)
        if match:
            rest = (match.group("topic") or "").strip()
            after = "" if rest and text[match.end() :].strip() == "" else text[match.end() :]
            found = cut(rest, after, phrases)
            learn = None if found.topics else phrases.learn.search(text)
            return found if learn is None else Wish(topics=cut(learn["topic"], "", phrases).topics, goal=found.goal)
    for pattern in phrases.helps:  # "help with my laptop" is a question, "help with k8s" a wish to learn it
        match = pattern.search(text)
        if match and topics.is_skill((found := cut(match["topic"], "", phrases)).topics):
            return found
    return None


def offered(sentence: str) -> str | None:
    """Return the topics somebody offers, not yet taken apart ('' when not said); None when it is no offer.

    >>> offered("I can mentor SQL and negotiation")
    'SQL and negotiation'
    """
    text = plain(sentence)
    for language in LANGUAGES:
        phrases = language.mentoring
        for pattern in phrases.offers:
            match = pattern.search(text)
            if match is None or text.endswith("?"):  # "can I mentor somebody?" asks; it does not offer
                continue
            before = text[: match.end() if match["topic"] is None else match.start("topic")]
            if not phrases.no_offer.search(before):
                return cut((match["topic"] or "").strip(" :"), "", phrases).topics
    return None


def away(sentence: str, today: date) -> date | None:
    """Return the day until which somebody says they are away; None when they do not say so.

    >>> away("I'm away until Monday", date(2026, 5, 13))
    datetime.date(2026, 5, 18)
    """
    text = plain(sentence)
    for language in LANGUAGES:
        for pattern in language.mentoring.away:
            if match := pattern.search(text):
                return days.read(match["until"], today)
    return None


def says_away(sentence: str) -> bool:
    """Whether somebody says until which day they are away; whichever day it is seen from, it is one."""
    return away(sentence, date.min.replace(year=2001)) is not None


def has_second_thoughts(sentence: str) -> bool:
    """Whether somebody asks how their request stands, or takes a request or an offer of theirs back."""
    text = plain(sentence)
    return any(language.mentoring.again.search(text) for language in LANGUAGES)


def cut(rest: str, after: str, phrases: Mentoring) -> Wish:
    lead = phrases.lead.match(rest)
    body = rest[lead.end() :] if lead else rest
    tail = phrases.tail.search(f" {body}")
    topic = body if tail is None else body[: max(0, tail.start() - 1)]
    left = ("" if tail is None else body[max(0, tail.start() - 1) :]) + " " + after
    goal = phrases.why.sub("", left.strip(" \t\n.,;:!?–—-"))
    return Wish(
        topics=topic.strip(" \t\n,;:!?").rstrip(" ."), goal=clip(goal, GOAL_LENGTH) if len(goal.split()) > 3 else ""
    )


def plain(sentence: str) -> str:
    bare = _EMOJI.sub(" ", alike(uniform(clean(sentence))))
    return slang.spelled_out(re.sub(r" +", " ", bare).strip())
