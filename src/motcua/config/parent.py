"""A serving process does not outlive the program that started it: it would keep the address and answer for nobody."""

from __future__ import annotations

import os
import signal
import threading
import time

_PAUSE_SECONDS = 1.0
_LEAVE_SECONDS = 5.0


def leave_with(parent: int) -> None:
    """Watch, in a thread of its own, that `parent` is still our parent; end this process when it was killed."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PAUSE_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_LEAVE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)  # what is half done is undone by the database
