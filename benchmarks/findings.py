"""Findings over the national catalogue and many dossiers, against a stated limit.

With the shared data beside the project: 5,608 names and 110 procedures in full; else the project's own sample. The
dossiers are made by set-based SQL over three years. Everything is asked as the page asks it: first with nothing in
memory (what the catalogue alone shows is found once for each state of the catalogue), then again.

Limits: all kinds in 10 s with nothing in memory, in 5 s afterwards, with a hundred thousand dossiers. Exit code 1 when
one is broken.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/findings.py [NUMBER OF DOSSIERS]`
"""

from __future__ import annotations

import sys

from benchmarks.scene import bring_national_catalogue, new_installation, timed

COLD, WARM = 10.0, 5.0


def main(number: int) -> int:
    new_installation()
    _fill(number)
    from motcua.kernel.clock import now
    from motcua.reviews.enums import Clue
    from motcua.reviews.queries.findings.finding import findings

    at = now()
    cold, found = timed(lambda: findings(agency_id=None, at=at))
    warm, found = timed(lambda: findings(agency_id=None, at=at))
    print(f"\n{'loại':20}{'dấu hiệu':>10}{'ms':>10}")
    for clue in Clue:
        seconds, some = timed(lambda clue=clue: findings(agency_id=None, at=at, clues=[clue]))
        print(f"{clue.value:20}{len(some[clue]):>10}{seconds * 1000:>10.0f}", flush=True)
    print(
        f"{'tất cả, lần đầu':20}{sum(map(len, found.values())):>10}{cold * 1000:>10.0f}   giới hạn {COLD:.0f} s"
    )
    print(f"{'tất cả, lần sau':20}{'':>10}{warm * 1000:>10.0f}   giới hạn {WARM:.0f} s")
    return int(cold > COLD or warm > WARM)


def _fill(number: int) -> None:
    from benchmarks.dossiers_made import make

    from motcua.kernel.clock import now

    bring_national_catalogue()
    seconds, _made = timed(lambda: make(number, at=now()))
    print(f"{number:,} hồ sơ dựng trong {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
