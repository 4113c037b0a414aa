"""What pages of feedback share: the thing itself or a refusal, how a line of it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.feedback.enums.feedback import State
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import feedback_not_found
from motcua.feedback.queries.feedback.visible import (
    FeedbackReach,
    feedback_reach,
    find_visible_feedback,
    visible_codes,
)
from motcua.kernel.clock import local_day
from motcua.kernel.queries import entries_about
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
