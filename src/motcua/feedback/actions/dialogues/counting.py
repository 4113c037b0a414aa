"""A conference as an activity of the agency's plan: held there when it was held here, with who came and what was
answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.conferences import CONFERENCE, locked_conference
from motcua.feedback.enums import ConferenceStatus
from motcua.feedback.models import DialogueConference
from motcua.feedback.policy.dialogues import require_keep
from motcua.feedback.queries.dialogues import free_activities
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.plans.actions.activities import ActivityFacts, plan_activity
from motcua.plans.enums import ActivityKind
from motcua.plans.models import Activity

_BEFORE = frozenset({ConferenceStatus.PREPARED, ConferenceStatus.ANNOUNCED})


@transaction.atomic
def count_in_plan(
    *, conference_id: UUID, activity_id: UUID | None, task_id: UUID | None = None, by: Person, at: datetime
) -> DialogueConference:
    """Let the conference be a dialogue that the agency's plan foresees; without one, an activity is planned anew, for
    the task if one is named. From then on the plan hears from the conference.

    :raises Refused: "conference-not-found", "keep-feedback-not-allowed", "conference-counts-already",
        "conference-not-at-that-point", "activity-not-free", and those of `plans.actions.activities.plan_activity`.
    """
    row = locked_conference(conference_id)
    require_keep(by, agency_id=row.agency_id, on=local_day(at))
    if row.activity_id is not None:
        raise Refused("conference-counts-already", "Hội nghị đã gắn với một hoạt động của kế hoạch.")
    if row.status not in _BEFORE:
        raise Refused(
            "conference-not-at-that-point",
            "Hội nghị đã tổ chức: ghi hoạt động và số liệu ở trang hoạt động của kế hoạch.",
        )
    row.activity = _planned(row, task_id, by, at) if activity_id is None else _free(row, activity_id)
    row.revision += 1
    row.save(update_fields=["activity", "revision"])
    payload = {"activity": str(row.activity_id), "title": row.activity.title}
    record(fact=Fact("ConferenceCounted", CONFERENCE, str(row.pk), payload), actor=by.actor, at=at)
    return row


def _planned(row: DialogueConference, task_id: UUID | None, by: Person, at: datetime) -> Activity:
    facts = ActivityFacts(
        kind=ActivityKind.DIALOGUE,
        title=row.topic,
        planned_on=local_day(row.starts_at),
        place=row.place,
        link=row.link,
        task_id=task_id,
    )
    return plan_activity(agency_id=row.agency_id, facts=facts, by=by, at=at, is_sample=row.is_sample)


def _free(row: DialogueConference, activity_id: UUID) -> Activity:
    found = free_activities(row).filter(pk=activity_id).first()
    if found is None:
        raise Refused(
            "activity-not-free",
            "Chọn một hội nghị đối thoại còn dự kiến trong kế hoạch của cơ quan và chưa gắn với hội nghị khác.",
            field="activity",
        )
    return found
