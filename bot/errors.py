"""What can go wrong, and who is told?

    UserError            the person reads its docstring; each domain's are in its `rules`
    Forbidden            the same, of somebody without the right to it: it leaves a row in the audit
    SettingsError        the operator reads it at start; exit 2
    Refusal              the operator reads it: an unreachable database, a port in use …; exit 1

Anything else is a bug: it is logged under a short reference, and the person is given the reference.
"""

import inspect
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager


class UserError(Exception):
    """That didn't work, and I can't say why."""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    @property
    def sentence(self) -> str:
        """The class's docstring with this error's facts filled in: plain text, not yet escaped."""
        words = " ".join(inspect.cleandoc(type(self).__doc__ or "").split())
        return words.format(**self.facts)


class Forbidden(UserError):
    """You're not allowed to do that."""


class Broken(UserError):
    """Something broke here, and I've made a note of it. Please try again; the reference is {reference}."""


class Refusal(Exception):
    """A reason not to start or go on, in one sentence for the operator."""


class SettingsError(Refusal):
    """Everything that is wrong with the settings, a line each."""


def reference() -> str:
    """Return a short reference that a person can read out and an operator can search the log for."""
    return secrets.token_hex(3).upper()


@contextmanager
def apart(log: logging.Logger, what: str, **facts: object) -> Iterator[None]:
    """Let one of many fail alone: it is logged under a reference, and the others go on; the clock brings it again."""
    try:
        yield
    except Exception as error:
        log.error(what, extra={"reference": reference(), **facts}, exc_info=error)
