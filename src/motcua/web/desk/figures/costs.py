"""Behind a share of cost: each procedure with what a year cost before and now, and the sheets that say so."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.indicators.enums import Source
from motcua.indicators.queries.costs_behind import PAGE, CostRow, costs_behind
from motcua.indicators.queries.measuring import measure
from motcua.indicators.rules.declared import get_measure
from motcua.kernel.refusals import Refused
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, ask
from motcua.web.desk.paging import address
from motcua.web.templatetags.motcua import money


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    """The procedures that a share of cost compares, in the order of codes; those not counted say why.

    :raises Refused: "measure-without-costs".
    """
    form, question = ask(request.GET, request.desk)
    known = get_measure(code, question.last)
    if known.source is not Source.COSTS:
        raise Refused("measure-without-costs", _("Chỉ số này không tính từ bảng chi phí."))
    asked, start = question.asked, request.GET.get("sau", "")[:40].replace("\x00", "")
    found = costs_behind(known, asked, after=start, size=PAGE + 1)
    reads = request.desk.can(Capability.READ_REVIEWS)
    whole = measure(code, agency_id=asked.agency_id, window=asked.window, as_of=asked.as_of)
    context = {
        "measure": known,
        "question": question,
        "form": form,
        "says": whole.says,
        "rows": [_shown(one, reads=reads) for one in found[:PAGE]],
        "trail": _trail(code, known.name, question.query),
        "elsewhere": reverse("desk:portfolio:page") if reads else "",
        "first_href": address(request) if start else "",
        "next_href": address(request, sau=found[PAGE - 1].code) if len(found) > PAGE else "",
    }
    return render(request, "desk/figures/costs.html", context)


def _trail(code: str, name: str, query: str) -> list[dict[str, str]]:
    return [
        {"label": _("Số liệu"), "href": f"{reverse('desk:figures:list')}?{query}"},
        {"label": name, "href": f"{reverse('desk:figures:measure', args=[code])}?{query}"},
    ]


def _shown(one: CostRow, *, reads: bool) -> dict[str, Any]:
    others = [code for code in one.codes if code != one.code]
    return {
        "one": one,
        "href": reverse("desk:procedures:page", args=[one.procedure_id]),
        "before": _vnd(one.before),
        "now": _vnd(one.now),
        "cut": _vnd(one.cut),
        "others": ", ".join(others),
        "why": "" if one.is_known else _missing(one),
        "sheets": [reverse("desk:costs:page", args=[pk]) for pk in one.sheets] if reads else [],
        "sheet_now": _now(one) if reads else "",
        "make": reverse("desk:costs:procedure", args=[one.procedure_id]) if reads else "",
    }


def _vnd(amount: Any) -> str:
    return "" if amount is None else money(whole_vnd(amount))


def _now(one: CostRow) -> str:
    return (
        reverse("desk:costs:page", args=[one.sheet_now])
        if one.sheet_now and one.sheet_now not in one.sheets
        else ""
    )


def _missing(one: CostRow) -> str:
    """Which sheet is wanting."""
    if len(one.sheets) < len(one.codes):
        return _("thiếu bảng chi phí đã thống nhất của bản trước")
    return _("thiếu bảng chi phí đã thống nhất của bản hiện nay")
