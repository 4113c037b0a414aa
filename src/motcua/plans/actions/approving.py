"""From a draft to a plan in force: put up, sent back, approved; and amended by a further version.

Approving makes the living tasks and their duties, or changes those that earlier versions made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.rules.roles import roles_with
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.drafting import expected_from
from motcua.plans.actions.locking import lock_plan, lock_version, require_status
from motcua.plans.actions.setting_out import set_out
from motcua.plans.actions.telling import plan_told, tell
from motcua.plans.enums import DutyStatus, PlanStatus, UnitRole, VersionStatus
from motcua.plans.models import ChildPlan, Duty, Line, LineUnit, Plan, PlanVersion, Target
from motcua.plans.policy import require_approve, require_keep
from motcua.plans.queries.people import heads_of, people_by_unit
from motcua.plans.rules.readiness import lacks_of

_MOST_NAMED = 5
# What of a document that was read goes on in an amended plan: its text, not what was found about that document.
_TEXT = ("header", "sections")


@transaction.atomic
def submit_version(*, version_id: UUID, by: Person, at: datetime, seen: int | None = None) -> PlanVersion:
    """Put the draft up for approval.

    :raises Refused: "keep-plans-not-allowed", "plan-not-draft", "plan-changed", "plan-not-ready" with `lacks`.
    """
    version = lock_version(version_id)
    plan = version.plan
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    _require(version, VersionStatus.DRAFT)
    if seen is not None and seen != version.revision:
        raise Refused(
            "plan-changed",
            "Bản soạn vừa được người khác sửa. Xem lại bản mới rồi trình.",
            revision=version.revision,
        )
    require_ready(version)
    version.status, version.submitted_at, version.returned_note = VersionStatus.SUBMITTED, at, ""
    version.save()
    record(
        fact=Fact("PlanSubmitted", "plan", str(plan.pk), {"version": version.number}), actor=by.actor, at=at
    )
    approvers = people_by_unit([plan.agency_id], roles_with(Capability.APPROVE_PLANS), local_day(at))
    key = f"{version.number}:{version.revision}"
    tell([plan_told(plan, "plan_submitted", approvers[plan.agency_id], key=key, but=by)], at=at)
    return version


@transaction.atomic
def return_version(*, version_id: UUID, note: str, by: Person, at: datetime) -> PlanVersion:
    """Send what was put up back to whoever prepared it, with a reason.

    :raises Refused: "approve-plans-not-allowed", "own-plan-not-allowed", "plan-not-submitted", "note-missing".
    """
    version = lock_version(version_id)
    plan = version.plan
    require_approve(by, agency_id=plan.agency_id, prepared_by_id=version.prepared_by_id, on=local_day(at))
    _require(version, VersionStatus.SUBMITTED)
    if not clean(note):
        raise Refused("note-missing", "Ghi lý do trả lại để người soạn biết cần sửa gì.", field="note")
    version.status, version.returned_note = VersionStatus.DRAFT, clean(note)
    version.revision += 1
    version.save()
    payload = {"version": version.number, "note": version.returned_note}
    record(fact=Fact("PlanSentBack", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    facts = {"reason": version.returned_note}
    key = f"{version.number}:{version.revision}"
    tell([plan_told(plan, "plan_sent_back", [version.prepared_by], key=key, but=by, facts=facts)], at=at)
    return version


@transaction.atomic
def approve_version(
    *, version_id: UUID, by: Person, at: datetime, in_force_from: date | None = None
) -> PlanVersion:
    """Bring the version into force: tasks and duties are made or changed, units are told.

    `in_force_from` is the day of the document when none is given, else the day of approval.

    :raises Refused: "approve-plans-not-allowed", "own-plan-not-allowed", "plan-not-submitted", "plan-not-ready".
    """
    version = lock_version(version_id)
    plan, on = version.plan, local_day(at)
    require_approve(by, agency_id=plan.agency_id, prepared_by_id=version.prepared_by_id, on=on)
    _require(version, VersionStatus.SUBMITTED)
    require_ready(version)
    version.in_force_from = in_force_from or version.issued_on or on
    changes = set_out(version=version, at=at, since=_in_force_since(version))
    plan.versions.filter(status=VersionStatus.APPROVED).update(status=VersionStatus.SUPERSEDED)
    version.status, version.approved_by, version.approved_at = VersionStatus.APPROVED, by, at
    version.save()
    plan.status = PlanStatus.IN_FORCE
    plan.involved = _involved(plan, changes.units)
    plan.revision += 1
    plan.save()
    payload = {"version": version.number, "in_force_from": version.in_force_from, **changes.counts()}
    record(fact=Fact("PlanApproved", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    _arrive_above(plan, version, on)
    _tell_units(plan, version, changes.units - {plan.agency_id}, by, at)
    return version


@transaction.atomic
def amend_plan(*, plan_id: UUID, reason: str, by: Person, at: datetime) -> PlanVersion:
    """A further draft that says what the version in force says, to be changed and approved anew.

    :raises Refused: "keep-plans-not-allowed", "plan-status-wrong", "plan-draft-exists", "note-missing".
    """
    plan = lock_plan(plan_id)
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    require_status(plan, PlanStatus.IN_FORCE)
    if not clean(reason):
        raise Refused("note-missing", "Ghi vì sao cần điều chỉnh kế hoạch.", field="reason")
    if plan.versions.filter(status__in=[VersionStatus.DRAFT, VersionStatus.SUBMITTED]).exists():
        raise Refused(
            "plan-draft-exists",
            "Kế hoạch đã có bản điều chỉnh đang soạn hoặc chờ duyệt. Mở bản đó để sửa tiếp.",
        )
    standing = plan.versions.get(status=VersionStatus.APPROVED)
    last = plan.versions.order_by("-number").values_list("number", flat=True)[0]
    version = PlanVersion.objects.create(
        plan=plan,
        number=last + 1,
        reason=clean(reason),
        prepared_by=by,
        prepared_at=at,
        signer=standing.signer,
        reading={name: standing.reading[name] for name in _TEXT if name in standing.reading},
    )
    _copy(standing, version)
    payload = {"version": version.number, "reason": version.reason}
    record(fact=Fact("PlanAmendmentDrafted", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    return version


def require_ready(version: PlanVersion) -> None:
    """Refuse a version in which somebody would not know what to do.

    :raises Refused: "plan-not-ready" with `lacks`.
    """
    lacks = lacks_of(_lines_plain(version))
    if lacks:
        shown = "; ".join(str(lack) for lack in lacks[:_MOST_NAMED])
        more = f" và {len(lacks) - _MOST_NAMED} chỗ khác" if len(lacks) > _MOST_NAMED else ""
        raise Refused(
            "plan-not-ready",
            f"Kế hoạch chưa trình được: {shown}{more}. Bổ sung các chỗ này rồi trình lại.",
            lacks=[
                {"line": str(lack.line_id) if lack.line_id else None, "reason": lack.reason} for lack in lacks
            ],
        )


@dataclass(frozen=True, slots=True)
class _Plain:
    """A line as `lacks_of` looks at it."""

    line_id: UUID
    number: str
    content: str
    leads: tuple[bool, ...]
    unknown: tuple[str, ...]


def _lines_plain(version: PlanVersion) -> list[_Plain]:
    return [
        _Plain(
            line_id=line.pk,
            number=line.number,
            content=line.content,
            leads=tuple(unit.is_known for unit in line.units.all() if unit.role == UnitRole.LEAD),
            unknown=tuple(unit.text for unit in line.units.all() if not unit.is_known),
        )
        for line in version.lines.prefetch_related("units")
    ]


def _copy(source: PlanVersion, copy: PlanVersion) -> None:
    """Lines with their units, and targets, in a fixed number of statements; work whose content was changed on request
    is copied as it is now."""
    pairs = []
    for line in source.lines.select_related("task").prefetch_related("units"):
        units = list(line.units.all())
        made = Line(
            version=copy,
            position=line.position,
            task_id=line.task_id,
            number=line.number,
            group=line.group,
            content=line.task.content if line.task else line.content,
            product=line.product,
            submitted_to=line.submitted_to,
            term=line.term,
            indicator=line.indicator,
            is_checked=True,
        )
        pairs.append((made, units))
    insert_all([line for line, _ in pairs])
    insert_all(
        [
            LineUnit(
                line=line,
                role=unit.role,
                position=unit.position,
                text=unit.text,
                agency_id=unit.agency_id,
                group=unit.group,
            )
            for line, units in pairs
            for unit in units
        ]
    )
    targets = []
    for target in source.targets.all():
        targets.append(
            Target(
                version=copy,
                position=target.position,
                number=target.number,
                unit=target.unit,
                direction=target.direction,
                commitment=target.commitment,
                measures=target.measures,
                text=target.text,
                section=target.section,
                indicator=target.indicator,
                is_checked=True,
            )
        )
    insert_all(targets)


def _require(version: PlanVersion, status: VersionStatus) -> None:
    if version.status == status:
        return
    if status is VersionStatus.DRAFT:
        raise Refused("plan-not-draft", "Bản này không còn là bản soạn. Tải lại trang để xem bước hiện tại.")
    raise Refused("plan-not-submitted", "Bản này không chờ phê duyệt. Tải lại trang để xem bước hiện tại.")


def _arrive_above(plan: Plan, version: PlanVersion, on: date) -> None:
    """Where the plan above waits for this unit's plan, it has come."""
    if plan.parent is None or (row := expected_from(plan.parent, plan.agency_id)) is None or row.child_id:
        return
    row.child, row.received_on = plan, row.received_on or on
    row.document_number = row.document_number or version.document_number
    row.save()


def _in_force_since(version: PlanVersion) -> date:
    """The day from which the plan was first in force."""
    assert version.in_force_from is not None
    first = version.plan.versions.filter(in_force_from__isnull=False).aggregate(first=Min("in_force_from"))
    return min(version.in_force_from, first["first"] or version.in_force_from)


def _involved(plan: Plan, units: Iterable[UUID]) -> list[UUID]:
    """Who may see the plan: who has part in it, who has done something by it, whose own plan it waits for."""
    owing = Duty.objects.filter(task__plan=plan).exclude(status=DutyStatus.CANCELLED)
    asked = ChildPlan.objects.filter(plan=plan)
    return sorted(
        {
            plan.agency_id,
            *units,
            *owing.values_list("unit", flat=True),
            *asked.values_list("unit", flat=True),
        }
    )


def _tell_units(plan: Plan, version: PlanVersion, units: Iterable[UUID], by: Person, at: datetime) -> None:
    heads: Mapping[UUID, Sequence[Person]] = heads_of(list(units), local_day(at))
    people = {person.pk: person for found in heads.values() for person in found}
    tell([plan_told(plan, "plan_approved", people.values(), key=str(version.number), but=by)], at=at)
