"""How is each listener of home reached by hand?"""

from collections.abc import Mapping

from bot.home import views
from tests.listeners import Act, Scene, at_home, typed
from tests.office import Office


def opened(office: Office) -> Act:
    return office.slack.person("ana").opens_home


def submitted(office: Office) -> Act:
    ida = office.slack.person("ida")
    ida.types("#general", "/pollen setup")
    return ida.modal.fill({"Programme owner": "ana"}).submit


def form_opened(office: Office) -> Act:
    ida = office.slack.person("ida")
    dm = ida.opens_dm()
    ida.types(dm, "setup")
    return lambda: ida.clicks("Open the form", ida.sees(dm)[-1])


def at_once(office: Office, label: str) -> Act:
    ana = office.slack.person("ana")
    home = ana.opens_home()
    return lambda: ana.clicks(label, on=home)


SCENES: Mapping[str, Scene] = {
    "command:/pollen": typed("/pollen mentro", "ida"),
    "command:/pollen help": typed("/pollen help", "ida"),
    "command:/pollen setup": typed("/pollen setup", "ida"),
    "command:/pollen audit": typed("/pollen audit", "ida"),
    "command:/pollen doctor": typed("/pollen doctor", "ida"),
    "command:/pollen preferences": typed("/pollen preferences"),
    "sentence:home.verb": typed("@pollen setup", "ida"),
    "press:home.form": form_opened,
    "sentence:home.help": typed("@pollen help", "ida"),
    "sentence:home.doctor": typed("@pollen doctor", "ida"),
    "event:app_home_opened": opened,
    "press:home.more": lambda office: at_once(office, "More"),
    "press:home.less": at_home("Show less"),
    "press:home.setup": at_home(views.SETUP, "ida"),
    "submit:home.set_up": submitted,
}
