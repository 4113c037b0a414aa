"""A draft act handed over, its appraisal recorded, drafted after it was proposed, issued, followed, dropped."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.impact.assessing import write_answers
from motcua.reviews.actions.impact.locking import concluded, needed, note, optional, save_act, worked_on
from motcua.reviews.enums import ActStage, ActStatus, AppraisalOutcome, OpinionOutcome
from motcua.reviews.models import Appraisal, DraftAct, ImpactAssessment
from motcua.reviews.queries.impact.acts import answers_of, items_of
from motcua.reviews.rules.impact.life import (
    ActVerb,
    require_drafting,
    require_ready_for_appraisal,
    status_after,
)

LONGEST = 4000


@transaction.atomic
def send_to_appraisal(
    *,
    act_id: UUID,
    body: str,
    sent_on: date,
    due_on: date,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Appraisal:
    """Hand the act to the body that gives its opinion on the procedures in it.

    Basis: NĐ 63/2010 art. 10–11: without a whole assessment it is not taken.

    :raises Refused: "draft-act-not-found", "draft-act-changed", "keep-reviews-not-allowed", "draft-act-not-ready",
        "draft-act-without-procedures", "impact-assessment-missing", "opinions-unanswered", "appraisal-days-wrong",
        "impact-words-missing".
    """
    act = concluded(act_id, ActVerb.SEND, by, at, seen=seen)
    on = local_day(at)
    unanswered = act.opinions.filter(outcome=OpinionOutcome.OPEN).count()
    require_ready_for_appraisal([one.stands for one in items_of(act, on=on)], open_opinions=unanswered)
    if sent_on > on:
        raise Refused("appraisal-days-wrong", "Ngày gửi chưa tới.", field="sent_on")
    if due_on < sent_on:
        raise Refused("appraisal-days-wrong", "Hạn trả lời trước ngày gửi.", field="due_on")
    made = Appraisal.objects.create(
        act=act,
        stage=act.stage,
        body=needed(body, field="body", what="cơ quan cho ý kiến", most=300),
        sent_on=sent_on,
        due_on=due_on,
        sent_by=by,
        sent_at=at,
    )
    save_act(act, status=ActStatus.SENT)
    payload = {"note": made.body, "sent_on": sent_on, "due_on": due_on, "stage": act.stage}
    note(act, "DraftActSent", payload, by, at)
    return made


@transaction.atomic
def record_appraisal(
    *,
    act_id: UUID,
    outcome: AppraisalOutcome,
    answered_on: date,
    opinion: str,
    by: Person,
    at: datetime,
    number: str = "",
) -> DraftAct:
    """Record the opinion that came back. A draft that was refused is assessed further.

    :raises Refused: "draft-act-not-found", "keep-reviews-not-allowed", "draft-act-not-ready",
        "appraisal-days-wrong", "impact-words-missing", "impact-words-too-long".
    """
    act = concluded(act_id, ActVerb.APPRAISE, by, at)
    waiting = act.appraisals.select_for_update().get(outcome="")
    if not waiting.sent_on <= answered_on <= local_day(at):
        raise Refused(
            "appraisal-days-wrong", "Ngày có ý kiến trước ngày gửi hoặc chưa tới.", field="answered_on"
        )
    waiting.outcome, waiting.answered_on, waiting.recorded_by, waiting.recorded_at = (
        outcome,
        answered_on,
        by,
        at,
    )
    waiting.number = optional(number, field="number", what="số văn bản", most=80)
    waiting.opinion = needed(opinion, field="opinion", what="nội dung ý kiến", most=LONGEST)
    waiting.save()
    save_act(act, status=status_after(outcome))
    payload = {"outcome": outcome.value, "document": waiting.number, "note": outcome.label}
    note(act, "DraftActAppraised", payload, by, at)
    return act


@transaction.atomic
def advance_to_drafting(*, act_id: UUID, by: Person, at: datetime) -> DraftAct:
    """Go on from the proposal to the draft: the procedures are assessed again, beginning with what was answered.

    :raises Refused: "draft-act-not-found", "do-reviews-not-allowed", "draft-act-not-ready", "draft-act-drafted".
    """
    act = worked_on(act_id, ActVerb.ADVANCE, by, at)
    require_drafting(ActStage(act.stage), ActVerb.ADVANCE)
    proposed = ImpactAssessment.objects.filter(item__act=act, stage=ActStage.PROPOSAL)
    for one in proposed.prefetch_related("answers"):
        copied = ImpactAssessment.objects.create(
            item_id=one.item_id,
            stage=ActStage.DRAFTING,
            form_code=one.form_code,
            form_on=one.form_on,
            by=one.by,
            at=one.at,
        )
        write_answers(copied, answers_of(one))
    save_act(act, stage=ActStage.DRAFTING, status=ActStatus.ASSESSING)
    note(act, "DraftActAdvanced", {}, by, at)
    return act


@transaction.atomic
def issue_draft_act(
    *, act_id: UUID, number: str, issued_on: date, effective_on: date, by: Person, at: datetime
) -> DraftAct:
    """Record that the act was issued.

    :raises Refused: "draft-act-not-found", "keep-reviews-not-allowed", "draft-act-not-ready",
        "draft-act-only-proposed", "impact-words-missing", "issue-days-wrong".
    """
    act = concluded(act_id, ActVerb.ISSUE, by, at)
    require_drafting(ActStage(act.stage), ActVerb.ISSUE)
    if issued_on > local_day(at):
        raise Refused("issue-days-wrong", "Ngày ban hành chưa tới.", field="issued_on")
    if effective_on < issued_on:
        raise Refused("issue-days-wrong", "Ngày có hiệu lực trước ngày ban hành.", field="effective_on")
    said = needed(number, field="number", what="số, ký hiệu văn bản", most=80)
    save_act(act, status=ActStatus.ISSUED, number=said, issued_on=issued_on, effective_on=effective_on)
    note(act, "DraftActIssued", {"number": said, "effective_on": effective_on}, by, at)
    return act


@transaction.atomic
def follow_in_decision(*, act_id: UUID, decision_id: UUID, by: Person, at: datetime) -> DraftAct:
    """Tie the issued act to the decision that made its procedures public, so that both can be compared.

    :raises Refused: "draft-act-not-found", "keep-reviews-not-allowed", "draft-act-not-ready", "decision-not-found".
    """
    act = concluded(act_id, ActVerb.FOLLOW, by, at)
    promulgated = PromulgationDecision.objects.filter(pk=decision_id, stage=DecisionStage.PROMULGATED)
    decision = promulgated.first()
    if decision is None:
        raise Refused(
            "decision-not-found",
            "Không có quyết định công bố này, hoặc quyết định chưa ký.",
            field="decision",
        )
    save_act(act, decision=decision)
    note(act, "DraftActFollowed", {"number": decision.number, "decision": str(decision.pk)}, by, at)
    return act


@transaction.atomic
def drop_draft_act(*, act_id: UUID, reason: str, by: Person, at: datetime) -> DraftAct:
    """Nobody works on the act any more.

    :raises Refused: "draft-act-not-found", "keep-reviews-not-allowed", "draft-act-not-ready", "impact-words-missing".
    """
    act = concluded(act_id, ActVerb.DROP, by, at)
    said = needed(reason, field="reason", what="lý do dừng", most=500)
    save_act(act, status=ActStatus.DROPPED, dropped_for=said)
    note(act, "DraftActDropped", {"reason": said}, by, at)
    return act
