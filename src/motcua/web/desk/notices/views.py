from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.notices.actions.preferences import choose_preferences
from motcua.notices.actions.reading import mark_all_read, mark_read, mark_subject_read
from motcua.notices.enums import Audience
from motcua.notices.queries import channels_for, get_notice, page_of_bell, preferences_of
from motcua.notices.rules.events import EVENTS
from motcua.notices.rules.preferences import groups_for
from motcua.web.bell import PAGE, gather, place_after, read_moment, read_place, target_of
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.paging import address
from motcua.web.preferences import PreferencesForm


@desk_view()
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    only_unread, after = request.GET.get("tat-ca") != "1", read_place(request.GET.get("sau", ""))
    found = page_of_bell(request.user, Audience.STAFF, only_unread=only_unread, after=after, size=PAGE)
    shown = found[:PAGE]
    context = {
        "groups": gather(shown),
        "only_unread": only_unread,
        "until": shown[0].at if shown and not after else None,
        "tabs": tabs(request, "list" if only_unread else "all"),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=place_after(shown[-1])) if len(found) > PAGE else "",
    }
    return render(request, "desk/notices/list.html", context)


@desk_view()
@require_POST
def open_notice(request: DeskRequest, pk: UUID) -> HttpResponse:
    notice = get_notice(request.user, pk)
    mark_read(notice_ids=[pk], by=request.user, at=request.desk.at)
    return redirect(target_of(notice, reverse("desk:notices:list")))


@desk_view()
@require_POST
def read(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    if until := read_moment(request.POST.get("den", "")):
        mark_all_read(audience=Audience.STAFF, until=until, by=desk.person, at=desk.at)
    else:
        mark_subject_read(
            subject_kind=request.POST.get("loai", "")[:30],
            subject_id=request.POST.get("ma", "")[:60],
            by=desk.person,
            at=desk.at,
        )
    return redirect(_place(request.POST.get("ve", "")))


def _place(asked: str) -> str:
    """Where the reader came from, if that is a page of this desk; else the bell's own page."""
    home = reverse("desk:home")
    is_here = asked.startswith(home) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_here else reverse("desk:notices:list")


@desk_view()
@require_http_methods(["GET", "POST"])
def preferences(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = PreferencesForm(
        posted(request),
        groups=groups_for(Audience.STAFF, EVENTS),
        channels=channels_for(Audience.STAFF),
        audience=Audience.STAFF,
        chosen=preferences_of([desk.person.pk]).get(desk.person.pk, {}),
    )
    if request.method == "POST" and form.is_valid():
        choose_preferences(choices=form.choices(), audience=Audience.STAFF, by=desk.person, at=desk.at)
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("desk:notices:preferences")
    context = {
        "form": form,
        "channels": [channel.label for channel in form.channels],
        "email": desk.person.email,
        "tabs": tabs(request, "preferences"),
    }
    return render(request, "desk/notices/preferences.html", context)


def tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The parts of the bell's pages."""
    listing_href = reverse("desk:notices:list")
    entries = [
        ("list", _("Chưa đọc"), listing_href),
        ("all", _("Tất cả"), f"{listing_href}?tat-ca=1"),
        ("preferences", _("Cách nhận"), reverse("desk:notices:preferences")),
        ("jobs", _("Việc giao cho máy"), reverse("desk:jobs:list")),
    ]
    return [
        {"label": label, "href": href, "count": 0, "is_current": name == current}
        for name, label, href in entries
    ]
