"""Drafting processes: from a table of rows, from a version that exists; dropping a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.workflow.actions.versions import agencies_named, name_process, rewrite_version, write_version
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.policy import require_draft
from motcua.workflow.queries.contents import get_process
from motcua.workflow.rules.entering import faults, tidy
from motcua.workflow.rules.processes import ProcessContent


@transaction.atomic
def start_draft_process(
    *,
    content: ProcessContent,
    by: Person | Operator,
    at: datetime,
    reason: str = "drafted",
    is_sample: bool = False,
) -> ProcessVersion:
    """A draft that says `content`, of the process for its matter and agency; that process is made when there is none.

    The draft may be incomplete: `rules.checks` says what is missing before it can be published.

    :raises Refused: "keep-catalogue-not-allowed", "process-invalid", "agency-not-found", "process-draft-exists".
    """
    content, on = require_storable(content), local_day(at)
    agency_id = _agency_of(content, on)
    require_draft(by, agency_id=agency_id, on=on)
    process = _find_or_make(content, agency_id, is_sample=is_sample)
    return _write_draft(process, content, by, at, reason)


@transaction.atomic
def copy_to_draft(*, version: ProcessVersion, by: Person | Operator, at: datetime) -> ProcessVersion:
    """A draft of the same process that says what `version` says, without the decision that approved it.

    :raises Refused: "keep-catalogue-not-allowed", "process-draft-exists", "process-not-found".
    """
    process = lock_process(version.process_id)
    require_draft(by, agency_id=process.agency_id, on=local_day(at))
    content = replace_document(get_process(version.pk), "")
    return _write_draft(process, content, by, at, f"copied:{version.number}")


@transaction.atomic
def save_draft_process(
    *,
    version_id: UUID,
    content: ProcessContent,
    by: Person | Operator,
    at: datetime,
    revision: int | None = None,
) -> ProcessVersion:
    """Let the draft say `content`; for which matter and agency it is stays as it was.

    With `revision`, the one the editor began from, another's saving in between is refused and not overwritten.

    :raises Refused: "process-not-found", "keep-catalogue-not-allowed", "process-not-draft", "process-changed",
        "process-invalid", "agency-not-found".
    """
    version = lock_version(version_id)
    process = version.process
    require_draft(by, agency_id=process.agency_id, on=local_day(at))
    require_unpublished(version)
    if revision is not None and revision != version.revision:
        raise Refused(
            "process-changed",
            "Bản soạn này đã được người khác lưu trong lúc bạn sửa. Mở lại bản mới nhất, rồi ghi các thay đổi của bạn.",
            revision=version.revision,
        )
    content = require_storable(content)
    before = get_process(version.pk)
    rewrite_version(version=version, content=content, prepared_by=_person(by), at=at, on=local_day(at))
    _follow_name(process, version)
    payload = {
        "version": version.pk,
        "version_number": version.number,
        "revision": version.revision,
        "steps": len(content.steps),
        "changed": before.steps != content.steps or before.legs != content.legs,
    }
    record(fact=Fact("ProcessDraftSaved", "process", str(process.pk), payload), actor=by.actor, at=at)
    return version


@transaction.atomic
def drop_draft_process(*, version_id: UUID, by: Person | Operator, at: datetime) -> None:
    """Throw a draft away; a process that never had another version goes with it.

    :raises Refused: "process-not-found", "keep-catalogue-not-allowed", "process-not-draft".
    """
    version = lock_version(version_id)
    process = version.process
    require_draft(by, agency_id=process.agency_id, on=local_day(at))
    require_unpublished(version)
    process_id = str(process.pk)  # deleting takes it away from the object
    payload = {"version": version.pk, "version_number": version.number, "name": version.name}
    version.delete()
    if latest := ProcessVersion.objects.filter(process=process).order_by("-number").first():
        _follow_name(process, latest)
    else:
        process.delete()
    record(fact=Fact("ProcessDraftDropped", "process", process_id, payload), actor=by.actor, at=at)


def require_storable(content: ProcessContent) -> ProcessContent:
    """`content` tidied, when it can be stored.

    :raises Refused: "process-invalid" with `faults`, each a step's position and a reason.
    """
    tidied = tidy(content)
    found = faults(tidied)
    if found:
        told = "; ".join(str(fault) for fault in found[:5])
        raise Refused(
            "process-invalid",
            f"Quy trình chưa lưu được: {told}. Sửa các mục này rồi lưu lại.",
            faults=[{"position": fault.position, "reason": fault.reason} for fault in found],
        )
    return tidied


def lock_process(process_id: UUID) -> Process:
    """The process, held until the transaction ends.

    :raises Refused: "process-not-found".
    """
    process = Process.objects.select_for_update().filter(pk=process_id).first()
    if process is None:
        raise _gone()
    return process


def lock_version(version_id: UUID) -> ProcessVersion:
    """The version with its process, both held until the transaction ends; always the process first.

    :raises Refused: "process-not-found".
    """
    process_id = ProcessVersion.objects.filter(pk=version_id).values_list("process", flat=True).first()
    if process_id is None:
        raise _gone()
    process = lock_process(process_id)
    version = ProcessVersion.objects.select_for_update().filter(pk=version_id).first()
    if version is None:
        raise _gone()
    version.process = process
    return version


def require_unpublished(version: ProcessVersion) -> None:
    """Refuse what is no draft.

    :raises Refused: "process-not-draft".
    """
    if version.state != ProcessState.DRAFT:
        raise Refused(
            "process-not-draft",
            f"Phiên bản {version.number} của “{version.name}” đã ban hành nên không sửa được: hồ sơ đang theo nó. "
            "Hãy soạn phiên bản mới.",
        )


def replace_document(content: ProcessContent, document: str) -> ProcessContent:
    """`content` under another decision."""
    return replace(content, document=document)


def _write_draft(
    process: Process, content: ProcessContent, by: Person | Operator, at: datetime, reason: str
) -> ProcessVersion:
    if waiting := ProcessVersion.objects.filter(process=process, state=ProcessState.DRAFT).first():
        raise Refused(
            "process-draft-exists",
            f"Quy trình này đã có bản đang soạn (phiên bản {waiting.number}). Mở bản đó để sửa tiếp, hoặc bỏ nó trước.",
            version=str(waiting.pk),
        )
    version = write_version(
        process=process, content=content, prepared_by=_person(by), at=at, on=local_day(at)
    )
    _follow_name(process, version)
    payload = {"version": version.pk, "version_number": version.number, "name": version.name, "how": reason}
    record(fact=Fact("ProcessDrafted", "process", str(process.pk), payload), actor=by.actor, at=at)
    return version


def _find_or_make(content: ProcessContent, agency_id: UUID | None, *, is_sample: bool) -> Process:
    same = {"matter": content.matter, "agency_id": agency_id, "is_express": content.is_express}
    for _ in range(2):  # another may make the same process between looking and writing
        found = Process.objects.select_for_update().filter(**same).first()
        if found is not None:
            return found
        process = Process(**same, is_sample=is_sample)
        name_process(process, content.name)
        try:
            with transaction.atomic():
                process.save(force_insert=True)
        except IntegrityError:
            continue
        return process
    raise _gone()


def _follow_name(process: Process, version: ProcessVersion) -> None:
    name_process(process, version.name)
    process.save(update_fields=["name", "folded", "sort_key"])


def _agency_of(content: ProcessContent, on: date) -> UUID | None:
    return agencies_named(content, on)[content.agency.code] if content.agency else None


def _person(by: Person | Operator) -> Person | None:
    return by if isinstance(by, Person) else None


def _gone() -> Refused:
    return Refused("process-not-found", "Quy trình hoặc bản soạn này không còn. Xem lại danh sách quy trình.")
