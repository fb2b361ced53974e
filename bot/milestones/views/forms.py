"""Which forms are there about milestones, and what was filled in?"""

from collections.abc import Mapping

from bot.ids import ChannelId, UserId
from bot.milestones import rules
from bot.milestones.rules import LABELS, Facts, Kind, Milestone, MilestoneId
from bot.slack import message, text, views
from bot.slack.payloads import Submission
from bot.slack.values import day, number, one_of
from bot.slack.views import View

SUBMIT = "milestones.submit"
LINE = "milestones.line"


def claim(*, where: ChannelId | None, facts: Facts | None = None) -> View:
    """The form for something new. `where`: the channel that would celebrate it."""
    ask = [*_facts(facts or Facts(kind=Kind.CERTIFICATION, title="")), *_announcement(where), _manager()]
    return views.modal("Add a milestone", ask, callback=SUBMIT, submit="Save", close="Cancel")


def edit(milestone: Milestone) -> View:
    return views.modal(
        "Edit a milestone",
        _facts(milestone.facts),
        callback=SUBMIT,
        submit="Save",
        close="Cancel",
        metadata=str(milestone.id),
    )


def line(milestone: MilestoneId, headline: str) -> View:
    """The form for a leader's line."""
    ask = views.question(
        "Your line",
        views.text_field(is_long=True, most=rules.LINE, placeholder="What did it take, and why does it matter?"),
        name="line",
        hint="It appears under the post, with your name.",
    )
    return views.modal(
        "Write a line",
        [message.section(headline), ask],
        callback=LINE,
        submit="Send",
        close="Cancel",
        metadata=str(milestone),
    )


def facts(submitted: Submission) -> Facts | Mapping[str, str]:
    """Read what was filled in; or what is wrong with it, by the input's name."""
    kind = one_of(Kind, (submitted.chosen("kind") or (Kind.SKILL.value,))[0])
    title, link = submitted.text("title"), submitted.text("link")
    problems = {}
    if not title and kind not in rules.WORDLESS:
        problems["title"] = "What was it? A few words will do."
    if link and text.safe_url(link) is None:
        problems["link"] = "Please give a link that starts with https://"
    expires = submitted.text("expires")
    if problems:
        return problems
    return Facts(kind=kind, title=title, link=link, expires_on=day(expires) if expires else None)


def is_announced(submitted: Submission) -> bool:
    return "announce" in submitted.chosen("announce")


def manager(submitted: Submission) -> UserId | None:
    chosen = submitted.text("manager")
    return UserId(chosen) if chosen else None


def target(metadata: str) -> MilestoneId | None:
    """Read which milestone a form is about; None for a new one."""
    return MilestoneId(number(metadata)) if metadata else None


def _facts(now: Facts) -> list[message.Block]:
    kinds = [views.option(label, kind.value) for kind, label in LABELS.items()]
    picker: message.Element = {"type": "datepicker"}
    if now.expires_on is not None:
        picker["initial_date"] = now.expires_on.isoformat()
    title = views.text_field(
        initial=now.title, placeholder="CKA, the SQL course, a talk on caching …", most=rules.TITLE
    )
    link = views.text_field(initial=now.link, placeholder="https://", most=2000)
    return [
        views.question("What is it?", views.choice("static_select", kinds, initial=[now.kind.value]), name="kind"),
        views.question("In a few words", title, name="title", is_optional=True),
        views.question("Link", link, name="link", hint="It can be a file in Slack.", is_optional=True),
        views.question(
            "Valid until", picker, name="expires", hint="I'll remind you once, 30 days before.", is_optional=True
        ),
    ]


def _announcement(where: ChannelId | None) -> list[message.Block]:
    if where is None:
        return [message.context("There's no channel for milestones yet; an admin can choose one.")]
    yes = views.option("Share it with others", "announce")
    box = views.choice("checkboxes", [yes], initial=["announce"])
    return [
        views.question("Who can see it?", box, name="announce", is_optional=True),
        message.context(f"It will be shared in {text.channel(where)}."),
    ]


def _manager() -> message.Block:
    return views.question(
        "My manager",
        {"type": "users_select"},
        name="manager",
        hint="They can confirm your milestones. No one has to.",
        is_optional=True,
    )
