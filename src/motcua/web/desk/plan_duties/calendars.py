"""Calendars for other programs: their addresses, and what is fetched from them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.clock import local_day, now
from motcua.organisations.models import Agency
from motcua.plans.actions.feeds import end_feed, make_feed
from motcua.plans.models import CalendarFeed
from motcua.plans.queries.feeds import entries_of, find_feed
from motcua.plans.rules.calendars import calendar_of
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.plans.shown import reach

_SHOWN_ONCE = "plan_calendar_address"


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    units = list(
        Agency.objects.filter(role_holdings__person=desk.person, pk__in=reach(request).reads).distinct()
    )
    if request.method == "POST":
        unit = next((one for one in units if str(one.pk) == request.POST.get("unit")), None)
        unit_id = unit.pk if unit else None
        if "end" in request.POST:
            end_feed(unit_id=unit_id, by=desk.person, at=desk.at)
            messages.success(request, _("Địa chỉ cũ không còn dùng được."))
        else:
            secret = make_feed(unit_id=unit_id, by=desk.person, at=desk.at)
            request.session[_SHOWN_ONCE] = secret
        return redirect("desk:plan_duties:calendar")
    secret = request.session.pop(_SHOWN_ONCE, "")
    address = request.build_absolute_uri(reverse("desk:plan_duties:feed", args=[secret])) if secret else ""
    feeds = CalendarFeed.objects.filter(person=desk.person, ended_at__isnull=True).select_related("unit")
    context = {"address": address, "feeds": feeds, "units": units}
    return render(request, "desk/plan_duties/calendar.html", context)


@never_cache
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind the address; whoever has it reads it, so that programs can fetch it without signing in."""
    found = find_feed(secret)
    if found is None:
        return HttpResponse(
            "Địa chỉ lịch này không còn dùng được.", status=404, content_type="text/plain; charset=utf-8"
        )
    at = now()
    name = found.unit.name if found.unit else found.person.full_name
    entries = entries_of(
        found, on=local_day(at), site=settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    )
    content = calendar_of(name=f"Việc theo kế hoạch: {name}", entries=entries, made_at=at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ke-hoach.ics"'
    return response
