"""Would the code read a text as it did when it wrote something down? A mark that changes whenever it might not."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

PARSERS = ("markdown-it-py", "mdit-py-plugins")


@cache
def mark() -> str:
    """Of this package and the parser, in 32 characters."""
    made = hashlib.sha256()
    for source in sorted(files("bot.markup").iterdir(), key=lambda one: one.name):
        if source.name.endswith(".py"):
            made.update(source.name.encode() + source.read_bytes())
    for name in PARSERS:
        made.update(version(name).encode())
    return made.hexdigest()[:32]
