"""What does Slack answer when it refuses?"""

from typing import Any


class ApiError(Exception):
    """A refusal: Slack's error code and whatever Slack says beside it."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class NotThere(AssertionError):
    """A person reached for something that is not on the screen; the message says what is."""
