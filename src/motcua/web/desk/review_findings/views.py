"""Where to look first: findings by kind with their counts, and one finding with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import ProcedureLevel
from motcua.indicators.enums import Dimension
from motcua.reviews.enums import Clue
from motcua.reviews.policy import finding_not_found
from motcua.reviews.queries.findings.finding import Seen, findings, graph, seen
from motcua.reviews.queries.findings.procedures import competent_codes
from motcua.reviews.queries.findings.reviewing import decisions_about
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.findings.drawing import draw
from motcua.reviews.rules.findings.finding import Finding, Row
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dashboards.links import figure_link
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.review_findings.asking import Reviewed, clue_or_refuse, reviewed, tabs_of

_FROM_DOSSIERS = frozenset(
    {Clue.PAPER_MISSING, Clue.STEP_WAITS, Clue.LIMIT_TOO_LONG, Clue.FEW_FEES, Clue.FULL_ONLINE}
)
_MOST_ROWS = 300


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, asked = request.desk, reviewed(request)
    found = findings(agency_id=asked.agency.pk, at=desk.at)
    every = [one for some in seen(found, agency_id=asked.agency.pk).values() for one in some]
    aside = request.GET.get("da-bo-qua") == "1"
    every, scopes = _of_scope(request, every, competent_codes(Scope(asked.agency.pk, desk.at)) or frozenset())
    wanted = [one for one in every if one.is_aside == aside]
    chosen = {name: request.GET.get(name, "") for name in ("loai", "linh-vuc", "cap")}
    shown = [one for one in wanted if _fits(one.finding, chosen)]
    rows, next_key = _page(shown, request.GET.get("sau", ""))
    context = {
        "asked": asked,
        "agencies": tabs_of(request, asked),
        "rows": [(one, asked.path("page", one.finding.clue, one.finding.key)) for one in rows],
        "found": len(shown),
        "aside": aside,
        "tabs": _tabs(request, every, aside=aside),
        "facets": [*scopes, *_facets(request, wanted, chosen)],
        "graph_href": asked.path("graph"),
        "thresholds_href": asked.path("thresholds"),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=next_key) if next_key else "",
    }
    return render(request, "desk/review_findings/list.html", context)


@desk_view(Capability.READ_REVIEWS, Capability.KEEP_REVIEWS)
@require_GET
def page(request: DeskRequest, clue: str, key: str) -> HttpResponse:
    desk, asked, kind = request.desk, reviewed(request), clue_or_refuse(clue)
    agency_id = asked.agency.pk
    found = seen(findings(agency_id=agency_id, at=desk.at, clues=[kind]), agency_id=agency_id)[kind]
    one = next((each for each in found if each.finding.key == key), None)
    decisions = decisions_about(agency_id=agency_id, clue=kind, key=key)
    if one is None and not decisions:
        raise finding_not_found()
    context: dict[str, Any] = {
        "asked": asked,
        "clue": kind,
        "one": one,
        "decisions": decisions,
        "list_href": asked.path("list"),
        "dismiss_href": asked.path("dismiss", kind, key),
        "reopen_href": asked.path("reopen", kind, key),
        "review_href": reverse("desk:review_rounds:from_finding", args=[kind, key]) + f"?co-quan={agency_id}",
        "is_put_aside": any(decision.reopened_at is None for decision in decisions),
        "picture": None,
        "rows": [],
        "more_rows": 0,
    }
    if one is not None:
        context |= _evidence(request, asked, one.finding)
    return render(request, "desk/review_findings/page.html", context)


def _evidence(request: DeskRequest, asked: Reviewed, finding: Finding) -> dict[str, Any]:
    scope = Scope(asked.agency.pk, request.desk.at)
    rows = finding.rows[:_MOST_ROWS]
    evidence: dict[str, Any] = {
        "rows": [
            (row, list(zip(finding.columns, row.cells, strict=True)), _dossiers(scope, finding, row))
            for row in rows
        ],
        "more_rows": len(finding.rows) - len(rows),
    }
    if finding.clue is Clue.PAPER_IS_RESULT:
        edges = graph(agency_id=asked.agency.pk, at=request.desk.at)
        evidence["picture"] = draw([edge for edge in edges if edge.giver.code == finding.subject])
    return evidence


def _dossiers(scope: Scope, finding: Finding, row: Row) -> str:
    """Where the dossiers are that a line of evidence counts; "" for what the catalogue alone shows."""
    if finding.clue not in _FROM_DOSSIERS:
        return ""
    return figure_link(
        "received_new",
        agency_id=scope.agency_id,
        first=scope.observed_since.date(),
        last=scope.on,
        by=Dimension.PROCEDURE,
        part=row.procedure.procedure_id,
    )


def _of_scope(
    request: DeskRequest, every: list[Seen], ours: frozenset[str]
) -> tuple[list[Seen], list[dict[str, Any]]]:
    """What concerns procedures over which the agency has power, unless the whole catalogue is asked for; with the
    choice between the two where they differ. A national list holds thousands that an agency never handles."""
    own = [one for one in every if any(row.procedure.code in ours for row in one.finding.rows)]
    if not own or len(own) == len(every):
        return every, []
    is_whole = request.GET.get("pham-vi") == "tat-ca"
    choices = [
        {
            "label": label,
            "count": len(some),
            "href": address(request, **{"pham-vi": value}),
            "is_chosen": chosen,
        }
        for label, some, value, chosen in (
            (_("Thủ tục cơ quan có thẩm quyền"), own, "", not is_whole),
            (_("Cả danh mục"), every, "tat-ca", is_whole),
        )
    ]
    return (every if is_whole else own), [{"title": _("Phạm vi"), "choices": choices}]


def _fits(finding: Finding, chosen: Mapping[str, str]) -> bool:
    return (
        (not chosen["loai"] or finding.clue == chosen["loai"])
        and (not chosen["linh-vuc"] or chosen["linh-vuc"] in finding.fields)
        and (not chosen["cap"] or chosen["cap"] in finding.levels)
    )


def _page(shown: list[Seen], after: str) -> tuple[list[Seen], str]:
    """A page of findings after the key of one of them, and the key after which the next page begins, if any."""
    keys = [f"{one.finding.clue}.{one.finding.key}" for one in shown]
    start = keys.index(after) + 1 if after in keys else 0
    end = start + PAGE
    return shown[start:end], keys[end - 1] if len(shown) > end else ""


def _tabs(request: DeskRequest, every: Iterable[Seen], *, aside: bool) -> list[dict[str, Any]]:
    counts = Counter(one.is_aside for one in every)
    return [
        {
            "label": label,
            "href": address(request, **{"da-bo-qua": "1" if is_aside else ""}),
            "count": counts[is_aside],
            "is_current": aside == is_aside,
        }
        for label, is_aside in ((_("Cần xem"), False), (_("Đã bỏ qua"), True))
    ]


def _facets(request: DeskRequest, wanted: list[Seen], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """What can be chosen, each counted with the other choices as they are."""

    def others(name: str) -> list[Finding]:
        rest = {**chosen, name: ""}
        return [one.finding for one in wanted if _fits(one.finding, rest)]

    kinds = Counter(finding.clue.value for finding in others("loai"))
    fields = Counter(field for finding in others("linh-vuc") for field in finding.fields)
    levels = Counter(level for finding in others("cap") for level in finding.levels)
    return [
        _facet(request, _("Loại"), "loai", [(clue.value, clue.label) for clue in Clue], kinds, chosen),
        _facet(request, _("Cấp"), "cap", ProcedureLevel.choices(), levels, chosen),
        _facet(
            request,
            _("Lĩnh vực"),
            "linh-vuc",
            [(name, name) for name, _n in fields.most_common(20)],
            fields,
            chosen,
        ),
    ]


def _facet(
    request: DeskRequest,
    title: str,
    name: str,
    words: list[tuple[str, str]],
    counts: Mapping[str, int],
    chosen: Mapping[str, str],
) -> dict[str, Any]:
    choices = [
        {
            "label": label,
            "count": counts[value],
            "href": address(request, **{name: "" if chosen[name] == value else value}),
            "is_chosen": chosen[name] == value,
        }
        for value, label in words
        if counts[value] or chosen[name] == value
    ]
    return {"title": title, "choices": choices}
