"""Progress of many duties from a sheet: choose the workbook, see what it says anew and what is wrong, enter it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.entering import enter_progress
from motcua.plans.files.progress_reading import read_progress_sheet
from motcua.plans.models import Duty, Plan
from motcua.plans.policy import require_keep
from motcua.plans.queries.progress_sheets import standing_of
from motcua.plans.rules.progress_sheet import SheetSays, read_progress
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.imports import waiting
from motcua.web.desk.plans.shown import plan_or_refuse

_SHOWN = 200


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bảng theo dõi đã điền (.xlsx)"),
        error_messages={"required": gettext_lazy("Chọn tệp bảng theo dõi.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def choose(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan = _kept(request, pk)
    form = SheetForm(posted(request), request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            read_progress_sheet(data)
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            token = waiting.keep(request, name=str(file.name), data=data)
            return redirect("desk:plans:sheet_check", pk=plan.pk, token=token)
    status = 422 if form.errors else 200
    return render(request, "desk/plans/sheet.html", {"plan": plan, "form": form}, status=status)


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def check(request: DeskRequest, pk: UUID, token: str) -> HttpResponse:
    """What the sheet says anew; nothing is written before this page is sent, and then only the rows that are right."""
    plan, desk = _kept(request, pk), request.desk
    name, data = waiting.bring(request, token)
    says = read_progress(read_progress_sheet(data), standing_of(plan), on=desk.today)
    if request.method == "POST":
        count = enter_progress(plan_id=pk, entries=says.entries, by=desk.person, at=desk.at)
        waiting.drop(request, token)
        done = ngettext("Đã ghi nhận %d việc.", "Đã ghi nhận %d việc.", count) % count
        messages.success(request, done)
        return redirect("desk:plans:page", pk=pk)
    context = {"plan": plan, "name": name, "says": says, "rows": _rows(says), "shown": _SHOWN}
    return render(request, "desk/plans/sheet_check.html", context)


def _kept(request: DeskRequest, pk: UUID) -> Plan:
    plan = plan_or_refuse(request, pk)
    require_keep(request.desk.person, agency_id=plan.agency_id, on=request.desk.today)
    return plan


def _rows(says: SheetSays) -> list[dict[str, object]]:
    """The first entries with the duties they are about; one query."""
    shown = says.entries[:_SHOWN]
    duties = Duty.objects.select_related("task", "unit").in_bulk([entry.duty_id for entry in shown])
    return [{"entry": entry, "duty": duties[entry.duty_id]} for entry in shown]
