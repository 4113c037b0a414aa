"""At the unit: the check-list group by group, findings, the end of the visit. Made for a tablet held in one hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.inspections.findings import add_finding, drop_finding, save_finding
from motcua.plans.actions.inspections.holding import end_visit, save_answers
from motcua.plans.enums import CheckResult
from motcua.plans.models import Inspection, InspectionFinding
from motcua.plans.policy import inspection_not_found
from motcua.plans.queries.inspections.lists import CheckedItem, Step, steps_of
from motcua.plans.rules.inspecting import Answered
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.inspections.forms.visits import FindingForm, VisitedForm
from motcua.web.desk.inspections.shown import inspection_or_refuse, seat_at
from motcua.web.fields import PlainForm
from motcua.web.middleware import status_of


class AnswerForm(PlainForm):
    """What was found of one item; no result yet is no answer yet."""

    result = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Kết quả"),
        choices=CheckResult.choices,
        widget=forms.RadioSelect,
    )
    note = LinesField(rows=2, required=False, label=gettext_lazy("Đã thấy gì"))

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("note") and not self.cleaned_data.get("result"):
            self.add_error("result", _("Chọn kết quả của mục này để lưu điều đã thấy."))
        return self.cleaned_data


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def check(request: DeskRequest, pk: UUID, number: int) -> HttpResponse:
    """One group of the check-list; saved, and on to the next."""
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    if not seat_at(request, inspection).may_check:
        raise Refused(
            "keep-inspections-not-allowed",
            _(
                "Lúc này bạn không ghi được kết quả của cuộc kiểm tra. Xem trang cuộc kiểm tra để biết bước hiện tại."
            ),
        )
    steps = steps_of(inspection)
    step = next((each for each in steps if each.number == number), None)
    if step is None:
        raise inspection_not_found()
    rows = [(item, _answer_form(request, item)) for item in step.items]
    status = 200
    if request.method == "POST":
        try:
            if _save(request, inspection, rows):
                return redirect(_next(pk, step, steps, request.POST.get("go", "")))
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            messages.error(request, refused.message)
        status = 422
    context = {
        "inspection": inspection,
        "step": step,
        "rows": rows,
        "parts": [_part(pk, each, number) for each in steps],
        "is_last": step is steps[-1],
        "person": desk.person,
    }
    return render(request, "desk/inspections/check.html", context, status=status)


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    form = VisitedForm(posted(request), inspection=inspection, at=desk.at)
    return answer_form(
        request,
        form,
        lambda: end_visit(inspection_id=pk, visited=form.visited(), by=desk.person, at=desk.at),
        where=lambda made: _home(pk),
        title=_("Kết thúc buổi kiểm tra"),
        lead=inspection.unit.name,
        save=_("Kết thúc"),
        back=_home(pk),
        done=_("Đã kết thúc buổi kiểm tra. Lãnh đạo đơn vị được mời cho ý kiến."),
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A new finding, begun from what was written at an item when the address names one."""
    inspection, desk = inspection_or_refuse(request, pk), request.desk
    asked = request.GET.get("muc", "")
    item = next(
        (
            row
            for step in steps_of(inspection)
            for row in step.items
            if asked.isdecimal() and row.item.pk == int(asked)
        ),
        None,
    )
    first = {"content": item.answer.note if item.answer else "", "basis": item.item.basis} if item else {}
    form = FindingForm(posted(request), initial=first)
    return answer_form(
        request,
        form,
        lambda: add_finding(
            inspection_id=pk, entry=form.entry(item.item.pk if item else None), by=desk.person, at=desk.at
        ),
        where=lambda made: f"{_home(pk)}#ton-tai",
        title=_("Ghi tồn tại, hạn chế"),
        lead=item.item.question if item else inspection.unit.name,
        save=_("Ghi"),
        back=_home(pk),
        done=_("Đã ghi tồn tại, hạn chế."),
    )


@desk_view(Capability.READ_PLANS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    finding, desk = _finding(request, pk), request.desk
    form = FindingForm(posted(request), finding=finding)
    home = f"{_home(finding.inspection_id)}#ton-tai"
    return answer_form(
        request,
        form,
        lambda: save_finding(finding_id=pk, entry=form.entry(finding.item_id), by=desk.person, at=desk.at),
        where=lambda made: home,
        title=_("Sửa tồn tại, hạn chế"),
        save=_("Lưu"),
        back=home,
        done=_("Đã lưu."),
    )


@desk_view(Capability.READ_PLANS)
@require_POST
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    finding, desk = _finding(request, pk), request.desk
    attempt(
        request,
        lambda: drop_finding(finding_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ một tồn tại, hạn chế."),
    )
    return redirect(f"{_home(finding.inspection_id)}#ton-tai")


def _answer_form(request: DeskRequest, item: CheckedItem) -> AnswerForm:
    first = {"result": item.answer.result, "note": item.answer.note} if item.answer else {}
    return AnswerForm(posted(request), prefix=f"muc-{item.item.pk}", initial=first)


def _save(request: DeskRequest, inspection: Inspection, rows: list[tuple[CheckedItem, AnswerForm]]) -> bool:
    """Keep what was answered; False when something typed is not complete."""
    if [form for _item, form in rows if not form.is_valid()]:
        return False
    answers = {
        item.item.pk: Answered(CheckResult(form.cleaned_data["result"]), form.cleaned_data["note"])
        for item, form in rows
        if form.cleaned_data["result"]
    }
    desk = request.desk
    if answers:
        save_answers(inspection_id=inspection.pk, answers=answers, by=desk.person, at=desk.at)
        messages.success(request, _("Đã lưu %s mục.") % len(answers))
    return True


def _next(pk: UUID, step: Step, steps: list[Step], go: str) -> str:
    if go == "page" or (go == "next" and step is steps[-1]):
        return _home(pk)
    number = step.number + 1 if go == "next" else step.number
    return reverse("desk:inspections:check", args=[pk, number])


def _part(pk: UUID, step: Step, current: int) -> dict[str, Any]:
    return {
        "label": f"{step.title or _('Các mục')} ({step.answered}/{len(step.items)})",
        "href": reverse("desk:inspections:check", args=[pk, step.number]),
        "is_done": step.is_done,
        "is_current": step.number == current,
    }


def _finding(request: DeskRequest, pk: UUID) -> InspectionFinding:
    finding = InspectionFinding.objects.filter(pk=pk).first()
    if finding is None:
        raise inspection_not_found()
    inspection_or_refuse(request, finding.inspection_id)
    return finding


def _home(pk: UUID) -> str:
    return reverse("desk:inspections:page", args=[pk])
