"""What pages of feedback share: the thing itself or a refusal, how a line of it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.queries.names import names_of
from motcua.feedback.enums.feedback import FollowUpKind, State
from motcua.feedback.models import Feedback, FollowUp
from motcua.feedback.policy.feedback import feedback_not_found
from motcua.feedback.queries.feedback.visible import (
    FeedbackReach,
    feedback_reach,
    find_visible_feedback,
    visible_codes,
)
from motcua.kernel.clock import local_day
from motcua.kernel.queries import entries_about
from motcua.plans.queries.inspections.visible import inspections_visible_to
from motcua.reviews.queries.rounds.visible import items_visible_to
from motcua.reviews.queries.rounds.visible import reach_of as review_reach
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.history import read_history
from motcua.web.templatetags.motcua import moment


@dataclass(frozen=True, slots=True)
class Face:
    """The clock of one in a word, and the badge that says it."""

    words: str
    kind: str


def reach_of(request: DeskRequest) -> FeedbackReach:
    """Where the person reaches, asked once for a page."""
    known: FeedbackReach | None = getattr(request, "feedback_reach", None)
    if known is None:
        known = feedback_reach(request.desk.person, request.desk.today)
        request.feedback_reach = known  # type: ignore[attr-defined]  # kept for this request
    return known


@dataclass(frozen=True, slots=True)
class ShownFollowUp:
    """What feedback set going: how far it is, and where it is for who may see it."""

    row: FollowUp
    status: str = ""
    href: str = ""


def follow_ups_of(request: DeskRequest, feedback: Feedback) -> list[ShownFollowUp]:
    """The reviews and inspections that the feedback set going; how far they are only for who may see them. Few
    queries, however many there are."""
    rows = list(feedback.follow_ups.select_related("by").order_by("at"))
    keys = {kind: [row.subject_id for row in rows if row.kind == kind] for kind in FollowUpKind}
    person, on = request.desk.person, request.desk.today
    found: dict[UUID, tuple[str, str]] = {}
    if keys[FollowUpKind.REVIEW]:
        # What waited is taken up by a round in a row of its own, with the code of the feedback.
        same = Q(reference=feedback.code, procedure=feedback.procedure_id, round__isnull=False)
        items = items_visible_to(review_reach(person, on)).filter(Q(pk__in=keys[FollowUpKind.REVIEW]) | same)
        for item in items.order_by(F("round").asc(nulls_first=True), "created_at"):
            shown = item.get_status_display(), reverse("desk:review_rounds:item", args=[item.pk])
            found |= dict.fromkeys([item.pk] if item.round_id is None else keys[FollowUpKind.REVIEW], shown)
    if keys[FollowUpKind.INSPECTION]:
        for one in inspections_visible_to(person, on).filter(pk__in=keys[FollowUpKind.INSPECTION]):
            found[one.pk] = one.get_status_display(), reverse("desk:inspections:page", args=[one.pk])
    return [ShownFollowUp(row, *found.get(row.subject_id, ("", ""))) for row in rows]


def history_of(request: DeskRequest, subject_kind: str, pk: UUID) -> list[dict[str, Any]]:
    """The journal of one thing for its page; codes of feedback stand in it only where the person may see that
    feedback."""
    rows = list(entries_about(subject_kind, str(pk)))
    codes = [str(row.payload["code"]) for row in rows if row.payload.get("code")]
    known = visible_codes(codes, reach_of(request)) if codes else frozenset()
    for row in rows:
        if row.payload.get("code") not in known:
            row.payload.pop("code", None)
    return read_history(rows)


def feedback_or_refuse(request: DeskRequest, pk: UUID) -> Feedback:
    """The feedback, when the person may see it.

    :raises Refused: "feedback-not-found".
    """
    desk = request.desk
    found = find_visible_feedback(pk, desk.person, desk.today, reach=reach_of(request))
    if found is None:
        raise feedback_not_found()
    return found


def procedure_name_of(feedback: Feedback) -> str:
    """What the procedure that it is about is called; "" when it is about none."""
    return names_of([feedback.procedure_id]).get(feedback.procedure_id, "") if feedback.procedure_id else ""


def face_of(feedback: Feedback, at: datetime) -> Face:
    """How it stands against its clock."""
    state = State(feedback.state)
    if state is State.WAITING_SUPPLEMENT:
        return Face(_("tạm dừng, chờ người gửi"), "outline")
    if feedback.act_by is None:
        return Face(state.label.lower(), "outline")
    if feedback.act_by < at:
        return Face(_("quá hạn %s") % moment(feedback.act_by), "red")
    near = local_day(feedback.act_by) <= local_day(at)
    return Face(_("hạn %s") % moment(feedback.act_by), "amber" if near else "green")
