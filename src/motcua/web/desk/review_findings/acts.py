"""Putting a finding aside, and taking it up again."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.reviews.actions.findings import LONGEST_REASON, dismiss_finding, reopen_finding
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.review_findings.asking import clue_or_refuse, reviewed


class DismissForm(forms.Form):
    reason = LinesField(
        rows=4,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Vì sao bỏ qua"),
        help_text=gettext_lazy("Ví dụ: giấy tờ do cơ quan nước ngoài cấp, không tra cứu được trong nước."),
        error_messages={"required": gettext_lazy("Ghi lý do bỏ qua để người sau biết vì sao.")},
    )


class ReopenForm(forms.Form):
    reason = LinesField(
        rows=4,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Vì sao xem lại"),
        error_messages={"required": gettext_lazy("Ghi lý do xem lại.")},
    )


@desk_view(Capability.KEEP_REVIEWS)
def dismiss(request: DeskRequest, clue: str, key: str) -> HttpResponse:
    desk, asked, kind = request.desk, reviewed(request), clue_or_refuse(clue)
    form = DismissForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: dismiss_finding(
            agency_id=asked.agency.pk,
            clue=kind,
            key=key,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: asked.path("list"),
        title=_("Bỏ qua dấu hiệu này"),
        lead=_(
            "Dấu hiệu nằm ở mục “Đã bỏ qua” và chỉ hiện lại khi bằng chứng đổi đáng kể hoặc có người mở lại."
        ),
        save=_("Bỏ qua"),
        back=asked.path("page", kind, key),
        done=_("Đã bỏ qua và ghi lại lý do."),
    )


@desk_view(Capability.KEEP_REVIEWS)
def reopen(request: DeskRequest, clue: str, key: str) -> HttpResponse:
    desk, asked, kind = request.desk, reviewed(request), clue_or_refuse(clue)
    form = ReopenForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: reopen_finding(
            agency_id=asked.agency.pk,
            clue=kind,
            key=key,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: asked.path("page", kind, key),
        title=_("Xem lại dấu hiệu đã bỏ qua"),
        save=_("Đưa vào danh sách cần xem"),
        back=asked.path("page", kind, key),
        done=_("Đã đưa lại vào danh sách cần xem."),
    )
