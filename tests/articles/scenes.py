"""How is each listener of articles reached by hand?"""

from collections.abc import Mapping

from tests.listeners import Act, Scene
from tests.office import Office


def following(office: Office) -> Act:
    ida = office.slack.person("ida")
    ida.writes_canvas("#general", "# Parking\n\nAt the north gate.\n")
    post = ida.types("#general", "All about parking is in our canvas.")
    return lambda: ida.uses_shortcut("Follow this canvas", on=post)


def stopping(office: Office) -> Act:
    following(office)()
    ida = office.slack.person("ida")
    shown = ida.modal
    return lambda: ida.clicks("Stop following", shown)


SCENES: Mapping[str, Scene] = {
    "shortcut:articles.follow": following,
    "press:articles.unfollow": stopping,
}
