"""At the unit: answers to the check-list, who was there, the end of the visit, what the unit says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_file
from motcua.kernel.actions import insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.labelled import Labelled
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.plans.actions.inspections.locking import lock_inspection, of_inspection, touch
from motcua.plans.actions.inspections.telling import heads_of_unit, tell_of
from motcua.plans.enums import CheckResult, InspectionKind, InspectionStatus
from motcua.plans.models import CheckAnswer, Inspection
from motcua.plans.policy import require_speak_for, require_work_at
from motcua.plans.rules.inspecting import Answered, lacks_of_answers, may_be_held

_MOST_LACKS = 5


class SignedPaper(Labelled):
    """A paper that was signed by hand and is kept with the inspection."""

    MINUTES = "minutes", "Biên bản đã ký"
    CONCLUSION = "conclusion_file", "Kết luận đã ký"


@dataclass(frozen=True, slots=True)
class Visited:
    """How the visit went, as its minutes say it. `unit_people` has a line for each: name, post."""

    unit_people: str
    general_remark: str = ""
    place: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None


@transaction.atomic
def save_answers(
    *,
    inspection_id: UUID,
    answers: Mapping[int, Answered],
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Inspection:
    """Keep what was found of some items, as often as wanted, until the visit is ended; the first begins it.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        "inspection-not-yet", "inspection-not-announced", "checklist-item-not-found", "inspection-changed".
    """
    inspection = _at_unit(inspection_id, by, at, seen)
    known = set(inspection.checklist.items.filter(pk__in=answers).values_list("pk", flat=True))
    if known != set(answers):
        raise Refused(
            "checklist-item-not-found", "Có mục không thuộc danh mục của cuộc kiểm tra này. Tải lại trang."
        )
    inspection.answers.filter(item__in=known).delete()
    insert_all(
        [
            CheckAnswer(inspection=inspection, item_id=item, result=said.result, note=clean(said.note))
            for item, said in answers.items()
        ]
    )
    begins = inspection.began_at is None
    if begins:
        inspection.began_at = at
    touch(inspection)
    payload = {"items": len(answers), "begins": begins}
    record(fact=of_inspection(inspection, "InspectionAnswersSaved", payload), actor=by.actor, at=at)
    return inspection


@transaction.atomic
def end_visit(*, inspection_id: UUID, visited: Visited, by: Person, at: datetime) -> Inspection:
    """End the visit: every item answered, who spoke for the unit. The unit's head is asked for an opinion.

    :raises Refused: as `save_answers`, and "inspection-not-complete" with `lacks`, "unit-people-missing",
        "visit-times-wrong".
    """
    inspection = _at_unit(inspection_id, by, at, None)
    _require_complete(inspection)
    if not clean(visited.unit_people):
        raise Refused(
            "unit-people-missing", "Ghi ai làm việc với đoàn, mỗi người một dòng.", field="unit_people"
        )
    began, ended = visited.began_at or inspection.began_at or at, visited.ended_at or at
    if not began <= ended <= at:
        raise Refused(
            "visit-times-wrong",
            "Giờ kết thúc phải sau giờ bắt đầu và đã qua. Xem lại hai giờ này.",
            field="ended_at",
        )
    inspection.status, inspection.held_on = InspectionStatus.HELD, local_day(began)
    inspection.began_at, inspection.ended_at = began, ended
    inspection.unit_people = clean(visited.unit_people)
    inspection.general_remark = clean(visited.general_remark)
    inspection.place = clean(visited.place)[:300] or inspection.place
    touch(inspection)
    payload = {"held_on": inspection.held_on, "findings": inspection.findings.count()}
    record(fact=of_inspection(inspection, "InspectionHeld", payload), actor=by.actor, at=at)
    tell_of(inspection, "inspection_held", heads_of_unit(inspection, local_day(at)), but=by, at=at)
    return inspection


@transaction.atomic
def give_opinion(*, inspection_id: UUID, text: str, by: Person, at: datetime) -> Inspection:
    """Say, for the unit, what it thinks of what was found; until the conclusion.

    :raises Refused: "inspection-not-found", "unit-opinion-not-allowed", "inspection-status-wrong", "opinion-missing".
    """
    inspection = lock_inspection(inspection_id)
    require_speak_for(by, inspection, on=local_day(at))
    inspection = lock_inspection(inspection_id, InspectionStatus.HELD)
    if not clean(text):
        raise Refused("opinion-missing", "Ghi ý kiến của đơn vị.", field="text")
    inspection.unit_opinion = clean(text)
    touch(inspection)
    payload = {"length": len(inspection.unit_opinion)}
    record(fact=of_inspection(inspection, "InspectionOpinionGiven", payload), actor=by.actor, at=at)
    team = [row.person for row in inspection.members.select_related("person")]
    tell_of(inspection, "inspection_opinion_given", team, key=str(inspection.revision), but=by, at=at)
    return inspection


@transaction.atomic
def keep_signed(
    *, inspection_id: UUID, paper: SignedPaper, file: Brought, by: Person, at: datetime
) -> Inspection:
    """Keep the signed minutes, or the signed conclusion, with the inspection; a later file takes the place.

    :raises Refused: "inspection-not-found", "keep-inspections-not-allowed", "inspection-status-wrong",
        and as documents' `keep_file`.
    """
    after = (InspectionStatus.CONCLUDED, InspectionStatus.FOLLOWED, InspectionStatus.CLOSED)
    allowed = after if paper is SignedPaper.CONCLUSION else (InspectionStatus.HELD, *after)
    inspection = lock_inspection(inspection_id)
    require_work_at(by, inspection, on=local_day(at))
    inspection = lock_inspection(inspection_id, *allowed)
    stored = keep_file(data=file.data, name=file.name, by=by.actor, at=at, is_sample=inspection.is_sample)
    setattr(inspection, paper.value, stored)
    touch(inspection)
    payload = {"paper": paper, "file": stored.pk, "name": stored.name}
    record(fact=of_inspection(inspection, "InspectionPaperKept", payload), actor=by.actor, at=at)
    return inspection


def _at_unit(inspection_id: UUID, by: Person, at: datetime, seen: int | None) -> Inspection:
    inspection = lock_inspection(inspection_id, seen=seen)
    on = local_day(at)
    require_work_at(by, inspection, on=on)
    kind, status = InspectionKind(inspection.kind), InspectionStatus(inspection.status)
    if status is InspectionStatus.PLANNED and kind is InspectionKind.SCHEDULED:
        raise Refused(
            "inspection-not-announced",
            f"Chưa báo cho {inspection.unit.name} về cuộc kiểm tra này. Báo đơn vị trước khi tiến hành.",
        )
    if not may_be_held(kind=kind, status=status):
        return lock_inspection(inspection_id, InspectionStatus.NOTIFIED)
    if on < inspection.planned_on:
        raise Refused(
            "inspection-not-yet",
            f"Lịch kiểm tra là ngày {inspection.planned_on:%d/%m/%Y}. Nếu đi sớm hơn, đổi lịch trước.",
        )
    return inspection


def _require_complete(inspection: Inspection) -> None:
    answers = {row.item_id: Answered(CheckResult(row.result), row.note) for row in inspection.answers.all()}
    items = inspection.checklist.items.order_by("position").values_list("pk", flat=True)
    lacks = lacks_of_answers(questions=[(pk, place) for place, pk in enumerate(items, 1)], answers=answers)
    if lacks:
        shown = "; ".join(lacks[:_MOST_LACKS])
        more = f" và {len(lacks) - _MOST_LACKS} mục khác" if len(lacks) > _MOST_LACKS else ""
        raise Refused(
            "inspection-not-complete",
            f"Chưa kết thúc được: {shown}{more}. Ghi đủ rồi kết thúc.",
            lacks=list(lacks),
        )
