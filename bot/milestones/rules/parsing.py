"""Does a sentence tell of a milestone, and of which?

Only what is plainly said in the first person counts: "I passed CKA", "I finished the SQL course". A question never
does. Whatever is not sure is left to the others who listen.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.milestones.rules import TITLE, WORDLESS, Facts, Kind
from bot.slack import text

_GREETING = re.compile(
    r"^(?:(?:hey|hi|hello|yay+|woo+hoo+|hooray|hurray|good news|great news|news|guess what|small win|big win|today|"
    r"finally|so)\b(?:\s+(?:all|everyone|everybody|team|folks|there|pollen))?[\s,!.:;–—-]*)+",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:just|finally|now|also|today|recently|successfully|officially|already|actually|proudly)\s+)*"
_ME = rf"^(?:(?:i|we)(?:['’]ve|\s+have|['’]m|\s+am)?\s+(?:been\s+)?)?{_ADVERBS}"
_COURSE = (
    r"(?:courses?|trainings?|tutorials?|bootcamp|class|module|curriculum|learning path|moocs?|programme|program|book)"
)
_EXAM = r"(?:exams?|certifications?|certificates?|certs?|tests?)"
_SCHOOLS = r"(?:coursera|udemy|udacity|edx|pluralsight|codecademy|datacamp|khan academy|linkedin learning|educative)"
#: What is got without having learned for it.
_NO_PROOF = r"(?!.*\b(?:errors?|failures?|failed|failing|broken|expired|results?|bugs?|warnings?)\b)"
#: What is passed on, or passed by; and what a programmer's tests do.
_PASSED_ON = (
    r"(?:(?:the|a|an|my|our|this|that|your|his|her|their|some)\s+)?(?:tickets?|balls?|batons?|torch|messages?|notes?|"
    r"unit tests?|tests?|all tests|checks?|"
    r"infos?|information|words?|requests?|tasks?|feedback|deadlines?|links?|files?|keys?|buck|time)\b"
)

#: What an exam is called for short: CKAD, AZ-900.
_CODE = r"(?-i:[A-Z]{3,6}(?:-?\d{2,4})?)\b"
_TEAM = r"the\s+(?:team|company)(?!\s+(?:meeting|call|chat|lunch|event|stand|retro|sync))"
_STAGE = r"(?:all[- ]hands|conferences?|meetups?|summit|town hall|board|leadership)"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.HELLO,
        r"(?:i['’]m|i am)\s+(?:new\s+(?:here|(?:to|in|at|on) (?:the|this|your) (?:team|company|workspace))"
        r"|(?=the new\s))(?P<title>.*)",
    ),
    (Kind.HELLO, r"[^.!?,]{1,40}?\s+and\s+(?P<title>(?:i\s+)?(?:just\s+)?joined\s+the\s+.*\bteam\b.*)"),
    (Kind.HELLO, r"[^.!?,]{1,40},\s+(?=the new\s)(?P<title>.+)"),
    (
        Kind.HELLO,
        r"(?:joined)\s+(?P<title>(?:{_TEAM}|today|this week|us|as)\b.*)",
    ),
    (Kind.ONBOARDING, r"(?:finished|completed|done with)\s+(?:my\s+|the\s+)?(?P<title>.*\bonboarding\b.*)"),
    (Kind.MENTORSHIP, r"(?:finished|completed)\s+(?:my\s+|the\s+|a\s+)?(?P<title>.*\bmentorship\b.*)"),
    (Kind.CERTIFICATION, rf"passed\s+(?!(?:out|away|by|on|over|it|this|that|through)\b|{_PASSED_ON})(?P<title>.+)"),
    (
        Kind.CERTIFICATION,
        rf"(?:got|earned|received|obtained|achieved|renewed)\s+{_NO_PROOF}(?P<title>.+?\b{_EXAM}\b.*)",
    ),
    (
        Kind.CERTIFICATION,
        rf"(?:cleared|aced|completed)\s+{_NO_PROOF}(?P<title>.+?\b(?:exams?|certifications?|certificates?)\b.*)",
    ),
    (
        Kind.CERTIFICATION,
        rf"(?:got|earned|completed)\s+(?:my|the)\s+(?!(?:COVID|PTO|OK|ETA|FYI)\b)(?P<title>{_CODE}[.!]*)$",
    ),
    (Kind.CERTIFICATION, rf"renewed\s+(?:my\s+|the\s+)?(?P<title>{_CODE})"),
    (Kind.CERTIFICATION, r"(?:got|earned)\s+(?:my\s+|the\s+)?(?P<title>(?-i:[A-Z]{2,6}-?\d{2,4})\b[.!]*)$"),
    (Kind.CERTIFICATION, r"(?:earned|received)\s+(?P<title>(?:a|the|my)\s+.*\bbadge\b.*)"),
    (Kind.CERTIFICATION, r"(?:got\s+)?certified\s+(?:in|for|as|on|now[:,]?)\s+(?P<title>.+)"),
    (Kind.CERTIFICATION, r"(?:became|got|am|are)?\s*(?:a\s+|an\s+)?(?P<title>(?:\S+\s+){0,6}certified\b.*)"),
    (Kind.COURSE, rf"(?:finished|completed|did|took|wrapped up)\s+(?!not\b)(?P<title>.*\b{_COURSE}\b.*)"),
    (Kind.COURSE, rf"(?:finished|completed)\s+(?P<title>.+\b(?:on|at|from)\s+{_SCHOOLS}\b.*)"),
    (Kind.COURSE, r"graduated\s+(?:from|in)\s+(?P<title>.+)"),
    (
        Kind.TALK,
        r"(?:gave|held|did|delivered)\s+(?:a|my|the)\s+(?:\S+\s+)?(?:talk|presentation|keynote)\b(?P<title>.*)",
    ),
    (
        Kind.TALK,
        r"(?:gave|held|did|delivered)\s+my\s+(?P<title>first\s+(?:\w+\s+){0,2}(?:talk|presentation|keynote))[.!]*$",
    ),
    (Kind.TALK, r"(?:spoke|presented)\s+(?:at|about|on)\s+(?P<title>.+)"),
    (Kind.TALK, rf"presented\s+(?P<title>.+\s(?:at|to)\s+(?:the\s+|our\s+|a\s+)?{_STAGE}\b.*)"),
    (
        Kind.LED,
        r"(?:led|hosted|ran(?!\s+(?:into|out|through)\b)|facilitated|moderated|taught)\s+"
        r"(?P<title>.*\b(?:sessions?|workshops?|study groups?|course|class|lunch talk)\b.*)",
    ),
    (
        Kind.ATTENDED,
        r"(?:attended|took part in|went to|participated in)\s+"
        r"(?P<title>.*\b(?:session|workshop|conference|meetup|webinar|study group|training|course)\b.*)",
    ),
    (Kind.ARTICLE, r"(?:wrote|published)\s+(?P<title>.*\b(?:article|guide|how-to|page|post)\b.*)"),
    (Kind.SKILL, r"TIL(?:\s*[:,]|\s+that)?\s+(?P<title>.+)"),
    (Kind.SKILL, r"(?:learned|learnt)\s+(?!that\b|from\b|a lot\b)(?:how\s+to\s+|about\s+|to\s+)?(?P<title>.+)"),
)
_READ = tuple((kind, re.compile(_ME + pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _PATTERNS)

_LINK = re.compile(r"<(https?://[^>|]+)(?:\|[^>]*)?>|(?<![<|\w])(https?://[^\s<>]+)")
_EXPIRY = re.compile(
    r"[,;(]?\s*\b(?:valid|good|expires?|expiring)\s+(?:until|till|on)?\s*(\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-z]+\s+\d{4}|[a-z]+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})\)?",
    re.I,
)
_QUIETLY = re.compile(
    r"[,;.(–—-]?\s*\b(?:(?:but|and)\s+)?(?:please\s+)?"
    r"(?:just for me|only for me|keep (?:it|this) (?:private|to yourself|quiet)|"
    r"(?:please )?(?:don['’]t|do not) (?:announce|tell anyone|tell anybody|share)(?: it| this)?|"
    r"quietly|privately|confidential(?:ly)?|"
    r"(?:keep (?:it|this) )?between (?:us|you and me)|no (?:announcements?|posts?|fuss))\b(?:\s+please)?\)?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s+(?:today|yesterday|just now|this (?:morning|week|month)|last (?:week|month|night)|(?:on )?(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|\b(?:how (?:do|can|should)|where (?:do|can|is)|who (?:can|knows)|(?:can|could) (?:i|you|any|some)\w*)\b", re.I
)
_ARTICLE = re.compile(r"^(?:the|my|a|an|our|his|her|their|on|about)\s+", re.IGNORECASE)
_TAIL = re.compile(rf"\s+{_EXAM}$", re.IGNORECASE)
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
    rest, link, expires_on, is_quiet = _aside(sentence)
    if _ASKING.search(rest):
        return None
    rest = _GREETING.sub("", rest)
    for kind, pattern in _READ:
        found = pattern.match(rest)
        if found is not None:
            title = _title(kind, found["title"])
            if title or kind in WORDLESS:
                return Said(facts=Facts(kind=kind, title=title, link=link, expires_on=expires_on), is_quiet=is_quiet)
    return None


def read_anything(words: str) -> Said | None:
    """Read what follows `/pollen learned`: a milestone in any case, something learned when nothing else."""
    found = read(words) or read(f"I {words}")
    if found is not None:
        return found
    rest, link, expires_on, is_quiet = _aside(words)
    title = _title(Kind.SKILL, rest.rstrip("?"))
    if not title:
        return None
    return Said(facts=Facts(kind=Kind.SKILL, title=title, link=link, expires_on=expires_on), is_quiet=is_quiet)


def _aside(sentence: str) -> tuple[str, str, date | None, bool]:
    """Take out what is said beside the milestone: an address, an expiry, that it is not to be announced."""
    linked = _LINK.search(sentence)
    rest = _LINK.sub(" ", sentence)
    rest = " ".join(_EMOJI.sub(" ", text.written(rest)).split())
    expiry = _EXPIRY.search(rest)
    rest = _EXPIRY.sub("", rest)
    is_quiet = _QUIETLY.search(rest) is not None
    rest = _QUIETLY.sub("", rest).strip()
    return rest, text.written((linked[1] or linked[2]) if linked else ""), _date(expiry[1] if expiry else ""), is_quiet


def _title(kind: Kind, words: str) -> str:
    title = words.strip(" \t.,!;:–—-🎉🥳🎓👏()")
    title = _WHEN.sub("", title)
    title = re.sub(r"\s+now$", "", title, flags=re.IGNORECASE)
    title = _ARTICLE.sub("", title)
    title = re.sub(r"^(?:today|yesterday)\s*[:,]\s*", "", title, flags=re.IGNORECASE)
    if kind is Kind.CERTIFICATION:
        title = _TAIL.sub("", title)
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
