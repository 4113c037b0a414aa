"""Forms are written by one person and published by another; what is published never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from psycopg.types.range import DateRange

from motcua.accounts.models import Person
from motcua.forms.enums import FormVersionState
from motcua.forms.models import Form, FormVersion
from motcua.forms.policy import require_decider, require_keeper, require_publisher
from motcua.forms.queries.versions import draft_of
from motcua.forms.rules.comparing import differences
from motcua.forms.rules.editing import digest, plain
from motcua.forms.rules.schema import as_json, read_schema
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key
from motcua.organisations.models import Agency


@transaction.atomic
def create_form(
    *,
    matter: str,
    agency: Agency | None,
    name: str,
    schema: Any,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> Form:
    """A new form with its first draft, for a matter at one agency or (None) at all.

    :raises Refused: wrong person, a name is missing, or the matter has a form there ("form-exists").
    """
    require_keeper(by, agency_id=agency.pk if agency else None, on=local_day(at))
    form = _new_form(matter, agency, name, is_sample)
    record(
        fact=Fact(
            "FormCreated", "form", str(form.pk), {"matter": matter, "agency": form.agency_id, "title": name}
        ),
        actor=by.actor,
        at=at,
    )
    _save(form, None, schema, actor=by.actor, at=at)
    return form


@transaction.atomic
def save_form_draft(
    *, form: Form, schema: Any, seen: str = "", by: Person, at: datetime
) -> tuple[FormVersion, list[str]]:
    """Let the form's draft say `schema`, a draft begun when there is none; the draft and what changed, in words.

    A draft may be unfinished: only its shape is asked for. `seen` is the digest (rules.editing.digest) of what was
    on the person's screen; "" does not ask.

    :raises Refused: wrong person, something too large to keep, or "form-changed-meanwhile".
    """
    form = _lock(form)
    require_keeper(by, agency_id=form.agency_id, on=local_day(at))
    draft = draft_of(form)
    if draft is not None and seen and seen != digest(draft.schema):
        raise Refused(
            "form-changed-meanwhile",
            "Có người khác vừa lưu dự thảo này trong lúc bạn đang sửa. Xem bản họ đã lưu rồi quyết định lưu tiếp.",
        )
    return _save(form, draft, schema, actor=by.actor, at=at)


@transaction.atomic
def discard_form_draft(*, form: Form, by: Person, at: datetime) -> None:
    """Throw the draft away; the form goes on with what is published.

    :raises Refused: wrong person, or there is no draft.
    """
    form = _lock(form)
    require_keeper(by, agency_id=form.agency_id, on=local_day(at))
    draft = _require_draft(form)
    _record(form, "FormDraftDiscarded", by.actor, at, version=draft.pk, note=f"bản {draft.number}")
    draft.delete()


@transaction.atomic
def publish_form(*, version: FormVersion, from_on: date, by: Person, at: datetime) -> FormVersion:
    """Put a draft in force from a day, today or later; the version before it ends there. A second person does this.

    Drafts of applicants keep the version they were begun with.

    :raises Refused: wrong person, one of its writers, no draft any more, a day that is past, or a schema with
        faults ("form-schema-wrong").
    """
    form = _lock(version.form)
    draft = FormVersion.objects.select_related("form").get(pk=version.pk)
    if draft.state != FormVersionState.DRAFT:
        raise Refused("form-not-draft", "Phiên bản này không còn là dự thảo nên không ban hành được nữa.")
    require_publisher(by, version=draft, on=local_day(at))
    if from_on < local_day(at):
        raise Refused(
            "form-day-past",
            f"Biểu mẫu không thể có hiệu lực từ ngày {from_on:%d/%m/%Y} đã qua. Chọn hôm nay hoặc ngày sau.",
            field="from_on",
        )
    return _publish(form, draft, from_on, by=by, actor=by.actor, at=at)


@transaction.atomic
def retire_form(*, form: Form, from_on: date, reason: str, by: Person, at: datetime) -> None:
    """End the form from a day, today or later: the matter is then lodged with another form, or the general one.

    :raises Refused: wrong person, no reason, a day that is past, or nothing in force then.
    """
    form = _lock(form)
    require_decider(by, form=form, on=local_day(at))
    if not reason.strip():
        raise Refused("reason-missing", "Hãy ghi lý do ngừng dùng biểu mẫu.", field="reason")
    if from_on < local_day(at):
        raise Refused("form-day-past", "Không thể ngừng dùng từ một ngày đã qua. Chọn hôm nay hoặc ngày sau.")
    if not _end(form, from_on, retires=True):
        raise Refused(
            "form-not-in-force", "Biểu mẫu không có phiên bản nào áp dụng từ ngày này nên không cần ngừng."
        )
    _record(form, "FormRetired", by.actor, at, from_on=from_on, reason=reason.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedForm:
    """A form that comes with the program or with the sample."""

    matter: str
    agency: Agency | None
    schema: Any
    from_on: date
    is_sample: bool = False


@transaction.atomic
def load_form(*, shipped: ShippedForm, at: datetime) -> FormVersion | None:
    """Put a shipped form in force; None when the matter has a form there already, which people may have changed.

    :raises Refused: "form-schema-wrong".
    """
    schema = as_json(read_schema(shipped.schema))
    if Form.objects.filter(matter=shipped.matter, agency=shipped.agency).exists():
        return None
    form = _new_form(shipped.matter, shipped.agency, schema["title"], shipped.is_sample)
    draft, _ = _save(form, None, schema, actor="system", at=at)
    return _publish(form, draft, shipped.from_on, by=None, actor="system", at=at)


def _new_form(matter: str, agency: Agency | None, name: str, is_sample: bool) -> Form:
    name = " ".join(name.split())[:300]
    if not name:
        raise Refused("form-name-missing", "Hãy đặt tên cho biểu mẫu.", field="name")
    try:
        with transaction.atomic():
            return Form.objects.create(matter=matter, agency=agency, **_named(name), is_sample=is_sample)
    except IntegrityError as exists:
        raise Refused(
            "form-exists", "Thủ tục này đã có biểu mẫu tại cơ quan. Mở biểu mẫu ấy và soạn phiên bản mới."
        ) from exists


def _named(name: str) -> dict[str, str]:
    return {"name": name[:300], "folded": fold(name)[:300], "sort_key": sort_key(name)[:1500]}


def _save(
    form: Form, draft: FormVersion | None, schema: Any, *, actor: str, at: datetime
) -> tuple[FormVersion, list[str]]:
    said = plain(schema)
    if draft is None:
        latest = FormVersion.objects.filter(form=form).order_by("-number").first()
        draft = FormVersion.objects.create(
            form=form, number=(latest.number if latest else 0) + 1, schema=said, created_at=at
        )
        changes = differences(latest.schema if latest else {}, said)
    else:
        changes = differences(draft.schema, said)
        if not changes and digest(draft.schema) == digest(said):
            return draft, []
        draft.schema = said
        draft.save(update_fields=["schema"])
    payload = {
        "version": draft.pk,
        "note": f"bản {draft.number}",
        "changes": changes[:100],
        "digest": digest(said),
    }
    _record(form, "FormDraftSaved", actor, at, **payload)
    return draft, changes


def _publish(
    form: Form, draft: FormVersion, from_on: date, *, by: Person | None, actor: str, at: datetime
) -> FormVersion:
    draft.schema = as_json(read_schema(draft.schema))
    _end(form, from_on, retires=False)
    draft.state, draft.in_force = FormVersionState.PUBLISHED, DateRange(from_on, None)
    draft.published_by, draft.published_at = by, at
    draft.save()
    title = draft.schema["title"]
    Form.objects.filter(pk=form.pk).update(**_named(title))
    _record(form, "FormPublished", actor, at, version=draft.pk, note=f"bản {draft.number}", from_on=from_on)
    return draft


def _end(form: Form, day: date, *, retires: bool) -> int:
    """End on `day` what is in force then or later; a version that would begin later never does. How many ended."""
    ended = 0
    goes_on = Q(in_force__endswith__isnull=True) | Q(in_force__endswith__gt=day)
    for version in FormVersion.objects.filter(goes_on, form=form, state=FormVersionState.PUBLISHED):
        assert version.in_force is not None
        begins = version.in_force.lower
        if begins < day:
            version.in_force = DateRange(begins, day)
            version.state = FormVersionState.RETIRED if retires else version.state
        else:
            version.in_force, version.state = None, FormVersionState.RETIRED
        version.save(update_fields=["in_force", "state"])
        ended += 1
    return ended


def _lock(form: Form) -> Form:
    return Form.objects.select_for_update(of=("self",)).select_related("agency").get(pk=form.pk)


def _require_draft(form: Form) -> FormVersion:
    draft = draft_of(form)
    if draft is None:
        raise Refused("form-draft-not-found", "Biểu mẫu này không có dự thảo nào.")
    return draft


def _record(form: Form, kind: str, actor: str, at: datetime, **payload: Any) -> None:
    record(fact=Fact(kind, "form", str(form.pk), payload), actor=actor, at=at)
