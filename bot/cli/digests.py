"""What would a channel's next digest say? `pollen digest preview`."""

import click

from bot.cli import opening, terminal
from bot.cli.opening import WORKSPACE
from bot.digests import service as digests
from bot.digests.service import contributions
from bot.ids import ChannelId


@click.group()
def digest() -> None:
    """The weekly digests."""


@digest.command()
@click.option("--channel", required=True, help="The channel's id, C…")
@WORKSPACE
def preview(channel: str, wanted: str | None) -> None:
    """Show a channel's next digest as it would look now."""
    with opening.reading(wanted) as (runtime, workspace):
        shown = runtime.reading(
            lambda session: digests.preview(
                session, workspace.id, ChannelId(channel), None, contributions.ALL, now=runtime.now()
            )
        )
    click.echo(terminal.spoken(shown))


COMMANDS = (digest,)
