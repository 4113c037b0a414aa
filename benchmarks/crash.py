"""Killing intake for as long as you like: writers are killed with -9 at random, and everything is counted after.

Each round starts writers as processes of their own against one database made for it and thrown away, lets them take
in dossiers through the real action, and kills them at a random moment. At the end every acknowledged code must be
there, no code twice, and every dossier whole; else it ends with exit code 1.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/crash.py [ROUNDS [WRITERS]]`
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

from benchmarks.intake import Taker
from benchmarks.scene import new_installation

_WHOLE = """
    SELECT count(*) FROM dossiers_dossier d WHERE NOT (
        EXISTS (SELECT FROM dossiers_party p WHERE p.dossier_id = d.id)
        AND EXISTS (SELECT FROM dossiers_submittedpaper p WHERE p.dossier_id = d.id)
        AND EXISTS (SELECT FROM dossiers_passage p WHERE p.dossier_id = d.id)
        AND EXISTS (SELECT FROM dossiers_issuedpaper p WHERE p.dossier_id = d.id)
        AND 2 = (SELECT count(*) FROM kernel_journalentry j WHERE j.subject_id = d.id::text
                 AND j.subject_kind = 'dossier'))
"""


def main(rounds: int, writers: int) -> int:
    new_installation(with_sample=False)
    Taker()  # the scene, before anybody writes
    chance = random.Random(1)
    acknowledged: set[str] = set()
    for done in range(1, rounds + 1):
        acknowledged |= _one_round(writers, chance)
        print(f"\rvòng {done}/{rounds}: {len(acknowledged)} hồ sơ đã báo nhận", end="", flush=True)
    print()
    lost, doubled, halves, dossiers = _judged(acknowledged)
    print(f"{dossiers} hồ sơ trong dữ liệu; mất {lost}, trùng mã {doubled}, dở dang {halves}")
    return 1 if lost or doubled or halves else 0


def _one_round(writers: int, chance: random.Random) -> set[str]:
    running = [
        subprocess.Popen([sys.executable, __file__, "--write"], stdout=subprocess.PIPE, text=True)
        for _ in range(writers)
    ]
    for one in running:  # all have begun
        assert one.stdout is not None
        one.stdout.readline()
    time.sleep(chance.uniform(0.1, 2.0))
    said: set[str] = set()
    for one in running:
        one.send_signal(signal.SIGKILL)
    for one in running:
        rest, _ = one.communicate()
        said |= {line for line in rest.splitlines(keepends=True) if line.endswith("\n")}
    return {line.strip() for line in said}


def _judged(acknowledged: set[str]) -> tuple[int, int, int, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM dossiers_dossier")
        codes = [code for (code,) in cursor.fetchall()]
        cursor.execute(_WHOLE)
        halves = int(cursor.fetchone()[0])
    return len(acknowledged - set(codes)), len(codes) - len(set(codes)), halves, len(codes)


def write() -> None:
    """What a writer does until it is killed: take in, and say the code once it is committed."""
    import django

    django.setup()
    take = Taker()
    print("begun", flush=True)
    while True:
        print(take(), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if "--write" in sys.argv:
        write()
    numbers = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(*(numbers + [10, 4][len(numbers) :])))
