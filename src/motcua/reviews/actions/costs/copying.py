"""The copy of a sheet as the procedure would be after simplification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.costs.keeping import note, write_lines, write_often
from motcua.reviews.enums import EstimateStatus, Side
from motcua.reviews.models import CostEstimate
from motcua.reviews.policy.costs import require_do_costs, sheet_not_found
from motcua.reviews.queries.costs.sheets import kept_lines, often_of
from motcua.reviews.rules.cost.kept import KeptLine

LONGEST_TITLE = 200


@transaction.atomic
def copy_after(
    *, estimate_id: UUID, title: str, by: Person, at: datetime, lines: Sequence[KeptLine] | None = None
) -> CostEstimate:
    """A draft of the procedure as it would be, for as many dossiers: with the lines given, or all lines of the sheet
    it is copied from, to be cut.

    :raises Refused: "cost-sheet-not-found", "do-reviews-not-allowed", "cost-copy-of-copy", "cost-title-missing",
        "cost-title-too-long".
    """
    before = CostEstimate.objects.select_for_update(no_key=True).filter(pk=estimate_id).first()
    if before is None:
        raise sheet_not_found()
    require_do_costs(by, agency_id=before.agency_id, on=local_day(at))
    if before.side != Side.BEFORE:
        raise Refused("cost-copy-of-copy", "Chỉ lập bản sau đơn giản hóa từ bản hiện tại của thủ tục.")
    after = CostEstimate.objects.get(pk=before.pk)
    after.pk = CostEstimate._meta.pk.get_default()
    after._state.adding = True
    after.side, after.of, after.title, after.status = Side.AFTER, before, _title(title), EstimateStatus.DRAFT
    after.made_by, after.made_at, after.agreed_by, after.agreed_at, after.revision = by, at, None, None, 0
    after.save(force_insert=True)
    write_often([(after, often_of(before))], by=by, at=at)
    copied = [line for _row, line in kept_lines(before)] if lines is None else lines
    write_lines([(after, copied)], by=by, at=at)
    note("CostSheetCopied", after, by, at, {"of": str(before.pk), "title": after.title, "lines": len(copied)})
    return after


def _title(text: str) -> str:
    said = clean(text)
    if not said:
        raise Refused(
            "cost-title-missing", "Ghi tên phương án, ví dụ “Bỏ bản sao chứng thực”.", field="title"
        )
    if len(said) > LONGEST_TITLE:
        raise Refused(
            "cost-title-too-long",
            f"Tên phương án dài quá {LONGEST_TITLE} ký tự. Viết gọn lại.",
            field="title",
        )
    return said
