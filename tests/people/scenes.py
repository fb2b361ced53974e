"""How does the bot hear of people, and how do they ask for what is kept of them?"""

from collections.abc import Mapping

from bot.people import views
from tests.listeners import Act, Scene, at_home, typed, whole_home
from tests.office import Office


def joined(office: Office) -> Act:
    return lambda: office.slack.joins_team("zoe")


def changed(office: Office) -> Act:
    return lambda: office.slack.changes("ben", real_name="Benjamin Okoye")


def erased(office: Office) -> Act:
    ana = office.slack.person("ana")
    ana.clicks(views.ERASE, whole_home(ana))
    return ana.modal.submit


SCENES: Mapping[str, Scene] = {
    "event:team_join": joined,
    "event:user_change": changed,
    "command:/pollen my": typed("/pollen my data"),
    "command:/pollen forget": typed("/pollen forget me"),
    "command:/pollen data": typed("/pollen data"),
    "sentence:people.data": typed("@pollen my data"),
    "press:people.copy": at_home(views.COPY),
    "press:people.erase": at_home(views.ERASE),
    "submit:people.forget": erased,
}
