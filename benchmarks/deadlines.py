"""Due dates: a million at once against numpy.busday_offset in the same run; single explained answers.

Run: `PYTHONPATH=src .venv/bin/python benchmarks/deadlines.py [COUNT]`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import numpy as np

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.arrays import due_days
from motcua.deadlines.rules.due import Facts, due
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import read_limit
from motcua.deadlines.rules.shipped import national_calendar
from motcua.kernel.clock import VIETNAM

ROUNDS = 7


def main(count: int) -> None:
    started = time.perf_counter()
    calendar = national_calendar()
    tables = calendar.arrays
    prepared = time.perf_counter() - started
    random = np.random.default_rng(7)
    received = np.datetime64("2020-01-01") + random.integers(0, 365 * 7, count).astype("timedelta64[D]")
    amounts = random.integers(1, 46, count)
    every = tables.first + np.arange(len(tables.closing)).astype("timedelta64[D]")
    # The peer knows weekdays and holidays only. A week of seven working days whose days off are all
    # listed gives it make-up Saturdays too; the usual way without them is shown beside it.
    off = every[tables.closing == 0]
    weekday_holidays = off[np.is_busday(off)]
    exact = np.busdaycalendar("1111111", off)
    usual = np.busdaycalendar("1111100", weekday_holidays)

    rows = [
        ("motcua, ngày làm việc", lambda: due_days(calendar, received, amounts)),
        ("numpy, mọi ngày nghỉ liệt kê", lambda: _peer(received, amounts, exact)),
        ("numpy, tuần 5 ngày (sai ở ngày làm bù)", lambda: _peer(received, amounts, usual)),
        ("motcua, ngày", lambda: due_days(calendar, received, amounts, unit=LimitUnit.CALENDAR_DAY)),
        ("motcua, tháng", lambda: due_days(calendar, received, amounts % 12, unit=LimitUnit.MONTH)),
    ]
    timed = [(name, *_best(run)) for name, run in rows]
    ours, peer, usual_peer = (result for _, _, result in timed[:3])
    assert (ours == peer).all(), "the peer with every day off listed must agree"
    wrong = int((ours != usual_peer).sum())

    print(f"{count:,} hạn trả, tốt nhất trong {ROUNDS} lượt; dựng bảng một lần: {prepared * 1000:.0f} ms")
    base = timed[2][1]  # the faster of the two ways to ask the peer
    for name, seconds, _ in timed:
        rate = count / seconds / 1e6
        print(f"  {name:<42}{seconds * 1000:9.1f} ms {rate:8.1f} triệu/s   nhanh gấp {base / seconds:5.2f}×")
    print(f"  tuần 5 ngày cho kết quả khác ở {wrong:,} trên {count:,} hồ sơ")
    _singles()


def _peer(received: np.ndarray, amounts: np.ndarray, calendar: np.busdaycalendar) -> np.ndarray:
    """Day 0 rolls back to a working day, then the amount is counted: the same rule as ours."""
    return np.busday_offset(received, amounts, roll="backward", busdaycal=calendar)


def _best(run: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    times, result = [], run()
    for _ in range(ROUNDS):
        started = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - started)
    return min(times), result


def _singles() -> None:
    calendar = national_calendar()
    texts = ["5 ngày làm việc", "15 ngày", "8 giờ", "1 tháng", "Trong ngày"]
    for text in texts:
        limit = read_limit(text).limit
        assert limit is not None
        first = datetime(2026, 1, 5, 9, 17, tzinfo=VIETNAM)
        given = [Facts(first + timedelta(hours=7 * n), limit) for n in range(1000)]
        line = f"  {text:<18}"
        for name, answer in (("không giải thích", due), ("có giải thích", explain)):
            started = time.perf_counter()
            for facts in given:
                answer(calendar=calendar, facts=facts)
            line += f" {len(given) / (time.perf_counter() - started):10,.0f}/s {name}"
        print(line)
    started = time.perf_counter()
    day = date(2026, 1, 1)
    for n in range(10_000):
        calendar.add_working_days(day, n % 60)
    print(f"  {'cộng ngày làm việc':<18} {10_000 / (time.perf_counter() - started):10,.0f}/s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
