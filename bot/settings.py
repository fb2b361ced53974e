"""What does the environment say? Read once, into a frozen value; every mistake is reported at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingsError

Answer = TypeVar("Answer")

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, kw_only=True)
class Settings:
    #: xoxb-…: what the bot speaks with. OAuth & Permissions > Bot User OAuth Token
    slack_bot_token: str
    #: xapp-…: its presence means Socket Mode. Basic Information > App-Level Tokens (scope connections:write)
    slack_app_token: str | None
    #: proves that a request over HTTP is Slack's. Basic Information > Signing Secret
    slack_signing_secret: str | None
    #: where the Web API is; the playground gives its own
    slack_api_url: str
    database_url: URL
    port: int
    #: what can be made again, and is quicker found here
    cache_folder: Path
    log_level: str
    log_format: str
    #: where a sentence model is, for search by meaning; None: by words alone
    model_folder: Path | None = None

    @property
    def is_socket_mode(self) -> bool:
        return self.slack_app_token is not None

    def __repr__(self) -> str:
        return f"<Settings database={self.database_url!r} port={self.port}>"


def database_url(environ: Mapping[str, str]) -> URL:
    """Return where the data is; a SQLite file in the user's data folder unless `DATABASE_URL` says otherwise."""
    return _ask(environ, _database_url)


def cache_folder() -> Path:
    """Return the user's cache folder."""
    return Path(platformdirs.user_cache_dir("pollen"))


def model_folder(environ: Mapping[str, str]) -> Path | None:
    """Return where a sentence model is, when `POLLEN_MODEL` names one."""
    name = environ.get("POLLEN_MODEL", "").strip()
    return Path(name).expanduser() if name else None


def playground_folder() -> Path:
    """Return where a playground is that somebody wants to keep."""
    return Path(platformdirs.user_data_dir("pollen")) / "playground"


def read(environ: Mapping[str, str]) -> Settings:
    """Read the settings that `pollen run` needs; raise `SettingsError` naming everything that is missing or wrong."""
    return _ask(environ, _settings)


@dataclass(frozen=True)
class _Reader:
    environ: Mapping[str, str]
    problems: list[str]

    def text(self, name: str) -> str | None:
        return self.environ.get(name, "").strip() or None

    def complain(self, sentence: str) -> None:
        self.problems.append(sentence)

    def prefixed(self, name: str, prefix: str, hint: str) -> str | None:
        value = self.text(name)
        if value is not None and not value.startswith(prefix):
            self.complain(f"{name} should begin with {prefix} ({hint}).")
        return value

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name) or default
        known = {one.lower(): one for one in allowed}
        if value.lower() not in known:
            self.complain(f"{name} is {value!r}; it can be {', '.join(allowed)}.")
            return default
        return known[value.lower()]


def _ask(environ: Mapping[str, str], question: Callable[[_Reader], Answer]) -> Answer:
    reader = _Reader(environ, [])
    answer = question(reader)
    if reader.problems:
        raise SettingsError("\n".join(reader.problems))
    return answer


def _settings(read: _Reader) -> Settings:
    bot_token = read.prefixed("SLACK_BOT_TOKEN", "xoxb-", "OAuth & Permissions > Bot User OAuth Token")
    app_token = read.prefixed("SLACK_APP_TOKEN", "xapp-", "Basic Information > App-Level Tokens")
    secret = read.text("SLACK_SIGNING_SECRET")
    if bot_token is None:
        read.complain("SLACK_BOT_TOKEN is missing (OAuth & Permissions > Bot User OAuth Token).")
    if app_token is None and secret is None:
        read.complain(
            "Neither SLACK_APP_TOKEN (Socket Mode: Basic Information > App-Level Tokens) "
            "nor SLACK_SIGNING_SECRET (HTTP: Basic Information > Signing Secret) is set; one of them is needed."
        )
    return Settings(
        slack_bot_token=bot_token or "",
        slack_app_token=app_token,
        slack_signing_secret=secret,
        slack_api_url=_api_url(read),
        database_url=_database_url(read),
        port=_port(read),
        cache_folder=cache_folder(),
        log_level=read.choice("LOG_LEVEL", "INFO", LOG_LEVELS),
        log_format=read.choice("LOG_FORMAT", "json", ("json", "text")),
        model_folder=model_folder(read.environ),
    )


def _api_url(read: _Reader) -> str:
    url = read.text("SLACK_API_URL") or "https://slack.com/api/"
    if not url.startswith(("https://", "http://")):
        read.complain(f"SLACK_API_URL is {url!r}; it should be an http(s) address.")
    return url if url.endswith("/") else url + "/"


def _port(read: _Reader) -> int:
    text = read.text("PORT") or "3000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        read.complain(f"PORT is {text!r}; it should be a number from 1 to 65535.")
        return 3000
    return int(text)


def _database_url(read: _Reader) -> URL:
    text = read.text("DATABASE_URL")
    if text is None:
        return URL.create("sqlite", database=str(Path(platformdirs.user_data_dir("pollen")) / "pollen.sqlite3"))
    try:
        url = make_url(text)
    except ArgumentError:
        read.complain("DATABASE_URL is not an address like postgresql://user:password@host/name or sqlite:///file.")
        return make_url("sqlite://")
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite" or not url.database:
        read.complain(
            f"DATABASE_URL names {url.get_backend_name()!r}; Pollen stores its data in PostgreSQL or a SQLite file."
        )
    return url
