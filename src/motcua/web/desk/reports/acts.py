"""A report's way: begun, checked, closed, signed, sent, opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.organisations.models import Agency
from motcua.reports.actions.closing import (
    check_report,
    close_report,
    reopen_report,
    send_report,
    sign_report,
    take_back_report,
)
from motcua.reports.actions.writing import start_report
from motcua.reports.models import ReportVersion
from motcua.reports.policy import period_not_found
from motcua.reports.queries.visible import find_period
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.reports.shown import reach, report_or_refuse, version_asked


class SignForm(forms.Form):
    document_number = forms.CharField(
        max_length=60,
        label=gettext_lazy("Số và ký hiệu văn bản"),
        help_text=gettext_lazy("Ví dụ 152/BC-SGDĐT."),
    )


class ReasonForm(forms.Form):
    note = forms.CharField(
        max_length=1000, label=gettext_lazy("Vì sao mở lại"), widget=forms.Textarea(attrs={"rows": 3})
    )


@desk_view(Capability.KEEP_REPORTS)
@require_POST
def start(request: DeskRequest, pk: UUID, agency_pk: UUID) -> HttpResponse:
    desk = request.desk
    period = find_period(pk, desk.person, desk.today, reach=reach(request))
    agency = Agency.objects.filter(pk=agency_pk).first()
    if period is None or agency is None:
        raise period_not_found()
    made: list[ReportVersion] = []
    attempt(
        request,
        lambda: made.append(start_report(period_id=pk, agency=agency, by=desk.person, at=desk.at)),
        done=_("Đã lập báo cáo. Số liệu được tính trực tiếp cho tới khi chốt."),
    )
    return redirect("desk:reports:page", pk=made[0].report_id) if made else redirect("desk:reports:list")


@desk_view(Capability.KEEP_REPORTS)
@require_POST
def check(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, check_report, _("Đã ghi nhận kiểm tra. Bước tiếp theo: chốt số liệu."))


@desk_view(Capability.KEEP_REPORTS)
@require_POST
def take_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, take_back_report, _("Báo cáo trở lại bước soạn."))


@desk_view(Capability.KEEP_REPORTS)
@require_POST
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    done = _("Đã chốt số liệu. Từ nay con số giữ nguyên; thay đổi về sau hiện ở trang Khác biệt.")
    return _do(request, pk, close_report, done)


@desk_view(Capability.KEEP_REPORTS)
@require_POST
def send(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, send_report, _("Đã gửi báo cáo."))


@desk_view(Capability.APPROVE_REPORTS)
@require_http_methods(["GET", "POST"])
def sign(request: DeskRequest, pk: UUID) -> HttpResponse:
    report, desk = report_or_refuse(request, pk), request.desk
    version = version_asked(request, report)
    form = SignForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: sign_report(
            version_id=version.pk,
            document_number=form.cleaned_data["document_number"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: reverse("desk:reports:page", args=[pk]),
        title=_("Ký báo cáo"),
        lead=_("Xem lại biểu số liệu và phần lời trước khi ký. Người lập báo cáo không tự ký."),
        save=_("Ký báo cáo"),
        back=reverse("desk:reports:page", args=[pk]),
        done=_("Đã ký báo cáo."),
    )


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def reopen(request: DeskRequest, pk: UUID) -> HttpResponse:
    report_or_refuse(request, pk)
    desk, form = request.desk, ReasonForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: reopen_report(report_id=pk, reason=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda _made: reverse("desk:reports:page", args=[pk]),
        title=_("Mở lại báo cáo"),
        lead=_("Bản đã chốt giữ nguyên. Bản mới có số liệu tính lại; khác biệt giữa các bản được nêu rõ."),
        save=_("Mở lại thành bản mới"),
        back=reverse("desk:reports:page", args=[pk]),
        done=_("Đã mở bản mới."),
    )


def _do(request: DeskRequest, pk: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    report, desk = report_or_refuse(request, pk), request.desk
    version = version_asked(request, report)
    attempt(request, lambda: act(version_id=version.pk, by=desk.person, at=desk.at), done=done)
    return redirect("desk:reports:page", pk=pk)
