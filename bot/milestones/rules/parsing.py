"""Does a sentence tell of a milestone, and of which?

Only what is plainly said in the first person counts: "I passed CKA", "I finished the SQL course". A question never
does. Whatever is not sure is left to the others who listen.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.milestones.rules import TITLE, WORDLESS, Facts, Kind
from bot.phrases.forms import Achieving
from bot.phrases.languages import LANGUAGES
from bot.slack import text
from bot.slack.letters import alike

_LINK = re.compile(r"<(https?://[^>|]+)(?:\|[^>]*)?>|(?<![<|\w])(https?://[^\s<>]+)")
_EXPIRY = re.compile(
    r"[,;(]?\s*\b(?:valid|good|expires?|expiring)\s+(?:until|till|on)?\s*(\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-z]+\s+\d{4}|[a-z]+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})\)?",
    re.I,
)
_SELF = re.compile(r"^(?:(?:and\s+)?i(?:['’](?:ve|m)|\s+(?:have|am))?\s+(?:just\s+)?|new\s+)", re.IGNORECASE)
_EMOJI = re.compile(r":[a-z0-9_+-]+:")


@dataclass(frozen=True, kw_only=True)
class Said:
    facts: Facts
    #: the person asked that nobody be told
    is_quiet: bool = False


def read(sentence: str) -> Said | None:
    """Read a milestone out of a sentence as Slack sends it; None when it tells of none.

    >>> read("I passed my CKA exam yesterday!").facts.title
    'CKA'
    """
    for language in LANGUAGES:
        found = _read(sentence, language.achieving)
        if found is not None:
            return found
    return None


def _read(sentence: str, phrases: Achieving) -> Said | None:
    rest, link, expires_on, is_quiet = _aside(sentence, phrases)
    if phrases.asking.search(alike(rest)):
        return None
    greeting = phrases.greeting.match(alike(rest))
    rest = rest[greeting.end() :] if greeting else rest
    for name, pattern in phrases.told:
        found = pattern.match(alike(rest))
        if found is not None:
            kind = Kind(name)
            title = _title(kind, rest[found.start("title") : found.end("title")], phrases)
            if title or kind in WORDLESS:
                return Said(facts=Facts(kind=kind, title=title, link=link, expires_on=expires_on), is_quiet=is_quiet)
    return None


def read_anything(words: str) -> Said | None:
    """Read what follows `/pollen learned`: a milestone in any case, something learned when nothing else."""
    found = read(words) or read(f"I {words}")
    if found is not None:
        return found
    english = LANGUAGES[0].achieving
    rest, link, expires_on, is_quiet = _aside(words, english)
    title = _title(Kind.SKILL, rest.rstrip("?"), english)
    if not title:
        return None
    return Said(facts=Facts(kind=Kind.SKILL, title=title, link=link, expires_on=expires_on), is_quiet=is_quiet)


def _aside(sentence: str, phrases: Achieving) -> tuple[str, str, date | None, bool]:
    """Take out what is said beside the milestone: an address, an expiry, that it is not to be announced."""
    linked = _LINK.search(sentence)
    rest = _LINK.sub(" ", sentence)
    rest = " ".join(_EMOJI.sub(" ", text.written(rest)).split())
    expiry = _EXPIRY.search(rest)
    rest = _EXPIRY.sub("", rest)
    is_quiet = False
    while aside := phrases.quietly.search(alike(rest)):
        is_quiet, rest = True, rest[: aside.start()] + rest[aside.end() :]
    return (
        rest.strip(),
        text.written((linked[1] or linked[2]) if linked else ""),
        _date(expiry[1] if expiry else ""),
        is_quiet,
    )


def _title(kind: Kind, words: str, phrases: Achieving) -> str:
    title = words.strip(" \t.,!;:–—-🎉🥳🎓👏()")
    title = phrases.when.sub("", title)
    title = re.sub(r"\s+now$", "", title, flags=re.IGNORECASE)
    title = phrases.article.sub("", title)
    title = re.sub(r"^(?:today|yesterday)\s*[:,]\s*", "", title, flags=re.IGNORECASE)
    if kind is Kind.CERTIFICATION:
        title = phrases.tail.sub("", title)
    if kind is Kind.HELLO:
        title = _SELF.sub("", title)
    if kind is Kind.ARTICLE:
        title = re.sub(r"^(?:article|guide|page|post)(?:\s+(?:about|on)\s+|\s*:\s*)", "", title, flags=re.IGNORECASE)
    title = title.strip(" .,!;:–—-")
    quoted = re.fullmatch(r"[\"“«]([^\"“”«»]+)[\"”»]", title)
    return (quoted[1] if quoted else title)[:TITLE]


def _date(written: str) -> date | None:
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[.,]", "", written)
    for form in ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"):
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    return None
