"""Findings over the national catalogue and many dossiers, against a stated limit.

With the shared data beside the project: 5,608 names and 110 procedures in full; else the project's own sample. The
dossiers are made by set-based SQL over three years. Everything is asked as the page asks it: first with nothing in
memory (what the catalogue alone shows is found once for each state of the catalogue), then again.

Limits: all kinds in 10 s with nothing in memory, in 5 s afterwards, with a hundred thousand dossiers. Exit code 1 when
one is broken.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/findings.py [NUMBER OF DOSSIERS]`
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "procedures"
FILES = ("national_catalog_5608_2026-07.csv", "edu_details_110_2026-07.json")
COLD, WARM = 10.0, 5.0


def main(number: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="motcua-benchmark-"))
    folder.chmod(0o755)  # the database runs as another user where we are root
    # Registered first, so run last: after the database has stopped.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["MOTCUA_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    from motcua.config.installation import prepare
    from motcua.kernel.clock import now

    prepare(at=now())
    _fill(number)
    from motcua.reviews.enums import Clue
    from motcua.reviews.queries.findings.finding import findings

    at = now()
    cold, found = _timed(lambda: findings(agency_id=None, at=at))
    warm, found = _timed(lambda: findings(agency_id=None, at=at))
    print(f"\n{'loại':20}{'dấu hiệu':>10}{'ms':>10}")
    for clue in Clue:
        seconds, some = _timed(lambda clue=clue: findings(agency_id=None, at=at, clues=[clue]))
        print(f"{clue.value:20}{len(some[clue]):>10}{seconds * 1000:>10.0f}", flush=True)
    print(
        f"{'tất cả, lần đầu':20}{sum(map(len, found.values())):>10}{cold * 1000:>10.0f}   giới hạn {COLD:.0f} s"
    )
    print(f"{'tất cả, lần sau':20}{'':>10}{warm * 1000:>10.0f}   giới hạn {WARM:.0f} s")
    return int(cold > COLD or warm > WARM)


def _fill(number: int) -> None:
    from benchmarks.dossiers_made import make

    from motcua.catalogue.actions.imports import import_catalogue
    from motcua.config.sample import load_sample
    from motcua.kernel.clock import now

    load_sample(at=now())
    for file in FILES if SHARED.is_dir() else ():
        result = import_catalogue(file=SHARED / file, as_of=date(2026, 1, 1), by=None, at=now())
        print(f"{file}: {result.created} mới, {result.changed} đổi, {result.refused} từ chối", flush=True)
    seconds, _made = _timed(lambda: make(number, at=now()))
    print(f"{number:,} hồ sơ dựng trong {seconds:.0f} s", flush=True)


def _timed(run):  # type: ignore[no-untyped-def]  # whatever it gives, with the seconds it took
    started = time.perf_counter()
    given = run()
    return time.perf_counter() - started, given


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
