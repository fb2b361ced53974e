"""How is each listener of the doors reached by hand?"""

from collections.abc import Callable, Mapping

from starlette.applications import Starlette

from bot.doors.rules import ASSISTANTS, Caller, Door
from bot.doors.service import preparing
from bot.doors.service.asking import Desk
from bot.doors.views import home
from bot.ids import UserId
from bot.playground.people.modals import Home
from bot.playground.people.person import Person
from bot.serving import server
from bot.serving.metrics import Metrics
from bot.serving.probes import Readiness
from bot.turns import Turns
from bot.wiring import TEACHERS
from bot.workspaces import service as workspaces
from tests.listeners import Act, Scene, whole_home
from tests.office import SECRET, Office


def outside(office: Office) -> Starlette:
    """The bot's own HTTP application, with its doors."""
    return server.http_app(
        bolt=None,
        signing_secret=SECRET,
        readiness=lambda: Readiness(findings={}),
        counted=Metrics(),
        outside=office.bot.outside,
    )


def open_doors(office: Office, *names: str) -> None:
    """An admin lets other programs in."""
    chosen = dict.fromkeys(names or (ASSISTANTS,), True)
    office.bot.runtime.transaction(lambda session: workspaces.choose(session, office.workspace, chosen))


def desk(office: Office) -> Desk:
    return Desk(runtime=office.bot.runtime, library=office.bot.library, teachers=TEACHERS, turns=Turns(1, patience=5))


def caller(office: Office, name: str = "ana") -> Caller:
    return Caller(workspace=office.workspace, user=UserId(office.slack.person(name).id), door=Door.KEY)


def key(office: Office, name: str = "ana", called: str = "My laptop") -> str:
    """Make a key in App Home, and read it in the one view that shows it."""
    open_doors(office)
    person = office.slack.person(name)
    person.clicks("New key", on=whole_home(person))
    person.modal.fill({"What is it for?": called}).submit()
    person.clicks("Show it", on=person.modal)
    return next(word for word in person.modal.text.split() if word.startswith("pollen_"))


def begun(office: Office) -> Act:
    open_doors(office)
    ana = office.slack.person("ana")
    shown = whole_home(ana)
    return lambda: ana.clicks("New key", on=shown)


def made(office: Office) -> Act:
    open_doors(office)
    ana = office.slack.person("ana")
    ana.clicks("New key", on=whole_home(ana))
    form = ana.modal.fill({"What is it for?": "My laptop"})
    return form.submit


def shown(office: Office) -> Act:
    made(office)()
    ana = office.slack.person("ana")
    modal = ana.modal
    return lambda: ana.clicks("Show it", on=modal)


def revoked(office: Office) -> Act:
    key(office)
    ana = office.slack.person("ana")
    shown = whole_home(ana)
    return lambda: ana.clicks("Revoke", on=shown)


def drafted(office: Office) -> tuple[Person, Home]:
    """Ana's assistant has prepared an article."""
    open_doors(office)
    ana = office.slack.person("ana")
    whole_home(ana)
    preparing.article(desk(office), caller(office), title="Parking", words="Park on level two.", source="")
    office.speaks()
    return ana, whole_home(ana)


def clicked(label: str) -> Callable[[Office], Act]:
    def scene(office: Office) -> Act:
        ana, shown = drafted(office)
        return lambda: ana.clicks(label, on=shown)

    return scene


def sent(office: Office) -> Act:
    ana, shown = drafted(office)
    ana.clicks("Open", on=shown)
    return ana.modal.submit


SCENES: Mapping[str, Scene] = {
    f"press:{home.NEW}": begun,
    f"submit:{home.MAKE}": made,
    f"press:{home.SHOW}": shown,
    f"press:{home.REVOKE}": revoked,
    "press:doors.open_draft": clicked("Open"),
    "press:doors.drop_draft": clicked("Drop"),
    "submit:doors.send_draft": sent,
}
