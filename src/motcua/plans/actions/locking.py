"""Taking hold of rows before they change, always the plan first, and the refusals of what is not there any more."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.plans.enums import DutyStatus, PlanStatus, VersionStatus
from motcua.plans.models import Duty, Line, Plan, PlanVersion, Task
from motcua.plans.policy import duty_not_found, not_found
from motcua.plans.rules.timing import ENDED

OPEN_VERSIONS = (VersionStatus.DRAFT, VersionStatus.SUBMITTED)


def lock_plan(plan_id: UUID) -> Plan:
    """The plan, held until the transaction ends.

    :raises Refused: "plan-not-found".
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=plan_id).first()
    if plan is None:
        raise not_found()
    return plan


def lock_version(version_id: UUID) -> PlanVersion:
    """The version with its plan, both held; always the plan first.

    :raises Refused: "plan-not-found".
    """
    plan_id = PlanVersion.objects.filter(pk=version_id).values_list("plan", flat=True).first()
    if plan_id is None:
        raise not_found()
    plan = lock_plan(plan_id)
    version = PlanVersion.objects.select_for_update().filter(pk=version_id).first()
    if version is None:
        raise not_found()
    version.plan = plan
    return version


def lock_draft(version_id: UUID, *, seen: int | None) -> PlanVersion:
    """The draft with its plan, both held; `seen` is the revision that the editor began from.

    :raises Refused: "plan-not-found", "plan-not-draft", "plan-changed".
    """
    version = lock_version(version_id)
    if version.status != VersionStatus.DRAFT:
        raise Refused(
            "plan-not-draft",
            "Bản này không còn là bản soạn nên không sửa được. Nếu kế hoạch đang áp dụng, hãy lập bản điều chỉnh.",
        )
    if seen is not None and seen != version.revision:
        raise Refused(
            "plan-changed",
            "Bản soạn đã được người khác lưu trong lúc bạn sửa. Nội dung bạn gõ vẫn ở đây: xem lại rồi lưu lần nữa.",
            revision=version.revision,
        )
    return version


def lock_line(line_id: UUID, *, seen: int | None) -> Line:
    """The line of a draft, with its version and plan held.

    :raises Refused: "plan-line-not-found", and as `lock_draft`.
    """
    version_id = Line.objects.filter(pk=line_id).values_list("version", flat=True).first()
    if version_id is None:
        raise line_not_found()
    version = lock_draft(version_id, seen=seen)
    line = Line.objects.filter(pk=line_id).first()
    if line is None:
        raise line_not_found()
    line.version = version
    return line


def line_not_found() -> Refused:
    """The refusal for a line that somebody took away."""
    return Refused(
        "plan-line-not-found", "Dòng nhiệm vụ này không còn trong bản soạn. Tải lại trang để xem bản mới."
    )


def lock_duty(duty_id: UUID, *, seen: int | None = None) -> Duty:
    """The duty with its task and unit, held until the transaction ends; the task first, as all who change both do,
    so that of two last duties reported at once one sees the other.

    :raises Refused: "duty-not-found", "duty-changed".
    """
    list(Task.objects.select_for_update(no_key=True).filter(duties=duty_id).values_list("pk"))
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("task__plan", "task__owner", "unit", "assignee")
        .filter(pk=duty_id)
        .first()
    )
    if duty is None:
        raise duty_not_found()
    if seen is not None and seen != duty.revision:
        raise Refused(
            "duty-changed",
            "Nhiệm vụ vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=duty.revision,
        )
    return duty


def require_running(duty: Duty) -> None:
    """Refuse a duty that is at its end, and any of a plan that is.

    :raises Refused: "duty-ended", "plan-status-wrong".
    """
    if DutyStatus(duty.status) in ENDED:
        raise Refused(
            "duty-ended", f"Nhiệm vụ này đã “{DutyStatus(duty.status).label}” nên không cập nhật được nữa."
        )
    if duty.task.plan is not None:
        require_status(duty.task.plan, PlanStatus.IN_FORCE)


def lock_task(task_id: UUID) -> Task:
    """The task, held.

    :raises Refused: "duty-not-found".
    """
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("plan", "owner")
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        raise duty_not_found()
    return task


def require_status(plan: Plan, *allowed: PlanStatus) -> None:
    """Refuse a plan that is elsewhere in its life.

    :raises Refused: "plan-status-wrong".
    """
    if plan.status not in allowed:
        raise Refused(
            "plan-status-wrong",
            f"Kế hoạch “{plan.title}” đang ở bước “{PlanStatus(plan.status).label}” nên chưa làm được việc này.",
            status=plan.status,
        )
