"""What is captured of a conversation: which messages, in which order, and under which question?"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.answers.rules import courtesies
from bot.errors import UserError
from bot.ids import ArticleId, ChannelId, Ts, UserId
from bot.slack import text

MOST = 30  #: messages to tick
TITLE = 150  #: characters
_LONGEST = 200  #: characters of a sentence that can be a title

_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hallo|moin|morning|good (?:morning|afternoon|evening)|dear|ok|so|sorry|quick question"
    r"|question|stupid question|small question)\b(?:\s+(?:all|everyone|everybody|team|folks|there|guys|again|@\S+))*"
    r"|@\S+)[^\w?]*",
    re.I,
)
_ROUNDABOUT = re.compile(
    r"^(?:(?:does|do|would|can|could|has|is)\s+(?:anyone|anybody|someone|somebody|you|any of you)"
    r"(?:\s+(?:here|happen to|please))*\s+(?:know|tell me|remember|remind me|explain|say)"
    r"|any(?:one|body) know|any idea|i(?:'m| am) wondering|i wonder|i(?:'d| would) like to know)\s*,?\s*(?:please\s+)?"
    r"(?=(?:how|what|where|who|whom|whose|when|why|which|whether|if)\b)",
    re.I,
)
_ASKING = re.compile(r"^(?:how|what|where|who|whom|whose|when|why|which|can|may|do|does|is|are|should|must)\b", re.I)
_SENTENCE = re.compile(r"(?<=[.!?？])\s+|\n+")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message that somebody wrote in a conversation."""

    ts: Ts
    author: UserId
    text: str
    #: The question that the others answer, and that stands in the title alone.
    is_asked: bool = False


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A conversation as Slack tells it: what people wrote, the first first."""

    channel: ChannelId
    root: Ts
    lines: tuple[Line, ...]

    def ticked(self, chosen: Collection[str]) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.ts in chosen)


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Whose words stand in an article, and whether they are named there."""

    author: UserId
    is_named: bool


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A conversation of which something was saved."""

    proposal: int
    proposer: UserId
    channel: ChannelId
    root: Ts
    article: ArticleId


class NotToSee(UserError):
    """I can't read that conversation for you any more. You can still save a single message of it from its menu."""


def question(said: str) -> str:
    """Return the question that a message asks, as people would ask it; '' when it asks none.

    >>> question("Hi all, does anyone know where the spare badges are? Mine broke.")
    'Where the spare badges are?'
    """
    for sentence in _SENTENCE.split(" \n".join(text.written(said).splitlines())):
        bare = sentence.strip(" \t*_>~`")
        while (shorter := _GREETING.sub("", bare, count=1)) != bare:
            bare = shorter
        is_asked = bare.endswith(("?", "？"))
        direct = _ROUNDABOUT.sub("", bare, count=1)
        is_begun = _ASKING.match(direct) is not None and not bare.endswith("!")
        is_question = is_asked or direct != bare or is_begun
        if is_question and len(direct.split()) > 1 and len(direct) < _LONGEST:
            asked = direct.rstrip(" .!?？") + "?"
            return asked[:1].upper() + asked[1:]
    return ""


def usual(lines: Sequence[Line], pressed: Ts) -> frozenset[Ts]:
    """Tick what is likely meant: the question and the message pressed; of the question itself, what answers it."""
    if not lines:
        return frozenset()
    first = lines[0]
    if pressed != first.ts:
        return frozenset({first.ts, pressed} if question(first.text) else {pressed})
    telling = (one for one in lines[1:] if one.author != first.author and not courtesies.read(text.written(one.text)))
    return frozenset({first.ts, *(one.ts for one in telling)})


def arranged(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Mark the question, where there is nothing else in its message and others answer it."""
    if len(lines) < 2:
        return tuple(lines)
    first, *others = lines
    asked = question(first.text)
    return (replace(first, is_asked=bool(asked) and _is_all(first.text, asked)), *others)


def composed(lines: Sequence[Line], title: str) -> tuple[str, str]:
    """Return a title and the words of an article: the question first, and what answers it in order."""
    asked = question(lines[0].text) if lines else ""
    words = "\n\n".join(one.text.strip() for one in lines if not one.is_asked)
    return text.clip(title or asked, TITLE), words


def _is_all(said: str, asked: str) -> bool:
    """Is there nothing in a message but its question, and how one leads up to it?"""
    return len(text.written(said).split()) <= len(asked.split()) + 8
