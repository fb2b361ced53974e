"""How is each listener of home reached by hand?"""

from collections.abc import Mapping

from bot.home import views
from tests.listeners import Act, Scene
from tests.office import Office


def typed(text: str, *, who: str = "ida") -> Scene:
    def scene(office: Office) -> Act:
        person = office.slack.person(who)
        return lambda: person.types("#general", text)

    return scene


def opened(office: Office) -> Act:
    return office.slack.person("ana").opens_home


def pressed(office: Office) -> Act:
    ida = office.slack.person("ida")
    home = ida.opens_home()
    return lambda: ida.clicks(views.SETUP, home)


def submitted(office: Office) -> Act:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen setup")
    return ida.modal.fill({"Programme owner": "ana"}).submit


SCENES: Mapping[str, Scene] = {
    "command:/pollen": typed("/pollen mentro"),
    "command:/pollen help": typed("/pollen help"),
    "command:/pollen setup": typed("/pollen setup"),
    "command:/pollen audit": typed("/pollen audit"),
    "command:/pollen doctor": typed("/pollen doctor"),
    "sentence:home.help": typed("@pollen help"),
    "sentence:home.doctor": typed("@pollen doctor"),
    "event:app_home_opened": opened,
    "press:home.setup": pressed,
    "submit:home.set_up": submitted,
}
