"""Who is thanked, for what, and what does it stand for? One parser for every way in.

Reads text as Slack sends it (`<@U1|ana>`, `<!subteam^S1|@design>`, `&amp;`), and whatever people put between: commas,
"and", dashes, typographic quotes, spaces that do not break.

An emoji (`:tada:`) is a word like any other, wherever it stands.

Those named first are thanked ("@ana, @bo and @design for helping @cleo" thanks three); when nobody is named first,
everybody named is. A later "… and @cleo for …" thanks as well.
"""

import dataclasses
import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.erasure import SOMEBODY
from bot.ids import UserId
from bot.kudos.rules import SHORT_WORDS, tags, thanking
from bot.kudos.rules.wishes import Group, Refused, Why, Wish
from bot.kudos.rules.wishes import group as read_group
from bot.slack import text as words
from bot.slack.letters import alike, uniform

_NO_EMOJI = thanking.NO_EMOJI
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_BETWEEN = re.compile(
    rf"""(?:&amp;|{_NO_EMOJI}[\s,;:&+·•*_~"'“”„‟‘’‚«»()\[\]/‐‑‒–—―-]|\b(?:{thanking.BETWEEN})\b)*""",
    re.I,
)
_AFTER = re.compile(rf"""^(?:{_NO_EMOJI}[\s,;:·•+‐‑‒–—―-]|&amp;|[”’»]|["'](?=[\s,;]|{_NO_EMOJI}:))*""")
_LATER = re.compile(r"(?:\band\b|[,;.&\n]|&amp;)\s*(?:also\s+)?(?P<who><@[UW][A-Z0-9]+(?:\|[^>]*)?>)(?=\s+for\b)", re.I)
_TAG = re.compile(r"(?<![\w&/#])[#＃](?P<tag>[^\W\d_][\w-]*)|<#[CGD][A-Z0-9]+\|(?P<channel>[^>]+)>")
_QUOTES = {"“": "”", "„": "“”", '"': '"', "'": "'", "‘": "’", "«": "»", "‚": "‘’"}
_EDGE = " \t\n,;:–—―-"
_BEFORE = re.compile(rf"^(?:{_NO_EMOJI}[{_EDGE}])*")
_ENDS_IN_EMOJI = re.compile(rf"{thanking.EMOJI}$")
_FILLER_WORDS = """
a all always amazing and as awesome being best cool everything excellent fantastic for good great hard help her his it
job just lot much nice of really so such super sweet thank thanks that the their this today very well with work you your
"""
_FILLER = frozenset(_FILLER_WORDS.split())
_FOR = re.compile(rf"^(?:{thanking.BECAUSE})(?!\w)(?:{_NO_EMOJI}[\s:,–—-])*", re.I)


@dataclass(frozen=True, kw_only=True)
class Reading:
    people: tuple[UserId, ...] = ()
    #: names typed without a mention
    called: tuple[str, ...] = ()
    #: without their members, which only Slack knows
    groups: tuple[Group, ...] = ()
    values: tuple[str, ...] = ()
    #: safe mrkdwn: escaped, with no mention but those of people
    reason: str = ""
    refused: tuple[Refused, ...] = ()


def read(raw: str, *, known: Collection[str]) -> Reading:
    """Read what somebody typed. `known`: the workspace's tags."""
    text = uniform(words.clean(raw)).strip()
    found, rest = _leading(text)
    if found:
        found += [
            match
            for later in _LATER.finditer(text, len(text) - len(rest))
            if (match := thanking.WHO.match(later["who"]))
        ]
    else:
        found = [match for match in thanking.WHO.finditer(rest) if not match["name"]]
    name = thanking.NAME.match(alike(rest)) if not found and not thanking.WHO.search(rest) else None
    if name is not None:
        rest = _AFTER.sub("", rest[name.end() :])
    values, rest = _tags(rest, known)
    called = [rest_of["name"] for rest_of in (name,) if rest_of] + [one["name"] for one in found if one["name"]]
    return Reading(
        called=tuple(dict.fromkeys(called)),
        people=tuple(dict.fromkeys(UserId(one["user"]) for one in found if one["user"])),
        groups=tuple({one["group"]: _group(one) for one in found if one["group"]}.values()),
        values=values,
        reason=_reason(rest),
        refused=tuple(dict.fromkeys(refused for one in found if (refused := _refused(one)))),
    )


def complete(wish: Wish, *, known: Collection[str]) -> Wish:
    """Read reason and values of a wish whose people are read already. `known`: the workspace's tags."""
    if not wish.is_raw:
        return wish
    reading = read(wish.typed, known=known)
    return dataclasses.replace(wish, reason=reading.reason, values=reading.values, is_raw=False)


def read_plain(typed: str, *, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Read a reason typed into a form, where nothing is a mention. Returns the safe reason and its tags."""
    escaped = words.escape(uniform(typed))
    values, rest = _tags(escaped, known)
    return _reason(rest), values


def fill(
    wish: Wish,
    *,
    chosen: Collection[UserId],
    typed: str,
    values: Collection[str],
    shown: str,
    known: Collection[str],
) -> Wish:
    """Return a wish as a form has it now. `shown`: the reason the form was opened with; left alone, it stays."""
    reason, tags = read_plain(typed, known=known)
    return dataclasses.replace(
        wish,
        people=tuple(dict.fromkeys(chosen)),
        reason=wish.reason if shown and typed.strip() == shown.strip() else reason,
        values=tuple(dict.fromkeys((*values, *tags))),
        refused=(),
        typed=words.escape(typed),
    )


def plain(reason: str, names: Mapping[UserId, str]) -> str:
    """Return a reason as it is put into a form: names for mentions, nothing escaped."""

    def called(mention: re.Match[str]) -> str:
        name = names.get(UserId(mention[1]))
        return f"@{words.escape(name)}" if name else SOMEBODY

    return html.unescape(_MENTION.sub(called, reason))


def is_short(reason: str) -> bool:
    """Does a reason say too little to be remembered by?"""
    plain = re.sub(thanking.EMOJI, " ", _MENTION.sub(" ", reason))
    if sum(ord(char) > 0x2E80 for char in plain) >= 6:  # scripts that put no space between words
        return False
    said = re.findall(r"[^\W_]+", plain.casefold())
    return len(said) < SHORT_WORDS or all(word in _FILLER for word in said)


def mentioned(reason: str) -> tuple[UserId, ...]:
    """Return the people a reason mentions."""
    return tuple(dict.fromkeys(UserId(user) for user in _MENTION.findall(reason)))


def _leading(text: str) -> tuple[list[re.Match[str]], str]:
    found: list[re.Match[str]] = []
    end = 0
    while True:
        gap = _BETWEEN.match(text, end)
        start = gap.end() if gap else end
        who = thanking.WHO.match(text, start)
        if who is None:
            return found, _AFTER.sub("", text[end:]) if found else text
        found.append(who)
        end = who.end()


def _tags(text: str, known: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Find the tags; those at either end are taken out, those inside the sentence stay part of it."""
    spans = [(one, tag) for one in _TAG.finditer(text) if (tag := tags.match(one["tag"] or one["channel"], known))]
    values = tuple(dict.fromkeys(tag for _, tag in spans))
    while spans and not text[spans[-1][0].end() :].strip(_EDGE + ".!"):
        text = text[: spans.pop()[0].start()]
    while spans and not text[: spans[0][0].start()].strip(_EDGE):
        first = spans.pop(0)[0]
        text = " " * first.end() + text[first.end() :]
    return values, text


def _reason(raw: str) -> str:
    text = _stripped(_FOR.sub("", _stripped(raw)))
    while len(text) > 1 and text[-1] in _QUOTES.get(text[0], ""):
        text = _stripped(text[1:-1])
    parts: list[str] = []
    end = 0
    for mention in _MENTION.finditer(text):
        parts += [words.escape(words.written(text[end : mention.start()])), words.user(UserId(mention[1]))]
        end = mention.end()
    parts.append(words.escape(words.written(text[end:])))
    return re.sub(r"[ \t]+", " ", "".join(parts)).strip()


def _stripped(text: str) -> str:
    """Take what only parts words off both ends; an emoji's colons are its own."""
    text = _BEFORE.sub("", text)
    while text and text[-1] in _EDGE and not _ENDS_IN_EMOJI.search(text):
        text = text[:-1]
    return text


def _group(match: re.Match[str]) -> Group:
    return read_group(f"{match['group']}|{(match['handle'] or '').removeprefix('@')[:80]}")


def _refused(match: re.Match[str]) -> Refused | None:
    everybody = match["all"] or match["all_typed"]
    if everybody:
        return Refused(who=f"@{everybody}", why=Why.EVERYBODY)
    return Refused(who=f"@{match['name']}", why=Why.UNREAD) if match["name"] else None
