"""Which language is this text in, which of its words carry no meaning, and what is the stem of a word?"""

import threading
from collections.abc import Iterable

import Stemmer

from bot.search.stopwords import STOP_WORDS

#: What we have a stemmer and stop words for: ISO 639-1 code -> Snowball algorithm.
STEMMERS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "it": "italian",
    "nl": "dutch",
}

#: What a text is taken for when nothing speaks for another language.
DEFAULT = "en"

#: Endings that Snowball tells by an accent, which folding took away: how they are put to it. After the first that fits.
_RESPELT: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (("ees", "e"), ("ee", "e")),
    "pt": (("coes", "ção"), ("cao", "ção"), ("oes", "ao")),
}

_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in STOP_WORDS.items():
    for _word in _words:
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)


def known(language: str | None) -> str | None:
    """The code we have tools for ("de-AT" is "de"), or None."""
    code = (language or "").replace("_", "-").split("-")[0].lower()
    return code if code in STEMMERS else None


def detect(words: Iterable[str]) -> str | None:
    """The language whose stop words these (folded) words use most; None when they use hardly any."""
    votes = dict.fromkeys(STEMMERS, 0.0)
    for word in words:
        spoken = _LANGUAGES_OF.get(word)
        if spoken:
            for code in spoken:
                votes[code] += 1 / len(spoken)
    best = max(votes, key=lambda code: (votes[code], code == DEFAULT))
    return best if votes[best] >= 1 else None


def is_stop(word: str, language: str) -> bool:
    """Whether a (folded) word only holds the sentence together in this language."""
    return word in STOP_WORDS[language]


class Stems:
    """Stems words of every language; one per thread of work, because Snowball's stemmers are not thread-safe."""

    def __init__(self) -> None:
        self._stemmers = {code: Stemmer.Stemmer(name, 0) for code, name in STEMMERS.items()}

    def stem(self, word: str, language: str) -> str:
        """The stem of a folded word; numbers, versions and very short words stay as they are."""
        if len(word) < 3 or not word.isalpha():
            return word
        for ending, instead in _RESPELT.get(language, ()):
            if word.endswith(ending):
                word = word.removesuffix(ending) + instead
                break
        stem: str = self._stemmers[language].stemWord(word)
        return stem or word

    def stems(self, word: str) -> frozenset[str]:
        """Every stem the word could have, whichever language it is in, and the word itself."""
        return frozenset({word, *(self.stem(word, code) for code in STEMMERS)})


_mine = threading.local()


def stemmers() -> Stems:
    """The calling thread's own stemmers."""
    stems: Stems | None = getattr(_mine, "stems", None)
    if stems is None:
        stems = _mine.stems = Stems()
    return stems
