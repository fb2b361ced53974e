"""What does each listener cost that no story of `stories.py` reaches? Its scene is played in a company of five years.

The budgets are those of an office that has just begun, and a few more where a person has more to be shown: so none
depends on how long the history is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.workspaces import service as workspaces
from tests.effort import spending
from tests.listeners import caught
from tests.office import Office, manifest, opened
from tests.test_every_listener import SCENES
from tests.years import past, town
from tests.years.conftest import Made
from tests.years.history import LONG
from tests.years.walks import walks

pytestmark = pytest.mark.xdist_group("years")

#: App Home drawn afresh, where something was done on it.
HOME = 56

#: Statements, by the name of the scene.
BUDGETS: dict[str, int] = {
    "command:/pollen desk": 32,
    "command:/pollen forget": 16,
    "command:/pollen gaps": 19,
    "command:/pollen preferences": 14,
    "event:member_joined_channel": 10,
    "event:member_left_channel": 10,
    "event:message": 28,
    "event:subteam_members_changed": 11,
    "event:subteam_updated": 10,
    "press:answers.add_too": 20,
    "press:answers.agree": 12,
    "press:answers.ask_expert": 14,
    "press:answers.ask_next": 45,
    "press:answers.ask_where": 10,
    "press:answers.gap_is_written": 20,
    "press:answers.gaps": 10 + HOME,
    "press:answers.hearing": 7 + HOME,
    "press:answers.keep_reply": 9,
    "press:answers.leave_me_out": 47,
    "press:answers.more_gaps": 11,
    "press:answers.not_me": 43,
    "press:answers.refuse": 8,
    "press:answers.refuse_gap": 8,
    "press:answers.reply": 7,
    "press:answers.search": 17,
    "press:answers.unname": 9,
    "press:answers.who": 14,
    "press:answers.willing": 8 + HOME,
    "press:answers.withdraw": 25,
    "press:answers.write_gap": 17,
    "press:answers.written": 18,
    "press:articles.canvas": 7,
    "press:articles.look": 12,
    "press:articles.readers": 15,
    "press:articles.unfollow": 10,
    "press:desk.amend": 16,
    "press:desk.gone": 11,
    "press:desk.again": 8,
    "press:desk.decline": 15,
    "press:desk.desk": 32,
    "press:desk.details": 5,
    "press:desk.edit": 18,
    "press:desk.fix": 17,
    "press:desk.history": 15,
    "press:desk.keep_both": 15,
    "press:desk.merge": 29,
    "press:desk.no_more": 8,
    "press:desk.not_mine": 19,
    "press:desk.page": 17,
    "press:desk.publish": 47,
    "press:desk.repair": 21,
    "press:desk.restore": 28,
    "press:desk.retire": 44,
    "press:desk.revise": 16,
    "press:desk.right": 13,
    "press:desk.still_right": 15,
    "press:desk.twins": 14,
    "press:desk.unmerge": 28,
    "press:doors.drop_draft": 7 + HOME,
    "press:doors.new_key": 6,
    "press:doors.open_draft": 12,
    "press:doors.revoke_key": 8 + HOME,
    "press:doors.show_key": 7,
    "press:home.form": 7,
    "press:home.less": 60,
    "sentence:answers.gaps": 18,
    "sentence:answers.pointed": 34,
    "sentence:desk.desk": 32,
    "sentence:home.verb": 17,
    "shortcut:articles.follow": 17,
    "submit:answers.ask_there": 15,
    "submit:answers.gap_pointed": 47,
    "submit:answers.gap_refused": 15,
    "submit:answers.gap_wrote": 46,
    "submit:answers.pointed_to": 49,
    "submit:answers.put": 33,
    "submit:answers.replied": 26,
    "submit:answers.ticked": 21,
    "submit:articles.canvas_chosen": 15 + HOME,
    "submit:articles.changed": 25,
    "submit:articles.looked": 17 + HOME,
    "submit:desk.declined": 31,
    "submit:desk.detailed": 21,
    "submit:desk.fixed": 29,
    "submit:desk.righted": 34,
    "submit:doors.make_key": 11 + HOME,
    "submit:doors.send_draft": 39 + HOME,
}

#: What runs by itself while a scene waits. The rest looks at five hundred people and forty channels, for nothing here.
JOBS = frozenset(
    {
        "index",
        "circles",
        "narrowed shares",
        "wishes",
        "questions",
        "answers to earlier questions",
        "mentors",
        "canvases",
        "settled flags",
        "corrections",
        "flags for the curators",
        "letters of the desk",
        "thanks for articles",
        "twins",
    }
)


@contextmanager
def beside(source: URL, folder: Path) -> Iterator[Office]:
    """A small company beside that of a copied history; Ida is the curator and runs the programme."""
    clock = Clock(at=town.NOW)
    articles = folder / "articles"
    articles.mkdir()
    slack = LocalSlack(app=AppConfig.from_manifest(manifest()), clock=clock)
    town.settle(slack)
    with (
        past.copied(source, folder) as url,
        opened(url, clock=clock, folder=articles, slack=slack, only=JOBS) as office,
    ):
        ida = office.slack.person("ida").id
        chosen = {"roles.curators": [ida], "roles.owner": ida}
        office.database.transaction(lambda session: workspaces.choose(session, office.workspace, chosen))
        office.bot.library.follow(office.bot.runtime, office.workspace)
        yield office


@pytest.fixture
def office(made: Made, tmp_path: Path) -> Iterator[Office]:
    with beside(made("sqlite", LONG), tmp_path) as office:
        yield office


@pytest.mark.parametrize("name", BUDGETS)
def test_a_listener_asks_no_more_after_five_years_than_on_its_first_day(name: str, office: Office) -> None:
    delivery = caught(office, SCENES[name](office))
    office.mute.set()
    with spending(office.database) as spent:
        assert office.slack.postman.send(delivery).status == 200
    assert 0 < len(spent) <= BUDGETS[name], spent.statements
    assert not walks(office.database.url, spent.statements)
