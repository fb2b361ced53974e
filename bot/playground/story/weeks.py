"""What did a company do in its first three weeks with Pollen?

Everything happens through what people type and press; the bot's own tables are never written.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.playground.story.rehearsal import Rehearsal

#: where one reads the story first
PLACE = "learning"
HOME = ZoneInfo("Europe/Amsterdam")
DIGEST = "weekly Wed 10:00 Europe/Amsterdam"
_WEDNESDAY, _TEN = 2, time(10)
#: who they are in this story
ABOUT = {
    "ana": "backend engineer, found a mentor",
    "ben": "platform engineer and mentor",
    "chika": "data engineer",
    "ida": "admin and programme owner",
    "gus": "guest, new in the data team",
    "olga": "from another company",
}
#: what is still waiting happened so long ago
WAITING = timedelta(minutes=40)
#: the last digest is at least so old
SETTLED = timedelta(hours=2)

#: what runs by itself whenever time passes
_CLOCKWORK = ("digests", "mentors")


def begins(now: datetime) -> datetime:
    """Give the Monday morning on which the story begins: the company has its third digest behind it."""
    return _third_digest(now) - timedelta(days=16, hours=2)


def _third_digest(now: datetime) -> datetime:
    local = (now - SETTLED).astimezone(HOME)
    day = local.date() - timedelta(days=(local.weekday() - _WEDNESDAY) % 7)
    found = datetime.combine(day, _TEN, HOME)
    if found > local:
        found = datetime.combine(day - timedelta(days=7), _TEN, HOME)
    return found.astimezone(UTC)


class Weeks:
    """The three weeks, and what is waiting now."""

    def __init__(self, stage: Rehearsal, *, now: datetime) -> None:
        self._stage, self._now = stage, now
        self._monday = begins(now)
        self._bot = stage.slack.bot_user
        self.ana, self.ben, self.chika, self.ida, self.gus = (
            stage.person(name) for name in ("ana", "ben", "chika", "ida", "gus")
        )

    def tell(self) -> None:
        """Tell it all; everybody has then read what is older than today."""
        for name, about in ABOUT.items():
            self._stage.slack.workspace.member(name).about = about
        self._first()
        self._second()
        self._third()
        self._today()

    def _on(self, week: int, day: int, hour: int, minute: int = 0) -> None:
        moment = self._monday + timedelta(days=7 * week + day, hours=hour - 8, minutes=minute)
        self._stage.until(moment, *_CLOCKWORK)

    def _wednesday(self, week: int) -> None:
        """See the preview of a digest, and then the digest."""
        self._on(week, 1, 12)
        self._on(week, 2, 10)

    def _first(self) -> None:
        """Set up a digest, offer to teach, ask and share."""
        stage, ana, ben, chika, ida = self._stage, self.ana, self.ben, self.chika, self.ida
        ida.types("#learning", f"/pollen digest here {DIGEST}")
        for mentor, topic in ((ben, "Python"), (ben, "SQL"), (chika, "SQL"), (ida, "Kubernetes")):
            offered = mentor.says(self._bot, f"I can mentor {topic}")
            stage.presses(mentor, "mentors.list", self._bot, thread=offered)
        self._on(0, 0, 14)
        ana.says("#learning", "@pollen how do I prepare for a first mentoring meeting?")
        self._wednesday(0)
        self._on(0, 3, 11)
        ben.types("#learning", "/learn how do I give useful feedback?")
        stage.presses(ben, "answers.share", "#learning")

    def _second(self) -> None:
        """Find a mentor, thank, welcome somebody."""
        stage, ana, chika = self._stage, self.ana, self.chika
        self._on(1, 0, 9)
        asked = ana.says(self._bot, "I need a mentor for k8s because I take over our cluster in spring")
        stage.presses(ana, "mentors.ask", self._bot, thread=asked)
        self._on(1, 0, 14)
        stage.presses(self.ida, "mentors.accept", self._bot)
        self._wednesday(1)
        self._on(1, 3, 15)
        chika.types("#general", "/kudos @ben for walking me through the deploy pipeline step by step #taught-me")
        self._on(1, 4, 10)
        self.gus.says("#learning", "@pollen I'm new here, I joined the data team")

    def _third(self) -> None:
        """Pass an exam, ask what nobody has written, read about it all in the digest."""
        stage, ana, ben, chika, ida = self._stage, self.ana, self.ben, self.chika, self.ida
        self._on(2, 0, 11)
        passed = chika.says("#learning", "@pollen I passed CKA!")
        for colleague in (ben, ana, ida):
            stage.presses(colleague, "milestones.congratulate", "#learning", thread=passed)
        self._on(2, 0, 15)
        for one in (ana, ida):
            stage.presses(one, "mentors.met", self._bot)
        asked = ana.says("#learning", "@pollen who renews the wildcard certificate of the staging cluster?")
        self._known = ida.says(
            "#learning",
            "I do, every March. Start the job *renew-staging* in the pipeline, approve the DNS change it asks for, and"
            " look at the new date in the browser.",
            thread=asked,
        )
        ida.types("#general", "/kudos @ana for staying late to bring the staging database back with me #unblocked")
        self._wednesday(2)

    def _today(self) -> None:
        """Leave something waiting: for Ida as a curator, for Ben as a mentor."""
        stage, ben, ida = self._stage, self.ben, self.ida
        stage.until(self._now - WAITING, *_CLOCKWORK)
        ida.types("#learning", "/kudos @chika for writing down what each of our tables means #taught-me")
        self.chika.types("#learning", "/kudos @ben for finding out why the nightly import was slow #unblocked")
        ben.says("#learning", "@pollen I gave my first talk at a meetup")
        stage.slack.everybody_has_read_everything()
        ben.uses_shortcut("answers.save", on=self._known)
        ben.modal.submit()
        ben.modal.fill(title="Renew the certificate of the staging cluster", topics="staging, certificates").submit()
        asked = ida.says(self._bot, "I need a mentor for SQL because I want to read our usage numbers myself")
        stage.presses(ida, "mentors.ask", self._bot, thread=asked)


def tell(stage: Rehearsal, *, now: datetime) -> None:
    """Let the three weeks happen, up to now."""
    Weeks(stage, now=now).tell()
    stage.end()
