"""What is said for a state, an answer, an outcome, a language, a week, wherever they are named?"""

from collections.abc import Mapping

from bot.mentors.rules import Answer, Kind, Outcome, State
from bot.people.rules import hours
from bot.people.rules.hours import Hours

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "nb": "Norwegian",
    "fi": "Finnish",
    "cs": "Czech",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ru": "Russian",
    "ar": "Arabic",
    "he": "Hebrew",
    "hi": "Hindi",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
}
KINDS: Mapping[Kind, str] = {Kind.QUESTION: "one question", Kind.ONGOING: "ongoing"}
STATES: Mapping[State, str] = {
    State.ASKING: "being offered to mentors one by one",
    State.POSTED: "with the mentors' channel",
    State.OWNER: "with the programme owner",
    State.MATCHED: "introduced to each other",
    State.MET: "in touch",
    State.CLOSED: "finished",
    State.WITHDRAWN: "cancelled",
    State.SUPERSEDED: "replaced by a newer request",
}
ANSWERS: Mapping[Answer, str] = {
    Answer.ASKED: "waiting for your answer",
    Answer.ACCEPTED: "you said yes",
    Answer.NO_TIME: "you had no time",
    Answer.NOT_MY_AREA: "not your area",
    Answer.IGNORED: "the time to answer was up",
    Answer.UNREACHABLE: "I couldn't reach you",
    Answer.RELEASED: "no longer needed",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.REACHED: "goal reached",
    Outcome.PARTLY: "partly",
    Outcome.NOT_REACHED: "not this time",
}


def asked(count: int) -> str:
    """Say how many mentors were asked privately."""
    return {0: "There was no one I could ask", 1: "One person asked"}.get(count, f"{count} people asked")


def week(one: Hours) -> str:
    """Say somebody's week, e.g. "Mon–Fri 09:00–17:00 (Amsterdam)"."""
    return hours.shown(one)
