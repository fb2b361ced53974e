"""Is a topic known by whatever people call it, and several taken apart as people mean it?"""

import time

import pytest

from bot.mentors.rules import drafts, parsing, topics
from bot.slack.message import VALUE


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("k8s", "Kubernetes"),
        ("K8S.", "Kubernetes"),
        ("kubernetes", "Kubernetes"),
        ("js", "JavaScript"),
        ("ci/cd", "CI/CD"),
        ("C++", "C++"),
        ("cpp", "C++"),
        ("c#", "C#"),
        (".net", ".NET"),
        ("dotnet", ".NET"),
        ("“Rust”", "Rust"),
        ("golang", "Go"),
        ("eBPF", "eBPF"),
        ("negotiating", "Negotiation"),
        ("über-Führung", "über-Führung"),
        ("日本語", "日本語"),
    ],
)
def test_one_topic(text: str, label: str) -> None:
    found = topics.topic(text)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("text", ["", " ", "?!", "—", "\u202e", "..."])
def test_nothing_to_read(text: str) -> None:
    assert topics.topic(text) is None
    assert topics.topics(text) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("SQL and negotiation", ["SQL", "Negotiation"]),
        ("SQL, CI/CD, and .NET", ["SQL", "CI/CD", ".NET"]),
        ("sql/nosql", ["SQL", "NoSQL"]),
        ("data structures and algorithms and k8s", ["Data structures and algorithms", "Kubernetes"]),
        ("R&D", ["Research and development"]),
        ("k8s, Kubernetes", ["Kubernetes"]),
        ("C++ & C#", ["C++", "C#"]),
    ],
)
def test_several_topics(text: str, labels: list[str]) -> None:
    assert [one.label for one in topics.topics(text)] == labels


def test_what_mentors_here_list_is_not_taken_apart() -> None:
    assert [one.label for one in topics.topics("food and beverage", known={"food and beverage"})] == [
        "Food and beverage"
    ]


def test_a_workspace_adds_its_own_names() -> None:
    found = topics.topic("k9s", {"k9s": "Kubernetes"})
    assert found == topics.Topic(key="kubernetes", label="Kubernetes", said="k9s")


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("I need a mentor for Kubernetes", ["Kubernetes"]),
        ("looking for somebody to help me with SQL and negotiation", ["SQL", "Negotiation"]),
        ("can anyone teach me Rust?", ["Rust"]),
        ("I need a mentor", []),
        ("mentor", []),
        ("I'm looking for a mentor who can teach me how to use Terraform", ["Terraform"]),
        ("I need a React mentor", ["React"]),
        ("is there an experienced mentor here?", []),
        ("are there mentors for SQL?", ["SQL"]),
        ("I'd love some mentoring in leadership", ["Leadership"]),
        ("who can teach me C++?", ["C++"]),
        ("I’d like a mentor in .NET", [".NET"]),
        ("is there anyone who can help me get better at giving feedback?", ["Giving feedback"]),
        ("I need help finding a mentor for go", ["Go"]),
        ("looking for a mentor: Kubernetes", ["Kubernetes"]),
        ("I need a mentor to prepare for the CKA exam", ["CKA exam"]),
        ("I want to learn Kubernetes, is there a mentor?", ["Kubernetes"]),
        ("please find a mentor for me in SQL", ["SQL"]),
        ("Could someone please mentor me in data structures and algorithms, I have an interview",
         ["Data structures and algorithms"]),
        ("anyone up for mentoring me in Go?", ["Go"]),
        ("Is anyone willing to mentor me in product management?", ["Product management"]),
        ("Would someone be up for teaching me sales?", ["Sales"]),
        ("I would appreciate a mentor for security", ["Security"]),
        ("need mentor kubernetes", ["Kubernetes"]),
        ("I'd love to learn Terraform from somebody", ["Terraform"]),
        ("I want to learn React, who can help?", ["React"]),
        ("can somebody help me learn Kubernetes?", ["Kubernetes"]),
        ("is there anybody who knows Kafka and could coach me?", ["Apache Kafka"]),
        ("I want to be mentored by someone senior in marketing", ["Marketing"]),
        ("we need a mentor for our team in agile", ["Agile"]),
        ("i ned a mentor for react", ["React"]),
        ("who teaches Python here?", ["Python"]),
        ("how do I find a mentor for SQL?", ["SQL"]),
        ("looking for a mentor for k8s :pray:", ["Kubernetes"]),
        ("Looking for a .NET mentor", [".NET"]),
        ("I need a Node.js mentor", ["Node.js"]),
        ("any mentors for Snowflake?", ["Snowflake"]),
        ("Kubernetes mentor please", ["Kubernetes"]),
        ("can someone be my mentor for Python?", ["Python"]),
        ("Who can help me learn SQL?", ["SQL"]),
        ("I'm not looking for a course, I need a mentor for SQL", ["SQL"]),
        ("need help with Kubernetes, is there a mentor?", ["Kubernetes"]),
        ("I'm new to Terraform and need a mentor", ["Terraform"]),
        ("I am looking for a mentor that can help me with Kubernetes", ["Kubernetes"]),
        ("I could use some help from a mentor with my writing", ["Writing"]),
        ("I need a mentor for Kubernetes by Friday", ["Kubernetes"]),
        ("I need a mentor for both SQL and Python", ["SQL", "Python"]),
        ("can I get a mentor for Power BI?", ["Power BI"]),
        ("Could I have a mentor in Rust please?", ["Rust"]),
        ("Can I have a mentor?", []),
        ("I'd appreciate a mentor for career growth", ["Career growth"]),
        ("wanted: mentor for SQL", ["SQL"]),
        ("does anyone here know Terraform and would mentor me?", ["Terraform"]),
        ("please find somebody who can help me with my presentation skills", ["Presenting"]),
        ("Is anyone able to help me learn Python?", ["Python"]),
        ("looking for a buddy to learn Go with", ["Go"]),
        ("I am struggling with async Rust and want a mentor", ["async Rust"]),
        ("please get me a mentor for GraphQL, ideally in German", ["GraphQL"]),
        ("a mentor for Kafka, preferably in Lisbon, would be great. I need a mentor for Kafka", ["Apache Kafka"]),
        ("I need two mentors: SQL and Tableau", ["SQL", "Tableau"]),
        ("Who are the mentors for Kubernetes?", ["Kubernetes"]),
        ("do we have a mentor for Figma?", ["Figma"]),
        ("I need a mentor for ci/cd, k8s and public speaking because I take over the cluster",
         ["CI/CD", "Kubernetes", "Public speaking"]),
    ],
)  # fmt: skip
def test_the_topic_is_taken_out_of_a_wish(sentence: str, labels: list[str]) -> None:
    wish = parsing.wish(sentence)
    assert wish is not None
    assert [one.label for one in topics.topics(wish.topics)] == labels


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't need a mentor",
        "how do I become a mentor?",
        "how do I find a mentor?",
        "How can I get a good mentor",
        "what does a mentor do?",
        "who can help me reset my password?",
        "I need a mentor agreement template",
        "can somebody show me where the printer is",
        "we are looking for a vendor for training",
        "is there someone who can approve my expense report",
        "does a mentor get paid?",
        "Who is my mentor?",
        "can anyone help me with the printer",
        "How do I prepare for a first mentoring meeting?",
        "my mentor is great",
        "is there a mentoring policy?",
        "is there a coaching budget?",
        "I need to talk to my mentor",
        "I need my mentor to approve this",
        "I want to buy a gift for my mentor",
        "what is our mentoring policy?",
        "can I get a mentor handbook?",
        "do we have a mentoring programme?",
        "who are the mentors of this programme?",
        "my mentor is away, what now?",
        "can I get reimbursed for a coach ticket?",
    ],
)
def test_what_is_no_wish_is_left_to_others(sentence: str) -> None:
    assert parsing.wish(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("I don't need a mentor any more", True),
        ("I no longer need a mentor for SQL", True),
        ("please cancel my mentor request", True),
        ("withdraw my request for a mentor", True),
        ("where does my mentor request stand?", True),
        ("any news about my mentoring request?", True),
        ("I can't mentor SQL any more", True),
        ("I don't want to mentor any more", True),
        ("I'm no longer available as a mentor", True),
        ("I want to stop mentoring", True),
        ("cancel my request for Kubernetes", True),
        ("pause me as a mentor", True),
        ("take me off the list of mentors", True),
        ("stop asking me to mentor", True),
        ("I don't know what a mentor does", False),
        ("my mentor can't teach me", False),
        ("I need a mentor for SQL", False),
        ("how do I cancel a mentoring session?", False),
        ("where is the request form for mentors?", False),
        ("I can't find the mentoring agreement", False),
    ],
)
def test_second_thoughts(sentence: str, is_one: bool) -> None:
    assert parsing.has_second_thoughts(sentence) is is_one
    assert not is_one or (parsing.wish(sentence), parsing.offered(sentence)) == (None, None)


def test_why_they_want_it_starts_the_goal() -> None:
    wish = parsing.wish("Need a mentor for product management. I just moved from sales and want the basics.")
    assert wish is not None
    assert wish.goal == "I just moved from sales and want the basics"
    reason = parsing.wish("I need a mentor for k8s because I take over our cluster")
    assert reason is not None
    assert reason.goal == "I take over our cluster"


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("I can mentor SQL and negotiation", ["SQL", "Negotiation"]),
        ("I'd be happy to mentor people in Kubernetes and C++", ["Kubernetes", "C++"]),
        ("I'd like to become a mentor for public speaking", ["Public speaking"]),
        ("list me as a mentor for CI/CD, .NET", ["CI/CD", ".NET"]),
        ("I want to be a mentor", []),
        ("I'm willing to mentor Go", ["Go"]),
        ("Happy to help anyone with Excel", ["Excel"]),
        ("put me down as a mentor for SQL", ["SQL"]),
        ("I can mentor two people in Kubernetes", ["Kubernetes"]),
        ("I could mentor some juniors in Go", ["Go"]),
        ("I'm happy to help others with Terraform", ["Terraform"]),
        ("I can help people with Excel", ["Excel"]),
        ("offer to mentor: React, TypeScript", ["React", "TypeScript"]),
        ("sign me up as a mentor for Python", ["Python"]),
        ("I teach Kubernetes and .NET", ["Kubernetes", ".NET"]),
    ],
)
def test_offers(sentence: str, labels: list[str]) -> None:
    found = parsing.offered(sentence)
    assert found is not None
    assert [one.label for one in topics.topics(found)] == labels


@pytest.mark.parametrize(
    "sentence",
    [
        "can I mentor somebody?",
        "I can't mentor anybody",
        "how do I become a mentor?",
        "can I help others with Terraform?",
        "I can help with that",
        "do I teach this wrong?",
    ],
)
def test_what_is_no_offer(sentence: str) -> None:
    assert parsing.offered(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "I need a mentor for " + "to the a " * 400,
        "I need a " * 400 + "mentor",
        "looking for someone " * 200,
        "I need a mentor for " + "a, " * 1000,
        "I can mentor " + "and " * 900,
        "mentor for " + "." * 3000,
    ],
)
def test_long_sentences_take_no_time(sentence: str) -> None:
    begun = time.perf_counter()
    wish = parsing.wish(sentence)
    parsing.offered(sentence)
    topics.topics(wish.topics if wish else sentence[:3000])
    assert time.perf_counter() - begun < 1


def test_a_card_carries_topic_and_goal_within_slacks_limit() -> None:
    topic = topics.topic("Kubernetes")
    assert topic is not None
    value = drafts.wish(topic, '"\\ü\n' * 800)
    assert len(value) <= VALUE
    assert drafts.read(value)[0] == (topic,)


@pytest.mark.parametrize("value", ["", "x", "[]", '{"all": 3}', '{"t": 1}', "null", '{"s": "?"}'])
def test_what_is_no_card_carries_nothing(value: str) -> None:
    assert drafts.read(value)[0] == ()


MANY = "Kubernetes, Terraform, public speaking, negotiation, machine learning, user research, accessibility"


def test_a_long_list_of_topics_is_read_whole() -> None:
    labels = [one.label for one in topics.topics(MANY)]
    assert labels[-3:] == ["Machine learning", "User research", "Accessibility"]
    assert len(labels) == 7


@pytest.mark.parametrize(
    ("said", "topic", "goal"),
    [
        ("I need a mentor for <@U0ABCDEF1>", "", ""),
        ("can <@U0ABCDEF1> teach me SQL?", "SQL", ""),
        ("I need a mentor for SQL because <@U0ABCDEF1|ana> leaves us in May", "SQL", "someone leaves us in May"),
        ("I need a mentor for SQL because all of <#C0PRIVATE1> asks me", "SQL", "all of that channel asks me"),
        ("I need a mentor for <!subteam^S0GROUP01>", "That group", ""),
    ],
)
def test_nobody_is_shown_an_id(said: str, topic: str, goal: str) -> None:
    read = parsing.read(said)
    wish = parsing.wish(read)
    assert wish is not None
    assert [one.label for one in topics.topics(wish.topics)] == ([topic] if topic else [])
    assert goal in wish.goal
    for shown in (read, wish.topics, wish.goal):
        assert "0ABCDEF1" not in shown
        assert "C0PRIVATE1" not in shown
        assert "S0GROUP01" not in shown
