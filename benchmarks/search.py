"""Search: how often the wanted procedure is among the first five, and how fast, beside a bare full-text index.

The peer is PostgreSQL's own full-text search over the same folded names: `tsvector @@ plainto_tsquery`, ranked.
Both answer through Django on the same rows in the same run, in a database made for it and thrown away. With the
shared data beside the project the catalogue is the national one, else the project's own sample.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/search.py [QUERIES OF EACH FAMILY]`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.scene import new_installation

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DETAILS = "procedures/edu_details_110_2026-07.json"
TODAY = date(2026, 11, 1)


def main(of_each: int) -> None:
    new_installation(with_sample=False)
    _fill()
    from benchmarks.search_queries import FAMILIES, Families, Item, natural_queries

    from motcua.catalogue.queries.search import current_index

    started = time.perf_counter()
    index = current_index()
    loaded = time.perf_counter() - started
    items = [Item(row.row.code, row.row.name) for row in index.rows]
    _print_size(len(items), loaded)
    _make_peer()
    families = Families(items)
    print(f"{'':24}{'':>5}   {'motcua':^31}   {'chỉ mục toàn văn':^31}")
    print(f"{'loại câu hỏi':24}{'số':>5}" + f"   {'@1 %':>6}{'@5 %':>7}{'p50 ms':>9}{'p95 ms':>9}" * 2)
    for name in FAMILIES:
        _row(name, families.make(name, of_each))
    _row("natural, by hand", natural_queries(items))


def _fill() -> None:
    from motcua.catalogue.actions.imports import import_catalogue
    from motcua.kernel.clock import now

    if not SHARED.is_dir():
        from motcua.config.sample import load_sample

        load_sample(at=now())
        return
    from benchmarks.search_queries import NATIONAL

    for file in (NATIONAL, DETAILS):
        result = import_catalogue(file=SHARED / file, as_of=date(2026, 1, 1), by=None, at=now())
        print(f"{Path(file).name}: {result.created} mới, {result.changed} đổi, {result.refused} từ chối")


def _print_size(count: int, loaded: float) -> None:
    from motcua.catalogue.actions.search import refresh_search
    from motcua.catalogue.models import Procedure
    from motcua.catalogue.queries.search import current_index
    from motcua.kernel.clock import now

    one = Procedure.objects.values_list("pk", flat=True)[:1]
    started = time.perf_counter()
    refresh_search(procedure_ids=list(one), at=now())
    written = time.perf_counter() - started
    started = time.perf_counter()
    current_index()
    renewed = time.perf_counter() - started
    print(
        f"{count} thủ tục; nạp chỉ mục lần đầu {loaded * 1000:.0f} ms; "
        f"ghi lại một thủ tục {written * 1000:.0f} ms, tiến trình khác đọc lại {renewed * 1000:.0f} ms\n"
    )


def _make_peer() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE peer AS SELECT p.code, v.name, d.name AS folded,"
            " to_tsvector('simple', d.name) AS words FROM catalogue_searchdocument d"
            " JOIN catalogue_procedureversion v ON v.id = d.version_id"
            " JOIN catalogue_procedure p ON p.id = v.procedure_id WHERE v.in_force @> %s",
            [TODAY],
        )
        cursor.execute("CREATE INDEX ON peer USING gin (words)")
        cursor.execute("ANALYZE peer")


Found = list[tuple[str, str]]


def _ours(text: str) -> Found:
    from motcua.catalogue.queries.search import search_procedures

    answer = search_procedures(text, on=TODAY, public_only=False, limit=5)
    return [(hit.code, hit.name) for hit in answer.hits]


def _peer(text: str) -> Found:
    from django.db import connection

    from motcua.kernel.text import fold

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, name FROM peer, plainto_tsquery('simple', %s) q WHERE words @@ q"
            " ORDER BY ts_rank(words, q) DESC, length(folded), code LIMIT 5",
            [fold(text)],
        )
        return list(cursor.fetchall())


def _row(name: str, queries: Sequence[object]) -> None:
    if queries:
        cells = "".join(_cells(ask, queries) for ask in (_ours, _peer))
        print(f"{name:24}{len(queries):>5}{cells}", flush=True)


def _cells(ask: Callable[[str], Found], queries: Sequence[object]) -> str:
    import numpy as np
    from benchmarks.search_queries import Item, Query, is_hit

    first = five = 0
    times = []
    for query in queries:
        assert isinstance(query, Query)
        started = time.perf_counter()
        found = ask(query.text)
        times.append((time.perf_counter() - started) * 1000)
        items = [Item(*one) for one in found]
        first += is_hit(query, items, 1)
        five += is_hit(query, items, 5)
    of = len(queries) / 100
    half, most = np.percentile(times, [50, 95])
    return f"   {first / of:6.1f}{five / of:7.1f}{half:9.1f}{most:9.1f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
