"""How is each listener of kudos reached by hand?"""

from collections.abc import Mapping

from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from tests.listeners import Act, Scene, Stage, at_home, pressed
from tests.listeners import typed as types
from tests.office import Office

FOR = "for untangling the release on Friday night"


def _people(office: Office) -> tuple[Person, Person, Person]:
    return office.slack.person("ana"), office.slack.person("ben"), office.slack.person("ida")


def _given(office: Office) -> tuple[Seen, Seen]:
    """Ben thanks Ana; returns his receipt and the post."""
    ana, ben, _ = _people(office)
    receipt = ben.types("#general", f"/kudos @ana {FOR}")
    assert receipt
    return receipt, ana.sees("#general")[-1]


def typed(text: str) -> Scene:
    """Somebody who has thanked before types this."""

    def scene(office: Office) -> Act:
        _given(office)
        return types(text, "ben")(office)

    return scene


def _said(text: str) -> Stage:
    def stage(office: Office) -> tuple[Person, Seen | None]:
        ben = office.slack.person("ben")
        return ben, ben.types("#general", text)

    return stage


def on_the_receipt(label: str, said: str = f"/kudos @ana {FOR}") -> Scene:
    return pressed(label, _said(said))


def on_the_question(label: str) -> Scene:
    return pressed(label, _said("/kudos @ana great work"))


def _seen_by_another(office: Office) -> tuple[Person, Seen]:
    _, post = _given(office)
    return office.slack.person("ida"), post


def _asked_first(office: Office) -> tuple[Person, Seen]:
    """Ana is asked each time; Ben thanks her."""
    ana, ben, _ = _people(office)
    ana.types("#general", "/kudos preferences")
    ana.modal.fill(visibility="ask").submit()
    ben.types("#general", f"/kudos @ana {FOR}")
    return ana, ana.sees(ana.opens_dm())[-1]


def _wall(office: Office) -> tuple[Person, Seen | None]:
    _given(office)
    ida = office.slack.person("ida")
    return ida, ida.types("#general", "/kudos wall")


def _hidden(office: Office) -> tuple[Person, Seen | None]:
    hidden(office)()
    ida = office.slack.person("ida")
    return ida, ida.types("#general", "/kudos wall")


def hidden(office: Office) -> Act:
    pressed("Hide…", _wall)(office)()
    return office.slack.person("ida").modal.fill(note="names a customer").submit


def reacted(office: Office) -> Act:
    ana, ben, _ = _people(office)
    message = ana.says("#general", "I wrote the runbook for the pager")
    return lambda: ben.reacts("raised_hands", message)


def unreacted(office: Office) -> Act:
    reacted(office)()
    ana, ben, _ = _people(office)
    message = next(one for one in ana.sees("#general") if "runbook" in one.text)
    return lambda: ben.unreacts("raised_hands", message)


def _mentioned(office: Office) -> tuple[Person, Seen]:
    ben = office.slack.person("ben")
    return ben, ben.says("#general", f"@pollen kudos @ana {FOR}")


def edited(office: Office) -> Act:
    ben, message = _mentioned(office)
    return lambda: ben.edits(message, "@pollen kudos @chika for carrying the whole migration")


def deleted(office: Office) -> Act:
    ben, message = _mentioned(office)
    return lambda: ben.deletes(message)


def shortcut(office: Office) -> Act:
    ana, ben, _ = _people(office)
    message = ana.says("#general", "I wrote the runbook for the pager")
    return lambda: ben.uses_shortcut("Give kudos for this", on=message)


def sent(office: Office) -> Act:
    ana, ben, _ = _people(office)
    ben.types("#general", "/kudos")
    return ben.modal.fill(people=[ana.id]).fill(reason="pairing with me all afternoon").submit


def sent_surely(office: Office) -> Act:
    """The same words twice: a second look."""
    sent(office)()
    sent(office)()
    return office.slack.person("ben").modal.submit


def revised(office: Office) -> Act:
    on_the_receipt("Edit")(office)()
    return office.slack.person("ben").modal.fill(reason="untangling the release, and explaining it").submit


def preferred(office: Office) -> Act:
    ben = office.slack.person("ben")
    ben.types("#general", "/kudos preferences")
    return ben.modal.fill(visibility="private").submit


def set_(office: Office) -> Act:
    ida = office.slack.person("ida")
    ida.types("#general", "/kudos settings")
    return ida.modal.fill(channel="#learning").submit


def _read(office: Office) -> tuple[Person, Seen | None]:
    ana, ben = office.slack.person("ana"), office.slack.person("ben")
    office.knows({"it/vpn.md": f"---\nowner: {ana.id}\n---\n# VPN\n\nQuit the client and start it again.\n"})
    return ben, ben.types("#general", "/learn how do I start the VPN client again?")


def _reached(office: Office) -> tuple[Person, Seen]:
    office.slack.person("ben").types("#general", "@pollen I passed CKA")
    ana = office.slack.person("ana")
    told = next(seen for seen in ana.sees("#general") if seen.replies and "CKA" in seen.text)
    return ana, ana.sees("#general", thread=told)[-1]


SCENES: Mapping[str, Scene] = {
    "press:kudos.thank_author": pressed("Thank the author", _read),
    "press:kudos.give_for": pressed("kudos.give_for", _reached),
    "command:/kudos": typed("/kudos"),
    "command:/kudos <@U1>": typed("/kudos @ida for carrying the whole migration"),
    "command:/kudos me": typed("/kudos me"),
    "command:/kudos wall": typed("/kudos wall"),
    "command:/kudos undo": typed("/kudos undo"),
    "command:/kudos help": typed("/kudos help"),
    "command:/kudos preferences": typed("/kudos preferences"),
    "command:/kudos settings": types("/kudos settings", "ida"),
    "command:/pollen kudos": typed("/pollen kudos undo"),
    "sentence:kudos.give": typed("@pollen kudos @ida for carrying the whole migration"),
    "sentence:kudos.help": typed("@pollen kudos help"),
    "sentence:kudos.me": typed("@pollen kudos me"),
    "sentence:kudos.wall": typed("@pollen kudos wall"),
    "sentence:kudos.undo": typed("@pollen kudos undo"),
    "event:message.message_changed": edited,
    "event:message.message_deleted": deleted,
    "event:reaction_added": reacted,
    "event:reaction_removed": unreacted,
    "press:kudos.undo": on_the_receipt("Undo"),
    "press:kudos.tag": on_the_receipt("#taught-me", "/kudos @ana for explaining the queues to me so patiently"),
    "press:kudos.edit": on_the_receipt("Edit"),
    "press:kudos.confirm": on_the_question("Send anyway"),
    "press:kudos.drop": on_the_question("Never mind"),
    "press:kudos.reword": on_the_question("Edit"),
    "press:kudos.second": pressed("+1", _seen_by_another),
    "press:kudos.publish": pressed("Let others see it", _asked_first),
    "press:kudos.keep": pressed("Keep it to me", _asked_first),
    "press:kudos.write": at_home("Give kudos", "ben"),
    "press:kudos.preferences": at_home("How I'm thanked", "ben"),
    "press:kudos.settings": at_home("Kudos settings", "ida"),
    "press:kudos.hide": pressed("Hide…", _wall),
    "press:kudos.show": pressed("Show again", _hidden),
    "shortcut:kudos.shortcut": shortcut,
    "submit:kudos.form": sent,
    "submit:kudos.sure": sent_surely,
    "submit:kudos.revise": revised,
    "submit:kudos.preferred": preferred,
    "submit:kudos.set": set_,
    "submit:kudos.hidden": hidden,
}
