"""What can be done from a terminal? The command `pollen`: long work shows progress, an error is one sentence."""

import sys

import click

import bot
from bot.cli import backups, custody, digests, knowledge, programs, running, search
from bot.errors import Refusal, SettingsError, UserError


def main() -> None:
    """Run a command; what the operator can mend is one sentence and a non-zero exit."""
    try:
        commands(standalone_mode=False, prog_name="pollen")
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except SettingsError as error:
        click.echo(f"Pollen can't start. Please fix these settings:\n{error}", err=True)
        sys.exit(2)
    except (Refusal, UserError) as error:
        click.echo(error.sentence if isinstance(error, UserError) else str(error), err=True)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bot.__version__, prog_name="pollen", message="%(prog)s %(version)s")
def commands() -> None:
    """Pollen: a Slack bot for companies that want to learn from one another."""


for command in (
    *running.COMMANDS,
    *search.COMMANDS,
    *knowledge.COMMANDS,
    *digests.COMMANDS,
    *custody.COMMANDS,
    *backups.COMMANDS,
    *programs.COMMANDS,
):
    commands.add_command(command)
