"""The register as a workbook: taken away, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.files.long_tables import LongTable
from motcua.reviews.actions.condition_sheets import Taken, keep_conditions
from motcua.reviews.actions.conditions import whole_vnd
from motcua.reviews.enums import RuleKind
from motcua.reviews.files.condition_workbook import COLUMNS, read_condition_workbook
from motcua.reviews.queries.conditions.listing import (
    agencies_entering,
    conditions_visible_to,
    conditions_wanted,
    procedures_by_code,
    rows_for_workbook,
)
from motcua.reviews.rules.conditions.sheet import CellProblem, codes_in, read_conditions
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.conditions.asking import agencies, agency_asked, entered_agency, wanted
from motcua.web.desk.conditions.forms import BringForm
from motcua.web.desk.conditions.views import state_label
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.middleware import status_of
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    """The list as it is narrowed, whole; the same columns are taken back."""
    desk = request.desk
    asked = wanted(request, agency_asked(request, agencies(request)))
    found = conditions_wanted(conditions_visible_to(desk.person, desk.today), asked, on=desk.today)
    table = LongTable(
        _("Quy định kinh doanh"),
        _("Điều kiện và quy định khác liên quan đến hoạt động kinh doanh"),
        COLUMNS,
        _cells(rows_for_workbook(found)),
        _("quy định"),
    )
    return long_xlsx([table], name=f"quy-dinh-kinh-doanh-{desk.today.isoformat()}")


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    """A workbook is taken whole; where cells are wrong they are named and nothing is kept."""
    desk, agency = request.desk, entered_agency(request)
    choices = agencies_entering(desk.person, desk.today)
    form = BringForm(posted(request), chosen_files(request), agencies=choices, initial={"agency": agency.pk})
    problems: tuple[CellProblem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            outcome = _taken(request, form, form.cleaned_data.get("agency") or agency)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error("file", refused.message)
        else:
            if isinstance(outcome, Taken):
                said = _("Đã ghi %(made)s quy định mới, cập nhật %(changed)s, %(same)s không đổi.")
                values = {"made": outcome.made, "changed": outcome.changed, "same": outcome.same}
                messages.success(request, said % values)
                return redirect(reverse("desk:conditions:list"))
            problems = outcome
    return render(request, "desk/conditions/bring.html", {"form": form, "problems": problems})


def _taken(request: DeskRequest, form: BringForm, agency: Agency) -> Taken | tuple[CellProblem, ...]:
    rows, letters = read_condition_workbook(form.cleaned_data["file"].read())
    known = procedures_by_code(codes_in(rows))
    sheet = read_conditions(rows, letters=letters, known_procedures=known)
    if sheet.problems:
        return sheet.problems
    desk = request.desk
    return keep_conditions(agency_id=agency.pk, entries=sheet.entries, by=desk.person, at=desk.at)


def _cells(rows: Iterator[Any]) -> Iterator[list[Any]]:
    for row, wording, mark in rows:
        yield [
            row.code,
            wording.text,
            wording.line,
            wording.get_kind_display() if wording.rule_kind == RuleKind.CONDITION else "",
            ", ".join(sorted(one.code for one in wording.procedures.all())),
            wording.act_number,
            wording.act_title,
            wording.article,
            wording.in_force.lower,
            wording.in_force.upper,
            state_label(mark.state if mark else None),
            mark.since if mark else None,
            mark.decision if mark else "",
            mark.decided_on if mark else None,
            mark.reason if mark else "",
            wording.get_rule_kind_display(),
            whole_vnd(wording.cost_per_year_vnd),
            wording.cost_source,
        ]
