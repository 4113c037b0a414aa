"""Activities: planned, held with what was counted of them, counted again, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.plans.enums import ActivityKind, ActivityStatus
from motcua.plans.models import Activity, ActivityCount, ActivityFile, Task
from motcua.plans.policy import activity_not_found, require_enter, require_keep
from motcua.plans.queries.activities import tasks_for_activities
from motcua.plans.rules.activities import Count, checked_counts

ACTIVITY = "activity"
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What is said of an activity before it is held."""

    kind: ActivityKind
    title: str
    planned_on: date
    about: str = ""
    place: str = ""
    link: str = ""
    task_id: UUID | None = None


@transaction.atomic
def plan_activity(
    *, agency_id: UUID, facts: ActivityFacts, by: Person, at: datetime, is_sample: bool = False
) -> Activity:
    """Plan an activity of the agency.

    :raises Refused: "keep-plans-not-allowed", "activity-title-missing", "link-wrong", "task-not-of-agency".
    """
    on = local_day(at)
    require_keep(by, agency_id=agency_id, on=on)
    said = _checked(facts, agency_id)
    made = Activity.objects.create(
        agency_id=agency_id, created_by=by, created_at=at, is_sample=is_sample, **said
    )
    _note(made, "ActivityPlanned", {"title": made.title, "planned_on": made.planned_on}, by, at)
    return made


@transaction.atomic
def change_activity(
    *, activity_id: UUID, facts: ActivityFacts, by: Person, at: datetime, seen: int | None = None
) -> Activity:
    """Say something else of an activity; of one that was held, its kind and day stay.

    :raises Refused: "activity-not-found", "activity-changed", "keep-plans-not-allowed", "activity-cancelled", and as
        `plan_activity`.
    """
    row = _lock(activity_id, seen)
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    _require_not_cancelled(row)
    said = _checked(facts, row.agency_id)
    if row.status == ActivityStatus.HELD:
        said |= {"kind": row.kind, "planned_on": row.planned_on}
    before = {name: getattr(row, name) for name, value in said.items() if getattr(row, name) != value}
    for name, value in said.items():
        setattr(row, name, value)
    _save(row)
    before.pop("folded", None)
    after = {name: said[name] for name in before}
    _note(row, "ActivityChanged", {"before": before, "after": after}, by, at)
    return row


@transaction.atomic
def hold_activity(
    *,
    activity_id: UUID,
    held_on: date,
    counts: Sequence[Count],
    by: Person,
    at: datetime,
    files: Sequence[Brought] = (),
    seen: int | None = None,
) -> Activity:
    """Note that the activity was held, with what was counted of it and what shows it.

    :raises Refused: "activity-not-found", "activity-changed", "do-plan-tasks-not-allowed", "activity-not-planned",
        "held-day-wrong", "count-wrong", "count-twice", "too-many-files", and as documents' `keep_files_of`.
    """
    row = _entered(activity_id, by, at, seen)
    if row.status != ActivityStatus.PLANNED:
        raise Refused(
            "activity-not-planned",
            f"Hoạt động này đã ở trạng thái “{ActivityStatus(row.status).label}”. Sửa số liệu ở trang hoạt động.",
        )
    if held_on > local_day(at):
        raise Refused(
            "held-day-wrong", "Ngày thực hiện chưa tới. Ghi ngày hoạt động thực sự diễn ra.", field="held_on"
        )
    row.status, row.held_on = ActivityStatus.HELD, held_on
    _save(row)
    _count(row, counts, held_on)
    _keep(row, files, by, at)
    payload = {"held_on": held_on, "counts": _plain(counts), "files": len(files)}
    _note(row, "ActivityHeld", payload, by, at)
    return row


@transaction.atomic
def count_activity(
    *,
    activity_id: UUID,
    counts: Sequence[Count],
    counted_on: date,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Activity:
    """What is counted of a held activity now, instead of what was counted before; the journal keeps both.

    :raises Refused: "activity-not-found", "activity-changed", "do-plan-tasks-not-allowed", "activity-not-held",
        "counted-day-wrong", "count-wrong", "count-twice", "counts-same".
    """
    row = _entered(activity_id, by, at, seen)
    if row.status != ActivityStatus.HELD or row.held_on is None:
        raise Refused("activity-not-held", "Ghi hoạt động đã thực hiện trước, rồi mới có số liệu.")
    if not row.held_on <= counted_on <= local_day(at):
        raise Refused(
            "counted-day-wrong",
            "Ngày đếm không được trước ngày thực hiện hoặc chưa tới.",
            field="counted_on",
        )
    before = _stored(row)
    after = _plain(counts)
    if before == after:
        raise Refused("counts-same", "Số liệu không có gì thay đổi.")
    _count(row, counts, counted_on)
    _save(row)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    payload = {
        "counted_on": counted_on,
        "before": {name: before[name] for name in sorted(changed & set(before))},
        "after": {name: after[name] for name in sorted(changed & set(after))},
    }
    _note(row, "ActivityCounted", payload, by, at)
    return row


@transaction.atomic
def cancel_activity(
    *, activity_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Activity:
    """A planned activity is not held.

    :raises Refused: "activity-not-found", "activity-changed", "keep-plans-not-allowed", "activity-not-planned",
        "note-missing".
    """
    row = _lock(activity_id, seen)
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    if row.status != ActivityStatus.PLANNED:
        raise Refused("activity-not-planned", "Chỉ hoạt động còn dự kiến mới ghi không thực hiện được.")
    if not clean(reason):
        raise Refused("note-missing", "Ghi lý do không thực hiện.", field="note")
    row.status, row.cancelled_for = ActivityStatus.CANCELLED, clean(reason)[:300]
    _save(row)
    _note(row, "ActivityCancelled", {"reason": row.cancelled_for}, by, at)
    return row


@transaction.atomic
def keep_activity_files(*, activity_id: UUID, files: Sequence[Brought], by: Person, at: datetime) -> Activity:
    """Keep more files that show what was done or is to be done.

    :raises Refused: "activity-not-found", "do-plan-tasks-not-allowed", "activity-cancelled", "files-missing",
        "too-many-files", and as documents' `keep_files_of`.
    """
    row = _entered(activity_id, by, at, None)
    _require_not_cancelled(row)
    if not files:
        raise Refused("files-missing", "Chọn ít nhất một tệp.", field="files")
    _keep(row, files, by, at)
    _note(row, "ActivityFilesKept", {"files": [file.name for file in files]}, by, at)
    return row


def _lock(activity_id: UUID, seen: int | None) -> Activity:
    rows = Activity.objects.select_for_update(of=("self",)).select_related("agency")
    row = rows.filter(pk=activity_id).first()
    if row is None:
        raise activity_not_found()
    if seen is not None and seen != row.revision:
        raise Refused(
            "activity-changed",
            "Hoạt động vừa được người khác cập nhật. Nội dung bạn gõ vẫn ở đây: xem thay đổi rồi lưu lần nữa.",
            revision=row.revision,
        )
    return row


def _entered(activity_id: UUID, by: Person, at: datetime, seen: int | None) -> Activity:
    row = _lock(activity_id, seen)
    require_enter(by, unit_id=row.agency_id, owner_id=row.agency_id, on=local_day(at))
    return row


def _require_not_cancelled(row: Activity) -> None:
    if row.status == ActivityStatus.CANCELLED:
        raise Refused("activity-cancelled", "Hoạt động này đã ghi không thực hiện nên không sửa được nữa.")


def _checked(facts: ActivityFacts, agency_id: UUID) -> dict[str, Any]:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("activity-title-missing", "Ghi tên hoạt động.", field="title")
    link = clean(facts.link)
    if link and (urlsplit(link).scheme not in {"http", "https"} or len(link) > 500):
        raise Refused("link-wrong", "Địa chỉ liên kết bắt đầu bằng https:// hoặc http://.", field="link")
    return {
        "kind": facts.kind,
        "title": title,
        "planned_on": facts.planned_on,
        "about": clean(facts.about),
        "place": clean(facts.place)[:300],
        "link": link,
        "task_id": _task(facts.task_id, agency_id),
        "folded": fold(f"{title} {facts.place}")[:400],
    }


def _task(task_id: UUID | None, agency_id: UUID) -> UUID | None:
    """The task, when the agency gave it or has to do it."""
    if task_id is None:
        return None
    found: Task | None = tasks_for_activities([agency_id]).filter(pk=task_id).first()
    if found is None:
        raise Refused(
            "task-not-of-agency",
            "Nhiệm vụ được chọn không phải của đơn vị này. Chọn nhiệm vụ khác.",
            field="task",
        )
    return found.pk


def _count(row: Activity, counts: Sequence[Count], counted_on: date) -> None:
    """What is counted replaces what was; a number that stays the same keeps its day."""
    wanted = {(one.measure, one.channel): one.value for one in checked_counts(counts)}
    same = set()
    for old in list(row.counts.all()):
        key = (old.measure, old.channel)
        if wanted.get(key) == old.value:  # type: ignore[arg-type]  # stored words equal their enums
            same.add(key)
        else:
            old.delete()
    insert_all(
        [
            ActivityCount(activity=row, measure=measure, channel=channel, value=value, counted_on=counted_on)
            for (measure, channel), value in wanted.items()
            if (measure, channel) not in same
        ]
    )


def _stored(row: Activity) -> dict[str, int]:
    return {f"{one.measure}/{one.channel}": one.value for one in row.counts.all()}


def _plain(counts: Sequence[Count]) -> dict[str, int]:
    return {f"{one.measure}/{one.channel}": one.value for one in counts}


def _keep(row: Activity, files: Sequence[Brought], by: Person, at: datetime) -> None:
    if len(files) > MOST_FILES:
        raise Refused("too-many-files", f"Mỗi lần kèm tối đa {MOST_FILES} tệp.", field="files")
    kept = keep_files_of(files=files, by=by.actor, at=at) if files else []
    insert_all(
        [ActivityFile(activity=row, name=stored.name[:200], file=stored, by=by, at=at) for stored in kept]
    )


def _save(row: Activity) -> None:
    row.revision += 1
    row.save()


def _note(row: Activity, kind: str, payload: dict[str, Any], by: Person, at: datetime) -> None:
    record(fact=Fact(kind, ACTIVITY, str(row.pk), payload), actor=by.actor, at=at)
