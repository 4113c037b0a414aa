"""What came of cutting rules on doing business, by kind, between two days: on the page, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.organisations.models import Agency
from motcua.plans.files.long_tables import LongTable
from motcua.reviews.enums import RuleKind
from motcua.reviews.queries.conditions import RuleBalance, balance, cut_and_count
from motcua.reviews.rules.conditions.balance import KINDS_CERTAINTY, Balance, target_of_rules
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.conditions.asking import agencies, agency_asked
from motcua.web.desk.conditions.forms import SpanForm
from motcua.web.desk.conditions.views import rule_tabs
from motcua.web.desk.paging import address
from motcua.web.desk.spreadsheets import long_xlsx


@dataclass(frozen=True, slots=True)
class _Asked:
    agency: Agency
    form: SpanForm
    found: RuleBalance


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    """Rules by kind: how many there were, were cut and made simpler, what they cost; against the shares wanted."""
    asked, places = _asked(request), agencies(request)
    whole = asked.found.whole
    counted = cut_and_count(asked.agency.pk, request.desk.today, rule_kind=None)
    context = {
        "agency": asked.agency,
        "agencies": [
            (one, address(request, **{"co-quan": str(one.pk)})) for one in places if one != asked.agency
        ],
        "tabs": rule_tabs(request, asked.agency, counted, None, is_balance=True),
        "form": asked.form,
        "since": asked.found.since,
        "on": asked.found.on,
        "rows": [
            {"label": kind.label, "href": _rows_of(kind, asked.agency), "one": one, **_shares(one)}
            for kind, one in asked.found.kinds.items()
        ],
        "whole": {"one": whole, **_shares(whole)},
        "targets": _targets(whole, asked.found.on),
        "certainty": KINDS_CERTAINTY.label,
        "workbook_href": f"{reverse('desk:conditions:balance_workbook')}{address(request)}",
    }
    return render(request, "desk/conditions/balance.html", context)


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def workbook(request: DeskRequest) -> FileResponse:
    """The same table as a workbook."""
    found = _asked(request).found
    columns = [
        (_("Loại quy định"), 34),
        (_("Đầu kỳ"), 10),
        (_("Đã rà soát"), 12),
        (_("Đã đề nghị"), 12),
        (_("Đã cắt"), 10),
        (_("Đã đơn giản hóa"), 16),
        (_("Hết áp dụng vì lý do khác"), 18),
        (_("Mới trong kỳ"), 12),
        (_("Cuối kỳ"), 10),
        (_("Tỷ lệ cắt, đơn giản hóa (%)"), 18),
        (_("Chi phí một năm đầu kỳ (đồng)"), 22),
        (_("Chi phí một năm cuối kỳ (đồng)"), 22),
        (_("Tỷ lệ giảm chi phí (%)"), 16),
        (_("Chưa biết chi phí"), 14),
    ]
    title = _("Cắt giảm quy định kinh doanh từ %(since)s đến hết %(on)s") % {
        "since": f"{found.since:%d/%m/%Y}",
        "on": f"{found.on:%d/%m/%Y}",
    }
    table = LongTable(_("Theo loại"), title, columns, _cells(found), _("dòng"))
    return long_xlsx([table], name=f"cat-giam-quy-dinh-{found.on.isoformat()}")


def _asked(request: DeskRequest) -> _Asked:
    """The agency and the days of the address: from the beginning of the year, or of the last day's year, to today."""
    agency, today = agency_asked(request, agencies(request)), request.desk.today
    usual = {"tu": f"01/01/{today.year}", "den": f"{today:%d/%m/%Y}"}
    form = SpanForm({name: request.GET.get(name) or value for name, value in usual.items()})
    form.is_valid()
    on = min(form.cleaned_data.get("den") or today, today)
    since = form.cleaned_data.get("tu") or date(on.year, 1, 1)
    if since > on:
        form.add_error("tu", _("Ngày đầu phải trước ngày cuối, và ngày cuối không sau hôm nay."))
        since = date(on.year, 1, 1)
    return _Asked(agency, form, balance(agency.pk, since=since, on=on))


def _rows_of(kind: RuleKind, agency: Agency) -> str:
    whose = f"?co-quan={agency.pk}"
    if kind is RuleKind.PROCEDURE:
        return f"{reverse('desk:portfolio:business')}{whose}&tinh=co"
    return f"{reverse('desk:conditions:list')}{whose}&quy-dinh={kind.value}"


def _shares(one: Balance) -> dict[str, Decimal | None]:
    return {"percent": _share(one.percent), "cost_percent": _share(one.cost_percent)}


def _share(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / 100


def _targets(whole: Balance, on: date) -> list[dict[str, Any]]:
    """Rules and their cost against the share that is to be cut; nothing before there was one."""
    target = target_of_rules(on)
    if target is None:
        return []
    basis = f"{target.basis} ({target.certainty.label})"
    both = (
        (_("số quy định đầu kỳ đã cắt hoặc đơn giản hóa"), whole.percent, whole.is_enough(target.percent)),
        (_("chi phí tuân thủ đầu kỳ đã giảm"), whole.cost_percent, whole.is_cost_enough(target.percent)),
    )
    return [
        {
            "label": label,
            "percent": percent / 100,
            "width": f"{max(0, min(percent, 100)):.0f}",
            "wanted": target.percent / 100,
            "is_reached": is_reached,
            "basis": basis,
        }
        for label, percent, is_reached in both
        if percent is not None
    ]


def _cells(found: RuleBalance) -> Iterator[list[Any]]:
    for label, one in [*((kind.label, one) for kind, one in found.kinds.items()), (_("Cộng"), found.whole)]:
        yield [
            label,
            one.before,
            one.reviewed,
            one.proposed,
            one.cut,
            one.simplified,
            one.ended,
            one.added,
            one.now,
            _said(one.percent),
            one.cost_before_vnd,
            one.cost_now_vnd,
            _said(one.cost_percent),
            one.uncosted,
        ]


def _said(percent: Decimal | None) -> str:
    return "" if percent is None else f"{percent}".replace(".", ",")
