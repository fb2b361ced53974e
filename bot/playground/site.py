"""What does the web server need to know of a workspace it serves?"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.events.delivery import Postman
from bot.playground.events.sockets import Sockets
from bot.playground.people.interactions import Acting
from bot.playground.people.person import Person
from bot.playground.story.tries import Tries
from bot.playground.workspace import Workspace


@dataclass(kw_only=True, eq=False)
class Site:
    """One workspace on a server; several may share one, told apart by their tokens."""

    workspace: Workspace
    postman: Postman
    sockets: Sockets
    #: what the page's *Start over* does; without it the button is not there
    start_over: Callable[[], None] | None = None
    #: False while the story is still being told: the page then shows the workspace before, or waits
    is_ready: bool = True
    #: what the page suggests to try
    tries: Tries | None = None
    #: the channel one sees first; '': the first there is
    opens_at: str = ""
    #: called when time was skipped: what is due need not wait for the next tick
    on_skip: Callable[[], None] | None = None

    def person(self, name: str) -> Person:
        """Give somebody's hands and eyes."""
        return Person(Acting(postman=self.postman, workspace=self.workspace, who=self.workspace.member(name)))
