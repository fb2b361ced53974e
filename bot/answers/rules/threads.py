"""What does a message in a thread ask of the bot? It points at the thread's question, or goes on from one's own."""

import re

_POINTING = re.compile(
    r"(please|pls|hey|any idea|any ideas|ideas|thoughts|this|this one|see above|above|answer|answer this|answer please"
    r"|can you (answer|help|help here|answer this|help with this)|do you know|do you know this|help here"
    r"|what about this|what do you (think|say)|und|weißt du das|tu sais|sabes)?"
)
_ELLIPTIC = re.compile(
    r"(and|but|or|also|so|what about|how about|what if|und|oder|aber|et|ou|mais|y|o|pero|e|ou|mas|que tal)\b", re.I
)
_LONGEST = 300  #: characters of a sentence that can be a follow-up
_FEW = 4  #: words of a question that can stand alone


def is_pointing(sentence: str) -> bool:
    """Is there no question in it but the one above?"""
    bare = re.sub(r"[\s?!.…^☝👆👇\ufe0f:_]+", " ", sentence.replace(":point_up:", " ").replace(":arrow_up:", " "))
    return _POINTING.fullmatch(bare.strip().casefold()) is not None


def is_question(text: str) -> bool:
    """Is this asked, and of nobody in particular?"""
    asked = text.strip()
    return asked.endswith(("?", "？")) and "<@" not in asked and "<!" not in asked and len(asked) <= _LONGEST


def follow_up(question: str, before: str) -> str:
    """Return what to look for: a question that cannot stand alone takes the words of the one before with it.

    >>> follow_up("and for contractors?", "how many vacation days do I get?")
    'how many vacation days do I get? and for contractors?'
    """
    is_elliptic = _ELLIPTIC.match(question.strip()) is not None or len(question.split()) < _FEW
    return f"{before} {question}" if is_elliptic else question
