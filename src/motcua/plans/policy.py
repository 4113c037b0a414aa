"""Who may do what with plans, their tasks and duties."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, RoleHolding
from motcua.accounts.policy import may, refusal
from motcua.accounts.queries import agencies_where
from motcua.kernel.refusals import Refused
from motcua.plans.models import Duty, Inspection, InspectionRound, Plan, Task


def may_keep(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` may write and follow the plans of the agency on the day."""
    return may(person, Capability.KEEP_PLANS, agency_id=agency_id, on=on)


def require_keep(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` may write and follow the plans of the agency.

    :raises Refused: "keep-plans-not-allowed".
    """
    if not may_keep(person, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_PLANS)


def require_approve(person: Person, *, agency_id: UUID, prepared_by_id: UUID, on: date) -> None:
    """Refuse who may not approve plans of the agency, and whoever prepared the very version.

    :raises Refused: "approve-plans-not-allowed", "own-plan-not-allowed".
    """
    if not may(person, Capability.APPROVE_PLANS, agency_id=agency_id, on=on):
        raise refusal(Capability.APPROVE_PLANS)
    if person.pk == prepared_by_id:
        raise Refused(
            "own-plan-not-allowed",
            "Bạn là người soạn bản này nên không thể tự phê duyệt. Hãy trình lãnh đạo khác có quyền phê duyệt.",
        )


def may_read(person: Person, plan: Plan, *, on: date) -> bool:
    """Whether `person` may see the plan: they read plans at the agency whose it is, or at one that has part in it."""
    places = {plan.agency_id, *plan.involved}
    return agencies_where(person, Capability.READ_PLANS, on).filter(pk__in=places).exists()


def require_read(person: Person, plan: Plan, *, on: date) -> None:
    """Refuse who may not see the plan, as if it were not there.

    :raises Refused: "plan-not-found".
    """
    if not may_read(person, plan, on=on):
        raise not_found()


def not_found() -> Refused:
    """The refusal for a plan that is not there, or not for this person: nobody learns which."""
    return Refused(
        "plan-not-found",
        "Không tìm thấy kế hoạch này, hoặc kế hoạch không thuộc phạm vi của bạn. Xem lại danh sách kế hoạch.",
    )


def duty_not_found() -> Refused:
    """The refusal for a duty that is not there, or not for this person."""
    return Refused(
        "duty-not-found",
        "Không tìm thấy nhiệm vụ này, hoặc nhiệm vụ không thuộc phạm vi của bạn. Xem lại danh sách việc.",
    )


def may_do(person: Person, duty: Duty, *, on: date) -> bool:
    """Whether `person` may report on the duty: they work at its unit, or it is assigned to them while they hold some
    role there."""
    if duty.assignee_id == person.pk and works_at(person, duty.unit_id, on=on):
        return True
    return may(person, Capability.DO_PLAN_TASKS, agency_id=duty.unit_id, on=on)


def require_do(person: Person, duty: Duty, *, on: date) -> None:
    """Refuse who may not report on the duty.

    :raises Refused: "do-plan-tasks-not-allowed".
    """
    if not may_do(person, duty, on=on):
        raise refusal(Capability.DO_PLAN_TASKS)


def require_assign(person: Person, duty: Duty, *, on: date) -> None:
    """Refuse who may not say who of the unit does it: heads of the unit and keepers of its plans may.

    :raises Refused: "keep-plans-not-allowed".
    """
    if not may_keep(person, agency_id=duty.unit_id, on=on):
        require_keep(person, agency_id=duty.task.owner_id, on=on)


def require_follow(person: Person, task: Task, *, on: date) -> None:
    """Refuse who does not follow the tasks of the agency that gave this one; what an inspection asked for is also
    followed by those who inspect.

    :raises Refused: "keep-plans-not-allowed".
    """
    if not may_follow(person, task, on=on):
        raise refusal(Capability.KEEP_PLANS)


def may_follow(person: Person, task: Task, *, on: date) -> bool:
    """Whether `person` follows the task: confirms it, grants it more time."""
    if task.plan_id is None and may_inspect(person, agency_id=task.owner_id, on=on):
        return True
    return may_keep(person, agency_id=task.owner_id, on=on)


def may_read_duty(person: Person, duty: Duty, *, on: date) -> bool:
    """Whether `person` may see the duty: at its unit, at the agency that gave it, at a partner, or as its assignee
    while they hold some role at its unit."""
    if duty.assignee_id == person.pk and works_at(person, duty.unit_id, on=on):
        return True
    partners = duty.task.partners.values_list("agency_id", flat=True)
    places = {duty.unit_id, duty.task.owner_id, *partners}
    return agencies_where(person, Capability.READ_PLANS, on).filter(pk__in=places).exists()


def may_inspect(person: Person, *, agency_id: UUID, on: date) -> bool:
    """Whether `person` may set up and carry out the agency's inspections."""
    return may(person, Capability.KEEP_INSPECTIONS, agency_id=agency_id, on=on)


def require_inspect(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse unless `person` may set up and carry out the agency's inspections.

    :raises Refused: "keep-inspections-not-allowed".
    """
    if not may_inspect(person, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_INSPECTIONS)


def may_work_at(person: Person, inspection: Inspection, *, on: date) -> bool:
    """Whether `person` may write down what the inspection finds: its team, and who sets up inspections; never somebody
    who heads the inspected unit."""
    if heads(person, inspection.unit_id, on=on):
        return False
    if inspection.members.filter(person=person).exists():
        return True
    return may_inspect(person, agency_id=inspection.agency_id, on=on)


def require_work_at(person: Person, inspection: Inspection, *, on: date) -> None:
    """Refuse who may not write down what the inspection finds.

    :raises Refused: "keep-inspections-not-allowed".
    """
    if not may_work_at(person, inspection, on=on):
        raise refusal(Capability.KEEP_INSPECTIONS)


def require_approve_round(person: Person, drawn: InspectionRound, *, on: date) -> None:
    """Refuse who may not approve rounds of the agency, and whoever made this one.

    :raises Refused: "approve-plans-not-allowed", "own-round-not-allowed".
    """
    if not may(person, Capability.APPROVE_PLANS, agency_id=drawn.agency_id, on=on):
        raise refusal(Capability.APPROVE_PLANS)
    if person.pk == drawn.created_by_id:
        raise Refused(
            "own-round-not-allowed",
            "Bạn là người lập đợt kiểm tra này nên không thể tự phê duyệt. Hãy trình lãnh đạo khác.",
        )


def require_conclude(person: Person, inspection: Inspection, *, on: date) -> None:
    """Refuse who may not sign the conclusion: who approves at the inspecting agency may, but nobody of the team and
    nobody who heads the inspected unit.

    :raises Refused: "approve-plans-not-allowed", "own-inspection-not-allowed".
    """
    if not may(person, Capability.APPROVE_PLANS, agency_id=inspection.agency_id, on=on):
        raise refusal(Capability.APPROVE_PLANS)
    if inspection.members.filter(person=person).exists() or heads(person, inspection.unit_id, on=on):
        raise Refused(
            "own-inspection-not-allowed",
            "Bạn ở trong đoàn kiểm tra hoặc đứng đầu đơn vị được kiểm tra nên không ký kết luận. "
            "Hãy trình lãnh đạo khác của cơ quan.",
        )


def heads(person: Person, unit_id: UUID, *, on: date) -> bool:
    """Whether `person` heads the very unit, not only a body above it."""
    return RoleHolding.objects.filter(
        person=person, agency=unit_id, role=Role.HEAD, held__contains=on
    ).exists()


def works_at(person: Person, unit_id: UUID, *, on: date) -> bool:
    """Whether `person` holds some role at the very unit on the day: who moved away leaves their duties behind."""
    return RoleHolding.objects.filter(person=person, agency=unit_id, held__contains=on).exists()


def require_speak_for(person: Person, inspection: Inspection, *, on: date) -> None:
    """Refuse who does not head the inspected unit.

    :raises Refused: "unit-opinion-not-allowed".
    """
    if not heads(person, inspection.unit_id, on=on):
        raise Refused(
            "unit-opinion-not-allowed",
            f"Chỉ lãnh đạo của {inspection.unit.name} cho ý kiến về kết quả kiểm tra tại đơn vị.",
        )


def inspection_not_found() -> Refused:
    """The refusal for an inspection or a round that is not there, or not for this person: nobody learns which."""
    return Refused(
        "inspection-not-found",
        "Không tìm thấy cuộc kiểm tra này, hoặc cuộc kiểm tra không thuộc phạm vi của bạn. "
        "Xem lại danh sách kiểm tra.",
    )


def checklist_not_found() -> Refused:
    """The refusal for a check-list that is not there, or not for this person."""
    return Refused(
        "checklist-not-found",
        "Không tìm thấy danh mục kiểm tra này, hoặc danh mục không thuộc phạm vi của bạn. Xem lại các danh mục.",
    )


def may_enter(person: Person, *, unit_id: UUID, owner_id: UUID, on: date) -> bool:
    """Whether `person` may enter what concerns the unit: who does its work, or who keeps what the owner opened."""
    return may(person, Capability.DO_PLAN_TASKS, agency_id=unit_id, on=on) or may_keep(
        person, agency_id=owner_id, on=on
    )


def require_enter(person: Person, *, unit_id: UUID, owner_id: UUID, on: date) -> None:
    """Refuse who may not enter what concerns the unit.

    :raises Refused: "do-plan-tasks-not-allowed".
    """
    if not may_enter(person, unit_id=unit_id, owner_id=owner_id, on=on):
        raise refusal(Capability.DO_PLAN_TASKS)


def may_decide_on_initiatives(person: Person, *, agency_id: UUID, chair_id: UUID | None, on: date) -> bool:
    """Whether `person` may recognise initiatives: the chair of the council, or who approves plans at the agency."""
    return person.pk == chair_id or may(person, Capability.APPROVE_PLANS, agency_id=agency_id, on=on)


def require_decide_on_initiatives(
    person: Person, *, agency_id: UUID, chair_id: UUID | None, on: date
) -> None:
    """Refuse who may not recognise initiatives.

    :raises Refused: "decide-initiatives-not-allowed".
    """
    if not may_decide_on_initiatives(person, agency_id=agency_id, chair_id=chair_id, on=on):
        raise Refused(
            "decide-initiatives-not-allowed",
            "Chỉ Chủ tịch hội đồng sáng kiến hoặc lãnh đạo có quyền phê duyệt của cơ quan làm được việc này.",
        )


def drive_not_found() -> Refused:
    """The refusal for a signing of commitments that is not there, or not for this person: nobody learns which."""
    return Refused(
        "drive-not-found",
        "Không tìm thấy đợt ký cam kết này, hoặc đợt ký không thuộc phạm vi của bạn. Xem lại danh sách.",
    )


def initiative_not_found() -> Refused:
    """The refusal for an initiative or a call that is not there, or not for this person: nobody learns which."""
    return Refused(
        "initiative-not-found",
        "Không tìm thấy sáng kiến hoặc đợt sáng kiến này, hoặc nó không thuộc phạm vi của bạn. Xem lại danh sách.",
    )


def activity_not_found() -> Refused:
    """The refusal for an activity that is not there, or not for this person: nobody learns which."""
    return Refused(
        "activity-not-found",
        "Không tìm thấy hoạt động này, hoặc hoạt động không thuộc phạm vi của bạn. Xem lại danh sách.",
    )
