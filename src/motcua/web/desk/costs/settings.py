"""What an hour is worth and what activities take, for an agency."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.deadlines.enums import Certainty
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import set_income, set_norm
from motcua.reviews.enums import Block, Confidence
from motcua.reviews.models import ActivityNorm
from motcua.reviews.policy import may_keep
from motcua.reviews.queries.costs.settings import find_income, hourly_vnd, incomes_of, norms_in_force
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.costs.asking import agencies, agency_asked, path_to, tabs_of
from motcua.web.desk.costs.forms import IncomeForm, NormForm
from motcua.web.desk.costs.shown import shown
from motcua.web.desk.costs.views import NEEDS
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history


@desk_view(*NEEDS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    desk, among = request.desk, agencies(request)
    agency = agency_asked(request, among)
    now = find_income(agency.pk, desk.today)
    incomes = incomes_of(agency.pk, desk.today)
    context = {
        "agency": agency,
        "agencies": tabs_of(request, among, agency),
        "income": now,
        "hourly_vnd": whole_vnd(now.per_hour) if now else None,
        "incomes": [
            {
                "row": one,
                "hourly_vnd": whole_vnd(one.per_hour),
                "certainty": Certainty(one.certainty).label,
                "is_now": one == now,
            }
            for one in incomes
        ],
        "blocks": _blocks(norms_in_force(agency.pk, desk.today), agency),
        "may_set": may_keep(desk.person, agency_id=agency.pk, on=desk.today),
        "income_href": path_to("income", agency=agency),
        "list_href": path_to("list", agency=agency),
        "history": read_history(entries_about("cost_settings", str(agency.pk))),
    }
    return render(request, "desk/costs/settings.html", context)


def _blocks(norms: list[ActivityNorm], agency: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": block.label,
            "norms": [
                {
                    "row": norm,
                    "hours": shown(norm.hours),
                    "money": shown(norm.service_vnd + norm.other_vnd),
                    "distance": "" if norm.distance_km is None else shown(norm.distance_km),
                    "confidence": Confidence(norm.confidence).label,
                    "href": path_to("norm", norm.code, agency=agency),
                }
                for norm in norms
                if norm.block == block
            ],
        }
        for block in Block
        if any(norm.block == block for norm in norms)
    ]


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def income(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, agency_asked(request, agencies(request))
    now = find_income(agency.pk, desk.today)
    first: dict[str, Any] = {"since": desk.today, "certainty": Certainty.SECONDARY}
    if now is not None:
        names = ("gdp_year", "gdp_per_capita_vnd", "hours_per_year", "basis")
        first |= {name: getattr(now, name) for name in names}
    form = IncomeForm(posted(request), initial=first)
    return answer_form(
        request,
        form,
        lambda: set_income(
            agency_id=agency.pk,
            facts=form.facts(),
            since=form.cleaned_data["since"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("settings", agency=agency),
        title=_("Thu nhập một giờ"),
        lead=_("Mức của %(agency)s và cấp dưới. Bảng đã lập giữ mức cũ. Đang dùng: %(now)s đ.")
        % {"agency": agency.name, "now": shown(round(hourly_vnd(now), 2)) if now else "–"},
        save=_("Lưu mức mới"),
        back=path_to("settings", agency=agency),
        done=_("Đã đặt thu nhập một giờ."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def norm(request: DeskRequest, code: str) -> HttpResponse:
    desk, agency = request.desk, agency_asked(request, agencies(request))
    known = next((one for one in norms_in_force(agency.pk, desk.today) if one.code == code), None)
    if known is None:
        raise Refused(
            "activity-norm-not-found", _("Thư viện không có hoạt động này. Xem lại danh sách định mức.")
        )
    names = ("hours", "service_vnd", "other_vnd", "distance_km")
    first = {name: getattr(known, name) for name in names}
    form = NormForm(
        posted(request),
        has_distance=known.distance_km is not None,
        initial={**first, "confidence": Confidence.MEDIUM, "since": desk.today},
    )
    return answer_form(
        request,
        form,
        lambda: set_norm(
            agency_id=agency.pk,
            code=code,
            facts=form.facts(),
            since=form.cleaned_data["since"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("settings", agency=agency),
        title=_("Định mức: %s") % known.name,
        lead=_("Cho một %(unit)s. Đang dùng theo: %(source)s") % {"unit": known.unit, "source": known.source},
        save=_("Lưu định mức"),
        back=path_to("settings", agency=agency),
        done=_("Đã đặt định mức. Bảng đã lập giữ số cũ; lập lại bản nháp để dùng số mới."),
    )
