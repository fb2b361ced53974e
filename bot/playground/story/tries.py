"""What is there to try, and what has somebody tried already?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.events.delivery import Envelope, EnvelopeKind
from bot.playground.state import Json

SKIPPED = "skip"


@dataclass(frozen=True, kw_only=True)
class Try:
    id: str
    label: str
    hint: str
    #: whom one acts as, where, and what one would type
    who: str = ""
    where: str = ""
    text: str = ""
    is_done: Callable[[Envelope], bool] = lambda _: False


def _asks(envelope: Envelope) -> bool:
    payload = envelope.payload
    if envelope.kind is EnvelopeKind.COMMAND:
        return payload["command"] == "/learn" and bool(payload["text"])
    event = payload.get("event", {})
    is_heard = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return is_heard and "bot_id" not in event and "subtype" not in event


def _thanks(envelope: Envelope) -> bool:
    payload = envelope.payload
    if envelope.kind is EnvelopeKind.COMMAND:
        return payload["command"] == "/kudos" and "@" in payload["text"]
    return payload.get("type") == "view_submission" and _callback(payload).startswith("kudos.")


def _callback(payload: Json) -> str:
    return str(payload.get("view", {}).get("callback_id", ""))


def _presses(*actions: str) -> Callable[[Envelope], bool]:
    def is_pressed(envelope: Envelope) -> bool:
        names = [str(action["action_id"]) for action in envelope.payload.get("actions", [])]
        return any(name.split(":")[0] in actions for name in names)

    return is_pressed


def _curates(envelope: Envelope) -> bool:
    return _presses("answers.publish")(envelope) or _callback(envelope.payload) == "answers.revised"


TRIES = (
    Try(
        id="ask",
        label="Ask a question",
        hint="Send it. The answer is for your eyes only.",
        who="ana",
        where="#general",
        text="/learn how do I prepare for a first mentoring meeting?",
        is_done=_asks,
    ),
    Try(
        id="share",
        label="Share an answer",
        hint="Press Share under your answer, and everyone in the channel can read it.",
        who="ana",
        where="#general",
        is_done=_presses("answers.share"),
    ),
    Try(
        id="thank",
        label="Thank someone",
        hint="Send it. The channel sees who is thanked, and for what.",
        who="ana",
        where="#general",
        text="/kudos @ben for finding the slow query with me #taught-me",
        is_done=_thanks,
    ),
    Try(
        id="mentor",
        label="Find a mentor, then say yes as Ben",
        hint="Send it and press the button. Then act as Ben: the request waits in his conversation with Pollen.",
        who="ana",
        where="@pollen",
        text="I need a mentor for Python because I want to automate our reports",
        is_done=_presses("mentors.accept"),
    ),
    Try(
        id="curate",
        label="Become the curator and fix an answer",
        hint="You are Ida now. Ben suggests an answer of yours: edit it and publish it.",
        who="ida",
        where="@pollen",
        is_done=_curates,
    ),
    Try(id=SKIPPED, label="Skip to Wednesday", hint="The digest of the week comes at ten.", where="#learning"),
)


@dataclass(kw_only=True)
class Tries:
    """The list beside the page, ticked off by doing."""

    offered: tuple[Try, ...] = TRIES
    done: set[str] = field(default_factory=set)

    def watch(self, envelope: Envelope) -> None:
        """Tick off what somebody has just done."""
        self.done |= {one.id for one in self.offered if one.is_done(envelope)}

    def skipped(self, to: str) -> None:
        """Tick off that somebody has skipped to a day."""
        if to == "wednesday":
            self.done.add(SKIPPED)
