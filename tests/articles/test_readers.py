"""Who may read an article? Everyone, a user group, or the members of a channel; and nobody else hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot import audit
from bot.articles import service as articles
from bot.articles.rules import frontmatter, readers
from bot.articles.service import editing, importing
from bot.articles.store import links
from bot.ids import UserId
from bot.playground.people.person import Person
from bot.playground.state import ChannelKind
from tests.listeners import whole_home
from tests.office import Office

PAY = """---
title: Pay bands
readers: [@hr]
---
# Pay bands

A senior engineer is in salary band four, reviewed every April.
"""
PLAN = "---\nreaders: #steering\n---\n# Reorganisation\n\nThe platform team moves to Lisbon in autumn.\n"
VPN = "# VPN\n\nQuit the client and open it again when the tunnel hangs.\n"
BAND, MOVE = "which salary band is a senior engineer in?", "when does the platform team move to Lisbon?"


@pytest.fixture
def office(office: Office) -> Office:
    office.slack.add_group("hr", "ana")
    office.slack.add_channel("steering", "pollen", "ana", "ben", kind=ChannelKind.PRIVATE)
    office.knows({"hr/pay.md": PAY, "steering/plan.md": PLAN, "it/vpn.md": VPN})
    office.works()
    return office


def answer(person: Person, question: str, *, where: str = "#general") -> str:
    person.types(where, f"/learn {question}")
    return person.sees(where)[-1].text


def is_answered(person: Person, question: str) -> bool:
    return "No article answers" not in answer(person, question)


def test_who_is_in_the_group_reads_it_and_nobody_else(office: Office) -> None:
    ana, ben, chika = map(office.slack.person, ("ana", "ben", "chika"))
    assert "band four" in answer(ana, BAND)
    assert not is_answered(ben, BAND)
    assert not is_answered(chika, BAND)
    assert "Lisbon" in answer(ben, MOVE)
    assert not is_answered(chika, MOVE)


def test_whoever_leaves_reads_it_no_more_and_whoever_comes_does(office: Office) -> None:
    ana, ben = map(office.slack.person, ("ana", "ben"))
    office.slack.regroups("hr", "ben")
    assert not is_answered(ana, BAND)
    assert is_answered(ben, BAND)
    ben.leaves("#steering")
    assert not is_answered(ben, MOVE)


def test_what_slack_did_not_tell_is_known_within_a_minute(office: Office) -> None:
    """Events may be lost; Slack is asked as well."""
    ana = office.slack.person("ana")
    next(iter(office.slack.workspace.groups.values())).members.clear()
    office.slack.channel("steering").members.remove(ana.id)
    assert is_answered(ana, BAND)
    office.clock.advance(timedelta(seconds=45))
    office.works()
    assert not is_answered(ana, BAND)
    assert not is_answered(ana, MOVE)


def test_a_group_that_is_no_more_and_a_channel_that_is_not_shown_have_no_members(office: Office) -> None:
    ana = office.slack.person("ana")
    office.slack.disbands("hr")
    office.slack.kick_bot("steering")
    office.clock.advance(timedelta(minutes=1))
    office.works()
    assert not is_answered(ana, BAND)
    assert not is_answered(ana, MOVE)


def test_a_mention_is_answered_for_everybody_who_reads_along(office: Office) -> None:
    """In the channel whose members may read it; elsewhere not, whoever asks."""
    ana = office.slack.person("ana")
    for where, question, said in (
        ("#steering", MOVE, "Lisbon"),
        ("#general", MOVE, "No article answers"),
        ("#general", BAND, "No article answers"),
    ):
        ana.types(where, f"@pollen {question}")
        root = ana.sees(where)[-1]
        assert said in ana.sees(where, thread=root)[-1].text


def test_it_is_not_shared_where_others_read_along(office: Office) -> None:
    ana = office.slack.person("ana")
    answer(ana, MOVE)
    ana.clicks("Share", on=ana.sees("#general")[-1])
    assert "Not everyone in this channel may read that" in ana.sees("#general")[-1].text
    assert not any("Lisbon" in one.text for one in office.slack.person("chika").sees("#general"))
    answer(ana, MOVE, where="#steering")
    ana.clicks("Share", on=ana.sees("#steering")[-1])
    assert any("Lisbon" in one.text for one in office.slack.person("ben").sees("#steering"))


def test_what_was_shared_is_taken_back_when_it_is_for_fewer(office: Office) -> None:
    ana, chika = map(office.slack.person, ("ana", "chika"))
    answer(ana, "what when the tunnel hangs?")
    ana.clicks("Share", on=ana.sees("#general")[-1])
    assert any("open it again" in one.text for one in chika.sees("#general"))
    office.knows({"hr/pay.md": PAY, "it/vpn.md": f"---\nreaders: '@hr'\n---\n{VPN}"})
    office.works()
    assert not any("open it again" in one.text for one in chika.sees("#general"))
    assert any("not everyone in this channel may read" in one.text for one in chika.sees("#general"))


def test_what_was_answered_aloud_is_taken_back_when_it_is_for_fewer(office: Office) -> None:
    ana, chika = map(office.slack.person, ("ana", "chika"))
    ana.types("#general", "@pollen what when the tunnel hangs?")
    root = ana.sees("#general")[-1]
    assert "open it again" in chika.sees("#general", thread=root)[-1].text
    office.knows({"hr/pay.md": PAY, "it/vpn.md": f"---\nreaders: '@hr'\n---\n{VPN}"})
    office.works()
    assert "not everyone in this channel may read" in chika.sees("#general", thread=root)[-1].text


def test_each_change_of_readers_is_in_the_audit_also_by_front_matter(office: Office) -> None:
    office.knows({"hr/pay.md": PAY, "it/vpn.md": f"---\nreaders: '@hr'\n---\n{VPN}"})
    ida = office.slack.person("ida")
    ida.clicks("Who may read what", whole_home(ida))
    office.slack.regroups("hr", "ana", "ida")
    ida.modal.fill({"Or its title": "vpn"}).submit()
    ida.modal.fill({"Readers": "everyone"}).submit()
    found = office.database.reading(lambda session: audit.entries(session, office.workspace))
    rows = [(one.what, one.target) for one in found if "readers" in one.what or "changed" in one.what]
    (article,) = {target for _, target in rows}
    assert rows == [("submit:articles.changed", article), ("knowledge import: readers", article)]


def test_an_older_version_does_not_bring_its_readers_back(office: Office) -> None:
    """What is for some is not for everyone again because somebody restores words of before."""
    chika, tunnel = office.slack.person("chika"), "what when the tunnel hangs?"
    office.knows({"hr/pay.md": PAY, "it/vpn.md": f"---\nreaders: '@hr'\n---\n{VPN}"})
    workspace = office.workspace
    id = office.database.reading(lambda session: articles.titled(session, workspace, "VPN", readers.OPERATOR))
    assert id is not None
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.slack.regroups("hr", "ana", "ida")
    by, now = UserId(office.slack.person("ida").id), office.clock.now()
    office.database.transaction(lambda session: editing.restore(session, workspace, id, 1, by=by, now=now))
    office.knows({"hr/pay.md": PAY.replace("April", "May"), "it/vpn.md": f"---\nreaders: '@hr'\n---\n{VPN}"})
    assert not is_answered(chika, tunnel)


def test_the_last_import_says_for_whom_it_is(office: Office) -> None:
    chika = office.slack.person("chika")
    assert not is_answered(chika, BAND)
    office.knows({"hr/pay.md": PAY.replace("[@hr]", "everyone"), "it/vpn.md": VPN})
    assert is_answered(chika, BAND)
    office.knows({"hr/pay.md": PAY, "it/vpn.md": VPN})
    assert not is_answered(chika, BAND)


def test_a_folder_can_be_for_some_and_stays_so(office: Office) -> None:
    ana, chika = map(office.slack.person, ("ana", "chika"))

    def brought(*names: str) -> None:
        said = names or None
        importing.import_folder(office.bot.runtime, office.workspace, office.folder, collection="test", readers=said)
        office.bot.library.follow(office.bot.runtime, office.workspace)
        office.works()

    tunnel = "what when the tunnel hangs?"
    assert is_answered(chika, tunnel)
    brought("@hr")
    assert (is_answered(ana, tunnel), is_answered(chika, tunnel)) == (True, False)
    brought()
    assert (is_answered(ana, tunnel), is_answered(chika, tunnel)) == (True, False)
    brought("everyone")
    assert is_answered(chika, tunnel)


def test_a_curator_says_in_slack_who_may_read_an_article_and_sees_it_there(office: Office) -> None:
    ida, ana, chika = map(office.slack.person, ("ida", "ana", "chika"))
    office.slack.regroups("hr", "ana", "ida")
    tunnel = "what when the tunnel hangs?"
    for words, said, who in (
        ("@hr", "for @hr", (True, False)),
        ("@hr, #steering", "for #steering or @hr", (True, False)),
        ("everyone", "for everyone", (True, True)),
        ("@hr", "for @hr", (True, False)),
        ("", "for everyone", (True, True)),
    ):
        ida.clicks("Who may read what", whole_home(ida))
        ida.modal.fill({"Or its title": "vpn"}).submit()
        ida.modal.fill({"Readers": words}).submit()
        assert said in ida.modal.text
        office.works()
        assert (is_answered(ana, tunnel), is_answered(chika, tunnel)) == who, words
    ida.types("#general", "/learn")
    ida.clicks("IT", on=ida.sees("#general")[-1])
    ida.clicks("VPN", on=ida.sees("#general")[-1])
    assert "Readers: everyone" in ida.sees("#general")[-1].text
    ana.types("#general", "/learn")
    ana.clicks("IT", on=ana.sees("#general")[-1])
    ana.clicks("VPN", on=ana.sees("#general")[-1])
    assert "Readers" not in ana.sees("#general")[-1].text


def test_what_a_link_means_follows_from_who_may_read_what_without_another_import(office: Office) -> None:
    """A name that two pages have means the one that a reader may read."""
    office.knows(
        {
            "index.md": "# Home\n\nSee [[Contact]].\n",
            "a/contact.md": "# Contact of the board\n\nRing.\n",
            "b/contact.md": "# Contact of the desk\n\nWrite.\n",
        }
    )
    ida = office.slack.person("ida")
    office.slack.regroups("hr", "ana", "ida")

    def meant(reader: readers.Reader) -> str:
        def unit(session: Session) -> str:
            home = articles.titled(session, office.workspace, "Home", readers.OPERATOR)
            assert home is not None
            return links.leads(session, office.workspace, [home], reader)[home]["[[Contact]]"].title

        return office.database.reading(unit)

    assert meant(readers.EVERYBODY) == "Contact of the board"
    for names, title in (("@hr", "Contact of the desk"), ("everyone", "Contact of the board")):
        ida.clicks("Who may read what", whole_home(ida))
        ida.modal.fill({"Or its title": "Contact of the board"}).submit()
        ida.modal.fill({"Readers": names}).submit()
        office.works()
        assert meant(readers.EVERYBODY) == title


def test_readers_that_cannot_be_understood_are_refused_in_the_form(office: Office) -> None:
    ida = office.slack.person("ida")
    ida.clicks("Who may read what", whole_home(ida))
    assert "I don't know an article" in str(ida.modal.fill({"Or its title": "No such"}).submit())
    assert "I don't know an article" in str(ida.modal.fill({"Or its title": "Pay bands"}).submit()), "not for Ida"
    ida.modal.fill({"Or its title": "VPN"}).submit()
    assert "is no reader" in str(ida.modal.fill({"Readers": "hr"}).submit())


def test_an_admin_says_for_whom_a_collection_is(office: Office) -> None:
    ida, chika = map(office.slack.person, ("ida", "chika"))
    ida.clicks("Who may read what", whole_home(ida))
    ida.modal.fill({"Or a collection": "test"}).submit()
    ida.modal.fill({"Readers": "@hr"}).submit()
    assert "test is for @hr" in ida.modal.text.replace("*", "")
    office.works()
    assert not is_answered(chika, "what when the tunnel hangs?")


def test_an_admin_says_whether_guests_may_read(office: Office) -> None:
    ida = office.slack.person("ida")
    office.slack.workspace.add_member("gus", is_restricted=True)
    guest = office.slack.person("gus")
    guest.joins("#general")
    assert is_answered(guest, "what when the tunnel hangs?")
    for others, may in (([], False), (["Guests"], True)):
        ida.types("#general", "/pollen setup")
        ida.modal.fill({"Who else may read what is for everyone": others}).submit()
        assert is_answered(guest, "what when the tunnel hangs?") is may


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("readers: [@hr, #leads]", ("#leads", "@hr")),
        ("readers: @hr", ("@hr",)),
        ("readers: #leads", ("#leads",)),
        ("readers:\n  - @hr\n  - '#leads'\n  - S0ABCDEF", ("#leads", "@hr", "S0ABCDEF")),
        ("readers:\n- #leads\ntitle: Hi", ("#leads",)),
        ("readers:\n  [@hr,\n  #leads]", ("#leads", "@hr")),
        ("readers: @HR # only them", ("@hr",)),
        ("readers: '<!subteam^S0123|@hr>'", ("S0123",)),
        ("readers: everyone", ()),
        ("title: X", None),
    ],
)
def test_front_matter_names_readers_as_people_write_them(front: str, names: tuple[str, ...] | None) -> None:
    assert frontmatter.read(f"---\n{front}\n---\nbody\n").facts.readers == names


@pytest.mark.parametrize(
    "front", ["readers: hr", "readers:", "readers: []", "readers: {a: b}", "readers: [everyone, @hr]"]
)
def test_readers_that_cannot_be_understood_keep_an_article_out(front: str) -> None:
    """What is meant for some must not become what is for all."""
    with pytest.raises(frontmatter.Broken):
        frontmatter.read(f"---\n{front}\n---\nbody\n")


def test_an_audience_says_nothing_of_who_it_is() -> None:
    assert readers.audience([]) == readers.EVERYONE
    assert readers.audience(readers.read(["@hr", "#leads"])) == readers.audience(readers.read(["#leads", "@hr"]))
    assert "hr" not in readers.audience(readers.read(["@hr"]))
