"""What need not be looked through for garbage, because it stays as long as the process?

Looking through a bot and its index again and again would hold everybody up for a tenth of a second each time.
"""

import gc
import threading

_serving = threading.Event()


def settle() -> None:
    """The bot is whole and starts to serve: all that there is stays."""
    _serving.set()
    gc.freeze()


def keep() -> None:
    """Something large has been made that stays; says nothing to a process that does not serve."""
    if _serving.is_set():
        gc.freeze()
