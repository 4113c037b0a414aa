"""Completing a dossier: asked once and completely, answered, returned as not yet eligible, refused at intake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.deadlines.queries import TermFound, legal_term
from motcua.deadlines.rules.due import Facts, due
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.answering import take_answer
from motcua.dossiers.actions.choosing import require_able, tell_whose_turn
from motcua.dossiers.actions.papers import give_out
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.walking import begin_work, recount_step, require_step_act
from motcua.dossiers.enums import PauseReason, Status, SupplementStage, Verb
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.rules.intake import NewPaper
from motcua.dossiers.rules.supplements import (
    USUAL_TERM,
    SupplementItem,
    answer_until,
    check_first_or_reasoned,
    checked_items,
)
from motcua.dossiers.rules.words import required
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.enums import StepKind


def request_intake_supplement(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    items: Sequence[SupplementItem],
    reason: str,
    legal_basis: str,
    term: Limit = USUAL_TERM,
    why_again: str = "",
) -> SupplementRequest:
    """Ask whoever lodged it to complete the dossier before it is received. No time counts yet.

    Basis: NĐ 61/2018 art. 17(2a), NĐ 309/2026 art. 17(2a).

    :raises Refused: "items-missing", "item-incomplete", "reason-missing", "legal-basis-missing", "term-missing",
        "second-supplement-needs-reason", …
    """
    verb = Verb.REQUEST_INTAKE_SUPPLEMENT
    with acting(dossier_id=dossier_id, verb=verb, by=by, at=at, seen=seen) as act:
        return _ask(
            act,
            stage=SupplementStage.INTAKE,
            event="intake_supplement_requested",
            items=items,
            reason=reason,
            legal_basis=legal_basis,
            term=term,
            why_again=why_again,
        )


def refuse_intake(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    reason: str,
    legal_basis: str,
) -> Dossier:
    """Do not take the dossier in, with the reason and its legal basis.

    Basis: NĐ 61/2018 art. 17(2), the third of the forms.

    :raises Refused: "reason-missing", "legal-basis-missing", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.REFUSE_INTAKE, by=by, at=at, seen=seen) as act:
        reason = required(reason, field="reason", what="lý do từ chối tiếp nhận")
        legal_basis = required(legal_basis, field="legal_basis", what="căn cứ từ chối")
        act.tell(reason=reason, legal_basis=legal_basis)
        give_out(act, PaperKind.REFUSAL, reason=reason, legal_basis=legal_basis)
        tell_applicant(act, "intake_refused", reason=reason)
    return act.dossier


def request_supplement(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    items: Sequence[SupplementItem],
    reason: str,
    legal_basis: str,
    term: Limit = USUAL_TERM,
    why_again: str = "",
    approved_by_id: UUID | None = None,
) -> SupplementRequest:
    """Ask the applicant to complete the dossier while it is worked on: the legal time stands still until they have.

    The stage follows from the step at hand; a second request at a stage needs `why_again` and is flagged.
    `approved_by_id` names the head who agreed.

    :raises Refused: as `request_intake_supplement`, "step-act-wrong-step", "person-not-able".
    """
    with acting(dossier_id=dossier_id, verb=Verb.REQUEST_SUPPLEMENT, by=by, at=at, seen=seen) as act:
        step = require_step_act(act, StepAct.REQUEST_SUPPLEMENT)
        at_intake = step.kind is StepKind.RECEPTION
        request = _ask(
            act,
            stage=SupplementStage.INTAKE if at_intake else SupplementStage.APPRAISAL,
            event="supplement_requested",
            items=items,
            reason=reason,
            legal_basis=legal_basis,
            term=term,
            why_again=why_again,
            approved_by=require_able(
                act, approved_by_id, Capability.DECIDE_DOSSIERS, act.dossier.competent_id
            ),
        )
        begin_work(act)
        act.pause(PauseReason.SUPPLEMENT)
    return request


def return_ineligible(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    items: Sequence[SupplementItem],
    reason: str,
    legal_basis: str,
    term: Limit = USUAL_TERM,
    why_again: str = "",
) -> SupplementRequest:
    """Give the dossier back because it is not yet eligible: within the legal days from receipt, and when the full
    dossier comes its time is counted from the beginning.

    Basis: NĐ 61/2018 art. 19(4), kept on by NĐ 118/2025.

    :raises Refused: "return-too-late", and as `request_supplement`.
    """
    with acting(dossier_id=dossier_id, verb=Verb.RETURN_INELIGIBLE, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.RETURN_INELIGIBLE)
        latest, rule = return_until(act)
        if at > latest:
            raise Refused(
                "return-too-late",
                f"Chỉ được trả lại vì chưa đủ điều kiện trong {rule.limit} từ khi nhận hồ sơ, đến "
                f"{latest.astimezone(VIETNAM):%H:%M %d/%m/%Y} ({rule.basis}). Nay đã quá: yêu cầu bổ sung, "
                "hoặc trả lời từ chối có lý do trong thời hạn giải quyết.",
                until=latest.isoformat(),
            )
        request = _ask(
            act,
            stage=SupplementStage.APPRAISAL,
            event="returned_ineligible",
            items=items,
            reason=reason,
            legal_basis=legal_basis,
            term=term,
            why_again=why_again,
            is_return=True,
        )
        act.tell(return_by=latest)
        begin_work(act)
        act.pause(PauseReason.INELIGIBLE)
    return request


def receive_supplement(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    papers: Sequence[NewPaper] = (),
    answers: dict[str, Any] | None = None,
    note: str = "",
) -> Dossier:
    """Take what completes the dossier, from the applicant or at the desk: new papers and files, a corrected form.

    What changed since last time is kept on the request. Time goes on from now, or begins anew after a return.

    :raises Refused: "nothing-supplemented", "file-not-found", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.RECEIVE_SUPPLEMENT, by=by, at=at, seen=seen) as act:
        was = Status(act.dossier.status)
        changed = take_answer(act, papers=papers, answers=answers, note=note)
        if was is Status.RETURNED_INELIGIBLE:
            act.dossier.restarted_at = at
        if was is not Status.INTAKE_SUPPLEMENT:
            act.resume()
            _count_on(act)
            recount_step(act)
        act.tell(
            changed=[one["name"] for one in changed],
            due_at=act.dossier.due_at,
            is_restart=was is Status.RETURNED_INELIGIBLE,
        )
        tell_applicant(act, "supplement_received")
        tell_whose_turn(act, "supplement_received")
    return act.dossier


def return_until(act: Act) -> tuple[datetime, TermFound]:
    """Until when the dossier may be given back as not yet eligible, and the rule that says so.

    :raises Refused: "legal-term-not-found" on a day without such a rule.
    """
    came = act.dossier.restarted_at or act.dossier.started_at
    assert came is not None
    rule = legal_term("dossier.return_not_eligible", local_day(came))
    latest = due(calendar=act.calendar, facts=Facts(came, rule.limit)).due_at
    assert latest is not None
    return latest, rule


def _ask(
    act: Act,
    *,
    stage: SupplementStage,
    event: str,
    items: Sequence[SupplementItem],
    reason: str,
    legal_basis: str,
    term: Limit,
    why_again: str,
    is_return: bool = False,
    approved_by: Person | None = None,
) -> SupplementRequest:
    """Write the request, give it out as a paper, tell the applicant."""
    assert act.by is not None
    dossier = act.dossier
    reason = required(reason, field="reason", what="lý do yêu cầu bổ sung")
    legal_basis = required(legal_basis, field="legal_basis", what="căn cứ yêu cầu bổ sung")
    said = checked_items(items)
    number = SupplementRequest.objects.filter(dossier=dossier, stage=stage).count() + 1
    why_again = check_first_or_reasoned(number=number, stage=stage.label, why_again=why_again)
    until = answer_until(calendar=act.calendar, at=act.at, term=term)
    request = SupplementRequest.objects.create(
        dossier=dossier,
        stage=stage,
        number=number,
        reason=reason,
        legal_basis=legal_basis,
        items=said,
        is_return=is_return,
        why_again=why_again,
        answer_by=until,
        requested_by=act.by,
        requested_at=act.at,
        approved_by=approved_by,
        answers_before=dossier.answers,
    )
    dossier.supplement_due_at = until
    dossier.supplements_count += 1
    _give_request(act, request, event)
    return request


def _give_request(act: Act, request: SupplementRequest, event: str) -> None:
    """The request in the journal, on paper, and to the applicant."""
    names = [str(item["paper"]) for item in request.items]
    stage, number, until = SupplementStage(request.stage), request.number, request.answer_by
    act.tell(request=str(request.pk), stage=stage.value, number=number, papers_asked=names, answer_by=until)
    act.tell(reason=request.reason, legal_basis=request.legal_basis, is_repeated=number > 1)
    give_out(
        act,
        PaperKind.SUPPLEMENT_REQUEST,
        reason=request.reason,
        legal_basis=request.legal_basis,
        items=request.items,
        stage=stage.value,
        number=number,
        answer_by=until,
        after_answer=_after_answer(stage, request.is_return),
    )
    tell_applicant(act, event, reason=request.reason, papers="; ".join(names), until=until)


def _after_answer(stage: SupplementStage, is_return: bool) -> str:
    """What the paper promises once the dossier is complete."""
    if is_return:
        return "Khi hồ sơ nộp lại đủ, thời hạn giải quyết được tính lại từ đầu."
    if stage is SupplementStage.INTAKE:
        return "Thời hạn giải quyết bắt đầu khi hồ sơ đủ và được tiếp nhận."
    return "Thời gian chờ bổ sung không tính vào thời hạn giải quyết; khi nhận đủ, thời hạn được tính tiếp."


def _count_on(act: Act) -> None:
    """The due instants with the time begun anew now, or going on."""
    if act.dossier.restarted_at == act.at:
        act.begin_clock()
    else:
        act.recount()
