"""How does somebody get to decide whether a message is in Slack?"""

from collections.abc import Mapping

from tests.listeners import Act, Scene
from tests.office import Office
from tests.slack.test_when_slack_fails import last, lost


def asked(label: str) -> Scene:
    def scene(office: Office) -> Act:
        lost(office, is_there=False)
        ana = office.slack.person("ana")
        return lambda: ana.clicks(label, last(ana))

    return scene


SCENES: Mapping[str, Scene] = {
    "press:outbox.again": asked("Send again"),
    "press:outbox.there": asked("It's there"),
}
