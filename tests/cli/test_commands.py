"""Does every command say what it did, and every mistake one clear sentence and a non-zero exit?"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.engine import URL

from bot import app
from bot.cli.main import commands
from bot.db import Database
from bot.errors import Refusal
from bot.ids import UserId, WorkspaceId
from bot.people import service as people
from bot.playground.slack import LocalSlack
from bot.playground.state import AppConfig
from bot.settings import Settings
from bot.workspaces import service as workspaces
from tests.conftest import NOW
from tests.office import manifest

ROOT = Path(__file__).parent.parent.parent


def pollen(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=_env(env or {}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _env(extra: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "DATABASE_"))}
    return clean | extra


@pytest.fixture
def installed(database_url: URL) -> dict[str, str]:
    """A database in which one workspace is known."""
    database = Database(database_url)
    database.transaction(
        lambda session: workspaces.install(
            session, WorkspaceId("T1"), name="Meadow", bot_user=UserId("UBOT"), bot_id="B1", now=NOW
        )
    )
    database.close()
    return {"DATABASE_URL": database_url.render_as_string(hide_password=False)}


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    folder = tmp_path / "handbook"
    (folder / "it").mkdir(parents=True)
    (folder / "it/vpn.md").write_text("---\ntitle: Resetting the VPN\n---\nQuit the client and sign in again.\n")
    (folder / "vacation.md").write_text("# Vacation\n\nAsk two weeks ahead.\n")
    (folder / "broken.md").write_text("---\ntitle: [unclosed\n---\ntext\n")
    return folder


def test_the_settings_that_are_missing_are_all_named_and_the_exit_is_2() -> None:
    done = pollen("run", env={"PORT": "x"})
    assert done.returncode == 2
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PORT"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"DATABASE_URL": "postgresql://nobody:hush@127.0.0.1:1/none"}, "can't be used"),
        ({"DATABASE_URL": "sqlite:////proc/nowhere/pollen.sqlite3"}, "can't be written"),
        ({"DATABASE_URL": "sqlite:////proc/pollen.sqlite3"}, "The folder /proc can't hold a lock file"),
        ({"DATABASE_URL": "sqlite:////dev/null/pollen.sqlite3"}, "/dev/null is a file"),
        ({"DATABASE_URL": "sqlite:////tmp"}, "/tmp is a folder"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence(environ: dict[str, str], says: str) -> None:
    done = pollen("migrate", env=environ)
    assert done.returncode == 1
    assert says in done.stderr
    assert "hush" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("migrate",), ("check",)])
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "letter.sqlite3"
    path.write_bytes(b"Dear all, this is a letter and no database. " * 200)
    done = pollen(*words, env={"DATABASE_URL": f"sqlite:///{path}"})
    assert done.returncode == 1
    assert done.stderr.strip() == f"The database sqlite:///{path} can't be used: file is not a database"


def test_a_database_without_tables_says_how_to_get_them(tmp_path: Path) -> None:
    path = tmp_path / "empty.sqlite3"
    path.touch()
    done = pollen("check", env={"DATABASE_URL": f"sqlite:///{path}"})
    assert done.returncode == 1
    assert "none of Pollen's tables yet. Create them with `pollen migrate`." in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_newcomer_asks_the_bundled_articles_without_any_setting(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": f"sqlite:///{tmp_path}/not-there.sqlite3"}
    done = pollen("ask", "how do I prepare for a first mentoring meeting?", env=nowhere)
    assert done.returncode == 0, done.stderr
    assert "Prepare a first mentoring meeting" in done.stdout
    assert not list(tmp_path.iterdir()), "asking makes no database"


def test_knowledge_goes_in_is_asked_and_comes_out_again(
    installed: dict[str, str], handbook: Path, tmp_path: Path
) -> None:
    checked = pollen("knowledge", "check", str(handbook), env=installed)
    assert checked.returncode == 1
    assert "broken.md" in checked.stdout

    tried = pollen("knowledge", "import", str(handbook), "--dry-run", env=installed)
    assert "2 new" in tried.stdout
    imported = pollen("knowledge", "import", str(handbook), env=installed)
    assert imported.returncode == 0, imported.stderr
    assert "2 new" in imported.stdout
    again = pollen("knowledge", "import", str(handbook), env=installed)
    assert "2 unchanged" in again.stdout

    asked = pollen("ask", "reset the vpn", "--json", env=installed)
    answer = json.loads(asked.stdout)
    assert answer["decision"] == "sure"
    assert answer["passages"][0]["title"] == "Resetting the VPN"

    out = tmp_path / "out"
    exported = pollen("knowledge", "export", str(out), "--as", "handbook", env=installed)
    assert exported.returncode == 0, exported.stderr
    assert (out / "it/vpn.md").read_bytes() == (handbook / "it/vpn.md").read_bytes()


def test_a_folder_is_looked_at_without_a_setting_and_nothing_is_written(handbook: Path, tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path}/pollen.sqlite3"}
    before = sorted(tmp_path.rglob("*"))
    found = pollen("knowledge", "check", str(handbook), "--json", env=env)
    assert found.returncode == 1, "something in it is broken"
    assert [one["path"] for one in json.loads(found.stdout)["broken"]] == ["broken.md"]
    why = pollen("knowledge", "check", str(handbook), "--show", "broken.md", env=env)
    assert why.stderr.startswith("broken.md:3: Its front matter is not YAML")
    (handbook / "broken.md").unlink()
    before.remove(handbook / "broken.md")
    assert pollen("knowledge", "check", str(handbook), env=env).returncode == 0
    shown = pollen("knowledge", "check", str(handbook), "--show", "it/vpn.md", env=env)
    assert shown.stdout == "Resetting the VPN\n\nQuit the client and sign in again.\n"
    drawn = pollen("knowledge", "check", str(handbook), "--show", str(handbook / "vacation.md"), "--json", env=env)
    assert [block["type"] for block in json.loads(drawn.stdout)] == ["section", "rich_text"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_person_is_given_their_data_and_forgotten(installed: dict[str, str], database: Database) -> None:
    facts = {"id": "UANA", "real_name": "Ana Ruiz"}
    database.transaction(lambda session: people.remember(session, WorkspaceId("T1"), facts, now=NOW))
    run = CliRunner(env=installed).invoke
    assert json.loads(run(commands, ["export", "person", "UANA"]).output)["Your profile"][0]["name"] == "Ana Ruiz"
    assert run(commands, ["forget", "UANA"], input="n\n").exit_code == 1
    database.close()
    done = run(commands, ["forget", "UANA", "--yes"])
    assert "UANA has been erased" in done.output
    assert run(commands, ["export", "person", "UANA"]).output == "{}\n"


def test_an_operator_takes_data_out_and_checks_it(installed: dict[str, str]) -> None:
    for words in (("export", "kudos"), ("export", "mentoring", "--format", "json"), ("export", "audit")):
        done = pollen(*words, env=installed)
        assert done.returncode == 0, done.stderr
    checked = pollen("check", env=installed)
    assert (checked.returncode, checked.stdout) == (0, "No damage found.\n")
    examined = pollen("doctor", env=installed)
    assert examined.returncode == 1, "nobody has named a mentors' channel yet"
    assert "There's no mentors' channel" in examined.stdout
    preview = pollen("digest", "preview", "--channel", "C0NOWHERE", env=installed)
    assert preview.returncode == 1
    assert "Traceback" not in preview.stderr


def test_an_empty_folder_is_refused_and_archives_nothing(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = pollen("knowledge", "import", str(tmp_path / "empty"), env=installed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_without_a_workspace_an_import_says_what_to_do(database_url: URL, handbook: Path) -> None:
    env = {"DATABASE_URL": database_url.render_as_string(hide_password=False)}
    done = pollen("knowledge", "import", str(handbook), env=env)
    assert done.returncode == 1
    assert "SLACK_BOT_TOKEN" in done.stderr


def test_the_bot_runs_answers_and_leaves_on_sigterm(tmp_path: Path, handbook: Path) -> None:
    """`pollen run` as a company starts it: Socket Mode, SQLite, no public address."""
    slack = LocalSlack(app=AppConfig.from_manifest(manifest()))
    with slack.serving(), socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env=_env(
                {
                    "SLACK_BOT_TOKEN": slack.bot_token,
                    "SLACK_APP_TOKEN": slack.app_token,
                    "SLACK_API_URL": slack.api_url,
                    "DATABASE_URL": f"sqlite:///{tmp_path}/pollen.sqlite3",
                    "PORT": str(port),
                }
            ),
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            slack.eventually(lambda: slack.sockets.connections, within=30)
            ana = slack.person("ana")
            ana.types("#general", "/learn how do I prepare for a first mentoring meeting?")
            assert "first mentoring meeting" in ana.sees("#general")[-1].text.lower()
            ana.types("#general", "@pollen help")
            slack.eventually(lambda: ana.sees("#general")[-1].is_private and "/kudos" in ana.sees("#general")[-1].text)

            brought = pollen(
                "knowledge", "import", str(handbook), env={"DATABASE_URL": f"sqlite:///{tmp_path}/pollen.sqlite3"}
            )
            assert "2 new" in brought.stdout, brought.stderr
            time.sleep(2)  # so long the bot may take to see it; it is another process, with a clock of its own
            ana.types("#general", "/learn resetting the vpn client")
            assert "Quit the client and sign in again." in ana.sees("#general")[-1].text

            second = pollen("migrate", env={"DATABASE_URL": f"sqlite:///{tmp_path}/pollen.sqlite3"})
            assert second.returncode == 1
            assert "PostgreSQL" in second.stderr
        finally:
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=30)
    assert process.returncode == 0, log
    assert "first mentoring" not in log, "a question's words are not logged"
    assert slack.bot_token not in log


def test_a_restart_while_slack_is_down_goes_on_with_the_workspace_it_knows(database: Database) -> None:
    slack = LocalSlack()
    with slack.serving():
        settings = _settings(slack, database)
        known = app.join(settings, database)
        slack.faults.server_error("auth.test")
        assert app.join(settings, database) == known


def test_a_token_that_slack_does_not_take_is_one_sentence(database: Database) -> None:
    slack = LocalSlack()
    with slack.serving():
        slack.faults.error("invalid_auth", "auth.test")
        with pytest.raises(Refusal, match="doesn't accept SLACK_BOT_TOKEN"):
            app.join(_settings(slack, database), database)


def _settings(slack: LocalSlack, database: Database) -> Settings:
    return Settings(
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=None,
        slack_api_url=slack.api_url,
        database_url=database.url,
        port=3000,
        cache_folder=Path("cache"),
        log_level="INFO",
        log_format="json",
    )
