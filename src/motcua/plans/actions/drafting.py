"""Beginning a plan, saying what it is as a whole, dropping a draft, closing a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.actions.locking import lock_draft, lock_plan, require_status
from motcua.plans.actions.settling import lapse_requests
from motcua.plans.enums import DutyStatus, PlanKind, PlanStatus, TermKind, VersionStatus
from motcua.plans.models import ChildPlan, Duty, Plan, PlanVersion
from motcua.plans.policy import may_read, not_found, require_keep
from motcua.plans.rules.rereading import depends_on_plan, term_in_plan
from motcua.plans.rules.terms.term import Term

_LONGEST_TITLE = 500


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is said of a plan as a whole."""

    title: str
    kind: PlanKind
    period: Period
    parent_id: UUID | None = None
    document_number: str = ""
    issued_on: date | None = None
    signer: str = ""


@transaction.atomic
def start_plan(
    *, agency_id: UUID, facts: PlanFacts, by: Person, at: datetime, is_sample: bool = False
) -> PlanVersion:
    """A new plan of the agency with an empty draft.

    :raises Refused: "keep-plans-not-allowed", "plan-title-missing", "plan-period-missing", "plan-not-found" for a
        parent that `by` may not see, "plan-status-wrong" for one that is not in force.
    """
    on = local_day(at)
    require_keep(by, agency_id=agency_id, on=on)
    title = checked_title(facts.title)
    parent = _parent(facts.parent_id, by, on)
    plan = Plan.objects.create(
        agency_id=agency_id,
        parent=parent,
        kind=facts.kind,
        title=title,
        period=range_of(facts.period),
        involved=[agency_id],
        created_by=by,
        created_at=at,
        folded=fold(title)[:700],
        is_sample=is_sample,
    )
    version = PlanVersion.objects.create(
        plan=plan,
        number=1,
        prepared_by=by,
        prepared_at=at,
        document_number=clean(facts.document_number)[:60],
        issued_on=facts.issued_on,
        signer=clean(facts.signer)[:120],
    )
    payload = {"title": title, "agency": agency_id, "parent": facts.parent_id, "kind": facts.kind}
    record(fact=Fact("PlanStarted", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    return version


@transaction.atomic
def save_plan_facts(
    *, version_id: UUID, facts: PlanFacts, by: Person, at: datetime, seen: int | None = None
) -> PlanVersion:
    """Let the draft's plan say `facts`. Title, kind, period and parent of a plan in force do not change any more.

    Terms that took their year or first day from the plan are read anew.

    :raises Refused: as `start_plan`, and "plan-not-draft", "plan-changed".
    """
    version = lock_draft(version_id, seen=seen)
    plan, on = version.plan, local_day(at)
    require_keep(by, agency_id=plan.agency_id, on=on)
    title = checked_title(facts.title)
    if plan.status == PlanStatus.DRAFT:
        plan.title, plan.folded = title, fold(title)[:700]
        plan.kind, plan.period = facts.kind, range_of(facts.period)
        plan.parent = _parent(facts.parent_id, by, on, itself=plan.pk)
    plan.revision += 1
    plan.save()
    version.document_number = clean(facts.document_number)[:60]
    version.issued_on, version.signer = facts.issued_on, clean(facts.signer)[:120]
    _reread_terms(version)
    touch(version)
    payload = {"title": plan.title, "number": version.document_number, "version": version.number}
    record(fact=Fact("PlanFactsSaved", "plan", str(plan.pk), payload), actor=by.actor, at=at)
    return version


@transaction.atomic
def drop_draft(*, version_id: UUID, by: Person, at: datetime, reason: str = "") -> None:
    """Give a draft up. A plan that never was in force is dropped with it; nothing is deleted.

    :raises Refused: "keep-plans-not-allowed", "plan-not-found", "plan-not-draft".
    """
    version = lock_draft(version_id, seen=None)
    plan = version.plan
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    version.status = VersionStatus.DROPPED
    version.save(update_fields=["status"])
    if plan.status == PlanStatus.DRAFT:
        plan.status = PlanStatus.DROPPED
        plan.revision += 1
        plan.save(update_fields=["status", "revision"])
    payload = {"version": version.number, "reason": clean(reason)[:500]}
    record(fact=Fact("PlanDraftDropped", "plan", str(plan.pk), payload), actor=by.actor, at=at)


@transaction.atomic
def close_plan(*, plan_id: UUID, note: str, by: Person, at: datetime) -> Plan:
    """End the plan. What is still open stays visible as not done; it is not made good by closing. What was asked and
    not decided lapses.

    :raises Refused: "plan-not-found", "keep-plans-not-allowed", "plan-status-wrong", "plan-draft-open",
        "plan-work-unconfirmed", "plan-closing-note-missing".
    """
    plan = lock_plan(plan_id)
    require_keep(by, agency_id=plan.agency_id, on=local_day(at))
    require_status(plan, PlanStatus.IN_FORCE)
    if plan.versions.filter(status__in=[VersionStatus.DRAFT, VersionStatus.SUBMITTED]).exists():
        raise Refused(
            "plan-draft-open",
            "Kế hoạch đang có bản điều chỉnh chưa xong. Phê duyệt hoặc bỏ bản đó trước khi kết thúc kế hoạch.",
        )
    duties = Duty.objects.filter(task__plan=plan)
    if waiting := duties.filter(status=DutyStatus.REPORTED).count():
        raise Refused(
            "plan-work-unconfirmed",
            f"Còn {waiting} việc đơn vị đã báo xong mà chưa ai xác nhận. Xác nhận hoặc trả lại các việc đó trước khi "
            "kết thúc kế hoạch.",
        )
    if not clean(note):
        raise Refused(
            "plan-closing-note-missing",
            "Ghi ngắn gọn kết quả thực hiện trước khi kết thúc kế hoạch.",
            field="note",
        )
    plan.status, plan.closed_at, plan.closing_note = PlanStatus.CLOSED, at, clean(note)
    plan.revision += 1
    plan.save()
    lapse_requests(duties.values_list("pk", flat=True))
    record(fact=Fact("PlanClosed", "plan", str(plan.pk), {"note": plan.closing_note}), actor=by.actor, at=at)
    return plan


def touch(version: PlanVersion) -> None:
    """Count one more saving of the draft."""
    version.revision += 1
    version.save()


def _reread_terms(version: PlanVersion) -> None:
    upper = version.plan.period.upper if isinstance(version.plan.period, DateRange) else None
    period = Period(version.plan.period.lower, upper)
    changed = []
    for line in version.lines.all():
        term = Term.from_dict(line.term)
        if not term.text or not depends_on_plan(term):
            continue
        again = term_in_plan(term.text, period=period, issued_on=version.issued_on)
        if again != term and again.kind is not TermKind.UNREAD:
            line.term = again.as_dict()
            changed.append(line)
    version.lines.bulk_update(changed, ["term"])


def range_of(period: Period) -> DateRange:
    """The period as the database keeps it."""
    return DateRange(period.start, period.end)


def checked_title(title: str) -> str:
    """The title on one line.

    :raises Refused: "plan-title-missing".
    """
    flat = " ".join(clean(title).split())[:_LONGEST_TITLE]
    if not flat:
        raise Refused("plan-title-missing", "Ghi tên kế hoạch (trích yếu của văn bản).", field="title")
    return flat


def expected_from(plan: Plan, unit_id: UUID) -> ChildPlan | None:
    """The row that waits for the unit's plan under `plan`, held; None when none was asked for."""
    return ChildPlan.objects.select_for_update().filter(plan=plan, unit=unit_id).first()


def _parent(parent_id: UUID | None, by: Person, on: date, *, itself: UUID | None = None) -> Plan | None:
    if parent_id is None:
        return None
    parent = Plan.objects.filter(pk=parent_id).first()
    if parent is None or parent.pk == itself or not may_read(by, parent, on=on):
        raise not_found()
    require_status(parent, PlanStatus.IN_FORCE)
    if _stands_under(parent, itself):
        raise Refused(
            "plan-under-itself",
            "Kế hoạch cấp trên đã chọn lại nằm dưới chính kế hoạch này. Chọn kế hoạch khác.",
        )
    return parent


def _stands_under(plan: Plan, other: UUID | None) -> bool:
    """Whether `plan` stands somewhere under the plan `other`; the way up is a few steps long."""
    seen = set()
    while plan.parent is not None and plan.pk not in seen:
        if plan.parent_id == other:
            return True
        seen.add(plan.pk)
        plan = plan.parent
    return False
