"""What is done with a conference: prepared, changed, announced, held, concluded, cancelled."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.feedback.actions.dialogues.conferences import (
    announce_conference,
    cancel_conference,
    change_conference,
    conclude_conference,
    hold_conference,
    prepare_conference,
)
from motcua.feedback.actions.dialogues.counting import count_in_plan
from motcua.feedback.models import DialogueConference
from motcua.feedback.queries.dialogues import free_activities
from motcua.feedback.queries.hotlines import agencies_keeping_hotlines
from motcua.plans.queries.activities import tasks_for_activities
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.dialogues.forms import (
    ConclusionForm,
    ConferenceForm,
    CountForm,
    HeldForm,
    ReasonForm,
    first_of,
)
from motcua.web.desk.dialogues.views import conference_or_refuse
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.hotlines.views import first_agency


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agencies = agencies_keeping_hotlines(desk.person, desk.today)
    first = first_agency(agencies)
    form = ConferenceForm(
        posted(request),
        agencies=agencies,
        initial={
            "agency": first.pk,
            "call_from": desk.today,
            "call_until": desk.today + timedelta(days=14),
        },
    )

    def act() -> DialogueConference:
        whose = form.cleaned_data.get("agency") or first
        return prepare_conference(agency_id=whose.pk, facts=form.facts(), by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(made.pk),
        title=_("Chuẩn bị hội nghị đối thoại"),
        lead=_("Lưu rồi xem lại; người dân chỉ thấy sau khi bấm “Thông báo trên cổng”."),
        save=_("Lưu"),
        back=reverse("desk:dialogues:list"),
        done=_("Đã lưu hội nghị."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = conference_or_refuse(request, pk), request.desk
    form = ConferenceForm(posted(request), agencies=None, initial=first_of(row))
    return answer_form(
        request,
        form,
        lambda: change_conference(
            conference_id=pk,
            facts=form.facts(),
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(pk),
        title=_("Sửa hội nghị đối thoại"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_POST
def announce(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: announce_conference(conference_id=pk, by=desk.person, at=desk.at),
        done=_("Đã thông báo trên cổng; người dân gửi câu hỏi được trong những ngày nhận câu hỏi."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def hold(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = conference_or_refuse(request, pk), request.desk, HeldForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: hold_conference(conference_id=pk, held=form.held(row), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Đã tổ chức hội nghị"),
        lead=row.topic,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã ghi. Bổ sung câu hỏi tại hội nghị, rồi công khai kết quả."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def conclude(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = conference_or_refuse(request, pk), request.desk, ConclusionForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: conclude_conference(
            conference_id=pk, conclusion=form.cleaned_data["conclusion"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Công khai kết quả hội nghị"),
        lead=_("Kết luận và mọi câu trả lời đã duyệt hiện trên cổng; cách liên hệ của người hỏi được xóa. %s")
        % row.topic,
        save=_("Công khai"),
        back=_home(pk),
        done=_("Đã công khai kết quả hội nghị."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def cancel(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = conference_or_refuse(request, pk), request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: cancel_conference(
            conference_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Không tổ chức hội nghị"),
        lead=row.topic,
        save=_("Không tổ chức"),
        back=_home(pk),
        done=_("Đã ghi không tổ chức."),
        is_danger=True,
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def count(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The conference as what the plan foresees."""
    row, desk = conference_or_refuse(request, pk), request.desk
    form = CountForm(
        posted(request),
        activities=free_activities(row),
        tasks=tasks_for_activities([row.agency_id]).select_related("plan"),
    )

    def act() -> DialogueConference:
        activity, task = form.cleaned_data["activity"], form.cleaned_data["task"]
        return count_in_plan(
            conference_id=pk,
            activity_id=activity.pk if activity else None,
            task_id=task.pk if task and not activity else None,
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(pk),
        title=_("Gắn hội nghị với kế hoạch"),
        lead=_(
            "Khi ghi đã tổ chức, hoạt động của kế hoạch được ghi theo: ngày, người dự, số câu đã trả lời. %s"
        )
        % row.topic,
        save=_("Gắn"),
        back=_home(pk),
        done=_("Đã gắn với kế hoạch."),
    )


def _home(pk: UUID) -> str:
    return reverse("desk:dialogues:page", args=[pk])
