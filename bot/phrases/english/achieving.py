"""What do people say in English who have reached something? Only what is plainly said in the first person."""

import re

from bot.phrases.forms import Achieving

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

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "hello",
        r"(?:i['’]m|i am)\s+(?:new\s+(?:here|(?:to|in|at|on) (?:the|this|your) (?:team|company|workspace))"
        r"|(?=the new\s))(?P<title>.*)",
    ),
    ("hello", r"[^.!?,]{1,40}?\s+and\s+(?P<title>(?:i\s+)?(?:just\s+)?joined\s+the\s+.*\bteam\b.*)"),
    ("hello", r"[^.!?,]{1,40},\s+(?=the new\s)(?P<title>.+)"),
    (
        "hello",
        rf"(?:joined)\s+(?P<title>(?:{_TEAM}|today|this week|us|as)\b.*)",
    ),
    ("onboarding", r"(?:finished|completed|done with)\s+(?:my\s+|the\s+)?(?P<title>.*\bonboarding\b.*)"),
    ("mentorship", r"(?:finished|completed)\s+(?:my\s+|the\s+|a\s+)?(?P<title>.*\bmentorship\b.*)"),
    ("certification", rf"passed\s+(?!(?:out|away|by|on|over|it|this|that|through)\b|{_PASSED_ON})(?P<title>.+)"),
    (
        "certification",
        rf"(?:got|earned|received|obtained|achieved|renewed)\s+{_NO_PROOF}(?P<title>.+?\b{_EXAM}\b.*)",
    ),
    (
        "certification",
        rf"(?:cleared|aced|completed)\s+{_NO_PROOF}(?P<title>.+?\b(?:exams?|certifications?|certificates?)\b.*)",
    ),
    (
        "certification",
        rf"(?:got|earned|completed)\s+(?:my|the)\s+(?!(?:COVID|PTO|OK|ETA|FYI)\b)(?P<title>{_CODE}[.!]*)$",
    ),
    ("certification", rf"renewed\s+(?:my\s+|the\s+)?(?P<title>{_CODE})"),
    ("certification", r"(?:got|earned)\s+(?:my\s+|the\s+)?(?P<title>(?-i:[A-Z]{2,6}-?\d{2,4})\b[.!]*)$"),
    ("certification", r"(?:earned|received)\s+(?P<title>(?:a|the|my)\s+.*\bbadge\b.*)"),
    ("certification", r"(?:got\s+)?certified\s+(?:in|for|as|on|now[:,]?)\s+(?P<title>.+)"),
    ("certification", r"(?:became|got|am|are)?\s*(?:a\s+|an\s+)?(?P<title>(?:\S+\s+){0,6}certified\b.*)"),
    ("course", rf"(?:finished|completed|did|took|wrapped up)\s+(?!not\b)(?P<title>.*\b{_COURSE}\b.*)"),
    ("course", rf"(?:finished|completed)\s+(?P<title>.+\b(?:on|at|from)\s+{_SCHOOLS}\b.*)"),
    ("course", r"graduated\s+(?:from|in)\s+(?P<title>.+)"),
    (
        "talk",
        r"(?:gave|held|did|delivered)\s+(?:a|my|the)\s+(?:\S+\s+)?(?:talk|presentation|keynote)\b(?P<title>.*)",
    ),
    (
        "talk",
        r"(?:gave|held|did|delivered)\s+my\s+(?P<title>first\s+(?:\w+\s+){0,2}(?:talk|presentation|keynote))[.!]*$",
    ),
    ("talk", r"(?:spoke|presented)\s+(?:at|about|on)\s+(?P<title>.+)"),
    ("talk", rf"presented\s+(?P<title>.+\s(?:at|to)\s+(?:the\s+|our\s+|a\s+)?{_STAGE}\b.*)"),
    (
        "led",
        r"(?:led|hosted|ran(?!\s+(?:into|out|through)\b)|facilitated|moderated|taught)\s+"
        r"(?P<title>.*\b(?:sessions?|workshops?|study groups?|course|class|lunch talk)\b.*)",
    ),
    (
        "attended",
        r"(?:attended|took part in|went to|participated in)\s+"
        r"(?P<title>.*\b(?:session|workshop|conference|meetup|webinar|study group|training|course)\b.*)",
    ),
    ("article", r"(?:wrote|published)\s+(?P<title>.*\b(?:article|guide|how-to|page|post)\b.*)"),
    ("skill", r"TIL(?:\s*[:,]|\s+that)?\s+(?P<title>.+)"),
    ("skill", r"(?:learned|learnt)\s+(?!that\b|from\b|a lot\b)(?:how\s+to\s+|about\s+|to\s+)?(?P<title>.+)"),
)
_READ = tuple((kind, re.compile(_ME + pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _PATTERNS)
_QUIETLY = re.compile(
    r"[,;.(–—-]?\s*\b(?:(?:but|and)\s+)?(?:please\s+)?"
    r"(?:just for me|only for me|keep (?:it|this) (?:private|to yourself|quiet)|"
    r"(?:please )?(?:don['’]t|do not) (?:announce|tell anyone|tell anybody|share)(?: it| this)?|"
    r"quietly|privately|confidential(?:ly)?|"
    r"(?:keep (?:it|this) )?between (?:us|you and me)|no (?:announcements?|posts?|fuss))\b(?:\s+please)?\)?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:^|\s+)(?:today|yesterday|just now|this (?:morning|week|month)|last (?:week|month|night)|(?:on )?(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|\b(?:how (?:do|can|should)|where (?:do|can|is)|who (?:can|knows)|(?:can|could) (?:i|you|any|some)\w*)\b", re.I
)
_ARTICLE = re.compile(r"^(?:the|my|a|an|our|his|her|their|on|about)\s+", re.IGNORECASE)
_TAIL = re.compile(rf"\s+{_EXAM}$", re.IGNORECASE)

ACHIEVING = Achieving(
    greeting=_GREETING,
    told=_READ,
    quietly=_QUIETLY,
    when=_WHEN,
    asking=_ASKING,
    article=_ARTICLE,
    tail=_TAIL,
)
