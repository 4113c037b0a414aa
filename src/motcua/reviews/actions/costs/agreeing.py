"""Agreeing to a sheet, and dropping a draft."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs.keeping import note, open_sheet
from motcua.reviews.enums import EstimateStatus
from motcua.reviews.models import CostEstimate
from motcua.reviews.policy.costs import require_agree_costs, sheet_not_found
from motcua.reviews.queries.costs.sheets import kept_lines
from motcua.reviews.rules.cost.numbers import whole_vnd


@transaction.atomic
def agree_estimate(*, estimate_id: UUID, by: Person, at: datetime) -> CostEstimate:
    """The sheet holds from now on: neither people, norms nor incomes change it any more.

    :raises Refused: "cost-sheet-not-found", "approve-reviews-not-allowed", "own-sheet-not-allowed",
        "cost-sheet-agreed", "cost-sheet-empty", "cost-sheet-before-not-agreed".
    """
    estimate = CostEstimate.objects.select_for_update(no_key=True).filter(pk=estimate_id).first()
    if estimate is None:
        raise sheet_not_found()
    require_agree_costs(by, estimate, on=local_day(at))
    if not estimate.is_draft:
        raise Refused("cost-sheet-agreed", "Bảng chi phí này đã được thống nhất từ trước.")
    lines = [line for _row, line in kept_lines(estimate)]
    if not lines and estimate.of_id is None:
        raise Refused(
            "cost-sheet-empty", "Bảng chưa có dòng chi phí nào. Lập lại từ danh mục hoặc thêm dòng."
        )
    if estimate.of is not None and estimate.of.is_draft:
        raise Refused(
            "cost-sheet-before-not-agreed",
            "Bản hiện tại của thủ tục chưa được thống nhất. Thống nhất bản hiện tại trước.",
        )
    estimate.status, estimate.agreed_by, estimate.agreed_at = EstimateStatus.AGREED, by, at
    estimate.save(update_fields=["status", "agreed_by", "agreed_at"])
    once = sum((line.cost for line in lines), Fraction(0))
    note("CostSheetAgreed", estimate, by, at, {"per_dossier_vnd": whole_vnd(once)})
    return estimate


@transaction.atomic
def drop_estimate(*, estimate_id: UUID, by: Person, at: datetime) -> None:
    """Take a draft away, with copies of it that are drafts.

    :raises Refused: as `open_sheet`.
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    for one in (*estimate.copies.all(), estimate):
        note("CostSheetDropped", one, by, at)
        one.delete()
