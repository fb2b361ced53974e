"""A canvas in Slack is an article for as long as everybody may read it, and an edit is one too."""

from datetime import timedelta

import pytest

from bot.articles import service
from bot.articles.rules.canvases import told
from bot.articles.store import canvases
from bot.playground.page import gestures, picture
from bot.playground.people.person import Person
from bot.playground.state import ChannelKind
from tests.listeners import whole_home
from tests.office import Office

PARKING = "# Parking\n\nBicycles stay inside.\n\n## Cars\n\nCars park at the north gate, with a blue badge.\n"
MINUTES = timedelta(minutes=5)


def followed(office: Office, text: str = PARKING, *, where: str = "#general") -> Person:
    ida = office.slack.person("ida")
    ida.writes_canvas(where, text)
    ida.uses_shortcut("Follow this canvas", on=ida.types(where, "Parking is in the canvas."))
    return ida


def answer(office: Office, question: str) -> str:
    office.bot.library.follow(office.bot.runtime, office.workspace)
    ana = office.slack.person("ana")
    ana.types("#general", f"/learn {question}")
    return ana.sees("#general")[-1].text


def test_a_canvas_is_read_by_heading_and_its_link_opens_it(office: Office) -> None:
    ida = followed(office)
    assert "I follow this canvas from now on" in ida.modal.text
    office.passes(MINUTES)
    ana = office.slack.person("ana")
    office.bot.library.follow(office.bot.runtime, office.workspace)
    ana.types("#general", "/learn where do cars park?")
    said = ana.sees("#general")[-1]
    assert "north gate, with a blue badge" in said.text
    assert f"/docs/{office.workspace}/F0" in repr(said.raw)


def test_an_edit_is_searchable_within_five_minutes_and_the_same_text_is_no_news(office: Office) -> None:
    ida = followed(office)
    office.passes(MINUTES)
    ida.writes_canvas("#general", PARKING.replace("north gate", "south yard"))
    office.passes(MINUTES)
    assert "south yard" in answer(office, "where do cars park?")
    before = version(office)
    office.passes(MINUTES)
    assert version(office) == before


def version(office: Office) -> int:
    return office.database.reading(lambda session: service.version(session, office.workspace))


@pytest.mark.parametrize("how", ["private", "gone", "untabbed"])
def test_lost_access_archives_it_and_tells_the_curator(office: Office, how: str) -> None:
    ida = followed(office)
    office.passes(MINUTES)
    channel = office.slack.workspace.channel("#general")
    if how == "private":
        channel.kind = ChannelKind.PRIVATE
        office.slack.kick_bot("general")
    elif how == "gone":
        channel.canvases[0].id = "F0OTHER00"
    else:
        channel.canvases.clear()
    office.passes(MINUTES)
    channel.kind = ChannelKind.PUBLIC
    assert "north gate" not in answer(office, "where do cars park?")
    assert "I've stopped following it" in ida.sees("@pollen")[-1].text
    told_before = len(ida.sees("@pollen"))
    office.passes(MINUTES)
    assert len(ida.sees("@pollen")) == told_before, "said once"


def test_a_canvas_of_a_private_channel_is_read_by_its_members_alone(office: Office) -> None:
    office.slack.add_channel("steering", "pollen", "ida", "ben", kind=ChannelKind.PRIVATE)
    followed(office, where="#steering")
    office.passes(MINUTES)
    office.works()
    assert "north gate" not in answer(office, "where do cars park?")
    ben = office.slack.person("ben")
    ben.types("#general", "/learn where do cars park?")
    assert "north gate" in ben.sees("#general")[-1].text
    ben.leaves("#steering")
    ben.types("#general", "/learn where do cars park?")
    assert "north gate" not in ben.sees("#general")[-1].text


def test_a_channel_that_becomes_private_takes_its_canvas_with_it_and_back(office: Office) -> None:
    office.slack.add_channel("yard", "pollen", "ida")
    followed(office, where="#yard")
    office.passes(MINUTES)
    assert "north gate" in answer(office, "where do cars park?")
    channel = office.slack.workspace.channel("#yard")
    channel.kind = ChannelKind.PRIVATE
    office.passes(MINUTES)
    assert "north gate" not in answer(office, "where do cars park?")
    channel.kind = ChannelKind.PUBLIC
    office.passes(MINUTES)
    assert "north gate" in answer(office, "where do cars park?")


def test_in_app_home_a_curator_follows_the_canvas_of_a_channel_of_theirs(office: Office) -> None:
    ida = office.slack.person("ida")
    for name, *members in (("steering", "pollen", "ida"), ("secret", "pollen", "ida")):
        office.slack.add_channel(name, *members, kind=ChannelKind.PRIVATE)
        ida.writes_canvas(f"#{name}", PARKING)
    secret = office.slack.workspace.channel("#secret")
    ida.clicks("Follow a canvas", whole_home(ida))
    form = ida.modal.fill({"Channel": "#secret"})
    secret.members.remove(office.slack.person("ida").id)
    assert "where I'm a member" in str(form.submit())
    ida.clicks("Follow a canvas", whole_home(ida))
    ida.modal.fill({"Channel": "#steering"}).submit()
    assert "I follow this canvas from now on" in ida.modal.text
    assert len(office.database.reading(lambda session: canvases.followed(session, office.workspace))) == 1


def test_on_the_page_somebody_writes_the_canvas_of_a_channel(office: Office) -> None:
    site = office.slack.site
    ida = office.slack.person("ida")
    where = office.slack.workspace.channel("#general").id
    assert gestures.do(site, {"me": ida.id, "do": "canvas", "where": where, "text": PARKING}) == {}
    assert picture.of(site, me=ida.id, at=where, thread="")["here"]["canvas"] == PARKING


def test_a_silent_slack_changes_nothing(office: Office) -> None:
    followed(office)
    office.passes(MINUTES)
    office.slack.faults.server_error("canvases.getContent")
    office.passes(MINUTES)
    assert "north gate" in answer(office, "where do cars park?")


def test_stopping_takes_it_out_at_once_and_it_can_be_followed_again(office: Office) -> None:
    ida = followed(office)
    office.passes(MINUTES)
    ida.uses_shortcut("Follow this canvas", on=ida.sees("#general")[-1])
    assert "I follow this canvas already" in ida.modal.text
    ida.clicks("Stop following", ida.modal)
    assert "I no longer follow this canvas" in ida.modal.text
    assert "north gate" not in answer(office, "where do cars park?")
    followed(office)
    office.passes(MINUTES)
    assert "north gate" in answer(office, "where do cars park?")


def test_only_curators_and_only_what_everybody_may_read(office: Office) -> None:
    ben = office.slack.person("ben")
    ben.writes_canvas("#general", PARKING)
    post = ben.types("#general", "See our canvas.")
    ben.uses_shortcut("Follow this canvas", on=post)
    assert not office.database.reading(lambda session: canvases.followed(session, office.workspace))
    ida = office.slack.person("ida")
    link = ida.types("#general", "See https://x.slack.com/docs/T1/F0ELSEWHERE1")
    ida.uses_shortcut("Follow this canvas", on=link)
    assert "is no tab of this channel" in ida.sees("#general")[-1].text
    office.slack.workspace.channel("#general").canvases.clear()
    ida.uses_shortcut("Follow this canvas", on=post)
    assert "no canvas that I could follow" in ida.sees("#general")[-1].text


@pytest.mark.parametrize(
    ("about", "named", "is_open"),
    [
        ({"is_channel": True, "properties": {"canvas": {"file_id": "F012345"}}}, ("F012345",), True),
        ({"is_channel": True, "is_private": True}, (), False),
        ({"is_channel": True, "is_ext_shared": True}, (), False),
        ({"is_channel": True, "is_archived": True}, (), False),
        (
            {
                "is_channel": True,
                "properties": {
                    "tabs": [{"type": "canvas", "data": {"file_id": "F0TAB01"}}, {"type": "files"}, "odd"],
                    "canvas": None,
                },
            },
            ("F0TAB01",),
            True,
        ),
        ({"is_channel": True, "properties": {"canvas": {"file_id": "../x"}, "tabs": 3}}, (), True),
    ],
)
def test_slack_says_which_canvases_a_channel_has(
    about: dict[str, object], named: tuple[str, ...], is_open: bool
) -> None:
    found = told(about)
    assert (found.canvases, found.is_open) == (named, is_open)


def test_a_channel_that_becomes_private_takes_its_canvas_with_it_within_a_minute_however_many_there_are(
    office: Office,
) -> None:
    names = [f"yard-{number}" for number in range(30)]
    for name in names:
        office.slack.add_channel(name, "pollen", "ida")
        followed(office, f"# Parking at {name}\n\nAt the north gate, in the shade.\n", where=f"#{name}")
    office.passes(timedelta(minutes=1))
    office.passes(timedelta(minutes=1))
    office.passes(timedelta(minutes=1))
    assert all("north gate" in answer(office, f"where is parking at {name}?") for name in (names[0], names[-1]))
    for name in names[-3:]:
        office.slack.workspace.channel(f"#{name}").kind = ChannelKind.PRIVATE
    office.passes(timedelta(minutes=1))
    told = answer(office, "where do I park in the shade at the north gate?")
    assert not any(f"Parking at {name}" in told for name in names[-3:])
