"""Marking procedures as concerning business, or not, many at once; and undoing it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reviews.models import BusinessMark, BusinessMarking
from motcua.reviews.policy.scenarios import require_set_targets

MOST_AT_ONCE = 6000
LONGEST_REASON = 1000
_LONGEST_RULE = 300


@transaction.atomic
def mark_business(
    *,
    agency_id: UUID,
    procedure_ids: Collection[UUID],
    concerns: bool,
    reason: str,
    by: Person,
    at: datetime,
    rule: str = "",
) -> BusinessMarking:
    """Mark these procedures as concerning business, or as not doing so, for the agency and all below. What was marked
    before stays in the history.

    :raises Refused: "keep-reviews-not-allowed", "business-reason-missing", "business-nothing-chosen",
        "business-too-many", "procedure-not-found".
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_set_targets(by, agency_id=agency_id, on=local_day(at))
    said = _said(reason)
    chosen = set(procedure_ids)
    if not chosen:
        raise Refused("business-nothing-chosen", "Chưa chọn thủ tục nào. Đánh dấu thủ tục trong bảng.")
    if len(chosen) > MOST_AT_ONCE:
        raise Refused(
            "business-too-many", f"Đánh dấu tối đa {MOST_AT_ONCE} thủ tục một lần. Chia làm nhiều lần."
        )
    known = set(Procedure.objects.filter(pk__in=chosen).values_list("pk", flat=True))
    if known != chosen:
        raise Refused(
            "procedure-not-found", "Có thủ tục không còn trong danh mục. Tải lại trang rồi chọn lại."
        )
    marking = BusinessMarking.objects.create(
        agency_id=agency_id, concerns=concerns, reason=said, rule=clean(rule)[:_LONGEST_RULE], by=by, at=at
    )
    BusinessMark.objects.bulk_create(
        [BusinessMark(marking=marking, procedure_id=pk) for pk in sorted(chosen)], batch_size=1000
    )
    payload = {"concerns": concerns, "procedures": len(chosen), "reason": said, "rule": marking.rule}
    record(fact=_fact("BusinessMarked", marking, payload), actor=by.actor, at=at)
    return marking


@transaction.atomic
def undo_marking(*, marking_id: UUID, reason: str, by: Person, at: datetime) -> BusinessMarking:
    """Undo one act of marking: what was marked before it counts again.

    :raises Refused: "business-marking-not-found", "keep-reviews-not-allowed", "business-marking-undone",
        "business-reason-missing".
    """
    marking = BusinessMarking.objects.select_for_update().filter(pk=marking_id).first()
    if marking is None:
        raise Refused(
            "business-marking-not-found", "Không có lần đánh dấu này. Xem lại danh sách các lần đánh dấu."
        )
    require_set_targets(by, agency_id=marking.agency_id, on=local_day(at))
    if marking.undone_at is not None:
        raise Refused("business-marking-undone", "Lần đánh dấu này đã được hoàn tác. Tải lại trang.")
    marking.undone_by, marking.undone_at, marking.undone_why = by, at, _said(reason)
    marking.save(update_fields=["undone_by", "undone_at", "undone_why"])
    record(
        fact=_fact("BusinessMarkingUndone", marking, {"reason": marking.undone_why}), actor=by.actor, at=at
    )
    return marking


def _said(reason: str) -> str:
    said = clean(reason)
    if not said or len(said) > LONGEST_REASON:
        raise Refused(
            "business-reason-missing",
            f"Ghi lý do và văn bản làm căn cứ (tối đa {LONGEST_REASON} ký tự).",
            field="reason",
        )
    return said


def _fact(kind: str, marking: BusinessMarking, payload: dict[str, object]) -> Fact:
    return Fact(kind, "business_marking", str(marking.pk), {"agency": str(marking.agency_id), **payload})
