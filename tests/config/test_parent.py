"""A serving process ends when whoever started it was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

MIDDLE = """
import os, subprocess, sys, time
lines = ["import time", "from motcua.config.parent import leave_with", "leave_with(%d)", "print(1, flush=True)"]
code = "\\n".join([*lines, "time.sleep(60)"])
child = subprocess.Popen([sys.executable, "-c", code % os.getpid()], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


def state_of(pid: int) -> str:
    """Gone, dead and unwaited for, or alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "gone"


def test_it_leaves_with_its_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MIDDLE], stdout=subprocess.PIPE, env={**os.environ}
    ) as middle:
        assert middle.stdout is not None
        child = int(middle.stdout.readline())
        assert state_of(child) not in {"gone", "Z"}
        middle.kill()
    deadline = time.monotonic() + 20
    while state_of(child) not in {"gone", "Z"}:
        assert time.monotonic() < deadline
        time.sleep(0.05)
