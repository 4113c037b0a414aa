"""What became of the procedures of an issued act: those of the decision that made them public, compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet

from motcua.catalogue.enums import ChangeKind, DecisionStage
from motcua.catalogue.models import (
    DecisionItem,
    Fee,
    ProcedureVersion,
    PromulgationDecision,
    SubmissionMethod,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.text import fold
from motcua.organisations.queries.agencies import subtree, superiors_of
from motcua.reviews.models import DraftAct, DraftActProcedure
from motcua.reviews.rules.impact.following import Difference, ProcedureSaid, compared

_BEFORE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Followed:
    """A procedure of the act, the item of the decision that carried it out, and how far both agree; no item when the
    decision does not have it."""

    item: DraftActProcedure
    promulgated: DecisionItem | None
    differences: Sequence[Difference]


def decisions_after(act: DraftAct, *, on: date) -> QuerySet[PromulgationDecision]:
    """The signed decisions that may have carried out the act: of its agency or of bodies above or below, not long
    before it was issued, the latest first."""
    places = subtree(act.agency_id, on) | superiors_of(act.agency_id, on)
    found = PromulgationDecision.objects.filter(stage=DecisionStage.PROMULGATED, agency__in=places)
    if act.issued_on is not None:
        found = found.filter(signed_on__gte=act.issued_on - _BEFORE)
    return found.order_by("-signed_on", "-id")


def followed(act: DraftAct) -> tuple[list[Followed], list[DecisionItem]]:
    """The procedures of the act against those of its decision, and what the decision has besides; five queries."""
    if act.decision_id is None:
        return [], []
    rows = DecisionItem.objects.filter(decision=act.decision_id).select_related("procedure", "version")
    left = list(rows.order_by("procedure__code"))
    said = _said([row for row in left if row.version_id])
    found = []
    for item in act.procedures.select_related("procedure").order_by("added_at", "id"):
        row = next((one for one in left if _is_same(item, one)), None)
        if row is not None:
            left.remove(row)
        told = said.get(row.pk) if row else None
        if row is not None and told is None:
            told = ProcedureSaid(ChangeKind(row.change), item.name)
        found.append(Followed(item, row, compared(_foreseen(item), told) if told else ()))
    return found, left


def _is_same(item: DraftActProcedure, row: DecisionItem) -> bool:
    if item.procedure_id is not None:
        return item.procedure_id == row.procedure_id
    return row.version is not None and fold(item.name) == fold(row.version.name)


def _foreseen(item: DraftActProcedure) -> ProcedureSaid:
    limits = ((item.limit_amount, LimitUnit(item.limit_unit)),) if item.limit_amount is not None else ()
    return ProcedureSaid(
        ChangeKind(item.change),
        item.name,
        item.papers,
        limits,
        () if item.fee_vnd is None else (item.fee_vnd,),
    )


def _said(rows: Sequence[DecisionItem]) -> dict[int, ProcedureSaid]:
    versions = [row.version_id for row in rows if row.version_id is not None]
    papers: dict[object, int] = dict(
        ProcedureVersion.objects.filter(pk__in=versions)
        .values_list("pk")
        .annotate(number=Count("components"))
    )
    limits: dict[object, dict[tuple[Decimal, LimitUnit], None]] = {}
    methods = SubmissionMethod.objects.filter(version__in=versions, limit_amount__isnull=False)
    for version, amount, unit in methods.values_list("version", "limit_amount", "limit_unit"):
        if amount is not None and unit:
            limits.setdefault(version, {})[amount, LimitUnit(unit)] = None
    fees: dict[object, dict[int, None]] = {}
    amounts = Fee.objects.filter(method__version__in=versions, amount_vnd__isnull=False)
    for version, amount_vnd in amounts.values_list("method__version", "amount_vnd"):
        fees.setdefault(version, {})[amount_vnd or 0] = None
    return {
        row.pk: ProcedureSaid(
            ChangeKind(row.change),
            row.version.name if row.version else "",
            papers.get(row.version_id),
            tuple(limits.get(row.version_id, ())),
            tuple(fees.get(row.version_id, ())),
        )
        for row in rows
    }
