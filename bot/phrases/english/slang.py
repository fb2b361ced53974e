"""How is it spelled in haste? "lf mentor 4 python plz" is "looking for mentor for python please"."""

import re

_SPELLED = {
    r"w/": "with",
    r"pl[sz]+|plss+|pleas": "please",
    r"any ?1": "anyone",
    r"some ?1|sb|smb": "someone",
    r"(?:^|(?<=i['’]m )|(?<=i am ))lf": "looking for",
    r"lookin": "looking",
    r"wanna": "want to",
    r"gimme": "give me",
    r"(?<=mentor )4|(?<=mentors )4|(?<=mentoring )4|(?<=coach )4|(?<=looking )4|(?<=up )4": "for",
    r"im(?= (?:looking|new|away|not|after|trying|happy|struggling|off|out|on)\b)": "I'm",
    r"id(?= (?:like|love))": "I'd",
    r"dont": "don't",
    r"cant": "can't",
    r"ur": "your",
}
_ANY = re.compile(
    "|".join(rf"(?<![\w/.-])(?:{odd})(?![\w/.-])|(?<![\w/.-])(?:{odd})(?=[.,!?]|$)" for odd in _SPELLED), re.I
)
_EACH = tuple((re.compile(rf"(?:{odd})", re.I), plain) for odd, plain in _SPELLED.items())


def spelled_out(text: str) -> str:
    """Return a sentence with its hasty words spelled out.

    >>> spelled_out("need help w/ k8s pls")
    'need help with k8s please'
    """
    return _ANY.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    for odd, plain in _EACH:
        if odd.fullmatch(match.string, match.start(), match.end()):
            return plain
    return match[0]
