from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.feedback.actions.hotlines import end_hotline, publish_hotline
from motcua.feedback.enums import CallOutcome
from motcua.feedback.queries.hotlines import (
    PAGE,
    WantedCalls,
    agencies_keeping_hotlines,
    calls_wanted,
    counts_in,
    entries_visible_to,
    numbers_visible_to,
    page_of_calls,
)
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.dialogues.views import READERS
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.hotlines.forms import EndForm, NumberForm
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.yearly.asking import choice_asked, words_asked


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, after = request.desk, after_moment(request)
    wanted = WantedCalls(
        words_asked(request), choice_asked(request, "ket-qua", CallOutcome), "con-cho" in request.GET
    )
    mine = entries_visible_to(desk.person, desk.today)
    found = page_of_calls(calls_wanted(mine, wanted), after=after)
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "rows": found[:PAGE],
        "wanted": wanted,
        "outcome": wanted.outcome or "",
        "outcomes": CallOutcome.choices(),
        "narrowed": bool(wanted.text or wanted.outcome or wanted.only_open),
        "counts": counts_in(mine, year=desk.today.year, today=desk.today),
        "year": str(desk.today.year),
        "today": desk.today,
        "takes": desk.can(Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.called_at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/hotlines/list.html", context)


@desk_view(*READERS)
@require_GET
def numbers(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    kept = set(agencies_keeping_hotlines(desk.person, desk.today).values_list("pk", flat=True))
    rows = numbers_visible_to(desk.person, desk.today)
    context = {
        "rows": [(row, row.agency_id in kept and row.in_force.upper is None) for row in rows],
        "keeps": bool(kept),
        "today": desk.today,
    }
    return render(request, "desk/hotlines/numbers.html", context)


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def publish(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agencies = agencies_keeping_hotlines(desk.person, desk.today)
    first = first_agency(agencies)
    form = NumberForm(posted(request), agencies=agencies, initial={"agency": first.pk, "since": desk.today})
    return answer_form(
        request,
        form,
        lambda: publish_hotline(
            agency_id=(form.cleaned_data.get("agency") or first).pk,
            line=form.line(),
            since=form.cleaned_data["since"],
            position=form.cleaned_data["position"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: reverse("desk:hotlines:numbers"),
        title=_("Công khai số đường dây nóng"),
        lead=_("Hiện trên trang của cơ quan và trang liên hệ của cổng từ ngày ghi dưới đây."),
        save=_("Công khai"),
        back=reverse("desk:hotlines:numbers"),
        done=_("Đã ghi số đường dây nóng."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form = request.desk, EndForm(posted(request), initial={"until": request.desk.today})
    row = numbers_visible_to(desk.person, desk.today).filter(pk=pk).first()
    return answer_form(
        request,
        form,
        lambda: end_hotline(number_id=pk, until=form.cleaned_data["until"], by=desk.person, at=desk.at),
        where=lambda made: reverse("desk:hotlines:numbers"),
        title=_("Ngừng công khai số đường dây nóng"),
        lead=f"{row.phone}, {row.name}" if row else "",
        save=_("Ngừng công khai"),
        back=reverse("desk:hotlines:numbers"),
        done=_("Đã ghi ngày ngừng công khai."),
    )


def first_agency(agencies: QuerySet[Agency]) -> Agency:
    """The body whose installation this is, when it is among them, else the first.

    :raises Refused: "agency-not-found".
    """
    home = home_agency_id()
    found = (agencies.filter(pk=home).first() if home else None) or agencies.first()
    if found is None:
        raise Refused("agency-not-found", _("Bạn không phụ trách phản ánh, kiến nghị của cơ quan nào."))
    return found
