"""What people do with a duty: report, say it is done, confirm, ask, decide."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.plans.actions.asking import (
    decide_change,
    record_event,
    request_change,
    set_due_day,
    set_due_day_for_all,
    withdraw_request,
)
from motcua.plans.actions.reporting import assign_duty, confirm_done, report_done, report_progress, send_back
from motcua.plans.models import ChangeRequest, Duty
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.plan_duties.forms import (
    AskForm,
    AssignForm,
    DecideForm,
    DoneForm,
    EventForm,
    ReportForm,
    TermForm,
)
from motcua.web.desk.plan_duties.shown import duty_or_refuse
from motcua.web.desk.plans.forms import NoteForm
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.DO_PLAN_TASKS)
@require_http_methods(["GET", "POST"])
def report(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    form = ReportForm(posted(request), chosen_files(request), duty=duty)
    return answer_form(
        request,
        form,
        lambda: report_progress(duty_id=pk, told=form.told(), files=form.shown(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Báo cáo tiến độ"),
        lead=duty.task.content,
        save=_("Gửi báo cáo"),
        back=_home(pk),
        done=_("Đã gửi báo cáo tiến độ."),
    )


@desk_view(Capability.DO_PLAN_TASKS)
@require_http_methods(["GET", "POST"])
def done(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    form = DoneForm(posted(request), chosen_files(request), duty=duty, initial={"done_on": desk.today})
    return answer_form(
        request,
        form,
        lambda: report_done(duty_id=pk, told=form.told(), files=form.shown(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Báo hoàn thành"),
        lead=_lead(duty),
        save=_("Báo hoàn thành"),
        back=_home(pk),
        done=_("Đã báo hoàn thành. Người theo dõi kế hoạch sẽ xác nhận."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def assign(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    people = (
        Person.objects.filter(is_active=True, roles__agency=duty.unit_id, roles__held__contains=desk.today)
        .distinct()
        .order_by("sort_key", "id")
    )
    form = AssignForm(posted(request), people=people, initial={"person": duty.assignee_id})

    def act() -> Duty:
        person = form.cleaned_data["person"]
        return assign_duty(duty_id=pk, person_id=person.pk if person else None, by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Giao người làm"),
        lead=duty.task.content,
        save=_("Giao"),
        back=_home(pk),
        done=_("Đã giao việc."),
    )


@desk_view(Capability.KEEP_PLANS, Capability.KEEP_INSPECTIONS)
@require_POST
def confirm(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: confirm_done(duty_id=pk, by=desk.person, at=desk.at),
        done=_("Đã xác nhận hoàn thành."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_PLANS, Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def give_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    form = NoteForm(posted(request), label=_("Còn thiếu gì"))
    return answer_form(
        request,
        form,
        lambda: send_back(duty_id=pk, answer=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Chưa xác nhận"),
        lead=duty.task.content,
        save=_("Trả lại đơn vị"),
        back=_home(pk),
        done=_("Đã trả lại đơn vị làm tiếp."),
    )


@desk_view(Capability.DO_PLAN_TASKS)
@require_http_methods(["GET", "POST"])
def ask(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    form = AskForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: request_change(duty_id=pk, asked=form.asked(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Đề nghị thay đổi"),
        lead=_lead(duty),
        save=_("Gửi đề nghị"),
        back=_home(pk),
        done=_("Đã gửi đề nghị. Hạn cũ còn nguyên cho tới khi có quyết định."),
    )


@desk_view(Capability.KEEP_PLANS, Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def decide(request: DeskRequest, pk: UUID) -> HttpResponse:
    asked = _request(request, pk)
    desk, form = request.desk, DecideForm(posted(request), label_suffix="")
    grants = request.GET.get("dong-y") == "1"
    return answer_form(
        request,
        form,
        lambda: decide_change(
            request_id=pk, grants=grants, decision=form.cleaned_data["decision"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(asked.duty_id),
        title=_("Đồng ý với đề nghị") if grants else _("Không đồng ý với đề nghị"),
        lead=f"{asked.get_kind_display()}: {asked.reason}",
        save=_("Đồng ý") if grants else _("Không đồng ý"),
        back=_home(asked.duty_id),
        done=_("Đã trả lời đề nghị."),
    )


@desk_view(Capability.DO_PLAN_TASKS)
@require_POST
def withdraw(request: DeskRequest, pk: UUID) -> HttpResponse:
    asked, desk = _request(request, pk), request.desk
    attempt(
        request,
        lambda: withdraw_request(request_id=pk, by=desk.person, at=desk.at),
        done=_("Đã rút đề nghị."),
    )
    return redirect(_home(asked.duty_id))


@desk_view(Capability.KEEP_PLANS, Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def term(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    alone = duty.due_on is not None or not duty.task.duties.filter(due_on=None).exclude(pk=pk).exists()
    form = TermForm(posted(request), may_be_for_all=not alone, initial={"due_on": duty.due_on})

    def act() -> object:
        said = {name: form.cleaned_data[name] for name in ("due_on", "reason")}
        if form.cleaned_data.get("for_all"):
            return set_due_day_for_all(task_id=duty.task_id, by=desk.person, at=desk.at, **said)
        return set_due_day(duty_id=pk, by=desk.person, at=desk.at, **said)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Đặt hạn"),
        lead=_lead(duty),
        save=_("Đặt hạn"),
        back=_home(pk),
        done=_("Đã đặt hạn."),
    )


@desk_view(Capability.KEEP_PLANS, Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def event(request: DeskRequest, pk: UUID) -> HttpResponse:
    duty, desk = duty_or_refuse(request, pk), request.desk
    form = EventForm(posted(request), label_suffix="", initial={"event_on": desk.today})
    return answer_form(
        request,
        form,
        lambda: record_event(task_id=duty.task_id, by=desk.person, at=desk.at, **form.cleaned_data),
        where=lambda made: _home(pk),
        title=_("Ghi nhận sự kiện đã xảy ra"),
        lead=duty.task.term.get("condition") or duty.task.term.get("text", ""),
        save=_("Ghi nhận"),
        back=_home(pk),
        done=_("Đã ghi nhận; hạn được tính từ ngày này nếu kế hoạch có ghi số ngày."),
    )


def _home(duty_id: UUID) -> str:
    return reverse("desk:plan_duties:page", args=[duty_id])


def _lead(duty: Duty) -> str:
    product = _("Sản phẩm: %s") % duty.task.product if duty.task.product else ""
    return " · ".join(part for part in (duty.task.content, duty.name, product) if part)


def _request(request: DeskRequest, pk: UUID) -> ChangeRequest:
    asked = ChangeRequest.objects.filter(pk=pk).first()
    if asked is None:
        raise Refused("request-not-found", _("Đề nghị này không còn. Tải lại trang."))
    duty_or_refuse(request, asked.duty_id)
    return asked
