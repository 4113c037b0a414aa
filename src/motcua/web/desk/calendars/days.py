from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.deadlines.actions.calendars import confirm_year, put_special_day, remove_special_day
from motcua.deadlines.enums import YearState
from motcua.deadlines.models import WorkingCalendar
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.hours import write_sessions
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.calendars.forms import SpecialDayForm, YearForm
from motcua.web.desk.calendars.keeping import KEEP, get_kept_calendar
from motcua.web.desk.calendars.views import answer_form


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def put(request: DeskRequest, code: str) -> HttpResponse:
    desk = request.desk
    row = get_kept_calendar(desk, code)
    form = SpecialDayForm(request.POST or None, initial=_initial(calendar_for(code), request))

    def act() -> WorkingCalendar:
        put_special_day(code=code, **form.values(), by=desk.person.actor, at=desk.at)
        return row

    return answer_form(
        request,
        form,
        act,
        title=_("Ngày đặc biệt: %(name)s") % {"name": row.name},
        lead=_("Ngày nghỉ, ngày làm bù, ngày làm việc một phần; hạn trả tính sau khi lưu theo ngày này."),
        save=_("Lưu ngày"),
        back=_back(code, request.GET.get("ngay", "")),
        done=_("Đã lưu ngày đặc biệt."),
    )


def _initial(calendar: Calendar, request: DeskRequest) -> dict[str, Any]:
    """What the calendar says of the day in the address, to be changed."""
    try:
        on = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return {}
    day = calendar.special.get(on)
    if day is None:
        return {"on": on}
    return {
        "on": on,
        "kind": day.kind.value,
        "name": day.name,
        "basis": day.basis,
        "certainty": day.certainty.value,
        "paired_with": day.paired_with,
        "hours": write_sessions(day.hours or ()),
    }


@desk_view(KEEP)
@require_POST
def remove(request: DeskRequest, code: str, on: str) -> HttpResponse:
    desk = request.desk
    get_kept_calendar(desk, code)
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Refused("calendar-day-not-found", _("Không có ngày này.")) from None
    attempt(
        request,
        lambda: remove_special_day(code=code, on=day, by=desk.person.actor, at=desk.at),
        done=_("Đã bỏ ghi chú của ngày %(day)s.") % {"day": f"{day:%d/%m/%Y}"},
    )
    return redirect(_back(code, on))


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def confirm(request: DeskRequest, year: int) -> HttpResponse:
    desk = request.desk
    row = get_kept_calendar(desk, NATIONAL)
    known = calendar_for(NATIONAL).knowledge.get(year)
    initial = {"tet": known.tet, "national_day": known.national_day, "note": known.note} if known else {}
    form = YearForm(request.POST or None, initial=initial)

    def act() -> WorkingCalendar:
        said = form.cleaned_data
        confirm_year(
            year=year,
            tet=YearState(said["tet"]),
            national_day=YearState(said["national_day"]),
            note=said["note"],
            by=desk.person.actor,
            at=desk.at,
        )
        return row

    return answer_form(
        request,
        form,
        act,
        title=_("Ngày nghỉ năm %(year)s đã chính thức chưa?") % {"year": year},
        lead=_("Khi chưa có thông báo chính thức, mọi hạn trả rơi vào năm này đều kèm lời lưu ý."),
        save=_("Lưu"),
        back=reverse("desk:calendars:page", args=[NATIONAL]) + f"?nam={year}",
        done=_("Đã lưu."),
    )


def _back(code: str, day: str) -> str:
    address = reverse("desk:calendars:page", args=[code])
    return f"{address}?nam={day[:4]}" if day[:4].isdigit() else address
