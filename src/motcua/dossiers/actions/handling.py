"""The way of a dossier through the office: forward, back, to whom it is assigned, who has begun."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import able_still, require_able, tell_whose_turn
from motcua.dossiers.actions.handing_over import hand_over_all
from motcua.dossiers.actions.talking import write_message
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.turning_back import turn_back_result
from motcua.dossiers.actions.walking import (
    agency_of_step,
    begin_work,
    current_step,
    enter_step,
    next_step,
    open_passage,
    require_step_act,
)
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Dossier, Passage
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.dossiers.rules.possible import TAKEN_BACK
from motcua.dossiers.rules.words import required
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.queries.agencies import subtree
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.enums import StepKind
from motcua.workflow.rules.processes import StepContent

__all__ = [
    "assign",
    "forward",
    "hand_over_all",
    "send_back",
    "start_work",
    "take_back",
    "write_message",
]


def forward(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    to: str = "",
    note: str = "",
    person_id: UUID | None = None,
) -> Dossier:
    """Hand the dossier on to the next step; `to` is its key where there are several, `person_id` who gets it.

    :raises Refused: "transfer-first", "step-act-wrong-step", "no-next-step", "choose-next-step", "person-not-able",
        and what `acting` refuses.
    """
    with acting(dossier_id=dossier_id, verb=Verb.FORWARD, by=by, at=at, seen=seen) as act:
        _require_here(act.dossier)
        require_step_act(act, StepAct.FORWARD)
        _require_result_on_short_way(act)
        step, was = next_step(act, StepAct.FORWARD, key=to), act.dossier.holder_agency_id
        person = _person_for(act, step, person_id)
        enter_step(act, step, person=person, note=clean(note))
        act.tell(note=clean(note))
        if act.dossier.status == Status.RECEIVED or act.dossier.holder_agency_id != was:
            tell_applicant(act, "dossier_forwarded")
        tell_whose_turn(act, "dossier_forwarded")
    return act.dossier


def take_back(
    *, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, reason: str = ""
) -> Dossier:
    """Take back what one has just handed on, before the next officer has begun: it lies again where it lay.

    :raises Refused: "take-back-not-allowed", "work-already-begun", "nothing-to-take-back", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.TAKE_BACK, by=by, at=at, seen=seen) as act:
        before = _sent_from(act)
        tell_whose_turn(act, "dossier_taken_back", reason=clean(reason))
        step = act.process.step(before.step_key)
        turn_back_result(act, step)
        _step_into_again(act, step, before)
        act.tell(reason=clean(reason))
    return act.dossier


def start_work(*, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None) -> Dossier:
    """Begin the work of the step at hand; from now on the sender cannot take the dossier back.

    :raises Refused: "work-already-begun", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.START_WORK, by=by, at=at, seen=seen) as act:
        passage = open_passage(act)
        if passage is not None and passage.begun_at is not None and act.dossier.holder_id is not None:
            raise Refused("work-already-begun", "Bước này đã bắt đầu rồi; cứ tiếp tục xử lý.")
        begin_work(act)
    return act.dossier


def assign(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    note: str = "",
    to: str = "",
) -> Dossier:
    """Give the dossier to a person or a division (`unit_id`; None: the one that has it, or where it lies).

    From a step of assignment it goes on to the next; elsewhere the step stays and gets another holder, its time
    goes on. Without a person everybody of the division who does such work may take it.

    :raises Refused: "assign-to-nobody", "person-not-able", "already-assigned", "unit-elsewhere", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.ASSIGN, by=by, at=at, seen=seen) as act:
        if person_id is None and unit_id is None:
            raise Refused("assign-to-nobody", "Chọn người hoặc đơn vị được giao hồ sơ.", field="person_id")
        if current_step(act).allows(StepAct.ASSIGN):
            _assign_on(act, person_id, unit_id, clean(note), to)
        else:
            _reassign(act, person_id, unit_id, clean(note))
        act.tell(note=clean(note), unit=str(act.dossier.unit_id or ""))
        tell_whose_turn(act, "dossier_assigned")
    return act.dossier


def send_back(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    reason: str,
    to: str = "",
) -> Dossier:
    """Send the dossier back to an earlier step, with the reason; whoever did that step gets it again.

    :raises Refused: "reason-missing", "step-act-wrong-step", "no-next-step", "choose-next-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.SEND_BACK, by=by, at=at, seen=seen) as act:
        reason = required(reason, field="reason", what="lý do chuyển trả")
        require_step_act(act, StepAct.SEND_BACK)
        step = next_step(act, StepAct.SEND_BACK, key=to)
        turn_back_result(act, step)
        before = _last_stay(act, step)
        agency = agency_of_step(act, step)
        person = able_still(act, before.person if before else None, step.responsible, agency)
        enter_step(act, step, person=person, note=reason)
        act.tell(reason=reason)
        tell_whose_turn(act, "dossier_assigned", reason=reason)
    return act.dossier


def _require_result_on_short_way(act: Act) -> None:
    """On the short way the counter hands on nothing but a written result (actions.express)."""
    if act.process.is_express:
        raise Refused(
            "result-first",
            f"Hồ sơ {act.dossier.code} được giải quyết ngay tại quầy: soạn kết quả rồi mới chuyển người ký.",
        )


def _require_here(dossier: Dossier) -> None:
    if dossier.is_transferred and dossier.started_at is None:
        raise Refused(
            "transfer-first",
            f"Hồ sơ thuộc thẩm quyền của {dossier.competent.name}, chưa ở cơ quan đó. "
            "Chuyển hồ sơ tới cơ quan có thẩm quyền; quy trình xử lý và thời hạn bắt đầu từ khi cơ quan đó nhận.",
        )


def _person_for(act: Act, step: StepContent, person_id: UUID | None) -> Person | None:
    """Who was chosen; else, on a way trodden before, whoever had the step then."""
    capability, agency = STEP_CAPABILITY[step.responsible], agency_of_step(act, step)
    if person_id is not None:
        return require_able(act, person_id, capability, agency)
    before = _last_stay(act, step)
    return able_still(act, before.person if before else None, step.responsible, agency)


def _last_stay(act: Act, step: StepContent) -> Passage | None:
    rows = Passage.objects.filter(dossier=act.dossier, step_key=step.key, left_at__isnull=False)
    return rows.select_related("person").order_by("-number").first()


def _sent_from(act: Act) -> Passage:
    """The stay from which the sender handed the dossier on.

    :raises Refused: "nothing-to-take-back", "work-already-begun".
    """
    last = list(Passage.objects.filter(dossier=act.dossier).select_related("person").order_by("-number")[:2])
    if len(last) < 2 or last[1].left_by not in TAKEN_BACK:
        raise Refused("nothing-to-take-back", "Không có lần chuyển nào của bạn có thể thu hồi lúc này.")
    if last[0].begun_at is not None:
        raise Refused(
            "work-already-begun",
            f"{last[0].person or 'Người nhận'} đã bắt đầu xử lý nên không thu hồi được nữa. "
            "Nếu cần, đề nghị người đang giữ chuyển trả.",
        )
    return last[1]


def _step_into_again(act: Act, step: StepContent, before: Passage) -> None:
    """Back where it was: the same people, the time as it was; whoever takes it back has begun."""
    if step.kind is StepKind.ASSIGNMENT:
        act.dossier.unit_id = None
    person = before.person or act.by
    passage = enter_step(act, step, person=person, agency_id=before.agency_id, time_of=before, is_done=False)
    passage.begun_at = before.begun_at
    passage.save(update_fields=["begun_at"])


def _assign_on(act: Act, person_id: UUID | None, unit_id: UUID | None, note: str, to: str) -> None:
    step = next_step(act, StepAct.ASSIGN, key=to)
    act.dossier.unit_id = _unit(act, unit_id)
    agency = agency_of_step(act, step)
    person = require_able(act, person_id, STEP_CAPABILITY[step.responsible], agency)
    enter_step(act, step, person=person, note=note)


def _reassign(act: Act, person_id: UUID | None, unit_id: UUID | None, note: str) -> None:
    """Another holder for the step at hand."""
    step, passage = current_step(act), open_passage(act)
    here = act.dossier.holder_agency_id
    agency = _unit(act, unit_id) if unit_id is not None and step.unit_id is None else here
    assert agency is not None
    if person_id == act.dossier.holder_id and agency == here:
        raise Refused("already-assigned", "Hồ sơ đang giao đúng cho người này rồi.", field="person_id")
    person = require_able(act, person_id, STEP_CAPABILITY[Role(act.dossier.step_role)], agency)
    if agency != here:
        act.dossier.unit_id = agency
    enter_step(act, step, person=person, note=note, agency_id=agency, time_of=passage, is_done=False)


def _unit(act: Act, unit_id: UUID | None) -> UUID | None:
    """The division chosen, of an agency that has the dossier; without a choice the one that had it before, if any.

    :raises Refused: "unit-elsewhere".
    """
    if unit_id is None:
        return act.dossier.unit_id
    found = subtree(act.dossier.competent_id, act.on)
    if act.dossier.holder_agency_id is not None:
        found = found | subtree(act.dossier.holder_agency_id, act.on)
    if not found.filter(pk=unit_id, held__contains=act.on).exists():
        raise Refused(
            "unit-elsewhere",
            f"Đơn vị được chọn không thuộc {act.dossier.competent.name} vào ngày này. Chọn đơn vị trực thuộc; "
            "cơ quan khác thì lấy ý kiến, không giao hồ sơ.",
            field="unit_id",
        )
    return unit_id
