"""What is done with a charge at the desk: cash taken, another payment recorded, exempted, given back, dropped."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.payments.actions.charges import cancel_charge, exempt
from motcua.payments.actions.collecting import collect, collect_cash, refund
from motcua.payments.enums import PaymentWay
from motcua.payments.models import Charge
from motcua.payments.policy import require_collect, require_keep
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.payments.forms import CashForm, ExemptForm, ReasonForm, RecordForm, RefundForm
from motcua.web.desk.payments.views import (
    COLLECT,
    RECEIVE,
    charges_at_desk,
    collectable,
    get_charge,
    key_of,
    matter_context,
    matter_href,
)
from motcua.web.middleware import status_of
from motcua.web.templatetags.motcua import money


@desk_view(COLLECT, RECEIVE)
@require_POST
def cash(request: DeskRequest, kind: str, subject: str) -> HttpResponse:
    desk, form = request.desk, CashForm(request.POST)
    charges = charges_at_desk(desk, kind, subject)
    if form.is_valid():
        try:
            receipts = collect_cash(
                charge_ids=[charge.pk for charge in _meant(request, charges)],
                expected_vnd=form.cleaned_data["expected"],
                key=form.cleaned_data["key"],
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            messages.success(
                request, _told(sum(row.amount_vnd for row in receipts), form.cleaned_data["given"])
            )
            return redirect(matter_href(charges[0]))
    context = matter_context(request, kind, subject, form)
    return render(request, "desk/payments/matter.html", context, status=422)


def _meant(request: DeskRequest, charges: list[Charge]) -> list[Charge]:
    """The charges that can be paid in cash here: those still due, or, when the form is sent again, all of them."""
    return collectable(request.desk, charges) or charges


def _told(taken: int, given: int | None) -> str:
    if given is None or given == taken:
        return _("Đã thu %(taken)s tiền mặt.") % {"taken": money(taken)}
    return _("Đã thu %(taken)s. Khách đưa %(given)s, thối lại %(change)s.") % {
        "taken": money(taken),
        "given": money(given),
        "change": money(given - taken),
    }


@desk_view(COLLECT, RECEIVE)
@require_http_methods(["GET", "POST"])
def record(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A payment in any way, or a part of one."""
    desk, charge = request.desk, get_charge(request.desk, pk)
    require_collect(desk.person, charge, PaymentWay.CASH, on=desk.today)
    initial = {"way": PaymentWay.TRANSFER, "paid_on": desk.today, "key": key_of(request)}
    form = RecordForm(posted(request), initial={"amount_vnd": charge.left_vnd, **initial})
    words = {"title": _("Ghi nhận khoản đã nộp"), "save": _("Ghi nhận"), "done": _("Đã ghi nhận.")}
    return _form(request, charge, form, lambda: _recorded(desk, charge, form), **words)


def _recorded(desk: Desk, charge: Charge, form: RecordForm) -> None:
    said = form.cleaned_data
    on = said["paid_on"]
    collect(
        charge_id=charge.pk,
        amount_vnd=said["amount_vnd"],
        way=PaymentWay(said["way"]),
        key=said["key"],
        reference=said["reference"],
        paid_at=desk.at if on == desk.today else datetime.combine(on, time(12), tzinfo=VIETNAM),
        by=desk.person,
        at=desk.at,
    )


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def forgo(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, charge = request.desk, get_charge(request.desk, pk)
    require_keep(desk.person, charge, on=desk.today)
    form = ExemptForm(posted(request), initial={"amount_vnd": charge.amount_vnd - charge.exempt_vnd})

    def act() -> object:
        return exempt(charge_id=pk, **form.cleaned_data, by=desk.person, at=desk.at)

    return _form(
        request, charge, form, act, title=_("Miễn, giảm"), save=_("Miễn, giảm"), done=_("Đã ghi miễn, giảm.")
    )


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def give_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, charge = request.desk, get_charge(request.desk, pk)
    require_keep(desk.person, charge, on=desk.today)
    paid = charge.collected_vnd - charge.refunded_vnd
    form = RefundForm(posted(request), initial={"amount_vnd": charge.excess_vnd or paid})

    def act() -> object:
        said = {**form.cleaned_data, "way": PaymentWay(form.cleaned_data["way"])}
        return refund(charge_id=pk, **said, by=desk.person, at=desk.at)

    lead = _("Đã thu %(paid)s cho khoản này.") % {"paid": money(paid)}
    if not charge.cancelled_at and not charge.excess_vnd:
        lead += " " + _("Khoản này vẫn còn hiệu lực: hoàn xong sẽ lại thành chưa nộp.")
    return _form(
        request,
        charge,
        form,
        act,
        title=_("Hoàn tiền"),
        save=_("Hoàn tiền"),
        done=_("Đã ghi hoàn tiền."),
        lead=lead,
    )


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def cancel(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, charge = request.desk, get_charge(request.desk, pk)
    require_keep(desk.person, charge, on=desk.today)
    form = ReasonForm(posted(request))

    def act() -> object:
        return cancel_charge(charge_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at)

    lead = _("Chỉ bỏ khoản ghi nhầm. Được miễn, giảm theo luật thì ghi “Miễn, giảm”.")
    title, done = _("Bỏ khoản phải nộp"), _("Đã bỏ khoản này.")
    return _form(request, charge, form, act, title=title, save=_("Bỏ"), done=done, lead=lead, is_danger=True)


def _form(
    request: DeskRequest, charge: Charge, form: Any, act: Any, *, lead: str = "", **words: Any
) -> HttpResponse:
    about = f"{charge.subject_label} · {charge.fee_name} · {money(charge.amount_vnd)}. {lead}".strip()
    back = matter_href(charge)
    return answer_form(request, form, act, where=lambda _made: back, back=back, lead=about, **words)
