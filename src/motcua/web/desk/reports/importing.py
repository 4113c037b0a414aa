"""A unit's table from a workbook: choose it, see what it says and what does not add up, enter it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reports.actions.unit_tables import enter_unit_table
from motcua.reports.files.table_reading import LIMITS, read_table
from motcua.reports.files.workbook import write_form
from motcua.reports.models import ReportingPeriod
from motcua.reports.policy import may_keep, period_not_found, require_keep
from motcua.reports.queries.reports import last_day_of
from motcua.reports.rules.filled import Filled
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.forms.definition import ReportForm
from motcua.reports.rules.tables import faults_of
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.imports import waiting
from motcua.web.desk.reports.periods import period_or_refuse
from motcua.web.desk.reports.shown import table_of
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.fields import OneFileField
from motcua.web.waiting_files import HoldsFiles, chosen_files


class TableForm(HoldsFiles, forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"))
    form = forms.ChoiceField(label=gettext_lazy("Biểu"))
    file = OneFileField(
        label=gettext_lazy("Bảng số liệu (.xlsx)"),
        error_messages={"required": gettext_lazy("Chọn tệp bảng số liệu.")},
        accept=".xlsx",
        is_only_read=True,
    )


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def choose(request: DeskRequest, pk: UUID) -> HttpResponse:
    period = period_or_refuse(request, pk)
    units = _units(request, period)
    form = TableForm(posted(request), chosen_files(request), label_suffix="")
    form.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]
    form.fields["form"].choices = [(code, code) for code in period.regime.forms]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        file, code = form.cleaned_data["file"], form.cleaned_data["form"]
        try:
            data = file.read(LIMITS.megabytes * 2**20 + 1)
            read_table(data, _form(period, code))
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            token = waiting.keep(request, name=str(file.name), data=data)
            return redirect(
                "desk:reports:import_check", pk=pk, token=token, unit_pk=form.cleaned_data["unit"], code=code
            )
    context = {"period": period, "form": form, "codes": period.regime.forms}
    return render(request, "desk/reports/import.html", context, status=422 if form.errors else 200)


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def check(request: DeskRequest, pk: UUID, token: str, unit_pk: UUID, code: str) -> HttpResponse:
    """What the workbook says; nothing is written before this page is sent."""
    period, desk = period_or_refuse(request, pk), request.desk
    unit = next((one for one in _units(request, period) if one.pk == unit_pk), None)
    if unit is None:
        raise period_not_found()
    name, data = waiting.bring(request, token)
    table, total = read_table(data, _form(period, code))
    if request.method == "POST":
        enter_unit_table(
            period_id=pk, unit=unit, table=table, total=total, file_name=name, by=desk.person, at=desk.at
        )
        waiting.drop(request, token)
        messages.success(request, _("Đã nhập bảng của %s.") % unit.name)
        return redirect("desk:reports:period", pk=pk)
    context: dict[str, Any] = {
        "period": period,
        "unit": unit,
        "name": name,
        "faults": [fault.said for fault in faults_of(table, total)],
        "table": table_of(table),
    }
    return render(request, "desk/reports/import_check.html", context)


@desk_view(Capability.READ_REPORTS)
@require_GET
def template(request: DeskRequest, pk: UUID, code: str) -> HttpResponse:
    """An empty table of the form, to be filled in by a unit."""
    period = period_or_refuse(request, pk)
    form = _form(period, code)
    made = write_form(Filled(form, ()), agency="…", first=period.window.lower, last=last_day_of(period))
    return xlsx(made, name=f"mau-{form.code}")


def _form(period: ReportingPeriod, code: str) -> ReportForm:
    if code not in period.regime.forms:
        raise period_not_found()
    return get_form(code, period.window.lower)


def _units(request: DeskRequest, period: ReportingPeriod) -> list[Agency]:
    """The units whose tables this person may enter: all for who asked, else their own."""
    desk, units = request.desk, list(period.regime.units.order_by("sort_key", "id"))
    if may_keep(desk.person, agency_id=period.regime.agency_id, on=desk.today):
        return units
    own = [unit for unit in units if may_keep(desk.person, agency_id=unit.pk, on=desk.today)]
    if not own:
        require_keep(desk.person, agency_id=period.regime.agency_id, on=desk.today)
    return own
