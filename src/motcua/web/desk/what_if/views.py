"""Trying changes on a procedure: the list of procedures, the table to tick, the smallest set."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.reviews.enums import Wish
from motcua.reviews.models import Scenario
from motcua.reviews.policy.scenarios import may_withdraw
from motcua.reviews.queries.changes.facts import Studied, current_versions, studied
from motcua.reviews.queries.changes.known import known_of
from motcua.reviews.queries.findings.catalogue import catalogue
from motcua.reviews.queries.rounds.carrying import followers_of
from motcua.reviews.queries.scenarios.kept import (
    changes_for,
    changes_of,
    counts_of,
    get_scenario,
    results_of,
    scenarios_of,
)
from motcua.reviews.rules.changes.applying import Applied, apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.facts import Totals
from motcua.reviews.rules.changes.proposing import proposals
from motcua.reviews.rules.changes.writing import write_change
from motcua.reviews.rules.solving.asked import Answer, Case, Choice
from motcua.reviews.rules.solving.explaining import explained
from motcua.reviews.rules.solving.smallest import smallest
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.what_if.asking import (
    AIMS,
    Asked,
    agency_tabs,
    aims_in,
    allowed_in,
    asked,
    changes_in,
    left_out,
    query_of,
    sheet_href,
    study,
    wish_in,
)
from motcua.web.desk.what_if.carrying import may_carry
from motcua.web.desk.what_if.shown import measures, positions, ticks, told_rows, without

READERS = (Capability.READ_REVIEWS, Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
_USUAL = {"muc.time": "30", "muc.cost": "30"}
_HARD = 5  # of seven


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """The procedures of the agency's competence, a page of them, each with what it weighs."""
    of = asked(request)
    versions = current_versions(of.scope)
    wanted = _matching(versions, request.GET.get("tim", "").strip()[:200], of)
    start = request.GET.get("sau", "")
    rest = [code for code in sorted(wanted) if code > start]
    shown = rest[:PAGE]
    found = studied([versions[code] for code in shown], of.scope)
    kept = counts_of([one.version.procedure_id for one in found.values()], of.agency.pk)
    context = {
        "asked": of,
        "agencies": agency_tabs(request, of),
        "count": len(wanted),
        "search": request.GET.get("tim", ""),
        "rows": [_row(one, kept, of) for one in found.values()],
        "first_href": address(request) if start else "",
        "next_href": address(request, sau=shown[-1]) if len(rest) > PAGE else "",
        "portfolio_href": of.path("portfolio:page"),
    }
    return render(request, "desk/what_if/list.html", context)


def _matching(versions: dict[str, UUID], text: str, of: Asked) -> list[str]:
    """The codes whose procedure is called like this; all where nothing is asked."""
    if not text:
        return list(versions)
    words = fold(text)
    return [
        one.code
        for one in catalogue(of.scope).procedures
        if one.code in versions and (words in fold(one.name) or text in one.code)
    ]


def _row(one: Studied, kept: dict[UUID, int], of: Asked) -> dict[str, Any]:
    before = apply(one.facts, []).before
    return {
        "one": one,
        "href": of.path("what_if:page", one.version.procedure_id),
        "before": before,
        "measures": measures(before, before, has_sheet=one.cost is not None),
        "kept": kept.get(one.version.procedure_id, 0),
        "sheet_href": sheet_href(one.version.procedure_id),
    }


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, procedure: UUID) -> HttpResponse:
    """The table to tick, and what the ticks give."""
    of = asked(request)
    found = study(procedure, of)
    opened = _opened(request, procedure, of)
    changes, applied, trouble = _tried(request, found, opened)
    before = apply(found.facts, []).before
    after = applied.after if applied else before
    query = query_of(changes)
    context = {
        **_about(found, of),
        "ticks": ticks(found, changes),
        "count": len(changes),
        "trouble": trouble,
        "measures": measures(before, after, has_sheet=found.cost is not None),
        "told": told_rows(applied) if applied else [],
        "aims": positions(found, applied, of),
        "scenarios": _compared(procedure, found, of, before),
        "compare_href": of.path("what_if:compare", procedure),
        "save_href": of.path("what_if:keep", procedure, **query),
        "may_keep": of.place.does,
        "may_carry": may_carry(procedure, of, request),
        "opened": opened,
        **_of_opened(request, opened, changes, query, of),
        "smallest_href": of.path("what_if:smallest", procedure),
        "usual": _USUAL,
    }
    return render(request, "desk/what_if/page.html", context)


def _opened(request: DeskRequest, procedure: UUID, of: Asked) -> Scenario | None:
    """The scenario that the address names."""
    try:
        wanted = UUID(request.GET.get("phuong-an", ""))
    except ValueError:
        return None
    found = get_scenario(wanted, agencies=[of.agency.pk])
    return found if found.procedure_id == procedure else None


def _tried(
    request: DeskRequest, found: Studied, opened: Scenario | None
) -> tuple[list[Change], Applied | None, str]:
    """The changes in the address, or of the scenario opened where nothing is ticked yet; what they give together, and
    why they cannot be counted, if they cannot."""
    changes: list[Change] = []
    try:
        changes = changes_in(request.GET, found.facts)
        if not changes and opened is not None and "tinh" not in request.GET:
            changes = changes_for(opened, found, at=request.desk.at)
        return changes, apply(found.facts, changes), ""
    except Refused as refused:
        return changes, None, refused.message


def _of_opened(
    request: DeskRequest, opened: Scenario | None, changes: list[Change], query: dict[str, str], of: Asked
) -> dict[str, Any]:
    """Whether the ticks are other than those kept, and where they are written into it."""
    if opened is None:
        return {"is_other": False, "change_href": "", "carry_href": ""}
    may = may_withdraw(request.desk.person, opened, on=request.desk.today) and opened.withdrawn_at is None
    is_other = {write_change(one) for one in changes} != {write_change(one) for one in changes_of(opened)}
    return {
        "is_other": is_other,
        "change_href": of.path("what_if:change", opened.pk, **query) if may and changes and is_other else "",
        "carry_href": "" if opened.withdrawn_at else of.path("what_if:carry", opened.pk),
    }


def _about(found: Studied, of: Asked) -> dict[str, Any]:
    procedure = found.version.procedure_id
    return {
        "asked": of,
        "one": found,
        "list_href": of.path("what_if:list"),
        "page_href": of.path("what_if:page", procedure),
        "sheet_href": sheet_href(procedure),
        "has_sheet": found.cost is not None,
    }


def _compared(procedure: UUID, found: Studied, of: Asked, before: Totals) -> list[dict[str, Any]]:
    """The scenarios kept of the procedure, each with what it gives now and the reviews that follow it."""
    rows, every = [], scenarios_of(procedure, of.agency.pk)
    followers = followers_of([kept.pk for kept in every])
    for kept in every:
        changes, trouble, after = changes_of(kept), "", before
        try:
            same = kept.version_id == found.version.pk
            after = (apply(found.facts, changes) if same else results_of(kept, at=of.scope.at)).after
        except Refused as refused:
            trouble = refused.message
        rows.append(
            {
                "kept": kept,
                "count": len(changes),
                "measures": measures(before, after, has_sheet=found.cost is not None),
                "trouble": trouble,
                "open_href": of.path("what_if:page", procedure, **{"phuong-an": str(kept.pk)}),
                "carry_href": of.path("what_if:carry", kept.pk),
                "followers": followers.get(kept.pk, []),
                "withdraw_href": of.path("what_if:withdraw", kept.pk),
            }
        )
    return rows


@desk_view(*READERS)
@require_GET
def smallest_set(request: DeskRequest, procedure: UUID) -> HttpResponse:
    """The smallest set of changes that reaches the targets asked for."""
    of = asked(request)
    found = study(procedure, of)
    said = {name: str(value) for name, value in request.GET.items()} or dict(_USUAL)
    context: dict[str, Any] = {
        **_about(found, of),
        "aims": [
            {"burden": one, "name": f"muc.{one.value}", "value": said.get(f"muc.{one.value}", "")}
            for one in AIMS
        ],
        "left_out": left_out(said),
        "wishes": [(wish, wish is wish_in(said)) for wish in Wish],
        "said": {name: said.get(key, "") for name, key in _SAID.items()},
        "answer": None,
        "trouble": "",
        "told": [],
        "reasons": [],
        "easier_href": "",
    }
    try:
        context |= _answered(request, found, of, said)
    except Refused as refused:
        context["trouble"] = refused.message
    return render(request, "desk/what_if/smallest.html", context)


_SAID = {"share": "rut", "own": "tu-lam", "evident": "bang-chung"}


def _answered(request: DeskRequest, found: Studied, of: Asked, said: dict[str, str]) -> dict[str, Any]:
    known = known_of([found], of.scope)[found.version.pk]
    proposed = proposals(found.facts, known, allowed_in(said))
    cases = [Case(found.facts, tuple(one.change for one in proposed))]
    answer: Answer = smallest(cases, aims_in(said), wish=wish_in(said))
    changes, why = answer.of(0), explained(cases, answer)
    applied = apply(found.facts, changes)
    reasons = {one.change: one for one in proposed}
    return {
        "answer": answer,
        "measures": measures(applied.before, applied.after, has_sheet=found.cost is not None),
        "told": [
            {
                **row,
                "proposed": reasons[row["told"].change],
                "without": without(why[Choice(0, row["told"].change)]),
            }
            for row in told_rows(applied)
        ],
        "options": len(proposed),
        "easier_href": _easier(request, applied, said),
        "try_href": of.path("what_if:page", found.version.procedure_id, **query_of(changes)),
    }


def _easier(request: DeskRequest, applied: Applied, said: dict[str, str]) -> str:
    """Where the easiest set is, when the fewest changes have a hard one among them; "" otherwise."""
    is_hard = any(told.weight >= _HARD or not told.is_within_power for told in applied.told)
    if wish_in(said) is Wish.EASIEST or not is_hard:
        return ""
    return address(request, **{**said, "cach": Wish.EASIEST.value})
