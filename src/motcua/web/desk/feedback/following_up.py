"""What feedback sets going: a review, an inspection."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.feedback.actions.feedback.following_up import open_inspection, open_review
from motcua.plans.enums import UnitGroup
from motcua.plans.queries.inspections.lists import people_for_team, usable_checklists
from motcua.plans.queries.units import members_of
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.feedback.acting import acting_by, answer_act
from motcua.web.desk.feedback.forms.words import WordsForm
from motcua.web.desk.feedback.shown import feedback_or_refuse
from motcua.web.desk.feedback.views import READERS
from motcua.web.desk.inspections.forms.visits import SurpriseForm


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def review(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Phản ánh, kiến nghị nói gì về thủ tục"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: open_review(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Đưa thủ tục vào danh sách chờ rà soát"),
        save=_("Đưa vào danh sách"),
        done=_(
            "Thủ tục đã vào danh sách chờ rà soát. Người gửi được báo, và sẽ được báo khi quy định thay đổi."
        ),
        lead=_("Người rà soát đọc được lời ghi dưới đây, không đọc được phản ánh."),
    )


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def inspection(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, on = feedback_or_refuse(request, pk), request.desk.today
    units = members_of(UnitGroup.ALL_UNITS, owner_id=feedback.agency_id, on=on).distinct()
    form = SurpriseForm(
        posted(request),
        units=units.order_by("sort_key", "id"),
        checklists=usable_checklists(feedback.agency_id),
        people=people_for_team(feedback.agency_id, None, on),
        initial={"planned_on": on, "unit": feedback.about_agency_id},
    )
    return answer_act(
        request,
        feedback,
        form,
        lambda: open_inspection(
            unit_id=form.cleaned_data["unit"].pk,
            reason=form.cleaned_data["reason"],
            visit=form.visit(),
            **acting_by(request, feedback),
        ),
        title=_("Kiểm tra đột xuất từ phản ánh"),
        save=_("Lập cuộc kiểm tra"),
        done=_("Đã lập cuộc kiểm tra đột xuất."),
        lead=_(
            "Đơn vị không được báo trước, và đọc được lý do sau khi kiểm tra: không ghi mã, ngày, tên người gửi hay "
            "lời phản ánh."
        ),
    )
