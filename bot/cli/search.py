"""What does the search say, without Slack? `pollen ask` one question, `eval` a set of labelled ones."""

import json
import os
from pathlib import Path

import click

from bot import settings as environment
from bot.cli import evaluation, opening, results, terminal
from bot.cli import handbook as handbooks
from bot.cli.knowledge import FOLDER, KNOWLEDGE
from bot.cli.opening import WORKSPACE

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("question")
@click.option("--json", "is_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--explain", is_flag=True, help="Show how the answer was found, and why it was sure or not.")
@click.option("--folder", type=FOLDER, help="Ask a folder of Markdown instead of the database.")
@WORKSPACE
def ask(question: str, is_json: bool, explain: bool, folder: Path | None, wanted: str | None) -> None:
    """Ask the knowledge base in the terminal; nothing is recorded."""
    url = environment.database_url(os.environ)
    is_new = url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()
    if folder is not None or is_new:
        place = folder or KNOWLEDGE
        is_bundled = place.resolve() == KNOWLEDGE
        answer = terminal.Folder.read(place, is_bundled=is_bundled, reader=opening.reader()).ask(question)
    else:
        with opening.database(url, is_read_only=True) as database:
            workspace = opening.workspace(database, wanted)
            answer = terminal.ask(
                opening.runtime(database),
                workspace.id,
                question,
                cache=environment.cache_folder(),
                model=opening.model(),
            )
    if is_json:
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(answer.explained() if explain else answer.words())


@click.command("eval")
@click.argument("folder", type=FOLDER, required=False)
@click.option("--handbook", type=FOLDER, help="Ask a folder of Markdown instead; with --questions.")
@click.option("--questions", "questions_file", type=FILE, help="A tab-separated table: id, question, page, answer.")
@click.option("--asked", is_flag=True, help="Let the index see past questions as well.")
@click.option("--run", "run_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a TREC run file.")
@click.option(
    "--confidence",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write id and confidence, a line each.",
)
@click.option("--decisions", type=click.Path(dir_okay=False, path_type=Path), help="Write a line for each question.")
def evaluate(
    folder: Path | None,
    handbook: Path | None,
    questions_file: Path | None,
    asked: bool,
    run_file: Path | None,
    confidence: Path | None,
    decisions: Path | None,
) -> None:
    """Measure the search on labelled questions: a folder of corpus.jsonl, queries.jsonl and qrels.tsv, or a handbook.

    Decisions are written as a table with tabs: id, whether it is answerable, sure, maybe or nothing, the confidence and
    what came first.
    """
    for path in filter(None, (run_file, confidence, decisions)):
        results.check_writable(path)
    if handbook is not None and questions_file is not None and folder is None:
        rows = handbooks.asked(handbook, handbooks.questions(questions_file), reader=opening.reader())
        if decisions is not None:
            results.write_decisions(
                ((row.id, row.is_answerable, row.decision, row.confidence, row.page) for row in rows), decisions
            )
        click.echo(handbooks.table(handbook.resolve().name, rows))
        return
    if folder is None or handbook is not None or questions_file is not None:
        raise click.UsageError("Name a folder of labelled questions, or a --handbook and its --questions.")
    found = evaluation.evaluate(folder, asked=asked, reader=opening.reader())
    if decisions is not None:
        results.write_decisions(results.decisions(found), decisions)
    if run_file is not None:
        results.write_run(found, run_file)
    if confidence is not None:
        results.write_confidence(found, confidence)
    click.echo(results.table(found))


COMMANDS = (ask, evaluate)
