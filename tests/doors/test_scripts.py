"""A script of one's own: three addresses, the same keys, the same rights, errors in words."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.doors.http import description
from bot.doors.rules import ASSISTANTS, SCRIPTS
from tests.answers.scenes import SURE, VACATION
from tests.doors.scenes import key, open_doors, outside
from tests.office import Office


@pytest.fixture
def web(office: Office) -> TestClient:
    app = outside(office)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def mine(office: Office) -> dict[str, str]:
    """What a script of Ana's sends along."""
    clear = key(office)
    open_doors(office, ASSISTANTS, SCRIPTS)
    return {"authorization": f"Bearer {clear}"}


def test_a_question_and_an_article(office: Office, web: TestClient, mine: dict[str, str]) -> None:
    office.knows({"people/vacation.md": VACATION})
    found = web.get("/api/search", params={"q": SURE}, headers=mine)
    assert found.status_code == 200
    assert found.json()["outcome"] == "sure"
    article = found.json()["passages"][0]["article"]
    read = web.get(f"/api/articles/{article}", headers=mine)
    assert "two weeks ahead" in read.json()["text"]
    for id in ("1", "x", "9" * 30):
        refused = web.get(f"/api/articles/{id}", headers=mine)
        assert (refused.status_code, list(refused.json())) == (404, ["error"])


def test_an_article_is_prepared_and_sent_by_its_person(office: Office, web: TestClient, mine: dict[str, str]) -> None:
    said = {"title": "Where to park", "text": "Park on level two."}
    assert web.post("/api/articles", json=said, headers=mine).status_code == 202
    assert web.post("/api/articles", json=said, headers=mine).status_code == 202
    assert office.slack.person("ana").opens_home().text.count("Where to park") == 1
    odd: tuple[Any, ...] = ([], {}, {"title": 1, "text": "x"}, {"title": "x"}, {"title": " ", "text": "x"}, "x")
    for one in odd:
        refused = web.post("/api/articles", json=one, headers=mine)
        assert (refused.status_code, list(refused.json())) == (400, ["error"]), one


def test_who_may_not_is_told_so(office: Office, web: TestClient, mine: dict[str, str]) -> None:
    assert web.get("/api/search", params={"q": SURE}).status_code == 401
    assert web.get("/api/search", headers={"authorization": "Bearer pollen_x"}).status_code == 401
    assert web.post("/api/search", headers=mine).status_code == 405
    assert web.delete("/api/articles/1", headers=mine).status_code == 405
    assert web.get("/api/search", params={"q": SURE}, headers=mine | {"origin": "https://a.example"}).status_code == 403
    assert web.post("/api/articles", content=b"x" * (2**20 + 1), headers=mine).status_code == 413


def test_it_is_described(office: Office, web: TestClient, mine: dict[str, str]) -> None:
    told = web.get("/api/openapi.json").json()
    assert set(told["paths"]) == {description.SEARCH, description.ARTICLE, description.ARTICLES}
    page = web.get("/api")
    assert "GET /api/search" in page.text
    assert "http" not in page.text.replace("/api", "").replace("http-equiv", "")


def test_while_it_is_closed_there_is_nothing_there(office: Office, web: TestClient) -> None:
    clear = key(office)
    for path in ("/api", "/api/openapi.json", "/api/search?q=x", "/api/articles/1"):
        assert web.get(path, headers={"authorization": f"Bearer {clear}"}).status_code == 404
