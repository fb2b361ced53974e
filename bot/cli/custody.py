"""How does an admin look after the data, in a terminal? `pollen export`, `check`, `doctor`, `forget`, `outbox`."""

import os
import sys
from functools import partial

import click
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot import audit, damage, wiring
from bot import settings as environment
from bot.articles.rules.readers import OPERATOR
from bot.cli import backups, blocks, opening, terminal
from bot.cli.knowledge import KNOWLEDGE
from bot.cli.opening import WORKSPACE
from bot.home import checkup
from bot.ids import PromiseId, UserId, WorkspaceId
from bot.kudos.service import export as kudos_exporting
from bot.mentors.service import export as mentors_exporting
from bot.outbox import held
from bot.people import jobs as people_jobs
from bot.people import privacy
from bot.playground import gallery
from bot.runtime import Runtime
from bot.slack import text

FORMAT = click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)


@click.group("export")
def export_data() -> None:
    """Export data for admins: safe for spreadsheets, with nothing private in it."""


@export_data.command("kudos")
@FORMAT
@WORKSPACE
def export_kudos(form: str, wanted: str | None) -> None:
    """Write the public kudos to the terminal."""
    with opening.reading(wanted) as (runtime, workspace):
        lines = runtime.reading(lambda session: kudos_exporting.everything(session, workspace.id))
    click.echo((kudos_exporting.to_csv if form == "csv" else kudos_exporting.to_json)(lines), nl=False)


@export_data.command("mentoring")
@FORMAT
@WORKSPACE
def export_mentoring(form: str, wanted: str | None) -> None:
    """Write the mentoring requests to the terminal; private names stay hidden."""
    with opening.reading(wanted) as (runtime, workspace):
        lines = runtime.reading(lambda session: mentors_exporting.lines(session, workspace.id))
    click.echo((mentors_exporting.as_csv if form == "csv" else mentors_exporting.as_json)(lines), nl=False)


@export_data.command("audit")
@FORMAT
@WORKSPACE
def export_audit(form: str, wanted: str | None) -> None:
    """Write who used admin or curator rights, or was refused: who, what, when and how it ended. No message texts."""
    with opening.reading(wanted) as (runtime, workspace):
        found = runtime.reading(lambda session: audit.entries(session, workspace.id))
    click.echo((audit.as_csv if form == "csv" else audit.as_json)(found), nl=False)


@export_data.command("person")
@click.argument("user")
@WORKSPACE
def export_person(user: str, wanted: str | None) -> None:
    """Write everything Pollen keeps about a person, to give to them. USER: their Slack id, U…"""
    with opening.reading(wanted) as (runtime, workspace):
        kept = runtime.reading(lambda session: privacy.everything(session, workspace.id, UserId(user), wiring.KEEPERS))
    click.echo(privacy.as_json(kept), nl=False)


@click.command()
@click.argument("user")
@click.option("--yes", "is_sure", is_flag=True, help="Don't ask for confirmation.")
@WORKSPACE
def forget(user: str, is_sure: bool, wanted: str | None) -> None:
    """Erase a person: name, id and words. Other people's kudos still add up. USER: their Slack id, U…"""
    if not is_sure:
        click.confirm(f"Erase everything Pollen keeps about {user}? This can't be undone.", abort=True)
    with opening.writing(wanted) as (runtime, workspace), terminal.progress() as tell:
        people_jobs.erase_now(
            runtime, workspace.id, UserId(user), wiring.KEEPERS, progress=lambda part, of: tell("erased", part, of)
        )
        _note(runtime, workspace.id, "forget")
    click.echo(f"{user} has been erased. Their posts in Slack are corrected as soon as `pollen run` is running.")


def _found(look: damage.Check, workspace: WorkspaceId, session: Session) -> list[str]:
    return list(look(session, workspace))


@click.command("check")
@WORKSPACE
def check_data(wanted: str | None) -> None:
    """Check the database for damage: name each damaged row, say what to do, and exit 1 if there is any."""
    with opening.reading(wanted) as (runtime, workspace):
        wrong = list(damage.flaws(runtime.database))
        for look in wiring.CHECKS:
            try:
                wrong += runtime.reading(partial(_found, look, workspace.id))
            except DatabaseError as error:
                wrong.append(f"A table can't be read ({error.orig}). {damage.RESTORE_ALL}")
    click.echo("\n".join(dict.fromkeys(wrong)) or "No damage found.")
    if wrong:
        sys.exit(1)


@click.command()
@click.option("--blocks", "is_asking", is_flag=True, help="Ask Slack whether it takes every message Pollen can make.")
@WORKSPACE
def doctor(is_asking: bool, wanted: str | None) -> None:
    """Check that everything's in place, as `/pollen doctor` does; exit 1 if there's something to fix."""
    if is_asking:
        _ask_slack(environment.read(os.environ))
        return
    with opening.reading(wanted) as (runtime, workspace):
        found = runtime.reading(lambda session: checkup.findings(session, workspace.id, OPERATOR, now=runtime.now()))
    found += checkup.meaning(environment.model_folder(os.environ))
    for one in found:
        click.echo(f"{'✓' if one.is_well else '•'} {text.written(one.sentence)}")
    if not all(one.is_well for one in found):
        sys.exit(1)


def _ask_slack(settings: environment.Settings) -> None:
    """Make everything once, in a workspace that is thrown away, and ask the real one whether it takes it."""
    click.echo("Making every message and form once; this takes a minute …")
    shown, done = gallery.everything(KNOWLEDGE)
    with terminal.progress() as tell:
        wrong = list(blocks.refusals(blocks.client(settings), shown, progress=partial(tell, "asked Slack about")))
    click.echo("\n".join(wrong) if wrong else f"Slack takes all {len(shown)} kinds of messages and forms.")
    click.echo(f"They're what {len(done)} buttons and forms show; what only rare events show isn't among them.")
    if wrong:
        sys.exit(1)


@click.group()
def outbox() -> None:
    """Messages that may not have been delivered: check in Slack, then send them again or drop them."""


NUMBER = click.argument("number", type=int)


@outbox.command("list")
@WORKSPACE
def list_held(wanted: str | None) -> None:
    """List them, oldest first: number, when, where, what, and what went wrong."""
    with opening.reading(wanted) as (runtime, workspace):
        found = runtime.reading(lambda session: held.every(session, workspace.id))
    click.echo("\n".join(found) or "None. Every message was either delivered or reported.")


@outbox.command()
@NUMBER
@WORKSPACE
def resend(number: int, wanted: str | None) -> None:
    """Send a message again. If Slack has it after all, it'll be there twice."""
    with opening.writing(wanted) as (runtime, workspace):
        runtime.transaction(lambda session: held.resend(session, workspace.id, PromiseId(number), now=runtime.now()))
        _note(runtime, workspace.id, "outbox resend", str(number))
    click.echo(f"Message {number} will be sent again as soon as `pollen run` is running.")


@outbox.command()
@NUMBER
@WORKSPACE
def drop(number: int, wanted: str | None) -> None:
    """Drop a message: it's in Slack, or no longer needed."""
    with opening.writing(wanted) as (runtime, workspace):
        runtime.transaction(lambda session: held.drop(session, workspace.id, PromiseId(number)))
        _note(runtime, workspace.id, "outbox drop", str(number))
    click.echo(f"Message {number} has been dropped.")


outbox.add_command(backups.recheck)


def _note(runtime: Runtime, workspace: WorkspaceId, what: str, target: str = "") -> None:
    """Note what the operator did; of an erasure not whose."""
    runtime.transaction(
        lambda session: audit.note(
            session, workspace, actor=audit.OPERATOR, what=f"pollen {what}", target=target, now=runtime.now()
        )
    )


COMMANDS = (export_data, check_data, doctor, forget, outbox)
