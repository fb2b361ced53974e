"""Is it a kind word, or is something asked? Only what says nothing else is a kind word."""

import pytest

from bot.answers.rules.courtesies import Courtesy, read
from bot.answers.rules.threads import follow_up, is_pointing, is_question

KIND_WORDS = {
    Courtesy.THANKS: (
        "thanks !",
        "Thanks!!",
        "thank you so much",
        "thx a lot",
        "ty",
        "ok, thanks",
        "perfect, thank you 🙏",
        "Danke dir!",
        "merci beaucoup",
        "¡Muchas gracias!",
        "muito obrigada",
        "grazie mille",
        "thanks everyone",
        "Thanks, Pollen :tada:",
        "that helped, thanks",
        "ありがとうございます",
        "спасибо",
        "hi, thanks!",
    ),
    Courtesy.GREETING: (
        "hi",
        "Hello!",
        "hey there",
        "good morning all",
        "Guten Morgen",
        "bonjour",
        "¡Hola!",
        "hi pollen 👋",
    ),
    Courtesy.AGREEMENT: (
        "ok",
        "OK.",
        "alles klar",
        "+1",
        ":+1:",
        "👍",
        "👍👍",
        "got it",
        "sounds good",
        "d'accord",
        "great!",
    ),
    Courtesy.FAREWELL: ("bye", "see you tomorrow!", "Tschüss", "au revoir", "good night", "ok, bye"),
    Courtesy.COPY: ("cc", "CC:", "fyi", "/cc"),
    Courtesy.WHO: ("who are you?", "are you a bot?", "wer bist du?"),
}
QUESTIONS = (
    "how do I reset the vpn?",
    "thanks, and how do I claim it?",
    "what does ok mean in the review form",
    "vacation",
    "who are you going to ask about travel?",
    "hello world tutorial",
    "good morning meeting rules",
    "bye week policy",
    "cc the manager on expenses?",
    "test environment",
    "thank you letters to customers",
    "is the wifi down",
    "hi, how many vacation days do I get?",
    "no show policy",
    "nice office in Lisbon?",
    "danke, wo ist das Formular?",
    "",
    "🤖 bots",
    "+1 guests at the party",
)


@pytest.mark.parametrize("courtesy", KIND_WORDS)
def test_a_kind_word_is_known(courtesy: Courtesy) -> None:
    assert {said: read(said) for said in KIND_WORDS[courtesy]} == dict.fromkeys(KIND_WORDS[courtesy], courtesy)


def test_a_question_stays_a_question() -> None:
    assert {said: read(said) for said in QUESTIONS} == dict.fromkeys(QUESTIONS)


def test_a_hint_at_the_message_above_is_no_question_of_its_own() -> None:
    for said in ("", "?", "??", "this?", "☝️", "any ideas?", "can you answer this?", "see above"):
        assert is_pointing(said), said
    for said in ("vacation", "this policy?", "what about travel?", "above the limit?"):
        assert not is_pointing(said), said


def test_what_cannot_stand_alone_takes_the_question_before_with_it() -> None:
    before = "how many vacation days do I get?"
    assert follow_up("and for contractors?", before) == f"{before} and for contractors?"
    assert follow_up("in Spain?", before) == f"{before} in Spain?"
    alone = "where do I find the form for travel expenses?"
    assert follow_up(alone, before) == alone


def test_talk_among_people_asks_nothing_of_the_bot() -> None:
    assert is_question("and for contractors?")
    for said in ("see you there", "<@U2> do you know?", "did you see <!here>?", "no idea", "so " * 200 + "?"):
        assert not is_question(said), said
