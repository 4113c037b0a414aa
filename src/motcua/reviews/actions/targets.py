"""The targets of cutting: set from a day on, and ended."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from motcua.accounts.models import Person
from motcua.catalogue.enums import ProcedureLevel
from motcua.catalogue.models import Field
from motcua.deadlines.enums import Certainty
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.models import ReductionTarget
from motcua.reviews.policy.scenarios import require_set_targets

LONGEST_BASIS = 1000


@transaction.atomic
def set_target(
    *,
    agency_id: UUID,
    procedures: TargetSet,
    burden: Burden,
    percent: Decimal,
    baseline_on: date,
    since: date,
    basis: str,
    by: Person,
    at: datetime,
    field_id: int | None = None,
    level: ProcedureLevel | None = None,
) -> ReductionTarget:
    """Set a target of the agency from a day on, for procedures of one level or of all. The agency's own target of the
    same set, level and burden ends there, or is replaced when it begins on the same day.

    :raises Refused: "keep-reviews-not-allowed", "target-percent-wrong", "target-basis-missing", "target-field-missing",
        "target-field-unwanted", "target-baseline-wrong", "target-later-one".
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
    require_set_targets(by, agency_id=agency_id, on=local_day(at))
    said = _checked(procedures, percent, baseline_on, since, basis, field_id)
    same = ReductionTarget.objects.filter(
        agency=agency_id, procedures=procedures, burden=burden, field=field_id, level=level or ""
    )
    _make_way(same, since)
    target = ReductionTarget.objects.create(
        agency_id=agency_id,
        procedures=procedures,
        field_id=field_id,
        level=level or "",
        burden=burden,
        percent=percent,
        baseline_on=baseline_on,
        in_force=DateRange(since, None),
        basis=said,
        certainty=Certainty.LAW,
        by=by,
        at=at,
    )
    _note("ReductionTargetSet", target, by, at)
    return target


@transaction.atomic
def end_target(*, target_id: UUID, on: date, by: Person, at: datetime) -> ReductionTarget:
    """End a target of an agency with the day before `on`.

    :raises Refused: "target-not-found", "keep-reviews-not-allowed", "target-ended".
    """
    target = ReductionTarget.objects.select_for_update().filter(pk=target_id, agency__isnull=False).first()
    if target is None or target.agency_id is None:
        raise Refused(
            "target-not-found",
            "Không có mục tiêu này, hoặc là mục tiêu chung không sửa ở đây. Xem lại danh sách.",
        )
    require_set_targets(by, agency_id=target.agency_id, on=local_day(at))
    if target.in_force.upper is not None or on <= target.in_force.lower:
        raise Refused("target-ended", "Mục tiêu này đã kết thúc, hoặc ngày kết thúc không sau ngày bắt đầu.")
    _end(target, on)
    _note("ReductionTargetEnded", target, by, at)
    return target


def _checked(
    procedures: TargetSet, percent: Decimal, baseline_on: date, since: date, basis: str, field_id: int | None
) -> str:
    said = clean(basis)
    if not 0 < percent <= 100:
        raise Refused(
            "target-percent-wrong", "Tỷ lệ cắt giảm phải lớn hơn 0 và không quá 100 %.", field="percent"
        )
    if not said or len(said) > LONGEST_BASIS:
        raise Refused(
            "target-basis-missing",
            f"Ghi văn bản giao mục tiêu này: số, ngày, điều khoản (tối đa {LONGEST_BASIS} ký tự).",
            field="basis",
        )
    if baseline_on > since:
        raise Refused(
            "target-baseline-wrong",
            "Ngày lấy làm gốc phải trước hoặc bằng ngày bắt đầu.",
            field="baseline_on",
        )
    if procedures is TargetSet.FIELD and (field_id is None or not Field.objects.filter(pk=field_id).exists()):
        raise Refused("target-field-missing", "Chọn lĩnh vực của mục tiêu.", field="field")
    if procedures is not TargetSet.FIELD and field_id is not None:
        raise Refused(
            "target-field-unwanted", "Mục tiêu này không theo lĩnh vực. Bỏ chọn lĩnh vực.", field="field"
        )
    return said


def _make_way(same: QuerySet[ReductionTarget], since: date) -> None:
    """End the target of the same kind before that day, or take away the one that begins on it."""
    if same.filter(in_force__startswith__gt=since).exists():
        raise Refused(
            "target-later-one",
            "Đã có mục tiêu cùng loại bắt đầu sau ngày này. Chọn ngày muộn hơn.",
            field="since",
        )
    same.filter(in_force__startswith=since).delete()
    for former in same.filter(in_force__contains=since):
        _end(former, since)


def _end(target: ReductionTarget, on: date) -> None:
    target.in_force = DateRange(target.in_force.lower, on)
    target.save(update_fields=["in_force"])


def _note(kind: str, target: ReductionTarget, by: Person, at: datetime) -> None:
    payload = {
        "agency": str(target.agency_id),
        "procedures": target.procedures,
        "field": target.field_id,
        "level": target.level,
        "burden": target.burden,
        "percent": str(target.percent),
        "baseline_on": target.baseline_on.isoformat(),
        "since": target.in_force.lower.isoformat(),
        "until": target.in_force.upper.isoformat() if target.in_force.upper else None,
        "basis": target.basis,
    }
    record(fact=Fact(kind, "reduction_target", str(target.pk), payload), actor=by.actor, at=at)
