"""Keeping what was tried, changing it, and withdrawing it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.reviews.actions.scenarios import (
    LONGEST_NAME,
    LONGEST_REASON,
    change_scenario,
    keep_scenario,
    withdraw_scenario,
)
from motcua.reviews.models import Scenario
from motcua.reviews.queries.scenarios.kept import get_scenario
from motcua.reviews.rules.changes.applying import apply
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.what_if.asking import Asked, asked, changes_in, query_of, study


class KeepForm(forms.Form):
    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=gettext_lazy("Tên phương án"),
        help_text=gettext_lazy("Ví dụ: Thay giấy tờ bằng dữ liệu dân cư."),
        error_messages={"required": gettext_lazy("Đặt tên cho phương án để phân biệt.")},
    )
    reason = LinesField(
        rows=4,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Vì sao thử phương án này"),
        error_messages={"required": gettext_lazy("Ghi lý do của phương án để người sau hiểu.")},
    )


class ChangeForm(forms.Form):
    reason = LinesField(
        rows=4,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Vì sao thử phương án này"),
        error_messages={"required": gettext_lazy("Ghi lý do của phương án để người sau hiểu.")},
    )


class WithdrawForm(forms.Form):
    reason = LinesField(
        rows=3,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Vì sao bỏ"),
        error_messages={"required": gettext_lazy("Ghi lý do bỏ phương án.")},
    )


@desk_view(Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
def keep(request: DeskRequest, procedure: UUID) -> HttpResponse:
    """Keep the changes in the address as a scenario."""
    desk, of = request.desk, asked(request)
    found = study(procedure, of)
    changes = changes_in(request.GET, found.facts)
    applied = apply(found.facts, changes)
    form = KeepForm(posted(request), label_suffix="")
    back = of.path("what_if:page", procedure, **query_of(changes))
    return answer_form(
        request,
        form,
        lambda: keep_scenario(
            agency_id=of.agency.pk,
            version_id=found.version.pk,
            changes=changes,
            name=form.cleaned_data["name"],
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: opened_href(of, made),
        title=_("Lưu phương án thử"),
        lead="; ".join(told.says for told in applied.told)
        or _("Chưa chọn thay đổi nào. Quay lại và đánh dấu trước."),
        save=_("Lưu"),
        back=back,
        done=_("Đã lưu phương án. Phương án thử không ràng buộc ai; muốn thực hiện thì đưa vào đợt rà soát."),
    )


@desk_view(Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Let the scenario consist of the changes in the address instead."""
    desk, of = request.desk, asked(request)
    scenario = get_scenario(pk, agencies=[of.agency.pk])
    found = study(scenario.procedure_id, of)
    changes = changes_in(request.GET, found.facts)
    applied = apply(found.facts, changes)
    form = ChangeForm(posted(request), label_suffix="", initial={"reason": scenario.reason})
    back = of.path("what_if:page", scenario.procedure_id, **_kept(scenario), **query_of(changes))
    return answer_form(
        request,
        form,
        lambda: change_scenario(
            scenario_id=scenario.pk,
            changes=changes,
            version_id=found.version.pk,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: opened_href(of, made),
        title=_("Ghi vào phương án “%(name)s”") % {"name": scenario.name},
        lead="; ".join(told.says for told in applied.told)
        or _("Chưa chọn thay đổi nào. Quay lại và đánh dấu trước."),
        save=_("Ghi thay đổi"),
        back=back,
        done=_("Đã ghi. Phương án đơn giản hóa nào đang theo sẽ báo là phương án thử đã đổi."),
    )


def opened_href(of: Asked, scenario: Scenario) -> str:
    """Where the scenario is seen with its changes ticked."""
    return of.path("what_if:page", scenario.procedure_id, **_kept(scenario))


def _kept(scenario: Scenario) -> dict[str, str]:
    return {"phuong-an": str(scenario.pk)}


@desk_view(Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Take a scenario off the list."""
    desk, of = request.desk, asked(request)
    scenario = get_scenario(pk, agencies=[of.agency.pk])
    form = WithdrawForm(posted(request), label_suffix="")
    back = of.path("what_if:page", scenario.procedure_id)
    return answer_form(
        request,
        form,
        lambda: withdraw_scenario(
            scenario_id=scenario.pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda _made: back,
        title=_("Bỏ phương án “%(name)s”") % {"name": scenario.name},
        save=_("Bỏ phương án"),
        back=back,
        done=_("Đã bỏ phương án. Nhật ký vẫn giữ lại."),
        is_danger=True,
    )
