"""Inbox, search and board over many dossiers, beside the same questions as bare SQL in the same run.

The dossiers are made by set-based SQL over three years, in databases made for it and thrown away: twelve thousand
names, forty competent bodies with four officers each; of the last week most are open, of the time before a few.
Ours is the whole answer as a page asks for it (where the person reaches, rows as objects); the peer only the
statement with everything known beforehand, its rows fetched.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/dossiers.py [NUMBERS OF DOSSIERS, such as 10000 1000000]`
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from benchmarks.scene import new_installation

ROUNDS = 40


def main(numbers: list[int]) -> None:
    """Each number of dossiers in its own process, so in its own database."""
    for number in numbers:
        subprocess.run([sys.executable, __file__, "--one", str(number)], check=True)


def one(number: int) -> None:
    new_installation()
    from benchmarks.dossiers_made import make

    from motcua.kernel.clock import now

    started = time.perf_counter()
    made = make(number, at=now())
    seconds = time.perf_counter() - started
    open_ones = _asked("SELECT count(*) FROM dossiers_dossier WHERE finished_at IS NULL", [])[0][0]
    print(f"\n{number:,} hồ sơ, {open_ones:,} đang mở; dựng trong {seconds:.0f} s", flush=True)
    print(f"{'':34}{'motcua':^20}{'SQL trần':^20}")
    print(f"{'':34}{'p50 ms':>9}{'p95 ms':>9}  {'p50 ms':>9}{'p95 ms':>9}  {'gấp':>6}")
    for name, ours, bare in _questions(made):
        _row(name, ours, bare)


Ask = Callable[[], object]


def _questions(made: Any) -> list[tuple[str, Ask, Ask]]:
    from motcua.deadlines.queries import calendar_for
    from motcua.deadlines.rules.shipped import NATIONAL
    from motcua.dossiers.queries import board
    from motcua.dossiers.queries.inbox import Inbox, Moments
    from motcua.dossiers.queries.searching import page_of_matching
    from motcua.dossiers.queries.visible import reach_of
    from motcua.dossiers.rules.moves import OPEN
    from motcua.dossiers.rules.searching import index_query

    moments = Moments(made.at, made.at + timedelta(days=3))

    def inbox(person: Any) -> Inbox:
        return Inbox(reach_of(person, made.at.date()), moments)

    def search(text: str) -> Ask:
        return lambda: page_of_matching(text, reach=reach_of(made.handler, made.at.date()))

    def search_bare(text: str) -> Ask:
        return lambda: _asked(_SEARCH, [index_query(text), [made.body]])

    def asked(person: Any, role: str) -> dict[str, Any]:
        heads = [made.body] if role == "head" else []
        return {"at": made.at, "me": person.pk, "role": role, "body": made.body, "desks": [], "heads": heads}

    words = "(" + ", ".join(f"'{status.value}'" for status in sorted(OPEN)) + ")"
    page, counts = _INBOX.format(open=words), _COUNTS.format(open=words)
    calendar = calendar_for(NATIONAL)
    found = [
        ("hộp việc, người thụ lý", lambda: inbox(made.handler).page(None),
         lambda: _asked(page, [made.handler.pk, "handler", made.body])),
        ("hộp việc, quầy tiếp nhận", lambda: inbox(made.counter).page(None),
         lambda: _asked(page, [made.counter.pk, "reception_officer", made.body])),
        ("số đếm các nhóm, thụ lý", lambda: inbox(made.handler).counts(),
         lambda: _asked(counts, asked(made.handler, "handler"))),
        ("số đếm các nhóm, lãnh đạo", lambda: inbox(made.head).counts(),
         lambda: _asked(counts, asked(made.head, "head"))),
        ("tìm theo mã", search(made.code), search_bare(made.code)),
        ("tìm theo số điện thoại", search(made.phone), search_bare(made.phone)),
        ("tìm theo họ tên đầy đủ", search(made.name), search_bare(made.name)),
        ("tìm theo một họ", search("nguyen"), search_bare("nguyen")),
    ]  # fmt: skip
    boards = [
        ("bảng: tải và quá hạn", lambda: board.loads([made.body], moments)),
        ("bảng: thời gian từng bước", lambda: board.step_times([made.body], calendar=calendar, at=made.at)),
        ("bảng: mười hai tuần", lambda: board.trend([made.body], at=made.at)),
    ]
    return [*found, *((name, ask, ask) for name, ask in boards)]


_INBOX = """
    SELECT d.id, d.code, d.applicant_name, d.status, d.due_at, v.name
    FROM dossiers_dossier d JOIN catalogue_procedureversion v ON v.id = d.version_id
    WHERE d.status IN {open} AND d.status NOT IN ('supplement_required', 'payment_required', 'returned_ineligible')
      AND (d.holder_id = %s OR (d.holder_id IS NULL AND d.step_role = %s AND d.holder_agency_id = %s))
    ORDER BY d.due_at, d.id LIMIT 51
"""
_COUNTS = """
    SELECT d.status IN ('supplement_required', 'payment_required', 'returned_ineligible') AS waits,
           d.due_at < %(at)s AS late, d.due_at < %(at)s::timestamptz + interval '3 days' AS near, count(*)
    FROM dossiers_dossier d WHERE d.status IN {open}
      AND (d.holder_id = %(me)s OR (d.holder_id IS NULL AND d.step_role = %(role)s AND d.holder_agency_id = %(body)s))
    GROUP BY 1, 2, 3
    UNION ALL
    SELECT NULL, NULL, NULL, count(*) FROM dossiers_dossier d
    WHERE d.status = 'resolved' AND d.delivery = 'ready' AND d.reception_id = ANY(%(desks)s)
    UNION ALL
    SELECT NULL, NULL, NULL, count(*) FROM dossiers_dossier d WHERE d.status IN {open} AND d.id IN (
        SELECT c.dossier_id FROM dossiers_consultation c WHERE c.answered_at IS NULL AND c.agency_id = %(body)s)
    UNION ALL
    SELECT NULL, NULL, NULL, count(*) FROM dossiers_dossier d
    WHERE d.status IN {open} AND d.due_at < %(at)s AND d.apologised_at IS NULL AND d.competent_id = ANY(%(heads)s)
"""
_SEARCH = """
    SELECT d.id, d.code, d.applicant_name, d.status, d.due_at, v.name
    FROM dossiers_dossier d JOIN catalogue_procedureversion v ON v.id = d.version_id
    WHERE d.words @@ to_tsquery('simple', %s) AND d.involved && %s::uuid[] ORDER BY d.id DESC LIMIT 51
"""


def _asked(statement: str, values: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _row(name: str, ours: Ask, bare: Ask) -> None:
    """Both in turns, so that whatever else the machine does hits both alike."""
    import numpy as np

    mine, theirs = [], []
    for number in range(ROUNDS + 1):
        for ask, times in ((ours, mine), (bare, theirs)):
            started = time.perf_counter()
            ask()
            if number:  # the first is for warming up
                times.append((time.perf_counter() - started) * 1000)
    half, most = np.percentile(mine, [50, 95])
    line = f"{name:34}{half:9.1f}{most:9.1f}"
    if bare is not ours:
        bare_half, bare_most = np.percentile(theirs, [50, 95])
        line += f"  {bare_half:9.1f}{bare_most:9.1f}  {half / bare_half:6.1f}"
    print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
    else:
        main([int(text) for text in sys.argv[1:]] or [10_000, 1_000_000])
