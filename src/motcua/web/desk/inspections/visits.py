"""One inspection: planned, announced, held, concluded, followed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.concluding import conclude, propose_conclusion
from motcua.plans.actions.inspections.holding import SignedPaper, give_opinion, keep_signed
from motcua.plans.actions.inspections.planning import (
    cancel_inspection,
    change_inspection,
    notify_unit,
    plan_inspection,
    plan_surprise,
)
from motcua.plans.enums import InspectionKind, InspectionStatus, UnitGroup
from motcua.plans.models import Inspection
from motcua.plans.queries.inspections.lists import (
    findings_of,
    people_for_team,
    steps_of,
    usable_checklists,
)
from motcua.plans.queries.inspections.visible import inspecting_agencies
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.queries.units import members_of
from motcua.plans.rules.inspecting import told_by
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms.base import ReasonForm, WordsForm
from motcua.web.desk.inspections.forms.visits import ConcludeForm, SignedForm, SurpriseForm, VisitForm
from motcua.web.desk.inspections.shown import inspection_or_refuse, round_or_refuse, seat_at
from motcua.web.desk.inspections.views import agency_at
from motcua.web.desk.plan_duties.shown import shown_duty
from motcua.web.desk.plans.shown import reach
from motcua.web.served_files import serve
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    seat, steps = seat_at(request, inspection), steps_of(inspection)
    own = seat.plans or seat.works or seat.signs or not seat.speaks
    status = InspectionStatus(inspection.status)
    days = ways_of(inspection.agency_id, desk.today).notice_days
    findings = findings_of(inspection)
    context = {
        "inspection": inspection,
        "status": status.label,
        "is_surprise": inspection.kind == InspectionKind.SURPRISE,
        "seat": seat,
        "steps": steps,
        "answered": sum(step.answered for step in steps),
        "items": sum(len(step.items) for step in steps),
        "findings": [(finding, shown_duty(duty, desk.today) if duty else None) for finding, duty in findings],
        "noted": {finding.item_id for finding, _duty in findings},
        "sees_round": inspection.agency_id in inspecting_agencies(reach(request)),
        "team": inspection.members.select_related("person").order_by("-is_leader", "person__sort_key"),
        "shows_conclusion": inspection.concluded_on is not None or (own and bool(inspection.conclusion)),
        "tell_by": told_by(planned_on=inspection.planned_on, notice_days=days),
        "may_plan": seat.plans,
        "history": read_history(entries_about("inspection", str(inspection.pk))),
    }
    return render(request, "desk/inspections/inspection.html", context)


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def plan(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    drawn, desk = round_or_refuse(request, pk), request.desk
    unit = Agency.objects.filter(pk=unit_pk).first()
    if unit is None:
        raise Refused("unit-not-found", _("Không có đơn vị này."))
    form = VisitForm(
        posted(request),
        checklists=usable_checklists(drawn.agency_id),
        people=people_for_team(drawn.agency_id, unit_pk, desk.today),
    )
    days = ways_of(drawn.agency_id, desk.today).notice_days
    return answer_form(
        request,
        form,
        lambda: plan_inspection(round_id=pk, unit_id=unit_pk, visit=form.visit(), by=desk.person, at=desk.at),
        where=lambda made: _home(made.pk),
        title=_("Lên lịch kiểm tra"),
        lead=_("%(unit)s. Đơn vị được báo trước ít nhất %(days)s ngày.") % {"unit": unit.name, "days": days},
        save=_("Lên lịch"),
        back=reverse("desk:inspections:round", args=[pk]),
        done=_("Đã lên lịch; người trong đoàn được báo. Bước sau: báo đơn vị."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def surprise(request: DeskRequest) -> HttpResponse:
    agency, desk = agency_at(request), request.desk
    units = members_of(UnitGroup.ALL_UNITS, owner_id=agency.pk, on=desk.today).distinct()
    form = SurpriseForm(
        posted(request),
        units=units.order_by("sort_key", "id"),
        checklists=usable_checklists(agency.pk),
        people=people_for_team(agency.pk, None, desk.today),
        initial={"planned_on": desk.today},
    )
    return answer_form(
        request,
        form,
        lambda: plan_surprise(
            agency_id=agency.pk,
            unit_id=form.cleaned_data["unit"].pk,
            reason=form.cleaned_data["reason"],
            visit=form.visit(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(made.pk),
        title=_("Kiểm tra đột xuất"),
        lead=_("Đơn vị không được báo trước và không thấy cuộc kiểm tra này cho tới khi đoàn làm việc xong."),
        save=_("Lập cuộc kiểm tra"),
        back=reverse("desk:inspections:list"),
        done=_("Đã lập cuộc kiểm tra đột xuất."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    form = VisitForm(
        posted(request),
        checklists=usable_checklists(inspection.agency_id),
        people=people_for_team(inspection.agency_id, inspection.unit_id, desk.today),
        inspection=inspection,
    )
    return answer_form(
        request,
        form,
        lambda: change_inspection(inspection_id=pk, visit=form.visit(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Đổi lịch, đoàn kiểm tra"),
        lead=inspection.unit.name,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã đổi lịch kiểm tra."),
    )


@desk_view(Capability.KEEP_INSPECTIONS)
@require_POST
def announce(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: notify_unit(inspection_id=pk, by=desk.person, at=desk.at),
        done=_("Đã báo lãnh đạo đơn vị."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def cancel(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    form = ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: cancel_inspection(
            inspection_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Không kiểm tra nữa"),
        lead=inspection.unit.name,
        save=_("Không kiểm tra nữa"),
        back=_home(pk),
        done=_("Đã ghi không kiểm tra nữa."),
        is_danger=True,
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def opinion(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    form = WordsForm(posted(request), label=_("Ý kiến của đơn vị"), initial={"text": inspection.unit_opinion})
    return answer_form(
        request,
        form,
        lambda: give_opinion(inspection_id=pk, text=form.cleaned_data["text"], by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Ý kiến về kết quả kiểm tra"),
        lead=_("Ý kiến ghi vào biên bản; sửa được cho tới khi có kết luận."),
        save=_("Gửi ý kiến"),
        back=_home(pk),
        done=_("Đã gửi ý kiến của đơn vị."),
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def propose(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    first = inspection.conclusion or inspection.general_remark
    form = WordsForm(posted(request), label=_("Nội dung kết luận"), initial={"text": first})
    return answer_form(
        request,
        form,
        lambda: propose_conclusion(
            inspection_id=pk, text=form.cleaned_data["text"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Trình kết luận"),
        lead=_("%s. Các tồn tại và việc khắc phục đã ghi đi kèm kết luận.") % inspection.unit.name,
        save=_("Trình lãnh đạo"),
        back=_home(pk),
        done=_("Đã trình kết luận; lãnh đạo được báo."),
    )


@desk_view(Capability.APPROVE_PLANS)
@require_http_methods(["GET", "POST"])
def sign(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    first = {"text": inspection.conclusion, "concluded_on": desk.today}
    form = ConcludeForm(posted(request), initial=first)
    remedies = inspection.findings.exclude(remedy="").count()
    return answer_form(
        request,
        form,
        lambda: conclude(inspection_id=pk, by=desk.person, at=desk.at, **form.cleaned_data),
        where=lambda made: _home(pk),
        title=_("Ký kết luận kiểm tra"),
        lead=_("%(unit)s. %(number)s việc khắc phục sẽ giao cho đơn vị với hạn đã ghi.")
        % {"unit": inspection.unit.name, "number": remedies},
        save=_("Ký kết luận"),
        back=_home(pk),
        done=_("Đã ký kết luận. Đơn vị được báo, việc khắc phục được theo dõi theo hạn."),
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def signed(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Bring a paper that was signed by hand."""
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    form = SignedForm(posted(request), chosen_files(request))

    def act() -> Inspection:
        return keep_signed(
            inspection_id=pk,
            paper=SignedPaper(form.cleaned_data["paper"]),
            file=form.brought_in("file")[0],
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Lưu bản đã ký"),
        lead=inspection.unit.name,
        save=_("Lưu tệp"),
        back=_home(pk),
        done=_("Đã lưu bản đã ký."),
    )


@desk_view(Capability.READ_PLANS)
@require_GET
def signed_file(request: DeskRequest, pk: UUID, paper: str) -> FileResponse:
    inspection = inspection_or_refuse(request, pk)
    kept: Any = {
        "bien-ban": inspection.minutes,
        "ket-luan": inspection.conclusion_file,
    }.get(paper)
    if kept is None:
        raise Refused("file-not-found", _("Chưa có bản đã ký này."))
    return serve(kept, inline="xem" in request.GET)


def _home(pk: UUID) -> str:
    return reverse("desk:inspections:page", args=[pk])
