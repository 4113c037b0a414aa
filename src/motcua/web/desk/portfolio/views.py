"""The portfolio: what procedures weigh before, now and as planned, against targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.catalogue.enums import ProcedureLevel
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Burden, TargetSet, Wish
from motcua.reviews.queries.conditions import cut_and_count
from motcua.reviews.queries.portfolio import portfolio, targets_on, wanted_of
from motcua.reviews.queries.portfolio_measured import measured_portfolio
from motcua.reviews.queries.portfolio_solving import Spread, spread_smallest
from motcua.reviews.rules.changes.applying import plain
from motcua.reviews.rules.changes.portfolio import ADDED, Held, sheets_of, sums
from motcua.reviews.rules.changes.targets import NO_FIELD, Part, fitting
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.web.cutting import PartRow, aimed, in_words, line, part_rows, picture, replaces_words
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.portfolio.asking import Seen, seen
from motcua.web.desk.what_if.asking import (
    AIMS,
    Asked,
    agency_tabs,
    aims_in,
    allowed_in,
    asked,
    left_out,
    query_of,
    wish_in,
)
from motcua.web.desk.what_if.shown import without
from motcua.web.desk.what_if.views import READERS
from motcua.web.measured import numbers_of, sum_rows, year_shown
from motcua.web.templatetags.motcua import money

_LEVELS = dict(ProcedureLevel.choices())


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    """Sums against targets, the falling bars, by field and level, and the list."""
    of = asked(request)
    found = seen(request, of.scope)
    held = found.held
    whole = sums(held)
    days = {target.baseline_on for target in found.targets}
    by_day = {day: _held_since(day, found, of) for day in days}
    levels = sorted({level for one in held for level in one.levels})

    def rows(parts: dict[Part, str]) -> list[PartRow]:
        return part_rows(parts, found.burden, held=held, targets=found.targets, held_on=by_day)

    context = {
        "asked": of,
        "agencies": agency_tabs(request, of),
        "seen": found,
        "whole": whole,
        "lines": [line(burden.label, whole, burden) for burden in ADDED],
        "aims": aimed(found.targets, by_day),
        "picture": picture(held, found.burden, goal_percent=_goal(found)) if held else None,
        "burden": found.burden,
        "burdens": _choices(request, "do", [(one.value, one.label) for one in ADDED], found.burden.value),
        "facets": _facets(request, found),
        "fields": rows(
            {
                replace(found.part, field=one.field or NO_FIELD): one.field or _("Chưa rõ lĩnh vực")
                for one in held
            }
        ),
        "levels": rows({replace(found.part, level=one): _LEVELS.get(one, one) for one in levels}),
        "sheets": sheets_of(held),
        **_measured(of),
        "solve_href": of.path("portfolio:smallest"),
        "register": cut_and_count(of.agency.pk, request.desk.today),
        "target_href": of.path("portfolio:put_target") if of.place.keeps else "",
        "targets_href": of.path("portfolio:targets"),
        "business_href": of.path("portfolio:business"),
        "mergers_href": of.path("portfolio:mergers"),
        **_list(request, held, found, of),
    }
    return render(request, "desk/portfolio/page.html", context)


def _measured(of: Asked) -> dict[str, Any]:
    """Proposals carried out, planned and measured side by side, and the sums of all approved ones."""
    found = measured_portfolio(of.scope)
    rows = [
        {
            "row": row,
            "planned": numbers_of(row.planned_year),
            "year": year_shown(row.measured, row.year),
            "half": row.half,
            "href": reverse("desk:review_rounds:proposal", args=[row.proposal.pk]),
        }
        for row in found.rows
    ]
    return {"measured": rows, "measured_sums": sum_rows(found.sums) if found.sums.proposals else []}


def _held_since(day: Any, found: Seen, of: Asked) -> Sequence[Held]:
    return found.whole.held if day == found.whole.baseline_on else portfolio(of.scope, baseline_on=day).held


def _goal(found: Seen) -> Any:
    """The percentage of the target that is set for just what is shown, when there is one."""
    shown = (one for one in found.targets if one.burden == found.burden)
    return next((one.percent for one in shown if fitting(found.part, wanted_of(one)) == 0), None)


def _choices(
    request: DeskRequest, name: str, words: list[tuple[str, str]], chosen: str
) -> list[dict[str, Any]]:
    return [
        {"label": label, "href": address(request, **{name: value}), "count": 0, "is_current": value == chosen}
        for value, label in words
    ]


def _facets(request: DeskRequest, found: Seen) -> list[dict[str, Any]]:
    held = found.whole.held
    fields = sorted({one.field for one in held if one.field})
    return [
        _facet(
            request,
            _("Tập thủ tục"),
            "tap",
            found.wanted.value,
            [
                (TargetSet.BUSINESS.value, _("Liên quan kinh doanh"), sum(one.is_business for one in held)),
                (TargetSet.INTERNAL.value, _("Nội bộ"), sum(one.kind.value == "internal" for one in held)),
            ],
        ),
        _facet(
            request,
            _("Cấp"),
            "cap",
            found.level,
            [
                (value, label, sum(value in one.levels for one in held))
                for value, label in ProcedureLevel.choices()
            ],
        ),
        _facet(
            request,
            _("Lĩnh vực"),
            "linh-vuc",
            found.field,
            [(name, name, sum(one.field == name for one in held)) for name in fields],
        ),
    ]


def _facet(
    request: DeskRequest, title: str, name: str, chosen: str, choices: list[tuple[str, str, int]]
) -> dict[str, Any]:
    return {
        "title": title,
        "choices": [
            {
                "label": label,
                "count": count,
                "href": address(request, **{name: "" if value == chosen else value}),
                "is_chosen": value == chosen,
            }
            for value, label, count in choices
            if count
        ],
    }


def _list(request: DeskRequest, held: Sequence[Held], found: Seen, of: Asked) -> dict[str, Any]:
    """A page of procedures in the order of codes."""
    start = request.GET.get("sau", "")
    rest = [one for one in held if one.code > start]
    shown = rest[:PAGE]
    return {
        "rows": [
            {
                "one": one,
                "reckoned": _reckoned(one),
                "replaces": replaces_words(one),
                "href": "" if one.is_ended else of.path("what_if:page", one.procedure_id),
                "lines": [
                    {
                        "name": burden.label,
                        "before": in_words(burden, one.before.of(burden)),
                        "now": in_words(burden, one.now.of(burden)),
                        "planned": in_words(burden, one.planned.of(burden)),
                        "is_planned": one.planned.of(burden) != one.now.of(burden),
                        "is_known": _is_known(one, burden),
                    }
                    for burden in ADDED
                ],
            }
            for one in shown
        ],
        "first_href": address(request) if start else "",
        "next_href": address(request, sau=shown[-1].code) if len(rest) > PAGE else "",
    }


def _reckoned(one: Held) -> str:
    """With which number of dossiers and what worth of an hour both sides of the cost were reckoned; whether a sheet
    waits that is not counted."""
    said = [_("bảng chi phí bản nháp, chưa tính")] if one.has_draft else []
    if one.dossiers is not None and one.hourly is not None:
        numbers = {"dossiers": plain(one.dossiers), "hourly": money(whole_vnd(one.hourly))}
        said.insert(0, _("chi phí tính với %(dossiers)s hồ sơ một năm, %(hourly)s một giờ") % numbers)
    return "; ".join(said)


def _is_known(one: Held, burden: Burden) -> bool:
    return one.has_cost if burden is Burden.COST else one.has_limit or burden is not Burden.TIME


@desk_view(*READERS)
@require_GET
def smallest_set(request: DeskRequest) -> HttpResponse:
    """The smallest set of changes over many procedures that reaches targets."""
    of = asked(request)
    said = {name: str(value) for name, value in request.GET.items()}
    wanted = TargetSet.INTERNAL if said.get("tap") == TargetSet.INTERNAL else TargetSet.BUSINESS
    wanted = TargetSet.ALL if said.get("tap") == TargetSet.ALL else wanted
    values = said if any(f"muc.{one.value}" in said for one in AIMS) else _laid_down(of, wanted)
    context: dict[str, Any] = {
        "asked": of,
        "page_href": of.path("portfolio:page"),
        "sets": [(one, one is wanted) for one in (TargetSet.BUSINESS, TargetSet.INTERNAL, TargetSet.ALL)],
        "aims": [
            {"burden": one, "name": f"muc.{one.value}", "value": values.get(f"muc.{one.value}", "")}
            for one in AIMS
        ],
        "left_out": left_out(said),
        "wishes": [(wish, wish is wish_in(said)) for wish in Wish],
        "said": {
            "share": said.get("rut", ""),
            "own": said.get("tu-lam", ""),
            "evident": said.get("bang-chung", ""),
        },
        "answer": None,
        "trouble": "",
    }
    if any(said.get(f"muc.{one.value}") for one in AIMS):
        try:
            spread = spread_smallest(
                of.scope, wanted=wanted, aims=aims_in(said), allowed=allowed_in(said), wish=wish_in(said)
            )
            context |= _spread(spread, of)
        except Refused as refused:
            context["trouble"] = refused.message
    return render(request, "desk/portfolio/smallest.html", context)


def _laid_down(of: Asked, wanted: TargetSet) -> dict[str, str]:
    """What the agency has to reach over all procedures of the set, as a start."""
    return {
        f"muc.{one.burden}": f"{one.percent.normalize():f}".replace(".", ",")
        for one in targets_on(of.agency.pk, of.scope.on)
        if one.procedures == wanted and one.field_id is None and not one.level
    }


def _spread(spread: Spread, of: Asked) -> dict[str, Any]:
    return {
        "answer": spread.answer,
        "reached": [
            {
                "reached": one,
                "name": one.aim.burden.label,
                "before": in_words(one.aim.burden, one.before),
                "after": in_words(one.aim.burden, one.after),
            }
            for one in spread.answer.reached
        ],
        "procedures": len(spread.studied),
        "changed": [
            {
                "one": each.studied,
                "told": [
                    {
                        "told": told,
                        "proposed": each.proposed[told.change],
                        "without": without(each.without[told.change]),
                    }
                    for told in each.told
                ],
                "href": of.path("what_if:page", each.studied.version.procedure_id, **query_of(each.changes)),
            }
            for each in spread.changed
        ],
    }
