"""What does the search say, without Slack? `pollen ask` one question, `eval` a set of labelled ones."""

import json
import os
from pathlib import Path

import click

from bot import settings as environment
from bot.cli import evaluation, opening, terminal
from bot.cli.knowledge import FOLDER, KNOWLEDGE
from bot.cli.opening import WORKSPACE


@click.command()
@click.argument("question")
@click.option("--json", "is_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--explain", is_flag=True, help="Say how the answer was found, and why it was or was not sure.")
@click.option("--folder", type=FOLDER, help="Ask a folder of Markdown instead of the database.")
@WORKSPACE
def ask(question: str, is_json: bool, explain: bool, folder: Path | None, wanted: str | None) -> None:
    """Ask the knowledge base in the terminal; nothing is recorded."""
    url = environment.database_url(os.environ)
    is_new = url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()
    if folder is not None or is_new:
        answer = terminal.ask_folder(folder or KNOWLEDGE, question)
    else:
        with opening.database(url, is_read_only=True) as database:
            workspace = opening.workspace(database, wanted)
            answer = terminal.ask(opening.runtime(database), workspace.id, question, cache=environment.cache_folder())
    if is_json:
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(answer.explained() if explain else answer.words())


@click.command("eval")
@click.argument("folder", type=FOLDER)
@click.option("--asked", is_flag=True, help="Let the index see past questions as well.")
@click.option("--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a TREC run file.")
@click.option("--confidence", type=click.Path(dir_okay=False, path_type=Path), help="Write id<TAB>confidence lines.")
def evaluate(folder: Path, asked: bool, run_file: Path | None, confidence: Path | None) -> None:
    """Measure the search on labelled questions (corpus.jsonl, queries.jsonl, qrels.tsv)."""
    for path in filter(None, (run_file, confidence)):
        evaluation.check_writable(path)
    found = evaluation.evaluate(folder, asked=asked)
    if run_file is not None:
        evaluation.write_run(found, run_file)
    if confidence is not None:
        evaluation.write_confidence(found, confidence)
    click.echo(evaluation.table(found))


COMMANDS = (ask, evaluate)
