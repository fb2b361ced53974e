"""What goes into the log, and what never does?

We log ids, counts and references. As a safety net every line passes here once more: tokens and addresses that are
secrets are blanked, an exception keeps its traceback but not its message (a message quotes what a person wrote), and
Bolt and the SDK, which print whole requests, are heard only where they do not.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType

from pythonjsonlogger.json import JsonFormatter
from sqlalchemy.exc import DBAPIError

from bot.errors import Refusal

_SECRETS = re.compile(
    r"""
      xox[a-z]?(?:\.xox[a-z])?-[\w.-]+ | xapp-[\w-]+          # tokens
    | https?://hooks\.slack(?:-gov)?\.com/[^\s"'\\]+          # response_url, incoming webhooks
    | (?<=response_url)["'\\]*\s*[:=]\s*["'\\]*[^\s"'\\,}]+   # one that points elsewhere
    | (?<=[?&]ticket=)[^\s&"'\\]+                             # a Socket Mode address
    | v0=[0-9a-f]{64}                                         # a signature
    | (?<=://)[^\s/@:"']*:[^\s/@"']+(?=@)                     # user:password of a database
    """,
    re.VERBOSE,
)

#: From these only what is at least so bad. Below it they print request bodies, signatures and Web API answers.
_LOUD = {
    "slack_bolt": logging.ERROR,
    "slack_sdk": logging.CRITICAL,
    "websocket": logging.CRITICAL,
    "apscheduler": logging.ERROR,
    "uvicorn": logging.WARNING,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "httpx": logging.WARNING,
    "asyncio": logging.WARNING,
}

#: Their messages are about programs and machines, never about what somebody wrote.
_PLAIN = (OSError, Refusal, ImportError, NameError, AttributeError)


def configure(level: str, format: str, *, secrets: Iterable[str] = ()) -> None:
    """Send the log to standard error, as `json` or `text`; `secrets` are blanked wherever they turn up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(format, secrets=secrets))
    handler.addFilter(is_quiet_enough)
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(level)
    logging.captureWarnings(True)


def formatter(format: str, *, secrets: Iterable[str] = ()) -> logging.Formatter:
    """Return the formatter for `json` or `text`."""
    blanks = tuple(secret for secret in secrets if len(secret) >= 8)
    return _Json(blanks) if format == "json" else _Text(blanks)


def redact(line: str, secrets: Iterable[str] = ()) -> str:
    """Blank everything in a line that is a secret by its looks, or one of `secrets`."""
    for secret in secrets:
        line = line.replace(secret, "…")
    return _SECRETS.sub("…", line)


def is_quiet_enough(record: logging.LogRecord) -> bool:
    return record.levelno >= _LOUD.get(record.name.partition(".")[0], 0)


class _Json(JsonFormatter):
    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )
        self._secrets = secrets

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return _when(record)

    def formatException(self, ei: "_Raised") -> str:
        return _traceback(ei)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)


class _Text(logging.Formatter):
    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._secrets = secrets

    def formatException(self, ei: "_Raised") -> str:
        return _traceback(ei)

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        facts = "".join(f" {name}={value}" for name, value in extra.items())
        line = f"{_when(record)} {record.levelname:<7} {record.name}: {record.getMessage()}{facts}"
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return redact(line, self._secrets)


_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _traceback(raised: _Raised) -> str:
    """Return where it happened and what kind of error it was, without the message of the error."""
    lines: list[str] = []
    error = raised[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines = [*traceback.format_tb(error.__traceback__), f"{_name(error)}\n", *lines]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(lines).rstrip()


def _name(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, DBAPIError):
        orig = error.orig
        return f"{name}: {type(orig).__qualname__} {getattr(orig, 'sqlstate', None) or ''}".rstrip()
    return f"{name}: {error}" if isinstance(error, _PLAIN) else name
