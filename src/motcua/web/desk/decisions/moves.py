from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.accounts.enums import Capability
from motcua.catalogue.actions import decisions
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.decisions.forms import PublicationForm, ReasonForm, SignatureForm
from motcua.web.desk.decisions.views import get_decision, show


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def send_to_check(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _move(request, pk, decisions.send_to_check, done=_("Đã gửi kiểm soát chất lượng."))


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def submit(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _move(
        request, pk, decisions.submit_decision, done=_("Đã trình ký. Người thứ hai sẽ duyệt và công bố.")
    )


@desk_view(Capability.APPROVE_DECISION)
@require_POST
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _fill_in(request, pk, "reason", ReasonForm, decisions.send_back, done=_("Đã trả lại người soạn."))


@desk_view(Capability.APPROVE_DECISION)
@require_POST
def promulgate(request: DeskRequest, pk: UUID) -> HttpResponse:
    done = _("Đã công bố. Các thủ tục áp dụng theo ngày đã ghi; phiên bản trước vẫn được giữ.")
    return _fill_in(request, pk, "signature", SignatureForm, decisions.promulgate, done=done)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def record_publication(request: DeskRequest, pk: UUID) -> HttpResponse:
    act = decisions.record_publication
    return _fill_in(request, pk, "publication", PublicationForm, act, done=_("Đã ghi nhận."))


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    act = decisions.withdraw_decision
    return _fill_in(request, pk, "withdrawal", ReasonForm, act, done=_("Đã rút quyết định."))


def _move(request: DeskRequest, pk: UUID, act: Callable[..., object], *, done: str) -> HttpResponse:
    desk = request.desk
    decision = get_decision(desk, pk)
    attempt(request, lambda: act(decision=decision, by=desk.person, at=desk.at), done=done)
    return redirect("desk:decisions:page", pk=pk)


def _fill_in(
    request: DeskRequest,
    pk: UUID,
    name: str,
    form_class: type[forms.Form],
    act: Callable[..., object],
    *,
    done: str,
) -> HttpResponse:
    """One form, one action with what it says; what was typed comes back when something is wrong."""
    desk = request.desk
    decision = get_decision(desk, pk)
    form = form_class(request.POST, label_suffix="")
    if form.is_valid():
        said = form.cleaned_data
        if attempt(request, lambda: act(decision=decision, by=desk.person, at=desk.at, **said), done=done):
            return redirect("desk:decisions:page", pk=pk)
    return show(request, decision, status=422, **{name: form})
