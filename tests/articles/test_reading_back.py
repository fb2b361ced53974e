"""The index and the answers read the knowledge base; its owner and curators verify it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.articles import rules, service
from bot.articles.rules import Freshness, Verification
from bot.articles.rules.readers import EVERYBODY
from bot.ids import ArticleId, UserId, WorkspaceId
from bot.markup import markdown, notation
from bot.markup.sections import Section
from bot.people import service as people
from bot.workspaces import service as workspaces
from tests.articles.conftest import WORKSPACE, Curator

VPN = """---
title: The VPN
tags: [Remote-work, network]
aliases: How do I connect?
owner: UANA123
url: https://wiki.example/vpn
language: en
verified_on: 2026-01-10
review_every: 30 days
---
Use it abroad.

## Turn it on

Press the button.
"""
LEAVE = "# Leave\n\nTell your lead.\n"


def passages(curator: Curator, *refs: tuple[ArticleId, int]) -> tuple[rules.Passage, ...]:
    places = [rules.Place(article=article, section=section) for article, section in refs]
    return tuple(
        curator.runtime.reading(lambda session: service.passages(session, WORKSPACE, places, EVERYBODY)).values()
    )


def verify(curator: Curator, article: ArticleId, by: str, *, days: int = 0) -> rules.Article:
    now = curator.runtime.now() + timedelta(days=days)

    def unit(session: Session) -> rules.Article:
        people.remember(session, WORKSPACE, {"id": by, "name": "ana"}, now=now)
        return service.verify(session, WORKSPACE, article, by=UserId(by), now=now)

    return curator.runtime.transaction(unit)


def test_the_index_gets_what_it_searches(curator: Curator) -> None:
    curator.imports({"remote work/vpn.md": VPN})
    snapshot = curator.runtime.reading(lambda session: service.snapshot(session, WORKSPACE))
    (article,) = snapshot.articles
    assert snapshot.version == 1
    assert article.title == "The VPN"
    assert [section.text for section in article.sections] == ["Use it abroad.", "Press the button."]
    assert (article.tags, article.aliases) == (("Remote-work", "network"), ("How do I connect?",))
    assert article.language == "en"


def test_the_index_follows_by_version(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN, "leave.md": LEAVE, "same.md": "# Same\n\nText.\n"})
    vpn, leave = curator.id("The VPN"), curator.id("Leave")
    curator.imports(
        {"vpn.md": VPN.replace("abroad", "always"), "same.md": "# Same\n\nText.\n", "new.md": "# New\n\nText.\n"}
    )

    changes = curator.runtime.reading(lambda session: service.changes(session, WORKSPACE, 1))

    assert changes.version == 2
    assert [(one.id == str(vpn), one.title) for one in changes.changed] == [(True, "The VPN"), (False, "New")]
    assert changes.removed == (leave,)
    nothing = curator.runtime.reading(lambda session: service.changes(session, WORKSPACE, 2))
    assert (nothing.changed, nothing.removed) == ((), ())


def test_a_page_without_text_is_kept_but_not_found(curator: Curator) -> None:
    report = curator.imports({"x/moved.md": "---\ntitle: Moved\n---\n", "leave.md": LEAVE})
    assert [note.path for note in report.notes] == ["x/moved.md"]
    assert set(curator.texts()) == {"Leave"}
    assert curator.runtime.reading(lambda session: service.topics(session, WORKSPACE, EVERYBODY)) == ()
    curator.imports({"x/moved.md": "---\ntitle: Moved\n---\n", "leave.md": "---\ntitle: Leave\n---\n"})
    changes = curator.runtime.reading(lambda session: service.changes(session, WORKSPACE, 1))
    assert (len(changes.changed), len(changes.removed)) == (0, 1)


def test_an_answer_gets_its_passages_in_its_order_with_all_it_shows(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN, "leave.md": LEAVE})
    vpn, leave = curator.id("The VPN"), curator.id("Leave")

    first, second = passages(curator, (vpn, 1), (leave, 0))

    said = notation.written(markdown.blocks("Press the button."))
    assert first.section == Section(ordinal=1, path=("Turn it on",), anchor="turn-it-on", said=said)
    assert first.link == "https://wiki.example/vpn#turn-it-on"
    assert (first.article.title, first.article.owner_user) == ("The VPN", "UANA123")
    assert first.article.verification == Verification(
        on=first.article.facts.verified_on or curator.runtime.now().date()
    )
    assert first.article.freshness(curator.runtime.now()) is Freshness.DUE
    assert second.article.freshness(curator.runtime.now()) is Freshness.NEVER
    assert second.section.path == ("Leave",)


def test_what_was_archived_since_is_not_shown(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN, "leave.md": LEAVE})
    vpn, leave = curator.id("The VPN"), curator.id("Leave")
    curator.imports({"leave.md": LEAVE})
    assert [one.article.id for one in passages(curator, (vpn, 0), (leave, 0), (leave, 7), (ArticleId(1), 0))] == [leave]
    assert passages(curator) == ()


def test_the_passages_of_another_workspace_are_out_of_reach(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN})
    other, place = WorkspaceId("T2"), rules.Place(article=curator.id("The VPN"), section=0)
    assert curator.runtime.reading(lambda session: service.passages(session, other, [place], EVERYBODY)) == {}
    with pytest.raises(rules.NoArticle):
        curator.runtime.reading(lambda session: service.article(session, other, place.article, EVERYBODY))


def test_topics_are_tags_and_folders(curator: Curator) -> None:
    curator.imports({"remote work/vpn.md": VPN, "leave.md": "---\ntags: [remote_work]\n---\n# Leave\n\nText.\n"})
    topics = curator.runtime.reading(lambda session: service.topics(session, WORKSPACE, EVERYBODY))
    assert [(topic.key, topic.count) for topic in topics] == [("remote work", 2), ("network", 1)]
    found = curator.runtime.reading(lambda session: service.articles_in(session, WORKSPACE, "Remote Work", EVERYBODY))
    assert [article.title for article in found] == ["Leave", "The VPN"]


def test_the_most_recent_come_first(curator: Curator) -> None:
    curator.imports({"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})
    curator.imports({"a.md": "# A\n\nMore\n", "b.md": "# B\n\nText.\n"})
    recent = curator.runtime.reading(lambda session: service.most_recent(session, WORKSPACE, EVERYBODY, limit=1))
    assert [article.title for article in recent] == ["A"]


def test_its_owner_verifies_an_article(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN})
    id = curator.id("The VPN")

    article = verify(curator, id, "UANA123")

    assert article.verification == Verification(on=curator.runtime.now().date(), by=UserId("UANA123"), revision=1)
    assert article.freshness(curator.runtime.now()) is Freshness.VERIFIED
    assert curator.version() == 1
    assert curator.imports().is_unchanged


def test_a_curator_verifies_and_the_history_stays(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN})
    curator.runtime.transaction(lambda session: workspaces.choose(session, WORKSPACE, {"roles.curators": ["UBEN123"]}))
    id = curator.id("The VPN")
    verify(curator, id, "UANA123")
    verify(curator, id, "UBEN123", days=3)

    recorded = curator.runtime.reading(lambda session: service.verifications(session, WORKSPACE, id))

    assert [one.by for one in recorded] == ["UBEN123", "UANA123"]
    verification = curator.page(id).article.verification
    assert verification is not None
    assert verification.by == "UBEN123"


def test_an_edit_does_not_undo_a_verification_but_shows_what_was_read(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN})
    id = curator.id("The VPN")
    verify(curator, id, "UANA123")
    curator.imports({"vpn.md": VPN.replace("abroad", "always")})
    article = curator.page(id).article
    assert article.verification is not None
    assert (article.verification.revision, article.revision) == (1, 2)


def test_nobody_else_verifies(curator: Curator) -> None:
    curator.imports({"vpn.md": VPN, "leave.md": LEAVE})
    vpn = curator.id("The VPN")
    with pytest.raises(rules.NotYours):
        verify(curator, vpn, "UEVE123")
    curator.imports({"leave.md": LEAVE})
    with pytest.raises(rules.NoArticle):
        verify(curator, vpn, "UANA123")
