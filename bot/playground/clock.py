"""What time is it in this Slack?"""

from datetime import UTC, datetime, timedelta


class Clock:
    """A clock one can push forward; give the bot the same one.

    Without `at` it runs with the real time; with `at` it stands still until it is advanced, as tests want it.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self._standing = at
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Give the aware UTC time."""
        return (self._standing or datetime.now(UTC)) + self._ahead

    @property
    def ahead(self) -> timedelta:
        """Give how far it was pushed."""
        return self._ahead

    def runs(self) -> None:
        """Go on with the real time, for a clock that stood in the past."""
        self._standing, self._ahead = None, timedelta(0)

    def advance(self, by: timedelta) -> None:
        """Push the clock forward; time never runs back."""
        if by < timedelta(0):
            raise ValueError("a clock is only pushed forward")
        self._ahead += by

    def advance_to(self, moment: datetime) -> None:
        """Push the clock forward to a moment."""
        self.advance(moment - self.now())
