"""What can be answered to a command, a press, a form or a sentence?"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ids import Ts
from bot.slack import views
from bot.slack.message import Message


@dataclass(frozen=True)
class Say:
    """Words for whoever did it, and for nobody else."""

    message: Message
    #: In place of the message that was pressed; in a modal it always is.
    is_replacing: bool = False
    #: For all to see, in the thread of what was said to the bot.
    is_public: bool = False
    #: The thread it belongs in, where what was done does not tell: a reaction names no thread.
    thread: Ts | None = None
    #: What its promise is called, by which it is found again; '' where nobody looks for it.
    key: str = ""
    #: App Home shows it itself, drawn afresh: pressed there, nothing is said on top of it.
    is_seen_at_home: bool = False


@dataclass(frozen=True)
class Open:
    """A form, on top of whatever is open."""

    view: views.View


@dataclass(frozen=True)
class Show:
    """A view that takes the place of the form that was pressed or sent."""

    view: views.View


@dataclass(frozen=True)
class Errors:
    """What is wrong in a form, by the names of its inputs; nothing was done."""

    problems: Mapping[str, str]


@dataclass(frozen=True)
class Publish:
    """App Home, drawn afresh."""

    view: views.View


#: A message alone is said privately; None leaves it at "received": what changed can be seen elsewhere.
Answer = Say | Message | Open | Show | Errors | Publish | None
