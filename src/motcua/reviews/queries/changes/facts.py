"""The procedures in force with everything that can be changed in them, set by set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Q

from motcua.catalogue.enums import OnlineLevel, ProcedureKind
from motcua.catalogue.models import OnlineService, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import Content
from motcua.kernel.refusals import Refused
from motcua.reviews.enums import Block, EstimateStatus
from motcua.reviews.models import CostEstimate, CostEstimateLine
from motcua.reviews.queries.changes.steps import internal_steps
from motcua.reviews.queries.costs import CurrentCost, current_costs
from motcua.reviews.queries.costs.settings import norms_for
from motcua.reviews.queries.findings.procedures import CURRENT, competent_codes
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.content import Sheet, SheetRow, facts_of
from motcua.reviews.rules.changes.facts import NONE, Neighbour, ProcedureFacts
from motcua.reviews.rules.cost.evidence import Norm
from motcua.reviews.rules.cost.sheets import CostLine

_CURRENT = CURRENT + " SELECT id, code FROM current ORDER BY code"
_ONLINE = ("submit_online", "receive_online")


@dataclass(frozen=True, slots=True)
class Studied:
    """A procedure version with what can be changed in it; `cost` of the sheet that stands, None without one."""

    version: ProcedureVersion
    facts: ProcedureFacts
    content: Content
    level: OnlineLevel | None
    cost: CurrentCost | None

    @property
    def is_by_draft(self) -> bool:
        """Whether its cost is that of a sheet not agreed yet: good for trying, told in no sum."""
        return self.cost is not None and self.cost.status is EstimateStatus.DRAFT

    @property
    def field(self) -> str:
        """Its field of administration."""
        return self.content.field


def current_versions(scope: Scope, *, codes: Collection[str] | None = None) -> dict[str, UUID]:
    """The version in force of each procedure by code: of the agency's own competence, or of these codes."""
    wanted = competent_codes(scope) if codes is None else frozenset(codes)
    return {code: version for version, code in scope.rows(_CURRENT) if wanted is None or code in wanted}


def find_version(code: str, scope: Scope) -> UUID:
    """The version in force of the procedure of this code.

    :raises Refused: "procedure-not-found".
    """
    found = current_versions(scope, codes=[code])
    if code not in found:
        raise Refused(
            "procedure-not-found",
            f"Không có thủ tục mã “{code[:40]}” đang áp dụng. Xem mã trong danh mục thủ tục.",
        )
    return found[code]


def studied(
    version_ids: Collection[UUID],
    scope: Scope,
    *,
    neighbours: Mapping[UUID, Iterable[Neighbour]] | None = None,
) -> dict[UUID, Studied]:
    """These versions with all that can be changed in them and the cost sheet that stands for the agency, by version in
    the order of codes. Some twenty queries, however many versions."""
    versions = ProcedureVersion.objects.filter(pk__in=version_ids).select_related("procedure", "field")
    ordered = list(versions.order_by("procedure__code"))
    contents, levels = contents_of(version_ids), _levels(ordered, scope)
    costs = current_costs(scope.agency_id, scope.on) if scope.agency_id else {}
    wanted = [costs[one.procedure_id] for one in ordered if one.procedure_id in costs]
    steps = internal_steps([one.procedure.code for one in ordered], scope)
    sheets = _sheets(wanted, contents, {one.procedure_id: one.pk for one in ordered}, scope)
    return {
        one.pk: Studied(
            one,
            facts_of(
                one.procedure.code,
                contents[one.pk],
                is_central=one.procedure.kind in (ProcedureKind.MINISTRY, ProcedureKind.INTERCONNECTED),
                level=levels.get(one.procedure_id),
                sheet=sheets.get(one.procedure_id),
                neighbours=(neighbours or {}).get(one.pk, ()),
                internal_steps=steps.get(one.procedure.code, ()),
            ),
            contents[one.pk],
            levels.get(one.procedure_id),
            costs.get(one.procedure_id),
        )
        for one in ordered
    }


def _levels(versions: Iterable[ProcedureVersion], scope: Scope) -> dict[UUID, OnlineLevel]:
    """The lowest level at which any of the agency's bodies offers each procedure online."""
    bodies = Q() if scope.places is None else Q(agency__in=scope.places)
    rows = OnlineService.objects.filter(
        bodies, procedure__in=[one.procedure_id for one in versions], in_force__contains=scope.on
    ).values_list("procedure_id", "level")
    order = [OnlineLevel.FULL, OnlineLevel.PARTIAL, OnlineLevel.INFORMATION]
    found: dict[UUID, OnlineLevel] = {}
    for procedure, level in rows:
        least = found.get(procedure, OnlineLevel.FULL)
        found[procedure] = max(least, OnlineLevel(level), key=order.index)
    return found


def _sheets(
    costs: Collection[CurrentCost],
    contents: Mapping[UUID, Content],
    versions: Mapping[UUID, UUID],
    scope: Scope,
) -> dict[UUID, Sheet]:
    """The sheets that stand, by procedure; five queries, none when there are none."""
    if not costs or scope.agency_id is None:
        return {}
    rows: dict[UUID, list[CostEstimateLine]] = defaultdict(list)
    asked = CostEstimateLine.objects.filter(estimate__in=[one.estimate_id for one in costs])
    for row in asked.select_related("component").order_by("estimate_id", "position", "id"):
        rows[row.estimate_id].append(row)
    norms = norms_for(scope.agency_id, scope.on)
    incomes = dict(
        CostEstimate.objects.filter(pk__in=[one.estimate_id for one in costs]).values_list(
            "pk", "hourly_income_vnd"
        )
    )
    return {
        one.procedure_id: Sheet(
            tuple(_row(row) for row in rows[one.estimate_id]),
            one.dossiers_per_year,
            _online(norms, incomes[one.estimate_id], contents[versions[one.procedure_id]]),
        )
        for one in costs
    }


def _row(row: CostEstimateLine) -> SheetRow:
    cost = CostLine(
        row.activity,
        row.hours,
        row.hourly_income_vnd,
        row.service_vnd,
        row.fee_vnd,
        row.other_vnd,
        Block(row.block),
    )
    paper = row.component.name if row.component else ""
    return SheetRow(row.key, cost, Fraction(row.times), row.norm, paper, row.channel)


def _online(norms: Mapping[str, Norm], income: Decimal, content: Content) -> Fraction:
    """What lodging online, taking the papers' pictures and receiving online cost once, in đồng; of a procedure with
    cases the most papers that one case asks for."""
    papers = _papers_of_a_case(content)
    times = {**dict.fromkeys(_ONLINE, 1), "scan_paper": papers}
    return sum((_once(norms[code], income) * often for code, often in times.items() if code in norms), NONE)


def _papers_of_a_case(content: Content) -> int:
    counts: dict[str, int] = defaultdict(int)
    for paper in content.components:
        counts[paper.case_name] += 1
    common = counts.pop("", 0)
    return common + max(counts.values(), default=0)


def _once(norm: Norm, income: Decimal) -> Fraction:
    return Fraction(norm.hours) * Fraction(income) + Fraction(norm.service_vnd) + Fraction(norm.other_vnd)
