"""Form II.06a by field and agency, as of a past day, beside DuckDB over the same rows in the same run.

The dossiers are those of `dossiers_made`, in a database made for it and thrown away. Ours is counted twice: from the
dossiers themselves, and from the rollups that follow the journal; both must give the very same cells as DuckDB, which
has every column that the question needs in memory, joined beforehand.

DuckDB is in the dependency group `benchmarks`: `.venv/bin/pip install "duckdb~=2.0"`.
Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/measures.py [NUMBERS OF DOSSIERS, such as 1000000]`
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.scene import new_installation

ROUNDS = 12
_FACTS = """
    SELECT d.competent_id::text, coalesce(v.field_id, 0), d.door, extract(epoch FROM d.received_at),
           extract(epoch FROM d.started_at), extract(epoch FROM d.finished_at), extract(epoch FROM d.due_at),
           d.standing, d.status
    FROM dossiers_dossier d JOIN catalogue_procedureversion v ON v.id = d.version_id
    WHERE d.received_at IS NOT NULL
"""
_DUCK = """
    SELECT field, agency,
        count(*) FILTER (WHERE received < $since) AS carried,
        count(*) FILTER (WHERE received >= $since AND door = 'online') AS online,
        count(*) FILTER (WHERE received >= $since AND door NOT IN ('online', 'post')) AS direct,
        count(*) FILTER (WHERE received >= $since AND door = 'post') AS post,
        count(*) FILTER (WHERE finished < $until AND standing = 'early' AND status IN ('resolved', 'correcting')),
        count(*) FILTER (WHERE finished < $until AND standing <> 'overdue'
                         AND NOT (standing = 'early' AND status IN ('resolved', 'correcting'))),
        count(*) FILTER (WHERE finished < $until AND standing = 'overdue'),
        count(*) FILTER (WHERE is_open AND (due < $until AND started < $until) IS NOT TRUE),
        count(*) FILTER (WHERE is_open AND due < $until AND started < $until)
    FROM (SELECT *, finished IS NULL OR finished >= $until AS is_open FROM facts) facts
    WHERE received < $until AND (finished IS NULL OR finished >= $since)
    GROUP BY field, agency
"""


def main(numbers: list[int]) -> None:
    """Each number of dossiers in its own process, so in its own database."""
    for number in numbers:
        subprocess.run([sys.executable, __file__, "--one", str(number)], check=True)


def one(number: int) -> None:
    new_installation()
    from benchmarks.dossiers_made import make

    from motcua.indicators.actions.rollups import rebuild_rollups
    from motcua.indicators.queries.rollups import differences
    from motcua.kernel.clock import now

    make(number, at=now())
    _analyse()
    seconds, built = _timed(lambda: rebuild_rollups(at=now()))
    _analyse()
    print(f"\n{built:,} hồ sơ đã tiếp nhận; dựng bảng cộng sẵn trong {seconds:.1f} s", flush=True)
    seconds, found = _timed(differences)
    assert found == {}, found
    print(f"so bảng cộng sẵn với hồ sơ trong {seconds:.1f} s: khớp", flush=True)
    _compare()


def _compare() -> None:
    from motcua.indicators.enums import Dimension
    from motcua.indicators.queries.measuring import cross
    from motcua.indicators.queries.windows import Asked
    from motcua.indicators.rules.measures import PENDING, RECEIVED, RESOLVED
    from motcua.kernel.clock import local_day, now
    from motcua.kernel.periods import Period

    end = local_day(now()) - timedelta(days=40)
    asked = Asked(None, Period(end - timedelta(days=365), end))
    tallies, by = (*RECEIVED, *RESOLVED, *PENDING), (Dimension.FIELD, Dimension.AGENCY)
    duck = _duck([at.timestamp() for at in asked.instants()])
    questions: dict[str, Callable[[], Any]] = {
        "từ hồ sơ": lambda: cross(tallies, [asked], by=by)[0],
        "từ bảng cộng sẵn": lambda: cross(tallies, [asked], by=by, may_use_rollups=True)[0],
        "DuckDB": duck,
    }
    answers = {}
    print(f"Biểu II.06a theo lĩnh vực và cơ quan, {asked.window.start} – {asked.last_day}")
    print(f"{'':24}{'p50 ms':>9}{'p95 ms':>9}")
    for name, ask in questions.items():
        answers[name] = _plain(ask())
        rounds = 3 if name == "từ hồ sơ" else ROUNDS
        took = sorted(_timed(ask)[0] * 1000 for _ in range(rounds))
        print(f"{name:24}{took[len(took) // 2]:9.1f}{took[int(len(took) * 0.95)]:9.1f}", flush=True)
    assert answers["từ hồ sơ"] == answers["từ bảng cộng sẵn"] == answers["DuckDB"], "not the same cells"
    print(f"{len(answers['DuckDB'])} ô, như nhau ở cả ba")


def _duck(edges: list[float]) -> Callable[[], Any]:
    """The same rows in DuckDB's memory, and the question asked of them."""
    import duckdb

    duck, since, until = duckdb.connect(), *edges
    instants = ", ".join(f"{name} DOUBLE" for name in ("received", "started", "finished", "due"))
    words = "agency VARCHAR, field INTEGER, door VARCHAR"
    duck.execute(f"CREATE TABLE facts ({words}, {instants}, standing VARCHAR, status VARCHAR)")
    folder = Path(tempfile.mkdtemp(prefix="motcua-duckdb-"))
    _copy_out(folder / "facts.csv")
    duck.execute(f"COPY facts FROM '{folder / 'facts.csv'}' (HEADER false, NULLSTR '\\N')")
    shutil.rmtree(folder)
    return lambda: duck.execute(_DUCK, {"since": since, "until": until}).fetchall()


def _copy_out(path: Path) -> None:
    from django.db import connection

    copying = f"COPY ({_FACTS}) TO STDOUT (FORMAT csv, NULL '\\N')"
    with connection.cursor() as cursor, path.open("wb") as file, cursor.cursor.copy(copying) as copied:
        for block in copied:
            file.write(block)


def _plain(cells: Any) -> dict[tuple[str, str], tuple[int, ...]]:
    """Cells by field and agency, those with nothing left out."""
    if isinstance(cells, dict):
        rows = [(field or "0", agency, *counted.values()) for (field, agency), counted in cells.items()]
    else:
        rows = [(str(field), agency, *numbers) for field, agency, *numbers in cells]
    return {(field, agency): tuple(numbers) for field, agency, *numbers in rows if any(numbers)}


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = act()
    return time.perf_counter() - started, found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        main([int(said) for said in sys.argv[1:]] or [1_000_000])
