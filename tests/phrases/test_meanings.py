"""What does a sentence mean? Two hundred that mean something, and as many that must stay questions.

`meant.tsv` and `questions.txt` are lists to be added to: whatever somebody was misunderstood in goes there first. They
are asked in the order in which the listeners of sentences are registered (`bot/wiring.py`).
"""

from datetime import date
from pathlib import Path

import pytest

from bot.answers.rules import courtesies, threads
from bot.kudos.rules import parsing as kudos
from bot.kudos.rules import thanking
from bot.mentors.rules import parsing as mentors
from bot.mentors.rules import topics
from bot.milestones.rules import parsing as milestones
from bot.phrases import days
from bot.slack import letters, words

HERE = Path(__file__).parent
TODAY = date(2026, 5, 13)  # a Wednesday


def lines(name: str) -> list[str]:
    return [one for one in (HERE / name).read_text(encoding="utf-8").splitlines() if one and not one.startswith("#")]


MEANT = [tuple(line.split("\t")) for line in lines("meant.tsv")]
QUESTIONS = lines("questions.txt")


def meaning(typed: str) -> tuple[str, str]:
    """Return what is meant, and what is taken out of the sentence."""
    sentence = words.sentence(typed, "UBOT")
    if (kind := courtesies.read(sentence)) is not None:
        return "courtesy", kind.value
    if threads.is_pointing(sentence):
        return "pointing", ""
    if (told := milestones.read(sentence)) is not None:
        return "milestone", f"{told.facts.kind.value} {told.facts.title}".strip()
    if mentors.has_second_thoughts(mentors.read(sentence)):
        return "again", ""
    if mentors.says_away(mentors.read(sentence)):
        return "away", ""
    if (offer := mentors.offered(mentors.read(sentence))) is not None:
        return "offer", labels(offer)
    if (wish := mentors.wish(mentors.read(sentence))) is not None:
        return "wish", labels(wish.topics)
    if (asked := thanking.asks(sentence)) is not None:
        reading = kudos.read(asked, known=())
        return "kudos", f"{' '.join((*reading.people, *reading.called))}: {reading.reason}".strip(": !")
    return "question", ""


def labels(said: str) -> str:
    return ", ".join(one.label for one in topics.topics(said))


def test_there_are_two_hundred_of_each() -> None:
    assert len({typed for *_, typed in MEANT}) >= 180
    assert len(set(QUESTIONS)) >= 200


@pytest.mark.parametrize(("meant", "taken", "typed"), MEANT, ids=[typed for *_, typed in MEANT])
def test_what_is_meant(meant: str, taken: str, typed: str) -> None:
    assert meaning(typed) == (meant, taken)


@pytest.mark.parametrize("typed", QUESTIONS)
def test_what_stays_a_question(typed: str) -> None:
    assert meaning(typed) == ("question", "")


@pytest.mark.parametrize("odd", ["\u00a0", "\u2003", "\u202f", "\u3000", "\u2800", " \u200b", "\u00ad "])
def test_any_space_parts_words_alike(odd: str) -> None:
    for typed in ("I need a mentor for Kubernetes", "kudos <@U1> for the docs", "I passed CKA", "many thanks"):
        assert meaning(typed.replace(" ", odd)) == meaning(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I’d like a mentor for SQL", "I'd like a mentor for SQL"),
        ("I´d like a mentor for SQL", "I'd like a mentor for SQL"),
        ("need a mentor — SQL", "need a mentor - SQL"),
        ("I‘ve passed “CKA”", "I've passed CKA"),
        ("I’m away until Monday", "I'm away until Monday"),
        ("J’ai besoin d’un mentor pour SQL", "J'ai besoin d'un mentor pour SQL"),
        ("que tal？", "que tal?"),
    ],
)
def test_quotes_and_dashes_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


def test_what_looks_alike_keeps_its_length_and_what_people_wrote_its_letters() -> None:
    text = "“Ça va” — I’d say 👩‍💻 ok？"
    assert len(letters.alike(text)) == len(text)
    assert letters.uniform(text) == text, "emoji stay joined, quotes stay as they were typed"
    assert letters.uniform("men\u200dtor\u2060 \ufeffme") == "mentor me"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Monday", date(2026, 5, 18)),
        ("Wednesday", date(2026, 5, 20)),
        ("next Friday", date(2026, 5, 15)),
        ("tomorrow", date(2026, 5, 14)),
        ("next week", date(2026, 5, 18)),
        ("3 August", date(2026, 8, 3)),
        ("August 3rd", date(2026, 8, 3)),
        ("the 3rd of August", date(2026, 8, 3)),
        ("1 April", date(2027, 4, 1)),
        ("2026-06-01", date(2026, 6, 1)),
        ("24.8.", date(2026, 8, 24)),
        ("Montag", date(2026, 5, 18)),
        ("lundi", date(2026, 5, 18)),
        ("el lunes", date(2026, 5, 18)),
        ("segunda-feira", date(2026, 5, 18)),
        ("3 août", date(2026, 8, 3)),
        ("30 February", None),
        ("further notice", None),
    ],
)
def test_the_day_that_is_meant(said: str, day: date | None) -> None:
    assert days.read(said, TODAY) == day
