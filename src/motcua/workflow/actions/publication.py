"""Putting processes in force and out of force."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.workflow.actions.drafts import lock_process, lock_version, require_unpublished
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.policy import require_publish, require_second_person
from motcua.workflow.queries.contents import get_process
from motcua.workflow.rules.checks import blocking


@transaction.atomic
def publish_process(
    *, version_id: UUID, from_on: date, document: str = "", by: Person, at: datetime
) -> ProcessVersion:
    """Put the draft in force from a day; the version in force then ends there, one that begins later stays.

    `document` is the decision that approves it, needed unless the draft names it already. From then on the version
    never changes, and dossiers received while it applies keep it.

    :raises Refused: "process-not-found", "approve-decision-not-allowed", "own-process-not-allowed",
        "process-not-draft", "process-document-missing", "process-has-findings", "process-day-taken".
    """
    version = lock_version(version_id)
    process = version.process
    require_publish(by, agency_id=process.agency_id, on=local_day(at))
    require_unpublished(version)
    require_second_person(by, prepared_by_id=version.prepared_by_id)
    version.document = _document(document or version.document)
    _require_sound(version)
    ends_on = _make_room(process, from_on)
    version.state, version.in_force = ProcessState.PUBLISHED, DateRange(from_on, ends_on)
    version.published_by, version.published_at = by, at
    version.save()
    payload = {
        "version": version.pk,
        "version_number": version.number,
        "from_on": from_on,
        "ends_on": ends_on,
        "document": version.document,
        "name": version.name,
    }
    record(fact=Fact("ProcessPublished", "process", str(process.pk), payload), actor=by.actor, at=at)
    return version


@transaction.atomic
def retire_process(*, process_id: UUID, on: date, reason: str, by: Person, at: datetime) -> None:
    """Let the process end on a day: from then on the next more general one applies. Dossiers under way keep theirs.

    :raises Refused: "process-not-found", "approve-decision-not-allowed", "process-needed", "process-not-in-force",
        "reason-missing".
    """
    process = lock_process(process_id)
    require_publish(by, agency_id=process.agency_id, on=local_day(at))
    _require_spare(process)
    if not reason.strip():
        raise Refused("reason-missing", "Chưa ghi căn cứ hoặc lý do thôi áp dụng. Ghi số văn bản hoặc lý do.")
    ended = _end_all(process, on)
    payload = {"on": on, "reason": reason.strip()[:500], "versions": ended, "name": process.name}
    record(fact=Fact("ProcessRetired", "process", str(process.pk), payload), actor=by.actor, at=at)


def _document(text: str) -> str:
    document = " ".join(text.split())[:250]
    if not document:
        raise Refused(
            "process-document-missing",
            "Chưa ghi quyết định phê duyệt quy trình. Ghi số, ngày và cơ quan ban hành quyết định rồi ban hành lại.",
        )
    return document


def _require_sound(version: ProcessVersion) -> None:
    found = blocking(get_process(version.pk))
    if found:
        raise Refused(
            "process-has-findings",
            f"Quy trình còn {len(found)} điểm phải sửa trước khi ban hành. {found[0].message}",
            findings=[finding.as_dict() for finding in found],
        )


def _make_room(process: Process, from_on: date) -> date | None:
    """End the version in force on the day, and say where the new one must end."""
    standing = ProcessVersion.objects.filter(process=process, state=ProcessState.PUBLISHED)
    if same := standing.filter(in_force__startswith=from_on).first():
        raise Refused(
            "process-day-taken",
            f"Phiên bản {same.number} cũng bắt đầu áp dụng từ {from_on:%d/%m/%Y}. Chọn ngày khác, "
            "hoặc cho phiên bản kia thôi áp dụng trước.",
        )
    retired = ProcessVersion.objects.filter(process=process, state=ProcessState.RETIRED)
    if ended := retired.filter(in_force__endswith__gt=from_on).order_by("-in_force").first():
        assert ended.in_force is not None
        raise Refused(
            "process-day-taken",
            f"Phiên bản {ended.number} đã áp dụng đến trước ngày {ended.in_force.upper:%d/%m/%Y}. "
            "Chọn từ ngày đó trở đi.",
        )
    later = standing.filter(in_force__startswith__gt=from_on).order_by("in_force").first()
    current = standing.filter(in_force__contains=from_on).first()
    ends = [later.in_force.lower] if later and later.in_force else []
    if current is not None and current.in_force is not None:
        ends += [current.in_force.upper] if current.in_force.upper and later else []
        current.in_force = DateRange(current.in_force.lower, from_on)
        current.save(update_fields=["in_force"])
    return min(ends, default=None)


def _require_spare(process: Process) -> None:
    if not process.matter and process.agency_id is None:
        raise Refused(
            "process-needed",
            "Quy trình dùng chung cho mọi cơ quan phải luôn có, để thủ tục nào cũng có quy trình mà theo. "
            "Hãy soạn và ban hành phiên bản mới thay cho nó.",
        )


def _end_all(process: Process, on: date) -> list[int]:
    reaching = Q(in_force__endswith__gt=on) | Q(in_force__endswith__isnull=True)
    rows = list(ProcessVersion.objects.filter(reaching, process=process, state=ProcessState.PUBLISHED))
    if not rows:
        raise Refused(
            "process-not-in-force",
            f"Quy trình “{process.name}” không còn phiên bản nào áp dụng từ {on:%d/%m/%Y}. Xem lại ngày thôi áp dụng.",
        )
    for row in rows:
        assert row.in_force is not None
        begun = row.in_force.lower is None or row.in_force.lower < on
        row.state = ProcessState.RETIRED
        row.in_force = DateRange(row.in_force.lower, on) if begun else None
        row.save(update_fields=["state", "in_force"])
    return [row.number for row in rows]
