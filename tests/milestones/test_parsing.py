"""Which sentences tell of a milestone, and of which?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.milestones.rules import Kind, parsing

TOLD = [
    ("I passed CKA", Kind.CERTIFICATION, "CKA"),
    ("I passed CKA!! :tada:", Kind.CERTIFICATION, "CKA"),
    (
        "Hey all, I just passed my AWS Solutions Architect exam yesterday!",
        Kind.CERTIFICATION,
        "AWS Solutions Architect",
    ),
    ("I've passed the CKAD 🎉", Kind.CERTIFICATION, "CKAD"),
    ("I’ve finally passed the CKAD", Kind.CERTIFICATION, "CKAD"),
    ("Just passed Scrum Master", Kind.CERTIFICATION, "Scrum Master"),
    ("passed CKA", Kind.CERTIFICATION, "CKA"),
    ("I got my PRINCE2 certificate", Kind.CERTIFICATION, "PRINCE2"),
    ("I earned the Data Engineer certification last week", Kind.CERTIFICATION, "Data Engineer"),
    ("I am now CKA certified", Kind.CERTIFICATION, "CKA certified"),
    ("I finished the SQL course", Kind.COURSE, "SQL course"),
    ("We completed the negotiation training", Kind.COURSE, "negotiation training"),
    ("I learned how to write window functions", Kind.SKILL, "write window functions"),
    ("I learnt Terraform today", Kind.SKILL, "Terraform"),
    ("I gave a talk about caching at PyCon", Kind.TALK, "caching at PyCon"),
    ("I gave my first talk on OKRs", Kind.TALK, "OKRs"),
    ("I led the SQL workshop", Kind.LED, "SQL workshop"),
    ("I hosted a session on estimation", Kind.LED, "session on estimation"),
    ("I attended the feedback workshop", Kind.ATTENDED, "feedback workshop"),
    ("I wrote an article about expense claims", Kind.ARTICLE, "expense claims"),
    ("I completed my mentorship with Ben", Kind.MENTORSHIP, "mentorship with Ben"),
    ("I finished my onboarding", Kind.ONBOARDING, "onboarding"),
    ("Hello, I'm new here!", Kind.HELLO, ""),
    ("Hi everyone, I am the new data analyst in Lisbon", Kind.HELLO, "data analyst in Lisbon"),
    ("I'm new here, I joined the data team", Kind.HELLO, "joined the data team"),
    ("I just joined as a designer", Kind.HELLO, "as a designer"),
    ("I have been certified ITIL v4", Kind.CERTIFICATION, "certified ITIL v4"),
    ("I graduated from the leadership programme", Kind.COURSE, "leadership programme"),
    ("Finished Deep Learning on Coursera", Kind.COURSE, "Deep Learning on Coursera"),
    ("I hosted a lunch talk on security", Kind.LED, "lunch talk on security"),
    ("I passed &lt;b&gt; &amp; co", Kind.CERTIFICATION, "<b> & co"),
]


TOLD_OTHERWISE = [
    ("I got certified in Kubernetes", Kind.CERTIFICATION, "Kubernetes"),
    ("I'm certified now: CISSP", Kind.CERTIFICATION, "CISSP"),
    ("I renewed my CKAD", Kind.CERTIFICATION, "CKAD"),
    ("got the AZ-900", Kind.CERTIFICATION, "AZ-900"),
    ("I earned a badge for Python", Kind.CERTIFICATION, "badge for Python"),
    ('gave my first talk today: "Queues at scale"', Kind.TALK, "Queues at scale"),
    ("I spoke at PyCon", Kind.TALK, "PyCon"),
    ("I cleared the CKA exam", Kind.CERTIFICATION, "CKA"),
    ("I aced my CISSP exam", Kind.CERTIFICATION, "CISSP"),
    ("I completed the Kubernetes certification", Kind.CERTIFICATION, "Kubernetes"),
    ("got my CISSP", Kind.CERTIFICATION, "CISSP"),
    ("I earned the PMP", Kind.CERTIFICATION, "PMP"),
    ("I'm AWS certified now", Kind.CERTIFICATION, "AWS certified"),
    ("I gave my first conference talk", Kind.TALK, "first conference talk"),
    ("I led 3 sessions", Kind.LED, "3 sessions"),
    ("Hello everyone, I'm Maya, the new designer", Kind.HELLO, "designer"),
    ("I presented our roadmap at the all-hands", Kind.TALK, "roadmap at the all-hands"),
    ("I published an article: How we deploy", Kind.ARTICLE, "How we deploy"),
    ("I taught a class on Excel", Kind.LED, "class on Excel"),
    ("TIL that Postgres has advisory locks", Kind.SKILL, "Postgres has advisory locks"),
    ("Hi, I'm Bo and I just joined the data team", Kind.HELLO, "joined the data team"),
]


@pytest.mark.parametrize(("sentence", "kind", "title"), TOLD + TOLD_OTHERWISE)
def test_a_sentence_that_tells_of_one(sentence: str, kind: Kind, title: str) -> None:
    found = parsing.read(sentence)
    assert found is not None
    assert (found.facts.kind, found.facts.title) == (kind, title)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "help",
        "passed",
        "I passed",
        "I passed out",
        "I passed it on to Ben",
        "I passed by the office",
        "I passed the ticket to Bo",
        "I passed the deadline",
        "I passed your message on to the team",
        "Have I passed?",
        "I passed CKA, what should I do next?",
        "How do I pass CKA?",
        "How did you finish the SQL course",
        "I finished my lunch",
        "I got a new laptop",
        "I have not passed CKA",
        "I almost passed CKA",
        "I wrote to Ben",
        "I learned that the office closes at six",
        "I'm new here, how do I claim expenses",
        "I'm new to Kubernetes",
        "I presented my badge at the door and it did not open, who can help",
        "I renewed my passport",
        "I got an SSL certificate error on staging",
        "I passed the tests locally",
        "I received the test results",
        "I joined the team meeting",
        "I ran into a session bug",
        "I have COVID",
        "I got COVID",
        "I did not finish the course",
        "I got the flu",
        "I spoke to Ben",
        "I need a mentor for SQL",
        "I can mentor SQL",
        "kudos to @ana for passing CKA",
        "Ana passed CKA",
        "what is a certificate",
    ],
)
def test_a_sentence_that_does_not(sentence: str) -> None:
    assert parsing.read(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I passed CKA, please keep it between us",
        "I passed CKA, no announcement please",
        "I passed CKA but don't tell anyone",
        "I passed CKA (privately)",
        "I passed CKA, no post please",
    ],
)
def test_what_is_to_be_kept_quiet_is(sentence: str) -> None:
    found = parsing.read(sentence)
    assert found is not None
    assert found.is_quiet
    assert found.facts.title == "CKA"


def test_an_expiry_is_read_as_people_write_it() -> None:
    found = parsing.read("I passed CKA, valid until 31 March 2028")
    assert found is not None
    assert (found.facts.title, found.facts.expires_on) == ("CKA", date(2028, 3, 31))


def test_what_is_said_beside_it_is_taken_out() -> None:
    found = parsing.read(
        "I passed CKA, valid until 2028-05-01 <https://credly.example/x?a=1&amp;b=2|badge>, just for me"
    )
    assert found is not None
    assert found.facts.title == "CKA"
    assert found.facts.expires_on == date(2028, 5, 1)
    assert found.facts.link == "https://credly.example/x?a=1&b=2"
    assert found.is_quiet


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("CKA", Kind.SKILL, "CKA"),
        ("the SQL course", Kind.SKILL, "SQL course"),
        ("to say no kindly", Kind.SKILL, "to say no kindly"),
        ("passed CKA", Kind.CERTIFICATION, "CKA"),
        ("I finished the SQL course", Kind.COURSE, "SQL course"),
        ("finished the SQL course", Kind.COURSE, "SQL course"),
    ],
)
def test_the_command_takes_anything(words: str, kind: Kind, title: str) -> None:
    found = parsing.read_anything(words)
    assert found is not None
    assert (found.facts.kind, found.facts.title) == (kind, title)


def test_a_title_of_3000_characters_is_kept_to_what_fits() -> None:
    found = parsing.read("I passed " + "x" * 5000)
    assert found is not None
    assert len(found.facts.title) == 3000


@given(st.text(max_size=300))
def test_no_text_breaks_it(sentence: str) -> None:
    parsing.read(sentence)
    parsing.read(f"I passed {sentence}")
    parsing.read_anything(sentence)
