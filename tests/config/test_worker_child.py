"""The worker beside the server: there again when it died, gone when the server is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from motcua.config.worker_child import WorkerChild

ALIVE = "import os, sys, time\nopen(sys.argv[1], 'a').write(f'{os.getpid()}\\n')\ntime.sleep(60)"
LONE = """
import sys
import django; django.setup()
from motcua.jobs.actions import background, periodic
periodic.run_due = lambda **_: print("at work", flush=True)
background.run_next = lambda **_: False
from motcua.cli.worker import _until_told
sys.exit(_until_told(int(sys.argv[1])))
"""


def pids(file: Path, count: int) -> list[int]:
    """The processes that wrote themselves down, once there are `count`."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = file.read_text().split() if file.exists() else []
        if len(found) >= count:
            return [int(pid) for pid in found]
        time.sleep(0.02)
    raise AssertionError(f"fewer than {count} processes were started")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_died_is_started_again_and_leaves_with_us(tmp_path: Path) -> None:
    file = tmp_path / "pids"
    with WorkerChild([sys.executable, "-c", ALIVE, str(file)], first_wait=0.01):
        (first,) = pids(file, 1)
        os.kill(first, signal.SIGKILL)
        second = pids(file, 2)[1]
        assert is_alive(second)
    assert not is_alive(second)
    assert len(pids(file, 2)) == 2


def test_leaving_at_once_starts_nobody_later(tmp_path: Path) -> None:
    with WorkerChild([sys.executable, "-c", "raise SystemExit(1)"], first_wait=30) as child:
        pass
    assert not child.is_keeping()


@pytest.mark.parametrize("signalled", [False, True])
def test_a_worker_ends_with_its_parent_or_by_a_signal(signalled: bool) -> None:
    parent = os.getpid() if signalled else 1
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.config.test_settings"}
    command = [sys.executable, "-c", LONE, str(parent)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"at work\n"
        if signalled:
            worker.terminate()
        assert worker.wait(timeout=30) == 0
