"""How does one try Pollen with no Slack? The page on a port, a stage behind it, until Ctrl-C."""

import signal
import threading
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType

import click

from bot.errors import Refusal
from bot.playground.server import Server
from bot.playground.stage import Scene, Stage
from bot.slack import manifest

#: the page is where it was last time, so that a tab left open finds it again; when others are there, nearby
PORTS = range(3333, 3353)
#: how one started it: in a clone, or installed
_AGAIN = "make playground" if (manifest.PATH.parent / "Makefile").is_file() else "pollen playground"
#: how often a kept workspace is written down
SAVE_SECONDS = 2.0


def run(scene: Scene, *, port: int | None, is_opening: bool) -> None:
    """Serve the page until Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    started = time.monotonic()
    click.echo("The playground is getting ready …")
    with served(PORTS if port is None else (port,)) as web:
        stage = Stage(web, replace(scene, tell=lambda words: click.echo(f"  {words} …")))
        try:
            stage.begin()
            _welcome(web.url, scene, seconds=time.monotonic() - started)
            if is_opening:
                webbrowser.open(web.url)
            while True:
                threading.Event().wait(SAVE_SECONDS)
                stage.save()
        except KeyboardInterrupt:
            kept = f"It is kept in {scene.keep}." if scene.keep else "Nothing was kept."
            click.echo(f"\nThe playground has stopped. {kept} Start it again with: {_AGAIN}")
        finally:
            stage.end()


def _welcome(url: str, scene: Scene, *, seconds: float) -> None:
    click.echo(f"Ready after {seconds:.1f} s.\n")
    click.echo(f"  Pollen playground   {url}\n")
    click.echo("Open that address in your browser. The list “Try this” on the page is a good start.")
    click.echo("Ctrl-C stops the playground." if scene.keep else "Ctrl-C stops the playground; --keep keeps it.")


def served(ports: Sequence[int]) -> Server:
    """Open the first of these ports that is free."""
    reason = ""
    for port in ports:
        try:
            return Server(port=port)
        except OSError as error:
            reason = error.strerror or str(error)
    named = f"Port {ports[0]}" if len(ports) == 1 else f"None of the ports {ports[0]} to {ports[-1]}"
    raise Refusal(f"{named} can be opened ({reason}). Choose another with --port.")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
