"""What words does a text consist of? The same for articles and for questions: folded, whole and in their parts."""

import re
import unicodedata

#: Words with what people write inside them: "SSO-login", "3.11.2", "don't", "c++", "data/retrieval".
WORD = re.compile(r"\w+(?:['’.\-&+@]\w+)*(?:\+\+|#(?!\w))?")

#: Longer "words" are machine noise (keys, base64); they are cut, so that one cannot fill the index.
LONGEST = 64

_MARKS = re.compile("[\u0300-\u036f]")
_PART = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
#: Scripts written without spaces: kana, Han, Hangul, Thai, Lao, Khmer.
_DENSE = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+)+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_CONTRACTIONS = frozenset({"t", "ll", "re", "ve", "d", "m"})


def fold(text: str) -> str:
    """Lower case without accents; what NFKC calls the same character becomes the same character."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", flat))


def raw_words(text: str) -> list[str]:
    """The words as they are written; cheap, because each distinct one is looked at once by `forms`."""
    return WORD.findall(text)


def forms(raw: str) -> tuple[str, ...]:
    """What one written word is known by: itself, and its parts when it has some ("SSO-login": ssologin, sso, login)."""
    raw = raw[:LONGEST]
    if raw.isascii() and raw.isalpha() and (raw.islower() or raw.istitle() or raw.isupper()):
        return (raw.lower(),)
    if _DENSE.search(raw):
        return _dense(raw)
    if raw.endswith(("++", "#")):
        return (fold(raw), fold(raw.rstrip("+#"))) if len(raw) > 3 else (fold(raw),)
    raw = raw.replace("’", "'")
    head, apostrophe, tail = raw.rpartition("'")
    if apostrophe and tail.lower() == "s":
        raw = head
    elif apostrophe and tail.lower() in _CONTRACTIONS:
        return (fold(raw.replace("'", "")),)
    parts = [part for piece in _PART.findall(raw) for split in _CAMEL.split(piece) for part in _mixed(split)]
    folded = [fold(part) for part in parts]
    if len(folded) < 2:
        return tuple(folded)
    if _VERSION.fullmatch(raw):
        folded[0] = folded[0].lstrip("vV")
    joiner = "." if all(part.isdigit() for part in folded) else ""
    return (joiner.join(folded), *folded)


def acronym(raw: str) -> str | None:
    """What a few capitals are known by besides the word of the same letters: "IT" is a department, "it" is not."""
    return f"{raw.lower()}." if 2 <= len(raw) <= 4 and raw.isascii() and raw.isalpha() and raw.isupper() else None


def _mixed(part: str) -> list[str]:
    """ "6inch" is 6 inch; "k8s" and "2fa" are names."""
    pieces = _RUNS.findall(part)
    if len(pieces) < 2 or not any(len(piece) > 2 and piece.isalpha() for piece in pieces):
        return [part]
    return [piece for piece in pieces if len(piece) > 1 or piece.isdigit()]


def words(text: str) -> list[str]:
    """Every form of every word of a text, in order."""
    return [form for raw in raw_words(text) for form in forms(raw)]


def _dense(raw: str) -> tuple[str, ...]:
    found: list[str] = []
    end = 0
    for run in _DENSE.finditer(raw):
        found.extend(forms(raw[end : run.start()]) if raw[end : run.start()].strip("'’.-&+@_") else ())
        text = fold(run.group())
        found.extend([text[at : at + 2] for at in range(len(text) - 1)] or [text])
        end = run.end()
    rest = raw[end:].strip("'’.-&+@_")
    found.extend(forms(rest) if rest else ())
    return tuple(found)


def is_dense(raw: str) -> bool:
    """Whether a word is (partly) in a script written without spaces."""
    return _DENSE.search(raw) is not None
