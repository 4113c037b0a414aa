"""What a signed-in member of the public was told, and how they want to be told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.kernel.clock import now
from motcua.notices.actions.preferences import choose_preferences
from motcua.notices.actions.reading import mark_all_read, mark_read, mark_subject_read
from motcua.notices.enums import Audience
from motcua.notices.queries import channels_for, get_notice, page_of_bell, preferences_of
from motcua.notices.rules.events import EVENTS
from motcua.notices.rules.preferences import groups_for
from motcua.web.bell import PAGE, gather, place_after, read_moment, read_place, target_of
from motcua.web.portal.access import person_of, signed_in
from motcua.web.preferences import PreferencesForm


@signed_in
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Everything in the person's bell, the latest first, what is unread marked."""
    after = read_place(request.GET.get("sau", ""))
    found = page_of_bell(person_of(request), Audience.APPLICANT, only_unread=False, after=after, size=PAGE)
    shown = found[:PAGE]
    context = {
        "groups": gather(shown),
        "until": shown[0].at if any(notice.read_at is None for notice in shown) and not after else None,
        "first_href": "?" if after else "",
        "next_href": f"?sau={place_after(shown[-1])}" if len(found) > PAGE else "",
    }
    return render(request, "portal/notices/list.html", context)


@signed_in
@require_POST
def open_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Notes that it was read, and goes where it leads."""
    notice = get_notice(person_of(request), pk)
    mark_read(notice_ids=[pk], by=person_of(request), at=now())
    return redirect(target_of(notice, reverse("portal:notices")))


@signed_in
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Notes that all up to the latest shown was read, or all about one thing."""
    person = person_of(request)
    if until := read_moment(request.POST.get("den", "")):
        mark_all_read(audience=Audience.APPLICANT, until=until, by=person, at=now())
    else:
        kind, identifier = request.POST.get("loai", "")[:30], request.POST.get("ma", "")[:60]
        mark_subject_read(subject_kind=kind, subject_id=identifier, by=person, at=now())
    return redirect("portal:notices")


@signed_in
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How the person wants to be told of what happens to their dossiers."""
    person = person_of(request)
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        groups=groups_for(Audience.APPLICANT, EVENTS),
        channels=channels_for(Audience.APPLICANT),
        audience=Audience.APPLICANT,
        chosen=preferences_of([person.pk]).get(person.pk, {}),
    )
    if request.method == "POST" and form.is_valid():
        choose_preferences(choices=form.choices(), audience=Audience.APPLICANT, by=person, at=now())
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("portal:notice_preferences")
    context = {"form": form, "channels": [_(channel.label) for channel in form.channels]}
    return render(request, "portal/notices/preferences.html", context)
