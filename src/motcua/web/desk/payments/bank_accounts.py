"""Where transfers go: an agency's bank account, set and ended on a day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.payments.actions.bank_accounts import end_bank_account, set_bank_account
from motcua.payments.models import AgencyAccount
from motcua.payments.queries import account_of, agencies_with_money
from motcua.payments.rules.banks import bank_name
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.payments.forms import BankAccountForm, EndAccountForm

COLLECT = Capability.COLLECT_PAYMENTS


@desk_view(COLLECT)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    agencies = list(agencies_with_money(request.desk.person, request.desk.today))
    rows = AgencyAccount.objects.filter(agency__in=agencies).select_related("agency")
    held: dict[UUID, list[tuple[AgencyAccount, str]]] = {agency.pk: [] for agency in agencies}
    for row in rows.order_by("-in_force"):
        held[row.agency_id].append((row, bank_name(row.bank_bin)))
    context = {
        "agencies": [(agency, held[agency.pk]) for agency in agencies],
        "trail": [{"label": _("Thu phí, lệ phí"), "href": reverse("desk:payments:list")}],
    }
    return render(request, "desk/payments/accounts.html", context)


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, agency = request.desk, _agency(request.desk, pk)
    form, back = (
        BankAccountForm(posted(request), initial={"since": desk.today}),
        reverse("desk:payments:accounts"),
    )
    return answer_form(
        request,
        form,
        lambda: set_bank_account(agency_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Tài khoản nhận chuyển khoản"),
        lead=_("%(agency)s. Tài khoản đang dùng sẽ ngừng từ ngày tài khoản mới bắt đầu.")
        % {"agency": agency.name},
        save=_("Lưu"),
        back=back,
        done=_("Đã đặt tài khoản. Mã QR chuyển khoản hiện ở trang thu phí của từng hồ sơ."),
    )


@desk_view(COLLECT)
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, agency = request.desk, _agency(request.desk, pk)
    if account_of(pk, desk.today) is None:
        raise Refused("bank-account-not-found", _("Cơ quan này không có tài khoản đang dùng."))
    form, back = (
        EndAccountForm(posted(request), initial={"on": desk.today}),
        reverse("desk:payments:accounts"),
    )
    return answer_form(
        request,
        form,
        lambda: end_bank_account(agency_id=pk, on=form.cleaned_data["on"], by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Ngừng nhận chuyển khoản"),
        lead=agency.name,
        save=_("Ngừng"),
        back=back,
        done=_("Đã ghi."),
        is_danger=True,
    )


def _agency(desk: Desk, pk: UUID) -> Agency:
    found = agencies_with_money(desk.person, desk.today).filter(pk=pk).first()
    if found is None:
        raise Refused("agency-not-found", _("Không có cơ quan này, hoặc bạn không giữ việc thu phí ở đó."))
    return found
