"""How is each listener of articles reached by hand?"""

from collections.abc import Mapping

from bot.articles.views import canvases, readers
from bot.playground.people.person import Person
from tests.listeners import Act, Scene, at_home, whole_home
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


def chosen_canvas(office: Office) -> Act:
    ida = office.slack.person("ida")
    ida.writes_canvas("#general", "# Parking\n\nAt the north gate.\n")
    ida.clicks(canvases.CHOOSE, whole_home(ida))
    return ida.modal.fill({"Channel": "#general"}).submit


def known(office: Office) -> Person:
    """Ida, the admin, and an article."""
    office.slack.person("ida").types("#general", "/pollen doctor")
    office.knows({"it/vpn.md": "# VPN\n\nQuit the client and open it again when the tunnel hangs.\n"})
    return office.slack.person("ida")


def looked(office: Office) -> Act:
    ida = known(office)
    ida.clicks(readers.LOOK, whole_home(ida))
    return ida.modal.fill({"Or its title": "vpn"}).submit


def changing(office: Office) -> Act:
    ida = known(office)
    ida.types("#general", "/learn")
    ida.clicks("IT", on=ida.sees("#general")[-1])
    ida.clicks("VPN", on=ida.sees("#general")[-1])
    shown = ida.sees("#general")[-1]
    return lambda: ida.clicks("Change readers", on=shown)


def changed(office: Office) -> Act:
    looked(office)()
    office.slack.add_group("hr", "ana")
    return office.slack.person("ida").modal.fill({"Readers": "@hr"}).submit


SCENES: Mapping[str, Scene] = {
    "shortcut:articles.follow": following,
    "press:articles.unfollow": stopping,
    f"press:{canvases.CHOOSE}": at_home(canvases.CHOOSE, "ida"),
    f"submit:{canvases.CHOSEN}": chosen_canvas,
    f"press:{readers.LOOK}": at_home(readers.LOOK, "ida"),
    f"submit:{readers.LOOKED}": looked,
    f"press:{readers.CHANGE}": changing,
    f"submit:{readers.CHANGED}": changed,
}
