"""Changing what a draft version says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require_somewhere
from motcua.catalogue.actions.decisions import lock_for_editing
from motcua.catalogue.actions.version_parts import write_parts
from motcua.catalogue.actions.versions import columns_of, fields_named, require_sound
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import (
    DecisionItem,
    DossierComponent,
    LegalBasis,
    ProcedureVersion,
    Result,
    Step,
    SubmissionMethod,
)
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import Content, digest
from motcua.catalogue.rules.diff import FieldChange, diff
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused


@transaction.atomic
def save_draft(
    *, version: ProcedureVersion, content: Content, seen: str = "", by: Person, at: datetime
) -> list[FieldChange]:
    """Let a draft say `content` instead of what it said; the changes made, empty when there were none.

    `seen` is the digest of the content that was on the person's screen; "" does not ask.

    :raises Refused: the person does not keep the catalogue there, the version is no draft any more or its decision
        has left the drafters, somebody saved something else since `seen` ("draft-changed-meanwhile"), or the
        content cannot be stored ("draft-invalid" with `faults`).
    """
    locked = ProcedureVersion.objects.select_for_update().get(pk=version.pk)
    _require_may_write(locked, by=by, at=at)
    if locked.state != VersionState.DRAFT:
        raise Refused(
            "version-frozen",
            "Phiên bản này đã công bố hoặc đã bỏ nên không sửa được nữa. Hãy soạn một dự thảo mới.",
        )
    before = content_of(locked)
    if seen and seen != digest(before):
        raise Refused(
            "draft-changed-meanwhile",
            "Có người khác vừa lưu dự thảo này trong lúc bạn đang sửa. Xem họ đã đổi gì rồi quyết định lưu tiếp.",
        )
    content = require_sound(content)
    changes = diff(before, content)
    if changes:
        _replace_content(locked, content)
        payload = {"changes": [change.as_dict() for change in changes], "was": digest(before)}
        record(fact=Fact("DraftSaved", "version", str(locked.pk), payload), actor=by.actor, at=at)
    return changes


def _require_may_write(version: ProcedureVersion, *, by: Person, at: datetime) -> None:
    item = DecisionItem.objects.filter(version=version).select_related("decision").first()
    if item is None:
        require_somewhere(by, Capability.KEEP_CATALOGUE, on=local_day(at))
    else:
        lock_for_editing(item.decision, by=by, at=at)


def _replace_content(version: ProcedureVersion, content: Content) -> None:
    columns = columns_of(content, fields_named([content.field]))
    for name, value in columns.items():
        setattr(version, name, value)
    version.save(update_fields=[name for name in columns if name != "field_id"] + ["field"])
    for part in (Step, SubmissionMethod, DossierComponent, Result, LegalBasis):
        part._default_manager.filter(version=version).delete()
    write_parts([(version, content)])
