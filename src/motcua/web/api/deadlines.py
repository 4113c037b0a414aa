"""Due dates, each explained day by day; and the calendars they are counted on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.due import Facts
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.web.api.schemas import CalendarDay, DeadlineOut, Refusal, Year

router = Router(tags=["deadlines"])


@router.get(
    "/deadlines",
    response={200: DeadlineOut, 400: Refusal, 404: Refusal},
    summary="Ngày hẹn trả của một hồ sơ, kèm giải thích từng ngày",
)
def deadline(
    request: HttpRequest,
    received: datetime,
    limit: str,
    calendar: str = NATIONAL,
    late_receipt_next_day: bool = False,
) -> dict[str, Any]:
    at = received if received.tzinfo else received.replace(tzinfo=VIETNAM)
    facts = Facts(received_at=at, limit=_limit(limit), late_receipt_next_day=late_receipt_next_day)
    found = explain(calendar=calendar_for(calendar), facts=facts)
    return {**found.as_dict(), "limit": str(facts.limit), "calendar": calendar}


@router.get(
    "/calendars/{code}/days",
    response={200: list[CalendarDay], 404: Refusal},
    summary="Những ngày nghỉ, ngày làm bù của một năm",
)
def days(request: HttpRequest, code: str, year: Year) -> list[dict[str, Any]]:
    special = calendar_for(code).special_days
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [
        {"day": one.on, "kind": one.kind, "name": one.name, "basis": one.basis, "certainty": one.certainty}
        for one in special
        if first <= one.on <= last
    ]


def _limit(text: str) -> Limit:
    reading = read_limit(text)
    if reading.limit is None or reading.needs_person:
        raise Refused(
            "limit-unreadable",
            f"Không đọc chắc được thời hạn “{text[:80]}”. Ví dụ đúng: “5 ngày làm việc”, “08 giờ”, “1 tháng”.",
        )
    return reading.limit
