"""Does a sentence thank somebody, and whom does it name? The words are those of every language (`bot/phrases`)."""

import re

from bot.phrases.languages import LANGUAGES
from bot.slack.letters import alike, uniform

WHO = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>"
    r"|<!subteam\^(?P<group>S[A-Z0-9]+)(?:\|(?P<handle>[^>]*))?>"
    r"|<!(?P<all>channel|here|everyone)(?:\|[^>]*)?>"
    r"|(?<![\w.])@(?P<all_typed>channel|here|everyone)\b"
    r"|(?<![\w.])@(?P<name>[^\W\d][\w.-]*\w|[^\W\d])"
)
#: https://docs.slack.dev/messaging/formatting-message-text#emoji, e.g. `:+1::skin-tone-2:`
EMOJI = r":[\w'+-]+:"
NO_EMOJI = rf"(?!{EMOJI})"
_THANKING = tuple(language.thanking for language in LANGUAGES if language.thanking.words)
_BEFORE_WORD = "|".join(one.before for one in _THANKING)
_THANKS = "|".join(word for one in _THANKING for word in one.words)
_MUCH = "|".join(one.much for one in _THANKING)
BECAUSE = "|".join(one.because for one in _THANKING)
#: "and", "to": what stands between those who are thanked
BETWEEN = "|".join(word for one in _THANKING for word in (one.joined, one.towards) if word)
_ADDRESSED = r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>"
_STARTS = re.compile(
    rf"^(?:(?:{_BEFORE_WORD})(?!\w)[\s,!]+)*(?P<word>{_THANKS})(?!\w)"
    rf"(?:{NO_EMOJI}[\s:,!]|(?<!\w)(?:{_MUCH})(?!\w)(?=[\s,!:]|$))*",
    re.I,
)
_TRAILS = re.compile(
    rf"^(?:{_ADDRESSED}[\s,]*)+(?P<word>\+\+|(?:(?:{_BEFORE_WORD})(?!\w)[\s,!]+)*(?:{_THANKS})(?!\w))"
    rf"(?:{NO_EMOJI}[\s:,!]|(?<!\w)(?:{_MUCH})(?!\w)(?=[\s,!:]|$))*",
    re.I,
)
#: What is said of somebody is thanks without a word of thanks.
_PRAISE = "|".join(one.praise for one in _THANKING if one.praise)
_PRAISES = re.compile(rf"^(?:{_ADDRESSED}[\s,]*)+(?:{_PRAISE})\b", re.I)
#: A name without a mention: in capitals, or whatever word stands before the reason.
_NOBODY = "|".join(one.nobody for one in _THANKING if one.nobody)
_CAPITALS = r"(?-i:[A-ZÀ-ÖØ-Þ][\w'.-]*(?: [A-ZÀ-ÖØ-Þ][\w'.-]*){0,2})"
_TOWARDS = "|".join(one.towards for one in _THANKING if one.towards)
NAME = re.compile(
    rf"^(?:(?:{_TOWARDS})\s+)?(?P<name>(?!(?:{_MUCH}|{_NOBODY})\b)(?:{_CAPITALS}(?=\s*(?:[,;:!.]|$|\s(?:{BECAUSE}|you|who)\b))"
    rf"|[^\W\d_]{{2,30}}(?=\s+(?:{BECAUSE})\b)))",
    re.I,
)


def asks(sentence: str) -> str | None:
    """Return what follows the word that asks for a kudos, or None when a sentence does not ask for one.

    "Thanks" and the like only do with somebody to thank; a question stays one, however kindly it begins.

    >>> asks("kudos <@U1> for the release")
    '<@U1> for the release'
    >>> asks("how do I give kudos?")
    """
    sentence = uniform(sentence).strip()
    start = _STARTS.match(sentence)
    if start is not None:
        rest = sentence[start.end() :]
        if start["word"].casefold() == "kudos":
            return rest
        is_asked = sentence.endswith(("?", "？"))
        return rest if not is_asked and (WHO.search(rest) or NAME.match(alike(rest))) else None
    if sentence.endswith(("?", "？")):
        return None
    trail = _TRAILS.match(sentence)
    if trail is not None:
        return sentence[: trail.start("word")] + sentence[trail.end() :]
    return sentence if _PRAISES.match(alike(sentence)) else None
