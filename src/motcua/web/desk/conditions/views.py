"""The register of business conditions and other rules with its counts, and one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.organisations.models import Agency
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.policy.conditions import may_enter_conditions
from motcua.reviews.queries.conditions.counting import CutAndCount, cut_and_count
from motcua.reviews.queries.conditions.listing import (
    PAGE,
    conditions_visible_to,
    conditions_wanted,
    marks_of,
    names_of_procedures,
    page_of_conditions,
    wordings_of,
)
from motcua.reviews.rules.conditions.counting import Counts
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.conditions.asking import (
    LISTED,
    UNSEEN,
    agencies,
    agency_asked,
    condition_or_refuse,
    wanted,
)
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address, after_name

# Short, so that all parts of the register fit beside each other.
_TABS = {
    RuleKind.PROCEDURE: gettext_lazy("Thủ tục"),
    RuleKind.CONDITION: gettext_lazy("Điều kiện"),
    RuleKind.REPORT: gettext_lazy("Báo cáo"),
    RuleKind.INSPECTION: gettext_lazy("Kiểm tra"),
    RuleKind.STANDARD: gettext_lazy("Tiêu chuẩn"),
    RuleKind.OTHER: gettext_lazy("Khác"),
}
STATES = {state.value: state.label for state in ConditionState}


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, places = request.desk, agencies(request)
    agency = agency_asked(request, places)
    asked = wanted(request, agency)
    found = conditions_wanted(conditions_visible_to(desk.person, desk.today), asked, on=desk.today)
    rows = page_of_conditions(found, after=after_name(request))
    shown = rows[:PAGE]
    wordings = wordings_of(shown)
    counted = cut_and_count(agency.pk, desk.today, rule_kind=asked.rule_kind)
    is_of_conditions = asked.rule_kind in (None, RuleKind.CONDITION)
    context = {
        "agency": agency,
        "agencies": [(one, address(request, **{"co-quan": str(one.pk)})) for one in places if one != agency],
        "rows": [(row, wordings.get(row.pk), state_label(row.state)) for row in shown],
        "counted": counted,
        "boxes": _boxes(request, counted.whole),
        "tabs": rule_tabs(request, agency, counted, asked.rule_kind),
        "rule_kind": asked.rule_kind.value if asked.rule_kind else "",
        "target": _target(counted) if is_of_conditions else None,
        "lines": _lines(request, counted),
        "text": asked.text,
        "line": asked.line,
        "kind": request.GET.get("loai", ""),
        "kinds": ConditionKind.choices() if is_of_conditions else [],
        "state": request.GET.get("tinh-trang", ""),
        "states": [
            (UNSEEN, _("Chưa rà soát")),
            (LISTED, _("Trong danh mục không cần thiết")),
            *STATES.items(),
        ],
        "narrowed": bool(set(request.GET) - {"sau", "co-quan", "quy-dinh"} and any(request.GET.values())),
        "enters": desk.can(Capability.DO_REVIEWS),
        "query": request.GET.urlencode(),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].code}_{shown[-1].pk}") if len(rows) > PAGE else "",
    }
    return render(request, "desk/conditions/list.html", context)


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = condition_or_refuse(request, pk), request.desk
    wordings = list(row.wordings.prefetch_related("procedures").order_by("-in_force"))
    now = next((one for one in wordings if one.pk == row.wording_id), wordings[0])
    context = {
        "row": row,
        "now": now,
        "state": state_label(row.state),
        "is_cut": row.state == ConditionState.CUT,
        "procedures": names_of_procedures(now.procedures.all()),
        "wordings": wordings,
        "marks": list(reversed(marks_of(row))),
        "enters": may_enter_conditions(desk.person, agency_id=row.agency_id, on=desk.today),
        "history": read_history(entries_about("business_condition", str(pk))),
    }
    return render(request, "desk/conditions/page.html", context)


def rule_tabs(
    request: DeskRequest,
    agency: Agency,
    counted: CutAndCount,
    chosen: RuleKind | None,
    *,
    is_balance: bool = False,
) -> list[dict[str, Any]]:
    """The kinds of rules as parts of the register, procedures where they are marked, and what came of cutting."""
    whose = f"?co-quan={agency.pk}"
    here = reverse("desk:conditions:list") + whose
    own = [kind for kind in RuleKind if kind is not RuleKind.PROCEDURE]
    every = {"label": _("Tất cả"), "href": here, "count": sum(counted.kinds.values())}
    kinds = [
        {"label": _TABS[kind], "href": f"{here}&quy-dinh={kind.value}", "count": counted.kinds.get(kind, 0)}
        for kind in own
    ]
    shown = dict(zip([None, *own], [every, *kinds], strict=True))
    for kind, tab in shown.items():
        tab["is_current"] = kind is chosen and not is_balance
    return [
        *shown.values(),
        {
            "label": _TABS[RuleKind.PROCEDURE],
            "href": reverse("desk:portfolio:business") + whose,
            "count": 0,
            "is_current": False,
        },
        {
            "label": _("Kết quả theo loại"),
            "href": reverse("desk:conditions:balance") + whose,
            "count": 0,
            "is_current": is_balance,
        },
    ]


def state_label(state: str | None) -> str:
    """How a condition stands, in words."""
    return STATES.get(state or "", _("Chưa rà soát"))


def _boxes(request: DeskRequest, counts: Counts) -> list[dict[str, Any]]:
    """The counts, each opening to the conditions it counts."""
    named = [
        (_("Đã ghi"), counts.known, None),
        (_("Chưa rà soát"), counts.unseen, UNSEEN),
        (_("Cần giữ"), counts.needed, ConditionState.NEEDED.value),
        (_("Trong danh mục không cần thiết"), counts.listed, LISTED),
        (_("Đã sửa đổi"), counts.amended, ConditionState.AMENDED.value),
        (_("Đã cắt"), counts.cut + counts.cut_unlisted, ConditionState.CUT.value),
    ]
    return [
        {"label": label, "count": count, "href": address(request, nganh=None, **{"tinh-trang": state})}
        for label, count, state in named
    ]


def _target(counted: CutAndCount) -> dict[str, Any] | None:
    target, whole = counted.target, counted.conditions
    if target is None or whole.percent is None:
        return None
    missing = whole.missing(target.percent)
    return {
        "percent": whole.percent / 100,
        "width": f"{min(whole.percent, 100):.0f}",
        "wanted": target.percent / 100,
        "missing": missing,
        "is_reached": missing == 0,
        "basis": target.basis,
        "certainty": target.certainty.label,
        "unlisted": whole.cut_unlisted,
    }


def _lines(request: DeskRequest, counted: CutAndCount) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "counts": counts,
            "percent": None if counts.percent is None else counts.percent / 100,
            "href": address(request, nganh=line, **{"tinh-trang": None}),
        }
        for line, counts in counted.lines.items()
    ]
