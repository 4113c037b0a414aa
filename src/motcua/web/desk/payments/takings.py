"""The day's takings of an agency: seen, taken away as a workbook, counted and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.policy import refusal
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.payments.actions.collecting import reconcile
from motcua.payments.actions.online import settle_surplus
from motcua.payments.enums import PaymentWay
from motcua.payments.queries import (
    agencies_with_money,
    collections_of_day,
    refunds_of_day,
    surpluses,
    takings_of,
    unreconciled,
)
from motcua.payments.workbooks import takings_workbook
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.fields import DayField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.payments.forms import CloseForm, SurplusForm
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.templatetags.motcua import day as day_text
from motcua.web.templatetags.motcua import money

COLLECT = Capability.COLLECT_PAYMENTS
_MOST_SHOWN = 500
_TRAIL = "desk:payments:list"


@desk_view(COLLECT)
@require_GET
def day(request: DeskRequest) -> HttpResponse:
    agencies = _agencies(request.desk)
    agency, asked = _asked(request, agencies)
    takings = takings_of(agency.pk, asked)
    collections = list(collections_of_day(agency.pk, asked)[: _MOST_SHOWN + 1])
    context = {
        "agency": agency,
        "agencies": agencies,
        "asked_day": asked,
        "today": request.desk.today,
        "takings": [(one, _close_href(agency, asked, one.way)) for one in takings],
        "total": sum(one.expected_vnd for one in takings),
        "collections": collections[:_MOST_SHOWN],
        "has_more": len(collections) > _MOST_SHOWN,
        "refunds": list(refunds_of_day(agency.pk, asked)[:_MOST_SHOWN]),
        "export_href": reverse("desk:payments:takings_export") + _query(agency, asked),
        "open_days": _open_days(agencies, request.desk.today, but=(asked, agency.pk)),
        "surpluses": surpluses([one.pk for one in agencies]),
        "trail": [{"label": _("Thu phí, lệ phí"), "href": reverse(_TRAIL)}],
    }
    return render(request, "desk/payments/takings.html", context)


def _open_days(
    agencies: Sequence[Agency], today: date, *, but: tuple[date, UUID]
) -> list[tuple[Any, Agency, str]]:
    """The days that are still to be counted and closed, each with where to do it; not the one that is shown."""
    names = {one.pk: one for one in agencies}
    base = reverse("desk:payments:takings")
    return [
        (one, names[one.agency_id], base + _query(names[one.agency_id], one.day))
        for one in unreconciled(list(names), today)
        if (one.day, one.agency_id) != but
    ]


@desk_view(COLLECT)
@require_GET
def export(request: DeskRequest) -> HttpResponse:
    agency, asked = _asked(request, _agencies(request.desk))
    workbook = takings_workbook(
        agency_name=agency.name,
        day=asked,
        takings=takings_of(agency.pk, asked),
        collections=collections_of_day(agency.pk, asked).iterator(chunk_size=500),
        refunds=refunds_of_day(agency.pk, asked).iterator(chunk_size=500),
    )
    return xlsx(workbook, name=f"so-thu-{agency.code}-{asked.isoformat()}")


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def close(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agency, asked = _asked(request, _agencies(desk))
    way = _way(request)
    takings = next(one for one in takings_of(agency.pk, asked) if one.way is way)
    form = CloseForm(posted(request), initial={"counted_vnd": None})

    def act() -> object:
        said = form.cleaned_data
        counted, note = said["counted_vnd"], said["note"]
        place: dict[str, Any] = {"agency_id": agency.pk, "day": asked, "way": way}
        return reconcile(**place, counted_vnd=counted, note=note, by=desk.person, at=desk.at)

    back = reverse("desk:payments:takings") + _query(agency, asked)
    lead = _("%(agency)s, ngày %(day)s: sổ ghi %(expected)s. Chốt rồi thì không ghi thêm vào ngày này được.")
    expected = money(takings.expected_vnd)
    lead %= {"agency": agency.name, "day": day_text(asked), "expected": expected}
    return answer_form(
        request,
        form,
        act,
        where=lambda _made: back,
        title=_("Đối soát: %(way)s") % {"way": way.label},
        lead=lead,
        save=_("Chốt"),
        back=back,
        done=_("Đã đối soát và chốt."),
    )


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def surplus(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    found = surpluses([one.pk for one in _agencies(desk)]).filter(pk=pk).first()
    if found is None:
        raise Refused("online-payment-not-found", _("Không có khoản nộp thừa này, hoặc đã trả lại rồi."))
    form, back = SurplusForm(posted(request)), reverse("desk:payments:takings")
    return answer_form(
        request,
        form,
        lambda: settle_surplus(request_id=pk, note=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Trả lại tiền nộp thừa"),
        lead=_("Giao dịch %(transaction)s thừa %(surplus)s.")
        % {"transaction": found.transaction, "surplus": money(found.surplus_vnd)},
        save=_("Đã trả lại"),
        back=back,
        done=_("Đã ghi."),
    )


def _agencies(desk: Desk) -> list[Agency]:
    """The agencies whose money the person at the desk counts.

    :raises Refused: "collect-payments-not-allowed" when there is none today.
    """
    found = list(agencies_with_money(desk.person, desk.today))
    if not found:
        raise refusal(COLLECT)
    return found


def _asked(request: DeskRequest, agencies: list[Agency]) -> tuple[Agency, date]:
    """The agency and the day in the address; the first agency and today where they say nothing sensible."""
    code = request.GET.get("co-quan", "")
    agency = next((one for one in agencies if one.code == code), agencies[0])
    return agency, _day(request.GET.get("ngay", "")) or request.desk.today


def _day(text: str) -> date | None:
    from django.core.exceptions import ValidationError

    try:
        found: date | None = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return found


def _way(request: DeskRequest) -> PaymentWay:
    asked = request.GET.get("cach", "")
    return PaymentWay(asked) if asked in set(PaymentWay) else PaymentWay.CASH


def _query(agency: Agency, on: date, **more: Any) -> str:
    return "?" + urlencode({"co-quan": agency.code, "ngay": on.isoformat(), **more})


def _close_href(agency: Agency, on: date, way: PaymentWay) -> str:
    return reverse("desk:payments:close") + _query(agency, on, cach=way.value)
