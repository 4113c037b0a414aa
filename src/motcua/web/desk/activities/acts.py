"""What is done with an activity: planned, changed, held, counted again, cancelled, shown by files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.activities import (
    cancel_activity,
    change_activity,
    count_activity,
    hold_activity,
    keep_activity_files,
    plan_activity,
)
from motcua.plans.enums import ActivityKind
from motcua.plans.models import Activity
from motcua.plans.queries.activities import tasks_for_activities
from motcua.plans.rules.activities import Count
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.activities.forms import (
    ActivityForm,
    CancelForm,
    CountedForm,
    CountRows,
    FilesForm,
    HoldForm,
    first_counts,
)
from motcua.web.desk.activities.views import activity_or_refuse
from motcua.web.desk.drafts.rows import rearranged, row_in_hand
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.yearly.asking import kept_agencies, kept_agency
from motcua.web.fields import PlainForm
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal
from motcua.web.waiting_files import HoldsFiles, chosen_files


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, kept_agency(request)
    agencies = kept_agencies(request)
    form = ActivityForm(
        posted(request),
        agencies=agencies,
        tasks=tasks_for_activities([each.pk for each in agencies]),
        initial={"agency": agency.pk, "kind": request.GET.get("loai", "")},
    )

    def act() -> Activity:
        whose = form.cleaned_data.get("agency") or agency
        return plan_activity(agency_id=whose.pk, facts=form.facts(), by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(made.pk),
        title=_("Dự kiến hoạt động"),
        lead=_("Làm rồi cũng ghi ở đây trước, sau đó bấm “Đã thực hiện” để ghi số liệu."),
        save=_("Lưu"),
        back=reverse("desk:activities:list"),
        done=_("Đã lưu hoạt động."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = activity_or_refuse(request, pk), request.desk
    form = ActivityForm(
        posted(request), agencies=None, tasks=tasks_for_activities([row.agency_id]), activity=row
    )
    return answer_form(
        request,
        form,
        lambda: change_activity(activity_id=pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Sửa hoạt động"),
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def hold(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = activity_or_refuse(request, pk), request.desk
    first = {"held_on": min(row.planned_on, desk.today), "revision": row.revision}
    form = HoldForm(posted(request), chosen_files(request), initial=first)

    def act(counts: list[Count]) -> object:
        return hold_activity(
            activity_id=pk,
            held_on=form.cleaned_data["held_on"],
            counts=counts,
            files=form.brought_files(),
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        )

    words = {"title": _("Đã thực hiện"), "done": _("Đã ghi hoạt động và số liệu.")}
    return _counting(request, row, form, act, words)


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def count(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = activity_or_refuse(request, pk), request.desk
    form = CountedForm(posted(request), initial={"counted_on": desk.today, "revision": row.revision})

    def act(counts: list[Count]) -> object:
        return count_activity(
            activity_id=pk,
            counts=counts,
            counted_on=form.cleaned_data["counted_on"],
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        )

    return _counting(request, row, form, act, {"title": _("Sửa số liệu"), "done": _("Đã lưu số liệu.")})


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def cancel(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = activity_or_refuse(request, pk), request.desk, CancelForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: cancel_activity(activity_id=pk, reason=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Không thực hiện hoạt động"),
        lead=row.title,
        save=_("Không thực hiện"),
        back=_home(pk),
        done=_("Đã ghi không thực hiện."),
    )


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def files(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = activity_or_refuse(request, pk), request.desk
    form = FilesForm(posted(request), chosen_files(request))
    return answer_form(
        request,
        form,
        lambda: keep_activity_files(activity_id=pk, files=form.brought_files(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Kèm minh chứng"),
        lead=row.title,
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu tệp."),
    )


def _counting(
    request: DeskRequest,
    row: Activity,
    form: PlainForm,
    act: Callable[[list[Count]], object],
    words: dict[str, str],
) -> HttpResponse:
    """A form with rows of numbers: rows are added by a plain button; a refusal loses nothing that was typed."""
    context: dict[str, Any] = {"row": row, "form": form, **words, "in_hand": "", "back": _home(row.pk)}
    moved = rearranged(request.POST) if request.method == "POST" else None
    if moved is not None or request.method == "GET":
        if moved is None:
            stored = list(row.counts.all())
            rows = CountRows(prefix="counts", initial=first_counts(ActivityKind(row.kind), stored))
        else:
            rows = CountRows(moved, prefix="counts", quiet=True)
            context["in_hand"] = row_in_hand(request.POST)
            _hold(form)
        return render(request, "desk/activities/counting.html", {**context, "rows": rows})
    rows = CountRows(request.POST, prefix="counts")
    if form.is_valid() and _right(rows):
        try:
            act([each.count() for each in rows.there()])
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(form, refused)
            if "revision" in refused.details:  # what was typed is saved over what was shown now
                form.data = {**request.POST.dict(), "revision": refused.details["revision"]}
        else:
            messages.success(request, words["done"])
            return redirect(_home(row.pk))
    _hold(form)
    return render(request, "desk/activities/counting.html", {**context, "rows": rows}, status=422)


def _hold(form: PlainForm) -> None:
    if isinstance(form, HoldsFiles):
        form.hold_files()


def _right(rows: Any) -> bool:
    """Whether every row that stays is right, and no number stands there twice."""
    return all(row.is_valid() for row in rows.there()) and not rows.non_form_errors()


def _home(pk: UUID) -> str:
    return reverse("desk:activities:page", args=[pk])
