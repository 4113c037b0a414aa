"""People asked what they think of a draft act, what they said, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.reviews.actions.impact.locking import item_in, needed, note, save_act, worked_on
from motcua.reviews.enums import ConsultationWay, OpinionOutcome
from motcua.reviews.models import Consultation, DraftAct, Opinion
from motcua.reviews.policy.impact import opinion_not_found
from motcua.reviews.rules.impact.life import ActVerb

LONGEST = 4000


@transaction.atomic
def log_consultation(
    *,
    act_id: UUID,
    way: ConsultationWay,
    asked: str,
    began_on: date,
    by: Person,
    at: datetime,
    ended_on: date | None = None,
    link: str = "",
) -> Consultation:
    """Note that opinions were asked for, of whom and how.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready", "impact-words-missing",
        "impact-words-too-long", "consultation-days-wrong", "link-wrong".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at)
    if began_on > local_day(at):
        raise Refused("consultation-days-wrong", "Ngày lấy ý kiến chưa tới.", field="began_on")
    if ended_on is not None and ended_on < began_on:
        raise Refused("consultation-days-wrong", "Ngày kết thúc trước ngày bắt đầu.", field="ended_on")
    address = clean(link)
    if address and (urlsplit(address).scheme not in {"http", "https"} or len(address) > 500):
        raise Refused("link-wrong", "Địa chỉ liên kết bắt đầu bằng https:// hoặc http://.", field="link")
    made = Consultation.objects.create(
        act=act,
        way=way,
        asked=needed(asked, field="asked", what="đối tượng được lấy ý kiến", most=LONGEST),
        began_on=began_on,
        ended_on=ended_on,
        link=address,
        by=by,
        at=at,
    )
    save_act(act)
    note(
        act, "ConsultationLogged", {"way": way.value, "began_on": began_on, "note": made.asked[:200]}, by, at
    )
    return made


@transaction.atomic
def record_opinion(
    *,
    act_id: UUID,
    giver: str,
    content: str,
    received_on: date,
    by: Person,
    at: datetime,
    consultation_id: UUID | None = None,
    item_id: UUID | None = None,
) -> Opinion:
    """Record what somebody said of the act, or of one procedure in it.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready",
        "draft-procedure-not-found", "consultation-not-found", "impact-words-missing", "impact-words-too-long",
        "opinion-day-wrong".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at)
    if received_on > local_day(at):
        raise Refused("opinion-day-wrong", "Ngày nhận ý kiến chưa tới.", field="received_on")
    made = Opinion.objects.create(
        act=act,
        consultation=_consultation(act, consultation_id),
        item=item_in(act, item_id) if item_id else None,
        giver=needed(giver, field="giver", what="người, cơ quan góp ý", most=300),
        content=needed(content, field="content", what="nội dung góp ý", most=LONGEST),
        received_on=received_on,
        by=by,
        at=at,
    )
    save_act(act)
    note(act, "OpinionRecorded", {"note": made.giver, "opinion": str(made.pk)}, by, at)
    return made


@transaction.atomic
def answer_opinion(
    *, act_id: UUID, opinion_id: UUID, outcome: OpinionOutcome, answer: str, by: Person, at: datetime
) -> Opinion:
    """Say what became of an opinion: how it was taken over, or why not. Said again it replaces what was said; the
    journal keeps both.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready", "opinion-not-found",
        "opinion-outcome-missing", "impact-words-missing", "impact-words-too-long".
    """
    act = worked_on(act_id, ActVerb.WORK, by, at)
    opinion = act.opinions.filter(pk=opinion_id).first()
    if opinion is None:
        raise opinion_not_found()
    if outcome is OpinionOutcome.OPEN:
        raise Refused("opinion-outcome-missing", "Chọn tiếp thu hay giải trình.", field="outcome")
    said = needed(answer, field="answer", what="nội dung tiếp thu, giải trình", most=LONGEST)
    before = {"outcome": opinion.outcome, "answer": opinion.answer}
    opinion.outcome, opinion.answer, opinion.answered_by, opinion.answered_at = outcome, said, by, at
    opinion.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    save_act(act)
    payload = {
        "note": opinion.giver,
        "before": before,
        "after": {"outcome": outcome.value, "answer": said},
    }
    note(act, "OpinionAnswered", payload, by, at)
    return opinion


def _consultation(act: DraftAct, consultation_id: UUID | None) -> Consultation | None:
    if consultation_id is None:
        return None
    found = act.consultations.filter(pk=consultation_id).first()
    if found is None:
        raise Refused(
            "consultation-not-found", "Lần lấy ý kiến này không thuộc dự thảo.", field="consultation"
        )
    return found
