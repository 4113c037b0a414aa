"""The result of a dossier: proposed, approved, signed, numbered and issued, handed over, mended when it was faulty.

Being late never stands in the way of any of these. Basis: NĐ 61/2018 art. 19–21; NĐ 30/2020 art. 11–15, 32.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.enums import SigningAuthority
from motcua.documents.models import StoredFile
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import able_still, tell_whose_turn
from motcua.dossiers.actions.closing import close_consultations
from motcua.dossiers.actions.numbering import number_of_result
from motcua.dossiers.actions.result_papers import revoke_result_paper, seal_result_paper, sign_result_paper
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.turning_back import drop_result
from motcua.dossiers.actions.walking import (
    agency_of_step,
    begin_work,
    enter_step,
    leave_step,
    next_step,
    require_step_act,
)
from motcua.dossiers.enums import DeliveryStatus, ResultKind, ResultState, ReturnWay, Verb
from motcua.dossiers.models import Dossier, Leg, Passage, Result
from motcua.dossiers.policy import is_own, require_receiver
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.results import (
    LONGEST_PAPER_NAME,
    check_handing_over,
    check_result,
    paper_name_of,
    reasons_in_words,
)
from motcua.dossiers.rules.words import required
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.payments.queries import status_of
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.rules.processes import StepContent


@dataclass(frozen=True, slots=True)
class Proposal:
    """A result as it is proposed. Without a `draft_id` the paper is made from title, text and reasons.

    `paper_name` is as what it is printed ("" for a letter); None: as the procedure names its result.
    """

    kind: ResultKind
    title: str
    text: str = ""
    reasons: str = ""
    legal_basis: str = ""
    draft_id: UUID | None = None
    paper_name: str | None = None


def propose(
    *, dossier_id: UUID, proposal: Proposal, by: Person, at: datetime, seen: int | None = None, to: str = ""
) -> Result:
    """Put a result before whoever approves it; `to` is the key of the next step where there are several. At a later
    step that proposes as well (the second agency of an interconnected dossier), the new draft takes the place of the
    earlier one.

    :raises Refused: "result-incomplete", "step-act-wrong-step", "choose-next-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.PROPOSE, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.PROPOSE)
        result = put_result(act, proposal)
        _walk_on(act, next_step(act, StepAct.PROPOSE, key=to))
    return result


def put_result(act: Act, proposal: Proposal) -> Result:
    """Write the proposal of an act under way; a draft that was still in the making gives way to it.

    :raises Refused: "result-incomplete", "draft-not-pdf".
    """
    assert act.by is not None
    check_result(
        kind=proposal.kind,
        title=proposal.title,
        text=proposal.text,
        has_draft=proposal.draft_id is not None,
        reasons=proposal.reasons,
        legal_basis=proposal.legal_basis,
    )
    drop_result(act)
    begin_work(act)
    result = Result.objects.create(
        dossier=act.dossier,
        round=_round(act.dossier),
        kind=proposal.kind,
        state=ResultState.PROPOSED,
        paper_name=_paper_name(act, proposal),
        title=clean(proposal.title),
        text=clean(proposal.text),
        reasons=reasons_in_words(proposal.reasons, proposal.legal_basis),
        draft=_draft(proposal.draft_id),
        proposed_by=act.by,
        proposed_at=act.at,
        agency_id=act.dossier.competent_id,
    )
    act.tell(result=str(result.pk), kind=proposal.kind.value)
    return result


def approve(
    *, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, note: str = "", to: str = ""
) -> Result:
    """Approve the proposed result: it goes on to whoever signs.

    :raises Refused: "result-wrong-state", "step-act-wrong-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.APPROVE, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.APPROVE)
        result = _result(act, ResultState.PROPOSED)
        begin_work(act)
        result.state = ResultState.APPROVED
        result.approved_by, result.approved_at = by, at
        result.save(update_fields=["state", "approved_by", "approved_at"])
        act.tell(result=str(result.pk), note=clean(note))
        _walk_on(act, next_step(act, StepAct.APPROVE, key=to), note=clean(note))
    return result


def sign(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    authority: SigningAuthority = SigningAuthority.OWN,
    head_title: str = "",
    to: str = "",
) -> Result:
    """Sign the result: from here on it is a paper that can be verified. `authority` and `head_title` say in whose
    place it is signed, when not by own power.

    :raises Refused: "result-wrong-state", "step-act-wrong-step", and what the signing itself refuses.
    """
    with acting(dossier_id=dossier_id, verb=Verb.SIGN, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.SIGN)
        result = _result(act, ResultState.APPROVED, ResultState.PROPOSED)
        begin_work(act)
        result.signed = sign_result_paper(act, result, authority=authority, head_title=clean(head_title))
        result.state = ResultState.SIGNED
        result.signed_by, result.signed_at = by, at
        result.save(update_fields=["signed", "state", "signed_by", "signed_at"])
        act.tell(result=str(result.pk), verification=result.signed.verification_code)
        _walk_on(act, next_step(act, StepAct.SIGN, key=to))
    return result


def issue(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    number: int | None = None,
    symbol: str,
) -> Result:
    """Number the signed result, sign it for the organisation and issue it: the dossier is resolved, its clock stops,
    and the result waits where it is handed over. Without a `number` the next of the year is taken.

    :raises Refused: "result-wrong-state", "result-number-taken", "result-number-wrong", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.ISSUE, by=by, at=at, seen=seen) as act:
        step = require_step_act(act, StepAct.ISSUE)
        result = _result(act, ResultState.SIGNED)
        begin_work(act)
        result.number = number_of_result(agency_id=result.agency_id, on=act.on, number=number, symbol=symbol)
        result.register_year, result.issued_on = act.on.year, act.on
        result.issued_by, result.issued_at = by, at
        result.signed = seal_result_paper(act, result)
        result.state = ResultState.ISSUED
        result.save()
        _replace_faulty(act, result)
        _resolve(act, result)
        _to_the_counter(act, step)
        _tell_ready(act, result)
    return result


def return_result(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    way: ReturnWay,
    taken_by: str = "",
    proof: str = "",
    file_id: UUID | None = None,
) -> Result:
    """Hand the result over, with the proof of it: identity seen, postal number, or the download itself.

    Applicants fetch their own result online; every other way is the counter's.

    :raises Refused: "handing-over-incomplete", "result-not-ready", "result-already-returned", "payment-outstanding",
        "receive-dossiers-not-allowed", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.RETURN_RESULT, by=by, at=at, seen=seen) as act:
        _require_way(act, way)
        _require_ready(act.dossier)
        check_handing_over(way=way, taken_by=taken_by, proof=proof)
        _require_paid(act.dossier)
        result = _result(act, ResultState.ISSUED)
        result.return_way = way
        result.returned_at, result.returned_by = at, by
        result.returned_to = clean(taken_by) or act.dossier.applicant_name
        result.return_proof = clean(proof)
        result.return_file_id = file_id
        result.save()
        _hand_over(act)
        act.tell(result=str(result.pk), way=way.value, taken_by=result.returned_to)
        tell_applicant(act, "result_delivered")
    return result


def reopen(
    *, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, reason: str, to: str = ""
) -> Dossier:
    """Open a resolved dossier again because its result is faulty: a new round begins, at the step that proposes
    results (`to` is its key where there are several). When it was first resolved, and how it did against its time,
    stays; the faulty paper holds until its replacement is issued.

    Basis: NĐ 61/2018 art. 21; NĐ 30/2020 art. 18(3).

    :raises Refused: "reason-missing", "result-wrong-state", "nothing-to-correct", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.REOPEN, by=by, at=at, seen=seen) as act:
        reason = required(reason, field="reason", what="kết quả sai ở đâu, vì sao phải sửa")
        result = _result(act, ResultState.ISSUED)
        result.fault = reason
        result.save(update_fields=["fault"])
        act.dossier.delivery, act.dossier.delivered_at = DeliveryStatus.NOT_READY, None
        step = _correcting_step(act, to)
        person = able_still(act, _who_had(act, step), step.responsible, agency_of_step(act, step))
        enter_step(act, step, person=person, note=reason, is_done=False)
        act.tell(result=str(result.pk), reason=reason)
        tell_applicant(act, "result_reopened", reason=reason)
        tell_whose_turn(act, "result_reopened", reason=reason)
    return act.dossier


def _walk_on(act: Act, step: StepContent, *, note: str = "") -> None:
    """On to the next step; on a way trodden before to whoever had it then."""
    person = able_still(act, _who_had(act, step), step.responsible, agency_of_step(act, step))
    enter_step(act, step, person=person, note=note)
    tell_whose_turn(act, "dossier_forwarded")


def _who_had(act: Act, step: StepContent) -> Person | None:
    rows = Passage.objects.filter(dossier=act.dossier, step_key=step.key, left_at__isnull=False)
    last = rows.select_related("person").order_by("-number").first()
    return last.person if last else None


def _round(dossier: Dossier) -> int:
    """Which round a result made now belongs to: one more than were issued before."""
    issued = Result.objects.filter(dossier=dossier, state__in=[ResultState.ISSUED, ResultState.REPLACED])
    return issued.count() + 1


def _result(act: Act, *states: ResultState) -> Result:
    """The dossier's result in one of the states, the latest.

    :raises Refused: "result-wrong-state".
    """
    rows = Result.objects.filter(dossier=act.dossier, state__in=states)
    found = rows.select_related("signed", "draft", "agency__area").order_by("-round", "-id").first()
    if found is None:
        wanted = " hoặc ".join(f"“{state.label.lower()}”" for state in states)
        raise Refused(
            "result-wrong-state",
            f"Hồ sơ {act.dossier.code} không có kết quả nào ở tình trạng {wanted}. Tải lại trang để xem lại.",
        )
    return found


def _paper_name(act: Act, proposal: Proposal) -> str:
    if proposal.paper_name is not None:
        return clean(proposal.paper_name)[:LONGEST_PAPER_NAME]
    return paper_name_of(proposal.kind, offer_of(act.dossier.version_id).results)


def _draft(draft_id: UUID | None) -> StoredFile | None:
    if draft_id is None:
        return None
    found = StoredFile.objects.filter(pk=draft_id).first()
    if found is None or found.kind != "pdf":
        raise Refused(
            "draft-not-pdf", "Tệp dự thảo kết quả phải là PDF để ký và in đúng như đã soạn.", field="draft"
        )
    return found


def _replace_faulty(act: Act, result: Result) -> None:
    """The paper that this one mends is revoked, naming its replacement."""
    faulty = Result.objects.filter(dossier=act.dossier, state=ResultState.ISSUED).exclude(pk=result.pk)
    for old in faulty.select_related("signed"):
        old.state = ResultState.REPLACED
        old.save(update_fields=["state"])
        result.replaces = old
        result.save(update_fields=["replaces"])
        assert old.signed is not None
        revoke_result_paper(act, old.signed, reason=old.fault, replaced_by=result.signed)


def _resolve(act: Act, result: Result) -> None:
    act.finish()
    close_consultations(act)
    act.dossier.result_kind = result.kind
    act.dossier.delivery = DeliveryStatus.READY
    Leg.objects.filter(dossier=act.dossier, started_at__isnull=False, finished_at__isnull=True).update(
        finished_at=act.at
    )
    act.tell(
        result=str(result.pk), number=result.number, kind=result.kind, finished_at=act.dossier.finished_at
    )


def _to_the_counter(act: Act, step: StepContent) -> None:
    """On to the step that hands over, unless the counter itself issues (the express process)."""
    if step.allows(StepAct.RETURN_RESULT):
        return
    target = next_step(act, StepAct.ISSUE)
    enter_step(act, target)


def _tell_ready(act: Act, result: Result) -> None:
    if result.kind == ResultKind.REJECTED:
        tell_applicant(act, "refused_with_reason", reason=result.reasons)
    else:
        tell_applicant(act, "result_ready")
    tell_whose_turn(act, "result_ready")


def _require_way(act: Act, way: ReturnWay) -> None:
    assert act.by is not None
    if way is ReturnWay.ONLINE and is_own(act.by, act.dossier):
        return
    require_receiver(act.by, agency_id=act.dossier.reception_id, on=act.on)


def _require_ready(dossier: Dossier) -> None:
    if dossier.delivery == DeliveryStatus.DELIVERED and dossier.delivered_at is not None:
        raise Refused(
            "result-already-returned",
            f"Kết quả của hồ sơ {dossier.code} đã trả ngày {local_day(dossier.delivered_at):%d/%m/%Y}. "
            "Nếu cần bản in thêm, mở mục giấy tờ của hồ sơ.",
        )
    if dossier.delivery != DeliveryStatus.READY:
        raise Refused("result-not-ready", f"Hồ sơ {dossier.code} chưa có kết quả để trả.")


def _require_paid(dossier: Dossier) -> None:
    """Money still owed is taken when the result is handed over. Basis: NĐ 61/2018 art. 22."""
    subject = str(dossier.pk)
    left = status_of(SUBJECT, [subject])[subject].left_vnd
    if left > 0:
        amount = f"{left:,}".replace(",", ".")
        raise Refused(
            "payment-outstanding",
            f"Hồ sơ {dossier.code} còn {amount} đồng phí, lệ phí chưa nộp. Thu tiền rồi trả kết quả.",
            left_vnd=left,
        )


def _hand_over(act: Act) -> None:
    """Nothing is left to do: nobody holds the dossier any more."""
    leave_step(act)
    dossier = act.dossier
    dossier.delivery, dossier.delivered_at = DeliveryStatus.DELIVERED, act.at
    dossier.step_key = dossier.step_name = dossier.step_role = ""
    dossier.step_due_at, dossier.holder = None, None
    act.tell(step="", holder=None)


def _correcting_step(act: Act, key: str) -> StepContent:
    """Where a result is made anew: at the step that proposes, else (express) at the first."""
    found = [step for step in act.process.steps if step.allows(StepAct.PROPOSE)] or [act.process.first()]
    chosen = [step for step in found if step.key == key] if key else found[-1:]
    if not chosen:
        raise Refused(
            "nothing-to-correct", "Quy trình không có bước soạn kết quả đã chọn. Chọn lại bước.", field="to"
        )
    return chosen[0]
