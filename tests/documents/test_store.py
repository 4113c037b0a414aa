"""The store under stress: killed in the middle, written and cleaned at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from motcua.documents import store
from motcua.kernel.clock import VIETNAM

TOP = Path(__file__).resolve().parents[2]
OLD = datetime(2020, 1, 1, tzinfo=VIETNAM)

_WRITER = """
import sys, os
from django.conf import settings
settings.configure(MEDIA_ROOT=sys.argv[1])
from motcua.documents import store
number = 0
while True:
    number += 1
    print(*store.put_all([(sys.argv[2] + str(number)).encode() * 20_000, os.urandom(50_000)]), flush=True)
"""


def test_what_was_acknowledged_before_a_kill_lies_whole(own_store: Path, tmp_path: Path) -> None:
    acknowledged = []
    for run in range(3):
        output = tmp_path / f"told-{run}"
        with output.open("w") as told:
            writer = subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(own_store.parent), str(run)],
                stdout=told,
                env={"PYTHONPATH": str(TOP / "src")},
            )
        waited = time.monotonic()
        while output.stat().st_size < 200 + 77 * run and time.monotonic() < waited + 20:
            time.sleep(0.005)
        writer.kill()
        writer.wait()
        whole_lines = output.read_text().rpartition("\n")[0].splitlines()
        acknowledged += [digest for line in whole_lines for digest in line.split()]
    assert len(acknowledged) >= 6
    assert all(store.is_whole(digest) for digest in acknowledged)
    assert all(store.is_whole(each.sha256) for each in store.lying() if each.sha256 is not None)


def test_content_brought_again_is_never_cleaned_away_under_the_writer(own_store: Path) -> None:
    [digest] = store.put_all([b"the same"])
    path = store.place_of(digest)
    for _ in range(60):
        os.utime(path, (OLD.timestamp(), OLD.timestamp()))
        cut = datetime.now(tz=VIETNAM).replace(year=2021)
        cleaner = threading.Thread(target=store.take_away, args=(path,), kwargs={"unless_younger_than": cut})
        writer = threading.Thread(target=store.put_all, args=([b"the same"],))
        cleaner.start()
        writer.start()
        cleaner.join()
        writer.join()
        assert store.is_whole(digest)


def test_many_writers_of_the_same_contents_meet_without_harm(own_store: Path) -> None:
    contents = [f"tệp {number}".encode() for number in range(12)]
    writers = [threading.Thread(target=store.put_all, args=(contents,)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lying = list(store.lying())
    assert len(lying) == len(contents)
    assert all(each.sha256 and store.is_whole(each.sha256) for each in lying)
