"""The worker beside the server: started with it, started again when it dies, gone when the server is gone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_STEADY_SECONDS = 60.0
_LEAVE_SECONDS = 15.0


class WorkerChild:
    """`with WorkerChild(): serve()`. The child also ends by itself when this process was killed."""

    def __init__(self, command: Sequence[str] = (), *, first_wait: float = _FIRST_WAIT) -> None:
        worker = [sys.executable, "-m", "motcua.cli.main", "worker", "--parent", str(os.getpid())]
        self._command = list(command) or worker
        self._first_wait = first_wait
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def is_keeping(self) -> bool:
        """Whether the child is still being watched over."""
        return self._keeper.is_alive()

    def __enter__(self) -> WorkerChild:
        self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._starting:
            self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_LEAVE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._keeper.join(_LEAVE_SECONDS)

    def _keep(self) -> None:
        wait = self._first_wait
        while self._start():
            assert self._process is not None
            began = time.monotonic()
            self._process.wait()
            if self._stopping.wait(wait):
                return
            is_steady = time.monotonic() - began > _STEADY_SECONDS
            wait = self._first_wait if is_steady else min(wait * 2, _LONGEST_WAIT)

    def _start(self) -> bool:
        """Starts the child unless we are leaving. In a session of its own, so that Ctrl+C reaches only us."""
        with self._starting:
            if self._stopping.is_set():
                return False
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, start_new_session=True)
            return True
