"""Dashboards over many dossiers, beside their bare statements in the same run.

The dossiers are those of benchmarks/dossiers.py: three years, forty competent bodies. Ours is the whole part of a page
as a view asks for it (names of agencies, zero lines, addresses of the rows, drawings); the peer only its statements
with every value known beforehand, their rows fetched. Aim: within three times. The last lines are whole
pages through the door, without a peer.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/dashboards.py [NUMBER OF DOSSIERS, 100000 unless told]`
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from benchmarks.scene import new_installation

ROUNDS = 7
Ask = Callable[[], object]


def main(number: int) -> None:
    new_installation()
    from benchmarks.dossiers_made import make

    from motcua.kernel.clock import now

    started = time.perf_counter()
    made = make(number, at=now())
    print(f"{number:,} hồ sơ; dựng trong {time.perf_counter() - started:.0f} s", flush=True)
    print(f"{'':34}{'motcua ms':>10}{'SQL trần ms':>13}{'gấp':>7}")
    for name, ours in _parts(made):
        statements = _statements(ours)
        one, other = _beside(ours, lambda told=statements: _replay(told))
        print(f"{name:34}{one:>10.0f}{other:>13.0f}{one / other:>7.2f}", flush=True)
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"staticfiles": plain}):
        _print_pages(made)


def _print_pages(made: Any) -> None:
    for name, ours in _pages(made):
        print(f"{name:34}{_timed(ours):>10.0f}", flush=True)


def _parts(made: Any) -> list[tuple[str, Ask]]:
    """The parts of a dashboard over everything, for this month."""
    from motcua.indicators.enums import Dimension, Grouping
    from motcua.indicators.queries.published import published
    from motcua.indicators.rules.spans import quarter
    from motcua.web.desk.dashboards import sections
    from motcua.web.desk.figures.asking import Question

    today: date = made.at.date()
    month = Question(None, today.replace(day=1), today, None, made.at)
    now = sections.as_of_now(month)
    before = today.replace(day=1) - timedelta(days=92)
    last = quarter(before.year, (before.month + 2) // 3)
    return [
        ("đồng hồ lúc này", lambda: sections.groups(now, Grouping.CLOCK)),
        ("người đang giữ", lambda: sections.groups(now, Grouping.HOLDER)),
        ("phễu và mười hai tháng", lambda: sections.flow(month)),
        ("nguyên nhân quá hạn", lambda: sections.groups(month, Grouping.CAUSE)),
        ("bước quá hạn", lambda: sections.groups(month, Grouping.STEP)),
        ("xếp hạng cơ quan", lambda: sections.ranking(month, Dimension.AGENCY)),
        ("xếp hạng thủ tục", lambda: sections.ranking(month, Dimension.PROCEDURE)),
        ("trang công khai một quý", lambda: published(last.period)),
    ]


def _pages(made: Any) -> list[tuple[str, Ask]]:
    """Whole pages as a browser asks for them."""
    from django.test import Client

    from motcua.accounts.models import Person

    browser = Client(headers={"Host": "localhost"})
    browser.force_login(Person.objects.get(username="giamdoc"))

    def page(path: str) -> Ask:
        def ask() -> None:
            answer = browser.get(path)
            assert answer.status_code == 200, (path, answer.status_code)

        return ask

    today = made.at.date()
    everything = f"from={today.replace(day=1)}&to={today}"
    return [
        ("trang tổng quan, lãnh đạo", page(f"/ban-lam-viec/tong-quan/?{everything}&xem=lanh-dao")),
        ("trang tổng quan, kiểm soát", page(f"/ban-lam-viec/tong-quan/?{everything}&xem=kiem-soat")),
        ("trang các chỉ số", page(f"/ban-lam-viec/so-lieu/?{everything}")),
        ("trang một chỉ số", page(f"/ban-lam-viec/so-lieu/on_time_rate/?{everything}")),
        ("danh sách sau một số", page(f"/ban-lam-viec/so-lieu/resolved/ho-so/?{everything}")),
    ]


def _statements(ask: Ask) -> list[str]:
    """What it asks the database, as texts with their values."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()  # what is built once is built
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured.captured_queries]


def _replay(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _beside(one: Ask, other: Ask) -> tuple[float, float]:
    """Both in turns, so that what else the machine does falls on both; medians in milliseconds."""
    one(), other()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for kept, ask in zip(times, (one, other), strict=True):
            started = time.perf_counter()
            ask()
            kept.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def _timed(ask: Ask) -> float:
    ask()
    times = []
    for _ in range(3):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
