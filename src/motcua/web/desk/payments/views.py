"""What is owed and what came of it: the list, one matter, a receipt on paper."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.rendering import render_pdf
from motcua.kernel.refusals import Refused
from motcua.payments.enums import PaymentStatus, PaymentWay
from motcua.payments.models import Charge
from motcua.payments.policy import may_collect, may_keep
from motcua.payments.queries import (
    charges_matching,
    charges_visible_to,
    events_of,
    find_collection,
    open_charges,
    page_of_charges,
    transfers_of,
)
from motcua.payments.rules.banks import bank_name
from motcua.payments.rules.standing import standing
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.paging import PAGE, address, after_moment
from motcua.web.desk.payments.forms import CashForm
from motcua.web.desk.payments.receipts import receipt_content
from motcua.web.pictures import qr_picture

COLLECT, RECEIVE = Capability.COLLECT_PAYMENTS, Capability.RECEIVE_DOSSIERS


@desk_view(COLLECT, RECEIVE)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, text, state = request.desk, request.GET.get("q", "").strip(), request.GET.get("loc", "")
    visible = charges_visible_to(desk.person, desk.today)
    kinds: dict[str, tuple[str, QuerySet[Charge]]] = {
        "": (_("Còn phải thu"), open_charges(visible).filter(left_vnd__gt=0)),
        "hoan": (_("Phải hoàn lại"), open_charges(visible).filter(excess_vnd__gt=0)),
        "het": (_("Tất cả"), visible),
    }
    after = after_moment(request)
    chosen = kinds.get(state, kinds[""])[1]
    rows = page_of_charges(charges_matching(chosen, text), after=after, size=PAGE)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "charges": rows[:PAGE],
        "text": text,
        "state": state,
        "tabs": [
            {"label": label, "href": address(request, loc=key), "count": None, "is_current": key == state}
            for key, (label, _found) in kinds.items()
        ],
        "keeps": desk.can(COLLECT),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.owed_at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/payments/list.html", context)


@desk_view(COLLECT, RECEIVE)
@require_GET
def matter(request: DeskRequest, kind: str, subject: str) -> HttpResponse:
    return render(request, "desk/payments/matter.html", matter_context(request, kind, subject))


@desk_view(COLLECT, RECEIVE)
@require_GET
def receipt(request: DeskRequest, pk: UUID) -> HttpResponse:
    found = find_collection(request.desk.person, pk, request.desk.today)
    if found is None:
        raise Refused("receipt-not-found", _("Không có biên lai này, hoặc bạn không được xem."))
    pdf = render_pdf(paper="fee_receipt", content=receipt_content(found))
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="bien-lai-{found.receipt_number}.pdf"'
    return response


def charges_at_desk(desk: Desk, kind: str, subject: str) -> list[Charge]:
    """The charges of one matter that the person at the desk may see, oldest first.

    :raises Refused: "charge-not-found".
    """
    visible = charges_visible_to(desk.person, desk.today).filter(subject_kind=kind, subject_id=subject)
    rows = list(visible.select_related("agency", "desk").order_by("owed_at", "id"))
    if not rows:
        raise Refused("charge-not-found", _("Không có khoản thu nào ở đây, hoặc bạn không được xem."))
    return rows


def get_charge(desk: Desk, pk: UUID) -> Charge:
    """The charge, if the person at the desk may see it.

    :raises Refused: "charge-not-found".
    """
    found = charges_visible_to(desk.person, desk.today).filter(pk=pk).select_related("agency").first()
    if found is None:
        raise Refused("charge-not-found", _("Không có khoản thu này, hoặc bạn không được xem."))
    return found


def matter_href(charge: Charge) -> str:
    """The page of the matter that the charge belongs to."""
    return reverse("desk:payments:matter", args=[charge.subject_kind, charge.subject_id])


def collectable(desk: Desk, charges: list[Charge]) -> list[Charge]:
    """Those of a matter's charges for which the person at the desk may take cash now; asked once for each agency."""
    asked: dict[tuple[UUID, UUID | None], bool] = {}
    for charge in charges:
        place = (charge.agency_id, charge.desk_id)
        if charge.left_vnd and place not in asked:
            asked[place] = may_collect(desk.person, charge, PaymentWay.CASH, on=desk.today)
    return [charge for charge in charges if charge.left_vnd and asked[charge.agency_id, charge.desk_id]]


def matter_context(
    request: DeskRequest, kind: str, subject: str, form: CashForm | None = None
) -> dict[str, Any]:
    """Everything the page of one matter shows; `form` when what was typed in it is to be put right."""
    desk = request.desk
    charges = charges_at_desk(desk, kind, subject)
    money = standing(charge.sums for charge in charges)
    total = sum(charge.left_vnd for charge in collectable(desk, charges))
    return {
        "charges": charges,
        "first": charges[0],
        "money": money,
        "status_kind": "red" if money.status is PaymentStatus.REFUND_DUE else "outline",
        "kept": {charge.agency_id for charge in charges if _keeps(desk, charge, charges)},
        "events": events_of(charges),
        "cash_total": total,
        "form": form or CashForm(initial={"expected": total, "key": secrets.token_hex(12)}),
        "transfers": _transfers(charges, desk.today),
        "kind": kind,
        "subject": subject,
        "trail": [
            {"label": _("Thu phí, lệ phí"), "href": reverse("desk:payments:list")},
            {"label": charges[0].subject_label, "href": matter_href(charges[0])},
        ],
    }


def _transfers(charges: list[Charge], on: date) -> list[tuple[Any, str, str]]:
    """What can be paid by transfer: how much to which account, the bank's name, a picture to point a telephone at."""
    return [
        (transfer, bank_name(transfer.account.bank_bin), qr_picture(transfer.code))
        for transfer in transfers_of(charges, on)
    ]


def key_of(request: HttpRequest) -> str:
    """A name for one payment about to be recorded: what is sent twice is recorded once."""
    return request.POST.get("key") or secrets.token_hex(12)


def _keeps(desk: Desk, charge: Charge, charges: list[Charge]) -> bool:
    first = next(one for one in charges if one.agency_id == charge.agency_id)
    return first.pk == charge.pk and may_keep(desk.person, charge, on=desk.today)
