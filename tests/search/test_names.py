"""Are names of code and products found whole and by their parts, and not by what only looks like them?"""

import pytest

from bot.search.index import Article, Index

BASE = [
    Article(id="kubectl", title="kubectl", text="Use kubectl to look at pods."),
    Article(id="sso", title="SSO-login", text="The SSO-login asks for your badge number."),
    Article(id="c++", title="C++ style", text="We write C++ without exceptions."),
    Article(id="c#", title="C# style", text="We write C# with nullable types."),
    Article(id="k8s", title="Clusters", text="Our k8s clusters live in two regions."),
    Article(id="python", title="Python 3.11.2", text="Install Python 3.11.2 with the installer."),
    Article(id="old", title="Python 2.7", text="Python 2.7 is gone."),
    Article(id="api", title="Users", text="Call getUserById on the HTTPServer."),
    Article(id="env", title="Settings", text="Set the DATABASE_URL first."),
    Article(id="release", title="Releases", text="Only v2.0 of the client can sync."),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(BASE)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("kubectl", "kubectl"),
        ("what is KUBECTL?", "kubectl"),
        ("SSO-login", "sso"),
        ("sso login", "sso"),
        ("ssologin", "sso"),
        ("where do I login", "sso"),
        ("C++", "c++"),
        ("c#", "c#"),
        ("K8s", "k8s"),
        ("python 3.11.2", "python"),
        ("python 3.11", "python"),
        ("python 2.7", "old"),
        ("getUserById()", "api"),
        ("user by id", "api"),
        ("getuserbyid", "api"),
        ("http server", "api"),
        ("database url", "env"),
        ("DATABASE_URL", "env"),
        ("v2.0", "release"),
        ("version 2.0 of the client", "release"),
    ],
)
def test_a_name_is_found_as_people_write_it(index: Index, question: str, article: str) -> None:
    assert index.search(question).hits[0].article == article


@pytest.mark.parametrize(
    ("question", "others"), [("C++", {"c#"}), ("C#", {"c++"}), ("k8s", {"old"}), ("v20", {"release"})]
)
def test_a_name_is_not_another_one(index: Index, question: str, others: set[str]) -> None:
    assert others.isdisjoint(hit.article for hit in index.search(question).hits)
