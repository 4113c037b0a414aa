"""The procedures of an agency with what they cost, and one sheet with where each number comes from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Certainty
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Confidence, EstimateStatus, Side
from motcua.reviews.models import CostEstimate
from motcua.reviews.policy.costs import may_agree_costs, may_do_costs
from motcua.reviews.queries.costs import find_current
from motcua.reviews.queries.costs.browsing import MISSING, Listed, WantedCosts, counts_of_costs, page_of_costs
from motcua.reviews.queries.costs.listing import current_costs
from motcua.reviews.queries.costs.sheets import costs_of, kept_lines, said_often
from motcua.reviews.rules.cost.comparing import changes_between
from motcua.reviews.rules.cost.evidence import sure_from, sure_of
from motcua.reviews.rules.cost.kept import KeptLine
from motcua.reviews.rules.cost.numbers import percent, whole_vnd
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.costs.asking import agencies, agency_asked, path_to, sheet_asked, tabs_of
from motcua.web.desk.costs.shown import ShownSheet, compared, shown, shown_often, shown_sheet
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address
from motcua.web.templatetags.motcua import moment

NEEDS = (Capability.READ_REVIEWS, Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)


@desk_view(*NEEDS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, among = request.desk, agencies(request)
    agency = agency_asked(request, among)
    state = request.GET.get("bang", "")
    text = request.GET.get("tim", "")[:100].replace("\x00", "")
    wanted = WantedCosts(text, state if state in {MISSING, *EstimateStatus} else "")
    rows, next_code = page_of_costs(
        agency.pk, at=desk.at, wanted=wanted, after=request.GET.get("sau", "")[:40]
    )
    counts = counts_of_costs(agency.pk, at=desk.at, wanted=WantedCosts(text))
    known = current_costs(agency, desk.today).values()
    agreed = [one for one in known if one.status is EstimateStatus.AGREED]
    context = {
        "agency": agency,
        "agencies": tabs_of(request, among, agency),
        "rows": [_row(one) for one in rows],
        "tabs": _tabs(request, counts, wanted.state),
        "text": text,
        "state": wanted.state,
        "missing": counts.get(MISSING, 0),
        "sheets": len(known),
        "year_vnd": whole_vnd(sum((one.year for one in agreed), Fraction(0))),
        "agreed": len(agreed),
        "may_do": may_do_costs(desk.person, agency_id=agency.pk, on=desk.today),
        "settings_href": path_to("settings", agency=agency),
        "draft_all_href": path_to("draft_all", agency=agency),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=next_code) if next_code else "",
    }
    return render(request, "desk/costs/list.html", context)


@desk_view(*NEEDS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    estimate, desk = sheet_asked(request, pk), request.desk
    lines = kept_lines(estimate)
    sheet = shown_sheet(estimate, lines)
    may_do = may_do_costs(desk.person, agency_id=estimate.agency_id, on=desk.today)
    context = {
        "estimate": estimate,
        "sheet": sheet,
        "is_before": estimate.side == Side.BEFORE,
        "side": Side(estimate.side).label,
        "status": EstimateStatus(estimate.status).label,
        "confidence": sheet.confidence.label,
        "facts": _facts(estimate, sheet),
        "often": shown_often(said_often(estimate)),
        "unsure_income": _unsure_income(estimate),
        "may_edit": may_do and estimate.is_draft,
        "may_do": may_do,
        "may_agree": estimate.is_draft and may_agree_costs(desk.person, estimate, on=desk.today),
        "is_own": estimate.made_by_id == desk.person.pk,
        "list_href": path_to("list", agency=estimate.agency),
        "settings_href": path_to("settings", agency=estimate.agency),
        "copies": _copies(estimate, sheet) if estimate.side == Side.BEFORE else [],
        "saving": _saving(estimate, sheet, [line for _row, line in lines]) if estimate.of else None,
        "history": read_history(entries_about("cost_sheet", str(pk))),
    }
    return render(request, "desk/costs/page.html", context)


@desk_view(*NEEDS)
@require_GET
def of_procedure(request: DeskRequest, procedure: UUID) -> HttpResponse:
    """The sheet of a procedure, or the offer to make one."""
    agency = agency_asked(request, agencies(request))
    estimate = find_current(procedure, agency, request.desk.today)
    if estimate is not None:
        return redirect("desk:costs:page", pk=estimate.pk)
    found = Procedure.objects.filter(pk=procedure).first()
    if found is None:
        raise Refused("procedure-not-found", _("Không có thủ tục này. Xem lại danh mục."))
    version = found.versions.filter(in_force__contains=request.desk.today).first()
    context = {
        "procedure": found,
        "version": version,
        "agency": agency,
        "may_do": may_do_costs(request.desk.person, agency_id=agency.pk, on=request.desk.today),
        "draft_href": path_to("draft", procedure, agency=agency),
        "list_href": path_to("list", agency=agency),
    }
    return render(request, "desk/costs/missing.html", context)


def _row(one: Listed) -> dict[str, Any]:
    cost = one.cost
    return {
        "listed": one,
        "cost": cost,
        "is_agreed": cost is not None and cost.status is EstimateStatus.AGREED,
        "dossiers": shown(Decimal(round(cost.dossiers_per_year))) if cost else "",
        "confidence": cost.confidence.label if cost else "",
        "is_guessed": cost is not None and cost.frequency_confidence is Confidence.LOW,
    }


def _tabs(request: DeskRequest, counts: dict[str, int], state: str) -> list[dict[str, Any]]:
    words = [
        ("", _("Tất cả"), sum(counts.values())),
        (MISSING, _("Chưa có bảng"), counts.get(MISSING, 0)),
        (EstimateStatus.DRAFT.value, _("Bản nháp"), counts.get(EstimateStatus.DRAFT, 0)),
        (EstimateStatus.AGREED.value, _("Đã thống nhất"), counts.get(EstimateStatus.AGREED, 0)),
    ]
    return [
        {"label": label, "href": address(request, bang=value), "count": count, "is_current": state == value}
        for value, label, count in words
    ]


def _facts(estimate: CostEstimate, sheet: ShownSheet) -> list[dict[str, Any]]:
    """What the sheet is counted with."""
    often = _("%(dossiers)s hồ sơ của %(subjects)s đối tượng (bình quân %(times)s lần)") % {
        "dossiers": shown(estimate.dossiers_per_year),
        "subjects": shown(estimate.subjects_per_year),
        "times": shown(Decimal(round(estimate.times_per_year * 100)) / 100),
    }
    hourly = _("%s đ một giờ") % shown(round(estimate.hourly_income_vnd))
    if estimate.income is not None:
        hourly += _(" (GDP bình quân năm %(year)s: %(gdp)s đ ÷ %(hours)s giờ)") % {
            "year": estimate.income.gdp_year,
            "gdp": shown(estimate.income.gdp_per_capita_vnd),
            "hours": shown(estimate.income.hours_per_year),
        }
    facts = [
        {"label": _("Một năm"), "value": often},
        {"label": _("Thu nhập tính cho"), "value": hourly},
    ]
    if estimate.income is not None:
        sure = Certainty(estimate.income.certainty).label
        since = _("áp dụng từ %s") % f"{estimate.income.in_force.lower:%d/%m/%Y}"
        said = f"{estimate.income.source} {estimate.income.basis} ({sure}; {since})"
        facts.append({"label": _("Nguồn của thu nhập"), "value": said})
    if estimate.waited_days is not None:
        said = _(
            "một nửa trong %(count)s hồ sơ đã xong, xong trong %(days)s ngày (%(sure)s); không tính thành tiền"
        ) % {
            "count": shown(estimate.waited_dossiers),
            "days": shown(round(estimate.waited_days, 1)),
            "sure": sure_from(estimate.waited_dossiers).label.lower(),
        }
        facts.append({"label": _("Thời gian chờ kết quả"), "value": said})
    if estimate.made_by is not None:
        who = f"{estimate.made_by.full_name}, {moment(estimate.made_at)}"
        facts.append({"label": _("Người lập"), "value": who})
    if estimate.agreed_by is not None:
        who = f"{estimate.agreed_by.full_name}, {moment(estimate.agreed_at)}"
        facts.append({"label": _("Thống nhất"), "value": who})
    return facts


def _unsure_income(estimate: CostEstimate) -> bool:
    """Whether the income alone keeps lines with hours from being sure."""
    return estimate.income is not None and sure_of(Certainty(estimate.income.certainty)) is Confidence.LOW


def _copies(estimate: CostEstimate, sheet: ShownSheet) -> list[dict[str, Any]]:
    """The copies after simplification with what each would save."""
    copies = list(estimate.copies.order_by("-made_at", "-id")[:20])
    costs = costs_of([copy.pk for copy in copies])
    return [
        {
            "copy": copy,
            "status": EstimateStatus(copy.status).label,
            "per_dossier_vnd": whole_vnd(costs[copy.pk]),
            "saving_vnd": whole_vnd((sheet.once - costs[copy.pk]) * sheet.dossiers),
            "rate": _rate(sheet.once - costs[copy.pk], sheet.once),
        }
        for copy in copies
    ]


def _saving(estimate: CostEstimate, sheet: ShownSheet, lines: list[KeptLine]) -> dict[str, Any]:
    """What the copy saves against the sheet it is of, with the lines that differ."""
    assert estimate.of is not None
    before = [line for _row, line in kept_lines(estimate.of)]
    once = sum((line.cost for line in before), Fraction(0))
    saved = once - sheet.once
    return {
        "before_vnd": whole_vnd(once),
        "per_dossier_vnd": whole_vnd(saved),
        "per_year_vnd": whole_vnd(saved * sheet.dossiers),
        "rate": _rate(saved, once),
        "changes": compared(changes_between(before, lines)),
    }


def _rate(part: Fraction, whole: Fraction) -> Decimal | None:
    found = percent(part, whole)
    return None if found is None else found / 100
