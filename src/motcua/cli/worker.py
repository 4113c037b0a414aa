"""`./motcua worker`: what happens without anybody asking: letters leave, terms are watched, long jobs run."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from motcua.kernel.clock import now

_PAUSE_SECONDS = 1.0
_MEND_SECONDS = 3.0
_LEAVE_SECONDS = 10.0


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    worker = groups.add_parser(
        "worker", help="chạy việc nền: gửi thư và tin nhắn, nhắc hạn, việc dài (demo và serve tự chạy kèm)"
    )
    worker.add_argument("--once", action="store_true", help="chạy những việc đã đến lượt rồi kết thúc")
    worker.add_argument("--json", action="store_true", help="cùng --once: in kết quả dạng JSON")
    worker.add_argument("--parent", type=int, help=argparse.SUPPRESS)
    worker.set_defaults(run=_worker)


def _worker(args: argparse.Namespace) -> int:
    os.environ.setdefault("MOTCUA_SERVING", "1")
    from motcua.config.installation import open_database

    open_database()
    return _once(args) if args.once else _until_told(args.parent)


def _once(args: argparse.Namespace) -> int:
    from motcua.cli.main import print_json
    from motcua.jobs.actions.background import run_next
    from motcua.jobs.actions.periodic import run_due
    from motcua.jobs.queries import periodic_failures

    works, jobs = run_due(clock=now), 0
    while run_next(clock=now):
        jobs += 1
    failed = [{"name": work.name, "error": work.error} for work in periodic_failures()]
    if args.json:
        print_json({"works": works, "jobs": jobs, "failed": failed})
    else:
        print(f"Đã chạy {works} việc định kỳ, {jobs} việc dài.")
        for work in failed:
            print(f"Không xong: {work['name']}: {work['error']}", file=sys.stderr)
    return 1 if failed else 0


def _until_told(parent: int | None) -> int:
    """Works until a signal, or until the server that started this process is gone."""
    from motcua.jobs.actions.background import run_next
    from motcua.jobs.actions.periodic import run_due

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [
        threading.Thread(target=_loop, args=(stop, act), daemon=True)
        for act in (lambda: run_due(clock=now), lambda: run_next(clock=now))
    ]
    for thread in threads:
        thread.start()
    while not stop.wait(_PAUSE_SECONDS):
        if parent is not None and os.getppid() != parent:
            stop.set()
    for thread in threads:
        thread.join(_LEAVE_SECONDS)
    return 0  # what is still under way is cut off; it bears that


def _loop(stop: threading.Event, act: Callable[[], object]) -> None:
    """Acts again and again; a database that went away is awaited, the embedded one started again."""
    from django.db import OperationalError, close_old_connections, connection

    while not stop.is_set():
        close_old_connections()
        try:
            is_busy = act()
        except OperationalError as error:
            print(f"Cơ sở dữ liệu không trả lời, thử lại: {error}", file=sys.stderr, flush=True)
            connection.close()
            _mend()
            stop.wait(_MEND_SECONDS)
        else:
            stop.wait(0 if is_busy is True else _PAUSE_SECONDS)
    connection.close()


def _mend() -> None:
    from motcua.config import embedded_database
    from motcua.config.databases import uses_embedded
    from motcua.kernel.refusals import Refused

    if not uses_embedded():
        return
    try:
        embedded_database.revive()
    except Refused as refused:
        print(refused.message, file=sys.stderr, flush=True)
