"""From what a person or machine names to what is asked: an agency's code, days, a closing instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.documents import of_window
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import find_agency


def agency_named(code: str | None, *, on: date) -> Agency | None:
    """The agency of the code on the day; None when no code is given: everything.

    :raises Refused: "agency-not-found".
    """
    if not code:
        return None
    found = find_agency(code[:60], on)
    if found is None:
        raise Refused(
            "agency-not-found",
            f"Ngày {on:%d/%m/%Y} không có cơ quan mã “{code[:60]}”. Xem mã ở trang Cơ quan, đơn vị.",
        )
    return found


def window_between(first: date, last: date) -> Period:
    """The window from one day to another, both inside.

    :raises Refused: "window-backwards".
    """
    if last < first:
        raise Refused(
            "window-backwards",
            f"Kỳ số liệu từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} ngược: ngày cuối phải từ ngày đầu trở đi.",
        )
    return Period(first, last + timedelta(days=1))


def of_voices(asked: Asked) -> dict[str, Any]:
    """Until when what people say is told of the window (null: no month of it has ended), and which whole months of what
    ratings move."""
    until, months = asked.by_month, asked.in_months
    closed = local_day(until.as_of) if until and until.as_of else asked.window.end
    return {
        "until": min(asked.last_day, closed - timedelta(days=1)) if until and closed else None,
        "months": of_window(months.window) if months else None,
    }


def closing(window: Period, as_of: datetime | None, *, at: datetime) -> datetime | None:
    """When figures are closed: as asked, else now while the window runs; a past window closes at its end.

    :raises Refused: "closing-in-future".
    """
    if as_of is not None and as_of > at:
        raise Refused("closing-in-future", "Thời điểm chốt số liệu chưa tới. Chọn một thời điểm đã qua.")
    is_running = window.end is None or window.end > local_day(at)
    return as_of or (at if is_running else None)
