"""Check-lists: begun, written in a draft, published and from then on frozen, followed by a further draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.inspections.locking import lock_checklist_draft
from motcua.plans.models import Checklist, ChecklistItem, ChecklistVersion
from motcua.plans.policy import checklist_not_found, require_inspect

MOST_ITEMS = 300


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """One question, what it rests on, what to look at."""

    question: str
    group: str = ""
    basis: str = ""
    how: str = ""


@transaction.atomic
def start_checklist(
    *,
    agency_id: UUID,
    title: str,
    items: Sequence[ItemEntry] = (),
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> ChecklistVersion:
    """A new check-list of the agency with a draft.

    :raises Refused: "keep-inspections-not-allowed", "checklist-title-missing", "checklist-exists",
        "checklist-items-wrong".
    """
    require_inspect(by, agency_id=agency_id, on=local_day(at))
    name = " ".join(clean(title).split())[:300]
    if not name:
        raise Refused("checklist-title-missing", "Ghi tên danh mục kiểm tra.", field="title")
    if Checklist.objects.filter(agency=agency_id, title=name).exists():
        raise Refused(
            "checklist-exists", f"Đã có danh mục “{name}”. Lập bản mới của danh mục đó.", field="title"
        )
    checklist = Checklist.objects.create(agency_id=agency_id, title=name, is_sample=is_sample)
    version = ChecklistVersion.objects.create(checklist=checklist, number=1, prepared_by=by, prepared_at=at)
    _put(version, items)
    _note(version, "ChecklistStarted", {"title": name, "items": len(items)}, by, at)
    return version


@transaction.atomic
def save_checklist(
    *, version_id: UUID, items: Sequence[ItemEntry], by: Person, at: datetime, seen: int | None = None
) -> ChecklistVersion:
    """Let the draft hold these items, in this order.

    :raises Refused: "checklist-not-found", "checklist-published", "checklist-changed",
        "keep-inspections-not-allowed", "checklist-items-wrong".
    """
    version = _draft(version_id, by, at, seen)
    version.items.all().delete()
    _put(version, items)
    version.revision += 1
    version.save(update_fields=["revision"])
    _note(version, "ChecklistSaved", {"items": len(items)}, by, at)
    return version


@transaction.atomic
def publish_checklist(
    *, version_id: UUID, by: Person, at: datetime, seen: int | None = None
) -> ChecklistVersion:
    """Let the draft be used from now on; it does not change any more.

    :raises Refused: "checklist-not-found", "checklist-published", "checklist-changed",
        "keep-inspections-not-allowed", "checklist-empty".
    """
    version = _draft(version_id, by, at, seen)
    number = version.items.count()
    if not number:
        raise Refused("checklist-empty", "Danh mục chưa có mục nào. Thêm mục rồi ban hành.")
    version.published_at = at
    version.save(update_fields=["published_at"])
    _note(version, "ChecklistPublished", {"items": number}, by, at)
    return version


@transaction.atomic
def draft_next_checklist(*, checklist_id: UUID, by: Person, at: datetime) -> ChecklistVersion:
    """A further draft that says what the last version says; the open draft when there is one.

    :raises Refused: "checklist-not-found", "keep-inspections-not-allowed".
    """
    checklist = Checklist.objects.select_for_update().filter(pk=checklist_id).first()
    if checklist is None:
        raise checklist_not_found()
    require_inspect(by, agency_id=checklist.agency_id, on=local_day(at))
    last = checklist.versions.order_by("-number").first()
    if last is None or last.published_at is None:
        return last or ChecklistVersion.objects.create(
            checklist=checklist, number=1, prepared_by=by, prepared_at=at
        )
    version = ChecklistVersion.objects.create(
        checklist=checklist, number=last.number + 1, prepared_by=by, prepared_at=at
    )
    _put(version, [ItemEntry(row.question, row.group, row.basis, row.how) for row in last.items.all()])
    _note(version, "ChecklistDrafted", {}, by, at)
    return version


def _draft(version_id: UUID, by: Person, at: datetime, seen: int | None) -> ChecklistVersion:
    version = lock_checklist_draft(version_id, seen=seen)
    require_inspect(by, agency_id=version.checklist.agency_id, on=local_day(at))
    return version


def _put(version: ChecklistVersion, items: Sequence[ItemEntry]) -> None:
    if len(items) > MOST_ITEMS:
        raise Refused("checklist-items-wrong", f"Danh mục có tối đa {MOST_ITEMS} mục.")
    if any(not clean(item.question) for item in items):
        raise Refused("checklist-items-wrong", "Có mục chưa ghi nội dung kiểm tra. Ghi, hoặc bỏ mục đó.")
    insert_all(
        [
            ChecklistItem(
                version=version,
                position=place,
                group=clean(item.group)[:200],
                question=clean(item.question),
                basis=clean(item.basis)[:300],
                how=clean(item.how),
            )
            for place, item in enumerate(items, 1)
        ]
    )


def _note(version: ChecklistVersion, kind: str, payload: dict[str, object], by: Person, at: datetime) -> None:
    said = {"version": version.number, **payload}
    record(fact=Fact(kind, "checklist", str(version.checklist_id), said), actor=by.actor, at=at)
