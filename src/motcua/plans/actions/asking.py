"""Asking for another term, another content or to be let off; deciding it. And days that become known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.actions.inspections.concluding import close_when_mended
from motcua.plans.actions.locking import lock_duty, lock_task, require_running, require_status
from motcua.plans.actions.settling import due_on_after_event, settle_tasks
from motcua.plans.actions.telling import duty_told, tell
from motcua.plans.enums import DutyStatus, PlanStatus, RequestKind, RequestStatus, TaskStatus
from motcua.plans.models import ChangeRequest, Duty, Task
from motcua.plans.policy import require_do, require_follow
from motcua.plans.queries.people import heads_of, keepers_of
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import ENDED


@dataclass(frozen=True, slots=True)
class Asked:
    """What a unit asks for."""

    kind: RequestKind
    reason: str
    new_due_on: date | None = None
    new_content: str = ""


@transaction.atomic
def request_change(
    *, duty_id: UUID, asked: Asked, by: Person, at: datetime, seen: int | None = None
) -> ChangeRequest:
    """Ask for a change of the duty; who follows the plan is told.

    :raises Refused: "duty-not-found", "duty-changed", "duty-ended", "do-plan-tasks-not-allowed", "request-open",
        "reason-missing", "new-day-wrong", "new-content-missing".
    """
    duty = lock_duty(duty_id, seen=seen)
    on = local_day(at)
    require_do(by, duty, on=on)
    require_running(duty)
    if duty.requests.filter(status=RequestStatus.ASKED).exists():
        raise Refused(
            "request-open", "Đã có một đề nghị chờ quyết định. Chờ trả lời, hoặc rút đề nghị đó trước."
        )
    _require_whole(duty, asked, on)
    request = ChangeRequest.objects.create(
        duty=duty,
        kind=asked.kind,
        reason=clean(asked.reason),
        new_due_on=asked.new_due_on if asked.kind is RequestKind.EXTEND else None,
        new_content=clean(asked.new_content) if asked.kind is RequestKind.CHANGE else "",
        by=by,
        at=at,
    )
    payload = {"duty": duty.pk, "request": request.pk, "kind": asked.kind, "new_due_on": request.new_due_on}
    _note(duty.task, "DutyChangeRequested", payload, by, at)
    keepers = keepers_of([duty.task.owner_id], on)[duty.task.owner_id]
    facts = {"reason": request.reason}
    tell([duty_told(duty, "duty_change_asked", keepers, key=str(request.pk), but=by, facts=facts)], at=at)
    return request


@transaction.atomic
def decide_change(
    *, request_id: UUID, grants: bool, decision: str = "", by: Person, at: datetime
) -> ChangeRequest:
    """Grant or refuse what was asked. A granted day replaces the term; the first one stays on record.

    :raises Refused: "duty-not-found", "keep-plans-not-allowed", "request-not-open", "duty-ended",
        "own-request-not-allowed", "note-missing" for a refusal without words.
    """
    request, duty = _lock_request(request_id)
    require_follow(by, duty.task, on=local_day(at))
    _require_open(request)
    require_running(duty)
    if request.by_id == by.pk:
        raise Refused(
            "own-request-not-allowed",
            "Bạn là người đề nghị nên không tự quyết định được. Hãy nhờ người khác.",
        )
    if not grants and not clean(decision):
        raise Refused("note-missing", "Ghi lý do không đồng ý để đơn vị biết.", field="decision")
    request.status = RequestStatus.GRANTED if grants else RequestStatus.REFUSED
    request.decided_by, request.decided_at, request.decision = by, at, clean(decision)
    request.save()
    if grants:
        _grant(request, duty, by, at)
    payload = {"duty": duty.pk, "request": request.pk, "granted": grants, "new_due_on": request.new_due_on}
    _note(duty.task, "DutyChangeDecided", payload, by, at)
    people = [request.by, *heads_of([duty.unit_id], local_day(at))[duty.unit_id]]
    facts = {"reason": request.decision or None, "answer": RequestStatus(request.status).label}
    tell([duty_told(duty, "duty_change_decided", people, key=str(request.pk), but=by, facts=facts)], at=at)
    return request


@transaction.atomic
def withdraw_request(*, request_id: UUID, by: Person, at: datetime) -> ChangeRequest:
    """Take a request back that nobody has decided yet.

    :raises Refused: "duty-not-found", "do-plan-tasks-not-allowed", "request-not-open".
    """
    request, duty = _lock_request(request_id)
    require_do(by, duty, on=local_day(at))
    _require_open(request)
    request.status = RequestStatus.WITHDRAWN
    request.save(update_fields=["status"])
    payload = {"duty": duty.pk, "request": request.pk}
    _note(duty.task, "DutyChangeWithdrawn", payload, by, at)
    return request


@transaction.atomic
def record_event(*, task_id: UUID, event_on: date, by: Person, at: datetime) -> Task:
    """The event came after which the task's term counts: its open duties get their last day, where one follows; a
    later day that somebody granted stays.

    Working days are counted on the calendar of the agency that gave the task.

    :raises Refused: "duty-not-found", "keep-plans-not-allowed", "task-waits-for-nothing", "event-day-wrong".
    """
    task = lock_task(task_id)
    require_follow(by, task, on=local_day(at))
    term = Term.from_dict(task.term)
    if term.due_on is not None or not (term.condition or term.length_days or term.length_months):
        raise Refused(
            "task-waits-for-nothing",
            "Hạn của nhiệm vụ này không tính từ một sự kiện nên không ghi ngày được.",
        )
    if event_on > local_day(at):
        raise Refused("event-day-wrong", "Ngày xảy ra sự kiện chưa tới.", field="event_on")
    task.event_on = event_on
    task.save(update_fields=["event_on"])
    due_on = due_on_after_event(owner_code=task.owner.code, term=term, event_on=event_on)
    duties = Duty.objects.select_for_update().filter(task=task).exclude(status__in=list(ENDED))
    for duty in duties:
        was_granted = duty.due_on is not None and duty.due_on != duty.first_due_on
        duty.starts_on, duty.first_due_on = min(event_on, due_on) if due_on else event_on, due_on
        if not was_granted:
            duty.due_on = due_on
        elif duty.due_on is not None:
            duty.starts_on = min(duty.starts_on, duty.due_on)
        duty.revision += 1
    Duty.objects.bulk_update(duties, ["starts_on", "due_on", "first_due_on", "revision"])
    _note(task, "TaskEventRecorded", {"event_on": event_on, "due_on": due_on}, by, at)
    return task


@transaction.atomic
def set_due_day(
    *, duty_id: UUID, due_on: date, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Duty:
    """Give a duty a last day, or another, by decision of who follows the plan.

    :raises Refused: "duty-not-found", "duty-changed", "duty-ended", "keep-plans-not-allowed", "reason-missing",
        "new-day-wrong".
    """
    duty = lock_duty(duty_id, seen=seen)
    require_follow(by, duty.task, on=local_day(at))
    require_running(duty)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi căn cứ đặt hạn này.", field="reason")
    if due_on < duty.starts_on:
        raise Refused("new-day-wrong", "Hạn mới sớm hơn ngày bắt đầu của nhiệm vụ.", field="due_on")
    payload = {"duty": duty.pk, "before": duty.due_on, "due_on": due_on, "reason": clean(reason)}
    duty.due_on, duty.first_due_on = due_on, duty.first_due_on or due_on
    duty.revision += 1
    duty.save()
    _note(duty.task, "DutyTermSet", payload, by, at)
    people = heads_of([duty.unit_id], local_day(at))[duty.unit_id]
    tell([duty_told(duty, "duty_term_set", people, key=str(duty.revision), but=by)], at=at)
    return duty


@transaction.atomic
def set_due_day_for_all(*, task_id: UUID, due_on: date, reason: str, by: Person, at: datetime) -> int:
    """Give every running duty of the task that has no last day this one; how many got it.

    :raises Refused: "duty-not-found", "keep-plans-not-allowed", "plan-status-wrong", "reason-missing",
        "new-day-wrong", "nothing-without-term".
    """
    task = lock_task(task_id)
    on = local_day(at)
    require_follow(by, task, on=on)
    if task.plan is not None:
        require_status(task.plan, PlanStatus.IN_FORCE)
    if not clean(reason):
        raise Refused("reason-missing", "Ghi căn cứ đặt hạn này.", field="reason")
    waiting = Duty.objects.select_for_update(of=("self",)).filter(task=task, due_on=None)
    duties = list(waiting.exclude(status__in=list(ENDED)).select_related("task__plan", "unit").order_by("id"))
    if not duties:
        raise Refused("nothing-without-term", "Mọi đơn vị của nhiệm vụ này đều đã có hạn.")
    if due_on < max(duty.starts_on for duty in duties):
        raise Refused("new-day-wrong", "Hạn mới sớm hơn ngày bắt đầu của nhiệm vụ.", field="due_on")
    for duty in duties:
        duty.due_on = duty.first_due_on = due_on
        duty.revision += 1
    Duty.objects.bulk_update(duties, ["due_on", "first_due_on", "revision"])
    payload = {"due_on": due_on, "reason": clean(reason), "duties": len(duties)}
    _note(task, "TaskTermSet", payload, by, at)
    heads = heads_of({duty.unit_id for duty in duties}, on)
    tell(
        [
            duty_told(duty, "duty_term_set", heads[duty.unit_id], key=str(duty.revision), but=by)
            for duty in duties
        ],
        at=at,
    )
    return len(duties)


def _lock_request(request_id: UUID) -> tuple[ChangeRequest, Duty]:
    duty_id = ChangeRequest.objects.filter(pk=request_id).values_list("duty", flat=True).first()
    duty = lock_duty(duty_id or UUID(int=0))
    request = ChangeRequest.objects.select_for_update(of=("self",)).select_related("by").get(pk=request_id)
    return request, duty


def _require_open(request: ChangeRequest) -> None:
    if request.status != RequestStatus.ASKED:
        raise Refused(
            "request-not-open",
            f"Đề nghị này đã “{RequestStatus(request.status).label}”. Tải lại trang để xem.",
        )


def _require_whole(duty: Duty, asked: Asked, on: date) -> None:
    if not clean(asked.reason):
        raise Refused("reason-missing", "Ghi lý do của đề nghị.", field="reason")
    if asked.kind is RequestKind.CHANGE and not clean(asked.new_content):
        raise Refused("new-content-missing", "Ghi nội dung đề nghị đổi thành.", field="new_content")
    if asked.kind is not RequestKind.EXTEND:
        return
    new = asked.new_due_on
    if new is None or new < max(on, duty.starts_on) or (duty.due_on is not None and new <= duty.due_on):
        raise Refused(
            "new-day-wrong",
            "Hạn mới phải muộn hơn hạn hiện tại, chưa qua và không trước ngày bắt đầu. Chọn lại ngày.",
            field="new_due_on",
        )


def _grant(request: ChangeRequest, duty: Duty, by: Person, at: datetime) -> None:
    if request.kind == RequestKind.EXTEND:
        duty.due_on = request.new_due_on
    elif request.kind == RequestKind.CANCEL:
        duty.status, duty.cancelled_for = DutyStatus.CANCELLED, request.reason[:300]
    else:
        task = duty.task
        task.content, task.folded = (
            request.new_content,
            fold(f"{task.number} {request.new_content} {task.product}"),
        )
        task.save(update_fields=["content", "folded"])
    duty.revision += 1
    duty.save()
    if request.kind == RequestKind.CANCEL:
        _end_task(duty.task, by, at)


def _end_task(task: Task, by: Person, at: datetime) -> None:
    """With its last running duty a task ends: done when any was done, else cancelled."""
    settle_tasks([task.pk], at=at)
    task.refresh_from_db(fields=["status", "ended_at"])
    if task.status != TaskStatus.OPEN:
        close_when_mended(task, actor=by.actor, at=at)


def _note(task: Task, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, "plan_task", str(task.pk), payload), actor=by.actor, at=at)
