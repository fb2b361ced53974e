"""Which signs mark, add, strike or raise the words between them? They are no words, nor are an editor's notes."""

import re

from markdown_it.rules_inline import StateInline

from bot.markup.inline import raised

#: Characters that are looked through for the counterpart of a sign.
LONGEST = 2_000

_EDITED = re.compile(
    r"\{(?:\+\+([^{}]{1,500}?)\+\+|--([^{}]{1,500}?)--|==([^{}]{1,500}?)==|>>[^{}]{0,500}?<<"
    r"|~~([^{}~]{0,500})~>([^{}~]{0,500})~~)\}"
)
_CHANGED = re.compile(r"\{\+ ([^{}]{1,500}?) \+\}|\{- ([^{}]{1,500}?) -\}")
_KEYS = re.compile(
    r'\+\+([a-z][\w"-]{1,20}(?:\+[\w"-]{1,20}){0,5}|[a-z](?:\+[\w"-]{1,20}){1,5})\+\+(?!\w)', re.IGNORECASE
)
_RAISED = re.compile(r"\^(-?\d{1,4}|st|nd|rd|th)\^(?!\w)")
_LOWERED = re.compile(r"~(\d{1,4})~(?!~)")
_BLOCK_ID = re.compile(r"\^(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9-]{2,64}[ \t]*(?=\Z|\n)")


def equals(state: StateInline, silent: bool) -> bool:
    """Take out the `==` before and after marked words, and let those of a formula be."""
    return _pair(state, "==")


def caret(state: StateInline, silent: bool) -> bool:
    """Take out a block's id, the `^^` of underlined words, and what raises a number."""
    if found := _BLOCK_ID.match(state.src, state.pos, state.posMax):
        if not before(state).isspace():
            return False
        state.pos = found.end()
        return True
    power = _RAISED.match(state.src, state.pos, state.posMax)
    if power and before(state).isalnum():
        return _write(state, silent, raised(power.group(1)), power.end())
    return _pair(state, "^^")


def tilde(state: StateInline, silent: bool) -> bool:
    """Take out what lowers a number."""
    found = _LOWERED.match(state.src, state.pos, state.posMax)
    return found is not None and before(state).isalpha() and _write(state, silent, found.group(1), found.end())


def plus(state: StateInline, silent: bool) -> bool:
    """Write keys as people do: `++ctrl+alt+x++` is Ctrl+Alt+X."""
    found = _KEYS.match(state.src, state.pos, state.posMax)
    if found is None or before(state).isalnum() or before(state) == "+":
        return False
    keys = (key.strip('"') for key in found.group(1).split("+"))
    return _write(state, silent, "+".join(key[:1].upper() + key[1:] for key in keys), found.end())


def edited(state: StateInline, silent: bool) -> bool:
    """Read what an editor added, marked or struck out, and not what was noted beside it."""
    found = _EDITED.match(state.src, state.pos, state.posMax)
    added, struck, marked, old, new = 1, 2, 3, 4, 5
    if found is None:
        found = _CHANGED.match(state.src, state.pos, state.posMax)
        if found is None:
            return False
        marked, old, new = 0, 0, 0
    if not silent:
        for group in (struck, old):
            _read(state, found, group, is_struck=True)
        if new and found[new] is not None:
            state.push("text", "", 0).content = " "
        for group in (added, marked, new):
            _read(state, found, group)
    state.pos = found.end()
    return True


def before(state: StateInline) -> str:
    """The character before this one; a space at the beginning."""
    return state.src[state.pos - 1] if state.pos else " "


def _read(state: StateInline, found: re.Match[str], group: int, *, is_struck: bool = False) -> None:
    if not group or found[group] is None:
        return
    if is_struck:
        state.push("s_open", "s", 1)
    stop = state.posMax
    state.pos, state.posMax = found.span(group)
    state.md.inline.tokenize(state)
    state.posMax = stop
    if is_struck:
        state.push("s_close", "s", -1)


def _write(state: StateInline, silent: bool, text: str, end: int) -> bool:
    if not silent:
        state.append_pending(text)
    state.pos = end
    return True


def _pair(state: StateInline, mark: str) -> bool:
    src, pos, stop = state.src, state.pos, state.posMax
    if not src.startswith(mark, pos) or src.startswith(mark[0], pos + 2) or before(state) == mark[0]:
        return False
    ahead, after = before(state), src[pos + 2 : pos + 3] if pos + 2 < stop else " "
    opens = not after.isspace() and not ahead.isalnum() and _ends(src, mark, pos + 2, stop)
    closes = not ahead.isspace() and not after.isalnum() and _begins(src, mark, pos)
    if opens or closes:
        state.pos += 2
    return opens or closes


def _ends(src: str, mark: str, start: int, stop: int) -> bool:
    end = src.find(mark, start, min(stop, start + LONGEST))
    return end > start and not src[end - 1].isspace() and not src[end + 2 : end + 3].isalnum()


def _begins(src: str, mark: str, end: int) -> bool:
    start = src.rfind(mark, max(0, end - LONGEST), end)
    return 0 <= start < end - 2 and not src[start + 2].isspace() and not (start and src[start - 1].isalnum())
