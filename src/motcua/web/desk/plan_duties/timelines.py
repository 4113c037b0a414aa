"""The duties of a year as bars over its months; on a phone, and for who cannot see them, the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.plans.queries.timeline import Bar, TaskRow, months_of, place_of, rows_for_timeline
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.paging import address
from motcua.web.desk.plan_duties.asked import Asked

_MOST_IN_WORDS = 4


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A task with its bars, where its link leads, and the bars in words."""

    row: TaskRow
    href: str
    words: list[str]


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    desk, asked = request.desk, Asked(request)
    year = _year(request, asked)
    rows = rows_for_timeline(asked.every(), year=year, on=desk.today)
    context = {
        "rows": [_shown(row, asked) for row in rows],
        "has_plans": asked.plan is None and len({row.task.plan_id for row in rows}) > 1,
        "year": str(year),
        "before_href": address(request, nam=str(year - 1)),
        "after_href": address(request, nam=str(year + 1)),
        "months": months_of(year),
        "today_place": place_of(desk.today, year),
        "asked": asked,
    }
    return render(request, "desk/plan_duties/timeline.html", context)


def _year(request: DeskRequest, asked: Asked) -> int:
    """The year asked for; else this one, or where the plan's time is over or to come the nearest of its own."""
    said = request.GET.get("nam", "")
    if said.isdecimal() and 2000 <= int(said[:5]) <= 2100:
        return int(said)
    today = request.desk.today
    if asked.plan is None:
        return today.year
    period = asked.plan.period
    last: int = (
        period.upper.year if (period.upper.month, period.upper.day) > (1, 1) else period.upper.year - 1
    )
    first: int = period.lower.year
    return min(max(today.year, first), last)


def _shown(row: TaskRow, asked: Asked) -> ShownRow:
    if row.only is not None:
        href = reverse("desk:plan_duties:page", args=[row.only])
    else:
        query = asked.query or "?"
        joined = "" if query == "?" else "&"
        href = f"{reverse('desk:plan_duties:list')}{query}{joined}nhiem-vu={row.task.pk}"
    return ShownRow(row, href, in_words(row.bars))


def in_words(bars: Sequence[Bar]) -> list[str]:
    """Each bar in words; of many only how many are done, those that are behind, and the next one."""
    if len(bars) <= _MOST_IN_WORDS:
        return [_words(bar) for bar in bars]
    done = sum(bar.is_done for bar in bars)
    waiting = [bar for bar in bars if not bar.is_done]
    behind = [bar for bar in waiting if bar.timing == "late"]
    coming = next((bar for bar in waiting if bar.timing != "late"), None)
    said = [_("%(done)d/%(all)d đợt đã xong") % {"done": done, "all": len(bars)}]
    return said + [_words(bar) for bar in (*behind, coming) if bar]


def _words(bar: Bar) -> str:
    due = _("hạn %s") % f"{bar.due_on:%d/%m/%Y}" if bar.due_on else _("chưa có hạn")
    head = f"{bar.name}, {due}" if bar.name else due
    if bar.total == 1:
        return head if bar.due_on is None and not bar.is_done else f"{head}: {bar.timing.label.lower()}"
    late = bar.counts.get(bar.timing, 0) if bar.timing == "late" else 0
    done = _("%(done)d/%(all)d đơn vị xong") % {"done": bar.done, "all": bar.total}
    return f"{head}: {done}" + (_(", %d quá hạn") % late if late else "")
