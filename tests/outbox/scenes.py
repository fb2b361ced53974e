"""How does somebody get to decide whether a message is in Slack?"""

from collections.abc import Mapping

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Scene, pressed
from tests.office import Office
from tests.slack.test_when_slack_fails import last, lost


def _lost(office: Office) -> tuple[Person, Seen]:
    lost(office, is_there=False)
    ana = office.slack.person("ana")
    return ana, last(ana)


SCENES: Mapping[str, Scene] = {
    "press:outbox.again": pressed("Send again", _lost),
    "press:outbox.there": pressed("It's there", _lost),
}
