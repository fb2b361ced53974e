"""How do people write names of Slack's into YAML? `owner: @ana` is none, `#leads` a comment there: both are quoted."""

import re

_HANDLE = re.compile(r"^([A-Za-z_][\w -]{0,60}:[ \t]+)(@[^\r\n]*)", re.MULTILINE)
#: For whom a page is: on one line, with brackets or without, or a list below. `#leads` would be a comment in YAML.
_READERS_FIELD = re.compile(
    r"^(readers:)(?:\s*\[(?P<list>[^\]]*)\][^\n]*|[ \t]*(?P<line>[@#][^\n]*)"
    r"|[ \t]*\r?\n(?P<below>(?:[ \t]*-[ \t][^\n]*(?:\n|\Z))+))",
    re.MULTILINE | re.IGNORECASE,
)
_COMMENT = re.compile(r"\s#\s[^\n]*$")


def quoted(front: str) -> str:
    """Return a front matter that YAML can read, with as many lines."""
    return _HANDLE.sub(_quoted, _READERS_FIELD.sub(_named, front))


def _named(field: re.Match[str]) -> str:
    """Put every name of a group or channel into quotes; what follows stays on its line."""
    if field["below"] is not None:
        words = [line.strip().removeprefix("-") for line in field["below"].splitlines()]
    else:
        words = (field["list"] or field["line"] or "").split(",")
    told = (_COMMENT.sub("", word).strip().strip("'\"").replace("'", "''") for word in words)
    quoted = ", ".join(f"'{word}'" for word in told if word)
    return f"{field[1]} [{quoted}]" + "\n" * field[0].count("\n")


def _quoted(field: re.Match[str]) -> str:
    return f"{field.group(1)}'{field.group(2).rstrip().replace(chr(39), chr(39) * 2)}'"
