"""Is it a kind word and no question? Thanks, a greeting, "ok", "cc", good-bye, in the languages people say them in.

Only what is nothing else: "thanks, and how do I reset it?" is a question.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum


class Courtesy(StrEnum):
    THANKS = "thanks"
    GREETING = "greeting"
    AGREEMENT = "agreement"
    FAREWELL = "farewell"
    COPY = "copy"
    WHO = "who"


_PHRASES: Mapping[Courtesy, str] = {
    Courtesy.THANKS: """
        thanks | thank you | thank u | thankyou | thx | thnx | tnx | ty | tysm | tyvm | cheers | ta | much appreciated
        appreciate it | i appreciate it | appreciated | many thanks | great thanks | perfect thanks | ok thanks
        okay thanks | cool thanks | awesome thanks | got it thanks | no thanks | no thank you | thanks for that
        thanks for the help | thanks for your help | thanks for helping | that helped | that helps | that was helpful
        very helpful | you are the best | you re the best | youre the best | you rock | good bot | nice one | well done
        danke | danke dir | danke schön | dankeschön | vielen dank | besten dank | tausend dank | merci | merci bien
        merci beaucoup | gracias | muchas gracias | mil gracias | obrigado | obrigada | muito obrigado | muito obrigada
        valeu | grazie | grazie mille | bedankt | dank je | dank je wel | tack | tack så mycket | takk | kiitos
        dziękuję | dzięki | děkuji | спасибо | дякую | teşekkürler | teşekkür ederim | ありがとう
        ありがとうございます | 谢谢 | 感谢 | 감사합니다
        """,
    Courtesy.GREETING: """
        hi | hello | hey | heya | hiya | yo | howdy | hi there | hello there | hey there | good morning
        good afternoon | good evening | good day | morning | how are you | how are you doing | how is it going
        hows it going | whats up | what s up | sup | nice to meet you | welcome
        hallo | moin | servus | guten morgen | guten tag | guten abend | wie gehts | wie geht s | wie geht es dir
        bonjour | salut | bonsoir | coucou | ça va | hola | buenos días | buenas tardes | buenas | qué tal
        olá | oi | bom dia | boa tarde | boa noite | tudo bem | ciao | buongiorno | hej | hei | cześć | ahoj | привет
        merhaba | こんにちは | 你好 | 안녕하세요
        """,
    Courtesy.AGREEMENT: """
        ok | okay | k | kk | okey | oki | okie | alright | all right | got it | gotcha | i see | understood | sure
        yes | yep | yeah | yup | no | nope | fine | great | perfect | cool | nice | awesome | excellent | good | lol
        haha | hehe | wow | will do | sounds good | makes sense | no worries | no problem | np | never mind | nevermind
        nvm | forget it | done | right | exactly | agreed | +1 | 1 | same | interesting
        alles klar | passt | gut | super | prima | verstanden | ja | nein | genau | d accord | daccord | très bien
        parfait | oui | non | vale | de acuerdo | perfecto | sí | claro | certo | perfeito | sim | tudo certo | bene
        """,
    Courtesy.FAREWELL: """
        bye | bye bye | goodbye | good bye | see you | see ya | see you later | see you tomorrow | later | cya
        good night | night | have a nice day | have a good day | have a great day | have a nice weekend
        have a great weekend | tschüss | tschüß | bis bald | bis später | bis dann | auf wiedersehen | gute nacht
        schönes wochenende | schönen tag | au revoir | à bientôt | à demain | bonne journée | bonne nuit | adiós
        hasta luego | hasta mañana | tchau | até logo | até amanhã | arrivederci
        """,
    Courtesy.COPY: """
        cc | cc d | ccd | in cc | fyi | for your information | ping | test | testing | zur info | z k | pour info
        para tu información | heads up
        """,
    Courtesy.WHO: """
        who are you | what are you | who is this | whos this | are you a bot | are you human | are you real
        are you there | you there | anybody there | anyone there | wer bist du | was bist du | qui es tu | tu es qui
        quién eres | quem é você | quem és tu
        """,
}
#: What people add to such a word without meaning more by it.
_AROUND = """
    so much very a lot again all everyone everybody team folks guys pollen bot mate buddy friend man dude dear
    oh ah and well just then now too for everything though sehr vielmals nochmal allerseits zusammen leute
    tout le monde todos pessoal
    """
_EMPTY = frozenset(_AROUND.split())
_EMOJI = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?")
_KNOWN = {" ".join(phrase.split()): kind for kind, said in _PHRASES.items() for phrase in re.split(r"[|\n]", said)}
_KNOWN.pop("", None)
_MOST = 8  #: words

_HELP = frozenset(
    {"help", "-h", "--help", "h", "?", "usage", "hilfe", "aide", "ayuda", "ajuda", "aiuto", "man", "info"}
)


def read(sentence: str) -> Courtesy | None:
    """Return which kind word a sentence is; None when it says something else.

    >>> read("Thanks so much, Pollen!!")
    <Courtesy.THANKS: 'thanks'>
    """
    if not sentence.strip():
        return None
    has_emoji = bool(_EMOJI.search(sentence)) or any(unicodedata.category(one) == "So" for one in sentence)
    words = _words(_EMOJI.sub(" ", sentence))
    if not words:
        return Courtesy.AGREEMENT if has_emoji else None
    if len(words) > _MOST:
        return None
    return _read(words)


def is_call_for_help(typed: str) -> bool:
    """Does somebody want to know how a command works?"""
    return typed.strip().casefold() in _HELP


def _read(words: list[str]) -> Courtesy | None:
    """Read the whole, or else each of several kind words one after another; "ok thanks" is thanks."""
    if (kind := _kind(words)) is not None:
        return kind
    for cut in range(1, len(words)):
        first, rest = _kind(words[:cut]), _read(words[cut:])
        if first is not None and rest is not None:
            return first if rest is Courtesy.AGREEMENT else rest
    return None


def _kind(words: list[str]) -> Courtesy | None:
    said = " ".join(words)
    if said in _KNOWN:
        return _KNOWN[said]
    core = [word for word in words if word not in _EMPTY]
    return _KNOWN.get(" ".join(core)) if core else None


def _words(sentence: str) -> list[str]:
    folded = unicodedata.normalize("NFC", sentence).casefold()
    return re.sub(r"[^\w+]+|_", " ", folded).split()
