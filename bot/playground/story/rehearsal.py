"""How does a story come about in no time: the bot hears at once, says at once, and days pass as they are told to?"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_bolt import App, BoltRequest

from bot.app import Bot
from bot.playground.errors import NotThere
from bot.playground.events.delivery import Answer, Deliver, Envelope
from bot.playground.events.signed import decoded
from bot.playground.people.person import Person
from bot.playground.people.sight import Seen
from bot.playground.slack import LocalSlack

#: how long somebody takes for a sentence or a press; what the bot has to say is said meanwhile
A_MOMENT = timedelta(seconds=2)
#: more than the bot has to say at one moment
ROUNDS = 20


def in_process(bolt: App) -> Deliver:
    """Hand envelopes to a Bolt app as its Socket Mode adapter does."""

    def deliver(envelope: Envelope) -> Answer:
        response = bolt.dispatch(BoltRequest(mode="socket_mode", body=json.dumps(envelope.payload)))
        content_type = (response.headers.get("content-type") or [""])[0]
        return decoded(response.status, content_type, response.body or "")

    return deliver


class Rehearsal:
    """A workspace whose clock stands still, with a bot whose jobs run when they are told to."""

    def __init__(self, slack: LocalSlack, bot: Bot) -> None:
        self.slack = slack
        self._jobs: dict[str, Callable[[], object]] = {job.name: job.run for job in bot.jobs}
        self._hears = in_process(bot.bolt)
        self._is_speaking = False
        # One thing happens after the other, on this thread: the story is always the same.
        slack.postman.stop()
        slack.postman.deliver = self._deliver

    def person(self, name: str) -> Person:
        """Give somebody's hands and eyes."""
        return self.slack.person(name)

    def until(self, moment: datetime, *jobs: str) -> None:
        """Let time pass, and these jobs do what is then due."""
        self.slack.clock.advance_to(moment)
        for name in jobs:
            self._jobs[name]()
        self._speak()

    def presses(self, who: Person, action: str, where: str, *, thread: Seen | None = None) -> None:
        """Press the newest such button that somebody sees in a conversation, or in one of its threads."""
        there = {seen.ts: seen for seen in who.sees(where)}
        if thread is not None:
            there |= {seen.ts: seen for seen in who.sees(where, thread=thread)}
        for _, seen in sorted(there.items(), reverse=True):
            try:
                return who.clicks(action, on=seen)
            except NotThere:
                continue
        raise NotThere(f"{who.name} finds no {action} in {where}")

    def end(self) -> None:
        """Leave the workspace to the real time and the bot to its Socket Mode."""
        self.slack.postman.deliver = self.slack.sockets.deliver
        self.slack.postman.start()
        self.slack.clock.runs()

    def _deliver(self, envelope: Envelope) -> Answer:
        answer = self._hears(envelope)
        if not self._is_speaking:
            self._speak()
        return answer

    def _speak(self) -> None:
        """Say what is promised; Slack takes one message a second and channel."""
        self._is_speaking = True
        for _ in range(ROUNDS):
            was_silent = not self._jobs["outbox"]()
            self.slack.postman.carry()
            self.slack.clock.advance(A_MOMENT)
            if was_silent:
                break
        self._is_speaking = False
