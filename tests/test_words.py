"""Does every sentence that people read speak the way people talk?

The catalogue of them all: `python -m tests.sentences`.
"""

import re
from pathlib import Path

import pytest

from tests import sentences
from tests.sentences import ROOT, Sentence

CATALOGUE = sentences.sentences()

#: What reads as if translated, with what to say instead.
STIFF = {
    r"\bsomebody\b": "someone",
    r"\banybody\b": "anyone",
    r"\bwhom\b": "who",
    r"\bshall I\b|\bshall it\b": "should I",
    r"\bnobody else\b": "no one else",
    r"\bcannot\b": "can't",
    r"\b(?:do|does|did) not\b": "don't, doesn't, didn't",
    r"\b(?:could|would|has|have|had) not\b": "couldn't, wouldn't, haven't",
    r"\bI am\b": "I'm",
    r"\bit is done\b": "done",
    r"\bmend\b": "fix",
    r"\bafresh\b": "again",
    # words of the database and of our code
    r"\bpromise[ds]?\b": "message",
    r"\beditions?\b": "digest",
    r"\btombstones?\b": "someone",
    r"\bgestures?\b": "kudos",
    r"\bstate:|\bway:|\bcounts:": "a sentence",
    r"\b[UCDGW]0[0-9A-Z]{6,}\b": "a name",
}
#: Texts that match and are right as they are: a part of it, and why.
RIGHT = {
    "forget promises": "the name of a job, in the log",
    "does not answer in time": "read by a program that watches /readyz",
    "it did not happen within": "read by whoever writes a test",
    "cannot start any token": "the words of the YAML parser, to be recognised",
    "The body did not arrive.": "read by a program that is not Slack",
}
#: What stood there once and comes back no more: whole labels, …
OLD_LABELS = frozenset(
    {
        "What comes by itself: ask me first",
        "What comes by itself: celebrate it",
        "Once a month, tell me what I learned",
        "What you have reached",
        "*What you have reached*",
        "What people reached",
        "see it there",
        "Lately",
        "Lately, for you",
        "Leave it",
        "Take it out",
        "Propose",
        "Ask the next now",
        "Widen",
        "What do you want to reach?",
        "The channel",
        "On",
        "At",
        "In the time zone of",
        "In",
        "What is in it",
        "The first admin I met",
        "Set Pollen up",
        "not verified yet",
        "Be",
        "A Slack of one's own",
        "What no Slack has",
    }
)
#: … and what any sentence may no longer say.
OLD_WORDS = (
    "left that count",
    "** that count",
    "returns {",
    "I celebrate what comes by itself",
    "I lead people",
    "worth your voice",
    "is thanked in",
    "Whom do you thank",
    "What does it stand for",
    "Taken back: your kudos",
    "It counts no more",
    "Show me among those who",
    "Nobody has written this yet",
    "I found no article",
    "Thank you for saying so",
    "would keep this in the knowledge base",
    "A curator looks at",
    "what becomes of it",
    "next answer by",
    "makes a yes more likely",
    "waits in vain",
    "you two have not met",
    "has room just now",
    "I widen the search",
    "I ask you both in",
    "you see it a day before",
    "Whom I turn to",
    "Admins may always",
    "Slack lets me do all",
    "I cannot tell whether",
    "what people tell me privately is celebrated",
    "is happy to hear from you",
    "Please mend",
    "I do not know you any more",
    "This Slack does not answer",
    "Take two tokens",
    "Who thinks again",
    "tells who typed",
    "whoever asks next finds it",
    "a Slack of one's own",
)
PAGES = sorted(
    [
        *(ROOT / name for name in ("README.md", "SECURITY.md", "manifest.yml")),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "knowledge").rglob("*.md"),
    ]
)
STIFF_IN_PAGES = re.compile(r"\bsomebody\b|\banybody\b|\bnobody else\b|\bwhom to ask\b", re.IGNORECASE)


def bare(one: Sentence) -> str:
    """The words alone, without what is filled in."""
    return re.sub(r"\{[^{}]*\}", "…", one.text)


def test_the_catalogue_has_every_domain_and_its_refusals() -> None:
    domains = {one.domain for one in CATALOGUE}
    assert {
        "answers",
        "kudos",
        "mentors",
        "milestones",
        "digests",
        "home",
        "people",
        "outbox",
        "slack",
        "cli",
    } <= domains
    texts = {one.text for one in CATALOGUE}
    assert "Slack is slow right now, please try again." in texts, "a refusal's docstring is a sentence"
    assert "Ask someone else now" in texts, "a button is a sentence"
    assert any(one.text.startswith("Serve a Slack workspace") for one in CATALOGUE), "a command's help is a sentence"
    assert len(CATALOGUE) > 1000


@pytest.mark.parametrize("pattern", STIFF, ids=lambda pattern: re.sub(r"\W+", " ", pattern).strip())
def test_nothing_reads_as_if_translated(pattern: str) -> None:
    stiff = re.compile(pattern, re.IGNORECASE)
    found = [
        f"{one.path}:{one.line}: {one.text}"
        for one in CATALOGUE
        if stiff.search(bare(one)) and not any(right in one.text for right in RIGHT)
    ]
    assert not found, f"better: {STIFF[pattern]}"


def test_every_exception_is_still_needed() -> None:
    texts = [one.text for one in CATALOGUE]
    assert [right for right in RIGHT if not any(right in one for one in texts)] == []


def test_no_old_sentence_is_left() -> None:
    assert [f"{one.path}:{one.line}: {one.text}" for one in CATALOGUE if one.text in OLD_LABELS] == []
    found = [
        f"{one.path}:{one.line}: {old}"
        for one in CATALOGUE
        for old in OLD_WORDS
        if old.casefold() in one.text.casefold()
    ]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_speak_the_same_way(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert STIFF_IN_PAGES.findall(written) == []
    assert [old for old in OLD_WORDS if old.casefold() in " ".join(written.split()).casefold()] == []
