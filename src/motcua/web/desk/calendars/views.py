from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.deadlines.actions.calendars import change_calendar, change_weekly_hours, create_calendar
from motcua.deadlines.models import WeeklyPattern, WorkingCalendar
from motcua.deadlines.queries import (
    calendar_for,
    calendars,
    get_calendar,
    own_days,
    weekly_patterns,
)
from motcua.deadlines.rules.calendars import FIRST_DAY, LAST_DAY
from motcua.deadlines.rules.due import Due
from motcua.deadlines.rules.explain import explain
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk import form_pages
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.calendars.forms import WEEKDAYS, CalendarForm, HoursForm, NewCalendarForm, TryForm
from motcua.web.desk.calendars.keeping import KEEP, get_kept_calendar, may_keep, require_keeper
from motcua.web.desk.calendars.year import legend, months, special_rows
from motcua.web.desk.history import read_history

answer_form = partial(
    form_pages.answer_form, where=lambda row: reverse("desk:calendars:page", args=[row.code])
)


_MOST_ENTRIES = 30


@desk_view(KEEP)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    found = list(calendars())
    codes = {calendar.agency_code for calendar in found if calendar.agency_code}
    agencies = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    rows = [(calendar, agencies.get(calendar.agency_code, calendar.agency_code)) for calendar in found]
    return render(request, "desk/calendars/list.html", {"rows": rows, "national": NATIONAL})


@desk_view(KEEP)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    desk = request.desk
    row, calendar = get_calendar(code), calendar_for(code)
    year = _year(request.GET.get("nam", ""), desk.today.year)
    own = list(own_days(row, year))
    tables = months(calendar, year, today=desk.today)
    patterns = list(weekly_patterns(row))
    context = {
        "calendar": row,
        "year": str(year),  # a year is a name: no point between its thousands
        "knowledge": calendar.knowledge.get(year),
        "months": tables,
        "working_days": sum(month.working_days for month in tables),
        "specials": special_rows(calendar, year, own),
        "set_aside": [day for day in own if day.on not in calendar.special],
        "legend": legend(),
        "weekdays": WEEKDAYS,
        "weeks": [(pattern.in_force, _week(pattern)) for pattern in patterns],
        "can_keep": may_keep(desk, row.agency_code),
        "is_national": code == NATIONAL,
        "previous": str(year - 1) if year > FIRST_DAY.year else "",
        "next": str(year + 1) if year < LAST_DAY.year else "",
        "trail": [{"label": _("Lịch làm việc"), "href": reverse("desk:calendars:list")}],
        "entries": read_history(entries_about("calendar", code).reverse()[:_MOST_ENTRIES]),
    }
    return render(request, "desk/calendars/page.html", context)


def _year(text: str, default: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default
    return min(max(year, FIRST_DAY.year), LAST_DAY.year)


def _week(pattern: WeeklyPattern) -> list[tuple[Any, str]]:
    return list(zip(WEEKDAYS, pattern.days, strict=True))


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def create(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = NewCalendarForm(request.POST or None)

    def act() -> WorkingCalendar:
        said = form.cleaned_data
        if not Agency.objects.filter(code=said["agency_code"]).exists():
            raise Refused(
                "unknown-agency",
                _("Không có cơ quan mang mã này. Xem mã ở trang Cơ quan."),
                field="agency_code",
            )
        require_keeper(desk, said["agency_code"])
        return create_calendar(**said, by=desk.person.actor, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        title=_("Lập lịch riêng cho một cơ quan"),
        lead=_("Lịch mới lấy giờ làm việc và ngày nghỉ của lịch chung; sau đó sửa những chỗ khác."),
        save=_("Lập lịch"),
        back=reverse("desk:calendars:list"),
        done=_("Đã lập lịch."),
    )


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, code: str) -> HttpResponse:
    desk = request.desk
    row = get_kept_calendar(desk, code)
    initial = {"name": row.name, "counts_makeup_days": row.counts_makeup_days}
    form = CalendarForm(request.POST or None, initial=initial)

    def act() -> WorkingCalendar:
        change_calendar(code=code, **form.cleaned_data, by=desk.person.actor, at=desk.at)
        return row

    back = reverse("desk:calendars:page", args=[code])
    title = _("Sửa %(name)s") % {"name": row.name}
    return answer_form(request, form, act, title=title, save=_("Lưu"), back=back, done=_("Đã lưu."))


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def hours(request: DeskRequest, code: str) -> HttpResponse:
    desk = request.desk
    row = get_kept_calendar(desk, code)
    latest = weekly_patterns(row)[0]
    initial = {f"day_{number}": text for number, text in enumerate(latest.days)}
    form = HoursForm(request.POST or None, initial={**initial, "start": desk.today})

    def act() -> WorkingCalendar:
        start, days = form.cleaned_data["start"], form.days()
        change_weekly_hours(code=code, start=start, days=days, by=desk.person.actor, at=desk.at)
        return row

    return answer_form(
        request,
        form,
        act,
        title=_("Giờ làm việc: %(name)s") % {"name": row.name},
        lead=_("Giờ mới áp dụng từ ngày ghi dưới đây; trước ngày đó giữ như cũ."),
        save=_("Lưu giờ làm việc"),
        back=reverse("desk:calendars:page", args=[code]),
        done=_("Đã lưu giờ làm việc."),
    )


@desk_view(KEEP)
@require_GET
def try_out(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    kept = list(calendars())
    initial = {
        "lich": request.GET.get("lich", NATIONAL),
        "ngay": desk.today,
        "gio": desk.at.strftime("%H:%M"),
    }
    form = TryForm(request.GET if "han" in request.GET else None, calendars=kept, initial=initial)
    found = _answer(form) if form.is_bound and form.is_valid() else None
    return render(request, "desk/calendars/try.html", {"form": form, "found": found})


def _answer(form: TryForm) -> Due | None:
    try:
        return explain(calendar=calendar_for(form.cleaned_data["lich"]), facts=form.facts())
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
