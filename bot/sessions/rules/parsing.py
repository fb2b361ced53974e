"""Is this sentence the offer of a session, or the wish for one, and on what?"""

import re
from dataclasses import dataclass

from bot.phrases.languages import LANGUAGES
from bot.sessions.rules import TITLE
from bot.slack.letters import alike, uniform
from bot.slack.text import clean, clip, is_blank, written

_EMOJI = re.compile(r"(?<!\S):[a-z0-9_+-]+:(?!\S)")


@dataclass(frozen=True, kw_only=True)
class Wish:
    topic: str
    #: whoever said it would host it
    is_host: bool


def read(sentence: str) -> Wish | None:
    """Return what somebody offers or wishes for; None when the sentence is something else.

    >>> read("I could run a session on SQL")
    Wish(topic='SQL', is_host=True)
    >>> read("could somebody do a session on giving feedback?")
    Wish(topic='giving feedback', is_host=False)
    """
    said = re.sub(r" +", " ", _EMOJI.sub(" ", alike(uniform(clean(written(sentence)))))).strip()
    for language in LANGUAGES:
        phrases = language.gathering
        for patterns, is_host in ((phrases.offers, True), (phrases.wishes, False)):
            found = next((match for one in patterns if (match := one.search(said))), None)
            if found is None or phrases.neither.search(said):
                continue
            topic = phrases.tail.sub("", found["topic"]).strip(" \t\n.,;:!?–—-\"'“”")
            if topic and not is_blank(topic):
                return Wish(topic=clip(topic, TITLE), is_host=is_host)
    return None
