"""Going to a unit: the day, the team, the check-list; telling the unit in time; not going after all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.accounts.models import Person, Position
from motcua.kernel.actions import insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.locking import lock_inspection, lock_round, of_inspection, touch
from motcua.plans.actions.inspections.telling import heads_of_unit, tell_of
from motcua.plans.enums import InspectionKind, InspectionStatus, RoundStatus
from motcua.plans.models import ChecklistVersion, Inspection, InspectionMember
from motcua.plans.policy import checklist_not_found, require_inspect
from motcua.plans.queries.inspections.ways import ways_of
from motcua.plans.rules.inspecting import WAITING, told_by


@dataclass(frozen=True, slots=True)
class Visit:
    """When people go to a unit, who, and with which published check-list. The leader is of the team."""

    planned_on: date
    leader_id: UUID
    checklist_id: UUID
    member_ids: tuple[UUID, ...] = ()
    place: str = ""


@transaction.atomic
def plan_inspection(*, round_id: UUID, unit_id: UUID, visit: Visit, by: Person, at: datetime) -> Inspection:
    """Set a day and a team for a unit that the round took.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "round-status-wrong", "unit-not-taken",
        "inspection-planned-already", "inspection-day-wrong", "team-wrong", "checklist-not-found".
    """
    drawn = lock_round(round_id)
    require_inspect(by, agency_id=drawn.agency_id, on=local_day(at))
    drawn = lock_round(round_id, RoundStatus.APPROVED)
    row = drawn.candidates.select_related("unit").filter(unit=unit_id, is_taken=True).first()
    if row is None:
        raise Refused(
            "unit-not-taken", "Đơn vị này không được chọn trong đợt. Chọn đơn vị trong danh sách đã duyệt."
        )
    if drawn.inspections.filter(unit=unit_id).exclude(status=InspectionStatus.CANCELLED).exists():
        raise Refused(
            "inspection-planned-already",
            f"{row.unit.name} đã có lịch kiểm tra trong đợt này. Mở cuộc kiểm tra đó để đổi ngày.",
        )
    if not drawn.period.lower <= visit.planned_on < (drawn.period.upper or date.max):
        raise Refused(
            "inspection-day-wrong", "Ngày kiểm tra nằm ngoài thời gian của đợt.", field="planned_on"
        )
    made = Inspection(
        agency=drawn.agency,
        round=drawn,
        unit=row.unit,
        kind=InspectionKind.SCHEDULED,
        reason=row.reason,
        is_sample=drawn.is_sample,
    )
    return _make(made, visit, by, at)


@transaction.atomic
def plan_surprise(
    *,
    agency_id: UUID,
    unit_id: UUID,
    reason: str,
    visit: Visit,
    round_id: UUID | None = None,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> Inspection:
    """Set up an inspection that the unit is not told of, and say why: complaints, reports, signs.

    :raises Refused: "keep-inspections-not-allowed", "reason-missing", "unit-not-found", "inspection-day-wrong",
        "team-wrong", "checklist-not-found", "inspection-not-found" for a round of another agency.
    """
    require_inspect(by, agency_id=agency_id, on=local_day(at))
    if not clean(reason):
        raise Refused(
            "reason-missing",
            "Ghi vì sao kiểm tra đột xuất, ví dụ có dấu hiệu yêu cầu giấy tờ ngoài quy định. Đơn vị đọc lý do này sau "
            "khi kiểm tra: không ghi số, ngày của phản ánh hay tên người gửi.",
            field="reason",
        )
    unit = Agency.objects.filter(pk=unit_id, held__contains=visit.planned_on).exclude(pk=agency_id).first()
    if unit is None:
        raise Refused("unit-not-found", "Không có đơn vị này vào ngày kiểm tra. Chọn đơn vị khác.")
    drawn = lock_round(round_id, RoundStatus.APPROVED) if round_id else None
    if drawn is not None and drawn.agency_id != agency_id:
        lock_round(UUID(int=0))
    made = Inspection(
        agency_id=agency_id,
        round=drawn,
        unit=unit,
        kind=InspectionKind.SURPRISE,
        reason=clean(reason),
        is_sample=is_sample,
    )
    return _make(made, visit, by, at)


@transaction.atomic
def change_inspection(
    *, inspection_id: UUID, visit: Visit, by: Person, at: datetime, seen: int | None = None
) -> Inspection:
    """Go on another day, with another team or check-list. A unit that was told is told anew, in time.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "inspection-changed", "inspection-begun", "notice-too-late", and as `plan_inspection`.
    """
    inspection = lock_inspection(inspection_id, *WAITING, seen=seen)
    on = local_day(at)
    require_inspect(by, agency_id=inspection.agency_id, on=on)
    if inspection.checklist_id != visit.checklist_id and inspection.answers.exists():
        raise Refused(
            "inspection-begun",
            "Đã ghi kết quả theo danh mục cũ nên không đổi danh mục được nữa.",
            field="checklist",
        )
    moved = inspection.planned_on != visit.planned_on
    was_told = inspection.status == InspectionStatus.NOTIFIED
    if moved and was_told:
        _require_in_time(inspection, visit.planned_on, on)
    before = inspection.planned_on
    _put(inspection, visit, by, on)
    touch(inspection)
    _put_team(inspection, visit)
    payload = {"planned_on": inspection.planned_on, "before": before, "members": _team(visit)}
    record(fact=of_inspection(inspection, "InspectionReplanned", payload), actor=by.actor, at=at)
    _tell_team(inspection, by, at)
    if moved and was_told:
        people = heads_of_unit(inspection, on)
        key = str(inspection.revision)
        tell_of(inspection, "inspection_announced", people, key=key, but=by, at=at)
    return inspection


@transaction.atomic
def notify_unit(*, inspection_id: UUID, by: Person, at: datetime) -> Inspection:
    """Tell the unit of an inspection by plan, at least so many days before as the agency has set.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "surprise-not-announced", "notice-too-late".
    """
    inspection = lock_inspection(inspection_id)
    on = local_day(at)
    require_inspect(by, agency_id=inspection.agency_id, on=on)
    if inspection.kind == InspectionKind.SURPRISE:
        raise Refused("surprise-not-announced", "Kiểm tra đột xuất không báo trước cho đơn vị.")
    inspection = lock_inspection(inspection_id, InspectionStatus.PLANNED)
    _require_in_time(inspection, inspection.planned_on, on)
    inspection.status, inspection.notified_at = InspectionStatus.NOTIFIED, at
    touch(inspection)
    payload = {"planned_on": inspection.planned_on}
    record(fact=of_inspection(inspection, "InspectionAnnounced", payload), actor=by.actor, at=at)
    people = heads_of_unit(inspection, on)
    tell_of(inspection, "inspection_announced", people, key=str(inspection.revision), but=by, at=at)
    return inspection


@transaction.atomic
def cancel_inspection(*, inspection_id: UUID, reason: str, by: Person, at: datetime) -> Inspection:
    """Do not go after all.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "reason-missing".
    """
    inspection = lock_inspection(inspection_id, *WAITING)
    on = local_day(at)
    require_inspect(by, agency_id=inspection.agency_id, on=on)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi lý do không kiểm tra nữa.", field="reason")
    was_told = inspection.status == InspectionStatus.NOTIFIED
    inspection.status, inspection.cancelled_for = InspectionStatus.CANCELLED, clean(reason)[:300]
    touch(inspection)
    payload = {"reason": inspection.cancelled_for}
    record(fact=of_inspection(inspection, "InspectionCancelled", payload), actor=by.actor, at=at)
    if was_told:
        facts = {"reason": inspection.cancelled_for}
        tell_of(inspection, "inspection_cancelled", heads_of_unit(inspection, on), but=by, at=at, facts=facts)
    return inspection


def _make(made: Inspection, visit: Visit, by: Person, at: datetime) -> Inspection:
    on = local_day(at)
    made.created_by, made.created_at = by, at
    _put(made, visit, by, on)
    made.save()
    _put_team(made, visit)
    payload = {
        "unit": made.unit_id,
        "kind": made.kind,
        "planned_on": made.planned_on,
        "members": _team(visit),
        "reason": made.reason,
    }
    record(fact=of_inspection(made, "InspectionPlanned", payload), actor=by.actor, at=at)
    _tell_team(made, by, at)
    return made


def _put(inspection: Inspection, visit: Visit, by: Person, on: date) -> None:
    if visit.planned_on < on:
        raise Refused("inspection-day-wrong", "Ngày kiểm tra đã qua. Chọn ngày khác.", field="planned_on")
    _require_team(inspection.unit, visit)
    version = ChecklistVersion.objects.filter(
        pk=visit.checklist_id, checklist__agency=inspection.agency_id, published_at__isnull=False
    ).first()
    if version is None:
        raise checklist_not_found()
    inspection.checklist, inspection.planned_on = version, visit.planned_on
    inspection.place = clean(visit.place)[:300] or inspection.unit.name


def _require_team(unit: Agency, visit: Visit) -> None:
    """Each of the team works somewhere in the service, and nobody at the unit that is inspected."""
    team = _team(visit)
    known = Person.objects.filter(pk__in=team, is_active=True, is_staff_member=True).count()
    if known != len(team):
        raise Refused("team-wrong", "Có người trong đoàn không còn làm việc. Chọn lại.", field="members")
    inside = (
        Position.objects.filter(person__in=team, agency=unit, held__contains=visit.planned_on)
        .values_list("person__full_name", flat=True)
        .union(
            Person.objects.filter(pk__in=team)
            .filter(Q(roles__agency=unit, roles__held__contains=visit.planned_on))
            .values_list("full_name", flat=True)
        )
    )
    if names := sorted(inside):
        raise Refused(
            "team-wrong",
            f"{', '.join(names)} làm việc tại {unit.name} nên không vào đoàn kiểm tra đơn vị này. Chọn người khác.",
            field="members",
        )


def _put_team(inspection: Inspection, visit: Visit) -> None:
    inspection.members.all().delete()
    insert_all(
        [
            InspectionMember(inspection=inspection, person_id=person, is_leader=person == visit.leader_id)
            for person in _team(visit)
        ]
    )


def _team(visit: Visit) -> list[UUID]:
    return list(dict.fromkeys((visit.leader_id, *visit.member_ids)))


def _tell_team(inspection: Inspection, by: Person, at: datetime) -> None:
    people = [row.person for row in inspection.members.select_related("person")]
    tell_of(inspection, "inspection_team_named", people, key=str(inspection.planned_on), but=by, at=at)


def _require_in_time(inspection: Inspection, planned_on: date, on: date) -> None:
    days = ways_of(inspection.agency_id, on).notice_days
    last = told_by(planned_on=planned_on, notice_days=days)
    if on > last:
        raise Refused(
            "notice-too-late",
            f"Đơn vị được báo trước ít nhất {days} ngày: kiểm tra ngày {planned_on:%d/%m/%Y} thì báo chậm nhất "
            f"{last:%d/%m/%Y}. Lùi ngày kiểm tra rồi báo.",
            field="planned_on",
        )
