"""A resolved dossier is opened again because its result is faulty."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import able_still, tell_whose_turn
from motcua.dossiers.actions.results.going_on import result_in, who_had
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.walking import agency_of_step, enter_step
from motcua.dossiers.enums import DeliveryStatus, ResultState, Verb
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.words import required
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.rules.processes import StepContent


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
        result = result_in(act, ResultState.ISSUED)
        result.fault = reason
        result.save(update_fields=["fault"])
        act.dossier.delivery, act.dossier.delivered_at = DeliveryStatus.NOT_READY, None
        step = _correcting_step(act, to)
        person = able_still(act, who_had(act, step), step.responsible, agency_of_step(act, step))
        enter_step(act, step, person=person, note=reason, is_done=False)
        act.tell(result=str(result.pk), reason=reason)
        tell_applicant(act, "result_reopened", reason=reason)
        tell_whose_turn(act, "result_reopened", reason=reason)
    return act.dossier


def _correcting_step(act: Act, key: str) -> StepContent:
    """Where a result is made anew: at the step that proposes, else (express) at the first."""
    found = [step for step in act.process.steps if step.allows(StepAct.PROPOSE)] or [act.process.first()]
    chosen = [step for step in found if step.key == key] if key else found[-1:]
    if not chosen:
        raise Refused(
            "nothing-to-correct", "Quy trình không có bước soạn kết quả đã chọn. Chọn lại bước.", field="to"
        )
    return chosen[0]
