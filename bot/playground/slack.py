"""A Slack of one's own: who is in it, what goes wrong in it, and how the bot is reached?

slack = LocalSlack(app=AppConfig.from_manifest(manifest), clock=Clock(at=...))
with slack.serving() as url:
    ana = slack.person("ana")
    ana.types("#general", "/learn how do I …")
    ana.sees("#general")[-1].text
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from bot.playground.api import methods
from bot.playground.api.faults import Faults
from bot.playground.clock import Clock
from bot.playground.errors import NotThere
from bot.playground.events.delivery import Answer, Deliver, Delivery, Postman
from bot.playground.events.sockets import Sockets
from bot.playground.people import company, sight
from bot.playground.people.happenings import Happenings
from bot.playground.server import Server
from bot.playground.site import Site
from bot.playground.state import AppConfig, Json, Message
from bot.playground.traffic import Traffic
from bot.playground.workspace import Workspace

T = TypeVar("T")


class LocalSlack(Happenings):
    """One workspace, with a small company in it unless `is_empty`."""

    def __init__(
        self,
        *,
        app: AppConfig | None = None,
        clock: Clock | None = None,
        name: str = "Meadow",
        team_id: str = "T0MEADOW",
        is_empty: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock or Clock()
        self.workspace = Workspace(
            app=app or AppConfig(), clock=self.clock, name=name, team_id=team_id, monotonic=monotonic
        )
        self.postman = Postman(self.workspace)
        self.sockets = Sockets(self.workspace)
        self.postman.deliver = self.sockets.deliver
        self.site = Site(workspace=self.workspace, postman=self.postman, sockets=self.sockets)
        if not is_empty:
            company.settle(self.workspace)

    # --- facts ---

    @property
    def bot_user(self) -> str:
        return self.workspace.bot.id

    @property
    def bot_token(self) -> str:
        return self.workspace.bot_token

    @property
    def app_token(self) -> str:
        return self.workspace.app_token

    @property
    def team_id(self) -> str:
        return self.workspace.team_id

    @property
    def url(self) -> str:
        """Where the page is, while serving."""
        return self.workspace.url

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` is to be, while serving."""
        return f"{self.workspace.url}/api/"

    @property
    def faults(self) -> Faults:
        return self.workspace.faults

    @property
    def traffic(self) -> Traffic:
        return self.workspace.traffic

    # --- delivery ---

    def delivers_to(self, deliver: Deliver) -> None:
        """Reach the bot another way than by Socket Mode."""
        self.postman.deliver = deliver
        self.postman.start()

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        return tuple(self.postman.deliveries)

    def redeliver(self, delivery: Delivery | None = None, *, to: Deliver | None = None) -> tuple[Answer, ...]:
        """Deliver again what was not taken, or one past delivery, to this or another process."""
        return self.postman.redeliver(delivery, to=to)

    def settle(self, within: float = 5.0) -> None:
        """Wait until the bot has heard of all it caused itself."""
        self.postman.settle(within)

    def down_until(self, moment: datetime) -> None:
        """Let every call fail with 503 until the workspace's clock says so."""
        self.faults.down_until = moment
        self.workspace.touch()

    def refuses_response_urls(self, code: str = "expired_url") -> None:
        """Take nothing more at any response_url: expired_url, used_url; "" takes them again."""
        self.workspace.response_urls.refusal = code

    def paces(self, is_on: bool = True) -> None:
        """Hold the bot to one chat.postMessage a second and channel, by the workspace's clock."""
        self.workspace.is_pacing = is_on

    # --- looking ---

    def visible_text(self, message: Message) -> str:
        """Give the text a person reads in a stored message."""
        return sight.visible_text(self.workspace, message)

    def messages(self, channel: str) -> tuple[Message, ...]:
        """Give everything stored in a channel, ephemeral ones too; also of a DM by its id."""
        found = self.workspace.channels.get(channel) or self.channel(channel)
        return tuple(found.messages.values())

    def call(self, method: str, **args: object) -> Json:
        """Call the Web API as the bot, without HTTP."""
        return methods.call(self.workspace, method, args, token=self.bot_token)

    def eventually(self, wanted: Callable[[], T], *, within: float = 5.0) -> T:
        """Wait for something true, looking whenever anything changes here; give it."""
        deadline = time.monotonic() + within
        missing: Exception | None = None
        while True:
            version = self.workspace.version
            try:
                if found := wanted():
                    return found
            except (NotThere, IndexError, KeyError) as absent:
                missing = absent
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"it did not happen within {within} s ({missing or 'nothing came'})")
            # What is waited for may lie outside this Slack, so look again now and then.
            with self.workspace.changed:
                self.workspace.changed.wait_for(lambda: self.workspace.version != version, timeout=min(left, 0.05))  # noqa: B023

    # --- serving ---

    @contextmanager
    def serving(self, port: int = 0) -> Iterator[str]:
        """Serve the Web API, Socket Mode and the page; give the address."""
        with Server(port=port) as server:
            yield server.attach(self.site)
