"""What does one see who looks after a digest: the preview, what was agreed, the list, the part of App Home?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.rules import Edition, Standing, State, Subscription
from bot.digests.rules.composition import Page
from bot.digests.views import phrases, post
from bot.slack import message, text
from bot.slack.message import Block, Message

EDIT = "digests.edit"
SKIP = "digests.skip"
SEND = "digests.send"
ELSEWHERE = "digests.elsewhere"
RESUME = "digests.resume"
PAUSE = "digests.pause"
STOP = "digests.stop"
SET_UP = "digests.set_up"
MONTHLY = "digests.monthly"


@dataclass(frozen=True, kw_only=True)
class Home:
    """What App Home shows of digests."""

    #: those somebody looks after, with their last editions and when the next is due
    owned: tuple[tuple[Subscription, tuple[Edition, ...], datetime | None], ...]
    wants_recap: bool


def preview(page: Page, subscription: Subscription, edition: Edition, *, owner: str, fewest: int) -> Message:
    """Draw what the owner sees a day before."""
    where = text.channel(subscription.channel)
    is_empty = not page.items and not edition.line
    drawn = [] if is_empty else [message.divider(), *post.body(page, subscription, edition, owner=owner)]
    note = "Anything new until then is added, and anything withdrawn is left out."
    if is_empty:
        note = "Nothing to share so far. If it stays that way, I'll wait until next week."
    elif page.fresh < fewest and not edition.line:
        note = (
            f"{phrases.things(page.fresh)} so far. With fewer than {fewest}, I'll wait until next week "
            "unless you send it now."
        )
    value = f"{edition.channel}|{edition.period}"
    skip = message.confirm(
        "Skip this week?", "Nothing will be posted. What's new waits for next week.", yes="Skip", no="Cancel"
    )
    buttons = [
        message.button("Edit digest", action=EDIT, value=value),
        message.button("Skip this week", action=SKIP, value=value, confirm=skip),
        *([] if is_empty else [message.button("Send now", action=SEND, value=value, style="primary")]),
    ]
    lead = (
        f"*Your digest for {where}* goes out {text.hour(edition.due_at)} ({phrases.schedule(subscription.schedule)})."
    )
    blocks = [message.section(lead), message.context(note), *drawn, message.divider()]
    return message.message(lead.replace("*", ""), [*blocks, message.actions(*buttons)])


def overdue(subscription: Subscription, edition: Edition) -> Message:
    """What stands in place of a preview that could not be said in time."""
    where = text.channel(subscription.channel)
    return said(
        f"I couldn't show you the digest for {where} in time: it was due {text.hour(edition.due_at)}, and goes out "
        "as soon as Slack takes it."
    )


def previewed(subscription: Subscription, edition: Edition) -> Message:
    """What stands where a preview stood, once its edition is settled."""
    where = text.channel(subscription.channel)
    ahead = f"now goes out {text.hour(edition.due_at)}; you'll get a preview the day before"
    if not subscription.is_on:
        ahead = "is paused" if subscription.standing is Standing.PAUSED else "has been stopped"
    line = {
        State.POSTED: f"The digest for {where} is out.",
        State.ROLLED: f"There isn't enough to share in {where} this week, so it waits for the next digest.",
        State.SKIPPED: f"No digest for {where} this week: {phrases.reason(edition.reason)}.",
    }.get(edition.state, f"The digest for {where} {ahead}.")
    return message.message(line, [message.section(line)])


def said(sentence: str) -> Message:
    """A short private reply; mrkdwn, already escaped."""
    return message.message(sentence, [message.section(sentence)])


def monthly(*, is_on: bool) -> Message:
    """Tell what was chosen about one's monthly recap."""
    return said(
        "On the first of each month I'll send you what you learned and who you helped."
        if is_on
        else "You won't get any more recaps."
    )


def settings(subscription: Subscription, following: datetime | None, *, is_new: bool, is_seen: bool = True) -> Message:
    """Tell what was agreed. `is_seen`: it was said in that channel, so whoever said it can look in there."""
    where = text.channel(subscription.channel)
    lead = "Done" if not is_new else "Lovely"
    line = f"{lead}: a digest in {where}, {phrases.schedule(subscription.schedule)}."
    notes = [f"The next one goes out {text.hour(following)}; you'll get a preview the day before." if following else ""]
    if not subscription.is_zone_chosen:
        notes.append("That's your own time zone for now; I'll check where most people in the channel are.")
    if not is_seen:
        notes.append("I'll check that you're in that channel. If you aren't, I'll stop the digest and tell you.")
    buttons = [
        message.button("Change", action=SET_UP, value=subscription.channel),
        message.button("Pause", action=PAUSE, value=subscription.channel),
        message.button("Stop", action=STOP, value=subscription.channel),
    ]
    return message.message(
        line, [message.section(line), message.context(" ".join(filter(None, notes))), message.actions(*buttons)]
    )


def lost(subscription: Subscription, reason: str, *, is_paused: bool) -> Message:
    """Tell the owner once that their digest could not be posted."""
    where = text.channel(subscription.channel)
    lead = f"I couldn't post your digest in {where}: {phrases.reason(reason)}."
    rest = "I've paused it. Should it go somewhere else?" if is_paused else "I'll try again next week."
    blocks = [message.section(f"{lead} {rest}")]
    if is_paused:
        buttons = [
            message.button("Choose another channel", action=ELSEWHERE, value=subscription.channel, style="primary"),
            message.button("Try again here", action=RESUME, value=subscription.channel),
            message.button("Stop", action=STOP, value=subscription.channel),
        ]
        blocks.append(message.actions(*buttons))
    return message.message(f"{lead} {rest}", blocks)


def listing(owned: Iterable[tuple[Subscription, tuple[Edition, ...], datetime | None]]) -> list[Block]:
    """List digests with what became of the last weeks."""
    blocks: list[Block] = []
    for subscription, editions, following in owned:
        where = text.channel(subscription.channel)
        state = f"next {text.hour(following)}" if following else f"paused: {phrases.reason(subscription.reason)}"
        blocks.append(message.section(f"{where} · {phrases.schedule(subscription.schedule)} · {state}"))
        told = [f"{phrases.week(one)}: {phrases.outcome(one)}" for one in editions if one.state is not State.OPEN]
        if told:
            blocks.append(message.context("\n".join(told)))
        is_on = subscription.standing is Standing.ON
        mark = f":{subscription.channel}"
        pause = message.button("Pause", action=f"{PAUSE}{mark}", value=subscription.channel)
        resume = message.button("Resume", action=f"{RESUME}{mark}", value=subscription.channel)
        blocks.append(
            message.actions(
                message.button("Change", action=f"{SET_UP}{mark}", value=subscription.channel),
                pause if is_on else resume,
                message.button("Stop", action=f"{STOP}{mark}", value=subscription.channel),
            )
        )
    return blocks


def home(values: Home) -> tuple[Block, ...]:
    """The part of App Home about digests."""
    lead = "*Digests you look after*" if values.owned else "*Digests*\nOnce a week, a channel reads what it learned."
    set_up = message.button("Set up a digest", action=SET_UP)
    return (message.section(lead, accessory=set_up), *listing(values.owned[:10]))


def choices(values: Home) -> list[Block]:
    """What one may choose about digests, on App Home."""
    is_on = values.wants_recap
    return [
        message.section(
            f"*Monthly recap: {'on' if is_on else 'off'}*\nWhat you learned and who you helped, for you alone.",
            accessory=message.button(
                "Turn off" if is_on else "Turn on", action=MONTHLY, value="off" if is_on else "on"
            ),
        )
    ]


def recap(name: str, lines: Sequence[str]) -> Message:
    """A person's month, for that person alone."""
    lead = f"Your month, {text.escape(name)}: what you learned and who you helped"
    shown = [message.section(f"• {post.quiet(line)}") for line in lines]
    end = message.context("Only you can see this. You can stop it on my Home tab.")
    return message.message(lead, [message.section(f"*{lead}*"), *shown, end])
