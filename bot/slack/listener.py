"""How is a listener written? One way for all: what it does is a function of the session, the rest happens here.

    parse        what Slack sent becomes a value; what is not as Slack documents it is refused in words
    before       what has to be known first and takes a network or a search: outside any transaction
    admit        who may do this (`gate.py`), asked of the database in the same transaction
    unit         the deed: `unit(session, request, now)` returns the answer
    note         that it was handled, and what Slack was told, in the same transaction: a request that comes again, or
                 whose COMMIT's answer was lost, returns what it returned and does nothing
    answer       in the acknowledgement, by the outbox (same transaction), or a view opened after the commit
    acknowledge  last: it means "committed"

`Listeners` is handed to every domain's `register`, and what was registered can be read from it.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Unpack

from slack_bolt import Ack, App

from bot.fair_lock import FairLocks
from bot.slack import door, listening, parsing, surfaces, words
from bot.slack.door import Door, Kind, Listener, Request, Terms, Unit
from bot.slack.letters import uniform

Body = dict[str, Any]

#: Seconds that one's own earlier request is waited for, of the three Slack gives; then the database decides.
OWN_TURN_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Listeners:
    """Where listeners are registered; each comes through the same door."""

    app: App
    door: Door
    all: list[Listener] = field(default_factory=list)
    turns: FairLocks = field(default_factory=FairLocks)

    def command(
        self,
        name: str,
        unit: Unit,
        *,
        wants: Callable[[str], object] | None = None,
        said: Callable[[str], object] | None = None,
        example: str = "",
        **terms: Unpack[Terms],
    ) -> None:
        """Hear a slash command. `wants`: which of its texts; the first listener registered that wants one gets it.

        `said`: which of them mean the same without the slash (`home/verbs.py`).
        """
        listener = self._note(
            Listener(kind=Kind.COMMAND, name=name, unit=unit, example=example, wants=wants, said=said, **terms)
        )

        def is_wanted(body: Body) -> bool:
            return wants is None or bool(wants(uniform(str(body.get("text") or "")).strip()))

        def listen(ack: Ack, body: Body, context: Body) -> None:
            command = parsing.command(body, context["workspace"])
            self._serve(listener, command, f"command:{command.trigger}", ack)

        self.app.command(name, matchers=[is_wanted])(listen)

    def press(self, name: str, unit: Unit, **terms: Unpack[Terms]) -> None:
        """Hear a button or a choice called `name`, or `name:…` where a page has several of them."""
        listener = self._note(Listener(kind=Kind.PRESS, name=name, unit=unit, **terms))

        def listen(ack: Ack, body: Body, context: Body) -> None:
            action = parsing.action(body, context["workspace"])
            self._serve(listener, action, f"press:{action.name}:{action.trigger}", ack)

        self.app.action(re.compile(rf"^{re.escape(name)}(:|$)"))(listen)

    def submit(self, name: str, unit: Unit, **terms: Unpack[Terms]) -> None:
        """Hear a form that was sent."""
        listener = self._note(Listener(kind=Kind.SUBMIT, name=name, unit=unit, **terms))

        def listen(ack: Ack, body: Body, context: Body) -> None:
            form = parsing.submission(body, context["workspace"])
            self._serve(listener, form, f"submit:{form.callback}:{form.trigger}", ack)

        self.app.view(name)(listen)

    def shortcut(self, name: str, unit: Unit, **terms: Unpack[Terms]) -> None:
        """Hear *More actions* on a message."""
        listener = self._note(Listener(kind=Kind.SHORTCUT, name=name, unit=unit, **terms))

        def listen(ack: Ack, body: Body, context: Body) -> None:
            shortcut = parsing.shortcut(body, context["workspace"])
            self._serve(listener, shortcut, f"shortcut:{shortcut.trigger}", ack)

        self.app.shortcut(name)(listen)

    def sentence(
        self,
        unit: Unit,
        *,
        name: str,
        example: str,
        wants: Callable[[str], object] = bool,
        **terms: Unpack[Terms],
    ) -> None:
        """Hear a mention in a channel, or a direct message, whose sentence `wants` accepts.

        The first listener registered that wants a sentence gets it. `name`: domain.verb; `example`: one it wants.
        """
        listener = self._note(Listener(kind=Kind.SENTENCE, name=name, unit=unit, example=example, **terms))

        def is_wanted(body: Body, context: Body) -> bool:
            return bool(wants(words.sentence(words.words(body["event"]), context["bot_user_id"])))

        def is_direct(body: Body) -> bool:
            return listening.is_direct(body["event"])

        def listen(body: Body, context: Body, ack: Ack) -> None:
            said = parsing.said(body, context["workspace"], context["bot_user_id"])
            self._serve(listener, said, f"event:{said.event}", ack)

        self.app.event("app_mention", matchers=[is_wanted])(listen)
        self.app.event("message", matchers=[is_direct, is_wanted])(listen)

    def event(
        self,
        constraints: str | dict[str, str],
        unit: Unit,
        *,
        parse: Callable[..., Any],
        wants: Callable[..., bool] | None = None,
        **terms: Unpack[Terms],
    ) -> None:
        """Hear of something that happened. `parse`: one of `parsing`; `wants`: a matcher of Bolt's."""
        name = constraints if isinstance(constraints, str) else ".".join(constraints.values())
        listener = self._note(Listener(kind=Kind.EVENT, name=name, unit=unit, **terms))

        def listen(body: Body, context: Body, ack: Ack) -> None:
            request = parse(body, context["workspace"], *((context["bot_user_id"],) if parse is parsing.said else ()))
            self._serve(listener, request, f"event:{request.event}", ack)

        matchers = [] if wants is None else [wants]
        self.app.event(dict(constraints) if isinstance(constraints, dict) else constraints, matchers=matchers)(listen)

    def _note(self, listener: Listener) -> Listener:
        self.all.append(listener)
        return listener

    def _serve(self, listener: Listener, request: Request, key: str, ack: Ack) -> None:
        actor = request.actor
        with self.turns.of((actor.workspace, actor.user), patience=OWN_TURN_SECONDS):
            served = door.serve(self.door, listener, request, key)
        if served.modal is not None:
            surfaces.show(self.door.runtime, request, served.modal)
        if served.is_done and getattr(request, "home", None) is not None:
            surfaces.redraw(self.door.runtime, request, self.door.home)
        ack(**json.loads(served.body)) if served.body else ack()
