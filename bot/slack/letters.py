"""Which characters look alike, and which are never seen? Whatever people type is made uniform here and nowhere else.

`uniform` is done once to everything that comes in: spaces of any kind part words, what nobody sees is gone. `alike` is
for understanding only, never for what is kept or shown: quotes, dashes and full-width signs become the plain ones, one
character for one, so that what is found there is found at the same place in the text itself.
"""

import re

#: Spaces that Python does not count as such: the blank of Braille, Hangul's fillers.
_MORE_SPACES = "\u2800\u3164\u115f\u1160\uffa0\u180e"
#: Soft hyphens, marks of direction, joiners of words, byte order marks. The joiners U+200C and U+200D are letters of
#: some scripts and hold emoji together: they go only between Latin letters, where they are nothing.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<=[A-Za-zÀ-ÿ0-9@/#.,!? ])[\u200c\u200d]+(?=[A-Za-zÀ-ÿ0-9@/#.,!? ]|$)|^[\u200c\u200d]+"
)
_SPACE = re.compile(rf"[^\S\n]|[{_MORE_SPACES}]")

_QUOTES = {"'": "‘’‚‛′`´ʼ＇ʹ", '"': "“”„‟«»″＂〝〞"}
_DASHES = "‐‑‒–—―−－﹣"
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = str.maketrans(
    _FULL_WIDTH | {odd: plain for plain, odd_ones in _QUOTES.items() for odd in odd_ones} | dict.fromkeys(_DASHES, "-")
)


def uniform(text: str) -> str:
    """Return what was typed with plain spaces, and without what nobody sees; lines stay lines.

    >>> uniform("mentor\\u00a0me\\u200b")
    'mentor me'
    """
    return _SPACE.sub(" ", _UNSEEN.sub("", text))


def alike(text: str) -> str:
    """Return a text of the same length in which signs that mean the same are the same.

    >>> alike("I’d like — “that”？")
    'I\\'d like - "that"?'
    """
    return text.translate(_ALIKE)
